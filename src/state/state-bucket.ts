import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { stateBucketName } from '../context/deployment.ts';
import { Failure } from '../errors.ts';
import { errorCode, errorText, httpStatus, isBusy, isDenied } from './aws-errors.ts';
import {
  bucketInAnotherRegion,
  bucketNotOurs,
  bucketOfAnotherAccount,
  bucketPublic,
  redirected,
} from './bucket-refusals.ts';
import { findAll } from './converge.ts';
import { tryUntil, type Patience } from './patience.ts';
import { PERMISSIONS, accessDenied, type Permission } from './permissions.ts';
import { BUCKET, WANTED_BUCKET, ownedBucket, type BucketTarget } from './wanted-bucket.ts';
import type { Sighting } from './wanted-setting.ts';

const UNTOUCHED = 'Nothing was created or changed, and no state was read or written.';
/** How long another run that is just making this bucket may take to tag it. */
const TAG_TIME = 10_000;
/** How long a bucket that was just made, here or by another run, may stay invisible. */
const APPEARANCE_TIME = 60_000;

/**
 * Looks at the bucket without changing it. Throws when it must not hold the state: of another account, in another
 * region, public, or unversioned and not ours. `isNew`: it was not there a moment ago.
 */
export async function lookAtBucket(
  target: BucketTarget,
  patience: Patience,
  isNew = false,
): Promise<Sighting> {
  if (!(await isThere(target))) return { kind: 'absent' };
  const wanted = [BUCKET.privacy, BUCKET.ours, BUCKET.versioning, ...WANTED_BUCKET];
  const [privacy, ours, versioning, ...findings] = await findAll(
    { resource: 'bucket', target, wanted },
    UNTOUCHED,
  );
  if (privacy?.asWanted !== true) throw bucketPublic(target.location);
  const seen = { kind: 'present', findings } as const;
  if (ours?.asWanted === true) return { ...seen, ours: true };
  if (findings.every(({ asWanted }) => asWanted)) return { ...seen, ours: false };
  // Tags are the first thing written on a new bucket: whoever saw another setting written sees them by now.
  if ((await BUCKET.ours.find(target)).asWanted) return { ...seen, ours: true };
  if (versioning?.asWanted === true) return { ...seen, ours: false };
  const untouched = ours?.text === 'absent' && versioning?.text === 'absent';
  if (untouched && (await isBeingMade(target, patience, isNew))) return { ...seen, ours: true };
  throw bucketNotOurs(target.location, versioning?.text ?? 'absent');
}

/**
 * Whether a bare bucket (no tag, never versioned) is one that a run of ours is making, or was killed making. One that
 * holds nothing is when it just appeared, or stands under our own name with the account's id in it; any other must get
 * its tag within some seconds.
 */
async function isBeingMade(target: BucketTarget, patience: Patience, isNew: boolean): Promise<boolean> {
  const { s3, location, project } = target;
  const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({
    ...ownedBucket(location),
    MaxKeys: 1,
  });
  if (Versions.length + DeleteMarkers.length > 0) return false;
  if (isNew || location.bucket === stateBucketName(project, location.account)) return true;
  const tagged = await tryUntil(TAG_TIME, patience, async () =>
    (await BUCKET.ours.find(target)).asWanted ? true : undefined,
  );
  return tagged ?? false;
}

/** HEAD: there, or not. Only a 404 means "not there". */
async function isThere(target: BucketTarget): Promise<boolean> {
  const { s3, location } = target;
  try {
    const { BucketRegion } = await s3.headBucket(ownedBucket(location));
    if (BucketRegion === undefined || BucketRegion === location.region) return true;
    throw bucketInAnotherRegion(location, BucketRegion);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const status = httpStatus(error);
    if (status === 404) return false;
    throw (
      redirected(error, location) ??
      (status === 403 || status === 400 ? await explainRefusal(target, error) : error)
    );
  }
}

/**
 * HEAD's refusal has no body. A GET tells more: it may be allowed (only ListBucket is missing), name bad credentials,
 * or say who "is not authorized to perform" what, which S3 tells nobody about a bucket of another account
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html).
 */
async function explainRefusal(target: BucketTarget, error: unknown): Promise<unknown> {
  const { s3, location } = target;
  const request = { location, attempt: `look at state bucket ${location.bucket}`, safe: UNTOUCHED };
  try {
    await s3.getBucketVersioning(ownedBucket(location));
    return (
      accessDenied(error, { ...request, permissions: [{ action: 's3:ListBucket', resource: 'bucket' }] }) ??
      error
    );
  } catch (probe) {
    if (isDenied(probe) && !errorText(probe).includes('not authorized to perform')) {
      return bucketOfAnotherAccount(location, probe);
    }
    return (
      redirected(probe, location) ??
      accessDenied(probe, { ...request, permissions: bucketPermissions('verify') }) ??
      probe
    );
  }
}

const bucketPermissions = (stage: 'verify' | 'bootstrap'): readonly Permission[] =>
  PERMISSIONS[stage].filter(({ resource }) => resource === 'bucket');

/** A bucket that is there now: made by this run, or by another one that was faster. */
export type MadeBucket = { readonly kind: 'made' } | Extract<Sighting, { kind: 'present' }>;

/** Makes the bucket that HEAD did not find, and waits until it shows. Someone else's making it at once is as good. */
export async function makeBucket(target: BucketTarget, patience: Patience): Promise<MadeBucket> {
  const { location } = target;
  let made = false;
  let obstacle: unknown;
  const result = await tryUntil<MadeBucket>(APPEARANCE_TIME, patience, async () => {
    if (!made) obstacle = await tryCreate(target);
    made ||= obstacle === undefined;
    if (made) return (await isThere(target)) ? { kind: 'made' } : undefined;
    const sighting = await lookAtBucket(target, patience, true);
    return sighting.kind === 'present' ? sighting : undefined;
  });
  if (result !== undefined) return result;
  if (errorCode(obstacle) === 'BucketAlreadyExists') throw bucketOfAnotherAccount(location, obstacle);
  throw new Failure({
    code: 'BACKEND_NOT_CONVERGED',
    reason: `State bucket ${location.bucket} was asked for and did not show within ${APPEARANCE_TIME / 1000} s.`,
    safe: 'No state was read or written.',
    next: 'Run again.',
    cause: obstacle,
  });
}

/** Undefined: it is made. Otherwise what says that someone else has it or is just making it. */
async function tryCreate({ s3, location }: BucketTarget): Promise<unknown> {
  // us-east-1 is the one region that may not be named as a constraint.
  const LocationConstraint =
    location.region === 'us-east-1' ? undefined : (location.region as BucketLocationConstraint);
  try {
    await s3.createBucket({
      Bucket: location.bucket,
      ...(LocationConstraint === undefined ? {} : { CreateBucketConfiguration: { LocationConstraint } }),
    });
    return undefined;
  } catch (error) {
    if (errorCode(error) === 'BucketAlreadyExists' || isBusy(error)) return error;
    const permissions = [...bucketPermissions('verify'), ...bucketPermissions('bootstrap')];
    const attempt = `create state bucket ${location.bucket}`;
    throw accessDenied(error, { location, permissions, attempt, safe: UNTOUCHED }) ?? error;
  }
}
