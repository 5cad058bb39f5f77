import { DynamoDB } from '@aws-sdk/client-dynamodb';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type LocalAws, startLocalAws } from '../../local/aws/local-aws.ts';
import { type FaultProxy, startFaultProxy } from '../../local/proxy/fault-proxy.ts';
import { readRun } from '../../src/context/run.ts';
import { beat, freeLease, leaseId, readHolder, takeLease } from '../../src/state/lease.ts';
import { describeLock, readLock } from '../../src/state/lock.ts';
import { fakePlatform } from '../fakes/platform.ts';
import { location } from '../fakes/state-backend.ts';
import { systemClock } from '../../src/platform/clock.ts';

let aws: LocalAws;
let proxy: FaultProxy;
let dynamodb: DynamoDB;

before(async () => {
  aws = await startLocalAws();
  proxy = await startFaultProxy(aws.endpoint);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  dynamodb = new DynamoDB({ endpoint: proxy.endpoint, region: aws.region, credentials });
  await dynamodb.createTable({
    TableName: location.lockTable,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'LockID', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'LockID', AttributeType: 'S' }],
  });
});
after(async () => {
  dynamodb?.destroy();
  await proxy?.stop();
  await aws?.stop();
});

const run = readRun({ GITHUB_RUN_ID: '42' }, 'host', { cwd: '/', temporary: '/' });
// Every wait is one turn of the event loop: what is measured here is who gets the lease, not how long it takes.
const hasty = { ...systemClock, sleep: () => new Promise<void>((resolve) => setImmediate(resolve)) };

const take = (holder: string) =>
  takeLease({ dynamodb, clock: hasty }, location, run, {
    holder,
    stage: 'lease',
    patience: 60_000,
    onWait: () => undefined,
  });

async function heldBy(): Promise<string | undefined> {
  const Key = { LockID: { S: leaseId(location) } };
  const { Item } = await dynamodb.getItem({ TableName: location.lockTable, Key, ConsistentRead: true });
  return Item && readHolder(Item).holder;
}

describe('the lease in DynamoDB', () => {
  it('is held by one of eight at a time, until each has had it', async () => {
    const inside: string[] = [];
    await Promise.all(
      Array.from({ length: 8 }, async (_, number) => {
        const holder = `holder ${number}`;
        const { lease } = await take(holder);
        inside.push(holder);
        assert.deepEqual(inside, [holder]);
        assert.equal(
          await beat({ dynamodb, clock: systemClock }, lease, {
            stage: 'apply',
            deadline: AbortSignal.timeout(30_000),
          }),
          true,
        );
        assert.equal(await heldBy(), holder);
        inside.pop();
        await freeLease(dynamodb, lease);
      }),
    );
    assert.equal(await heldBy(), undefined);
  });

  it('is ours where the reply to the write was lost and the SDK wrote again', async () => {
    const removeRule = proxy.inject({
      service: 'dynamodb',
      operation: 'PutItem',
      times: 1,
      action: { kind: 'lose-reply' },
    });
    const { lease, waited } = await take('mine');
    removeRule();
    assert.ok(waited < 30_000, String(waited));
    assert.equal(await heldBy(), 'mine');
    await freeLease(dynamodb, lease);
    await freeLease(dynamodb, lease);
    assert.equal(await heldBy(), undefined);
  });

  it('is taken over by the next who lives, past one who vanished, in one write', async () => {
    await take('dead');
    // A waiter that died: it joined, and nothing of it beats.
    const Key = { LockID: { S: leaseId(location) } };
    const waiter = { Order: { N: '1' }, Beat: { N: '4' }, Interval: { N: '5000' } };
    await dynamodb.updateItem({
      TableName: location.lockTable,
      Key,
      UpdateExpression: 'SET Waiters.#gone = :waiter, Orders = :one',
      ExpressionAttributeNames: { '#gone': 'gone-1' },
      ExpressionAttributeValues: { ':waiter': { M: waiter }, ':one': { N: '1' } },
    });
    let time = 0;
    const clock = {
      ...systemClock,
      monotonic: () => time,
      sleep: async (milliseconds: number) => void (time += milliseconds),
    };
    const places: number[] = [];
    const { lease, takenOver } = await takeLease({ dynamodb, clock }, location, run, {
      holder: 'next',
      stage: 'lease',
      patience: 600_000,
      onWait: (_, __, place) => places.push(place),
      prove: async () => ({ verdict: 'over', why: 'GitHub says so' }),
    });
    assert.deepEqual(places, [2, 1]);
    assert.equal(takenOver?.from.holder, 'dead');
    assert.equal(time, 60_000);
    const { Item } = await dynamodb.getItem({ TableName: location.lockTable, Key, ConsistentRead: true });
    assert.deepEqual([Item?.['Holder']?.S, Item?.['Beat']?.N, Item?.['Waiters']?.M], ['next', '0', {}]);
    await freeLease(dynamodb, lease);
    assert.equal(await heldBy(), undefined);
  });

  it('doesn’t beat and isn’t freed by who has lost it', async () => {
    const { lease } = await take('late');
    await freeLease(dynamodb, { ...lease });
    const { lease: next } = await take('next');
    assert.equal(
      await beat({ dynamodb, clock: systemClock }, lease, {
        stage: 'apply',
        deadline: AbortSignal.timeout(30_000),
      }),
      false,
    );
    await freeLease(dynamodb, lease);
    assert.equal(await heldBy(), 'next');
    await freeLease(dynamodb, next);
  });

  it('beats no longer than it may where nothing answers, and not half', async () => {
    const { lease } = await take('slow');
    const removeRule = proxy.inject({
      service: 'dynamodb',
      operation: 'UpdateItem',
      action: { kind: 'hang' },
    });
    await assert.rejects(
      beat({ dynamodb, clock: systemClock }, lease, { stage: 'apply', deadline: AbortSignal.timeout(300) }),
      { name: 'AbortError' },
    );
    removeRule();
    assert.equal(
      await beat({ dynamodb, clock: systemClock }, lease, {
        stage: 'apply',
        deadline: AbortSignal.timeout(30_000),
      }),
      true,
    );
    const Key = { LockID: { S: lease.id } };
    const { Item } = await dynamodb.getItem({ TableName: lease.table, Key, ConsistentRead: true });
    assert.equal(Item && readHolder(Item).beat, 1);
    await freeLease(dynamodb, lease);
  });

  it('leaves Terraform’s lock of the same state alone, which is read beside it', async () => {
    const Info = JSON.stringify({
      ID: '1',
      Operation: 'OperationTypePlan',
      Who: 'ada@laptop',
      Created: 'now',
    });
    const LockID = { S: `${location.bucket}/${location.key}` };
    await dynamodb.putItem({ TableName: location.lockTable, Item: { LockID, Info: { S: Info } } });
    const platform = fakePlatform({ aws: { ...fakePlatform().aws, dynamodb: async () => dynamodb } });
    const lock = await readLock(platform, location);
    assert.equal(lock && describeLock(lock), 'ada@laptop for plan since now');
  });
});
