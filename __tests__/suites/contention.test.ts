import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';

import { contend, figuresOf, repeatOf, tellRound, waitingLines } from './contention.ts';
import { appliedInOrder, overlaps } from './contention/witness.ts';
import { anySeed } from './suite.ts';

const DEPLOYS = 4;

describe('deploys of different commits, all at once, from nothing', () => {
  it('are applied one after another into one backend, and the newest is live in the end', async (t) => {
    const seed = Number(process.env['SUITE_SEED'] ?? anySeed());
    t.diagnostic(`seed ${seed}; again: ${repeatOf(seed, DEPLOYS, 'light')}`);
    const round = await contend(seed, DEPLOYS, 'light');
    t.diagnostic(figuresOf([round]));
    for (const line of waitingLines(round).slice(0, 1)) t.diagnostic(line);
    assert.deepEqual(round.failures, [], `${tellRound(round)}\nagain: ${repeatOf(seed, DEPLOYS, 'light')}`);
  });
});

describe('what judges them', () => {
  it('sees two who hold at once, and a lock that is freed twice', () => {
    const taken = { of: 'lease', what: 'taken' } as const;
    const freed = { of: 'lease', what: 'freed' } as const;
    assert.deepEqual(overlaps([taken, freed, { ...taken, of: 'lock' }, taken, freed]), []);
    assert.match(overlaps([taken, { ...taken, run: '7' }, freed, freed])[0] ?? '', /lease.*run 7/);
    assert.equal(overlaps([taken, freed, freed]).length, 1);
  });

  it('sees two applies that ran into each other, and one that did not end', () => {
    assert.deepEqual(appliedInOrder('begin a\nend a\nbegin b\nend b\n'), ['a', 'b']);
    assert.throws(() => appliedInOrder('begin a\nbegin b\nend a\nend b\n'), /ran into each other/);
    assert.throws(() => appliedInOrder('begin a\n'), /ran into each other/);
  });
});
