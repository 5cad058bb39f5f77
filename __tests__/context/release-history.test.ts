import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  REMEMBERED_DEPLOYS,
  type RecordedDeploy,
  arrived,
  deployOf,
  destroyed,
  expectedState,
  historyOf,
  leaving,
  sinceDestroyed,
  withDeploy,
  withRelease,
} from '../../src/context/release-history.ts';
import type { Release, ReleaseRecord } from '../../src/context/release.ts';

const empty: ReleaseRecord = {
  owner: { repository: 'acme/shop', terraformDirectory: 'terraform', project: 'shop', environment: 'x' },
  previous: [],
};

const release = (id: string, bucket = 'site'): Release => ({
  id,
  commit: id.padEnd(40, '0'),
  runUrl: `https://ci.example/${id}`,
  publishedAt: '2026-01-01T00:00:00.000Z',
  bucket,
  files: new Map(),
});

const deploy = (id: string, serial: number, site?: string): RecordedDeploy => ({
  id,
  command: 'deploy',
  commit: id.padEnd(40, '0'),
  runUrl: `https://ci.example/${id}`,
  at: '2026-01-02T00:00:00.000Z',
  ...(site === undefined ? {} : { release: site }),
  state: { lineage: 'one', serial },
});

const ids = (record: ReleaseRecord): readonly string[] => historyOf(record).map(({ id }) => id);

describe('withDeploy', () => {
  it('remembers each deploy that left another state or another site, newest first', () => {
    const first = withDeploy(empty, deploy('a', 1, 'a'));
    const infrastructure = withDeploy(first, deploy('b', 2, 'a'));
    const site = withDeploy(infrastructure, deploy('c', 2, 'c'));
    assert.deepEqual(ids(site), ['c', 'b', 'a']);
  });

  it('is the same record where state and site are those of the deploy before', () => {
    const first = withDeploy(empty, deploy('a', 1, 'a'));
    assert.equal(withDeploy(first, deploy('b', 1, 'a')), first);
  });

  it('takes a state of another lineage for another state, whatever its serial', () => {
    const first = withDeploy(empty, deploy('a', 1, 'a'));
    const other = { ...deploy('b', 1, 'a'), state: { lineage: 'two', serial: 1 } };
    assert.deepEqual(ids(withDeploy(first, other)), ['b', 'a']);
  });

  it('forgets the oldest beyond its bound', () => {
    let record = empty;
    for (let number = 1; number <= REMEMBERED_DEPLOYS + 2; number += 1) {
      record = withDeploy(record, deploy(`run-${number}`, number));
    }
    assert.equal(record.history?.length, REMEMBERED_DEPLOYS);
    assert.equal(record.history?.at(-1)?.id, 'run-3');
  });

  it('begins with the releases of a record that an older version wrote', () => {
    const old = { ...empty, live: release('b'), previous: [release('a')] };
    assert.deepEqual(ids(old), ['b', 'a']);
    assert.deepEqual(ids(withDeploy(old, deploy('c', 3, 'c'))), ['c', 'b', 'a']);
    assert.equal(historyOf(old)[0]?.release, 'b');
  });

  it('does not take for whole what an old record keeps only to delete its files', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const old = { ...empty, live: release('live'), previous: names.map((name) => release(name)) };
    assert.deepEqual(ids(old), ['live', 'a', 'b', 'c']);
  });
});

describe('deployOf', () => {
  it('notes the run, what was applied and the state it left', () => {
    const run = {
      id: '42',
      attempt: 1,
      commit: '3f9a1c2b'.padEnd(40, '0'),
      url: 'https://ci.example/42',
      actor: 'ada',
    };
    const counts = { added: 1, changed: 0, destroyed: 0, imported: 0 };
    const state = { lineage: 'one', serial: 7, versionId: 'v7' };
    const made = deployOf(run, { command: 'rollback', now: Date.UTC(2026, 0, 2), state, counts });
    assert.deepEqual(made, {
      id: '42-1-3f9a1c2b',
      command: 'rollback',
      commit: run.commit,
      runUrl: run.url,
      actor: 'ada',
      at: '2026-01-02T00:00:00.000Z',
      state,
      counts,
    });
    assert.equal(withRelease(made, release('r')).release, 'r');
    assert.equal(withRelease(made, release('r', '')).release, undefined);
  });
});

describe('the state that a record expects', () => {
  const deployed: ReleaseRecord = { ...empty, history: [deploy('b', 7), deploy('a', 3)] };
  const restored = { lineage: 'one', serial: 9, versionId: 'v9' };

  it('is what the newest deploy left, or a restore since then; nothing where none is known or one begins anew', () => {
    assert.deepEqual(expectedState(deployed), { lineage: 'one', serial: 7 });
    assert.deepEqual(expectedState({ ...deployed, accepted: restored }), restored);
    for (const record of [undefined, empty, { ...deployed, accepted: 'anew' as const }])
      assert.equal(expectedState(record), undefined);
  });

  it('is that of the deploy again once one has come to its end', () => {
    assert.deepEqual(arrived({ ...deployed, accepted: restored }), deployed);
    assert.deepEqual(arrived({ ...deployed, accepted: 'anew', goingBack: 'a' }), deployed);
    assert.equal(arrived(deployed), deployed);
  });
});

const destroy = (id: string, serial: number): RecordedDeploy => ({
  ...deploy(id, serial),
  command: 'destroy',
});

describe('leaving', () => {
  it('has nothing live any more, and forgets no file of what was', () => {
    const record: ReleaseRecord = {
      ...empty,
      live: release('b'),
      previous: [release('a')],
      history: [deploy('b', 2, 'b')],
      intended: { release: release('c'), owed: ['/'] },
      goingBack: 'a',
    };
    const { live, previous, history, intended, goingBack } = leaving(record);
    assert.deepEqual([live, goingBack], [undefined, undefined]);
    assert.deepEqual(
      previous.map(({ id }) => id),
      ['b', 'a'],
    );
    assert.deepEqual([history, intended], [record.history, record.intended]);
    const accepted = { lineage: 'two', serial: 9 };
    assert.deepEqual(leaving({ ...record, accepted }).accepted, accepted);
  });

  it('keeps no release that has no file', () => {
    assert.deepEqual(leaving({ ...empty, live: release('b', '') }).previous, []);
  });

  it('is the same record where nothing is live', () => {
    const record = { ...empty, previous: [release('a')] };
    assert.equal(leaving(record), record);
  });
});

describe('destroyed', () => {
  const before: ReleaseRecord = {
    ...empty,
    previous: [release('b'), release('a')],
    history: [deploy('b', 2, 'b')],
    intended: { release: release('c'), owed: [] },
    goingBack: 'a',
    accepted: 'anew',
  };
  const after = destroyed(before, destroy('d', 3));

  it('keeps whose it is and what happened, and nothing to go back to', () => {
    const movedIn = { from: 'terraform.tfstate', lineage: 'one', serial: 1 };
    const history = [destroy('d', 3), deploy('b', 2, 'b')];
    assert.deepEqual(after, { ...empty, history });
    // Or a local file that was moved in once would be taken for a state again.
    assert.deepEqual(destroyed({ ...before, movedIn }, destroy('d', 3)), { ...empty, history, movedIn });
  });

  it('is the same record when it is destroyed again and nothing was there', () => {
    assert.equal(destroyed(after, destroy('e', 3)), after);
  });

  it('is another entry once something was deployed in between, recorded or not', () => {
    assert.deepEqual(ids(destroyed(after, destroy('e', 5))), ['e', 'd', 'b']);
    assert.deepEqual(ids(destroyed(withDeploy(after, deploy('f', 4)), destroy('g', 5))), [
      'g',
      'f',
      'd',
      'b',
    ]);
  });

  it('leaves a state that the next deploy goes on from', () => {
    assert.deepEqual(expectedState(after), { lineage: 'one', serial: 3 });
  });

  it('takes a deploy after it for a first one', () => {
    const record = withDeploy(after, deploy('f', 4));
    const { deploys, destroy: last } = sinceDestroyed(historyOf(record));
    assert.deepEqual([deploys.map(({ id }) => id), last?.id], [['f'], 'd']);
  });

  it('forgets the oldest beyond its bound', () => {
    let record = after;
    for (let serial = 4; serial < 30; serial += 1) record = destroyed(record, destroy(`x${serial}`, serial));
    assert.equal(historyOf(record).length, REMEMBERED_DEPLOYS);
  });
});
