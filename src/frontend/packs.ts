import { hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { ReleaseFiles } from '../context/release-files.ts';
import { wholeReleases } from '../context/release-history.ts';
import type { Release, ReleaseRecord } from '../context/release.ts';
import { isImmutable } from './headers.ts';
import { eachInFlight } from './in-flight.ts';
import { type KeptFiles, type Packs, notKept, packKey } from './kept-files.ts';
import type { LocalFile } from './local-files.ts';
import { type PackedContent, packHeader } from './pack-format.ts';
import { type PublishPlan, uploadsOf } from './publish-plan.ts';

/**
 * Files that will be replaced some day are kept when they are uploaded, many in one object: S3 has no request that copies
 * many objects, so that keeping what a publish replaces would take one for each of its pages. Here their content is in
 * hand, and they go beside the uploads.
 */

/** Bytes up to which a file is packed. A larger one is copied when it is replaced: one request is little for so much. */
const MOST_PACKED = 256 * 1024;
/** Bytes of contents in a pack: what a rollback reads at once. */
const PACK = 4 * 1024 * 1024;
/** Packs that are in memory at once. */
const AT_ONCE = 2;
/** Files read between two turns of the event loop, so that the uploads beside it go on. */
const READS_PER_TURN = 32;

/** Fewer bytes of the live site than this make a pack a sparse one, and more sparse packs than this are packed anew. */
const SPARSE = PACK / 8;
const MOST_SPARSE = 16;

/** In which pack the content of a file is, by the releases that are recorded whole; of several the newest says. */
export function packsOf(releases: readonly Release[]): Packs {
  const packs = new Map<string, string>();
  for (const { files } of releases) {
    for (const [sha256, pack] of ReleaseFiles.of(files).packed()) {
      if (!packs.has(sha256)) packs.set(sha256, pack);
    }
  }
  return packs;
}

/** What is packed: the files of each pack, every content once. */
export function planPacks(
  plan: PublishPlan,
  {
    record,
    packs,
    isWholeHere,
  }: {
    readonly record: RecordedBefore;
    /** Contents that are packed already. */
    readonly packs: Packs;
    /** Whether what stays unchanged can be read here as well. */
    readonly isWholeHere: boolean;
  },
): readonly (readonly LocalFile[])[] {
  const uploaded = uploadsOf(plan).map(({ file }) => file);
  const found = isWholeHere ? unrecorded(plan, record) : [];
  const fresh = [...uploaded, ...found].filter((file) => isPacked(file) && !packs.has(file.sha256));
  if (fresh.length === 0) return [];
  const all = [...fresh, ...(isWholeHere ? sparselyPacked(plan, packs) : [])];
  const planned: LocalFile[][] = [];
  let room = 0;
  for (const file of new Map(all.map((each) => [each.sha256, each])).values()) {
    if (file.size > room || planned.length === 0) {
      planned.push([]);
      room = PACK;
    }
    planned.at(-1)?.push(file);
    room -= file.size;
  }
  return planned;
}

const isPacked = ({ key, size }: LocalFile): boolean => size <= MOST_PACKED && !isImmutable(key);

/** The record as it was before this publish. */
type RecordedBefore = Pick<ReleaseRecord, 'live' | 'previous' | 'intended'>;

/** Unchanged files that a killed run uploaded, whose packs nobody recorded, or another tool before the first release. */
function unrecorded({ bucket, unchanged }: PublishPlan, record: RecordedBefore): readonly LocalFile[] {
  if (record.intended === undefined && record.live?.bucket === bucket) return [];
  const releases = wholeReleases(record);
  return unchanged.flatMap(({ file }) =>
    releases.some(({ files }) => files.get(file.key)?.sha256 === file.sha256) ? [] : [file],
  );
}

/**
 * Unchanged files whose packs hold little else that is live, once there are many such packs: a file that never changes
 * would otherwise keep a whole pack of others that are long gone, and every deploy could leave one such pack behind.
 */
function sparselyPacked({ unchanged }: PublishPlan, packs: Packs): readonly LocalFile[] {
  if (new Set(packs.values()).size <= MOST_SPARSE) return [];
  const live = new Map<string, { bytes: number; readonly files: LocalFile[] }>();
  for (const { file } of unchanged) {
    const name = packs.get(file.sha256);
    if (name === undefined) continue;
    const pack = live.get(name) ?? { bytes: 0, files: [] };
    pack.bytes += file.size;
    pack.files.push(file);
    live.set(name, pack);
  }
  const sparse = [...live.values()].filter(({ bytes }) => bytes < SPARSE);
  return sparse.length > MOST_SPARSE ? sparse.flatMap(({ files }) => files) : [];
}

/**
 * Writes packs. A file that is not what it was when it was hashed is left out: its upload fails as well.
 *
 * @param release id of the release they are written for
 * @returns in which pack each content is now
 */
export async function writePacks(
  store: KeptFiles,
  planned: readonly (readonly LocalFile[])[],
  release: string,
): Promise<Packs> {
  const written = new Map<string, string>();
  const check = (): void => store.signal?.throwIfAborted();
  await eachInFlight(planned, { atOnce: AT_ONCE, check }, async (files) => {
    const { contents, body, hash: listed } = await pack(files);
    if (contents.length === 0) return;
    // Told apart by what is in them: a run may publish twice, and what it published first stays as it was recorded.
    const name = `${release}/${listed}`;
    try {
      await store.s3.putObject({
        Bucket: store.bucket,
        ExpectedBucketOwner: store.account,
        Key: packKey(store, name),
        Body: body,
      });
    } catch (error) {
      throw notKept(error, store);
    }
    for (const { sha256 } of contents) written.set(sha256, name);
  });
  return written;
}

interface Pack {
  readonly contents: readonly PackedContent[];
  readonly body: Buffer;
  /** Of the list of its contents. */
  readonly hash: string;
}

async function pack(files: readonly LocalFile[]): Promise<Pack> {
  const header = packHeader(files);
  const body = Buffer.allocUnsafeSlow(header.length + files.reduce((sum, { size }) => sum + size, 0));
  let end = header.copy(body);
  for (const [index, file] of files.entries()) {
    const content = body.subarray(end, (end += file.size));
    if (!readInto(content, file)) return pack(files.filter((each) => each !== file));
    if (index % READS_PER_TURN === READS_PER_TURN - 1) await setImmediate();
  }
  return { contents: files, body, hash: hash('sha256', header, 'hex').slice(0, 16) };
}

/** Reads a file that is just so long; false: it is not what was hashed. */
function readInto(content: Buffer, { path, sha256 }: LocalFile): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return false;
  }
  try {
    return readSync(descriptor, content) === content.length && hash('sha256', content, 'hex') === sha256;
  } finally {
    closeSync(descriptor);
  }
}
