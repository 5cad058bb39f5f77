import type { StateLocation } from '../context/deployment.ts';
import type { S3Api } from '../platform/aws.ts';
import type { Platform } from '../platform/platform.ts';
import { errorCode, httpStatus } from './aws-errors.ts';
import { parseState } from './state-content.ts';
import { ownedBucket } from './wanted-bucket.ts';

/** A state of another environment or project. It holds secrets: only ever to be read for what it has. */
export interface OtherState {
  /** `s3://bucket/key`. */
  readonly place: string;
  readonly text: string;
}

export interface OtherStates {
  readonly states: readonly OtherState[];
  /** What could not be looked into, and why: `s3://bucket (AccessDenied)`. */
  readonly unread: readonly string[];
}

/** More than this many states in one bucket are not read. */
const MOST_STATES = 200;

const AT_ONCE = 8;

/**
 * Reads the other states that tell what belongs to somebody else: those in the same bucket, and those in this account's
 * other buckets of the same convention (`<project>-terraform-state-<account>`). A state anywhere else is not seen.
 */
export async function readOtherStates(
  { aws }: Pick<Platform, 'aws'>,
  location: StateLocation,
): Promise<OtherStates> {
  const s3 = await aws.s3(location.region);
  const states: OtherState[] = [];
  const unread: string[] = [];
  for (const bucket of await stateBuckets(s3, location, unread)) {
    try {
      const found = await readBucket(
        s3,
        { ...location, bucket },
        bucket === location.bucket ? location.key : '',
      );
      states.push(...found.states);
      unread.push(...found.unread);
    } catch (error) {
      if (errorCode(error) === 'NoSuchBucket') continue;
      unread.push(`s3://${bucket} (${refusal(error)})`);
    }
  }
  return { states, unread };
}

/**
 * The bucket of a state, and this account's others of the same convention.
 *
 * @param unread is told where AWS won't list them
 */
export async function stateBuckets(
  s3: Pick<S3Api, 'listBuckets'>,
  location: StateLocation,
  unread: string[],
): Promise<readonly string[]> {
  const others = await otherBuckets(s3, location).catch((error: unknown) => {
    unread.push(`this account's other state buckets (${refusal(error)})`);
    return [];
  });
  return [location.bucket, ...others];
}

/** AWS won't say, has it no more, or has it in another region. Faults and throttling are something else. */
export function refusal(error: unknown): string {
  const status = httpStatus(error);
  if (status === undefined || status < 300 || status >= 500 || status === 429) throw error;
  return errorCode(error);
}

async function otherBuckets(
  s3: Pick<S3Api, 'listBuckets'>,
  { bucket, account }: StateLocation,
): Promise<readonly string[]> {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await s3.listBuckets(token === undefined ? {} : { ContinuationToken: token });
    names.push(...(page.Buckets ?? []).flatMap(({ Name }) => (Name === undefined ? [] : [Name])));
    token = page.ContinuationToken;
  } while (token !== undefined);
  return names.filter((name) => name !== bucket && name.endsWith(`-terraform-state-${account}`));
}

async function readBucket(s3: S3Api, location: StateLocation, ownKey: string): Promise<OtherStates> {
  const keys = (await stateKeys(s3, location)).filter((key) => key !== ownKey);
  const states: OtherState[] = [];
  const unread =
    keys.length > MOST_STATES
      ? [`s3://${location.bucket} (only ${MOST_STATES} of ${keys.length} states)`]
      : [];
  const queue = keys.slice(0, MOST_STATES).values();
  const worker = async (): Promise<void> => {
    for (const key of queue) {
      const place = `s3://${location.bucket}/${key}`;
      try {
        const { Body } = await s3.getObject({ ...ownedBucket(location), Key: key });
        const text = (await Body?.transformToString()) ?? '';
        const content = parseState(text);
        if (typeof content === 'string') unread.push(`${place} (${content})`);
        else states.push({ place, text });
      } catch (error) {
        unread.push(`${place} (${refusal(error)})`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { states, unread };
}

/** Keys of all states in a bucket but those that wait for recovery, which their own environment's state has or gets. */
const stateKeys = async (s3: Pick<S3Api, 'listObjectsV2'>, location: StateLocation) =>
  (await listKeys(s3, location)).filter((key) => key.endsWith('.tfstate') && !key.startsWith('recovery/'));

/** Every key of a bucket. */
export async function listKeys(
  s3: Pick<S3Api, 'listObjectsV2'>,
  location: StateLocation,
): Promise<readonly string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await s3.listObjectsV2({
      ...ownedBucket(location),
      ...(token === undefined ? {} : { ContinuationToken: token }),
    });
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return keys;
}
