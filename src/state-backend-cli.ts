import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { resolveAccount } from './context/credentials.ts';
import { declaredState, resolveDeployment, type StateLocation } from './context/deployment.ts';
import { readRun } from './context/run.ts';
import { Failure } from './errors.ts';
import { failureMessage, toFailure } from './failure-message.ts';
import { INPUT_DEFAULTS, type InputName } from './inputs/definitions.ts';
import type { Inputs } from './inputs/inputs.ts';
import { parseInputs } from './inputs/parse.ts';
import { createPlatform } from './platform/create-platform.ts';
import type { Platform } from './platform/platform.ts';
import { lookAtTable } from './state/lock-table.ts';
import { BOOTSTRAP_STATE_KEY, hasObject } from './state/bootstrap-state.ts';
import { lookAtBucket } from './state/state-bucket.ts';
import { terraformImports } from './state/terraform-imports.ts';
import type { Sighting } from './state/wanted-setting.ts';
import { writeOverride } from './terraform/backend-override.ts';
import { readConfiguration } from './terraform/configuration.ts';
import { declareBackend } from './terraform/declare-backend.ts';
import { importBlocks } from './terraform/import-blocks.ts';

const USAGE =
  'state-backend describe | prepare --into DIRECTORY | declare, each with [--project P] [--environment E] ' +
  '[--region R] [--terraform-directory D] [--locking dynamodb|lockfile|both]';

/** The action's input behind each option: names and rules are the deploy's own. */
const OPTIONS = {
  project: 'project',
  environment: 'environment',
  region: 'aws-region',
  'terraform-directory': 'terraform-directory',
  locking: 'locking',
} as const satisfies Readonly<Record<string, InputName>>;

/**
 * What bootstrap-state.sh asks the bundle for, so that it needs no AWS CLI and finds the names a deploy would use:
 *
 * - `describe` prints as JSON where the state backend is and what of it is there;
 * - `prepare --into DIRECTORY` completes a copy of terraform/bootstrap with its variables, `import` blocks for what is
 *   there and, once bucket and table are, the backend for its own state; prints `bucket` or `local`: where that is;
 * - `declare` writes the backend into the configuration in place and prints what became of it.
 *
 * Answers go to stdout, failures to stderr. Returns the exit code.
 */
export async function stateBackend(args: readonly string[]): Promise<number> {
  const platform = createPlatform();
  try {
    platform.log.info(await answer(args, platform));
    return 0;
  } catch (error) {
    process.stderr.write(`${failureMessage(toFailure(error)).join('\n')}\n`);
    return 1;
  }
}

async function answer(args: readonly string[], platform: Platform): Promise<string> {
  const { command, into, inputs } = await readArguments(args, platform);
  const location = await locate(inputs, platform);
  if (command === 'declare') return declare(inputs.terraform.directory, location);
  const sighting = await look(inputs.project, location, platform);
  if (command === 'prepare') return prepare(path.resolve(into), { inputs, location, sighting });
  const { account, bucket, lockTable: table, region, key } = location;
  const { stateKept } = sighting;
  const there = {
    bucketExists: sighting.bucket.kind === 'present',
    tableExists: sighting.table.kind === 'present',
  };
  return JSON.stringify({ account, bucket, table, region, key, ...there, bootstrapStateKept: stateKept });
}

const COMMANDS = ['describe', 'prepare', 'declare'] as const;

async function readArguments(
  args: readonly string[],
  platform: Platform,
): Promise<{ readonly command: (typeof COMMANDS)[number]; readonly into: string; readonly inputs: Inputs }> {
  const { values, positionals } = parsed(args);
  const command = COMMANDS.find((name) => name === positionals[0]);
  if (
    command === undefined ||
    positionals.length !== 1 ||
    (command === 'prepare') !== (values['into'] !== undefined)
  ) {
    throw misused(`"${args.join(' ')}" is not a way to use it`);
  }
  const given = new Map<string, string | undefined>(
    Object.entries(OPTIONS).map(([option, input]) => [input, values[option]]),
  );
  // A person at a laptop has no frontend to describe here, and bootstrap is the one command this belongs to.
  given.set('command', 'bootstrap').set('frontend-directory', '');
  const inputs = parseInputs((name) => given.get(name)?.trim() ?? INPUT_DEFAULTS[name], {
    environment: platform.environment,
    repository: await repositoryName(platform),
    workspace: process.cwd(),
  });
  return { command, into: values['into'] ?? '', inputs };
}

function parsed(args: readonly string[]): {
  values: Readonly<Record<string, string | undefined>>;
  positionals: string[];
} {
  const options = Object.fromEntries(
    [...Object.keys(OPTIONS), 'into'].map((name) => [name, { type: 'string' as const }]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as Record<string, string | undefined>, positionals };
  } catch (error) {
    throw misused(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

const misused = (why: string): Failure =>
  new Failure({
    code: 'INVALID_INPUTS',
    reason: `${why.replace(/\.$/, '')}.`,
    safe: 'Nothing was read from or changed in AWS.',
    next: `Use it as: ${USAGE}`,
  });

/** `owner/name`, from which the project takes its name as in a workflow; outside one, as the remote is called. */
async function repositoryName(platform: Platform): Promise<string> {
  const named = platform.environment['GITHUB_REPOSITORY'];
  if (named) return named;
  const directory = process.cwd();
  if ((await platform.commands.find('git')) === undefined) return `local/${path.basename(directory)}`;
  const { exitCode, stdout } = await platform.commands.run('git', ['remote', 'get-url', 'origin'], {
    directory,
    environment: platform.environment,
  });
  const found = /([^/:]+\/[^/]+?)(?:\.git)?\/?\s*$/.exec(exitCode === 0 ? stdout : '')?.[1];
  return found ?? `local/${path.basename(directory)}`;
}

/** The same names as a deploy of this configuration, whose declared S3 backend comes before the conventions. */
async function locate(inputs: Inputs, platform: Platform): Promise<StateLocation> {
  const { region, terraform } = inputs;
  // The first step of a repository may come before its first .tf file.
  const present = existsSync(terraform.directory);
  const declared = present ? declaredState((await readConfiguration(terraform.directory)).backend) : {};
  const account = await resolveAccount(platform, { region, role: undefined, allowed: undefined });
  const run = readRun(platform.environment, os.hostname(), { cwd: process.cwd(), temporary: os.tmpdir() });
  return resolveDeployment(inputs, declared, { account, run }).state;
}

interface Seen {
  readonly bucket: Sighting;
  readonly table: Sighting;
  /** terraform/bootstrap has a state in the bucket. */
  readonly stateKept: boolean;
}

/** Looks without changing anything; refuses what the action would refuse, and what Terraform must not take over. */
async function look(project: string, location: StateLocation, platform: Platform): Promise<Seen> {
  const patience = { clock: platform.clock };
  const [s3, dynamodb] = await Promise.all([
    platform.aws.s3(location.region),
    platform.aws.dynamodb(location.region),
  ]);
  const bucket = await lookAtBucket({ s3, location, project }, patience);
  const table = await lookAtTable({ dynamodb, location, project }, patience);
  if (bucket.kind === 'present' && !bucket.ours)
    throw notOurs('BUCKET_NOT_OURS', `Bucket ${location.bucket}`);
  if (table.kind === 'present' && !table.ours)
    throw notOurs('BACKEND_DRIFTED', `Lock table ${location.lockTable}`);
  return {
    bucket,
    table,
    stateKept: bucket.kind === 'present' && (await hasObject(s3, location, BOOTSTRAP_STATE_KEY)),
  };
}

const notOurs = (code: 'BUCKET_NOT_OURS' | 'BACKEND_DRIFTED', what: string): Failure =>
  new Failure({
    code,
    reason: `${what} is there already and is not tagged managed-by = revive-deploy with this project: Terraform would take it over and set it anew.`,
    safe: 'Nothing was created or changed.',
    next: 'Leave it as it is, a deploy uses it so; or give it those two tags and run this again.',
  });

async function prepare(
  directory: string,
  {
    inputs,
    location,
    sighting,
  }: { readonly inputs: Inputs; readonly location: StateLocation; readonly sighting: Seen },
): Promise<string> {
  const { bucket, lockTable, region } = location;
  const variables = {
    project: inputs.project,
    aws_region: region,
    state_bucket: bucket,
    lock_table: lockTable,
  };
  await writeFile(
    path.join(directory, 'generated.auto.tfvars.json'),
    `${JSON.stringify(variables, null, 2)}\n`,
  );
  await writeFile(
    path.join(directory, 'generated_imports.tf'),
    importBlocks(terraformImports(location, sighting)),
  );
  const tableThere = sighting.table.kind === 'present';
  const inBucket = sighting.stateKept || (sighting.bucket.kind === 'present' && tableThere);
  if (!inBucket) return 'local';
  // A table that was deleted comes back with this very run; until then only a file can lock.
  const locking = tableThere ? location.locking : 'lockfile';
  await writeOverride(directory, { ...location, key: BOOTSTRAP_STATE_KEY, locking });
  return 'bucket';
}

async function declare(directory: string, location: StateLocation): Promise<string> {
  if (!existsSync(directory))
    return `There is no ${path.relative(process.cwd(), directory)} yet to declare this backend in.`;
  const { file, changed } = await declareBackend(directory, location);
  const named = path.relative(process.cwd(), path.join(directory, file));
  return changed ? `${named} now declares this backend.` : `${named} declares this backend already.`;
}
