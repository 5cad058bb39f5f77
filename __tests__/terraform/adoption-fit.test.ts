import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createdBlindly, madeAgain, misfitsOf } from '../../src/terraform/adoption-fit.ts';
import type { Judged } from '../../src/terraform/examine-creates.ts';
import type { PlanJson, PlannedResource } from '../../src/terraform/plan-json.ts';

const resource = (address: string, change: Partial<PlannedResource['change']>): PlannedResource => {
  const [type = '', name = ''] = address.split('.');
  return {
    address,
    mode: 'managed',
    type,
    name,
    change: { actions: ['no-op'], before: {}, after: {}, ...change },
  };
};
const planOf = (...resource_changes: readonly PlannedResource[]): PlanJson => ({ resource_changes });

const why = (address: string, change: Partial<PlannedResource['change']>): string | undefined =>
  misfitsOf(planOf(resource(address, change)), new Map([[address, 'id']]))[0]?.why;

describe('an adopted resource', () => {
  it('may be changed in place, and is not meant where it would be replaced or destroyed', () => {
    const table = 'aws_dynamodb_table.t';
    assert.equal(why(table, { actions: ['update'] }), undefined);
    assert.equal(
      why(table, { actions: ['delete', 'create'], replace_paths: [['hash_key']] }),
      'the plan would replace it, because of hash_key',
    );
    assert.equal(why(table, { actions: ['delete'], after: null }), 'the plan would destroy it');
    // What is not adopted is not looked at here.
    assert.deepEqual(misfitsOf(planOf(resource(table, { actions: ['delete'] })), new Map()), []);
  });

  it('may be replaced where it is a snapshot of a REST API', () => {
    assert.equal(why('aws_api_gateway_deployment.d', { actions: ['create', 'delete'] }), undefined);
  });

  it("is another's where a tag that says whose it is would change, and not where one says of which commit", () => {
    const tags = (before: object, after: object) => ({
      actions: ['update'],
      before: { tags_all: before },
      after: { tags_all: after },
    });
    assert.equal(
      why('aws_iam_role.r', tags({ Project: 'crm' }, { Project: 'shop' })),
      'its tag Project is "crm", and here it would be "shop"',
    );
    assert.equal(why('aws_iam_role.r', tags({ Commit: 'a' }, { Commit: 'b' })), undefined);
    assert.equal(why('aws_iam_role.r', tags({}, { Project: 'shop' })), undefined);
    assert.equal(why('aws_iam_role.r', tags({ Project: 'crm' }, {})), undefined);
  });

  it('is another distribution where it leads to none of the origins', () => {
    const origins = (before: readonly string[], after: readonly (string | null)[]) => ({
      actions: ['update'],
      before: { origin: before.map((domain_name) => ({ domain_name })) },
      after: { origin: after.map((domain_name) => ({ domain_name })) },
    });
    const distribution = 'aws_cloudfront_distribution.site';
    assert.equal(
      why(distribution, origins(['crm.s3.amazonaws.com'], ['shop.s3.amazonaws.com'])),
      'it leads to crm.s3.amazonaws.com, and here it would lead to shop.s3.amazonaws.com',
    );
    assert.equal(why(distribution, origins(['a', 'b'], ['b', 'c'])), undefined);
    // A bucket that is yet to be made has no domain name yet: that tells nothing.
    assert.equal(why(distribution, origins(['a'], [null])), undefined);
  });
});

describe('what a lost state knew', () => {
  const creating = (address: string) => resource(address, { actions: ['create'], before: null });
  const judged = (address: string, verdict: Judged['verdict']): Judged => ({
    create: { address, type: address.split('.')[0] ?? '', region: 'x', reason: 'new', provisioned: false },
    verdict,
  });
  const blind = (address: string, verdict?: Judged['verdict'], known = [address]) =>
    createdBlindly(
      verdict === undefined ? [] : [judged(address, verdict)],
      planOf(creating(address)),
      new Set(known),
    );

  it('is not made again blindly: a random id that names are made of, a queue that nobody can look up', () => {
    assert.deepEqual(blind('random_id.suffix'), ['random_id.suffix']);
    assert.deepEqual(blind('aws_sqs_queue.q', { kind: 'unknown' }), ['aws_sqs_queue.q']);
    // Called otherwise since: nothing looks like it, and yet it may be there.
    const none = { kind: 'create', before: { alreadyThere: [] } } as const;
    assert.deepEqual(blind('aws_apigatewayv2_api.a', none), ['aws_apigatewayv2_api.a']);
  });

  it('may be made again where its name is free, where it is new, and where it is nothing that lasts', () => {
    assert.deepEqual(blind('aws_dynamodb_table.t', { kind: 'create', before: 'absent' }), []);
    assert.deepEqual(blind('random_id.suffix', undefined, []), []);
    assert.deepEqual(blind('null_resource.n'), []);
    assert.deepEqual(blind('aws_lambda_layer_version.l', { kind: 'unknown' }), []);
    const imported = planOf(resource('aws_sqs_queue.q', { actions: ['update'], importing: { id: 'x' } }));
    assert.deepEqual(createdBlindly([], imported, new Set(['aws_sqs_queue.q'])), []);
  });

  it('is told where it is published again beside what there is', () => {
    const plan = planOf(
      creating('aws_lambda_layer_version.l'),
      creating('null_resource.n'),
      creating('aws_dynamodb_table.t'),
      resource('aws_api_gateway_deployment.d', { actions: ['delete', 'create'], importing: { id: 'x' } }),
    );
    const known = new Set(plan.resource_changes?.map(({ address }) => address));
    assert.deepEqual(madeAgain(plan, known), ['aws_lambda_layer_version.l']);
    assert.deepEqual(madeAgain(plan, new Set()), []);
  });
});
