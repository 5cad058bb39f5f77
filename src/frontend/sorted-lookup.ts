/**
 * Looks up items by their key in a list that is sorted by it, as it almost always is: a copy is sorted where it isn't. In
 * about the order of the keys a look takes one step; and unlike a map, that of a large site takes no memory.
 */
export class SortedLookup<T> {
  readonly #items: readonly T[];
  readonly #keyOf: (item: T) => string;
  readonly #compare: (one: string, other: string) => number;
  /** Where the next key is probably found. */
  #next = 0;

  /** @param compare the order of the list, as of `Array.sort` */
  constructor(
    items: readonly T[],
    { keyOf, compare }: { keyOf: (item: T) => string; compare: (one: string, other: string) => number },
  ) {
    const order = (one: T, other: T): number => compare(keyOf(one), keyOf(other));
    const isSorted = items.every((item, place) => place === 0 || order(items[place - 1] as T, item) < 0);
    this.#items = isSorted ? items : items.toSorted(order);
    this.#keyOf = keyOf;
    this.#compare = compare;
  }

  /** The item with this key, or undefined. */
  find(key: string): T | undefined {
    if (this.#keyAt(this.#next) !== key) this.#next = this.#placeOf(key);
    return this.#keyAt(this.#next) === key ? this.#items[this.#next++] : undefined;
  }

  #keyAt(place: number): string | undefined {
    const item = this.#items[place];
    return item === undefined ? undefined : this.#keyOf(item);
  }

  /** Place of the first item whose key isn't before this one. */
  #placeOf(key: string): number {
    const isBefore = (place: number): boolean => {
      const there = this.#keyAt(place);
      return there !== undefined && this.#compare(there, key) < 0;
    };
    // Most often the key would be just here.
    if (!isBefore(this.#next) && (this.#next === 0 || isBefore(this.#next - 1))) return this.#next;
    let [from, to] = [0, this.#items.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isBefore(middle)) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
