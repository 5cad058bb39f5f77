import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { runnerCommands } from '../../src/platform/commands.ts';

const directory = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'revive-commands-')));
after(() => rmSync(directory, { recursive: true, force: true }));

const PATH = process.env['PATH'];
const options = { directory, environment: { PATH } };

describe('runnerCommands.run', () => {
  it('hands every argument over as it is, whatever is in it', async () => {
    const args = [
      '',
      ' a  b ',
      `"double" 'single'`,
      'back\\slash\\',
      '$HOME $(id) `id` *',
      'ü 😀',
      'a\nb',
      '--x=y z',
      ';&|<>',
    ];
    const script = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const { stdout, exitCode } = await runnerCommands.run(
      process.execPath,
      ['-e', script, '--', ...args],
      options,
    );
    assert.deepEqual([JSON.parse(stdout), exitCode], [args, 0]);
  });

  it('starts an executable whose path holds spaces', async () => {
    const folder = path.join(directory, 'with spaces');
    mkdirSync(folder);
    const executable = path.join(folder, 'a program');
    writeFileSync(executable, '#!/bin/sh\necho "ran in $(pwd)"\n');
    chmodSync(executable, 0o755);
    const { stdout } = await runnerCommands.run(executable, [], options);
    assert.equal(stdout, `ran in ${directory}\n`);
  });

  it('gives the child the named variables and no others', async () => {
    process.env['LEAKS_FROM_THIS_PROCESS'] = 'yes';
    const environment = { PATH, GIVEN: 'a b', LEFT_OUT: undefined };
    const script = 'console.log(JSON.stringify(process.env))';
    const { stdout } = await runnerCommands.run(process.execPath, ['-e', script], { directory, environment });
    delete process.env['LEAKS_FROM_THIS_PROCESS'];
    const seen = JSON.parse(stdout) as Record<string, string>;
    assert.deepEqual(
      [seen['GIVEN'], 'LEFT_OUT' in seen, 'LEAKS_FROM_THIS_PROCESS' in seen],
      ['a b', false, false],
    );
  });

  it('resolves with the exit code and both streams apart, printing nothing itself', async () => {
    const script = `process.stdout.write('out'); process.stderr.write('err'); process.exitCode = 3`;
    const result = await runnerCommands.run(process.execPath, ['-e', script], options);
    assert.deepEqual({ ...result }, { exitCode: 3, stdout: 'out', stderr: 'err' });
  });

  it('tells every line of both streams as it comes, the last without a newline too', async () => {
    const lines: string[] = [];
    const script = `console.log('one\\n\\ntwo ü'); console.error('err'); process.stdout.write('last')`;
    await runnerCommands.run(process.execPath, ['-e', script], {
      ...options,
      onLine: (line) => lines.push(line),
    });
    assert.deepEqual(lines.toSorted(), ['', 'err', 'last', 'one', 'two ü']);
  });

  it('rejects where the program is not there', async () => {
    await assert.rejects(runnerCommands.run(path.join(directory, 'absent'), [], options));
  });
});

describe('runnerCommands.shell', () => {
  it('runs a line as bash does, and stops at the first failure, within a pipe too', async () => {
    const outcome = async (line: string) => {
      const { exitCode, stdout } = await runnerCommands.shell(line, options);
      return [exitCode, stdout];
    };
    assert.deepEqual(await outcome('a="x y"; echo "$a" && echo {1..3}'), [0, 'x y\n1 2 3\n']);
    assert.deepEqual(await outcome('echo one\nfalse\necho two'), [1, 'one\n']);
    assert.deepEqual(await outcome('(exit 7) | cat; echo on'), [7, '']);
  });

  it('reads no start-up file of whoever runs it', async () => {
    writeFileSync(path.join(directory, '.bashrc'), 'echo from bashrc\n');
    writeFileSync(path.join(directory, '.bash_profile'), 'echo from profile\n');
    const environment = { PATH, HOME: directory };
    assert.equal((await runnerCommands.shell('echo ran', { directory, environment })).stdout, 'ran\n');
  });
});

describe('runnerCommands.find', () => {
  it('finds an executable on the PATH, and nothing where there is none', async () => {
    const executable = path.join(directory, 'revive-test-program');
    symlinkSync(process.execPath, executable);
    process.env['PATH'] = `${directory}${path.delimiter}${PATH}`;
    try {
      assert.equal(await runnerCommands.find('revive-test-program'), executable);
      assert.equal(await runnerCommands.find('revive-absent-program'), undefined);
    } finally {
      process.env['PATH'] = PATH;
    }
  });
});

describe('a shell that may be stopped', () => {
  const shell = async (command: string, signal: AbortSignal, onLine: (line: string) => void = () => {}) =>
    (await runnerCommands.shell(command, { ...options, signal, onLine })).exitCode;

  it('runs as any other, and hands its lines on', async () => {
    const lines: string[] = [];
    const { signal } = new AbortController();
    assert.equal(await shell('pwd; echo oops >&2; exit 3', signal, (line) => void lines.push(line)), 3);
    assert.deepEqual(lines.toSorted(), [directory, 'oops'].toSorted());
    assert.equal(await shell('false | cat', signal), 1);
  });

  it('ends with all that it runs, at once', async () => {
    const stop = new AbortController();
    const ended = await shell('sleep 600 & echo "$!"; wait; sleep 600', stop.signal, (line) => {
      stop.abort();
      assert.match(line, /^\d+$/);
    });
    assert.equal(ended, 143);
    assert.equal(await shell('echo never', stop.signal, () => assert.fail()), 143);
  });
});
