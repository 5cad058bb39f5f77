import type { Clock } from '../../src/platform/platform.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/**
 * A clock for several who wait at once: time stands still while any of them has something to do, and then jumps to
 * the next who wakes. All of them must wait for nothing but this clock and what is in memory.
 */
export class VirtualClock implements Clock {
  readonly #start: number;
  readonly #sleepers: Sleeper[] = [];
  #passed = 0;
  #pumping = false;

  constructor(now = '2026-01-01T00:00:00Z') {
    this.#start = Date.parse(now);
  }

  now = (): number => this.#start + this.#passed;
  monotonic = (): number => this.#passed;

  sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const sleeper = { until: this.#passed + milliseconds, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#forget(sleeper);
        reject(signal.reason as Error);
      });
      this.#pump();
    });

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    // Microtasks run dry before this does: whoever could go on has gone on.
    setImmediate(() => {
      this.#pumping = false;
      const next = this.#sleepers.reduce<Sleeper | undefined>(
        (first, each) => (first === undefined || each.until < first.until ? each : first),
        undefined,
      );
      if (next === undefined) return;
      this.#forget(next);
      this.#passed = Math.max(this.#passed, next.until);
      next.wake();
      this.#pump();
    });
  }

  #forget(sleeper: Sleeper): void {
    const at = this.#sleepers.indexOf(sleeper);
    if (at >= 0) this.#sleepers.splice(at, 1);
  }
}
