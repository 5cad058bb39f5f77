import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locking } from '../../src/inputs/inputs.ts';
import type { S3Api } from '../../src/platform/aws.ts';
import { describeLock, parseLock, readLock } from '../../src/state/lock.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { LeaseTable } from '../fakes/lease-table.ts';
import { fakePlatform } from '../fakes/platform.ts';
import { location } from '../fakes/state-backend.ts';

/** As Terraform 1.11.4 writes it, into the item and into the lock file alike. */
const written = (who: string, info = '') =>
  JSON.stringify({
    ID: '9db590f1-b6fe-c5f2-2678-8804f089deba',
    Operation: 'OperationTypeApply',
    Info: info,
    Who: who,
    Version: '1.11.4',
    Created: '2026-11-22T10:11:12.131415161Z',
    Path: 'shop-terraform-state-123456789012/production/terraform.tfstate',
  });

interface Found {
  readonly item?: string;
  /** Content of the lock file, or what S3 says instead. */
  readonly file?: string | FakeAwsError;
}

/** Reads the lock where this is what AWS holds; also tells which services were asked. */
async function read(locking: Locking, { item, file }: Found) {
  const asked: string[] = [];
  const table = new LeaseTable();
  if (item !== undefined) {
    const id = `${location.bucket}/${location.key}`;
    table.items.set(id, { LockID: { S: id }, Info: { S: item } });
  }
  const s3 = {
    getObject: async (request: { Key: string; Bucket: string; ExpectedBucketOwner: string }) => {
      asked.push(`s3 ${request.Key} of ${request.ExpectedBucketOwner}`);
      if (typeof file !== 'string') throw file ?? new FakeAwsError('NoSuchKey', 404);
      return { Body: { transformToString: async () => file } };
    },
  } as unknown as S3Api;
  const aws = {
    ...fakePlatform().aws,
    s3: async () => s3,
    dynamodb: async (region: string) => {
      asked.push(`dynamodb ${region}`);
      return table.asClient;
    },
  };
  const lock = await readLock(fakePlatform({ aws }), { ...location, locking });
  return { lock: lock && describeLock(lock), asked };
}

const since = 'for apply since 2026-11-22T10:11:12.131415161Z';
const lockFile = 's3 production/terraform.tfstate.tflock of 123456789012';

describe('readLock', () => {
  it('reads the item alone where Terraform locks by the table', async () => {
    const { lock, asked } = await read('dynamodb', { item: written('ada@laptop'), file: written('eve@x') });
    assert.equal(lock, `ada@laptop ${since}`);
    assert.deepEqual(asked, ['dynamodb us-east-1']);
  });

  it('reads the file alone where Terraform locks by it', async () => {
    const { lock, asked } = await read('lockfile', { item: written('eve@x'), file: written('ada@laptop') });
    assert.equal(lock, `ada@laptop ${since}`);
    assert.deepEqual(asked, [lockFile]);
  });

  it('finds the holder of either where both are taken', async () => {
    assert.equal((await read('both', { item: written('ada@laptop') })).lock, `ada@laptop ${since}`);
    assert.equal((await read('both', { file: written('ada@laptop') })).lock, `ada@laptop ${since}`);
    assert.equal((await read('both', {})).lock, undefined);
  });

  it('says nothing holds it where there is neither item nor file', async () => {
    assert.equal((await read('dynamodb', {})).lock, undefined);
    assert.equal((await read('lockfile', {})).lock, undefined);
  });

  it('never takes a refusal for a free lock', async () => {
    const refused = read('lockfile', { file: new FakeAwsError('AccessDenied', 403) });
    await assert.rejects(refused, { name: 'AccessDenied' });
  });
});

describe('describeLock', () => {
  it('repeats what the lock is signed with', () => {
    const info = 'https://github.com/ada/shop/actions/runs/42 by ada at 3f9a1c2';
    assert.equal(describeLock(parseLock(written('runner@vm', info))), `runner@vm ${since} (${info})`);
  });

  it('reads a lock that is no JSON, or lacks everything, as held by someone unknown', () => {
    for (const text of ['', 'x', '{}', '[]', '{"ID":', 'null', '1', '"x"']) {
      assert.equal(describeLock(parseLock(text)), 'unknown for unknown since unknown', text);
    }
  });
});
