const FORM = '{"baseUrl": "https://...", "token": "...", "shop": "..."}';

/**
 * The access to Tekmetric out of the secret's value. Anything else than that form is an error: to fall back to
 * samples would hide a typing mistake in production. No message holds the value.
 *
 * @param {string} value @returns {{ baseUrl: string, token: string, shop: string }}
 */
export function parseAccess(value) {
  let access;
  try {
    access = JSON.parse(value);
  } catch {
    throw new Error(`The Tekmetric secret is not JSON: ${FORM}.`);
  }
  const missing = ['baseUrl', 'token', 'shop'].filter((name) => typeof access?.[name] !== 'string');
  if (missing.length > 0) throw new Error(`The Tekmetric secret has no ${missing.join(', no ')}: ${FORM}.`);
  return access;
}
