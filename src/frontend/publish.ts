import type { DeleteObjectsOutput } from '@aws-sdk/client-s3';
import { Failure } from '../errors.ts';
import { fromObjectHeaders, type SiteHeaders } from './headers.ts';
import { eachInFlight, REQUESTS_AT_ONCE } from './in-flight.ts';
import type { PublishPlan, Upload } from './publish-plan.ts';
import {
  siteFailure,
  statusOf,
  stopIfAborted,
  UNTOUCHED,
  type BucketName,
  type Safety,
} from './site-failures.ts';
import { bytesInMemory, bytesToTell, writeObject, type SiteS3 } from './write-object.ts';

/** The site bucket, and how to reach it. */
export interface Site extends BucketName {
  readonly s3: SiteS3;
  /** Aborted: nothing further is begun; what is in flight ends first. */
  readonly signal?: AbortSignal;
  /** Told of what has arrived: bytes, and how many files are complete by them. */
  readonly onSent?: (bytes: number, files: number) => void;
}

/** What one stage wrote. */
export interface Written {
  /** Key -> ETag, without quotes. */
  readonly etags: ReadonlyMap<string, string>;
  readonly bytes: number;
}

/** Bytes of files that are in memory at once, however many there are and however large. */
const BYTES_AT_ONCE = 64 * 1024 * 1024;
/** S3 deletes at most this many in one call. */
const DELETES_AT_ONCE = 1000;

const ONLY_ADDED: Safety =
  'Only files that no page names yet were added: visitors see the site as it was. Deploying again goes on from here.';
const PARTLY_SWITCHED: Safety =
  'Every file that a page names is there, so no page is broken, but some pages may be new and others old. Deploying again goes on from here and invalidates what is owed.';
const OLD_FILES_LEFT: Safety =
  'The new site is uploaded and no page is broken. Only what it no longer has is left over; the next deploy deletes it.';

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
    const { file } = upload;
    const etag = await writeObject(site, upload, { safe: safe(), check });
    // Not only equal, but the very text that the file has: those of a large site take megabytes.
    written.etags.set(file.key, etag === file.md5 ? file.md5 : etag);
    written.bytes += file.size;
    site.onSent?.(bytesToTell(file), 1);
  };
  const bound = { atOnce: REQUESTS_AT_ONCE, check, size: bytesInMemory, room: BYTES_AT_ONCE };
  await eachInFlight(uploads, bound, put);
}

const notAdded = (missing: readonly Upload[]): Failure =>
  new Failure({
    code: 'INTERNAL',
    reason: `Pages were to be switched before ${missing.length} files they may need were there (${missing[0]?.file.key}).`,
    safe: ONLY_ADDED,
    next: 'Deploy again, and report this with the log.',
  });
