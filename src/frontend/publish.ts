import type { DeleteObjectsOutput, ListObjectsV2Output } from '@aws-sdk/client-s3';
import { Failure } from '../errors.ts';
import { fromObjectHeaders, type SiteHeaders } from './headers.ts';
import { eachInFlight } from './in-flight.ts';
import type { PublishPlan, Upload } from './publish-plan.ts';
import type { SiteObject } from './site-object.ts';
import { siteFailure, statusOf, type BucketName, type Safety } from './site-failures.ts';
import { withoutQuotes, writeObject, type SiteS3 } from './write-object.ts';

/** The site bucket, and how to reach it. */
export interface Site extends BucketName {
  readonly s3: SiteS3;
  /** Aborted: nothing further is begun; what is in flight ends first. */
  readonly signal?: AbortSignal;
}

/** What one stage wrote. */
export interface Written {
  /** Key -> ETag, without quotes. */
  readonly etags: ReadonlyMap<string, string>;
  readonly bytes: number;
}

/** More gains nothing: the SDK's own work for a request is the limit (measured). */
const REQUESTS_AT_ONCE = 32;
/** Larger files are read whole into memory one by one; smaller ones as many at once as requests are. */
const SMALL = 4 * 1024 * 1024;
const LARGE_AT_ONCE = 2;
/** S3 deletes at most this many in one call. */
const DELETES_AT_ONCE = 1000;

const UNTOUCHED: Safety = 'Nothing was uploaded: the site is as it was.';
const ONLY_ADDED: Safety =
  'Only files that no page names yet were added: visitors see the site as it was. Deploying again goes on from here.';
const PARTLY_SWITCHED: Safety =
  'Every file that a page names is there, so no page is broken, but some pages may be new and others old. Deploying again goes on from here and invalidates what is owed.';
const OLD_FILES_LEFT: Safety =
  'The new site is uploaded and no page is broken. Only what it no longer has is left over; the next deploy deletes it.';

/**
 * Every object of the site bucket: the truth that a plan starts from.
 *
 * @throws {Failure} ACCESS_DENIED or PUBLISH_FAILED; nothing was uploaded then
 */
export async function listSite(site: Site): Promise<readonly SiteObject[]> {
  const objects: SiteObject[] = [];
  let token: string | undefined;
  do {
    stopIfAborted(site, UNTOUCHED);
    const page = await listPage(site, token);
    for (const { Key, ETag, Size, LastModified } of page.Contents ?? []) {
      if (Key === undefined) continue;
      const lastModified = LastModified?.getTime() ?? 0;
      objects.push({ key: Key, etag: withoutQuotes(ETag), size: Size ?? 0, lastModified });
    }
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  return objects;
}

async function listPage(site: Site, token: string | undefined): Promise<ListObjectsV2Output> {
  try {
    return await site.s3.listObjectsV2({
      Bucket: site.bucket,
      ExpectedBucketOwner: site.account,
      ...(token === undefined ? {} : { ContinuationToken: token }),
    });
  } catch (error) {
    const doing = 'listing the site bucket';
    throw siteFailure(error, { site, doing, safe: UNTOUCHED, actions: ['s3:ListBucket'] });
  }
}

/**
 * The headers of the objects that `keysToExamine` names. One that is gone by now is left out; its write will meet the
 * conflict.
 */
export async function examineHeaders(
  site: Site,
  keys: readonly string[],
): Promise<ReadonlyMap<string, SiteHeaders>> {
  const examined = new Map<string, SiteHeaders>();
  const bound = { atOnce: REQUESTS_AT_ONCE, check: () => stopIfAborted(site, UNTOUCHED) };
  await eachInFlight(keys, bound, async (key) => {
    try {
      const found = await site.s3.headObject({
        Bucket: site.bucket,
        Key: key,
        ExpectedBucketOwner: site.account,
      });
      examined.set(key, fromObjectHeaders(found));
    } catch (error) {
      if (statusOf(error) === 404) return;
      throw siteFailure(error, {
        site,
        doing: `reading ${key} of`,
        safe: UNTOUCHED,
        actions: ['s3:GetObject'],
      });
    }
  });
  return examined;
}

/** Adds the files that nothing live names yet. Stopped at any point, visitors see no difference. */
export async function uploadAdditive(site: Site, plan: PublishPlan): Promise<Written> {
  const written = startWriting();
  await write(site, plan.additive, { written, safe: () => ONLY_ADDED });
  return written;
}

/**
 * Switches the site over: files that pages share, then pages, the root page, service workers; each group ends before
 * the next begins. The intent with the plan's `owed` must be recorded by now.
 *
 * @param additive the result of `uploadAdditive`: without its files the pages would be broken
 */
export async function activate(site: Site, plan: PublishPlan, additive: Written): Promise<Written> {
  const missing = plan.additive.filter(({ file }) => !additive.etags.has(file.key));
  if (missing.length > 0) throw notAdded(missing);
  const { assets, pages, rootIndex, serviceWorkers } = plan.activations;
  const written = startWriting();
  const safe = (): Safety => (written.begun ? PARTLY_SWITCHED : ONLY_ADDED);
  for (const group of [assets, pages, rootIndex, serviceWorkers]) await write(site, group, { written, safe });
  return written;
}

/**
 * Deletes the pages that the site no longer has. To be called once the invalidation is accepted, and before the release
 * is recorded: what is recorded as done must not leave a page behind that nobody knows of.
 *
 * @returns how many objects were deleted
 */
export const removePages = (site: Site, plan: PublishPlan): Promise<number> =>
  deleteAll(site, plan.removedPages);

/**
 * Deletes the other files that nobody needs any more. To be called last, when the release is recorded as live.
 *
 * @returns how many objects were deleted
 */
export const prune = (site: Site, plan: PublishPlan): Promise<number> => deleteAll(site, plan.prunable);

async function deleteAll(site: Site, all: readonly string[]): Promise<number> {
  for (let start = 0; start < all.length; start += DELETES_AT_ONCE) {
    stopIfAborted(site, OLD_FILES_LEFT);
    await deleteKeys(site, all.slice(start, start + DELETES_AT_ONCE));
  }
  return all.length;
}

async function deleteKeys(site: Site, keys: readonly string[]): Promise<void> {
  let answer: DeleteObjectsOutput;
  try {
    answer = await site.s3.deleteObjects({
      Bucket: site.bucket,
      ExpectedBucketOwner: site.account,
      Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true },
    });
  } catch (error) {
    const doing = 'deleting old files from';
    throw siteFailure(error, { site, doing, safe: OLD_FILES_LEFT, actions: ['s3:DeleteObject'] });
  }
  const errors = answer.Errors ?? [];
  const first = errors[0];
  if (first === undefined) return;
  throw new Failure({
    code: 'PUBLISH_FAILED',
    reason: `S3 did not delete ${errors.length} old files of ${site.bucket}: ${first.Code} ${first.Message ?? ''}.`,
    safe: OLD_FILES_LEFT,
    next: 'Allow the role s3:DeleteObject on the objects of the site bucket.',
    details: errors.map(({ Key, Code }) => `${Key}: ${Code}`),
  });
}

interface Writing extends Written {
  readonly etags: Map<string, string>;
  bytes: number;
  /** A request was sent, whatever became of it. */
  begun: boolean;
}

const startWriting = (): Writing => ({ etags: new Map(), bytes: 0, begun: false });

async function write(
  site: Site,
  uploads: readonly Upload[],
  { written, safe }: { readonly written: Writing; readonly safe: () => Safety },
): Promise<void> {
  const check = (): void => stopIfAborted(site, safe());
  const put = async (upload: Upload): Promise<void> => {
    written.begun = true;
    written.etags.set(upload.file.key, await writeObject(site, upload, safe()));
    written.bytes += upload.file.size;
  };
  const isSmall = ({ file }: Upload): boolean => file.size <= SMALL;
  await eachInFlight(uploads.filter(isSmall), { atOnce: REQUESTS_AT_ONCE, check }, put);
  const large = uploads.filter((upload) => !isSmall(upload));
  await eachInFlight(large, { atOnce: LARGE_AT_ONCE, check }, put);
}

/** Stops with the reason the run was stopped for, if that is a failure in itself (a lost lease, a cancelled run). */
function stopIfAborted({ signal, bucket }: Site, safe: Safety): void {
  if (signal?.aborted !== true) return;
  if (signal.reason instanceof Failure) throw signal.reason;
  throw new Failure({
    code: 'CANCELLED',
    reason: `The run was cancelled while it published to ${bucket}.`,
    safe,
    next: 'Deploy again: it goes on where this run stopped.',
    cause: signal.reason,
  });
}

const notAdded = (missing: readonly Upload[]): Failure =>
  new Failure({
    code: 'INTERNAL',
    reason: `Pages were to be switched before ${missing.length} files they may need were there (${missing[0]?.file.key}).`,
    safe: ONLY_ADDED,
    next: 'Deploy again, and report this with the log.',
  });
