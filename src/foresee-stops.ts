import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import { Failure, type FailureCode } from './errors.ts';
import type { JournalKeeper } from './journal-keeper.ts';
import type { Terraform } from './terraform/cli.ts';
import { guardAnnotations, guardConcerns, guardDestroys, refuseDestroys } from './terraform/guard/guard.ts';
import type { PlanJson } from './terraform/plan-json.ts';
import type { Plan } from './terraform/plan.ts';

/** A plan, read whole, and what a deploy would know when it looks at it. */
export interface PlanToJudge {
  readonly terraform: Terraform;
  readonly deployment: Deployment;
  readonly journal: JournalKeeper;
  readonly made: Plan;
  readonly shown: PlanJson;
}

/** What a deploy stops at before it applies: of a plan that is no failure, but the most that it has to say. */
const FORESEEN: ReadonlySet<FailureCode> = new Set([
  'ALREADY_EXISTS',
  'ADOPTION_REFUSED',
  'CREATES_UNPROVEN',
  'DESTROY_GUARDED',
]);

/** The failure that a deploy would stop with; what is none of those is this run's own. */
async function foreseen<T>(work: () => T | Promise<T>): Promise<T | readonly Failure[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure && FORESEEN.has(error.code)) return [error];
    throw error;
  }
}

/**
 * What a deploy would stop at before it applies this plan, looked up as a deploy does; `plan again` where it would first
 * import something or free it of its taint: that is in the copy of the state, and for this run alone. All of it is
 * annotated: a deploy's errors are a plan's warnings.
 */
export async function foreseeStops(
  context: CommandContext,
  plan: PlanToJudge,
): Promise<readonly Failure[] | 'plan again'> {
  const { progress, platform } = context;
  const { terraform, journal, made, shown } = plan;
  const examined = journal.concerns(made)
    ? await progress.stage('look up', () => foreseen(() => journal.examine(terraform, made, shown)))
    : [];
  if (examined === 'plan again') return examined;
  const stops = [...failuresIn(examined), ...(await guard(context, plan))];
  for (const { code, reason, next } of stops) {
    const message = `A deploy would stop: ${reason} ${next}`;
    platform.log.annotate({ severity: 'warning', title: code, message });
  }
  return stops;
}

const failuresIn = (outcome: unknown): readonly Failure[] =>
  Array.isArray(outcome) ? (outcome as readonly Failure[]) : [];

async function guard(
  { platform, inputs, progress }: CommandContext,
  { deployment: { region, account }, terraform, made, shown }: PlanToJudge,
): Promise<readonly Failure[]> {
  if (!guardConcerns(made)) return [];
  const { directory, relativeDirectory } = terraform;
  const about = { directory, relativeDirectory, region, account, allowed: inputs.terraform.allowDestroy };
  const verdict = await progress.stage('guard', () => guardDestroys(platform, shown, about));
  progress.found({ guard: verdict });
  for (const annotation of guardAnnotations(verdict))
    platform.log.annotate({ ...annotation, severity: 'warning' });
  return failuresIn(await foreseen(() => refuseDestroys(verdict)));
}
