import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { type GithubApi, startGithubApi } from '../../local/github/github-api.ts';
import { type World, assertNothingLeft, assertWell, heldIn, placeOf, startWorld } from './harness.ts';
import { isSigned, loseMachine, moveHolderElsewhere } from './lost-machine.ts';

/** Runs while the file is there, and says when it began. */
const SLOW = `resource "terraform_data" "first" {}

resource "terraform_data" "slow" {
  depends_on = [terraform_data.first]
  provisioner "local-exec" {
    command = "if [ -e hold ]; then touch started; while [ -e hold ]; do sleep 0.1; done; fi"
  }
}
`;

describe('a deploy whose machine is lost in the middle of its apply', () => {
  let world: World;
  let github: GithubApi;
  before(async () => {
    world = await startWorld();
    github = await startGithubApi();
  });
  after(async () => {
    await github?.close();
    await world?.stop();
  });

  it('leaves a signed lock; the next run proves that it is over, takes over, and finishes the job', async () => {
    const project = 'lost';
    const checkout = await world.checkout({ 'terraform/main.tf': SLOW, 'terraform/hold': '' });
    const github1 = { run_id: '9001', actor: 'ada' };
    const job = { inputs: { project, 'github-token': github.token }, environment: github.environment };
    const lost = await world.start(checkout, { ...job, github: github1 });
    await lost.saw(/^terraform_data\.slow: Provisioning|^terraform_data\.slow: Creating/);
    const { table } = placeOf(project, world.aws.account);
    await isSigned(world, table);
    await loseMachine(lost);
    assert.equal((await heldIn(world, table)).length, 2, 'lock and lease are left behind');

    github.setAttempt('example/site', { id: '9001', attempt: 1 }, 'completed');
    const next = await world.checkout({ 'terraform/main.tf': SLOW });
    const step = await world.start(next, { ...job, github: { run_id: '9002', actor: 'grace' } });
    const run = await step.finished;
    assertWell(run);
    assert.match(run.log, /^Took the lease over from run 9001 /m);
    assert.match(
      run.log,
      /^Freed the Terraform state lock left by \S+\/actions\/runs\/9001\/attempts\/1 by ada at /m,
    );
    assert.match(run.summary, /Freed .*9001/);
    await assertNothingLeft(world, step, next);
  });

  it('stays locked out while nothing proves that it is over', async () => {
    const project = 'unproven';
    const checkout = await world.checkout({ 'terraform/main.tf': SLOW, 'terraform/hold': '' });
    const job = { inputs: { project, 'lock-timeout': '5s' }, environment: github.environment };
    const lost = await world.start(checkout, { ...job, github: { run_id: '9003', actor: 'ada' } });
    await lost.saw(/^terraform_data\.slow: Provisioning|^terraform_data\.slow: Creating/);
    const { table } = placeOf(project, world.aws.account);
    await isSigned(world, table);
    await loseMachine(lost);

    await moveHolderElsewhere(world, project);
    const run = await world.run(await world.checkout({ 'terraform/main.tf': SLOW }), job);
    assert.equal(run.outputs['failure-code'], 'DEPLOY_IN_PROGRESS');
    assert.match(run.log, /run 9003 \(attempt 1\) by ada/);
    assert.equal((await heldIn(world, table)).length, 2, 'lock and lease are as they were');
  });
});
