import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OUTPUT_NAMES, toOutputs } from '../../src/report/outputs.ts';
import {
  BOOTSTRAPPED,
  FIRST_DEPLOY,
  PARTLY_APPLIED,
  SMALL_CHANGE,
  UNCHANGED,
  WRONG_INPUTS,
  backendReport,
  sampleReport,
  terraformResult,
} from './sample-reports.ts';

describe('toOutputs', () => {
  it('sets every output, also of a run that failed before it knew anything', () => {
    assert.deepEqual(Object.keys(toOutputs(WRONG_INPUTS)), OUTPUT_NAMES);
    assert.deepEqual(toOutputs(WRONG_INPUTS), {
      result: 'failed',
      'cloudfront-url': '',
      changed: 'false',
      'resources-added': '0',
      'resources-changed': '0',
      'resources-destroyed': '0',
      'resources-imported': '0',
      'state-bucket': '',
      'lock-table': '',
      'state-version-id': '',
      'release-id': '',
      'files-uploaded': '0',
      'files-deleted': '0',
      'distribution-id': '',
      'invalidation-id': '',
      'terraform-outputs': '{}',
      'failure-code': 'INVALID_INPUTS',
    });
  });

  it('tells a first deploy', () => {
    assert.deepEqual(toOutputs(FIRST_DEPLOY), {
      result: 'deployed',
      'cloudfront-url': 'https://d3vq7k2m8x1t0z.cloudfront.net',
      changed: 'true',
      'resources-added': '71',
      'resources-changed': '0',
      'resources-destroyed': '0',
      'resources-imported': '0',
      'state-bucket': 'shop-terraform-state-123456789012',
      'lock-table': 'shop-terraform-locks',
      'state-version-id': 'x7Rk2vQmN0aBcD',
      'release-id': '4217-1-3f9a1c2b',
      'files-uploaded': '14',
      'files-deleted': '0',
      'distribution-id': 'E2QWRUHAPOMQZL',
      'invalidation-id': '',
      'terraform-outputs':
        '{"cloudfront_url":"https://d3vq7k2m8x1t0z.cloudfront.net","table_names":{"orders":"shop-orders"}}',
      'failure-code': '',
    });
  });

  it('names the invalidation where there was one', () => {
    assert.equal(toOutputs(SMALL_CHANGE)['invalidation-id'], 'I2J0I21PCUYOIK');
  });

  it('says that nothing changed only where nothing did', () => {
    const changed = (report: Parameters<typeof toOutputs>[0]): string => toOutputs(report).changed;
    assert.equal(changed(UNCHANGED), 'false');
    assert.equal(changed(SMALL_CHANGE), 'true');
    assert.equal(changed(PARTLY_APPLIED), 'true');
    assert.equal(changed(BOOTSTRAPPED), 'true');
    assert.equal(changed({ ...BOOTSTRAPPED, backend: backendReport() }), 'false');
    assert.equal(changed(sampleReport({ terraform: terraformResult() })), 'true', 'only an output changed');
    const planned = terraformResult({
      outcome: 'partly',
      changes: [{ address: 'a.b', type: 'a', action: 'create', applied: false }],
    });
    assert.equal(
      changed(sampleReport({ terraform: planned })),
      'false',
      'the apply failed before its first change',
    );
  });

  it('leaves sensitive Terraform outputs out, name and value', () => {
    const outputs = {
      secret: { sensitive: true, value: 'canary-7f3a' },
      open: { sensitive: false, value: [1, 'a', null] },
      empty: { sensitive: false },
    };
    const report = sampleReport({ terraform: terraformResult({ outputs }) });
    assert.equal(toOutputs(report)['terraform-outputs'], '{"open":[1,"a",null],"empty":null}');
    assert.ok(!JSON.stringify(toOutputs(report)).includes('canary-7f3a'));
  });
});
