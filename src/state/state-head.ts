import type { ObjectVersion } from '@aws-sdk/client-s3';
import type { StateLocation } from '../context/deployment.ts';
import type { ReleaseRecord } from '../context/release.ts';
import { Failure } from '../errors.ts';
import type { DynamoDbApi, S3Api } from '../platform/aws.ts';
import type { Platform } from '../platform/platform.ts';
import { errorCode, orAbsent } from './aws-errors.ts';
import { md5, readDigest } from './digest.ts';
import { PERMISSIONS, accessDenied } from './permissions.ts';
import { type GoodVersion, describeGood, findGoodVersion, goOnFrom } from './good-version.ts';
import { bucketGone } from './release-record.ts';
import { type RestoreMark, readMark } from './restore-mark.ts';
import { parseState, type StateContent } from './state-content.ts';
import { ownedBucket } from './wanted-bucket.ts';

/** The current state as one GET shows it. */
export type StateHead =
  | {
      readonly exists: false;
    }
  | (StateContent & {
      readonly exists: true;
      /** MD5 of the object, in hex. */
      readonly md5: string;
      /** Absent when the bucket has no versioning. */
      readonly versionId?: string;
      /** Set where a restore wrote it. */
      readonly mark?: RestoreMark;
    });

const UNTOUCHED = 'Nothing was planned or changed; every version of the state is as it was.';

/**
 * Reads the state without Terraform. A state that isn't there is a first deploy only when nothing says that there
 * was one: no version of it, no digest, no release in `record`. Throws STATE_LOST when something does, and
 * STATE_UNREADABLE for an object that is no state: planning from either would create everything a second time.
 */
export async function readStateHead(
  platform: Pick<Platform, 'aws'>,
  location: StateLocation,
  record?: ReleaseRecord,
): Promise<StateHead> {
  const [s3, dynamodb] = await Promise.all([
    platform.aws.s3(location.region),
    platform.aws.dynamodb(location.region),
  ]);
  try {
    const object = await orAbsent(s3.getObject({ ...ownedBucket(location), Key: location.key }), 'NoSuchKey');
    if (object === undefined) {
      await refuseLostState({ s3, dynamodb }, location, record);
      return { exists: false };
    }
    const text = (await object.Body?.transformToString()) ?? '';
    const content = parseState(text);
    if (typeof content === 'string') throw unreadable(location, content, await findGoodVersion(s3, location));
    const { VersionId } = object;
    const mark = readMark(object.Metadata);
    return {
      exists: true,
      ...content,
      md5: md5(text),
      ...(VersionId === undefined ? {} : { versionId: VersionId }),
      ...(mark === undefined ? {} : { mark }),
    };
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (errorCode(error) === 'NoSuchBucket') throw bucketGone(location, error, UNTOUCHED);
    const request = { location, permissions: PERMISSIONS.state, attempt: 'read the state', safe: UNTOUCHED };
    throw accessDenied(error, request) ?? error;
  }
}

interface Clients {
  readonly s3: S3Api;
  readonly dynamodb: DynamoDbApi;
}

/** What shows that there was a state: its versions, its digest, a release. */
async function refuseLostState(
  { s3, dynamodb }: Clients,
  location: StateLocation,
  record: ReleaseRecord | undefined,
): Promise<void> {
  const [versions, digest] = await Promise.all([listVersions(s3, location), readDigest(dynamodb, location)]);
  const evidence = [
    ...(versions.deleteMarker === undefined
      ? []
      : [`a delete marker of ${versions.deletedAt} stands on it (version ${versions.deleteMarker})`]),
    ...(versions.all.length === 0 ? [] : [`${versions.all.length} older versions of it are there`]),
    ...(digest === undefined ? [] : [`table ${location.lockTable} holds its digest ${digest}`]),
    ...(record !== undefined && wasReleased(record) ? ['the release record says that it was deployed'] : []),
  ];
  if (evidence.length > 0) throw lost(location, evidence, await findGoodVersion(s3, location));
}

/** A release or an intent comes after an apply, so a state was there. A record may also only say whose it will be. */
const wasReleased = (record: ReleaseRecord): boolean =>
  record.live !== undefined || record.intended !== undefined || record.previous.length > 0;

interface Versions {
  /** Newest first, without delete markers. */
  readonly all: readonly ObjectVersion[];
  /** Version id of the delete marker that hides the object; absent when none does. */
  readonly deleteMarker?: string | undefined;
  readonly deletedAt?: string | undefined;
}

/** The versions of the state. S3 lists a key before all longer ones, newest first, so the first page has the newest. */
async function listVersions(s3: S3Api, location: StateLocation): Promise<Versions> {
  const page = await s3.listObjectVersions({ ...ownedBucket(location), Prefix: location.key });
  const marker = page.DeleteMarkers?.find(({ Key, IsLatest }) => Key === location.key && IsLatest === true);
  return {
    all: (page.Versions ?? []).filter(({ Key }) => Key === location.key),
    deleteMarker: marker?.VersionId,
    deletedAt: marker?.LastModified?.toISOString(),
  };
}

const BACKUP = (location: StateLocation): string =>
  `Restore the state from a backup to s3://${location.bucket}/${location.key}`;

const lost = (location: StateLocation, evidence: readonly string[], good: GoodVersion | undefined): Failure =>
  new Failure({
    code: 'STATE_LOST',
    reason: `There was a state at s3://${location.bucket}/${location.key} and it is gone: ${evidence.join('; ')}.`,
    safe: UNTOUCHED,
    next: good === undefined ? `${BACKUP(location)}, or deploy to another environment.` : goOnFrom(good),
    details: [good === undefined ? 'No good version of it is left in the bucket.' : describeGood(good)],
  });

const unreadable = (location: StateLocation, why: string, good: GoodVersion | undefined): Failure =>
  new Failure({
    code: 'STATE_UNREADABLE',
    reason: `The object at s3://${location.bucket}/${location.key} is no Terraform state: ${why}.`,
    safe: UNTOUCHED,
    next: good === undefined ? `${BACKUP(location)}.` : goOnFrom(good),
    details: [good === undefined ? 'No older version of it is a state.' : describeGood(good)],
  });
