import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { type LocalS3, startLocalS3 } from '../../local/s3/local-s3.ts';
import { type AwsClients, connectAws } from '../../src/platform/aws.ts';
import type { Environment } from '../../src/platform/platform.ts';

// Nothing here may import the SDK itself: loading it is what most of a small publish would cost.

let local: LocalS3;
before(async () => {
  local = await startLocalS3();
  local.createBucket('site');
});
after(() => local.stop());

/** Modules of the SDK that this process has loaded so far. */
const loaded = (): readonly string[] =>
  Object.keys(createRequire(import.meta.url).cache).filter((file) =>
    /[\\/]@(?:aws-sdk|smithy)[\\/]/.test(file),
  );

const owned = () => ({ Bucket: 'site', ExpectedBucketOwner: local.account });

/** Each call that publishing makes; what it wrote and read. */
async function publish(aws: AwsClients): Promise<string | undefined> {
  const s3 = await aws.objects(local.region);
  await s3.putObject({ ...owned(), Key: 'record', Body: 'a text', IfNoneMatch: '*' });
  const copy = { CopySource: 'site/record', ExpectedSourceBucketOwner: local.account };
  await s3.copyObject({ ...owned(), Key: 'kept', ...copy });
  await s3.headObject({ ...owned(), Key: 'kept' });
  const { Contents } = await s3.listObjectsV2(owned());
  await s3.listObjectVersions(owned());
  const { Body } = await s3.getObject({ ...owned(), Key: 'record' });
  await s3.deleteObjects({ ...owned(), Delete: { Objects: (Contents ?? []).map(({ Key }) => ({ Key })) } });
  const cloudfront = await aws.distributions();
  await cloudfront.getDistribution({ Id: 'E1' });
  const { Invalidation } = await cloudfront.createInvalidation({
    DistributionId: 'E1',
    InvalidationBatch: {
      CallerReference: String(await Body?.transformToString()),
      Paths: { Quantity: 1, Items: ['/*'] },
    },
  });
  await cloudfront.getInvalidation({ DistributionId: 'E1', Id: Invalidation?.Id ?? '' });
  const { Contents: left } = await s3.listObjectsV2(owned());
  assert.deepEqual(left ?? [], []);
  return local.invalidations.at(-1)?.callerReference;
}

test('a publish takes nothing of the SDK where AWS is reached in a plain way', async () => {
  assert.deepEqual(loaded(), []);
  const { AWS_ENDPOINT_URL } = local.environment;
  const plain: Environment = { ...local.environment };
  assert.equal(await publish(connectAws(undefined, plain)), 'a text');
  const role = () => Promise.resolve({ accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 't' });
  const withRole = { HOME: '/nowhere', AWS_ENDPOINT_URL };
  assert.equal(await publish(connectAws(role, withRole)), 'a text');
  assert.deepEqual(loaded(), []);
});

test("a profile is the SDK's to read", async () => {
  const role = () => Promise.resolve({ accessKeyId: 'local', secretAccessKey: 'local' });
  const aws = connectAws(role, { ...local.environment, AWS_PROFILE: 'work' });
  const before = { ...process.env };
  Object.assign(process.env, local.environment);
  try {
    assert.equal(await publish(aws), 'a text');
  } finally {
    for (const name of Object.keys(local.environment)) delete process.env[name];
    Object.assign(process.env, before);
  }
  assert.ok(loaded().some((file) => file.includes('client-s3')));
  assert.ok(loaded().some((file) => file.includes('client-cloudfront')));
});
