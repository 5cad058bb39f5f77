import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../src/errors.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { MAX_SUMMARY_BYTES, renderSummary } from '../../src/report/summary.ts';
import { cells, elements, html, visible } from './rendered.ts';
import {
  BOOTSTRAPPED,
  FIRST_DEPLOY,
  FIRST_PLAN,
  PARTLY_APPLIED,
  PLANNED,
  SMALL_CHANGE,
  SUPERSEDED,
  UNCHANGED,
  WRONG_INPUTS,
  backendReport,
  change,
  sampleReport,
  stage,
  terraformResult,
} from './sample-reports.ts';

const SAMPLES: Readonly<Record<string, RunReport>> = {
  'first-deploy': FIRST_DEPLOY,
  unchanged: UNCHANGED,
  'small-change': SMALL_CHANGE,
  'partly-applied': PARTLY_APPLIED,
  superseded: SUPERSEDED,
  bootstrapped: BOOTSTRAPPED,
  'wrong-inputs': WRONG_INPUTS,
  planned: PLANNED,
  'first-plan': FIRST_PLAN,
};

/** Rows of the rendered tables that a reader sees without a click. */
const openCells = (page: string) => cells(page.replace(/<details>.*?<\/details>/gs, ''));
const pageOf = (report: RunReport): string => html(renderSummary(report));

describe('renderSummary', () => {
  for (const [name, report] of Object.entries(SAMPLES)) {
    it(`looks as agreed: ${name}`, () => {
      const file = fileURLToPath(new URL(`fixtures/${name}.md`, import.meta.url));
      const summary = renderSummary(report);
      // After a change that is meant: UPDATE_FIXTURES=1, and read the difference.
      if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(file, summary);
      assert.equal(summary, readFileSync(file, 'utf8'));
    });
  }

  it('begins with the URL as a link, also of a run that failed after it was known', () => {
    const failed = { ...PARTLY_APPLIED, url: 'https://d111.cloudfront.net' };
    assert.match(renderSummary(UNCHANGED), /^## \[https:\/\/d3vq7k2m8x1t0z\.cloudfront\.net\]\(https:/);
    assert.match(
      renderSummary(failed),
      /^## \[https:\/\/d111\.cloudfront\.net\]\(https:.*\n\n### Deploy failed: /,
    );
  });

  it('says what the run did in one sentence right after the URL', () => {
    assert.match(
      renderSummary(UNCHANGED),
      /^## .*\n\n\*\*Nothing changed: nothing applied, uploaded or invalidated\.\*\*\n/,
    );
  });

  it('names commit, actor and run, with links', () => {
    const page = pageOf(UNCHANGED);
    const commit = 'https://github.com/acme/shop/commit/3f9a1c2b7d5e4f60718293a4b5c6d7e8f9012345';
    assert.ok(page.includes(`<a href="${commit}"><code>3f9a1c2</code></a> by ada`));
    assert.ok(
      page.includes('<a href="https://github.com/acme/shop/actions/runs/4217/attempts/1">run 4217</a>'),
    );
  });

  it('takes no link for the URL that is not one of the web', () => {
    const summary = renderSummary({ ...UNCHANGED, url: 'javascript:alert(1)' });
    assert.match(summary, /^## Unchanged\n/);
    assert.ok(!pageOf({ ...UNCHANGED, url: 'javascript:alert(1)' }).includes('javascript'));
  });

  it('shows ten resources and folds the others, with their number; none is missing', () => {
    const page = pageOf(FIRST_DEPLOY);
    const created = (rows: ReturnType<typeof cells>) => rows.filter(([action]) => action === 'created');
    assert.equal(created(openCells(page)).length, 10);
    assert.ok(page.includes('<summary>61 more</summary>'));
    const shown = created(cells(page)).map(([, address]) => address);
    assert.deepEqual(
      shown.toSorted(),
      FIRST_DEPLOY.terraform?.changes.map(({ address }) => address).toSorted(),
    );
  });

  it('groups resources by action, what destroys first, then the slowest first', () => {
    const changes = [
      change('a.created', { milliseconds: 9_000 }),
      change('a.slow', { action: 'update', milliseconds: 61_000 }),
      change('a.quick', { action: 'update', milliseconds: 0 }),
      change('a.gone', { action: 'delete' }),
      change('a.new', { action: 'replace' }),
    ];
    const rows = openCells(
      pageOf(sampleReport({ result: 'deployed', terraform: terraformResult({ changes }) })),
    );
    assert.deepEqual(rows, [
      ['Action', 'Resource', 'Time'],
      ['destroyed', 'a.gone', '1 s'],
      ['replaced', 'a.new', '1 s'],
      ['changed in place', 'a.slow', '1 m 01 s'],
      ['changed in place', 'a.quick', '< 1 s'],
      ['created', 'a.created', '9 s'],
    ]);
  });

  it('shows of the state backend what was changed, and the rest in one line', () => {
    const page = pageOf(SMALL_CHANGE);
    assert.deepEqual(
      openCells(page).filter(([of]) => of === 'bucket' || of === 'table'),
      [['bucket', 'versioning', 'Suspended', 'Enabled']],
    );
    assert.ok(page.includes('<summary>The other 11 settings as wanted</summary>'));
    assert.ok(pageOf(UNCHANGED).includes('<summary>All 12 settings as wanted</summary>'));
  });

  it("doesn't call a setting wanted that was only left as found", () => {
    const { settings, ...backend } = backendReport({ versioning: 'absent' });
    const left = { ...backend, settings: settings.map((setting) => ({ ...setting, changed: false })) };
    const page = pageOf({ ...UNCHANGED, backend: left });
    assert.ok(page.includes('1 setting left as found:'));
    assert.deepEqual(openCells(page)[1], ['bucket', 'versioning', 'absent', 'Enabled']);
  });

  it('lists each stage with its time, and the total', () => {
    const stages = [
      stage('init', 4_000),
      { ...stage('plan', 8_000, 'no such file'), outcome: 'failed' as const },
    ];
    const rows = cells(pageOf(sampleReport({ result: 'failed', stages, milliseconds: 12_100 })));
    assert.deepEqual(rows, [
      ['Stage', 'Time', '', ''],
      ['init', '4.0 s', '━'.repeat(12), ''],
      ['plan', '8.0 s', '━'.repeat(24), 'failed: no such file'],
      ['total', '12 s', '', ''],
    ]);
  });

  it('says where stages overlap, so that nobody wonders about the sum', () => {
    const rows = cells(
      pageOf(sampleReport({ stages: [stage('apply', 9_000), stage('build', 9_000)], milliseconds: 9_100 })),
    );
    assert.deepEqual(rows.at(-1), ['total', '9.1 s', '', 'some stages overlap']);
  });

  it('tells of a failure the code, the reason, details, what was done and not, what is safe, and the next command', () => {
    const failure = new Failure({
      code: 'STATE_LOCKED',
      reason: 'The state is locked by ada.',
      safe: 'Nothing was changed.',
      next: 'If that holder is gone, run `terraform force-unlock 42`, then set `lock-timeout`.',
      details: ['who: ada', '</code></pre><script>'],
    });
    const stages = [stage('account', 1), { ...stage('plan', 1), outcome: 'failed' as const }];
    const page = pageOf(sampleReport({ result: 'failed', failure, stages }));
    const text = visible(page.replace(/<table>.*<\/table>/gs, ''));
    for (const part of [
      'Deploy failed: STATE_LOCKED',
      'The state is locked by ada.',
      'who: ada\n</code></pre><script>',
      'Done: finished: account.',
      'Not done: plan, and everything that comes after it.',
      'Safe: Nothing was changed.',
      'Next: If that holder is gone',
    ]) {
      assert.ok(text.includes(part), part);
    }
    assert.match(page, /<pre><code class="language-bash">terraform force-unlock 42\n<\/code><\/pre>/);
    assert.ok(!elements(page).has('script'));
  });

  it('tells of a partly failed apply which changes were made and which were not', () => {
    const page = pageOf(PARTLY_APPLIED);
    const made = new Set(
      cells(page).flatMap(([action, address = '']) => (action === 'created' ? [address] : [])),
    );
    const notMade = new Set(
      cells(page).flatMap(([action, address = '']) => (action === 'create' ? [address] : [])),
    );
    for (const { address, applied } of PARTLY_APPLIED.terraform?.changes ?? []) {
      assert.ok((applied ? made : notMade).has(address), address);
      assert.ok(!(applied ? notMade : made).has(address), address);
    }
  });

  it('shows names from elsewhere as text, whatever they are', () => {
    const evil = '`|</td><script>alert(1)</script>\n\n# [x](https://evil.example) ::error::no';
    const seen = evil.replace(/\s+/g, ' ');
    const report: RunReport = {
      ...SMALL_CHANGE,
      project: evil,
      environment: evil,
      run: { ...SMALL_CHANGE.run, actor: evil, commit: evil, id: evil, url: evil },
      terraform: terraformResult({ changes: [change(evil, { type: evil })] }),
      site: {
        publication: { bucket: evil, uploaded: 1, deleted: 0, unchanged: 0, bytes: 1, stalePaths: [] },
        releaseId: evil,
        distributionId: evil,
        verified: true,
        invalidation: { id: evil, distributionId: evil, paths: Array.from({ length: 20 }, () => evil) },
      },
      backend: {
        ...backendReport(),
        bucket: evil,
        table: evil,
        settings: [{ resource: 'bucket', setting: evil, found: evil, wanted: 'x', changed: true }],
      },
      stages: [stage('apply', 1, evil)],
      failure: new Failure({ code: 'INTERNAL', reason: evil, safe: evil, next: evil, details: [evil] }),
      result: 'failed',
    };
    const page = pageOf(report);
    assert.ok(!elements(page).has('script'));
    assert.ok(!elements(page).has('h1'));
    assert.doesNotMatch(page, /<a [^>]*>x<\/a>/, 'no link under another name');
    assert.ok(cells(page).some(([, address]) => address === seen));
    assert.deepEqual(
      cells(page).filter((row) => row.length !== 1 && row.length !== 3 && row.length !== 4),
      [],
    );
  });

  it('shows no value of a Terraform output, sensitive or not', () => {
    const outputs = {
      secret: { sensitive: true, value: 'canary-7f3a' },
      open: { sensitive: false, value: 'canary-9b1c' },
    };
    assert.ok(!/canary/.test(renderSummary({ ...FIRST_DEPLOY, terraform: terraformResult({ outputs }) })));
  });

  it('stays within 900 KiB by leaving out whole blocks of a huge plan, and says how much', () => {
    const count = 60_000;
    const changes = Array.from({ length: count }, (_, index) =>
      change(`module.big["ü${index}"].aws_s3_object.file["${'x'.repeat(index % 90)}"]`),
    );
    const report = {
      ...FIRST_DEPLOY,
      terraform: terraformResult({
        counts: { added: count, changed: 0, destroyed: 0, imported: 0 },
        changes,
      }),
    };
    const summary = renderSummary(report);
    const bytes = Buffer.byteLength(summary);
    assert.ok(bytes <= MAX_SUMMARY_BYTES && bytes > 0.9 * MAX_SUMMARY_BYTES, String(bytes));
    const shown = cells(html(summary)).filter(([action]) => action === 'created').length;
    const [, leftOut = ''] = /_([\d,]+) more rows are left out here/.exec(summary) ?? [];
    assert.equal(shown + Number(leftOut.replaceAll(',', '')), count);
    assert.equal(summary.match(/<details>/g)?.length, summary.match(/<\/details>/g)?.length);
    assert.match(summary, /\| \*\*total\*\* \|/, 'what comes after the list is still there');
  });

  it('stays within 900 KiB also with details and addresses beyond all measure', () => {
    const huge = 'ü'.repeat(3_000_000);
    const failure = new Failure({
      code: 'TERRAFORM_APPLY_FAILED',
      reason: huge,
      safe: huge,
      next: huge,
      details: Array.from({ length: 5_000 }, () => huge.slice(0, 2_000)),
    });
    const report = {
      ...PARTLY_APPLIED,
      failure,
      url: `https://x.example/${huge}`,
      terraform: terraformResult({ changes: [change(huge)] }),
    };
    assert.ok(Buffer.byteLength(renderSummary(report)) <= MAX_SUMMARY_BYTES);
  });
});
