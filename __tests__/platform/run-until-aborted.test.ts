import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';

import { runUntilAborted } from '../../src/platform/run-until-aborted.ts';

const run = (script: string, signal: AbortSignal, onLine: (line: string) => void = () => {}) =>
  runUntilAborted(
    { executable: process.execPath, args: ['--eval', script], directory: process.cwd() },
    onLine,
    { environment: { GIVEN: 'given' }, signal },
  );

describe('runUntilAborted', () => {
  it('hands on every line of both outputs, the last one too, and how it ended', async () => {
    const lines: string[] = [];
    const script = `console.log(process.env.GIVEN, Object.keys(process.env).includes('PATH'));
      console.error('\u00fc'); process.stdout.write('x'.repeat(200000)); process.exitCode = 2;`;
    const end = await run(script, new AbortController().signal, (line) => void lines.push(line));
    assert.deepEqual(end, { exitCode: 2, signal: null });
    assert.deepEqual(
      lines.toSorted((a, b) => a.length - b.length),
      ['\u00fc', 'given false', 'x'.repeat(200_000)],
    );
  });

  it('interrupts it when aborted, and starts nothing after that', async () => {
    const cancel = new AbortController();
    const script = `process.on('SIGINT', () => { console.log('interrupted'); process.exit(7); });
      setInterval(() => {}, 1000); console.log('up');`;
    const lines: string[] = [];
    const end = await run(script, cancel.signal, (line) => {
      lines.push(line);
      if (line === 'up') cancel.abort();
    });
    assert.deepEqual([end, lines], [{ exitCode: 7, signal: null }, ['up', 'interrupted']]);
    assert.deepEqual(await run('0', cancel.signal), { exitCode: null, signal: 'SIGINT' });
  });

  it('says why a program could not be started', async () => {
    const task = { executable: '/nowhere/terraform', args: [], directory: process.cwd() };
    const end = await runUntilAborted(task, () => {}, {
      environment: {},
      signal: new AbortController().signal,
    });
    assert.match(end.error ?? '', /ENOENT/);
  });
});
