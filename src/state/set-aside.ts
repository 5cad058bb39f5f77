import type { StateLocation } from '../context/deployment.ts';
import type { ReleaseRecord } from '../context/release.ts';
import { Failure } from '../errors.ts';
import type { DynamoDbApi, S3Api } from '../platform/aws.ts';
import type { Platform } from '../platform/platform.ts';
import { readAcceptedHead } from './accepted-head.ts';
import { httpStatus, orAbsent } from './aws-errors.ts';
import { deleteDigest, md5, readDigest, replaceDigest } from './digest.ts';
import { type StateVersion, readOlderVersions } from './older-versions.ts';
import { PERMISSIONS, type RefusedRequest, explained } from './permissions.ts';
import { parseState } from './state-content.ts';
import type { StateHead } from './state-head.ts';
import { ownedBucket } from './wanted-bucket.ts';

/** A state that can't be planned from: what it knew is to be found by looking. */
export interface LostState {
  /** What was found of it. */
  readonly found: Failure;
  /** What Terraform wrote last, as far as a version of it is left. Secrets included. */
  readonly lastGood?: StateVersion | undefined;
  /** Takes it out of Terraform's way, which then begins with none. Every version of it stays. Before `init`. */
  setAside(): Promise<void>;
  /** Makes everything as it was found, unless a state was saved since. For a run that ends before it applies. */
  putBack(): Promise<void>;
}

/** The state as an adopting run finds it. */
export interface HeadToAdopt {
  readonly head: StateHead;
  /** Set where there was a state and it can't be planned from. */
  readonly lost?: LostState;
}

/** What becomes of a state by adoption: gone, no state at all, or not the one that Terraform wrote. */
const LOST: ReadonlySet<Failure['code']> = new Set([
  'STATE_LOST',
  'STATE_UNREADABLE',
  'STATE_DIGEST_MISMATCH',
  'STATE_FOREIGN',
  'STATE_REGRESSED',
]);

/**
 * Reads the state as `readAcceptedHead` does. With `adopt`, one that is lost, unreadable or replaced is not refused: it
 * can be set aside. Called by who holds the lease.
 *
 * @throws Failure what `readAcceptedHead` throws, without `adopt`; `ACCESS_DENIED`
 */
export async function readHeadToAdopt(
  platform: Pick<Platform, 'aws' | 'log'>,
  location: StateLocation,
  {
    record,
    adopt,
    read = readAcceptedHead,
  }: {
    readonly record: ReleaseRecord | undefined;
    readonly adopt: boolean;
    /** How it is read, by who holds no lease: `readAcceptableHead`. */
    readonly read?: typeof readAcceptedHead;
  },
): Promise<HeadToAdopt> {
  try {
    return { head: await read(platform, location, record) };
  } catch (error) {
    if (!adopt || !(error instanceof Failure) || !LOST.has(error.code)) throw error;
    const lost = await lookAtLost(platform, location, error);
    platform.log.info(`${error.code}: ${error.reason}`);
    platform.log.info('adopt-existing is set, so this run goes on without it: what exists is imported.');
    return { head: { exists: false }, lost };
  }
}

const REQUEST = (location: StateLocation): RefusedRequest => ({
  location,
  permissions: [
    ...PERMISSIONS.state,
    { action: 's3:DeleteObject', resource: 'state' },
    { action: 'dynamodb:UpdateItem', resource: 'table' },
    { action: 'dynamodb:DeleteItem', resource: 'table' },
  ],
  attempt: 'put the lost state aside',
  safe: 'Nothing was planned or applied; every version of the state is there.',
});

interface Clients {
  readonly s3: S3Api;
  readonly dynamodb: DynamoDbApi;
  readonly location: StateLocation;
}

async function lookAtLost(
  { aws }: Pick<Platform, 'aws'>,
  location: StateLocation,
  found: Failure,
): Promise<LostState> {
  const [s3, dynamodb] = await Promise.all([aws.s3(location.region), aws.dynamodb(location.region)]);
  const clients = { s3, dynamodb, location };
  const [digest, current] = await explained(
    Promise.all([readDigest(dynamodb, location), readCurrent(clients)]),
    REQUEST(location),
  );
  const lastGood = await explained(findLastGood(clients, { digest, current }), REQUEST(location));
  let removed: Removed | undefined;
  return {
    found,
    lastGood,
    setAside: async () => {
      if (current !== undefined) removed ??= await explained(remove(clients, current), REQUEST(location));
      // Terraform waits 10 s for the state that this is the digest of, and then refuses to go on.
      if (digest !== undefined) await explained(deleteDigest(dynamodb, location, digest), REQUEST(location));
    },
    putBack: () => putBack(clients, { removed, digest }),
  };
}

interface Current {
  readonly text: string;
  readonly versionId: string | undefined;
}

async function readCurrent({ s3, location }: Clients): Promise<Current | undefined> {
  const place = { ...ownedBucket(location), Key: location.key };
  const object = await orAbsent(s3.getObject(place), 'NoSuchKey');
  if (object === undefined) return undefined;
  return { text: (await object.Body?.transformToString()) ?? '', versionId: object.VersionId };
}

/** The version that Terraform noted last; else the current one if it is a state; else the newest that is one. */
async function findLastGood(
  { s3, location }: Clients,
  { digest, current }: { readonly digest: string | undefined; readonly current: Current | undefined },
): Promise<StateVersion | undefined> {
  const good: StateVersion[] = [];
  if (current !== undefined && isState(current.text)) good.push(current);
  for await (const version of readOlderVersions(s3, location)) {
    const { text } = version;
    if (!isState(text)) continue;
    good.push(version);
    if (digest === undefined || md5(text) === digest) break;
  }
  return good.find(({ text }) => md5(text) === digest) ?? good[0];
}

const isState = (text: string): boolean => typeof parseState(text) !== 'string';

/** How the object was taken away: under a delete marker, or copied where nothing has versions. */
type Removed =
  { readonly kind: 'hidden'; readonly marker: string } | { readonly kind: 'copied'; readonly text: string };

async function remove({ s3, location }: Clients, { text, versionId }: Current): Promise<Removed> {
  const place = { ...ownedBucket(location), Key: location.key };
  if (versionId === undefined) {
    const copy = { ...ownedBucket(location), Key: `${location.key}.set-aside-${md5(text)}`, Body: text };
    await s3.putObject({ ...copy, IfNoneMatch: '*' }).catch((error: unknown) => {
      // The same text was set aside before.
      if (httpStatus(error) !== 412) throw error;
    });
  }
  const { VersionId: marker } = await s3.deleteObject(place);
  return marker === undefined ? { kind: 'copied', text } : { kind: 'hidden', marker };
}

async function putBack(
  { s3, dynamodb, location }: Clients,
  { removed, digest }: { readonly removed: Removed | undefined; readonly digest: string | undefined },
): Promise<void> {
  const place = { ...ownedBucket(location), Key: location.key };
  const saved = await orAbsent(s3.headObject(place), 'NoSuchKey', 'NotFound');
  if (saved !== undefined) return;
  if (removed?.kind === 'hidden') await s3.deleteObject({ ...place, VersionId: removed.marker });
  if (removed?.kind === 'copied') await s3.putObject({ ...place, Body: removed.text, IfNoneMatch: '*' });
  if (digest !== undefined) await replaceDigest(dynamodb, location, { seen: undefined, digest });
}
