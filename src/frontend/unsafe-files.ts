/** Silently left out: what desktops leave behind. */
const IGNORED = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

const DENIED: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^\.env/i, 'holds environment variables, often secrets'],
  [/^\.git$/, 'holds the whole history of the repository'],
  [/^\.(?:aws|ssh|gnupg|terraform)$/i, 'holds credentials or state'],
  [/^\.(?:npmrc|yarnrc|yarnrc\.yml|netrc|htpasswd|pypirc|git-credentials)$/i, 'may hold credentials'],
  [/\.(?:pem|key|p12|pfx|jks|keystore)$/i, 'may be a private key'],
  [/^id_(?:rsa|dsa|ecdsa|ed25519)/i, 'may be a private key'],
  [/\.tfstate/i, 'holds every value of the infrastructure, secrets too'],
  [/\.tfvars(?:\.json)?$/i, 'holds values of Terraform variables'],
];

/** Whether a file or directory of this name is left out without a word. */
export const isIgnored = (name: string): boolean => IGNORED.has(name);

/** Any of them: nearly every name is that of none, and there are many. */
const ANY_DENIED = new RegExp(DENIED.map(([{ source }]) => source).join('|'), 'i');

/** Why a file or directory of this name must not be published, or undefined. */
export function whyDenied(name: string): string | undefined {
  if (!ANY_DENIED.test(name)) return undefined;
  return DENIED.find(([pattern]) => pattern.test(name))?.[1];
}

/** S3 takes keys up to this many bytes of UTF-8. */
const LONGEST_KEY = 1024;

/** Why a key can't be published under its name, or undefined. */
export function whyNotAKey(key: string): string | undefined {
  // S3 answers in XML, which can't carry control characters: what was uploaded couldn't be listed again.
  if (/\p{Cc}/u.test(key)) return 'has a control character in its name';
  // What Node reads from a name that isn't UTF-8; there is no address for it.
  if (key.includes('\ufffd')) return 'has a name that is not UTF-8';
  // No character takes more than three bytes for each of its UTF-16 units.
  if (key.length * 3 > LONGEST_KEY && Buffer.byteLength(key) > LONGEST_KEY)
    return `has a name longer than ${LONGEST_KEY} bytes`;
  return undefined;
}
