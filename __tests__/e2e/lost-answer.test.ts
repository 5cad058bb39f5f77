import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import {
  type World,
  assertNothingLeft,
  assertWell,
  counts,
  placeOf,
  startWorld,
  stateVersions,
} from './harness.ts';

/** Names that AWS gives once: the provider asks again where it got no answer, and is told that they exist. */
const NAMED = `provider "aws" {}

resource "aws_iam_role" "job" {
  name               = "job"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_cloudwatch_log_group" "job" {
  name              = "/job/\${aws_iam_role.job.name}"
  retention_in_days = 7
}
`;

describe('an apply in which the answer to a create is lost', () => {
  let world: World;
  before(async () => {
    world = await startWorld({ providers: 'dev-overrides' });
  });
  after(() => world?.stop());

  it('finds what it has made itself, imports it, and ends well', async () => {
    const removeRule = world.gateway.inject({
      service: 'iam',
      operation: 'CreateRole',
      times: 1,
      action: { kind: 'lose-reply' },
    });
    const checkout = await world.checkout({ 'terraform/main.tf': NAMED });
    const step = await world.start(checkout);
    const run = await step.finished;
    removeRule();
    assertWell(run, { result: 'deployed', ...counts(1, 0, 0), 'resources-imported': '1' });
    assert.match(run.log, /^AWS made something in this apply whose answer was lost/m);
    assert.match(run.log, /^This run created aws_iam_role\.job \(job\)/m);
    assert.deepEqual(
      run.annotations.filter(({ level }) => level === 'error'),
      [],
    );
    const types = (await stateVersions(world, placeOf('shop', world.aws.account)))
      .at(-1)
      ?.resources.map(({ type }) => type);
    assert.deepEqual(types?.toSorted(), ['aws_cloudwatch_log_group', 'aws_iam_role']);
    await assertNothingLeft(world, step, checkout);
  });
});
