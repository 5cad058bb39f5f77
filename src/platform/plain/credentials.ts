import type { AwsCredentialIdentity } from '@smithy/types';
import type { Clock, Environment } from '../platform.ts';

/** Asks for the credentials of a request. */
export type Credentials = () => Promise<AwsCredentialIdentity>;

/** How long before they expire credentials are renewed, in milliseconds: as the SDK does. */
const RENEWED_BEFORE = 300_000;

/** Asks once, again shortly before the credentials expire, and once for all who ask at the same time. */
export function memoised(provider: Credentials, clock: Pick<Clock, 'now'>): Credentials {
  let held: AwsCredentialIdentity | undefined;
  let asked: Promise<AwsCredentialIdentity> | undefined;
  const ask = async (): Promise<AwsCredentialIdentity> => {
    try {
      held = await provider();
      return held;
    } finally {
      asked = undefined;
    }
  };
  return () => {
    const expires = held?.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
    if (held !== undefined && expires - clock.now() >= RENEWED_BEFORE) return Promise.resolve(held);
    return (asked ??= ask());
  };
}

/**
 * The credentials that stand in the environment, as the SDK's default chain finds them there first; undefined where they
 * don't, or say more of themselves than a plain signature needs. The environment must have plain settings.
 */
export function environmentCredentials(environment: Environment): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  const { AWS_SESSION_TOKEN: sessionToken } = environment;
  const { AWS_CREDENTIAL_EXPIRATION, AWS_CREDENTIAL_SCOPE } = environment;
  if (!accessKeyId || !secretAccessKey) return undefined;
  if (AWS_CREDENTIAL_EXPIRATION || AWS_CREDENTIAL_SCOPE) return undefined;
  const found = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  return () => Promise.resolve(found);
}
