import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { inLanes, readSuiteOptions, seeded, table } from './suite.ts';

describe('a suite', () => {
  it('chooses the same from the same seed, and something else from another', () => {
    const all = Array.from({ length: 100 }, (_, index) => index);
    const one = seeded(7).sample(all, 10);
    assert.deepEqual(seeded(7).sample(all, 10), one);
    assert.notDeepEqual(seeded(8).sample(all, 10), one);
    assert.equal(new Set(one).size, 10);
    assert.deepEqual(
      [...one].sort((a, b) => a - b),
      one,
    );
  });

  it('reads its options, and refuses what is no number', () => {
    const { seed, lanes, numbers, texts } = readSuiteOptions(
      ['--seed', '3', '--points', '9', '--way', 'cancel'],
      {
        points: 300,
        rounds: 5,
        way: 'all',
      },
    );
    assert.deepEqual(
      { seed, lanes, numbers, texts },
      { seed: 3, lanes: 2, numbers: { points: 9, rounds: 5 }, texts: { way: 'cancel' } },
    );
    assert.throws(() => readSuiteOptions(['--points', 'many'], { points: 1 }), /whole number, not "many"/);
    assert.throws(() => readSuiteOptions(['--unknown', '1']));
  });

  it('works on every item once, in lanes that it closes whatever happens', async () => {
    const closed: number[] = [];
    const options = {
      open: (lane: number) => Promise.resolve(lane),
      work: (_: number, item: number) =>
        item === 13 ? Promise.reject(new Error('unlucky')) : Promise.resolve(item * 2),
      close: (lane: number) => {
        closed.push(lane);
        return Promise.resolve();
      },
    };
    assert.deepEqual(await inLanes([1, 2, 3, 4, 5], 2, options), [2, 4, 6, 8, 10]);
    await assert.rejects(inLanes([1, 13, 3], 2, options), /unlucky/);
    assert.deepEqual(closed.sort(), [0, 0, 1, 1]);
  });

  it('prints its figures in columns', () => {
    assert.equal(
      table([
        ['way', 'points'],
        ['cancel', 12],
      ]),
      'way     points\ncancel  12',
    );
  });
});
