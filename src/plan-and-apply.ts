import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import type { RecordedState } from './context/release-history.ts';
import type { DeploySession } from './deploy-session.ts';
import { Failure } from './errors.ts';
import { JournalKeeper } from './journal-keeper.ts';
import { jobFile } from './platform/supervision/job.ts';
import { readAcceptedHead } from './state/accepted-head.ts';
import { keepForRecovery, recoveryName } from './state/recovery.ts';
import { type StoredRecord, expectAnew, writeReleaseRecord } from './state/release-record.ts';
import type { LostState } from './state/set-aside.ts';
import { type StateHead, readStateHead } from './state/state-head.ts';
import { type ApplyOutcome, type PartlyApplied, apply } from './terraform/apply.ts';
import {
  NO_CHANGES,
  type TerraformOutputs,
  type TerraformResult,
  describePlanned,
  together,
} from './terraform/changes.ts';
import { type Terraform, annotate } from './terraform/cli.ts';
import {
  type GuardVerdict,
  guardAnnotations,
  guardConcerns,
  guardDestroys,
  refuseDestroys,
} from './terraform/guard/guard.ts';
import { refuseBackendDestroy } from './terraform/guard/own-backend.ts';
import { type PlanJson, showPlan } from './terraform/plan-json.ts';
import { type Plan, type PlanMode, plan } from './terraform/plan.ts';
import { type Rescue, afterRescue, rescueState } from './terraform/rescue.ts';

/** How often a plan is made again because someone without our lease applied between plan and apply. */
export const STALE_PLANS = 2;

/** How often a plan is made at most, also where what an earlier run left is adopted step by step. */
export const MOST_PLANS = 8;

/** Milliseconds in which a state that could not be saved is pushed again before it is kept for the next run. */
export const RESCUE_PATIENCE = 30_000;

export interface AppliedConfiguration {
  readonly result: TerraformResult;
  /** The release record as it is now: from the plan on the state is this repository's. */
  readonly stored: StoredRecord;
  /** The state as it is now; undefined: there is none. */
  readonly state: RecordedState | undefined;
}

/** What planning and applying take. */
export interface Planning {
  readonly deployment: Deployment;
  readonly session: DeploySession;
  readonly record: StoredRecord | undefined;
  readonly head: StateHead;
  /** Set where the state was lost, and this run goes on without it. */
  readonly lost: LostState | undefined;
}

/** What is known before an apply of what there will be after it. */
export interface KnownAhead {
  /** Those outputs that the plan leaves as the state has them. */
  readonly outputs: TerraformOutputs;
  readonly stored: StoredRecord;
}

/**
 * Plans, and applies exactly that plan if there is anything to apply. `beside` begins what can go on meanwhile; it is
 * told again where a plan has to be made again.
 */
export async function planAndApply(
  context: CommandContext,
  terraform: Terraform,
  planning: Planning,
  beside: (known: KnownAhead) => void = () => {},
): Promise<AppliedConfiguration> {
  const { progress, platform } = context;
  const { deployment, lost } = planning;
  const { version } = terraform;
  let { head } = planning;
  let journal = await JournalKeeper.open(context, { deployment, head, lost });
  let stored = planning.record;
  let stale = 0;
  let earlier: Completed | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const planned = await progress.stage(
      'plan',
      () => makePlan(context, terraform, { planning }),
      ({ counts }) => describePlanned(counts),
    );
    // From here on the state is this repository's: whoever else comes along meets STATE_OF_ANOTHER.
    stored ??= await claim(context, deployment);
    if (!planned.hasChanges) {
      // Freeing a resource of its taint wrote the state since it was read.
      const now = attempt === 1 ? head : await readStateHead(platform, deployment.state);
      // `plan -json` leaves output values out; the state has them.
      const outputs = now.exists ? now.outputs : {};
      const state = recordedState(context, now);
      await journal.settle();
      const done = earlier ?? { counts: NO_CHANGES, changes: [] };
      const outcome = earlier === undefined ? 'unchanged' : 'applied';
      return { result: { outcome, ...done, outputs, version }, stored, state };
    }
    // Cancelled between plan and apply: the one moment in which no Terraform is there to be interrupted.
    context.signal.throwIfAborted();
    const concerned = { journal: journal.concerns(planned), guard: guardConcerns(planned) };
    if (concerned.journal || concerned.guard) {
      const shown = await progress.stage('read plan', () => showPlan(terraform, planned));
      const examined = concerned.journal
        ? await progress.stage('journal', () => journal.examine(terraform, planned, shown))
        : undefined;
      if (examined === 'plan again') {
        // This plan doesn't know of the imports yet: applied, it would create a second time.
        if (attempt >= MOST_PLANS) throw tooManyPlans();
        continue;
      }
      // After the journal: what an interrupted run left tainted is untainted rather than replaced. Before its writing: a
      // journal of what is refused here, and so never begun, would prove too much.
      if (concerned.guard) await guard(context, terraform, { deployment, planned, shown });
      if (examined !== undefined) await journal.write(examined);
      context.signal.throwIfAborted();
    }
    if (lost !== undefined)
      stored = await expectAnew(await platform.aws.s3(deployment.state.region), deployment.state, stored);
    beside({ outputs: stableOutputs(head, planned), stored });
    const isRepeatable = earlier === undefined;
    const outcome = await applyPlan(context, terraform, { planned, planning, journal, isRepeatable });
    if (outcome.kind === 'applied') {
      await journal.settle();
      const state = recordedState(context, await readStateHead(platform, deployment.state));
      const { outputs } = outcome.applied;
      const done = earlier === undefined ? outcome.applied : together(earlier, outcome.applied);
      return { result: { outcome: 'applied', ...done, outputs, version }, stored, state };
    }
    if (outcome.kind === 'made already') {
      earlier = outcome.completed;
      head = await readAcceptedHead(platform, deployment.state, stored.record);
      journal = await JournalKeeper.open(context, { deployment, head, lost: undefined });
      platform.log.info(
        'AWS made something in this apply whose answer was lost; looking for it, and planning again.',
      );
      continue;
    }
    stale += 1;
    if (stale > STALE_PLANS) throw stalePlan(stale);
    platform.log.info('Someone applied between plan and apply (without the deploy lease); planning again.');
  }
}

/** What the plan leaves as the state has it. */
const stableOutputs = (head: StateHead, planned: Plan): TerraformOutputs =>
  Object.fromEntries(
    Object.entries(head.exists ? head.outputs : {}).filter(([name]) => planned.stableOutputs?.includes(name)),
  );

/** The state as the release record remembers it; tells the report its version. */
export function recordedState({ progress }: CommandContext, head: StateHead): RecordedState | undefined {
  if (!head.exists) return undefined;
  const { lineage, serial, versionId } = head;
  progress.found({ stateVersionId: versionId });
  return { lineage, serial, ...(versionId === undefined ? {} : { versionId }) };
}

/** Stops before anything precious goes that is not allowed to. */
export function guard(
  { platform, inputs, progress }: CommandContext,
  { directory, relativeDirectory, version }: Terraform,
  {
    deployment,
    planned,
    shown,
  }: { readonly deployment: Deployment; readonly planned: Plan; readonly shown: PlanJson },
): Promise<GuardVerdict> {
  return progress.stage('guard', async () => {
    const { region, account } = deployment;
    const { mode } = planned;
    refuseBackendDestroy(shown, deployment.state);
    const { allowDestroy: allowed } = inputs.terraform;
    const about = { directory, relativeDirectory, mode, region, account, allowed };
    const verdict = await guardDestroys(platform, shown, about);
    progress.found({
      guard: verdict,
      terraform: { outcome: 'partly', counts: NO_CHANGES, changes: planned.changes, outputs: {}, version },
    });
    for (const annotation of guardAnnotations(verdict)) platform.log.annotate(annotation);
    refuseDestroys(verdict, mode);
    return verdict;
  });
}

/** Plans with the inputs of the run, into its private directory. */
export const makePlan = (
  { inputs }: CommandContext,
  terraform: Terraform,
  { planning: { session }, mode }: { readonly planning: Pick<Planning, 'session'>; readonly mode?: PlanMode },
): Promise<Plan> =>
  plan(terraform, {
    mode,
    variables: inputs.terraform.variables,
    variableFiles: inputs.terraform.variableFiles,
    planFile: jobFile(session.supervised.job, 'plan.tfplan'),
    lockTimeout: session.patience,
  });

/** What an apply that failed completed. */
type Completed = Pick<PartlyApplied, 'counts' | 'changes'>;

type Ended =
  | Exclude<ApplyOutcome, { readonly kind: 'failed' }>
  /** It stopped at what it may have made itself; the state knows the rest, and the journal proves whose it is. */
  | { readonly kind: 'made already'; readonly completed: Completed };

/** Applies a plan; where that fails, makes sure that what was done is not forgotten. */
export function applyPlan(
  context: CommandContext,
  terraform: Terraform,
  {
    planned,
    planning,
    journal,
    isRepeatable,
  }: {
    readonly planned: Plan;
    readonly planning: Planning;
    readonly journal: JournalKeeper;
    /** Whether it may be planned again where it stopped at what it may have made itself: once. */
    readonly isRepeatable: boolean;
  },
): Promise<Ended> {
  const { progress } = context;
  const { version } = terraform;
  progress.found({
    terraform: { outcome: 'partly', counts: NO_CHANGES, changes: planned.changes, outputs: {}, version },
  });
  return progress.stage('apply', async () => {
    const ended = await apply(terraform, planned, planning.session.patience);
    if (ended.kind !== 'failed') return ended;
    const { counts, changes, failure, dumpedState, alreadyThere, diagnostics } = ended.partly;
    progress.found({ terraform: { outcome: 'partly', counts, changes, outputs: {}, version } });
    const rescue = await rescueUnsaved(context, terraform, { planning, dumpedState });
    // A Terraform that was killed saved nothing of its last seconds: then the journal stays as it is.
    if (rescue.kind !== 'stranded' && failure.code === 'TERRAFORM_APPLY_FAILED')
      await journal.settle(changes);
    const isSaved = rescue.kind === 'nothing' || rescue.kind === 'pushed';
    if (isRepeatable && isSaved && !context.signal.aborted && journal.mayHaveCreated(alreadyThere))
      return { kind: 'made already', completed: { counts, changes } };
    if (alreadyThere.length > 0) annotate(terraform, { diagnostics });
    throw afterRescue(failure, rescue, planned.mode);
  });
}

/** Makes sure that a state which Terraform could not save is not forgotten. */
const rescueUnsaved = (
  { platform, run, signal }: CommandContext,
  terraform: Terraform,
  {
    planning: { deployment, session },
    dumpedState,
  }: { readonly planning: Planning; readonly dumpedState: string | undefined },
): Promise<Rescue> =>
  rescueState(terraform, {
    clock: platform.clock,
    patience: RESCUE_PATIENCE,
    signal,
    keep: (state) => keepForRecovery(platform, deployment.state, { run, state }),
    recovery: recoveryName(deployment.state, run),
    dumped: dumpedState,
    privateDirectory: session.directory,
  });

/** Notes whose state it is from here on. */
export async function claim(
  { platform }: CommandContext,
  { state, owner }: Deployment,
): Promise<StoredRecord> {
  const record = { owner, previous: [] } as const;
  const etag = await writeReleaseRecord(await platform.aws.s3(state.region), state, record, undefined);
  return { record, etag };
}

/** Each plan led to more of what an earlier run left. */
export const tooManyPlans = (): Failure =>
  new Failure({
    code: 'CREATES_UNPROVEN',
    reason: `What an earlier run created and could not save was not all found in ${MOST_PLANS} plans: each led to more.`,
    safe: 'Nothing was applied or imported by this run.',
    next: 'Import what is left by hand (terraform import ADDRESS ID), each as the log names it, then run the deploy again.',
  });

export const stalePlan = (attempts: number): Failure =>
  new Failure({
    code: 'TERRAFORM_APPLY_FAILED',
    reason: `The saved plan was stale ${attempts} times: someone keeps applying to this state without the deploy lease.`,
    safe: 'Nothing was applied by this run, and the site was not touched.',
    next: 'Find who else applies to this state (its versions tell when), then run the deploy again.',
  });
