import { isDeepStrictEqual } from 'node:util';
import type { ChangeAction } from './changes.ts';
import type { Terraform } from './cli.ts';
import type { DeclaredAt } from './configuration.ts';
import { type BlockFinder, blockFinder } from './guard/block-location.ts';
import { reasonOfDestroy } from './guard/planned-destroys.ts';
import type { PlanJson, PlannedOutputJson, PlannedResource } from './plan-json.ts';
import { configuredAt } from './plan-references.ts';

/** What a plan would do with one resource: names and places, never a value of it. */
export interface PlannedDetail {
  readonly address: string;
  readonly type: string;
  readonly action: Exclude<ChangeAction, 'read'>;
  /** Where a `moved` block takes it from. */
  readonly from?: string;
  /** Names of the arguments that change; empty where it is created, deleted or only taken over. */
  readonly attributes: readonly string[];
  /** Why it is deleted or replaced: `hash_key can't be changed in place`. */
  readonly why?: string;
  /** Where that stands, the file from the workspace on; for what is changed in place, its first changed argument. */
  readonly at?: DeclaredAt;
}

/** A root output that changes. */
export interface PlannedOutput {
  readonly name: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly sensitive: boolean;
}

/** Every change of a plan's resources, in its order. Places are looked up for what is changed, replaced or deleted. */
export async function plannedDetails(
  plan: PlanJson,
  directories: Pick<Terraform, 'directory' | 'relativeDirectory'>,
): Promise<readonly PlannedDetail[]> {
  const finder = blockFinder(plan, directories);
  const details: PlannedDetail[] = [];
  // One after the other: the finder reads each file once.
  for (const planned of plan.resource_changes ?? []) {
    const action = actionOf(planned);
    if (action !== undefined) details.push(await detailOf(plan, planned, { action, finder }));
  }
  return details;
}

async function detailOf(
  plan: PlanJson,
  planned: PlannedResource,
  { action, finder }: { readonly action: PlannedDetail['action']; readonly finder: BlockFinder },
): Promise<PlannedDetail> {
  const { address, type, previous_address: from } = planned;
  const attributes = action === 'update' || action === 'replace' ? changedArguments(plan, planned) : [];
  const reason =
    action === 'delete' || action === 'replace'
      ? reasonOfDestroy({ plan, mode: 'apply' }, planned)
      : undefined;
  const isLocated = reason !== undefined || action === 'update';
  const at = isLocated ? await finder.locate(planned, reason?.because ?? attributes) : undefined;
  return {
    address,
    type,
    action,
    ...(from === undefined || from === address ? {} : { from }),
    attributes,
    ...(reason === undefined ? {} : { why: reason.why }),
    ...(at === undefined ? {} : { at }),
  };
}

function actionOf({ mode, change, address, previous_address: from }: PlannedResource) {
  const { actions, importing } = change;
  if (mode !== 'managed') return undefined;
  if (actions.includes('delete')) return actions.includes('create') ? 'replace' : 'delete';
  if (actions.includes('create')) return 'create';
  if (actions.includes('update')) return 'update';
  if (actions.includes('forget')) return 'forget';
  if (importing !== undefined) return 'import';
  return from !== undefined && from !== address ? 'move' : undefined;
}

/**
 * Names of the arguments that change. What only AWS decides (an ARN, a version) changes along with them and is left out,
 * unless nothing else changes.
 */
function changedArguments(plan: PlanJson, planned: PlannedResource): readonly string[] {
  const { before, after, after_unknown: unknown = {} } = planned.change;
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = [...new Set([...names, ...Object.keys(unknown)])].filter(
    (name) => holdsTrue(unknown[name]) || !isDeepStrictEqual(before?.[name] ?? null, after?.[name] ?? null),
  );
  const expressions = configuredAt(plan, planned)?.resource.expressions ?? {};
  const configured = changed.filter((name) => expressions[name] !== undefined);
  return (configured.length > 0 ? configured : changed).sort();
}

/** `after_unknown` mirrors the shape of a value, with `true` where something in it is known only after the apply. */
const holdsTrue = (value: unknown): boolean =>
  value === true ||
  (typeof value === 'object' && value !== null && Object.values(value as object).some(holdsTrue));

/** The root outputs that a plan changes, by name. */
export const plannedOutputs = (plan: PlanJson): readonly PlannedOutput[] =>
  Object.entries(plan.output_changes ?? {})
    .flatMap(([name, change]) => {
      const action = outputAction(change);
      return action === undefined ? [] : [{ name, action, sensitive: isSensitive(change) }];
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));

const outputAction = ({ actions }: PlannedOutputJson): PlannedOutput['action'] | undefined =>
  (['create', 'update', 'delete'] as const).find((action) => actions.includes(action));

const isSensitive = ({ before_sensitive: before, after_sensitive: after }: PlannedOutputJson): boolean =>
  holdsTrue(before) || holdsTrue(after);
