import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { type CreateTableCommandInput, DynamoDB } from '@aws-sdk/client-dynamodb';
import { S3 } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';

import { type LocalAws, startLocalAws } from '../../../local/aws/local-aws.ts';
import { type FaultProxy, startFaultProxy } from '../../../local/proxy/fault-proxy.ts';
import { type AwsClients, connectAws } from '../../../src/platform/aws.ts';
import { type Contents, lookInto } from '../../../src/terraform/guard/contents.ts';
import { preciousKind } from '../../../src/terraform/guard/precious.ts';

let aws: LocalAws;
let proxy: FaultProxy;
let clients: AwsClients;
let saved: NodeJS.ProcessEnv;
const sdk: { destroy(): void }[] = [];

before(async () => {
  aws = await startLocalAws();
  proxy = await startFaultProxy(aws.endpoint);
  saved = { ...process.env };
  Object.assign(process.env, aws.environment, { AWS_ENDPOINT_URL: proxy.endpoint });
  clients = connectAws();
  const s3 = new S3();
  const dynamodb = new DynamoDB();
  const ireland = new DynamoDB({ region: 'eu-west-1' });
  const logs = new CloudWatchLogs();
  sdk.push(s3, dynamodb, ireland, logs);

  for (const Bucket of ['empty', 'used', 'emptied']) await s3.createBucket({ Bucket });
  await s3.putObject({ Bucket: 'used', Key: 'a', Body: 'x' });
  await s3.putBucketVersioning({ Bucket: 'emptied', VersioningConfiguration: { Status: 'Enabled' } });
  await s3.putObject({ Bucket: 'emptied', Key: 'a', Body: 'x' });
  await s3.deleteObject({ Bucket: 'emptied', Key: 'a' });

  const table = (TableName: string): CreateTableCommandInput => ({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
  for (const name of ['empty', 'used']) await dynamodb.createTable(table(name));
  await ireland.createTable(table('ireland'));
  for (const id of ['1', '2']) await dynamodb.putItem({ TableName: 'used', Item: { id: { S: id } } });

  for (const logGroupName of ['empty', 'used']) await logs.createLogGroup({ logGroupName });
  await logs.createLogStream({ logGroupName: 'used', logStreamName: 's' });
  const timestamp = Date.now();
  await logs.putLogEvents({
    logGroupName: 'used',
    logStreamName: 's',
    logEvents: [{ timestamp, message: 'hello' }],
  });
});

afterEach(() => proxy.clear());

after(async () => {
  for (const client of sdk) client.destroy();
  for (const name of [...Object.keys(aws.environment), 'AWS_ENDPOINT_URL']) {
    if (saved[name] === undefined) delete process.env[name];
    else process.env[name] = saved[name];
  }
  await proxy.stop();
  await aws.stop();
});

const look = (
  type: string,
  state: Readonly<Record<string, string>>,
  account: string = aws.account,
): Promise<Contents> =>
  lookInto(preciousKind(type)?.look, state, { aws: clients, account, region: aws.region });

const bucket = (name: string) => look('aws_s3_bucket', { bucket: name, arn: `arn:aws:s3:::${name}` });
const table = (name: string, region = 'us-east-1') =>
  look('aws_dynamodb_table', { name, arn: `arn:aws:dynamodb:${region}:${aws.account}:table/${name}` });
const logs = (name: string) =>
  look('aws_cloudwatch_log_group', { name, arn: `arn:aws:logs:us-east-1:${aws.account}:log-group:${name}` });

const json = (type: string) => ({
  kind: 'answer' as const,
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: `com.amazon#${type}`, message: 'no' }),
});
const xml = (status: number, code: string) => ({
  kind: 'answer' as const,
  status,
  body: `<Error><Code>${code}</Code></Error>`,
});

describe('looking into what is to be destroyed', () => {
  it('sees objects, earlier versions and delete markers in a bucket, and when there is none of them', async () => {
    assert.deepEqual(await bucket('empty'), { kind: 'empty', mayGo: true });
    assert.deepEqual(await bucket('used'), { kind: 'holds', what: '1 object' });
    assert.deepEqual(await bucket('emptied'), { kind: 'holds', what: '1 earlier version, 1 delete marker' });
  });

  it('takes a bucket that it may not list, or that is in another region, for neither empty nor full', async () => {
    const mend = proxy.inject({ operation: 'ListObjectVersions', action: xml(403, 'AccessDenied') });
    assert.deepEqual(await bucket('empty'), { kind: 'unknown', why: 'AccessDenied' });
    mend();
    proxy.inject({ operation: 'ListObjectVersions', action: xml(301, 'PermanentRedirect') });
    assert.deepEqual(await bucket('empty'), { kind: 'unknown', why: 'PermanentRedirect' });
  });

  it('counts the items of a table, reads none of them, and lets no empty table go by itself', async () => {
    assert.deepEqual(await table('empty'), { kind: 'empty', mayGo: false });
    const bodies: string[] = [];
    proxy.inject({
      operation: 'Scan',
      action: (_call, body) => {
        bodies.push(body);
        return undefined;
      },
    });
    assert.deepEqual(await table('used'), { kind: 'holds', what: 'about 2 items' });
    const [request = '{}'] = bodies;
    const { Select, Limit, ConsistentRead } = JSON.parse(request) as Readonly<Record<string, unknown>>;
    assert.deepEqual({ Select, Limit, ConsistentRead }, { Select: 'COUNT', Limit: 1, ConsistentRead: true });
  });

  it('looks in the region that the state names', async () => {
    assert.deepEqual(await table('ireland', 'eu-west-1'), { kind: 'empty', mayGo: false });
  });

  it('counts by the description of a table whose items may not be read, and never takes that for empty', async () => {
    proxy.inject({ operation: 'Scan', action: json('AccessDeniedException') });
    assert.deepEqual(await table('used'), { kind: 'holds', what: 'about 2 items' });
    assert.deepEqual(await table('empty'), { kind: 'unknown', why: 'AccessDeniedException' });
  });

  it('sees that nothing ever logged to a log group, and when something last did', async () => {
    assert.deepEqual(await logs('empty'), { kind: 'empty', mayGo: true });
    const today = new Date().toISOString().slice(0, 10);
    const used = await logs('used');
    assert.equal(used.kind, 'holds');
    assert.match(
      used.kind === 'holds' ? used.what : '',
      new RegExp(`^log events, the last of ${today.slice(0, 7)}`),
    );
    proxy.inject({ operation: 'DescribeLogStreams', action: json('AccessDeniedException') });
    assert.deepEqual(await logs('empty'), { kind: 'unknown', why: 'AccessDeniedException' });
  });

  it('never takes what is not found where it should be for empty', async () => {
    for (const [contents, why] of [
      [await bucket('nowhere'), 'NoSuchBucket'],
      [await table('nowhere'), 'ResourceNotFoundException'],
      [await table('ireland'), 'ResourceNotFoundException'],
      [await logs('nowhere'), 'ResourceNotFoundException'],
    ] as const)
      assert.deepEqual(contents, { kind: 'unknown', why });
  });

  it('does not look into another account, nor into what it knows no way into', async () => {
    const arn = `arn:aws:dynamodb:us-east-1:${aws.account}:table/empty`;
    assert.deepEqual(await look('aws_dynamodb_table', { name: 'empty', arn }, '999999999999'), {
      kind: 'unknown',
      why: `it is in account ${aws.account}`,
    });
    assert.deepEqual(await look('aws_kms_key', { arn: 'x' }), { kind: 'unknown' });
    assert.deepEqual(proxy.calls, []);
  });

  it('fails where AWS stays in trouble', async () => {
    proxy.inject({ operation: 'DescribeLogStreams', action: { kind: 'answer', status: 503, body: '{}' } });
    await assert.rejects(
      logs('empty'),
      (error: { $metadata?: { httpStatusCode?: number } }) => error.$metadata?.httpStatusCode === 503,
    );
  });
});
