import type { FoundBefore, IdentityKey, Journal, JournalEntry } from '../context/journal.ts';
import type { ResourceIdentity } from './identities/identity.ts';
import type { PlannedCreate, StateId } from './planned-creates.ts';

/** What is to become of a planned create, given what is there. */
export type Verdict =
  /** To be created: this is what was there before. */
  | { readonly kind: 'create'; readonly before: FoundBefore }
  /** There, and proven to be what a run that was killed created at this very address: to be imported. */
  | { readonly kind: 'adopt'; readonly id: string; readonly entry: JournalEntry }
  /** In the state as tainted because that run was interrupted while it waited; whether it is ready is still to be seen. */
  | { readonly kind: 'untaint'; readonly id: string; readonly entry: JournalEntry }
  /** Something of this identity is there, and nothing proves it ours. */
  | { readonly kind: 'taken'; readonly ids: readonly string[] }
  /** A killed run may have created one of these, but which, or whether for this address, can't be told. */
  | { readonly kind: 'unproven'; readonly ids: readonly string[]; readonly entry: JournalEntry }
  /** It could not be looked up: its identity isn't known yet, its type can't be recognised, or AWS refused. */
  | { readonly kind: 'unknown'; readonly entry?: JournalEntry };

/** What a verdict rests on besides the create itself. */
export interface Evidence {
  /** What a run that didn't save its state wrote before its apply; absent after a run that did. */
  readonly journal?: Journal | undefined;
  /** Import id of a resource by its address, where it is known: in the state, or found to be adopted. */
  readonly idOf: (address: string) => string | undefined;
  /** Ids of this type that the state has, at whatever address. */
  readonly inState: ReadonlySet<string>;
  /** Whether another planned create looks the same. */
  readonly twin: boolean;
}

/** Decides about one planned create from the import ids of all that has its identity. */
export function judge(
  create: PlannedCreate,
  assignedBy: ResourceIdentity['assignedBy'],
  ids: readonly string[],
  evidence: Evidence,
): Verdict {
  const entry = entryOf(create, evidence);
  if (create.reason === 'tainted') return judgeTainted(create, assignedBy, ids, entry);
  if (entry === undefined) return judgeUnjournaled(create, assignedBy, ids);
  const fresh = assignedBy === 'key' ? ids : newIds(entry, ids, evidence.inState);
  // What the state still has at this address is there because of it, not because of the run that was killed.
  if (create.reason === 'replaces-itself') return judgeUnjournaled(create, assignedBy, ids);
  const [id, ...others] = fresh;
  if (id === undefined) return judgeUnjournaled(create, assignedBy, ids);
  // An address that is taken in the state can't be imported to: the old one has to go first.
  const clear = others.length === 0 && !evidence.twin && create.reason === 'new';
  return clear ? { kind: 'adopt', id, entry } : { kind: 'unproven', ids: fresh, entry };
}

function judgeUnjournaled(
  create: PlannedCreate,
  assignedBy: ResourceIdentity['assignedBy'],
  ids: readonly string[],
): Verdict {
  if (assignedBy === 'aws') return { kind: 'create', before: { alreadyThere: ids } };
  if (ids.length === 0) return { kind: 'create', before: 'absent' };
  return create.reason === 'replaces-itself'
    ? { kind: 'create', before: 'replaced' }
    : { kind: 'taken', ids };
}

function judgeTainted(
  { replaces = '', provisioned }: PlannedCreate,
  assignedBy: ResourceIdentity['assignedBy'],
  ids: readonly string[],
  entry: JournalEntry | undefined,
): Verdict {
  const id = assignedBy === 'key' ? ids[0] : ids.find((each) => isId(each, replaces));
  // Without a journal a person may have tainted it, and with a provisioner its failure may have.
  if (entry !== undefined && id !== undefined && !provisioned) return { kind: 'untaint', id, entry };
  if (assignedBy === 'aws') return { kind: 'create', before: { alreadyThere: ids } };
  return { kind: 'create', before: id === undefined ? 'absent' : 'replaced' };
}

/** The journal's entry of a planned create: the same address, type, region and identity. */
export function entryOf(
  create: PlannedCreate,
  { journal, idOf }: Pick<Evidence, 'journal' | 'idOf'>,
): JournalEntry | undefined {
  const { key } = create;
  if (key === undefined) return undefined;
  return journal?.entries.find(
    (entry) =>
      entry.address === create.address &&
      entry.type === create.type &&
      entry.region === create.region &&
      isSameKey(entry.key, key, idOf),
  );
}

/** Whether two identities are one. An id that was yet to come then may be known now. */
function isSameKey(then: IdentityKey, now: IdentityKey, idOf: Evidence['idOf']): boolean {
  const names = new Set([...Object.keys(then), ...Object.keys(now)]);
  return [...names].every((name) => {
    const [a, b] = [then[name], now[name]];
    if (a === undefined || b === undefined) return false;
    if (typeof a === 'object' && typeof b === 'object') return a.of === b.of;
    const known = (part: IdentityKey[string]): string | undefined =>
      typeof part === 'string' ? part : idOf(part.of);
    const value = known(a);
    return value !== undefined && value === known(b);
  });
}

/** Of several that look the same, those that neither were there before nor are anywhere in the state. */
function newIds(
  { before }: JournalEntry,
  ids: readonly string[],
  inState: ReadonlySet<string>,
): readonly string[] {
  const earlier = typeof before === 'string' ? [] : before.alreadyThere;
  return ids.filter((id) => !earlier.includes(id) && ![...inState].some((known) => isId(id, known)));
}

/** Whether an import id (`api/integration`) is that of an id in the state (`integration`). */
const isId = (importId: string, stateId: string): boolean =>
  importId === stateId || (stateId !== '' && importId.endsWith(`/${stateId}`));

/** Ids that the state has of one type. */
export const idsOfType = (stateIds: ReadonlyMap<string, StateId>, type: string): ReadonlySet<string> =>
  new Set([...stateIds.values()].filter((each) => each.type === type).map(({ id }) => id));

/**
 * Whether a journal speaks of the state there is. One of another lineage proves nothing about it. A journal that was
 * written before there was any state speaks of the first one.
 */
export const isAbout = (journal: Journal, state: { readonly lineage: string } | undefined): boolean =>
  journal.state === undefined || state === undefined || journal.state.lineage === state.lineage;

/**
 * What of a journal still matters after an apply that failed though Terraform saved its state: what it didn't complete
 * may be there all the same, created by a call whose answer was lost, or be tainted. What it completed is in the state.
 */
export const unsettled = (
  journal: Journal,
  changes: readonly { readonly address: string; readonly applied: boolean }[],
): Journal['entries'] => {
  const applied = new Set(changes.filter((change) => change.applied).map(({ address }) => address));
  return journal.entries.filter(({ address }) => !applied.has(address));
};
