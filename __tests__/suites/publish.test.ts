import assert from 'node:assert/strict';
import process from 'node:process';
import { after, test } from 'node:test';

import { type Sites, killLine, killPublishes, playRounds, roundLine } from './publish.ts';
import type { Ground } from './publish/ground.ts';
import { openSite } from './publish/kill-points.ts';
import { anySeed, seeded } from './suite.ts';

const { SUITE_SEED } = process.env;
const random = seeded(SUITE_SEED === undefined || SUITE_SEED === '' ? anySeed() : Number(SUITE_SEED));

/** Pages that a version of this sample changes; the whole, `npm run test:publish`, has sixty. */
const PAGES = 20;

/** One site for everything: a world and a first deploy cost more than a version of it. */
let site: Promise<Ground> | undefined;
const sites: Sites = { open: () => (site ??= openSite(PAGES)), close: () => Promise.resolve() };
after(async () => (await site)?.close());

test('no visitor sees a broken page, wherever a publish is killed (a sample)', async (test) => {
  if (process.platform !== 'linux') return test.skip('the processes of a lost machine are found in /proc');
  test.diagnostic(`seed ${random.seed}`);
  const outcomes = await killPublishes({
    random,
    lanes: 1,
    sites,
    every: 2,
    choose: (points) => random.sample(points, 2),
    say: () => {},
  });
  for (const outcome of outcomes) test.diagnostic(killLine(outcome));
  assert.deepEqual(
    outcomes.flatMap(({ problems }) => problems),
    [],
    `again: SUITE_SEED=${random.seed}`,
  );
  assert.ok(
    outcomes.some(({ struck }) => struck !== undefined),
    'no request was reached',
  );
});

test('publishes that run into each other leave the newest version, and never a broken page (a sample)', async (test) => {
  if (process.platform !== 'linux') return test.skip('the processes of a lost machine are found in /proc');
  test.diagnostic(`seed ${random.seed}`);
  const rounds = await playRounds({
    random,
    lanes: 1,
    sites,
    plans: [
      { deploys: 3, blow: undefined },
      { deploys: 2, blow: 'kill' },
    ],
    say: () => {},
  });
  for (const round of rounds) test.diagnostic(roundLine(round));
  assert.deepEqual(
    rounds.flatMap(({ problems }) => problems),
    [],
    `again: SUITE_SEED=${random.seed}`,
  );
});
