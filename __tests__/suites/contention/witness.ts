import type { FaultProxy, FaultRule, RecordedCall } from '../../../local/proxy/fault-proxy.ts';

/** What happened to a lease or a lock, in the order in which it happened. */
export interface Handover {
  readonly of: 'lease' | 'lock';
  /** `queued`: it joined those who wait for it. */
  readonly what: 'queued' | 'taken' | 'freed';
  /** Whose run took the lease, or waits for it; undefined where the call doesn't tell. */
  readonly run?: string;
}

/** Watches one state's lease and lock change hands. */
export interface Witness {
  /** Every call that came through: one that was refused changed nothing. */
  handovers(): readonly Handover[];
}

/**
 * Watches the calls that take and free. A taking is noted when AWS has answered, a freeing before AWS is asked: what is
 * seen lies within what was held, so that two who are seen to hold at once did.
 */
export function watchHandovers(
  gateway: FaultProxy,
  state: { readonly bucket: string; readonly key: string },
  runs: readonly string[],
): Witness {
  const seen: { readonly call: RecordedCall; readonly handover: Handover }[] = [];
  const note = (handover: Handover, rule: Omit<FaultRule, 'action'>): void => {
    const run = (call: unknown): void => void seen.push({ call: call as RecordedCall, handover });
    gateway.inject({
      ...rule,
      service: 'dynamodb',
      action: { kind: handover.what === 'freed' ? 'before' : 'after', run },
    });
  };
  const id = `${state.bucket}/${state.key}`.replaceAll('.', '\\.');
  const lock = new RegExp(`"LockID":\\{"S":"${id}"\\}`);
  note({ of: 'lock', what: 'taken' }, { operation: 'PutItem', body: lock });
  note({ of: 'lock', what: 'freed' }, { operation: 'DeleteItem', body: lock });
  const lease = `"LockID":\\{"S":"${id}-lease"\\}`;
  for (const run of runs) {
    // Only what makes a holder names its run: a new item, or one that had a queue and no holder.
    const own = new RegExp(`${lease}.*":?Run":\\{"S":"${run}"\\}`, 's');
    note({ of: 'lease', what: 'taken', run }, { operation: /^(PutItem|UpdateItem)$/, body: own });
    const queued = new RegExp(`${lease}.*":waiters?":.*/runs/${run}/attempts/`, 's');
    note({ of: 'lease', what: 'queued', run }, { operation: 'UpdateItem', body: queued });
  }
  note(
    { of: 'lease', what: 'freed' },
    { operation: 'UpdateItem', body: new RegExp(`${lease}.*"REMOVE #Holder`, 's') },
  );
  note(
    { of: 'lease', what: 'freed' },
    { operation: 'DeleteItem', body: new RegExp(`${lease}.*"Holder = :holder`, 's') },
  );
  return {
    handovers: () => seen.filter(({ call }) => call.status === 200).map(({ handover }) => handover),
  };
}

/** Where one took before the other had freed: a sentence each. */
export function overlaps(handovers: readonly Handover[]): readonly string[] {
  return (['lease', 'lock'] as const).flatMap((of) => {
    const own = handovers.filter((each) => each.of === of && each.what !== 'queued');
    return own.flatMap(({ what, run }, index) => {
      const expected = index % 2 === 0 ? 'taken' : 'freed';
      if (what === expected) return [];
      return [
        `the ${of}'s change ${index + 1} of ${own.length} is "${what}", not "${expected}" (run ${run ?? '?'})`,
      ];
    });
  });
}

/** Runs in the order in which they took the lease, or joined those who wait for it. */
export const runsIn = (handovers: readonly Handover[], as: 'taken' | 'queued'): readonly string[] =>
  handovers.flatMap(({ of, what, run }) => (of === 'lease' && what === as && run !== undefined ? [run] : []));

/** Commits in the order in which they were applied, by the marks; throws where two ran into each other. */
export function appliedInOrder(marks: string): readonly string[] {
  const lines = marks.split('\n').filter((line) => line !== '');
  return lines.flatMap((line, index) => {
    const [what, commit = ''] = line.split(' ');
    const isBegin = index % 2 === 0;
    const partner = lines[isBegin ? index + 1 : index - 1];
    if (what !== (isBegin ? 'begin' : 'end') || partner?.split(' ')[1] !== commit)
      throw new Error(`two applies ran into each other:\n${lines.join('\n')}`);
    return isBegin ? [commit] : [];
  });
}
