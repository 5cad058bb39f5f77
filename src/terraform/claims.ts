import type { ResolvedKey } from './identities/identity.ts';
import { keyOf } from './identities/identity.ts';
import { IDENTITIES } from './identities/registry.ts';
import type { PlanJson, StateModule } from './plan-json.ts';

/** One resource that a state has: what it is recognised by, and nothing else of it. */
export interface Claim {
  readonly address: string;
  readonly type: string;
  /** Id in the state. */
  readonly id: string;
  /** What it is looked up by, where its type can be; several spellings of one thing are one. */
  readonly key?: ResolvedKey;
  /** Where its attributes tell; a bucket or a role has none. */
  readonly region?: string;
}

/** What was found in AWS, as far as it takes to see whether a state claims it. */
export interface Found {
  readonly type: string;
  readonly region: string;
  readonly key: ResolvedKey;
  /** As Terraform imports it: `api/integration`. */
  readonly importId: string;
}

type Attributes = Readonly<Record<string, unknown>>;

/** One resource object that a state has. Its attributes hold secrets: for comparing, never for showing. */
export interface Held {
  readonly address: string;
  readonly type: string;
  readonly attributes: Attributes;
}

/** Reads the claims of a state file (format 4). Only managed resources; what it can't understand claims nothing. */
export const claimsOfState = (text: string): readonly Claim[] => resourcesOfState(text).flatMap(claimOf);

/** The managed resources of a state file (format 4), one object at a time. */
export function resourcesOfState(text: string): readonly Held[] {
  const { resources } = JSON.parse(text) as { readonly resources?: readonly StateResource[] };
  return (resources ?? []).flatMap(({ mode, module, type, name, instances }) => {
    if (mode !== 'managed') return [];
    return (instances ?? []).map(({ index_key: index, attributes }) => {
      const at = `${module === undefined ? '' : `${module}.`}${type}.${name}`;
      const address = index === undefined ? at : `${at}[${JSON.stringify(index)}]`;
      return { address, type, attributes: attributes ?? {} };
    });
  });
}

interface StateResource {
  readonly mode: string;
  readonly module?: string;
  readonly type: string;
  readonly name: string;
  readonly instances?: readonly { readonly index_key?: string | number; readonly attributes?: Attributes }[];
}

/** The claims of the state that a plan was made against. What the plan imports is in it, and in no saved state yet. */
export function claimsOfPlan(
  { prior_state: prior }: PlanJson,
  importing: ReadonlySet<string>,
): readonly Claim[] {
  return heldIn(prior?.values?.root_module)
    .filter(({ address }) => !importing.has(address))
    .flatMap(claimOf);
}

const heldIn = (module: StateModule | undefined): readonly Held[] => [
  ...(module?.resources ?? []).flatMap(({ address, mode, type, values }) =>
    mode === 'managed' ? [{ address, type, attributes: values ?? {} }] : [],
  ),
  ...(module?.child_modules ?? []).flatMap(heldIn),
];

function claimOf({ address, type, attributes }: Held): readonly Claim[] {
  const id = attributes['id'];
  if (typeof id !== 'string') return [];
  const identity = IDENTITIES[type];
  const key =
    identity === undefined
      ? undefined
      : keyOf(identity, attributes, (attribute) => {
          const value = attributes[attribute];
          return typeof value === 'string' && value !== '' ? { kind: 'known', value } : { kind: 'unset' };
        });
  const region = regionOf(attributes);
  return [
    {
      address,
      type,
      id,
      // Nothing is yet to come in a state: every part is a text.
      ...(key === undefined ? {} : { key: comparable(key as ResolvedKey) }),
      ...(region === undefined ? {} : { region }),
    },
  ];
}

/** A function may be named by its ARN or its name; both mean the same one. */
const comparable = (key: ResolvedKey): ResolvedKey =>
  Object.fromEntries(
    Object.entries(key).map(([name, value]) => [name, /:function:([^:/]+)/.exec(value)?.[1] ?? value]),
  );

function regionOf({ region, arn }: Attributes): string | undefined {
  if (typeof region === 'string' && region !== '') return region;
  const told = typeof arn === 'string' ? arn.split(':')[3] : undefined;
  return told === undefined || told === '' ? undefined : told;
}

/** The first claim on what was found. */
export function claimantOf(found: Found, claims: readonly Claim[]): Claim | undefined {
  const assigned = IDENTITIES[found.type]?.assignedBy === 'aws';
  const wanted = comparable(found.key);
  return claims.find((claim) => {
    if (claim.type !== found.type) return false;
    if (claim.region !== undefined && claim.region !== found.region && !isGlobal(found.type)) return false;
    return assigned ? isId(found.importId, claim.id) : claim.key !== undefined && isSame(wanted, claim.key);
  });
}

/** CloudFront and IAM are one for all regions, whatever region their provider was given. */
const isGlobal = (type: string): boolean => /^aws_(cloudfront|iam)_/.test(type);

/** Whether an import id (`api/integration`) is that of an id in a state (`integration`). */
export const isId = (importId: string, stateId: string): boolean =>
  importId === stateId || (stateId !== '' && importId.endsWith(`/${stateId}`));

const isSame = (one: ResolvedKey, other: ResolvedKey): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => other[name] === value);
