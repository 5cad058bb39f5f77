import type { StateLocation } from '../context/deployment.ts';
import type { ReleaseRecord } from '../context/release.ts';
import { Failure } from '../errors.ts';
import type { S3Api } from '../platform/aws.ts';
import type { Platform } from '../platform/platform.ts';
import { md5, readDigest, replaceDigest } from './digest.ts';
import { digestItemId } from './keys.ts';
import { readOlderVersions } from './older-versions.ts';
import { parseState } from './state-content.ts';
import { type StateHead, readStateHead } from './state-head.ts';

/**
 * Reads the state as `readStateHead` does, and makes sure that Terraform will accept it. Terraform writes the state and
 * then its MD5 into the lock table; a run that ended between the two leaves the MD5 of the version before, and every
 * Terraform after it fails with "does not have the expected content". That is repaired where it is proven to be just
 * that: the digest is of an earlier version, and from that one on every version is of the same lineage and a higher
 * serial. One that is not there is noted. Called by who holds the lease.
 *
 * @throws Failure `STATE_LOST`, `STATE_UNREADABLE`; `STATE_DIGEST_MISMATCH` where the digest is of anything else
 */
export async function readAcceptedHead(
  platform: Pick<Platform, 'aws' | 'log'>,
  location: StateLocation,
  record?: ReleaseRecord,
): Promise<StateHead> {
  const dynamodb = await platform.aws.dynamodb(location.region);
  const [head, digest] = await Promise.all([
    readStateHead(platform, location, record),
    readDigest(dynamodb, location),
  ]);
  // Terraform keeps one only where it locks in a table.
  if (!head.exists || digest === head.md5 || location.locking === 'lockfile') return head;
  // Terraform reads a state without one, but can't tell then whether S3 gave it the newest.
  if (digest === undefined) await replaceDigest(dynamodb, location, { seen: digest, digest: head.md5 });
  else await repair(platform, location, { head, digest });
  return head;
}

interface Mismatch {
  readonly head: StateHead & { readonly exists: true };
  readonly digest: string;
}

async function repair(
  { aws, log }: Pick<Platform, 'aws' | 'log'>,
  location: StateLocation,
  mismatch: Mismatch,
): Promise<void> {
  const s3 = await aws.s3(location.region);
  const since = await readSince(s3, location, mismatch.digest);
  if (since === undefined || !isOneLine([mismatch.head, ...since])) throw mismatched(location, mismatch);
  const dynamodb = await aws.dynamodb(location.region);
  const { head, digest: seen } = mismatch;
  if (await replaceDigest(dynamodb, location, { seen, digest: head.md5 })) {
    log.info(
      `Repaired the digest of the state in ${location.lockTable}: a run that was ended between the two writes left that of serial ${since.at(-1)?.serial}.`,
    );
  }
}

interface Version {
  readonly lineage: string;
  readonly serial: number;
}

/** The versions before the current one back to the one that the digest is of; undefined: it is of none of them. */
async function readSince(
  s3: Pick<S3Api, 'getObject' | 'listObjectVersions'>,
  location: StateLocation,
  digest: string,
): Promise<readonly Version[] | undefined> {
  const found: Version[] = [];
  for await (const { text } of readOlderVersions(s3, location)) {
    const content = parseState(text);
    if (typeof content === 'string') return undefined;
    found.push(content);
    if (md5(text) === digest) return found;
  }
  return undefined;
}

/** Whether each version, newest first, continues the one after it. */
const isOneLine = (versions: readonly Version[]): boolean =>
  versions.every((version, index) => {
    const before = versions[index + 1];
    return before === undefined || (before.lineage === version.lineage && before.serial < version.serial);
  });

function mismatched(location: StateLocation, { head, digest }: Mismatch): Failure {
  const state = `s3://${location.bucket}/${location.key}`;
  const item = `--table-name ${location.lockTable} --key '{"LockID":{"S":"${digestItemId(location)}"}}'`;
  return new Failure({
    code: 'STATE_DIGEST_MISMATCH',
    reason:
      `The state at ${state} (serial ${head.serial}) has the MD5 ${head.md5}, but Terraform noted ${digest} in ` +
      `${location.lockTable}, and that is not of the versions that led to it: someone replaced one of the two by hand.`,
    safe: 'Nothing was planned or changed; every version of the state is as it was.',
    next: `See which of them is right: aws s3api list-object-versions --bucket ${location.bucket} --prefix ${location.key}`,
    details: [
      'If the current version is right, note its MD5:',
      `aws dynamodb update-item ${item} --update-expression 'SET Digest = :md5' --expression-attribute-values '{":md5":{"S":"${head.md5}"}}'`,
    ],
  });
}
