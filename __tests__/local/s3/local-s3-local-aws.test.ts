import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { S3 } from '@aws-sdk/client-s3';
import { startLocalAws, type LocalAws } from '../../../local/aws/local-aws.ts';
import { startLocalS3, type LocalS3 } from '../../../local/s3/local-s3.ts';

/** What a call came to: of an answer only what S3 promises, of a refusal its code and status. */
type Outcome = Readonly<Record<string, unknown>>;

const Bucket = 'oracle';
const Kept = 'kept';
const ExpectedBucketOwner = '123456789012';

let aws: LocalAws;
let local: LocalS3;
let clients: readonly S3[];

before(async () => {
  [aws, local] = await Promise.all([startLocalAws(), startLocalS3()]);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  clients = [aws, local].map(
    ({ endpoint, region }) => new S3({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 }),
  );
  for (const s3 of clients) {
    await s3.createBucket({ Bucket });
    await s3.createBucket({ Bucket: Kept });
  }
});
after(async () => {
  for (const s3 of clients ?? []) s3.destroy();
  await Promise.all([aws?.stop(), local?.stop()]);
});

/** Makes the same call of Moto and of ours, and expects the same of both. */
async function same(what: string, call: (s3: S3) => Promise<object>): Promise<Outcome> {
  const [oracle, ours] = await Promise.all(clients.map((s3) => outcomeOf(() => call(s3))));
  assert.deepEqual(ours, oracle, what);
  return ours ?? {};
}

async function outcomeOf(call: () => Promise<object>): Promise<Outcome> {
  try {
    const { $metadata, ...answer } = (await call()) as Record<string, unknown>;
    return { ...answer, status: ($metadata as { httpStatusCode?: number } | undefined)?.httpStatusCode };
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return { refused: name, status: $metadata?.httpStatusCode };
  }
}

/** The same call where Moto answers otherwise than S3 is documented to: of ours alone. */
async function ours(call: (s3: S3) => Promise<object>): Promise<Outcome> {
  const [, s3] = clients;
  assert.ok(s3 !== undefined);
  return outcomeOf(() => call(s3));
}

const md5 = (text: string): string => `"${hash('md5', text, 'hex')}"`;

/** Of an answer to a write: the other checksums are the SDK's choice, and Moto's of which to repeat. */
const written = async (s3: S3, input: Parameters<S3['putObject']>[0]) => {
  const { $metadata, ETag } = await s3.putObject(input);
  return { $metadata, ETag };
};

test('conditional writes', async () => {
  const Key = 'conditions';
  const put = (Body: string, more: object) =>
    same(`${Body}`, (s3) => written(s3, { Bucket, Key, Body, ...more }));
  assert.deepEqual(await put('replaces nothing', { IfMatch: md5('x') }), {
    refused: 'NoSuchKey',
    status: 404,
  });
  assert.equal((await put('first', { IfNoneMatch: '*' })).ETag, md5('first'));
  assert.equal((await put('again', { IfNoneMatch: '*' })).refused, 'PreconditionFailed');
  assert.equal((await put('other', { IfMatch: md5('other') })).refused, 'PreconditionFailed');
  assert.equal((await put('second', { IfMatch: md5('first') })).status, 200);
  assert.equal((await put('third', {})).status, 200);
});

test('what an object is served with', async () => {
  const Key = 'heads/a b/ü+%&.txt';
  const headers = {
    ContentType: 'text/plain; charset=utf-8',
    CacheControl: 'public,max-age=0',
    Metadata: { a: 'b' },
  };
  const ChecksumSHA256 = hash('sha256', 'head', 'base64');
  await same('write', (s3) => written(s3, { Bucket, Key, Body: 'head', ChecksumSHA256, ...headers }));
  const head = async (s3: S3, more: object = {}) => {
    const { ETag, ContentLength, ContentType, CacheControl, Metadata, ChecksumSHA256, $metadata } =
      await s3.headObject({
        Bucket,
        Key,
        ExpectedBucketOwner,
        ...more,
      });
    return { ETag, ContentLength, ContentType, CacheControl, Metadata, ChecksumSHA256, $metadata };
  };
  await same('head', (s3) => head(s3));
  // Moto forgets a checksum that came without `x-amz-sdk-checksum-algorithm`.
  const found = await ours((s3) => head(s3, { ChecksumMode: 'ENABLED' }));
  assert.equal(found.ChecksumSHA256, ChecksumSHA256);
  await same('of what is not there', (s3) => s3.headObject({ Bucket, Key: 'none' }));
  await same('of another owner', (s3) => head(s3, { ExpectedBucketOwner: '210987654321' }));
  const get = async (s3: S3, more: object = {}) => {
    const { Body, ETag, $metadata } = await s3.getObject({ Bucket, Key, ...more });
    return { text: await Body?.transformToString(), ETag, $metadata };
  };
  assert.equal((await same('get', (s3) => get(s3))).text, 'head');
  await same('get as it was', (s3) => get(s3, { IfMatch: md5('head') }));
  await same('get as it was not', (s3) => get(s3, { IfMatch: md5('x') }));
  await same('get what is not there', (s3) => s3.getObject({ Bucket, Key: 'none' }));
});

test('listings, page by page and from anywhere', async () => {
  const keys = ['a', 'a b', 'a/1', 'a/2', 'a/b/3', 'b&<c>', 'b+c', 'c%20', 'é', 'ﬁ', '😀', "q'(!)*"].map(
    (name) => `list/${name}`,
  );
  for (const Key of keys) await same(Key, (s3) => written(s3, { Bucket, Key, Body: Key }));
  const list = async (s3: S3, more: object) => {
    const {
      Contents = [],
      CommonPrefixes,
      KeyCount,
      IsTruncated,
      MaxKeys,
      $metadata,
    } = await s3.listObjectsV2({
      Bucket,
      Prefix: 'list/',
      ...more,
    });
    // Moto writes %20 for a space, S3 `+`; who decodes a form's encoding reads the same.
    const decoded = (key = ''): string =>
      'EncodingType' in more ? decodeURIComponent(key.replaceAll('+', '%20')) : key;
    const objects = Contents.map(({ Key, ETag, Size }) => [decoded(Key), ETag, Size]);
    return { objects, CommonPrefixes, KeyCount, IsTruncated, MaxKeys, $metadata };
  };
  await same('all', (s3) => list(s3, {}));
  await same('encoded', (s3) => list(s3, { EncodingType: 'url' }));
  await same('after', (s3) => list(s3, { StartAfter: 'list/a/1' }));
  await same('after what is not there', (s3) => list(s3, { StartAfter: 'list/a/15' }));
  await same('nothing', (s3) => list(s3, { Prefix: 'none/' }));
  await same('folded', (s3) => list(s3, { Delimiter: '/' }));
  for (const MaxKeys of [1, 5, 12, 13]) {
    await same(`${MaxKeys} a page`, async (s3) => {
      const pages: unknown[] = [];
      let token: string | undefined;
      do {
        const page = await s3.listObjectsV2({
          Bucket,
          Prefix: 'list/',
          MaxKeys,
          ...(token === undefined ? { StartAfter: 'list/a' } : { ContinuationToken: token }),
        });
        pages.push((page.Contents ?? []).map(({ Key }) => Key));
        token = page.NextContinuationToken;
      } while (token !== undefined);
      return { pages };
    });
  }
});

test('deletes', async () => {
  for (const Key of ['gone/1', 'gone/2', 'gone/&3'])
    await same(Key, (s3) => written(s3, { Bucket, Key, Body: 'x' }));
  const del = async (s3: S3, Keys: readonly string[], Quiet: boolean) => {
    const { Deleted, Errors, $metadata } = await s3.deleteObjects({
      Bucket,
      ExpectedBucketOwner,
      Delete: { Objects: Keys.map((Key) => ({ Key })), Quiet },
    });
    return { Deleted: Deleted?.map(({ Key }) => Key), Errors, $metadata };
  };
  // Moto ignores Quiet.
  assert.deepEqual(await ours((s3) => del(s3, ['gone/1'], true)), {
    Deleted: undefined,
    Errors: undefined,
    status: 200,
  });
  await same('gone by now, or not', (s3) => del(s3, ['gone/1'], false));
  await same('told', (s3) => del(s3, ['gone/&3', 'gone/not there'], false));
  await same('one', async (s3) => ({
    $metadata: (await s3.deleteObject({ Bucket, Key: 'gone/2' })).$metadata,
  }));
  await same('one that is not there', async (s3) => ({
    $metadata: (await s3.deleteObject({ Bucket, Key: 'gone/2' })).$metadata,
  }));
  const left = await same('what is left', async (s3) => {
    const { KeyCount } = await s3.listObjectsV2({ Bucket, Prefix: 'gone/' });
    return { KeyCount };
  });
  assert.equal(left.KeyCount, 0);
});

test('copies to where files are kept, and the list of those', async () => {
  await same('write', (s3) =>
    written(s3, { Bucket, Key: 'a/ü b.html', Body: 'page', ContentType: 'text/html' }),
  );
  const copy = async (s3: S3, Key: string, etag: string, more: object = {}) => {
    const { CopyObjectResult, $metadata } = await s3.copyObject({
      Bucket: Kept,
      Key,
      CopySource: `${Bucket}/a/${encodeURIComponent('ü b.html')}`,
      CopySourceIfMatch: etag,
      TaggingDirective: 'REPLACE',
      ...more,
    });
    return { ETag: CopyObjectResult?.ETag, $metadata };
  };
  await same('as it was', (s3) => copy(s3, 'files/1', md5('page')));
  // Moto copies whatever the condition says.
  assert.equal((await ours((s3) => copy(s3, 'files/2', md5('x')))).refused, 'PreconditionFailed');
  await same('of nothing', (s3) => copy(s3, 'files/3', md5('x'), { CopySource: `${Bucket}/none` }));
  const versions = await same('versions', async (s3) => {
    const { Versions = [], IsTruncated } = await s3.listObjectVersions({ Bucket: Kept, Prefix: 'files/' });
    return {
      found: Versions.map(({ Key, Size, VersionId, IsLatest }) => [Key, Size, VersionId, IsLatest]),
      IsTruncated,
    };
  });
  assert.deepEqual(versions.found, [['files/1', 4, 'null', true]]);
  await same('type', async (s3) => ({
    type: (await s3.headObject({ Bucket: Kept, Key: 'files/1' })).ContentType,
  }));
  await same('deleted by version', async (s3) => {
    await s3.deleteObjects({ Bucket: Kept, Delete: { Objects: [{ Key: 'files/1', VersionId: 'null' }] } });
    return { KeyCount: (await s3.listObjectsV2({ Bucket: Kept })).KeyCount };
  });
});

test('uploads in parts', async () => {
  const part = Buffer.alloc(5 * 1024 * 1024, 'p');
  const last = Buffer.from('last');
  const upload = async (s3: S3, Key: string, more: object = {}) => {
    const named = { Bucket, Key };
    const { UploadId } = await s3.createMultipartUpload({
      ...named,
      ChecksumAlgorithm: 'SHA256',
      ContentType: 'a/b',
    });
    const Parts = [];
    for (const [index, Body] of [part, last].entries()) {
      const ChecksumSHA256 = hash('sha256', Body, 'base64');
      const { ETag } = await s3.uploadPart({
        ...named,
        UploadId,
        PartNumber: index + 1,
        Body,
        ChecksumSHA256,
      });
      Parts.push({ PartNumber: index + 1, ETag, ChecksumSHA256 });
    }
    const { ETag, $metadata } = await s3.completeMultipartUpload({
      ...named,
      UploadId,
      MultipartUpload: { Parts },
      ...more,
    });
    const { ContentType, ContentLength } = await s3.headObject(named);
    return { ETag, ContentType, ContentLength, $metadata };
  };
  await same('completed', (s3) => upload(s3, 'parts'));
  assert.equal(
    (await same('where something is', (s3) => upload(s3, 'parts', { IfNoneMatch: '*' }))).status,
    412,
  );
  await same('given up', async (s3) => {
    const { UploadId } = await s3.createMultipartUpload({ Bucket, Key: 'given up' });
    const { $metadata } = await s3.abortMultipartUpload({ Bucket, Key: 'given up', UploadId });
    return { $metadata };
  });
  // Moto answers 500.
  const unknown = await ours((s3) =>
    s3.uploadPart({ Bucket, Key: 'given up', UploadId: 'none', PartNumber: 1, Body: last }),
  );
  assert.deepEqual(unknown, { refused: 'NoSuchUpload', status: 404 });
});

test('a bucket that is not there', async () => {
  const none = { Bucket: 'not-there-at-all' };
  await same('list', (s3) => s3.listObjectsV2(none));
  await same('put', (s3) => s3.putObject({ ...none, Key: 'a', Body: 'x' }));
  await same('get', (s3) => s3.getObject({ ...none, Key: 'a' }));
  await same('head', (s3) => s3.headBucket(none));
});
