import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { S3 } from '@aws-sdk/client-s3';
import type { ObjectsApi } from '../../../src/platform/aws.ts';
import { keepAliveExchange } from '../../../src/platform/s3-transport/exchange.ts';
import { connectObjects } from '../../../src/platform/s3-transport/object-client.ts';
import type { SenderParts } from '../../../src/platform/s3-transport/sender.ts';
import { FakeClock } from '../../fakes/platform.ts';
import { ComparingServer, comparable, type Behaviour, type Reply } from './comparison.ts';

const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'token' };
const server = new ComparingServer();
let client: S3;

before(async () => {
  const endpoint = await server.start();
  client = new S3({ region: 'eu-west-1', endpoint, credentials, maxAttempts: 1 });
});
after(() => {
  client.destroy();
  server.stop();
});

const connect = (parts: Partial<SenderParts> = {}): ObjectsApi =>
  connectObjects(
    { sdk: () => Promise.resolve(client) },
    { clock: new FakeClock(Date.now()), maxAttempts: 8, random: () => 1, ...parts },
  );

const outcomeOf = (behaviour: Behaviour, call: Promise<object> | (() => Promise<object>)) =>
  server.outcomeOf(behaviour, typeof call === 'function' ? call : () => call);

const body = Buffer.from('<p>hello</p>');
const checksum = hash('sha256', body, 'base64');
const owned = { Bucket: 'site', ExpectedBucketOwner: '123456789012' };
const key = "a b/ü+%~'()!*//..😀.html";
const headers = {
  ContentType: 'text/html; charset=utf-8',
  CacheControl: 'public,max-age=0',
  ContentDisposition: 'attachment',
  ContentEncoding: 'br',
  ContentLanguage: 'de',
};

/** Each call made for each file, with all it is ever given. */
const calls: Readonly<Record<string, (s3: ObjectsApi) => Promise<object>>> = {
  'putObject, new': (s3) =>
    s3.putObject({ ...owned, Key: key, ...headers, IfNoneMatch: '*', Body: body, ChecksumSHA256: checksum }),
  'putObject, over another': (s3) =>
    s3.putObject({ ...owned, Key: 'x', IfMatch: '"etag"', Body: body, ChecksumSHA256: checksum }),
  'putObject, empty': (s3) =>
    s3.putObject({ ...owned, Key: 'x', Body: Buffer.alloc(0), ChecksumSHA256: hash('sha256', '', 'base64') }),
  uploadPart: (s3) =>
    s3.uploadPart({
      ...owned,
      Key: key,
      PartNumber: 3,
      UploadId: 'a/b+c=',
      Body: body,
      ChecksumSHA256: checksum,
    }),
  headObject: (s3) => s3.headObject({ ...owned, Key: key, ChecksumMode: 'ENABLED' }),
  listObjectsV2: (s3) => s3.listObjectsV2({ ...owned, StartAfter: key }),
  'listObjectsV2, next page': (s3) =>
    s3.listObjectsV2({ ...owned, ContinuationToken: '1/x+y==', Prefix: 'a&b' }),
  copyObject: (s3) =>
    s3.copyObject({
      ...owned,
      Key: 'kept/1',
      ExpectedSourceBucketOwner: '123456789012',
      CopySource: 'site/a%20b',
      CopySourceIfMatch: '"etag"',
      TaggingDirective: 'REPLACE',
    }),
};

describe('a request', () => {
  for (const [name, call] of Object.entries(calls))
    it(`is the one the SDK makes: ${name}`, async () => {
      const ours = await outcomeOf(() => ({}), call(connect()));
      const theirs = await outcomeOf(
        () => ({}),
        () => call(client),
      );
      const [one, other] = [ours.requests[0], theirs.requests[0]];
      assert.ok(one && other);
      assert.deepEqual(comparable(one), comparable(other));
      assert.equal(Number(one.headers['content-length'] ?? 0), Number(other.headers['content-length'] ?? 0));
      assert.match(
        one.headers['authorization'] ?? '',
        /^AWS4-HMAC-SHA256 Credential=AKIA\/\d{8}\/eu-west-1\/s3\//,
      );
    });

  it('with anything that is not known here is made by the SDK', async () => {
    const { requests } = await outcomeOf(
      () => ({}),
      connect().putObject({ ...owned, Key: 'x', Body: body, StorageClass: 'GLACIER' }),
    );
    assert.equal(requests[0]?.headers['x-amz-storage-class'], 'GLACIER');
    assert.ok(requests[0]?.headers['amz-sdk-invocation-id']);
  });
});

const listing = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>site</Name><Prefix></Prefix><StartAfter>x</StartAfter><KeyCount>3</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated>
<Contents><Key>a&amp;amp;&lt;IsTruncated&gt;.js</Key><LastModified>2026-01-02T03:04:05.678Z</LastModified><ETag>&quot;9b2cf535f27731c974343645a3985328&quot;</ETag><ChecksumAlgorithm>SHA256</ChecksumAlgorithm><Size>12</Size><StorageClass>STANDARD</StorageClass></Contents>
<Contents><Key>ü 😀&#xE9;&#39;.js</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>"x-2"</ETag><Size>0</Size><StorageClass>STANDARD</StorageClass></Contents>
<Contents><Key>NextContinuationToken</Key><LastModified>2026-12-31T23:59:59Z</LastModified><ETag>"y"</ETag><Size>5368709120</Size></Contents>
<NextContinuationToken>1/a+b=&amp;</NextContinuationToken></ListBucketResult>`;

const answers: readonly (readonly [
  name: string,
  call: keyof typeof calls,
  reply: Reply,
  fields: readonly string[],
])[] = [
  ['a written object', 'putObject, new', { headers: { etag: '"abc"' } }, ['ETag']],
  ['a written part', 'uploadPart', { headers: { etag: '"abc"' } }, ['ETag']],
  [
    'a copy',
    'copyObject',
    {
      body: '<CopyObjectResult><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;abc&quot;</ETag></CopyObjectResult>',
    },
    [],
  ],
  [
    'an object',
    'headObject',
    {
      headers: {
        etag: '"abc"',
        'content-length': '12',
        'content-type': 'text/html',
        'cache-control': 'no-store',
        'content-disposition': 'inline',
        'content-encoding': 'gzip',
        'content-language': 'de',
        'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT',
        'x-amz-checksum-sha256': checksum,
        'x-amz-version-id': 'v1',
      },
    },
    ['ETag', 'ContentLength', 'ContentType', 'CacheControl', 'ContentDisposition', 'ContentEncoding'].concat([
      'ContentLanguage',
      'LastModified',
      'ChecksumSHA256',
      'VersionId',
    ]),
  ],
  ['a page of a listing', 'listObjectsV2', { body: listing }, ['IsTruncated', 'NextContinuationToken']],
  [
    'an empty listing',
    'listObjectsV2',
    { body: '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>' },
    ['IsTruncated', 'NextContinuationToken'],
  ],
];

describe('an answer', () => {
  for (const [name, call, reply, fields] of answers)
    it(`says what it says through the SDK: ${name}`, async () => {
      const [ours, theirs] = [
        await outcomeOf(() => reply, calls[call]!(connect())),
        await outcomeOf(
          () => reply,
          () => calls[call]!(client),
        ),
      ].map(({ end }) => (end.status === 'fulfilled' ? end.value : assert.fail(String(end.reason))));
      for (const field of fields) assert.deepEqual(ours?.[field], theirs?.[field], field);
      const objects = (found: Record<string, unknown> | undefined) =>
        (
          (found?.['Contents'] ?? []) as { Key: string; ETag: string; Size: number; LastModified: Date }[]
        ).map(({ Key, ETag, Size, LastModified }) => ({ Key, ETag, Size, LastModified }));
      assert.deepEqual(objects(ours), objects(theirs));
      const copied = (found: Record<string, unknown> | undefined) =>
        (found?.['CopyObjectResult'] as { ETag?: string } | undefined)?.ETag;
      assert.equal(copied(ours), copied(theirs));
    });

  for (const [status, code] of [
    [403, 'AccessDenied'],
    [404, 'NoSuchBucket'],
    [412, 'PreconditionFailed'],
    [301, 'PermanentRedirect'],
    [400, 'AuthorizationHeaderMalformed'],
    [409, 'ConditionalRequestConflict'],
  ] as const)
    it(`is the SDK's error, and final: ${status} ${code}`, async () => {
      const reply = {
        status,
        body: `<Error><Code>${code}</Code><Message>Because &amp; so</Message></Error>`,
      };
      const ours = await outcomeOf(() => reply, calls['putObject, new']!(connect()));
      const theirs = await outcomeOf(
        () => reply,
        () => calls['putObject, new']!(client),
      );
      assert.equal(ours.requests.length, 1);
      const [one, other] = [ours, theirs].map(({ end }) => {
        const { name, message, $metadata } = (end as PromiseRejectedResult).reason as Error & {
          $metadata: { httpStatusCode: number };
        };
        return { name, message, status: $metadata.httpStatusCode };
      });
      assert.deepEqual(one, other);
    });

  it('to a HEAD has no body: its error is named by the status', async () => {
    const { end } = await outcomeOf(() => ({ status: 404 }), calls['headObject']!(connect()));
    const error = (end as PromiseRejectedResult).reason as Error & { $metadata: object };
    assert.equal(error.name, 'NotFound');
    assert.deepEqual(error.$metadata, { httpStatusCode: 404, attempts: 1 });
  });

  it('of 200 with an error in it is one: a copy that failed after it began', async () => {
    const failed = { body: '<?xml version="1.0"?>\n<Error><Code>InternalError</Code></Error>' };
    const { end, requests } = await outcomeOf(
      (nth) => (nth < 3 ? failed : {}),
      calls['copyObject']!(connect()),
    );
    assert.equal(end.status, 'fulfilled');
    assert.equal(requests.length, 3);
  });
});

describe('a request that fails', () => {
  for (const [name, reply] of [
    ['500', { status: 500 }],
    ['503 SlowDown', { status: 503, body: '<Error><Code>SlowDown</Code></Error>' }],
    ['a connection that is reset', 'hang up'],
    ['an answer that is cut', 'cut'],
  ] as const)
    it(`is made again with the same body, signed anew: ${name}`, async () => {
      const clock = new FakeClock('2026-01-01T00:00:00Z');
      const { end, requests } = await outcomeOf(
        (nth) => (nth < 4 ? reply : { headers: { etag: '"x"' } }),
        calls['putObject, new']!(connect({ clock })),
      );
      assert.equal(end.status, 'fulfilled');
      assert.equal(requests.length, 4);
      assert.deepEqual(new Set(requests.map((each) => each.body)), new Set([body.toString()]));
      assert.ok(clock.monotonic() > 0);
    });

  it('is given up after eight tries, with what S3 said last', async () => {
    const clock = new FakeClock();
    const { end, requests } = await outcomeOf(
      () => ({
        status: 503,
        body: '<Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>',
      }),
      calls['putObject, new']!(connect({ clock })),
    );
    const error = (end as PromiseRejectedResult).reason as Error & { $metadata: { attempts: number } };
    assert.equal(error.message, 'Reduce your rate');
    assert.equal(error.$metadata.attempts, 8);
    assert.equal(requests.length, 8);
    assert.equal(clock.monotonic(), 500 + 1000 + 2000 + 4000 + 8000 + 16_000 + 20_000);
  });

  it('is not waited for for ever', async () => {
    const exchange = keepAliveExchange(4, { connect: 50, idle: 50 });
    const { end, requests } = await outcomeOf(
      (nth) => (nth < 3 ? 'silence' : {}),
      calls['putObject, new']!(connect({ exchange })),
    );
    assert.equal(end.status, 'fulfilled');
    assert.equal(requests.length, 3);
    const never = await outcomeOf(
      () => 'silence',
      calls['headObject']!(connect({ exchange, maxAttempts: 2 })),
    );
    assert.match(String((never.end as PromiseRejectedResult).reason), /TimeoutError: .*no answer within/);
  });

  it('because our clock is wrong is signed for the time that S3 says it is, and so is every later one', async () => {
    const clock = new FakeClock('2026-01-01T00:00:00Z');
    const skewed: Reply = {
      status: 403,
      headers: { date: 'Thu, 01 Jan 2026 02:00:00 GMT' },
      body: '<Error><Code>RequestTimeTooSkewed</Code></Error>',
    };
    const s3 = connect({ clock });
    const { requests } = await outcomeOf(
      (nth) => (nth === 1 ? skewed : {}),
      async () => {
        await calls['putObject, new']!(s3);
        return calls['headObject']!(s3);
      },
    );
    assert.deepEqual(
      requests.map((each) => each.headers['x-amz-date']),
      ['20260101T000000Z', '20260101T020000Z', '20260101T020000Z'],
    );
    assert.equal(clock.monotonic(), 0);
  });

  it('because the clock is wrong though it was set is final', async () => {
    const { requests, end } = await outcomeOf(
      () => ({
        status: 403,
        headers: { date: new Date().toUTCString() },
        body: '<Error><Code>RequestTimeTooSkewed</Code></Error>',
      }),
      calls['putObject, new']!(connect()),
    );
    assert.equal(requests.length, 1);
    assert.equal(end.status, 'rejected');
  });
});
