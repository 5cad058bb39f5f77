import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { assemble } from '../../../src/report/blocks.ts';
import type { Failure } from '../../../src/errors.ts';
import { guardSection } from '../../../src/report/sections/guard.ts';
import {
  type GuardVerdict,
  type GuardedDestroy,
  refuseDestroys,
} from '../../../src/terraform/guard/guard.ts';
import { cells, elements, html, visible } from '../rendered.ts';

const orders: GuardedDestroy = {
  address: 'aws_dynamodb_table.orders',
  type: 'aws_dynamodb_table',
  action: 'replace',
  what: 'DynamoDB table',
  why: "hash_key can't be changed in place",
  at: { file: 'infra/main.tf', line: 12 },
  atStake: 'about 1,240 items',
  decision: 'allowed',
};
const scratch: GuardedDestroy = {
  address: 'module.shop["eu"].aws_s3_bucket.scratch',
  type: 'aws_s3_bucket',
  action: 'delete',
  what: 'S3 bucket',
  why: 'its block (aws_s3_bucket.scratch) is no longer in the configuration',
  atStake: 'nothing: it is empty',
  decision: 'empty',
};
const pageOf = (guard: GuardVerdict): string => html(assemble(guardSection({ guard }), 900_000));

describe('the destroy guard in the summary', () => {
  it('shows what a plan destroys: the action, the address, why, where, what is at stake, and why it may go', () => {
    const page = pageOf({ destroys: [orders, scratch], unused: [] });
    assert.match(visible(page), /^Precious resources\nThe plan destroys 2 resources that/);
    assert.deepEqual(cells(page), [
      ['Planned', 'Resource', 'Why', 'At stake', 'May go'],
      [
        'replace',
        'aws_dynamodb_table.ordersDynamoDB table',
        "hash_key can't be changed in placeinfra/main.tf:12",
        'about 1,240 items',
        'by allow-destroy',
      ],
      [
        'delete',
        'module.shop["eu"].aws_s3_bucket.scratchS3 bucket',
        'its block (aws_s3_bucket.scratch) is no longer in the configuration',
        'nothing: it is empty',
        'it is empty',
      ],
    ]);
  });

  it('names the allowances that can be taken out again', () => {
    const page = pageOf({ destroys: [], unused: ['aws_s3_bucket.old', 'aws_s3_bucket.older'] });
    assert.match(visible(page), /^allow-destroy also names 2 addresses at which/);
    assert.deepEqual(cells(page), [['Not destroyed'], ['aws_s3_bucket.old'], ['aws_s3_bucket.older']]);
  });

  it('shows what would stop a deploy, where nothing was stopped because it was only planned', () => {
    const page = pageOf({ destroys: [{ ...orders, decision: 'refused' }], unused: [] });
    assert.equal(cells(page)[1]?.at(-1), 'no: allow-destroy does not name it');
  });

  it('is not there where the guard had nothing to say, or stopped the run', () => {
    assert.deepEqual(guardSection({}), []);
    assert.deepEqual(guardSection({ guard: { destroys: [], unused: [] } }), []);
    const guard: GuardVerdict = {
      destroys: [{ ...orders, decision: 'refused' }],
      unused: ['aws_s3_bucket.old'],
    };
    assert.throws(
      () => refuseDestroys(guard),
      (failure: Failure) => guardSection({ guard, failure }).length === 0,
    );
  });

  it('takes no markup from a key', () => {
    const address = 'aws_s3_bucket.b["<img src=x>|`*a*`"]';
    const page = pageOf({
      destroys: [{ ...scratch, address, why: `${address} is gone` }],
      unused: [address],
    });
    assert.ok(!elements(page).has('img'));
    assert.equal(cells(page)[1]?.length, 5);
    assert.ok(cells(page).some(([cell]) => cell === address));
  });

  it('folds a long list', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...scratch,
      address: `aws_s3_bucket.b[${index}]`,
    }));
    const page = pageOf({ destroys: many, unused: [] });
    assert.match(page, /<summary>30 more<\/summary>/);
  });
});
