import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { startFaultProxy } from '../../local/proxy/fault-proxy.ts';
import type { GithubContext } from '../../local/runner/github-context.ts';
import { type World, assertFailed, assertNothingLeft, startWorld } from './harness.ts';

interface Row {
  readonly what: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly github?: Partial<GithubContext>;
  readonly files?: Readonly<Record<string, string>>;
  readonly code: string;
  /** What the log must name: input and value of every problem. */
  readonly names: readonly string[];
  /** How many calls that change nothing may be made. Default: none. */
  readonly asks?: number;
}

const MAIN = 'resource "terraform_data" "shop" {}\n';
const S3_BACKEND = `terraform {
  backend "s3" {
    bucket         = "acme-states"
    key            = "shop.tfstate"
    region         = "us-east-1"
    dynamodb_table = "acme-locks"
  }
}
`;
const fork = { pull_request: { head: { repo: { full_name: 'stranger/site' } } } };
const own = { pull_request: { head: { repo: { full_name: 'example/site' } } } };

const ROWS: readonly Row[] = [
  {
    what: 'an unknown command',
    inputs: { command: 'launch' },
    code: 'INVALID_INPUTS',
    names: ['command: "launch" is none of deploy, plan, bootstrap, rollback, unlock, destroy'],
  },
  {
    what: 'a project with capitals and underscores',
    inputs: { project: 'Revive_CRM' },
    code: 'INVALID_INPUTS',
    names: ['project: "Revive_CRM"'],
  },
  {
    what: 'a project too long for a bucket name',
    inputs: { project: 'a'.repeat(33) },
    code: 'INVALID_INPUTS',
    names: ['project: "aaaa', '2 to 32'],
  },
  {
    what: "a repository name that can't be a project",
    inputs: { project: '' },
    github: { repository: 'example/Revive.CRM' },
    code: 'INVALID_INPUTS',
    names: ['project: the repository name "Revive.CRM"', 'set this input'],
  },
  {
    what: 'an environment with a slash',
    inputs: { environment: 'prod/eu' },
    code: 'INVALID_INPUTS',
    names: ['environment: "prod/eu"'],
  },
  {
    what: 'a terraform-directory that is not there',
    inputs: { 'terraform-directory': 'infra' },
    code: 'INVALID_INPUTS',
    names: ['terraform-directory: "infra" does not exist'],
  },
  {
    what: 'a terraform-directory that is a file',
    inputs: { 'terraform-directory': 'terraform/main.tf' },
    code: 'INVALID_INPUTS',
    names: ['terraform-directory: "terraform/main.tf" is not a directory'],
  },
  {
    what: 'a path out of the workspace',
    inputs: { 'terraform-directory': '../../etc' },
    code: 'INVALID_INPUTS',
    names: ['terraform-directory: "../../etc" is outside the workspace'],
  },
  {
    what: 'a named frontend-directory that is not there',
    inputs: { 'frontend-directory': 'web' },
    code: 'INVALID_INPUTS',
    names: ['frontend-directory: "web" does not exist'],
  },
  {
    what: 'a frontend-output-directory out of the frontend',
    inputs: { 'frontend-directory': 'site', 'frontend-output-directory': '../terraform' },
    files: { 'site/package.json': '{}' },
    code: 'INVALID_INPUTS',
    names: ['frontend-output-directory: "../terraform" is outside "site"'],
  },
  {
    what: 'settings of a frontend where there is none',
    inputs: { 'frontend-directory': '', 'frontend-environment': 'API=api_url' },
    code: 'INVALID_INPUTS',
    names: ['frontend-environment: is set, but frontend-directory is empty'],
  },
  {
    what: 'a role in another account than the allowed one',
    inputs: {
      'role-to-assume': 'arn:aws:iam::111111111111:role/deploy',
      'allowed-account-id': '222222222222',
    },
    code: 'INVALID_INPUTS',
    names: ['role-to-assume: is in account 111111111111, but allowed-account-id is 222222222222'],
  },
  {
    what: 'a role that is no ARN',
    inputs: { 'role-to-assume': 'deploy' },
    code: 'INVALID_INPUTS',
    names: ['role-to-assume: "deploy" is not the ARN of an IAM role'],
  },
  {
    what: 'a role without permission to ask for an OIDC token',
    inputs: { 'role-to-assume': 'arn:aws:iam::123456789012:role/deploy' },
    code: 'ROLE_NOT_ASSUMED',
    names: ['arn:aws:iam::123456789012:role/deploy', 'id-token: write'],
  },
  {
    what: 'a state-bucket that contradicts the declared backend',
    inputs: { 'state-bucket': 'other-states' },
    files: { 'terraform/backend.tf': S3_BACKEND },
    code: 'INVALID_INPUTS',
    names: ['state-bucket: "other-states" contradicts "acme-states"'],
  },
  {
    what: 'every place of the state contradicting the declared backend',
    inputs: { 'state-bucket': 'other-states', 'state-key': 'other.tfstate', 'lock-table': 'other-locks' },
    files: { 'terraform/backend.tf': S3_BACKEND },
    code: 'INVALID_INPUTS',
    names: [
      '3 inputs',
      'state-bucket: "other-states" contradicts "acme-states"',
      'state-key: "other.tfstate" contradicts "shop.tfstate"',
      'lock-table: "other-locks" contradicts "acme-locks"',
    ],
  },
  {
    what: 'a region that is none',
    inputs: { 'aws-region': 'Frankfurt' },
    code: 'INVALID_INPUTS',
    names: ['aws-region: "Frankfurt" is not a region'],
  },
  {
    what: 'an account id that is too short',
    inputs: { 'allowed-account-id': '12345' },
    code: 'INVALID_INPUTS',
    names: ['allowed-account-id: "12345" is not an account id'],
  },
  {
    what: 'a duration without a unit',
    inputs: { 'lock-timeout': '20' },
    code: 'INVALID_INPUTS',
    names: ['lock-timeout: "20" is not a duration'],
  },
  {
    what: 'a boolean in words, and a choice that is none',
    inputs: { cache: 'yes', locking: 'redis', bootstrap: 'always', invalidation: 'some' },
    code: 'INVALID_INPUTS',
    // Without a frontend nobody reads `invalidation`, but it is checked all the same.
    names: ['4 inputs', 'cache: "yes"', 'locking: "redis"', 'bootstrap: "always"', 'invalidation: "some"'],
  },
  {
    what: 'a variable file that is not there',
    inputs: { 'terraform-var-files': 'production.tfvars\n../../etc/passwd' },
    code: 'INVALID_INPUTS',
    names: ['"production.tfvars" is not a file in terraform', '"../../etc/passwd" is outside the workspace'],
  },
  {
    what: 'variables that are no name=value, or given twice',
    inputs: { 'terraform-variables': 'stage\nzone=a\nzone=b\n1st=x' },
    code: 'INVALID_INPUTS',
    names: ['"stage" is not a line name=value', '"zone" is given twice', '"1st=x" is not'],
  },
  {
    what: 'a Terraform version that is none',
    inputs: { 'terraform-version': 'latest' },
    code: 'INVALID_INPUTS',
    names: ['terraform-version: "latest"'],
  },
  {
    what: 'a bucket name that S3 would not take',
    inputs: { 'state-bucket': 'My Bucket', 'lock-table': 'x' },
    code: 'INVALID_INPUTS',
    names: ['state-bucket: "My Bucket"', 'lock-table: "x"'],
  },
  {
    what: 'a state-key that climbs',
    inputs: { 'state-key': '/absolute//state' },
    code: 'INVALID_INPUTS',
    names: ['state-key: "/absolute//state"'],
  },
  {
    what: 'many problems of different kinds, all at once',
    inputs: {
      command: 'deply',
      project: 'x',
      'terraform-directory': 'gone',
      'aws-region': '??',
      'wait-for-live': 'nope',
    },
    code: 'INVALID_INPUTS',
    names: [
      '5 inputs',
      'command: "deply"',
      'project: "x"',
      'terraform-directory: "gone"',
      'aws-region: "??"',
      'wait-for-live: "nope"',
    ],
  },
  {
    what: 'no credentials',
    environment: { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, HOME: '/nonexistent' },
    code: 'NO_CREDENTIALS',
    names: ['role-to-assume'],
  },
  {
    what: 'credentials of another account',
    inputs: { 'allowed-account-id': '999999999999' },
    code: 'WRONG_ACCOUNT',
    names: ['account 123456789012', 'allowed-account-id is 999999999999'],
    asks: 1,
  },
  {
    what: "a fork's pull request",
    github: { event_name: 'pull_request', event: fork },
    code: 'UNTRUSTED_EVENT',
    names: ['pull_request of the fork stranger/site', 'example/site'],
  },
  {
    what: 'pull_request_target, whoever it is of',
    github: { event_name: 'pull_request_target', event: own },
    code: 'UNTRUSTED_EVENT',
    names: ['pull_request_target'],
  },
  {
    what: "a workflow_run of a fork's pull request",
    github: {
      event_name: 'workflow_run',
      event: { workflow_run: { head_repository: { full_name: 'stranger/site' } } },
    },
    code: 'UNTRUSTED_EVENT',
    names: ['workflow_run of the fork stranger/site'],
  },
  {
    what: 'a destroy that anybody could start by a comment',
    inputs: { command: 'destroy' },
    github: { event_name: 'issue_comment', event: {} },
    code: 'UNTRUSTED_EVENT',
    names: ['issue_comment'],
  },
  {
    what: 'a release to roll back to, and no rollback',
    inputs: { 'rollback-to': '41-1-0a1b2c3d' },
    code: 'INVALID_INPUTS',
    names: ['rollback-to: is only for `command: rollback`, not `deploy`'],
  },
  {
    what: 'an input that injects workflow commands',
    inputs: { command: 'x\n::error::pwned\n::add-mask::deploy', project: '##[error]pwned' },
    code: 'INVALID_INPUTS',
    names: ['2 inputs', 'command: "x\\n::error::pwned', 'project: "##[error]pwned"'],
  },
];

describe('broken inputs', { concurrency: 2 }, () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  it('has at least twenty rows', () => {
    assert.ok(ROWS.length >= 20);
  });

  for (const row of ROWS) {
    it(`${row.what}: ${row.code}, told in full, and nothing in AWS is changed`, async () => {
      const checkout = await world.checkout({ 'terraform/main.tf': MAIN, ...row.files });
      const proxy = await startFaultProxy(world.aws.endpoint);
      try {
        const step = await world.start(checkout, {
          inputs: row.inputs ?? {},
          environment: { AWS_ENDPOINT_URL: proxy.endpoint, ...row.environment },
          ...(row.github === undefined ? {} : { github: row.github }),
        });
        const run = await step.finished;
        assertFailed(run, row.code);
        for (const name of row.names) {
          assert.ok(run.log.includes(name), `the log doesn't say ${name}:\n${run.log}`);
        }
        assert.equal(run.annotations.length, 1, JSON.stringify(run.annotations));
        assert.deepEqual(proxy.changing(), []);
        assert.equal(proxy.calls.length, row.asks ?? 0, JSON.stringify(proxy.calls));
        assert.equal(run.outputs['changed'], 'false');
        await assertNothingLeft(world, step, checkout);
      } finally {
        await proxy.stop();
      }
    });
  }

  it('leaves the account as empty as it was', async () => {
    assert.deepEqual((await world.s3.listBuckets({})).Buckets ?? [], []);
    assert.deepEqual((await world.dynamodb.listTables({})).TableNames, []);
  });
});
