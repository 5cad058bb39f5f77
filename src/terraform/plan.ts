import type { ChangeAction, ChangeCounts, ResourceChange } from './changes.ts';
import { NO_CHANGES } from './changes.ts';
import type { CommandOutcome, Terraform } from './cli.ts';
import type { ChangeSummary, PlannedChange, TerraformEvent } from './events.ts';
import { terraformFailure } from './failures.ts';
import { runLocking } from './resilient.ts';

/** What a plan is for: to bring about what is configured, which is the default, or to destroy all that the state has. */
export type PlanMode = 'apply' | 'destroy';

/** What an apply that fails leaves of the site: all of it, except where it was to go. */
export const siteWords = (mode: PlanMode | undefined): string =>
  mode === 'destroy' ? '' : ' The site was not touched.';

export interface PlanRequest {
  readonly mode?: PlanMode | undefined;
  readonly variables: ReadonlyMap<string, string>;
  /** Absolute paths. */
  readonly variableFiles: readonly string[];
  /** Where the plan is written; it holds secrets, so a private directory. Absolute. */
  readonly planFile: string;
  /** Milliseconds to wait for the state lock; `no lock`: of a private copy of the state, which nobody else has. */
  readonly lockTimeout: number | 'no lock';
}

export interface Plan {
  /** False: nothing to apply, not even an output. */
  readonly hasChanges: boolean;
  readonly counts: ChangeCounts;
  readonly changes: readonly ResourceChange[];
  readonly planFile: string;
  readonly mode?: PlanMode | undefined;
  /** Names of the outputs that stay what the state has for them; absent: of none that is known. */
  readonly stableOutputs?: readonly string[];
}

/** Exit code of `plan -detailed-exitcode` when there are changes. */
const HAS_CHANGES = 2;

/**
 * Plans into a file. `-detailed-exitcode` tells whether there is anything to apply: an apply of nothing costs seconds
 * and writes a state version all the same.
 *
 * @throws Failure `TERRAFORM_PLAN_FAILED`, `STATE_LOCKED`
 */
export async function plan(terraform: Terraform, request: PlanRequest): Promise<Plan> {
  const isLocking = request.lockTimeout !== 'no lock';
  const outcome = await runLocking(terraform, {
    args: (lockTimeout) => planArguments(isLocking ? { ...request, lockTimeout } : request),
    lockTimeout: request.lockTimeout === 'no lock' ? 0 : request.lockTimeout,
    // It changes nothing but its own plan file.
    isRepeatable: () => true,
  });
  if (outcome.end.exitCode !== 0 && outcome.end.exitCode !== HAS_CHANGES) {
    throw terraformFailure(terraform, outcome, {
      code: 'TERRAFORM_PLAN_FAILED',
      command: 'plan',
      safe: 'Nothing was applied, and the site was not touched.',
    });
  }
  return readPlan(outcome, request);
}

export function planArguments(request: PlanRequest): readonly string[] {
  return [
    'plan',
    '-input=false',
    '-no-color',
    '-json',
    '-detailed-exitcode',
    ...(request.mode === 'destroy' ? ['-destroy'] : []),
    `-out=${request.planFile}`,
    request.lockTimeout === 'no lock' ? '-lock=false' : lockTimeoutArgument(request.lockTimeout),
    ...variableArguments(request),
  ];
}

/** The values that every command which reads the configuration needs. */
export const variableArguments = ({
  variables,
  variableFiles,
}: Pick<PlanRequest, 'variables' | 'variableFiles'>): readonly string[] => [
  ...variableFiles.map((file) => `-var-file=${file}`),
  ...[...variables].map(([name, value]) => `-var=${name}=${value}`),
];

export const lockTimeoutArgument = (milliseconds: number): string =>
  `-lock-timeout=${Math.max(0, Math.ceil(milliseconds / 1000))}s`;

function readPlan(
  { end, events }: CommandOutcome,
  { planFile, mode }: Pick<PlanRequest, 'planFile' | 'mode'>,
): Plan {
  return {
    hasChanges: end.exitCode === HAS_CHANGES,
    counts: readCounts(events),
    changes: events
      .map((event) => (event.type === 'planned_change' ? toResourceChange(event.change) : undefined))
      .filter((change) => change !== undefined),
    planFile,
    mode,
    stableOutputs: Object.entries(events.findLast((event) => event.type === 'outputs')?.outputs ?? {})
      .filter(([, { action }]) => action === 'noop')
      .map(([name]) => name),
  };
}

/** The counts of the last change summary among the events; nothing planned when there is none. */
export function readCounts(events: readonly TerraformEvent[]): ChangeCounts {
  const summary = events.findLast((event) => event.type === 'change_summary')?.changes;
  return summary === undefined ? NO_CHANGES : toCounts(summary);
}

const toCounts = (summary: ChangeSummary): ChangeCounts => ({
  added: summary.add,
  changed: summary.change,
  destroyed: summary.remove,
  imported: summary.import ?? 0,
});

const ACTIONS: Readonly<Record<string, ChangeAction>> = {
  create: 'create',
  update: 'update',
  replace: 'replace',
  delete: 'delete',
  import: 'import',
  read: 'read',
  move: 'move',
  remove: 'forget',
};

function toResourceChange({ resource, action }: PlannedChange): ResourceChange | undefined {
  const known = ACTIONS[action];
  // Reading a data source and doing nothing are no changes.
  if (known === undefined || known === 'read') return undefined;
  return { address: resource.addr, type: resource.resource_type, action: known, applied: false };
}
