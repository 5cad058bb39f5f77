import type { StateLocation } from '../context/deployment.ts';
import type { Proof } from '../context/run-status.ts';
import type { Run } from '../context/run.ts';
import { Failure } from '../errors.ts';
import type { DynamoDbApi } from '../platform/aws.ts';
import type { Clock } from '../platform/platform.ts';
import type { Prove } from './holder-proof.ts';
import { inProgress, notTakeable, queueInTheWay } from './lease-failures.ts';
import {
  type HolderProcess,
  type Item,
  type Lease,
  type LeaseHolder,
  type LeaseIdentity,
  holderAttributes,
  leaseId,
  readLeaseItem,
} from './lease-item.ts';
import {
  type WriteOutcome,
  deleteHeld,
  deleteQueue,
  writeFreed,
  writeHolderBeat,
  writeLeft,
  writeNew,
  writeTaken,
  writeWaiter,
  writeWaiterBeat,
} from './lease-writes.ts';
import { StillWatch } from './still-watch.ts';

export {
  BEATS_UNTIL_LOST,
  BEAT_INTERVAL,
  type HolderProcess,
  type Lease,
  type LeaseHolder,
  type LeaseIdentity,
  type Waiter,
  describeHolder,
  leaseId,
  readHolder,
  readLeaseItem,
} from './lease-item.ts';

/** How often a waiter looks: the next in turn loses no time once the lease is free, the others spare the table. */
const LOOK_INTERVAL = { next: 1_000, others: 3_000 } as const;

/** How often a holder whose beat stands still is asked about: GitHub's limit of requests is the repository's. */
const PROOF_INTERVAL = 30_000;

/** A lease that was taken. */
export interface TakenLease {
  readonly lease: LeaseIdentity;
  /** Milliseconds. */
  readonly waited: number;
  /** Whose it was, where it was taken over, and by what proof. */
  readonly takenOver?: { readonly from: LeaseHolder; readonly why: string };
}

export interface LeaseWish {
  /** Unique to this taking. */
  readonly holder: string;
  readonly stage: string;
  /** Milliseconds to wait in all. */
  readonly patience: number;
  /** Told whenever the holder, its stage or the own place in the queue (1: the next) changes. */
  readonly onWait: (holder: LeaseHolder, waited: number, position: number) => void;
  /** This process, so that others on its machine can tell whether it is gone. */
  readonly process?: HolderProcess | undefined;
  /** Finds out whether a holder that no longer beats is over; without it none is ever taken over from. */
  readonly prove?: Prove;
  /**
   * Whether a holder was a process of this very machine and is gone with all it started: its beat can't go on then, and
   * need not be watched standing still.
   */
  readonly isGone?: (holder: LeaseHolder) => boolean;
  readonly signal?: AbortSignal;
}

/**
 * Takes the lease of this state: at once if it is free, else in turn. First come, first served.
 *
 * One item holds holder and queue, and every step from one form of it to the next is one conditional write; whoever
 * loses a race sees what is there now and decides again:
 *
 *     absent             -> held                if there is no item
 *     held               -> held, queue longer  a waiter joins, if no other did since it looked
 *     held               -> absent              the holder frees it, if nobody waits
 *     held               -> free with a queue   the holder frees it, if somebody waits
 *     free with a queue  -> held                the first takes it, if there is still no holder
 *     held, at rest      -> held                the first takes it over, if holder and beat are still as judged
 *     any, with a queue  -> queue shorter       a waiter leaves; the last one of a free lease deletes the item
 *
 * Everybody who waits beats in the same call that looks. "First" is who has no one before it but those whose beat stood
 * still for six of their intervals on the own clock; they leave by the write that takes the lease, which fails if one
 * of them has beaten since. A waiter that was dropped and is alive after all joins again, at the end. A holder is taken
 * over from only if its beat stood still as long, and there is proof that it is over; at once if its process is known to be
 * gone.
 *
 * Items of versions without a queue get one when somebody waits; such a version frees by deleting the item, and those
 * who waited race for it and queue again.
 *
 * @throws Failure `DEPLOY_IN_PROGRESS` naming the holder, when the lease is not ours in time, and, where its beat stood
 * still, why that was not enough.
 */
export async function takeLease(
  ports: { readonly dynamodb: DynamoDbApi; readonly clock: Clock },
  state: StateLocation,
  run: Run,
  options: LeaseWish,
): Promise<TakenLease> {
  const lease = leaseIdentity(state, options.holder);
  const turn = new Turn(ports, lease, run, options);
  try {
    return await turn.take();
  } catch (error) {
    await turn.leave().catch(() => {});
    throw error instanceof Failure ? error : notTakeable(error, state);
  }
}

/** The lease of a state, as this holder takes it. */
export const leaseIdentity = (state: StateLocation, holder: string): LeaseIdentity => ({
  table: state.lockTable,
  region: state.region,
  id: leaseId(state),
  holder,
});

/** One process's turn at the lease. */
class Turn {
  readonly #dynamodb: DynamoDbApi;
  readonly #clock: Clock;
  readonly #lease: LeaseIdentity;
  readonly #run: Run;
  readonly #wish: LeaseWish;
  readonly #start: number;
  readonly #still: StillWatch;
  #queued = false;
  #shown = '';
  #proof: { readonly of: string; readonly at: number; readonly proof: Proof } | undefined;

  constructor(
    ports: { readonly dynamodb: DynamoDbApi; readonly clock: Clock },
    lease: LeaseIdentity,
    run: Run,
    wish: LeaseWish,
  ) {
    this.#dynamodb = ports.dynamodb;
    this.#clock = ports.clock;
    this.#lease = lease;
    this.#run = run;
    this.#wish = wish;
    this.#start = ports.clock.monotonic();
    this.#still = new StillWatch(ports.clock);
  }

  async take(): Promise<TakenLease> {
    let found = leaseOf(await writeNew(this.#dynamodb, this.#lease, this.#attributes()));
    for (;;) {
      // The SDK tries again after a lost reply, and then meets what it has written itself.
      if (found?.holder?.holder === this.#lease.holder) return { lease: this.#lease, waited: this.#waited };
      if (found === undefined) {
        found = leaseOf(await writeNew(this.#dynamodb, this.#lease, this.#attributes()));
        continue;
      }
      this.#still.see(found);
      const claim = await this.#claim(found);
      if (claim !== undefined) {
        const outcome = await writeTaken(this.#dynamodb, this.#lease, {
          ...claim,
          holder: this.#attributes(claim.from),
        });
        if (outcome.written) return this.#taken(claim);
        found = leaseOf(outcome);
        continue;
      }
      if (this.#waited >= this.#wish.patience) throw this.#inProgress(found);
      if (this.#place(found) === undefined) {
        this.#queued = true;
        const { orders } = found;
        found = leaseOf(await writeWaiter(this.#dynamodb, this.#lease, { run: this.#run, orders }));
        continue;
      }
      this.#tell(found);
      const interval = this.#place(found) === 1 ? LOOK_INTERVAL.next : LOOK_INTERVAL.others;
      await this.#clock.sleep(Math.min(interval, this.#wish.patience - this.#waited), this.#wish.signal);
      found = leaseOf(await writeWaiterBeat(this.#dynamodb, this.#lease));
    }
  }

  /** Leaves the queue, if it was ever joined. */
  async leave(): Promise<void> {
    if (this.#queued) await leaveQueue(this.#dynamodb, this.#lease);
  }

  get #waited(): number {
    return this.#clock.monotonic() - this.#start;
  }

  #attributes(from?: LeaseHolder): Item {
    const { stage, holder, process } = this.#wish;
    return holderAttributes(holder, this.#run, { stage, now: this.#clock.now(), process, from });
  }

  /** What may be taken now: the lease is free, or its holder proven over, and nobody alive is before us. */
  async #claim(found: Lease): Promise<Claim | undefined> {
    if (this.#place(found) !== 1) return undefined;
    const own = found.waiters.findIndex(({ holder }) => holder === this.#lease.holder);
    const vanished = found.waiters.slice(0, own);
    const { holder: from } = found;
    if (from === undefined) return { from, vanished };
    const gone = this.#wish.isGone?.(from) === true;
    if (gone) return { from, vanished, why: 'its process on this machine is gone' };
    if (!this.#still.hasStopped(from)) return undefined;
    const proof = await this.#prove(from);
    return proof?.verdict === 'over' ? { from, vanished, why: proof.why } : undefined;
  }

  async #prove(from: LeaseHolder): Promise<Proof | undefined> {
    const of = `${from.holder} ${from.beat}`;
    const now = this.#clock.monotonic();
    if (this.#proof?.of !== of || now - this.#proof.at >= PROOF_INTERVAL) {
      const proof = await this.#wish.prove?.(from);
      this.#proof = proof && { of, at: now, proof };
    }
    return this.#proof?.proof;
  }

  #taken({ from, why = '' }: Claim): TakenLease {
    const taken = { lease: this.#lease, waited: this.#waited };
    return from === undefined ? taken : { ...taken, takenOver: { from, why } };
  }

  /** Place in the queue, the vanished not counted: 1 is the next. Undefined: not in it. */
  #place({ waiters }: Lease): number | undefined {
    const own = waiters.findIndex(({ holder }) => holder === this.#lease.holder);
    if (own < 0) return undefined;
    return 1 + waiters.slice(0, own).filter((waiter) => !this.#still.hasStopped(waiter)).length;
  }

  #tell(found: Lease): void {
    const place = this.#place(found);
    if (found.holder === undefined || place === undefined) return;
    const shown = `${found.holder.holder} ${found.holder.stage} ${place}`;
    if (shown !== this.#shown) this.#wish.onWait(found.holder, this.#waited, place);
    this.#shown = shown;
  }

  #inProgress(found: Lease): Failure {
    const { holder } = found;
    if (holder === undefined) return queueInTheWay(found, this.#waited);
    const why = this.#still.hasStopped(holder)
      ? (this.#proof?.proof.why ?? 'it was not asked whether its run is over')
      : undefined;
    return inProgress(this.#lease, holder, { waited: this.#waited, why });
  }
}

/** What the first in the queue may take. */
interface Claim {
  readonly from: LeaseHolder | undefined;
  readonly vanished: Lease['waiters'];
  readonly why?: string;
}

const leaseOf = ({ item }: WriteOutcome): Lease | undefined =>
  item === undefined ? undefined : readLeaseItem(item);

const isQueued = (outcome: WriteOutcome, lease: LeaseIdentity): boolean =>
  leaseOf(outcome)?.waiters.some(({ holder }) => holder === lease.holder) ?? false;

/** The lease as it is now; undefined: nobody holds it or waits for it. */
export async function readLease(dynamodb: DynamoDbApi, state: StateLocation): Promise<Lease | undefined> {
  const { Item } = await dynamodb.getItem({
    TableName: state.lockTable,
    Key: { LockID: { S: leaseId(state) } },
    ConsistentRead: true,
  });
  return Item === undefined ? undefined : readLeaseItem(Item);
}

/**
 * Beats once, showing the stage.
 *
 * @param ports `clock`: the holder's own; nobody compares its time with that of another machine
 * @returns false when the lease is no longer this holder's; rejects when it can't be known.
 */
export async function beat(
  { dynamodb, clock }: { readonly dynamodb: DynamoDbApi; readonly clock: Pick<Clock, 'now'> },
  lease: LeaseIdentity,
  beaten: {
    readonly stage: string;
    /** Ends the call, retries included. */
    readonly deadline: AbortSignal;
    /** The supervisor, so that others on its machine can tell whether it is gone. */
    readonly process?: HolderProcess | undefined;
  },
): Promise<boolean> {
  return (await writeHolderBeat(dynamodb, lease, { ...beaten, now: clock.now() })).written;
}

/** Frees the lease if it is still this holder's, for the first who waits; another's stays. Safe to call again. */
export async function freeLease(dynamodb: DynamoDbApi, lease: LeaseIdentity): Promise<void> {
  for (;;) {
    const deleted = await deleteHeld(dynamodb, lease);
    if (deleted.written || leaseOf(deleted)?.holder?.holder !== lease.holder) return;
    const freed = await writeFreed(dynamodb, lease);
    if (freed.written || leaseOf(freed)?.holder?.holder !== lease.holder) return;
  }
}

/** Leaves the queue, if this holder is in it. Safe to call again. */
export async function leaveQueue(dynamodb: DynamoDbApi, lease: LeaseIdentity): Promise<void> {
  for (;;) {
    const left = await writeLeft(dynamodb, lease);
    if (left.written || !isQueued(left, lease)) return;
    const deleted = await deleteQueue(dynamodb, lease);
    if (deleted.written || !isQueued(deleted, lease)) return;
  }
}
