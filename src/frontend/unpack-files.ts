import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../errors.ts';
import { eachInFlight } from './in-flight.ts';
import { packKey, type KeptFiles } from './kept-files.ts';
import { contentsOf } from './pack-format.ts';
import { UNTOUCHED, notRestorable } from './rollback-failures.ts';
import { siteFailure, statusOf } from './site-failures.ts';

/** A file that is to be taken out of a pack. */
export interface PackedFile {
  readonly key: string;
  /** Hex. */
  readonly sha256: string;
  /** As `PublishedFile.pack` has it. */
  readonly pack: string;
}

/** Packs that are in memory at once. */
const AT_ONCE = 2;

/**
 * Reads each pack once and writes what is wanted of it into `directory`, each file under its SHA-256.
 *
 * @returns hex SHA-256 -> bytes
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where a pack doesn't hold what was recorded
 */
export async function unpackFiles(
  store: KeptFiles,
  files: readonly PackedFile[],
  directory: string,
): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  const packs = [...byPack(files)];
  const bound = { atOnce: AT_ONCE, check: () => store.signal?.throwIfAborted() };
  await eachInFlight(packs, bound, async ([pack, wanted]) => {
    const contents = contentsOf(await read(store, pack), new Set(wanted.map(({ sha256 }) => sha256)));
    const missing = wanted.filter(({ sha256 }) => !contents.has(sha256)).map(({ key }) => key);
    if (missing.length > 0) throw notInPack(store, { pack, missing });
    for (const [sha256, content] of contents) {
      await writeFile(path.join(directory, sha256), content);
      sizes.set(sha256, content.length);
    }
  });
  return sizes;
}

function byPack(files: readonly PackedFile[]): ReadonlyMap<string, readonly PackedFile[]> {
  const packs = new Map<string, PackedFile[]>();
  for (const file of files) {
    const others = packs.get(file.pack);
    if (others === undefined) packs.set(file.pack, [file]);
    else others.push(file);
  }
  return packs;
}

/** A pack that is gone is read as an empty one: it holds nothing. */
async function read(store: KeptFiles, pack: string): Promise<Buffer> {
  const Key = packKey(store, pack);
  const chunks: Uint8Array[] = [];
  try {
    const { Body } = await store.s3.getObject({
      Bucket: store.bucket,
      ExpectedBucketOwner: store.account,
      Key,
    });
    // In Node the body is a Readable; the type also allows for browsers.
    for await (const chunk of (Body ?? []) as AsyncIterable<Uint8Array>) chunks.push(chunk);
  } catch (error) {
    if (statusOf(error) === 404) return Buffer.alloc(0);
    const doing = `reading ${Key} of`;
    throw siteFailure(error, { site: store, doing, safe: UNTOUCHED, actions: ['s3:GetObject'] });
  }
  return Buffer.concat(chunks);
}

const notInPack = (
  store: KeptFiles,
  { pack, missing }: { readonly pack: string; readonly missing: readonly string[] },
): Failure =>
  notRestorable(
    `${packKey(store, pack)} in ${store.bucket} does not hold ${missing.length} files as they were recorded (${missing[0]}).`,
    missing,
  );
