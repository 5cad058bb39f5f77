import { ReleaseFiles } from '../context/release-files.ts';
import { KEPT_RELEASES, type Release } from '../context/release.ts';
import { nativeOrder } from '../context/sorted-places.ts';
import { fileRole } from './headers.ts';
import type { LocalFile } from './local-files.ts';
import type { SiteObject } from './site-object.ts';
import { SortedLookup } from './sorted-lookup.ts';

/**
 * How long a file stays after the last release that had it was replaced: a tab opened then still loads what it needs
 * (an application's lazy chunks, above all).
 */
export const GRACE = 7 * 24 * 60 * 60_000;

interface Retention {
  readonly listing: readonly SiteObject[];
  /** What is about to be live. */
  readonly files: readonly LocalFile[];
  /** Recorded releases in this bucket, newest first: the live one and those before it. */
  readonly releases: readonly Release[];
  /** Keys that an interrupted run may have written without recording them in a release. */
  readonly alsoOurs: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Objects of ours that are not part of what is about to be live and have no reason to stay. */
interface LeftOvers {
  /**
   * Pages go at once: that is what removing one means, and a page left behind would one day miss an asset. (A rollback
   * brings its pages with it.)
   */
  readonly gonePages: readonly string[];
  /**
   * Pages that only an interrupted run wrote, and that no release ever had: nothing but this run's record would still know
   * of them, so they never wait.
   */
  readonly abandonedPages: readonly string[];
  /**
   * Other files go when no kept release has them and the grace period is over, both since their release was replaced
   * and since they were written.
   */
  readonly expired: readonly string[];
  /** How many objects are not ours. */
  readonly foreign: number;
}

/**
 * Which objects nobody needs any more. What no recorded release ever had is not ours to delete, as
 * `aws s3 sync --delete` would: an application's uploads, a search engine's verification file, the site as another tool
 * left it. It is counted and left alone.
 */
export function leftOvers({ listing, files, releases, alsoOurs, now }: Retention): LeftOvers {
  const wanted = new SortedLookup(files, { keyOf: ({ key }) => key, compare: nativeOrder });
  const kept = releases.filter((_, index) => isKept(releases, index, now));
  const unwanted = listing.filter(({ key }) => wanted.find(key) === undefined);
  const recorded = new Set(unwanted.flatMap(({ key }) => (isOf(releases, key) ? [key] : [])));
  const ours = unwanted.filter(({ key }) => recorded.has(key) || alsoOurs.has(key));
  const isPage = ({ key }: SiteObject): boolean => fileRole(key) === 'page';
  const pages = ours.filter(isPage).map(({ key }) => key);
  const isExpired = ({ key, lastModified }: SiteObject): boolean =>
    !isOf(kept, key) && now - lastModified > GRACE;
  return {
    gonePages: pages.filter((key) => recorded.has(key)),
    abandonedPages: pages.filter((key) => !recorded.has(key)),
    expired: ours.filter((object) => !isPage(object) && isExpired(object)).map(({ key }) => key),
    foreign: unwanted.length - ours.length,
  };
}

const isOf = (releases: readonly Release[], key: string): boolean =>
  releases.some(({ files }) => files.has(key));

/** The live release and the `KEPT_RELEASES` before it, and any that was still live within the grace period. */
function isKept(releases: readonly Release[], index: number, now: number): boolean {
  if (index <= KEPT_RELEASES) return true;
  // A release was live until the next one was published.
  return !(now - Date.parse(releases[index - 1]?.publishedAt ?? '') > GRACE);
}

/**
 * What the record's `previous` becomes when `release` goes live. The newest `KEPT_RELEASES` stay whole, for rollback.
 * Older ones stay as long as the bucket still holds a file that only they had, with just those files: so the record
 * never forgets an object it will have to delete, however often a run is killed before its deletes, and its size is
 * bounded by the bucket's.
 *
 * @param listing the bucket as it was listed at the beginning of this run
 */
export function previousReleases(
  release: Release,
  { before, listing }: { readonly before: readonly Release[]; readonly listing: readonly SiteObject[] },
): readonly Release[] {
  const candidates = before.filter(({ id, bucket }) => id !== release.id && bucket === release.bucket);
  const whole = candidates.slice(0, KEPT_RELEASES);
  const others = candidates.slice(KEPT_RELEASES);
  const newer = [release, ...whole];
  const gone = others.map(({ files }) => [...files.keys()].filter((key) => !isOf(newer, key)));
  const sought = new Set(gone.flat());
  const left = new Set(listing.flatMap(({ key }) => (sought.has(key) ? [key] : [])));
  const remains = others.flatMap((other, index) => {
    // Of two that had it, the newer one remembers it.
    const own = new Set(gone[index]?.filter((key) => left.delete(key)));
    return own.size === 0 ? [] : [withOnly(other, own)];
  });
  return [...whole, ...remains];
}

function withOnly(release: Release, keys: ReadonlySet<string>): Release {
  if (keys.size === release.files.size) return release;
  return { ...release, files: ReleaseFiles.of(release.files).only((key) => keys.has(key)) };
}
