import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeleteObjectsRequest, ListObjectVersionsRequest } from '@aws-sdk/client-s3';

import { Failure } from '../../../src/errors.ts';
import { type FullBucket, bucketsToEmpty, emptyBucket } from '../../../src/terraform/guard/buckets.ts';
import type { GuardedDestroy } from '../../../src/terraform/guard/guard.ts';
import { refuseBackendDestroy } from '../../../src/terraform/guard/own-backend.ts';
import type { PlanJson, PlannedResource } from '../../../src/terraform/plan-json.ts';
import { FakeAwsError } from '../../fakes/aws-error.ts';
import { MemoryLog } from '../../fakes/platform.ts';

const ACCOUNT = '123456789012';

const planned = (
  address: string,
  before: Readonly<Record<string, unknown>>,
  actions: readonly string[] = ['delete'],
): PlannedResource => {
  const [type = '', name = ''] = address.split('.');
  return { address, mode: 'managed', type, name, change: { actions, before, after: null } };
};

const planOf = (...resource_changes: readonly PlannedResource[]): PlanJson => ({ resource_changes });

const verdictOf = (decisions: Readonly<Record<string, GuardedDestroy['decision']>>) => ({
  unused: [],
  destroys: Object.entries(decisions).map(([address, decision]) => ({
    address,
    type: address.split('.')[0] ?? '',
    action: 'delete' as const,
    why: 'the whole deployment is destroyed',
    what: 'S3 bucket',
    atStake: '3 objects',
    decision,
  })),
});

describe('bucketsToEmpty', () => {
  const emptied = (
    before: Readonly<Record<string, unknown>>,
    decision: GuardedDestroy['decision'] = 'allowed',
    actions = ['delete'],
  ): readonly FullBucket[] =>
    bucketsToEmpty(
      planOf(planned('aws_s3_bucket.site', before, actions)),
      verdictOf({ 'aws_s3_bucket.site': decision }),
      'us-east-1',
    );

  it('takes a bucket that goes and is allowed to, in its own region', () => {
    const [found] = emptied({ bucket: 'shop', region: 'eu-west-1', force_destroy: false });
    const wanted = { address: 'aws_s3_bucket.site', bucket: 'shop', region: 'eu-west-1' };
    assert.deepEqual(found, { ...wanted, atStake: '3 objects' });
    assert.equal(emptied({ bucket: 'shop' })[0]?.region, 'us-east-1');
  });

  it('never takes one that only was empty, that is refused, or that stays', () => {
    assert.deepEqual(emptied({ bucket: 'shop' }, 'empty'), []);
    assert.deepEqual(emptied({ bucket: 'shop' }, 'refused'), []);
    assert.deepEqual(emptied({ bucket: 'shop' }, 'allowed', ['update']), []);
  });

  it('leaves one with force_destroy to its provider, and one without a name alone', () => {
    assert.deepEqual(emptied({ bucket: 'shop', force_destroy: true }), []);
    assert.deepEqual(emptied({ bucket: '' }), []);
  });
});

interface Version {
  readonly Key: string;
  readonly VersionId: string;
  readonly marker: boolean;
}

/** A bucket with versions in memory, paged and deleted from as S3 does it. */
class VersionedBucket {
  readonly versions = new Map<string, Version>();
  readonly calls = { list: 0, delete: 0, inFlight: 0, most: 0 };
  owner = ACCOUNT;
  #written = 0;
  onDelete: (input: DeleteObjectsRequest) => readonly { Key: string; VersionId: string; Code: string }[] =
    () => [];

  constructor(objects: number, markers = 0) {
    for (let index = 0; index < objects + markers; index += 1)
      this.put(String(index).padStart(6, '0'), index >= objects);
  }

  put(Key: string, marker = false): void {
    const VersionId = `v${(this.#written += 1)}`;
    this.versions.set(VersionId, { Key, VersionId, marker });
  }

  listObjectVersions = async (input: ListObjectVersionsRequest) => {
    this.#check(input.ExpectedBucketOwner);
    this.calls.list += 1;
    const sorted = [...this.versions.values()].sort((one, other) => (one.Key < other.Key ? -1 : 1));
    const page = sorted.filter(({ Key }) => Key > (input.KeyMarker ?? '')).slice(0, input.MaxKeys);
    const last = page.at(-1);
    return {
      $metadata: {},
      Versions: page.filter(({ marker }) => !marker),
      DeleteMarkers: page.filter(({ marker }) => marker),
      IsTruncated: last !== undefined && sorted.at(-1) !== last,
      NextKeyMarker: last?.Key,
      NextVersionIdMarker: last?.VersionId,
    };
  };

  deleteObjects = async (input: DeleteObjectsRequest) => {
    this.#check(input.ExpectedBucketOwner);
    const objects = input.Delete?.Objects ?? [];
    assert.ok(objects.length <= 1_000, 'S3 refuses more than 1,000 at once');
    this.calls.delete += 1;
    this.calls.inFlight += 1;
    this.calls.most = Math.max(this.calls.most, this.calls.inFlight);
    await new Promise(setImmediate);
    this.calls.inFlight -= 1;
    const Errors = [...this.onDelete(input)];
    const kept = new Set(Errors.map(({ VersionId }) => VersionId));
    for (const { VersionId = '' } of objects) if (!kept.has(VersionId)) this.versions.delete(VersionId);
    return { $metadata: {}, Errors };
  };

  #check(owner: string | undefined): void {
    if (owner !== this.owner) throw new FakeAwsError('AccessDenied', 403);
  }
}

describe('emptyBucket', () => {
  const full: FullBucket = {
    address: 'aws_s3_bucket.site',
    bucket: 'shop',
    region: 'us-east-1',
    atStake: '3 objects',
  };
  const empty = (
    s3: VersionedBucket,
    { log = new MemoryLog(), signal = new AbortController().signal } = {},
  ) => emptyBucket({ s3, account: ACCOUNT, log, signal }, full);

  it('deletes every version and delete marker of any number, a thousand at a time, several at once', async () => {
    const s3 = new VersionedBucket(6_500, 700);
    assert.deepEqual(await empty(s3), {
      address: 'aws_s3_bucket.site',
      bucket: 'shop',
      versions: 6_500,
      deleteMarkers: 700,
    });
    assert.equal(s3.versions.size, 0);
    assert.equal(s3.calls.delete, 8);
    assert.ok(s3.calls.most > 1 && s3.calls.most <= 4, `${s3.calls.most} at once`);
  });

  it('deletes nothing of an empty bucket, and finds one that is gone empty', async () => {
    const s3 = new VersionedBucket(0);
    assert.equal((await empty(s3)).versions, 0);
    assert.equal(s3.calls.delete, 0);
    s3.listObjectVersions = async () => {
      throw new FakeAwsError('NoSuchBucket', 404);
    };
    assert.equal((await empty(s3)).versions, 0);
  });

  it('takes along what is written meanwhile, and gives up on what keeps being written', async () => {
    const s3 = new VersionedBucket(3);
    let writes = 1;
    s3.onDelete = () => {
      if (writes > 0) s3.put(`000000-late-${(writes -= 1)}`);
      return [];
    };
    assert.equal((await empty(s3)).versions, 4);
    assert.equal(s3.versions.size, 0);
    s3.put('first');
    writes = Number.POSITIVE_INFINITY;
    await empty(s3);
    assert.equal(s3.versions.size, 1);
  });

  it('tries again what passes, and counts only what is gone', async () => {
    const s3 = new VersionedBucket(3);
    const [{ Key = '', VersionId = '' } = {}] = s3.versions.values();
    let errors = 1;
    s3.onDelete = () => ((errors -= 1) < 0 ? [] : [{ Key, VersionId, Code: 'InternalError' }]);
    const log = new MemoryLog();
    assert.equal((await empty(s3, { log })).versions, 3);
    assert.match(log.warnings[0] ?? '', /did not delete 1 objects of shop \(InternalError/);
  });

  it('stops at a refusal, of the bucket or of one object, and names the statement to paste', async () => {
    const others = new VersionedBucket(1);
    others.owner = '999999999999';
    const locked = new VersionedBucket(1);
    locked.onDelete = () =>
      [...locked.versions.values()].map(({ Key, VersionId }) => ({ Key, VersionId, Code: 'AccessDenied' }));
    for (const s3 of [others, locked]) {
      await assert.rejects(empty(s3), (error: unknown) => {
        assert.ok(error instanceof Failure);
        assert.equal(error.code, 'ACCESS_DENIED');
        assert.match(error.reason, /shop \(aws_s3_bucket\.site\)/);
        assert.match(error.details.join('\n'), /s3:DeleteObjectVersion[^]*arn:aws:s3:::shop\/\*/);
        return true;
      });
      assert.equal(s3.versions.size, 1);
    }
  });

  it('begins nothing further once it is cancelled, and ends what is in flight first', async () => {
    const s3 = new VersionedBucket(9_000);
    const cancel = new AbortController();
    s3.onDelete = () => (cancel.abort(), []);
    await assert.rejects(empty(s3, { signal: cancel.signal }), { name: 'AbortError' });
    assert.equal(s3.calls.inFlight, 0);
    assert.ok(s3.calls.delete < 9 && s3.versions.size > 0);
    const left = s3.versions.size;
    s3.onDelete = () => [];
    assert.equal((await empty(s3)).versions, left);
  });
});

describe('refuseBackendDestroy', () => {
  const state = { bucket: 'shop-state', lockTable: 'shop-locks' };
  const bucket = planned('aws_s3_bucket.state', { bucket: 'shop-state' });
  const table = planned('aws_dynamodb_table.locks', { name: 'shop-locks' });

  it('stops where the plan takes the bucket or the table that its own state is in', () => {
    for (const own of [bucket, table]) {
      const plan = planOf(planned('aws_s3_bucket.site', { bucket: 'shop' }), own);
      assert.throws(
        () => refuseBackendDestroy(plan, state),
        (error: unknown) =>
          error instanceof Failure &&
          error.code === 'DESTROY_GUARDED' &&
          error.reason.includes(own.address) &&
          error.next.includes(`terraform state rm '${own.address}'`),
      );
    }
  });

  it('lets every other bucket and table be, and the backend where it stays', () => {
    const other = planned('aws_s3_bucket.locks', { bucket: 'shop-locks' });
    const stays = { ...bucket, change: { ...bucket.change, actions: ['update'] } };
    refuseBackendDestroy(planOf(other, stays), state);
  });
});
