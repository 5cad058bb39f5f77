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
 * private. Small ones are there in packs from when they were uploaded; others, each by the SHA-256 of its content, once
 * something is about to replace them. What nothing replaced stays in the site bucket alone.
 */
export interface KeptFiles extends BucketName {
  readonly s3: Pick<S3Api, 'copyObject' | 'deleteObjects' | 'getObject' | 'listObjectVersions' | 'putObject'>;
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

/** An object that holds the contents of several files. */
export interface KeptPack {
  /** As `PublishedFile.pack` has it. */
  readonly name: string;
  readonly versionId: string | undefined;
  /** Milliseconds since the epoch, on S3's clock. */
  readonly lastModified: number;
}

/** Everything that is kept. */
export interface Kept {
  readonly files: readonly KeptFile[];
  readonly packs: readonly KeptPack[];
}

/** SHA-256 of a content, in hex -> name of the pack that holds it. */
export type Packs = ReadonlyMap<string, string>;

/** An object of the site bucket that is about to go, and that an earlier release would need. */
export interface Keepsake {
  readonly key: string;
  /** As listed, without quotes. */
  readonly etag: string;
  readonly sha256: string;
}

const AT_ONCE = 32;
/** S3 copies up to here in one call; a larger file is not kept. */
const MOST_COPIED = 5 * 1024 ** 3;

const UNTOUCHED = 'No file of the site was replaced or deleted: visitors see it as it was.';

/** Key of a kept file. */
export const keptKey = ({ prefix }: Pick<KeptFiles, 'prefix'>, sha256: string): string =>
  `${prefix}${sha256}`;

const PACKS = 'packs/';

/** Key of a pack. */
export const packKey = (store: Pick<KeptFiles, 'prefix'>, name: string): string =>
  keptKey(store, `${PACKS}${name}`);

/**
 * What a publish replaces or deletes of the releases that a rollback can still go back to afterwards, and no pack holds.
 * Only what the listing proves to be the recorded file: what somebody else wrote over it belongs to no release.
 */
export function planKeeping(
  plan: PublishPlan,
  {
    record,
    listing,
    packs,
  }: {
    readonly record: Pick<ReleaseRecord, 'live' | 'previous'>;
    readonly listing: readonly SiteObject[];
    readonly packs: Packs;
  },
): readonly Keepsake[] {
  const going = new Set([
    ...plan.removedPages,
    ...uploadsOf(plan).flatMap(({ file, replaces }) => (replaces === undefined ? [] : [file.key])),
  ]);
  const releases = wholeReleases(record).filter(({ bucket }) => bucket === plan.bucket);
  const found = listing.flatMap(({ key, etag, size }): Keepsake[] => {
    if (!going.has(key) || size > MOST_COPIED) return [];
    const sha256 = releases.map(({ files }) => files.get(key)).find((file) => file?.etag === etag)?.sha256;
    return sha256 === undefined || packs.has(sha256) ? [] : [{ key, etag, sha256 }];
  });
  return [...new Map(found.map((each) => [each.sha256, each])).values()];
}

/** Everything that is kept. */
export async function listKept(store: KeptFiles): Promise<Kept> {
  const files: KeptFile[] = [];
  const packs: KeptPack[] = [];
  const beforePacks = keptKey(store, PACKS);
  let next: { readonly KeyMarker: string; readonly VersionIdMarker: string | undefined } | undefined;
  do {
    const page = await listPage(store, next);
    for (const { Key = '', Size = 0, VersionId: versionId, LastModified } of page.Versions ?? []) {
      if (Key.startsWith(beforePacks)) {
        const lastModified = LastModified?.getTime() ?? 0;
        packs.push({ name: Key.slice(beforePacks.length), versionId, lastModified });
      } else files.push({ sha256: Key.slice(store.prefix.length), size: Size, versionId });
    }
    const { IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
    next =
      IsTruncated === true && NextKeyMarker !== undefined
        ? { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker }
        : undefined;
  } while (next !== undefined);
  return { files, packs };
}

async function listPage(store: KeptFiles, from: object | undefined) {
  try {
    return await store.s3.listObjectVersions({ ...owned(store), Prefix: store.prefix, ...from });
  } catch (error) {
    throw keptFailure(error, store, 'listing the kept files in', ['s3:ListBucketVersions']);
  }
}

/**
 * Copies files of the site bucket to where they are kept, within S3. To be called before they are replaced or deleted;
 * the listing says what needs no copy.
 */
export async function keepFiles(
  store: KeptFiles,
  site: BucketName,
  { keepsakes, kept }: { readonly keepsakes: readonly Keepsake[]; readonly kept: Kept },
): Promise<void> {
  const there = new Set(kept.files.map(({ sha256 }) => sha256));
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
    throw notKept(error, store);
  }
}

const owned = ({ bucket, account }: BucketName) => ({ Bucket: bucket, ExpectedBucketOwner: account });

/** The failure that an error of keeping a file is. */
export const notKept = (error: unknown, store: BucketName): Failure =>
  keptFailure(error, store, 'keeping a file of the site in', ['s3:PutObject', 's3:GetObject']);

/** The failure that an error of S3 is where files are kept. */
export const keptFailure = (
  error: unknown,
  store: BucketName,
  doing: string,
  actions: readonly string[],
): Failure => siteFailure(error, { site: store, doing, safe: UNTOUCHED, actions });
