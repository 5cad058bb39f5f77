import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

let client;

/**
 * The access to Tekmetric: { baseUrl, token, shop }, or undefined while the secret has no value yet. A value that
 * isn't that is an error: falling back to samples would hide a typing mistake in production.
 */
export async function readSecret(name) {
  client ??= new SecretsManagerClient({});
  let value;
  try {
    value = (await client.send(new GetSecretValueCommand({ SecretId: name }))).SecretString;
  } catch (error) {
    // The secret exists, Terraform made it; what isn't found is its first version.
    if (error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
  return parseAccess(value);
}

/** The message never holds the value. */
export function parseAccess(value) {
  let access;
  try {
    access = JSON.parse(value);
  } catch {
    throw new Error(
      'The Tekmetric secret is not JSON: {"baseUrl": "https://...", "token": "...", "shop": "..."}.',
    );
  }
  const missing = ['baseUrl', 'token', 'shop'].filter((name) => typeof access?.[name] !== 'string');
  if (missing.length > 0) throw new Error(`The Tekmetric secret has no ${missing.join(', no ')}.`);
  return access;
}
