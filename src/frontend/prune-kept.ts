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
  const gone = wholeReleases(before).filter((release) => !remaining.includes(release));
  // Most files stay what they are from release to release: the sets are for those that do not.
  const doubtful = gone.flatMap(({ files }) =>
    [...files].flatMap(([key, file]) => {
      const stays = remaining.some(({ files: others }) => {
        const other = others.get(key);
        return other?.sha256 === file.sha256 && (file.pack === undefined || other.pack === file.pack);
      });
      // What is never replaced is never kept.
      return stays || (file.pack === undefined && isImmutable(key)) ? [] : [file];
    }),
  );
  if (doubtful.length === 0) return false;
  const { contents, packs } = neededBy(remaining);
  return doubtful.some(({ sha256, pack }) => (pack === undefined ? !contents.has(sha256) : !packs.has(pack)));
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
  const needed = neededBy(wholeReleases(after));
  const recorded = neededBy(wholeReleases(before)).packs;
  const files = kept.files
    .filter(({ sha256 }) => !needed.contents.has(sha256))
    .map(({ sha256, versionId }) => ({ Key: keptKey(store, sha256), versionId }));
  const packs = kept.packs
    .filter(({ name, lastModified }) => {
      if (needed.packs.has(name)) return false;
      return recorded.has(name) || lastModified < orphansUntil;
    })
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

const neededBy = (releases: readonly Release[]) => {
  const contents = new Set<string>();
  const packs = new Set<string>();
  for (const { files } of releases) {
    for (const { sha256, pack } of files.values()) {
      contents.add(sha256);
      if (pack !== undefined) packs.add(pack);
    }
  }
  return { contents, packs };
};
