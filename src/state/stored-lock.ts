import type { StateLocation } from '../context/deployment.ts';
import type { Platform } from '../platform/platform.ts';
import { errorCode, httpStatus, orAbsent } from './aws-errors.ts';
import { lockfileKey } from './keys.ts';
import { ownedBucket } from './wanted-bucket.ts';

type Aws = Pick<Platform, 'aws'>;

/**
 * One of Terraform's locks on a state, exactly as it was read: what is done to it is done only if it is still so, since
 * whoever holds it may let it go, and another take it, at any moment.
 */
export type StoredLock = StoredItem | StoredFile;

interface StoredItem {
  readonly place: 'item';
  /** The JSON Terraform wrote. */
  readonly text: string;
}

interface StoredFile {
  readonly place: 'file';
  readonly text: string;
  /** As S3 spells it, with quotes. */
  readonly etag: string;
  /** How the object is encrypted: a bucket policy may refuse another way. */
  readonly encryption: {
    readonly ServerSideEncryption?: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
    readonly SSEKMSKeyId?: string;
  };
}

/** The item that is Terraform's lock in the lock table. */
const itemOf = (location: StateLocation) => ({
  TableName: location.lockTable,
  Key: { LockID: { S: `${location.bucket}/${location.key}` } },
});

const fileOf = (location: StateLocation) => ({
  ...ownedBucket(location),
  Key: lockfileKey(location.key),
});

/** The lock in the lock table; undefined: it is free, or Terraform doesn't lock there. */
export async function readLockItem({ aws }: Aws, location: StateLocation): Promise<StoredItem | undefined> {
  if (location.locking === 'lockfile') return undefined;
  const dynamodb = await aws.dynamodb(location.region);
  const { Item } = await dynamodb.getItem({ ...itemOf(location), ConsistentRead: true });
  const text = Item?.['Info']?.S;
  return text === undefined ? undefined : { place: 'item', text };
}

/** The lock file beside the state; undefined: it is free, or Terraform doesn't lock there. */
export async function readLockFile({ aws }: Aws, location: StateLocation): Promise<StoredFile | undefined> {
  if (location.locking === 'dynamodb') return undefined;
  const s3 = await aws.s3(location.region);
  const found = await orAbsent(s3.getObject(fileOf(location)), 'NoSuchKey');
  const text = await found?.Body?.transformToString();
  if (found === undefined || text === undefined) return undefined;
  const { ETag: etag = '', ServerSideEncryption: kind, SSEKMSKeyId: key } = found;
  const known = kind === 'AES256' || kind === 'aws:kms' || kind === 'aws:kms:dsse';
  return {
    place: 'file',
    text,
    etag,
    encryption: {
      ...(known ? { ServerSideEncryption: kind } : {}),
      ...(known && key !== undefined ? { SSEKMSKeyId: key } : {}),
    },
  };
}

/** Every lock there is: with `locking: both` there are two of them while Terraform holds them. */
export async function readStoredLocks(aws: Aws, location: StateLocation): Promise<readonly StoredLock[]> {
  const [item, file] = await Promise.all([readLockItem(aws, location), readLockFile(aws, location)]);
  return [...(item === undefined ? [] : [item]), ...(file === undefined ? [] : [file])];
}

/**
 * Takes a lock by writing this text, if it is free.
 *
 * @returns undefined where somebody else holds it.
 */
export async function createLock(
  ports: Aws,
  location: StateLocation,
  place: StoredLock['place'],
  text: string,
): Promise<StoredLock | undefined> {
  await ifUnchanged(async () => {
    if (place === 'item') {
      const dynamodb = await ports.aws.dynamodb(location.region);
      const { TableName, Key } = itemOf(location);
      const Item = { ...Key, Info: { S: text } };
      await dynamodb.putItem({ TableName, Item, ConditionExpression: 'attribute_not_exists(LockID)' });
    } else {
      const s3 = await ports.aws.s3(location.region);
      const file = { ...fileOf(location), Body: text, ContentType: 'application/json' };
      await s3.putObject({ ...file, IfNoneMatch: '*' });
    }
  });
  // What is there tells: the SDK repeats a call whose answer was lost, and the repeat meets what the first one wrote.
  const read = place === 'item' ? readLockItem : readLockFile;
  const found = await read(ports, location);
  return found?.text === text ? found : undefined;
}

/**
 * Writes another text into the lock, if it is still as it was read.
 *
 * @returns false where it no longer is: let go, or another's.
 */
export function rewriteLock(
  { aws }: Aws,
  location: StateLocation,
  lock: StoredLock,
  text: string,
): Promise<boolean> {
  return ifUnchanged(async () => {
    if (lock.place === 'item') {
      const dynamodb = await aws.dynamodb(location.region);
      await dynamodb.updateItem({
        ...itemOf(location),
        UpdateExpression: 'SET Info = :text',
        ConditionExpression: 'Info = :exact',
        ExpressionAttributeValues: { ':text': { S: text }, ':exact': { S: lock.text } },
      });
    } else {
      const s3 = await aws.s3(location.region);
      await s3.putObject({
        ...fileOf(location),
        Body: text,
        ContentType: 'application/json',
        IfMatch: lock.etag,
        ...lock.encryption,
      });
    }
  });
}

/**
 * Deletes the lock, if it is still as it was read.
 *
 * @returns false where it no longer is: let go, or another's.
 */
export function deleteLock({ aws }: Aws, location: StateLocation, lock: StoredLock): Promise<boolean> {
  return ifUnchanged(async () => {
    if (lock.place === 'item') {
      const dynamodb = await aws.dynamodb(location.region);
      await dynamodb.deleteItem({
        ...itemOf(location),
        ConditionExpression: 'Info = :exact',
        ExpressionAttributeValues: { ':exact': { S: lock.text } },
      });
    } else {
      const s3 = await aws.s3(location.region);
      await s3.deleteObject({ ...fileOf(location), IfMatch: lock.etag });
    }
  });
}

/** Answers that mean "not what you read": changed, being changed, or gone. */
const CHANGED: ReadonlySet<string> = new Set([
  'ConditionalCheckFailedException',
  'ConditionalRequestConflict',
  'NoSuchKey',
  'PreconditionFailed',
]);

async function ifUnchanged(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (CHANGED.has(errorCode(error)) || httpStatus(error) === 412) return false;
    throw error;
  }
}
