import assert from 'node:assert/strict';
import { readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';

import {
  type Checkout,
  type Step,
  type World,
  assertFailed,
  assertNothingLeft,
  assertWell,
  counts,
  placeOf,
  startWorld,
  stateVersions,
} from './harness.ts';

/** Its second resource takes as long as the file is there. */
const SLOW = `resource "terraform_data" "first" {}

resource "terraform_data" "slow" {
  depends_on = [terraform_data.first]
  provisioner "local-exec" {
    command = "while [ -e hold ]; do sleep 0.1; done"
  }
}
`;

describe('what main leaves behind when it is ended in an apply', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  /** A deploy that is in the middle of its apply. */
  async function inApply(project: string): Promise<{ readonly step: Step; readonly checkout: Checkout }> {
    const checkout = await world.checkout({ 'terraform/main.tf': SLOW, 'terraform/hold': '' });
    const step = await world.start(checkout, { inputs: { project } });
    await step.saw(/^terraform_data\.slow: (Creating|Provisioning)/);
    return { step, checkout };
  }

  const goOn = ({ directory }: Checkout): Promise<void> => rm(path.join(directory, 'terraform', 'hold'));

  /** One more run finds everything made, and made once. */
  async function assertConverges(project: string): Promise<void> {
    const checkout = await world.checkout({ 'terraform/main.tf': SLOW });
    const step = await world.start(checkout, { inputs: { project } });
    assertWell(await step.finished, { result: 'unchanged', ...counts(0, 0, 0) });
    const versions = await stateVersions(world, placeOf(project, world.aws.account));
    assert.deepEqual(new Set(versions.map(({ lineage }) => lineage)).size, 1);
    assert.equal(versions.at(-1)?.resources.length, 2);
    await assertNothingLeft(world, step, checkout);
  }

  it('is a state that Terraform can not save: it is kept, and the next run goes on from it', async () => {
    const { step, checkout } = await inApply('unsaved');
    const removeRule = world.gateway.inject({
      operation: 'PutObject',
      path: /\/production\/terraform\.tfstate(\?|$)/,
      action: { kind: 'answer', status: 403, body: '<Error><Code>AccessDenied</Code></Error>' },
    });
    process.kill(step.pids.main ?? 0, 'SIGKILL');
    await goOn(checkout);
    const { post } = await step.finished;
    removeRule();
    const { bucket, key } = placeOf('unsaved', world.aws.account);
    assert.match(
      post?.log ?? '',
      new RegExp(`could not save the state; it is kept at s3://${bucket}/recovery/${key}/\\d+-1\\.tfstate`),
    );
    assert.match(post?.log ?? '', /^Terraform has ended, and the deploy lease is free\.$/m);
    // Whoever waits for the lease looks for kept states as soon as it has it.
    const { calls } = world.gateway;
    const kept = calls.findIndex(({ method, path: at }) => method === 'PUT' && at.includes('/recovery/'));
    const freed = calls.findLastIndex(({ operation }) => operation === 'DeleteItem');
    assert.ok(kept !== -1 && kept < freed, `the state was kept by call ${kept}, the lease freed by ${freed}`);
    await assertNothingLeft(world, step, checkout);
    await assertConverges('unsaved');
  });

  it('is a Terraform whose supervisor was killed: it is waited for, and what it held is freed', async () => {
    const { step, checkout } = await inApply('unsupervised');
    process.kill(await supervisorOf(step), 'SIGKILL');
    await goOn(checkout);
    assertFailed(await step.finished, 'TERRAFORM_INTERRUPTED');
    await assertNothingLeft(world, step, checkout);
    await assertConverges('unsupervised');
  });
});

async function supervisorOf({ temporary }: Step): Promise<number> {
  const [job = ''] = (await readdir(temporary)).filter((name) => name.startsWith('revive-deploy-'));
  const status = await readFile(path.join(temporary, job, 'status.json'), 'utf8');
  return (JSON.parse(status) as { pid: number }).pid;
}
