import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StateLocation } from '../../src/context/deployment.ts';
import { type Run, readRun } from '../../src/context/run.ts';
import { Failure } from '../../src/errors.ts';
import {
  type LeaseHolder,
  type LeaseIdentity,
  type TakenLease,
  type Waiter,
  beat,
  describeHolder,
  freeLease,
  leaseId,
  readHolder,
  readLeaseItem,
  takeLease,
} from '../../src/state/lease.ts';
import type { Prove } from '../../src/state/holder-proof.ts';
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
  /** Run and stage of the holder, and the own place in the queue. */
  readonly told: readonly string[];
  readonly takenOver: TakenLease['takenOver'];
}

/** A lock table with a clock, and runs that want its lease. */
class World {
  readonly table = new LeaseTable();
  readonly clock = new VirtualClock();

  async take(
    id: string,
    options: {
      patience?: number;
      signal?: AbortSignal;
      state?: StateLocation;
      holder?: string;
      prove?: Prove;
    } = {},
  ): Promise<Waiting> {
    const told: string[] = [];
    const { lease, waited, takenOver } = await takeLease(
      { dynamodb: this.table.asClient, clock: this.clock },
      options.state ?? location,
      runOf(id),
      {
        holder: options.holder ?? `holder ${id}`,
        stage: 'lease',
        patience: options.patience ?? 600_000,
        onWait: ({ run, stage }, _, position) => told.push(`${run} ${stage}, ${position}.`),
        ...(options.prove === undefined ? {} : { prove: options.prove }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      },
    );
    return { lease, waited, told, takenOver };
  }

  holder(): LeaseHolder | undefined {
    const item = this.table.items.get(leaseId(location));
    return item && readLeaseItem(item).holder;
  }

  waiters(): readonly Waiter[] {
    return readLeaseItem(this.table.items.get(leaseId(location)) ?? {}).waiters;
  }

  /** Beats as a supervisor does, until it is told to stop. */
  keepAlive(lease: LeaseIdentity): AbortController {
    const stop = new AbortController();
    const live = async (): Promise<void> => {
      for (;;) {
        await this.clock.sleep(10_000, stop.signal);
        await this.beat(lease, 'apply');
      }
    };
    void live().catch(() => undefined);
    return stop;
  }

  beat = (lease: LeaseIdentity, stage: string): Promise<boolean> =>
    beat({ dynamodb: this.table.asClient, clock: this.clock }, lease, {
      stage,
      deadline: new AbortController().signal,
    });
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
      beatAt: '2026-01-01T00:00:00.000Z',
      hostname: 'host',
      interval: 10_000,
      predecessors: [],
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
    // A third came later: it sees the second take its turn, and its own place change.
    const last = world.take('3');
    await world.clock.sleep(20_000);
    await world.free(first.lease);
    const { told, waited, lease } = await waiting;
    await world.clock.sleep(20_000);
    await world.free(lease);

    assert.deepEqual(told, ['1 lease, 1.', '1 plan, 1.', '1 apply, 1.']);
    assert.ok(waited >= 100_000 && waited <= 103_000, String(waited));
    assert.deepEqual((await last).told, ['1 apply, 2.', '2 lease, 1.']);
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

describe('the queue for the lease', () => {
  it('is served in the order in which they came, whatever they were told apart by', async () => {
    const world = new World();
    const first = await world.take('0');
    const served: string[] = [];
    const waiting = ['9', '3', '7', '5', '1'].map(async (id, index) => {
      await world.clock.sleep(index * 1_000);
      const { lease } = await world.take(id, { patience: 3_600_000 });
      served.push(id);
      await world.clock.sleep(5_000);
      await world.free(lease);
    });
    await world.clock.sleep(10_000);
    assert.deepEqual(
      world.waiters().map(({ holder }) => holder),
      ['9', '3', '7', '5', '1'].map((id) => `holder ${id}`),
    );
    await world.free(first.lease);
    await Promise.all(waiting);
    assert.deepEqual(served, ['9', '3', '7', '5', '1']);
    assert.equal(world.table.items.size, 0);
  });

  it('keeps whom the lease was freed for before one who comes at that moment', async () => {
    const world = new World();
    const first = await world.take('1');
    const second = world.take('2');
    await world.clock.sleep(1_000);
    await world.free(first.lease);
    // Free, but with a queue: the item is there, and holds no holder.
    assert.deepEqual([world.holder(), world.waiters().length], [undefined, 1]);
    const third = world.take('3');
    assert.equal((await second).lease.holder, 'holder 2');
    assert.equal(world.holder()?.run, '2');
    await world.free((await second).lease);
    await world.free((await third).lease);
    assert.equal(world.table.items.size, 0);
  });

  it('drops who vanished, once its beat stood still for six of its intervals, and not before', async () => {
    const world = new World();
    const first = await world.take('1');
    const cancel = new AbortController();
    const gone = world.take('2', { signal: cancel.signal }).catch(() => undefined);
    await world.clock.sleep(1_000);
    // It dies without leaving: what it would still write doesn't arrive.
    const item = structuredClone(world.table.items.get(leaseId(location))!);
    cancel.abort(new Error('killed'));
    await gone;
    world.table.items.set(leaseId(location), item);
    const third = world.take('3');
    await world.clock.sleep(1_000);
    await world.free(first.lease);
    const { waited, told } = await third;
    assert.deepEqual(told[0], '1 lease, 2.');
    assert.ok(waited >= 30_000 && waited <= 33_000, String(waited));
    assert.deepEqual([world.holder()?.run, world.waiters()], ['3', []]);
  });

  it('takes back, at its end, who was dropped though alive', async () => {
    const world = new World();
    const first = await world.take('1');
    const second = world.take('2');
    await world.clock.sleep(1_000);
    // As if others had judged it vanished.
    delete world.table.items.get(leaseId(location))?.['Waiters']?.M?.['holder 2'];
    await world.clock.sleep(10_000);
    assert.deepEqual(
      world.waiters().map(({ holder, order }) => `${holder}: ${order}`),
      ['holder 2: 2'],
    );
    await world.free(first.lease);
    assert.equal((await second).lease.holder, 'holder 2');
  });

  it('is left by who gives up or is cancelled; the last of a free lease leaves nothing behind', async () => {
    const world = new World();
    const first = await world.take('1');
    await failureOf(world.take('2', { patience: 5_000 }));
    assert.deepEqual(world.waiters(), []);
    const cancel = new AbortController();
    const third = world.take('3', { signal: cancel.signal });
    await world.clock.sleep(1_000);
    await world.free(first.lease);
    cancel.abort(new Error('cancelled'));
    await assert.rejects(third, { message: 'cancelled' });
    assert.equal(world.table.items.size, 0);
  });

  it('is given to an item of a version that had none, and survives that version’s way of freeing', async () => {
    const world = new World();
    const old = { LockID: { S: leaseId(location) }, Holder: { S: 'old' }, Run: { S: '1' }, Beat: { N: '3' } };
    world.table.items.set(leaseId(location), old);
    const waiting = [world.take('2'), world.take('3')];
    await world.clock.sleep(1_000);
    assert.deepEqual([world.holder()?.run, world.waiters().length], ['1', 2]);
    world.table.items.delete(leaseId(location));
    const taken = await Promise.race(waiting);
    await world.clock.sleep(5_000);
    await world.free(taken.lease);
    await Promise.all(waiting);
  });

  it('loses no place to a lost reply: whatever is written twice counts once', async () => {
    const world = new World();
    const first = await world.take('1');
    // The SDK writes again after a lost reply; the fake does what the SDK does.
    let lose = true;
    const { updateItem } = world.table;
    world.table.updateItem = async function again(input) {
      const answer = await updateItem.call(this, input);
      if (!lose) return answer;
      lose = false;
      return updateItem.call(this, input);
    };
    const second = world.take('2');
    await world.clock.sleep(1_000);
    assert.deepEqual(
      world.waiters().map(({ order }) => order),
      [1],
    );
    lose = true;
    await world.free(first.lease);
    assert.equal((await second).lease.holder, 'holder 2');
    assert.equal(world.holder()?.run, '2');
  });
});

describe('taking over a lease', () => {
  const over: Prove = async () => ({ verdict: 'over', why: 'GitHub says that its run attempt is completed' });

  it('takes the beat standing still for six intervals and the proof that the run is over', async () => {
    const world = new World();
    await world.take('1');
    const { waited, takenOver } = await world.take('2', { prove: over });
    assert.ok(waited >= 60_000 && waited <= 63_000, String(waited));
    assert.equal(world.holder()?.run, '2');
    assert.equal(takenOver?.from.run, '1');
    assert.equal(takenOver?.why, 'GitHub says that its run attempt is completed');
  });

  it('never happens while the holder beats, whatever is proven', async () => {
    const world = new World();
    const { lease } = await world.take('1');
    const alive = world.keepAlive(lease);
    const failure = await failureOf(world.take('2', { prove: over, patience: 300_000 }));
    alive.abort();
    assert.equal(failure.code, 'DEPLOY_IN_PROGRESS');
    assert.equal(world.holder()?.run, '1');
    assert.doesNotMatch(failure.reason, /stood still/);
  });

  it('never happens without proof; the failure says why it is missing', async () => {
    for (const proof of [
      { verdict: 'live', why: 'GitHub says that its run attempt is in progress' },
      { verdict: 'unknown', why: 'GitHub answered 403 when asked whether its run is over' },
    ] as const) {
      const world = new World();
      await world.take('1');
      const failure = await failureOf(world.take('2', { prove: async () => proof, patience: 200_000 }));
      assert.equal(failure.code, 'DEPLOY_IN_PROGRESS');
      assert.ok(failure.reason.endsWith(`but it was not taken over from: ${proof.why}.`), failure.reason);
      assert.equal(world.holder()?.run, '1');
    }
  });

  it('asks about a holder only once its beat stands still, and then every half minute', async () => {
    const world = new World();
    await world.take('1');
    const asked: number[] = [];
    const prove: Prove = async () => {
      asked.push(world.clock.monotonic());
      return { verdict: asked.length < 3 ? 'live' : 'over', why: 'so' };
    };
    await world.take('2', { prove });
    assert.deepEqual(asked, [60_000, 90_000, 120_000]);
  });

  it('fails if the holder beat while it was being judged, and waits on', async () => {
    const world = new World();
    const { lease } = await world.take('1');
    const prove: Prove = async () => {
      // It was only slow, and beats just now.
      await world.beat(lease, 'apply');
      return { verdict: 'over', why: 'so it seemed' };
    };
    const failure = await failureOf(world.take('2', { prove, patience: 100_000 }));
    assert.equal(failure.code, 'DEPLOY_IN_PROGRESS');
    assert.deepEqual([world.holder()?.run, world.holder()?.beat], ['1', 1]);
  });

  it('falls to exactly one of many who have the proof, the first of them', async () => {
    const world = new World();
    await world.take('0');
    let inside = 0;
    const served: string[] = [];
    await Promise.all(
      ['1', '2', '3', '4'].map(async (id, index) => {
        await world.clock.sleep(index * 100);
        const { lease } = await world.take(id, { prove: over });
        assert.equal((inside += 1), 1);
        served.push(id);
        await world.clock.sleep(1_000);
        inside -= 1;
        await world.free(lease);
      }),
    );
    assert.deepEqual(served, ['1', '2', '3', '4']);
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

  it('tells of the supervisor, for others on its machine', async () => {
    const world = new World();
    const { lease } = await world.take('42');
    const supervisor = { machine: 'boot/pid:[1]', pid: 4711, role: 'supervisor' } as const;
    assert.equal(world.holder()?.process, undefined);
    const deadline = new AbortController().signal;
    const ports = { dynamodb: world.table.asClient, clock: world.clock };
    await beat(ports, lease, { stage: 'plan', deadline, process: supervisor });
    assert.deepEqual(world.holder()?.process, supervisor);
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
