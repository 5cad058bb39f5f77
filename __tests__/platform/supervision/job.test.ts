import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import {
  createJobDirectory,
  isAlive,
  readJobFile,
  readJobJson,
  watchJob,
  writeJobFile,
} from '../../../src/platform/supervision/job.ts';
import { until } from './supervised-world.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-job-'));
after(() => rmSync(directory, { recursive: true, force: true }));

let jobs = 0;
const newJob = () => createJobDirectory(directory, String((jobs += 1)));

describe('a file of the job', () => {
  it('is read whole or not at all while another process writes it over and over', async () => {
    const job = newJob();
    const module = new URL('../../../src/platform/supervision/job.ts', import.meta.url).href;
    const code = `
      const { writeJobJson } = await import(${JSON.stringify(module)});
      for (let round = 0; round < 1500; round += 1) {
        writeJobJson(${JSON.stringify(job)}, 'status.json', { round, filling: String(round).repeat(20_000) });
      }`;
    const writer = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' });
    const ended = once(writer, 'exit') as Promise<[number]>;
    const rounds: number[] = [];
    let running = true;
    void ended.finally(() => (running = false));
    while (running) {
      const status = readJobJson<{ round: number; filling: string }>(job, 'status.json');
      if (status !== undefined) {
        assert.equal(status.filling, String(status.round).repeat(20_000));
        rounds.push(status.round);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.deepEqual(await ended, [0, null]);
    assert.ok(new Set(rounds).size > 20, `only ${new Set(rounds).size} rounds were seen`);
    assert.deepEqual(
      rounds,
      rounds.toSorted((a, b) => a - b),
    );
  });

  it('that isn’t there reads as undefined', () => {
    assert.equal(readJobFile(newJob(), 'stage'), undefined);
    assert.equal(readJobJson(newJob(), 'status.json'), undefined);
  });
});

describe('watchJob', () => {
  it('looks at once, and again when a file comes', async () => {
    const job = newJob();
    let looks = 0;
    const seen = watchJob(job, () => {
      looks += 1;
      if (looks === 1) writeJobFile(job, 'tasks/1.json', '');
      return readJobFile(job, 'tasks/1.json') !== undefined && looks > 1;
    });
    await seen;
    assert.ok(looks > 1);
  });

  it('rejects with what a look throws, and with the reason it was aborted for', async () => {
    await assert.rejects(
      watchJob(newJob(), () => {
        throw new RangeError('seen');
      }),
      { message: 'seen' },
    );
    const abort = new AbortController();
    const watching = watchJob(newJob(), () => false, abort.signal);
    abort.abort(new RangeError('enough'));
    await assert.rejects(watching, { message: 'enough' });
    await assert.rejects(watchJob(newJob(), assert.fail, AbortSignal.abort(new RangeError('never began'))), {
      message: 'never began',
    });
  });
});

describe('isAlive', () => {
  it('knows this process from one that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    assert.equal(isAlive(process.pid), true);
    assert.equal(isAlive(child.pid ?? 0), false);
  });

  it('takes one that has ended for dead also where nobody asks how it ended', async (test) => {
    if (process.platform !== 'linux') return test.skip('that a process has ended is read in /proc');
    // The shell becomes a program that doesn't reap what the shell had started: so does PID 1 of a container job.
    const parent = spawn('/bin/sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    test.after(() => parent.kill('SIGKILL'));
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    await until(() => !isAlive(Number(line)), 5_000);
    assert.doesNotThrow(() => process.kill(Number(line), 0));
  });

  it('takes no group, nor everybody, for a process', () => {
    for (const pid of [0, -1, -process.pid]) assert.equal(isAlive(pid), false, String(pid));
  });
});
