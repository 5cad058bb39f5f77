import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  type LocalStateVerdict,
  type StateVersionMark,
  judgeLocalState,
} from '../../src/context/local-state.ts';

const at = (serial: number, lineage = 'ours'): StateVersionMark => ({ lineage, serial });

const CASES: readonly {
  readonly what: string;
  readonly local: StateVersionMark;
  readonly head?: StateVersionMark;
  readonly movedIn?: StateVersionMark;
  readonly verdict: LocalStateVerdict;
}[] = [
  { what: 'the bucket has no state', local: at(4), verdict: 'move' },
  {
    what: 'it was just moved, and the run ended before it noted that',
    local: at(4),
    head: at(4),
    verdict: 'moved already',
  },
  { what: 'deploys went on from it', local: at(4), head: at(9), movedIn: at(4), verdict: 'moved already' },
  {
    what: 'an earlier commit is checked out',
    local: at(2),
    head: at(9),
    movedIn: at(4),
    verdict: 'moved already',
  },
  { what: 'the same, unrecorded', local: at(4), head: at(9), verdict: 'moved already' },
  {
    what: 'it was applied with beyond the bucket',
    local: at(5),
    head: at(4),
    movedIn: at(4),
    verdict: 'applied since',
  },
  { what: 'the same, unrecorded', local: at(5), head: at(4), verdict: 'applied since' },
  {
    what: 'it was applied with, and the bucket has gone further since',
    local: at(5),
    head: at(9),
    movedIn: at(4),
    verdict: 'applied since',
  },
  {
    what: 'the bucket has the state of something else',
    local: at(4),
    head: at(4, 'theirs'),
    verdict: 'another',
  },
  {
    what: 'what was moved was lost since, and a new state was adopted',
    local: at(4),
    head: at(1, 'adopted'),
    movedIn: at(4),
    verdict: 'moved already',
  },
  {
    what: 'another file than the one that was moved',
    local: at(1, 'theirs'),
    head: at(9),
    movedIn: at(4),
    verdict: 'another',
  },
];

describe('a local state file beside the state in the bucket', () => {
  for (const { what, local, head, movedIn, verdict } of CASES) {
    it(`${verdict}: ${what}`, () => assert.equal(judgeLocalState(local, head, movedIn), verdict));
  }
});
