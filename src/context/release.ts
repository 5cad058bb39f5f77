/**
 * The release record: one JSON object per state, in the private state bucket beside the state, written with If-Match.
 * It annotates the bucket's listing (which is the truth) with what a listing can't tell: whose the state is, what is
 * live, what a run intends and which paths it owes an invalidation.
 */
export interface ReleaseRecord {
  readonly format: 1;
  readonly owner: Owner;
  /** The last release that was published, invalidated and verified. */
  readonly live?: Release;
  /** A release whose overwrites have begun and that is not live yet. */
  readonly intended?: Intent;
  /**
   * Releases before `live`, newest first. The first `KEPT_RELEASES` are whole, for rollback; older ones name only those
   * files that are still in the bucket because of them, until these are pruned.
   */
  readonly previous: readonly Release[];
}

/** How many releases before the live one keep their assets. */
export const KEPT_RELEASES = 3;

/** Whose state it is. Another owner's run stops with STATE_OF_ANOTHER before any plan. */
export interface Owner {
  /** `owner/name`, as GitHub spells it. */
  readonly repository: string;
  /** Relative to the repository, with forward slashes. */
  readonly terraformDirectory: string;
  readonly project: string;
  readonly environment: string;
}

export interface Release {
  /** `<run id>-<attempt>-<first 8 of the commit>`: unique, sortable by run, and short enough for a CallerReference. */
  readonly id: string;
  readonly commit: string;
  readonly runUrl: string;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  /** Site bucket the files are in. */
  readonly bucket: string;
  /** Object key -> what was published under it. */
  readonly files: Readonly<Record<string, PublishedFile>>;
}

export interface PublishedFile {
  /** Hex SHA-256 of the content. */
  readonly sha256: string;
  /** ETag as S3 answered, without quotes: with the sha256 it recognises KMS and multipart objects as unchanged. */
  readonly etag: string;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** Recorded before the first overwrite, so that a run killed half-way owes its invalidation to the next one. */
export interface Intent {
  readonly release: Pick<Release, 'id' | 'commit' | 'runUrl'>;
  /** Paths at the edge that are stale once the overwrites have begun (`/`, `/index.html`, ...), and the new pages. */
  readonly owed: readonly string[];
}
