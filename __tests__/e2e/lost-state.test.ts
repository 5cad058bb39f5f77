import { CloudFront } from '@aws-sdk/client-cloudfront';
import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { Lambda } from '@aws-sdk/client-lambda';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import {
  type ReferenceRepository,
  createReferenceRepository,
  referenceInputs,
} from '../../local/reference/repository.ts';
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
import { LOSSES, ofAnother, stateObject } from './state-object.ts';

/** How many resources the reference stack has. */
const RESOURCES = 85;

describe('the reference stack without its state', () => {
  let world: World;
  let repository: ReferenceRepository;
  let commit: string;

  before(async () => {
    world = await startWorld({ providers: 'dev-overrides' });
    repository = await createReferenceRepository();
    commit = await repository.commit('The application');
  });
  after(async () => {
    await repository?.remove();
    await world?.stop();
  });

  async function deploy(inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
    const step = await world.start(repository, {
      inputs: { ...referenceInputs, 'frontend-directory': '', 'frontend-environment': '', ...inputs },
      github: { repository: 'example/revivecrm', sha: commit },
    });
    const run = await step.finished;
    await assertNothingLeft(world, step, repository);
    return run;
  }

  /** What there is, by listing AWS. */
  async function inventory(): Promise<Readonly<Record<string, number | undefined>>> {
    const { endpoint, region } = world.aws;
    const client = { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
    const clients = [new Lambda(client), new ApiGatewayV2(client), new CloudFront(client)] as const;
    const [lambda, gateway, cloudfront] = clients;
    const [functions, tables, apis, distributions] = await Promise.all([
      lambda.listFunctions({}),
      world.dynamodb.listTables({}),
      gateway.getApis({}),
      cloudfront.listDistributions({}),
    ]);
    for (const each of clients) each.destroy();
    return {
      functions: functions.Functions?.length,
      tables: tables.TableNames?.filter((name) => name.startsWith('revivecrm-production-')).length,
      apis: apis.Items?.length,
      distributions: distributions.DistributionList?.Items?.length,
    };
  }
  const WHOLE = { functions: 7, tables: 6, apis: 1, distributions: 1 };

  it('stops before any plan, whatever happened to it; and where nothing tells of it, before the apply', async () => {
    assertWell(await deploy(), { result: 'deployed', ...counts(RESOURCES, 0, 0) });
    const state = stateObject(world, 'revivecrm');
    for (const { what, code, inflict } of LOSSES) {
      await inflict(state);
      const run = await deploy();
      assertFailed(run, code, counts(0, 0, 0));
      assert.doesNotMatch(run.log, /^[✓✗] plan/m, `${what}: it was planned`);
    }
    await state.removeTraces();
    const run = await deploy();
    assertFailed(run, 'ALREADY_EXISTS', counts(0, 0, 0));
    assert.match(
      run.log,
      new RegExp(`${RESOURCES} resources that this plan would create exist in AWS already`),
    );
    assert.match(run.log, /^Next: .*`adopt-existing: true`/m);
    assert.deepEqual(await inventory(), WHOLE);
  });

  it('is imported as a whole with adopt-existing, and nothing is there twice', async (t) => {
    const state = stateObject(world, 'revivecrm');
    await state.put(ofAnother);
    await state.remove();
    const run = await deploy({ 'adopt-existing': 'true' });
    const planned = run.log.match(/^✓ plan .*$/gm) ?? [];
    t.diagnostic(planned.join('; '));
    assertWell(run, {
      result: 'deployed',
      'resources-added': '0',
      'resources-destroyed': '0',
      'resources-imported': String(RESOURCES),
    });
    assert.match(run.summary, new RegExp(`### Adopted[^]*${RESOURCES} resources existed already`));
    assert.match(run.summary, /STATE_LOST/);
    assert.deepEqual(await inventory(), WHOLE);
    assertWell(await deploy({ 'adopt-existing': 'true' }), { result: 'unchanged', ...counts(0, 0, 0) });
  });
});

describe('a lost state with something that cannot be looked up', () => {
  let world: World;
  let checkout: Checkout;
  before(async () => {
    world = await startWorld({ providers: 'dev-overrides' });
    checkout = await world.checkout({
      'terraform/main.tf': `terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  max_retries = 2
}
resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_sns_topic" "orders" {
  name_prefix = "orders-"
}
`,
    });
  });
  after(() => world?.stop());

  it('is not adopted in part: its last good version is named, and everything is as it was found', async () => {
    const inputs = { project: 'lost' };
    assertWell(await world.run(checkout, { inputs }), { result: 'deployed', ...counts(2, 0, 0) });
    const state = stateObject(world, 'lost');
    const good = await state.text();
    await state.put(ofAnother);
    const refused = await world.run(checkout, { inputs: { ...inputs, 'adopt-existing': 'true' } });
    assertFailed(refused, 'ADOPTION_REFUSED', counts(0, 0, 0));
    assert.match(refused.log, /would be created a second time: aws_sns_topic\.orders\./);
    assert.equal(await state.text(), ofAnother);
    assertFailed(await world.run(checkout, { inputs }), 'STATE_FOREIGN');

    const [, version = ''] = /rollback-to: state:([^`\s]+)`/.exec(refused.log) ?? [];
    const { bucket: Bucket, key: Key } = placeOf('lost', world.aws.account);
    await world.s3.copyObject({ Bucket, Key, CopySource: `${Bucket}/${Key}?versionId=${version}` });
    assert.equal(await state.text(), good);
    assertWell(await world.run(checkout, { inputs }), { result: 'unchanged' });
  });
});
