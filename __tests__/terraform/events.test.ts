import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEvent } from '../../src/terraform/events.ts';
import { recordedLines } from './recorded.ts';

describe('parseEvent', () => {
  it('reads every line of a recorded plan and apply, and each kind it acts on as what it is', () => {
    const kinds = [
      'create.plan',
      'mixed.plan',
      'mixed.apply',
      'partly.apply',
      'locked.plan',
      'conditions.plan',
    ]
      .flatMap(recordedLines)
      .map((line) => parseEvent(line)?.type);
    assert.equal(kinds.includes(undefined), false);
    const acted = [
      'version',
      'planned_change',
      'change_summary',
      'apply_start',
      'apply_complete',
      'apply_errored',
    ];
    for (const kind of [...acted, 'outputs', 'diagnostic', 'state_lock_acquire', 'other'])
      assert.ok(kinds.includes(kind as never), kind);
  });

  it('takes for no event what Terraform or a provider prints as text', () => {
    const text = recordedLines('dynamodb.init').filter((line) => parseEvent(line) === undefined);
    assert.deepEqual(text, [
      '',
      'Successfully configured the backend "s3"! Terraform will automatically',
      'use this backend unless the backend configuration changes.',
    ]);
    for (const line of [
      '',
      '{',
      '{}',
      '[]',
      'null',
      '{"type":"version"}',
      '{"@message":"x"}',
      '{"type":1,"@message":"x"}',
    ])
      assert.equal(parseEvent(line), undefined, line);
  });

  it('keeps only the text of an event it doesn’t know, as a later Terraform may print', () => {
    assert.deepEqual(parseEvent('{"type":"ephemeral_op_start","@message":"m","hook":{"secret":1}}'), {
      type: 'other',
      '@message': 'm',
    });
  });
});
