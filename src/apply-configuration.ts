import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import type { DeploySession } from './deploy-session.ts';
import { Failure } from './errors.ts';
import { JournalKeeper } from './journal-keeper.ts';
import { both } from './platform/both.ts';
import { jobFile, writeJobFile } from './platform/supervision/job.ts';
import { lockSignature } from './state/lock-signature.ts';
import { readAcceptedHead } from './state/accepted-head.ts';
import { freeOwnLock } from './state/own-lock.ts';
import {
  type PendingRecovery,
  keepForRecovery,
  readPendingRecovery,
  recoverPending,
} from './state/recovery.ts';
import { type StoredRecord, writeReleaseRecord } from './state/release-record.ts';
import { type StateHead, readStateHead, readStateVersion } from './state/state-head.ts';
import { type ApplyOutcome, apply } from './terraform/apply.ts';
import { checkRecordedBackend, writeOverride } from './terraform/backend-override.ts';
import { NO_CHANGES, type TerraformResult, describePlanned } from './terraform/changes.ts';
import type { Terraform } from './terraform/cli.ts';
import type { DeclaredBackend } from './terraform/configuration.ts';
import { init } from './terraform/init.ts';
import type { TerraformBinary } from './terraform/install/install.ts';
import { type Plan, plan } from './terraform/plan.ts';
import { prepare } from './terraform/prepare.ts';
import { ERRORED_STATE, afterRescue, pushState, readUnsaved, rescueState } from './terraform/rescue.ts';

/** How often a plan is made again because someone without our lease applied between plan and apply. */
const STALE_PLANS = 2;

/** How often a plan is made at most, also where what an earlier run left is adopted step by step. */
const MOST_PLANS = 8;

/** Milliseconds in which a state that could not be saved is pushed again before it is kept for the next run. */
const RESCUE_PATIENCE = 60_000;

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
  readonly head: StateHead | undefined;
}

export interface AppliedConfiguration {
  readonly result: TerraformResult;
  /** The release record as it is now: from the plan on the state is this repository's. */
  readonly stored: StoredRecord;
}

/** The Terraform stages in their order: prepare and init, what an earlier run owes, plan, apply. */
export async function applyConfiguration(
  context: CommandContext,
  leased: Leased,
  examined: Examined,
): Promise<AppliedConfiguration> {
  const terraform = openTerraform(context, leased);
  await both(runPrepare(context, leased.session), initialise(context, terraform, leased));
  const head = await recover(context, terraform, { leased, examined });
  return planAndApply(context, terraform, { ...leased, record: examined.record, head });
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
    await writeOverride(directory, state, backend.kind === 's3' ? backend.carried : '');
    await init(terraform);
    const dataDirectory = session.terraformEnvironment['TF_DATA_DIR'];
    await checkRecordedBackend({ directory, location: state, ...(dataDirectory ? { dataDirectory } : {}) });
  });
}

/** Saves what earlier runs could not save; resolves to the state as it is then. */
async function recover(
  context: CommandContext,
  terraform: Terraform,
  { leased, examined }: { readonly leased: Leased; readonly examined: Examined },
): Promise<StateHead> {
  const { platform, signal } = context;
  const { state } = leased.deployment;
  const left = await keepLeftBehind(context, leased.deployment);
  if (examined.head !== undefined && !left) return examined.head;
  const readHead = (): Promise<StateHead> => readAcceptedHead(platform, state, examined.record?.record);
  const { job } = leased.session.supervised;
  const pushed = await recoverPending(platform, state, {
    pending: left ? await readPendingRecovery(platform, state) : examined.pending,
    readHead,
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

/** A state that an earlier run on this machine could not save, in a checkout that nobody cleaned: kept like the others. */
async function keepLeftBehind(
  { platform, run, inputs }: CommandContext,
  deployment: Deployment,
): Promise<boolean> {
  const { directory } = inputs.terraform;
  const state = await readUnsaved(directory);
  if (state === undefined) return false;
  await keepForRecovery(platform, deployment.state, { run, state });
  await rm(path.join(directory, ERRORED_STATE), { force: true });
  return true;
}

interface Planning extends Leased {
  readonly record: StoredRecord | undefined;
  readonly head: StateHead;
}

/** Plans, and applies exactly that plan if there is anything to apply. */
async function planAndApply(
  context: CommandContext,
  terraform: Terraform,
  planning: Planning,
): Promise<AppliedConfiguration> {
  const { progress, platform } = context;
  const { head, deployment } = planning;
  const { version } = terraform;
  const journal = await JournalKeeper.open(context, { deployment, head });
  let stored = planning.record;
  let stale = 0;
  for (let attempt = 1; ; attempt += 1) {
    const planned = await progress.stage(
      'plan',
      () => makePlan(context, terraform, planning),
      ({ counts }) => describePlanned(counts),
    );
    // From here on the state is this repository's: whoever else comes along meets STATE_OF_ANOTHER.
    stored ??= await claim(context, deployment);
    if (!planned.hasChanges) {
      // `plan -json` leaves output values out; the state that was read before the plan has them.
      const outputs = head.exists ? head.outputs : {};
      if (head.exists) progress.found({ stateVersionId: head.versionId });
      await journal.settle();
      return { result: { outcome: 'unchanged', counts: NO_CHANGES, changes: [], outputs, version }, stored };
    }
    // Cancelled between plan and apply: the one moment in which no Terraform is there to be interrupted.
    context.signal.throwIfAborted();
    if (journal.concerns(planned)) {
      const verdict = await progress.stage('journal', () => journal.prepare(terraform, planned));
      if (verdict === 'plan again' && attempt <= MOST_PLANS) continue;
      context.signal.throwIfAborted();
    }
    const outcome = await applyPlan(context, terraform, { planned, planning, journal });
    if (outcome.kind === 'applied') {
      await journal.settle();
      progress.found({ stateVersionId: await readStateVersion(platform, deployment.state) });
      return { result: { outcome: 'applied', ...outcome.applied, version }, stored };
    }
    stale += 1;
    if (stale > STALE_PLANS) throw stalePlan(stale);
    platform.log.info('Someone applied between plan and apply (without the deploy lease); planning again.');
  }
}

const makePlan = (
  { inputs }: CommandContext,
  terraform: Terraform,
  { session }: Pick<Leased, 'session'>,
): Promise<Plan> =>
  plan(terraform, {
    variables: inputs.terraform.variables,
    variableFiles: inputs.terraform.variableFiles,
    planFile: jobFile(session.supervised.job, 'plan.tfplan'),
    lockTimeout: session.patience,
  });

type Ended = Exclude<ApplyOutcome, { readonly kind: 'failed' }>;

/** Applies a plan; where that fails, makes sure that what was done is not forgotten. */
function applyPlan(
  context: CommandContext,
  terraform: Terraform,
  {
    planned,
    planning,
    journal,
  }: { readonly planned: Plan; readonly planning: Planning; readonly journal: JournalKeeper },
): Promise<Ended> {
  const { progress } = context;
  const { version } = terraform;
  progress.found({
    terraform: { outcome: 'partly', counts: NO_CHANGES, changes: planned.changes, outputs: {}, version },
  });
  return progress.stage('apply', async () => {
    const ended = await apply(terraform, planned, planning.session.patience);
    if (ended.kind !== 'failed') return ended;
    const { counts, changes, failure, dumpedState } = ended.partly;
    progress.found({ terraform: { outcome: 'partly', counts, changes, outputs: {}, version } });
    throw await rescued(context, terraform, {
      planning,
      failure,
      dumpedState,
      onSaved: () => journal.settle(changes),
    });
  });
}

/** The failure of an apply, with what became of a state that Terraform could not save. */
async function rescued(
  { platform, run, signal }: CommandContext,
  terraform: Terraform,
  {
    planning,
    failure,
    dumpedState,
    onSaved,
  }: {
    readonly planning: Planning;
    readonly failure: Failure;
    readonly dumpedState: string | undefined;
    /** The state knows all that was made, wherever it is now. */
    readonly onSaved: () => Promise<void>;
  },
): Promise<Failure> {
  const { deployment, session } = planning;
  const rescue = await rescueState(terraform, {
    clock: platform.clock,
    patience: RESCUE_PATIENCE,
    signal,
    keep: (state) => keepForRecovery(platform, deployment.state, { run, state }),
    dumped: dumpedState,
    privateDirectory: session.directory,
  });
  // A Terraform that was killed saved nothing of its last seconds: then the journal stays as it is.
  if (rescue.kind !== 'stranded' && failure.code === 'TERRAFORM_APPLY_FAILED') await onSaved();
  return afterRescue(failure, rescue);
}

async function claim({ platform }: CommandContext, { state, owner }: Deployment): Promise<StoredRecord> {
  const record = { format: 1, owner, previous: [] } as const;
  const etag = await writeReleaseRecord(await platform.aws.s3(state.region), state, record, undefined);
  return { record, etag };
}

const stalePlan = (attempts: number): Failure =>
  new Failure({
    code: 'TERRAFORM_APPLY_FAILED',
    reason: `The saved plan was stale ${attempts} times: someone keeps applying to this state without the deploy lease.`,
    safe: 'Nothing was applied by this run, and the site was not touched.',
    next: 'Find who else applies to this state (its versions tell when), then run the deploy again.',
  });

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
