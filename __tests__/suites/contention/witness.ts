import type { FaultProxy, RecordedCall } from '../../../local/proxy/fault-proxy.ts';

/** What happened to a lease or a lock, in the order in which it happened. */
export interface Handover {
  readonly of: 'lease' | 'lock';
  /** `queued`: it joined those who wait for it. */
  readonly what: 'queued' | 'taken' | 'freed';
  /** Whose run took the lease, or waits for it; undefined where the call doesn't tell. */
  readonly run?: string;
  /** Place among those who ever waited for this lease, from 1; 0: it made the lease, nobody waiting. */
  readonly order?: number;
}

/** Watches one state's lease and lock change hands. */
export interface Witness {
  /** What came of every call that was granted: one that was refused changed nothing. */
  handovers(): readonly Handover[];
}

/**
 * Watches the calls that take and free. A taking is noted when AWS has answered, a freeing before AWS is asked: what is
 * seen lies within what was held, so that two who are seen to hold at once did.
 */
export function watchHandovers(
  gateway: FaultProxy,
  state: { readonly bucket: string; readonly key: string },
): Witness {
  const seen: { readonly call: RecordedCall; readonly handover: Handover }[] = [];
  gateway.inject({
    service: 'dynamodb',
    operation: /^(PutItem|UpdateItem|DeleteItem)$/,
    action: (call, body) => {
      const handover = handoverOf(call.operation, JSON.parse(body) as Request, state);
      if (handover === undefined) return undefined;
      const run = (of: unknown): void => void seen.push({ call: of as RecordedCall, handover });
      return { kind: handover.what === 'freed' ? 'before' : 'after', run };
    },
  });
  return {
    handovers: () => seen.filter(({ call }) => call.status === 200).map(({ handover }) => handover),
  };
}

/** A call's body, as far as it tells who takes or frees what. */
interface Request {
  readonly Item?: Attributes;
  readonly Key?: Attributes;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeValues?: Attributes;
}

type Attributes = Readonly<Record<string, Attribute>>;
interface Attribute {
  readonly S?: string;
  readonly N?: string;
  readonly M?: Attributes;
}

function handoverOf(
  operation: string,
  request: Request,
  { bucket, key }: { readonly bucket: string; readonly key: string },
): Handover | undefined {
  const id = (request.Item ?? request.Key)?.['LockID']?.S;
  if (id === `${bucket}/${key}`) {
    if (operation === 'UpdateItem') return undefined;
    return { of: 'lock', what: operation === 'PutItem' ? 'taken' : 'freed' };
  }
  if (id !== `${bucket}/${key}-lease`) return undefined;
  const freed = { of: 'lease', what: 'freed' } as const;
  const { ConditionExpression: condition = '', UpdateExpression: change = '' } = request;
  if (operation === 'PutItem')
    return { of: 'lease', what: 'taken', run: request.Item?.['Run']?.S ?? '?', order: 0 };
  if (operation === 'DeleteItem') return condition.startsWith('Holder = ') ? freed : undefined;
  if (change.startsWith('REMOVE #Holder')) return freed;
  const { ':Run': run, ':next': order, ':waiter': waiter } = request.ExpressionAttributeValues ?? {};
  if (run?.S !== undefined) return { of: 'lease', what: 'taken', run: run.S };
  if (order === undefined) return undefined;
  const queued = /\/runs\/(\d+)\//.exec(waiter?.M?.['Url']?.S ?? '')?.[1] ?? '?';
  return { of: 'lease', what: 'queued', run: queued, order: Number(order.N) };
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

/** Runs in the order in which they took the lease. */
export const turnsIn = (handovers: readonly Handover[]): readonly string[] =>
  leaseTakings(handovers).map(({ run = '?' }) => run);

/** Runs that joined those who wait. */
export const queuedIn = (handovers: readonly Handover[]): readonly string[] =>
  handovers.flatMap(({ what, run = '?' }) => (what === 'queued' ? [run] : []));

/** Where one had its turn before another who came earlier: a sentence each. */
export function overtakings(handovers: readonly Handover[]): readonly string[] {
  const orders = new Map(
    handovers.flatMap(({ what, run, order }) => (what === 'queued' ? [[run, order] as const] : [])),
  );
  let last = 0;
  return leaseTakings(handovers).flatMap(({ run, order: given }) => {
    const order = given ?? orders.get(run) ?? Number.NaN;
    // Who makes the lease anew finds nobody waiting; the count begins again.
    const isInTurn = order === 0 || order > last;
    const sentence = `run ${run ?? '?'} came as number ${order}, and had its turn after number ${last}`;
    last = order;
    return isInTurn ? [] : [sentence];
  });
}

const leaseTakings = (handovers: readonly Handover[]): readonly Handover[] =>
  handovers.filter(({ of, what }) => of === 'lease' && what === 'taken');

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
