import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { S3 } from '@aws-sdk/client-s3';
import { startLocalS3, type LocalS3 } from '../../local/s3/local-s3.ts';
import { faultsByChance } from '../../local/s3/faults.ts';
import { Failure } from '../../src/errors.ts';
import { listSite } from '../../src/frontend/listing.ts';
import { readLocalFiles } from '../../src/frontend/hash-files.ts';
import { uploadAdditive, type Site } from '../../src/frontend/publish.ts';
import { ONE_PIECE } from '../../src/frontend/write-object.ts';
import { connectObjects } from '../../src/platform/s3-transport/object-client.ts';
import { FakeClock } from '../fakes/platform.ts';
import { filesOf, planSite, writeTree } from './site-world.ts';

let local: LocalS3;
let client: S3;
let serial = 0;
let ends: (() => void)[] = [];

before(async () => {
  local = await startLocalS3();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new S3({ region: local.region, endpoint: local.endpoint, credentials });
});
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});
after(async () => {
  client?.destroy();
  await local?.stop();
});

/** A bucket of its own, reached as a deploy reaches it, on a clock that doesn't wait. */
function newSite(): Site & { readonly clock: FakeClock } {
  const bucket = `site-${++serial}`;
  local.createBucket(bucket);
  local.forget();
  const clock = new FakeClock(Date.now());
  return {
    s3: connectObjects({ sdk: () => Promise.resolve(client) }, { clock, maxAttempts: 8 }),
    bucket,
    account: local.account,
    clock,
  };
}

const tree = (files: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: files }, (_, index) => [`d/ü ${index}+.txt`, `content ${index}`]));

const planFor = async (site: Site, files: Awaited<ReturnType<typeof filesOf>>) =>
  planSite({ site, record: {}, now: Date.now() }, files);

test('every file arrives once, though a fifth of all requests fail or lose their answers', async () => {
  const site = newSite();
  const files = await filesOf(tree(300));
  const plan = await planFor(site, files);
  ends.push(local.onRequest(faultsByChance({ seed: 7, share: 0.2 })));
  const written = await uploadAdditive(site, plan);
  const listing = await listSite(
    site,
    files.map(({ key }) => key),
  );
  assert.deepEqual(
    listing.map(({ key, etag }) => [key, etag]).toSorted(),
    files.map(({ key, md5 }) => [key, md5]).toSorted(),
  );
  assert.deepEqual(new Map(files.map(({ key, md5 }) => [key, md5])), new Map([...written.etags]));
});

test('a lost answer to a write is found out by looking, not taken for a conflict', async () => {
  const site = newSite();
  const plan = await planFor(site, await filesOf({ 'a.txt': 'a' }));
  ends.push(
    local.onRequest(({ operation, index }) =>
      operation === 'PutObject' && index === 2 ? { kind: 'lose-reply' } : undefined,
    ),
  );
  assert.equal((await uploadAdditive(site, plan)).etags.size, 1);
  assert.deepEqual(local.counts(), { ListObjectsV2: 1, PutObject: 2, HeadObject: 1 });
});

test('told to slow down, it sends fewer at once, and still sends everything', async () => {
  const site = newSite();
  const plan = await planFor(site, await filesOf(tree(400)));
  let inFlight = 0;
  let refused = 0;
  const afterwards: number[] = [];
  // Bears eight at once.
  ends.push(
    local.onRequest(async () => {
      inFlight++;
      afterwards.push(inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      const many = inFlight > 8;
      inFlight--;
      if (!many) return undefined;
      refused++;
      return { kind: 'answer', status: 503, code: 'SlowDown' };
    }),
  );
  await uploadAdditive(site, plan);
  assert.equal(local.objects(site.bucket).size, 400);
  assert.ok(refused > 0, 'it was never told to slow down');
  const late = afterwards.slice(-200);
  assert.ok(late.reduce((sum, each) => sum + each, 0) / late.length < 20, String(late));
});

test('a large file goes up in parts at once, and is stopped between them, its parts with it', async () => {
  const site = newSite();
  const directory = writeTree({ 'video.mp4': '' });
  truncateSync(`${directory}/video.mp4`, ONE_PIECE + 100_000);
  const plan = await planFor(site, await readLocalFiles(directory));
  const stop = new AbortController();
  const end = local.onRequest(({ operation }) => {
    if (operation === 'UploadPart') stop.abort();
  });
  await assert.rejects(
    uploadAdditive({ ...site, signal: stop.signal }, plan),
    (error) => error instanceof Failure && error.code === 'CANCELLED',
  );
  end();
  assert.ok((local.counts()['UploadPart'] ?? 0) < 5);
  assert.equal(local.counts()['AbortMultipartUpload'], 1);
  assert.equal(local.counts()['CompleteMultipartUpload'] ?? 0, 0);

  local.forget();
  await uploadAdditive(site, plan);
  assert.equal(local.counts()['UploadPart'], 5);
  assert.equal(local.objects(site.bucket).size, 1);
});
