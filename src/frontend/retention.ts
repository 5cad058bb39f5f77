import { KEPT_RELEASES, type Release } from '../context/release.ts';
import type { LocalFile } from './local-files.ts';
import type { SiteObject } from './publish-plan.ts';

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
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Which objects nobody needs any more: a release had them, none that is kept has, and the grace period is over, both
 * since their release was replaced and since they were written.
 *
 * What no recorded release ever had is not ours to delete, as `aws s3 sync --delete` would: an application's uploads,
 * a search engine's verification file, the site as another tool left it. It is counted and left alone.
 */
export function prunableKeys({ listing, files, releases, now }: Retention): {
  readonly expired: readonly string[];
  readonly foreign: number;
} {
  const wanted = new Set(files.map(({ key }) => key));
  const kept = keysOf(releases.filter((_, index) => isKept(releases, index, now)));
  const recorded = keysOf(releases);
  const unwanted = listing.filter(({ key }) => !wanted.has(key) && !kept.has(key));
  const ours = unwanted.filter(({ key }) => recorded.has(key));
  return {
    expired: ours.filter(({ lastModified }) => now - lastModified > GRACE).map(({ key }) => key),
    foreign: unwanted.length - ours.length,
  };
}

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
  const present = new Set(listing.map(({ key }) => key));
  const newer = new Set(Object.keys(release.files));
  const previous: Release[] = [];
  const candidates = before.filter(({ id, bucket }) => id !== release.id && bucket === release.bucket);
  for (const [index, candidate] of candidates.entries()) {
    const own = Object.entries(candidate.files).filter(([key]) => present.has(key) && !newer.has(key));
    if (index < KEPT_RELEASES) previous.push(candidate);
    else if (own.length > 0) previous.push({ ...candidate, files: Object.fromEntries(own) });
    for (const key of Object.keys(candidate.files)) newer.add(key);
  }
  return previous;
}

const keysOf = (releases: readonly Release[]): ReadonlySet<string> =>
  new Set(releases.flatMap(({ files }) => Object.keys(files)));
