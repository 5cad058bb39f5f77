import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { type World, assertNothingLeft, assertWell, placeOf, startWorld } from './harness.ts';

const RUNS = 16;

describe('sixteen first runs of `command: bootstrap` at once', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  it('are all green and end in one bucket and one table with every setting as wanted', async () => {
    const { bucket, table } = placeOf('shop', world.aws.account);
    const steps = await Promise.all(
      Array.from({ length: RUNS }, async () => {
        const checkout = await world.checkout();
        return { checkout, step: await world.start(checkout, { inputs: { command: 'bootstrap' } }) };
      }),
    );
    for (const { checkout, step } of steps) {
      assertWell(await step.finished, {
        result: 'bootstrapped',
        'state-bucket': bucket,
        'lock-table': table,
      });
      await assertNothingLeft(world, step, checkout);
    }
    const { Buckets = [] } = await world.s3.listBuckets({});
    assert.deepEqual(
      Buckets.map(({ Name }) => Name),
      [bucket],
    );
    assert.deepEqual((await world.dynamodb.listTables({})).TableNames, [table]);
    await assertBucketAsWanted(world, bucket);
    await assertTableAsWanted(world, table);
  });

  it('leave nothing to do for the next one', async () => {
    const run = await world.run(await world.checkout(), { inputs: { command: 'bootstrap' } });
    assertWell(run, { result: 'bootstrapped', changed: 'false' });
  });
});

/** Reads every setting back with the SDK, against what issue and README promise, not against the action's own data. */
async function assertBucketAsWanted({ s3, aws }: World, bucket: string): Promise<void> {
  const of = { Bucket: bucket, ExpectedBucketOwner: aws.account };
  const versioning = await s3.getBucketVersioning(of);
  assert.equal(versioning.Status, 'Enabled');

  const { ServerSideEncryptionConfiguration } = await s3.getBucketEncryption(of);
  const [rule, ...otherRules] = ServerSideEncryptionConfiguration?.Rules ?? [];
  assert.deepEqual(otherRules, []);
  assert.equal(rule?.BucketKeyEnabled, true);
  assert.match(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ?? '', /^(AES256|aws:kms)$/);

  const { OwnershipControls } = await s3.getBucketOwnershipControls(of);
  assert.deepEqual(OwnershipControls?.Rules, [{ ObjectOwnership: 'BucketOwnerEnforced' }]);

  const { PublicAccessBlockConfiguration } = await s3.getPublicAccessBlock(of);
  assert.deepEqual(PublicAccessBlockConfiguration, {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  });

  const { Policy = '{}' } = await s3.getBucketPolicy(of);
  const { Statement } = JSON.parse(Policy) as { readonly Statement: readonly Record<string, unknown>[] };
  assert.ok(Statement.every(({ Effect }) => Effect === 'Deny'));
  assert.match(Policy, /"aws:SecureTransport":\s*"?false/);
  assert.match(Policy, /"NumericLessThan":\s*\{\s*"s3:TlsVersion":\s*"?1\.2/);

  const { Rules = [] } = await s3.getBucketLifecycleConfiguration(of);
  assert.ok(Rules.every(({ Status }) => Status === 'Enabled'));
  assert.ok(
    Rules.some(
      ({ NoncurrentVersionExpiration: kept }) =>
        (kept?.NoncurrentDays ?? 0) > 0 && (kept?.NewerNoncurrentVersions ?? 0) > 0,
    ),
    'noncurrent versions are kept by number and age',
  );
  assert.ok(Rules.some(({ AbortIncompleteMultipartUpload: abort }) => (abort?.DaysAfterInitiation ?? 0) > 0));

  const { TagSet = [] } = await s3.getBucketTagging(of);
  assert.ok(
    TagSet.some(({ Value }) => Value === 'shop'),
    JSON.stringify(TagSet),
  );
}

async function assertTableAsWanted({ dynamodb }: World, table: string): Promise<void> {
  const { Table } = await dynamodb.describeTable({ TableName: table });
  assert.deepEqual(Table?.KeySchema, [{ AttributeName: 'LockID', KeyType: 'HASH' }]);
  assert.deepEqual(Table?.AttributeDefinitions, [{ AttributeName: 'LockID', AttributeType: 'S' }]);
  assert.equal(Table?.BillingModeSummary?.BillingMode, 'PAY_PER_REQUEST');
  assert.equal(Table?.DeletionProtectionEnabled, true);
  assert.equal(Table?.TableStatus, 'ACTIVE');

  const { ContinuousBackupsDescription: backups } = await dynamodb.describeContinuousBackups({
    TableName: table,
  });
  assert.equal(backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus, 'ENABLED');

  const { Tags = [] } = await dynamodb.listTagsOfResource({ ResourceArn: Table?.TableArn ?? '' });
  assert.ok(
    Tags.some(({ Value }) => Value === 'shop'),
    JSON.stringify(Tags),
  );
}
