import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';

import { contend, figuresOf, repeatOf, tellRound, waitingLines } from './contention.ts';
import { appliedInOrder, overlaps, overtakings } from './contention/witness.ts';
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

  it('sees who had its turn before one who came earlier', () => {
    const take = (run: string) => ({ of: 'lease', what: 'taken', run }) as const;
    const queue = (run: string, order: number) => ({ of: 'lease', what: 'queued', run, order }) as const;
    const made = { ...take('1'), order: 0 };
    assert.deepEqual(overtakings([made, queue('3', 2), queue('2', 1), take('2'), take('3')]), []);
    assert.deepEqual(overtakings([made, queue('2', 1), take('2'), made, queue('3', 1), take('3')]), []);
    assert.match(overtakings([made, queue('2', 1), queue('3', 2), take('3'), take('2')])[0] ?? '', /run 2/);
    assert.equal(overtakings([made, take('2')]).length, 1, 'nobody has a turn without waiting for it');
  });

  it('sees two applies that ran into each other, and one that did not end', () => {
    assert.deepEqual(appliedInOrder('begin a\nend a\nbegin b\nend b\n'), ['a', 'b']);
    assert.throws(() => appliedInOrder('begin a\nbegin b\nend a\nend b\n'), /ran into each other/);
    assert.throws(() => appliedInOrder('begin a\n'), /ran into each other/);
  });
});
