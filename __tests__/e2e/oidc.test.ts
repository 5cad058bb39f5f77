import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';

import { type FaultProxy, startFaultProxy } from '../../local/proxy/fault-proxy.ts';
import type { ActionRun } from '../../local/runner/run-action.ts';
import {
  type World,
  asRole,
  assertFailed,
  assertNothingLeft,
  assertWell,
  counts,
  placeOf,
  startWorld,
  stateVersions,
} from './harness.ts';

/** Another account than that of the keys which the job has too. */
const ACCOUNT = '210987654321';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`;

const WHO_AM_I = `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

data "aws_caller_identity" "terraform" {}

resource "aws_cloudwatch_log_group" "shop" {
  name = "shop"
}

resource "terraform_data" "shop" {}

output "terraform_is" {
  value = data.aws_caller_identity.terraform.arn
}
`;

describe('role-to-assume', { concurrency: 2 }, () => {
  let world: World;
  before(async () => {
    world = await startWorld({ providers: 'dev-overrides' });
  });
  after(() => world?.stop());

  it('is what action and Terraform work as, each session by a token of this run, whatever keys are there', async () => {
    const github = await startTokenServer();
    const proxy = await startStrictSts(world);
    try {
      const checkout = await world.checkout({ 'terraform/main.tf': WHO_AM_I });
      const environment = { ...github.environment, AWS_ENDPOINT_URL: proxy.endpoint };
      const inputs = { 'role-to-assume': ROLE, 'allowed-account-id': ACCOUNT };
      const step = await world.start(checkout, {
        inputs,
        environment,
        github: { repository: 'acme/shop', run_id: '8421' },
      });
      const run = await step.finished;
      assertWell(run, {
        result: 'deployed',
        ...counts(2, 0, 0),
        'state-bucket': placeOf('shop', ACCOUNT).bucket,
      });
      assert.deepEqual(JSON.parse(run.outputs['terraform-outputs'] ?? ''), {
        terraform_is: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/revive-deploy-8421-acme-shop`,
      });
      const there = await asRole(world, ROLE);
      assert.equal((await stateVersions(there, placeOf('shop', ACCOUNT))).length, 1);
      await assertNothingLeft(there, step, checkout);

      assert.ok(github.tokens.length >= 2, 'the action and Terraform have tokens of their own');
      assert.deepEqual([...new Set(github.audiences)], ['sts.amazonaws.com']);
      assertNoToken(run, github.tokens);
    } finally {
      await proxy.stop();
      await github.stop();
    }
  });

  it('fails with how to ask for the permission when the job may not request tokens', async () => {
    const checkout = await world.checkout({ 'terraform/main.tf': 'resource "terraform_data" "shop" {}\n' });
    const run = await world.run(checkout, { inputs: { project: 'not-asked', 'role-to-assume': ROLE } });
    assertFailed(run, 'ROLE_NOT_ASSUMED');
    assert.match(run.log, /^Next: .*permissions: \{ id-token: write/m);
  });

  it('fails when GitHub gives no token, after asking again', async () => {
    const github = await startTokenServer({ status: 503 });
    try {
      const checkout = await world.checkout({ 'terraform/main.tf': 'resource "terraform_data" "shop" {}\n' });
      const run = await world.run(checkout, {
        inputs: { project: 'no-token', 'role-to-assume': ROLE },
        environment: github.environment,
      });
      assertFailed(run, 'ROLE_NOT_ASSUMED');
      assert.match(run.log, /^ROLE_NOT_ASSUMED: .*503/m);
      assert.ok(github.audiences.length > 1, 'it is asked for only once');
    } finally {
      await github.stop();
    }
  });

  it('fails naming the role and what STS said when its trust policy refuses this run', async () => {
    const github = await startTokenServer();
    const proxy = await startFaultProxy(world.aws.endpoint);
    proxy.inject({
      operation: 'AssumeRoleWithWebIdentity',
      action: {
        kind: 'answer',
        status: 403,
        headers: { 'content-type': 'text/xml' },
        body: stsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity'),
      },
    });
    try {
      const checkout = await world.checkout({ 'terraform/main.tf': 'resource "terraform_data" "shop" {}\n' });
      const run = await world.run(checkout, {
        inputs: { project: 'refused', 'role-to-assume': ROLE },
        environment: { ...github.environment, AWS_ENDPOINT_URL: proxy.endpoint },
      });
      assertFailed(run, 'ROLE_NOT_ASSUMED');
      assert.match(
        run.log,
        /^ROLE_NOT_ASSUMED: .*role\/deploy.*Not authorized to perform sts:AssumeRoleWithWebIdentity/m,
      );
      assert.match(run.log, /^Next: .*trust policy/m);
      assertNoToken(run, github.tokens);
      assert.ok(
        proxy.calls.every(({ service }) => service === 'sts'),
        JSON.stringify(proxy.calls),
      );
    } finally {
      await proxy.stop();
      await github.stop();
    }
  });
});

/** No token and no key of a session is shown anywhere, nor handed on to post or to other steps. */
function assertNoToken(run: ActionRun, tokens: readonly string[]): void {
  const { log, outputs, env, state, summary, annotations, post } = run;
  const shown = JSON.stringify([log, outputs, env, state, summary, annotations, post?.log, post?.summary]);
  for (const token of tokens) assert.ok(!shown.includes(token), `a token is shown:\n${log}`);
  assert.ok(!shown.includes(REQUEST_TOKEN));
}

/** A local AWS whose STS, unlike Moto, takes tokens of this server alone. */
async function startStrictSts(world: World): Promise<FaultProxy> {
  const proxy = await startFaultProxy(world.aws.endpoint);
  const operation = 'AssumeRoleWithWebIdentity';
  proxy.inject({
    operation,
    body: new RegExp(`WebIdentityToken=${TOKEN_START}\\d+\\.signature(&|$)`),
    action: { kind: 'before', run: () => {} },
  });
  proxy.inject({
    operation,
    action: {
      kind: 'answer',
      status: 400,
      body: stsError('InvalidIdentityToken', 'No token of this issuer'),
    },
  });
  return proxy;
}

const stsError = (code: string, message: string): string =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`;

const TOKEN_START = 'eyJhbGciOiJSUzI1NiJ9.canary';
const REQUEST_TOKEN = 'request-token-of-this-job';

interface TokenServer {
  /** What the runner gives a job with `id-token: write`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every token given, in order; no two are the same. */
  readonly tokens: readonly string[];
  /** The audience of every request, answered or not. */
  readonly audiences: readonly string[];
  stop(): Promise<void>;
}

/** GitHub's token service for one job. */
async function startTokenServer({ status = 200 }: { readonly status?: number } = {}): Promise<TokenServer> {
  const tokens: string[] = [];
  const audiences: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://token.server');
    const allowed = request.headers.authorization?.toLowerCase() === `bearer ${REQUEST_TOKEN}`;
    audiences.push(url.searchParams.get('audience') ?? '');
    if (!allowed || status !== 200) return void response.writeHead(allowed ? status : 401).end();
    tokens.push(`${TOKEN_START}${tokens.length}.signature`);
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ value: tokens.at(-1) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    },
    tokens,
    audiences,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
