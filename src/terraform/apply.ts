import type { Failure } from '../errors.ts';
import type { Diagnostic } from './events.ts';
import type { ChangeCounts, ResourceChange, TerraformOutputs } from './changes.ts';
import type { CommandOutcome, Terraform } from './cli.ts';
import { isOnlyNotLocked, isOnlyUnreleased, isStalePlan, terraformFailure } from './failures.ts';
import { type Plan, lockTimeoutArgument, readCounts, siteWords } from './plan.ts';
import { type Resilience, runLocking } from './resilient.ts';

export interface Applied {
  readonly counts: ChangeCounts;
  readonly changes: readonly ResourceChange[];
  readonly outputs: TerraformOutputs;
}

/** An apply that failed half-way, with what it did until then. */
export interface PartlyApplied {
  readonly failure: Failure;
  readonly counts: ChangeCounts;
  readonly changes: readonly ResourceChange[];
  /** The state, where Terraform could neither save it nor write it to a file. It holds secrets: never to be shown. */
  readonly dumpedState?: string;
  /**
   * Addresses of which AWS said that they exist already, where that is all that went wrong. Perhaps this very apply made
   * them: the answer to a create is lost, the provider asks again, and meets what it has made.
   */
  readonly alreadyThere: readonly string[];
  /** What went wrong; shown already unless something is already there. */
  readonly diagnostics: readonly Diagnostic[];
}

export type ApplyOutcome =
  | { readonly kind: 'applied'; readonly applied: Applied }
  /** Someone applied between plan and apply: plan again. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'failed'; readonly partly: PartlyApplied };

/** Applies exactly the saved plan. Terraform's own `outputs` event saves a command, i.e. seconds. */
export async function apply(terraform: Terraform, plan: Plan, lockTimeout: number): Promise<ApplyOutcome> {
  const outcome = await runLocking(terraform, {
    args: (timeout) => [
      'apply',
      '-input=false',
      '-no-color',
      '-json',
      lockTimeoutArgument(timeout),
      plan.planFile,
    ],
    lockTimeout,
    // An apply that began is never repeated blindly.
    isRepeatable: isOnlyNotLocked,
    isShown: (ended) => alreadyThere(ended).length === 0,
  });
  if (outcome.end.exitCode === 0) {
    const changes = markApplied(plan.changes, outcome);
    return {
      kind: 'applied',
      applied: { counts: readCounts(outcome.events), changes, outputs: readOutputs(outcome) },
    };
  }
  if (terraform.resilience !== undefined && isOnlyUnreleased(outcome)) {
    return { kind: 'applied', applied: await readApplied(terraform.resilience, plan, outcome) };
  }
  if (isStalePlan(outcome)) return { kind: 'stale' };
  const changes = markApplied(plan.changes, outcome);
  const failure = terraformFailure(terraform, outcome, {
    code: 'TERRAFORM_APPLY_FAILED',
    command: 'apply',
    safe: `${describeDone(changes, outcome)}${siteWords(plan.mode)}`,
  });
  const { dumpedState } = outcome;
  const partly = {
    failure,
    counts: countCompleted(changes, outcome),
    changes,
    alreadyThere: alreadyThere(outcome),
    diagnostics: outcome.diagnostics,
  };
  return { kind: 'failed', partly: dumpedState === undefined ? partly : { ...partly, dumpedState } };
}

/** As AWS's services say that a name is taken. */
const TAKEN =
  /AlreadyExists|already exists|AlreadyOwnedByYou|ResourceInUse|ResourceConflict|ConflictException/;

function alreadyThere({ diagnostics }: CommandOutcome): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const addresses = errors.flatMap((error) =>
    error.address !== undefined && TAKEN.test(`${error.summary}\n${error.detail}`) ? [error.address] : [],
  );
  return addresses.length === errors.length ? addresses : [];
}

/**
 * An apply after which only the lock would not go: everything was made and is in the state. Terraform then tells
 * neither counts nor outputs.
 */
async function readApplied(
  { readOutputs: readStateOutputs }: Resilience,
  plan: Plan,
  outcome: CommandOutcome,
): Promise<Applied> {
  const changes = markApplied(plan.changes, { events: outcome.events, end: { exitCode: 0, signal: null } });
  return { changes, counts: countCompleted(changes, outcome), outputs: await readStateOutputs() };
}

function readOutputs({ events }: CommandOutcome): TerraformOutputs {
  const outputs = events.findLast((event) => event.type === 'outputs')?.outputs ?? {};
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { sensitive, value }]) => [
      name,
      sensitive ? { sensitive } : { sensitive, value },
    ]),
  );
}

/** Which of the planned changes were completed, and how long each took. */
export function markApplied(
  planned: readonly ResourceChange[],
  { events, end }: Pick<CommandOutcome, 'events' | 'end'>,
): readonly ResourceChange[] {
  const completed = new Map<string, { readonly actions: Set<string>; seconds: number }>();
  for (const event of events) {
    if (event.type !== 'apply_complete') continue;
    const { resource, action, elapsed_seconds: seconds = 0 } = event.hook;
    const known = completed.get(resource.addr) ?? { actions: new Set(), seconds: 0 };
    known.actions.add(action);
    completed.set(resource.addr, { ...known, seconds: known.seconds + seconds });
  }
  return planned.map((change) => {
    const done = completed.get(change.address);
    // A replacement is over when both halves are; moves and forgets have no event of their own.
    const halves = change.action === 'replace' ? ['create', 'delete'] : [];
    const applied =
      end.exitCode === 0 || (done !== undefined && halves.every((half) => done.actions.has(half)));
    return { ...change, applied, ...(done === undefined ? {} : { milliseconds: done.seconds * 1000 }) };
  });
}

type Hooks = Pick<CommandOutcome, 'events'>;

const completions = ({ events }: Hooks, action: string): readonly string[] =>
  events.flatMap((event) =>
    event.type === 'apply_complete' && event.hook.action === action ? [event.hook.resource.addr] : [],
  );

function describeDone(changes: readonly ResourceChange[], hooks: Hooks): string {
  const done = changes.filter(({ applied }) => applied).length;
  const deleted = new Set(completions(hooks, 'delete'));
  const created = new Set(completions(hooks, 'create'));
  const half = changes
    .filter(({ action, address }) => action === 'replace' && deleted.has(address) && !created.has(address))
    .map(({ address }) => address);
  const destroyed =
    half.length === 0 ? '' : `${half.join(', ')} was destroyed and its replacement was not made; `;
  const made = `${done} of ${changes.length} changes were made and are in the state; `;
  return `${made}${destroyed}the others were not made.`;
}

/** Counted by what was completed, not by what was planned: half a replacement has destroyed something. */
const countCompleted = (changes: readonly ResourceChange[], hooks: Hooks): ChangeCounts => ({
  added: completions(hooks, 'create').length,
  changed: completions(hooks, 'update').length,
  destroyed: completions(hooks, 'delete').length,
  imported: changes.filter(({ applied, action }) => applied && action === 'import').length,
});
