/**
 * Directories whose every file a bundler names after its content (or, in Next, after the build).
 * Nuxt keeps one mutable file in its own, `_nuxt/builds/latest.json`; JSON there is left out.
 */
const HASHED_DIRECTORIES = [
  /(?:^|\/)_next\/static\//,
  /(?:^|\/)_astro\//,
  /(?:^|\/)_app\/immutable\//,
  /(?:^|\/)_nuxt\/(?!.*\.json$)/,
];

/** Where bundlers put hashed files beside copied ones (Vite, Rollup, CRA): a weaker sign is enough here. */
const BUNDLE_DIRECTORIES = /(?:^|\/)(?:assets|static\/(?:js|css|media))\//;

/** Where Angular puts what its style sheets name. */
const ANGULAR_MEDIA = /(?:^|\/)media\/[^/]+$/;

/** Lengths at which bundlers cut a hexadecimal hash; 9 or 11 digits are a date or a number with a suffix. */
const HEX_LENGTHS = new Set([8, 10, 12, 16, 20, 24, 32, 40, 64]);

/**
 * Says whether a key's name changes whenever its content does, so that it may be cached for ever.
 *
 * The two mistakes differ: a hashed name taken for a plain one costs a visitor a 304, a plain name taken for a hashed
 * one shows a visitor last year's file. So in doubt a name is plain; one in ten of Vite's random hashes (those that
 * read like a word) is, measured.
 */
export function isHashedName(key: string): boolean {
  if (HASHED_DIRECTORIES.some((directory) => directory.test(key))) return true;
  const place = { bundled: BUNDLE_DIRECTORIES.test(key), media: ANGULAR_MEDIA.test(key) };
  const name = key.slice(key.lastIndexOf('/') + 1);
  // Without the extension, and without the name itself: `jquery` of jquery.min.js can't be the hash of jquery.
  const parts = name.split('.').slice(0, -1);
  return parts.some((part, index) => {
    if (index > 0 && isHash(part, place, name)) return true;
    const afterHyphen = part.slice(part.lastIndexOf('-') + 1);
    if (afterHyphen !== part && isHash(afterHyphen, place, name)) return true;
    // Rollup's hash is base64url: the last eight characters, which may hold a hyphen themselves.
    return part.at(-9) === '-' && isHash(part.slice(-8), place, name);
  });
}

interface KeyPlace {
  readonly bundled: boolean;
  readonly media: boolean;
}

function isHash(token: string, { bundled, media }: KeyPlace, name: string): boolean {
  if (/^[0-9a-f]+$/.test(token)) return isHexHash(token);
  if (token.length !== 8) return false;
  // esbuild (Angular) writes base32: `main-5XLTVGJ3.js`.
  if (/^[A-Z2-7]{8}$/.test(token)) {
    if (/\.(?:m?js|css)(?:\.map)?$/.test(name)) return /[2-7]/.test(token);
    return media && classTurns(token) >= 3;
  }
  if (!/^[\w-]{8}$/.test(token)) return false;
  // A number at the end says nothing: people count (`IMG_1234`, `iPhone15`).
  const turns = classTurns(token.replace(/[_-]?\d+$/, ''));
  return turns >= 3 || (bundled && turns >= 2 && /[A-Z]/.test(token));
}

function isHexHash(token: string): boolean {
  if (!HEX_LENGTHS.has(token.length) || !/[a-f]/.test(token) || !/[0-9]/.test(token)) return false;
  // At eight digits, `cafe2024` is still something a person writes.
  return token.length > 8 || classTurns(token) >= 2;
}

/**
 * How often a name turns between lower case, upper case, digits and the rest. The step from a capital to the rest of
 * its word doesn't count: `UserCard` turns once, `BxT3k9aZ` five times, `settings` never.
 */
function classTurns(token: string): number {
  let turns = 0;
  for (let index = 1; index < token.length; index++) {
    const before = characterClass(token.charAt(index - 1));
    const after = characterClass(token.charAt(index));
    if (before !== after && !(before === 'upper' && after === 'lower')) turns++;
  }
  return turns;
}

function characterClass(character: string): 'lower' | 'upper' | 'digit' | 'other' {
  if (character >= 'a' && character <= 'z') return 'lower';
  if (character >= 'A' && character <= 'Z') return 'upper';
  if (character >= '0' && character <= '9') return 'digit';
  return 'other';
}
