import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';

const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-deploy-toolkit-'));
after(() => rmSync(directory, { recursive: true, force: true }));

const module = new URL('../../src/platform/toolkit.ts', import.meta.url).href;

/** Runs a script with the toolkit in a process of its own: its exit code and its files are what the runner sees. */
async function withToolkit(script: string, environment: Record<string, string> = {}) {
  const code = `const { runnerToolkit: toolkit } = await import(${JSON.stringify(module)});\n${script}`;
  const options = { env: { PATH: process.env['PATH'] ?? '', ...environment } };
  return promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], options).then(
    ({ stdout }) => ({ exitCode: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ exitCode: error.code, stdout: error.stdout }),
  );
}

function commandFile(name: string): string {
  const file = path.join(directory, name);
  writeFileSync(file, '');
  return file;
}

describe('runnerToolkit', () => {
  it('writes an output that tries to be another one as the one it is', async () => {
    const file = commandFile('output');
    const value = 'a\nEOF\nresult=deployed\nghadelimiter_0\nevil<<EOF\nx\nEOF';
    await withToolkit(`toolkit.setOutput('url', ${JSON.stringify(value)})`, { GITHUB_OUTPUT: file });
    const [, delimiter = '', written] = /^url<<(\S+)\n([^]*)\n\1\n$/.exec(readFileSync(file, 'utf8')) ?? [];
    assert.equal(written, value);
    assert.match(delimiter, /^ghadelimiter_[0-9a-f-]{36}$/);
  });

  it('appends the summary to the file of this phase, and writes nothing where there is none', async () => {
    const file = commandFile('summary');
    await withToolkit(`await toolkit.writeSummary('# a\\n'); await toolkit.writeSummary('b\\n')`, {
      GITHUB_STEP_SUMMARY: file,
    });
    assert.equal(readFileSync(file, 'utf8'), '# a\nb\n');
    const { exitCode, stdout } = await withToolkit(`await toolkit.writeSummary('x')`);
    assert.deepEqual({ exitCode, stdout }, { exitCode: 0, stdout: '' });
  });

  it('reads in post what main saved', async () => {
    const file = commandFile('state');
    await withToolkit(`toolkit.saveState('job', '/tmp/a b')`, { GITHUB_STATE: file });
    assert.match(readFileSync(file, 'utf8'), /^job<<.*\n\/tmp\/a b\n/);
    const read = `console.log(toolkit.getState('job') + '|' + toolkit.getState('other'))`;
    const { stdout } = await withToolkit(read, { STATE_job: '/tmp/a b' });
    assert.equal(stdout.trim(), '/tmp/a b|');
  });

  it('fails the step only once the process has ended by itself', async () => {
    const { exitCode, stdout } = await withToolkit(`toolkit.setFailed(); console.log('still here')`);
    assert.equal(exitCode, 1);
    assert.match(stdout, /still here/);
  });
});
