import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type GetObjectCommandOutput, S3 } from '@aws-sdk/client-s3';
import type { ObjectsApi } from '../../../src/platform/aws.ts';
import { keepAliveExchange } from '../../../src/platform/s3-transport/exchange.ts';
import { connectObjects } from '../../../src/platform/s3-transport/object-client.ts';
import type { SenderParts } from '../../../src/platform/s3-transport/sender.ts';
import { FakeClock } from '../../fakes/platform.ts';
import { ComparingServer, type Reply, type Seen, comparable, errorOf, valueOf } from './comparison.ts';

const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };
const server = new ComparingServer();
let client: S3;

before(async () => {
  client = new S3({ region: 'eu-west-1', endpoint: await server.start(), credentials, maxAttempts: 1 });
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

const owned = { Bucket: 'site', ExpectedBucketOwner: '123456789012' };
const key = "a b/ü+%~'()!*//..😀.html";
const upload = { ...owned, Key: key, UploadId: 'a/b+c=' };

/** Each call made a few times around those for each file, with all it is ever given. */
const calls: Readonly<Record<string, (s3: ObjectsApi) => Promise<object>>> = {
  getObject: (s3) => s3.getObject({ ...owned, Key: key, IfMatch: '"etag"' }),
  'getObject, a version': (s3) => s3.getObject({ ...owned, Key: key, VersionId: 'v+1/=' }),
  'putObject, a text': (s3) =>
    s3.putObject({
      ...owned,
      Key: 'r',
      Body: '{"ü":1}\n',
      ContentType: 'application/json',
      IfMatch: '"etag"',
    }),
  'putObject, a text of which nobody says what it is': (s3) =>
    s3.putObject({ ...owned, Key: 'r', Body: 'x', IfNoneMatch: '*' }),
  'putObject, bytes without a checksum': (s3) =>
    s3.putObject({ ...owned, Key: 'r', Body: Buffer.from('x'), ContentType: 'text/plain' }),
  deleteObjects: (s3) =>
    s3.deleteObjects({
      ...owned,
      Delete: { Objects: [{ Key: key }, { Key: `<&"'\n\r\u0085\u2028>`, VersionId: 'v1' }], Quiet: true },
    }),
  'deleteObjects, one': (s3) => s3.deleteObjects({ ...owned, Delete: { Objects: [{ Key: 'a' }] } }),
  listObjectVersions: (s3) => s3.listObjectVersions({ ...owned, Prefix: 'a&b/' }),
  'listObjectVersions, next page': (s3) =>
    s3.listObjectVersions({ ...owned, Prefix: 'a', KeyMarker: key, VersionIdMarker: 'v+1/=', MaxKeys: 7 }),
  createMultipartUpload: (s3) =>
    s3.createMultipartUpload({
      ...owned,
      Key: key,
      ContentType: 'video/mp4',
      CacheControl: 'no-store',
      ChecksumAlgorithm: 'SHA256',
    }),
  completeMultipartUpload: (s3) =>
    s3.completeMultipartUpload({
      ...upload,
      IfNoneMatch: '*',
      MultipartUpload: {
        Parts: [
          { PartNumber: 1, ETag: '"one"', ChecksumSHA256: 'abc=' },
          { PartNumber: 2, ETag: '"two"', ChecksumSHA256: 'def=' },
        ],
      },
    }),
  abortMultipartUpload: (s3) => s3.abortMultipartUpload(upload),
};

/**
 * What the two choose for themselves: the SDK asks for checksums of what it reads, where here the content is held against
 * what it must be; and it sends a CRC32, where here it is the hash that the signature needs anyway.
 */
const CHOSEN = /^x-amz-(?:checksum-(?:mode|crc32|sha256)|sdk-checksum-algorithm)$/;

const sent = (request: Seen) => {
  const { headers, query, ...rest } = comparable(request);
  const others = Object.fromEntries(Object.entries(headers).filter(([name]) => !CHOSEN.test(name)));
  // `?versions` and `?versions=` are one to the signature and to S3.
  return { ...rest, headers: others, query: query.map((each) => each.replace(/=$/, '')) };
};

const hasChecksum = ({ headers }: Seen): boolean =>
  Object.keys(headers).some((name) => /^x-amz-checksum-(?:crc32|sha256)$/.test(name));

describe('a request', () => {
  for (const [name, call] of Object.entries(calls))
    it(`is the one the SDK makes: ${name}`, async () => {
      const answer = () => ({ body: '<Any/>' });
      const ours = await server.outcomeOf(answer, () => call(connect()));
      const theirs = await server.outcomeOf(answer, () => call(client));
      const [one, other] = [ours.requests[0], theirs.requests[0]];
      assert.ok(one && other);
      assert.equal(one.headers['amz-sdk-invocation-id'], undefined);
      assert.deepEqual(sent(one), sent(other));
      assert.equal(hasChecksum(one), hasChecksum(other));
      if (hasChecksum(one))
        assert.equal(one.headers['x-amz-checksum-sha256'], hash('sha256', one.body, 'base64'));
      assert.equal(Number(one.headers['content-length'] ?? 0), Number(other.headers['content-length'] ?? 0));
    });

  it('with anything that is not known here is made by the SDK, in what is sent as a document too', async () => {
    const s3 = connect();
    for (const [call, expected] of [
      [() => s3.getObject({ ...owned, Key: 'x', Range: 'bytes=0-1' }), 'GET'],
      [
        () => s3.deleteObjects({ ...owned, Delete: { Objects: [{ Key: 'x', ETag: '"e"' }] } }),
        '<ETag>&quot;e&quot;</ETag>',
      ],
      [() => s3.putObject({ ...owned, Key: 'x', Body: 'x', ACL: 'private' }), 'x'],
    ] as const) {
      const { requests } = await server.outcomeOf(() => ({ body: '<Any/>' }), call);
      const [request] = requests;
      assert.ok(request?.headers['amz-sdk-invocation-id']);
      assert.ok(request.method === expected || request.body.includes(expected));
    }
  });
});

const versions = `<?xml version="1.0" encoding="UTF-8"?>
<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>site</Name><Prefix>a</Prefix><KeyMarker></KeyMarker><VersionIdMarker></VersionIdMarker><MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated><NextKeyMarker>a &amp; b</NextKeyMarker><NextVersionIdMarker>v/2</NextVersionIdMarker>
<Version><Key>a&lt;IsTruncated&gt;</Key><VersionId>v1</VersionId><IsLatest>true</IsLatest><LastModified>2026-01-02T03:04:05.678Z</LastModified><ETag>&quot;abc&quot;</ETag><Size>12</Size><StorageClass>STANDARD</StorageClass></Version>
<DeleteMarker><Key>ü</Key><VersionId>v2</VersionId><IsLatest>true</IsLatest><LastModified>2026-01-02T03:04:05.000Z</LastModified></DeleteMarker>
<Version><Key>ü</Key><VersionId>null</VersionId><IsLatest>false</IsLatest><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>"x-2"</ETag><Size>0</Size></Version></ListVersionsResult>`;

const answers: readonly (readonly [name: string, call: string, reply: Reply])[] = [
  ['a page of versions', 'listObjectVersions', { body: versions }],
  [
    'the last page, with nothing on it',
    'listObjectVersions',
    { body: '<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>' },
  ],
  [
    'deletes of which some failed',
    'deleteObjects',
    {
      body:
        '<?xml version="1.0" encoding="UTF-8"?><DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
        '<Deleted><Key>a&amp;b</Key></Deleted><Deleted><Key>c</Key><VersionId>v1</VersionId></Deleted>' +
        '<Error><Key>d</Key><VersionId>v2</VersionId><Code>AccessDenied</Code><Message>No &lt;way&gt;</Message></Error></DeleteResult>',
    },
  ],
  ['deletes that all went well, and nothing said', 'deleteObjects', { body: '<DeleteResult/>' }],
  ['a written text', 'putObject, a text', { headers: { etag: '"abc"' } }],
  [
    'an upload that began',
    'createMultipartUpload',
    { body: '<InitiateMultipartUploadResult><UploadId>a&amp;b</UploadId></InitiateMultipartUploadResult>' },
  ],
  [
    'an upload that is complete',
    'completeMultipartUpload',
    { body: '<CompleteMultipartUploadResult><ETag>&quot;abc-2&quot;</ETag></CompleteMultipartUploadResult>' },
  ],
];

/** Which storage an object lies in, and who asked, nobody here reads. */
const read = (answer: object): unknown =>
  JSON.parse(
    JSON.stringify(answer, (field, value: unknown) =>
      ['$metadata', 'StorageClass', 'Name', 'MaxKeys', 'Prefix', 'KeyMarker', 'VersionIdMarker'].includes(
        field,
      )
        ? undefined
        : value,
    ),
  );

describe('an answer', () => {
  for (const [name, call, reply] of answers)
    it(`says what it says through the SDK: ${name}`, async () => {
      const ours = await server.outcomeOf(
        () => reply,
        () => calls[call]!(connect()),
      );
      const theirs = await server.outcomeOf(
        () => reply,
        () => calls[call]!(client),
      );
      assert.deepEqual(read(valueOf(ours.end)), read(valueOf(theirs.end)));
      assert.equal(ours.requests.length, 1);
    });

  for (const [status, code] of [
    [403, 'AccessDenied'],
    [404, 'NoSuchKey'],
    [404, 'NoSuchBucket'],
    [404, 'NoSuchUpload'],
    [409, 'ConditionalRequestConflict'],
    [412, 'PreconditionFailed'],
  ] as const)
    it(`is the SDK's error, and final: ${status} ${code}`, async () => {
      const body = `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>Because &amp; so</Message></Error>`;
      for (const name of ['getObject', 'putObject, a text', 'deleteObjects', 'abortMultipartUpload']) {
        const ours = await server.outcomeOf(
          () => ({ status, body }),
          () => calls[name]!(connect()),
        );
        const theirs = await server.outcomeOf(
          () => ({ status, body }),
          () => calls[name]!(client),
        );
        assert.equal(ours.requests.length, 1);
        assert.deepEqual(errorOf(ours.end), errorOf(theirs.end), name);
      }
    });

  it('of an upload that failed as it was put together is an error, though it begins with 200', async () => {
    const body = '<?xml version="1.0"?>\n\n<Error><Code>InternalError</Code></Error>\n';
    const { end, requests } = await server.outcomeOf(
      (nth) => (nth < 3 ? { body } : { body: '<CompleteMultipartUploadResult/>' }),
      () => calls['completeMultipartUpload']!(connect()),
    );
    assert.equal(end.status, 'fulfilled');
    assert.equal(requests.length, 3);
  });
});

describe('an object that is read', () => {
  const reply = {
    headers: {
      etag: '"abc"',
      'content-type': 'application/json',
      'content-length': '5',
      'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT',
      'x-amz-version-id': 'v1',
    },
    body: 'üabc',
  };
  const get = async (s3: ObjectsApi): Promise<object> => s3.getObject({ ...owned, Key: key });
  const objectOf = (end: Parameters<typeof valueOf>[0]) => valueOf(end) as unknown as GetObjectCommandOutput;

  const got = async (s3: ObjectsApi): Promise<GetObjectCommandOutput> => {
    const { end } = await server.outcomeOf(
      () => reply,
      () => s3.getObject({ ...owned, Key: key }),
    );
    return objectOf(end);
  };

  it('has what it has through the SDK', async () => {
    const [ours, theirs] = [await got(connect()), await got(client)];
    for (const field of ['ETag', 'ContentType', 'ContentLength', 'LastModified', 'VersionId'] as const)
      assert.deepEqual(ours[field], theirs[field], field);
    assert.equal(await ours.Body?.transformToString(), await theirs.Body?.transformToString());
  });

  it('comes as a stream, and in each form that the SDK offers', async () => {
    const forms = {
      stream: async (body: AsyncIterable<Uint8Array>) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of body) chunks.push(chunk);
        return Buffer.concat(chunks).toString();
      },
      bytes: async (body: { transformToByteArray(): Promise<Uint8Array> }) =>
        Buffer.from(await body.transformToByteArray()).toString(),
      web: (body: { transformToWebStream(): ReadableStream }) =>
        new Response(body.transformToWebStream()).text(),
    };
    for (const form of Object.values(forms)) {
      const { Body } = await got(connect());
      assert.equal(await form(Body as never), reply.body);
    }
  });

  it('is asked for again until its answer begins', async () => {
    const clock = new FakeClock(Date.now());
    const { end, requests } = await server.outcomeOf(
      (nth) => (nth === 1 ? { status: 503 } : nth === 2 ? 'hang up' : reply),
      () => get(connect({ clock })),
    );
    assert.equal(requests.length, 3);
    const { Body } = objectOf(end);
    assert.equal(await Body?.transformToString(), reply.body);
  });

  for (const fault of ['cut', 'stall'] as const)
    it(`is never taken for whole when it isn't: ${fault}`, async () => {
      const exchange = keepAliveExchange(4, { connect: 1000, idle: 50 });
      for (const whole of [false, true]) {
        const { end } = await server.outcomeOf(
          () => fault,
          () => get(connect({ exchange })),
        );
        const { Body } = objectOf(end);
        const reading = async (): Promise<void> => {
          if (whole) return void (await Body?.transformToString());
          const chunks = (Body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
          while ((await chunks.next()).done !== true);
        };
        await assert.rejects(reading(), { code: 'ECONNRESET' });
      }
    });
});
