/** JavaScript's own order of texts, as of `Array.sort`. */
export const nativeOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** A list in order of its keys, each once. */
export interface SortedKeys {
  readonly size: number;
  readonly keyAt: (place: number) => string | undefined;
  /** The order, as of `Array.sort`. */
  readonly compare: (one: string, other: string) => number;
}

/**
 * Finds keys in a sorted list. In about the order of the keys a look takes one step; and unlike a map, that of a large site
 * takes no memory.
 */
export class SortedPlaces {
  readonly #keys: SortedKeys;
  /** Where the next key is probably found. */
  #next = 0;

  constructor(keys: SortedKeys) {
    this.#keys = keys;
  }

  /** Place of a key, from 0, or -1. */
  find(key: string): number {
    const { keyAt } = this.#keys;
    if (keyAt(this.#next) !== key) this.#next = this.#placeOf(key);
    return keyAt(this.#next) === key ? this.#next++ : -1;
  }

  /** Place of the first key that isn't before this one. */
  #placeOf(key: string): number {
    const { keyAt, compare, size } = this.#keys;
    const isBefore = (place: number): boolean => {
      const there = keyAt(place);
      return there !== undefined && compare(there, key) < 0;
    };
    // Most often the key would be just here.
    if (!isBefore(this.#next) && (this.#next === 0 || isBefore(this.#next - 1))) return this.#next;
    let [from, to] = [0, size];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isBefore(middle)) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
