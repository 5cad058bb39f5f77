import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Failure } from '../../../src/errors.ts';
import {
  type GuardVerdict,
  type GuardedDestroy,
  guardAnnotations,
  guardConcerns,
  guardDestroys,
  refuseDestroys,
} from '../../../src/terraform/guard/guard.ts';
import type { PlanJson, PlannedResource } from '../../../src/terraform/plan-json.ts';
import { fakePlatform } from '../../fakes/platform.ts';
import { guarded, lineOf, recordedPlan, storing } from './recorded-plan.ts';
import { AFTER } from './scenario.ts';

const changed = recordedPlan('changed');
const verdict = await guarded(changed);

function found(address: string, within: GuardVerdict = verdict): GuardedDestroy {
  const [destroy, ...others] = within.destroys.filter((each) => each.address === address);
  assert.ok(destroy !== undefined && others.length === 0, `${address} was not found once`);
  return destroy;
}

const where = (address: string): string => {
  const { at } = found(address);
  return at === undefined ? 'nowhere' : `${at.file}:${at.line}`;
};

function refusal(of: GuardVerdict): Failure {
  try {
    refuseDestroys(of);
  } catch (error) {
    assert.ok(error instanceof Failure);
    return error;
  }
  throw new assert.AssertionError({ message: 'nothing was refused' });
}

/** The recorded plan with one resource of it, and perhaps something else about that one. */
const only = (address: string, overrides: Partial<PlannedResource> = {}): PlanJson => ({
  ...changed,
  resource_changes: (changed.resource_changes ?? [])
    .filter((each) => each.address === address)
    .map((each) => ({ ...each, ...overrides })),
});

describe('the destroy guard on a real plan', () => {
  it('finds every precious resource that is deleted or replaced, and nothing else', () => {
    assert.deepEqual(verdict.destroys.map(({ action, address }) => `${action} ${address}`).sort(), [
      'delete aws_cloudwatch_log_group.kept',
      'delete aws_dynamodb_table.dropped',
      'delete aws_dynamodb_table.tenant["south"]',
      'delete aws_kinesis_stream.counted[1]',
      'delete aws_s3_bucket.ireland',
      'delete aws_s3_bucket.scratch',
      'delete aws_s3_bucket.uploads',
      'delete aws_sqs_queue.reshaped',
      'delete aws_ssm_parameter.secret',
      'delete module.archive.aws_dynamodb_table.stock',
      'delete module.shop["us"].aws_dynamodb_table.stock',
      'replace aws_dynamodb_table.new_place',
      'replace aws_dynamodb_table.orders',
      'replace aws_dynamodb_table.tainted',
      'replace aws_dynamodb_table.triggered',
      'replace aws_s3_bucket.derived',
      'replace aws_secretsmanager_secret.token',
      'replace module.shop["eu"].aws_dynamodb_table.stock',
    ]);
  });

  it('names the attribute that forces a replacement, and the file and line where it stands', () => {
    assert.equal(found('aws_dynamodb_table.orders').why, "hash_key can't be changed in place");
    const line = lineOf('main.tf', 'hash_key', '"aws_dynamodb_table" "orders"');
    assert.equal(where('aws_dynamodb_table.orders'), `infra/main.tf:${line}`);
  });

  it('names both of a resource in a local module, there', () => {
    const address = 'module.shop["eu"].aws_dynamodb_table.stock';
    assert.equal(found(address).why, "hash_key can't be changed in place");
    assert.equal(where(address), `infra/modules/shop/main.tf:${lineOf('modules/shop/main.tf', 'hash_key')}`);
  });

  it('stops a table whose block was deleted, and its prevent_destroy with it', () => {
    const { why, at, decision } = found('aws_dynamodb_table.dropped');
    assert.equal(why, 'its block (aws_dynamodb_table.dropped) is no longer in the configuration');
    assert.deepEqual([at, decision], [undefined, 'refused']);
  });

  it('counts a replacement that makes the new one first', () => {
    const [planned] = only('aws_secretsmanager_secret.token').resource_changes ?? [];
    assert.deepEqual(planned?.change.actions, ['create', 'delete']);
    assert.equal(found('aws_secretsmanager_secret.token').why, "name can't be changed in place");
  });

  it('says that an attribute is known only after the apply, where that is why', () => {
    const { why } = found('aws_s3_bucket.derived');
    assert.equal(why, "bucket (known only after the apply) can't be changed in place");
    assert.equal(where('aws_s3_bucket.derived'), `infra/later.tf:${lineOf('later.tf', 'bucket = ')}`);
  });

  it('leads to the for_each or count that no longer has an instance', () => {
    assert.equal(found('aws_dynamodb_table.tenant["south"]').why, '["south"] is no longer in its for_each');
    assert.equal(
      where('aws_dynamodb_table.tenant["south"]'),
      `infra/tenants.tf:${lineOf('tenants.tf', 'for_each')}`,
    );
    assert.equal(found('aws_kinesis_stream.counted[1]').why, '[1] is beyond its count');
    assert.equal(where('aws_kinesis_stream.counted[1]'), `infra/main.tf:${lineOf('main.tf', 'count ')}`);
    assert.match(found('aws_sqs_queue.reshaped').why, /now has for_each or count, and no moved block/);
    const reshaped = lineOf('main.tf', 'for_each', '"aws_sqs_queue" "reshaped"');
    assert.equal(where('aws_sqs_queue.reshaped'), `infra/main.tf:${reshaped}`);
  });

  it('tells a module that is gone from one that has an instance less', () => {
    const gone = 'module.archive.aws_dynamodb_table.stock';
    assert.equal(found(gone).why, 'module.archive is no longer in the configuration');
    assert.equal(where(gone), 'nowhere');
    const less = 'module.shop["us"].aws_dynamodb_table.stock';
    assert.equal(found(less).why, 'module.shop["us"] is no longer called');
    assert.equal(where(less), `infra/tenants.tf:${lineOf('tenants.tf', 'for_each', 'module "shop"')}`);
  });

  it('tells what is tainted, triggered, or moved and replaced', () => {
    assert.match(found('aws_dynamodb_table.tainted').why, /tainted/);
    assert.match(found('aws_dynamodb_table.triggered').why, /replace_triggered_by/);
    assert.equal(
      where('aws_dynamodb_table.triggered'),
      `infra/later.tf:${lineOf('later.tf', 'replace_trig')}`,
    );
    const moved = found('aws_dynamodb_table.new_place').why;
    assert.match(moved, /^hash_key .* \(moved here from aws_dynamodb_table\.old_place\)$/);
  });

  it('stops what a destroy of everything would take', async () => {
    const destroy = await guarded(recordedPlan('destroy'), { mode: 'destroy' });
    assert.deepEqual(
      destroy.destroys.map(({ address, why, decision }) => [address, why, decision]),
      ['new_name', 'new_place', 'stays'].map((name) => [
        `aws_dynamodb_table.${name}`,
        'the whole deployment is destroyed',
        'refused',
      ]),
    );
  });

  it('needs the whole plan only where a deletion or replacement may be of something precious', () => {
    const change = (action: 'delete' | 'replace' | 'update' | 'forget' | 'move', type: string) =>
      guardConcerns({ changes: [{ address: `${type}.x`, type, action, applied: false }] });
    assert.ok(change('delete', 'aws_dynamodb_table') && change('replace', 'aws_s3_bucket'));
    for (const action of ['update', 'forget', 'move'] as const)
      assert.ok(!change(action, 'aws_dynamodb_table'));
    assert.ok(!change('delete', 'aws_lambda_function') && !change('replace', 'aws_ecs_cluster'));
  });
});

describe('where a block stands', () => {
  const orders = only('aws_dynamodb_table.orders');
  const at = async (configuration: Readonly<Record<string, string>>, plan = orders) => {
    const [destroy] = (await guarded(plan, { configuration })).destroys;
    return destroy?.at === undefined ? 'nowhere' : `${destroy.at.file}:${destroy.at.line}`;
  };
  const block = 'resource "aws_dynamodb_table" "orders" {\n  name = "x"\n}\n';

  it('is the block, where the argument is not written in it', async () => {
    assert.equal(await at({ 'a.tf': '', 'b.tf': `\n${block}` }), 'infra/b.tf:2');
  });

  it('is the override file, where the argument is written there', async () => {
    const override = 'resource "aws_dynamodb_table" "orders" {\n  hash_key = "y"\n}\n';
    assert.equal(await at({ 'main.tf': block, 'main_override.tf': override }), 'infra/main_override.tf:2');
    assert.equal(await at({ 'main.tf': block, 'main_override.tf': block }), 'infra/main.tf:1');
  });

  it('is found in a .tf.json file', async () => {
    const json = { resource: { aws_dynamodb_table: { stays: {}, orders: { hash_key: 'y' } } } };
    assert.equal(await at({ 'main.tf.json': JSON.stringify(json, undefined, 1) }), 'infra/main.tf.json:5');
  });

  it('is the call of a module that is downloaded', async () => {
    const called = { shop: { source: 'acme/shop/aws', module: {} } };
    const plan = {
      ...only('module.shop["eu"].aws_dynamodb_table.stock'),
      configuration: { root_module: { module_calls: called } },
    };
    assert.equal(await at(AFTER, plan), `infra/tenants.tf:${lineOf('tenants.tf', 'module "shop"')}`);
  });

  it('is nowhere, and no failure, where files are unreadable or gone', async () => {
    assert.equal(await at({ 'main.tf': 'resource "aws_dynamodb_table" {' }), 'nowhere');
    const stock = only('module.shop["eu"].aws_dynamodb_table.stock');
    assert.equal(await at({ 'main.tf': '' }, stock), 'nowhere');
  });
});

describe('what may go', () => {
  it('is an empty bucket or log group, and what is allowed by its address', async () => {
    const { aws } = storing({
      'shop-uploads': 3,
      'shop-scratch': 0,
      'shop-ireland': 1_001,
      '/shop/kept': 0,
      'shop-orders': 1_240,
      'shop-dropped': 0,
    });
    const allowed = ['aws_dynamodb_table.orders', 'aws_dynamodb_table.tenant["south"]', 'aws_s3_bucket.gone'];
    const decided = await guarded(changed, { aws, allowed });
    const of = (address: string) => {
      const { decision, atStake } = found(address, decided);
      return `${decision}: ${atStake}`;
    };
    assert.equal(of('aws_s3_bucket.scratch'), 'empty: nothing: it is empty');
    assert.equal(of('aws_cloudwatch_log_group.kept'), 'empty: nothing: it is empty');
    assert.equal(of('aws_s3_bucket.uploads'), 'refused: 3 objects');
    assert.equal(of('aws_s3_bucket.ireland'), 'refused: more than 1,000 objects');
    assert.equal(of('aws_dynamodb_table.orders'), 'allowed: about 1,240 items');
    // A function may write to it in the next second.
    assert.equal(of('aws_dynamodb_table.dropped'), 'refused: nothing: it is empty');
    assert.match(
      of('aws_dynamodb_table.tenant["south"]'),
      /^allowed: its items \(not looked into: AccessDenied/,
    );
    assert.deepEqual(decided.unused, ['aws_s3_bucket.gone']);
    const failure = refusal(decided);
    assert.ok(!failure.details.some((line) => line.includes('orders') || line.includes('scratch')));
  });

  it('is never what nobody was allowed to look into', () => {
    assert.equal(found('aws_s3_bucket.scratch').decision, 'refused');
    assert.match(found('aws_s3_bucket.scratch').atStake, /\(not looked into: AccessDeniedException\)$/);
  });

  it('is only the instance that is named', async () => {
    const allowed = [
      'aws_dynamodb_table.tenant',
      'aws_dynamodb_table.tenant["north"]',
      'module.shop',
      'aws_kinesis_stream.counted',
    ];
    const decided = await guarded(changed, { allowed });
    assert.ok(decided.destroys.every(({ decision }) => decision === 'refused'));
    assert.deepEqual(decided.unused, allowed);
  });

  it('is asked for in the region that the state names, also of a block that is gone', async () => {
    const { aws, looks } = storing({ 'shop-ireland': 0, 'shop-scratch': 0 });
    await guarded(changed, { aws, region: 'ap-south-1' });
    assert.ok(looks.includes('eu-west-1 shop-ireland') && looks.includes('us-east-1 shop-scratch'));
    assert.ok(looks.includes('us-east-1 shop-dropped') && looks.includes('us-east-1 /shop/kept'));
  });

  it('is not asked of another account, where an empty one would prove nothing', async () => {
    const { aws, looks } = storing({ '/shop/kept': 0 });
    const { destroys } = await guarded(only('aws_cloudwatch_log_group.kept'), {
      aws,
      account: '999999999999',
    });
    assert.equal(destroys[0]?.decision, 'refused');
    assert.match(destroys[0]?.atStake ?? '', /it is in account 123456789012/);
    assert.deepEqual(looks, []);
  });

  it('is not what an earlier replacement left behind, under the address of what stays', async () => {
    const left = only('aws_dynamodb_table.orders', { deposed: '3f9a1c2b' });
    const [destroy] = (await guarded(left)).destroys;
    assert.match(destroy?.why ?? '', /an earlier replacement left this one behind \(object 3f9a1c2b\)/);
    assert.equal(destroy?.decision, 'refused');
  });

  it('is not decided while AWS is in trouble: the run ends and is repeated', async () => {
    const trouble = Object.assign(new Error('SlowDown'), { $metadata: { httpStatusCode: 503 } });
    const aws = {
      ...fakePlatform().aws,
      s3: async () => {
        throw trouble;
      },
    };
    await assert.rejects(guarded(only('aws_s3_bucket.scratch'), { aws }), trouble);
  });
});

describe('DESTROY_GUARDED', () => {
  it('lists everything at once, with the lines that would allow exactly that', () => {
    const failure = refusal(verdict);
    assert.equal(failure.code, 'DESTROY_GUARDED');
    assert.match(failure.safe, /^Nothing was applied/);
    assert.equal(
      failure.reason,
      'The plan would destroy 18 precious resources that allow-destroy does not name: aws_cloudwatch_log_group.kept, aws_dynamodb_table.dropped, aws_dynamodb_table.new_place and 15 more.',
    );
    const at = failure.details.indexOf('allow-destroy: |');
    const allowed = failure.details.slice(at + 1).map((line) => line.trim());
    assert.deepEqual(
      allowed,
      verdict.destroys.map(({ address }) => address),
    );
    assert.equal(failure.details.slice(0, at - 1).length, 18);
    const orders = failure.details.find((line) => line.includes('table.orders')) ?? '';
    assert.equal(
      orders,
      `replace aws_dynamodb_table.orders (DynamoDB table): hash_key can't be changed in place (infra/main.tf:${lineOf('main.tf', 'hash_key', '"orders"')}); at stake: its items (not looked into: AccessDeniedException)`,
    );
  });

  it('is gone once those lines are given', async () => {
    const allowed = refusal(verdict)
      .details.filter((line) => line.startsWith('  '))
      .map((line) => line.trim());
    const decided = await guarded(changed, { allowed });
    refuseDestroys(decided);
    assert.deepEqual([...new Set(decided.destroys.map(({ decision }) => decision))], ['allowed']);
    assert.deepEqual(decided.unused, []);
  });

  it('names one resource in a sentence of its own', async () => {
    const { reason } = refusal(
      await guarded(only('aws_dynamodb_table.dropped'), storing({ 'shop-dropped': 7 })),
    );
    assert.equal(
      reason,
      'The plan would delete aws_dynamodb_table.dropped (DynamoDB table): its block (aws_dynamodb_table.dropped) is no longer in the configuration; at stake: about 7 items.',
    );
  });

  it('marks the lines in the files of what it refuses', async () => {
    const some = guardAnnotations(verdict);
    assert.equal(some.length, verdict.destroys.filter(({ at }) => at !== undefined).length);
    const orders = some.find(({ title }) => title === 'Would replace aws_dynamodb_table.orders');
    assert.equal(orders?.file, 'infra/main.tf');
    const allowed = verdict.destroys.map(({ address }) => address);
    assert.deepEqual(guardAnnotations(await guarded(changed, { allowed })), []);
  });

  it('tells no value of an attribute', () => {
    const { reason, details } = refusal(verdict);
    const told = JSON.stringify([verdict, reason, details, guardAnnotations(verdict)]);
    assert.ok(JSON.stringify(changed).includes('hunter2'), 'the recorded plan has no secret to tell');
    assert.ok(!told.includes('hunter2') && !told.includes('arn:aws'));
  });

  it('says nothing about a plan that destroys nothing', async () => {
    const none = await guardDestroys(
      fakePlatform(),
      {},
      {
        directory: '/nowhere',
        relativeDirectory: '.',
        region: 'us-east-1',
        account: '123456789012',
        allowed: [],
      },
    );
    assert.deepEqual(none, { destroys: [], unused: [] });
    refuseDestroys(none);
  });
});
