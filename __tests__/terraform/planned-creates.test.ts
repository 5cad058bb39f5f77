import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { ConfigResource, PlanJson, PlannedResource } from '../../src/terraform/plan-json.ts';
import { readPlannedCreates } from '../../src/terraform/planned-creates.ts';

type Change = Partial<PlannedResource['change']>;

const change = (
  address: string,
  given: Change & { readonly index?: string; readonly module?: string } = {},
): PlannedResource => {
  const { index, module, ...rest } = given;
  const [type = '', name = ''] = address.split('.');
  const key = index === undefined ? '' : `[${JSON.stringify(index)}]`;
  return {
    address: `${module === undefined ? '' : `${module}.`}${address}${key}`,
    ...(module === undefined ? {} : { module_address: module }),
    ...(index === undefined ? {} : { index }),
    mode: 'managed',
    type,
    name,
    change: { actions: ['create'], before: null, after: {}, after_unknown: {}, ...rest },
  };
};

const block = (address: string, expressions: ConfigResource['expressions'] = {}): ConfigResource => {
  const [type = '', name = ''] = address.split('.');
  return { mode: 'managed', type, name, provider_config_key: 'aws', expressions };
};

const refersTo = (...references: readonly string[]) => ({ references });
const unknown = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, true]));

const keysOf = (plan: PlanJson) =>
  Object.fromEntries(
    readPlannedCreates(plan, 'eu-west-1').creates.map(({ address, key }) => [address, key] as const),
  );

const bucketPlan = (reference: readonly string[], index?: string): PlanJson => ({
  resource_changes: [
    change('aws_s3_bucket.b', { after: { bucket: 'x' }, ...(index === undefined ? {} : { index }) }),
    change('aws_s3_bucket_policy.p', {
      after_unknown: unknown('bucket'),
      ...(index === undefined ? {} : { index }),
    }),
  ],
  configuration: {
    root_module: {
      resources: [
        block('aws_s3_bucket.b'),
        block('aws_s3_bucket_policy.p', { bucket: refersTo(...reference) }),
      ],
    },
  },
});

describe('the identity of a planned create', () => {
  it('is its name where that is known, with the default of what is not configured', () => {
    const plan: PlanJson = {
      resource_changes: [
        change('aws_scheduler_schedule.s', { after: { name: 'n' }, after_unknown: unknown('group_name') }),
      ],
      configuration: { root_module: { resources: [block('aws_scheduler_schedule.s')] } },
    };
    assert.deepEqual(keysOf(plan), { 'aws_scheduler_schedule.s': { name: 'n', group: 'default' } });
  });

  it('stands for the id of the resource it hangs on, instance by instance', () => {
    const one = keysOf(bucketPlan(['aws_s3_bucket.b.id', 'aws_s3_bucket.b']));
    assert.deepEqual(one['aws_s3_bucket_policy.p'], { bucket: { of: 'aws_s3_bucket.b' } });
    const each = keysOf(bucketPlan(['aws_s3_bucket.b', 'each.key'], 'a.b["c'));
    assert.deepEqual(each['aws_s3_bucket_policy.p["a.b[\\"c"]'], {
      bucket: { of: 'aws_s3_bucket.b["a.b[\\"c"]' },
    });
  });

  it('is none where the instance, or the resource, cannot be told', () => {
    for (const references of [
      ['aws_s3_bucket.b', 'each.value'],
      ['local.bucket'],
      ['aws_s3_bucket.b', 'aws_s3_bucket.c'],
      [],
    ]) {
      const keys = keysOf(bucketPlan(references, 'k'));
      assert.equal(keys['aws_s3_bucket_policy.p["k"]'], undefined, references.join());
    }
  });

  it('is none for a name that is made of an id yet to come, or left to the provider', () => {
    const plan: PlanJson = {
      resource_changes: [
        change('aws_lambda_function.f', { after: { function_name: 'f' } }),
        change('aws_cloudwatch_log_group.l', { after_unknown: unknown('name') }),
        change('aws_iam_role.r', { after: { name_prefix: 'p' }, after_unknown: unknown('name') }),
      ],
      configuration: {
        root_module: {
          resources: [
            block('aws_lambda_function.f'),
            block('aws_cloudwatch_log_group.l', {
              name: refersTo('aws_lambda_function.f.id', 'aws_lambda_function.f'),
            }),
            block('aws_iam_role.r'),
          ],
        },
      },
    };
    const keys = keysOf(plan);
    assert.equal(keys['aws_cloudwatch_log_group.l'], undefined);
    assert.equal(keys['aws_iam_role.r'], undefined);
  });

  it('follows what a module is given and what it returns', () => {
    const plan: PlanJson = {
      resource_changes: [
        change('aws_s3_bucket.b', { after: { bucket: 'x' }, module: 'module.storage' }),
        change('aws_s3_bucket_policy.p', { after_unknown: unknown('bucket'), module: 'module.policy' }),
      ],
      configuration: {
        root_module: {
          module_calls: {
            storage: {
              module: {
                resources: [block('aws_s3_bucket.b')],
                outputs: { name: { expression: refersTo('aws_s3_bucket.b.id', 'aws_s3_bucket.b') } },
              },
            },
            policy: {
              expressions: { bucket: refersTo('module.storage.name', 'module.storage') },
              module: { resources: [block('aws_s3_bucket_policy.p', { bucket: refersTo('var.bucket') })] },
            },
          },
        },
      },
    };
    assert.deepEqual(keysOf(plan)['module.policy.aws_s3_bucket_policy.p'], {
      bucket: { of: 'module.storage.aws_s3_bucket.b' },
    });
  });
});

describe('a planned create', () => {
  it('is known as new, tainted, or a replacement of the same or another identity', () => {
    const replaced = (before: object, after: object, reason?: string) => {
      const planned = change('aws_dynamodb_table.t', {
        actions: ['delete', 'create'],
        before: { ...before },
        after: { ...after },
      });
      const plan: PlanJson = {
        resource_changes: [reason === undefined ? planned : { ...planned, action_reason: reason }],
        configuration: { root_module: { resources: [block('aws_dynamodb_table.t')] } },
      };
      return readPlannedCreates(plan, 'eu-west-1').creates[0]?.reason;
    };
    assert.equal(replaced({ name: 't', id: 't' }, { name: 't' }), 'replaces-itself');
    assert.equal(replaced({ name: 's', id: 's' }, { name: 't' }), 'replaces-another');
    assert.equal(replaced({ name: 't', id: 't' }, { name: 't' }, 'replace_because_tainted'), 'tainted');
  });

  it('is looked up in the region of its provider, and not at all where that or its account is uncertain', () => {
    const regionWith = (expressions: Readonly<Record<string, unknown>>) => {
      const plan: PlanJson = {
        resource_changes: [change('aws_dynamodb_table.t', { after: { name: 't' } })],
        variables: { region: { value: 'eu-north-1' } },
        configuration: {
          provider_config: { aws: { expressions } },
          root_module: { resources: [block('aws_dynamodb_table.t')] },
        },
      };
      return readPlannedCreates(plan, 'eu-west-1').creates.map(({ region }) => region);
    };
    assert.deepEqual(regionWith({}), ['eu-west-1']);
    assert.deepEqual(regionWith({ region: { constant_value: 'us-east-1' } }), ['us-east-1']);
    assert.deepEqual(regionWith({ region: refersTo('var.region') }), ['eu-north-1']);
    assert.deepEqual(regionWith({ region: refersTo('local.region') }), []);
    assert.deepEqual(regionWith({ assume_role: [{ role_arn: { constant_value: 'arn' } }] }), []);
  });
});
