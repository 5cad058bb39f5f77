import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { ActionRun } from '../../local/runner/run-action.ts';
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

const STACK = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  max_retries = 2
}

resource "terraform_data" "note" {
  input = "kept nowhere else"
}

resource "aws_s3_bucket" "site" {
  bucket = "demo-site"
}
resource "aws_s3_bucket_versioning" "site" {
  bucket = aws_s3_bucket.site.id
  versioning_configuration {
    status = "Enabled"
  }
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

output "frontend_bucket" { value = aws_s3_bucket.site.bucket }
`;

const INPUTS = {
  project: 'demo',
  'frontend-directory': 'web',
  'frontend-build-command': 'true',
  'frontend-output-directory': 'public',
  invalidation: 'none',
  'wait-for-live': 'false',
};
/** The same site in a bucket that is there already: a deploy of it takes no provider's time. */
const SITE_ALONE = `resource "terraform_data" "note" {
  input = "again"
}
output "frontend_bucket" { value = "demo-site" }
`;

/** What an interrupted deploy of this stack had made, and could not save that it had. */
const EXTRA = 'resource "aws_s3_bucket" "extra" {\n  bucket = "demo-extra"\n}\n';

const DESTROY = { ...INPUTS, command: 'destroy' };
const ALLOWED = { ...DESTROY, 'allow-destroy': 'aws_s3_bucket.site\naws_dynamodb_table.orders' };

/** Where files of earlier releases are kept. */
const FILES = 'production/terraform.files/';

const page = (title: string): string => `<!doctype html><title>${title}</title>\n`;

describe('destroy', () => {
  let world: World;
  const commits = { older: 'a'.repeat(40), newer: 'b'.repeat(40) };
  let runs = 100;

  before(async () => {
    world = await startWorld({ providers: 'dev-overrides' });
  });
  after(() => world?.stop());

  async function step(
    inputs: Readonly<Record<string, string>>,
    {
      title = 'first',
      commit = commits.newer,
      stack = STACK,
    }: { readonly title?: string; readonly commit?: string; readonly stack?: string } = {},
  ): Promise<ActionRun> {
    const checkout = await world.checkout({
      'terraform/main.tf': stack,
      'web/public/index.html': page(title),
    });
    const github = { sha: commit, run_number: String((runs += 1)) };
    const begun = await world.start(checkout, { inputs, github });
    const run = await begun.finished;
    if (run.outputs['failure-code'] !== 'BACKEND_MISSING') await assertNothingLeft(world, begun, checkout);
    return run;
  }

  const place = () => placeOf(INPUTS.project, world.aws.account);

  async function record(): Promise<Readonly<Record<string, unknown>>> {
    const { Body } = await world.s3.getObject({
      Bucket: place().bucket,
      Key: 'production/terraform.release.json',
    });
    return JSON.parse((await Body?.transformToString()) ?? '{}') as Record<string, unknown>;
  }

  async function keys(bucket: string, prefix = ''): Promise<readonly string[]> {
    const { Versions = [] } = await world.s3.listObjectVersions({ Bucket: bucket, Prefix: prefix });
    return Versions.map(({ Key = '' }) => Key);
  }

  /** A deploy was killed after it had made a bucket and before its state was saved. */
  async function interruptedDeploy(): Promise<void> {
    const { lineage, serial } = (await stateVersions(world, place())).at(-1) ?? assert.fail();
    await world.s3.createBucket({ Bucket: 'demo-extra' });
    const entry = { type: 'aws_s3_bucket', region: world.aws.region, key: { bucket: 'demo-extra' } };
    const journal = {
      format: 1,
      run: { id: '1', attempt: 1, commit: commits.newer, url: 'https://ci.example/1' },
      state: { lineage, serial },
      entries: [{ address: 'aws_s3_bucket.extra', ...entry, before: 'absent' }],
    };
    await world.s3.putObject({
      Bucket: place().bucket,
      Key: 'production/terraform.journal.json',
      Body: JSON.stringify(journal),
    });
  }

  const buckets = async (): Promise<readonly string[]> =>
    ((await world.s3.listBuckets({})).Buckets ?? []).map(({ Name = '' }) => Name);
  const tables = async (): Promise<readonly string[]> =>
    (await world.dynamodb.listTables({})).TableNames ?? [];

  it('is refused where there is no state backend, and makes none', async () => {
    assertFailed(await step(DESTROY), 'BACKEND_MISSING');
    assert.deepEqual([await buckets(), await tables()], [[], []]);
  });

  it('names everything precious at once with what is in it, and touches nothing', async () => {
    assertWell(await step(INPUTS), { result: 'deployed', ...counts(4, 0, 0) });
    await world.s3.putObject({ Bucket: 'demo-site', Key: 'index.html', Body: page('by hand') });
    await world.s3.putObject({ Bucket: place().bucket, Key: `${FILES}${'0'.repeat(64)}`, Body: 'kept' });
    await world.dynamodb.putItem({ TableName: 'orders', Item: { id: { S: '1' } } });
    const before = await record();

    const run = await step(DESTROY);
    assertFailed(run, 'DESTROY_GUARDED', { changed: 'false', ...counts(0, 0, 0) });
    assert.match(
      run.log,
      /delete aws_s3_bucket\.site \(S3 bucket\): the whole deployment is destroyed .* at stake: 1 object, 1 earlier version$/m,
    );
    assert.match(
      run.log,
      /delete aws_dynamodb_table\.orders \(DynamoDB table\): .* at stake: about 1 item$/m,
    );
    assert.match(run.log, /^\s+allow-destroy: \|\n\s+aws_dynamodb_table\.orders\n\s+aws_s3_bucket\.site$/m);
    assert.match(run.log, /^Safe: Nothing was emptied or destroyed/m);
    assert.match(run.summary, /aws_s3_bucket_versioning\.site/);
    assert.equal((await keys('demo-site')).length, 2);
    assert.deepEqual(await record(), before);
  });

  it('destroys all of it, and leaves the backend with every version of the state', async () => {
    await interruptedDeploy();
    const run = await step(ALLOWED, { stack: STACK + EXTRA });
    assertWell(run, { result: 'destroyed', changed: 'true', 'cloudfront-url': '', ...counts(0, 0, 5) });
    assert.match(
      run.log,
      /An earlier run created aws_s3_bucket\.extra \(demo-extra\) and could not save that/,
    );
    assert.match(
      run.log,
      /Emptying demo-site \(aws_s3_bucket\.site\) for good: 1 object, 1 earlier version\./,
    );
    assert.match(run.log, /^✓ empty .*: demo-site: 2 object versions and 0 delete markers deleted/m);
    assert.match(run.summary, /5 resources destroyed; demo-site emptied of 2 object versions\./);

    const { bucket, table } = place();
    assert.deepEqual([await buckets(), await tables()], [[bucket], [table]]);
    assert.deepEqual(await keys(bucket, FILES), []);
    const { live, previous, history } = await record();
    assert.deepEqual([live, previous], [undefined, []]);
    const [newest] = history as readonly { readonly command: string }[];
    assert.equal(newest?.command, 'destroy');
    const states = await stateVersions(world, place());
    assert.ok(states.length > 1);
    assert.deepEqual(states.at(-1)?.resources, []);
  });

  it('has nothing to do the second time', async () => {
    const before = await record();
    const run = await step(DESTROY);
    assertWell(run, { result: 'destroyed', changed: 'false', ...counts(0, 0, 0) });
    assert.doesNotMatch(run.log, /^✓ (empty|apply|record)/m);
    assert.match(run.summary, /Nothing was left to destroy/);
    assert.deepEqual(await record(), before);
  });

  it('says that there is nothing to roll back to', async () => {
    const run = await step({ ...INPUTS, command: 'rollback' });
    assertFailed(run, 'ROLLBACK_IMPOSSIBLE');
    assert.match(run.log, /the deployment was destroyed at .* by http/);
  });

  it('is followed by a deploy like the first one, even of an older commit', async () => {
    await world.s3.createBucket({ Bucket: 'demo-site' });
    const run = await step(INPUTS, { title: 'third', commit: commits.older, stack: SITE_ALONE });
    assertWell(run, { result: 'deployed', ...counts(1, 0, 0), 'files-uploaded': '1' });
    const { Body } = await world.s3.getObject({ Bucket: 'demo-site', Key: 'index.html' });
    assert.equal(await Body?.transformToString(), page('third'));
  });
});
