import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, beforeEach, describe, test } from 'node:test';
import { type BuildToKnow, readBuildInputs } from '../../src/frontend/build-inputs.ts';
import type { BuildInputs } from '../../src/frontend/fingerprint.ts';
import { runnerCommands } from '../../src/platform/commands.ts';

const base = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'revive-inputs-')));
after(() => rmSync(base, { recursive: true, force: true }));

let workspace = '';
let made = 0;
beforeEach(() => {
  workspace = path.join(base, String(++made));
  for (const [file, content] of Object.entries({
    'package.json': '{}',
    '.gitignore': 'node_modules\ndist\n.env*\ngenerated\n',
    'shared/types.ts': 'export type A = 1;',
    'terraform/main.tf': 'resource "null" "a" {}',
    'terraform/handler/index.mjs': 'export {};',
    'web/package.json': '{"scripts":{"build":"vite build"},"devDependencies":{"vite":"^7"}}',
    'web/package-lock.json': '{}',
    'web/src/app.js': 'console.log(1);',
    'web/build/webpack.config.js': 'module.exports = {};',
  }))
    write(file, content);
});

function write(file: string, content: string): void {
  const target = path.join(workspace, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}

function git(...args: readonly string[]): void {
  const identity = {
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@b',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@b',
  };
  const env = { PATH: process.env['PATH'], HOME: base, GIT_CONFIG_NOSYSTEM: '1', ...identity };
  execFileSync('git', args, { cwd: workspace, env, stdio: 'ignore' });
}

function commit(): void {
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'one');
}

const ports = { commands: runnerCommands, environment: { PATH: process.env['PATH'], HOME: base } };

const build = (more: Partial<BuildToKnow> = {}): BuildToKnow => ({
  directory: path.join(workspace, 'web'),
  buildCommand: 'npm ci && npm run build',
  workspace,
  environment: { PATH: process.env['PATH'], VITE_API: 'https://api.example' },
  terraformDirectory: path.join(workspace, 'terraform'),
  temporaryDirectory: '/tmp/runner',
  headerRules: [],
  ...more,
});

async function inputs(more: Partial<BuildToKnow> = {}): Promise<BuildInputs> {
  const known = await readBuildInputs(ports, build(more));
  assert.ok('inputs' in known, JSON.stringify(known));
  return known.inputs;
}

async function unknown(more: Partial<BuildToKnow> = {}): Promise<string> {
  const known = await readBuildInputs(ports, build(more));
  assert.ok('unknown' in known);
  return known.unknown;
}

/** Whether an act changes what is known of the files. */
async function changes(act: () => void): Promise<boolean> {
  const before = await inputs();
  act();
  return before.files !== (await inputs()).files;
}

for (const [kind, begin] of [
  ['in a git checkout', commit],
  ['without git', () => undefined],
] as const) {
  describe(`the files that a build reads, ${kind}`, () => {
    beforeEach(begin);

    const counting: Readonly<Record<string, () => void>> = {
      'a source': () => write('web/src/app.js', 'console.log(2);'),
      'a source of the same length and time': () => {
        const file = path.join(workspace, 'web/src/app.js');
        utimesSync(file, 1, 1);
        write('web/src/app.js', 'console.log(3);');
        utimesSync(file, 1, 1);
      },
      'a new source': () => write('web/src/new.js', ''),
      'a deleted source': () => rmSync(path.join(workspace, 'web/src/app.js')),
      'its being executable': () => chmodSync(path.join(workspace, 'web/src/app.js'), 0o755),
      'the lock file': () => write('web/package-lock.json', '{ }'),
      'a directory called build that is committed': () => write('web/build/webpack.config.js', '//'),
      'what lies beside the frontend': () => write('shared/types.ts', 'export type A = 2;'),
      'the package.json of a root above it': () => write('package.json', '{"workspaces":["web"]}'),
      'the code of a function in terraform-directory': () => write('terraform/handler/index.mjs', '//'),
      'an .env that a step before wrote, though git ignores it': () => write('web/.env.production', 'A=1'),
      'such an .env above it': () => write('.env', 'A=1'),
      'generated sources that git ignores': () => write('web/generated/schema.ts', 'export {};'),
      'an output that is there already: it may be all there is to publish': () =>
        write('web/dist/index.html', 'x'),
      'where a link leads': () => symlinkSync('src/app.js', path.join(workspace, 'web/link.js')),
    };
    for (const [what, act] of Object.entries(counting))
      test(`count ${what}`, async () => assert.equal(await changes(act), true));

    const idle: Readonly<Record<string, () => void>> = {
      'installed packages': () => write('web/node_modules/vite/index.js', ''),
      'a cache': () => write('web/.turbo/log', ''),
      infrastructure: () => write('terraform/main.tf', '# nothing'),
      'the override file of a deploy': () => write('terraform/zz_revive_deploy_override.tf', ''),
      providers: () => write('terraform/.terraform/providers/aws', ''),
      'the time at which a file was written': () => utimesSync(path.join(workspace, 'web/src/app.js'), 1, 1),
    };
    for (const [what, act] of Object.entries(idle))
      test(`don't count ${what}`, async () => assert.equal(await changes(act), false));
  });
}

describe('the files that a build reads', () => {
  test('are the same in another checkout of the same commit', async () => {
    commit();
    const first = await inputs();
    const copy = path.join(base, `copy${made}`);
    git('clone', '-q', workspace, copy);
    workspace = copy;
    assert.deepEqual(await inputs(), first);
  });

  const liveFiles = (files: Readonly<Record<string, string>>) => ({
    files: new Map(
      Object.entries(files).map(([key, content]) => [
        key,
        { sha256: hash('sha256', content, 'hex'), etag: '', headers: { contentType: '', cacheControl: '' } },
      ]),
    ),
  });

  for (const [kind, begin] of [
    ['in a git checkout', commit],
    ['without git', () => undefined],
  ] as const) {
    test(`are not an output that an earlier build left, ${kind}: just what is live`, async () => {
      begin();
      const live = liveFiles({ 'index.html': 'page', 'assets/a.js': 'script' });
      const before = await inputs({ live });
      write('web/dist/index.html', 'page');
      write('web/dist/assets/a.js', 'script');
      write('web/dist/assets/a.js.map', '{}');
      assert.equal((await inputs({ live })).files, before.files);
      assert.equal((await inputs({ live, outputDirectory: 'dist' })).files, before.files);
      // A step before may have put there what is to be published: any difference counts.
      assert.notEqual((await inputs({ live, outputDirectory: 'out' })).files, before.files);
      assert.notEqual((await inputs()).files, before.files);
      rmSync(path.join(workspace, 'web/dist/assets/a.js'));
      assert.notEqual((await inputs({ live })).files, before.files);
      write('web/dist/assets/a.js', 'another');
      assert.notEqual((await inputs({ live })).files, before.files);
    });
  }

  test('are an output that is committed, whatever is live', async () => {
    commit();
    const live = liveFiles({ 'types.ts': 'export type A = 2;' });
    const more = { directory: workspace, outputDirectory: 'shared', live };
    const before = await inputs(more);
    write('shared/types.ts', 'export type A = 2;');
    assert.notEqual((await inputs(more)).files, before.files);
  });

  test("are not what Terraform's preparation writes beside its configuration", async () => {
    commit();
    assert.equal(await changes(() => write('terraform/packages/api.zip', String(Date.now()))), false);
  });

  test('are of another checkout beside this one as well', async () => {
    const top = workspace;
    workspace = path.join(top, 'app');
    write('web/package.json', '{}');
    commit();
    workspace = top;
    const more = { directory: path.join(top, 'app/web') };
    const before = await inputs(more);
    write('library/index.js', 'new');
    assert.notEqual((await inputs(more)).files, before.files);
  });

  test('are those of a submodule too', async () => {
    const library = path.join(base, `library${made}`);
    const own = workspace;
    workspace = library;
    write('index.js', 'one');
    commit();
    workspace = own;
    git('init', '-q');
    git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', library, 'library');
    commit();
    assert.equal(await changes(() => write('library/index.js', 'two')), true);
  });

  test('can not be known where a link leads out of the checkout', async () => {
    commit();
    symlinkSync(os.tmpdir(), path.join(workspace, 'web/outside'));
    assert.match(await unknown(), /web\/outside leads out of the checkout/);
  });
});

describe('a build always has to be made', () => {
  test('where no lock file pins its packages', async () => {
    rmSync(path.join(workspace, 'web/package-lock.json'));
    assert.match(await unknown(), /no lock file/);
    // That of a workspace's root does.
    write('pnpm-lock.yaml', '');
    assert.ok(await inputs());
  });

  test('where its command takes what the network has today', async () => {
    assert.match(await unknown({ buildCommand: 'npx astro@latest build' }), /network/);
    write('web/package.json', '{"scripts":{"build":"curl -o data.json https://x && vite build"}}');
    assert.match(await unknown(), /network/);
  });
});

describe('the environment of a build', () => {
  const environmentOf = async (more: Readonly<Record<string, string>>): Promise<string> =>
    (await inputs({ environment: { PATH: process.env['PATH'], ...more } })).environment;

  test('counts every variable that somebody set', async () => {
    const before = await environmentOf({ VITE_API: 'a' });
    for (const more of [
      { VITE_API: 'b' },
      { VITE_API: 'a', CI: 'true' },
      {},
      { VITE_API: 'a', GITHUB_REF: 'v2' },
    ])
      assert.notEqual(await environmentOf(more as Record<string, string>), before, JSON.stringify(more));
  });

  test("doesn't count what is another in every run: its id, its commit, its tokens, its places", async () => {
    const run = (id: string): Readonly<Record<string, string>> => ({
      CI: 'true',
      GITHUB_RUN_ID: id,
      GITHUB_SHA: id,
      GITHUB_TOKEN: `ghs_${id}`,
      NODE_AUTH_TOKEN: `ghs_${id}`,
      AWS_SESSION_TOKEN: id,
      RUNNER_TRACKING_ID: id,
      NPM_CONFIG_USERCONFIG: `/home/runner/${id}/.npmrc`,
    });
    const of = async (id: string): Promise<string> =>
      (
        await inputs({
          environment: { PATH: process.env['PATH'], ...run(id) },
          temporaryDirectory: `/home/runner/${id}`,
        })
      ).environment;
    assert.equal(await of('1'), await of('2'));
    assert.match(await of('1'), /\["NPM_CONFIG_USERCONFIG","<temporary>\/\.npmrc"\]/);
  });
});

test('the tools of a build are those its command and its scripts start, with their versions', async () => {
  write('web/package.json', '{"scripts":{"build":"tsc && env A=1 node build.mjs"}}');
  const { tools } = await inputs({ buildCommand: 'npm run build' });
  assert.match(tools, /^node v\d+\.\d+\.\d+$/m);
  assert.match(tools, /^npm [0-9a-f]{64} [0-9a-f]{64}$/m);
  assert.match(tools, /^env [0-9a-f]{64} /m);
  assert.doesNotMatch(tools, /^build /m);
});

test('another command, output or place of the frontend is another build', async () => {
  const { command } = await inputs();
  assert.notEqual((await inputs({ buildCommand: 'npm ci && npm run build ' })).command, command);
  assert.notEqual((await inputs({ outputDirectory: 'dist' })).command, command);
  assert.notEqual((await inputs({ directory: path.join(workspace, 'shared') })).command, command);
});
