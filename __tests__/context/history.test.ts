import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type GithubApi, startGithubApi } from '../../local/github/github-api.ts';
import { type RelationRequest, relate } from '../../src/context/history.ts';
import { runnerHttp } from '../../src/platform/http.ts';
import { runnerCommands } from '../../src/platform/commands.ts';
import { fakeCommands, fakePlatform } from '../fakes/platform.ts';

const REPOSITORY = 'acme/shop';
const GIT = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: os.devNull,
  GIT_CONFIG_SYSTEM: os.devNull,
  GIT_AUTHOR_NAME: 'ada',
  GIT_AUTHOR_EMAIL: 'ada@shop.example',
  GIT_COMMITTER_NAME: 'ada',
  GIT_COMMITTER_EMAIL: 'ada@shop.example',
};
const git = (directory: string, ...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: directory, env: GIT, encoding: 'utf8' }).trim();

/** Real git, real HTTP, GitHub's API as a stand-in. */
describe('relate', () => {
  let home: string;
  let github: GithubApi;
  /** A history of three commits, and one that branched off after the first. */
  let full: string;
  let first: string;
  let second: string;
  let third: string;
  let branch: string;

  before(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'history-'));
    github = await startGithubApi();
    full = path.join(home, 'full');
    git(home, 'init', '-q', '-b', 'main', full);
    const commit = (message: string): string => {
      git(full, 'commit', '-q', '--allow-empty', '-m', message);
      return git(full, 'rev-parse', 'HEAD');
    };
    first = commit('first');
    second = commit('second');
    third = commit('third');
    git(full, 'checkout', '-q', '-b', 'other', first);
    branch = commit('elsewhere');
    git(full, 'checkout', '-q', 'main');
    github.setHistory(REPOSITORY, [first, second, third]);
    github.setComparison(REPOSITORY, { base: second, head: branch }, 'diverged');
  });
  after(async () => {
    await github?.close();
    await rm(home, { recursive: true, force: true });
  });

  const ask = (request: Partial<RelationRequest>, overrides = {}) =>
    relate(fakePlatform({ commands: runnerCommands, http: runnerHttp, environment: GIT, ...overrides }), {
      live: second,
      own: third,
      workspace: full,
      repository: REPOSITORY,
      apiUrl: github.url,
      token: github.token,
      ...request,
    });
  /** A checkout as `actions/checkout` makes it: so many commits, no more. */
  const shallow = (depth: number): string => {
    const directory = path.join(home, `shallow-${depth}`);
    git(home, 'clone', '-q', '--depth', String(depth), `file://${full}`, directory);
    return directory;
  };

  it('is told by a whole checkout, and asks nobody else', async () => {
    const before = github.calls.length;
    assert.equal(await ask({ live: first, own: third }), 'newer');
    assert.equal(await ask({ live: third, own: first }), 'older');
    assert.equal(await ask({ live: second, own: branch }), 'diverged');
    assert.equal(await ask({ live: second, own: second }), 'same');
    assert.equal(github.calls.length, before);
  });

  it('is told by GitHub where the checkout is one commit without history', async () => {
    const workspace = shallow(1);
    assert.equal(await ask({ workspace, live: second, own: third }), 'newer');
    assert.equal(await ask({ workspace, live: third, own: second }), 'older');
    assert.equal(await ask({ workspace, live: second, own: branch }), 'diverged');
    assert.equal(github.calls.at(-1)?.path, `/repos/${REPOSITORY}/compare/${second}...${branch}`);
  });

  it('believes a shallow checkout that one is an ancestor, never that none is', async () => {
    const workspace = shallow(2);
    assert.equal(await ask({ workspace, live: second, own: third, apiUrl: undefined }), 'newer');
    // Both are fetched, but what joins them is cut off: git alone would call them unrelated.
    git(workspace, 'fetch', '-q', '--depth', '1', 'origin', first);
    assert.equal(await ask({ workspace, live: first, own: third, apiUrl: undefined }), 'unknown');
    assert.equal(await ask({ workspace, live: first, own: third }), 'newer');
  });

  it('is unknown where neither can tell: no git, no checkout, no token, GitHub down', async () => {
    const workspace = home;
    assert.equal(await ask({ workspace, token: undefined }), 'unknown');
    assert.equal(await ask({ workspace, apiUrl: undefined }), 'unknown');
    assert.equal(await ask({ workspace, live: 'e'.repeat(40) }), 'unknown');
    for (const behaviour of [403, 404, 500, 'reset'] as const) {
      github.behave(behaviour);
      assert.equal(await ask({ workspace }), 'unknown', String(behaviour));
    }
    github.behave('well');
    const commands = fakeCommands(() => {
      throw new Error('Unable to locate executable file: git');
    });
    assert.equal(await ask({ workspace, apiUrl: undefined }, { commands }), 'unknown');
    assert.equal(await ask({ workspace }, { commands }), 'newer');
  });

  it('hands nothing but whole hashes to git or into an address', async () => {
    const commands = fakeCommands((line) => assert.fail(line));
    for (const live of ['--output=x', 'main', '../../x', 'abc', '', `${'a'.repeat(40)}/..`]) {
      assert.equal(await ask({ live }, { commands }), 'unknown', live);
    }
  });

  it('takes an answer that says something else for none', async () => {
    for (const body of ['{}', 'null', '[]', 'x', '{"status":"toString"}', '{"status":1}']) {
      const http = { get: async () => ({ status: 200, headers: {}, body }), download: async () => {} };
      assert.equal(await ask({ workspace: home }, { http }), 'unknown', body);
    }
  });
});
