/** A response as the edge keeps and answers it. */
export interface EdgeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** How long a behaviour keeps responses, in seconds: the settings of a CloudFront cache policy. */
export interface TimeToLive {
  readonly minimum: number;
  readonly fallback: number;
  readonly maximum: number;
}

/** Seconds to keep a response, from its Cache-Control, as CloudFront decides it ("Manage how long content stays in the cache"). */
export function secondsToKeep(cacheControl: string, { minimum, fallback, maximum }: TimeToLive): number {
  const directives = cacheControl
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
  const age = (name: string): number | undefined => {
    const found = directives.find((directive) => directive.startsWith(`${name}=`));
    return found === undefined ? undefined : Number(found.slice(name.length + 1));
  };
  if (['no-cache', 'no-store', 'private'].some((name) => directives.includes(name))) return minimum;
  const wanted = age('s-maxage') ?? age('max-age');
  if (wanted === undefined) return Math.max(minimum, fallback);
  return Math.min(Math.max(wanted, minimum), maximum);
}

/**
 * Whether an invalidation path names a path of the cache. A `*` at its end stands for anything; `/images*`
 * names `/images-old/a` too. Both sides are compared decoded.
 */
export function invalidates(pattern: string, path: string): boolean {
  const wanted = decoded(pattern);
  const actual = decoded(path);
  return wanted.endsWith('*') ? actual.startsWith(wanted.slice(0, -1)) : actual === wanted;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

interface Entry {
  readonly response: EdgeResponse;
  readonly storedAt: number;
  readonly expiresAt: number;
}

/** What the edge has kept of one distribution. */
export class EdgeCache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  /** `now` in milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The response kept for a path with its age in seconds, unless it has expired. */
  find(path: string): { readonly response: EdgeResponse; readonly age: number } | undefined {
    const entry = this.#entries.get(path);
    if (entry === undefined || entry.expiresAt <= this.#now()) return undefined;
    return { response: entry.response, age: Math.floor((this.#now() - entry.storedAt) / 1000) };
  }

  keep(path: string, response: EdgeResponse, seconds: number): void {
    if (seconds <= 0) return;
    this.#entries.set(path, { response, storedAt: this.#now(), expiresAt: this.#now() + seconds * 1000 });
  }

  invalidate(patterns: readonly string[]): void {
    for (const path of this.#entries.keys()) {
      if (patterns.some((pattern) => invalidates(pattern, path))) this.#entries.delete(path);
    }
  }
}
