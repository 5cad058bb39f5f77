import type { InvalidationChoice } from '../inputs/inputs.ts';

/** Beyond this many single paths, prefixes with a wildcard are cheaper to wait for and to pay. */
const MOST_EXACT = 8;
/** CloudFront takes 15 wildcards in progress; a path with one counts as one of the 1,000 free a month. */
const MOST_WILDCARDS = 15;

/** Everything, as one path. */
export const ALL_PATHS: readonly string[] = ['/*'];

/**
 * The paths to invalidate for the site paths that are stale (`/blog/index.html`, not encoded; as `Intent.owed` keeps
 * them). Nothing stale is nothing to invalidate, whatever the choice. A single path where they are few, else the
 * longest prefixes that are few enough, else everything.
 */
export function invalidationPaths(stale: readonly string[], choice: InvalidationChoice): readonly string[] {
  const changed = [...new Set(stale)].sort();
  if (changed.length === 0 || choice === 'none') return [];
  if (choice === 'all') return ALL_PATHS;
  const exact = unique(changed.flatMap(addresses));
  if (exact.length <= MOST_EXACT) return exact;
  const deepest = Math.max(...changed.map((path) => directories(path).length));
  for (let depth = deepest; depth >= 1; depth--) {
    const paths = withPrefixes(changed, depth);
    const wildcards = paths.filter((path) => path.endsWith('*')).length;
    if (wildcards <= MOST_WILDCARDS && paths.length - wildcards <= MOST_EXACT) return paths;
  }
  return ALL_PATHS;
}

/** One wildcard for every directory, cut to `depth`, that holds something stale; what lies at the root stays exact. */
function withPrefixes(changed: readonly string[], depth: number): readonly string[] {
  const paths = changed.flatMap((path) => {
    const within = directories(path).slice(0, depth);
    // `/blog*` rather than `/blog/*`, which would leave `/blog`.
    return within.length === 0 ? addresses(path) : [`${encodePath(`/${within.join('/')}`)}*`];
  });
  return withoutCovered(unique(paths));
}

/** A directory cut short covers the ones below it. */
function withoutCovered(paths: readonly string[]): readonly string[] {
  const prefixes = paths.filter((path) => path.endsWith('*')).map((path) => path.slice(0, -1));
  return paths.filter((path) => {
    const bare = path.endsWith('*') ? path.slice(0, -1) : path;
    return !prefixes.some((prefix) => bare.startsWith(prefix) && bare !== prefix);
  });
}

const directories = (path: string): readonly string[] => path.split('/').slice(1, -1);

/**
 * Every address a file is seen under, encoded. CloudFront caches by the address a viewer asked for, and a function or
 * the default root object makes several lead to one page; its documentation asks for all of them.
 */
function addresses(path: string): readonly string[] {
  const index = /^(.*)\/(?:index\.html)?$/.exec(path);
  if (index !== null) {
    const directory = encodePath(index[1] ?? '');
    return [`${directory}/`, ...(directory === '' ? [] : [directory]), `${directory}/index.html`];
  }
  const page = /^(.+)\.html$/.exec(path);
  return page === null ? [encodePath(path)] : [encodePath(page[1] ?? ''), encodePath(path)];
}

/**
 * Encodes once, and only what CloudFront asks for: what RFC 1738 calls unsafe and what isn't ASCII. It doesn't match a
 * path in which anything else is encoded. (`~` has been safe since RFC 3986, and no browser encodes it; `?` in a name
 * would begin a query.)
 */
export function encodePath(path: string): string {
  return path.replace(/[^\x21-\x7e]|["#%<>?[\\\]^`{|}]/gu, (character) => encodeURIComponent(character));
}

const unique = (paths: readonly string[]): readonly string[] => [...new Set(paths)];
