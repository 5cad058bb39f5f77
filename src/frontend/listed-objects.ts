import type { SiteObject } from './site-object.ts';

/** Bytes of an MD5, which most ETags are. */
const MD5 = 16;
const HEX_MD5 = /^[0-9a-f]{32}$/;

/**
 * Objects of a page of a listing, what is said of them held in columns: with texts and numbers of their own they would
 * take three times the memory, which is 6 MB for a site of 50,000 files.
 */
export class ListedObjects {
  readonly #md5s: Buffer;
  /** ETags that are no MD5. */
  readonly #opaque = new Map<number, string>();
  readonly #sizes: Float64Array;
  readonly #times: Float64Array;
  #length = 0;

  /** @param most how many there can be */
  constructor(most: number) {
    this.#md5s = Buffer.alloc(MD5 * most);
    this.#sizes = new Float64Array(most);
    this.#times = new Float64Array(most);
  }

  /** The same object, held here. */
  add({ key, etag, size, lastModified }: SiteObject): SiteObject {
    const place = this.#length++;
    if (HEX_MD5.test(etag)) this.#md5s.write(etag, place * MD5, MD5, 'hex');
    else this.#opaque.set(place, etag);
    this.#sizes[place] = size;
    this.#times[place] = lastModified;
    return new ListedObject(key, place, this);
  }

  etag(place: number): string {
    return this.#opaque.get(place) ?? this.#md5s.toString('hex', place * MD5, (place + 1) * MD5);
  }

  size(place: number): number {
    return this.#sizes[place] ?? 0;
  }

  lastModified(place: number): number {
    return this.#times[place] ?? 0;
  }
}

class ListedObject implements SiteObject {
  readonly key: string;
  readonly #place: number;
  readonly #page: ListedObjects;

  constructor(key: string, place: number, page: ListedObjects) {
    this.key = key;
    this.#place = place;
    this.#page = page;
  }

  get etag(): string {
    return this.#page.etag(this.#place);
  }

  get size(): number {
    return this.#page.size(this.#place);
  }

  get lastModified(): number {
    return this.#page.lastModified(this.#place);
  }
}
