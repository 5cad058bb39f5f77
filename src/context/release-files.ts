import { FilePool } from './file-pool.ts';
import type { PublishedFile } from './release.ts';
import { SortedPlaces, nativeOrder } from './sorted-places.ts';

/** What a release has that a newer one doesn't have just so. Keys in order. */
export interface FileDifference {
  /** Places in the older release of files that the newer one has otherwise, or not at all. */
  readonly has: readonly number[];
  /** Keys that only the newer one has. */
  readonly lacks: readonly string[];
}

/**
 * The files of a release, in JavaScript's order of their keys, held so that those of several releases which have most in
 * common take little more memory than one. Looking up keys in this order is fastest.
 */
export class ReleaseFiles implements ReadonlyMap<string, PublishedFile> {
  readonly pool: FilePool;
  /** In order, each once. */
  private readonly sorted: readonly string[];
  /** Number in the pool of the file of each key. */
  private readonly numbers: Uint32Array;
  private readonly places: SortedPlaces;

  /** @param keys in order, each once */
  constructor(pool: FilePool, keys: readonly string[], numbers: Uint32Array) {
    this.pool = pool;
    this.sorted = keys;
    this.numbers = numbers;
    this.places = new SortedPlaces({
      size: keys.length,
      keyAt: (place) => keys[place],
      compare: nativeOrder,
    });
  }

  /** @param like a release that has most of these files: what is the same is held once */
  static of(
    files: Iterable<readonly [string, PublishedFile]>,
    like?: ReadonlyMap<string, PublishedFile>,
  ): ReleaseFiles {
    if (files instanceof ReleaseFiles) return files;
    const entries = inOrder(files);
    return ReleaseFiles.inOrder(entries, { count: entries.length, like });
  }

  /** The same for `count` files that come in the order of their keys, each once. */
  static inOrder(
    files: Iterable<readonly [string, PublishedFile]>,
    {
      count,
      like,
    }: { readonly count: number; readonly like?: ReadonlyMap<string, PublishedFile> | undefined },
  ): ReleaseFiles {
    const known = like instanceof ReleaseFiles ? like : undefined;
    const pool = known?.pool ?? new FilePool(count);
    const merged = new MergedFiles(count);
    for (const [key, file] of files) {
      const place = known?.places.find(key) ?? -1;
      const number = known?.numbers[place];
      // Not an equal key, but the very same string.
      const same = known?.sorted[place] ?? key;
      merged.push(same, number !== undefined && pool.is(number, file) ? number : pool.add(file));
    }
    return merged.of(pool);
  }

  get size(): number {
    return this.sorted.length;
  }

  get(key: string): PublishedFile | undefined {
    const number = this.numbers[this.places.find(key)];
    return number === undefined ? undefined : this.pool.at(number);
  }

  has(key: string): boolean {
    return this.places.find(key) >= 0;
  }

  keys(): ArrayIterator<string> {
    return this.sorted.values();
  }

  *values(): Generator<PublishedFile, undefined> {
    for (const number of this.numbers) yield this.pool.at(number);
  }

  *entries(): Generator<[string, PublishedFile], undefined> {
    for (const [place, key] of this.sorted.entries()) yield [key, this.pool.at(this.numbers[place] ?? 0)];
  }

  [Symbol.iterator](): Generator<[string, PublishedFile], undefined> {
    return this.entries();
  }

  forEach(each: (file: PublishedFile, key: string, files: ReadonlyMap<string, PublishedFile>) => void): void {
    for (const [key, file] of this) each(file, key, this);
  }

  /** Key of the file at a place, from 0. */
  keyAt(place: number): string {
    return this.sorted[place] ?? '';
  }

  /** Number in the pool of the file at a place, from 0. */
  numberAt(place: number): number {
    return this.numbers[place] ?? 0;
  }

  /** Those of the files whose key is wanted. */
  only(isWanted: (key: string) => boolean): ReleaseFiles {
    const places = [...this.sorted.keys()].filter((place) => isWanted(this.keyAt(place)));
    return new ReleaseFiles(
      this.pool,
      places.map((place) => this.keyAt(place)),
      Uint32Array.from(places, (place) => this.numberAt(place)),
    );
  }

  /** SHA-256 of each content that is in a pack, and its name: the others are not even looked at. */
  *packed(): Generator<readonly [sha256: string, pack: string], undefined> {
    for (const number of this.numbers) {
      const pack = this.pool.pack(number);
      if (pack !== undefined) yield [this.pool.sha256(number), pack];
    }
  }

  /** These files with others in place of those of the same keys, or beside them. */
  with(changed: ReadonlyMap<string, PublishedFile>): ReleaseFiles {
    if (changed.size === 0) return this;
    const additions = inOrder(changed);
    const merged = new MergedFiles(this.size + changed.size);
    let place = 0;
    for (const [key, file] of additions) {
      for (; place < this.size && this.keyAt(place) < key; place += 1)
        merged.push(this.keyAt(place), this.numberAt(place));
      const isReplaced = this.keyAt(place) === key && place < this.size;
      merged.push(isReplaced ? this.keyAt(place) : key, this.pool.add(file));
      if (isReplaced) place += 1;
    }
    for (; place < this.size; place += 1) merged.push(this.keyAt(place), this.numberAt(place));
    return merged.of(this.pool);
  }

  /** What these files of an older release have otherwise than a newer one. */
  differenceTo(newer: ReleaseFiles): FileDifference {
    const has: number[] = [];
    const lacks: string[] = [];
    let there = 0;
    for (const [place, key] of this.sorted.entries()) {
      for (; there < newer.size && newer.keyAt(there) < key; there += 1) lacks.push(newer.keyAt(there));
      const isThere = there < newer.size && newer.keyAt(there) === key;
      if (!isThere || !this.pool.isSame(this.numberAt(place), newer.pool, newer.numberAt(there)))
        has.push(place);
      if (isThere) there += 1;
    }
    for (; there < newer.size; there += 1) lacks.push(newer.keyAt(there));
    return { has, lacks };
  }
}

/** Files of a release, gathered in the order of their keys. */
export class MergedFiles {
  private readonly keys: string[] = [];
  private readonly numbers: Uint32Array;

  /** @param most how many there can be */
  constructor(most: number) {
    this.numbers = new Uint32Array(most);
  }

  push(key: string, number: number): void {
    this.numbers[this.keys.length] = number;
    this.keys.push(key);
  }

  of(pool: FilePool): ReleaseFiles {
    const { keys, numbers } = this;
    return new ReleaseFiles(
      pool,
      keys,
      keys.length === numbers.length ? numbers : numbers.slice(0, keys.length),
    );
  }
}

function inOrder(
  files: Iterable<readonly [string, PublishedFile]>,
): readonly (readonly [string, PublishedFile])[] {
  const entries = [...files];
  return entries.sort(([one], [other]) => nativeOrder(one, other));
}
