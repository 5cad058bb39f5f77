import type { Attributes } from '../identities/identity.ts';
import type { PlanMode } from '../plan.ts';
import type { ConfigModule, PlanJson, PlannedResource } from '../plan-json.ts';
import { moduleSteps } from '../plan-references.ts';
import { preciousKind } from './precious.ts';

/** One precious resource that a plan destroys. */
export interface PlannedDestroy {
  /** As the plan has it, with module and instance: what `allow-destroy` names. */
  readonly address: string;
  readonly type: string;
  readonly action: 'delete' | 'replace';
  /** Why, in words: `hash_key can't be changed in place`. */
  readonly why: string;
  /** The arguments of its block, or of its module's, that are the reason: where to look in the configuration. */
  readonly because: readonly string[];
  /** Its attributes in the state. They hold secrets. */
  readonly before: Attributes;
}

/**
 * The precious resources that a plan deletes or replaces, whatever its configuration says of them: with a block its
 * `prevent_destroy` goes, too. What is moved, or forgotten (`removed` with `destroy = false`), is not destroyed.
 */
export function plannedDestroys(
  plan: PlanJson,
  planMode?: PlanMode,
): readonly (PlannedDestroy & { readonly planned: PlannedResource })[] {
  return (plan.resource_changes ?? []).flatMap((planned) => {
    const { address, mode, type, change } = planned;
    const { actions, before } = change;
    if (mode !== 'managed' || !actions.includes('delete') || before === null) return [];
    const kind = preciousKind(type);
    if (kind === undefined || kind.isPrecious?.(before) === false) return [];
    // In either order: with create_before_destroy the old one goes last, and goes all the same.
    const action = actions.includes('create') ? 'replace' : 'delete';
    return [
      { address, type, action, ...reasonOfDestroy({ plan, mode: planMode }, planned), before, planned },
    ];
  });
}

/** Why a plan deletes or replaces a resource, precious or not. */
export function reasonOfDestroy(
  within: Planned,
  planned: PlannedResource,
): Pick<PlannedDestroy, 'why' | 'because'> {
  const because = attributesBehind(planned);
  return { why: wordsFor(within, planned, because), because };
}

/** Names of the arguments that stand behind a planned destroy. */
function attributesBehind({ action_reason: reason, change }: PlannedResource): readonly string[] {
  switch (reason) {
    case 'replace_because_cannot_update':
      return [
        ...new Set(
          (change.replace_paths ?? []).map(([name]) => name).filter((name) => typeof name === 'string'),
        ),
      ];
    case 'delete_because_each_key':
      return ['for_each'];
    case 'delete_because_count_index':
      return ['count'];
    case 'delete_because_wrong_repetition':
    case 'delete_because_no_module':
      return ['for_each', 'count'];
    case 'replace_by_triggers':
      return ['replace_triggered_by'];
    case undefined:
    default:
      return [];
  }
}

interface Planned {
  readonly plan: PlanJson;
  readonly mode: PlanMode | undefined;
}

/** Terraform's own reasons: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
function wordsFor(within: Planned, planned: PlannedResource, because: readonly string[]): string {
  const { previous_address: previous, address } = planned;
  const moved = previous === undefined || previous === address ? '' : ` (moved here from ${previous})`;
  return `${reasonOf(within, planned, because)}${moved}`;
}

function reasonOf({ plan, mode }: Planned, planned: PlannedResource, because: readonly string[]): string {
  const { action_reason: reason, deposed, index, module_address: module = '', type, name, change } = planned;
  if (deposed !== undefined) return `an earlier replacement left this one behind (object ${deposed})`;
  const instance = index === undefined ? 'this instance' : `[${JSON.stringify(index)}]`;
  switch (reason) {
    case 'replace_because_cannot_update': {
      const named = because.map((attribute) =>
        change.after_unknown?.[attribute] === true ? `${attribute} (known only after the apply)` : attribute,
      );
      return named.length === 0
        ? "Terraform can't change it in place"
        : `${inWords(named)} can't be changed in place`;
    }
    case 'replace_because_tainted':
      return 'it is marked as tainted: an apply of it was not completed';
    case 'replace_by_triggers':
      return 'something in its replace_triggered_by changes';
    case 'replace_by_request':
      return 'its replacement was asked for';
    case 'delete_because_no_resource_config':
      // Terraform says this also of what is in a module that is gone.
      if (!hasModule(plan, module)) return `${module} is no longer in the configuration`;
      return `${module === '' ? '' : `in ${module} `}its block (${type}.${name}) is no longer in the configuration`;
    case 'delete_because_no_module':
      return `${module} is no longer called`;
    case 'delete_because_each_key':
      return `${instance} is no longer in its for_each`;
    case 'delete_because_count_index':
      return `${instance} is beyond its count`;
    case 'delete_because_wrong_repetition':
      return index === undefined
        ? 'its block now has for_each or count, and no moved block says which instance it is'
        : `its block no longer has an instance ${instance}, and no moved block says what it is now`;
    case 'delete_because_no_move_target':
      return 'a moved block leads to where nothing is configured';
    case undefined:
    default:
      return mode === 'destroy'
        ? 'the whole deployment is destroyed'
        : 'this plan destroys what is configured';
  }
}

function hasModule(plan: PlanJson, address: string): boolean {
  let module: ConfigModule | undefined = plan.configuration?.root_module;
  for (const { name } of moduleSteps(address)) module = module?.module_calls?.[name]?.module;
  return module !== undefined;
}

/** `a`, `a and b`, `a, b and 3 more`. */
function inWords(names: readonly string[]): string {
  const shown = names.length > MOST_NAMED + 1 ? names.slice(0, MOST_NAMED) : names;
  const all = names.length > shown.length ? [...shown, `${names.length - shown.length} more`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

const MOST_NAMED = 4;
