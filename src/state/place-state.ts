import type { StateLocation } from '../context/deployment.ts';
import type { ReleaseRecord } from '../context/release.ts';
import { Failure } from '../errors.ts';
import type { Platform } from '../platform/platform.ts';
import { readAcceptedHead } from './accepted-head.ts';
import { httpStatus, orAbsent } from './aws-errors.ts';
import { md5, replaceDigest } from './digest.ts';
import { type LockWish, underStateLock } from './hold-lock.ts';
import { PERMISSIONS, explained } from './permissions.ts';
import type { StateHead } from './state-head.ts';
import { ownedBucket } from './wanted-bucket.ts';

/** What is put where no state is yet. */
export interface StateToPlace {
  /** The whole state, secrets included. */
  readonly text: string;
  /** Where it comes from, for messages. */
  readonly from: string;
  readonly record: ReleaseRecord | undefined;
}

/**
 * Puts a state where none is, byte for byte, and reads it back. Not by `terraform state push`: where there is no state
 * yet that begins one of another lineage, and nothing could tell any more that the two are one. One conditional write
 * under Terraform's own lock: a run that is killed left the state there or not there, never half of it. The digest that
 * Terraform keeps beside it follows; one that is missing is made up for by every later run.
 *
 * @throws Failure `STATE_LOCKED`, `STATE_MOVED` where a state is there by now, `ACCESS_DENIED`
 */
export async function placeState(
  platform: Pick<Platform, 'aws' | 'log' | 'clock'>,
  location: StateLocation,
  { text, from, record }: StateToPlace,
  wish: LockWish,
): Promise<StateHead & { readonly exists: true }> {
  const request = {
    location,
    permissions: [...PERMISSIONS.state, ...PERMISSIONS.lock],
    attempt: 'move the state in',
    safe: `Nothing was planned or applied, and ${from} is as it was.`,
  };
  await underStateLock(platform, location, wish, () => explained(write(platform, location, text), request));
  const head = await readAcceptedHead(platform, location, record);
  if (head.exists && head.md5 === md5(text)) return head;
  throw new Failure({
    code: 'STATE_MOVED',
    reason:
      `The state of ${from} was to be moved to s3://${location.bucket}/${location.key}, ` +
      `${head.exists ? `and another one is there by now (serial ${head.serial} of lineage ${head.lineage})` : 'and is not there'}.`,
    safe: `Nothing was planned or applied, and ${from} is as it was.`,
    next: 'Find who else writes to that place (its versions tell when), then run the deploy again.',
  });
}

async function write({ aws }: Pick<Platform, 'aws'>, location: StateLocation, text: string): Promise<void> {
  const [s3, dynamodb] = await Promise.all([aws.s3(location.region), aws.dynamodb(location.region)]);
  const place = { ...ownedBucket(location), Key: location.key };
  try {
    await s3.putObject({ ...place, Body: text, ContentType: 'application/json', IfNoneMatch: '*' });
  } catch (error) {
    // What is there already is looked at once the lock is free; a repeat by the SDK meets what the first try wrote.
    if (httpStatus(error) !== 412) throw error;
    const found = await orAbsent(s3.getObject(place), 'NoSuchKey');
    if ((await found?.Body?.transformToString()) !== text) return;
  }
  if (location.locking === 'lockfile') return;
  await replaceDigest(dynamodb, location, { seen: undefined, digest: md5(text) });
}
