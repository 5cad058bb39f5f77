import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../../src/errors.ts';
import {
  type JobDirectory,
  type Task,
  isAlive,
  jobFile,
  writeJobFile,
} from '../../../src/platform/supervision/job.ts';
import {
  readStatus,
  requestInterrupt,
  startSupervisor,
  waitUntilEnded,
} from '../../../src/platform/supervision/supervised.ts';
import type { SupervisedLease } from '../../../src/supervised-lease.ts';
import { SupervisedWorld, entry, lease, until } from './supervised-world.ts';

const world = new SupervisedWorld();
before(() => world.start());
after(() => world.stop());

const isFailure = (code: string) => (error: unknown) => error instanceof Failure && error.code === code;

/** A main phase in a process of its own, which has a task run that has said something by now. */
async function startMain(job: JobDirectory, held: SupervisedLease, task: Task) {
  const main = fileURLToPath(new URL('main-process.ts', import.meta.url));
  const args = [job, { lease: held, keepToken: false }, task].map((value) => JSON.stringify(value));
  const child = spawn(process.execPath, [main, ...args], {
    env: world.environment as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(createInterface({ input: child.stdout }), 'line');
  return child;
}

describe('a supervised task', () => {
  it('hands on its output while it runs, line by line, whole characters, the last line without a newline', async () => {
    const supervised = world.supervise('lines');
    const lines: string[] = [];
    // Two bytes make an ü, four a 😀: each is written in halves, the second only when the first line has been seen.
    const task = world.script(`
      const text = Buffer.from('first\\nü😀 second\\r\\n\\nlast ü');
      say(text.subarray(0, 7));
      await exists('seen-first');
      say(text.subarray(7, 10));
      say(text.subarray(10));`);
    const exit = await supervised.run(task, (line) => {
      lines.push(line);
      if (line === 'first') world.touch('seen-first');
    });
    assert.deepEqual(exit, { exitCode: 0, signal: null });
    assert.deepEqual(lines, ['first', 'ü😀 second\r', '', 'last ü']);
    await supervised.release();
  });

  it('hands on both streams and more than fits a pipe', async () => {
    const supervised = world.supervise('much');
    let characters = 0;
    const code = `for (let i = 0; i < 3000; i += 1) fs.writeSync(1 + (i % 2), 'x'.repeat(99) + '\\n');`;
    await supervised.run(world.script(code), (line) => (characters += line.length + 1));
    assert.equal(characters, 300_000);
    await supervised.release();
  });

  it('tells how it ended: by its exit code, by a signal, or why it could not be started', async () => {
    const supervised = world.supervise('ends');
    const silent = () => undefined;
    assert.deepEqual(await supervised.run(world.script('process.exit(7)'), silent), {
      exitCode: 7,
      signal: null,
    });
    const killed = await supervised.run(world.script(`process.kill(process.pid, 'SIGKILL')`), silent);
    assert.deepEqual(killed, { exitCode: null, signal: 'SIGKILL' });
    const absent = await supervised.run(
      { executable: '/nowhere/x', args: [], directory: world.directory },
      silent,
    );
    assert.deepEqual([absent.exitCode, absent.signal], [null, null]);
    assert.match(absent.error ?? '', /ENOENT/);
    await supervised.release();
  });

  it('runs one after another in the order they were asked for', async () => {
    const supervised = world.supervise('order');
    const order: string[] = [];
    const run = (name: string, code: string) => supervised.run(world.script(code), () => order.push(name));
    const first = run('first', `say('begins\\n'); await exists('second-asked'); say('ends\\n');`);
    const second = run('second', `say('begins\\n');`);
    world.touch('second-asked');
    await Promise.all([first, second]);
    assert.deepEqual(order, ['first', 'first', 'second']);
    await supervised.release();
  });

  it('sees the job’s variables without the action’s inputs, its saved state and the runner’s tokens', async () => {
    const supervised = world.supervise('environment');
    let seen: Record<string, string> = {};
    const task = world.script(`say(JSON.stringify(process.env))`);
    await supervised.run(task, (line) => (seen = JSON.parse(line) as Record<string, string>));
    assert.equal(seen['TF_VAR_kept'], 'yes');
    assert.equal(seen['AWS_ACCESS_KEY_ID'], 'local');
    const withheld = Object.keys(seen).filter((name) =>
      /^(INPUT|STATE|ACTIONS)_|^RUNNER_TRACKING_ID$/.test(name),
    );
    assert.deepEqual(withheld, []);
    await supervised.release();
  });

  it('leaves nothing that another user of the machine could read', async () => {
    const supervised = world.supervise('private');
    await supervised.run(world.script(`say('secret')`), () => undefined);
    const modes = [
      '.',
      'tasks',
      'job.json',
      'status.json',
      'supervisor.log',
      'tasks/1.json',
      'tasks/1.log',
    ].map((name) => [name, (statSync(jobFile(supervised.job, name)).mode & 0o077).toString(8)]);
    assert.deepEqual(
      modes.filter(([, others]) => others !== '0'),
      [],
    );
    await supervised.release();
  });
});

describe('an interrupt', () => {
  it('reaches the running task once, however often it is asked for', async () => {
    const supervised = world.supervise('interrupt');
    const cancel = new AbortController();
    const lines: string[] = [];
    const task = world.script(`
      process.on('SIGINT', () => say('SIGINT\\n'));
      say('ready\\n');
      await exists('enough');
      process.exit(130);`);
    const running = supervised.run(
      task,
      (line) => {
        lines.push(line);
        if (line === 'ready') cancel.abort();
      },
      cancel.signal,
    );
    await until(() => lines.includes('SIGINT'));
    for (let time = 0; time < 3; time += 1) requestInterrupt(supervised.job);
    // Its stage in the lease shows that the supervisor has looked at the directory since.
    supervised.setStage('looked');
    await until(() => world.held?.stage === 'looked');
    world.touch('enough');
    assert.deepEqual(await running, { exitCode: 130, signal: null });
    assert.deepEqual(lines, ['ready', 'SIGINT']);
    await supervised.release();
  });

  it('keeps a task that is asked for afterwards from starting at all', async () => {
    const supervised = world.supervise('never');
    const exit = await supervised.run(world.script(`file('never-ran')`), assert.fail, AbortSignal.abort());
    assert.deepEqual(exit, { exitCode: null, signal: 'SIGINT' });
    const next = await supervised.run(world.script(`file('never-ran')`), assert.fail);
    assert.deepEqual(next, { exitCode: null, signal: 'SIGINT' });
    assert.equal(world.has('never-ran'), false);
    await supervised.release();
  });
});

describe('the lease', () => {
  it('beats and shows each stage while it is held, and is free after the release', async () => {
    const supervised = world.supervise('stages');
    for (const stage of ['plan', 'apply']) {
      supervised.setStage(stage);
      await until(() => world.held?.stage === stage);
    }
    assert.ok(Number(world.table.items.get(lease.id)?.['Beat']?.N) >= 2);
    const status = await supervised.release();
    assert.equal(status.state, 'ended');
    assert.equal(world.held, undefined);
    await until(() => !isAlive(status.pid));
    assert.equal(readFileSync(jobFile(supervised.job, 'supervisor.log'), 'utf8'), '');
  });

  it('is held until the running task has ended, although it was released before', async () => {
    const supervised = world.supervise('release');
    const running = supervised.run(
      world.script(`say('ready\\n'); await exists('may-end'); file('task-ended');`),
      () => {
        void supervised.release();
        supervised.setStage('released');
      },
    );
    await until(() => world.held?.stage === 'released');
    assert.equal(readStatus(supervised.job).state, 'running');
    world.touch('may-end');
    await running;
    await waitUntilEnded(supervised.job);
    assert.equal(world.has('task-ended'), true);
    assert.equal(world.held, undefined);
  });

  it('of a killed main is held until its task has ended by itself, and free then', async () => {
    const job = world.job('orphan');
    const task = world.script(`say('ready\\n'); await exists('main-is-dead'); file('orphan-ended');`);
    const child = await startMain(job, lease, task);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.deepEqual([world.held?.holder, readStatus(job).state], ['mine', 'running']);
    world.touch('main-is-dead');
    await waitUntilEnded(job);
    assert.equal(world.has('orphan-ended'), true);
    assert.equal(world.held, undefined);
    assert.equal(readStatus(job).state, 'ended');
  });

  it('taken away by another stops the run with LEASE_LOST, its task with one signal, and every later task', async () => {
    const supervised = world.supervise('lost');
    const lines: string[] = [];
    const task = world.script(`
      process.on('SIGINT', () => say('SIGINT\\n'));
      say('ready\\n');
      await exists('told-lost');
      process.exit(0);`);
    const running = supervised.run(task, (line) => lines.push(line));
    const refused = assert.rejects(running, isFailure('LEASE_LOST'));
    await until(() => lines.includes('ready'));
    world.hold('another');
    supervised.setStage('apply');
    await until(() => supervised.lost.aborted && lines.includes('SIGINT'));
    assert.ok(isFailure('LEASE_LOST')(supervised.lost.reason));
    assert.match((supervised.lost.reason as Failure).reason, /another run holds the lease/);
    world.touch('told-lost');
    await refused;
    assert.deepEqual(lines, ['ready', 'SIGINT']);

    await assert.rejects(
      supervised.run(world.script(`file('ran-without-lease')`), assert.fail),
      isFailure('LEASE_LOST'),
    );
    await supervised.release();
    assert.equal(world.has('ran-without-lease'), false);
    assert.equal(world.held?.holder, 'another');
  });
});

describe('the state lock', () => {
  it('that a killed main held is freed before the lease is, also where `post` has let go of it first', async () => {
    const job = world.job('locked');
    const signature = 'https://github.com/example/shop/actions/runs/7/attempts/1 by ada at 3f9a1c2';
    const location = {
      account: '123456789012',
      region: lease.region,
      bucket: 'bucket',
      key: 'key',
      lockTable: lease.table,
      locking: 'dynamodb',
    } as const;
    // Main works while its supervisor comes up: its lock may be the older one.
    const since = Date.now();
    const child = await startMain(
      job,
      { ...lease, lock: { location, signature, since } },
      world.script(`say('ready\\n'); await exists('lock-is-there');`),
    );
    const info = {
      ID: 'a',
      Operation: 'migrate',
      Info: signature,
      Who: `ada@${os.hostname()}`,
      Created: new Date(since).toISOString(),
    };
    const item = { LockID: { S: 'bucket/key' }, Info: { S: JSON.stringify(info) } };
    world.table.items.set('bucket/key', item);
    child.kill('SIGKILL');
    await once(child, 'exit');
    writeJobFile(job, 'release', '');
    world.touch('lock-is-there');
    await waitUntilEnded(job);
    assert.deepEqual([...world.table.items.keys()], []);
  });
});

describe('a supervisor', () => {
  it('that can’t start is told with its last words', async () => {
    const job = world.job('broken');
    const broken = startSupervisor(
      job,
      { lease, keepToken: false },
      { entry: `${entry}.absent`, environment: {} },
    );
    await assert.rejects(broken.run(world.script(''), assert.fail), (error) => {
      assert.ok(error instanceof Failure);
      assert.equal(error.code, 'INTERNAL');
      assert.match(error.reason, /did not start: it ended with 1/);
      assert.match(error.details.join('\n'), /Cannot find module/);
      return true;
    });
    assert.equal((await broken.release()).state, 'running');
    assert.equal(world.held?.holder, 'mine');
  });

  it('that is killed in the middle of a task is noticed, and waiting for it ends', async () => {
    const supervised = world.supervise('killed');
    let pid = 0;
    const running = supervised.run(
      world.script(`say(process.pid + '\\n'); await exists('never');`),
      (line) => {
        pid = Number(line);
        process.kill(readStatus(supervised.job).pid, 'SIGKILL');
      },
    );
    await assert.rejects(running, isFailure('TERRAFORM_INTERRUPTED'));
    process.kill(pid, 'SIGKILL');
    assert.equal((await supervised.release()).state, 'running');
    assert.equal(world.held?.holder, 'mine');
  });
});
