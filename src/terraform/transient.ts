import type { Clock } from '../platform/platform.ts';
import type { CommandOutcome } from './cli.ts';

/** The answer to who asks, or to what is asked: the same however often it is asked again. */
const PERMANENT =
  /AccessDenied|Unauthorized|not authorized|ExpiredToken|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|UnrecognizedClient|NoSuchBucket|ResourceNotFoundException/i;

/** As the AWS SDK for Go, Terraform's registry client and Go's own network errors spell what passes. */
const TRANSIENT = new RegExp(
  [
    // Throttled.
    'Throttl|ProvisionedThroughputExceeded|RequestLimitExceeded|TooManyRequests|Too Many Requests|SlowDown|Rate exceeded',
    // 5xx.
    'StatusCode: 5\\d\\d|(?:status|response)(?: code)?:? 5\\d\\d',
    'Service ?Unavailable|Internal ?Server ?Error|Bad Gateway|Gateway Time-?out|InternalError\\b',
    // The network.
    'connection reset|connection refused|broken pipe|unexpected EOF|: EOF\\b|i/o timeout|TLS handshake timeout',
    'Client\\.Timeout|context deadline exceeded|RequestError|RequestTimeout|request send failed',
    'Temporary failure in name resolution|server misbehaving|network is unreachable',
    'please try again later',
    // A lock that was gone when Terraform asked whose it is: its holder freed it in between.
    'ConditionalCheckFailed[^]*unexpected end of JSON input',
    'PreconditionFailed[^]*\\bGetObject\\b[^]*NoSuchKey',
  ].join('|'),
  'i',
);

/** Whether every error of a command is one that may be gone when it is run again. */
export function isTransient({ end, diagnostics, text }: CommandOutcome): boolean {
  if (end.exitCode === 0 || end.exitCode === null) return false;
  const errors = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ summary, detail }) => `${summary}\n${detail}`);
  // `state push`, and `init` of a Terraform that has no `init -json`, only print, and break lines where they are full.
  const told = errors.length > 0 ? errors : [text.join(' ').replaceAll(/\s+/g, ' ')];
  return told.every((error) => TRANSIENT.test(error) && !PERMANENT.test(error));
}

/** Milliseconds for which a throttled table, a broken endpoint or a registry that is down is tried again. */
export const TRANSIENT_PATIENCE = 5 * 60_000;

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** How long and how often something is tried again, on which clock, and what ends the wait. */
export interface RetryLimits {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds from the first try in which another one may begin. */
  readonly milliseconds: number;
  /** Tries in all; no limit unless given. */
  readonly tries?: number;
}

/**
 * Tries until `isWorthRepeating` says no, or a limit is reached, and resolves to the last result. The pauses double from
 * 1 to 30 s, each cut by a random half, so that runs which were throttled together don't come back together.
 */
export async function withRetries<T>(
  { clock, signal, milliseconds, tries = Infinity }: RetryLimits,
  attempt: () => Promise<T>,
  isWorthRepeating: (result: T) => boolean,
): Promise<T> {
  const deadline = clock.monotonic() + milliseconds;
  for (let number = 1, pause = FIRST_PAUSE; ; number += 1, pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const result = await attempt();
    if (number >= tries || !isWorthRepeating(result)) return result;
    const wait = pause * (0.5 + Math.random() / 2);
    if (clock.monotonic() + wait >= deadline) return result;
    await clock.sleep(wait, signal);
  }
}
