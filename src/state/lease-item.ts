import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { StateLocation } from '../context/deployment.ts';
import type { Run } from '../context/run.ts';

export type Item = Readonly<Record<string, AttributeValue>>;

/** How often a holder beats; it stands in the item, so that waiters of another version still judge rightly. */
export const BEAT_INTERVAL = 10_000;

/** A counter that stands still for this many of its intervals is at rest; whoever can't beat for so long must stop. */
export const BEATS_UNTIL_LOST = 6;

/** Within what time a waiter beats: it looks more often than that. */
export const WAITER_INTERVAL = 5_000;

/** Which item of which table is the lease, and who holds it. Plain data: the supervisor is started with it. */
export interface LeaseIdentity {
  readonly table: string;
  readonly region: string;
  /** `LockID` of the item: beside Terraform's own lock of the same state. */
  readonly id: string;
  /** Unique to this process's taking of the lease. */
  readonly holder: string;
}

/** The process behind a lease, as another process of the same machine could look for it. */
export interface HolderProcess {
  /** This boot of this kernel and its space of process ids: only in there does `pid` mean anything. */
  readonly machine: string;
  readonly pid: number;
  /**
   * `supervisor`: leader of the process group in which Terraform and its providers run too. `main`: what took the lease,
   * before its supervisor's first beat; until then nothing runs that would need the lease.
   */
  readonly role: 'main' | 'supervisor';
}

/** A holder that the lease was taken over from, as far as it tells whose an unsigned lock is. */
export interface Predecessor {
  /** Address of its run attempt. */
  readonly url: string;
  /** Name of its machine, as Terraform writes it into its locks. */
  readonly hostname: string;
  /** When it took the lease, and when it beat last: ISO 8601, UTC, by the clock of its machine. */
  readonly since: string;
  readonly beatAt: string;
  /** Milliseconds between beats. */
  readonly interval: number;
  readonly process?: HolderProcess;
}

/** Who holds the lease, as its item tells. */
export interface LeaseHolder extends Predecessor {
  readonly holder: string;
  readonly repository: string;
  readonly run: string;
  readonly attempt: number;
  readonly job: string;
  readonly host: string;
  readonly actor: string;
  readonly commit: string;
  readonly stage: string;
  /** Counts up while the holder is alive. */
  readonly beat: number;
  /** Those it took the lease over from, and they from others, the last one first. */
  readonly predecessors: readonly Predecessor[];
}

/** One who waits for the lease. */
export interface Waiter {
  readonly holder: string;
  /** The lower, the earlier it came. */
  readonly order: number;
  readonly beat: number;
  /** Milliseconds within which it beats. */
  readonly interval: number;
  readonly actor: string;
  readonly url: string;
}

/** The lease as its item tells: held or free, with those who wait, first come first. */
export interface Lease {
  readonly holder: LeaseHolder | undefined;
  readonly waiters: readonly Waiter[];
  /** The highest order ever given out; undefined in an item of a version that knew no queue. */
  readonly orders: number | undefined;
}

export const leaseId = (state: Pick<StateLocation, 'bucket' | 'key'>): string =>
  `${state.bucket}/${state.key}-lease`;

/** The attributes that make an item a held one: freeing takes them all away. */
export const HOLDER_ATTRIBUTES = [
  'Holder',
  'Repository',
  'Run',
  'Attempt',
  'Job',
  'Host',
  'Hostname',
  'Actor',
  'Commit',
  'Url',
  'Stage',
  'Since',
  'Beat',
  'BeatAt',
  'Interval',
  'Machine',
  'MainPid',
  'Pid',
  'Predecessors',
] as const;

/** How many of those before are remembered: each is a machine that was lost without a deploy that ended since. */
const MOST_PREDECESSORS = 5;

/** What the item says of a holder who has just taken the lease. */
export function holderAttributes(
  holder: string,
  run: Run,
  {
    stage,
    now,
    process,
    from,
  }: {
    readonly stage: string;
    readonly now: number;
    /** The process that takes it. */
    readonly process?: HolderProcess | undefined;
    /** Whom it is taken over from. */
    readonly from?: LeaseHolder | undefined;
  },
): Item {
  const time = new Date(now).toISOString();
  return {
    Holder: { S: holder },
    Repository: { S: run.repository },
    Run: { S: run.id },
    Attempt: { N: String(run.attempt) },
    Job: { S: run.job },
    Host: { S: run.host },
    Hostname: { S: run.hostname },
    Actor: { S: run.actor },
    Commit: { S: run.commit },
    Url: { S: run.url },
    Stage: { S: stage },
    Since: { S: time },
    Beat: { N: '0' },
    BeatAt: { S: time },
    Interval: { N: String(BEAT_INTERVAL) },
    ...processAttributes(process),
    ...(from === undefined ? {} : { Predecessors: { L: successionOf(from).map(predecessorAttribute) } }),
  };
}

/** What the item says of a process. */
export function processAttributes(process: HolderProcess | undefined): Item {
  if (process === undefined) return {};
  const pid = { N: String(process.pid) };
  return { Machine: { S: process.machine }, ...(process.role === 'main' ? { MainPid: pid } : { Pid: pid }) };
}

/** A holder that is over and those before it, the last one first. */
export const successionOf = (from: LeaseHolder): readonly Predecessor[] =>
  [from, ...from.predecessors].slice(0, MOST_PREDECESSORS);

const predecessorAttribute = (one: Predecessor): AttributeValue => ({
  M: {
    Url: { S: one.url },
    Hostname: { S: one.hostname },
    Since: { S: one.since },
    BeatAt: { S: one.beatAt },
    Interval: { N: String(one.interval) },
    ...processAttributes(one.process),
  },
});

export const waiterAttribute = (run: Run, order: number): AttributeValue => ({
  M: {
    Order: { N: String(order) },
    Beat: { N: '0' },
    Interval: { N: String(WAITER_INTERVAL) },
    Actor: { S: run.actor },
    Url: { S: run.url },
  },
});

/** Reads a lease item. */
export function readLeaseItem(item: Item): Lease {
  const waiters = Object.entries(item['Waiters']?.M ?? {}).map(([holder, waiter]) =>
    readWaiter(holder, waiter.M ?? {}),
  );
  const orders = item['Orders']?.N;
  return {
    holder: item['Holder'] === undefined ? undefined : readHolder(item),
    waiters: waiters.toSorted((a, b) => a.order - b.order || (a.holder < b.holder ? -1 : 1)),
    orders: item['Waiters'] === undefined || orders === undefined ? undefined : Number(orders),
  };
}

/** Reads the holder of a lease item; what an older version left out reads as unknown. */
export function readHolder(item: Item): LeaseHolder {
  const text = (name: string): string => item[name]?.S ?? 'unknown';
  return {
    ...readPredecessor(item),
    holder: text('Holder'),
    repository: text('Repository'),
    run: text('Run'),
    attempt: number(item['Attempt'], 1),
    job: text('Job'),
    host: text('Host'),
    actor: text('Actor'),
    commit: text('Commit'),
    stage: text('Stage'),
    beat: number(item['Beat'], 0),
    predecessors: (item['Predecessors']?.L ?? []).map((each) => readPredecessor(each.M ?? {})),
  };
}

function readPredecessor(item: Item): Predecessor {
  const text = (name: string): string => item[name]?.S ?? 'unknown';
  const process = readProcess(item);
  return {
    url: text('Url'),
    hostname: text('Hostname'),
    since: text('Since'),
    beatAt: text('BeatAt'),
    interval: interval(item['Interval'], BEAT_INTERVAL),
    ...(process === undefined ? {} : { process }),
  };
}

function readProcess({ Machine: machine, MainPid: main, Pid: supervisor }: Item): HolderProcess | undefined {
  if (!machine?.S) return undefined;
  if (supervisor?.N) return { machine: machine.S, pid: Number(supervisor.N), role: 'supervisor' };
  return main?.N ? { machine: machine.S, pid: Number(main.N), role: 'main' } : undefined;
}

const readWaiter = (holder: string, waiter: Item): Waiter => ({
  holder,
  order: number(waiter['Order'], 0),
  beat: number(waiter['Beat'], 0),
  interval: interval(waiter['Interval'], WAITER_INTERVAL),
  actor: waiter['Actor']?.S ?? 'unknown',
  url: waiter['Url']?.S ?? 'unknown',
});

const number = (value: AttributeValue | undefined, otherwise: number): number => {
  const found = Number(value?.N ?? otherwise);
  return Number.isFinite(found) ? found : otherwise;
};

/** An interval of nothing would make a holder look at rest at once. */
const interval = (value: AttributeValue | undefined, otherwise: number): number =>
  Math.max(1_000, number(value, otherwise));

/** One line about a holder: who, doing what, since when, with a link. */
export const describeHolder = (holder: LeaseHolder): string =>
  `run ${holder.run} (attempt ${holder.attempt}) by ${holder.actor} at ${holder.commit.slice(0, 7)}, in stage ` +
  `${holder.stage}, since ${holder.since}: ${holder.url}`;
