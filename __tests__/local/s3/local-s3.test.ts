import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { CloudFront } from '@aws-sdk/client-cloudfront';
import { S3 } from '@aws-sdk/client-s3';
import { byUtf8 } from '../../../local/s3/buckets.ts';
import { brokenPages } from '../../../local/s3/broken-pages.ts';
import { faultsByChance, randomFrom, type ServedRequest } from '../../../local/s3/faults.ts';
import { startLocalS3, type LocalS3 } from '../../../local/s3/local-s3.ts';

const Bucket = 'site';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

let local: LocalS3;
let s3: S3;

const connect = (maxAttempts = 1): S3 =>
  new S3({ endpoint: local.endpoint, region: local.region, credentials, forcePathStyle: true, maxAttempts });

beforeEach(async () => {
  local = await startLocalS3({ buckets: [Bucket] });
  s3 = connect();
});
afterEach(async () => {
  s3.destroy();
  await local.stop();
});

describe('requests', () => {
  test('are counted by what they are', async () => {
    await s3.putObject({ Bucket, Key: 'a', Body: 'a' });
    await s3.putObject({ Bucket, Key: 'b', Body: 'b' });
    await s3.listObjectsV2({ Bucket });
    assert.deepEqual(local.counts(), { PutObject: 2, ListObjectsV2: 1 });
    assert.deepEqual(
      local.requests.map(({ index, operation, key, changes, status }) => [
        index,
        operation,
        key,
        changes,
        status,
      ]),
      [
        [1, 'PutObject', 'a', true, 200],
        [2, 'PutObject', 'b', true, 200],
        [3, 'ListObjectsV2', '', false, 200],
      ],
    );
    local.forget();
    assert.deepEqual(local.counts(), {});
    assert.equal(local.objects(Bucket).size, 2);
  });

  test('may name the bucket in the host', async () => {
    const { port } = new URL(local.endpoint);
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `${Bucket}.localhost:${port}` };
      request({ port, method: 'PUT', path: '/a%20b', headers }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      })
        .on('error', reject)
        .end('x');
    });
    assert.equal(status, 200);
    assert.deepEqual([...local.objects(Bucket).keys()], ['a b']);
  });

  test('take at least the latency', async () => {
    const slow = await startLocalS3({ buckets: [Bucket], latency: 40 });
    try {
      const start = performance.now();
      await fetch(`${slow.endpoint}/${Bucket}?list-type=2`);
      assert.ok(performance.now() - start >= 39);
    } finally {
      await slow.stop();
    }
  });

  test('of another owner are refused, and unknown ones are told so', async () => {
    await assert.rejects(s3.listObjectsV2({ Bucket, ExpectedBucketOwner: '210987654321' }), {
      name: 'AccessDenied',
    });
    await assert.rejects(s3.getBucketTagging({ Bucket }), { name: 'NotImplemented' });
  });

  test('whose body is not what was signed or summed change nothing', async () => {
    const put = (headers: Record<string, string>) =>
      fetch(`${local.endpoint}/${Bucket}/a`, { method: 'PUT', body: 'a', headers }).then((answer) =>
        answer.text(),
      );
    assert.match(await put({ 'x-amz-content-sha256': '0'.repeat(64) }), /XAmzContentSHA256Mismatch/);
    assert.match(await put({ 'x-amz-checksum-sha256': 'AAAA' }), /BadDigest/);
    assert.match(await put({ 'x-amz-checksum-crc32': 'AAAA' }), /BadDigest/);
    assert.match(await put({ 'content-md5': 'AAAA' }), /BadDigest/);
    assert.equal(local.objects(Bucket).size, 0);
  });

  test('in chunks with a trailing checksum leave what was in them', async () => {
    const body = '5;chunk-signature=x\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:mobJYA==\r\n\r\n';
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'content-encoding': 'gzip,aws-chunked',
    };
    const wrong = { method: 'PUT', body: body.replace('mobJ', 'AAAA'), headers };
    assert.match(await (await fetch(`${local.endpoint}/${Bucket}/a`, wrong)).text(), /BadDigest/);
    await fetch(`${local.endpoint}/${Bucket}/a`, { method: 'PUT', body, headers });
    const stored = local.objects(Bucket).get('a');
    assert.equal(stored?.content?.toString(), 'hello!');
    assert.equal(stored?.headers['content-encoding'], 'gzip');
  });
});

describe('changes', () => {
  test('are told one by one, with what the bucket then holds', async () => {
    const told: string[] = [];
    const end = local.onChange(({ kind, key }, objects) =>
      told.push(`${kind} ${key}, ${objects.size} there`),
    );
    await s3.putObject({ Bucket, Key: 'a', Body: '1' });
    await s3.putObject({ Bucket, Key: 'a', Body: '2' });
    await s3.copyObject({ Bucket, Key: 'b', CopySource: `${Bucket}/a` });
    await s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'gone' }, { Key: 'b' }] } });
    end();
    await s3.putObject({ Bucket, Key: 'c', Body: 'x' });
    assert.deepEqual(told, [
      'created a, 1 there',
      'overwritten a, 1 there',
      'created b, 2 there',
      'deleted a, 1 there',
      'deleted b, 0 there',
    ]);
  });

  test('show the very one that breaks a page', async () => {
    const broken: string[] = [];
    local.seed(Bucket, 'a.js', '');
    local.onChange(({ kind, key }, objects) => {
      for (const { page } of brokenPages(objects)) broken.push(`${kind} ${key}: ${page}`);
    });
    await s3.putObject({ Bucket, Key: 'index.html', Body: '<script src="/a.js"></script>' });
    await s3.deleteObject({ Bucket, Key: 'a.js' });
    await s3.putObject({ Bucket, Key: 'a.js', Body: 'x' });
    assert.deepEqual(broken, ['deleted a.js: index.html']);
  });

  test('keep only heads where that is asked for', async () => {
    const lean = await startLocalS3({ buckets: [Bucket], keepsBody: (_, key) => key.endsWith('.html') });
    try {
      for (const key of ['a.js', 'a.html'])
        await fetch(`${lean.endpoint}/${Bucket}/${key}`, { method: 'PUT', body: 'abc' });
      const [script, page] = [...lean.objects(Bucket).values()];
      assert.deepEqual([script?.content, script?.size, script?.etag], [undefined, 3, page?.etag]);
      assert.equal(page?.content?.toString(), 'abc');
      assert.equal((await fetch(`${lean.endpoint}/${Bucket}/a.js`)).status, 501);
    } finally {
      await lean.stop();
    }
  });
});

describe('faults', () => {
  test('befall the request they are for, and say whether it had an effect', async () => {
    const faults = [{ kind: 'answer', status: 503 }, { kind: 'reset' }, { kind: 'lose-reply' }] as const;
    local.onRequest(({ index }) => faults[index - 1]);
    await assert.rejects(s3.putObject({ Bucket, Key: '1', Body: 'x' }), { name: 'SlowDown' });
    await assert.rejects(s3.putObject({ Bucket, Key: '2', Body: 'x' }));
    await assert.rejects(s3.putObject({ Bucket, Key: '3', Body: 'x' }));
    assert.deepEqual([...local.objects(Bucket).keys()], ['3']);
  });

  test('are ridden out by a client that tries again', async () => {
    local.onRequest(({ index }) => (index < 3 ? { kind: 'answer', status: 503 } : undefined));
    const patient = connect(4);
    await patient.putObject({ Bucket, Key: 'a', Body: 'x' });
    patient.destroy();
    assert.deepEqual(local.counts(), { PutObject: 3 });
  });

  test('by chance are the same for the same seed', async () => {
    const request = {} as ServedRequest;
    const draw = async (seed: number) => {
      const hook = faultsByChance({ seed, share: 0.5 });
      const drawn = [];
      for (let count = 0; count < 20; count++) drawn.push(await hook(request));
      return drawn;
    };
    assert.deepEqual(await draw(1), await draw(1));
    assert.notDeepEqual(await draw(1), await draw(2));
    assert.ok((await draw(1)).some((fault) => fault === undefined) && (await draw(1)).some(Boolean));
  });
});

describe('keys', () => {
  test('are listed by their bytes, page by page, from anywhere', async () => {
    const random = randomFrom(7);
    const letters = ['a', 'b', '/', '-', 'é', 'ﬁ', '😀', ' '];
    const keys = new Set<string>();
    while (keys.size < 300)
      keys.add(Array.from({ length: 5 }, () => letters[Math.floor(random() * letters.length)]).join(''));
    for (const key of keys) local.seed(Bucket, key, '');
    const expected = [...keys].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    assert.deepEqual([...keys].sort(byUtf8), expected);
    const listed: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.listObjectsV2({
        Bucket,
        MaxKeys: 7,
        ...(ContinuationToken ? { ContinuationToken } : {}),
      });
      listed.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    assert.deepEqual(listed, expected);
    const half = await s3.listObjectsV2({ Bucket, StartAfter: expected[150] ?? '' });
    assert.deepEqual(
      (half.Contents ?? []).map(({ Key }) => Key),
      expected.slice(151),
    );
  });
});

test('invalidations are accepted once for a reference, run for their time, and are told', async () => {
  let now = 0;
  const timed = await startLocalS3({ invalidationTime: 5_000, now: () => now });
  const cloudfront = new CloudFront({ endpoint: timed.endpoint, region: timed.region, credentials });
  try {
    const told: string[] = [];
    timed.onInvalidation(({ paths }) => told.push(paths.join(' ')));
    const request = (Items: string[]) => ({
      DistributionId: 'E1',
      InvalidationBatch: { CallerReference: 'r1', Paths: { Quantity: Items.length, Items } },
    });
    const { Invalidation: made } = await cloudfront.createInvalidation(request(['/a&b', '/x/*']));
    await cloudfront.createInvalidation(request(['/a&b', '/x/*']));
    await assert.rejects(cloudfront.createInvalidation(request(['/'])), {
      name: 'InvalidationBatchAlreadyExists',
    });
    assert.deepEqual(told, ['/a&b /x/*']);
    const status = async () =>
      (await cloudfront.getInvalidation({ DistributionId: 'E1', Id: made?.Id ?? '' })).Invalidation?.Status;
    assert.equal(await status(), 'InProgress');
    now = 5_000;
    assert.equal(await status(), 'Completed');
    const { Distribution: found } = await cloudfront.getDistribution({ Id: 'E1' });
    assert.equal(found?.DistributionConfig?.Enabled, true);
  } finally {
    cloudfront.destroy();
    await timed.stop();
  }
});
