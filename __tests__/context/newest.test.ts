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
      what: 'an ancestor whose run is the later one (a branch pushed back)',
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
  const dispatch = (own: Numbered, attempt = 1): Numbered => ({
    ...own,
    event: 'workflow_dispatch',
    attempt,
  });
  const byHand: typeof rows = [
    {
      what: 'an ancestor that someone chose by hand once the newer one was there',
      relation: 'older',
      live: deploy('b', 2),
      own: dispatch(deploy('a', 3)),
      ends: 'go on',
    },
    {
      what: 'an ancestor chosen by hand whose run failed and is run again, with nothing later live',
      relation: 'older',
      live: deploy('b', 2),
      own: dispatch(deploy('a', 3), 2),
      ends: 'go on',
    },
    {
      what: 'an ancestor chosen by hand that was overtaken while it waited',
      relation: 'older',
      live: deploy('b', 4),
      own: dispatch(deploy('a', 3)),
      ends: 'superseded',
    },
    {
      what: 'an old run by hand, run again after a later one',
      relation: 'older',
      live: deploy('b', 4),
      own: dispatch(deploy('a', 3), 2),
      ends: 'superseded',
    },
    {
      what: 'an old push that is run again',
      relation: 'older',
      live: deploy('b', 4),
      own: { ...deploy('a', 3), event: 'push', attempt: 2 },
      ends: 'superseded',
    },
    {
      what: 'an ancestor chosen by hand in a workflow of its own',
      relation: 'older',
      live: deploy('b', 400),
      own: dispatch(deploy('a', 3, 'deploy by hand')),
      ends: 'go on',
    },
    {
      what: 'a run by hand of a workflow of its own, run again: nobody can say what it would overtake',
      relation: 'older',
      live: deploy('b', 400),
      own: dispatch(deploy('a', 3, 'deploy by hand'), 2),
      ends: 'superseded',
    },
  ];
  for (const { what, ends, ...facts } of [...rows, ...byHand]) {
    it(`${ends === 'go on' ? 'lets go on' : 'supersedes'} ${what}`, () => {
      assert.equal(decideNewest(facts), ends);
    });
  }
});
