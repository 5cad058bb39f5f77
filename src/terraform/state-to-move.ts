import type { Environment } from '../platform/platform.ts';
import type { Configuration } from './configuration.ts';
import { type LocalState, localStateFound, localStatesOnly, nameOf } from './local-state.ts';
import { ERRORED_STATE } from './rescue.ts';

/** A local state that a deploy can move into the bucket. */
export interface StateToMove extends LocalState {
  /** Rises with every change. */
  readonly serial: number;
  readonly lineage: string;
}

/** Where Terraform keeps a state that no backend says otherwise of. */
export const DEFAULT_STATE = 'terraform.tfstate';

/** The format of every Terraform since 0.12: one reads what a newer one wrote, too (measured: 1.11 what says 1.99). */
const STATE_VERSION = 4;

/**
 * The one local state of a root module, where there is one that can be moved: of the default workspace, where the
 * configuration says that the state is or Terraform would put it by itself, and readable. Reads files only.
 *
 * @throws Failure STATE_ELSEWHERE; LOCAL_STATE_FOUND for one that can't be moved, or where there are several
 */
export async function findStateToMove(
  configuration: Pick<Configuration, 'backend'>,
  directory: string,
  environment: Environment,
): Promise<StateToMove | undefined> {
  const found = await localStatesOnly(configuration, directory, environment);
  const [first, ...more] = found;
  if (first === undefined) return undefined;
  const unsaved = found.find(({ file }) => file === ERRORED_STATE);
  if (unsaved !== undefined) {
    throw localStateFound(found, {
      why: `${ERRORED_STATE} is a state with ${unsaved.holds} that Terraform could not save where it belongs; deploying without it would create all of it again.`,
      next: `Save it first: terraform -chdir=${directory} state push ${ERRORED_STATE}`,
    });
  }
  if (more.length > 0) {
    throw localStateFound(found, {
      why: `${found.length} local Terraform states hold resources (${found.map(({ file }) => file).join(', ')}); which of them is this environment's can't be told.`,
      next: 'Leave only the one that this environment is deployed from, in the default workspace, and run again: it is moved into the bucket.',
    });
  }
  const { backend } = configuration;
  const where = nameOf(directory, (backend.kind === 'local' ? backend.path : undefined) ?? DEFAULT_STATE);
  if (first.file !== where) {
    throw localStateFound(found, {
      why: `${first.file} is a local Terraform state with ${first.holds}, and Terraform itself would look for it in ${where}: whether it is this environment's can't be told.`,
      next: `If it is, rename it to ${where} and run again, which moves it into the bucket; if it is not, remove it.`,
    });
  }
  const content = contentOf(first.text);
  if (content === undefined) {
    throw localStateFound(found, {
      why: `${first.file} is where the state is, and it holds ${first.holds}, but not as a state of Terraform 0.12 or newer: encrypted, a Git LFS pointer, cut off, or older.`,
      next: `Make it readable (decrypt it, \`git lfs pull\`, restore it from a backup, or \`terraform -chdir=${directory} apply -refresh-only\` with a Terraform that knows it) and run again: it is moved into the bucket.`,
    });
  }
  return { ...first, ...content };
}

function contentOf(text: string): Pick<StateToMove, 'serial' | 'lineage'> | undefined {
  let state: { version?: unknown; serial?: unknown; lineage?: unknown } | null;
  try {
    state = JSON.parse(text) as typeof state;
  } catch {
    return undefined;
  }
  if (typeof state !== 'object' || state === null || state.version !== STATE_VERSION) return undefined;
  const { serial, lineage } = state;
  if (typeof serial !== 'number' || typeof lineage !== 'string' || lineage === '') return undefined;
  return { serial, lineage };
}
