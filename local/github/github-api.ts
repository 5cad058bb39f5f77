import { randomBytes } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type CommentApi, type GithubComment, startComments } from './comments.ts';

/** Where a run attempt is, in GitHub's words; only `completed` means it is over. */
export type AttemptStatus = 'queued' | 'waiting' | 'pending' | 'requested' | 'in_progress' | 'completed';

/** How `head` stands to `base`, as the compare endpoint says: `behind` means that head is an ancestor of base. */
export type Comparison = 'ahead' | 'behind' | 'diverged' | 'identical';

/** One request that came in. The token itself is never kept. */
export interface GithubCall {
  readonly method: string;
  /** Path without the query, decoded: `/repos/ada/shop/compare/3f9a1c2...a4f07aa`. */
  readonly path: string;
  readonly status: number;
}

/** What a run's attempt says of itself. */
export interface AttemptAnswer {
  readonly status: AttemptStatus;
  /** Only for `completed`: `success`, `failure`, `cancelled`, ... */
  readonly conclusion?: string;
}

/**
 * How the whole API behaves: `well`; every request answered with a status (403: the token lacks `actions: read`, 500,
 * 429 ...); the connection `reset`; or never an answer (`hang`).
 */
export type GithubBehaviour = 'well' | 'reset' | 'hang' | number;

/**
 * A stand-in for the part of GitHub's REST API that tells whether a run is over and which of two commits is newer, and that
 * keeps the comments of pull requests. Whatever was not set is a 404, as on GitHub for what is not there or not for this token to see.
 */
export interface GithubApi {
  /** What GITHUB_API_URL is to be: without a slash at its end. */
  readonly url: string;
  /** The one token it accepts; every other one, and none, is answered with 401. */
  readonly token: string;
  /** Every request, in order. */
  readonly calls: readonly GithubCall[];
  /** What a runner sets, and the token where the workflow would hand it over. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sets one attempt of a run; undefined forgets it (404 again). */
  setAttempt(
    repository: string,
    run: { readonly id: string; readonly attempt: number },
    answer: AttemptAnswer | AttemptStatus | undefined,
  ): void;
  /** Sets how `head` stands to `base`; undefined forgets it. The commits are matched as the request spells them. */
  setComparison(
    repository: string,
    commits: { readonly base: string; readonly head: string },
    answer: Comparison | undefined,
  ): void;
  /**
   * Sets the history of a repository, oldest first: every pair of these commits then compares as in a straight line.
   * `setComparison` overrides single pairs.
   */
  setHistory(repository: string, commits: readonly string[]): void;
  /** The comments of all pull requests. */
  readonly comments: Pick<CommentApi, 'of' | 'add' | 'readOnly'>;
  behave(as: GithubBehaviour): void;
  close(): Promise<void>;
}

const ATTEMPT = /^\/repos\/([^/]+\/[^/]+)\/actions\/runs\/(\d+)\/attempts\/(\d+)$/;
const RUN = /^\/repos\/([^/]+\/[^/]+)\/actions\/runs\/(\d+)$/;
// A ref may hold slashes; the three dots part the two.
const COMPARE = /^\/repos\/([^/]+\/[^/]+)\/compare\/(.+?)\.\.\.(.+)$/;

export type { GithubComment };

/** An answer of the API, before it is written as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A request with what it brings. */
export interface Asked {
  readonly method: string;
  /** Without the query, decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found', status: '404' } };

/** Starts on a free port of 127.0.0.1. */
export async function startGithubApi(): Promise<GithubApi> {
  const token = `ghs_local${randomBytes(12).toString('hex')}`;
  const calls: GithubCall[] = [];
  const attempts = new Map<string, AttemptAnswer>();
  const comparisons = new Map<string, Comparison>();
  const histories = new Map<string, readonly string[]>();
  const comments = startComments();
  let behaviour: GithubBehaviour = 'well';

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET' } = request;
    const { pathname, searchParams: query } = new URL(request.url ?? '/', url);
    const path = decodeURIComponent(pathname);
    const sent: Buffer[] = [];
    for await (const chunk of request) sent.push(chunk as Buffer);
    if (behaviour === 'reset' || behaviour === 'hang') {
      calls.push({ method, path, status: 0 });
      if (behaviour === 'reset') request.socket.destroy();
      return;
    }
    const { status, body } =
      behaviour === 'well'
        ? answer({ method, path, query, body: Buffer.concat(sent).toString() }, request.headers.authorization)
        : { status: behaviour, body: { message: 'out of order' } };
    calls.push({ method, path, status });
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(body));
  }

  function answer(asked: Asked, authorization: string | undefined): Answer {
    const { method, path } = asked;
    if (!isToken(authorization)) return { status: 401, body: { message: 'Bad credentials', status: '401' } };
    const commented = comments.answer(asked);
    if (commented !== undefined) return commented;
    if (method !== 'GET') return NOT_FOUND;
    const attempt = ATTEMPT.exec(path);
    if (attempt !== null) return attemptAnswer(attempt[1]!, attempt[2]!, Number(attempt[3]));
    const run = RUN.exec(path);
    if (run !== null) return attemptAnswer(run[1]!, run[2]!, latestAttempt(run[1]!, run[2]!));
    const compare = COMPARE.exec(path);
    return compare === null ? NOT_FOUND : comparison(compare[1]!, compare[2]!, compare[3]!);
  }

  /** GitHub takes both words; `Bearer` in any case. */
  const isToken = (authorization: string | undefined): boolean =>
    /^(?:bearer|token) (.+)$/i.exec(authorization ?? '')?.[1] === token;

  function attemptAnswer(repository: string, id: string, attempt: number): Answer {
    const found = attempts.get(attemptKey(repository, id, attempt));
    if (found === undefined) return NOT_FOUND;
    const conclusion = found.status === 'completed' ? (found.conclusion ?? 'success') : null;
    return { status: 200, body: { id: Number(id), run_attempt: attempt, status: found.status, conclusion } };
  }

  function latestAttempt(repository: string, id: string): number {
    const prefix = attemptKey(repository, id, '');
    const known = [...attempts.keys()].filter((key) => key.startsWith(prefix));
    return Math.max(0, ...known.map((key) => Number(key.slice(prefix.length))));
  }

  function comparison(repository: string, base: string, head: string): Answer {
    const status = comparisons.get(compareKey(repository, base, head)) ?? inHistory(repository, base, head);
    return status === undefined ? NOT_FOUND : { status: 200, body: { status } };
  }

  function inHistory(repository: string, base: string, head: string): Comparison | undefined {
    const history = histories.get(repository.toLowerCase()) ?? [];
    const [from, to] = [history.indexOf(base), history.indexOf(head)];
    if (from < 0 || to < 0) return undefined;
    if (from === to) return 'identical';
    return from < to ? 'ahead' : 'behind';
  }

  return {
    url,
    token,
    calls,
    environment: { GITHUB_API_URL: url, 'INPUT_GITHUB-TOKEN': token },
    setAttempt: (repository, { id, attempt }, to) => {
      const key = attemptKey(repository, id, attempt);
      if (to === undefined) attempts.delete(key);
      else attempts.set(key, typeof to === 'string' ? { status: to } : to);
    },
    setComparison: (repository, { base, head }, to) => {
      const key = compareKey(repository, base, head);
      if (to === undefined) comparisons.delete(key);
      else comparisons.set(key, to);
    },
    setHistory: (repository, commits) => void histories.set(repository.toLowerCase(), commits),
    comments,
    behave: (as) => void (behaviour = as),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** GitHub tells repositories apart without regard to case. */
const attemptKey = (repository: string, id: string, attempt: number | ''): string =>
  `${repository.toLowerCase()} ${id} ${attempt}`;
const compareKey = (repository: string, base: string, head: string): string =>
  `${repository.toLowerCase()} ${base}...${head}`;
