import type { StateLocation } from '../context/deployment.ts';
import { type RecordedState, expectedState } from '../context/release-history.ts';
import type { ReleaseRecord } from '../context/release.ts';
import type { S3Api } from '../platform/aws.ts';
import type { Platform } from '../platform/platform.ts';
import { md5, readDigest, replaceDigest } from './digest.ts';
import { type GoodVersion, findGoodVersion } from './good-version.ts';
import { readOlderVersions } from './older-versions.ts';
import { parseState } from './state-content.ts';
import { type StateHead, readStateHead } from './state-head.ts';
import { foreign, mismatched, regressed } from './unaccepted-head.ts';

type FoundHead = StateHead & { readonly exists: true };

/** The state, and what is still to be written until Terraform accepts it. */
interface Acceptable {
  readonly head: StateHead;
  /** The digest that is to stand in place of the one seen; absent: Terraform accepts the state as it is. */
  readonly owed?: {
    readonly seen: string | undefined;
    readonly digest: string;
    /** What left the one seen behind, where there is one. */
    readonly left?: string;
  };
}

/**
 * Reads the state as `readStateHead` does, and makes sure that it is this environment's newest, and that Terraform will
 * accept it: the record tells lineage and least serial, and the digest that this is what Terraform wrote last.
 *
 * Terraform writes the state and then its MD5 into the lock table; a run that ended between the two leaves the MD5 of the
 * version before, and every Terraform after it fails with "does not have the expected content". That is repaired where
 * it is proven to be just that: the digest is of an earlier version, and from that one on every version is of the same
 * lineage and a higher serial; or a restore noted with the state which digest it was about to replace. A digest that is
 * not there is noted, unless the version before shows that the state is no newer. Called by who holds the lease.
 *
 * @throws Failure `STATE_LOST`, `STATE_UNREADABLE`; `STATE_FOREIGN` for another lineage, `STATE_REGRESSED` for an older
 * state, `STATE_DIGEST_MISMATCH` where the digest is of anything else
 */
export async function readAcceptedHead(
  platform: Pick<Platform, 'aws' | 'log'>,
  location: StateLocation,
  record?: ReleaseRecord,
): Promise<StateHead> {
  const { head, owed } = await readAcceptable(platform, location, record);
  if (owed === undefined) return head;
  const written = await replaceDigest(await platform.aws.dynamodb(location.region), location, owed);
  if (written && owed.left !== undefined)
    platform.log.info(`Repaired the digest of the state in ${location.lockTable}: ${owed.left}.`);
  return head;
}

/**
 * Reads the state that `readAcceptedHead` would make Terraform accept, and leaves its digest as it is: for who holds no
 * lease and only looks.
 *
 * @throws Failure as `readAcceptedHead`
 */
export const readAcceptableHead = async (
  platform: Pick<Platform, 'aws'>,
  location: StateLocation,
  record?: ReleaseRecord,
): Promise<StateHead> => (await readAcceptable(platform, location, record)).head;

async function readAcceptable(
  platform: Pick<Platform, 'aws'>,
  location: StateLocation,
  record: ReleaseRecord | undefined,
): Promise<Acceptable> {
  const dynamodb = await platform.aws.dynamodb(location.region);
  const [head, digest] = await Promise.all([
    readStateHead(platform, location, record),
    readDigest(dynamodb, location),
  ]);
  if (!head.exists) return { head };
  const s3 = await platform.aws.s3(location.region);
  const expected = expectedState(record);
  await refuseUnexpected(s3, location, head, expected);
  // Terraform keeps one only where it locks in a table.
  const noted = location.locking === 'lockfile' ? undefined : digest;
  if (noted === head.md5) return { head };
  if (noted !== undefined) {
    const left = await leftBehind(s3, location, { head, digest: noted });
    return { head, owed: { seen: noted, digest: head.md5, left } };
  }
  // Nothing proves that Terraform wrote it: the version that the record knows is proof enough, else the one before.
  if (head.versionId === undefined || head.versionId !== expected?.versionId)
    await refuseOlder(s3, location, head);
  // Terraform reads a state without one, but can't tell then whether S3 gave it the newest.
  return location.locking === 'lockfile' ? { head } : { head, owed: { seen: digest, digest: head.md5 } };
}

type Versions = Pick<S3Api, 'getObject' | 'listObjectVersions'>;

/** Stops at a state that is not the one the record knows, nor one that follows it. */
async function refuseUnexpected(
  s3: Versions,
  location: StateLocation,
  head: FoundHead,
  expected: RecordedState | undefined,
): Promise<void> {
  if (expected === undefined) return;
  const { lineage, serial } = expected;
  if (head.lineage === lineage && head.serial >= serial) return;
  // A restore that was ended before it could tell the record: somebody chose this lineage.
  if (head.lineage !== lineage && head.mark !== undefined) return;
  const good = await findGoodVersion(s3, location, lineage);
  const found = { location, head, expected, good };
  throw head.lineage === lineage ? regressed(found) : foreign(found);
}

/** Stops where the version before has the same lineage and the state is no newer: an older one was put over it. */
async function refuseOlder(s3: Versions, location: StateLocation, head: FoundHead): Promise<void> {
  const before = await findGoodVersion(s3, location);
  if (before === undefined || before.content.lineage !== head.lineage) return;
  if (head.serial > before.content.serial || md5(before.text) === head.md5) return;
  throw regressed({ location, head, expected: before.content, good: before });
}

interface Mismatch {
  readonly head: FoundHead;
  readonly digest: string;
}

/** What left the digest behind, where the versions prove it. */
async function leftBehind(s3: Versions, location: StateLocation, mismatch: Mismatch): Promise<string> {
  const { head, digest } = mismatch;
  if (head.mark !== undefined && head.mark.replaces === digest)
    return `a restore of version ${head.mark.from} was ended before it wrote it`;
  const { since, noted } = await readSince(s3, location, digest);
  if (noted !== undefined && since !== undefined && isOneLine([head, ...since]))
    return `a run that was ended between the two writes left that of serial ${noted.content.serial}`;
  const found = { location, head, good: noted };
  if (noted !== undefined && noted.content.lineage !== head.lineage)
    throw foreign({ ...found, expected: noted.content });
  if (noted !== undefined && noted.content.serial > head.serial)
    throw regressed({ ...found, expected: noted.content });
  throw mismatched({ ...found, digest });
}

interface Version {
  readonly lineage: string;
  readonly serial: number;
}

interface Since {
  /** The version that the digest is of; undefined: of none of them. */
  readonly noted?: GoodVersion;
  /** The versions before the current one back to that one; undefined where one of them is no state. */
  readonly since: readonly Version[] | undefined;
}

async function readSince(s3: Versions, location: StateLocation, digest: string): Promise<Since> {
  let since: Version[] | undefined = [];
  for await (const version of readOlderVersions(s3, location)) {
    const content = parseState(version.text);
    if (typeof content === 'string') {
      since = undefined;
      continue;
    }
    since?.push(content);
    if (md5(version.text) === digest) return { noted: { ...version, content }, since };
  }
  return { since: undefined };
}

/** Whether each version, newest first, continues the one after it. */
const isOneLine = (versions: readonly Version[]): boolean =>
  versions.every((version, index) => {
    const before = versions[index + 1];
    return before === undefined || (before.lineage === version.lineage && before.serial < version.serial);
  });
