import mime from 'mime';
import { type SiteHeaders, sameHeaders } from '../context/release.ts';
import type { HeaderRule } from '../inputs/header-rules.ts';
import { isHashedName } from './hashed-name.ts';

export { sameHeaders, type SiteHeaders };

/** A year: as long as anything may be cached. */
export const IMMUTABLE = 'public,max-age=31536000,immutable';
/** Every view asks whether it is still the same; the answer is a 304 as long as it is. */
export const REVALIDATE = 'public,max-age=0,must-revalidate';

/**
 * - `page`: what a visitor opens; it names the assets of its release.
 * - `service-worker`: caches pages and assets by itself, so it is published after all of them.
 * - `asset`: everything else.
 */
export type FileRole = 'page' | 'service-worker' | 'asset';

const PAGE = /\.(?:html?|xhtml)$/i;
const SERVICE_WORKER = /(?:^|[/._-])(?:sw|service-?worker|ngsw-worker)\.m?js$/i;

/** Key of the page that the site's own address answers with. */
export const ROOT_INDEX = 'index.html';

/** What part a key plays in the site, by its name. */
export function fileRole(key: string): FileRole {
  if (PAGE.test(key)) return 'page';
  return SERVICE_WORKER.test(key) ? 'service-worker' : 'asset';
}

/** Whether an object never changes under its name: its old versions can't be stale anywhere. */
export function isImmutable(key: string): boolean {
  return fileRole(key) === 'asset' && isHashedName(key);
}

/**
 * What a key is served with: content type and cache header by its name, and what `rules` say of it; of those that match,
 * the last one that has a header wins. Nothing is compressed in place: CloudFront compresses, and with Brotli only what
 * reaches it plain.
 */
export function headersFor(key: string, rules: readonly HeaderRule[] = []): SiteHeaders {
  const usual = usualHeaders(key);
  if (rules.length === 0) return usual;
  const matching = rules.filter(({ pattern }) => matches(pattern, key));
  return matching.reduce<SiteHeaders>((found, { headers }) => ({ ...found, ...headers }), usual);
}

/** Debuggers ask for them, and they hold the sources: what `sourceMappingURL` names. */
const SOURCE_MAP = /\.(?:[cm]?js|css|wasm)\.map$/i;

/** Whether a key is a source map that nobody asked to publish: a rule whose pattern ends with `.map` does. */
export function isUnaskedSourceMap(key: string, rules: readonly HeaderRule[]): boolean {
  if (!SOURCE_MAP.test(key)) return false;
  return !rules.some(({ pattern }) => pattern.endsWith('.map') && matches(pattern, key));
}

/** Whether a rule's pattern matches a key. */
export function matches(pattern: string, key: string): boolean {
  const [first = '', ...others] = pattern.split('/**/');
  // A directory `**` stands for none or several: the pattern with each of both.
  const plain = others.reduce<readonly string[]>(
    (found, part) => found.flatMap((begun) => [`${begun}/${part}`, `${begun}/*/${part}`]),
    [first],
  );
  return plain.some((each) => matchesStars(each.replace(/\*+/g, '*').split('*'), `/${key}`));
}

/** Whether a text is these parts in this order, the first and the last at its ends. Never slower than its length. */
function matchesStars(parts: readonly string[], text: string): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** Headers by the names S3's API has for them. */
export interface ObjectHeaders {
  readonly ContentType?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
}

/** What an object is to be written with. */
export const toObjectHeaders = (headers: SiteHeaders) => ({
  ContentType: headers.contentType,
  CacheControl: headers.cacheControl,
  ...(headers.contentDisposition === undefined ? {} : { ContentDisposition: headers.contentDisposition }),
  ...(headers.contentEncoding === undefined ? {} : { ContentEncoding: headers.contentEncoding }),
  ...(headers.contentLanguage === undefined ? {} : { ContentLanguage: headers.contentLanguage }),
});

/** What an object was found with. */
export const fromObjectHeaders = (found: ObjectHeaders): SiteHeaders => ({
  contentType: found.ContentType ?? '',
  cacheControl: found.CacheControl ?? '',
  ...(found.ContentDisposition === undefined ? {} : { contentDisposition: found.ContentDisposition }),
  ...(found.ContentEncoding === undefined ? {} : { contentEncoding: found.ContentEncoding }),
  ...(found.ContentLanguage === undefined ? {} : { contentLanguage: found.ContentLanguage }),
});

/** Files whose type their name doesn't tell; Apple reads the association only as JSON. */
const NAMED_TYPES: ReadonlyMap<string, string> = new Map([
  ['.well-known/apple-app-site-association', 'application/json'],
  ['apple-app-site-association', 'application/json'],
]);

const TEXT = /^text\/|\/(?:javascript|json|xml)$|\+(?:json|xml)$/;

/** Of each type that was asked for: a site has few, and its files share them. */
const USUAL = new Map<string, { readonly immutable: SiteHeaders; readonly mutable: SiteHeaders }>();

function usualHeaders(key: string): SiteHeaders {
  const type = NAMED_TYPES.get(key) ?? mime.getType(key) ?? 'application/octet-stream';
  let usual = USUAL.get(type);
  if (usual === undefined) {
    const contentType = TEXT.test(type) ? `${type}; charset=utf-8` : type;
    usual = {
      immutable: { contentType, cacheControl: IMMUTABLE },
      mutable: { contentType, cacheControl: REVALIDATE },
    };
    USUAL.set(type, usual);
  }
  return isImmutable(key) ? usual.immutable : usual.mutable;
}
