import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { type FaultProxy, startFaultProxy } from '../../local/proxy/fault-proxy.ts';
import {
  type Checkout,
  type Step,
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

/** GitHub's sequence, in a fifth of its times. */
const cancelTimes = { interrupt: 1_500, terminate: 500 };

/** Tells that it has begun, and works until it may end. */
const UNTIL_GO = 'touch started; until [ -e go ]; do sleep 0.1; done';

/** One that is being created until it may end, between one that is there before and one that comes after. */
const SLOW = `resource "terraform_data" "first" {}

resource "terraform_data" "slow" {
  depends_on = [terraform_data.first]
  provisioner "local-exec" {
    command = "${UNTIL_GO}"
  }
}

resource "terraform_data" "last" {
  depends_on = [terraform_data.slow]
}
`;
const QUICK = 'resource "terraform_data" "shop" {}\n';

describe('a deploy that is cancelled or killed', { concurrency: 3 }, () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  it('in prepare ends as cancelled before the runner would kill it, and leaves nothing', async () => {
    const checkout = await world.checkout({ 'terraform/main.tf': QUICK });
    const step = await world.start(checkout, {
      inputs: { project: 'in-prepare', 'terraform-prepare-command': UNTIL_GO },
      cancelTimes,
    });
    await appears(checkout, 'started');
    step.action.cancel();
    const run = await step.finished;
    await letGo(checkout);
    assertFailed(run, 'CANCELLED', counts(0, 0, 0));
    assert.doesNotMatch(run.log, /^✓ (plan|apply)/m);
    // The command itself is an orphan, which the runner kills at the end of the job.
    await assertNothingLeft(
      world,
      { ...step, finished: step.finished.then((ended) => ({ ...ended, orphans: [] })) },
      checkout,
    );
  });

  it('while it waits for the lease ends at once and leaves the lease to its holder', async () => {
    const project = 'in-lease';
    const checkout = await world.checkout({ 'terraform/main.tf': QUICK });
    assertWell(await world.run(checkout, { inputs: { project } }));
    const { bucket, key, table } = placeOf(project, world.aws.account);
    const LockID = { S: `${bucket}/${key}-lease` };
    await world.dynamodb.putItem({
      TableName: table,
      Item: { LockID, Holder: { S: 'another' }, Run: { S: '1' } },
    });
    const step = await world.start(checkout, { inputs: { project }, cancelTimes });
    await step.saw(/^Waiting for another deploy/);
    step.action.cancel();
    const run = await step.finished;
    assertFailed(run, 'CANCELLED', counts(0, 0, 0));
    assert.deepEqual(run.orphans, []);
    assert.deepEqual(await readdir(step.temporary), []);
    assert.deepEqual(await heldIn(world, table), [LockID.S]);
  });

  it('in the plan: Terraform is interrupted once, and lock and lease are free', async () => {
    const project = 'in-plan';
    const checkout = await world.checkout({ 'terraform/main.tf': QUICK });
    assertWell(await world.run(checkout, { inputs: { project } }), counts(1, 0, 0));
    await checkout.write('terraform/more.tf', QUICK.replace('shop', 'more'));
    const { table } = placeOf(project, world.aws.account);
    const proxy = await startFaultProxy(world.aws.endpoint);
    const spy = await spyOnTerraform(world);
    try {
      const reading = holdStateUnderLock(proxy);
      const step = await world.start(checkout, {
        inputs: { project },
        environment: { ...spy.environment, AWS_ENDPOINT_URL: proxy.endpoint },
        cancelTimes,
      });
      await reading.held;
      assert.equal((await heldIn(world, table)).length, 2, 'lock and lease are held while it plans');
      step.action.cancel();
      await spy.signalled();
      reading.release();
      const run = await step.finished;
      assertFailed(run, 'CANCELLED', counts(0, 0, 0));
      assert.doesNotMatch(run.log, /^[✓✗] apply/m);
      assert.deepEqual(await spy.signals(), ['plan SIGINT']);
      await assertNothingLeft(world, step, checkout);
      assert.equal((await stateVersions(world, placeOf(project, world.aws.account))).length, 1);
    } finally {
      await proxy.stop();
    }
    assertWell(await world.run(checkout, { inputs: { project } }), {
      result: 'deployed',
      ...counts(1, 0, 0),
    });
  });

  it('in the apply: it is told at once, Terraform goes on unsignalled, and post waits until all is saved', async () => {
    const project = 'in-apply';
    const checkout = await world.checkout({ 'terraform/main.tf': SLOW });
    const spy = await spyOnTerraform(world);
    const step = await world.start(checkout, {
      inputs: { project },
      environment: spy.environment,
      cancelTimes,
    });
    await appears(checkout, 'started');
    step.action.cancel();
    await step.saw(/^Terraform is still at work under its supervisor/);
    assert.equal((await heldIn(world, placeOf(project, world.aws.account).table)).length, 2);
    await letGo(checkout);
    const run = await step.finished;
    assertFailed(run, 'CANCELLED');
    assert.deepEqual(await spy.signals(), []);
    assert.equal(run.post?.exitCode, 0);
    assert.match(run.post?.log ?? '', /^Terraform has ended, and the deploy lease is free\.$/m);
    await assertAllSaved(project, step, checkout);
  });

  it('by killing main in the apply: the supervisor sees Terraform to its end, and post cleans up', async () => {
    const project = 'main-killed';
    const checkout = await world.checkout({ 'terraform/main.tf': SLOW });
    const spy = await spyOnTerraform(world);
    const step = await world.start(checkout, { inputs: { project }, environment: spy.environment });
    await appears(checkout, 'started');
    process.kill(step.pids.main ?? 0, 'SIGKILL');
    await step.saw(/^Terraform is still at work under its supervisor/);
    await letGo(checkout);
    const run = await step.finished;
    assert.equal(run.signal, 'SIGKILL');
    assert.deepEqual(await spy.signals(), []);
    assert.equal(run.post?.exitCode, 0, run.post?.log);
    await assertAllSaved(project, step, checkout);
  });

  it('by killing the supervisor: the failure says so, Terraform ends by itself, and the lease is freed', async () => {
    const project = 'supervisor-killed';
    const checkout = await world.checkout({ 'terraform/main.tf': SLOW });
    const step = await world.start(checkout, { inputs: { project } });
    await appears(checkout, 'started');
    process.kill(await supervisorOf(step), 'SIGKILL');
    await letGo(checkout);
    const run = await step.finished;
    assertFailed(run, 'TERRAFORM_INTERRUPTED');
    assert.match(run.log, /^TERRAFORM_INTERRUPTED: .*supervisor/m);
    await assertAllSaved(project, step, checkout);
  });

  /** All that was planned is in the state, nothing is held or left, and the next run has nothing to do. */
  async function assertAllSaved(project: string, step: Step, checkout: Checkout): Promise<void> {
    const place = placeOf(project, world.aws.account);
    assert.deepEqual(await heldIn(world, place.table), []);
    await assertNothingLeft(world, step, checkout);
    const state = (await stateVersions(world, place)).at(-1);
    assert.deepEqual(state?.resources.map(({ name }) => name).sort(), ['first', 'last', 'slow']);
    assertWell(await world.run(checkout, { inputs: { project } }), {
      result: 'unchanged',
      ...counts(0, 0, 0),
    });
  }
});

/** Resolves once a file of the root module is there. */
async function appears(checkout: Checkout, name: string): Promise<void> {
  const file = path.join(checkout.directory, 'terraform', name);
  for (const end = performance.now() + 60_000; !existsSync(file); await pause(20)) {
    if (performance.now() > end) throw new Error(`${file} did not appear`);
  }
}

/** Lets what waits in the checkout end. */
const letGo = (checkout: Checkout): Promise<void> =>
  writeFile(path.join(checkout.directory, 'terraform', 'go'), '');

async function supervisorOf({ temporary }: Step): Promise<number> {
  const [job = ''] = await readdir(temporary);
  const status = await readFile(path.join(temporary, job, 'status.json'), 'utf8');
  return (JSON.parse(status) as { readonly pid: number }).pid;
}

/** Holds the reading of the state by Terraform, which by then has its lock, until it is released. */
function holdStateUnderLock(proxy: FaultProxy): { readonly held: Promise<void>; release(): void } {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const held = new Promise<void>((resolve) => {
    proxy.inject({
      service: 'dynamodb',
      operation: 'GetItem',
      // The digest: the action reads it too, but before there is a lock.
      body: /-md5"/,
      action: {
        kind: 'before',
        run: () => {
          if (!hasLock(proxy)) return undefined;
          resolve();
          return released;
        },
      },
    });
  });
  return { held, release };
}

/** The first item that is put is the lease, the second one the lock. */
const hasLock = (proxy: FaultProxy): boolean =>
  proxy.calls.filter(({ operation, reached }) => operation === 'PutItem' && reached).length > 1;

/** A `terraform` first on the PATH that is the real one, and notes every signal it is sent. */
async function spyOnTerraform(world: World): Promise<{
  readonly environment: Readonly<Record<string, string>>;
  signals(): Promise<readonly string[]>;
  /** Resolves once there was a signal. */
  signalled(): Promise<void>;
}> {
  const directory = await world.directory('bin');
  const notes = path.join(directory, 'signals');
  const PATH = process.env['PATH'] ?? '';
  await writeFile(notes, '');
  await writeFile(
    path.join(directory, 'terraform'),
    `#!${process.execPath}
const { spawn } = require('node:child_process');
const { appendFileSync } = require('node:fs');
const args = process.argv.slice(2);
const child = spawn('terraform', args, { stdio: 'inherit', env: { ...process.env, PATH: ${JSON.stringify(PATH)} } });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    appendFileSync(${JSON.stringify(notes)}, args[0] + ' ' + signal + '\\n');
    child.kill(signal);
  });
}
child.on('exit', (code, signal) => (signal === null ? process.exit(code) : process.kill(process.pid, 'SIGKILL')));
`,
    { mode: 0o755 },
  );
  const signals = async (): Promise<readonly string[]> =>
    (await readFile(notes, 'utf8')).split('\n').filter(Boolean);
  return {
    environment: { PATH: `${directory}${path.delimiter}${PATH}` },
    signals,
    signalled: async () => {
      for (const end = performance.now() + 30_000; (await signals()).length === 0; await pause(20)) {
        if (performance.now() > end) throw new Error('Terraform was sent no signal');
      }
    },
  };
}
