import assert from 'node:assert/strict';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Failure } from '../../src/errors.ts';
import { eachInFlight } from '../../src/frontend/in-flight.ts';
import { listSite } from '../../src/frontend/listing.ts';
import { readLocalFiles } from '../../src/frontend/hash-files.ts';
import { planPublish } from '../../src/frontend/publish-plan.ts';
import { activate, examineHeaders, prune, uploadAdditive } from '../../src/frontend/publish.ts';
import { publicationOf } from '../../src/frontend/release.ts';
import { ONE_PIECE } from '../../src/frontend/write-object.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { BUCKET, filesOf, World, writeTree } from './site-world.ts';

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof Failure, String(error));
    return error;
  }
  assert.fail('nothing failed');
}

describe('the listing', () => {
  test('goes through every page', async () => {
    const world = new World({ pageSize: 2 });
    for (const key of ['a', 'b', 'c', 'd', 'e']) world.s3.seed(BUCKET, key, key);
    const listing = await listSite(world.site);
    assert.deepEqual(
      listing.map(({ key }) => key),
      ['a', 'b', 'c', 'd', 'e'],
    );
    assert.match(listing[0]?.etag ?? '', /^[0-9a-f]{32}$/);
    assert.equal(world.s3.calls.get('listObjectsV2'), 3);
  });

  test("of another account's bucket is ACCESS_DENIED with the statement that would help", async () => {
    const failure = await failureOf(listSite({ ...new World().site, account: '999999999999' }));
    assert.equal(failure.code, 'ACCESS_DENIED');
    assert.match(failure.reason, /owned by account 999999999999/);
    assert.ok(failure.details.join('').includes('"s3:ListBucket"'));
  });

  test('of a bucket that is not there names the output to check', async () => {
    const failure = await failureOf(listSite({ ...new World().site, bucket: 'absent' }));
    assert.equal(failure.code, 'PUBLISH_FAILED');
    assert.match(failure.reason, /absent.*does not exist/);
    assert.match(failure.next, /frontend-bucket-output/);
  });
});

describe('an upload', () => {
  test('tells what has arrived: bytes as they come, of a large file part by part, and whole files', async () => {
    const world = new World();
    const directory = writeTree({ 'index.html': 'hello', 'large.bin': '' });
    truncateSync(`${directory}/large.bin`, ONE_PIECE + 1);
    const plan = await world.plan(await readLocalFiles(directory));
    const told: (readonly [bytes: number, files: number])[] = [];
    const onSent = (bytes: number, files: number): void => void told.push([bytes, files]);
    const site = { ...world.site, onSent };
    await activate(site, plan, await uploadAdditive(site, plan));
    const sum = (index: 0 | 1): number => told.reduce((total, each) => total + each[index], 0);
    assert.equal(sum(0), ONE_PIECE + 1 + 'hello'.length);
    assert.equal(sum(1), 2);
    assert.ok(told.length > 3, JSON.stringify(told));
  });

  test('sets the headers that a file is to have, and is known by them', async () => {
    const world = new World();
    const files = await filesOf({ 'report.pdf': 'x' });
    const headers = {
      contentType: 'application/pdf',
      cacheControl: 'no-store',
      contentDisposition: 'attachment',
    };
    const state = { bucket: BUCKET, listing: [], files, record: {}, now: 0, headersOf: () => headers };
    const plan = planPublish(state, new Map());
    await uploadAdditive(world.site, plan);
    assert.equal(world.s3.objects(BUCKET).get('report.pdf')?.contentDisposition, 'attachment');
    assert.deepEqual((await examineHeaders(world.site, ['report.pdf'])).get('report.pdf'), headers);
    // Its answer was lost, say: the second try meets what the first one wrote.
    await uploadAdditive(world.site, plan);
    const other = planPublish(
      { ...state, headersOf: () => ({ ...headers, cacheControl: 'no-cache' }) },
      new Map(),
    );
    assert.equal((await failureOf(uploadAdditive(world.site, other))).code, 'PUBLISH_CONFLICT');
  });

  test('sets content type and cache header', async () => {
    const world = new World();
    const plan = await world.plan(await filesOf({ 'index.html': 'x', 'assets/a-BxT3k9aZ.js': 'y' }));
    await activate(world.site, plan, await uploadAdditive(world.site, plan));
    const objects = world.s3.objects(BUCKET);
    assert.equal(objects.get('index.html')?.contentType, 'text/html; charset=utf-8');
    assert.equal(objects.get('index.html')?.cacheControl, 'public,max-age=0,must-revalidate');
    assert.equal(objects.get('assets/a-BxT3k9aZ.js')?.cacheControl, 'public,max-age=31536000,immutable');
  });

  test('counts files and bytes', async () => {
    const world = new World();
    world.s3.seed(BUCKET, 'index.html', 'old');
    const plan = await world.plan(await filesOf({ 'index.html': 'newer', 'a.js': 'abc', empty: '' }));
    const additive = await uploadAdditive(world.site, plan);
    const activated = await activate(world.site, plan, additive);
    assert.deepEqual(publicationOf(plan, { written: [additive, activated], deleted: 0 }), {
      bucket: BUCKET,
      uploaded: 3,
      deleted: 0,
      unchanged: 0,
      bytes: 8,
      stalePaths: ['/index.html'],
    });
  });

  test('over an object that somebody changed after the listing is a conflict, and theirs stays', async () => {
    const world = new World();
    world.s3.seed(BUCKET, 'index.html', 'old');
    const plan = await world.plan(await filesOf({ 'index.html': 'ours' }));
    world.s3.seed(BUCKET, 'index.html', 'theirs');
    const failure = await failureOf(activate(world.site, plan, await uploadAdditive(world.site, plan)));
    assert.equal(failure.code, 'PUBLISH_CONFLICT');
    assert.match(failure.reason, /^index\.html in site was changed/);
    assert.equal(world.contents()['index.html'], 'theirs');
  });

  test('over an object that somebody deleted after the listing is a conflict', async () => {
    const world = new World();
    world.s3.seed(BUCKET, 'index.html', 'old');
    const plan = await world.plan(await filesOf({ 'index.html': 'ours' }));
    await world.s3.deleteObjects({
      Bucket: BUCKET,
      ExpectedBucketOwner: world.site.account,
      Delete: { Objects: [{ Key: 'index.html' }] },
    });
    const failure = await failureOf(activate(world.site, plan, await uploadAdditive(world.site, plan)));
    assert.equal(failure.code, 'PUBLISH_CONFLICT');
  });

  test('of a new file that somebody else put there meanwhile is a conflict, unless it is the same', async () => {
    const world = new World();
    const plan = await world.plan(await filesOf({ 'a.js': 'ours' }));
    world.s3.seed(BUCKET, 'a.js', 'theirs');
    assert.equal((await failureOf(uploadAdditive(world.site, plan))).code, 'PUBLISH_CONFLICT');

    const other = new World();
    await uploadAdditive(other.site, plan);
    const { etags } = await uploadAdditive(other.site, plan);
    assert.deepEqual([...etags.keys()], ['a.js']);
  });

  test('whose reply was lost is recognised as done, with KMS too', async () => {
    for (const opaqueEtags of [false, true]) {
      const world = new World({ opaqueEtags });
      const plan = await world.plan(await filesOf({ 'index.html': 'x' }));
      const put = world.s3.putObject.bind(world.s3);
      // What the SDK does by itself: the first answer is lost, the second try meets the first one's object.
      world.s3.putObject = async (input) => {
        await put(input);
        return put(input);
      };
      const { etags } = await activate(world.site, plan, await uploadAdditive(world.site, plan));
      assert.equal(etags.get('index.html'), world.s3.objects(BUCKET).get('index.html')?.etag);
    }
  });

  test('that meets a write of the same key under way tries again', async () => {
    const world = new World();
    const plan = await world.plan(await filesOf({ 'a.js': 'x' }));
    let refusals = 2;
    world.s3.before = (operation) => {
      if (operation === 'putObject' && refusals-- > 0)
        throw new FakeAwsError('ConditionalRequestConflict', 409);
    };
    await uploadAdditive(world.site, plan);
    assert.equal(world.contents()['a.js'], 'x');
  });

  test('of a file that changed after it was hashed is refused', async () => {
    const world = new World();
    const directory = writeTree({ 'a.js': 'hashed' });
    const plan = await world.plan(await readLocalFiles(directory));
    writeFileSync(`${directory}/a.js`, 'changed');
    const failure = await failureOf(uploadAdditive(world.site, plan));
    assert.equal(failure.code, 'PUBLISH_FAILED');
    assert.match(failure.reason, /BadDigest/);
    assert.deepEqual(world.contents(), {});
  });

  test('that is not permitted names the actions', async () => {
    const world = new World();
    const plan = await world.plan(await filesOf({ 'a.js': 'x' }));
    world.s3.before = () => {
      throw new FakeAwsError('AccessDenied', 403, 'not authorized to perform s3:PutObject');
    };
    const failure = await failureOf(uploadAdditive(world.site, plan));
    assert.equal(failure.code, 'ACCESS_DENIED');
    assert.ok(failure.details.join('').includes('"s3:PutObject"'));
    assert.match(failure.safe, /visitors see the site as it was/);
  });
});

describe('a large file', () => {
  const size = ONE_PIECE + 5;
  async function largeFile() {
    const directory = writeTree({ 'video.mp4': '' });
    truncateSync(`${directory}/video.mp4`, size);
    const files = await readLocalFiles(directory);
    return { files, remove: () => rmSync(directory, { recursive: true }) };
  }

  test('goes up in parts, with its headers, and is unchanged next time', async () => {
    const world = new World();
    const { files, remove } = await largeFile();
    await world.deploy(files, 'run1');
    remove();
    const stored = world.s3.objects(BUCKET).get('video.mp4');
    assert.equal(stored?.content.length, size);
    assert.match(stored?.etag ?? '', /-5$/);
    assert.equal(stored?.contentType, 'video/mp4');
    assert.equal((await world.plan(files)).unchanged.length, 1);
    assert.equal(world.s3.uploads.size, 0);
  });

  test('leaves no parts behind when it fails, by error or by conflict', async () => {
    const { files, remove } = await largeFile();
    const failing = new World();
    const plan = await failing.plan(files);
    failing.s3.before = (operation) => {
      if (operation === 'uploadPart') throw new FakeAwsError('InternalError', 500);
    };
    assert.equal((await failureOf(uploadAdditive(failing.site, plan))).code, 'PUBLISH_FAILED');
    assert.equal(failing.s3.uploads.size, 0);

    const contested = new World();
    contested.s3.seed(BUCKET, 'video.mp4', 'theirs');
    assert.equal((await failureOf(uploadAdditive(contested.site, plan))).code, 'PUBLISH_CONFLICT');
    assert.equal(contested.s3.uploads.size, 0);
    remove();
  });
});

describe('a publish that is stopped', () => {
  test('begins nothing more, and says what visitors see', async () => {
    const world = new World();
    for (const key of ['a.html', 'index.html']) world.s3.seed(BUCKET, key, 'old');
    const plan = await world.plan(await filesOf({ 'a.html': 'new', 'index.html': 'new' }));
    const stop = new AbortController();
    const site = { ...world.site, signal: stop.signal };
    const additive = await uploadAdditive(site, plan);
    world.s3.onChange = () => stop.abort();
    const failure = await failureOf(activate(site, plan, additive));
    assert.equal(failure.code, 'CANCELLED');
    assert.match(failure.safe, /some pages may be new and others old/);
    assert.deepEqual(world.contents(), { 'a.html': 'new', 'index.html': 'old' });
  });

  test('for a lost lease says just that', async () => {
    const world = new World();
    const plan = await world.plan(await filesOf({ 'a.js': 'x' }));
    const lost = new Failure({ code: 'LEASE_LOST', reason: 'lost', safe: 'safe', next: 'next' });
    const failure = await failureOf(uploadAdditive({ ...world.site, signal: AbortSignal.abort(lost) }, plan));
    assert.equal(failure, lost);
    assert.deepEqual(world.contents(), {});
  });

  test('never has a write in flight once it has thrown', async () => {
    let running = 0;
    const work = eachInFlight([1, 2, 3, 4, 5], { atOnce: 3 }, async (item) => {
      running++;
      await new Promise((resolve) => setTimeout(resolve, item * 5));
      running--;
      if (item === 1) throw new Error('first');
    });
    await assert.rejects(work, { message: 'first' });
    assert.equal(running, 0);
  });

  test('keeps to the bound while it works', async () => {
    let running = 0;
    let most = 0;
    await eachInFlight(Array.from({ length: 20 }), { atOnce: 4 }, async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
    });
    assert.equal(most, 4);
  });
});

test('pages are not switched where a file of the additive phase is missing', async () => {
  const world = new World();
  const plan = await world.plan(await filesOf({ 'index.html': 'x', 'a.js': 'y' }));
  const failure = await failureOf(activate(world.site, plan, { etags: new Map(), bytes: 0 }));
  assert.equal(failure.code, 'INTERNAL');
  assert.deepEqual(world.contents(), {});
});

test('deletes go in calls of a thousand, and what S3 refuses to delete is named', async () => {
  const world = new World();
  const prunable = Array.from({ length: 1500 }, (_, index) => `old${index}.js`);
  for (const key of prunable) world.s3.seed(BUCKET, key, key);
  const plan = { ...(await world.plan(await filesOf({ 'index.html': 'x' }))), prunable };
  assert.equal(await prune(world.site, plan), 1500);
  assert.deepEqual(world.contents(), {});
  assert.equal(world.s3.calls.get('deleteObjects'), 2);

  world.s3.deleteObjects = async () => ({
    $metadata: {},
    Errors: [{ Key: 'old1.js', Code: 'AccessDenied', Message: 'no' }],
  });
  const failure = await failureOf(prune(world.site, plan));
  assert.equal(failure.code, 'PUBLISH_FAILED');
  assert.deepEqual(failure.details, ['old1.js: AccessDenied']);
});

test('with KMS, where no ETag is an MD5, a second publish finds everything unchanged', async () => {
  const world = new World({ opaqueEtags: true });
  const files = await filesOf({ 'index.html': 'x', 'a.js': 'y' });
  await world.deploy(files, 'run1');
  assert.equal((await world.deploy(files, 'run2')).unchanged.length, 2);
});
