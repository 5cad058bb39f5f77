import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import type { S3 } from '@aws-sdk/client-s3';
import type { STS } from '@aws-sdk/client-sts';
import { startLocalAws, type LocalAws } from '../../local/aws/local-aws.ts';
import { startFaultProxy, type FaultProxy } from '../../local/proxy/fault-proxy.ts';
import type { StateLocation } from '../../src/context/deployment.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { connectAws } from '../../src/platform/aws.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { ensureBackend, type BackendOptions } from '../../src/state/ensure-backend.ts';
import { fakePlatform } from '../fakes/platform.ts';

/** What the SDK offers beyond the action's own calls, to set a scene by hand and to look around after it. */
interface Hand {
  readonly s3: S3;
  readonly dynamodb: DynamoDB;
  readonly sts: STS;
}

const environment = { ...process.env };
let aws: LocalAws;
let proxy: FaultProxy;
let hand: Hand;
/** A project of its own for every test: emptying the local AWS takes longer than a test. */
let auto: BackendOptions;
let tests = 0;

before(async () => {
  aws = await startLocalAws();
  proxy = await startFaultProxy(aws.endpoint);
  // The SDK reads these when a client is made, as it does in a run.
  Object.assign(process.env, aws.environment, { AWS_ENDPOINT_URL: proxy.endpoint });
  hand = await handIn(aws.region);
});
after(async () => {
  process.env = environment;
  await proxy?.stop();
  await aws?.stop();
});
beforeEach(() => {
  auto = { mode: 'auto', project: `shop${(tests += 1)}` };
  proxy.clear();
});

async function handIn(region: string): Promise<Hand> {
  const clients = connectAws();
  return {
    s3: (await clients.s3(region)) as S3,
    dynamodb: (await clients.dynamodb(region)) as DynamoDB,
    sts: (await clients.sts(region)) as STS,
  };
}

const locationIn = (region: string): StateLocation => ({
  bucket: `${auto.project}-terraform-state-${aws.account}`,
  key: 'production/terraform.tfstate',
  region,
  lockTable: `${auto.project}-terraform-locks`,
  locking: 'dynamodb',
  account: aws.account,
});
/** A run of its own: nothing is shared with another but AWS. */
const aRun = (): Platform => fakePlatform({ clock: systemClock, aws: connectAws() });

/** Everything AWS itself says about bucket and table. */
async function backendAsAwsShowsIt({ s3, dynamodb }: Hand, { bucket, lockTable }: StateLocation) {
  const Bucket = bucket;
  const [versioning, encryption, ownership, access, policy, lifecycle, tags, table, backups] =
    await Promise.all([
      s3.getBucketVersioning({ Bucket }),
      s3.getBucketEncryption({ Bucket }),
      s3.getBucketOwnershipControls({ Bucket }),
      s3.getPublicAccessBlock({ Bucket }),
      s3.getBucketPolicy({ Bucket }),
      s3.getBucketLifecycleConfiguration({ Bucket }),
      s3.getBucketTagging({ Bucket }),
      dynamodb.describeTable({ TableName: lockTable }),
      dynamodb.describeContinuousBackups({ TableName: lockTable }),
    ]);
  const tableTags = await dynamodb.listTagsOfResource({ ResourceArn: table.Table?.TableArn });
  return {
    versioning: versioning.Status,
    encryption: encryption.ServerSideEncryptionConfiguration?.Rules?.map((rule) => [
      rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
      rule.BucketKeyEnabled,
    ]),
    ownership: ownership.OwnershipControls?.Rules?.map(({ ObjectOwnership }) => ObjectOwnership),
    access: access.PublicAccessBlockConfiguration,
    policy: (
      JSON.parse(policy.Policy ?? '{}') as { Statement: { Sid: string; Effect: string; Condition: object }[] }
    ).Statement.map(({ Sid, Effect, Condition }) => [Sid, Effect, Condition]),
    lifecycle: lifecycle.Rules?.map((rule) => [
      rule.ID,
      rule.NoncurrentVersionExpiration ?? rule.AbortIncompleteMultipartUpload,
    ]),
    tags: tags.TagSet,
    key: table.Table?.KeySchema,
    billing: table.Table?.BillingModeSummary?.BillingMode,
    protection: table.Table?.DeletionProtectionEnabled,
    recovery: backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
    tableTags: tableTags.Tags,
  };
}

const ourTags = () => [
  { Key: 'managed-by', Value: 'revive-deploy' },
  { Key: 'project', Value: auto.project },
];

const askedFor = () => ({
  versioning: 'Enabled',
  encryption: [['AES256', true]],
  ownership: ['BucketOwnerEnforced'],
  access: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
  policy: [
    ['DenyInsecureTransport', 'Deny', { Bool: { 'aws:SecureTransport': 'false' } }],
    ['DenyOldTls', 'Deny', { NumericLessThan: { 's3:TlsVersion': '1.2' } }],
  ],
  lifecycle: [
    ['expire-noncurrent-state-versions', { NoncurrentDays: 90, NewerNoncurrentVersions: 50 }],
    ['abort-incomplete-uploads', { DaysAfterInitiation: 7 }],
  ],
  tags: ourTags(),
  key: [{ AttributeName: 'LockID', KeyType: 'HASH' }],
  billing: 'PAY_PER_REQUEST',
  protection: true,
  recovery: 'ENABLED',
  tableTags: ourTags(),
});

test('creates bucket and table from nothing with every setting, and changes nothing the second time', async () => {
  const location = locationIn('us-east-1');
  await ensureBackend(aRun(), location, auto);
  assert.deepEqual(await backendAsAwsShowsIt(hand, location), askedFor());

  proxy.clear();
  const second = await ensureBackend(aRun(), location, auto);
  assert.deepEqual(proxy.changing(), []);
  assert.deepEqual(
    second.settings.filter(({ changed, found, wanted }) => changed || found !== wanted),
    [],
  );
  await ensureBackend(aRun(), location, { ...auto, mode: 'verify' });
});

for (const region of ['us-east-1', 'eu-central-1']) {
  test(`sixteen first runs at once in ${region} end green, with one bucket and one table`, async () => {
    const location = locationIn(region);
    const reports = await Promise.all(
      Array.from({ length: 16 }, () => ensureBackend(aRun(), location, auto)),
    );
    assert.equal(reports.filter(({ tableCreated }) => tableCreated).length, 1);
    assert.ok(reports.every(({ settings }) => settings.length === 12));
    // Each report says of every setting that it is as wanted: found so, or changed to it.
    const unmet = reports.flatMap(({ settings }) =>
      settings.filter((s) => !s.changed && s.found !== s.wanted),
    );
    assert.deepEqual(unmet, []);
    const there = await handIn(region);
    assert.deepEqual(await backendAsAwsShowsIt(there, location), askedFor());
    const mine = (name: string | undefined): boolean => name?.startsWith(`${auto.project}-`) === true;
    const { Buckets } = await there.s3.listBuckets({});
    assert.deepEqual(Buckets?.map(({ Name }) => Name).filter(mine), [location.bucket]);
    assert.deepEqual((await there.dynamodb.listTables({})).TableNames?.filter(mine), [location.lockTable]);
  });
}

test('mends every drifted setting of its own and keeps what others put beside them', async () => {
  const location = locationIn('us-east-1');
  await ensureBackend(aRun(), location, auto);
  const [Bucket, TableName] = [location.bucket, location.lockTable];
  const theirs = {
    Sid: 'Theirs',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:DeleteBucket',
    Resource: `arn:aws:s3:::${Bucket}`,
  };
  const theirRule = {
    ID: 'theirs',
    Status: 'Enabled' as const,
    Filter: { Prefix: 'logs/' },
    Expiration: { Days: 3 },
  };
  await hand.s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Suspended' } });
  await hand.s3.deleteBucketEncryption({ Bucket });
  await hand.s3.deleteBucketOwnershipControls({ Bucket });
  await hand.s3.deletePublicAccessBlock({ Bucket });
  await hand.s3.putBucketPolicy({
    Bucket,
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: [theirs] }),
  });
  await hand.s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules: [theirRule] } });
  const tagged = [
    { Key: 'managed-by', Value: 'revive-deploy' },
    { Key: 'team', Value: 'crm' },
  ];
  await hand.s3.putBucketTagging({ Bucket, Tagging: { TagSet: tagged } });
  await hand.dynamodb.updateTable({ TableName, DeletionProtectionEnabled: false });
  await hand.dynamodb.updateContinuousBackups({
    TableName,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
  });

  await assert.rejects(
    ensureBackend(aRun(), location, { ...auto, mode: 'verify' }),
    (error: Error & { details: readonly string[] }) => {
      assert.match(error.message, /^BACKEND_DRIFTED: .*9 of 12 settings/);
      assert.equal(error.details.length, 9);
      assert.ok(error.details.includes(`state bucket ${Bucket}: versioning is Suspended, wanted Enabled`));
      return true;
    },
  );

  const report = await ensureBackend(aRun(), location, auto);
  assert.deepEqual(
    report.settings.filter(({ changed }) => changed).map(({ resource, setting }) => `${resource} ${setting}`),
    [
      ...['versioning', 'encryption', 'ownership', 'public access', 'policy', 'lifecycle', 'tags'].map(
        (name) => `bucket ${name}`,
      ),
      'table point-in-time recovery',
      'table deletion protection',
    ],
  );
  assert.deepEqual(await backendAsAwsShowsIt(hand, location), {
    ...askedFor(),
    policy: [['Theirs', 'Deny', undefined], ...askedFor().policy],
    lifecycle: [['theirs', undefined], ...askedFor().lifecycle],
    tags: [{ Key: 'team', Value: 'crm' }, ...ourTags()],
  });
});

test('keeps a KMS key that someone chose for the bucket', async () => {
  const location = locationIn('us-east-1');
  await ensureBackend(aRun(), location, auto);
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const } };
  await hand.s3.putBucketEncryption({
    Bucket: location.bucket,
    ServerSideEncryptionConfiguration: { Rules: [rule] },
  });
  proxy.clear();
  const report = await ensureBackend(aRun(), location, auto);
  assert.match(report.settings.find(({ setting }) => setting === 'encryption')?.found ?? '', /^aws:kms/);
  assert.deepEqual(proxy.changing(), []);
});

test('uses a versioned bucket and a table that are not tagged as ours just as they are', async () => {
  const location = { ...locationIn('us-east-1'), bucket: 'our-states', lockTable: 'our-locks' };
  await hand.s3.createBucket({ Bucket: 'our-states' });
  await hand.s3.putBucketVersioning({ Bucket: 'our-states', VersioningConfiguration: { Status: 'Enabled' } });
  await createTable('our-locks', 'LockID');
  proxy.clear();
  const report = await ensureBackend(aRun(), location, auto);
  assert.deepEqual(proxy.changing(), []);
  assert.ok(report.settings.every(({ changed }) => !changed));
  assert.ok(report.settings.some(({ found, wanted }) => found !== wanted));
  await ensureBackend(aRun(), location, { ...auto, mode: 'verify' });
});

const createTable = (TableName: string, key: string) =>
  hand.dynamodb.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
    KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });

const answer = (code: string, message: string): string =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;

interface Refusal {
  readonly name: string;
  readonly location?: Partial<StateLocation>;
  readonly mode?: 'auto' | 'verify';
  readonly scene: () => Promise<unknown>;
  readonly expected: { readonly code: string; readonly reason: RegExp };
}

const refusals: readonly Refusal[] = [
  {
    name: 'a bucket of another account',
    scene: async () => {
      const RoleArn = 'arn:aws:iam::210987654321:role/someone';
      const { Credentials } = await hand.sts.assumeRole({ RoleArn, RoleSessionName: 'someone' });
      const theirs = connectAws(async () => ({
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      }));
      await (await theirs.s3('us-east-1')).createBucket({ Bucket: locationIn('us-east-1').bucket });
    },
    expected: {
      code: 'BUCKET_OF_ANOTHER_ACCOUNT',
      reason: /does not take account 123456789012 for its owner/,
    },
  },
  {
    name: 'a bucket in another region',
    scene: async () => {
      const there = await handIn('eu-central-1');
      await there.s3.createBucket({
        Bucket: locationIn('us-east-1').bucket,
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      });
    },
    expected: { code: 'BUCKET_IN_ANOTHER_REGION', reason: /is in eu-central-1, not in us-east-1/ },
  },
  {
    name: 'a bucket in another region, as S3 redirects',
    scene: async () =>
      proxy.inject({
        operation: 'HeadBucket',
        action: { kind: 'answer', status: 301, headers: { 'x-amz-bucket-region': 'ap-south-1' } },
      }),
    expected: { code: 'BUCKET_IN_ANOTHER_REGION', reason: /is in ap-south-1, not in us-east-1/ },
  },
  {
    name: 'a public bucket, even one of ours',
    scene: async () => {
      const location = locationIn('us-east-1');
      const { bucket: Bucket } = location;
      await ensureBackend(aRun(), location, auto);
      await hand.s3.deletePublicAccessBlock({ Bucket });
      const open = {
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::${Bucket}/*`,
      };
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [open] });
      await hand.s3.putBucketPolicy({ Bucket, Policy });
    },
    expected: { code: 'BUCKET_PUBLIC', reason: /opens it to the public/ },
  },
  {
    name: 'a bucket of the user whose versioning was suspended',
    scene: async () => {
      const { bucket: Bucket } = locationIn('us-east-1');
      await hand.s3.createBucket({ Bucket });
      await hand.s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Suspended' } });
    },
    expected: { code: 'BUCKET_NOT_OURS', reason: /versioning is Suspended.*managed-by = revive-deploy/ },
  },
  {
    name: 'a table with another key',
    scene: () => createTable(locationIn('us-east-1').lockTable, 'id'),
    expected: { code: 'LOCK_TABLE_WRONG_KEY', reason: /has the key id \(S, HASH\); .* LockID \(S, HASH\)/ },
  },
  {
    name: 'a role that may read the bucket but not list it',
    scene: async () => {
      await ensureBackend(aRun(), locationIn('us-east-1'), auto);
      proxy.inject({ operation: 'HeadBucket', action: { kind: 'answer', status: 403 } });
    },
    expected: { code: 'ACCESS_DENIED', reason: /it takes s3:ListBucket\./ },
  },
  {
    name: 'a role that may not see the bucket at all',
    scene: async () => {
      const denied = answer(
        'AccessDenied',
        'User: arn:aws:sts::123456789012:assumed-role/deploy is not authorized to perform: s3:GetBucketVersioning',
      );
      proxy.inject({ service: 's3', action: { kind: 'answer', status: 403, body: denied } });
    },
    expected: { code: 'ACCESS_DENIED', reason: /s3:ListBucket, .*s3:GetLifecycleConfiguration/ },
  },
  {
    name: 'a role that may not see the table',
    scene: async () =>
      proxy.inject({
        service: 'dynamodb',
        action: {
          kind: 'answer',
          status: 400,
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body: JSON.stringify({
            __type: 'com.amazon.coral.service#AccessDeniedException',
            message: 'not authorized',
          }),
        },
      }),
    expected: {
      code: 'ACCESS_DENIED',
      reason: /look at lock table shop\d+-terraform-locks.*dynamodb:DescribeTable/,
    },
  },
  {
    name: 'expired credentials',
    scene: async () => {
      proxy.inject({ method: 'HEAD', action: { kind: 'answer', status: 400 } });
      const expired = answer('ExpiredToken', 'The provided token has expired.');
      proxy.inject({ service: 's3', action: { kind: 'answer', status: 400, body: expired } });
    },
    expected: { code: 'NO_CREDENTIALS', reason: /The provided token has expired/ },
  },
  {
    name: 'a missing backend when it is only verified',
    mode: 'verify',
    scene: async () => undefined,
    expected: {
      code: 'BACKEND_MISSING',
      reason:
        /state bucket shop\d+-terraform-state-123456789012 and lock table shop\d+-terraform-locks are not there/,
    },
  },
];

for (const { name, location, mode, scene, expected } of refusals) {
  test(`refuses ${name}, and neither bucket nor table is changed`, async () => {
    await scene();
    const past = proxy.changing().length;
    const where = { ...locationIn('us-east-1'), ...location };
    await assert.rejects(ensureBackend(aRun(), where, { ...auto, mode: mode ?? 'auto' }), expected);
    assert.deepEqual(proxy.changing().slice(past), []);
  });
}

test('names the whole policy of a bootstrap role when it may not create the bucket', async () => {
  const denied = answer(
    'AccessDenied',
    'User: arn:aws:sts::123456789012:assumed-role/deploy is not authorized to perform: s3:CreateBucket',
  );
  proxy.inject({ operation: 'CreateBucket', action: { kind: 'answer', status: 403, body: denied } });
  await assert.rejects(
    ensureBackend(aRun(), locationIn('us-east-1'), auto),
    (error: Error & { code: string; details: readonly string[] }) => {
      assert.equal(error.code, 'ACCESS_DENIED');
      const [statement] = JSON.parse(error.details.join('\n')).Statement;
      assert.ok(
        statement.Action.includes('s3:CreateBucket') && statement.Action.includes('s3:PutBucketPolicy'),
      );
      return true;
    },
  );
});

test('converges when the answers to CreateBucket and CreateTable are lost', async () => {
  const location = locationIn('eu-central-1');
  proxy.inject({ operation: 'CreateBucket', times: 1, action: { kind: 'lose-reply' } });
  proxy.inject({ operation: 'CreateTable', times: 1, action: { kind: 'lose-reply' } });
  await ensureBackend(aRun(), location, auto);
  assert.deepEqual(await backendAsAwsShowsIt(await handIn('eu-central-1'), location), askedFor());
});
