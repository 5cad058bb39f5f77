import type { CommandContext } from './command-context.ts';
import { commentOnPlan } from './comment-on-plan.ts';
import { type Deployment, declaredState, refuseContradictions } from './context/deployment.ts';
import { toFailure } from './failure-message.ts';
import { findDeployment } from './find-deployment.ts';
import { findTerraform } from './find-terraform.ts';
import { foreseeStops } from './foresee-stops.ts';
import { JournalKeeper } from './journal-keeper.ts';
import { type StateToPlan, lookAtState } from './look-at-state.ts';
import { MOST_PLANS, tooManyPlans } from './plan-and-apply.ts';
import { type PlanSession, openPlanSession } from './plan-session.ts';
import { both } from './platform/both.ts';
import type { Result } from './report/run-report.ts';
import type { PlanReport } from './report/sections/planned.ts';
import { describePlanned } from './terraform/changes.ts';
import { readConfiguration } from './terraform/configuration.ts';
import { refuseUnsavedOfAnother } from './terraform/local-state.ts';
import { showPlan } from './terraform/plan-json.ts';
import { type Plan, plan as makePlan } from './terraform/plan.ts';
import { plannedDetails, plannedOutputs } from './terraform/planned-changes.ts';
import { prepare } from './terraform/prepare.ts';
import { findStateToMove } from './terraform/state-to-move.ts';

/**
 * Shows what a deploy would do to the infrastructure, and what it would stop at, reading only: nothing in AWS is made,
 * written or locked, and a role that may read is enough. In a pull request a comment has it, too, or why there is none.
 */
export async function plan(context: CommandContext): Promise<Result> {
  const { progress, signal } = context;
  try {
    progress.found({ plan: await foresee(context) });
  } catch (error) {
    // A plan of an older commit must not stay and look like this one's. After a cancel the next run has the word.
    if (!signal.aborted) await commentOnPlan(context, progress.report('failed', toFailure(error)));
    throw error;
  }
  await commentOnPlan(context, progress.report('planned'));
  return 'planned';
}

async function foresee(context: CommandContext): Promise<PlanReport> {
  const { inputs, progress } = context;
  const { directory } = inputs.terraform;
  const configuration = await readConfiguration(directory);
  const local = await findStateToMove(configuration, directory, context.platform.environment);
  const declared = declaredState(configuration.backend);
  refuseContradictions(inputs, declared);
  const { context: found, deployment } = await findDeployment(context, declared);

  const [binary, looked] = await both(
    findTerraform(found, { ...configuration, locking: deployment.state.locking }),
    progress.stage(
      'examine state',
      () => lookAtState(found, deployment, local),
      ({ basis }) => basis,
    ),
  );
  const { live } = looked.record ?? {};
  progress.found({
    stateVersionId: looked.copy?.versionId,
    ...(live?.url === undefined ? {} : { url: live.url }),
  });
  await refuseUnsavedOfAnother(directory, deployment.state, context.platform.environment['TF_DATA_DIR']);

  const session = await openPlanSession(found, { binary, copy: looked.copy });
  try {
    await both(
      runPrepare(found, session),
      progress.stage('init', () => session.init()),
    );
    return { ...(await planAll(found, { deployment, session, looked })), live };
  } finally {
    await session.end();
  }
}

async function runPrepare(
  { platform, inputs, progress }: CommandContext,
  { environment }: PlanSession,
): Promise<void> {
  const { prepareCommand: command, directory } = inputs.terraform;
  if (command === undefined) return;
  await progress.stage('prepare', () => prepare(platform, { command, directory, environment }));
}

interface Planning {
  readonly deployment: Deployment;
  readonly session: PlanSession;
  readonly looked: StateToPlan;
}

/** Plans until the plan holds what a deploy would adopt, and looks at what the deploy would look at. */
async function planAll(context: CommandContext, planning: Planning): Promise<PlanReport> {
  const { progress } = context;
  const { deployment, session, looked } = planning;
  const { head, lost, basis, backend, movedFrom } = looked;
  const from = { basis, backend, ...(movedFrom === undefined ? {} : { movedFrom }) };
  const { terraform } = session;
  const about = { deployment, head, lost };
  const journal = backend.hasBucket
    ? await JournalKeeper.open(context, about)
    : JournalKeeper.withoutBucket(context, about);
  for (let attempt = 1; attempt <= MOST_PLANS; attempt += 1) {
    const made = await planOnce(context, session);
    const { hasChanges, counts } = made;
    if (!hasChanges) return { hasChanges, counts, changes: [], outputs: [], stops: [], ...from };
    const shown = await progress.stage('read plan', () => showPlan(terraform, made));
    const stops = await foreseeStops(context, { terraform, deployment, journal, made, shown });
    if (stops === 'plan again') continue;
    const changes = await plannedDetails(shown, terraform);
    return { hasChanges, counts, changes, outputs: plannedOutputs(shown), stops, ...from };
  }
  throw tooManyPlans();
}

async function planOnce({ inputs, progress }: CommandContext, session: PlanSession): Promise<Plan> {
  const { variables, variableFiles } = inputs.terraform;
  const { planFile } = session;
  return progress.stage(
    'plan',
    async () => {
      await session.renewToken();
      return makePlan(session.terraform, { variables, variableFiles, planFile, lockTimeout: 'no lock' });
    },
    ({ counts }) => describePlanned(counts),
  );
}
