import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apply } from '../../src/terraform/apply.ts';
import { runTerraform } from '../../src/terraform/cli.ts';
import { init } from '../../src/terraform/init.ts';
import { type Plan, plan } from '../../src/terraform/plan.ts';
import type { OwnLockClaim } from '../../src/terraform/resilient.ts';
import { FakeClock } from '../fakes/platform.ts';
import { type RecordedTerraform, playing, recordedLines } from './recorded.ts';

interface Played extends RecordedTerraform {
  readonly claims: OwnLockClaim[];
  readonly clock: FakeClock;
}

/** Plays one recording a command, the last one again and again; each takes as long as it waits for the lock. */
function playingOn(
  recordings: readonly string[],
  { frees = false, signal = new AbortController().signal } = {},
): Played {
  const clock = new FakeClock();
  const claims: OwnLockClaim[] = [];
  const first = playing([]);
  return {
    ...first,
    clock,
    claims,
    run: async (task, onLine) => {
      const recording = recordings[Math.min(first.asked.length, recordings.length - 1)] ?? '';
      first.asked.push(task.args);
      clock.advance(1_000 * Number(/-lock-timeout=(\d+)s/.exec(task.args.join(' '))?.[1] ?? 0));
      return playing(recording).run(task, onLine);
    },
    resilience: {
      clock,
      signal,
      freeOwnLock: async (claim) => {
        claims.push(claim);
        return frees;
      },
      readOutputs: async () => ({ url: { sensitive: false, value: 'https://shop.example' } }),
    },
  };
}

const request = { variables: new Map(), variableFiles: [], planFile: '/job/plan', lockTimeout: 0 };
const planned: Plan = {
  hasChanges: true,
  counts: { added: 1, changed: 0, destroyed: 0, imported: 0 },
  changes: [{ address: 'terraform_data.shop', type: 'terraform_data', action: 'create', applied: false }],
  planFile: '/job/plan',
};
const errors = ({ log }: RecordedTerraform) => log.annotations.filter(({ severity }) => severity === 'error');
const lockTimeouts = ({ asked }: RecordedTerraform): readonly string[] =>
  asked.map((args) => args.find((argument) => argument.startsWith('-lock-timeout=')) ?? '');

describe('a plan', () => {
  it('is made again after what passes, and leaves no annotation of what passed', async () => {
    const terraform = playingOn(['throttled-lock.plan', 'unread-state.plan', 'create.plan']);
    assert.equal((await plan(terraform, request)).hasChanges, true);
    assert.equal(terraform.asked.length, 3);
    assert.deepEqual(errors(terraform), []);
  });

  it('fails after five minutes of it, with one annotation', async () => {
    const terraform = playingOn(['throttled-lock.plan']);
    await assert.rejects(plan(terraform, request), { code: 'TERRAFORM_PLAN_FAILED' });
    assert.ok(terraform.clock.monotonic() > 240_000 && terraform.clock.monotonic() <= 300_000);
    assert.equal(errors(terraform).length, 1);
  });

  it('is made once where the failure would only come again', async () => {
    for (const recording of ['undeclared.plan', 'denied-lock.plan']) {
      const terraform = playingOn([recording]);
      await assert.rejects(plan(terraform, request), { code: 'TERRAFORM_PLAN_FAILED' });
      assert.equal(terraform.asked.length, 1, recording);
    }
  });

  it('waits for the holder of the lock in slices, within the one lock-timeout', async () => {
    const terraform = playingOn(['locked.plan']);
    await assert.rejects(plan(terraform, { ...request, lockTimeout: 150_000 }), { code: 'STATE_LOCKED' });
    assert.deepEqual(lockTimeouts(terraform), [
      '-lock-timeout=5s',
      '-lock-timeout=60s',
      '-lock-timeout=60s',
      '-lock-timeout=25s',
    ]);
    assert.equal(errors(terraform).length, 1);
  });

  it('frees the lock it got without being told, found out soon, and tries again with the time that is left', async () => {
    const terraform = playingOn(['lost-lock-reply.plan', 'create.plan'], { frees: true });
    const started = terraform.clock.now();
    await plan(terraform, { ...request, lockTimeout: 100_000 });
    assert.deepEqual(lockTimeouts(terraform), ['-lock-timeout=5s', '-lock-timeout=5s']);
    assert.deepEqual(terraform.claims, [{ since: started }]);
  });

  it('is made again, after a pause, where the lock in its way was gone when it was looked at', async () => {
    for (const recording of ['vanished-lock.plan', 'vanished-lockfile.plan']) {
      const terraform = playingOn([recording, 'create.plan']);
      const started = terraform.clock.monotonic();
      // More than a slice: Terraform itself does not wait for such a lock.
      assert.equal((await plan(terraform, { ...request, lockTimeout: 150_000 })).hasChanges, true);
      assert.deepEqual(lockTimeouts(terraform), ['-lock-timeout=5s', '-lock-timeout=5s']);
      assert.ok(terraform.clock.monotonic() - started > 2 * 5_000);
      assert.deepEqual(errors(terraform), []);
    }
  });

  it('does not free locks for ever', async () => {
    const terraform = playingOn(['lost-lock-reply.plan'], { frees: true });
    await assert.rejects(plan(terraform, request), { code: 'STATE_LOCKED' });
    assert.ok(terraform.asked.length <= 6);
  });

  it('is made again when its own lock would not go, once that was freed by its id', async () => {
    const terraform = playingOn(['not-unlocked.plan', 'create.plan'], { frees: true });
    assert.equal((await plan(terraform, request)).hasChanges, true);
    assert.match(terraform.claims[0]?.id ?? '', /^[0-9a-f-]{36}$/);
  });

  it('is not made again once the run is cancelled', async () => {
    const signal = AbortSignal.abort();
    const terraform = playingOn(['throttled-lock.plan'], { signal });
    await assert.rejects(plan(terraform, request), { code: 'TERRAFORM_PLAN_FAILED' });
    assert.equal(terraform.asked.length, 1);
  });
});

describe('an apply', () => {
  it('is tried again only where the lock was not to be had', async () => {
    const recordings = [
      'throttled-lock.apply',
      'lost-lock-reply.apply',
      'vanished-lock.apply',
      'create.apply',
    ];
    const terraform = playingOn(recordings, { frees: true });
    assert.equal((await apply(terraform, planned, 0)).kind, 'applied');
    assert.equal(terraform.asked.length, recordings.length);
  });

  it('that began is never repeated', async () => {
    for (const recording of ['unsaved.apply', 'partly.apply', 'not-unlocked-partly.apply']) {
      const terraform = playingOn([recording], { frees: true });
      assert.equal((await apply(terraform, planned, 0)).kind, 'failed');
      assert.equal(terraform.asked.length, 1, recording);
    }
  });

  it('is applied where only the lock would not go, freed or not: counts by what was completed, outputs from the state', async () => {
    for (const frees of [true, false]) {
      const terraform = playingOn(['not-unlocked.apply'], { frees });
      const outcome = await apply(terraform, planned, 0);
      assert.deepEqual(outcome, {
        kind: 'applied',
        applied: {
          counts: { added: 1, changed: 0, destroyed: 0, imported: 0 },
          changes: [{ ...planned.changes[0], applied: true, milliseconds: 0 }],
          outputs: { url: { sensitive: false, value: 'https://shop.example' } },
        },
      });
      assert.equal(terraform.asked.length, 1);
    }
  });

  it('that failed half-way leaves no lock either', async () => {
    const terraform = playingOn(['not-unlocked-partly.apply'], { frees: true });
    assert.equal((await apply(terraform, planned, 0)).kind, 'failed');
    assert.match(terraform.claims[0]?.id ?? '', /^[0-9a-f-]{36}$/);
  });
});

describe('an init', () => {
  it('is tried three times where registry or backend is down', async () => {
    const terraform = playingOn(['registry-down.init', 'unread-backend.init', 'init']);
    await init(terraform);
    assert.equal(terraform.asked.length, 3);
    const down = playingOn(['registry-down.init']);
    await assert.rejects(init(down), { code: 'TERRAFORM_INIT_FAILED' });
    assert.equal(down.asked.length, 3);
    assert.equal(errors(down).length, 1);
  });

  it('is tried once where the configuration is wrong', async () => {
    const terraform = playingOn(['syntax.init']);
    await assert.rejects(init(terraform), { code: 'TERRAFORM_INIT_FAILED' });
    assert.equal(terraform.asked.length, 1);
  });
});

describe('a state that Terraform dumps into its output', () => {
  it('is handed on, and not a word of it is shown', async () => {
    const terraform = playing('dumped.apply');
    const { dumpedState } = await runTerraform(terraform, ['apply']);
    assert.equal((JSON.parse(dumpedState ?? '') as { serial: number }).serial, 1);
    assert.match(dumpedState ?? '', /hunter2/);
    assert.doesNotMatch(JSON.stringify([terraform.log.lines, terraform.log.annotations]), /hunter2/);
  });

  it('is not shown where a full disk cut it short either', async () => {
    const dump = recordedLines('dumped.apply').find((line) => line.includes('Emergency state dump')) ?? '';
    const terraform = playing([dump.slice(0, dump.indexOf('hunter2') + 9)]);
    const { dumpedState, text } = await runTerraform(terraform, ['apply']);
    assert.equal(dumpedState, undefined);
    assert.deepEqual([text, terraform.log.lines], [[], []]);
  });
});
