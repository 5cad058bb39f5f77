import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';

import { killDeploys } from './kill.ts';
import { failureText, figuresTable, isConverged, isReached } from './kill/figures.ts';
import { anySeed, seeded } from './suite.ts';

/** Points of each stack in this sample; the whole is `npm run test:kill`. */
const SAMPLE = { data: 6, aws: 1 } as const;

test('a deploy killed or cancelled at any AWS call converges within one more run (a sample)', async (test) => {
  if (process.platform !== 'linux') return test.skip('the processes of a lost machine are found in /proc');
  const { SUITE_SEED } = process.env;
  const random = seeded(SUITE_SEED === undefined || SUITE_SEED === '' ? anySeed() : Number(SUITE_SEED));
  test.diagnostic(`seed ${random.seed}`);
  const outcomes = await killDeploys({
    random,
    lanes: 2,
    stacks: ['data', 'aws'],
    choose: (points, stack) => random.sample(points, SAMPLE[stack]),
    say: () => {},
  });
  for (const line of figuresTable(outcomes).split('\n')) test.diagnostic(line);
  const failed = outcomes.filter((outcome) => isReached(outcome) && !isConverged(outcome));
  assert.ok(failed.length === 0, [`seed ${random.seed}`, ...failed.map(failureText)].join('\n\n'));
  assert.ok(outcomes.filter(isReached).length > 0, 'no point was reached');
});
