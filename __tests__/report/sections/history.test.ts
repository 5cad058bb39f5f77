import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { RecordedDeploy } from '../../../src/context/release-history.ts';
import { assemble } from '../../../src/report/blocks.ts';
import { historySection } from '../../../src/report/sections/history.ts';
import type { HistoryEntry } from '../../../src/state/state-history.ts';
import { cells, html, visible } from '../rendered.ts';

const deploy: RecordedDeploy = {
  id: '41-1-3f9a1c2e',
  command: 'deploy',
  commit: '3f9a1c2e'.padEnd(40, '0'),
  runUrl: 'https://github.com/acme/shop/actions/runs/41',
  actor: 'ada',
  at: '2026-01-01T00:00:00.000Z',
  release: '41-1-3f9a1c2e',
  state: { lineage: 'one', serial: 7, versionId: 'v7' },
  counts: { added: 3, changed: 0, destroyed: 1, imported: 0 },
};
const back: RecordedDeploy = {
  id: '43-1-3f9a1c2e',
  command: 'rollback',
  commit: deploy.commit,
  runUrl: deploy.runUrl,
  at: '2026-01-03T00:00:00.000Z',
  state: { lineage: 'one', serial: 9 },
  counts: { added: 0, changed: 0, destroyed: 0, imported: 0 },
};
const history: readonly HistoryEntry[] = [
  { kind: 'deploy', deploy: back },
  { kind: 'unrecorded', versions: 2, newest: { versionId: 'v8', savedAt: '2026-01-02T00:00:00.000Z' } },
  { kind: 'deploy', deploy },
];

const page = (entries: readonly HistoryEntry[]): string => html(assemble(historySection(entries), 900_000));

describe('the history in the summary', () => {
  it('shows who made what live when, what that changed, and the state it left', () => {
    assert.match(visible(page(history)), /History: the last 3/);
    assert.deepEqual(cells(page(history)), [
      ['Live since', 'Id for rollback-to', 'Commit', 'By', 'Resources', 'State'],
      ['2026-01-03T00:00:00.000Z', '43-1-3f9a1c2e', 'back to 3f9a1c2', 'run', 'none changed', 'serial 9'],
      [
        '2026-01-02T00:00:00.000Z',
        '',
        '',
        'not recorded: by an apply under way, a run that failed, or without this action',
        '',
        '2 versions, newest v8',
      ],
      ['2026-01-01T00:00:00.000Z', '41-1-3f9a1c2e', '3f9a1c2', 'ada', '3 added, 1 destroyed', 'serial 7, v7'],
    ]);
  });

  it('shows a destroy as such, and no id that one could go back to', () => {
    const destroy: RecordedDeploy = { ...back, command: 'destroy' };
    const [, first] = cells(page([{ kind: 'deploy', deploy: destroy }, ...history]));
    assert.deepEqual(first?.slice(0, 4), ['2026-01-03T00:00:00.000Z', '', 'destroyed', 'run']);
  });

  it('is left out where there is nothing to go back to', () => {
    assert.deepEqual(historySection(history.slice(0, 1)), []);
    assert.deepEqual(historySection(undefined), []);
  });
});
