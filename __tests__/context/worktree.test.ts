import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { addWorktree } from '../../src/context/worktree.ts';
import { runnerCommands } from '../../src/platform/commands.ts';
import { fakePlatform } from '../fakes/platform.ts';

describe('addWorktree', () => {
  let home: string;
  let commits: readonly string[];
  let origin: string;
  before(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'revive-worktree-'));
    origin = path.join(home, 'origin');
    await mkdir(path.join(origin, 'terraform'), { recursive: true });
    await git(origin, 'init', '-q', '-b', 'main');
    const made: string[] = [];
    for (const content of ['one', 'two']) {
      await writeFile(path.join(origin, 'terraform', 'main.tf'), content);
      await git(origin, 'add', '.');
      await git(origin, 'commit', '-q', '-m', content);
      made.push((await git(origin, 'rev-parse', 'HEAD')).trim());
    }
    commits = made;
  });
  after(() => rm(home, { recursive: true, force: true }));

  const git = async (directory: string, ...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)('git', [...args], { cwd: directory, env: environment() })).stdout;

  const environment = (): Record<string, string> => ({
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((who) => [
        [`GIT_${who}_NAME`, 'Ada'],
        [`GIT_${who}_EMAIL`, 'ada@example.com'],
      ]),
    ),
  });

  /** A checkout of the newest commit, and what `addWorktree` is asked there. */
  async function checkout(...options: readonly string[]) {
    const place = await mkdtemp(path.join(home, 'checkout-'));
    await git(place, 'clone', '-q', ...options, `file://${origin}`, '.');
    const temporaryDirectory = await mkdtemp(path.join(home, 'temporary-'));
    const directory = path.join(place, 'terraform');
    const platform = { ...fakePlatform(), commands: runnerCommands, environment: environment() };
    const add = (commit: string) =>
      addWorktree(platform, { directory, commit, temporaryDirectory, token: undefined });
    return { place, directory, temporaryDirectory, add };
  }

  for (const [what, options] of [
    ['a whole checkout', []],
    ['a shallow one, which it fetches the commit into', ['--depth', '1']],
  ] as const) {
    it(`checks another commit out beside ${what}, and leaves nothing behind`, async () => {
      const { place, directory, temporaryDirectory, add } = await checkout(...options);
      const worktree = await add(commits[0] ?? '');
      assert.equal(await readFile(worktree.locate(path.join(directory, 'main.tf')), 'utf8'), 'one');
      assert.equal(await readFile(path.join(directory, 'main.tf'), 'utf8'), 'two');
      await worktree.remove();
      assert.deepEqual(await readdir(temporaryDirectory), []);
      assert.equal((await git(place, 'worktree', 'list')).trim().split('\n').length, 1);
      assert.equal(await git(place, 'status', '--porcelain'), '');
    });
  }

  it('brings the variable files that Terraform reads by itself and git does not know', async () => {
    const { directory, add } = await checkout();
    await writeFile(path.join(directory, 'here.auto.tfvars'), 'a = 1');
    await writeFile(path.join(directory, 'other.tfvars'), 'a = 2');
    const worktree = await add(commits[0] ?? '');
    assert.deepEqual((await readdir(worktree.locate(directory))).sort(), ['here.auto.tfvars', 'main.tf']);
    await worktree.remove();
  });

  it('runs no hook of the repository', async () => {
    const { place, directory, add } = await checkout();
    const hook = path.join(place, '.git', 'hooks', 'post-checkout');
    await writeFile(hook, '#!/bin/sh\ntouch hooked\n', { mode: 0o755 });
    const worktree = await add(commits[0] ?? '');
    assert.deepEqual(await readdir(worktree.locate(directory)), ['main.tf']);
    assert.deepEqual((await readdir(worktree.locate(place))).sort(), ['.git', 'terraform']);
    await worktree.remove();
  });

  it('refuses a commit that nobody has, and a directory without git', async () => {
    const { add, temporaryDirectory } = await checkout();
    await assert.rejects(add('0'.repeat(40)), { code: 'ROLLBACK_IMPOSSIBLE', reason: /git fetch failed: ./ });
    await assert.rejects(add('--upload-pack=x'), { code: 'ROLLBACK_IMPOSSIBLE' });
    assert.deepEqual(await readdir(temporaryDirectory), []);
    const platform = { ...fakePlatform(), commands: runnerCommands, environment: environment() };
    const request = { commit: '0'.repeat(40), temporaryDirectory: home, token: undefined };
    await assert.rejects(addWorktree(platform, { ...request, directory: temporaryDirectory }), {
      code: 'ROLLBACK_IMPOSSIBLE',
      reason: /in no git checkout/,
    });
  });

  it('tries the token where the credentials of the checkout do not do, and shows it to nobody', async () => {
    const calls: { readonly args: readonly string[]; readonly header: string | undefined }[] = [];
    const commands = {
      ...runnerCommands,
      run: async (_: string, args: readonly string[], { environment: given }: { environment: unknown }) => {
        const header = (given as Record<string, string | undefined>)['GIT_CONFIG_VALUE_0'];
        calls.push({ args, header });
        const fails = args.includes('cat-file') || (args.includes('fetch') && header === undefined);
        return { exitCode: fails ? 1 : 0, stdout: '', stderr: 'fatal: no' };
      },
    };
    const worktree = await addWorktree(
      { ...fakePlatform(), commands, environment: {} },
      { directory: home, commit: 'a'.repeat(40), temporaryDirectory: home, token: 'secret' },
    );
    await worktree.remove();
    const fetches = calls.filter(({ args }) => args.includes('fetch'));
    const basic = Buffer.from('x-access-token:secret').toString('base64');
    assert.deepEqual(
      fetches.map(({ header }) => header),
      [undefined, `AUTHORIZATION: basic ${basic}`],
    );
    assert.ok(!JSON.stringify(calls.map(({ args }) => args)).includes(basic));
  });
});
