import type { StateLocation } from '../context/deployment.ts';
import type { RecordedState } from '../context/release-history.ts';
import { Failure } from '../errors.ts';
import type { DynamoDbApi, S3Api } from '../platform/aws.ts';
import { errorCode, httpStatus } from './aws-errors.ts';
import { md5, readDigest, replaceDigest } from './digest.ts';
import type { Restoration } from './restoration.ts';
import { markMetadata } from './restore-mark.ts';
import { ownedBucket } from './wanted-bucket.ts';

/** What stands there once a restore is done. */
export interface Restored {
  readonly state: RecordedState;
  /** Whether anything had to be written. */
  readonly changed: boolean;
}

/**
 * Writes a restored state as a new version, then its digest, each only if nobody wrote in between, and reads both back.
 * Called by who holds the state lock. Ended between the two writes, the mark on the version proves to whoever comes next
 * what the digest is to be.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where somebody writes without the lock
 */
export async function writeRestored(
  { s3, dynamodb }: { readonly s3: S3Api; readonly dynamodb: DynamoDbApi },
  location: StateLocation,
  restoration: Restoration,
): Promise<Restored> {
  const { kind, text, digest: seen, lineage, serial } = restoration;
  const wroteState = kind === 'write' && (await putState(s3, location, restoration));
  const digest = md5(text);
  let wroteDigest = false;
  // Terraform keeps one only where it locks in a table.
  if (location.locking !== 'lockfile' && seen !== digest) {
    wroteDigest = await replaceDigest(dynamodb, location, { seen, digest });
    if (!wroteDigest && (await readDigest(dynamodb, location)) !== digest) throw interfered(location);
  }
  const { Body, VersionId } = await s3.getObject({ ...ownedBucket(location), Key: location.key });
  if ((await Body?.transformToString()) !== text) throw interfered(location);
  const state = { lineage, serial, ...(VersionId === undefined ? {} : { versionId: VersionId }) };
  return { state, changed: wroteState || wroteDigest };
}

async function putState(
  s3: S3Api,
  location: StateLocation,
  { text, mark, current }: Restoration,
): Promise<true> {
  const place = { ...ownedBucket(location), Key: location.key };
  try {
    await s3.putObject({
      ...place,
      Body: text,
      ContentType: 'application/json',
      Metadata: markMetadata(mark),
      ...(current === undefined ? { IfNoneMatch: '*' } : { IfMatch: current.etag }),
    });
    return true;
  } catch (error) {
    const isConflict = [409, 412].includes(httpStatus(error) ?? 0) || errorCode(error) === 'NoSuchKey';
    if (!isConflict) throw error;
    // The SDK repeats a call whose answer was lost; the repeat then meets what the first one wrote.
    const { Body } = await s3.getObject(place);
    if ((await Body?.transformToString()) === text) return true;
    throw interfered(location, error);
  }
}

const interfered = (location: StateLocation, cause?: unknown): Failure =>
  new Failure({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `Somebody wrote the state at s3://${location.bucket}/${location.key}, or its digest, while this run held its lock.`,
    safe: 'Their state stands, and every version of it is there; this run wrote nothing over it.',
    next: 'Find who writes it without a lock (its versions tell when), then run the restore again.',
    cause,
  });
