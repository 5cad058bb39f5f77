import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';

import { killLine, killPublishes, playRounds, roundLine } from './publish.ts';
import { anySeed, seeded } from './suite.ts';

const { SUITE_SEED } = process.env;
const random = seeded(SUITE_SEED === undefined || SUITE_SEED === '' ? anySeed() : Number(SUITE_SEED));

test('no visitor sees a broken page, wherever a publish is killed (a sample)', async (test) => {
  if (process.platform !== 'linux') return test.skip('the processes of a lost machine are found in /proc');
  test.diagnostic(`seed ${random.seed}`);
  const outcomes = await killPublishes({
    random,
    lanes: 1,
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
