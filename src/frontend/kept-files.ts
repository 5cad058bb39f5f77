import { wholeReleases } from '../context/release-history.ts';
import type { ReleaseRecord } from '../context/release.ts';
import type { Failure } from '../errors.ts';
import type { S3Api } from '../platform/aws.ts';
import { eachInFlight } from './in-flight.ts';
import { uploadsOf, type PublishPlan } from './publish-plan.ts';
import { siteFailure, statusOf, type BucketName } from './site-failures.ts';
import type { SiteObject } from './site-object.ts';

/**
 * Where files of earlier releases are kept once the site has another under their name: in the state bucket, which is
 * private, each by the SHA-256 of its content. What nothing replaced stays in the site bucket alone.
 */
export interface KeptFiles extends BucketName {
  readonly s3: Pick<S3Api, 'copyObject' | 'deleteObjects' | 'getObject' | 'listObjectVersions'>;
  /** Of every key, with a slash at its end. */
  readonly prefix: string;
  /** Aborted: nothing further is begun. */
  readonly signal?: AbortSignal;
}

/** A file that is kept. */
export interface KeptFile {
  /** Hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly versionId: string | undefined;
}

/** An object of the site bucket that is about to go, and that an earlier release would need. */
export interface Keepsake {
  readonly key: string;
  /** As listed, without quotes. */
  readonly etag: string;
  readonly sha256: string;
}

const AT_ONCE = 32;
const DELETES_AT_ONCE = 1000;
/** S3 copies up to here in one call; a larger file is not kept. */
const MOST_COPIED = 5 * 1024 ** 3;

const DELETING = 'deleting kept files from';
const DELETE_ACTIONS = ['s3:DeleteObjectVersion'];

const UNTOUCHED = 'No file of the site was replaced or deleted: visitors see it as it was.';

/** Key of a kept file. */
export const keptKey = ({ prefix }: Pick<KeptFiles, 'prefix'>, sha256: string): string =>
  `${prefix}${sha256}`;

/**
 * What a publish replaces or deletes of the releases that a rollback can still go back to afterwards. Only what the
 * listing proves to be the recorded file: what somebody else wrote over it belongs to no release.
 */
export function planKeeping(
  plan: PublishPlan,
  {
    record,
    listing,
  }: { readonly record: Pick<ReleaseRecord, 'live' | 'previous'>; readonly listing: readonly SiteObject[] },
): readonly Keepsake[] {
  const going = new Set([
    ...plan.removedPages,
    ...uploadsOf(plan).flatMap(({ file, replaces }) => (replaces === undefined ? [] : [file.key])),
  ]);
  const releases = wholeReleases(record).filter(({ bucket }) => bucket === plan.bucket);
  const found = listing.flatMap(({ key, etag, size }): Keepsake[] => {
    if (!going.has(key) || size > MOST_COPIED) return [];
    const sha256 = releases.map(({ files }) => files.get(key)).find((file) => file?.etag === etag)?.sha256;
    return sha256 === undefined ? [] : [{ key, etag, sha256 }];
  });
  return [...new Map(found.map((each) => [each.sha256, each])).values()];
}

/** Every file that is kept. */
export async function listKept(store: KeptFiles): Promise<readonly KeptFile[]> {
  const kept: KeptFile[] = [];
  let next: { readonly KeyMarker: string; readonly VersionIdMarker: string | undefined } | undefined;
  do {
    const page = await attempt(store, 'listing the kept files in', ['s3:ListBucketVersions'], () =>
      store.s3.listObjectVersions({ ...owned(store), Prefix: store.prefix, ...next }),
    );
    for (const { Key = '', Size = 0, VersionId: versionId } of page.Versions ?? [])
      kept.push({ sha256: Key.slice(store.prefix.length), size: Size, versionId });
    const { IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
    next =
      IsTruncated === true && NextKeyMarker !== undefined
        ? { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker }
        : undefined;
  } while (next !== undefined);
  return kept;
}

/**
 * Copies files of the site bucket to where they are kept, within S3. To be called before they are replaced or deleted;
 * the listing says what needs no copy.
 */
export async function keepFiles(
  store: KeptFiles,
  site: BucketName,
  { keepsakes, kept }: { readonly keepsakes: readonly Keepsake[]; readonly kept: readonly KeptFile[] },
): Promise<void> {
  const there = new Set(kept.map(({ sha256 }) => sha256));
  const missing = keepsakes.filter(({ sha256 }) => !there.has(sha256));
  const check = (): void => store.signal?.throwIfAborted();
  await eachInFlight(missing, { atOnce: AT_ONCE, check }, (keepsake) => keep(store, site, keepsake));
}

async function keep(store: KeptFiles, site: BucketName, { key, etag, sha256 }: Keepsake): Promise<void> {
  try {
    await store.s3.copyObject({
      ...owned(store),
      ExpectedSourceBucketOwner: site.account,
      Key: keptKey(store, sha256),
      CopySource: `${site.bucket}/${key.split('/').map(encodeURIComponent).join('/')}`,
      CopySourceIfMatch: `"${etag}"`,
      // Copying the tags of an object takes permissions that nothing else here needs.
      TaggingDirective: 'REPLACE',
    });
  } catch (error) {
    // Another process wrote over it, or deleted it, since it was listed: then it is the recorded file no more.
    if (statusOf(error) === 412 || statusOf(error) === 404) return;
    throw failure(error, store, 'keeping a file of the site in', ['s3:PutObject', 's3:GetObject']);
  }
}

/**
 * Deletes what no release needs any more that a rollback can go back to. For good, with its version: the bucket's own
 * rules would keep the newest fifty of each key for ever.
 *
 * @returns how many were deleted
 */
export async function pruneKept(
  store: KeptFiles,
  kept: readonly KeptFile[],
  record: Pick<ReleaseRecord, 'live' | 'previous'>,
): Promise<number> {
  const needed = new Set(
    wholeReleases(record).flatMap(({ files }) => [...files.values()].map(({ sha256 }) => sha256)),
  );
  const Objects = kept
    .filter(({ sha256 }) => !needed.has(sha256))
    .map(({ sha256, versionId: VersionId }) => ({
      Key: keptKey(store, sha256),
      ...(VersionId === undefined ? {} : { VersionId }),
    }));
  for (let start = 0; start < Objects.length; start += DELETES_AT_ONCE) {
    const some = Objects.slice(start, start + DELETES_AT_ONCE);
    const { Errors: [first] = [] } = await attempt(store, DELETING, DELETE_ACTIONS, () =>
      store.s3.deleteObjects({ ...owned(store), Delete: { Objects: some, Quiet: true } }),
    );
    // S3 answers 200 to the call as a whole, and refuses each object by itself.
    if (first?.Code !== undefined) {
      const status = first.Code === 'AccessDenied' ? 403 : 500;
      const error = { name: first.Code, message: first.Message ?? '', $metadata: { httpStatusCode: status } };
      throw failure(error, store, DELETING, DELETE_ACTIONS);
    }
  }
  return Objects.length;
}

const owned = ({ bucket, account }: BucketName) => ({ Bucket: bucket, ExpectedBucketOwner: account });

async function attempt<T>(
  store: KeptFiles,
  doing: string,
  actions: readonly string[],
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw failure(error, store, doing, actions);
  }
}

const failure = (error: unknown, site: BucketName, doing: string, actions: readonly string[]): Failure =>
  siteFailure(error, { site, doing, safe: UNTOUCHED, actions });
