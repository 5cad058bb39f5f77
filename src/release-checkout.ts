import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from './command-context.ts';
import { type Deployment, type StateLocation, declaredState } from './context/deployment.ts';
import { judgeLocalState } from './context/local-state.ts';
import type { RollbackTarget } from './context/rollback-target.ts';
import type { Run } from './context/run.ts';
import { addWorktree } from './context/worktree.ts';
import { Failure } from './errors.ts';
import type { TerraformInputs } from './inputs/inputs.ts';
import { type Configuration, readConfiguration } from './terraform/configuration.ts';
import { refuseStateElsewhere } from './terraform/local-state.ts';
import { ERRORED_STATE } from './terraform/rescue.ts';
import { findStateToMove } from './terraform/state-to-move.ts';

/** The configuration of a release, checked out beside the checkout of this run. */
export interface ReleaseCheckout extends Pick<Configuration, 'backend' | 'requiredVersions'> {
  /** As the inputs have it, with the paths in the release's checkout. */
  readonly terraform: TerraformInputs;
  /** The run, with the release's checkout as its workspace. */
  readonly run: Run;
  /** Removes the checkout. Safe to call when Terraform is gone. */
  close(): Promise<void>;
}

/**
 * Checks out the commit of a release in a directory of its own, and reads its configuration.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE`, and what a configuration is refused for
 */
export async function openRelease(
  { platform, inputs, run }: CommandContext,
  { target, deployment }: { readonly target: RollbackTarget; readonly deployment: Deployment },
): Promise<ReleaseCheckout> {
  const { commit } = target.deploy;
  const { terraform, githubToken: token } = inputs;
  const worktree = await addWorktree(platform, {
    directory: terraform.directory,
    commit,
    temporaryDirectory: run.temporaryDirectory,
    token,
  });
  const directory = worktree.locate(terraform.directory);
  const close = async (): Promise<void> => {
    // A state that could be saved nowhere must not go with the worktree: in the checkout the next run here finds it.
    const unsaved = path.join(directory, ERRORED_STATE);
    if (existsSync(unsaved)) await copyFile(unsaved, path.join(terraform.directory, ERRORED_STATE));
    await worktree.remove();
  };
  try {
    if (!existsSync(directory)) throw notThere(terraform.relativeDirectory, commit);
    const configuration = await readConfiguration(directory);
    const local = await findStateToMove(configuration, directory, platform.environment);
    const isMoved =
      local !== undefined && judgeLocalState(local, target.movedIn, target.movedIn) === 'moved already';
    // The file of a commit from before the move is what the bucket has since, and stays unused.
    if (!isMoved) await refuseStateElsewhere(configuration, directory, platform.environment);
    refuseMoved(configuration, deployment.state, commit);
    return {
      ...configuration,
      terraform: {
        ...terraform,
        directory,
        // One that git doesn't know was written by a step before this one.
        variableFiles: terraform.variableFiles.map((file) => {
          const then = worktree.locate(file);
          return existsSync(then) ? then : file;
        }),
      },
      run: { ...run, workspace: worktree.locate(run.workspace) },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const SAFE = 'Nothing was planned, applied or uploaded: infrastructure and site are as they were.';

const notThere = (directory: string, commit: string): Failure =>
  new Failure({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `Commit ${commit} has no directory ${directory}.`,
    safe: SAFE,
    next: 'Set terraform-directory to what it was then, or deploy that commit by running its own workflow.',
  });

/** A configuration that kept its state elsewhere knows nothing of the one that is live. */
function refuseMoved({ backend }: Configuration, location: StateLocation, commit: string): void {
  const declared = declaredState(backend);
  const moved = (['bucket', 'key', 'region'] as const).find(
    (name) => declared[name] !== undefined && declared[name] !== location[name],
  );
  if (moved === undefined) return;
  throw new Failure({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `The configuration of commit ${commit} keeps its state elsewhere: its backend has the ${moved} ${declared[moved]}, and the state is in ${location[moved]}.`,
    safe: SAFE,
    next: 'Revert what should be undone in a new commit and push it.',
  });
}
