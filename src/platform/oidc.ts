import type { Environment } from './platform.ts';

/** Audience that AWS STS expects in a GitHub token. */
export const STS_AUDIENCE = 'sts.amazonaws.com';

/** Whether this job may ask for OIDC tokens, i.e. has `permissions: id-token: write`. */
export const mayRequestIdToken = (environment: Environment): boolean =>
  Boolean(environment['ACTIONS_ID_TOKEN_REQUEST_URL'] && environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN']);

/** A fresh OIDC token of this job, masked in the log; it lives some minutes only. */
export async function requestIdToken(): Promise<string> {
  const { getIDToken } = await import('@actions/core');
  return getIDToken(STS_AUDIENCE);
}
