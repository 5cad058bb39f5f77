import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordedDeploy } from '../../src/context/release-history.ts';
import { stateHistory } from '../../src/state/state-history.ts';

const deploy = (id: string, at: string, versionId?: string): RecordedDeploy => ({
  id,
  command: 'deploy',
  commit: id,
  runUrl: `https://ci.example/${id}`,
  at,
  state: { lineage: 'one', serial: 1, ...(versionId === undefined ? {} : { versionId }) },
});
const version = (versionId: string, savedAt: string) => ({ versionId, savedAt });

/** The entries as words: a deploy's id, or how many versions nobody recorded. */
const words = (...given: Parameters<typeof stateHistory>): readonly string[] =>
  stateHistory(...given).map((entry) =>
    entry.kind === 'deploy'
      ? entry.deploy.id
      : `${entry.versions} by others, newest ${entry.newest.versionId}`,
  );

describe('stateHistory', () => {
  it('is the recorded deploys where nothing else is known', () => {
    assert.deepEqual(words([deploy('b', '2'), deploy('a', '1')], []), ['b', 'a']);
  });

  it('shows between them the versions that no recorded deploy ended with', () => {
    const deploys = [deploy('b', '2026-01-04', 'v5'), deploy('a', '2026-01-02', 'v2')];
    const versions = [
      version('v7', '2026-01-06'),
      version('v6', '2026-01-05'),
      version('v5', '2026-01-03T12'),
      version('v4', '2026-01-03T11'),
      version('v3', '2026-01-03T10'),
      version('v2', '2026-01-01T12'),
      version('v1', '2026-01-01T11'),
    ];
    assert.deepEqual(words(deploys, versions), [
      '2 by others, newest v7',
      'b',
      '2 by others, newest v4',
      'a',
      '1 by others, newest v1',
    ]);
  });

  it('shows versions where no deploy is recorded at all', () => {
    assert.deepEqual(words([], [version('v1', '2026-01-01')]), ['1 by others, newest v1']);
  });

  it('is bounded', () => {
    const deploys = Array.from({ length: 30 }, (_, index) => deploy(`d${index}`, String(90 - index)));
    assert.equal(words(deploys, []).length, 10);
  });
});
