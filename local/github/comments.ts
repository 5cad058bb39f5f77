import type { Answer, Asked } from './github-api.ts';

/** A comment as GitHub gives it, as far as anyone here reads it. */
export interface GithubComment {
  readonly id: number;
  readonly body: string;
  readonly html_url: string;
  readonly user: { readonly login: string; readonly type: 'Bot' | 'User' };
  /** How often it was edited. */
  readonly edits: number;
}

/** The comments of pull requests, as the token of a job may read and write them. */
export interface CommentApi {
  /** Comments of one pull request, oldest first. */
  of(repository: string, pullRequest: number): readonly GithubComment[];
  /** A comment of somebody else. */
  add(repository: string, pullRequest: number, comment: Pick<GithubComment, 'body' | 'user'>): void;
  /** Whether the token may only read: no `pull-requests: write`, or a run that Dependabot started. */
  readOnly(is: boolean): void;
  /** Undefined: it is no request for this part of the API. */
  answer(asked: Asked): Answer | undefined;
}

const OF_PULL_REQUEST = /^\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)\/comments$/;
const ONE = /^\/repos\/([^/]+\/[^/]+)\/issues\/comments\/(\d+)$/;

/** Longest comment that GitHub takes, in characters. */
const LONGEST = 65_536;

const FORBIDDEN: Answer = {
  status: 403,
  body: { message: 'Resource not accessible by integration', status: '403' },
};
/** Who the token of a job writes as. */
const JOB = { login: 'github-actions[bot]', type: 'Bot' } as const;

export function startComments(): CommentApi {
  const all: (GithubComment & { readonly place: string })[] = [];
  let isReadOnly = false;
  const placeOf = (repository: string, pullRequest: string | number): string =>
    `${repository.toLowerCase()}#${pullRequest}`;
  const at = (place: string): readonly GithubComment[] => all.filter((each) => each.place === place);

  function add(place: string, comment: Pick<GithubComment, 'body' | 'user'>): GithubComment {
    const id = 9_000 + all.length;
    const html_url = `https://github.com/${place.replace('#', '/pull/')}#issuecomment-${id}`;
    const added = { id, html_url, edits: 0, ...comment };
    all.push({ ...added, place });
    return added;
  }

  function edit(place: string, id: number, body: string): Answer {
    const index = all.findIndex((each) => each.id === id && each.place.startsWith(`${place}#`));
    const found = all[index];
    if (found === undefined) return { status: 404, body: { message: 'Not Found', status: '404' } };
    all[index] = { ...found, body, edits: found.edits + 1 };
    return { status: 200, body: all[index] };
  }

  return {
    of: (repository, pullRequest) => at(placeOf(repository, pullRequest)),
    add: (repository, pullRequest, comment) => void add(placeOf(repository, pullRequest), comment),
    readOnly: (is) => void (isReadOnly = is),
    answer: ({ method, path, query, body }) => {
      // An app's token belongs to no user.
      if (path === '/user') return FORBIDDEN;
      const [, listed, number = ''] = OF_PULL_REQUEST.exec(path) ?? [];
      const [, edited, id = ''] = ONE.exec(path) ?? [];
      if (listed !== undefined && method === 'GET') {
        const size = Math.min(100, Number(query.get('per_page') ?? 30));
        const from = (Number(query.get('page') ?? 1) - 1) * size;
        return { status: 200, body: at(placeOf(listed, number)).slice(from, from + size) };
      }
      if ((listed ?? edited) === undefined || !['POST', 'PATCH'].includes(method)) return undefined;
      if (isReadOnly) return FORBIDDEN;
      const { body: text } = JSON.parse(body) as { readonly body?: unknown };
      if (typeof text !== 'string' || text === '' || text.length > LONGEST)
        return { status: 422, body: { message: 'Validation Failed', status: '422' } };
      if (listed !== undefined)
        return { status: 201, body: add(placeOf(listed, number), { body: text, user: JOB }) };
      return edit((edited ?? '').toLowerCase(), Number(id), text);
    },
  };
}
