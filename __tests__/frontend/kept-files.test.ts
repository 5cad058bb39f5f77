import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Release } from '../../src/context/release.ts';
import { keptWorld, MINUTE, STATE } from './kept-world.ts';
import { BUCKET, site, type Tree } from './site-world.ts';

const WEEKS = 30 * 24 * 60 * MINUTE;

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
    ['by copies alone, as an older version kept them', { packing: false }],
    ['by ETags that are no MD5s, as with KMS', { opaqueEtags: true }],
    ['page by page of a listing', { pageSize: 2 }],
  ] as const) {
    it(`brings back any of the kept releases byte for byte, and what it replaced too: ${how}`, async (t) => {
      const shop = await keptWorld(t, options);
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

  it('costs nothing where nothing is replaced, and one copy within S3 for each file that is and no pack holds', async (t) => {
    const shop = await keptWorld(t, { packing: false });
    await shop.deploy(site('one'));
    assert.deepEqual(shop.kept(), []);
    await shop.deploy({ ...site('one'), 'robots.txt': 'User-agent: nobody' });
    assert.equal(shop.s3.calls.get('copyObject'), 1);
    assert.equal(shop.kept().length, 1);
  });

  it('deletes what no release needs any more that can be gone back to', async (t) => {
    const shop = await keptWorld(t, { packing: false });
    for (let number = 1; number <= 12; number += 1) {
      await shop.deploy({ 'index.html': `page ${number}` });
      shop.pass(WEEKS);
    }
    const needed = shop.record().previous.flatMap(({ files }) => [...files.values()]);
    assert.ok(shop.kept().length <= needed.length + 1, `${shop.kept().length} are kept`);
    for (const { sha256 } of needed) assert.ok(shop.kept().includes(`${shop.store.prefix}${sha256}`));
  });

  it('does not keep what somebody else wrote over a file of a release', async (t) => {
    const shop = await keptWorld(t, { packing: false });
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
    const shop = await keptWorld(t, { packing: false });
    const first = await shop.deploy({ 'index.html': 'one' });
    await shop.deploy({ 'index.html': 'two' });
    const [key = ''] = shop.kept();
    shop.s3.seed(STATE, key, 'forged');
    await assert.rejects(shop.rollBack(first), { code: 'ROLLBACK_IMPOSSIBLE', reason: /its SHA-256/ });
    assertLive(shop.live(), { 'index.html': 'two' });
  });

  it('goes on where a file is written over between listing and copy: it is the recorded one no more', async (t) => {
    const shop = await keptWorld(t, { packing: false });
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
    const shop = await keptWorld(t, { packing: false });
    const odd = 'a b/ü+%.html';
    const first = await shop.deploy({ [odd]: 'one' });
    await shop.deploy({ [odd]: 'two' });
    await shop.rollBack(first);
    assertLive(shop.live(), { [odd]: 'one' });
  });
});
