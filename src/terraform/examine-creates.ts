import type { Journal, JournalEntry } from '../context/journal.ts';
import { Failure } from '../errors.ts';
import { type Verdict, entryOf, idsOfType, judge } from './adoption-decision.ts';
import { type Place, type ResolvedKey, codeOf, resolveKey } from './identities/identity.ts';
import { IDENTITIES } from './identities/registry.ts';
import { inParallel } from './in-parallel.ts';
import type { PlannedCreate, PlannedCreates } from './planned-creates.ts';

/** What a plan is about to create, against what is there. */
export interface ExaminedCreates {
  readonly verdicts: readonly Judged[];
  /** The journal to write before the apply. */
  readonly entries: readonly JournalEntry[];
  /** What a killed run created and the configuration no longer has: import ids by address. Nobody's until removed. */
  readonly leftBehind: readonly { readonly address: string; readonly type: string; readonly id: string }[];
  /** What AWS did not let us look up: `aws_iam_role: AccessDenied`. */
  readonly refused: readonly string[];
}

export interface Judged {
  readonly create: PlannedCreate;
  readonly verdict: Verdict;
}

/** At most so many look-ups at once: IAM's and Lambda's control planes throttle early. */
export const LOOK_UPS_AT_ONCE = 8;

/** What the creates of a plan are examined with. */
export interface ExaminedWith {
  /** What an earlier run, which did not save its state, wrote before its apply. */
  readonly journal?: Journal | undefined;
  /** Import id by address of what is taken to be there already, so that what hangs on it is looked up, too. */
  readonly assumed?: ReadonlyMap<string, string>;
  /** What AWS has answered about this plan. Handed on, no question of it is asked twice. */
  readonly answers?: Answers;
}

/** Import ids by what was looked up. */
export type Answers = Map<string, Promise<readonly string[]>>;

/**
 * Looks up everything that a plan creates, in parallel, and decides about each. What hangs on something that is itself
 * yet to be created (a route on its API) isn't there; what hangs on something found is looked up in its turn.
 */
export async function examineCreates(
  place: Omit<Place, 'region'>,
  planned: PlannedCreates,
  { journal, assumed = new Map(), answers = new Map() }: ExaminedWith = {},
): Promise<ExaminedCreates> {
  const judged = new Map<string, Judged>();
  const refused = new Set<string>();
  const byAddress = new Map(planned.creates.map((create) => [create.address, create]));
  const twins = twinsAmong(planned.creates);

  const idOf = (address: string): string | undefined => {
    const verdict = judged.get(address)?.verdict;
    if (verdict?.kind === 'adopt' || verdict?.kind === 'untaint') return verdict.id;
    if (verdict?.kind === 'taken') return verdict.ids.length === 1 ? verdict.ids[0] : undefined;
    return planned.stateIds.get(address)?.id ?? assumed.get(address);
  };

  const lookUp = (type: string, region: string, key: ResolvedKey): Promise<readonly string[]> => {
    const question = JSON.stringify([type, region, key]);
    const answer = answers.get(question) ?? IDENTITIES[type]?.find({ ...place, region }, key);
    if (answer === undefined) return Promise.resolve([]);
    answers.set(question, answer);
    return answer;
  };

  const examine = async (create: PlannedCreate): Promise<Verdict> => {
    const { type, key, region } = create;
    const identity = IDENTITIES[type];
    if (identity === undefined || key === undefined) return { kind: 'unknown' };
    const entry = entryOf(create, { journal, idOf });
    const resolved = resolveKey(key, idOf);
    if (resolved === undefined) {
      const parents = referredTo(create).map((address) => judged.get(address)?.verdict.kind);
      const absent = parents.some((kind) => kind === 'create');
      if (!absent) return { kind: 'unknown', ...(entry === undefined ? {} : { entry }) };
      return judge(create, identity.assignedBy, [], { journal, idOf, inState: NONE, twin: false });
    }
    let ids: readonly string[];
    try {
      ids = await lookUp(type, region, resolved);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // What a killed run may have created must not be created again unseen. Anything else only goes unjournaled.
      if (entry !== undefined) throw notTold(create, error);
      refused.add(`${type}: ${codeOf(error)}`);
      return { kind: 'unknown' };
    }
    const inState = idsOfType(planned.stateIds, type);
    const verdict = judge(create, identity.assignedBy, ids, {
      journal,
      idOf,
      inState,
      twin: twins.has(create),
    });
    if (verdict.kind !== 'untaint' || identity.isReady === undefined) return verdict;
    if (await identity.isReady({ ...place, region }, verdict.id)) return verdict;
    return { kind: 'create', before: identity.assignedBy === 'aws' ? { alreadyThere: ids } : 'replaced' };
  };

  let waiting = [...planned.creates];
  while (waiting.length > 0) {
    const depends = (create: PlannedCreate): boolean =>
      referredTo(create).some((address) => byAddress.has(address) && !judged.has(address));
    const ready = waiting.filter((create) => !depends(create));
    // Terraform refuses circles; should one stand here all the same, it ends the waiting.
    const wave = ready.length > 0 ? ready : waiting;
    const verdicts = await inParallel(wave, LOOK_UPS_AT_ONCE, examine);
    wave.forEach((create, index) => {
      judged.set(create.address, { create, verdict: verdicts[index] ?? { kind: 'unknown' } });
    });
    waiting = waiting.filter((create) => !judged.has(create.address));
  }

  const verdicts = [...judged.values()];
  const open = (journal?.entries ?? []).filter(
    ({ address }) =>
      !byAddress.has(address) && (!planned.stateIds.has(address) || planned.importing.has(address)),
  );
  return {
    verdicts,
    entries: [...verdicts.flatMap(toEntry), ...open],
    leftBehind: await findLeftBehind(
      place,
      open.filter(({ address }) => !planned.configured.has(address)),
      idOf,
    ),
    refused: [...refused].sort(),
  };
}

const notTold = ({ address, type }: PlannedCreate, cause: unknown): Failure =>
  new Failure({
    code: 'ACCESS_DENIED',
    reason: `An interrupted run may have created ${address}, and AWS refused to tell whether it did (${codeOf(cause)}).`,
    safe: 'Nothing was applied; creating it again could have made a duplicate.',
    next: `Allow the role of this run to read what ${type} is, and run again.`,
    cause,
  });

const NONE: ReadonlySet<string> = new Set();

const referredTo = ({ key = {} }: PlannedCreate): readonly string[] =>
  Object.values(key).flatMap((part) => (typeof part === 'string' ? [] : [part.of]));

/** Creates that look the same as another: what is found then can't be told apart. */
function twinsAmong(creates: readonly PlannedCreate[]): ReadonlySet<PlannedCreate> {
  const groups = new Map<string, PlannedCreate[]>();
  for (const create of creates) {
    if (create.key === undefined) continue;
    const look = JSON.stringify([create.type, create.region, Object.entries(create.key).sort()]);
    groups.set(look, [...(groups.get(look) ?? []), create]);
  }
  return new Set([...groups.values()].filter((group) => group.length > 1).flat());
}

/** The journal's entry of a verdict. What is proven stays so until the state has it; what is taken never gets one. */
function toEntry({ create, verdict }: Judged): readonly JournalEntry[] {
  switch (verdict.kind) {
    case 'create':
      return create.key === undefined
        ? []
        : [
            {
              address: create.address,
              type: create.type,
              region: create.region,
              key: create.key,
              before: verdict.before,
            },
          ];
    case 'adopt':
    case 'untaint':
    case 'unproven':
      return [verdict.entry];
    case 'unknown':
      return verdict.entry === undefined ? [] : [verdict.entry];
    case 'taken':
      return [];
  }
}

async function findLeftBehind(
  place: Omit<Place, 'region'>,
  entries: readonly JournalEntry[],
  idOf: (address: string) => string | undefined,
): Promise<ExaminedCreates['leftBehind']> {
  const found = await inParallel(
    entries,
    LOOK_UPS_AT_ONCE,
    async ({ address, type, region, key, before }) => {
      const resolved: ResolvedKey | undefined = resolveKey(key, idOf);
      const ids =
        resolved === undefined
          ? []
          : await IDENTITIES[type]?.find({ ...place, region }, resolved).catch((error: unknown) => {
              if (isRefusal(error)) return [];
              throw error;
            });
      const earlier = typeof before === 'string' ? [] : before.alreadyThere;
      return (ids ?? []).filter((id) => !earlier.includes(id)).map((id) => ({ address, type, id }));
    },
  );
  return found.flat();
}

/** AWS won't say (no permission, or the service isn't there): not the same as "absent", nor a reason to stop. */
function isRefusal(error: unknown): boolean {
  const status = (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata
    ?.httpStatusCode;
  return (
    /^AccessDenied/.test(codeOf(error)) ||
    (status !== undefined && status >= 400 && status < 500 && status !== 429)
  );
}
