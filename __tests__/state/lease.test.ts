import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StateLocation } from '../../src/context/deployment.ts';
import { type Run, readRun } from '../../src/context/run.ts';
import { Failure } from '../../src/errors.ts';
import {
  type LeaseHolder,
  type LeaseIdentity,
  beat,
  describeHolder,
  freeLease,
  leaseId,
  readHolder,
  takeLease,
} from '../../src/state/lease.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { LeaseTable } from '../fakes/lease-table.ts';
import { location } from '../fakes/state-backend.ts';
import { VirtualClock } from '../fakes/virtual-clock.ts';

const runOf = (id: string): Run =>
  readRun(
    {
      GITHUB_REPOSITORY: 'ada/shop',
      GITHUB_RUN_ID: id,
      GITHUB_ACTOR: 'ada',
      GITHUB_SHA: '3f9a1c2'.padEnd(40, '0'),
      GITHUB_JOB: 'deploy',
      RUNNER_NAME: `runner ${id}`,
    },
    'host',
    { cwd: '/', temporary: '/' },
  );

interface Waiting {
  readonly lease: LeaseIdentity;
  readonly waited: number;
  readonly told: readonly LeaseHolder[];
}

/** A lock table with a clock, and runs that want its lease. */
class World {
  readonly table = new LeaseTable();
  readonly clock = new VirtualClock();

  async take(
    id: string,
    options: { patience?: number; signal?: AbortSignal; state?: StateLocation; holder?: string } = {},
  ): Promise<Waiting> {
    const told: LeaseHolder[] = [];
    const { lease, waited } = await takeLease(
      { dynamodb: this.table.asClient, clock: this.clock },
      options.state ?? location,
      runOf(id),
      {
        holder: options.holder ?? `holder ${id}`,
        stage: 'lease',
        patience: options.patience ?? 600_000,
        onWait: (holder) => told.push(holder),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      },
    );
    return { lease, waited, told };
  }

  holder(): LeaseHolder | undefined {
    const item = this.table.items.get(leaseId(location));
    return item && readHolder(item);
  }

  beat = (lease: LeaseIdentity, stage: string): Promise<boolean> =>
    beat(this.table.asClient, lease, stage, new AbortController().signal);
  free = (lease: LeaseIdentity): Promise<void> => freeLease(this.table.asClient, lease);
}

const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Failure, String(error));
  return error;
};

describe('takeLease', () => {
  it('writes beside Terraform’s lock of the same state who holds it, and doesn’t wait for what is free', async () => {
    const world = new World();
    const { lease, waited } = await world.take('42');
    assert.equal(waited, 0);
    assert.deepEqual(lease, {
      table: 'shop-terraform-locks',
      region: 'us-east-1',
      id: 'shop-terraform-state-123456789012/production/terraform.tfstate-lease',
      holder: 'holder 42',
    });
    assert.deepEqual(world.holder(), {
      holder: 'holder 42',
      repository: 'ada/shop',
      run: '42',
      attempt: 1,
      job: 'deploy',
      host: 'runner 42',
      actor: 'ada',
      commit: '3f9a1c2'.padEnd(40, '0'),
      url: 'https://github.com/ada/shop/actions/runs/42/attempts/1',
      stage: 'lease',
      since: '2026-01-01T00:00:00.000Z',
      beat: 0,
      interval: 10_000,
    });
  });

  it('gives sixteen that try at once the lease one after another', async () => {
    const world = new World();
    let inside = 0;
    const order = await Promise.all(
      Array.from({ length: 16 }, async (_, number) => {
        const { lease } = await world.take(String(number), { patience: 3_600_000 });
        inside += 1;
        assert.equal(inside, 1);
        assert.equal(world.holder()?.run, String(number));
        await world.clock.sleep(5_000);
        inside -= 1;
        await world.free(lease);
        return number;
      }),
    );
    assert.equal(order.length, 16);
    assert.equal(world.holder(), undefined);
    assert.ok(world.clock.monotonic() >= 16 * 5_000);
  });

  it('tells of the holder when it waits first, when its stage changes and when another takes over; not else', async () => {
    const world = new World();
    const first = await world.take('1');
    const waiting = world.take('2');
    await world.clock.sleep(20_000);
    for (const stage of ['plan', 'plan', 'apply']) {
      await world.beat(first.lease, stage);
      await world.clock.sleep(20_000);
    }
    await world.free(first.lease);
    const between = await world.take('3');
    await world.clock.sleep(20_000);
    await world.free(between.lease);

    const { told, waited } = await waiting;
    assert.deepEqual(
      told.map(({ run, stage }) => `${run} ${stage}`),
      ['1 lease', '1 plan', '1 apply', '3 lease'],
    );
    assert.ok(waited >= 100_000 && waited <= 103_000, String(waited));
  });

  it('gives up when its patience is over, naming the holder and the command that frees exactly its lease', async () => {
    const world = new World();
    await world.take('42');
    const failure = await failureOf(world.take('43', { patience: 10_000 }));
    assert.equal(world.clock.monotonic(), 10_000);
    assert.equal(failure.code, 'DEPLOY_IN_PROGRESS');
    assert.equal(
      failure.reason,
      'Another deploy held the lease for all of 10 s (lock-timeout): run 42 (attempt 1) by ada at 3f9a1c2, in stage ' +
        'lease, since 2026-01-01T00:00:00.000Z: https://github.com/ada/shop/actions/runs/42/attempts/1.',
    );
    assert.match(failure.safe, /^Nothing was planned/);
    assert.match(failure.next, /raise lock-timeout/);
    assert.equal(
      failure.details.at(-1),
      'aws dynamodb delete-item --region us-east-1 --table-name shop-terraform-locks ' +
        `--key '{"LockID":{"S":"shop-terraform-state-123456789012/production/terraform.tfstate-lease"}}' ` +
        `--condition-expression 'Holder = :holder' --expression-attribute-values '{":holder":{"S":"holder 42"}}'`,
    );
    assert.equal(world.holder()?.run, '42');
  });

  it('looks once and doesn’t wait with no patience', async () => {
    const world = new World();
    await world.take('42');
    assert.equal((await failureOf(world.take('43', { patience: 0 }))).code, 'DEPLOY_IN_PROGRESS');
    assert.equal(world.clock.monotonic(), 0);
    assert.equal((await world.take('44', { patience: 0, state: { ...location, key: 'other' } })).waited, 0);
  });

  it('takes the item it finds for its own where the reply to its first try was lost', async () => {
    const world = new World();
    // The SDK tries again after a lost reply: the second try meets what the first has written.
    await world.take('42', { holder: 'mine' });
    const { lease, waited, told } = await world.take('42', { holder: 'mine' });
    assert.deepEqual([lease.holder, waited, told], ['mine', 0, []]);
  });

  it('stops waiting when the run is cancelled, and leaves the holder’s lease', async () => {
    const world = new World();
    await world.take('42');
    const cancel = new AbortController();
    const waiting = world.take('43', { signal: cancel.signal });
    await world.clock.sleep(4_000);
    cancel.abort(new Error('cancelled'));
    await assert.rejects(waiting, { message: 'cancelled' });
    assert.equal(world.holder()?.run, '42');
  });

  it('never takes a refusal of AWS for a free or a held lease', async () => {
    const world = new World();
    world.table.before = () => {
      throw new FakeAwsError('AccessDeniedException', 400);
    };
    const failure = await failureOf(world.take('42'));
    assert.equal(failure.code, 'ACCESS_DENIED');
    for (const action of ['PutItem', 'UpdateItem', 'DeleteItem']) {
      assert.match([failure.reason, ...failure.details].join('\n'), new RegExp(`dynamodb:${action}`));
    }
  });
});

describe('the lease table', () => {
  it('that is not there is named, with what makes it', async () => {
    const world = new World();
    world.table.before = () => {
      throw new FakeAwsError('ResourceNotFoundException', 400);
    };
    const failure = await failureOf(world.take('42'));
    assert.match(`${failure.code} ${failure.reason}`, /^BACKEND_MISSING .*shop-terraform-locks/);
    assert.match(failure.next, /bootstrap/);
  });
});

describe('beat', () => {
  it('counts up and shows the stage', async () => {
    const world = new World();
    const { lease } = await world.take('42');
    assert.equal(await world.beat(lease, 'plan'), true);
    assert.equal(await world.beat(lease, 'apply'), true);
    assert.deepEqual([world.holder()?.stage, world.holder()?.beat], ['apply', 2]);
  });

  it('is false where another holds the lease or nobody does, and changes nothing then', async () => {
    const world = new World();
    const { lease } = await world.take('42');
    await world.free(lease);
    assert.equal(await world.beat(lease, 'apply'), false);
    assert.equal(world.holder(), undefined);
    await world.take('43');
    assert.equal(await world.beat(lease, 'apply'), false);
    assert.deepEqual([world.holder()?.run, world.holder()?.stage, world.holder()?.beat], ['43', 'lease', 0]);
  });

  it('rejects where it can’t be known', async () => {
    const world = new World();
    const { lease } = await world.take('42');
    world.table.before = () => {
      throw new FakeAwsError('InternalServerError', 500);
    };
    await assert.rejects(world.beat(lease, 'apply'), { name: 'InternalServerError' });
  });
});

describe('freeLease', () => {
  it('frees its own lease, again and again, and never another’s', async () => {
    const world = new World();
    const { lease } = await world.take('42');
    await world.free(lease);
    assert.equal(world.holder(), undefined);
    await world.free(lease);
    await world.take('43');
    await world.free(lease);
    assert.equal(world.holder()?.run, '43');
  });

  it('rejects where it can’t be known whether it is free', async () => {
    const world = new World();
    const { lease } = await world.take('42');
    world.table.before = () => {
      throw new FakeAwsError('InternalServerError', 500);
    };
    await assert.rejects(world.free(lease), { name: 'InternalServerError' });
  });
});

describe('readHolder', () => {
  it('reads what an older version left out as unknown', () => {
    const holder = readHolder({ LockID: { S: 'x' }, Holder: { S: 'h' } });
    assert.deepEqual([holder.run, holder.attempt, holder.beat, holder.interval], ['unknown', 1, 0, 10_000]);
    assert.equal(
      describeHolder(holder),
      'run unknown (attempt 1) by unknown at unknown, in stage unknown, since unknown: unknown',
    );
  });
});
