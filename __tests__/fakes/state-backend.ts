import type { StateLocation } from '../../src/context/deployment.ts';
import type { DynamoDbApi, S3Api } from '../../src/platform/aws.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { FakeDynamoDb } from './dynamodb.ts';
import { fakePlatform } from './platform.ts';
import { FakeStateS3 } from './state-s3.ts';

export const location: StateLocation = {
  bucket: 'shop-terraform-state-123456789012',
  key: 'production/terraform.tfstate',
  region: 'us-east-1',
  lockTable: 'shop-terraform-locks',
  locking: 'dynamodb',
  account: '123456789012',
};

/** An empty account in memory, and a platform that leads to it. */
export function emptyAccount(): {
  readonly s3: FakeStateS3;
  readonly dynamodb: FakeDynamoDb;
  readonly platform: Platform;
} {
  const s3 = new FakeStateS3();
  const dynamodb = new FakeDynamoDb();
  const { aws } = fakePlatform();
  const clients = {
    ...aws,
    s3: async () => s3 as unknown as S3Api,
    dynamodb: async () => dynamodb as unknown as DynamoDbApi,
  };
  return { s3, dynamodb, platform: fakePlatform({ aws: clients }) };
}
