import { ReleaseFiles } from '../context/release-files.ts';
import { wholeReleases } from '../context/release-history.ts';
import type { Release, ReleaseRecord } from '../context/release.ts';
import { isImmutable } from './headers.ts';
import { type Kept, type KeptFiles, keptFailure, keptKey, packKey } from './kept-files.ts';

const DELETES_AT_ONCE = 1000;

/** The release record as a run found it, and as it left it. */
export interface Passage {
  readonly before: ReleaseRecord;
  readonly after: Pick<ReleaseRecord, 'live' | 'previous'>;
}

/**
 * Whether anything that is kept can have become needless, so that it is worth a listing: a release that a rollback could
 * go back to is gone, with something that no other has; or a run was interrupted, and may have kept what nobody recorded.
 */
export function letsGo({ before, after }: Passage): boolean {
  if (before.intended !== undefined) return true;
  const remaining = wholeReleases(after);
  const [newest] = remaining;
  const contents = new Set<string>();
  const packs = new Set<string>();
  for (const release of wholeReleases(before)) {
    if (remaining.includes(release)) continue;
    const files = ReleaseFiles.of(release.files);
    // Most files stay what they are from release to release.
    const own = newest === undefined ? undefined : files.differenceTo(ReleaseFiles.of(newest.files)).has;
    for (const place of own ?? Array(files.size).keys()) {
      const { sha256, pack } = files.pool.at(files.numberAt(place));
      if (pack !== undefined) packs.add(pack);
      // What is never replaced is never kept.
      else if (!isImmutable(files.keyAt(place))) contents.add(sha256);
    }
  }
  const left = needless(remaining, { contents, packs });
  return left.contents.size + left.packs.size > 0;
}

/**
 * Deletes what no release needs any more that a rollback can go back to. For good, with its version: the bucket's own
 * rules would keep the newest fifty of each key for ever.
 *
 * @param orphansUntil a pack that neither record names is only deleted if it was written before, in milliseconds since
 *   the epoch: a run that has the lease by now may be about to record it
 * @returns how many were deleted
 */
export async function pruneKept(
  store: KeptFiles,
  kept: Kept,
  { before, after, orphansUntil }: Passage & { readonly orphansUntil: number },
): Promise<number> {
  const all = {
    contents: new Set(kept.files.map(({ sha256 }) => sha256)),
    packs: new Set(kept.packs.map(({ name }) => name)),
  };
  const left = needless(wholeReleases(after), all);
  const orphans = needless(wholeReleases(before), { contents: new Set(), packs: left.packs }).packs;
  const files = kept.files
    .filter(({ sha256 }) => left.contents.has(sha256))
    .map(({ sha256, versionId }) => ({ Key: keptKey(store, sha256), versionId }));
  const packs = kept.packs
    .filter(
      ({ name, lastModified }) => left.packs.has(name) && (!orphans.has(name) || lastModified < orphansUntil),
    )
    .map(({ name, versionId }) => ({ Key: packKey(store, name), versionId }));
  const Objects = [...files, ...packs].map(({ Key, versionId: VersionId }) => ({
    Key,
    ...(VersionId === undefined ? {} : { VersionId }),
  }));
  for (let start = 0; start < Objects.length; start += DELETES_AT_ONCE) {
    await deleteObjects(store, Objects.slice(start, start + DELETES_AT_ONCE));
  }
  return Objects.length;
}

async function deleteObjects(
  store: KeptFiles,
  Objects: readonly { readonly Key: string; readonly VersionId?: string }[],
): Promise<void> {
  const { Errors: [first] = [] } = await store.s3
    .deleteObjects({
      Bucket: store.bucket,
      ExpectedBucketOwner: store.account,
      Delete: { Objects: [...Objects], Quiet: true },
    })
    .catch((error: unknown) => {
      throw notDeleted(error, store);
    });
  // S3 answers 200 to the call as a whole, and refuses each object by itself.
  if (first?.Code === undefined) return;
  const status = first.Code === 'AccessDenied' ? 403 : 500;
  const error = { name: first.Code, message: first.Message ?? '', $metadata: { httpStatusCode: status } };
  throw notDeleted(error, store);
}

const notDeleted = (error: unknown, store: KeptFiles) =>
  keptFailure(error, store, 'deleting kept files from', ['s3:DeleteObjectVersion']);

/** Something that is kept, by its content or as a whole. */
interface Things {
  /** Hex SHA-256s. */
  readonly contents: ReadonlySet<string>;
  /** Names. */
  readonly packs: ReadonlySet<string>;
}

/** Those that none of the releases needs. */
function needless(releases: readonly Release[], things: Things): Things {
  const contents = new Set(things.contents);
  const packs = new Set(things.packs);
  for (const release of releases) {
    const files = ReleaseFiles.of(release.files);
    for (let place = 0; place < files.size && contents.size + packs.size > 0; place += 1) {
      const number = files.numberAt(place);
      const pack = files.pool.pack(number);
      if (pack !== undefined) packs.delete(pack);
      if (contents.size > 0) contents.delete(files.pool.sha256(number));
    }
  }
  return { contents, packs };
}
