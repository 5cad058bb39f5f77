import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { type FaultProxy, startFaultProxy } from '../../local/proxy/fault-proxy.ts';
import { type World, assertNothingLeft, assertWell, counts, startWorld } from './harness.ts';

const SHOP = 'resource "terraform_data" "shop" {}\n';

/** Terraform's own item: the lease's has another id. */
const LOCK = /"LockID":\s*\{"S":\s*"[^"]+\/terraform\.tfstate"\}/;

/** Through the bundle: what may befall Terraform's request for the state lock although nobody holds it. */
describe('a request for the state lock', () => {
  let world: World;
  let proxy: FaultProxy;
  before(async () => {
    world = await startWorld();
    proxy = await startFaultProxy(world.aws.endpoint);
  });
  after(async () => {
    await proxy?.stop();
    await world?.stop();
  });

  const deploy = async (project: string) => {
    const checkout = await world.checkout({ 'terraform/main.tf': SHOP });
    const environment = { AWS_ENDPOINT_URL: proxy.endpoint };
    const step = await world.start(checkout, { inputs: { project }, environment });
    const run = await step.finished;
    await assertNothingLeft(world, step, checkout);
    return run;
  };

  it('is made again where the lock in its way is gone when Terraform asks whose it is', async () => {
    const code = 'ConditionalCheckFailedException';
    const body = JSON.stringify({ __type: code, message: 'The conditional request failed' });
    const headers = { 'content-type': 'application/x-amz-json-1.0' };
    const refused = { kind: 'answer', status: 400, headers, body } as const;
    // That of the plan, and that of the apply.
    proxy.inject({ operation: 'PutItem', body: LOCK, times: 1, action: refused });
    proxy.inject({ operation: 'PutItem', body: LOCK, from: 2, times: 1, action: refused });
    const run = await deploy('vanished');
    assertWell(run, { result: 'deployed', ...counts(1, 0, 0) });
    const again = run.log.match(/is run again: Error acquiring the state lock: .*ConditionalCheckFailed/g);
    assert.equal(again?.length, 2, run.log);
    assert.deepEqual(
      run.annotations.filter(({ level }) => level === 'error'),
      [],
    );
  });

  it('whose answer is lost costs seconds, not a lock that waits for itself', async () => {
    proxy.clear();
    proxy.inject({ operation: 'PutItem', body: LOCK, times: 1, action: { kind: 'lose-reply' } });
    const run = await deploy('lost-reply');
    assertWell(run, { result: 'deployed', ...counts(1, 0, 0) });
    assert.match(run.log, /^Terraform had the state lock without being told so; it was freed/m);
    assert.ok(run.durationMs < 50_000, `it took ${run.durationMs} ms`);
  });
});
