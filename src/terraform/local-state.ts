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
 * Stops a command whose state is somewhere else than where the command would look for it: planning there would create
 * everything a second time. Reads files only. A deploy can move a local state in: see `findStateToMove`.
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
  const found = await localStatesOnly(configuration, directory, environment);
  const [first] = found;
  if (first === undefined) return;
  throw localStateFound(found, {
    why: `${first.file} is a local Terraform state with ${first.holds}; planning from an empty remote state would create all of it again.`,
    next: 'Run a deploy once, which moves it into the bucket; then remove the file from the repository.',
  });
}

/** The failure about local states that are in the way. */
export const localStateFound = (
  found: readonly LocalState[],
  {
    why,
    next,
    details = [],
  }: { readonly why: string; readonly next: string; readonly details?: readonly string[] },
): Failure =>
  new Failure({
    code: 'LOCAL_STATE_FOUND',
    reason: why,
    safe: 'Terraform was not started; nothing was changed.',
    next,
    details: [...found.map(({ file, holds }) => `${file}: ${holds}`), ...details],
  });

/**
 * The local states of a root module whose state is in no other kind of place, and of no workspace but the default one.
 *
 * @throws Failure STATE_ELSEWHERE
 */
export async function localStatesOnly(
  configuration: Pick<Configuration, 'backend'>,
  directory: string,
  environment: Environment,
): Promise<readonly LocalState[]> {
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
  return (await localStates(configuration, directory)).filter(
    ({ file }) => file !== ERRORED_STATE || backendOfUnsaved !== 's3',
  );
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
export const recordIn = (directory: string, dataDirectory: string | undefined): string =>
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
  /** The whole text, secrets included. */
  readonly text: string;
}

const UNREADABLE = 'content that cannot be read';

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
      const text = await contentOf(file);
      return { file: nameOf(directory, file), holds: whatStateHolds(text), text };
    }),
  );
  return states.filter((state): state is LocalState => state.holds !== undefined);
}

/** Relative to the directory where it is inside. */
export function nameOf(directory: string, file: string): string {
  const relative = path.relative(directory, path.resolve(directory, file));
  return relative.startsWith('..') ? path.resolve(directory, file) : relative;
}

/**
 * What a state's text holds, in words; undefined: nothing that could be lost. Terraform leaves an empty file, or a
 * state without resources, behind when it moves a state away. A text that is no state (encrypted, a Git LFS pointer,
 * cut off) holds what can't be seen, so it counts.
 */
export function whatStateHolds(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  let state: { resources?: unknown; modules?: unknown; encrypted_data?: unknown } | null;
  try {
    state = JSON.parse(text) as typeof state;
  } catch {
    return UNREADABLE;
  }
  if (typeof state !== 'object' || state === null) return UNREADABLE;
  // As OpenTofu encrypts a state: JSON in which nothing of it can be seen.
  if (state.encrypted_data !== undefined) return UNREADABLE;
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
