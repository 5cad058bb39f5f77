import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertWell, counts } from '../e2e/harness.ts';
import { LOSSES } from '../e2e/state-object.ts';
import { figuresTable } from './lost-state.ts';
import { told } from './lost-state/inventory.ts';
import { type Round, WITHOUT_A_TRACE, assertStopped, deployed, playRound } from './lost-state/round.ts';
import { STACKS } from './lost-state/stacks.ts';

const DELETED = LOSSES.find(({ what }) => what === 'deleted')!;

/** Rounds of this sample; the whole is `npm run test:lost-state`. */
const ROUNDS = 3;

test('a lost state stops the deploy before any plan, and adopt-existing brings it back whole, again and again', async (t) => {
  const site = await deployed(STACKS.reference);
  t.after(() => site.close());
  t.diagnostic(`${told(site.inventory)} in ${site.seconds.toFixed(1)} s`);
  for (const loss of LOSSES.filter((each) => each !== DELETED)) {
    await loss.inflict(site.state);
    const run = await site.deploy();
    assertStopped(run, loss, site.stack);
  }
  const rounds: Round[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) rounds.push(await playRound(site, DELETED));
  for (const line of figuresTable(rounds).split('\n')) t.diagnostic(line);
  assert.deepEqual(
    rounds.flatMap(({ problems }) => problems),
    [],
  );
  assertWell(await site.deploy({ 'adopt-existing': 'true' }), { result: 'unchanged', ...counts(0, 0, 0) });
});

test('so it is with a REST API, of which only a snapshot is replaced, and the summary says so', async (t) => {
  const site = await deployed(STACKS.rest);
  t.after(() => site.close());
  const round = await playRound(site, WITHOUT_A_TRACE);
  t.diagnostic(figuresTable([round]));
  assert.deepEqual(round.problems, []);
  assertWell(await site.deploy(), { result: 'unchanged', ...counts(0, 0, 0) });
});
