import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compareStates } from '../../src/terraform/state-difference.ts';

const resource = (name: string, id: string, more: object = {}, mode = 'managed') => ({
  mode,
  type: 'aws_sqs_queue',
  name,
  ...more,
  instances: [{ attributes: { id } }],
});
const state = (...resources: readonly object[]): string => JSON.stringify({ version: 4, resources });

it('a restored state is compared with the one it replaces by address and id, and nothing of it is shown', () => {
  const newest = state(
    resource('kept', '1'),
    resource('new', '2', { module: 'module.shop["eu"]' }),
    resource('replaced', '4'),
    resource('data', '9', {}, 'data'),
    { ...resource('many', ''), instances: [{ index_key: 0, attributes: { id: 'a' } }] },
  );
  const restored = state(resource('kept', '1'), resource('gone', '5'), resource('replaced', '3'), {
    ...resource('many', ''),
    instances: [
      { index_key: 0, deposed: 'd', attributes: { id: 'b' } },
      { index_key: 0, attributes: { id: 'a' } },
      { index_key: 'k', attributes: { id: 'c' } },
    ],
  });
  assert.deepEqual(compareStates(newest, restored), {
    forgotten: ['module.shop["eu"].aws_sqs_queue.new'],
    remembered: ['aws_sqs_queue.gone', 'aws_sqs_queue.many["k"]'],
    replaced: ['aws_sqs_queue.replaced'],
  });
});
