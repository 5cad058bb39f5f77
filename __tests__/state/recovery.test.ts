import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  decideRecovery,
  foreseeRecovery,
  keepForRecovery,
  readPendingRecovery,
  recoverPending,
  recoveredKey,
  recoveryKey,
} from '../../src/state/recovery.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { emptyAccount, location } from '../fakes/state-backend.ts';

const run = { id: '42', attempt: 2 };
const text = (serial: number, lineage = 'ours') =>
  JSON.stringify({ version: 4, terraform_version: '1.11.4', serial, lineage, outputs: {} });

describe('decideRecovery', () => {
  const kept = { serial: 5, lineage: 'ours' };
  for (const [what, head, isCurrent, decision] of [
    ['there is no state yet', undefined, false, 'push'],
    ['it continues the current state', { serial: 4, lineage: 'ours' }, false, 'push'],
    ['it is the current state', { serial: 5, lineage: 'ours' }, true, 'contained'],
    ['another state has its serial', { serial: 5, lineage: 'ours' }, false, 'refuse'],
    ['the current state went on without it', { serial: 6, lineage: 'ours' }, false, 'refuse'],
    ['the current state is of another lineage', { serial: 1, lineage: 'other' }, false, 'refuse'],
  ] as const) {
    it(`says ${decision} where ${what}`, () => assert.equal(decideRecovery(kept, head, isCurrent), decision));
  }
});

describe('a state kept for recovery', () => {
  it('is named after the state and the attempt, away from the state itself', () => {
    const key = recoveryKey(location.key, run);
    assert.equal(key, 'recovery/production/terraform.tfstate/42-2.tfstate');
    assert.equal(recoveredKey(key), 'recovery/done/production/terraform.tfstate/42-2.tfstate');
  });

  it('is written once; another one of that name is never overwritten', async () => {
    const { s3, platform } = emptyAccount();
    await s3.createBucket({ Bucket: location.bucket });
    const place = await keepForRecovery(platform, location, { run, state: text(5) });
    assert.equal(place, `s3://${location.bucket}/${recoveryKey(location.key, run)}`);
    await keepForRecovery(platform, location, { run, state: text(5) });
    await assert.rejects(keepForRecovery(platform, location, { run, state: text(6) }), {
      name: 'PreconditionFailed',
    });
    assert.equal(s3.content(location.bucket, recoveryKey(location.key, run)), text(5));
    assert.ok(s3.calls.every(({ input }) => input.Bucket === location.bucket));
  });

  it('is not taken for absent where AWS refuses to tell', async () => {
    const { platform } = emptyAccount();
    const refusing = {
      ...platform,
      aws: {
        ...platform.aws,
        s3: async () =>
          ({
            listObjectsV2: async () => {
              throw new FakeAwsError('AccessDenied', 403, 'Access Denied');
            },
          }) as never,
      },
    };
    await assert.rejects(readPendingRecovery(refusing, location), {
      code: 'ACCESS_DENIED',
      reason: /s3:ListBucket, s3:GetObject/,
    });
  });

  it('that is saved by nobody stops the run: nothing is planned over it', async () => {
    const { s3, platform } = emptyAccount();
    await s3.createBucket({ Bucket: location.bucket });
    const pending = [{ key: recoveryKey(location.key, run), text: text(5), serial: 5, lineage: 'ours' }];
    const readHead = async () => ({ exists: false }) as const;
    await assert.rejects(recoverPending(platform, location, { pending, readHead, push: async () => false }), {
      code: 'STATE_RECOVERY_PENDING',
      reason: /could not be saved this time either/,
    });
  });
});

describe('foreseeRecovery', () => {
  const pending = (serial: number) => ({
    key: `k${serial}`,
    text: JSON.stringify({ ...JSON.parse(text(serial)), resources: [serial] }),
    serial,
    lineage: 'ours',
  });
  const head = { exists: true, serial: 4, lineage: 'ours', outputs: {}, md5: '' } as const;

  it('names the state that a deploy would save last, and writes nothing', async () => {
    const { s3, platform } = emptyAccount();
    await s3.createBucket({ Bucket: location.bucket });
    s3.seed(location.bucket, location.key, text(4));
    s3.calls.length = 0;
    const all = [pending(5), pending(7)];
    assert.equal((await foreseeRecovery(platform, location, { pending: all, head }))?.serial, 7);
    const none = { exists: false } as const;
    assert.equal(
      (await foreseeRecovery(platform, location, { pending: [pending(5)], head: none }))?.serial,
      5,
    );
    assert.ok(s3.calls.every(({ operation }) => operation === 'getObject'));
  });

  it('names none where the current state has it already, and stops where a deploy would', async () => {
    const { s3, platform } = emptyAccount();
    await s3.createBucket({ Bucket: location.bucket });
    s3.seed(location.bucket, location.key, pending(3).text);
    assert.equal(await foreseeRecovery(platform, location, { pending: [pending(3)], head }), undefined);
    s3.seed(location.bucket, location.key, text(4));
    await assert.rejects(foreseeRecovery(platform, location, { pending: [pending(3)], head }), {
      code: 'STATE_RECOVERY_PENDING',
    });
  });
});
