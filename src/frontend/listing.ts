import type { ListObjectsV2Output } from '@aws-sdk/client-s3';
import { byteOrder } from './byte-order.ts';
import { eachInFlight } from './in-flight.ts';
import { ListedObjects } from './listed-objects.ts';
import type { Site } from './publish.ts';
import { siteFailure, stopIfAborted, UNTOUCHED } from './site-failures.ts';
import type { SiteObject } from './site-object.ts';
import { withoutQuotes } from './write-object.ts';

/**
 * Keys of a part of a listing. S3 gives 1,000 a page; a tenth is left for old files that the bucket still has, so that one
 * page is most often a whole part.
 */
const KEYS_A_PART = 900;

/** A page is a third of a megabyte, and is read while files are hashed: more at once would only lie in memory. */
const PARTS_AT_ONCE = 8;

/**
 * Every object of the site bucket, in the order S3 lists them (of their names in UTF-8): the truth that a plan starts
 * from. Pages of a listing come one after the other, each as slow as the way to S3; so it is listed in parts at once.
 *
 * @param expected keys that are probably there, in order: where it is split. What is there otherwise is found all the same.
 * @throws {Failure} ACCESS_DENIED or PUBLISH_FAILED; nothing was uploaded then
 */
export async function listSite(site: Site, expected: readonly string[] = []): Promise<readonly SiteObject[]> {
  const parts = split(expected).map((part): Part & { found?: readonly SiteObject[] } => part);
  const bound = { atOnce: PARTS_AT_ONCE, check: () => stopIfAborted(site, UNTOUCHED) };
  await eachInFlight(parts, bound, async (part) => {
    part.found = await listPart(site, part);
  });
  const objects = parts.flatMap(({ found = [] }) => found);
  // What lists in another order than S3, or from another place than it was asked to, can't be listed in parts.
  return parts.length === 1 || isAscending(objects) ? objects : listPart(site, { keys: [] });
}

/** The keys after `after` up to and with `upTo`; undefined: from the first, to the last. */
export interface Part {
  readonly after?: string | undefined;
  readonly upTo?: string | undefined;
  /** Those that are expected in it, about. */
  readonly keys: readonly string[];
}

/**
 * Parts of a listing with about as many of the expected keys as a page has. Together they are the whole of it.
 *
 * @param expected in order, each once; in another order the parts are uneven, or what they find isn't ascending
 */
export function split(expected: readonly string[]): readonly Part[] {
  // Node's own order is near enough for keys; where parts meet, only S3's will do.
  const ends = expected
    .filter((_key, index) => index % KEYS_A_PART === KEYS_A_PART - 1 && index < expected.length - 1)
    .sort(byteOrder);
  return [...ends, undefined].map((upTo, index) => {
    const keys = expected.slice(index * KEYS_A_PART, (index + 1) * KEYS_A_PART);
    return { after: ends[index - 1], upTo, keys };
  });
}

const isAscending = (objects: readonly SiteObject[]): boolean =>
  objects.every(({ key }, index) => index === 0 || byteOrder(objects[index - 1]?.key ?? '', key) < 0);

async function listPart(site: Site, { after, upTo, keys }: Part): Promise<readonly SiteObject[]> {
  const objects: SiteObject[] = [];
  // Whoever expects a key holds it already: once is enough.
  const known = new Map(keys.map((key) => [key, key]));
  let token: string | undefined;
  do {
    stopIfAborted(site, UNTOUCHED);
    const page = await listPage(
      site,
      token === undefined ? { StartAfter: after } : { ContinuationToken: token },
    );
    const contents = page.Contents ?? [];
    const listed = new ListedObjects(contents.length);
    for (const { Key, ETag, Size, LastModified } of contents) {
      if (Key === undefined) continue;
      // The rest belongs to the next part.
      if (upTo !== undefined && byteOrder(Key, upTo) > 0) return objects;
      const lastModified = LastModified?.getTime() ?? 0;
      const key = known.get(Key) ?? Key;
      objects.push(listed.add({ key, etag: withoutQuotes(ETag), size: Size ?? 0, lastModified }));
    }
    token =
      page.IsTruncated === true && objects.at(-1)?.key !== upTo ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  return objects;
}

async function listPage(
  site: Site,
  from: { readonly StartAfter?: string | undefined; readonly ContinuationToken?: string },
): Promise<ListObjectsV2Output> {
  try {
    return await site.s3.listObjectsV2({ Bucket: site.bucket, ExpectedBucketOwner: site.account, ...from });
  } catch (error) {
    const doing = 'listing the site bucket';
    throw siteFailure(error, { site, doing, safe: UNTOUCHED, actions: ['s3:ListBucket'] });
  }
}
