import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KEPT_RELEASES } from '../../src/context/release.ts';
import type { LocalFile } from '../../src/frontend/local-files.ts';
import { GRACE } from '../../src/frontend/retention.ts';
import { filesOf, Killed, site, World, writeTree, type Tree } from './site-world.ts';
import { readLocalFiles } from '../../src/frontend/hash-files.ts';

const PAGES = 5;
const before = site('v1', PAGES);
const wanted = site('v2', PAGES);
const DAY = 24 * 60 * 60_000;

async function worldWith(files: readonly LocalFile[], intent: World['intent'] = 'first'): Promise<World> {
  const world = new World();
  world.intent = intent;
  await world.deploy(files, 'run1');
  world.clock.advance(DAY);
  world.events.length = 0;
  world.live();
  return world;
}

async function deployUntilKilled(world: World, files: readonly LocalFile[], id: string): Promise<void> {
  await assert.rejects(world.deploy(files, id), isDeath);
}

/** A killed process dies with `Killed`, wrapped in the failure that it would have been had it lived. */
const isDeath = (error: unknown): boolean =>
  error instanceof Killed || (error as { readonly cause?: unknown }).cause instanceof Killed;

describe('publishing, killed at every write', async () => {
  const [old, files] = await Promise.all([filesOf(before), filesOf(wanted)]);
  const whole = await worldWith(old);
  await whole.deploy(files, 'run2');
  const steps = whole.steps;

  test('takes a step for every file, the intent, the invalidation and the record', () => {
    // 6 pages with an asset each, one shared asset, the logo; then intent, invalidation, record.
    assert.equal(steps, 6 * 2 + 2 + 3);
    assert.deepEqual(whole.broken, []);
    assert.deepEqual(whole.differences(wanted), []);
    assert.deepEqual([...whole.staleAtEdge], []);
  });

  const moments = (['first', 'last'] as const).flatMap((intent) =>
    (['before', 'after'] as const).map((when) => ({ intent, when })),
  );
  for (const { intent, when } of moments) {
    for (let step = 1; step <= steps; step++) {
      const moment = `step ${step}, ${when}, the intent ${intent}`;
      test(`${moment}: no page is ever broken, and running again ends in the new site everywhere`, async () => {
        const world = await worldWith(old, intent);
        world.killAt(step, when);
        await deployUntilKilled(world, files, 'run2');
        world.live();
        await world.deploy(files, 'run3');
        assert.deepEqual(world.broken, []);
        assert.deepEqual(world.differences(wanted), []);
        assert.deepEqual([...world.staleAtEdge], []);
        assert.equal(world.record.intended, undefined);
        assert.ok(!(await world.plan(files)).stalePaths.length, 'nothing is owed any more');
      });

      test(`${moment}: going back to the old commit ends in the old site everywhere`, async () => {
        const world = await worldWith(old, intent);
        world.killAt(step, when);
        await deployUntilKilled(world, files, 'run2');
        world.live();
        await world.deploy(old, 'run3');
        assert.deepEqual(world.broken, []);
        assert.deepEqual(world.differences(before), []);
        assert.deepEqual([...world.staleAtEdge], []);
      });
    }
  }
});

describe('the order of a publish', () => {
  test('records the intent and adds, then switches shared files, pages, the root page; then invalidates', async () => {
    const world = await worldWith(await filesOf(before));
    await world.deploy(await filesOf(wanted), 'run2');
    const kinds = world.events.map((event) => {
      if (event.startsWith('created')) return 'added';
      if (event === 'overwritten index.html') return 'root page';
      if (event.endsWith('.html')) return 'page';
      return event.startsWith('overwritten') ? 'shared file' : event;
    });
    const groups = kinds.filter((kind, index) => kind !== kinds[index - 1]);
    assert.deepEqual(groups, [
      'recorded intent',
      'added',
      'shared file',
      'page',
      'root page',
      'invalidated',
      'recorded live',
    ]);
  });

  test('writes a new page after the assets it names, and a service worker after every page', async () => {
    const world = await worldWith(await filesOf(before));
    await world.deploy(await filesOf({ ...site('v2', PAGES + 1), 'sw.js': 'precache' }), 'run2');
    const at = (event: string): number => world.events.indexOf(event);
    const lastAsset = world.events.findLastIndex((event) => event.startsWith('created assets/'));
    assert.ok(at(`created page${PAGES}/index.html`) > lastAsset);
    assert.ok(at('created sw.js') > at('overwritten index.html'));
    assert.deepEqual(world.broken, []);
  });

  test('writes nothing and invalidates nothing when nothing changed', async () => {
    const world = await worldWith(await filesOf(before));
    const invalidations = world.cloudfront.invalidations.length;
    const plan = await world.deploy(await filesOf(before), 'run2');
    assert.equal(plan.unchanged.length, Object.keys(before).length);
    assert.deepEqual(world.events, []);
    assert.equal(world.cloudfront.invalidations.length, invalidations);
    assert.equal(world.record.live?.id, `run1-1-${'run1'.padEnd(8, '0')}`);
  });

  test('a first publish overwrites nothing, so it invalidates nothing', async () => {
    const world = new World();
    await world.deploy(await filesOf(before), 'run1');
    assert.deepEqual(world.cloudfront.invalidations, []);
    assert.deepEqual(world.broken, []);
  });

  test('deletes a removed page after the invalidation and before the record', async () => {
    const world = await worldWith(await filesOf(before));
    await world.deploy(await filesOf(site('v2', PAGES - 1)), 'run2');
    const at = (event: string): number => world.events.indexOf(event);
    assert.ok(at('invalidated') < at(`deleted page${PAGES - 1}/index.html`));
    assert.ok(at(`deleted page${PAGES - 1}/index.html`) < at('recorded live'));
    assert.deepEqual(world.broken, []);
  });

  test('deletes old files only after the invalidation and the record', async () => {
    const world = await worldWith(await filesOf(before));
    for (let release = 2; release <= KEPT_RELEASES + 2; release++) {
      await world.deploy(await filesOf(site(`v${release}`, PAGES)), `run${release}`);
      world.clock.advance(DAY);
    }
    world.clock.advance(GRACE);
    world.events.length = 0;
    await world.deploy(await filesOf(site('last', PAGES)), 'last');
    const firstDelete = world.events.findIndex((event) => event.startsWith('deleted'));
    assert.ok(firstDelete > world.events.indexOf('invalidated'));
    assert.ok(firstDelete > world.events.indexOf('recorded live'));
    assert.deepEqual(world.broken, []);
  });
});

describe('a long history of deploys, some of them killed', () => {
  const seed = Number(process.env.SEED ?? 20_260_101 + (Date.now() % 100_000));

  test(`never breaks a page, keeps the assets of kept releases, converges (SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 12; round++) {
      const world = new World();
      world.intent = round % 2 === 0 ? 'first' : 'last';
      for (let run = 1; run <= 12; run++) {
        const tree = randomTree(random);
        const files = await readLocalFiles(writeTree(tree));
        world.killAt(1 + Math.floor(random() * 30), random() < 0.5 ? 'before' : 'after');
        const survived = await world.deploy(files, `r${run}`).then(
          () => true,
          (error: unknown) => {
            assert.ok(isDeath(error), String(error));
            return false;
          },
        );
        world.live();
        if (survived) assertConverged(world, tree);
        assert.deepEqual(world.broken, []);
        world.clock.advance(Math.floor(random() * 4 * DAY));
      }
      const tree = randomTree(random);
      await world.deploy(await filesOf(tree), 'last');
      assertConverged(world, tree);
    }
  });

  function assertConverged(world: World, tree: Tree): void {
    assert.deepEqual(world.differences(tree), []);
    assert.deepEqual([...world.staleAtEdge], []);
    const { live, previous = [] } = world.record;
    const contents = world.contents();
    for (const release of [...(live === undefined ? [] : [live]), ...previous.slice(0, KEPT_RELEASES)]) {
      for (const key of release.files.keys()) {
        assert.ok(key.endsWith('.html') || key in contents, `${release.id} misses ${key}`);
      }
    }
  }
});

describe('two publishes at once, without a lease', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 100_000);

  test(`never break a page; one of them may lose, and the next run converges (SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    const [one, two, three] = await Promise.all(
      ['v2', 'v3', 'v4'].map((version) => filesOf(site(version, PAGES))),
    );
    let lost = 0;
    for (let round = 0; round < 20; round++) {
      const world = await worldWith(await filesOf(before), round % 2 === 0 ? 'first' : 'last');
      const { before: alive } = world.s3;
      world.s3.before = async (operation, key) => {
        for (let turns = Math.floor(random() * 4); turns > 0; turns--) await new Promise(setImmediate);
        await alive(operation, key);
      };
      const ends = await Promise.allSettled([world.deploy(one ?? [], 'a'), world.deploy(two ?? [], 'b')]);
      for (const end of ends) {
        if (end.status === 'fulfilled') continue;
        lost++;
        assert.equal((end.reason as { code?: string }).code, 'PUBLISH_CONFLICT');
      }
      await world.deploy(three ?? [], 'c');
      assert.deepEqual(world.broken, []);
      assert.deepEqual(world.differences(site('v4', PAGES)), []);
    }
    assert.ok(lost > 0, 'the rounds never interleaved');
  });
});

function randomTree(random: () => number): Tree {
  return site(`v${Math.floor(random() * 6)}`, 1 + Math.floor(random() * 4));
}

/** Mulberry32: small, and the same everywhere for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
