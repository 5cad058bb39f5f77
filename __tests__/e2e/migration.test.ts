import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import type { ActionRun } from '../../local/runner/run-action.ts';
import {
  type Checkout,
  type State,
  type World,
  assertFailed,
  assertNothingLeft,
  assertWell,
  counts,
  placeOf,
  startWorld,
  stateVersions,
} from './harness.ts';

const SHOP = (input: string): string =>
  `resource "terraform_data" "shop" {\n  input = "${input}"\n}\n\nresource "terraform_data" "till" {}\n\noutput "shop" {\n  value = terraform_data.shop.output\n}\n`;

const run = promisify(execFile);

describe('a state that is not where the deploy looks for it', { concurrency: 2 }, () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  /** Terraform as somebody runs it on a laptop, without this action. */
  async function bare({ directory }: Checkout, ...args: readonly string[]): Promise<void> {
    const cwd = path.join(directory, 'terraform');
    const env = { PATH: process.env['PATH'], ...world.environment, CHECKPOINT_DISABLE: '1' };
    await run('terraform', [...args], { cwd, env });
  }

  async function applyBare(checkout: Checkout): Promise<void> {
    // A checkout of its own: what a deploy initialised was on another machine.
    await rm(path.join(checkout.directory, 'terraform/.terraform'), { recursive: true, force: true });
    await bare(checkout, 'init', '-input=false');
    await bare(checkout, 'apply', '-auto-approve', '-input=false');
  }

  const fileIn = ({ directory }: Checkout): string => path.join(directory, 'terraform/terraform.tfstate');

  const stateOf = (text: string): State => JSON.parse(text) as State;

  /** A repository that was deployed with a local state, which is in it. */
  async function deployedLocally(): Promise<{ readonly checkout: Checkout; readonly text: string }> {
    const checkout = await world.checkout({ 'terraform/main.tf': SHOP('open') });
    await applyBare(checkout);
    return { checkout, text: await readFile(fileIn(checkout), 'utf8') };
  }

  async function deploy(checkout: Checkout, inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
    const step = await world.start(checkout, { inputs });
    const ended = await step.finished;
    await assertNothingLeft(world, step, checkout);
    return ended;
  }

  /** The state in the bucket, oldest version first, as lineage, serial and names. */
  async function versionsAt(project: string, key?: string) {
    const place = placeOf(project, world.aws.account);
    const versions = await stateVersions(world, { ...place, key: key ?? place.key });
    return versions.map(({ lineage, serial, resources }) => ({
      lineage,
      serial,
      resources: resources.length,
    }));
  }

  it('is moved in from a local file once, which stays to the last byte', async () => {
    const { checkout, text } = await deployedLocally();
    const { lineage, serial } = stateOf(text);
    const inputs = { project: 'filed' };
    const before = await checkout.files();

    const first = await deploy(checkout, inputs);
    assertWell(first, { result: 'unchanged', ...counts(0, 0, 0), 'terraform-outputs': '{"shop":"open"}' });
    assert.match(
      first.log,
      /^Moved the state of 2 resources from terraform\.tfstate to s3:\/\/filed-terraform-state-\d+\//m,
    );
    assert.match(first.summary, /Moved the state with 2 resources from `terraform\.tfstate`/);
    assert.match(first.summary, /`terraform\/terraform\.tfstate` is as it was and not used any more/);
    assert.deepEqual(await versionsAt('filed'), [{ lineage, serial, resources: 2 }]);
    assert.deepEqual(await checkout.files(), before);

    await checkout.write('terraform/main.tf', SHOP('closed'));
    const second = await deploy(checkout, inputs);
    assertWell(second, { result: 'deployed', ...counts(0, 1, 0) });
    assert.doesNotMatch(second.log, /^Moved the state/m);
    const warnings = second.annotations.filter(
      ({ message }) => message.includes('remove it from') || message.includes('Remove it from'),
    );
    assert.equal(warnings.length, 1, JSON.stringify(second.annotations));
    assert.equal(await readFile(fileIn(checkout), 'utf8'), text);
    assert.deepEqual(
      (await versionsAt('filed')).map((version) => version.lineage),
      [lineage, lineage],
    );

    // Another environment of the same repository must not take the same resources over.
    const staging = await deploy(checkout, { ...inputs, environment: 'staging' });
    assertFailed(staging, 'LOCAL_STATE_FOUND');
    assert.match(
      staging.log,
      /was moved to s3:\/\/filed-terraform-state-\d+\/production\/terraform\.tfstate already/,
    );

    // Somebody applies with the file after all: what that made is known to the file alone.
    await checkout.write('terraform/main.tf', `${SHOP('closed')}resource "terraform_data" "new" {}\n`);
    await applyBare(checkout);
    const since = await deploy(checkout, inputs);
    assertFailed(since, 'LOCAL_STATE_FOUND');
    assert.match(since.log, /was moved into the bucket and has been applied with since/);
    assert.doesNotMatch(since.log, /^[✓✗] plan/m);
  });

  it('is moved in once also where the run that did it was killed before it could tell', async () => {
    const { checkout, text } = await deployedLocally();
    const inputs = { project: 'killed' };
    const { bucket, key } = placeOf('killed', world.aws.account);
    const step = await world.start(checkout, { inputs });
    const removeRule = world.gateway.inject({
      operation: 'PutObject',
      path: new RegExp(`/${bucket}/${key}(\\?|$)`),
      times: 1,
      action: {
        kind: 'after',
        run: () => {
          process.kill(step.pids.main ?? 0, 'SIGKILL');
          return 'drop';
        },
      },
    });
    await step.finished;
    removeRule();

    assertWell(await deploy(checkout, inputs), { result: 'unchanged', ...counts(0, 0, 0) });
    const { lineage, serial } = stateOf(text);
    assert.deepEqual(await versionsAt('killed'), [{ lineage, serial, resources: 2 }]);
    assert.equal(await readFile(fileIn(checkout), 'utf8'), text);
  });

  it('is moved from the key where this environment had it, which nobody deploys from any more', async () => {
    const checkout = await world.checkout({ 'terraform/main.tf': SHOP('open') });
    const old = { project: 'moved' };
    const now = { ...old, 'state-key': 'live/shop.tfstate' };
    assertWell(await deploy(checkout, old), { result: 'deployed', ...counts(2, 0, 0) });
    const before = await versionsAt('moved');

    // Somebody is at work there.
    const { bucket: Bucket, key, table: TableName } = placeOf('moved', world.aws.account);
    const LockID = { S: `${Bucket}/${key}` };
    const Info = { S: JSON.stringify({ ID: 'a', Operation: 'OperationTypeApply', Who: 'ada@laptop' }) };
    await world.dynamodb.putItem({ TableName, Item: { LockID, Info } });
    const refused = await world.run(checkout, { inputs: now });
    assertFailed(refused, 'STATE_MOVED');
    assert.match(refused.log, /its Terraform lock is held by ada@laptop/);
    assert.doesNotMatch(refused.log, /^[✓✗] plan/m);
    await assert.rejects(world.s3.headObject({ Bucket, Key: now['state-key'] }));
    await world.dynamodb.deleteItem({ TableName, Key: { LockID } });

    const moved = await deploy(checkout, now);
    assertWell(moved, { result: 'unchanged', ...counts(0, 0, 0), 'terraform-outputs': '{"shop":"open"}' });
    assert.match(
      moved.summary,
      /Moved the state with 2 resources from `s3:\/\/moved-[^`]*\/production\/terraform\.tfstate`/,
    );
    assert.deepEqual(await versionsAt('moved', now['state-key']), before);
    assert.deepEqual(await versionsAt('moved'), before);

    const stale = await deploy(checkout, old);
    assertFailed(stale, 'STATE_MOVED');
    assert.match(stale.log, /^Next: .*state-key: live\/shop\.tfstate/m);
  });

  it('is not touched by Terraform where it is a file that is not the state of anything yet', async () => {
    // `init` would ask about outputs alone, too, and fail.
    const checkout = await world.checkout({ 'terraform/main.tf': SHOP('open') });
    const text = JSON.stringify({
      version: 4,
      terraform_version: '1.11.4',
      serial: 3,
      lineage: '0b7c3c53-0000-4000-8000-000000000000',
      outputs: { gone: { value: 'x', type: 'string' } },
      resources: [],
    });
    await writeFile(fileIn(checkout), text);
    assertWell(await deploy(checkout, { project: 'outputs' }), { result: 'deployed', ...counts(2, 0, 0) });
    assert.equal(await readFile(fileIn(checkout), 'utf8'), text);
  });
});
