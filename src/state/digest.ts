import { createHash } from 'node:crypto';
import type { StateLocation } from '../context/deployment.ts';
import type { DynamoDbApi } from '../platform/aws.ts';
import { orAbsent } from './aws-errors.ts';
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

/** The item that holds it. */
export const digestItem = (location: StateLocation) => ({
  TableName: location.lockTable,
  Key: { LockID: { S: digestItemId(location) } },
});

/** As Terraform writes a digest. */
export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
