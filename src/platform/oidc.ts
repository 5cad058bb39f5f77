import { Failure } from '../errors.ts';
import type { Environment, Http, Log } from './platform.ts';

/** Audience that AWS STS expects in a GitHub token. */
export const STS_AUDIENCE = 'sts.amazonaws.com';

/** Whether this job may ask for OIDC tokens, i.e. has `permissions: id-token: write`. */
export const mayRequestIdToken = (environment: Environment): boolean =>
  Boolean(environment['ACTIONS_ID_TOKEN_REQUEST_URL'] && environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN']);

/** Tries of one request: GitHub's token service answers 5xx now and then. */
const TRIES = 3;

/**
 * A fresh OIDC token of this job; it lives some minutes only. Asked for here and not through @actions/core, whose
 * `add-mask` would be printed as plain text, token and all, while the output of another program has commands paused.
 */
export async function requestIdToken({
  environment,
  http,
  log,
}: {
  readonly environment: Environment;
  readonly http: Http;
  readonly log: Log;
}): Promise<string> {
  const url = new URL(environment['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
  url.searchParams.set('audience', STS_AUDIENCE);
  const headers = { authorization: `Bearer ${environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''}` };
  let seen = '';
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const answer = await http.get(url.href, headers).catch((error: unknown) => String(error));
    if (typeof answer === 'string') seen = answer;
    else if (answer.status !== 200) seen = `HTTP ${answer.status}`;
    else {
      const token = readToken(answer.body);
      if (token === undefined) seen = 'an answer without a token';
      else {
        log.mask(token);
        return token;
      }
    }
  }
  throw new Failure({
    code: 'ROLE_NOT_ASSUMED',
    reason: `GitHub gave no OIDC token: ${seen}.`,
    safe: 'Nothing was read from or changed in AWS with it.',
    next: 'Run the deploy again.',
  });
}

function readToken(body: string): string | undefined {
  try {
    const answer = JSON.parse(body) as { readonly value?: unknown } | null;
    return typeof answer?.value === 'string' ? answer.value : undefined;
  } catch {
    return undefined;
  }
}
