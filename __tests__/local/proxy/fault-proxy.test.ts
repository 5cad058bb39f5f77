import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { S3Client, GetObjectCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';

import { classify } from '../../../local/proxy/classify.ts';
import { startFaultProxy, type FaultProxy } from '../../../local/proxy/fault-proxy.ts';

/** What stands for AWS: answers everything with an empty success and keeps the digest of each body. */
let target: http.Server;
let arrived: { method: string; url: string; digest: string }[] = [];
let proxy: FaultProxy;

const settings = () => ({
  endpoint: proxy.endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
});

before(async () => {
  target = http.createServer((request, response) => {
    const hash = createHash('sha256');
    request.on('data', (chunk: Buffer) => hash.update(chunk));
    request.on('end', () => {
      arrived.push({ method: request.method ?? '', url: request.url ?? '', digest: hash.digest('hex') });
      const json = request.headers['x-amz-target'] !== undefined;
      response.setHeader('content-type', json ? 'application/x-amz-json-1.0' : 'text/xml');
      response.end(json ? '{}' : '<Answer><ResponseMetadata/></Answer>');
    });
  });
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  proxy = await startFaultProxy(`http://127.0.0.1:${(target.address() as AddressInfo).port}`);
});
after(async () => {
  await proxy?.stop();
  target?.closeAllConnections();
  target?.close();
});
beforeEach(() => {
  proxy.clear();
  arrived = [];
});

test('calls are named as the SDK names them, and those that change are told apart', async () => {
  const s3 = new S3Client({ ...settings(), forcePathStyle: true });
  const dynamodb = new DynamoDBClient(settings());
  const sts = new STSClient(settings());
  await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' }));
  await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: 'b', VersioningConfiguration: { Status: 'Enabled' } }),
  );
  await dynamodb.send(new PutItemCommand({ TableName: 't', Item: { LockID: { S: 'x' } } }));
  await sts.send(new GetCallerIdentityCommand({}));
  assert.deepEqual(
    proxy.calls.map(({ service, operation }) => `${service}:${operation}`),
    ['s3:PutObject', 's3:GetObject', 's3:PutBucketVersioning', 'dynamodb:PutItem', 'sts:GetCallerIdentity'],
  );
  assert.deepEqual(
    proxy.changing().map(({ operation }) => operation),
    ['PutObject', 'PutBucketVersioning', 'PutItem'],
  );
});

const named: readonly (readonly [method: string, url: string, operation: string, changes: boolean])[] = [
  ['HEAD', '/b', 'HeadBucket', false],
  ['PUT', '/b', 'CreateBucket', true],
  ['PUT', '/b/', 'CreateBucket', true],
  ['DELETE', '/b', 'DeleteBucket', true],
  ['GET', '/b?list-type=2&prefix=a', 'ListObjectsV2', false],
  ['GET', '/b?versions', 'ListObjectVersions', false],
  ['PUT', '/b?encryption', 'PutBucketEncryption', true],
  ['GET', '/b?policyStatus', 'GetBucketPolicyStatus', false],
  ['PUT', '/b?publicAccessBlock', 'PutPublicAccessBlock', true],
  ['POST', '/b?delete', 'DeleteObjects', true],
  ['POST', '/b/a/k?uploads', 'CreateMultipartUpload', true],
  ['PUT', '/b/a/k?partNumber=1&uploadId=u', 'UploadPart', true],
  ['POST', '/b/a/k?uploadId=u', 'CompleteMultipartUpload', true],
  ['HEAD', '/b/a/k', 'HeadObject', false],
  ['GET', '/', 'ListBuckets', false],
];
for (const [method, url, operation, changes] of named) {
  test(`${method} ${url} is ${operation}`, () => {
    const call = classify({ method, url, headers: {}, body: '' });
    assert.deepEqual({ operation: call.operation, changes: call.changes }, { operation, changes });
  });
}

test('the third call is answered by the rule, the others by AWS', async () => {
  proxy.inject({
    method: 'GET',
    path: /^\/b\//,
    from: 3,
    times: 1,
    action: { kind: 'answer', status: 503, body: 'slow down' },
  });
  const statuses: number[] = [];
  for (let call = 0; call < 4; call += 1) statuses.push((await fetch(`${proxy.endpoint}/b/k`)).status);
  assert.deepEqual(statuses, [200, 200, 503, 200]);
  assert.equal(arrived.length, 3);
});

test('a lost reply reaches AWS and nobody is told', async () => {
  proxy.inject({ operation: 'PutItem', action: { kind: 'lose-reply' } });
  const dynamodb = new DynamoDBClient(settings());
  await assert.rejects(dynamodb.send(new PutItemCommand({ TableName: 't', Item: { LockID: { S: 'x' } } })));
  assert.equal(arrived.length, 1);
  assert.deepEqual(
    proxy.changing().map(({ operation, status }) => ({ operation, status })),
    [{ operation: 'PutItem', status: 0 }],
  );
});

test('a reset call never reaches AWS', async () => {
  proxy.inject({ operation: /^Put/, action: { kind: 'reset' } });
  await assert.rejects(fetch(`${proxy.endpoint}/b/k`, { method: 'PUT', body: 'x' }));
  assert.equal(arrived.length, 0);
  assert.deepEqual(proxy.changing(), []);
});

test('a hanging call ends when its client gives up', async () => {
  proxy.inject({ action: { kind: 'hang' } });
  await assert.rejects(fetch(`${proxy.endpoint}/b/k`, { signal: AbortSignal.timeout(50) }), {
    name: 'TimeoutError',
  });
  assert.equal(arrived.length, 0);
});

test('a body is matched on, and a rule that was taken away does nothing', async () => {
  const remove = proxy.inject({ body: /LeadingKey/, action: { kind: 'answer', status: 400 } });
  const put = async (body: string) => (await fetch(`${proxy.endpoint}/b/k`, { method: 'PUT', body })).status;
  assert.deepEqual([await put('a LeadingKey here'), await put('nothing')], [400, 200]);
  remove();
  assert.equal(await put('a LeadingKey here'), 200);
});

test('a rule may choose for each call, and leaves what it does not want to the rules after it', async () => {
  const asked: string[] = [];
  proxy.inject({
    method: 'PUT',
    action: ({ operation }, body) => {
      asked.push(`${operation} ${body}`);
      return body === 'two' ? { kind: 'answer', status: 500 } : undefined;
    },
  });
  proxy.inject({ action: { kind: 'answer', status: 503 } });
  const put = async (body: string) => (await fetch(`${proxy.endpoint}/b/k`, { method: 'PUT', body })).status;
  assert.deepEqual([await put('one'), await put('two')], [503, 500]);
  assert.deepEqual(asked, ['PutObject one', 'PutObject two']);
  assert.equal(arrived.length, 0);
});

test('a call can be held before AWS and seen after it', async () => {
  const order: string[] = [];
  proxy.inject({
    operation: 'PutObject',
    times: 1,
    action: { kind: 'before', run: () => void order.push(`before, ${arrived.length} there`) },
  });
  proxy.inject({
    operation: 'PutObject',
    action: { kind: 'after', run: () => void order.push(`after, ${arrived.length} there`) },
  });
  await fetch(`${proxy.endpoint}/b/k`, { method: 'PUT', body: 'x' });
  await fetch(`${proxy.endpoint}/b/k`, { method: 'PUT', body: 'x' });
  assert.deepEqual(order, ['before, 0 there', 'after, 2 there']);
});

test('a watcher sees every change that reached AWS, also what a rule strikes', async () => {
  const order: string[] = [];
  const say = (word: string) => () => void order.push(`${word}, ${arrived.length} there`);
  proxy.inject({ path: /before/, action: { kind: 'before', run: say('before') } });
  proxy.inject({
    path: /after/,
    action: {
      kind: 'after',
      run: () => {
        say('after')();
        return 'drop';
      },
    },
  });
  proxy.inject({ path: /never/, action: { kind: 'answer', status: 503 } });
  proxy.watch({ method: 'PUT', run: async () => say('watched')() });
  const put = (key: string) => fetch(`${proxy.endpoint}/b/${key}`, { method: 'PUT', body: 'x' });
  await put('before');
  await assert.rejects(put('after'));
  await put('never');
  assert.deepEqual(order, ['before, 0 there', 'watched, 1 there', 'watched, 2 there', 'after, 2 there']);
});

test('a large body passes through unchanged', async () => {
  const body = Buffer.alloc(5 << 20, 'revive');
  await fetch(`${proxy.endpoint}/b/large`, { method: 'PUT', body });
  assert.equal(arrived[0]?.digest, createHash('sha256').update(body).digest('hex'));
});
