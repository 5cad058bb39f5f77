import { createHash } from 'node:crypto';
import type { StateLocation } from '../context/deployment.ts';
import type { DynamoDbApi } from '../platform/aws.ts';
import { errorCode, orAbsent } from './aws-errors.ts';
import { digestItemId } from './keys.ts';

/** The MD5, in hex, that Terraform keeps of the state it wrote last. */
export async function readDigest(
  dynamodb: Pick<DynamoDbApi, 'getItem'>,
  location: StateLocation,
): Promise<string | undefined> {
  // Without a table there is no digest either; whether there must be one is for ensureBackend to say.
  const found = await orAbsent(
    dynamodb.getItem({ ...digestItem(location), ConsistentRead: true }),
    'ResourceNotFoundException',
  );
  return found?.Item?.Digest?.S;
}

/**
 * Writes a digest in place of the one that was read, or where none was (undefined).
 *
 * @returns false where that is no longer so: somebody saved the state just now, and its digest with it.
 */
export const replaceDigest = (
  dynamodb: Pick<DynamoDbApi, 'updateItem'>,
  location: StateLocation,
  { seen, digest }: { readonly seen: string | undefined; readonly digest: string },
): Promise<boolean> =>
  unlessChanged(
    dynamodb.updateItem({
      ...digestItem(location),
      UpdateExpression: 'SET Digest = :md5',
      ConditionExpression: seen === undefined ? 'attribute_not_exists(Digest)' : 'Digest = :seen',
      ExpressionAttributeValues: {
        ':md5': { S: digest },
        ...(seen === undefined ? {} : { ':seen': { S: seen } }),
      },
    }),
  );

/** Deletes the digest if it is still the one that was read. False: it is gone already, or of a state saved since. */
export const deleteDigest = (
  dynamodb: Pick<DynamoDbApi, 'deleteItem'>,
  location: StateLocation,
  seen: string,
): Promise<boolean> =>
  unlessChanged(
    dynamodb.deleteItem({
      ...digestItem(location),
      ConditionExpression: 'Digest = :seen',
      ExpressionAttributeValues: { ':seen': { S: seen } },
    }),
  );

async function unlessChanged(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (errorCode(error) !== 'ConditionalCheckFailedException') throw error;
    return false;
  }
}

const digestItem = (location: StateLocation) => ({
  TableName: location.lockTable,
  Key: { LockID: { S: digestItemId(location) } },
});

/** As Terraform writes a digest. */
export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
