import type { PublishedFile, Release } from '../context/release.ts';
import { byteOrder } from './byte-order.ts';
import type { SiteState } from './publish-plan.ts';
import type { SiteObject } from './site-object.ts';
import { SortedLookup } from './sorted-lookup.ts';

/** How far the runner's clock and S3's may be apart. */
const CLOCK_SKEW = 15 * 60_000;

/** The listing, annotated with what the record knows of exactly these versions. */
export class KnownSite {
  readonly #objects: SortedLookup<SiteObject>;
  readonly #releases: readonly Release[];
  /** What was written after this may have been written by a run that did not come to record itself. */
  readonly #unsureAfter: number;

  constructor(state: Pick<SiteState, 'bucket' | 'listing' | 'record'>) {
    this.#objects = lookupIn(state.listing);
    this.#releases = releasesOf(state);
    const published = Date.parse(this.#releases[0]?.publishedAt ?? '');
    const isInterrupted = state.record.intended !== undefined;
    this.#unsureAfter = !isInterrupted
      ? Infinity
      : Number.isNaN(published)
        ? -Infinity
        : published - CLOCK_SKEW;
  }

  object(key: string): SiteObject | undefined {
    return this.#objects.find(key);
  }

  /** What was published as this very version of an object; undefined: nobody recorded it. */
  recorded({ key, etag }: SiteObject): PublishedFile | undefined {
    for (const { files } of this.#releases) {
      const file = files.get(key);
      // The newest release that has the key speaks of it: an older one may have had other headers.
      if (file !== undefined) return file.etag === etag ? file : undefined;
    }
    return undefined;
  }

  /**
   * Whether an object has the headers it was recorded with. The same bytes with other headers keep their ETag, and a run
   * that was killed before it could record itself may have written exactly that.
   */
  knowsHeaders({ lastModified }: SiteObject, recorded: PublishedFile | undefined): recorded is PublishedFile {
    return recorded !== undefined && lastModified <= this.#unsureAfter;
  }
}

/** Recorded releases in this bucket, newest first; those in another say nothing about it. */
export function releasesOf({ bucket, record }: Pick<SiteState, 'bucket' | 'record'>): readonly Release[] {
  const all = [...(record.live === undefined ? [] : [record.live]), ...(record.previous ?? [])];
  return all.filter((release) => release.bucket === bucket);
}

/** Looks objects up in a listing. */
export const lookupIn = (listing: readonly SiteObject[]): SortedLookup<SiteObject> =>
  new SortedLookup(listing, { keyOf: ({ key }) => key, compare: byteOrder });
