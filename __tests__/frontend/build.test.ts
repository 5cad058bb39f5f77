import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { Failure } from '../../src/errors.ts';
import { buildFrontend } from '../../src/frontend/build.ts';
import { runnerCommands } from '../../src/platform/commands.ts';
import { fakeCommands, fakePlatform, type FakeCommand } from '../fakes/platform.ts';

const base = mkdtempSync(path.join(os.tmpdir(), 'revive-build-'));
after(() => rmSync(base, { recursive: true, force: true }));

let workspace = '';
let directory = '';
let made = 0;
beforeEach(() => {
  workspace = path.join(base, `${++made}`);
  directory = path.join(workspace, 'frontend');
  mkdirSync(directory, { recursive: true });
});

function write(file: string, content = 'x'): void {
  const target = path.resolve(directory, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}

const build = (command: FakeCommand, outputDirectory?: string) => {
  const platform = fakePlatform({ commands: fakeCommands(command) });
  const built = buildFrontend(platform, {
    directory,
    buildCommand: 'npm ci && npm run build',
    environment: { VITE_API: 'https://api.example' },
    workspace,
    ...(outputDirectory === undefined ? {} : { outputDirectory }),
  });
  return { platform, built };
};

const writes =
  (...files: readonly string[]): FakeCommand =>
  () => {
    for (const file of files) write(file, 'built');
    return 0;
  };

describe('a build', () => {
  test('runs the command in the frontend with exactly the environment it is given', async () => {
    const seen: unknown[] = [];
    await build((commandLine, options) => {
      seen.push(commandLine, options.directory, options.environment);
      write('dist/index.html');
      return 0;
    }).built;
    assert.deepEqual(seen, ['npm ci && npm run build', directory, { VITE_API: 'https://api.example' }]);
  });

  test('prints its output as lines of another program, in order, within a group', async () => {
    const { platform, built } = build((_, { onLine }) => {
      onLine?.('one');
      onLine?.('::error::not a command of ours');
      write('dist/index.html');
      return 0;
    });
    await built;
    assert.deepEqual(platform.log.untrustedLines, ['one', '::error::not a command of ours']);
    assert.deepEqual(platform.log.groups, ['Build the frontend: npm ci && npm run build']);
  });

  test('that fails ends with its exit code and its last thirty lines, without colours', async () => {
    const { built } = build((_, { onLine }) => {
      for (let line = 1; line <= 40; line++) onLine?.(`\u001b[31mline ${line}\u001b[39m`);
      return 2;
    });
    await assert.rejects(built, (error) => {
      assert.ok(error instanceof Failure);
      assert.equal(error.code, 'FRONTEND_BUILD_FAILED');
      assert.match(error.reason, /`npm ci && npm run build` ended with 2\./);
      assert.equal(error.details.length, 30);
      assert.equal(error.details.at(-1), 'line 40');
      return true;
    });
  });

  test('really runs in bash, where a failing part of a pipe fails the build', async () => {
    const environment = { PATH: process.env.PATH, HOME: base };
    const platform = fakePlatform({ commands: runnerCommands });
    const run = (buildCommand: string) =>
      buildFrontend(platform, { directory, buildCommand, environment, workspace });
    await assert.rejects(run('false | cat'), { code: 'FRONTEND_BUILD_FAILED' });
    await run('mkdir dist && echo "${BASH_VERSION:+bash} says hello" | tee dist/index.html');
    assert.deepEqual(platform.log.untrustedLines, ['bash says hello']);
  });
});

describe('the output directory', () => {
  for (const name of ['dist', 'build', 'out']) {
    test(`is ${name} where the build wrote that`, async () => {
      assert.deepEqual(await build(writes(`${name}/index.html`)).built, {
        directory: path.join(directory, name),
      });
    });
  }

  test('is the one the build wrote, not one that was there before', async () => {
    write('dist/index.html', 'committed long ago');
    const { platform, built } = build(writes('out/index.html'));
    assert.deepEqual(await built, { directory: path.join(directory, 'out') });
    assert.match(platform.log.lines.at(-1) ?? '', /wrote out; .*out is published/);
  });

  test('counts as written when a file came out the same', async () => {
    write('dist/index.html', 'built');
    utimesSync(path.join(directory, 'dist/index.html'), 1, 1);
    write('build/other.html');
    const { platform, built } = build(writes('dist/index.html'));
    assert.deepEqual(await built, { directory: path.join(directory, 'dist') });
    assert.deepEqual(platform.log.warnings, []);
  });

  test('may be one that the build left untouched, with a warning', async () => {
    write('dist/index.html');
    const { platform, built } = build(() => 0);
    assert.deepEqual(await built, { directory: path.join(directory, 'dist') });
    assert.match(platform.log.warnings[0] ?? '', /left .*dist as it was/);
  });

  test('is never an empty one', async () => {
    mkdirSync(path.join(directory, 'dist'));
    assert.deepEqual(await build(writes('build/index.html')).built, {
      directory: path.join(directory, 'build'),
    });
    rmSync(path.join(directory, 'build'), { recursive: true });
    await assert.rejects(build(() => 0).built, { code: 'FRONTEND_OUTPUT_MISSING' });
  });

  test('is the named one, even outside the frontend', async () => {
    write('dist/index.html');
    const { built } = build(writes('../public/index.html'), '../public');
    assert.deepEqual(await built, { directory: path.join(workspace, 'public') });
  });

  test('that is named and not there says which, and takes no other', async () => {
    const { built } = build(writes('dist/index.html'), 'public');
    await assert.rejects(built, (error) => {
      assert.ok(error instanceof Failure);
      assert.equal(error.code, 'FRONTEND_OUTPUT_MISSING');
      assert.match(error.reason, /frontend-output-directory is public/);
      return true;
    });
  });

  test('outside the checkout is refused, by path or by link', async () => {
    const elsewhere = path.join(base, `elsewhere${made}`);
    mkdirSync(elsewhere);
    writeFileSync(path.join(elsewhere, 'index.html'), 'x');
    const named = path.relative(directory, elsewhere);
    await assert.rejects(build(() => 0, named).built, { code: 'FRONTEND_UNSAFE_FILE' });
    symlinkSync(elsewhere, path.join(directory, 'dist'));
    await assert.rejects(build(() => 0).built, { code: 'FRONTEND_UNSAFE_FILE' });
  });
});
