import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type OtherClaims, decideExisting } from '../../src/terraform/existing.ts';
import { claimsOfState } from '../../src/terraform/claims.ts';
import type { Judged } from '../../src/terraform/examine-creates.ts';
import type { PlanJson } from '../../src/terraform/plan-json.ts';
import type { PlannedCreate } from '../../src/terraform/planned-creates.ts';

const region = 'eu-west-1';

const create = (
  address: string,
  key: PlannedCreate['key'] & object,
  reason: PlannedCreate['reason'] = 'new',
): PlannedCreate => ({ address, type: address.split('.')[0] ?? '', region, key, reason, provisioned: false });

const taken = (planned: PlannedCreate, ...ids: readonly string[]): Judged => ({
  create: planned,
  verdict: { kind: 'taken', ids },
});
/** What AWS assigns an id to, beside things that look the same. */
const beside = (planned: PlannedCreate, ...alreadyThere: readonly string[]): Judged => ({
  create: planned,
  verdict: { kind: 'create', before: { alreadyThere } },
});

type Held = readonly [address: string, values: Readonly<Record<string, unknown>>];

const held = ([address, values]: Held) => {
  const [type = '', name = ''] = address.split('.');
  return { address, mode: 'managed', type, name, values };
};

function stateOf(...resources: readonly Held[]): string {
  return JSON.stringify({
    version: 4,
    resources: resources.map(held).map(({ mode, type, name, values }) => ({
      mode,
      type,
      name,
      instances: [{ attributes: values }],
    })),
  });
}

const place = 's3://crm-terraform-state-1/production/terraform.tfstate';
const theirs = (...resources: readonly Held[]): readonly OtherClaims[] => [
  { place, claims: claimsOfState(stateOf(...resources)) },
];

function decide(
  verdicts: readonly Judged[],
  {
    own = [],
    others = [],
  }: { readonly own?: readonly Held[]; readonly others?: readonly OtherClaims[] } = {},
) {
  const plan: PlanJson = { prior_state: { values: { root_module: { resources: own.map(held) } } } };
  const planned = {
    creates: verdicts.map((each) => each.create),
    stateIds: new Map(
      own.map(([address, { id }]) => [address, { type: address.split('.')[0] ?? '', id: String(id) }]),
    ),
    configured: new Set<string>(),
    importing: new Set<string>(),
  };
  return decideExisting(verdicts, { plan, planned, others, assumed: new Map() }).map(
    ({ address, harmless, decision }) => [
      address,
      decision.kind === 'adopt' ? decision.id : decision.why,
      ...(harmless ? ['harmless'] : []),
    ],
  );
}

const table = create('aws_dynamodb_table.orders', { name: 'orders' });
const api = create('aws_apigatewayv2_api.shop', { name: 'shop', protocol: 'HTTP' });

describe('what a plan would create and AWS has', () => {
  it('is adopted where it is the only one, whether its name or AWS tells it apart', () => {
    assert.deepEqual(decide([taken(table, 'orders'), beside(api, 'a1')]), [
      [table.address, 'orders'],
      [api.address, 'a1'],
    ]);
  });

  it('is no matter where nothing is there', () => {
    const absent: Judged = { create: table, verdict: { kind: 'create', before: 'absent' } };
    assert.deepEqual(decide([absent, beside(api), { create: table, verdict: { kind: 'unknown' } }]), []);
  });

  it('is refused where several look alike', () => {
    const [[, why] = []] = decide([beside(api, 'a1', 'a2')]);
    assert.equal(why, '2 look like it, and nothing tells which one it is');
  });

  it('is never taken from another state: by its name that stops, by an id of its own another is made', () => {
    const others = theirs(
      [
        'aws_dynamodb_table.t',
        { id: 'orders', name: 'orders', arn: `arn:aws:dynamodb:${region}:1:table/orders` },
      ],
      ['aws_apigatewayv2_api.a', { id: 'a1', name: 'shop' }],
    );
    assert.deepEqual(decide([taken(table, 'orders'), beside(api, 'a1')], { others }), [
      [table.address, `it is aws_dynamodb_table.t of the state ${place}`],
    ]);
    // And so only one of two is left.
    assert.deepEqual(decide([beside(api, 'a1', 'a2')], { others }), [[api.address, 'a2']]);
  });

  it('may have a namesake in another region, and none where a service is one for all', () => {
    const role = create('aws_iam_role.r', { name: 'shop' });
    const others = theirs(
      [
        'aws_dynamodb_table.t',
        { id: 'orders', name: 'orders', arn: 'arn:aws:dynamodb:us-east-1:1:table/orders' },
      ],
      ['aws_iam_role.r', { id: 'shop', name: 'shop', arn: 'arn:aws:iam::1:role/shop' }],
    );
    assert.deepEqual(decide([taken(table, 'orders'), taken(role, 'shop')], { others }), [
      [table.address, 'orders'],
      [role.address, `it is aws_iam_role.r of the state ${place}`],
    ]);
  });

  it("is another's also where that one spells the function as its ARN", () => {
    const permission = create('aws_lambda_permission.api', {
      function: 'f',
      statement: 'api',
      qualifier: '',
    });
    const others = theirs([
      'aws_lambda_permission.x',
      { id: 'api', statement_id: 'api', function_name: `arn:aws:lambda:${region}:1:function:f` },
    ]);
    const sameStatementElsewhere = theirs([
      'aws_lambda_permission.x',
      { id: 'api', statement_id: 'api', function_name: 'g' },
    ]);
    assert.deepEqual(decide([taken(permission, 'f/api')], { others }), [
      [permission.address, `it is aws_lambda_permission.x of the state ${place}`],
    ]);
    assert.deepEqual(decide([taken(permission, 'f/api')], { others: sameStatementElsewhere }), [
      [permission.address, 'f/api'],
    ]);
  });

  it('is not imported a second time where only its address changed: a moved block is named', () => {
    const own: readonly Held[] = [['aws_dynamodb_table.old', { id: 'orders', name: 'orders' }]];
    const [[, why] = []] = decide([taken(table, 'orders')], { own });
    assert.match(why ?? '', /^this state has it as aws_dynamodb_table\.old: .*moved block/);
  });

  it('is refused at an address that the state has something else at', () => {
    const replacing = create(table.address, { name: 'orders' }, 'replaces-another');
    const [[, why] = []] = decide([taken(replacing, 'orders')]);
    assert.match(why ?? '', /something else at this address/);
  });

  it('is none of our concern where a plan replaces what AWS assigns the id of', () => {
    const replaced: PlannedCreate = { ...api, reason: 'replaces-another', replaces: 'a1' };
    assert.deepEqual(decide([beside(replaced, 'a1')]), []);
  });

  it('can not be two addresses', () => {
    const second = create('aws_dynamodb_table.again', { name: 'orders' });
    assert.deepEqual(decide([taken(table, 'orders'), taken(second, 'orders')]), [
      [table.address, `${second.address} would be the same one`],
      [second.address, `${table.address} would be the same one`],
    ]);
  });

  it('is harmless where it is a setting of what is ours: AWS gives every bucket its encryption', () => {
    const encryption = create('aws_s3_bucket_server_side_encryption_configuration.site', { bucket: 'site' });
    const own: readonly Held[] = [['aws_s3_bucket.site', { id: 'site', bucket: 'site' }]];
    assert.deepEqual(decide([taken(encryption, 'site')], { own }), [
      [encryption.address, 'site', 'harmless'],
    ]);
    assert.deepEqual(decide([taken(encryption, 'site')]), [[encryption.address, 'site']]);
  });
});

describe('the claims of a state', () => {
  it('are of its managed instances, with the address of each', () => {
    const text = JSON.stringify({
      resources: [
        { mode: 'data', type: 'aws_region', name: 'current', instances: [{ attributes: { id: 'x' } }] },
        {
          mode: 'managed',
          module: 'module.api["a"]',
          type: 'aws_sqs_queue',
          name: 'q',
          instances: [
            { index_key: 'k', attributes: { id: 'https://q/1' } },
            { index_key: 0, attributes: { id: 'https://q/2' } },
            { attributes: {} },
          ],
        },
      ],
    });
    assert.deepEqual(claimsOfState(text), [
      { address: 'module.api["a"].aws_sqs_queue.q["k"]', type: 'aws_sqs_queue', id: 'https://q/1' },
      { address: 'module.api["a"].aws_sqs_queue.q[0]', type: 'aws_sqs_queue', id: 'https://q/2' },
    ]);
    assert.deepEqual(claimsOfState('{}'), []);
  });
});
