import type { Judged } from './examine-creates.ts';
import { isReplaceable } from './adoption-fit.ts';
import { type Claim, claimantOf, claimsOfPlan, isId } from './claims.ts';
import { type ResolvedKey, type ResourceIdentity, resolveKey } from './identities/identity.ts';
import { IDENTITIES } from './identities/registry.ts';
import type { PlanJson } from './plan-json.ts';
import type { PlannedCreates } from './planned-creates.ts';

/** Something that a plan would create and AWS has already. */
export interface Existing {
  readonly address: string;
  readonly type: string;
  readonly region: string;
  /** Import ids of all that it may be. */
  readonly ids: readonly string[];
  /** Whether going on without it does no harm: a part of what is ours, written again or beside it. */
  readonly harmless: boolean;
  readonly decision:
    { readonly kind: 'adopt'; readonly id: string } | { readonly kind: 'refused'; readonly why: string };
}

/** A state that this run may read and that is another's. */
export interface OtherClaims {
  /** `s3://bucket/key`. */
  readonly place: string;
  readonly claims: readonly Claim[];
}

/** What the decision rests on. */
export interface Surroundings {
  readonly plan: PlanJson;
  readonly planned: PlannedCreates;
  readonly others: readonly OtherClaims[];
  /** Import id by address of what was taken to be there when the verdicts were made. */
  readonly assumed: ReadonlyMap<string, string>;
}

/**
 * Decides about everything that a plan would create and AWS has: what may be adopted, and why not the rest. What other
 * states claim is never taken. Where AWS assigns ids, theirs is also no reason to stop: another may be made beside it.
 */
export function decideExisting(
  verdicts: readonly Judged[],
  { plan, planned, others, assumed }: Surroundings,
): readonly Existing[] {
  const own = claimsOfPlan(plan, planned.importing);
  const replaced = planned.creates.flatMap(({ replaces }) => (replaces === undefined ? [] : [replaces]));
  const idOf = (address: string): string | undefined => {
    const verdict = verdicts.find(({ create }) => create.address === address)?.verdict;
    if (verdict?.kind === 'taken' && verdict.ids.length === 1) return verdict.ids[0];
    return planned.stateIds.get(address)?.id ?? assumed.get(address);
  };

  const decideOne = ({ create, verdict }: Judged): readonly Existing[] => {
    const { address, type, region } = create;
    const identity = IDENTITIES[type];
    const key = create.key === undefined ? undefined : resolveKey(create.key, idOf);
    const all = idsThere(verdict);
    if (identity === undefined || key === undefined || all.length === 0) return [];
    const about = { address, type, region, harmless: isOurs(identity, key, own) };
    const found = (importId: string) => ({ type, region, key, importId });

    if (identity.assignedBy === 'aws') {
      // Its address is taken in the state: this plan makes another one on purpose.
      if (create.reason !== 'new') return [];
      const free = all.filter(
        (id) =>
          !replaced.some((gone) => isId(id, gone)) &&
          claimantOf(found(id), own) === undefined &&
          claimedBy(found(id), others) === undefined,
      );
      const [id] = free;
      // Of several snapshots that stages show none is the one: another is made, and the stage goes over to it.
      if (id === undefined || (free.length > 1 && isReplaceable(type))) return [];
      const many =
        free.length > 1 ? `${free.length} look like it, and nothing tells which one it is` : undefined;
      return [decided({ ...about, ids: free }, many, id)];
    }

    const [id = ''] = all;
    const holder = claimantOf(found(id), own);
    if (holder !== undefined) {
      const why = `this state has it as ${holder.address}: where only its address changed, a moved block says so`;
      return [decided({ ...about, ids: all }, why, id)];
    }
    const other = claimedBy(found(id), others);
    if (other !== undefined) {
      return [
        decided({ ...about, ids: all }, `it is ${other.claim.address} of the state ${other.place}`, id),
      ];
    }
    const occupied =
      create.reason === 'new'
        ? undefined
        : 'the state has something else at this address, which this plan replaces with it';
    return [decided({ ...about, ids: all }, occupied, id)];
  };

  return withoutTwins(verdicts.flatMap(decideOne));
}

const decided = (about: Omit<Existing, 'decision'>, why: string | undefined, id: string): Existing => ({
  ...about,
  decision: why === undefined ? { kind: 'adopt', id } : { kind: 'refused', why },
});

const idsThere = (verdict: Judged['verdict']): readonly string[] => {
  if (verdict.kind === 'taken') return verdict.ids;
  return verdict.kind === 'create' && typeof verdict.before === 'object' ? verdict.before.alreadyThere : [];
};

/** Whether what it is a part of is in the state of this deployment. */
const isOurs = ({ within }: ResourceIdentity, key: ResolvedKey, own: readonly Claim[]): boolean =>
  within !== undefined &&
  own.some(({ type, id }) => type === within.type && isId(key[within.part] ?? '', id));

function claimedBy(
  found: Parameters<typeof claimantOf>[0],
  others: readonly OtherClaims[],
): { readonly place: string; readonly claim: Claim } | undefined {
  for (const { place, claims } of others) {
    const claim = claimantOf(found, claims);
    if (claim !== undefined) return { place, claim };
  }
  return undefined;
}

/** One thing can't be imported to two addresses. */
function withoutTwins(all: readonly Existing[]): readonly Existing[] {
  const named = (each: Existing): string =>
    each.decision.kind === 'adopt' ? `${each.type} ${each.region} ${each.decision.id}` : '';
  return all.map((each) => {
    const twins = all.filter(
      (other) => other !== each && named(other) !== '' && named(other) === named(each),
    );
    if (each.decision.kind === 'refused' || twins.length === 0) return each;
    const why = `${twins.map(({ address }) => address).join(', ')} would be the same one`;
    return { ...each, decision: { kind: 'refused' as const, why } };
  });
}
