import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { type FindOptions, type FoundFile, type LocalFile, findLocalFiles } from './local-files.ts';

/** Files are read by so much at a time, so that memory doesn't grow with them. Most of a site's fit in one piece. */
const PIECE = 1024 * 1024;

/** Files hashed between two turns of the event loop, so that a listing beside it goes on. */
const HASHES_PER_TURN = 32;

/** What is known of a file by an earlier publish. */
export interface RecordedContent {
  /** Without quotes; not always an MD5. */
  readonly etag: string;
  /** Hex. */
  readonly sha256: string;
}

/** A file that was read. */
class ReadFile implements FoundFile {
  readonly size: number;
  readonly #found: FoundFile;

  constructor(found: FoundFile, size: number) {
    this.#found = found;
    this.size = size;
  }

  get key(): string {
    return this.#found.key;
  }

  get path(): string {
    return this.#found.path;
  }
}

/** A file with hashes of its own. */
class HashedFile extends ReadFile implements LocalFile {
  readonly sha256: string;
  readonly md5: string;

  constructor(found: FoundFile, size: number, { sha256, md5 }: Hashes) {
    super(found, size);
    this.sha256 = sha256;
    this.md5 = md5;
  }
}

type Hashes = Pick<LocalFile, 'sha256' | 'md5'>;

/** A file that holds what is recorded of it: the hashes of most files of a large site are not held a second time. */
class SameFile extends ReadFile implements LocalFile {
  readonly #recorded: Recorded;

  constructor(found: FoundFile, size: number, recorded: Recorded) {
    super(found, size);
    this.#recorded = recorded;
  }

  get sha256(): string {
    return this.#recorded(this.key)?.sha256 ?? '';
  }

  get md5(): string {
    return this.#recorded(this.key)?.etag ?? '';
  }
}

type Recorded = (key: string) => RecordedContent | undefined;

/**
 * Reads and hashes files.
 *
 * @param recorded what an earlier publish recorded of a key: the SHA-256 of a file whose MD5 is the recorded ETag is taken
 *   from there. Most files of most deploys are the same as before, and hashing is most of what such a deploy does.
 */
export async function hashFiles(
  found: readonly FoundFile[],
  recorded: Recorded = () => undefined,
): Promise<readonly LocalFile[]> {
  const files: LocalFile[] = [];
  const piece = Buffer.allocUnsafeSlow(PIECE);
  for (const file of found) {
    // Synchronous reads beat promises here: 0.84 s against 1.5 s of CPU for 10,000 files.
    const { size, hashes } = read(file.path, { piece, recorded: recorded(file.key) });
    files.push(
      hashes === undefined ? new SameFile(file, size, recorded) : new HashedFile(file, size, hashes),
    );
    if (files.length % HASHES_PER_TURN === 0) await setImmediate();
  }
  return files;
}

/** Every file of a built site with its hashes, as `findLocalFiles` finds them. */
export const readLocalFiles = async (
  directory: string,
  options?: FindOptions,
): Promise<readonly LocalFile[]> => hashFiles(findLocalFiles(directory, options));

interface HashOptions {
  /** Where the file is read to; its content is of no meaning afterwards. */
  readonly piece: Buffer;
  readonly recorded: RecordedContent | undefined;
}

/** Reads a file: its size, and its hashes where they aren't those that are recorded. */
function read(
  file: string,
  { piece, recorded }: HashOptions,
): { readonly size: number; readonly hashes?: Hashes } {
  const descriptor = openSync(file, 'r');
  try {
    let size = readSync(descriptor, piece);
    if (size < piece.length) {
      const content = piece.subarray(0, size);
      const md5 = hash('md5', content, 'hex');
      if (md5 === recorded?.etag) return { size };
      return { size, hashes: { sha256: hash('sha256', content, 'hex'), md5 } };
    }
    const sha256 = createHash('sha256').update(piece);
    const md5 = createHash('md5').update(piece);
    for (let more = readSync(descriptor, piece); more > 0; more = readSync(descriptor, piece)) {
      sha256.update(piece.subarray(0, more));
      md5.update(piece.subarray(0, more));
      size += more;
    }
    return { size, hashes: { sha256: sha256.digest('hex'), md5: md5.digest('hex') } };
  } finally {
    closeSync(descriptor);
  }
}
