import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runTerraform } from '../../src/terraform/cli.ts';
import {
  isLockUnread,
  isLocked,
  isOnlyNotLocked,
  isOnlyUnreleased,
  unreleasedLock,
} from '../../src/terraform/failures.ts';
import { isTransient, withRetries } from '../../src/terraform/transient.ts';
import { FakeClock } from '../fakes/platform.ts';
import { playing } from './recorded.ts';

const outcomeOf = (recording: string) => runTerraform(playing(recording), []);

describe('isTransient', () => {
  for (const recording of [
    'throttled-lock.plan',
    'throttled-lock.apply',
    'reset-lock.plan',
    'vanished-lock.plan',
    'vanished-lock.apply',
    'vanished-lockfile.plan',
    'unread-state.plan',
    'unread-backend.init',
    'registry-down.init',
  ]) {
    it(`takes ${recording} for what passes`, async () => {
      assert.equal(isTransient(await outcomeOf(recording)), true);
    });
  }
  for (const recording of [
    'denied-lock.plan',
    'locked.plan',
    'lost-lock-reply.plan',
    'undeclared.plan',
    'syntax.init',
    'conditions.plan',
    'migration.init',
    'unsaved.apply',
    'dumped.apply',
    'partly.apply',
    'create.apply',
  ]) {
    it(`takes ${recording} for what stays`, async () => {
      assert.equal(isTransient(await outcomeOf(recording)), false);
    });
  }

  const failed = (...text: string[]) => ({
    end: { exitCode: 1, signal: null },
    events: [],
    diagnostics: [],
    text,
  });
  it('reads what only prints', () => {
    assert.equal(
      isTransient(failed('Error: x', 'api error SlowDown: Please reduce your request rate.')),
      true,
    );
    assert.equal(isTransient(failed('Error: cannot import state with serial 1 over newer state')), false);
    assert.equal(isTransient(failed('Error: x', '', 'https response error StatusCode:', '503, y')), true);
    assert.equal(isTransient(failed()), false);
  });

  it('does not ask again who was refused, or whoever was interrupted', () => {
    assert.equal(isTransient(failed('StatusCode: 503, AccessDenied')), false);
    assert.equal(
      isTransient({ ...failed('StatusCode: 503'), end: { exitCode: null, signal: 'SIGINT' } }),
      false,
    );
  });

  it('needs every error to be one that passes', () => {
    const error = (detail: string) => ({ severity: 'error', summary: 'x', detail }) as const;
    const both = { ...failed(), diagnostics: [error('StatusCode: 503'), error('Unsupported argument')] };
    assert.equal(isTransient(both), false);
  });
});

describe('what a recorded failure of the lock says', () => {
  it('tells an answer that was lost as a lock that is held', async () => {
    for (const recording of ['lost-lock-reply.plan', 'lost-lock-reply.apply', 'lost-lockfile-reply.plan']) {
      assert.equal(isLocked(await outcomeOf(recording)), true, recording);
    }
    assert.equal(isLocked(await outcomeOf('throttled-lock.plan')), false);
  });

  it('tells a lock that was gone when it was looked at from one that has a holder', async () => {
    for (const recording of ['vanished-lock.plan', 'vanished-lock.apply', 'vanished-lockfile.plan']) {
      assert.equal(isLockUnread(await outcomeOf(recording)), true, recording);
    }
    for (const recording of ['locked.plan', 'lost-lock-reply.plan', 'throttled-lock.plan']) {
      assert.equal(isLockUnread(await outcomeOf(recording)), false, recording);
    }
  });

  it('tells that nothing was begun where only the lock was not to be had', async () => {
    for (const recording of ['throttled-lock.apply', 'vanished-lock.apply']) {
      assert.equal(isOnlyNotLocked(await outcomeOf(recording)), true, recording);
    }
    for (const recording of ['not-unlocked.apply', 'unsaved.apply', 'partly.apply', 'create.apply']) {
      assert.equal(isOnlyNotLocked(await outcomeOf(recording)), false, recording);
    }
  });

  it('tells an apply after which only the lock would not go from one that failed besides', async () => {
    assert.equal(isOnlyUnreleased(await outcomeOf('not-unlocked.apply')), true);
    assert.equal(isOnlyUnreleased(await outcomeOf('not-unlocked-partly.apply')), false);
    assert.equal(isOnlyUnreleased(await outcomeOf('create.apply')), false);
  });

  it('names the lock that was held', async () => {
    for (const recording of ['not-unlocked.plan', 'not-unlocked.apply', 'not-unlocked-partly.apply']) {
      assert.match(unreleasedLock(await outcomeOf(recording)) ?? '', /^[0-9a-f-]{36}$/, recording);
    }
    assert.equal(unreleasedLock(await outcomeOf('lost-lock-reply.plan')), undefined);
  });
});

describe('withRetries', () => {
  const signal = new AbortController().signal;

  it('pauses longer and longer, never in step, and gives up at its deadline with the last result', async () => {
    const clock = new FakeClock();
    const times: number[] = [];
    const last = await withRetries(
      { clock, signal, milliseconds: 60_000 },
      async () => times.push(clock.monotonic()),
      () => true,
    );
    assert.equal(last, times.length);
    assert.ok(times.length >= 5 && times.length <= 9, `${times.length} tries`);
    assert.ok(clock.monotonic() < 60_000);
    const [first = 0, second = 0] = times.slice(1);
    assert.ok(first >= 500 && first <= 1_000 && second - first >= 1_000 && second - first <= 2_000);
  });

  it('stops as soon as it is worth no repeat, or after so many tries', async () => {
    const clock = new FakeClock();
    const count = async (tries: number | undefined, isWorth: (n: number) => boolean) => {
      let number = 0;
      const limits = { clock, signal, milliseconds: 1e9, ...(tries === undefined ? {} : { tries }) };
      return withRetries(limits, async () => (number += 1), isWorth);
    };
    assert.equal(await count(undefined, (number) => number < 4), 4);
    assert.equal(await count(3, () => true), 3);
  });

  it('ends in its pause when it is cancelled', async () => {
    const abort = new AbortController();
    const limits = { clock: new FakeClock(), signal: abort.signal, milliseconds: 60_000 };
    const tries = withRetries(
      limits,
      async () => abort.abort(),
      () => true,
    );
    await assert.rejects(tries, { name: 'AbortError' });
  });
});
