import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeS3 } from './s3.ts';

const at = { Bucket: 'b', Key: 'k' };
const refused = (name: string, httpStatusCode: number) => ({ name, $metadata: { httpStatusCode } });

test('a create under a condition is refused where something is, an overwrite where something else is', async () => {
  const s3 = new FakeS3({ buckets: ['b'] });
  const { ETag } = await s3.putObject({ ...at, Body: 'one', IfNoneMatch: '*' });
  assert.equal(ETag, '"f97c5d29941bfb1b2fdab0874906ab82"');
  await assert.rejects(
    s3.putObject({ ...at, Body: 'two', IfNoneMatch: '*' }),
    refused('PreconditionFailed', 412),
  );
  await s3.putObject({ ...at, Body: 'two', IfMatch: ETag });
  await assert.rejects(
    s3.putObject({ ...at, Body: 'three', IfMatch: ETag }),
    refused('PreconditionFailed', 412),
  );
  await assert.rejects(s3.putObject({ ...at, Key: 'x', Body: '', IfMatch: ETag }), refused('NoSuchKey', 404));
  assert.equal(s3.objects('b').get('k')?.content.toString(), 'two');
});

test("another account's calls and wrong checksums are refused", async () => {
  const s3 = new FakeS3({ buckets: ['b'], account: '1' });
  const put = (more: object) => s3.putObject({ ...at, Body: 'x', ...more });
  await assert.rejects(put({ ExpectedBucketOwner: '2' }), refused('AccessDenied', 403));
  await assert.rejects(put({ ExpectedBucketOwner: '1', ChecksumSHA256: 'AAAA' }), refused('BadDigest', 400));
});

test('a change is reported when it has happened, with its kind', async () => {
  const s3 = new FakeS3({ buckets: ['b'] });
  await s3.putObject({ ...at, Body: '1' });
  await s3.putObject({ ...at, Body: '2' });
  await s3.deleteObjects({ Bucket: 'b', Delete: { Objects: [{ Key: 'k' }, { Key: 'absent' }] } });
  assert.deepEqual(
    s3.changes.map(({ kind }) => kind),
    ['created', 'overwritten', 'deleted'],
  );
});
