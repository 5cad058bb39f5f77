import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Failure } from '../../src/errors.ts';
import { MAX_COMMENT_BYTES, commentMarker, markerOfRun, renderComment } from '../../src/report/comment.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { FIRST_PLAN, PLANNED, sampleReport } from './sample-reports.ts';
import { cells, html } from './rendered.ts';

const pullRequest = { number: 12, head: 'beef'.repeat(10) };
const render = (report: RunReport, directory = 'terraform'): string =>
  renderComment(report, { pullRequest, directory });

describe('renderComment', () => {
  for (const [name, report] of [
    ['planned', PLANNED],
    ['first-plan', FIRST_PLAN],
  ] as const) {
    it(`looks as agreed: ${name}`, () => {
      const file = fileURLToPath(new URL(`fixtures/${name}.comment.md`, import.meta.url));
      const comment = render(report);
      if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(file, comment);
      assert.equal(comment, readFileSync(file, 'utf8'));
    });
  }

  it('says which place it is about, its root module where that is not the usual one', () => {
    assert.match(render(PLANNED), /^### shop \/ production: 3 to add, 2 to change, 2 to destroy\n/);
    assert.match(render(PLANNED, 'infra/eu'), /^### shop \/ production \(`infra\/eu`\): 3 to add/);
  });

  it('names the newest commit of the pull request and the run, each with its link', () => {
    const comment = render(PLANNED);
    assert.ok(comment.includes(`[\`beefbee\`](https://github.com/acme/shop/commit/${pullRequest.head})`));
    assert.ok(comment.includes('[run 4217](https://github.com/acme/shop/actions/runs/4217/attempts/1)'));
  });

  it('of a plan that failed has code, reason and next step, and no detail that may quote another program', () => {
    const failure = new Failure({
      code: 'PREPARE_FAILED',
      reason: 'terraform-prepare-command "make" ended with exit code 2.',
      safe: 'Nothing was planned.',
      next: 'Run it on your machine.',
      details: ['token is hunter2'],
    });
    const comment = render(sampleReport({ command: 'plan', result: 'failed', failure }));
    assert.match(comment, /^### shop \/ production: plan failed: `PREPARE_FAILED`\n/);
    assert.match(comment, /ended with exit code 2\.\n\n\*\*Next:\*\* Run it on your machine\./);
    assert.ok(!comment.includes('hunter2'));
  });

  it('is no longer than GitHub takes, whatever is planned: by whole pieces, and it says how much is left out', () => {
    const address = (index: number): string => `aws_lambda_function.this["${'ü'.repeat(60)}${index}"]`;
    const changes = Array.from({ length: 3_000 }, (_, index) => ({
      address: address(index),
      type: 'aws_lambda_function',
      action: 'create' as const,
      attributes: [],
    }));
    const plan = { ...PLANNED.plan!, changes };
    const comment = render({ ...PLANNED, plan });
    assert.ok(Buffer.byteLength(comment) <= MAX_COMMENT_BYTES);
    const shown = cells(html(comment)).filter(([action]) => action === 'create').length;
    const [, left = ''] = /_([\d,]+) more rows are left out here/.exec(comment) ?? [];
    assert.ok(shown > 200, String(shown));
    assert.equal(shown + Number(left.replace(',', '')), changes.length);

    const stops = Array.from({ length: 20 }, () => ({ ...plan.stops[0]!, code: 'ALREADY_EXISTS' as const }));
    const details = Array.from({ length: 40 }, () => 'x'.repeat(900));
    const long = { ...plan, stops: stops.map((stop) => new Failure({ ...stop, details })) };
    const short = render({ ...PLANNED, plan: long });
    assert.ok(Buffer.byteLength(short) <= MAX_COMMENT_BYTES);
    assert.match(short, /see the summary of the run/);
  });
});

describe('commentMarker', () => {
  const owner = { project: 'shop', environment: 'production', terraformDirectory: 'terraform' };

  it('tells every place apart, and is an HTML comment with the run in it', () => {
    const others = [{ project: 'crm' }, { environment: 'staging' }, { terraformDirectory: 'infra' }];
    const markers = [owner, ...others.map((other) => ({ ...owner, ...other }))].map(commentMarker);
    assert.equal(new Set(markers).size, 4);
    assert.match(
      markerOfRun(markers[0] ?? '', { id: '42' }),
      /^<!-- revive-deploy:plan [0-9a-f]{16} run 42 -->$/,
    );
  });
});
