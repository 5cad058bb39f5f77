import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readOtherStates } from '../../src/state/other-states.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { emptyAccount, location } from '../fakes/state-backend.ts';

const state = JSON.stringify({ version: 4, serial: 1, lineage: 'x', outputs: {}, resources: [] });
const crm = 'crm-terraform-state-123456789012';

describe('what other states are there to tell what is theirs', () => {
  it('are those of other environments and projects, never the own one or what waits for recovery', async () => {
    const { platform, s3 } = emptyAccount();
    for (const key of [
      location.key,
      'staging/terraform.tfstate',
      `recovery/${location.key}/1-1.tfstate`,
      'x.json',
    ])
      s3.seed(location.bucket, key, state);
    s3.seed(crm, location.key, state);
    s3.seed('crm-photos', 'terraform.tfstate', state);
    const { states, unread } = await readOtherStates(platform, location);
    assert.deepEqual(
      states.map(({ place }) => place),
      [`s3://${location.bucket}/staging/terraform.tfstate`, `s3://${crm}/${location.key}`],
    );
    assert.deepEqual(unread, []);
  });

  it('are named where they could not be looked into: a refusal is never "nothing there"', async () => {
    const { platform, s3 } = emptyAccount();
    s3.seed(location.bucket, 'staging/terraform.tfstate', '');
    s3.before = (operation) => {
      if (operation === 'listBuckets') throw new FakeAwsError('AccessDenied', 403);
    };
    const { states, unread } = await readOtherStates(platform, location);
    assert.deepEqual(states, []);
    assert.deepEqual(unread, [
      "this account's other state buckets (AccessDenied)",
      `s3://${location.bucket}/staging/terraform.tfstate (it is empty)`,
    ]);
  });

  it('are not given up on where AWS is only in trouble', async () => {
    const { platform, s3 } = emptyAccount();
    s3.seed(location.bucket, location.key, state);
    s3.before = () => {
      throw new FakeAwsError('SlowDown', 503);
    };
    await assert.rejects(readOtherStates(platform, location), { name: 'SlowDown' });
  });
});
