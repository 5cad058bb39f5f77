import { SortedPlaces } from '../context/sorted-places.ts';

/** Looks up items by their key in a list that is sorted by it, as it almost always is: a copy is sorted where it isn't. */
export class SortedLookup<T> {
  readonly #items: readonly T[];
  readonly #places: SortedPlaces;

  /** @param compare the order of the list, as of `Array.sort` */
  constructor(
    items: readonly T[],
    { keyOf, compare }: { keyOf: (item: T) => string; compare: (one: string, other: string) => number },
  ) {
    const order = (one: T, other: T): number => compare(keyOf(one), keyOf(other));
    const isSorted = items.every((item, place) => place === 0 || order(items[place - 1] as T, item) < 0);
    const sorted = isSorted ? items : items.toSorted(order);
    const keyAt = (place: number): string | undefined => {
      const item = sorted[place];
      return item === undefined ? undefined : keyOf(item);
    };
    this.#items = sorted;
    this.#places = new SortedPlaces({ size: sorted.length, keyAt, compare });
  }

  /** The item with this key, or undefined. */
  find(key: string): T | undefined {
    return this.#items[this.#places.find(key)];
  }
}
