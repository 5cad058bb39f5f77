import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { type World, assertFailed, assertNothingLeft, assertWell, counts, startWorld } from './harness.ts';

const PROVIDER = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  max_retries = 2
}
`;
const table = (key: string): string => `resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "${key}"
  attribute {
    name = "${key}"
    type = "S"
  }
  lifecycle {
    prevent_destroy = false
  }
}
`;
const BUCKET = 'resource "aws_s3_bucket" "scratch" {\n  bucket = "scratch"\n}\n';

describe('a plan that destroys what is precious', () => {
  let world: World;
  before(async () => {
    world = await startWorld({ providers: 'dev-overrides' });
  });
  after(() => world?.stop());

  it('is stopped before the apply; an empty bucket may go, and so may what is allowed by its address', async () => {
    const inputs = { project: 'guard' };
    const checkout = await world.checkout({ 'terraform/main.tf': PROVIDER + table('id') + BUCKET });
    const first = await (await world.start(checkout, { inputs })).finished;
    assertWell(first, { result: 'deployed', ...counts(2, 0, 0) });
    await world.dynamodb.putItem({ TableName: 'orders', Item: { id: { S: '1' } } });
    await world.s3.putObject({ Bucket: 'scratch', Key: 'a', Body: 'x' });

    const main = path.join(checkout.directory, 'terraform', 'main.tf');
    await writeFile(main, PROVIDER + table('customer'));
    const stopped = await world.start(checkout, { inputs });
    const run = await stopped.finished;
    assertFailed(run, 'DESTROY_GUARDED', counts(0, 0, 0));
    const line = PROVIDER.split('\n').length + 3;
    assert.ok(
      run.log.includes(
        `replace aws_dynamodb_table.orders (DynamoDB table): hash_key can't be changed in place (terraform/main.tf:${line}); at stake: about 1 item`,
      ),
      run.log,
    );
    assert.match(run.log, /delete aws_s3_bucket\.scratch \(S3 bucket\): its block .* at stake: 1 object$/m);
    assert.match(
      run.log,
      /^\s+allow-destroy: \|\n\s+aws_dynamodb_table\.orders\n\s+aws_s3_bucket\.scratch$/m,
    );
    const annotation = run.annotations.find(({ file }) => file !== undefined);
    assert.deepEqual([annotation?.file, annotation?.line], ['terraform/main.tf', line]);
    const { Item } = await world.dynamodb.getItem({ TableName: 'orders', Key: { id: { S: '1' } } });
    assert.ok(Item !== undefined, 'the table was touched');
    await assertNothingLeft(world, stopped, checkout);

    await world.s3.deleteObject({ Bucket: 'scratch', Key: 'a' });
    const allowed = { ...inputs, 'allow-destroy': 'aws_dynamodb_table.orders' };
    const gone = await (await world.start(checkout, { inputs: allowed })).finished;
    assertWell(gone, { result: 'deployed', ...counts(1, 0, 2) });
    assert.match(gone.summary, /### Precious resources/);
    assert.match(gone.summary, /about 1 item \| by `allow-destroy` \|/);
    assert.match(gone.summary, /nothing: it is empty \| it is empty \|/);
  });
});
