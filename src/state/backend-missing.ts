import type { StateLocation } from '../context/deployment.ts';
import { Failure } from '../errors.ts';
import type { Platform } from '../platform/platform.ts';
import { errorCode } from './aws-errors.ts';
import { readLease } from './lease.ts';
import { PERMISSIONS, explained } from './permissions.ts';
import { ownedBucket } from './wanted-bucket.ts';

/** What a command says that has no use for a state backend it would have to make. */
export interface MissingWords {
  /** What follows from it: `nothing can be locked there`. */
  readonly so: string;
  /** `Nothing was freed or changed.` */
  readonly safe: string;
  readonly next: string;
}

/** The failure where bucket or table are not there; undefined for every other error. Green would hide a wrong name. */
export function backendMissing(
  error: unknown,
  { lockTable, bucket, region }: StateLocation,
  { so, safe, next }: MissingWords,
): Failure | undefined {
  const missing = new Map([
    ['ResourceNotFoundException', `lock table ${lockTable}`],
    ['NoSuchBucket', `state bucket ${bucket}`],
  ]).get(errorCode(error));
  if (missing === undefined) return undefined;
  return new Failure({
    code: 'BACKEND_MISSING',
    reason: `There is no ${missing} in ${region}, so ${so}.`,
    safe,
    next,
    cause: error,
  });
}

/**
 * Makes sure that bucket and table are there, and makes neither.
 *
 * @throws Failure `BACKEND_MISSING`, `ACCESS_DENIED`
 */
export async function requireBackend(
  { aws }: Pick<Platform, 'aws'>,
  location: StateLocation,
  words: MissingWords,
): Promise<void> {
  const [s3, dynamodb] = await Promise.all([aws.s3(location.region), aws.dynamodb(location.region)]);
  const looks = Promise.all([
    s3.listObjectsV2({ ...ownedBucket(location), Prefix: location.key, MaxKeys: 1 }),
    readLease(dynamodb, location),
  ]).catch((error: unknown) => {
    throw backendMissing(error, location, words) ?? error;
  });
  await explained(looks, {
    location,
    permissions: [...PERMISSIONS.state, ...PERMISSIONS.lock],
    attempt: 'look at the state backend',
    safe: words.safe,
  });
}
