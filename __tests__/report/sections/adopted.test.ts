import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Failure } from '../../../src/errors.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import { cells, html, visible } from '../rendered.ts';
import { sampleReport } from '../sample-reports.ts';

const lost = new Failure({
  code: 'STATE_LOST',
  reason: 'There was a state and it is gone.',
  safe: 'Nothing was planned.',
  next: 'Bring it back.',
});

describe('the adopted resources in the summary', () => {
  it('are listed with what exists, why, and what of it is replaced at once', () => {
    const resources = [
      { address: 'aws_dynamodb_table.t["a|b"]', id: 'orders', replaced: false },
      { address: 'aws_api_gateway_deployment.d', id: 'api/dep', replaced: true },
    ];
    const page = html(renderSummary(sampleReport({ adopted: { resources, lost } })));
    assert.match(visible(page), /Adopted\s+2 resources existed already/);
    assert.match(visible(page), /STATE_LOST\W+There was a state and it is gone\./);
    const rows = cells(page).map((row) => row.map(visible));
    assert.ok(rows.some(([address, id]) => address === 'aws_dynamodb_table.t["a|b"]' && id === 'orders'));
    assert.ok(rows.some(([, id]) => id === 'api/dep, replaced by a new snapshot'));
  });

  it('take no room where nothing was', () => {
    for (const report of [sampleReport(), sampleReport({ adopted: { resources: [] } })])
      assert.doesNotMatch(renderSummary(report), /Adopted/);
  });
});
