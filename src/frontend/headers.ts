import mime from 'mime';
import { isHashedName } from './hashed-name.ts';

/** What an object is served with. */
export interface SiteHeaders {
  readonly contentType: string;
  readonly cacheControl: string;
}

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
 * Content type and cache header of a key. Nothing is compressed in place: CloudFront compresses, and with Brotli only
 * what reaches it plain.
 */
export function headersFor(key: string): SiteHeaders {
  return { contentType: contentType(key), cacheControl: isImmutable(key) ? IMMUTABLE : REVALIDATE };
}

/** Files whose type their name doesn't tell; Apple reads the association only as JSON. */
const NAMED_TYPES: ReadonlyMap<string, string> = new Map([
  ['.well-known/apple-app-site-association', 'application/json'],
  ['apple-app-site-association', 'application/json'],
]);

const TEXT = /^text\/|\/(?:javascript|json|xml)$|\+(?:json|xml)$/;

function contentType(key: string): string {
  const type = NAMED_TYPES.get(key) ?? mime.getType(key) ?? 'application/octet-stream';
  return TEXT.test(type) ? `${type}; charset=utf-8` : type;
}
