import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { parseAccess } from './access.mjs';

let client;

/** The access to Tekmetric, or undefined while the secret has no value yet. */
export async function readAccess(secretName) {
  client ??= new SecretsManagerClient({});
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretName }));
    return parseAccess(SecretString);
  } catch (error) {
    // The secret is there, Terraform made it; what isn't found is its first version.
    if (error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
