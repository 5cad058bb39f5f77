import { resourcesOfState } from './claims.ts';

/** What one state knows and another doesn't, by address. */
export interface StateDifference {
  /** Known to the state that goes, unknown to the one that comes: exists, and would be created again. */
  readonly forgotten: readonly string[];
  /** Unknown to the state that goes, known to the one that comes: may be gone, and would then be created. */
  readonly remembered: readonly string[];
  /** Known to both, each by another id: it was replaced in between, and what the state that comes knows may be gone. */
  readonly replaced: readonly string[];
}

/** Compares the managed resources of two states (format 4): addresses and ids only, never another value. */
export function compareStates(going: string, coming: string): StateDifference {
  const [before, after] = [idsByAddress(going), idsByAddress(coming)];
  const missingIn = (one: Ids, other: Ids): readonly string[] =>
    [...one.keys()].filter((address) => !other.has(address)).sort();
  return {
    forgotten: missingIn(before, after),
    remembered: missingIn(after, before),
    replaced: [...after]
      .filter(([address, ids]) => before.has(address) && !ids.some((id) => before.get(address)?.includes(id)))
      .map(([address]) => address)
      .sort(),
  };
}

type Ids = ReadonlyMap<string, readonly unknown[]>;

/** Address -> ids; more than one where a replaced object was not yet destroyed. */
function idsByAddress(text: string): Ids {
  const ids = new Map<string, unknown[]>();
  for (const { address, attributes } of resourcesOfState(text))
    ids.set(address, [...(ids.get(address) ?? []), attributes['id']]);
  return ids;
}
