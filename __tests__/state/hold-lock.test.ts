import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StateLocation } from '../../src/context/deployment.ts';
import { readRun } from '../../src/context/run.ts';
import type { S3Api } from '../../src/platform/aws.ts';
import { type LockWish, underStateLock } from '../../src/state/hold-lock.ts';
import { isOwnLock } from '../../src/state/own-lock.ts';
import { lockSignature } from '../../src/state/lock-signature.ts';
import { parseLock, readLock } from '../../src/state/lock.ts';
import { readStoredLocks } from '../../src/state/stored-lock.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { LeaseTable } from '../fakes/lease-table.ts';
import { FakeClock, MemoryLog, fakePlatform } from '../fakes/platform.ts';
import { FakeStateS3 } from '../fakes/state-s3.ts';
import { location } from '../fakes/state-backend.ts';

const run = readRun({ GITHUB_RUN_ID: '7', GITHUB_ACTOR: 'ada' }, 'vm', { cwd: '/', temporary: '/' });
const LockID = `${location.bucket}/${location.key}`;
const theirs = { LockID: { S: LockID }, Info: { S: JSON.stringify({ ID: '1', Who: 'bob@laptop' }) } };

async function world() {
  const s3 = new FakeStateS3();
  const table = new LeaseTable();
  await s3.createBucket({ Bucket: location.bucket });
  const aws = {
    ...fakePlatform().aws,
    s3: async () => s3 as unknown as S3Api,
    dynamodb: async () => table.asClient,
  };
  const log = new MemoryLog();
  const ports = { aws, log, clock: new FakeClock() };
  const wish: LockWish = {
    operation: 'restore',
    signature: lockSignature(run),
    actor: run.actor,
    hostname: run.hostname,
    milliseconds: 10_000,
  };
  const hold = <T>(work: () => Promise<T>, at: StateLocation = location) =>
    underStateLock(ports, at, wish, work);
  return { s3, table, ports, log, hold };
}

describe("Terraform's own lock", () => {
  it('is held in every place where Terraform would look, signed, and free afterwards, also when the work fails', async () => {
    for (const [locking, places] of [
      ['dynamodb', ['item']],
      ['lockfile', ['file']],
      ['both', ['item', 'file']],
    ] as const) {
      const { ports, hold } = await world();
      const at: StateLocation = { ...location, locking };
      const work = async (): Promise<void> => {
        const held = await readStoredLocks(ports, at);
        assert.deepEqual(
          held.map(({ place }) => place),
          places,
        );
        for (const { text } of held) {
          const lock = parseLock(text);
          assert.equal(lock.who, 'ada@vm');
          assert.ok(isOwnLock(lock, { since: 0, hostname: 'vm', signature: lockSignature(run) }));
          assert.match(lock.id, /^[0-9a-f-]{36}$/);
        }
        throw new TypeError('no');
      };
      await assert.rejects(hold(work, at), /^TypeError: no/);
      assert.deepEqual(await readStoredLocks(ports, at), []);
    }
  });

  it('is waited for, and given up with who holds it; a half of it is never kept', async () => {
    const { ports, table, log, hold } = await world();
    table.items.set(LockID, theirs);
    await assert.rejects(
      hold(async () => assert.fail(), { ...location, locking: 'both' }),
      { code: 'STATE_LOCKED', reason: /bob@laptop/ },
    );
    assert.deepEqual(
      (await readStoredLocks(ports, { ...location, locking: 'both' })).map(({ place }) => place),
      ['item'],
    );
    assert.equal(log.lines.filter((line) => /Waiting for the Terraform state lock/.test(line)).length, 1);
    ports.clock.sleep = async () => void table.items.delete(LockID);
    assert.equal(await hold(async () => 'done'), 'done');
  });

  it('that can not be freed does not hide what was done under it', async () => {
    const { table, log, hold } = await world();
    table.before = (operation) => {
      if (operation === 'deleteItem') throw new FakeAwsError('InternalServerError', 500);
    };
    assert.equal(await hold(async () => 'done'), 'done');
    assert.match(log.warnings.join(), /could not be freed/);
  });

  it('is known for its own where the answer to taking it was lost', async () => {
    const { ports, table, hold } = await world();
    let lost = false;
    table.after = (operation) => {
      if (operation !== 'putItem' || lost) return;
      lost = true;
      throw new FakeAwsError('ConditionalCheckFailedException', 400);
    };
    assert.equal(await hold(async () => (await readLock(ports, location))?.who), 'ada@vm');
    assert.ok(lost);
  });
});
