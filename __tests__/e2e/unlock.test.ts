import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
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
  heldIn,
  placeOf,
  startWorld,
  stateVersions,
} from './harness.ts';
import { isSigned, loseMachine } from './lost-machine.ts';

/** Its apply lasts as long as the file is there. */
const SLOW = `resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "while [ -e hold ]; do sleep 0.1; done"
  }
}
`;

describe('command unlock', { concurrency: 2 }, () => {
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

  const inputsOf = (project: string) => ({ project, 'github-token': github.token });
  const slow = (isHeld: boolean): Promise<Checkout> =>
    world.checkout({ 'terraform/main.tf': SLOW, ...(isHeld ? { 'terraform/hold': '' } : {}) });

  /** A deploy in the middle of its apply, with its lock signed. */
  async function startApply(project: string, run: { readonly run_id: string; readonly actor: string }) {
    const checkout = await slow(true);
    const step = await world.start(checkout, {
      inputs: inputsOf(project),
      environment: github.environment,
      github: run,
    });
    await step.saw(/^terraform_data\.slow: (Creating|Provisioning)/);
    await isSigned(world, placeOf(project, world.aws.account).table);
    return { checkout, step };
  }

  async function unlock(project: string): Promise<ActionRun> {
    const checkout = await slow(false);
    const step = await world.start(checkout, {
      inputs: { ...inputsOf(project), command: 'unlock' },
      environment: github.environment,
      github: { run_id: '999', actor: 'radia' },
    });
    const run = await step.finished;
    assert.deepEqual(run.orphans, []);
    assert.deepEqual(Object.keys(await checkout.files()), ['terraform/main.tf']);
    return run;
  }

  it('is green and changes nothing where nothing is held', async () => {
    const project = 'free';
    const checkout = await slow(false);
    assertWell(await world.run(checkout, { inputs: inputsOf(project) }), counts(1, 0, 0));
    const run = await unlock(project);
    assertWell(run, { result: 'unlocked', changed: 'false' });
    assert.match(run.log, /^Deploy lease: free\.$/m);
    assert.match(run.log, /^Terraform state lock: free\.$/m);
    assert.match(run.summary, /Nothing was left to free/);
    assert.deepEqual(await heldIn(world, placeOf(project, world.aws.account).table), []);
  });

  it('shows and frees lock and lease of a machine that was lost; the next deploy finishes the job', async () => {
    const project = 'lost';
    const place = placeOf(project, world.aws.account);
    const { step } = await startApply(project, { run_id: '501', actor: 'ada' });
    await loseMachine(step);
    const id = await lockIdIn(place);
    assert.equal((await heldIn(world, place.table)).length, 2, 'lock and lease are left behind');

    github.setAttempt('example/site', { id: '501', attempt: 1 }, 'completed');
    const run = await unlock(project);
    assertWell(run, { result: 'unlocked' });
    assert.match(
      run.log,
      /^Deploy lease: held by run 501 \(attempt 1\) by ada at \S+, in stage apply, since /m,
    );
    assert.match(
      run.log,
      new RegExp(`^Terraform state lock: id ${id}, held by .*/runs/501/attempts/1 by ada`, 'm'),
    );
    assert.match(run.summary, new RegExp(`Freed the state lock left by .*501.*${id}`));
    // What this machine knows of its own processes is proof enough: nothing is watched standing still.
    assert.doesNotMatch(run.log, /Watching its beat/);
    assert.deepEqual(await heldIn(world, place.table), []);

    const next = await slow(false);
    const after = await world.start(next, { inputs: inputsOf(project) });
    assertWell(await after.finished, { result: 'deployed' });
    await assertNothingLeft(world, after, next);
    assert.equal((await stateVersions(world, place)).at(-1)?.resources.length, 1);
  });

  it('refuses while the holder is at work, frees nothing, and the deploy ends as if nobody had asked', async () => {
    const project = 'live';
    const { table } = placeOf(project, world.aws.account);
    const { step, checkout } = await startApply(project, { run_id: '502', actor: 'grace' });
    const held = await heldIn(world, table);
    const run = await unlock(project);
    assertFailed(run, 'LOCK_HOLDER_LIVE');
    assert.match(run.log, /^LOCK_HOLDER_LIVE: .*run 502 \(attempt 1\) by grace .* it is at work: /m);
    assert.match(
      run.log,
      /^Next: Wait for https:\/\/github\.com\/example\/site\/actions\/runs\/502\/attempts\/1/m,
    );
    assert.deepEqual(await heldIn(world, table), held);

    await rm(path.join(checkout.directory, 'terraform', 'hold'));
    assertWell(await step.finished, { result: 'deployed', ...counts(1, 0, 0) });
    await assertNothingLeft(world, step, checkout);
  });

  it("never frees a laptop's lock: says whose it is, and the command for who knows better", async () => {
    const project = 'laptop';
    const place = placeOf(project, world.aws.account);
    assertWell(await world.run(await slow(false), { inputs: inputsOf(project) }), counts(1, 0, 0));
    const id = '7b1c9f3e-2222-3333-4444-555566667777';
    const info = {
      ID: id,
      Operation: 'OperationTypeApply',
      Info: '',
      Who: 'ada@laptop',
      Version: '1.11.4',
      Created: new Date().toISOString(),
      Path: `${place.bucket}/${place.key}`,
    };
    const Item = { LockID: { S: info.Path }, Info: { S: JSON.stringify(info) } };
    await world.dynamodb.putItem({ TableName: place.table, Item });

    const run = await unlock(project);
    assertFailed(run, 'LOCK_NOT_PROVEN');
    assert.match(
      run.log,
      new RegExp(`^LOCK_NOT_PROVEN: .*${id} is held by ada@laptop .*a laptop or another tool`, 'm'),
    );
    const command = `terraform -chdir=terraform force-unlock -force ${id}`;
    assert.ok(run.log.includes(command) && run.summary.includes(command), run.summary);
    const left = await world.dynamodb.getItem({ TableName: place.table, Key: { LockID: Item.LockID } });
    assert.deepEqual(left.Item, Item, 'the lock is as it was');
    assert.deepEqual(
      await heldIn(world, place.table),
      [info.Path],
      'the lease it took to look is free again',
    );
  });

  it('says that nothing is there where nothing was deployed under this name, and makes nothing', async () => {
    const run = await unlock('mispelt');
    assertFailed(run, 'BACKEND_MISSING');
    assert.match(run.log, /^BACKEND_MISSING: There is no lock table mispelt-terraform-locks in us-east-1/m);
    assert.match(run.log, /^Next: Check project, /m);
    const { TableNames = [] } = await world.dynamodb.listTables({});
    assert.ok(!TableNames.includes('mispelt-terraform-locks'));
  });

  async function lockIdIn({ bucket, key, table }: ReturnType<typeof placeOf>): Promise<string> {
    const { Item } = await world.dynamodb.getItem({
      TableName: table,
      Key: { LockID: { S: `${bucket}/${key}` } },
    });
    return (JSON.parse(Item?.['Info']?.S ?? '{}') as { readonly ID?: string }).ID ?? 'none';
  }
});
