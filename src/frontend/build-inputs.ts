import { hash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Release } from '../context/release.ts';
import type { HeaderRule } from '../inputs/header-rules.ts';
import type { Environment, Platform } from '../platform/platform.ts';
import type { FrontendBuild } from './build.ts';
import type { BuildInputs } from './fingerprint.ts';
import { ancestors, hashFile, listSources } from './source-files.ts';

/** A build whose inputs are to be known. */
export interface BuildToKnow extends FrontendBuild {
  /** Absolute: what lies in it beside what is committed, Terraform and its preparation left there. */
  readonly terraformDirectory: string;
  /** Absolute: paths in it differ from run to run. */
  readonly temporaryDirectory: string;
  /** What is live: left by an earlier build in the output directory, it is nothing that this one reads. */
  readonly live?: Pick<Release, 'files'> | undefined;
  /** Which source maps are part of a site. */
  readonly headerRules: readonly HeaderRule[];
}

/** The inputs of a build, or why they can't be known: then it has to be made. */
export type KnownInputs = { readonly inputs: BuildInputs } | { readonly unknown: string };

type Ports = Pick<Platform, 'commands' | 'environment'>;

/**
 * Everything that a build of the frontend may read, as far as it lies on this machine. In doubt a thing counts: to build
 * once too often is slow, to publish an old site is wrong. What a build gets from the network, but for packages that a
 * lock file pins, nobody here can see; a run that was started by hand, or by a schedule, builds for that reason.
 */
export async function readBuildInputs(ports: Ports, build: BuildToKnow): Promise<KnownInputs> {
  const manifest = readManifest(build.directory);
  const commands = [build.buildCommand, ...Object.values(manifest.scripts ?? {})].map(String);
  const unpinned = whyUnpinned(build, manifest, commands);
  if (unpinned !== undefined) return { unknown: unpinned };
  const [sources, tools] = await Promise.all([
    listSources(ports, build),
    describeTools(ports, build, commands),
  ]);
  if ('unknown' in sources) return sources;
  const { directory, workspace, buildCommand, outputDirectory = '' } = build;
  return {
    inputs: {
      files: sources.lines.join('\n'),
      environment: describeEnvironment(build).join('\n'),
      command: JSON.stringify([path.relative(workspace, directory), buildCommand, outputDirectory]),
      tools: tools.join('\n'),
    },
  };
}

interface Manifest {
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly dependencies?: object;
  readonly devDependencies?: object;
  readonly optionalDependencies?: object;
}

/** The package.json of the frontend, as far as it is one. */
function readManifest(directory: string): Manifest {
  try {
    const read: unknown = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8'));
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    // None, or none that npm could read either: its content counts like that of any file.
    return {};
  }
}

const LOCK_FILES = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
];

/** Commands that take whatever the network has today. */
const FROM_NETWORK = /@latest\b|\b(?:curl|wget)\b|\bgit (?:clone|pull)\b|\b(?:update|upgrade)\b/;

function whyUnpinned(
  { directory, workspace }: BuildToKnow,
  { dependencies, devDependencies, optionalDependencies }: Manifest,
  commands: readonly string[],
): string | undefined {
  const packages = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  const isLocked = ancestors(directory, workspace).some((each) =>
    LOCK_FILES.some((name) => existsSync(path.join(each, name))),
  );
  if (packages.length > 0 && !isLocked) return 'no lock file pins its packages';
  if (commands.some((command) => FROM_NETWORK.test(command))) return 'its command asks the network';
  return undefined;
}

/** Differ from run to run and say nothing of what is built: which run it is, and where its files are. */
const OF_THE_RUN = new Set(
  [
    ...['ACTION', 'ACTION_PATH', 'ACTION_REF', 'ACTION_REPOSITORY', 'ACTOR', 'ACTOR_ID', 'ENV', 'EVENT_NAME'],
    ...[
      'EVENT_PATH',
      'JOB',
      'OUTPUT',
      'PATH',
      'RETENTION_DAYS',
      'RUN_ATTEMPT',
      'RUN_ID',
      'RUN_NUMBER',
      'SHA',
    ],
    ...['STATE', 'STEP_SUMMARY', 'TOKEN', 'TRIGGERING_ACTOR', 'WORKFLOW_SHA', 'WORKSPACE'],
  ].map((name) => `GITHUB_${name}`),
);
const OF_THE_MACHINE =
  /^(?:RUNNER_(?:NAME|TEMP|TOOL_CACHE|TRACKING_ID|WORKSPACE)|GH_TOKEN|PATH|PWD|OLDPWD|SHLVL|_|HOSTNAME|INVOCATION_ID|JOURNAL_STREAM|SYSTEMD_EXEC_PID|MEMORY_PRESSURE_\w+|STATS_\w+|XDG_(?:SESSION_ID|RUNTIME_DIR)|SSH_\w+|DBUS_SESSION_BUS_ADDRESS)$/;
/** Credentials for an hour: nothing that lasts is built from them. */
const OF_THE_SESSION =
  /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|CREDENTIAL_EXPIRATION|ROLE_SESSION_NAME|WEB_IDENTITY_TOKEN_FILE|CONTAINER_\w+)$/;
const INSTALLATION_TOKEN = /^ghs_/;

/** Every variable a build sees that isn't the run's own, sorted; places of this run by what they are. */
function describeEnvironment({ environment, workspace, temporaryDirectory }: BuildToKnow): readonly string[] {
  const counts = (name: string, value: string): boolean =>
    !OF_THE_RUN.has(name) &&
    !OF_THE_MACHINE.test(name) &&
    !OF_THE_SESSION.test(name) &&
    !INSTALLATION_TOKEN.test(value);
  return Object.entries(environment)
    .flatMap(([name, value]) => {
      if (value === undefined || !counts(name, value)) return [];
      const anywhere = value
        .replaceAll(temporaryDirectory, '<temporary>')
        .replaceAll(workspace, '<workspace>');
      return [JSON.stringify([name, anywhere])];
    })
    .sort();
}

/** Words of the commands that are programs of this machine, each with what its file says of its version. */
async function describeTools(
  { commands: ports }: Pick<Platform, 'commands'>,
  build: BuildToKnow,
  commands: readonly string[],
): Promise<readonly string[]> {
  const words = new Set([
    'node',
    ...commands.flatMap((command) => command.match(/(?<![\w./-])[\w][\w.+-]*/g) ?? []),
  ]);
  const tools = await Promise.all(
    [...words].sort().map(async (word) => {
      const found = await ports.find(word);
      return found === undefined ? [] : [await describeTool(ports, build, found)];
    }),
  );
  return [`${os.platform()} ${os.arch()}`, ...tools.flat()];
}

async function describeTool(
  commands: Ports['commands'],
  { directory, environment }: { readonly directory: string; readonly environment: Environment },
  found: string,
): Promise<string> {
  const file = realpathSync(found);
  const name = path.basename(found);
  if (name === 'node') {
    // A hundred megabytes, which its version stands for.
    const { stdout } = await commands.run(found, ['--version'], { directory, environment });
    return `${name} ${stdout.trim()}`;
  }
  // What is only a script has its version in the package it belongs to.
  const manifest = [path.dirname(file), path.dirname(path.dirname(file))]
    .map((each) => path.join(each, 'package.json'))
    .find((each) => existsSync(each));
  const version = manifest === undefined ? '' : hash('sha256', readFileSync(manifest), 'hex');
  return `${name} ${hashFile(file)} ${version}`;
}
