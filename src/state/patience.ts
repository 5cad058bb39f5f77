import type { Clock } from '../platform/platform.ts';

/** How long something may take on which clock, and what ends the wait. */
export interface Patience {
  readonly clock: Clock;
  readonly abort?: AbortSignal | undefined;
}

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;

/**
 * Tries until `attempt` gives something or `milliseconds` have passed, which gives undefined. The pauses double from
 * 50 ms to 2 s, each cut by a random half, so that runs that started together don't stay in step.
 */
export async function tryUntil<T>(
  milliseconds: number,
  { clock, abort }: Patience,
  attempt: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const deadline = clock.monotonic() + milliseconds;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    abort?.throwIfAborted();
    const result = await attempt();
    if (result !== undefined) return result;
    if (clock.monotonic() >= deadline) return undefined;
    await clock.sleep(pause * (0.5 + Math.random() / 2), abort);
  }
}
