import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

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

const LOCKINGS = ['dynamodb', 'lockfile', 'both'] as const;
type Locking = (typeof LOCKINGS)[number];

/** Its value is a variable, so that each run changes something. */
const SHOP =
  'variable "sign" {\n  default = "open"\n}\n\nresource "terraform_data" "shop" {\n  input = var.sign\n}\n';

describe('one at a time', { concurrency: 2 }, () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  for (const locking of LOCKINGS) {
    it(`with locking ${locking}, waits for a bare Terraform on a laptop, says for whom, and goes on`, async () => {
      const project = `wait-${locking}`;
      const checkout = await world.checkout({ 'terraform/main.tf': SHOP });
      const inputs = { project, locking };
      assertWell(await world.run(checkout, { inputs }), counts(1, 0, 0));

      const laptop = await startLaptop(world, { project, locking });
      try {
        const step = await world.start(checkout, {
          inputs: { ...inputs, 'terraform-variables': 'sign=closed' },
        });
        const waiting = await step.saw(/Waiting for the Terraform state lock/);
        assert.match(waiting, laptop.holder);
        assert.match(waiting, /for apply since \d{4}-/);
        await laptop.finish();
        // The plan that waited saw what the laptop did: its resource isn't ours, so it is not in the configuration.
        const run = await step.finished;
        assertWell(run, { result: 'deployed', ...counts(0, 1, 1) });
        await assertNothingLeft(world, step, checkout);
      } finally {
        await laptop.stop();
      }
      const states = await stateVersions(world, placeOf(project, world.aws.account));
      assert.deepEqual(
        [...states.map(({ serial }) => serial)].sort((a, b) => a - b),
        states.map(({ serial }) => serial),
      );
      assert.deepEqual(
        states.at(-1)?.resources.map(({ name }) => name),
        ['shop'],
      );
    });

    it(`with locking ${locking}, ends after lock-timeout with code, holder and id; the lock stays`, async () => {
      const project = `locked-${locking}`;
      const checkout = await world.checkout({ 'terraform/main.tf': SHOP });
      const inputs = { project, locking, 'lock-timeout': '5s' };
      assertWell(await world.run(checkout, { inputs }), counts(1, 0, 0));
      const place = placeOf(project, world.aws.account);
      const lock = await leaveLock(world, { ...place, locking });

      const step = await world.start(checkout, {
        inputs: { ...inputs, 'terraform-variables': 'sign=closed' },
      });
      const run = await step.finished;
      assertFailed(run, 'STATE_LOCKED', counts(0, 0, 0));
      assert.match(run.log, /Waiting for the Terraform state lock, held by ada@laptop for apply/);
      assert.match(run.log, new RegExp(`^STATE_LOCKED: .*ada@laptop.*${lock.id}`, 'm'));
      assert.ok(run.summary.includes(lock.id));
      assert.ok(run.durationMs >= 5_000, `it waited only ${run.durationMs} ms`);
      assert.deepEqual(run.orphans, []);
      assert.deepEqual(await lock.found(), lock.text, 'the lock of another is left as it is');
      const left = await heldIn(world, place.table);
      assert.deepEqual(left, locking === 'lockfile' ? [] : [`${place.bucket}/${place.key}`]);
      assert.equal((await stateVersions(world, place)).length, 1);
    });
  }

  it('ends after lock-timeout when another deploy holds the lease, naming run, actor, stage and link', async () => {
    const project = 'leased';
    const checkout = await world.checkout({ 'terraform/main.tf': SHOP });
    assertWell(await world.run(checkout, { inputs: { project } }), counts(1, 0, 0));
    const lease = await holdLease(world, project);

    const run = await world.run(checkout, { inputs: { project, 'lock-timeout': '4s' } });
    assertFailed(run, 'DEPLOY_IN_PROGRESS', counts(0, 0, 0));
    const holder =
      /run 555 \(attempt 2\) by grace at abcdef0, in stage publish, since .*: https:\/\/github\.com\/acme\/shop\/actions\/runs\/555/;
    assert.match(run.log, new RegExp(`^Waiting for another deploy .*${holder.source}`, 'm'));
    assert.match(run.log, new RegExp(`^DEPLOY_IN_PROGRESS: .*${holder.source}`, 'm'));
    assert.doesNotMatch(run.log, /^[✓✗] (examine state|init|plan)/m);
    assert.ok(run.durationMs >= 4_000 && run.durationMs < 30_000, `${run.durationMs} ms`);
    assert.deepEqual(await heldIn(world, placeOf(project, world.aws.account).table), [lease.id]);
  });

  it('goes on as soon as the lease is freed within lock-timeout', async () => {
    const project = 'freed';
    const checkout = await world.checkout({ 'terraform/main.tf': SHOP });
    assertWell(await world.run(checkout, { inputs: { project } }), counts(1, 0, 0));
    const lease = await holdLease(world, project);

    const step = await world.start(checkout, { inputs: { project, 'lock-timeout': '60s' } });
    await step.saw(/^Waiting for another deploy .* by grace/);
    await lease.free();
    assertWell(await step.finished, { result: 'unchanged' });
    assert.match(step.log(), /^The lease is free after \d+ s; going on\.$/m);
    await assertNothingLeft(world, step, checkout);
  });

  it('lets four deploys of one commit at once end in one apply', async () => {
    const project = 'four';
    const steps = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const checkout = await world.checkout({ 'terraform/main.tf': SHOP });
        return {
          checkout,
          step: await world.start(checkout, { inputs: { project, 'lock-timeout': '120s' } }),
        };
      }),
    );
    const results: string[] = [];
    for (const { checkout, step } of steps) {
      const run = await step.finished;
      assertWell(run);
      results.push(`${run.outputs['result']} ${run.outputs['resources-added']}`);
      assert.deepEqual(run.orphans, []);
      assert.deepEqual(Object.keys(await checkout.files()), ['terraform/main.tf']);
    }
    assert.deepEqual(results.sort(), ['deployed 1', 'unchanged 0', 'unchanged 0', 'unchanged 0']);
    const place = placeOf(project, world.aws.account);
    assert.deepEqual(await heldIn(world, place.table), []);
    assert.equal((await stateVersions(world, place)).length, 1);
  });
});

/** A bare Terraform, run by a person: it holds the state lock in an apply until `finish`. */
interface Laptop {
  /** How whoever meets its lock must name it. */
  readonly holder: RegExp;
  /** Lets the apply end; resolves when it has. */
  finish(): Promise<void>;
  stop(): Promise<void>;
}

async function startLaptop(
  world: World,
  { project, locking }: { readonly project: string; readonly locking: Locking },
): Promise<Laptop> {
  const { bucket, key, table } = placeOf(project, world.aws.account);
  const settings = [
    `bucket = "${bucket}"`,
    `key = "${key}"`,
    ...(locking === 'lockfile' ? [] : [`dynamodb_table = "${table}"`]),
    ...(locking === 'dynamodb' ? [] : ['use_lockfile = true']),
  ];
  const checkout = await world.checkout({
    'main.tf': `terraform {
  backend "s3" {
    ${settings.join('\n    ')}
  }
}
${SHOP}
resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "echo holding; until [ -e go ]; do sleep 0.1; done"
  }
}
`,
  });
  const terraform = (...args: readonly string[]): ChildProcess =>
    spawn('terraform', [...args], {
      cwd: checkout.directory,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...world.environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const init = terraform('init', '-input=false');
  init.stdout?.resume();
  const [code] = (await once(init, 'exit')) as [number];
  assert.equal(code, 0);
  const apply = terraform('apply', '-auto-approve', '-input=false');
  const ended = once(apply, 'exit');
  await printed(apply, /holding/);
  return {
    holder: /held by \S+@\S+ /,
    finish: async () => {
      await letGo(checkout);
      const [exitCode] = (await ended) as [number];
      assert.equal(exitCode, 0);
    },
    stop: async () => {
      await letGo(checkout);
      await ended;
    },
  };
}

const letGo = (checkout: Checkout): Promise<void> => writeFile(path.join(checkout.directory, 'go'), '');

/** Resolves once it has printed this; what it prints later is read and dropped. */
function printed(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (pattern.test(text)) resolve();
    });
    child.once('exit', () => reject(new Error(`it ended without ${pattern}:\n${text}`)));
  });
}

/** Leaves a lock as a Terraform that is gone left it. */
async function leaveLock(
  world: World,
  place: { readonly bucket: string; readonly key: string; readonly table: string; readonly locking: Locking },
): Promise<{ readonly id: string; readonly text: string; found(): Promise<string | undefined> }> {
  const id = '0d5e5d5c-1111-2222-3333-444455556666';
  const { bucket, key, table, locking } = place;
  const text = JSON.stringify({
    ID: id,
    Operation: 'OperationTypeApply',
    Info: '',
    Who: 'ada@laptop',
    Version: '1.11.4',
    Created: new Date().toISOString(),
    Path: `${bucket}/${key}`,
  });
  const item = { LockID: { S: `${bucket}/${key}` } };
  const file = { Bucket: bucket, Key: `${key}.tflock` };
  if (locking !== 'lockfile')
    await world.dynamodb.putItem({ TableName: table, Item: { ...item, Info: { S: text } } });
  if (locking !== 'dynamodb') await world.s3.putObject({ ...file, Body: text });
  return {
    id,
    text,
    found: async () =>
      locking === 'lockfile'
        ? (await world.s3.getObject(file)).Body?.transformToString()
        : (await world.dynamodb.getItem({ TableName: table, Key: item })).Item?.['Info']?.S,
  };
}

/** Holds the lease as another run does; nothing is waited for but `free`. */
async function holdLease(
  world: World,
  project: string,
): Promise<{ readonly id: string; free(): Promise<void> }> {
  const { bucket, key, table } = placeOf(project, world.aws.account);
  const id = `${bucket}/${key}-lease`;
  const text = {
    Holder: '11111111-2222-3333-4444-555555555555',
    Repository: 'acme/shop',
    Run: '555',
    Job: 'deploy',
    Host: 'elsewhere',
    Actor: 'grace',
    Commit: 'abcdef0123456789abcdef0123456789abcdef01',
    Url: 'https://github.com/acme/shop/actions/runs/555/attempts/2',
    Stage: 'publish',
    Since: new Date().toISOString(),
  };
  const strings = Object.fromEntries(Object.entries(text).map(([name, value]) => [name, { S: value }]));
  const numbers = { Attempt: { N: '2' }, Beat: { N: '7' }, Interval: { N: '10000' } };
  await world.dynamodb.putItem({ TableName: table, Item: { LockID: { S: id }, ...strings, ...numbers } });
  return {
    id,
    free: async () => {
      await world.dynamodb.deleteItem({ TableName: table, Key: { LockID: { S: id } } });
    },
  };
}
