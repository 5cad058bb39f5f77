import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordedDeploy } from '../../src/context/release-history.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { sentence, whatChanged } from '../../src/report/what-changed.ts';
import {
  BOOTSTRAPPED,
  CREATED_BACKEND,
  FIRST_DEPLOY,
  PARTLY_APPLIED,
  SMALL_CHANGE,
  UNCHANGED,
  WRONG_INPUTS,
  backendReport,
  change,
  sampleReport,
  stage,
  terraformResult,
} from './sample-reports.ts';

const site = SMALL_CHANGE.site ?? assert.fail();
const still: NonNullable<RunReport['site']> = UNCHANGED.site ?? assert.fail();
const counts = { added: 0, changed: 0, destroyed: 0, imported: 0 };
const deployed = (overrides: Partial<RunReport>): RunReport =>
  sampleReport({ result: 'deployed', ...overrides });

const recorded = (id: string): RecordedDeploy => ({
  id,
  command: 'deploy',
  commit: (id.split('-').at(-1) ?? '').padEnd(40, '0'),
  runUrl: 'https://github.com/acme/shop/actions/runs/41',
  at: '2026-01-01T00:00:00.000Z',
});

describe('sentence', () => {
  const rows: readonly (readonly [string, RunReport, string])[] = [
    ['a first deploy', FIRST_DEPLOY, 'Everything was created: 71 resources, 14 files.'],
    ['no change', UNCHANGED, 'Nothing changed: nothing applied, uploaded or invalidated.'],
    [
      'a newer commit live already',
      sampleReport({
        result: 'superseded',
        supersededBy: {
          commit: 'a4f07aa'.padEnd(40, '0'),
          runUrl: 'https://github.com/acme/shop/actions/runs/9',
        },
      }),
      'The newer commit a4f07aa is live already, so 3f9a1c2 was not deployed: nothing applied, uploaded or invalidated.',
    ],
    [
      'no change, without a frontend',
      sampleReport({ terraform: terraformResult({ outcome: 'unchanged' }) }),
      'Nothing changed: nothing applied.',
    ],
    [
      'no change but of the state backend',
      { ...UNCHANGED, backend: backendReport({ versioning: 'Suspended' }) },
      'Nothing applied, uploaded or invalidated. 1 setting of the state backend was changed.',
    ],
    [
      'one function changed',
      deployed({ terraform: terraformResult({ counts: { ...counts, changed: 1 } }), site: still }),
      '1 resource changed in place; the site stayed as it was.',
    ],
    [
      'the site changed alone',
      deployed({ terraform: terraformResult({ outcome: 'unchanged' }), site }),
      '4 files uploaded, 1 deleted, 2 paths invalidated; no resource changed.',
    ],
    [
      'a rollback',
      deployed({
        result: 'rolled-back',
        rolledBack: { to: recorded('41-1-aaaaaaaa'), from: recorded('42-1-bbbbbbbb') },
        terraform: terraformResult({ counts: { ...counts, changed: 1 } }),
        site,
      }),
      'Rolled back from 42-1-bbbbbbbb to 41-1-aaaaaaaa (commit aaaaaaa) without a build. 1 resource changed in place; 4 files uploaded, 1 deleted, 2 paths invalidated.',
    ],
    [
      'everything at once',
      deployed({
        terraform: terraformResult({ counts: { added: 1_234, changed: 2, destroyed: 1, imported: 3 } }),
        site,
      }),
      '3 resources imported, 1,234 created, 2 changed in place, 1 destroyed; 4 files uploaded, 1 deleted, 2 paths invalidated.',
    ],
    [
      'an output changed alone',
      deployed({ terraform: terraformResult(), site: still }),
      'No resource changed, only what the state says; the site stayed as it was.',
    ],
    [
      'a new state bucket for resources that are adopted',
      deployed({
        backend: CREATED_BACKEND,
        terraform: terraformResult({
          counts: { ...counts, added: 1, imported: 1 },
          changes: [change('a.b'), change('a.c', { action: 'import' })],
        }),
      }),
      '1 resource imported, 1 created.',
    ],
    ['a bootstrap', BOOTSTRAPPED, 'The state backend was created: bucket and lock table, 12 settings.'],
    [
      'a second bootstrap',
      { ...BOOTSTRAPPED, backend: backendReport() },
      'The state backend was there, all 12 settings as wanted: nothing changed.',
    ],
    [
      'a bootstrap that made what was missing',
      { ...BOOTSTRAPPED, backend: { ...CREATED_BACKEND, bucketCreated: false } },
      'The lock table was created; the state bucket was there.',
    ],
    ['a partly failed apply', PARTLY_APPLIED, 'Stopped in apply; 38 of 71 changes were made.'],
    ['wrong inputs', WRONG_INPUTS, 'Nothing was started.'],
    [
      'a failure between two stages',
      sampleReport({ result: 'failed', stages: [stage('account', 1), stage('lease', 1)] }),
      'Stopped after lease.',
    ],
  ];
  for (const [what, report, expected] of rows) {
    it(`tells ${what} in plain words`, () => assert.equal(sentence(report), expected));
  }
});

describe('the sentence of a destroy', () => {
  const destroyed = (overrides: Partial<RunReport>): RunReport =>
    sampleReport({ command: 'destroy', result: 'destroyed', ...overrides });
  const bucket = { address: 'aws_s3_bucket.site', bucket: 'shop-site' };

  it('counts what went, says what was emptied, and what stays', () => {
    const report = destroyed({
      terraform: terraformResult({ counts: { ...counts, destroyed: 12 } }),
      emptied: [
        { ...bucket, versions: 1_204, deleteMarkers: 1 },
        { ...bucket, bucket: 'shop-uploads', versions: 1, deleteMarkers: 0 },
      ],
    });
    assert.equal(
      sentence(report),
      '12 resources destroyed; shop-site emptied of 1,204 object versions and 1 delete marker; ' +
        'shop-uploads emptied of 1 object version. The state bucket with its history and the lock table stay.',
    );
  });

  it('says that nothing was left, and that nothing changed', () => {
    const report = destroyed({ terraform: terraformResult({ outcome: 'unchanged' }) });
    assert.match(sentence(report), /^Nothing was left to destroy\. /);
    assert.equal(whatChanged(report).infrastructure, false);
  });

  it('tells of a bucket that was emptied before the run failed', () => {
    const report = destroyed({
      result: 'failed',
      stages: [stage('empty', 100)],
      emptied: [{ ...bucket, versions: 3, deleteMarkers: 0 }],
    });
    assert.equal(sentence(report), 'Stopped after empty; shop-site emptied of 3 object versions.');
    assert.equal(whatChanged(report).infrastructure, true);
  });
});
