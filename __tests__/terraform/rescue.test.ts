import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Failure } from '../../src/errors.ts';
import type { Terraform } from '../../src/terraform/cli.ts';
import { ERRORED_STATE, type RescueRequest, afterRescue, rescueState } from '../../src/terraform/rescue.ts';
import type { OwnLockClaim } from '../../src/terraform/resilient.ts';
import { FakeClock } from '../fakes/platform.ts';
import { playing } from './recorded.ts';

const STATE = '{"version":4,"serial":2,"lineage":"x","outputs":{"token":{"value":"hunter2"}}}';

describe('rescueState', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'rescue-test-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  /** A Terraform whose pushes end so, one after the other; the last one again and again. */
  function pushing(...ends: readonly (readonly [number, ...string[]] | Error)[]) {
    const base = playing([]);
    return {
      ...base,
      directory,
      run: (async (task, onLine) => {
        const end = ends[Math.min(base.asked.push(task.args), ends.length) - 1] ?? [0];
        if (end instanceof Error) throw end;
        const [exitCode, ...lines] = end;
        lines.forEach((line) => onLine(line));
        return { exitCode, signal: null };
      }) satisfies typeof base.run,
    };
  }
  const request = (overrides: Partial<RescueRequest> = {}): RescueRequest => ({
    clock: new FakeClock(),
    patience: 60_000,
    signal: new AbortController().signal,
    keep: async () => assert.fail('kept'),
    privateDirectory: directory,
    recovery: 's3://acme/recovery/x.tfstate',
    ...overrides,
  });
  const unsaved = () => writeFile(path.join(directory, ERRORED_STATE), STATE, { mode: 0o644 });

  it('has nothing to do where Terraform saved its state', async () => {
    const terraform = pushing([1]);
    assert.deepEqual(await rescueState(terraform, request()), { kind: 'nothing' });
    assert.deepEqual(terraform.asked, []);
  });

  it('pushes again until it works, and removes the file only then', async () => {
    await unsaved();
    const terraform = pushing([1, 'api error SlowDown: Please reduce your request rate.'], [0]);
    assert.deepEqual(await rescueState(terraform, request()), { kind: 'pushed' });
    assert.equal(terraform.asked.length, 2);
    assert.deepEqual(terraform.asked[0]?.slice(0, 2), ['state', 'push']);
    assert.deepEqual(await readdir(directory), []);
  });

  it('frees the lock that a push left whose request for it lost its answer, and pushes again', async () => {
    for (const [frees, wanted] of [
      [true, 'pushed'],
      [false, 'kept'],
    ] as const) {
      await unsaved();
      const claims: OwnLockClaim[] = [];
      const clock = new FakeClock();
      const since = clock.now();
      const terraform: Terraform = {
        ...pushing([1, 'Error: Error acquiring the state lock', '', 'Lock Info:', '  ID: x'], [0]),
        resilience: {
          clock,
          signal: new AbortController().signal,
          freeOwnLock: async (claim) => {
            claims.push(claim);
            return frees;
          },
          readOutputs: () => assert.fail('read'),
        },
      };
      const rescue = await rescueState(terraform, request({ clock, keep: async () => 's3://x' }));
      assert.equal(rescue.kind, wanted);
      assert.deepEqual(claims, [{ since }]);
    }
  });

  it('keeps what cannot be pushed, and says why without a line of the state', async () => {
    await unsaved();
    const terraform = pushing([1, 'Error: AccessDenied', `  "value": "hunter2"`, STATE]);
    let kept = '';
    const keep = async (state: string) => {
      kept = state;
      assert.deepEqual(await readdir(directory), [ERRORED_STATE], 'it goes only once it is kept');
      return 's3://bucket/recovery/x';
    };
    const rescue = await rescueState(terraform, request({ keep }));
    assert.deepEqual(rescue, { kind: 'kept', place: 's3://bucket/recovery/x' });
    assert.equal(kept, STATE);
    assert.deepEqual(await readdir(directory), []);
    assert.match(terraform.log.lines.join('\n'), /AccessDenied/);
    assert.doesNotMatch(terraform.log.lines.join('\n'), /hunter2/);
  });

  it('keeps it also where a lost lease or a cancel forbids to push', async () => {
    await unsaved();
    const rescue = await rescueState(pushing(new Error('lease')), request({ keep: async () => 's3://x' }));
    assert.equal(rescue.kind, 'kept');
  });

  it('leaves the file, for this user alone, where it can be written nowhere', async () => {
    await unsaved();
    const why = new Error('S3 is down');
    const keep = async () => {
      throw why;
    };
    const file = path.join(directory, ERRORED_STATE);
    const rescue = await rescueState(pushing([1, 'Error']), request({ keep }));
    assert.deepEqual(rescue, { kind: 'stranded', file, recovery: 's3://acme/recovery/x.tfstate', why });
    assert.equal(await readFile(file, 'utf8'), STATE);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
  });

  it('rescues a dump as it does a file, and leaves no copy', async () => {
    const terraform = pushing([0]);
    assert.deepEqual(await rescueState(terraform, request({ dumped: STATE })), { kind: 'pushed' });
    assert.deepEqual(await readdir(directory), []);
  });
});

describe('afterRescue', () => {
  const failure = new Failure({ code: 'TERRAFORM_APPLY_FAILED', reason: 'r', safe: 'old', next: 'old' });

  it('says where the state is now', () => {
    assert.equal(afterRescue(failure, { kind: 'nothing' }), failure);
    assert.match(afterRescue(failure, { kind: 'pushed' }).safe, /saved in a second try/);
    assert.match(afterRescue(failure, { kind: 'kept', place: 's3://b/k' }).safe, /kept at s3:\/\/b\/k/);
    const stranded = afterRescue(failure, {
      kind: 'stranded',
      recovery: 's3://acme/recovery/x.tfstate',
      file: '/w/errored.tfstate',
      why: 1,
    });
    assert.match(stranded.next, /aws s3 cp \/w\/errored\.tfstate s3:\/\/acme\/recovery\/x\.tfstate$/);
    assert.equal(stranded.code, 'TERRAFORM_APPLY_FAILED');
  });

  it('names the command to run again, and says nothing of a site that was to go', () => {
    for (const rescue of [{ kind: 'pushed' }, { kind: 'kept', place: 's3://b/k' }] as const) {
      assert.match(afterRescue(failure, rescue).safe, /The site was not touched\.$/);
      assert.match(afterRescue(failure, rescue).next, /^Run the deploy again/);
      assert.doesNotMatch(afterRescue(failure, rescue, 'destroy').safe, /site/);
      assert.match(afterRescue(failure, rescue, 'destroy').next, /^Run the destroy again/);
    }
  });
});
