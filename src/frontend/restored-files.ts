import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Release } from '../context/release.ts';
import type { Failure } from '../errors.ts';
import type { S3Api } from '../platform/aws.ts';
import { ROOT_INDEX } from './headers.ts';
import { eachInFlight } from './in-flight.ts';
import { keptKey, type Kept, type KeptFiles, type Packs } from './kept-files.ts';
import type { LocalFile } from './local-files.ts';
import { uploadsOf, type PublishPlan } from './publish-plan.ts';
import { UNTOUCHED, notRestorable } from './rollback-failures.ts';
import { siteFailure, type BucketName } from './site-failures.ts';
import type { SiteObject } from './site-object.ts';
import { unpackFiles, type PackedFile } from './unpack-files.ts';

/** What there is of the files of recorded releases. */
export interface Stored {
  readonly listing: readonly SiteObject[];
  readonly kept: Kept;
  /** Of every release that is recorded whole. */
  readonly packs: Packs;
}

/** Where the content of a file is; its size, where that tells it. */
export type Whereabouts =
  { readonly at: 'site' | 'copy'; readonly size: number } | { readonly at: 'pack'; readonly pack: string };

const AT_ONCE = 16;

/**
 * Where the content of each file of a recorded release is, by its key.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where the content of one is nowhere any more
 */
export function locateFiles(
  release: Release,
  { listing, kept, packs }: Stored,
): ReadonlyMap<string, Whereabouts> {
  const there = new Map(listing.map((object) => [object.key, object]));
  const sizes = new Map(kept.files.map(({ sha256, size }) => [sha256, size]));
  const present = new Set(kept.packs.map(({ name }) => name));
  const missing: string[] = [];
  const located = new Map<string, Whereabouts>();
  for (const [key, { sha256, etag, pack = packs.get(sha256) }] of release.files) {
    const object = there.get(key);
    const size = sizes.get(sha256);
    if (object?.etag === etag) located.set(key, { at: 'site', size: object.size });
    else if (size !== undefined) located.set(key, { at: 'copy', size });
    else if (pack !== undefined && present.has(pack)) located.set(key, { at: 'pack', pack });
    else missing.push(key);
  }
  if (missing.length > 0) throw gone(release, missing);
  return located;
}

/** Where the files of a release come from, and where they are brought to. */
export interface Restoring {
  readonly store: KeptFiles;
  readonly site: BucketName & { readonly s3: Pick<S3Api, 'getObject'> };
  /** Absolute. */
  readonly directory: string;
  readonly located: ReadonlyMap<string, Whereabouts>;
}

/**
 * The files of a recorded release as a build would have left them, each under the path in `directory` to which
 * `fetchFiles` brings it where it is to be uploaded. What only a pack has is there already.
 */
export async function filesOfRelease(
  release: Release,
  { store, directory, located }: Omit<Restoring, 'site'>,
): Promise<readonly LocalFile[]> {
  const packed = [...located].flatMap(([key, where]): PackedFile[] => {
    const sha256 = release.files.get(key)?.sha256;
    return where.at === 'pack' && sha256 !== undefined ? [{ key, sha256, pack: where.pack }] : [];
  });
  const sizes = await unpackFiles(store, packed, directory);
  return [...release.files].map(([key, { sha256, etag }]): LocalFile => {
    const where = located.get(key);
    const size = where !== undefined && 'size' in where ? where.size : (sizes.get(sha256) ?? 0);
    // The ETag it was recorded with recognises it where it stands, whether that is an MD5 or not.
    return { key, path: path.join(directory, sha256), size, sha256, md5: etag };
  });
}

/**
 * Brings the content of what a plan uploads, and of the root page (which the live site is compared with), to where
 * `filesOfRelease` says it is.
 */
export async function fetchFiles(
  { store, site, located }: Omit<Restoring, 'directory'>,
  plan: PublishPlan,
): Promise<void> {
  const root = plan.unchanged.flatMap(({ file }) => (file.key === ROOT_INDEX ? [file] : []));
  const wanted = [...uploadsOf(plan).map(({ file }) => file), ...root];
  // Two keys may have the same content, and so the same path.
  const files = [...new Map(wanted.map((file) => [file.path, file])).values()];
  await eachInFlight(
    files,
    { atOnce: AT_ONCE, check: () => store.signal?.throwIfAborted() },
    async (file) => {
      const where = located.get(file.key)?.at;
      if (where === 'site') await fetch(site, { Key: file.key, IfMatch: `"${file.md5}"` }, file);
      else if (where === 'copy') await fetch(store, { Key: keptKey(store, file.sha256) }, file);
    },
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
  notRestorable(
    `${missing.length} files of release ${id} are neither in ${bucket} nor kept any more (${missing[0]}).`,
    missing,
  );

const altered = ({ bucket }: BucketName, key: string): Failure =>
  notRestorable(`${key} in ${bucket} does not hold what was recorded: its SHA-256 is another one.`);
