/** An object as it stands in a bucket. */
export interface StoredObject {
  /** Undefined where only the head is kept (see `LocalS3Options.keepsBody`). */
  readonly content: Buffer | undefined;
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** What it is served with: content-type, cache-control, x-amz-meta-*; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** `x-amz-checksum-sha256` and the like, as they were sent. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch; S3 shows whole seconds. */
  readonly lastModified: number;
}

/** One change of a bucket, as it just happened. */
export interface ObjectChange {
  readonly bucket: string;
  readonly key: string;
  readonly kind: 'created' | 'overwritten' | 'deleted';
}

/** Called after every single change, with what the bucket then holds. What it throws is the listener's own business. */
export type ChangeListener = (change: ObjectChange, objects: ReadonlyMap<string, StoredObject>) => void;

/** The objects of one bucket, listed in the order S3 lists them in. */
export class Bucket {
  readonly name: string;
  readonly #objects = new Map<string, StoredObject>();
  readonly #changed: ChangeListener;
  #sorted: string[] | undefined;

  constructor(name: string, changed: ChangeListener) {
    this.name = name;
    this.#changed = changed;
  }

  get objects(): ReadonlyMap<string, StoredObject> {
    return this.#objects;
  }

  get(key: string): StoredObject | undefined {
    return this.#objects.get(key);
  }

  put(key: string, object: StoredObject): void {
    const kind = this.#objects.has(key) ? 'overwritten' : 'created';
    if (kind === 'created') this.#sorted = undefined;
    this.#objects.set(key, object);
    this.#changed({ bucket: this.name, key, kind }, this.#objects);
  }

  delete(key: string): void {
    if (!this.#objects.delete(key)) return;
    this.#sorted = undefined;
    this.#changed({ bucket: this.name, key, kind: 'deleted' }, this.#objects);
  }

  /** The keys that come after `key`, in order. */
  keysAfter(key: string): readonly string[] {
    this.#sorted ??= [...this.#objects.keys()].sort(byUtf8);
    let low = 0;
    for (let high = this.#sorted.length; low < high;) {
      const middle = (low + high) >> 1;
      if (byUtf8(this.#sorted[middle] ?? '', key) > 0) high = middle;
      else low = middle + 1;
    }
    return this.#sorted.slice(low);
  }
}

/**
 * Compares two keys by their bytes in UTF-8, as S3 orders them. JavaScript compares UTF-16 units, which puts an emoji
 * before U+FB01.
 */
export function byUtf8(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const difference = rank(one.charCodeAt(index)) - rank(other.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Surrogates stand for what lies above every other unit. */
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
