import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, describe, it } from 'node:test';
import type { CommandContext } from '../src/command-context.ts';
import { readRun } from '../src/context/run.ts';
import { Failure } from '../src/errors.ts';
import { INPUT_DEFAULTS, type InputName } from '../src/inputs/definitions.ts';
import { parseInputs } from '../src/inputs/parse.ts';
import { runnerHttp } from '../src/platform/http.ts';
import type { StsApi } from '../src/platform/aws.ts';
import { machineName } from '../src/platform/supervision/process-group.ts';
import { Progress } from '../src/report/progress.ts';
import { renderSummary } from '../src/report/summary.ts';
import { sentence } from '../src/report/what-changed.ts';
import { lockSignature } from '../src/state/lock-signature.ts';
import { type LeaseIdentity, beat, takeLease } from '../src/state/lease.ts';
import { unlock } from '../src/unlock.ts';
import { LeaseTable } from './fakes/lease-table.ts';
import { fakePlatform } from './fakes/platform.ts';
import { location } from './fakes/state-backend.ts';
import { VirtualClock } from './fakes/virtual-clock.ts';

const workspace = mkdtempSync(path.join(os.tmpdir(), 'revive-unlock-'));
after(() => rmSync(workspace, { recursive: true, force: true }));

const runOf = (id: string) =>
  readRun(
    {
      GITHUB_REPOSITORY: 'ada/shop',
      GITHUB_RUN_ID: id,
      GITHUB_ACTOR: 'ada',
      GITHUB_SHA: '3f9a1c2'.padEnd(40, '0'),
    },
    'host',
    { cwd: workspace, temporary: workspace },
  );

/** A lock table in virtual time, and GitHub's API: answered from the same memory, so that time stands still meanwhile. */
class World {
  readonly table = new LeaseTable();
  readonly clock = new VirtualClock();
  readonly attempts = new Map<string, string>();
  /** Called when GitHub is asked about a run. */
  whenAsked = (): void => undefined;

  async unlock() {
    const attempts = this.attempts;
    const platform = fakePlatform({
      clock: this.clock,
      environment: { GITHUB_API_URL: 'https://api.github.com' },
      http: {
        ...runnerHttp,
        get: async (url) => {
          this.whenAsked();
          const status = attempts.get(/runs\/(\d+)\//.exec(url)?.[1] ?? '');
          return { status: status === undefined ? 404 : 200, headers: {}, body: JSON.stringify({ status }) };
        },
      },
      aws: {
        ...fakePlatform().aws,
        dynamodb: async () => this.table.asClient,
        sts: async () =>
          ({ getCallerIdentity: async () => ({ Account: location.account }) }) as unknown as StsApi,
      },
    });
    const given: Partial<Record<InputName, string>> = {
      command: 'unlock',
      project: 'shop',
      'terraform-directory': '.',
      'frontend-directory': '',
      'github-token': 'ghs_local',
    };
    const run = runOf('99');
    const inputs = parseInputs((name) => given[name] ?? INPUT_DEFAULTS[name], {
      environment: {},
      repository: 'ada/shop',
      workspace,
    });
    const progress = new Progress(
      { command: 'unlock', project: 'shop', environment: 'production', region: 'us-east-1', run },
      platform,
    );
    const signal = new AbortController().signal;
    const context: CommandContext = { platform, inputs, run, progress, signal, saveForPost: () => undefined };
    const outcome = await unlock(context).then(
      (result) => ({ result, failure: undefined }),
      (failure: unknown) => {
        assert.ok(failure instanceof Failure, String(failure));
        return { result: 'failed' as const, failure };
      },
    );
    return { ...outcome, log: platform.log.lines, report: progress.report(outcome.result, outcome.failure) };
  }

  async leaveLease(id: string): Promise<LeaseIdentity> {
    const ports = { dynamodb: this.table.asClient, clock: this.clock };
    const wish = { holder: `holder ${id}`, stage: 'apply', patience: 0, onWait: () => undefined };
    return (await takeLease(ports, location, runOf(id), wish)).lease;
  }

  leaveLock(info: string, created = '2025-12-31T23:48:00Z'): void {
    const key = `${location.bucket}/${location.key}`;
    const Info = JSON.stringify({
      ID: 'b1f2',
      Operation: 'OperationTypeApply',
      Info: info,
      Who: 'runner@vm',
      Created: created,
    });
    this.table.items.set(key, { LockID: { S: key }, Info: { S: Info } });
  }
}

describe('unlock', () => {
  it('is green where nothing is held, and says so', async () => {
    const world = new World();
    const { result, report, log } = await world.unlock();
    assert.equal(result, 'unlocked');
    assert.match(sentence(report), /^Nothing was left to free/);
    assert.ok(log.includes('Deploy lease: free.') && log.includes('Terraform state lock: free.'));
    assert.match(renderSummary(report), /## Unlocked/);
  });

  it('frees lease and lock of a run that is over, once its beat stood still; shows the id and whose they are', async () => {
    const world = new World();
    await world.leaveLease('42');
    world.leaveLock(lockSignature(runOf('42')));
    world.attempts.set('42', 'completed');
    const { result, report, log } = await world.unlock();
    assert.equal(result, 'unlocked');
    assert.equal(world.table.items.size, 0);
    assert.ok(world.clock.monotonic() >= 60_000);
    assert.match(log.join('\n'), /Terraform state lock: id b1f2, held by runner@vm for apply/);
    assert.match(
      sentence(report),
      /^Freed the state lock left by \S+42\S+ by ada at 3f9a1c2 \(13 min old, id b1f2\); the deploy lease of run 42/,
    );
  });

  it(
    'takes over at once from a holder whose process on this machine is gone: its beat need not be watched',
    { skip: machineName() === undefined && 'processes of this machine can be told from no others' },
    async () => {
      const world = new World();
      const { id } = await world.leaveLease('42');
      const { pid } = spawnSync(process.execPath, ['--version']);
      const left = { Machine: { S: machineName() ?? '' }, Pid: { N: String(pid) } };
      world.table.items.set(id, { ...world.table.items.get(id), ...left });
      world.leaveLock(lockSignature(runOf('42')), '2026-01-01T00:00:01Z');
      const { result, failure, log } = await world.unlock();
      assert.equal(result, 'unlocked', `${failure?.reason}\n${log.join('\n')}`);
      assert.equal(world.table.items.size, 0);
      assert.ok(world.clock.monotonic() < 10_000, `it watched for ${world.clock.monotonic()} ms`);
    },
  );

  it(
    'names its own process in the lease it takes to look: were it killed, the next on this machine need not wait',
    { skip: machineName() === undefined && 'processes of this machine can be told from no others' },
    async () => {
      const world = new World();
      world.leaveLock(lockSignature(runOf('43')));
      let held: string | undefined;
      world.whenAsked = () => {
        held = [...world.table.items.values()].find((item) => 'Holder' in item)?.['MainPid']?.N;
      };
      await world.unlock();
      assert.equal(held, String(process.pid));
    },
  );

  it('refuses a holder that is at work at once, by what GitHub says', async () => {
    const world = new World();
    await world.leaveLease('42');
    world.attempts.set('42', 'in_progress');
    const { failure } = await world.unlock();
    assert.equal(failure?.code, 'LOCK_HOLDER_LIVE');
    assert.match(failure.reason, /GitHub says that its run attempt is in progress/);
    assert.deepEqual([world.table.items.size, world.clock.monotonic()], [1, 0]);
  });

  it('refuses a holder whose beat counts up, whatever is proven', async () => {
    const world = new World();
    const lease = await world.leaveLease('42');
    world.attempts.set('42', 'completed');
    const stop = new AbortController();
    const live = async (): Promise<void> => {
      for (;;) {
        await world.clock.sleep(10_000, stop.signal);
        await beat({ dynamodb: world.table.asClient, clock: world.clock }, lease, {
          stage: 'apply',
          deadline: stop.signal,
        });
      }
    };
    void live().catch(() => undefined);
    const { failure } = await world.unlock();
    stop.abort();
    assert.equal(failure?.code, 'LOCK_HOLDER_LIVE');
    assert.match(failure.reason, /its beat counts up/);
    assert.equal(world.table.items.size, 1);
  });

  it('never frees what is not proven, and gives the command for who knows better', async () => {
    const leased = new World();
    await leased.leaveLease('42');
    const lease = await leased.unlock();
    assert.equal(lease.failure?.code, 'LOCK_NOT_PROVEN');
    assert.match(lease.failure.reason, /GitHub answered 404/);
    assert.match(lease.failure.details.join('\n'), /aws dynamodb delete-item/);
    assert.equal(leased.table.items.size, 1);

    for (const [info, why] of [
      ['', /a laptop or another tool/],
      [lockSignature(runOf('43')), /GitHub answered 404/],
    ] as const) {
      const world = new World();
      world.leaveLock(info);
      const { failure } = await world.unlock();
      assert.equal(failure?.code, 'LOCK_NOT_PROVEN');
      assert.match(failure.reason, why);
      assert.deepEqual(failure.details, ['terraform -chdir=. force-unlock -force b1f2']);
      // The lease it took to look is free again; the lock stays.
      assert.equal(world.table.items.size, 1);
    }
  });
});
