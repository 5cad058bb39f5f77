import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Failure, type FailureCode } from '../../src/errors.ts';
import { inWordsOfDestroy } from '../../src/terraform/destroy-failures.ts';

const said = (
  detail: string,
  {
    code = 'TERRAFORM_APPLY_FAILED',
    next = 'Correct what Terraform names below, then run the deploy again.',
  } = {},
): Failure => {
  const failure = new Failure({
    code: code as FailureCode,
    reason: 'terraform apply failed: Error: deleting.',
    safe: '1 of 2 changes were made and are in the state; the others were not made.',
    next,
    details: [detail],
  });
  const worded = inWordsOfDestroy(failure);
  assert.ok(worded instanceof Failure);
  assert.deepEqual([worded.code, worded.details, worded.safe], [failure.code, failure.details, failure.safe]);
  return worded;
};

describe('a destroy that Terraform or AWS refuses', () => {
  // As the AWS provider 5.100.0 and Terraform 1.11.4 word them.
  const rows: readonly (readonly [string, RegExp])[] = [
    [
      'Resource aws_dynamodb_table.orders has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed.',
      /^Take prevent_destroy out of the lifecycle/,
    ],
    [
      'ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      /^Set deletion_protection_enabled .* to false/,
    ],
    ['final_snapshot_identifier is required when skip_final_snapshot is false', /skip_final_snapshot/],
    [
      'ECR Repository (shop) not empty, consider using force_delete: RepositoryNotEmptyException',
      /force_delete/,
    ],
    ['api error BucketNotEmpty: The bucket you tried to delete is not empty', /^Run the destroy again/],
    ['something else', /^Correct what Terraform names below, then run the destroy again\.$/],
  ];
  for (const [detail, next] of rows) {
    it(`says what to change: ${detail.slice(0, 60)}`, () => {
      assert.match(said(detail).next, next);
      assert.match(said(detail).next, /[Rr]un the destroy again/);
    });
  }

  it('leaves first what comes first: a state that is on this machine alone', () => {
    const next = 'Before anything else is applied, put it where the next run takes it in: aws s3 cp a b';
    assert.equal(said('prevent_destroy', { next }).next, next);
  });

  it('names the command to run again in every other failure of it, and touches nothing else', () => {
    const interrupted = { code: 'TERRAFORM_INTERRUPTED', next: 'Run the deploy again.' };
    assert.equal(said('', interrupted).next, 'Run the destroy again.');
    const error = new TypeError('x');
    assert.equal(inWordsOfDestroy(error), error);
  });
});
