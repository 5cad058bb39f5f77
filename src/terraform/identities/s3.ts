import type { S3Api } from '../../platform/aws.ts';
import {
  type Place,
  type ResolvedKey,
  type ResourceIdentity,
  codeOf,
  found,
  orAbsent,
  part,
} from './identity.ts';

/** What every call names: a bucket of another account answers 403, which is never "absent". */
interface OwnedBucket {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

/** A bucket's settings are overwritten, and AWS gives every new bucket some; its objects are overwritten, too. */
const BUCKET = { type: 'aws_s3_bucket', part: 'bucket' } as const;

/** A setting of a bucket that is a resource of its own, imported by the bucket's name. */
const setting = (isThere: (s3: S3Api, bucket: OwnedBucket) => Promise<boolean>): ResourceIdentity => ({
  assignedBy: 'key',
  within: BUCKET,
  key: { bucket: { id: 'bucket' } },
  find: async (place, key) => {
    const bucket = owned(place, key);
    const there = await orAbsent(isThere(await place.aws.s3(place.region), bucket), 'NoSuchBucket');
    return there === true ? [bucket.Bucket] : [];
  },
});

const owned = ({ account }: Place, key: ResolvedKey): OwnedBucket => ({
  Bucket: part(key, 'bucket'),
  ExpectedBucketOwner: account,
});

/** Whether a call answers; the code says that the bucket has no such setting. */
const answers = async (call: Promise<unknown>, code: string): Promise<boolean> =>
  (await orAbsent(
    call.then(() => true),
    code,
  )) ?? false;

/** A HEAD has no body: its 404 is all S3 says. */
async function isFound(head: Promise<unknown>): Promise<boolean> {
  try {
    await head;
    return true;
  } catch (error) {
    const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
    if ($metadata?.httpStatusCode === 404 || codeOf(error) === 'NotFound') return false;
    throw error;
  }
}

/** S3: buckets and their settings by the bucket's name, objects by bucket and key. */
export const S3: Readonly<Record<string, ResourceIdentity>> = {
  aws_s3_bucket: {
    assignedBy: 'key',
    key: { bucket: 'bucket' },
    find: async (place, key) => {
      const s3 = await place.aws.s3(place.region);
      const bucket = owned(place, key);
      return found((await isFound(s3.headBucket(bucket))) ? bucket.Bucket : undefined);
    },
  },
  aws_s3_object: {
    assignedBy: 'key',
    within: BUCKET,
    key: { bucket: { id: 'bucket' }, key: 'key' },
    find: async (place, key) => {
      const s3 = await place.aws.s3(place.region);
      const bucket = owned(place, key);
      const there = await isFound(s3.headObject({ ...bucket, Key: part(key, 'key') }));
      return there ? [`${bucket.Bucket}/${part(key, 'key')}`] : [];
    },
  },
  aws_s3_bucket_policy: setting((s3, bucket) => answers(s3.getBucketPolicy(bucket), 'NoSuchBucketPolicy')),
  aws_s3_bucket_public_access_block: setting((s3, bucket) =>
    answers(s3.getPublicAccessBlock(bucket), 'NoSuchPublicAccessBlockConfiguration'),
  ),
  aws_s3_bucket_ownership_controls: setting((s3, bucket) =>
    answers(s3.getBucketOwnershipControls(bucket), 'OwnershipControlsNotFoundError'),
  ),
  aws_s3_bucket_server_side_encryption_configuration: setting((s3, bucket) =>
    answers(s3.getBucketEncryption(bucket), 'ServerSideEncryptionConfigurationNotFoundError'),
  ),
  aws_s3_bucket_lifecycle_configuration: setting((s3, bucket) =>
    answers(s3.getBucketLifecycleConfiguration(bucket), 'NoSuchLifecycleConfiguration'),
  ),
  aws_s3_bucket_cors_configuration: setting((s3, bucket) =>
    answers(s3.getBucketCors(bucket), 'NoSuchCORSConfiguration'),
  ),
  aws_s3_bucket_website_configuration: setting((s3, bucket) =>
    answers(s3.getBucketWebsite(bucket), 'NoSuchWebsiteConfiguration'),
  ),
  // AWS answers these three for every bucket, and with nothing in them where they were never set.
  aws_s3_bucket_logging: setting(
    async (s3, bucket) => (await s3.getBucketLogging(bucket)).LoggingEnabled !== undefined,
  ),
  aws_s3_bucket_notification: setting(async (s3, bucket) => {
    const {
      EventBridgeConfiguration: bridge,
      LambdaFunctionConfigurations: functions = [],
      QueueConfigurations: queues = [],
      TopicConfigurations: topics = [],
    } = await s3.getBucketNotificationConfiguration(bucket);
    return bridge !== undefined || functions.length + queues.length + topics.length > 0;
  }),
  aws_s3_bucket_accelerate_configuration: setting(
    async (s3, bucket) => (await s3.getBucketAccelerateConfiguration(bucket)).Status !== undefined,
  ),
  aws_s3_bucket_replication_configuration: setting((s3, bucket) =>
    answers(s3.getBucketReplication(bucket), 'ReplicationConfigurationNotFoundError'),
  ),
  aws_s3_bucket_object_lock_configuration: setting((s3, bucket) =>
    answers(s3.getObjectLockConfiguration(bucket), 'ObjectLockConfigurationNotFoundError'),
  ),
  // Every bucket has one. By the canned name it is imported with, the provider compares what it grants.
  aws_s3_bucket_acl: {
    assignedBy: 'key',
    within: BUCKET,
    key: { bucket: { id: 'bucket' }, acl: 'acl' },
    find: async (place, key) => {
      const bucket = owned(place, key);
      const s3 = await place.aws.s3(place.region);
      const there = await orAbsent(s3.getBucketAcl(bucket), 'NoSuchBucket');
      return there === undefined ? [] : [`${bucket.Bucket},${part(key, 'acl')}`];
    },
  },
  // A bucket that never had versioning answers without a status, and the provider refuses to import that.
  aws_s3_bucket_versioning: setting(
    async (s3, bucket) => (await s3.getBucketVersioning(bucket)).Status !== undefined,
  ),
};
