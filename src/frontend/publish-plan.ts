import type { PublishedFile, Release, ReleaseRecord } from '../context/release.ts';
import { fileRole, headersFor, isImmutable, ROOT_INDEX, sameHeaders, type SiteHeaders } from './headers.ts';
import { KnownSite, lookupIn, releasesOf } from './known-site.ts';
import type { LocalFile } from './local-files.ts';
import type { SiteObject } from './site-object.ts';
import { leftOvers } from './retention.ts';

/** A file to be written under its key. */
export interface Upload {
  readonly file: LocalFile;
  readonly headers: SiteHeaders;
  /** ETag of the object it replaces, as listed; undefined: the key is new, and must still be when it is written. */
  readonly replaces?: string;
}

/** A file whose object is already there with the same content and headers. */
export interface Unchanged {
  readonly file: LocalFile;
  readonly headers: SiteHeaders;
  readonly etag: string;
}

/** What a publish does, in this order. */
export interface PublishPlan {
  readonly bucket: string;
  /** New keys that are not pages: nothing live names them yet, so their order doesn't matter. */
  readonly additive: readonly Upload[];
  readonly activations: Activations;
  readonly unchanged: readonly Unchanged[];
  /** Whether the record's live release is exactly this site already, and no run is interrupted. */
  readonly recorded: boolean;
  /**
   * Pages that the site no longer has. They go as soon as the invalidation is accepted, before the release is recorded:
   * a page that stayed behind would one day miss an asset that is pruned.
   */
  readonly removedPages: readonly string[];
  /** Other files that nobody needs any more, to be deleted last. */
  readonly prunable: readonly string[];
  /** Keys that could be deleted but are not, because that would be more than half: of the pages, or of the bucket. */
  readonly withheld: readonly string[];
  /** Objects that no recorded release had: somebody else's. They are never deleted. */
  readonly foreign: number;
  /**
   * What is to be invalidated: paths at the edge that are stale once this is carried out, and those an interrupted run
   * still owes. `/`-prefixed keys, not encoded.
   */
  readonly stalePaths: readonly string[];
  /** `Intent.owed`: `stalePaths`, and the new pages, so that the next run knows them as ours if this one is killed. */
  readonly owed: readonly string[];
}

/**
 * What changes the live site, one group after the other. A new page is among them: it may name any file of its release,
 * also one that replaces another.
 */
export interface Activations {
  readonly assets: readonly Upload[];
  readonly pages: readonly Upload[];
  /** Last of the pages: once it is new, so is all it leads to. */
  readonly rootIndex: readonly Upload[];
  /** A service worker fetches the pages and assets it caches as soon as a browser sees it. */
  readonly serviceWorkers: readonly Upload[];
}

/** Of a large site nearly every file is one: its ETag is asked for where it is held already. */
class SameObject implements Unchanged {
  readonly file: LocalFile;
  readonly headers: SiteHeaders;
  readonly #object: SiteObject;

  constructor(file: LocalFile, headers: SiteHeaders, object: SiteObject) {
    this.file = file;
    this.headers = headers;
    this.#object = object;
  }

  get etag(): string {
    return this.#object.etag;
  }
}

/** What a plan is made from. */
export interface SiteState {
  readonly bucket: string;
  readonly listing: readonly SiteObject[];
  readonly files: readonly LocalFile[];
  readonly record: RecordedReleases;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What a key is to be served with; absent: the usual headers of its name. */
  readonly headersOf?: (key: string) => SiteHeaders;
}

/** What the release record says of the site. */
export type RecordedReleases = Pick<ReleaseRecord, 'live' | 'intended'> &
  Partial<Pick<ReleaseRecord, 'previous'>>;

/**
 * Keys whose content is already right but whose headers only a HEAD can tell: what a killed run uploaded, or another
 * tool. Without such a case (the usual one) there is none, and the listing is enough.
 */
export function keysToExamine(state: SiteState): readonly string[] {
  const site = new KnownSite(state);
  const isUnsure = (file: LocalFile): boolean => {
    const object = site.object(file.key);
    if (object === undefined) return false;
    const recorded = site.recorded(object);
    return hasContent(object, recorded, file) && !site.knowsHeaders(object, recorded);
  };
  return state.files.filter(isUnsure).map(({ key }) => key);
}

/**
 * Decides what a publish does. A file is skipped only if the listing proves its content (the ETag is its MD5, or the
 * record knows this very ETag to be its SHA-256: KMS and multipart objects) and its headers are known to be as wanted.
 *
 * @param examined headers found by HEAD for `keysToExamine`
 */
export function planPublish(state: SiteState, examined: ReadonlyMap<string, SiteHeaders>): PublishPlan {
  const site = new KnownSite(state);
  const { headersOf = headersFor } = state;
  const uploads: Upload[] = [];
  const unchanged: Unchanged[] = [];
  for (const file of state.files) {
    const headers = headersOf(file.key);
    const object = site.object(file.key);
    if (object === undefined) {
      uploads.push({ file, headers });
      continue;
    }
    const recorded = site.recorded(object);
    const found = site.knowsHeaders(object, recorded) ? recorded.headers : examined.get(file.key);
    const isSame = hasContent(object, recorded, file) && sameHeaders(found, headers);
    if (isSame) unchanged.push(new SameObject(file, headers, object));
    else uploads.push({ file, headers, replaces: object.etag });
  }
  const recorded = uploads.length === 0 && isRecorded(state, unchanged);
  return { bucket: state.bucket, ...inOrder(uploads), unchanged, recorded, ...leftOver(state, uploads) };
}

function isRecorded({ bucket, record: { live, intended } }: SiteState, site: readonly Unchanged[]): boolean {
  if (live?.bucket !== bucket || intended !== undefined) return false;
  if (live.files.size !== site.length) return false;
  return site.every(({ file: { key }, headers, etag }) => {
    const recorded = live.files.get(key);
    return recorded?.etag === etag && sameHeaders(recorded.headers, headers);
  });
}

/**
 * Whether a bucket has every file of a release as it was recorded, with the headers it is to have: the listing can tell
 * that without the files, which a build would make first.
 */
export function standsAsRecorded(
  { files }: Pick<Release, 'files'>,
  listing: readonly SiteObject[],
  headersOf: (key: string) => SiteHeaders,
): boolean {
  const objects = lookupIn(listing);
  for (const [key, { etag, headers }] of files) {
    if (objects.find(key)?.etag !== etag || !sameHeaders(headers, headersOf(key))) return false;
  }
  return files.size > 0;
}

/**
 * Whether there is anything to do: to write, to invalidate, or only to record. (A site that a killed run, or another
 * tool, left exactly as wanted is recorded once; until then its files would count as somebody else's.)
 */
export function changesSite(plan: PublishPlan): boolean {
  const { removedPages, prunable, stalePaths, recorded } = plan;
  return !recorded || uploadsOf(plan).length + removedPages.length + prunable.length + stalePaths.length > 0;
}

/** Every upload of a plan, in the order it is made. */
export function uploadsOf({ additive, activations }: PublishPlan): readonly Upload[] {
  const { assets, pages, rootIndex, serviceWorkers } = activations;
  return [...additive, ...assets, ...pages, ...rootIndex, ...serviceWorkers];
}

const hasContent = (
  { size, etag }: SiteObject,
  recorded: PublishedFile | undefined,
  file: Pick<LocalFile, 'size' | 'sha256' | 'md5'>,
): boolean => size === file.size && (etag === file.md5 || recorded?.sha256 === file.sha256);

function inOrder(uploads: readonly Upload[]): Pick<PublishPlan, 'additive' | 'activations'> {
  const role = (upload: Upload) => fileRole(upload.file.key);
  const isRoot = (upload: Upload): boolean => upload.file.key === ROOT_INDEX;
  const assets = uploads.filter((upload) => role(upload) === 'asset');
  const pages = uploads.filter((upload) => role(upload) === 'page');
  return {
    additive: assets.filter(({ replaces }) => replaces === undefined),
    activations: {
      assets: assets.filter(({ replaces }) => replaces !== undefined),
      pages: pages.filter((upload) => !isRoot(upload)),
      rootIndex: pages.filter(isRoot),
      serviceWorkers: uploads.filter((upload) => role(upload) === 'service-worker'),
    },
  };
}

function leftOver(
  state: SiteState,
  uploads: readonly Upload[],
): Pick<PublishPlan, 'removedPages' | 'prunable' | 'withheld' | 'foreign' | 'stalePaths' | 'owed'> {
  const interrupted = state.record.intended;
  const owed = interrupted?.owed ?? [];
  const { gonePages, abandonedPages, expired, foreign } = leftOvers({
    ...state,
    releases: releasesOf(state),
    alsoOurs: new Set(owed.map((path) => path.slice(1))),
  });
  const pages = state.listing.filter(({ key }) => fileRole(key) === 'page').length;
  const keepPages = moreThanHalf(gonePages, pages - abandonedPages.length);
  // Old files alone are no reason to write: they go with the next change. Nor do they go before the pages they belong to.
  const changes = uploads.length + gonePages.length > 0 || interrupted !== undefined;
  const due = changes && !keepPages ? expired : [];
  const keepFiles = moreThanHalf(due, state.listing.length);
  const removedPages = [...abandonedPages, ...(keepPages ? [] : gonePages)];
  const prunable = keepFiles ? [] : due;
  const overwritten = uploads.filter(({ replaces }) => replaces !== undefined).map(({ file }) => file.key);
  const created = uploads.filter(({ replaces }) => replaces === undefined).map(({ file }) => file.key);
  const stalePaths = paths(owed, [
    ...overwritten,
    ...removedPages,
    ...prunable.filter((key) => !isImmutable(key)),
  ]);
  return {
    removedPages,
    prunable,
    withheld: [...(keepPages ? gonePages : []), ...(keepFiles ? due : [])],
    foreign,
    stalePaths,
    owed: paths(
      stalePaths,
      created.filter((key) => fileRole(key) === 'page'),
    ),
  };
}

const moreThanHalf = (keys: readonly string[], all: number): boolean => keys.length * 2 > all;

/** Known paths and those of `keys`, each once. */
const paths = (known: readonly string[], keys: readonly string[]): readonly string[] =>
  [...new Set([...known, ...keys.map((key) => `/${key}`)])].sort();
