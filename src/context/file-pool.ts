import { Failure } from '../errors.ts';
import { HEADER_FIELDS, type PublishedFile, type SiteHeaders, sameHeaders } from './release.ts';

/** Bytes of a SHA-256, and of an MD5. */
const SHA256 = 32;
const MD5 = 16;
const HASHES = SHA256 + MD5;

const HEX_SHA256 = /^[0-9a-f]{64}$/;
const HEX_MD5 = /^[0-9a-f]{32}$/;

/** A file as the text of a release record spells it. */
export interface SpelledFile {
  /** Base64url, without padding. */
  readonly sha256: string;
  /** Base64url of the MD5 that most ETags are; otherwise undefined. */
  readonly md5: string | undefined;
  /** The ETag where it is no MD5. */
  readonly opaque: string | undefined;
  readonly headers: SiteHeaders;
  readonly pack: string | undefined;
}

/**
 * Files of releases, 52 bytes each: a site of 50,000 of them, recorded four times, would otherwise take a third of all
 * memory that publishing it may take. Files are only ever added, and then known by their number; releases that have a file
 * in common have its number in common.
 */
export class FilePool {
  /** SHA-256 and MD5 of each file, one after the other. */
  private hashes: Buffer;
  /** Which of `headerSets` each has. */
  private headers: Uint32Array;
  private readonly headerSets: SiteHeaders[] = [];
  private readonly headerNumbers = new Map<string, number>();
  /** ETags that are no MD5. */
  private readonly opaque = new Map<number, string>();
  private readonly packs = new Map<number, string>();
  private length = 0;

  /** @param expected how many files there will be, about */
  constructor(expected: number) {
    this.hashes = Buffer.alloc(HASHES * expected);
    this.headers = new Uint32Array(expected);
  }

  /** Adds a file, and returns its number. */
  add({ sha256, etag, headers, pack }: PublishedFile): number {
    if (!HEX_SHA256.test(sha256)) throw noHash(sha256);
    const file = this.append(headers, pack);
    this.hashes.write(sha256, file * HASHES, SHA256, 'hex');
    if (HEX_MD5.test(etag)) this.hashes.write(etag, file * HASHES + SHA256, MD5, 'hex');
    else this.opaque.set(file, etag);
    return file;
  }

  /** Adds a file whose hashes are known to be well spelled, and returns its number. */
  addSpelled({ sha256, md5, opaque, headers, pack }: SpelledFile): number {
    const file = this.append(headers, pack);
    this.hashes.write(sha256, file * HASHES, SHA256, 'base64url');
    if (md5 !== undefined) this.hashes.write(md5, file * HASHES + SHA256, MD5, 'base64url');
    else if (opaque !== undefined) this.opaque.set(file, opaque);
    return file;
  }

  at(file: number): PublishedFile {
    const pack = this.packs.get(file);
    return {
      sha256: this.sha256(file),
      etag: this.etag(file),
      headers: this.headersOf(file),
      ...(pack === undefined ? {} : { pack }),
    };
  }

  spelled(file: number): SpelledFile {
    const start = file * HASHES;
    const opaque = this.opaque.get(file);
    return {
      sha256: this.hashes.toString('base64url', start, start + SHA256),
      md5:
        opaque === undefined ? this.hashes.toString('base64url', start + SHA256, start + HASHES) : undefined,
      opaque,
      headers: this.headersOf(file),
      pack: this.packs.get(file),
    };
  }

  sha256(file: number): string {
    return this.hashes.toString('hex', file * HASHES, file * HASHES + SHA256);
  }

  etag(file: number): string {
    return this.opaque.get(file) ?? this.hashes.toString('hex', file * HASHES + SHA256, (file + 1) * HASHES);
  }

  headersOf(file: number): SiteHeaders {
    return this.headerSets[this.headers[file] ?? -1] ?? NO_HEADERS;
  }

  pack(file: number): string | undefined {
    return this.packs.get(file);
  }

  /** Whether a file is just the same as one of another pool. */
  isSame(file: number, pool: FilePool, other: number): boolean {
    if (pool === this && file === other) return true;
    const [from, to] = [file * HASHES, other * HASHES];
    return (
      this.hashes.compare(pool.hashes, to, to + HASHES, from, from + HASHES) === 0 &&
      this.opaque.get(file) === pool.opaque.get(other) &&
      this.packs.get(file) === pool.packs.get(other) &&
      sameHeaders(this.headersOf(file), pool.headersOf(other))
    );
  }

  /** Whether a file is what is published so. */
  is(file: number, published: PublishedFile): boolean {
    return (
      this.etag(file) === published.etag &&
      this.sha256(file) === published.sha256 &&
      this.packs.get(file) === published.pack &&
      sameHeaders(this.headersOf(file), published.headers)
    );
  }

  private append(headers: SiteHeaders, pack: string | undefined): number {
    const file = this.length;
    if (file === this.headers.length) this.grow();
    this.headers[file] = this.numberOf(headers);
    if (pack !== undefined) this.packs.set(file, pack);
    this.length += 1;
    return file;
  }

  private grow(): void {
    // Most of what comes later are the few files that another release has otherwise.
    const capacity = this.length + Math.max(64, this.length >> 2);
    const hashes = Buffer.alloc(HASHES * capacity);
    this.hashes.copy(hashes);
    this.hashes = hashes;
    const headers = new Uint32Array(capacity);
    headers.set(this.headers);
    this.headers = headers;
  }

  private numberOf(headers: SiteHeaders): number {
    // Those of the text of a record are the very same objects.
    const known = this.headerSets.indexOf(headers);
    if (known >= 0) return known;
    const name = HEADER_FIELDS.map((field) => headers[field] ?? '\0').join('\n');
    let number = this.headerNumbers.get(name);
    if (number === undefined) {
      number = this.headerSets.push(headers) - 1;
      this.headerNumbers.set(name, number);
    }
    return number;
  }
}

const NO_HEADERS: SiteHeaders = { contentType: '', cacheControl: '' };

const noHash = (sha256: string): Failure =>
  new Failure({
    code: 'INTERNAL',
    reason: `A file was to be recorded whose SHA-256 is none (${JSON.stringify(sha256)}).`,
    safe: 'The release was not recorded; what was recorded before still is.',
    next: 'Deploy again, and report this with the log.',
  });
