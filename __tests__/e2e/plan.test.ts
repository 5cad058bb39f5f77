import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { type GithubApi, startGithubApi } from '../../local/github/github-api.ts';
import type { ActionRun } from '../../local/runner/run-action.ts';
import {
  type Checkout,
  type World,
  assertFailed,
  assertNothingLeft,
  assertWell,
  counts,
  placeOf,
  startWorld,
} from './harness.ts';

const FIRST = `resource "terraform_data" "kept" {
  input = "one"
}

resource "terraform_data" "replaced" {
  triggers_replace = ["one"]
}

resource "terraform_data" "gone" {}

output "kept" { value = terraform_data.kept.output }
`;
const SECOND = `variable "password" {
  type      = string
  sensitive = true
}

resource "terraform_data" "kept" {
  input = var.password
}

resource "terraform_data" "replaced" {
  triggers_replace = ["two"]
}

resource "terraform_data" "new" {}

output "kept" {
  value     = terraform_data.kept.output
  sensitive = true
}
output "more" { value = terraform_data.new.id }
`;
const SECRET = 'hunter2-of-the-shop';
const PROJECT = 'planned';
const REPOSITORY = 'example/site';
const PULL_REQUEST = 12;
const HEAD = 'beef'.repeat(10);

describe('plan', () => {
  let world: World;
  let github: GithubApi;
  let checkout: Checkout;
  before(async () => {
    [world, github] = await Promise.all([startWorld(), startGithubApi()]);
    checkout = await world.checkout({ 'terraform/main.tf': FIRST });
  });
  after(async () => {
    await github?.close();
    await world?.stop();
  });

  const onPullRequest = {
    event_name: 'pull_request',
    ref: `refs/pull/${PULL_REQUEST}/merge`,
    event: {
      pull_request: { number: PULL_REQUEST, head: { sha: HEAD, repo: { full_name: REPOSITORY } } },
    },
  };

  /** Plans in the pull request; whatever AWS is asked, nothing in it may change. */
  async function plan(
    inputs: Readonly<Record<string, string>> = {},
    checkedOut = checkout,
  ): Promise<ActionRun> {
    world.gateway.clear();
    const step = await world.start(checkedOut, {
      inputs: { project: PROJECT, command: 'plan', ...inputs },
      github: { repository: REPOSITORY, api_url: github.url, token: github.token, ...onPullRequest },
    });
    const run = await step.finished;
    assert.deepEqual(
      world.gateway.changing().map(({ operation }) => operation),
      [],
      run.log,
    );
    await assertNothingLeft(world, step, checkedOut);
    return run;
  }
  const comments = () => github.comments.of(REPOSITORY, PULL_REQUEST);

  it('before the first deploy shows all that it would create, the state backend too, and makes none of it', async () => {
    const run = await plan();
    assertWell(run, { result: 'planned', changed: 'true', ...counts(3, 0, 0) });
    assert.match(run.summary, /^## Plan: 3 to add$/m);
    const { bucket, table } = placeOf(PROJECT, world.aws.account);
    assert.match(run.summary, new RegExp(`also creates state bucket ${bucket} and lock table ${table}`));
    assert.ok(!(await readdir(`${checkout.directory}/terraform`)).includes('.terraform'));
    const { Buckets = [] } = await world.s3.listBuckets({});
    assert.deepEqual(Buckets, []);
    const [comment, ...others] = comments();
    assert.deepEqual([others, comment?.edits], [[], 0]);
    assert.match(
      comment?.body ?? '',
      /^<!-- revive-deploy:plan \S+ run \d+ -->\n### planned \/ production: 3 to add$/m,
    );
    assert.match(comment?.body ?? '', new RegExp(`\\[\`${HEAD.slice(0, 7)}\`\\]`));
  });

  it('after a deploy shows what changes, why and where, without a value, in the same comment', async () => {
    const deploy = await world.run(checkout, { inputs: { project: PROJECT } });
    assertWell(deploy, { result: 'deployed' });
    assertWell(await plan(), { result: 'planned', changed: 'false', ...counts(0, 0, 0) });
    assert.match(comments()[0]?.body ?? '', /: no changes$/m);

    await checkout.write('terraform/main.tf', SECOND);
    const run = await plan({ 'terraform-variables': `password=${SECRET}` });
    assertWell(run, {
      result: 'planned',
      changed: 'true',
      ...counts(2, 1, 2),
      'state-version-id': deploy.outputs['state-version-id'] ?? '',
    });
    const [comment, ...others] = comments();
    assert.deepEqual([others, comment?.edits], [[], 2]);
    for (const text of [run.summary, comment?.body ?? '']) {
      assert.match(
        text,
        /replace \| `terraform_data\.replaced` \| triggers_replace can't be changed in place/,
      );
      assert.match(
        text,
        /change in place \| `terraform_data\.kept` \| `input`<br>\[`terraform\/main\.tf:7`\]\(http/,
      );
      assert.match(text, /destroy \| `terraform_data\.gone` \| its block .* no longer in the configuration/);
      assert.match(text, /\| `kept` \| changes \(sensitive\) \|\n\| `more` \| new \|/);
      assert.match(text, /\*\*Live now:\*\* commit `0123456`/);
    }
    assert.ok(!`${run.summary}${comment?.body}`.includes(SECRET));
  });

  it('goes by the state that a deploy would first move in: from another place, or from a file it does not touch', async () => {
    const { bucket, key } = placeOf(PROJECT, world.aws.account);
    const { Body } = await world.s3.getObject({ Bucket: bucket, Key: key });
    const text = (await Body?.transformToString()) ?? '';
    const earlier = await world.checkout({ 'terraform/main.tf': FIRST });
    const moved = await plan({ 'state-key': 'elsewhere/terraform.tfstate' }, earlier);
    assertWell(moved, { result: 'planned', changed: 'false' });
    assert.ok(moved.summary.includes(`first moves the state from \`s3://${bucket}/${key}\` into the bucket`));

    const filed = await world.checkout({ 'terraform/main.tf': FIRST, 'terraform/terraform.tfstate': text });
    const run = await plan({ project: 'filed', 'pull-request-comment': 'false' }, filed);
    assertWell(run, { result: 'planned', changed: 'false' });
    assert.match(run.summary, /first moves the state from `terraform\.tfstate` into the bucket/);
    assert.equal(await readFile(`${filed.directory}/terraform/terraform.tfstate`, 'utf8'), text);
  });

  it('that fails says so in the comment, without what a secret variable holds', async () => {
    const main = `${SECOND}\nresource "terraform_data" "x" {\n  input = file(var.password)\n}\n`;
    await checkout.write('terraform/main.tf', main);
    const run = await plan({ 'terraform-variables': `password=${SECRET}` });
    assertFailed(run, 'TERRAFORM_PLAN_FAILED');
    const [comment] = comments();
    assert.match(comment?.body ?? '', /: plan failed: `TERRAFORM_PLAN_FAILED`\n/);
    assert.ok(!comment?.body.includes(SECRET));
    await checkout.write('terraform/main.tf', SECOND);
  });

  it('goes on with a warning that names the permission, where no comment may be written', async () => {
    github.comments.readOnly(true);
    const run = await plan({ 'terraform-variables': `password=${SECRET}` });
    github.comments.readOnly(false);
    assertWell(run, { result: 'planned' });
    const warnings = run.annotations.filter(({ level }) => level === 'warning');
    assert.deepEqual(warnings.length, 1, run.log);
    assert.match(
      warnings[0]?.message ?? '',
      /pull request #12.*403.*`permissions: { pull-requests: write }`/,
    );
  });
});
