import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { CommandContext } from './command-context.ts';
import { requestIdToken } from './platform/oidc.ts';
import type { Environment } from './platform/platform.ts';
import { runUntilAborted } from './platform/run-until-aborted.ts';
import { TOKEN_FILE, createJobDirectory, jobFile, writeJobFile } from './platform/supervision/job.ts';
import { removeJobDirectory } from './platform/supervision/supervised.ts';
import { taskEnvironment } from './platform/supervision/task-runner.ts';
import type { StateCopy } from './state/state-copy.ts';
import { removeGenerated } from './terraform/generated-files.ts';
import { writeLocalOverride } from './terraform/backend-override.ts';
import type { Terraform } from './terraform/cli.ts';
import { init } from './terraform/init.ts';
import type { TerraformBinary } from './terraform/install/install.ts';
import { wouldMigrate } from './terraform/record-backend.ts';
import { terraformEnvironment } from './terraform-environment.ts';

/** A Terraform that works on a copy of the state, in a private directory of this run. */
export interface PlanSession {
  readonly terraform: Terraform;
  /** Environment of Terraform. */
  readonly environment: Environment;
  /** Absolute; the plan in it holds secrets. */
  readonly planFile: string;
  /**
   * Initialises the root module, and touches no state file that lies in it (see `wouldMigrate`).
   *
   * @throws Failure `TERRAFORM_INIT_FAILED`
   */
  init(): Promise<void>;
  /** Gives the role's next session a fresh token: the first one may be older than it lives. Without a role: nothing. */
  renewToken(): Promise<void>;
  /** Removes the copy, the plan and what was put beside the configuration. */
  end(): Promise<void>;
}

const STATE_FILE = 'copy.tfstate';

/**
 * Opens a Terraform that can change the state for nobody: it is given a copy, and so needs no lock, no lease and no right
 * to write. It runs as a child of this process, since there is nothing to save: a cancel stops it at once.
 */
export async function openPlanSession(
  { platform, inputs, run, signal, saveForPost }: CommandContext,
  { binary, copy }: { readonly binary: TerraformBinary; readonly copy: StateCopy | undefined },
): Promise<PlanSession> {
  const { directory, relativeDirectory } = inputs.terraform;
  const job = createJobDirectory(run.temporaryDirectory, randomUUID());
  saveForPost('job-directory', job.path);
  saveForPost('terraform-directory', directory);
  const end = async (): Promise<void> => {
    removeJobDirectory(job);
    await removeGenerated(directory);
  };
  const renewToken = async (): Promise<void> => {
    if (inputs.roleToAssume !== undefined) writeJobFile(job, TOKEN_FILE, await requestIdToken(platform));
  };
  try {
    await renewToken();
    if (copy !== undefined) writeJobFile(job, STATE_FILE, copy.text);
    await writeLocalOverride(directory, jobFile(job, STATE_FILE));
  } catch (error) {
    await end();
    throw error;
  }
  const environment = taskEnvironment({
    ...terraformEnvironment(platform, { inputs, run, tokenFile: jobFile(job, TOKEN_FILE) }),
    // What the checkout was initialised with stays as it is.
    TF_DATA_DIR: jobFile(job, 'data'),
  });
  const terraform: Terraform = {
    executable: binary.executable,
    version: binary.version,
    directory,
    relativeDirectory,
    run: async (task, onLine) => {
      const ended = await runUntilAborted(task, onLine, { environment, signal });
      signal.throwIfAborted();
      return ended;
    },
    log: platform.log,
    // Of a copy nobody else has the lock.
    watchLock: async () => undefined,
    resilience: {
      clock: platform.clock,
      signal,
      freeOwnLock: async () => false,
      readOutputs: async () => ({}),
    },
  };
  const initialise = async (): Promise<void> => {
    if (!(await wouldMigrate(directory))) return init(terraform);
    const empty = jobFile(job, 'empty');
    await mkdir(empty);
    await writeLocalOverride(empty, jobFile(job, STATE_FILE));
    await init({ ...terraform, directory: empty });
    return init(terraform, 'recorded');
  };
  return { init: initialise, terraform, environment, planFile: jobFile(job, 'plan.tfplan'), renewToken, end };
}
