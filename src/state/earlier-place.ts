import { type StateLocation, lockTableName } from '../context/deployment.ts';
import type { Owner } from '../context/release.ts';
import { Failure } from '../errors.ts';
import type { S3Api } from '../platform/aws.ts';
import type { Platform } from '../platform/platform.ts';
import { errorCode, isDenied } from './aws-errors.ts';
import { readDigest } from './digest.ts';
import { releaseRecordKey } from './keys.ts';
import { listKeys, refusal, stateBuckets } from './other-states.ts';
import { isSameOwner } from './ownership.ts';
import { type StoredRecord, readReleaseRecord, recordName } from './release-record.ts';

/** A place where the state of this very environment stands. */
export interface EarlierPlace {
  /** `lockTable` is that which guards the state there, where it is known. */
  readonly location: StateLocation;
  readonly isTableKnown: boolean;
  readonly stored: StoredRecord;
}

export interface EarlierPlaces {
  readonly places: readonly EarlierPlace[];
  /** What could not be looked into, and why: `s3://bucket (AccessDenied)`. */
  readonly unread: readonly string[];
}

const RECORD_SUFFIX = '.release.json';

/**
 * Where else the state of this owner stands: by the release records beside the other states of the bucket, and in this
 * account's other buckets of the same convention. A place that it was moved away from, to another one than `location`,
 * does not count. What AWS won't show is not seen.
 */
export async function findEarlierPlaces(
  platform: Pick<Platform, 'aws'>,
  location: StateLocation,
  owner: Owner,
): Promise<EarlierPlaces> {
  const s3 = await platform.aws.s3(location.region);
  const places: EarlierPlace[] = [];
  const unread: string[] = [];
  for (const bucket of await stateBuckets(s3, location, unread)) {
    try {
      for (const found of await ownIn(s3, { ...location, bucket }, { owner, unread })) {
        const { key } = found.location;
        const isHere = bucket === location.bucket && key === location.key;
        if (!isHere && isStillThere(found.stored, location))
          places.push(await withTable(platform, found, owner));
      }
    } catch (error) {
      if (errorCode(error) === 'NoSuchBucket') continue;
      unread.push(`s3://${bucket} (${refusal(error)})`);
    }
  }
  return { places, unread };
}

/** Not moved away, or on its way to just here. */
function isStillThere({ record: { movedTo } }: StoredRecord, location: StateLocation): boolean {
  if (movedTo === undefined) return true;
  const { bucket, key, region } = location;
  return movedTo.bucket === bucket && movedTo.key === key && movedTo.region === region;
}

type Found = Pick<EarlierPlace, 'location' | 'stored'>;

async function ownIn(
  s3: S3Api,
  location: StateLocation,
  { owner, unread }: { readonly owner: Owner; readonly unread: string[] },
): Promise<readonly Found[]> {
  const keys = await listKeys(s3, location);
  const records = keys.filter((key) => key.endsWith(RECORD_SUFFIX));
  const found: Found[] = [];
  for (const recordKey of records) {
    // The record's key leaves the state's ending out, which it may not have.
    const key = recordKey.slice(0, -RECORD_SUFFIX.length);
    const at = { ...location, key: keys.includes(`${key}.tfstate`) ? `${key}.tfstate` : key };
    if (releaseRecordKey(at.key) !== recordKey) continue;
    const stored = await readReleaseRecord(s3, at).catch((error: unknown) => {
      // Another project's, or of a newer version: what it is about is theirs.
      if (!(error instanceof Failure)) throw error;
      unread.push(`${recordName(at)} (${error.code})`);
      return undefined;
    });
    if (stored === undefined || !isSameOwner(stored.record.owner, owner)) continue;
    // One that only claimed its place, and never had a state there, holds nothing.
    const { live, intended, previous } = stored.record;
    const isDeployed = live !== undefined || intended !== undefined || previous.length > 0;
    if (isDeployed || keys.includes(at.key)) found.push({ location: at, stored });
  }
  return found;
}

/** Which table guards the state there: that which has its digest. A lock file stands beside it, and needs none. */
async function withTable(
  { aws }: Pick<Platform, 'aws'>,
  { location, stored }: Found,
  { project }: Owner,
): Promise<EarlierPlace> {
  const dynamodb = await aws.dynamodb(location.region);
  for (const lockTable of new Set([location.lockTable, lockTableName(project)])) {
    const at = { ...location, lockTable };
    const digest = await readDigest(dynamodb, at).catch((error: unknown) => {
      if (isDenied(error)) return undefined;
      throw error;
    });
    if (digest !== undefined) return { location: at, isTableKnown: true, stored };
  }
  return { location, isTableKnown: location.locking === 'lockfile', stored };
}
