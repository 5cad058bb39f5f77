import type { IdentityKey, Journal } from '../context/journal.ts';
import { type PlannedValue, keyOf } from './identities/identity.ts';
import { IDENTITIES } from './identities/registry.ts';
import type { ConfigResource, PlanJson, PlannedResource, StateModule } from './plan-json.ts';
import { configuredAt, isExpression, referredAddress } from './plan-references.ts';

/** One resource that a plan creates, as it can be recognised in AWS. */
export interface PlannedCreate {
  readonly address: string;
  readonly type: string;
  /** Region of its provider. */
  readonly region: string;
  /** Absent where it isn't known before the apply, or where this type can't be recognised. */
  readonly key?: IdentityKey;
  /** Why it is created: it isn't in the state, it replaces one of another or the same identity, or it is tainted. */
  readonly reason: 'new' | 'replaces-another' | 'replaces-itself' | 'tainted';
  /** Id in the state of what it replaces. */
  readonly replaces?: string;
  /** Whether provisioners run on it: if it is tainted, one of them may have failed. */
  readonly provisioned: boolean;
}

/** What a plan says about what it creates and what is there. */
export interface PlannedCreates {
  readonly creates: readonly PlannedCreate[];
  /** Address -> type and id of everything in the state that stays. */
  readonly stateIds: ReadonlyMap<string, StateId>;
  /** Addresses that are configured, whatever is planned for them. */
  readonly configured: ReadonlySet<string>;
  /** Addresses that this plan imports: they are in no saved state yet. */
  readonly importing: ReadonlySet<string>;
}

export interface StateId {
  readonly type: string;
  readonly id: string;
}

/** Reads the planned creates out of a plan. `region`: of a provider that doesn't name one. */
export function readPlannedCreates(plan: PlanJson, region: string): PlannedCreates {
  const changes = (plan.resource_changes ?? []).filter(
    ({ mode, deposed }) => mode === 'managed' && deposed === undefined,
  );
  const creating = changes.filter(({ change }) => change.actions.includes('create'));
  const addresses = new Set(changes.map(({ address }) => address));
  const stateIds = new Map<string, StateId>();
  collectIds(plan.prior_state?.values?.root_module, stateIds);
  const created = new Set(creating.map(({ address }) => address));
  return {
    creates: creating.flatMap((planned) => plannedCreate(plan, planned, { region, addresses })),
    // What is replaced gets another id; what is imported gets into the state by this plan.
    stateIds: new Map([...stateIds].filter(([address]) => !created.has(address))),
    importing: new Set(
      changes.filter(({ change }) => change.importing !== undefined).map(({ address }) => address),
    ),
    configured: new Set(changes.filter(({ change }) => change.after !== null).map(({ address }) => address)),
  };
}

/**
 * What an interrupted run was about to create and the state doesn't have, for a plan that creates nothing itself: it is
 * looked for by what the journal knows of it. An address that the state has is left out: what stands there is destroyed,
 * and where AWS assigns the id, one beside it shows as one too many.
 */
export function journaledCreates(
  { entries }: Pick<Journal, 'entries'>,
  planned: PlannedCreates,
): PlannedCreates {
  const creates = entries.flatMap(({ address, type, region, key }): PlannedCreate[] => {
    const inState = planned.stateIds.has(address);
    if (inState && IDENTITIES[type]?.assignedBy !== 'aws') return [];
    const reason = inState ? 'replaces-another' : 'new';
    return [{ address, type, region, key, reason, provisioned: false }];
  });
  return { ...planned, creates };
}

function collectIds(module: StateModule | undefined, ids: Map<string, StateId>): void {
  for (const { address, mode, type, values } of module?.resources ?? []) {
    const id = values?.['id'];
    if (mode === 'managed' && typeof id === 'string') ids.set(address, { type, id });
  }
  for (const child of module?.child_modules ?? []) collectIds(child, ids);
}

interface Surroundings {
  readonly region: string;
  readonly addresses: ReadonlySet<string>;
}

function plannedCreate(
  plan: PlanJson,
  planned: PlannedResource,
  { region, addresses }: Surroundings,
): readonly PlannedCreate[] {
  const { address, type, change } = planned;
  const configured = configuredAt(plan, planned);
  const itsRegion = configured === undefined ? undefined : regionOf(plan, configured.resource, region);
  // Looked for in the wrong account or region everything is absent, which would prove nothing.
  if (configured === undefined || itsRegion === undefined) return [];
  const identity = IDENTITIES[type];
  const expressions = configured.resource.expressions ?? {};
  const valueOf = (attribute: string): PlannedValue => {
    const value = change.after?.[attribute];
    if (typeof value === 'string' && value !== '') return { kind: 'known', value };
    if (change.after_unknown?.[attribute] !== true) return { kind: 'unset' };
    const expression = expressions[attribute];
    if (!isExpression(expression)) return { kind: 'unset' };
    const of = referredAddress(expression, planned, {
      path: configured.path,
      exists: (each) => addresses.has(each),
    });
    return of === undefined ? { kind: 'unknown' } : { kind: 'of', address: of };
  };
  const key = identity === undefined ? undefined : keyOf(identity, change.after ?? {}, valueOf);
  const before = change.before;
  const replaces = before?.['id'];
  return [
    {
      address,
      type,
      region: itsRegion,
      ...(key === undefined ? {} : { key }),
      reason: reasonOf(planned, key),
      ...(typeof replaces === 'string' ? { replaces } : {}),
      provisioned: (configured.resource.provisioners ?? []).length > 0,
    },
  ];
}

function reasonOf(
  { type, change, action_reason }: PlannedResource,
  key: IdentityKey | undefined,
): PlannedCreate['reason'] {
  if (change.before === null) return 'new';
  if (action_reason === 'replace_because_tainted') return 'tainted';
  const identity = IDENTITIES[type];
  const before = change.before;
  const earlier =
    identity === undefined
      ? undefined
      : keyOf(identity, before, (attribute) => {
          const value = before[attribute];
          return typeof value === 'string' && value !== '' ? { kind: 'known', value } : { kind: 'unset' };
        });
  const same =
    key !== undefined &&
    earlier !== undefined &&
    Object.entries(key).every(([name, part]) => typeof part === 'string' && part === earlier[name]);
  return same ? 'replaces-itself' : 'replaces-another';
}

/** What makes a provider speak for another account than the credentials of this run. */
const OTHER_ACCOUNT = [
  'access_key',
  'assume_role',
  'assume_role_with_web_identity',
  'endpoints',
  'profile',
  'token',
];

/** Region of a resource's provider; undefined where it can't be told, or where another account may be meant. */
function regionOf(
  plan: PlanJson,
  { provider_config_key: name = 'aws' }: ConfigResource,
  region: string,
): string | undefined {
  const providers = plan.configuration?.provider_config ?? {};
  const provider = providers[name] ?? (name === 'aws' ? {} : undefined);
  if (provider === undefined) return undefined;
  const expressions = provider.expressions ?? {};
  if (OTHER_ACCOUNT.some((attribute) => expressions[attribute] !== undefined)) return undefined;
  const expression = expressions['region'];
  if (!isExpression(expression)) return region;
  if (typeof expression.constant_value === 'string') return expression.constant_value;
  const [reference = '', ...others] = expression.references ?? [];
  const variable = /^var\.([^.[]+)$/.exec(reference)?.[1];
  const value =
    variable === undefined || others.length > 0 || name.includes(':')
      ? undefined
      : plan.variables?.[variable]?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
