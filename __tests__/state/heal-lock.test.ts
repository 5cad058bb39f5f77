import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Proof } from '../../src/context/run-status.ts';
import {
  describeHealed,
  describeKept,
  forceUnlockCommand,
  healLock,
  judgeLock,
} from '../../src/state/heal-lock.ts';
import { type Suspect, prover } from '../../src/state/holder-proof.ts';
import { readHolder } from '../../src/state/lease.ts';
import { lockSignature } from '../../src/state/lock-signature.ts';
import { sign } from '../../src/state/sign-lock.ts';
import { LeaseTable } from '../fakes/lease-table.ts';
import { FakeClock, fakeHttp, fakePlatform } from '../fakes/platform.ts';
import { location } from '../fakes/state-backend.ts';

const url = 'https://github.com/ada/shop/actions/runs/42/attempts/1';
const signature = lockSignature({ url, actor: 'ada', commit: '3f9a1c2'.padEnd(40, '0') });
const id = '9db590f1-b6fe-c5f2-2678-8804f089deba';
const written = (Info: string, Who = 'runner@vm') =>
  JSON.stringify({
    ID: id,
    Operation: 'OperationTypeApply',
    Info,
    Who,
    Version: '1.11.4',
    Created: '2026-01-01T00:00:00.131415161Z',
    Path: 'p',
  });

const over: Proof = { verdict: 'over', why: 'GitHub says so' };
const live: Proof = { verdict: 'live', why: 'it is in progress' };
const unknown: Proof = { verdict: 'unknown', why: 'GitHub answered 403' };

describe('judgeLock', () => {
  it('frees only what is of a run that is proven over, with the lease ours', () => {
    const judge = (lease: 'ours' | 'another', proof: Proof | 'nobody') => judgeLock({ lease, proof }).verdict;
    assert.equal(judge('ours', over), 'free it');
    assert.equal(judge('ours', live), 'live: wait');
    assert.equal(judge('another', over), 'live: wait');
    assert.equal(judge('ours', unknown), 'unprovable');
    assert.equal(judge('ours', 'nobody'), 'foreign');
    assert.equal(judge('another', 'nobody'), 'foreign');
  });
});

function world(info: string) {
  const table = new LeaseTable();
  const key = `${location.bucket}/${location.key}`;
  table.items.set(key, { LockID: { S: key }, Info: { S: written(info) } });
  const aws = { ...fakePlatform().aws, dynamodb: async () => table.asClient };
  const ports = { aws, clock: new FakeClock('2026-01-01T00:12:00.131Z') };
  return { table, key, ports };
}

describe('healLock', () => {
  it('frees the lock of a run that is over, and tells whose it was and how old', async () => {
    const { table, ports } = world(signature);
    const { healed, kept } = await healLock(ports, location, { prove: async () => over });
    assert.equal(table.items.size, 0);
    assert.deepEqual([healed.length, kept.length], [1, 0]);
    assert.equal(describeHealed(healed[0]!), `left by ${signature} (12 min old, id ${id})`);
  });

  it('never asks about a lock nobody signed, and never frees it: says whose it is, how old, and the command', async () => {
    const prove = () => Promise.reject(new TypeError('not to be asked'));
    for (const info of ['nightly job', `${signature} or so`, url]) {
      const { healed } = await healLock(world(info).ports, location, { prove });
      assert.equal(healed.length, 0, info);
    }
    const { table, ports } = world('');
    const { healed, kept } = await healLock(ports, location, { prove });
    assert.deepEqual([table.items.size, healed.length], [1, 0]);
    assert.match(
      describeKept(kept[0]!),
      /held by runner@vm for apply since 2026-01-01T00:00:00\S+, 12 min old: no deploy/,
    );
    assert.equal(
      forceUnlockCommand(kept[0]!.lock, 'terraform'),
      `terraform -chdir=terraform force-unlock -force ${id}`,
    );
    assert.doesNotMatch(forceUnlockCommand({ ...kept[0]!.lock, id: '$(x)' }, 'terraform'), /\$/);
  });

  it('leaves a lock that changed while it was being judged', async () => {
    const { table, key, ports } = world(signature);
    const { healed, kept } = await healLock(ports, location, {
      prove: async () => {
        table.items.set(key, { LockID: { S: key }, Info: { S: written('', 'ada@laptop') } });
        return over;
      },
    });
    assert.deepEqual([healed, kept, table.items.size], [[], [], 1]);
  });

  it('knows the process behind a lock only by the lease of the same run, taken before', async () => {
    const lease = (change: Record<string, string>) =>
      readHolder({
        Url: { S: url },
        Since: { S: '2025-12-31T23:59:00Z' },
        Machine: { S: 'here' },
        Pid: { N: '7' },
        ...Object.fromEntries(Object.entries(change).map(([name, S]) => [name, { S }])),
      });
    const asked: Suspect[] = [];
    for (const change of [{}, { Url: url.replace('42', '43') }, { Since: '2026-01-01T00:01:00Z' }]) {
      const { ports } = world(signature);
      const prove = async (suspect: Suspect) => {
        asked.push(suspect);
        return unknown;
      };
      await healLock(ports, location, { prove, previous: lease(change) });
    }
    assert.deepEqual(asked, [
      { url, process: { machine: 'here', pid: 7, role: 'supervisor' } },
      { url, process: undefined },
      { url, process: undefined },
    ]);
  });

  describe('of a machine that was lost before it could sign its lock', () => {
    const lost = (change: Record<string, string> = {}, before: readonly object[] = []) =>
      readHolder({
        Url: { S: url },
        Hostname: { S: 'vm' },
        Since: { S: '2025-12-31T23:59:58Z' },
        BeatAt: { S: '2025-12-31T23:59:59Z' },
        ...Object.fromEntries(Object.entries(change).map(([name, S]) => [name, { S }])),
        Predecessors: { L: before.map((one) => ({ M: one as never })) },
      });
    const heal = async (info: string, previous: ReturnType<typeof lost>) => {
      const { table, ports } = world(info);
      const prove = () => Promise.reject(new TypeError('not to be asked'));
      const { healed } = await healLock(ports, location, { prove, previous });
      return { healed, left: table.items.size };
    };

    it('frees it where the lease that was taken over is of that machine and that time', async () => {
      const { healed, left } = await heal('', lost());
      assert.equal(left, 0);
      assert.equal(describeHealed(healed[0]!), `left by ${url}, unsigned (12 min old, id ${id})`);
      assert.match(healed[0]!.why, /taken on vm under the lease that was taken over/);
    });

    it('remembers it over runs that were lost in their turn', async () => {
      const { Url, Hostname, Since, BeatAt } = {
        Url: { S: url },
        Hostname: { S: 'vm' },
        Since: { S: '2025-12-31T23:59:58Z' },
        BeatAt: { S: '2025-12-31T23:59:59Z' },
      };
      const later = { Hostname: 'other', Since: '2026-01-01T00:05:00Z', BeatAt: '2026-01-01T00:05:10Z' };
      assert.equal((await heal('', lost(later, [{ Url, Hostname, Since, BeatAt }]))).left, 0);
    });

    it('leaves it where anything else could have taken it', async () => {
      for (const change of [
        { Hostname: 'laptop' },
        { Since: '2026-01-01T00:00:01Z' },
        { BeatAt: '2025-12-31T23:58:59Z' },
        { BeatAt: 'unknown' },
        { Hostname: 'unknown' },
      ])
        assert.equal((await heal('', lost(change))).left, 1, JSON.stringify(change));
      assert.equal((await heal('nightly job', lost())).left, 1);
    });
  });
});

describe('the proof', () => {
  const proof = (suspect: Suspect, { machine, alive }: { machine?: string; alive: boolean }) => {
    const http = fakeHttp([new Error('GitHub is not to be asked')]);
    return prover(
      { http, clock: new FakeClock() },
      {
        github: { serverUrl: 'https://github.com', apiUrl: undefined, token: 'x' },
        processes: { machine, isGroupAlive: () => alive, isProcessAlive: () => !alive },
      },
    )(suspect);
  };

  it('is the process on the same machine, whatever the run; on any other machine its id says nothing', async () => {
    const process = { machine: 'here', pid: 7, role: 'supervisor' } as const;
    assert.equal((await proof({ url, process }, { machine: 'here', alive: true })).verdict, 'live');
    assert.equal((await proof({ url, process }, { machine: 'here', alive: false })).verdict, 'over');
    assert.equal((await proof({ url, process }, { machine: 'there', alive: false })).verdict, 'unknown');
    assert.equal((await proof({ url, process }, { alive: false })).verdict, 'unknown');
    const main = { ...process, role: 'main' } as const;
    assert.equal((await proof({ url, process: main }, { machine: 'here', alive: false })).verdict, 'live');
    assert.equal((await proof({ url, process: main }, { machine: 'here', alive: true })).verdict, 'over');
    assert.equal((await proof({ url: 'a laptop' }, { machine: 'here', alive: false })).verdict, 'unknown');
  });
});

describe('sign', () => {
  const started = Date.parse('2026-01-01T00:00:00Z');
  const signing = { location, signature, host: 'vm', started };

  it('puts the signature where Terraform leaves room for it, and changes nothing else', () => {
    assert.equal(sign(written(''), signing), written(signature));
  });

  it('leaves what is signed, of another host, or older than the Terraform it was started for', () => {
    assert.equal(sign(written('x'), signing), undefined);
    assert.equal(sign(written('', 'ada@laptop'), signing), undefined);
    assert.equal(sign(written(''), { ...signing, started: started + 132 }), undefined);
    for (const text of ['', '{}', 'null', '[]']) assert.equal(sign(text, signing), undefined);
  });
});
