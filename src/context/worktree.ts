import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../errors.ts';
import type { CommandResult, Environment, Platform } from '../platform/platform.ts';

type Ports = Pick<Platform, 'commands' | 'environment' | 'log'>;

export interface WorktreeRequest {
  /** A directory of the checkout: which of its commits is asked for. Absolute. */
  readonly directory: string;
  /** Full hash. */
  readonly commit: string;
  /** Where the worktree is made. Absolute. */
  readonly temporaryDirectory: string;
  /** Fetches what the checkout left out, where its own credentials are gone. */
  readonly token: string | undefined;
}

/** Another commit of the checkout's repository, in a directory of its own; the checkout stays as it is. */
export interface Worktree {
  /** Where a path of the checkout is in the worktree, whether it is there or not. Absolute. */
  locate(file: string): string;
  /** Removes it, with what was written into it. */
  remove(): Promise<void>;
}

/** A hash and nothing else becomes an argument of git. */
const HASH = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** What Terraform reads by itself: where the commit doesn't have it but the checkout does, a step before wrote it. */
const OWN_VARIABLE_FILES = [
  'terraform.tfvars',
  'terraform.tfvars.json',
  ':(glob)*.auto.tfvars',
  ':(glob)*.auto.tfvars.json',
];

/**
 * Checks a commit out beside the checkout, as `git worktree` does: fetched alone where a shallow checkout lacks it. The
 * variable files of `directory` that git doesn't know come along.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where the commit can't be had
 */
export async function addWorktree(ports: Ports, request: WorktreeRequest): Promise<Worktree> {
  const { directory, commit, temporaryDirectory } = request;
  if (!HASH.test(commit)) throw notHad(commit, 'that is no hash of a commit');
  const git = gitIn(ports, directory);
  const top = await git(['rev-parse', '--show-cdup']).catch((cause: unknown) => {
    throw notHad(commit, 'git could not be started', cause);
  });
  if (top.exitCode !== 0) throw notHad(commit, `${directory} is in no git checkout`);
  if (!(await isThere(git, commit))) await fetchCommit(ports, git, request);

  const root = path.resolve(directory, top.stdout.trim());
  const made = path.join(await mkdtemp(path.join(temporaryDirectory, 'revive-release-')), 'checkout');
  const worktree: Worktree = {
    locate: (file) => path.join(made, path.relative(root, file)),
    remove: async () => {
      await rm(path.dirname(made), { recursive: true, force: true });
      await git(['worktree', 'prune']);
    },
  };
  const added = await git(['worktree', 'add', '--detach', '--force', made, commit]);
  if (added.exitCode !== 0) {
    await worktree.remove();
    throw notHad(commit, lastLine(added));
  }
  await bringVariableFiles(git, { directory, to: worktree.locate(directory) });
  return worktree;
}

type Git = (args: readonly string[], environment?: Environment) => Promise<CommandResult>;

/** Git that asks nobody anything, and runs no hook of the repository. */
const gitIn =
  ({ commands, environment }: Ports, directory: string): Git =>
  (args, more = {}) =>
    commands.run('git', ['-c', 'core.hooksPath=/dev/null', ...args], {
      directory,
      environment: { ...environment, GIT_TERMINAL_PROMPT: '0', ...more },
    });

const isThere = async (git: Git, commit: string): Promise<boolean> =>
  // In a partial clone the commit would be fetched to answer; that is the next step's to do.
  (await git(['cat-file', '-e', `${commit}^{commit}`], { GIT_NO_LAZY_FETCH: '1' })).exitCode === 0;

async function fetchCommit({ log, environment }: Ports, git: Git, request: WorktreeRequest): Promise<void> {
  const { commit, token } = request;
  const fetching = ['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit];
  log.info(`Fetching commit ${commit}, which the checkout does not have.`);
  const plain = await git(fetching);
  if (plain.exitCode === 0) return;
  // `persist-credentials: false` leaves a checkout that can't fetch. A second header beside its own would be refused, so
  // the token is only tried after it.
  const other = token === undefined ? undefined : await git(fetching, authorisation(environment, token));
  if (other?.exitCode !== 0) throw notHad(commit, `git fetch failed: ${lastLine(other ?? plain)}`);
}

/** By environment: an argument would show the token to every process of the machine. */
function authorisation(environment: Environment, token: string): Environment {
  const server = environment['GITHUB_SERVER_URL'] || 'https://github.com';
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  };
}

async function bringVariableFiles(
  git: Git,
  { directory, to }: { readonly directory: string; readonly to: string },
): Promise<void> {
  if (!existsSync(to)) return;
  const { stdout } = await git(['ls-files', '--others', '-z', '--', ...OWN_VARIABLE_FILES]);
  for (const name of stdout.split('\0').filter(Boolean)) {
    const target = path.join(to, name);
    if (!existsSync(target)) await copyFile(path.join(directory, name), target);
  }
}

const lastLine = ({ stderr, exitCode }: CommandResult): string =>
  stderr.trim().split('\n').at(-1)?.trim() || `exit code ${exitCode}`;

const notHad = (commit: string, why: string, cause?: unknown): Failure =>
  new Failure({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `Commit ${commit} of the release can not be checked out: ${why}.`,
    safe: 'Nothing was planned, applied or uploaded: infrastructure and site are as they were.',
    next: 'Check the repository out with actions/checkout and `fetch-depth: 0` before this step; a commit that was deleted from it can not be rolled back to.',
    cause,
  });
