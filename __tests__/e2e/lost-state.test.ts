import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { type Checkout, type World, assertFailed, assertWell, counts, startWorld } from './harness.ts';
import { ofAnother, stateObject } from './state-object.ts';

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

    // What the refusal names as the next step brings it back, and adopts nothing.
    const [, version = ''] = /^Next: .*`rollback-to: (state:[^`]+)`/m.exec(refused.log) ?? [];
    const restored = await world.run(checkout, {
      inputs: { ...inputs, command: 'rollback', 'rollback-to': version },
    });
    assertWell(restored, { result: 'rolled-back', changed: 'true' });
    const [was, is] = [good, await state.text()].map((text) => JSON.parse(text) as { serial: number });
    assert.deepEqual(is, { ...was, serial: is?.serial });
    assertWell(await world.run(checkout, { inputs }), { result: 'unchanged' });
  });
});
