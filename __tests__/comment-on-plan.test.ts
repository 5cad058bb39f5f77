import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { type GithubApi, startGithubApi } from '../local/github/github-api.ts';
import type { CommandContext } from '../src/command-context.ts';
import { commentOnPlan } from '../src/comment-on-plan.ts';
import { Failure } from '../src/errors.ts';
import { runnerHttp } from '../src/platform/http.ts';
import { MemoryLog, fakePlatform } from './fakes/platform.ts';
import { PLANNED, sampleReport } from './report/sample-reports.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-comment-'));
const event = path.join(directory, 'event.json');
writeFileSync(event, JSON.stringify({ pull_request: { number: 12, head: { sha: 'beef' } } }));
let github: GithubApi;
before(async () => {
  github = await startGithubApi();
});
after(async () => {
  rmSync(directory, { recursive: true });
  await github.close();
});

function contextOf(change: { readonly comment?: boolean; readonly event?: string } = {}) {
  const log = new MemoryLog();
  const environment = {
    GITHUB_API_URL: github.url,
    GITHUB_EVENT_NAME: change.event ?? 'pull_request',
    GITHUB_EVENT_PATH: event,
    TF_VAR_plain: 'of-the-environment',
  };
  const inputs = {
    project: 'shop',
    environment: 'production',
    githubToken: github.token,
    pullRequestComment: change.comment ?? true,
    terraform: { relativeDirectory: 'terraform', variables: new Map([['handed', 'over-by-input']]) },
  };
  const platform = fakePlatform({ environment, log, http: runnerHttp });
  return { context: { platform, inputs, run: PLANNED.run } as unknown as CommandContext, log };
}
const comments = () => github.comments.of('acme/shop', 12).map(({ body }) => body);

describe('commentOnPlan', () => {
  it('says nothing outside a pull request, or where it is told not to', async () => {
    for (const change of [{ event: 'push' }, { comment: false }])
      await commentOnPlan(contextOf(change).context, PLANNED);
    assert.deepEqual(github.calls, []);
  });

  it('lets nothing masked into a comment, nor into that of a failure any value that Terraform was given', async () => {
    const { context, log } = contextOf();
    log.mask('hunter2');
    const [first, ...others] = PLANNED.plan!.changes;
    const changes = [{ ...first!, address: 'aws_iam_role.this["hunter2"]' }, ...others];
    await commentOnPlan(context, { ...PLANNED, plan: { ...PLANNED.plan!, changes } });
    assert.match(comments()[0] ?? '', /`aws_iam_role\.this\["\*\*\*"\]`/);

    const said =
      'over-by-input, of-the-environment, hunter2 and ghp_0123456789012345678901234567890123456789';
    const failure = new Failure({
      code: 'TERRAFORM_PLAN_FAILED',
      reason: `No: ${said}.`,
      safe: 's',
      next: said,
    });
    await commentOnPlan(context, sampleReport({ command: 'plan', result: 'failed', failure }));
    const [comment = '', ...more] = comments();
    assert.deepEqual(more, []);
    assert.match(comment, /plan failed: `TERRAFORM_PLAN_FAILED`/);
    assert.doesNotMatch(comment, /over-by|of-the-env|hunter2|ghp_/);
    assert.match(log.lines.join('\n'), /The plan is in the comment on pull request #12: https:/);
  });
});
