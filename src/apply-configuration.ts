import os from 'node:os';
import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import type { DeploySession } from './deploy-session.ts';
import {
  type AppliedConfiguration,
  type KnownAhead,
  type Planning,
  RESCUE_PATIENCE,
  planAndApply,
} from './plan-and-apply.ts';
import { keepUnsaved } from './keep-unsaved.ts';
import { both } from './platform/both.ts';
import { jobFile, writeJobFile } from './platform/supervision/job.ts';
import { lockSignature } from './state/lock-signature.ts';
import { freeOwnLock } from './state/own-lock.ts';
import { type PendingRecovery, readPendingRecovery, recoverPending } from './state/recovery.ts';
import type { StoredRecord } from './state/release-record.ts';
import { type HeadToAdopt, type LostState, readHeadToAdopt } from './state/set-aside.ts';
import { readStateHead } from './state/state-head.ts';
import { checkRecordedBackend, writeOverride } from './terraform/backend-override.ts';
import type { Terraform } from './terraform/cli.ts';
import type { DeclaredBackend } from './terraform/configuration.ts';
import { init } from './terraform/init.ts';
import type { TerraformBinary } from './terraform/install/install.ts';
import { refuseUnsavedOfAnother } from './terraform/local-state.ts';
import { prepare } from './terraform/prepare.ts';
import { recordBackend, wouldMigrate } from './terraform/record-backend.ts';
import { pushState } from './terraform/rescue.ts';

/** What a deploy has once it holds the lease. */
export interface Leased {
  readonly deployment: Deployment;
  readonly session: DeploySession;
  readonly binary: TerraformBinary;
  readonly backend: DeclaredBackend;
}

/** What the examination found. */
export interface Examined {
  readonly record: StoredRecord | undefined;
  /** States that earlier runs could not save. */
  readonly pending: readonly PendingRecovery[];
  /** Undefined while there are pending ones: only then is it known what the state is. */
  readonly head: HeadToAdopt | undefined;
}

/** The Terraform stages in their order: prepare and init, what an earlier run owes, plan, apply. */
export const applyConfiguration = (
  context: CommandContext,
  leased: Leased,
  examined: Examined,
  beside?: (known: KnownAhead) => void,
): Promise<AppliedConfiguration> =>
  withInitialised(context, { leased, examined }, (terraform, planning) =>
    planAndApply(context, terraform, planning, beside),
  );

/** Prepares, initialises, saves what an earlier run owes, and then does what is to be done with Terraform. */
export async function withInitialised<T>(
  context: CommandContext,
  { leased, examined }: { readonly leased: Leased; readonly examined: Examined },
  work: (terraform: Terraform, planning: Planning) => Promise<T>,
): Promise<T> {
  const terraform = openTerraform(context, leased);
  const { deployment, session } = leased;
  let lost = examined.head?.lost;
  try {
    await lost?.setAside();
    await both(runPrepare(context, session), initialise(context, terraform, leased));
    const found = await recover(context, terraform, { leased, examined });
    lost ??= found.lost;
    const { head } = found;
    return await work(terraform, {
      deployment,
      session,
      record: examined.record,
      head,
      lost,
    });
  } catch (error) {
    await putBack(context, lost);
    throw error;
  }
}

/** What was put aside to be adopted is as it was found where this run ends before it applies anything. */
async function putBack({ progress, platform }: CommandContext, lost: LostState | undefined): Promise<void> {
  const began = progress.report('failed').stages.some(({ name }) => name === 'apply');
  if (lost === undefined || began) return;
  try {
    await lost.putBack();
  } catch (error) {
    // The failure that led here says more; every version of the state is there.
    platform.log.warning(`What was put aside of the state could not be put back: ${String(error)}`);
  }
}

async function runPrepare(
  { platform, inputs, progress }: CommandContext,
  session: DeploySession,
): Promise<void> {
  const { prepareCommand: command, directory } = inputs.terraform;
  if (command === undefined) return;
  await progress.stage('prepare', () =>
    prepare(platform, { command, directory, environment: session.terraformEnvironment }),
  );
}

async function initialise(context: CommandContext, terraform: Terraform, leased: Leased): Promise<void> {
  const { directory } = context.inputs.terraform;
  const { state } = leased.deployment;
  const { backend, session } = leased;
  await context.progress.stage('init', async () => {
    context.saveForPost('terraform-directory', directory);
    const dataDirectory = session.terraformEnvironment['TF_DATA_DIR'];
    await refuseUnsavedOfAnother(directory, state, dataDirectory);
    const carried = backend.kind === 's3' ? backend.carried : '';
    await writeOverride(directory, state, carried);
    if (await wouldMigrate(directory)) {
      const privateDirectory = session.directory;
      await recordBackend(terraform, { location: state, carried, dataDirectory, privateDirectory });
      await init(terraform, 'recorded');
    } else {
      await init(terraform);
    }
    await checkRecordedBackend({ directory, location: state, ...(dataDirectory ? { dataDirectory } : {}) });
  });
}

/** Saves what earlier runs could not save; resolves to the state as it is then. */
async function recover(
  context: CommandContext,
  terraform: Terraform,
  { leased, examined }: { readonly leased: Leased; readonly examined: Examined },
): Promise<HeadToAdopt> {
  const { platform, signal, inputs, run } = context;
  const { state } = leased.deployment;
  // What an earlier run left in a checkout that nobody cleaned is kept like the others.
  const { directory } = inputs.terraform;
  const left = (await keepUnsaved(platform, state, { run, directory })) !== undefined;
  if (examined.head !== undefined && !left) return examined.head;
  let record = examined.record?.record;
  const { adoptExisting: adopt } = inputs.terraform;
  const readHead = async (): Promise<HeadToAdopt> => {
    const found = await readHeadToAdopt(platform, state, { record, adopt });
    await found.lost?.setAside();
    // What is saved where none is has another lineage.
    if (found.lost !== undefined && record !== undefined) record = { ...record, accepted: 'anew' };
    return found;
  };
  const { job } = leased.session.supervised;
  const pushed = await recoverPending(platform, state, {
    pending: left ? await readPendingRecovery(platform, state) : examined.pending,
    readHead: async () => (await readHead()).head,
    push: (text) => {
      writeJobFile(job, 'recovered.tfstate', text);
      const limits = { clock: platform.clock, patience: RESCUE_PATIENCE, signal };
      return pushState(terraform, jobFile(job, 'recovered.tfstate'), limits);
    },
  });
  if (pushed > 0)
    platform.log.info('Saved the state that an earlier run could not save; going on from there.');
  return readHead();
}

function openTerraform(
  { platform, inputs, run, signal, progress }: CommandContext,
  { session, binary, deployment }: Leased,
): Terraform {
  return {
    executable: binary.executable,
    version: binary.version,
    directory: inputs.terraform.directory,
    relativeDirectory: inputs.terraform.relativeDirectory,
    run: async (task, onLine) => {
      // A cancel stops init and plan at once, and never what writes the state: `post` waits for an apply.
      if (progress.current === 'apply' || progress.current === 'journal')
        return session.supervised.run(task, onLine);
      const end = await session.supervised.run(task, onLine, signal);
      signal.throwIfAborted();
      return end;
    },
    log: platform.log,
    watchLock: session.watchLock,
    resilience: {
      clock: platform.clock,
      signal,
      freeOwnLock: (claimed) =>
        freeOwnLock(platform, deployment.state, {
          ...claimed,
          hostname: os.hostname(),
          signature: lockSignature(run),
        }),
      readOutputs: async () => {
        const head = await readStateHead(platform, deployment.state);
        return head.exists ? head.outputs : {};
      },
    },
  };
}
