import assert from 'node:assert/strict';
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { parseKeyValues } from '../../../local/runner/command-files.ts';
import { createCommandReader } from '../../../local/runner/commands.ts';
import {
  runAction,
  startAction,
  type ActionOptions,
  type ActionRun,
  type RunningAction,
} from '../../../local/runner/run-action.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
let workspace: string;
let run: ActionRun;

before(async () => {
  workspace = await realpath(await mkdtemp(path.join(os.tmpdir(), 'workspace-')));
  process.env.LEAKS_FROM_THE_MACHINE = 'yes';
  run = await runAction({
    actionDirectory: fixture('probe'),
    workspace,
    inputs: { 'two words': ' trimmed ', secret: 's3cret-value' },
    environment: { AWS_REGION: 'eu-west-1' },
    github: { run_id: '7', ref: 'refs/heads/feature/x', token: 'ghs_abc' },
  });
});
after(() => rm(workspace, { recursive: true, force: true }));

const environment = (): Record<string, string> =>
  JSON.parse((run.outputs.environment ?? '').replaceAll('***', 'masked')) as Record<string, string>;

test('a phase gets inputs, context and the job’s variables, and nothing of the machine', () => {
  const given = environment();
  assert.equal(given.INPUT_TWO_WORDS, 'trimmed');
  assert.equal(given['INPUT_WITH-HYPHEN'], 'kept');
  assert.equal(given.INPUT_TOKEN, 'ghs_abc');
  assert.equal(given.GITHUB_RUN_ID, '7');
  assert.equal(given.GITHUB_REF_NAME, 'feature/x');
  assert.equal(given.GITHUB_ACTIONS, 'true');
  assert.equal(given.AWS_REGION, 'eu-west-1');
  assert.equal(given.LEAKS_FROM_THE_MACHINE, undefined);
  assert.equal(given.GITHUB_TOKEN, undefined);
  assert.equal(run.outputs.directory, workspace);
});

test('outputs of several lines, state, environment and path reach where they should', () => {
  assert.equal(run.exitCode, 0);
  assert.equal(run.outputs.several, 'one\ntwo=2');
  assert.equal(run.summary, '# Done\n');
  assert.equal(run.post?.outputs.state, 'from main');
  assert.equal(run.post?.outputs.later, 'yes');
  assert.match(run.post?.outputs.path ?? '', /^\/added\/first:/);
});

test('masks cover the log of both phases, the token from the start', () => {
  assert.match(run.log, /the value is \*\*\*, the token \*\*\*/);
  assert.equal(run.post?.log, '*** again');
  assert.doesNotMatch(run.log, /s3cret-value|ghs_abc/);
});

test('annotations come from commands, not from what a program prints behind stop-commands', () => {
  assert.deepEqual(run.annotations, [
    { level: 'error', message: 'first\nsecond 100%', title: 'A, b: c', file: 'main.tf', line: 3, endLine: 4 },
    ...run.annotations.filter(({ level }) => level !== 'error'),
  ]);
  assert.deepEqual(
    run.annotations
      .filter(({ level }) => level !== 'error')
      .map(({ level, message }) => `${level}: ${message}`)
      .sort(),
    ['notice: indented, from stderr', 'warning: in the middle'],
  );
});

test('nothing is left in the temporary directory', async () => {
  const temporary = path.dirname(path.dirname(environment().GITHUB_OUTPUT ?? '/none/none/none'));
  assert.match(temporary, /revive-runner-/);
  assert.deepEqual(await readdir(temporary).catch((error: NodeJS.ErrnoException) => error.code), 'ENOENT');
});

/** Starts the fixture that ignores signals, and waits until it listens. */
async function startDeaf(options: Partial<ActionOptions>) {
  return new Promise<RunningAction>((resolve) => {
    const running = startAction({
      actionDirectory: fixture('deaf'),
      workspace,
      onLine: (line) => line === 'ready' && resolve(running),
      ...options,
    });
  });
}

test('a cancelled phase gets SIGINT, SIGTERM and SIGKILL, and then post runs', async () => {
  const running = await startDeaf({ cancelTimes: { interrupt: 100, terminate: 100 } });
  running.cancel();
  const { log, signal, post } = await running.finished;
  assert.equal(log, 'ready\nheard SIGINT\nheard SIGTERM');
  assert.equal(signal, 'SIGKILL');
  assert.equal(post?.log, 'post ran');
});

test('two actions run at once, and a lost machine runs no post', async () => {
  const [lost, other] = await Promise.all([
    startDeaf({}),
    startDeaf({ cancelTimes: { interrupt: 10, terminate: 10 } }),
  ]);
  lost.kill();
  assert.equal((await lost.finished).post, undefined);
  other.cancel();
  assert.equal((await other.finished).post?.exitCode, 0);
});

test('what a job leaves running is killed at its end, detached or not', async () => {
  const detached = await runAction({ actionDirectory: fixture('orphan'), workspace });
  const pid = Number(detached.outputs.pid);
  assert.deepEqual(detached.orphans, [pid]);
});

test('key-value files are parsed as the runner parses them', () => {
  assert.deepEqual(parseKeyValues('a=b=c\r\nd<<EOF\nx\n\ny\nEOF\ne=<<\n'), {
    a: 'b=c',
    d: 'x\n\ny',
    e: '<<',
  });
  assert.throws(() => parseKeyValues('a<<EOF\nx\n'), /Matching delimiter not found 'EOF'/);
  assert.throws(() => parseKeyValues('nothing'), /Invalid format 'nothing'/);
});

test('a mask of several lines masks each line, the longest value first', () => {
  const reader = createCommandReader(['ab']);
  assert.equal(reader.read('::add-mask::first-line%0Asecond-line'), undefined);
  assert.equal(reader.read('see second-line and abab'), 'see *** and ******');
  assert.equal(reader.read('::add-mask::abab'), undefined);
  assert.equal(reader.read('abab'), '***');
});
