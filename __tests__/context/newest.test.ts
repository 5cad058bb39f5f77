import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Relation } from '../../src/context/history.ts';
import { type Numbered, decideNewest } from '../../src/context/newest.ts';

const deploy = (commit: string, runNumber?: number, workflow = 'deploy'): Numbered => ({
  commit,
  workflow,
  ...(runNumber === undefined ? {} : { runNumber }),
});

describe('decideNewest', () => {
  const rows: readonly {
    readonly what: string;
    readonly relation: Relation;
    readonly live: Numbered;
    readonly own: Numbered;
    readonly ends: 'go on' | 'superseded';
  }[] = [
    { what: 'an ancestor', relation: 'older', live: deploy('b', 2), own: deploy('a', 1), ends: 'superseded' },
    {
      what: 'an ancestor whose run is the later one (an old run started again)',
      relation: 'older',
      live: deploy('b', 2),
      own: deploy('a', 3),
      ends: 'superseded',
    },
    { what: 'a descendant', relation: 'newer', live: deploy('a', 1), own: deploy('b', 2), ends: 'go on' },
    {
      what: 'a descendant whose run has the lower number',
      relation: 'newer',
      live: deploy('a', 9),
      own: deploy('b', 2),
      ends: 'go on',
    },
    {
      what: 'another branch, whatever the numbers',
      relation: 'diverged',
      live: deploy('a', 9),
      own: deploy('b', 2),
      ends: 'go on',
    },
    { what: 'the live commit', relation: 'same', live: deploy('a', 9), own: deploy('a', 2), ends: 'go on' },
    {
      what: 'the live commit of which nothing else is known',
      relation: 'unknown',
      live: deploy('a', 9),
      own: deploy('a', 2),
      ends: 'go on',
    },
    {
      what: 'unknown history, an earlier run of the same workflow',
      relation: 'unknown',
      live: deploy('a', 9),
      own: deploy('b', 2),
      ends: 'superseded',
    },
    {
      what: 'unknown history, a later run of the same workflow',
      relation: 'unknown',
      live: deploy('a', 9),
      own: deploy('b', 10),
      ends: 'go on',
    },
    {
      what: 'unknown history, another workflow',
      relation: 'unknown',
      live: deploy('a', 9),
      own: deploy('b', 2, 'nightly'),
      ends: 'go on',
    },
    {
      what: 'unknown history, a record of an older version without a number',
      relation: 'unknown',
      live: { commit: 'a' },
      own: deploy('b', 2),
      ends: 'go on',
    },
    {
      what: 'unknown history, a run outside GitHub Actions',
      relation: 'unknown',
      live: deploy('a', 9, 'local'),
      own: deploy('b', undefined, 'local'),
      ends: 'go on',
    },
  ];
  for (const { what, ends, ...facts } of rows) {
    it(`${ends === 'go on' ? 'lets go on' : 'supersedes'} ${what}`, () => {
      assert.equal(decideNewest(facts), ends);
    });
  }
});
