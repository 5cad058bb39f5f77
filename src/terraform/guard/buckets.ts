import type { ListObjectVersionsCommandOutput, ObjectIdentifier } from '@aws-sdk/client-s3';

import { Failure } from '../../errors.ts';
import type { S3Api } from '../../platform/aws.ts';
import type { Log } from '../../platform/platform.ts';
import { codeOf } from '../identities/identity.ts';
import type { PlanJson } from '../plan-json.ts';
import type { GuardVerdict } from './guard.ts';

/** A bucket that has to be empty before Terraform can delete it. */
export interface FullBucket {
  readonly address: string;
  readonly bucket: string;
  readonly region: string;
  /** What the guard saw in it: `12 objects, 3 delete markers`. */
  readonly atStake: string;
}

/** What was deleted in one. */
export interface EmptiedBucket extends Pick<FullBucket, 'address' | 'bucket'> {
  /** Objects and their earlier versions. */
  readonly versions: number;
  readonly deleteMarkers: number;
}

/**
 * The buckets to be emptied before a plan is applied: those that it deletes, that `allow-destroy` names and that hold
 * something. With `force_destroy` the provider empties them itself. One that was empty is not named by anybody, so what
 * came into it since then stays: S3 refuses to delete it.
 */
export function bucketsToEmpty(
  plan: PlanJson,
  { destroys }: GuardVerdict,
  region: string,
): readonly FullBucket[] {
  const allowed = new Map(
    destroys
      .filter(({ decision, action }) => decision === 'allowed' && action === 'delete')
      .map(({ address, atStake }) => [address, atStake]),
  );
  return (plan.resource_changes ?? []).flatMap(({ address, mode, type, change: { actions, before } }) => {
    const atStake = allowed.get(address);
    if (mode !== 'managed' || type !== 'aws_s3_bucket' || atStake === undefined) return [];
    if (!actions.includes('delete') || before === null || before['force_destroy'] === true) return [];
    const { bucket, region: itsRegion } = before;
    if (typeof bucket !== 'string' || bucket === '') return [];
    const home = typeof itsRegion === 'string' && itsRegion !== '' ? itsRegion : region;
    return [{ address, bucket, region: home, atStake }];
  });
}

/** Where a bucket is emptied. */
export interface Emptying {
  readonly s3: Pick<S3Api, 'deleteObjects' | 'listObjectVersions'>;
  /** Account that must own the bucket: ExpectedBucketOwner of every call. */
  readonly account: string;
  readonly log: Log;
  /** Aborted: no further call is begun; what is in flight ends first. */
  readonly signal: AbortSignal;
}

/** S3 deletes at most this many in one call, which is also what it lists in one. */
const BATCH = 1_000;
const BATCHES_AT_ONCE = 4;
/** What is written while a bucket is emptied goes, too; but nobody can empty what is being filled. */
const MOST_ROUNDS = 3;
/** A line of progress after so many. */
const PROGRESS = 50_000;

/**
 * Deletes every version and every delete marker of a bucket, for good. Called again it goes on; a bucket that is gone is
 * empty.
 *
 * @throws Failure `ACCESS_DENIED` where the role may not, where another account owns the bucket, or where objects of it
 * are locked
 */
export async function emptyBucket(place: Emptying, full: FullBucket): Promise<EmptiedBucket> {
  const { address, bucket } = full;
  const total = { address, bucket, versions: 0, deleteMarkers: 0 };
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const { found, versions, deleteMarkers } = await emptyOnce(place, full, {
      before: total.versions + total.deleteMarkers,
    });
    total.versions += versions;
    total.deleteMarkers += deleteMarkers;
    // The round that finds nothing proves it.
    if (found === 0) break;
  }
  return total;
}

interface Deleted extends Pick<EmptiedBucket, 'versions' | 'deleteMarkers'> {
  readonly found: number;
}

/** Lists the whole bucket once, and deletes behind the listing: what it has passed can't shift what is to come. */
async function emptyOnce(
  place: Emptying,
  full: FullBucket,
  { before }: { readonly before: number },
): Promise<Deleted> {
  const deleted = { found: 0, versions: 0, deleteMarkers: 0 };
  const running: Promise<void>[] = [];
  try {
    for await (const { Versions = [], DeleteMarkers = [] } of pagesOf(place, full)) {
      const objects = [...Versions, ...DeleteMarkers].map(toIdentifier);
      if (objects.length === 0) continue;
      if (running.length >= BATCHES_AT_ONCE) await running.shift();
      place.signal.throwIfAborted();
      const batch = deleteBatch(place, full, objects).then((left) => {
        deleted.versions += Versions.filter((each) => !left.has(nameOf(each))).length;
        deleted.deleteMarkers += DeleteMarkers.filter((each) => !left.has(nameOf(each))).length;
      });
      // Should an earlier one fail, nobody waits for this one until the end.
      batch.catch(() => {});
      running.push(batch);
      const seen = before + deleted.found;
      deleted.found += objects.length;
      if (Math.floor((seen + objects.length) / PROGRESS) > Math.floor(seen / PROGRESS))
        place.log.info(`${full.bucket}: ${(seen + objects.length).toLocaleString('en-US')} so far.`);
    }
    await Promise.all(running);
  } finally {
    // What writes must not go on behind the back of a caller that gave up, and may free the lease.
    await Promise.allSettled(running);
  }
  return deleted;
}

interface Listed {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

const toIdentifier = ({ Key, VersionId }: Listed): ObjectIdentifier => ({
  Key,
  ...(VersionId === undefined ? {} : { VersionId }),
});

const nameOf = ({ Key = '', VersionId = '' }: Listed): string => `${VersionId} ${Key}`;

async function* pagesOf(
  { s3, account, signal }: Emptying,
  { bucket, address }: FullBucket,
): AsyncGenerator<ListObjectVersionsCommandOutput> {
  let markers: { readonly KeyMarker: string; readonly VersionIdMarker: string | undefined } | undefined;
  do {
    signal.throwIfAborted();
    let page: ListObjectVersionsCommandOutput;
    try {
      const place = { Bucket: bucket, ExpectedBucketOwner: account, MaxKeys: BATCH };
      page = await s3.listObjectVersions({ ...place, ...markers });
    } catch (error) {
      if (codeOf(error) === 'NoSuchBucket') return;
      throw isForbidden(error) ? refused(address, bucket, error) : error;
    }
    yield page;
    const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    markers = IsTruncated === true && KeyMarker !== undefined ? { KeyMarker, VersionIdMarker } : undefined;
  } while (markers !== undefined);
}

/** Resolves to what S3 did not delete, by its name. */
async function deleteBatch(
  { s3, account, log }: Emptying,
  { bucket, address }: FullBucket,
  Objects: ObjectIdentifier[],
): Promise<ReadonlySet<string>> {
  try {
    const place = { Bucket: bucket, ExpectedBucketOwner: account };
    const { Errors = [] } = await s3.deleteObjects({ ...place, Delete: { Objects, Quiet: true } });
    // S3 answers 200 to the call as a whole, and refuses each object by itself.
    const denied = Errors.find(({ Code }) => Code === 'AccessDenied');
    if (denied !== undefined) throw refused(address, bucket, undefined, `${denied.Key}: ${denied.Message}`);
    const [first] = Errors;
    // Most pass, and the next round tries again; what doesn't is told by the delete of the bucket.
    if (first !== undefined)
      log.warning(
        `S3 did not delete ${Errors.length} objects of ${bucket} (${first.Code}: ${first.Message ?? ''}).`,
      );
    return new Set(Errors.map(nameOf));
  } catch (error) {
    if (codeOf(error) === 'NoSuchBucket') return new Set();
    throw isForbidden(error) ? refused(address, bucket, error) : error;
  }
}

const isForbidden = (error: unknown): boolean =>
  (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode === 403;

const refused = (address: string, bucket: string, cause: unknown, what?: string): Failure =>
  new Failure({
    code: 'ACCESS_DENIED',
    reason: `AWS refused to empty ${bucket} (${address}): ${what ?? codeOf(cause)}. Either the role lacks a permission, or another account owns the bucket, or an object lock or a policy keeps what is in it.`,
    safe: 'Terraform destroyed nothing yet. What was emptied before is gone; running the destroy again goes on from here.',
    next: 'Allow the role what the statement below says, or set force_destroy on the bucket and deploy that, then run the destroy again.',
    details: JSON.stringify(
      {
        Effect: 'Allow',
        Action: ['s3:ListBucketVersions', 's3:DeleteObject', 's3:DeleteObjectVersion'],
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      },
      undefined,
      2,
    ).split('\n'),
    cause,
  });
