import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Release } from '../../src/context/release.ts';
import { contentsOf, packHeader } from '../../src/frontend/pack-format.ts';
import { planPacks, writePacks } from '../../src/frontend/packs.ts';
import { keptWorld, MINUTE, STATE } from './kept-world.ts';
import { ACCOUNT, BUCKET, type Tree, filesOf, hashed, planSite } from './site-world.ts';

const DAY = 24 * 60 * MINUTE;
const PACK = 4 * 1024 * 1024;

const pages = (count: number, version: string): Tree =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}.html`, `${version} ${index}`]));

const packsIn = (keys: readonly string[]): readonly string[] => keys.filter((key) => key.includes('/packs/'));

/** Packs that a release names. */
const namedBy = ({ files }: Release): ReadonlySet<string> =>
  new Set([...files.values()].flatMap(({ pack }) => pack ?? []));

describe('packing files for a rollback', () => {
  it('takes one request beside the uploads, and none for each page that is replaced or deleted', async (t) => {
    const shop = await keptWorld(t);
    const first = await shop.deploy(pages(60, 'one'));
    shop.s3.calls.clear();
    await shop.deploy(pages(50, 'two'));
    assert.deepEqual(Object.fromEntries(shop.s3.calls), {
      listObjectsV2: 1,
      putObject: 50 + 1,
      deleteObjects: 1,
    });
    await shop.rollBack(first);
    assert.deepEqual(shop.live(), pages(60, 'one'));
  });

  it('brings a release back with one read of each pack', async (t) => {
    const shop = await keptWorld(t);
    const first = await shop.deploy(pages(60, 'one'));
    await shop.deploy({ ...pages(60, 'one'), 'p1.html': 'two', 'p2.html': 'two' });
    await shop.deploy(pages(60, 'three'));
    shop.s3.calls.clear();
    await shop.rollBack(first);
    assert.equal(shop.s3.calls.get('getObject'), 1);
    assert.equal(shop.s3.calls.get('copyObject'), undefined);
  });

  it('packs no content twice: not of two keys, not of a rollback, not of a rollback that is rolled back', async (t) => {
    const shop = await keptWorld(t);
    const first = await shop.deploy({ 'a.html': 'same', 'b.html': 'same' });
    const second = await shop.deploy({ 'a.html': 'new', 'b.html': 'same' });
    const packs = packsIn(shop.kept());
    assert.equal(packs.length, 2);
    const [one = ''] = packs;
    assert.ok((shop.s3.objects(STATE).get(one)?.content.length ?? 0) < 150, 'the content is there once');
    const again = await shop.rollBack(first);
    assert.deepEqual(namedBy(again), namedBy(first));
    await shop.rollBack(second);
    assert.deepEqual(packsIn(shop.kept()), packs);
  });

  it('leaves what never changes under its name alone, and copies what is large once it is replaced', async (t) => {
    const shop = await keptWorld(t);
    const large = 'x'.repeat(300 * 1024);
    const asset = hashed('app', 'js', 'app');
    const first = await shop.deploy({ 'large.html': large, [asset]: 'app' });
    assert.deepEqual(shop.kept(), []);
    await shop.deploy({ 'large.html': 'small', [asset]: 'app' });
    assert.ok(shop.kept().includes(`${shop.store.prefix}${hash('sha256', large)}`));
    await shop.rollBack(first);
    assert.deepEqual(shop.live(), { 'large.html': large, [asset]: 'app' });
  });

  it('copies what an older version published, and packs what it publishes itself', async (t) => {
    const shop = await keptWorld(t, { packing: false });
    const first = await shop.deploy(pages(3, 'one'));
    shop.packing(true);
    const second = await shop.deploy({ ...pages(3, 'two'), 'p2.html': 'one 2' });
    assert.equal(shop.s3.calls.get('copyObject'), 2);
    await shop.deploy(pages(3, 'three'));
    assert.equal(shop.s3.calls.get('copyObject'), 3, 'p2.html is still of the older version');
    await shop.rollBack(second);
    assert.deepEqual(shop.live(), { ...pages(3, 'two'), 'p2.html': 'one 2' });
    await shop.rollBack(first);
    assert.deepEqual(shop.live(), pages(3, 'one'));
  });

  it('packs what a killed run uploaded together with the rest', async (t) => {
    const shop = await keptWorld(t);
    await shop.deploy(pages(3, 'one'));
    shop.interrupt();
    for (const number of [0, 1]) {
      const headers = {
        contentType: 'text/html; charset=utf-8',
        cacheControl: 'public,max-age=0,must-revalidate',
      };
      shop.s3.seed(BUCKET, `p${number}.html`, `two ${number}`, headers);
    }
    const second = await shop.deploy(pages(3, 'two'));
    assert.equal(namedBy(second).size, 1);
    assert.ok([...second.files.values()].every(({ pack }) => pack !== undefined));
    await shop.deploy(pages(3, 'three'));
    await shop.rollBack(second);
    assert.deepEqual(shop.live(), pages(3, 'two'));
  });

  it('fills packs, and none beyond what a rollback reads at once', async (t) => {
    const tree = Object.fromEntries(
      Array.from({ length: 90 }, (_, index) => [`p${index}.html`, `${index} ${'x'.repeat(200_000)}`]),
    );
    const files = await filesOf({ ...tree, 'empty.html': '' });
    const { s3 } = await keptWorld(t);
    const place = { s3, bucket: BUCKET, account: ACCOUNT };
    const plan = await planSite({ site: place, record: { previous: [] }, now: 0 }, files);
    const planned = planPacks(plan, { record: { previous: [] }, packs: new Map(), isWholeHere: true });
    assert.equal(planned.flat().length, 91);
    assert.equal(planned.length, 5);
    for (const each of planned) assert.ok(each.reduce((sum, { size }) => sum + size, 0) <= PACK);
  });

  it('leaves out a file that is not what was hashed any more', async (t) => {
    const { s3, store } = await keptWorld(t);
    const files = await filesOf(pages(3, 'one'));
    await writeFile(files[1]?.path ?? '', 'changed');
    const packs = await writePacks(store, [files], 'run');
    assert.deepEqual([...packs.keys()], [files[0]?.sha256, files[2]?.sha256]);
    const [name] = packs.values();
    const { content } = s3.objects(STATE).get(`${store.prefix}packs/${name}`) ?? assert.fail('no pack');
    const found = contentsOf(content, new Set(packs.keys()));
    assert.deepEqual([...found.values()].map(String), ['one 0', 'one 2']);
  });
});

describe('a rollback from packs', () => {
  for (const [what, damage] of [
    ['is gone', undefined],
    ['was cut short', (content: Buffer) => content.subarray(0, -1)],
    ['has another content', (content: Buffer) => Buffer.from(content.toString().replace('one 2', 'two 2'))],
    ['is something else', () => Buffer.from('[]')],
    ['is no text', () => Buffer.from([0xff, 0x00, 0x0a])],
  ] as const) {
    it(`names the file where its pack ${what}, and writes nothing`, async (t) => {
      const shop = await keptWorld(t);
      const first = await shop.deploy(pages(3, 'one'));
      const [key = ''] = packsIn(shop.kept());
      const { content } = shop.s3.objects(STATE).get(key) ?? assert.fail('no pack');
      await shop.deploy({ ...pages(3, 'one'), 'p2.html': 'two' });
      if (damage === undefined) {
        const gone = { Bucket: STATE, ExpectedBucketOwner: shop.store.account };
        await shop.s3.deleteObjects({ ...gone, Delete: { Objects: [{ Key: key }] } });
      } else shop.s3.seed(STATE, key, damage(content).toString('latin1'));
      await assert.rejects(shop.rollBack(first), {
        code: 'ROLLBACK_IMPOSSIBLE',
        reason: /p2\.html/,
        details: ['p2.html'],
      });
      assert.deepEqual(shop.live(), { ...pages(3, 'one'), 'p2.html': 'two' });
    });
  }

  it('does not care for what is broken in a pack beside what it needs', () => {
    const [good, bad] = [Buffer.from('good'), Buffer.from('bad')];
    const content = (of: Buffer) => ({ sha256: hash('sha256', of, 'hex'), size: of.length });
    const pack = Buffer.concat([packHeader([content(bad), content(good)]), Buffer.from('BAD'), good]);
    const wanted = new Set([content(good).sha256, content(bad).sha256]);
    assert.deepEqual([...contentsOf(pack, wanted).values()].map(String), ['good']);
  });
});

describe('deleting packs', () => {
  it('goes with the last release that names one, and lists nothing before', async (t) => {
    const shop = await keptWorld(t);
    for (let number = 1; number <= 12; number += 1) {
      await shop.deploy({ 'index.html': `page ${number}`, 'always.html': 'the same' });
      shop.pass(MINUTE);
      if (number === 4) assert.equal(shop.s3.calls.get('listObjectVersions'), undefined);
    }
    const { live, previous } = shop.record();
    const needed = [live ?? assert.fail(), ...previous].flatMap((release) => [...namedBy(release)]);
    assert.deepEqual(
      packsIn(shop.kept()).toSorted(),
      [...new Set(needed)].map((name) => `${shop.store.prefix}packs/${name}`).toSorted(),
    );
    // The first has what is still the same.
    assert.equal(packsIn(shop.kept()).length, 5);
  });

  it('lists nothing where a release goes that had nothing of its own', async (t) => {
    const shop = await keptWorld(t);
    const tree: Record<string, string> = {};
    for (let number = 1; number <= 8; number += 1) {
      tree[hashed('app', 'js', String(number))] = String(number);
      await shop.deploy({ 'index.html': 'always', ...tree });
    }
    assert.equal(shop.s3.calls.get('listObjectVersions'), undefined);
  });

  it('deletes what a killed run left, after an interrupted one, but never what another may be about to record', async (t) => {
    const shop = await keptWorld(t);
    await shop.deploy(pages(1, 'one'));
    const [known = ''] = packsIn(shop.kept());
    const [old, young] = ['old', 'young'].map((name) => `${shop.store.prefix}packs/9-1-a/${name}`);
    shop.s3.seed(STATE, old ?? '', 'killed');
    shop.pass(2 * DAY);
    shop.s3.seed(STATE, young ?? '', 'under way');
    await shop.deploy(pages(1, 'two'));
    assert.ok(shop.kept().includes(old ?? ''), 'nobody had a reason to look');
    shop.interrupt();
    await shop.deploy(pages(1, 'three'));
    assert.ok(!shop.kept().includes(old ?? ''));
    assert.ok(shop.kept().includes(young ?? ''));
    assert.ok(shop.kept().includes(known));
  });

  it('packs the few files of many old packs anew, so that waste has a bound', async (t) => {
    const shop = await keptWorld(t);
    const lasting: Record<string, string> = {};
    for (let number = 0; number < 40; number += 1) {
      lasting[`lasting-${number}.html`] = `written once, ${number}`;
      await shop.deploy({ ...lasting, 'index.html': `${number}` });
    }
    const { live } = shop.record();
    assert.ok(live);
    assert.ok(namedBy(live).size <= 18, `${namedBy(live).size} packs`);
    assert.ok(packsIn(shop.kept()).length <= 2 * 18 + 4, `${packsIn(shop.kept()).length} packs`);
    await shop.deploy({ 'index.html': 'none of it' });
    await shop.rollBack(live);
    assert.deepEqual(shop.live(), { ...lasting, 'index.html': '39' });
  });
});
