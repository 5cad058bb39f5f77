import type { Platform } from '../platform/platform.ts';

/**
 * Whether the run attempt behind a lease or a lock is over. `unknown` is never taken for `over`: only proof frees what
 * another run holds.
 */
export interface Proof {
  readonly verdict: 'over' | 'live' | 'unknown';
  /** How it is known, or why it is not: continues "because". */
  readonly why: string;
}

/** One attempt of one run, as its address names it. */
export interface RunAttempt {
  /** `https://github.com`: ids of one server mean nothing on another. */
  readonly server: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly id: string;
  readonly attempt: number;
}

/** How to ask GitHub. */
export interface GithubAccess {
  /** GITHUB_SERVER_URL. */
  readonly serverUrl: string;
  /** GITHUB_API_URL, without a slash at its end; undefined outside GitHub Actions. */
  readonly apiUrl: string | undefined;
  readonly token: string | undefined;
}

/** A run waits for this answer, beating meanwhile for nobody: it must not take as long as a connection may hang. */
const DEADLINE = 10_000;

// Found in places others write to; whatever is not exactly an attempt's address is none.
const ATTEMPT_URL =
  /^(https?:\/\/[A-Za-z0-9.:-]+)\/([\w.-]+\/[\w.-]+)\/actions\/runs\/([1-9]\d{0,19})\/attempts\/([1-9]\d{0,5})$/;

/** The attempt an address leads to, or undefined where it is no attempt's address. */
export function parseAttemptUrl(url: string): RunAttempt | undefined {
  const [, server, repository, id, attempt] = ATTEMPT_URL.exec(url) ?? [];
  if (server === undefined || repository === undefined || id === undefined) return undefined;
  return { server, repository, id, attempt: Number(attempt) };
}

/** How this process may ask GitHub, by what the runner set. */
export function githubAccess(environment: Platform['environment'], token: string | undefined): GithubAccess {
  const apiUrl = environment['GITHUB_API_URL']?.replace(/\/+$/, '');
  return {
    serverUrl: (environment['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, ''),
    apiUrl: apiUrl || undefined,
    token,
  };
}

/**
 * Asks GitHub whether a run attempt is over: `GET /repos/{repository}/actions/runs/{id}/attempts/{n}`, which takes
 * `actions: read` in a private repository. Never throws, and the token shows up in no answer.
 */
export async function readAttempt(
  { http, clock }: Pick<Platform, 'http' | 'clock'>,
  { serverUrl, apiUrl, token }: GithubAccess,
  attempt: RunAttempt,
): Promise<Proof> {
  if (apiUrl === undefined) return unknown('there is no GITHUB_API_URL here to ask whether its run is over');
  if (attempt.server !== serverUrl) return unknown(`its run is on ${attempt.server}, not on ${serverUrl}`);
  if (token === undefined) return unknown('there is no github-token to ask whether its run is over');
  const { repository, id } = attempt;
  const url = `${apiUrl}/repos/${repository}/actions/runs/${id}/attempts/${attempt.attempt}`;
  const settled = new AbortController();
  const late = clock.sleep(DEADLINE, settled.signal).then(
    () => undefined,
    () => undefined,
  );
  const answer = http
    .get(url, { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' })
    .then(judgeAnswer, () => unknown('GitHub could not be asked whether its run is over'));
  const proof = await Promise.race([answer, late]);
  settled.abort();
  return proof ?? unknown(`GitHub did not say within ${DEADLINE / 1000} s whether its run is over`);
}

function judgeAnswer({ status, body }: { readonly status: number; readonly body: string }): Proof {
  if (status !== 200) {
    const hint =
      status === 401 || status === 403 || status === 404
        ? '; the job needs `permissions: { actions: read }`'
        : '';
    return unknown(`GitHub answered ${status} when asked whether its run is over${hint}`);
  }
  const found = statusOf(body);
  if (found === undefined) return unknown('GitHub’s answer about its run could not be read');
  return found === 'completed'
    ? { verdict: 'over', why: 'GitHub says that its run attempt is completed' }
    : { verdict: 'live', why: `GitHub says that its run attempt is ${found.replaceAll('_', ' ')}` };
}

function statusOf(body: string): string | undefined {
  try {
    const { status } = JSON.parse(body) as { readonly status?: unknown };
    return typeof status === 'string' && /^[a-z_]{1,30}$/.test(status) ? status : undefined;
  } catch {
    return undefined;
  }
}

const unknown = (why: string): Proof => ({ verdict: 'unknown', why });
