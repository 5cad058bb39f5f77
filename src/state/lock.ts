import type { StateLocation } from '../context/deployment.ts';
import type { Platform } from '../platform/platform.ts';
import { orAbsent } from './aws-errors.ts';
import { lockfileKey } from './keys.ts';

/** Terraform's own lock, as whoever holds it wrote it. */
export interface StateLock {
  readonly id: string;
  /** `OperationTypeApply`, `OperationTypePlan`, ... */
  readonly operation: string;
  /** `user@host`. */
  readonly who: string;
  /** As Terraform writes it: UTC. */
  readonly created: string;
  /** Free text; a signed lock carries run, actor and commit here. */
  readonly info: string;
}

/** Who holds the state lock, by its item or its file; undefined: it is free. */
export async function readLock(
  platform: Pick<Platform, 'aws'>,
  location: StateLocation,
): Promise<StateLock | undefined> {
  const item = location.locking === 'lockfile' ? undefined : await readLockItem(platform, location);
  const text = item ?? (location.locking === 'dynamodb' ? undefined : await readLockFile(platform, location));
  return text === undefined ? undefined : parseLock(text);
}

async function readLockItem(
  { aws }: Pick<Platform, 'aws'>,
  location: StateLocation,
): Promise<string | undefined> {
  const dynamodb = await aws.dynamodb(location.region);
  const { Item } = await dynamodb.getItem({
    TableName: location.lockTable,
    Key: { LockID: { S: `${location.bucket}/${location.key}` } },
    ConsistentRead: true,
  });
  return Item?.['Info']?.S;
}

async function readLockFile(
  { aws }: Pick<Platform, 'aws'>,
  location: StateLocation,
): Promise<string | undefined> {
  const s3 = await aws.s3(location.region);
  const found = await orAbsent(
    s3.getObject({
      Bucket: location.bucket,
      Key: lockfileKey(location.key),
      ExpectedBucketOwner: location.account,
    }),
    'NoSuchKey',
  );
  return found?.Body?.transformToString();
}

/** Reads the JSON both kinds of lock hold; what is missing reads as unknown. */
export function parseLock(text: string): StateLock {
  const unknown = 'unknown';
  try {
    const lock = JSON.parse(text) as Record<string, string | undefined>;
    return {
      id: lock['ID'] ?? unknown,
      operation: lock['Operation'] ?? unknown,
      who: lock['Who'] ?? unknown,
      created: lock['Created'] ?? unknown,
      info: lock['Info'] ?? '',
    };
  } catch {
    return { id: unknown, operation: unknown, who: unknown, created: unknown, info: '' };
  }
}

/** One line about a lock: who, for what, since when. */
export const describeLock = (lock: StateLock): string =>
  `${lock.who} for ${lock.operation.replace(/^OperationType/, '').toLowerCase()} since ${lock.created}` +
  (lock.info === '' ? '' : ` (${lock.info})`);
