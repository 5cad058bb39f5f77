import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordedDeploy } from '../../src/context/release-history.ts';
import type { Release, ReleaseRecord } from '../../src/context/release.ts';
import { findTarget } from '../../src/context/rollback-target.ts';
import { Failure } from '../../src/errors.ts';

const release = (id: string): Release => ({
  id,
  commit: id.padEnd(40, '0'),
  runUrl: `https://ci.example/${id}`,
  publishedAt: '2026-01-01T00:00:00.000Z',
  bucket: 'site',
  files: new Map(),
});

interface Step {
  readonly command?: RecordedDeploy['command'];
  readonly id: string;
  readonly serial: number;
  readonly site?: string;
  readonly commit?: string;
}

const deploy = ({ id, serial, site, commit = id, command = 'deploy' }: Step): RecordedDeploy => ({
  id,
  command,
  commit: commit.padEnd(40, '0'),
  runUrl: `https://ci.example/${id}`,
  at: '2026-01-02T00:00:00.000Z',
  ...(site === undefined ? {} : { release: site }),
  state: { lineage: 'one', serial },
});

/** A record of deploys, newest first, with the sites that are whole in it, live first. */
function recordOf(steps: readonly Step[], sites: readonly string[]): ReleaseRecord {
  const [live, ...previous] = sites.map(release);
  return {
    owner: { repository: 'acme/shop', terraformDirectory: 'terraform', project: 'shop', environment: 'x' },
    ...(live === undefined ? {} : { live }),
    previous,
    history: steps.map(deploy),
  };
}

const at = (serial: number) => ({ lineage: 'one', serial });

const A = { id: 'a', serial: 1, site: 'a' };
const B = { id: 'b', serial: 2, site: 'b' };
const record = recordOf([B, A], ['b', 'a']);

/** The failure that looking for this ends with. */
function refusal(present: Parameters<typeof findTarget>[0], asked: string): Failure {
  try {
    findTarget(present, asked);
  } catch (error) {
    if (error instanceof Failure && error.code === 'ROLLBACK_IMPOSSIBLE') return error;
    throw error;
  }
  return assert.fail('it was found');
}

describe('previous', () => {
  it('is the deploy before the one that is live, with its site', () => {
    const { deploy, site } = findTarget({ record, state: at(2) }, 'previous');
    assert.deepEqual([deploy.id, site?.id], ['a', 'a']);
  });

  it('after a rollback is what was live before it', () => {
    const back = recordOf([{ id: 'back', serial: 3, site: 'a', commit: 'a' }, B, A], ['a', 'b']);
    const { deploy, site } = findTarget({ record: back, state: at(3) }, 'previous');
    assert.deepEqual([deploy.id, site?.id], ['b', 'b']);
  });

  it('passes over a deploy of the same commit and site', () => {
    const again = recordOf([{ id: 'again', serial: 3, site: 'b', commit: 'b' }, B, A], ['b', 'a']);
    assert.equal(findTarget({ record: again, state: at(3) }, 'previous').deploy.id, 'a');
  });

  it('goes back from a change of infrastructure alone, keeping the site', () => {
    const only = recordOf([{ id: 'b', serial: 2, site: 'a' }, A], ['a']);
    const { deploy, site } = findTarget({ record: only, state: at(2) }, 'previous');
    assert.deepEqual([deploy.id, site?.id], ['a', 'a']);
  });

  it('is the deploy that is recorded as live where a later run applied and never came to its end', () => {
    assert.equal(findTarget({ record, state: at(3) }, 'previous').deploy.id, 'b');
  });

  it('is the deploy that is recorded as live where a later run began to switch the site', () => {
    const intended = { release: { id: 'c', commit: 'c', runUrl: 'x' }, owed: ['/index.html'] };
    assert.equal(findTarget({ record: { ...record, intended }, state: at(2) }, 'previous').deploy.id, 'b');
  });

  it('is the deploy that is recorded as live where a later run could not save its state', () => {
    assert.equal(findTarget({ record, state: undefined }, 'previous').deploy.id, 'b');
  });

  it('is the deploy that is recorded as live where its state was restored since: AWS is as that one left it', () => {
    const restored: ReleaseRecord = { ...record, accepted: at(3) };
    assert.equal(findTarget({ record: restored, state: at(3) }, 'previous').deploy.id, 'b');
    // What a deploy leaves after that is recorded as any other.
    const after = recordOf([{ id: 'c', serial: 4, site: 'c' }, B, A], ['c', 'b', 'a']);
    assert.equal(findTarget({ record: after, state: at(4) }, 'previous').deploy.id, 'b');
  });

  it('goes on with a rollback that never came to its end, which has changed the state already', () => {
    const going = { ...record, goingBack: 'a' };
    assert.equal(findTarget({ record: going, state: at(3) }, 'previous').deploy.id, 'a');
    assert.equal(findTarget({ record: going, state: at(3) }, 'b').deploy.id, 'b');
  });

  it('works on a record of an older version, which knows releases alone', () => {
    const { owner, live, previous } = record;
    assert.ok(live);
    const old = { owner, live, previous };
    assert.equal(findTarget({ record: old, state: at(2) }, 'previous').deploy.id, 'a');
  });

  it('is refused where nothing was ever deployed, and where there was one deploy alone', () => {
    assert.match(refusal({ record: undefined, state: undefined }, 'previous').reason, /Nothing was ever/);
    assert.match(refusal({ record: recordOf([], []), state: undefined }, 'previous').reason, /Nothing was/);
    assert.match(
      refusal({ record: recordOf([A], ['a']), state: at(1) }, 'previous').reason,
      /no deploy before/,
    );
  });
});

describe('an id', () => {
  it('names a deploy, whatever came after it', () => {
    const three = recordOf([{ id: 'c', serial: 3, site: 'c' }, B, A], ['c', 'b', 'a']);
    assert.equal(findTarget({ record: three, state: at(9) }, 'a').deploy.id, 'a');
  });

  it('names a release of which no deploy is remembered', () => {
    const forgotten = recordOf([B], ['b', 'a']);
    const { deploy, site } = findTarget({ record: forgotten, state: at(2) }, 'a');
    assert.deepEqual([deploy.commit, site?.id], ['a'.padEnd(40, '0'), 'a']);
  });

  it('that nobody knows is refused, with those that are there', () => {
    const { details, reason } = refusal({ record, state: at(2) }, '9-1-00000000');
    assert.match(reason, /"9-1-00000000"/);
    assert.deepEqual(
      details.map((line) => line.split(':')[0]),
      ['b', 'a'],
    );
  });

  it('of a release whose files are not kept any more is refused, with those that are', () => {
    const sites = ['f', 'e', 'd', 'c', 'b'];
    const steps = [...sites, 'a'].map((id, index) => ({ id, serial: 6 - index, site: id }));
    const { details, reason, next } = refusal({ record: recordOf(steps, sites), state: at(6) }, 'a');
    assert.match(reason, /The files of a, .* are not kept/);
    assert.match(next, new RegExp(`commit ${'a'.padEnd(40, '0')}`));
    assert.deepEqual(
      details.map((line) => line.split(':')[0]),
      ['f', 'e', 'd', 'c'],
    );
  });
});

describe('after a destroy', () => {
  const steps: readonly Step[] = [
    { id: 'c', serial: 3, command: 'destroy' },
    { id: 'b', serial: 2 },
    { id: 'a', serial: 1 },
  ];
  const refusal = (record: ReleaseRecord, serial: number, asked = 'previous'): Failure => {
    try {
      findTarget({ record, state: at(serial) }, asked);
    } catch (error) {
      assert.ok(error instanceof Failure);
      assert.equal(error.code, 'ROLLBACK_IMPOSSIBLE');
      return error;
    }
    throw new assert.AssertionError({ message: 'a target was found' });
  };

  it('there is nothing to go back to, neither by itself nor by an id, nor where a later run began something', () => {
    const record = recordOf(steps, []);
    for (const failure of [refusal(record, 3), refusal(record, 3, 'a'), refusal(record, 4)]) {
      assert.match(
        failure.reason,
        /the deployment was destroyed at 2026-01-02T.* by https:\/\/ci\.example\/c/,
      );
      assert.match(failure.next, /^Deploy commit b0+ instead/);
      assert.deepEqual(failure.details, []);
    }
  });

  it('a first deploy has none before it, and later ones go back as far as to it', () => {
    const first = recordOf([{ id: 'd', serial: 4 }, ...steps], []);
    assert.match(
      refusal(first, 4).reason,
      /no deploy before .* \(d\): before it, the deployment was destroyed/,
    );
    const second = recordOf([{ id: 'e', serial: 5 }, { id: 'd', serial: 4 }, ...steps], []);
    assert.equal(findTarget({ record: second, state: at(5) }, 'previous').deploy.id, 'd');
    const gone = refusal(second, 5, 'a');
    assert.match(gone.reason, /^a is not there any more: after it, the deployment was destroyed/);
    assert.deepEqual(
      gone.details.map((line) => line.split(':')[0]),
      ['e', 'd'],
    );
    assert.match(refusal(second, 5, 'c').reason, /^No deploy or release "c" is recorded/);
  });
});
