import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import type { StateLocation } from '../context/deployment.ts';
import { Failure } from '../errors.ts';
import type { Environment } from '../platform/platform.ts';
import { compareRecorded } from './backend-override.ts';
import type { Configuration } from './configuration.ts';
import { isMissing } from './replace-file.ts';
import { ERRORED_STATE } from './rescue.ts';

/**
 * Stops a deploy whose state is somewhere else than where the deploy would look for it: planning there would create
 * everything a second time. Reads files only.
 *
 * `environment` is that of Terraform: TF_WORKSPACE, TF_DATA_DIR and TF_CLOUD_ORGANIZATION count.
 *
 * @throws Failure STATE_ELSEWHERE, LOCAL_STATE_FOUND
 */
export async function refuseStateElsewhere(
  configuration: Pick<Configuration, 'backend'>,
  directory: string,
  environment: Environment,
): Promise<void> {
  const { backend } = configuration;
  if (backend.kind === 'cloud' || backend.kind === 'other') {
    const organization =
      backend.kind === 'cloud' ? backend.name || environment['TF_CLOUD_ORGANIZATION'] : undefined;
    if (!backend.placeholder || organization) {
      const what =
        backend.kind === 'cloud'
          ? `HCP Terraform (organization "${organization}")`
          : `backend "${backend.name}"`;
      throw new Failure({
        code: 'STATE_ELSEWHERE',
        reason: `${backend.file}:${backend.line} keeps the state in ${what}; this action keeps it in S3.`,
        safe: 'Terraform was not started; nothing was changed.',
        next: `Move the state once: run \`terraform state pull > state.json\`, remove that block, run \`bash bootstrap-state.sh\`, then \`terraform init\` and \`terraform state push state.json\`.`,
      });
    }
  }
  const workspace = await selectedWorkspace(directory, environment);
  if (workspace !== undefined) {
    throw new Failure({
      code: 'STATE_ELSEWHERE',
      reason: `The Terraform workspace "${workspace.name}" is selected by ${workspace.by}; this action keeps one state per environment, in the default workspace.`,
      safe: 'Terraform was not started; nothing was changed.',
      next: `Remove ${workspace.by} and name the environment with the input \`environment\`, or name the state's key with \`state-key\`.`,
    });
  }
  // What a Terraform with an S3 backend could not save is for `refuseUnsavedOfAnother`, once the place is known.
  const backendOfUnsaved = recordedKind(await contentOf(recordIn(directory, environment['TF_DATA_DIR'])));
  const found = (await localStates(configuration, directory)).filter(
    ({ file }) => file !== ERRORED_STATE || backendOfUnsaved !== 's3',
  );
  const [first] = found;
  if (first === undefined) return;
  throw new Failure({
    code: 'LOCAL_STATE_FOUND',
    reason: `${first.file} is a local Terraform state with ${first.holds}; deploying from an empty remote state would create all of it again.`,
    safe: 'Terraform was not started; nothing was changed.',
    next: `Move it into the bucket once: run \`bash bootstrap-state.sh\`, then \`terraform -chdir=${directory} init -migrate-state\`, commit the updated configuration, remove the file and run again.`,
    details: found.map(({ file, holds }) => `${file}: ${holds}`),
  });
}

/**
 * Stops a deploy in a checkout where an earlier Terraform left a state that it could not save to another place than this
 * one, e.g. that of another environment. Terraform's record of its backend tells, until the next init: so before that.
 *
 * @throws Failure LOCAL_STATE_FOUND
 */
export async function refuseUnsavedOfAnother(
  directory: string,
  location: StateLocation,
  dataDirectory?: string,
): Promise<void> {
  const holds = whatStateHolds(await contentOf(path.join(directory, ERRORED_STATE)));
  if (holds === undefined) return;
  const differences = compareRecorded(await contentOf(recordIn(directory, dataDirectory)), location);
  if (differences.length === 0) return;
  throw new Failure({
    code: 'LOCAL_STATE_FOUND',
    reason: `${ERRORED_STATE} is a state with ${holds} that Terraform could not save, and not to s3://${location.bucket}/${location.key}: ${differences.join('; ')}.`,
    safe: 'Terraform was not started; nothing was changed.',
    next: `Deploy to the place it belongs to from this checkout, which saves it there; or push it by hand: terraform -chdir=${directory} state push ${ERRORED_STATE}`,
    details: differences,
  });
}

/** Where Terraform records the backend it was initialised with; `dataDirectory` is TF_DATA_DIR. */
const recordIn = (directory: string, dataDirectory: string | undefined): string =>
  path.resolve(directory, dataDirectory || '.terraform', 'terraform.tfstate');

function recordedKind(text: string): unknown {
  try {
    return (JSON.parse(text) as { backend?: { type?: unknown } | null } | null)?.backend?.type;
  } catch {
    return undefined;
  }
}

/** A state file that holds something, and what: `3 resources`. */
export interface LocalState {
  /** As the user would name it: relative to the directory where it is inside. */
  readonly file: string;
  readonly holds: string;
}

/** Local states with something in them: `*.tfstate`, those of workspaces, and where `backend "local"` says. */
export async function localStates(
  configuration: Pick<Configuration, 'backend'>,
  directory: string,
): Promise<readonly LocalState[]> {
  const { backend } = configuration;
  const workspaces = path.resolve(
    directory,
    (backend.kind === 'local' ? backend.workspaceDirectory : undefined) ?? 'terraform.tfstate.d',
  );
  const files = new Set([
    ...(backend.kind === 'local' && backend.path !== undefined
      ? [path.resolve(directory, backend.path)]
      : []),
    ...(await entries(directory))
      .filter((name) => name.endsWith('.tfstate'))
      .map((name) => path.join(directory, name)),
    ...(await entries(workspaces)).map((name) => path.join(workspaces, name, 'terraform.tfstate')),
  ]);
  const states = await Promise.all(
    [...files].map(async (file) => {
      const holds = whatStateHolds(await contentOf(file));
      const relative = path.relative(directory, file);
      return { file: relative.startsWith('..') ? file : relative, holds };
    }),
  );
  return states.filter((state): state is LocalState => state.holds !== undefined);
}

/**
 * What a state's text holds, in words; undefined: nothing that could be lost. Terraform leaves an empty file, or a
 * state without resources, behind when it moves a state away. A text that is no state (encrypted, a Git LFS pointer,
 * cut off) holds what can't be seen, so it counts.
 */
export function whatStateHolds(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  let state: { resources?: unknown; modules?: unknown } | null;
  try {
    state = JSON.parse(text) as typeof state;
  } catch {
    return 'content that cannot be read';
  }
  if (typeof state !== 'object' || state === null) return 'content that cannot be read';
  const modern = Array.isArray(state.resources) ? state.resources.length : 0;
  // Until Terraform 0.11 resources were an object in each module.
  const modules = Array.isArray(state.modules)
    ? (state.modules as ({ resources?: object | null } | null)[])
    : [];
  const old = modules.reduce((sum, module) => sum + Object.keys(module?.resources ?? {}).length, 0);
  const count = modern + old;
  return count === 0 ? undefined : `${count} ${count === 1 ? 'resource' : 'resources'}`;
}

async function selectedWorkspace(
  directory: string,
  environment: Environment,
): Promise<{ name: string; by: string } | undefined> {
  const named = environment['TF_WORKSPACE'];
  // TF_WORKSPACE wins over the file, also when it says `default`.
  if (named) return named === 'default' ? undefined : { name: named, by: 'the variable TF_WORKSPACE' };
  const file = path.resolve(directory, environment['TF_DATA_DIR'] || '.terraform', 'environment');
  const selected = (await contentOf(file)).trim();
  return selected === '' || selected === 'default' ? undefined : { name: selected, by: `the file ${file}` };
}

/** Names in a directory, sorted; none where there is no such directory. */
async function entries(directory: string): Promise<readonly string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const isDirectory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EISDIR';

/** A file's text; empty where there is none. */
async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error) || isDirectory(error)) return '';
    throw error;
  }
}
