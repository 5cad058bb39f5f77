import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import type { StateLocation } from '../context/deployment.ts';
import type { ReleaseRecord } from '../context/release.ts';
import { Failure } from '../errors.ts';
import type { ObjectsApi } from '../platform/aws.ts';
import { errorCode, errorText, httpStatus, orAbsent } from './aws-errors.ts';
import { releaseRecordKey } from './keys.ts';
import { PERMISSIONS, accessDenied } from './permissions.ts';
import { parseReleaseRecord } from './release-record-shape.ts';
import { recordBytes } from './release-record-text.ts';
import { ownedBucket } from './wanted-bucket.ts';

type RecordApi = Pick<ObjectsApi, 'getObject' | 'putObject'>;

/** A release record and the ETag to hand back with its successor, as S3 spells it (with quotes). */
export interface StoredRecord {
  readonly record: ReleaseRecord;
  readonly etag: string;
}

const place = (location: StateLocation): { Bucket: string; ExpectedBucketOwner: string; Key: string } => ({
  ...ownedBucket(location),
  Key: releaseRecordKey(location.key),
});
/** `s3://bucket/key` of the record, for messages. */
export const recordName = (location: StateLocation): string =>
  `s3://${location.bucket}/${releaseRecordKey(location.key)}`;

/** Reads the release record; undefined before the first deploy. Throws STATE_UNREADABLE for what it can't understand. */
export async function readReleaseRecord(
  s3: RecordApi,
  location: StateLocation,
): Promise<StoredRecord | undefined> {
  const stored = await readText(s3, location);
  if (stored === undefined) return undefined;
  return { record: parseReleaseRecord(stored.text, recordName(location)), etag: stored.etag };
}

/**
 * Writes the record in place of the one with `etag`, or where there is none yet (undefined), and returns its new
 * ETag. Throws PUBLISH_CONFLICT when another process wrote it in between: nothing is overwritten.
 */
export async function writeReleaseRecord(
  s3: RecordApi,
  location: StateLocation,
  record: ReleaseRecord,
  etag: string | undefined,
): Promise<string> {
  const bytes = recordBytes(record);
  try {
    const { ETag = '' } = await s3.putObject({
      ...place(location),
      Body: bytes,
      ContentType: 'application/json',
      ...(etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag }),
    });
    return ETag;
  } catch (error) {
    if (!isConflict(error)) throw explain(error, location, 'write the release record');
    // The SDK repeats a call whose answer was lost; the repeat then meets what the first one wrote.
    const stored = await readText(s3, location);
    if (stored?.text === bytes.toString()) return stored.etag;
    throw conflict(location, error);
  }
}

/** Notes that the state begins anew, whatever lineage it will have: before the first apply without a lost one. */
export async function expectAnew(
  s3: RecordApi,
  location: StateLocation,
  stored: StoredRecord,
): Promise<StoredRecord> {
  if (stored.record.accepted === 'anew') return stored;
  const record: ReleaseRecord = { ...stored.record, accepted: 'anew' };
  return { record, etag: await writeReleaseRecord(s3, location, record, stored.etag) };
}

/** 412: the condition fails; 409: another conditional write is under way; NoSuchKey: what If-Match names is gone. */
const isConflict = (error: unknown): boolean =>
  httpStatus(error) === 412 || httpStatus(error) === 409 || errorCode(error) === 'NoSuchKey';

const conflict = (location: StateLocation, cause: unknown): Failure =>
  new Failure({
    code: 'PUBLISH_CONFLICT',
    reason: `Another process wrote ${recordName(location)} since this run read it.`,
    safe: 'Its record stands; this run wrote nothing over it.',
    next: 'See which other run deployed this environment, then run this one again.',
    cause,
  });

async function readText(
  s3: RecordApi,
  location: StateLocation,
): Promise<{ readonly text: string; readonly etag: string } | undefined> {
  let answer: GetObjectCommandOutput | undefined;
  try {
    answer = await orAbsent(s3.getObject(place(location)), 'NoSuchKey');
  } catch (error) {
    throw explain(error, location, 'read the release record');
  }
  if (answer === undefined) return undefined;
  return { text: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' };
}

function explain(error: unknown, location: StateLocation, attempt: string): unknown {
  const safe = 'Nothing was planned, uploaded or deleted by this step.';
  if (errorCode(error) === 'NoSuchBucket') return bucketGone(location, error, safe);
  return accessDenied(error, { location, permissions: PERMISSIONS.record, attempt, safe }) ?? error;
}

/** The state bucket is not there, which only `bootstrap: never` lets a run meet this late. */
export const bucketGone = (location: StateLocation, cause: unknown, safe: string): Failure =>
  new Failure({
    code: 'BACKEND_MISSING',
    reason: `State bucket ${location.bucket} is not there (${errorText(cause)}).`,
    safe,
    next: 'Run with bootstrap: auto, or create the bucket.',
    cause,
  });
