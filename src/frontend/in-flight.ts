/** Requests that are in flight at once: the knee of what S3 and a runner bear (measured). The transport has as many. */
export const REQUESTS_AT_ONCE = 64;

/** How much is in flight at once, and what ends it early. */
export interface Bound<T> {
  readonly atOnce: number;
  /** Called before each item; throws to stop. */
  readonly check?: () => void;
  /** What an item takes of `room` while it is in flight. One that takes more than all of it has it for itself. */
  readonly size?: (item: T) => number;
  /** Bytes that may be in flight at once. */
  readonly room?: number;
}

/**
 * Works on every item, `atOnce` at a time and in order. After the first error no further item is begun, and the error is
 * thrown only once everything begun has ended: what writes must not go on behind the back of a caller that gave up (and
 * may have freed the lease by then), which is what `Promise.all` over a limiter does.
 */
export async function eachInFlight<T>(
  items: readonly T[],
  { atOnce, check, size = () => 0, room = Number.POSITIVE_INFINITY }: Bound<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const memory = new Room(room);
  let failed: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      if (failed !== undefined) return;
      const taken = size(item);
      if (!memory.take(taken)) await memory.wait(taken);
      try {
        if (failed !== undefined) return;
        check?.();
        await work(item);
      } catch (error) {
        failed ??= { error };
        return;
      } finally {
        memory.giveBack(taken);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  if (failed !== undefined) throw (failed as { readonly error: unknown }).error;
}

/** What may be in flight at once; whoever finds too little waits, first come, first served. */
class Room {
  readonly #all: number;
  readonly #waiting: { readonly taken: number; readonly enter: () => void }[] = [];
  #free: number;

  constructor(all: number) {
    this.#all = all;
    this.#free = all;
  }

  /** Whether it was there at once. */
  take(taken: number): boolean {
    if (this.#waiting.length > 0 || !this.#fits(taken)) return false;
    this.#free -= taken;
    return true;
  }

  wait(taken: number): Promise<void> {
    return new Promise((enter) => this.#waiting.push({ taken, enter }));
  }

  giveBack(taken: number): void {
    this.#free += taken;
    for (
      let [first] = this.#waiting;
      first !== undefined && this.#fits(first.taken);
      [first] = this.#waiting
    ) {
      this.#waiting.shift();
      this.#free -= first.taken;
      first.enter();
    }
  }

  #fits(taken: number): boolean {
    return taken <= this.#free || this.#free === this.#all;
  }
}
