import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';

import { BuildAhead } from '../src/build-ahead.ts';
import { isAlreadyLive } from '../src/build-site.ts';
import type { CommandContext } from '../src/command-context.ts';
import type { FrontendInputs } from '../src/inputs/inputs.ts';
import type { KnownAhead } from '../src/plan-and-apply.ts';
import { type FakeCommand, MemoryLog, fakeCommands, fakePlatform } from './fakes/platform.ts';

const base = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'revive-ahead-')));
after(() => rmSync(base, { recursive: true, force: true }));

let workspace = '';
let made = 0;
beforeEach(() => {
  workspace = path.join(base, String(++made));
  for (const directory of ['terraform', 'web'])
    mkdirSync(path.join(workspace, directory), { recursive: true });
  writeFileSync(path.join(workspace, 'terraform/main.tf'), 'resource "aws_s3_bucket" "a" {}');
  writeFileSync(path.join(workspace, 'web/index.html'), '');
});

const known = (outputs: Readonly<Record<string, string>>): KnownAhead => ({
  outputs: Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, { sensitive: false, value }]),
  ),
  stored: {
    record: {
      owner: { repository: '', terraformDirectory: '', project: '', environment: '' },
      previous: [],
    },
    etag: '',
  },
});

const works: FakeCommand = (_, { onLine }) => {
  onLine?.('building');
  mkdirSync(path.join(workspace, 'web/dist'));
  writeFileSync(path.join(workspace, 'web/dist/index.html'), 'x');
  return 0;
};

/** A build ahead whose command is `command`; git is not there. */
function ahead(command: FakeCommand) {
  const builds: string[] = [];
  const log = new MemoryLog();
  const commands = fakeCommands((line, options) => {
    if (line.startsWith('git ')) return 128;
    builds.push(options.environment['API'] ?? '');
    return command(line, options);
  });
  const frontend: FrontendInputs = {
    directory: path.join(workspace, 'web'),
    buildCommand: 'build',
    environment: new Map([['API', 'api_url']]),
    headerRules: [],
    bucketOutput: 'bucket',
    distributionIdOutput: 'distribution',
    urlOutput: 'url',
    invalidation: 'changed',
    waitForLive: true,
  };
  const context = {
    platform: fakePlatform({ commands, log }),
    inputs: { terraform: { directory: path.join(workspace, 'terraform') } },
    run: { workspace, temporaryDirectory: '/temporary', event: 'push', attempt: 1 },
    signal: new AbortController().signal,
  } as unknown as CommandContext;
  const lost = new AbortController().signal;
  return { build: new BuildAhead(context, frontend, { terraformEnvironment: {}, lost }), builds, log };
}

describe('a build beside Terraform', () => {
  it('is what the deploy goes on with, and its lines are shown then', async () => {
    const { build, builds, log } = ahead(works);
    build.begin(known({ api_url: 'https://api', other: '1' }));
    build.begin(known({ api_url: 'https://api', other: '1' }));
    const outputs = known({ api_url: 'https://api', other: '2' }).outputs;
    assert.deepEqual(log.lines, []);
    const result = await build.result(outputs);
    assert.equal(result?.built.directory, path.join(workspace, 'web/dist'));
    assert.deepEqual(builds, ['https://api']);
    assert.equal(log.lines[0], 'building');
  });

  it('is not begun where the plan changes what it takes from Terraform', async () => {
    const { build, builds } = ahead(works);
    build.begin(known({ other: '1' }));
    assert.equal(await build.result(known({ api_url: 'https://api' }).outputs), undefined);
    assert.deepEqual(builds, []);
  });

  it('is of no use where the apply left other values after all', async () => {
    const { build, log } = ahead(works);
    build.begin(known({ api_url: 'https://old' }));
    assert.equal(await build.result(known({ api_url: 'https://new' }).outputs), undefined);
    assert.deepEqual(log.lines, []);
  });

  it('is not made where the apply may write files for it', async () => {
    writeFileSync(path.join(workspace, 'terraform/env.tf'), 'resource "local_file" "env" {}');
    const { build, builds } = ahead(works);
    build.begin(known({ api_url: 'https://api' }));
    assert.equal(await build.result(known({ api_url: 'https://api' }).outputs), undefined);
    assert.deepEqual(builds, []);
  });

  it('that fails fails the deploy when it looks at it, and before then nothing', async () => {
    const { build, log } = ahead(() => 1);
    const { outputs } = known({ api_url: 'https://api' });
    build.begin(known({ api_url: 'https://api' }));
    await assert.rejects(build.result(outputs), { code: 'FRONTEND_BUILD_FAILED' });
    assert.deepEqual(log.groups, ['Build the frontend: build']);
  });

  it('is ended where nobody wants it any more', async () => {
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const { build } = ahead(async (_, { signal }) => {
      begin();
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
      return 143;
    });
    build.begin(known({ api_url: 'https://api' }));
    await begun;
    await build.stop();
    await build.stop();
    assert.equal(await build.result(known({ api_url: 'https://api' }).outputs), undefined);
  });
});

describe('isAlreadyLive', () => {
  const push = { event: 'push', attempt: 1 } as CommandContext['run'];
  const prepared = (changed: readonly string[] | undefined) =>
    ({ changed }) as Parameters<typeof isAlreadyLive>[0];

  it('is so where nothing has changed, unless somebody asked for the run', () => {
    assert.equal(isAlreadyLive(prepared([]), push), true);
    assert.equal(isAlreadyLive(prepared(['files']), push), false);
    assert.equal(isAlreadyLive(prepared(undefined), push), false);
    assert.equal(isAlreadyLive(prepared([]), { ...push, event: 'workflow_dispatch' }), false);
  });
});
