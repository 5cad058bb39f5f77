import type { Environment, Platform } from '../platform/platform.ts';

/** How a commit stands to the live one; `newer` means that the live one is among its ancestors. */
export type Relation = 'same' | 'newer' | 'older' | 'diverged' | 'unknown';

export interface RelationRequest {
  /** Full hash of the commit that is live. */
  readonly live: string;
  /** Full hash of the commit this run would deploy. */
  readonly own: string;
  /** Absolute path of the checkout. */
  readonly workspace: string;
  /** `owner/name`. */
  readonly repository: string;
  /** GITHUB_API_URL, without a slash at its end; undefined outside GitHub Actions. */
  readonly apiUrl: string | undefined;
  readonly token: string | undefined;
}

type Ports = Pick<Platform, 'commands' | 'environment' | 'http' | 'log'>;

/**
 * How the own commit stands to the live one: by the checkout's git where it has both, else by GitHub's API (the usual
 * checkout has one commit and no history). Whatever fails is `unknown`, never an answer.
 */
export async function relate(ports: Ports, request: RelationRequest): Promise<Relation> {
  const { live, own } = request;
  if (live === own) return 'same';
  // A hash and nothing else becomes an argument of git and part of an address.
  if (!HASH.test(live) || !HASH.test(own)) return 'unknown';
  const local = await relateByGit(ports, request);
  return local === 'unknown' ? relateByApi(ports, request) : local;
}

const HASH = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

async function relateByGit(
  { commands, environment, log }: Ports,
  { live, own, workspace }: RelationRequest,
): Promise<Relation> {
  const git = (...args: readonly string[]) =>
    commands.run('git', args, { directory: workspace, environment: quiet(environment) });
  const contains = async (descendant: string, ancestor: string): Promise<boolean | undefined> => {
    const { exitCode } = await git('merge-base', '--is-ancestor', ancestor, descendant);
    return exitCode === 0 ? true : exitCode === 1 ? false : undefined;
  };
  try {
    // A path that is there is true even in a shallow checkout; only that there is none may be the cut's doing.
    const isNewer = await contains(own, live);
    if (isNewer === undefined) return 'unknown';
    if (isNewer) return 'newer';
    if ((await contains(live, own)) === true) return 'older';
    const { exitCode, stdout } = await git('rev-parse', '--is-shallow-repository');
    return exitCode === 0 && stdout.trim() === 'false' ? 'diverged' : 'unknown';
  } catch (error) {
    log.debug(`git could not be asked which commit is newer: ${String(error)}`);
    return 'unknown';
  }
}

/** Git that asks nobody anything, nor fetches what a partial clone left out. */
const quiet = (environment: Environment): Environment => ({
  ...environment,
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
});

/** How head stands to base, in the words of GitHub's compare endpoint. */
const COMPARISONS: Readonly<Record<string, Relation>> = {
  identical: 'same',
  ahead: 'newer',
  behind: 'older',
  diverged: 'diverged',
};

async function relateByApi(
  { http, log }: Ports,
  { live, own, repository, apiUrl, token }: RelationRequest,
): Promise<Relation> {
  if (apiUrl === undefined || apiUrl === '') return 'unknown';
  // One commit of the comparison is enough: its status is all that is read.
  const url = `${apiUrl}/repos/${repository}/compare/${live}...${own}?per_page=1`;
  try {
    const { status, body } = await http.get(url, {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    });
    if (status !== 200) {
      log.debug(`GitHub answered ${status} when asked which commit is newer.`);
      return 'unknown';
    }
    const comparison = (JSON.parse(body) as { readonly status?: unknown } | null)?.status;
    return Object.hasOwn(COMPARISONS, String(comparison))
      ? (COMPARISONS[String(comparison)] ?? 'unknown')
      : 'unknown';
  } catch (error) {
    log.debug(`GitHub could not be asked which commit is newer: ${String(error)}`);
    return 'unknown';
  }
}
