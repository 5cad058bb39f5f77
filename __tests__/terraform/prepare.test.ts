import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { Failure } from '../../src/errors.ts';
import { runnerCommands } from '../../src/platform/commands.ts';
import { prepare } from '../../src/terraform/prepare.ts';
import { MemoryLog } from '../fakes/platform.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-prepare-'));
after(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the command for real, with nothing but the given variables. */
async function run(command: string, environment: Record<string, string> = {}) {
  const log = new MemoryLog();
  const PATH = process.env['PATH'];
  const request = { command, directory, environment: { PATH, ...environment } };
  const failure = await prepare({ commands: runnerCommands, log }, request).then(
    () => undefined,
    (error: unknown) => error as Failure,
  );
  return { log, failure };
}

describe('prepare', () => {
  it('runs in the root module’s directory, and shows the output as another program’s text', async () => {
    const { log, failure } = await run('echo "::error::$NAME" > made && cat made && echo late >&2', {
      NAME: 'x y',
    });
    assert.equal(failure, undefined);
    assert.equal(readFileSync(path.join(directory, 'made'), 'utf8'), '::error::x y\n');
    assert.deepEqual(log.untrustedLines.toSorted(), ['::error::x y', 'late']);
    assert.deepEqual(log.lines, log.untrustedLines);
  });

  it('stops at the first command of several lines that fails, also within a pipe', async () => {
    for (const command of ['false\necho went on', 'false | cat\necho went on']) {
      const { log, failure } = await run(command);
      assert.ok(failure instanceof Failure);
      assert.deepEqual(log.lines, []);
    }
  });

  it('fails with the command, its exit code and its last lines', async () => {
    const { failure } = await run('seq 1 50; exit 4');
    assert.ok(failure instanceof Failure);
    assert.equal(failure.code, 'PREPARE_FAILED');
    assert.equal(failure.reason, 'terraform-prepare-command "seq 1 50; exit 4" ended with exit code 4.');
    assert.equal(failure.details.length, 30);
    assert.equal(failure.details.at(-1), '50');
    assert.match(failure.safe, /^Nothing was planned/);
    assert.ok(failure.next.includes(directory));
  });
});
