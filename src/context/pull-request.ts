import type { Platform } from '../platform/platform.ts';
import type { GithubAccess } from './run-status.ts';

/** A comment that is kept up to date: there is one for each `marker`, which its body begins with. */
export interface StickyComment {
  /** `owner/name`. */
  readonly repository: string;
  readonly pullRequest: number;
  /** How the body of every such comment begins, whichever run wrote it; the run's id follows it as ` run 42 `. */
  readonly marker: string;
  /** Id of this run. */
  readonly run: string;
  /** Begins with the marker. */
  readonly body: string;
}

/** What became of it. `newer`: a newer run has written it already. `refused`: why it could not be written. */
export type Commented =
  | { readonly kind: 'created' | 'updated' | 'newer'; readonly url: string }
  | { readonly kind: 'refused'; readonly why: string };

interface FoundComment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  readonly author: string;
  readonly isBot: boolean;
}

const PAGE = 100;
/** GitHub stops at 2,500 comments. */
const MOST_PAGES = 30;

/**
 * Writes a comment on a pull request, or updates the one that is there. Only a comment of our own is ever touched: one
 * that begins with the marker and is a bot's (nobody can pose as one), or of the token's own user. Never throws.
 */
export async function writeComment(
  http: Platform['http'],
  { apiUrl, token }: GithubAccess,
  comment: StickyComment,
): Promise<Commented> {
  if (apiUrl === undefined) return refused('there is no GITHUB_API_URL here');
  if (token === undefined) return refused('there is no github-token');
  const headers = { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' };
  const github: Github = {
    get: async (path) => answerOf(await http.get(`${apiUrl}${path}`, headers)),
    send: async (method, path, body) =>
      answerOf(await http.send({ method, url: `${apiUrl}${path}`, body, headers })),
  };
  try {
    return await write(github, comment);
  } catch (error) {
    if (error instanceof Unanswered) return refused(error.message);
    return refused('GitHub could not be reached');
  }
}

interface Github {
  get(path: string): Promise<unknown>;
  send(method: 'POST' | 'PATCH', path: string, body: object): Promise<unknown>;
}

/** GitHub answered something else than what was asked for. */
class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

const refused = (why: string): Commented => ({ kind: 'refused', why });

async function write(github: Github, comment: StickyComment): Promise<Commented> {
  const { repository, pullRequest, marker, run, body } = comment;
  const issue = `/repos/${repository}/issues/${pullRequest}/comments`;
  const found = await findOwn(github, issue, marker);
  if (found === undefined) return { kind: 'created', url: urlOf(await github.send('POST', issue, { body })) };
  if (isNewer(found, { marker, run })) return { kind: 'newer', url: found.url };
  await github.send('PATCH', `/repos/${repository}/issues/comments/${found.id}`, { body });
  return { kind: 'updated', url: found.url };
}

/** The oldest comment of ours; a later one would be of two runs that began it at once. */
async function findOwn(github: Github, issue: string, marker: string): Promise<FoundComment | undefined> {
  const ofPeople: FoundComment[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const comments = toComments(await github.get(`${issue}?per_page=${PAGE}&page=${page}`));
    const marked = comments.filter(({ body }) => body.startsWith(`${marker} `));
    const ours = marked.find(({ isBot }) => isBot);
    if (ours !== undefined) return ours;
    ofPeople.push(...marked);
    if (comments.length < PAGE) break;
  }
  if (ofPeople.length === 0) return undefined;
  const own = await readOwnName(github);
  return ofPeople.find(({ author }) => author === own);
}

/** Whose token this is. An app's, like the one every job has, may not ask: then no person's comment is ours. */
async function readOwnName(github: Github): Promise<string | undefined> {
  try {
    const { login } = (await github.get('/user')) as { readonly login?: unknown };
    return typeof login === 'string' ? login : undefined;
  } catch (error) {
    if (error instanceof Unanswered) return undefined;
    throw error;
  }
}

/** GitHub counts the ids of runs up. */
function isNewer({ body }: FoundComment, { marker, run }: Pick<StickyComment, 'marker' | 'run'>): boolean {
  const [, theirs] = / run (\d{1,20}) /.exec(body.slice(marker.length, marker.length + 40)) ?? [];
  return theirs !== undefined && /^\d+$/.test(run) && BigInt(theirs) > BigInt(run);
}

function answerOf({ status, body }: { readonly status: number; readonly body: string }): unknown {
  if (status < 200 || status > 299) {
    const hint =
      status === 403 || status === 404
        ? '; the job needs `permissions: { pull-requests: write }`, which a run that Dependabot starts never has'
        : '';
    throw new Unanswered(`GitHub answered ${status}${hint}`);
  }
  try {
    return JSON.parse(body);
  } catch {
    throw new Unanswered('GitHub’s answer could not be read');
  }
}

interface CommentAnswer {
  readonly id?: unknown;
  readonly html_url?: unknown;
  readonly body?: unknown;
  readonly user?: { readonly login?: unknown; readonly type?: unknown } | null;
}

const toComments = (answer: unknown): readonly FoundComment[] =>
  (Array.isArray(answer) ? (answer as readonly CommentAnswer[]) : []).map((each) => ({
    id: Number(each.id),
    url: urlOf(each),
    body: typeof each.body === 'string' ? each.body : '',
    author: typeof each.user?.login === 'string' ? each.user.login : '',
    isBot: each.user?.type === 'Bot',
  }));

const urlOf = (answer: unknown): string => {
  const { html_url: url } = answer as CommentAnswer;
  return typeof url === 'string' ? url : '';
};
