import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { SupervisedWorld, entry, until } from './platform/supervision/supervised-world.ts';

const world = new SupervisedWorld();
const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-post-'));
before(() => world.start());
after(async () => {
  await world.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Runs the post phase in a process of its own, with what main has saved for it. */
async function post(
  saved: Readonly<Record<string, string>>,
  onLine: (text: string) => void = () => undefined,
) {
  const state = Object.entries(saved).map(([name, value]) => [`STATE_${name}`, value]);
  const env = { PATH: process.env['PATH'], STATE_phase: 'post', ...Object.fromEntries(state) };
  const running = promisify(execFile)(process.execPath, [entry], { env });
  running.child.stdout?.on('data', onLine);
  return running.then(
    ({ stdout }) => ({ exitCode: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ exitCode: error.code, stdout: error.stdout }),
  );
}

describe('post', () => {
  it('says and does nothing after a main that saved nothing, or whose job is gone', async () => {
    assert.deepEqual(await post({}), { exitCode: 0, stdout: '' });
    const gone = { 'job-directory': path.join(directory, 'gone'), 'terraform-directory': directory };
    assert.deepEqual(await post(gone), { exitCode: 0, stdout: '' });
  });

  it('waits for a task that outlived main, sees the lease freed, and leaves no file of the job', async () => {
    const supervised = world.supervise('post');
    const task = world.script(`say('ready\\n'); await exists('post-waits'); file('post-task-ended');`);
    let ready = false;
    const running = supervised.run(task, () => (ready = true));
    running.catch(() => undefined);
    await until(() => ready);
    const { exitCode, stdout } = await post({ 'job-directory': supervised.job.path }, () =>
      world.touch('post-waits'),
    );
    assert.equal(exitCode, 0);
    assert.match(stdout, /^Terraform is still at work under its supervisor; waiting for it/);
    assert.match(stdout, /^Terraform has ended, and the deploy lease is free\.$/m);
    assert.equal(world.has('post-task-ended'), true);
    assert.equal(world.held, undefined);
    assert.equal(existsSync(supervised.job.path), false);
    await supervised.release().catch(() => undefined);
  });

  it('leaves the step green, with a warning, when the clean-up itself fails', async () => {
    const job = path.join(directory, 'broken');
    mkdirSync(path.join(job, 'status.json'), { recursive: true });
    const { exitCode, stdout } = await post({ 'job-directory': job });
    assert.equal(exitCode, 0);
    assert.match(stdout, /^::warning::The clean-up after the deploy did not end well: EISDIR/m);
    writeFileSync(path.join(directory, 'x'), '');
    const unreadable = await post({ 'terraform-cache': 'not JSON' });
    assert.deepEqual([unreadable.exitCode, /^::warning::/.test(unreadable.stdout)], [0, true]);
  });
});
