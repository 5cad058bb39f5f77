import type { Clock } from '../platform/platform.ts';
import { BEATS_UNTIL_LOST, type Lease } from './lease-item.ts';

/** Whoever beats: a holder or a waiter. */
interface Beating {
  readonly holder: string;
  readonly beat: number;
  /** Milliseconds between beats. */
  readonly interval: number;
}

/**
 * Watches counters, and tells whose stands still: on the observer's own clock, since no two machines agree about the
 * time. What was never seen before has not stopped.
 */
export class StillWatch {
  readonly #clock: Pick<Clock, 'monotonic'>;
  #seen: ReadonlyMap<string, { readonly beat: number; readonly since: number }> = new Map();

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  see({ holder, waiters }: Lease): void {
    const now = this.#clock.monotonic();
    const all: readonly Beating[] = holder === undefined ? waiters : [holder, ...waiters];
    this.#seen = new Map(
      all.map((each) => {
        const before = this.#seen.get(each.holder);
        return [each.holder, before?.beat === each.beat ? before : { beat: each.beat, since: now }];
      }),
    );
  }

  /** Whether the counter stood still for six of its intervals. */
  hasStopped({ holder, beat, interval }: Beating): boolean {
    const seen = this.#seen.get(holder);
    if (seen === undefined || seen.beat !== beat) return false;
    return this.#clock.monotonic() - seen.since >= BEATS_UNTIL_LOST * interval;
  }
}
