import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { PlanJson, PlannedResource } from '../../src/terraform/plan-json.ts';
import { plannedDetails, plannedOutputs } from '../../src/terraform/planned-changes.ts';
import { recordedPlan } from './guard/recorded-plan.ts';

const nowhere = { directory: '/nowhere', relativeDirectory: 'infra' };

const FUNCTION: PlannedResource = {
  address: 'aws_lambda_function.orders',
  mode: 'managed',
  type: 'aws_lambda_function',
  name: 'orders',
  change: {
    actions: ['update'],
    before: {
      timeout: 3,
      memory_size: 128,
      environment: [{ variables: { KEY: 'old' } }],
      last_modified: 'then',
    },
    after: { timeout: 5, memory_size: 128, environment: [{ variables: {} }] },
    after_unknown: { last_modified: true, environment: [{ variables: { KEY: true } }], memory_size: false },
  },
};

const planOf = (planned: PlannedResource, ...configured: readonly string[]): PlanJson => ({
  resource_changes: [planned],
  configuration: {
    root_module: {
      resources: [
        {
          mode: 'managed',
          type: planned.type,
          name: planned.name,
          expressions: Object.fromEntries(configured.map((name) => [name, {}])),
        },
      ],
    },
  },
});

const attributesOf = async (plan: PlanJson) => (await plannedDetails(plan, nowhere))[0]?.attributes;

describe('plannedDetails', () => {
  it('names the arguments that change, those known only after the apply too, and not what AWS decides', async () => {
    const configured = ['timeout', 'memory_size', 'environment'];
    assert.deepEqual(await attributesOf(planOf(FUNCTION, ...configured)), ['environment', 'timeout']);
    const onlyComputed = {
      ...FUNCTION.change,
      after: { ...FUNCTION.change.before },
      after_unknown: { arn: true },
    };
    const plan = planOf({ ...FUNCTION, change: onlyComputed }, ...configured);
    assert.deepEqual(await attributesOf(plan), ['arn']);
  });

  it('tells every action of a recorded plan, why it destroys, and holds no value', async () => {
    const plan = recordedPlan('changed');
    const details = await plannedDetails(plan, nowhere);
    const shown = details.map(({ address, action, why }) => `${action} ${address}: ${why ?? ''}`);
    for (const line of [
      "replace aws_dynamodb_table.orders: hash_key can't be changed in place",
      'delete aws_dynamodb_table.tenant["south"]: ["south"] is no longer in its for_each',
      'forget aws_dynamodb_table.forgotten: ',
      'create aws_sqs_queue.reshaped["one"]: ',
      'move aws_dynamodb_table.new_name: ',
    ])
      assert.ok(shown.includes(line), `${line}\n${shown.join('\n')}`);
    const allowed = ['action', 'address', 'at', 'attributes', 'from', 'type', 'why'];
    assert.ok(details.every((each) => Object.keys(each).every((name) => allowed.includes(name))));
  });
});

describe('plannedOutputs', () => {
  it('names what changes, and whether it is sensitive before or after', () => {
    const plan: PlanJson = {
      output_changes: {
        same: { actions: ['no-op'] },
        was: { actions: ['update'], before_sensitive: true, after_sensitive: false },
        nested: { actions: ['create'], after_sensitive: { a: [true] } },
        gone: { actions: ['delete'], before_sensitive: false },
      },
    };
    assert.deepEqual(plannedOutputs(plan), [
      { name: 'gone', action: 'delete', sensitive: false },
      { name: 'nested', action: 'create', sensitive: true },
      { name: 'was', action: 'update', sensitive: true },
    ]);
  });
});
