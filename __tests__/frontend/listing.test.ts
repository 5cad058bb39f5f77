import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byteOrder } from '../../src/frontend/byte-order.ts';
import { listSite, split } from '../../src/frontend/listing.ts';
import { randomFrom } from '../../local/s3/faults.ts';
import { FakeS3 } from '../fakes/s3.ts';
import { ACCOUNT, BUCKET } from './site-world.ts';

const numbered = (count: number, name = 'file'): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${String(index).padStart(6, '0')}.js`);

function bucketOf(keys: readonly string[], pageSize = 1000) {
  const s3 = new FakeS3({ buckets: [BUCKET], account: ACCOUNT, pageSize });
  for (const key of keys) s3.seed(BUCKET, key, key);
  return { s3, site: { s3, bucket: BUCKET, account: ACCOUNT } };
}

const inUtf8 = (keys: readonly string[]): readonly string[] =>
  [...keys].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));

describe('the order of keys', () => {
  it('is that of their bytes in UTF-8', () => {
    const pieces = ['', 'a', 'b', '~', 'ü', '\ud7ff', '\ue000', '\uffee', '😀', '😁', '\u{10ffff}', '/'];
    const keys = pieces.flatMap((one) => pieces.flatMap((two) => pieces.map((three) => one + two + three)));
    for (const one of keys.filter((_, index) => index % 7 === 0))
      for (const other of keys)
        assert.equal(
          Math.sign(byteOrder(one, other)),
          Buffer.compare(Buffer.from(one), Buffer.from(other)),
          JSON.stringify([one, other]),
        );
  });
});

describe('a listing', () => {
  it('of a small site is one request', async () => {
    const keys = numbered(900);
    const { s3, site } = bucketOf(keys);
    assert.deepEqual(
      (await listSite(site, keys)).map(({ key }) => key),
      keys,
    );
    assert.equal(s3.calls.get('listObjectsV2'), 1);
  });

  it('tells of each object what S3 does, also where its ETag is no MD5', async () => {
    const LastModified = new Date(1_790_000_000_000);
    const etags = ['5d41402abc4b2a76b9719d911017c592', '5D41402ABC4B2A76B9719D911017C592', 'd41d8-3', ''];
    const Contents = etags.map((etag, index) => ({
      Key: `${index}.js`,
      ETag: `"${etag}"`,
      Size: index * 5_000_000_000,
      LastModified,
    }));
    const { s3, site } = bucketOf([]);
    s3.listObjectsV2 = () => Promise.resolve({ Contents, IsTruncated: false, KeyCount: 4, $metadata: {} });
    assert.deepEqual(
      (await listSite(site)).map(({ key, etag, size, lastModified }) => ({ key, etag, size, lastModified })),
      etags.map((etag, index) => ({
        key: `${index}.js`,
        etag,
        size: index * 5_000_000_000,
        lastModified: LastModified.getTime(),
      })),
    );
  });

  it('of a large site is a page for each part, several at once', async () => {
    const keys = numbered(9_500);
    const { s3, site } = bucketOf(keys);
    let inFlight = 0;
    let most = 0;
    s3.before = async () => {
      most = Math.max(most, ++inFlight);
      await new Promise(setImmediate);
      inFlight--;
    };
    assert.deepEqual(
      (await listSite(site, keys)).map(({ key }) => key),
      keys,
    );
    assert.equal(s3.calls.get('listObjectsV2'), 11);
    assert.equal(most, 8);
  });

  it('of a site with some old files takes no more requests', async () => {
    const keys = numbered(5_000);
    const { s3, site } = bucketOf([
      ...keys,
      ...keys.filter((_, index) => index % 20 === 0).map((key) => `${key}.old`),
    ]);
    assert.equal((await listSite(site, keys)).length, 5_250);
    assert.equal(s3.calls.get('listObjectsV2'), 6);
  });

  it('of an empty bucket is empty, and of one that holds something else is that', async () => {
    const keys = numbered(3_000);
    assert.deepEqual(await listSite(bucketOf([]).site, keys), []);
    const others = numbered(2_500, 'other');
    assert.deepEqual(
      (await listSite(bucketOf(others).site, keys)).map(({ key }) => key),
      others,
    );
  });

  const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
  it(`is whole, sorted and without duplicates, whatever was expected (SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    const letters = ['a', 'b', '/', 'ü', '\uffee', '😀', '0'];
    const key = (): string =>
      Array.from(
        { length: 2 + Math.floor(random() * 6) },
        () => letters[Math.floor(random() * letters.length)],
      ).join('');
    for (let round = 0; round < 8; round++) {
      const there = [...new Set(Array.from({ length: 3_000 * random() }, key))];
      const expected = [
        ...there.filter(() => random() < 0.8),
        ...Array.from({ length: 3_000 * random() }, key),
        ...there.slice(0, 5),
      ];
      const { site } = bucketOf(there, 1 + Math.floor(random() * 500));
      assert.deepEqual(
        (await listSite(site, expected)).map((object) => object.key),
        inUtf8(there),
      );
    }
  });

  it('from a server that lists in an order of its own is made again, in one go', async () => {
    const keys = numbered(2_000);
    const { s3, site } = bucketOf(keys);
    const real = s3.listObjectsV2.bind(s3);
    // As a directory bucket does: no order, and no place to start after.
    s3.listObjectsV2 = async (input) => {
      const page = await real({ ...input, StartAfter: undefined });
      return { ...page, Contents: page.Contents.toReversed() };
    };
    const found = (await listSite(site, keys)).map((object) => object.key);
    assert.deepEqual(found.toSorted(), keys);
  });
});

describe('the parts of a listing', () => {
  it('follow one another without a gap, and hold a page or less of what is expected', () => {
    const keys = numbered(4_000);
    const parts = split(keys.toReversed());
    assert.equal(parts[0]?.after, undefined);
    assert.equal(parts.at(-1)?.upTo, undefined);
    for (const [index, { after, upTo }] of parts.entries()) {
      assert.equal(after, parts[index - 1]?.upTo);
      const within = keys.filter(
        (key) => (after === undefined || key > after) && (upTo === undefined || key <= upTo),
      );
      assert.ok(within.length > 0 && within.length <= 1000);
    }
    assert.equal(split(numbered(900)).length, 1);
    assert.equal(split([]).length, 1);
  });
});
