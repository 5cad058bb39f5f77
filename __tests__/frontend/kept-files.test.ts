import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Release } from '../../src/context/release.ts';
import { keepFiles, listKept, planKeeping, pruneKept } from '../../src/frontend/kept-files.ts';
import type { LocalFile } from '../../src/frontend/local-files.ts';
import { listSite } from '../../src/frontend/listing.ts';
import { type RecordedReleases } from '../../src/frontend/publish-plan.ts';
import { activate, prune, removePages, uploadAdditive } from '../../src/frontend/publish.ts';
import { buildRelease } from '../../src/frontend/release.ts';
import { fetchFiles, filesOfRelease } from '../../src/frontend/restored-files.ts';
import { previousReleases } from '../../src/frontend/retention.ts';
import { FakeS3, type FakeS3Options } from '../fakes/s3.ts';
import { ACCOUNT, BUCKET, type Tree, filesOf, planSite, site } from './site-world.ts';

const STATE = 'state';
const MINUTE = 60_000;
const WEEKS = 30 * 24 * 60 * MINUTE;

/** A site that is deployed to, and rolled back, as publish-site.ts does it. */
async function world(t: TestContext, options: Partial<FakeS3Options> = {}) {
  let now = Date.UTC(2026, 0, 1);
  const s3 = new FakeS3({ buckets: [BUCKET, STATE], account: ACCOUNT, now: () => now, ...options });
  const place = { s3, bucket: BUCKET, account: ACCOUNT };
  const store = { s3, bucket: STATE, account: ACCOUNT, prefix: 'production/terraform.files/' };
  const directory = await mkdtemp(path.join(os.tmpdir(), 'revive-kept-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  let record: RecordedReleases & { readonly previous: readonly Release[] } = { previous: [] };
  let runs = 0;

  async function publish(
    files: readonly LocalFile[],
    again?: { readonly release: Release; readonly kept: Awaited<ReturnType<typeof listKept>> },
  ): Promise<Release> {
    now += MINUTE;
    const listing = await listSite(place);
    const plan = await planSite({ site: place, record, now }, files, listing);
    if (again !== undefined) {
      await fetchFiles({ kept: store, site: place, stored: { listing, kept: again.kept } }, plan);
    }
    const keepsakes = planKeeping(plan, { record, listing });
    const kept = await listKept(store);
    await keepFiles(store, place, { keepsakes, kept });
    const additive = await uploadAdditive(place, plan);
    const written = [additive, await activate(place, plan, additive)];
    await removePages(place, plan);
    runs += 1;
    const run = {
      id: String(runs),
      attempt: 1,
      commit: String(runs).padEnd(40, '0'),
      url: 'https://ci.example',
    };
    const built = buildRelease({ run, plan, written, now });
    const release = again === undefined ? built : { ...built, id: again.release.id };
    const before = record.live === undefined ? record.previous : [record.live, ...record.previous];
    record = { live: release, previous: previousReleases(release, { before, listing }) };
    await pruneKept(store, kept, record);
    await prune(place, plan);
    return release;
  }

  return {
    s3,
    store,
    record: () => record,
    pass: (milliseconds: number) => (now += milliseconds),
    deploy: async (tree: Tree) => publish(await filesOf(tree)),
    rollBack: async (release: Release) => {
      const kept = await listKept(store);
      const files = filesOfRelease(release, { listing: await listSite(place), kept }, directory);
      return publish(files, { release, kept });
    },
    live: (): Tree =>
      Object.fromEntries([...s3.objects(BUCKET)].map(([key, { content }]) => [key, String(content)])),
    kept: () => [...s3.objects(STATE).keys()],
  };
}

/** Fails unless the live site has every file of a tree as it was. */
function assertLive(live: Tree, tree: Tree): void {
  assert.deepEqual(Object.fromEntries(Object.keys(tree).map((key) => [key, live[key]])), tree);
}

const pagesOf = (tree: Tree): readonly string[] =>
  Object.keys(tree)
    .filter((key) => key.endsWith('.html'))
    .sort();

describe('keeping files for a rollback', () => {
  for (const [how, options] of [
    ['by MD5', {}],
    ['by ETags that are no MD5s, as with KMS', { opaqueEtags: true }],
    ['page by page of a listing', { pageSize: 2 }],
  ] as const) {
    it(`brings back any of the kept releases byte for byte, and what it replaced too: ${how}`, async (t) => {
      const shop = await world(t, options);
      const trees = ['one', 'two', 'three', 'four'].map((version, index) => site(version, 3 + index));
      const releases: Release[] = [];
      for (const tree of trees) releases.push(await shop.deploy(tree));
      for (const index of [2, 3, 0, 3, 1, 0]) {
        const [release, tree = {}] = [releases[index], trees[index]];
        assert.ok(release);
        const again = await shop.rollBack(release);
        assert.equal(again.id, release.id);
        assertLive(shop.live(), tree);
        assert.deepEqual(pagesOf(shop.live()), pagesOf(tree));
        assert.deepEqual(
          [...again.files].map(([key, { sha256 }]) => [key, sha256]),
          [...release.files].map(([key, { sha256 }]) => [key, sha256]),
        );
      }
    });
  }

  it('costs nothing where nothing is replaced, and one copy within S3 for each file that is', async (t) => {
    const shop = await world(t);
    await shop.deploy(site('one'));
    assert.deepEqual(shop.kept(), []);
    await shop.deploy({ ...site('one'), 'robots.txt': 'User-agent: nobody' });
    assert.equal(shop.s3.calls.get('copyObject'), 1);
    assert.equal(shop.kept().length, 1);
  });

  it('deletes what no release needs any more that can be gone back to', async (t) => {
    const shop = await world(t);
    for (let number = 1; number <= 12; number += 1) {
      await shop.deploy({ 'index.html': `page ${number}` });
      shop.pass(WEEKS);
    }
    const needed = shop.record().previous.flatMap(({ files }) => [...files.values()]);
    assert.ok(shop.kept().length <= needed.length + 1, `${shop.kept().length} are kept`);
    for (const { sha256 } of needed) assert.ok(shop.kept().includes(`${shop.store.prefix}${sha256}`));
  });

  it('does not keep what somebody else wrote over a file of a release', async (t) => {
    const shop = await world(t);
    const first = await shop.deploy({ 'index.html': 'one' });
    shop.s3.seed(BUCKET, 'index.html', 'by hand');
    await shop.deploy({ 'index.html': 'two' });
    assert.deepEqual(shop.kept(), []);
    await assert.rejects(shop.rollBack(first), {
      code: 'ROLLBACK_IMPOSSIBLE',
      reason: /1 files of release .* \(index\.html\)/,
      details: ['index.html'],
    });
    assertLive(shop.live(), { 'index.html': 'two' });
  });

  it('refuses a kept file that is not what was recorded, before anything is written', async (t) => {
    const shop = await world(t);
    const first = await shop.deploy({ 'index.html': 'one' });
    await shop.deploy({ 'index.html': 'two' });
    const [key = ''] = shop.kept();
    shop.s3.seed(STATE, key, 'forged');
    await assert.rejects(shop.rollBack(first), { code: 'ROLLBACK_IMPOSSIBLE', reason: /its SHA-256/ });
    assertLive(shop.live(), { 'index.html': 'two' });
  });

  it('goes on where a file is written over between listing and copy: it is the recorded one no more', async (t) => {
    const shop = await world(t);
    await shop.deploy({ 'index.html': 'one' });
    shop.s3.before = (operation) => {
      if (operation !== 'copyObject') return;
      shop.s3.before = () => undefined;
      shop.s3.seed(BUCKET, 'index.html', 'by hand');
    };
    await assert.rejects(shop.deploy({ 'index.html': 'two' }), { code: 'PUBLISH_CONFLICT' });
    assert.deepEqual(shop.kept(), []);
  });

  it('keeps a name with any letters in it', async (t) => {
    const shop = await world(t);
    const odd = 'a b/ü+%.html';
    const first = await shop.deploy({ [odd]: 'one' });
    await shop.deploy({ [odd]: 'two' });
    await shop.rollBack(first);
    assertLive(shop.live(), { [odd]: 'one' });
  });
});
