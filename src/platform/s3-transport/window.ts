/** A place among the requests in flight. */
export interface Place {
  /** How many times the window had shrunk when the request began. */
  readonly epoch: number;
}

/** Requests in flight at most: more gains nothing even where the way to S3 is long (measured). */
export const WIDEST = 64;
const NARROWEST = 2;

/**
 * How many requests are in flight: all S3 bears. It halves when S3 says that it is too much, and widens by one with each
 * window that goes through, as TCP does. Without it, 64 requests that are told to slow down come back as 64 requests.
 */
export class Window {
  readonly #widest: number;
  readonly #waiting: (() => void)[] = [];
  #size: number;
  #inFlight = 0;
  #epoch = 0;

  constructor(widest = WIDEST) {
    this.#widest = widest;
    this.#size = widest;
  }

  /** Requests that may be in flight now. */
  get size(): number {
    return Math.floor(this.#size);
  }

  /** Waits for a place; first come, first served. */
  async enter(): Promise<Place> {
    if (this.#inFlight >= this.size || this.#waiting.length > 0) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#inFlight++;
    return { epoch: this.#epoch };
  }

  /** Gives a place back. A request that waits for its next try holds none. */
  leave({ epoch }: Place, outcome: 'went-through' | 'throttled' | 'failed'): void {
    if (outcome === 'went-through') this.#size = Math.min(this.#widest, this.#size + 1 / this.#size);
    // What began before the last cut was cut for already: one burst of refusals halves the window once.
    else if (outcome === 'throttled' && epoch === this.#epoch) {
      this.#size = Math.max(NARROWEST, this.#size / 2);
      this.#epoch++;
    }
    this.#inFlight--;
    while (this.#waiting.length > 0 && this.#inFlight < this.size) {
      this.#inFlight++;
      this.#waiting.shift()?.();
    }
  }
}
