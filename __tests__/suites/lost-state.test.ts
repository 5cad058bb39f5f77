import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertWell, counts } from '../e2e/harness.ts';
import { LOSSES } from '../e2e/state-object.ts';
import { figuresTable } from './lost-state.ts';
import { told } from './lost-state/inventory.ts';
import { type Round, WITHOUT_A_TRACE, assertStopped, deployed, playRound } from './lost-state/round.ts';
import { STACKS } from './lost-state/stacks.ts';

/**
 * The rounds of this sample, so that one adopts what another adopted; the whole is `npm run test:lost-state`, with
 * `--stack rest` that of a stack with a REST API.
 */
const ROUNDS = [LOSSES.find(({ what }) => what === 'deleted')!, WITHOUT_A_TRACE];

test('a lost state stops the deploy before any plan, and adopt-existing brings it back whole, again and again', async (t) => {
  const site = await deployed(STACKS.reference);
  t.after(() => site.close());
  t.diagnostic(`${told(site.inventory)} in ${site.seconds.toFixed(1)} s`);
  for (const loss of LOSSES.filter((each) => !ROUNDS.includes(each))) {
    await loss.inflict(site.state);
    const run = await site.deploy();
    assertStopped(run, loss, site.stack);
  }
  const rounds: Round[] = [];
  for (const loss of ROUNDS) rounds.push(await playRound(site, loss));
  for (const line of figuresTable(rounds).split('\n')) t.diagnostic(line);
  assert.deepEqual(
    rounds.flatMap(({ problems }) => problems),
    [],
  );
  assertWell(await site.deploy({ 'adopt-existing': 'true' }), { result: 'unchanged', ...counts(0, 0, 0) });
});
