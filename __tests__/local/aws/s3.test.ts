import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  CreateBucketCommand,
  GetBucketPolicyStatusCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

import { startLocalAws, type LocalAws } from '../../../local/aws/local-aws.ts';
import { refused } from './refused.ts';

let aws: LocalAws;
let s3: S3Client;

before(async () => {
  aws = await startLocalAws();
  s3 = new S3Client({
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
after(async () => {
  s3?.destroy();
  await aws?.stop();
});

async function bucketWith(name: string, statements: readonly object[]): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  await s3.send(new PutBucketPolicyCommand({ Bucket: name, Policy: policy }));
}

const denied = refused('AccessDenied', 403);
/** The answer to a HEAD has no body, so no name either. */
const forbidden = refused(undefined, 403);

test('a policy that denies what comes without TLS lets the local endpoint through', async () => {
  const resource = ['arn:aws:s3:::tls', 'arn:aws:s3:::tls/*'];
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: resource };
  await bucketWith('tls', [
    { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { ...deny, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
  ]);
  await s3.send(new PutObjectCommand({ Bucket: 'tls', Key: 'a', Body: 'a' }));
  await s3.send(new HeadObjectCommand({ Bucket: 'tls', Key: 'a' }));
});

test('a policy that denies TLS below 1.4 denies it', async () => {
  await bucketWith('too-strict', [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::too-strict/*',
      Condition: { NumericLessThan: { 's3:TlsVersion': '1.4' } },
    },
  ]);
  await assert.rejects(s3.send(new PutObjectCommand({ Bucket: 'too-strict', Key: 'a', Body: 'a' })), denied);
});

test('the wrong expected owner is refused on bucket and object', async () => {
  await s3.send(new CreateBucketCommand({ Bucket: 'owned' }));
  await s3.send(new HeadBucketCommand({ Bucket: 'owned', ExpectedBucketOwner: aws.account }));
  const wrong = { Bucket: 'owned', ExpectedBucketOwner: '999999999999' };
  await assert.rejects(s3.send(new HeadBucketCommand(wrong)), forbidden);
  await assert.rejects(s3.send(new PutObjectCommand({ ...wrong, Key: 'a', Body: 'a' })), denied);
  await assert.rejects(
    s3.send(new HeadBucketCommand({ ...wrong, Bucket: 'absent' })),
    refused(undefined, 404),
  );
});

test('a bucket of another account is forbidden, not missing', async () => {
  const sts = new STSClient({
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { Credentials: other } = await sts.send(
    new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::222222222222:role/other', RoleSessionName: 'other' }),
  );
  const theirs = new S3Client({
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: {
      accessKeyId: other?.AccessKeyId ?? '',
      secretAccessKey: other?.SecretAccessKey ?? '',
      sessionToken: other?.SessionToken ?? '',
    },
  });
  try {
    await theirs.send(new CreateBucketCommand({ Bucket: 'theirs' }));
    await assert.rejects(s3.send(new HeadBucketCommand({ Bucket: 'theirs' })), forbidden);
    await assert.rejects(s3.send(new GetObjectCommand({ Bucket: 'theirs', Key: 'a' })), denied);
    // In us-east-1 too, whose special answer is for one's own buckets alone.
    await assert.rejects(
      s3.send(new CreateBucketCommand({ Bucket: 'theirs' })),
      refused('BucketAlreadyExists', 409),
    );
  } finally {
    theirs.destroy();
    sts.destroy();
  }
});

test('a public policy is told and, where blocked, refused', async () => {
  const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::public/*' };
  await bucketWith('public', [open]);
  const { PolicyStatus } = await s3.send(new GetBucketPolicyStatusCommand({ Bucket: 'public' }));
  assert.equal(PolicyStatus?.IsPublic, true);

  const block = { BlockPublicPolicy: true, BlockPublicAcls: true };
  await s3.send(new CreateBucketCommand({ Bucket: 'blocked' }));
  await s3.send(
    new PutPublicAccessBlockCommand({ Bucket: 'blocked', PublicAccessBlockConfiguration: block }),
  );
  const policy = (statement: object) =>
    s3.send(
      new PutBucketPolicyCommand({ Bucket: 'blocked', Policy: JSON.stringify({ Statement: [statement] }) }),
    );
  await assert.rejects(policy(open), denied);
  await policy({ ...open, Effect: 'Deny', Resource: 'arn:aws:s3:::blocked/*' });
});

test('CloudFront reads what the bucket policy grants its distribution, and nothing else', async () => {
  const arn = `arn:aws:cloudfront::${aws.account}:distribution/E1SITE`;
  await bucketWith('origin', [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::origin/*',
      Condition: { StringEquals: { 'AWS:SourceArn': arn } },
    },
  ]);
  await s3.send(new PutObjectCommand({ Bucket: 'origin', Key: 'index.html', Body: 'page' }));
  const get = async (source: string) => {
    const answer = await fetch(`${aws.endpoint}/origin/index.html`, {
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/s3/aws4_request',
        'x-local-service-principal': `cloudfront.amazonaws.com ${source}`,
      },
    });
    return { status: answer.status, body: await answer.text() };
  };
  assert.deepEqual(await get(arn), { status: 200, body: 'page' });
  assert.equal((await get(arn.replace('E1SITE', 'E2OTHER'))).status, 403);
});
