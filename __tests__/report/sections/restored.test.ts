import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { toOutputs } from '../../../src/report/outputs.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import { sentence } from '../../../src/report/what-changed.ts';
import { cells, html, visible } from '../rendered.ts';
import { sampleReport } from '../sample-reports.ts';

const restored = {
  from: { versionId: 'v3', savedAt: '2026-01-01T00:00:00.000Z', serial: 3 },
  to: { lineage: 'one', serial: 8, versionId: 'v9' },
  over: 'v8',
  changed: true,
  difference: { forgotten: ['aws_sqs_queue.a["x|y"]'], remembered: ['aws_sqs_queue.b'], replaced: [] },
};

describe('a restored state in the report', () => {
  const report = sampleReport({ command: 'rollback', result: 'rolled-back', stateVersionId: 'v9', restored });

  it('says from where, what it does not undo, each resource by address, and what is next', () => {
    const page = html(renderSummary(report));
    const text = visible(page);
    assert.match(text, /State restored/);
    assert.match(
      text,
      /Version v3 \(serial 3, .*\) is the state again as version v9: same lineage, serial 8\./,
    );
    assert.match(text, /What stood there stays as version v8\./);
    assert.match(text, /Not undone: what AWS has now stays as it is/);
    assert.match(text, /Next: command: plan .* adopt-existing: true .* then deploy\./);
    const rows = cells(page).map((row) => row.map(visible));
    assert.ok(
      rows.some(([address, what]) => address === 'aws_sqs_queue.a["x|y"]' && /again/.test(what ?? '')),
    );
    assert.ok(rows.some(([address]) => address === 'aws_sqs_queue.b'));
  });

  it('is one sentence, and outputs that say what changed', () => {
    assert.match(
      sentence(report),
      /^Version v3 of the state is the state again, with serial 8; nothing in AWS/,
    );
    const { changed, result, 'state-version-id': version } = toOutputs(report);
    assert.deepEqual([changed, result, version], ['true', 'rolled-back', 'v9']);
    const again = { ...report, restored: { ...restored, changed: false } };
    assert.match(sentence(again), /was restored already/);
    assert.equal(toOutputs(again).changed, 'false');
  });
});
