/** Why a request is worth another try. */
export type Trouble = 'throttled' | 'transient';

/** What became of a request that did not succeed. */
export interface Outcome {
  /** HTTP status; undefined: no answer came. */
  readonly status?: number | undefined;
  /** AWS's name of the error, `SlowDown`; or Node's, `ECONNRESET`. */
  readonly code: string;
}

const THROTTLED: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'ServiceUnavailable',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** 400 RequestTimeout is S3's word for a body that stopped coming: a fault of the network. */
const TRANSIENT: ReadonlySet<string> = new Set([
  'InternalError',
  'RequestTimeout',
  'RequestTimeoutException',
]);

const NETWORK: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Whether a request is worth another try, and why; undefined: its failure is final. As the SDK's standard mode decides. */
export function troubleOf({ status, code }: Outcome): Trouble | undefined {
  if (status === undefined) return NETWORK.has(code) ? 'transient' : undefined;
  if (status === 429 || status === 503 || THROTTLED.has(code)) return 'throttled';
  return [500, 502, 504].includes(status) || TRANSIENT.has(code) ? 'transient' : undefined;
}

const LONGEST_WAIT = 20_000;
const FIRST_WAIT: Readonly<Record<Trouble, number>> = { transient: 100, throttled: 500 };

/**
 * Milliseconds until the next try: exponential, with full jitter, so that those that failed together don't return
 * together.
 *
 * @param attempt the one that failed; the first is 1
 * @param random from 0 up to 1
 * @param retryAfter what the answer asks for, in seconds; at most `LONGEST_WAIT` of it is honoured
 */
export function waitBefore(
  trouble: Trouble,
  { attempt, random, retryAfter }: { attempt: number; random: number; retryAfter?: string | undefined },
): number {
  const jittered = random * Math.min(FIRST_WAIT[trouble] * 2 ** (attempt - 1), LONGEST_WAIT);
  const asked = Number(retryAfter) * 1000;
  return Math.max(jittered, Number.isFinite(asked) ? Math.min(asked, LONGEST_WAIT) : 0);
}
