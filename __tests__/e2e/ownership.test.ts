import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import {
  type World,
  assertFailed,
  assertNothingLeft,
  assertWell,
  counts,
  placeOf,
  startWorld,
  stateVersions,
} from './harness.ts';

const SHOP = 'resource "terraform_data" "shop" {}\n';
const OTHER = 'resource "terraform_data" "other" {}\n';

describe('whose state it is', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  it('stops another repository with the same project and environment: nothing planned, nothing written', async () => {
    const shop = await world.checkout({ 'terraform/main.tf': SHOP });
    const other = await world.checkout({ 'terraform/main.tf': OTHER });
    const place = placeOf('shop', world.aws.account);
    assertWell(await world.run(shop, { github: { repository: 'acme/shop' } }), counts(1, 0, 0));
    const objects = await objectVersions(world, place.bucket);

    const step = await world.start(other, { github: { repository: 'acme/other' } });
    const run = await step.finished;
    assertFailed(run, 'STATE_OF_ANOTHER', counts(0, 0, 0));
    assert.match(run.log, /^STATE_OF_ANOTHER: .*acme\/shop.*acme\/other/m);
    // Terraform is not even initialised: no stage after the examination, and no trace of it in the checkout.
    assert.doesNotMatch(run.log, /^[✓✗] (init|plan|apply)/m);
    assert.deepEqual(Object.keys(await other.files()), ['terraform/main.tf']);
    assert.deepEqual(await objectVersions(world, place.bucket), objects);
    await assertNothingLeft(world, step, other);

    const again = await world.run(shop, { github: { repository: 'Acme/Shop' } });
    assertWell(again, { result: 'unchanged', ...counts(0, 0, 0) });
    const [state, ...more] = await stateVersions(world, place);
    assert.deepEqual([state?.resources.map(({ name }) => name), more], [['shop'], []]);
  });

  it('stops another terraform-directory of the same repository', async () => {
    const checkout = await world.checkout({ 'terraform/main.tf': SHOP, 'infra/main.tf': OTHER });
    const github = { repository: 'acme/two' };
    assertWell(await world.run(checkout, { inputs: { project: 'two' }, github }), counts(1, 0, 0));
    const run = await world.run(checkout, {
      inputs: { project: 'two', 'terraform-directory': 'infra' },
      github,
    });
    assertFailed(run, 'STATE_OF_ANOTHER', counts(0, 0, 0));
    assert.match(run.log, /^STATE_OF_ANOTHER: .*\(terraform\).*\(infra\)/m);
  });

  it('lets another environment of the same project have its own state', async () => {
    const checkout = await world.checkout({ 'terraform/main.tf': OTHER });
    const run = await world.run(checkout, {
      inputs: { environment: 'staging' },
      github: { repository: 'acme/other' },
    });
    assertWell(run, { result: 'deployed', ...counts(1, 0, 0) });
  });
});

/** Every version of every object of a bucket. */
async function objectVersions(world: World, bucket: string): Promise<readonly string[]> {
  const { Versions = [] } = await world.s3.listObjectVersions({ Bucket: bucket });
  return Versions.map(({ Key, VersionId }) => `${Key} ${VersionId}`);
}
