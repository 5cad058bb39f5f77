import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Journal } from '../../src/context/journal.ts';
import { Failure } from '../../src/errors.ts';
import { importNow } from '../../src/terraform/adopt.ts';
import { journaledCreates } from '../../src/terraform/planned-creates.ts';
import { playing } from './recorded.ts';

describe('what a journal says was about to be created', () => {
  const entry = (address: string, key: Journal['entries'][number]['key']): Journal['entries'][number] => ({
    address,
    type: address.split('.')[0] ?? '',
    region: 'eu-west-1',
    key,
    before: 'absent',
  });
  const entries = [
    entry('aws_s3_bucket.made', { bucket: 'made' }),
    entry('aws_s3_bucket.saved', { bucket: 'saved' }),
    entry('aws_cloudfront_distribution.saved', { comment: 'shop' }),
  ];
  const planned = {
    creates: [],
    stateIds: new Map([
      ['aws_s3_bucket.saved', { type: 'aws_s3_bucket', id: 'saved' }],
      ['aws_cloudfront_distribution.saved', { type: 'aws_cloudfront_distribution', id: 'E1' }],
    ]),
    configured: new Set<string>(),
    importing: new Set<string>(),
  };

  it('is looked for where the state has nothing, and where AWS may have a second one of it', () => {
    const { creates, stateIds } = journaledCreates({ entries }, planned);
    assert.deepEqual(
      creates.map(({ address, reason, region }) => [address, reason, region]),
      [
        ['aws_s3_bucket.made', 'new', 'eu-west-1'],
        ['aws_cloudfront_distribution.saved', 'replaces-another', 'eu-west-1'],
      ],
    );
    assert.equal(stateIds, planned.stateIds);
  });
});

describe('importNow', () => {
  const values = {
    variables: new Map([['stage', 'one']]),
    variableFiles: ['/w/a.tfvars'],
    lockTimeout: 30_000,
  };
  const adoptions = [
    { address: 'aws_s3_bucket.made', id: 'made' },
    { address: 'aws_s3_bucket.other["a"]', id: 'other' },
  ];

  it('imports one after the other, with the values that the configuration needs', async () => {
    const terraform = playing([]);
    await importNow(terraform, adoptions, values);
    assert.deepEqual(
      terraform.asked.map((args) => args.slice(-2)),
      adoptions.map(({ address, id }) => [address, id]),
    );
    const options = ['-lock-timeout=30s', '-var-file=/w/a.tfvars', '-var=stage=one'];
    for (const option of options) assert.ok(terraform.asked[0]?.includes(option), option);
  });

  it('stops at the first that Terraform refuses, naming it and what Terraform said', async () => {
    const terraform = playing(['Error: resource address does not exist in the configuration.'], {
      exitCode: 1,
    });
    const error: unknown = await importNow(terraform, adoptions, values).catch((reason: unknown) => reason);
    assert.ok(error instanceof Failure);
    assert.equal(error.code, 'CREATES_UNPROVEN');
    assert.match(error.reason, /aws_s3_bucket\.made \(made\)/);
    assert.match(error.details.join('\n'), /does not exist in the configuration/);
    assert.equal(terraform.asked.length, 1);
  });
});
