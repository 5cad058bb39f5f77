import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Release } from '../context/release.ts';
import { Failure } from '../errors.ts';
import type { S3Api } from '../platform/aws.ts';
import { ROOT_INDEX } from './headers.ts';
import { eachInFlight } from './in-flight.ts';
import { keptKey, type KeptFile, type KeptFiles } from './kept-files.ts';
import type { LocalFile } from './local-files.ts';
import { uploadsOf, type PublishPlan } from './publish-plan.ts';
import { siteFailure, type BucketName } from './site-failures.ts';
import type { SiteObject } from './site-object.ts';

/** Where the content of a release's files is. */
export interface Stored {
  readonly listing: readonly SiteObject[];
  readonly kept: readonly KeptFile[];
}

/** How many of the missing files a failure names. */
const NAMED = 20;
const AT_ONCE = 16;

const UNTOUCHED = 'No file of the site was touched by this rollback: visitors see it as it was.';

/**
 * The files of a recorded release as a build would have left them, each under the path in `directory` to which
 * `fetchFiles` brings it where it is to be uploaded.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where the content of one is nowhere any more
 */
export function filesOfRelease(
  release: Release,
  { listing, kept }: Stored,
  directory: string,
): readonly LocalFile[] {
  const there = new Map(listing.map((object) => [object.key, object]));
  const sizes = new Map(kept.map(({ sha256, size }) => [sha256, size]));
  const missing: string[] = [];
  const files = [...release.files].map(([key, { sha256, etag }]): LocalFile => {
    const object = there.get(key);
    const size = object?.etag === etag ? object.size : sizes.get(sha256);
    if (size === undefined) missing.push(key);
    // The ETag it was recorded with recognises it where it stands, whether that is an MD5 or not.
    return { key, path: path.join(directory, sha256), size: size ?? 0, sha256, md5: etag };
  });
  if (missing.length > 0) throw gone(release, missing);
  return files;
}

/**
 * Brings the content of what a plan uploads, and of the root page (which the live site is compared with), to where
 * `filesOfRelease` says it is.
 */
export async function fetchFiles(
  sources: {
    readonly kept: KeptFiles;
    readonly site: BucketName & { readonly s3: Pick<S3Api, 'getObject'> };
    readonly stored: Stored;
  },
  plan: PublishPlan,
): Promise<void> {
  const root = plan.unchanged.flatMap(({ file }) => (file.key === ROOT_INDEX ? [file] : []));
  const wanted = [...uploadsOf(plan).map(({ file }) => file), ...root];
  // Two keys may have the same content, and so the same path.
  const files = [...new Map(wanted.map((file) => [file.path, file])).values()];
  const kept = new Set(sources.stored.kept.map(({ sha256 }) => sha256));
  const { signal } = sources.kept;
  await eachInFlight(files, { atOnce: AT_ONCE, check: () => signal?.throwIfAborted() }, (file) =>
    kept.has(file.sha256)
      ? fetch(sources.kept, { Key: keptKey(sources.kept, file.sha256) }, file)
      : fetch(sources.site, { Key: file.key, IfMatch: `"${file.md5}"` }, file),
  );
}

async function fetch(
  source: BucketName & { readonly s3: Pick<S3Api, 'getObject'> },
  object: { readonly Key: string; readonly IfMatch?: string },
  file: LocalFile,
): Promise<void> {
  const hash = createHash('sha256');
  try {
    const { Body } = await source.s3.getObject({
      Bucket: source.bucket,
      ExpectedBucketOwner: source.account,
      ...object,
    });
    const handle = await open(file.path, 'w');
    try {
      // In Node the body is a Readable; the type also allows for browsers.
      for await (const chunk of (Body ?? []) as AsyncIterable<Uint8Array>) {
        hash.update(chunk);
        await handle.writeFile(chunk);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    const doing = `reading ${object.Key} of`;
    throw siteFailure(error, { site: source, doing, safe: UNTOUCHED, actions: ['s3:GetObject'] });
  }
  if (hash.digest('hex') !== file.sha256) throw altered(source, object.Key);
}

const gone = ({ id, bucket }: Release, missing: readonly string[]): Failure =>
  new Failure({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `${missing.length} files of release ${id} are neither in ${bucket} nor kept any more (${missing[0]}).`,
    safe: UNTOUCHED,
    next: 'Deploy the commit of that release again (run its workflow by hand on a tag or branch of it): that builds the site.',
    details: [
      ...missing.slice(0, NAMED),
      ...(missing.length > NAMED ? [`and ${missing.length - NAMED} more`] : []),
    ],
  });

const altered = ({ bucket }: BucketName, key: string): Failure =>
  new Failure({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `${key} in ${bucket} does not hold what was recorded: its SHA-256 is another one.`,
    safe: UNTOUCHED,
    next: 'Deploy the commit of that release again (run its workflow by hand on a tag or branch of it): that builds the site.',
  });
