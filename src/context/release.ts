import type { RecordedDeploy, RecordedState } from './release-history.ts';
import type { Run } from './run.ts';

/**
 * The release record: one JSON object per state, in the private state bucket beside the state, written with If-Match.
 * It annotates the bucket's listing (which is the truth) with what a listing can't tell: whose the state is, what is
 * live, what a run intends and which paths it owes an invalidation.
 */
export interface ReleaseRecord {
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
  /**
   * What was deployed and rolled back, newest first; the newest one is what is live. Absent in records of older versions:
   * `historyOf` then makes it of the releases.
   */
  readonly history?: readonly RecordedDeploy[];
  /** Id of the deploy or release that a rollback began to go back to, until it or a deploy has come to its end. */
  readonly goingBack?: string;
  /**
   * Which state is this environment's since the newest deploy, where Terraform did not lead from the one to the other:
   * the one that a restore wrote, or whichever an adopting run begins `anew`. Until a deploy has come to its end.
   */
  readonly accepted?: RecordedState | 'anew';
  /** The state that this one was begun with, where it was moved in from a file or another place. */
  readonly movedIn?: MovedIn;
  /** Where the state went: what is left here is a copy that nothing may be planned from. */
  readonly movedTo?: StatePlace;
}

/** Where a state stands in S3. */
export interface StatePlace {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
}

/** A state as it was when it was moved in. */
export interface MovedIn {
  /** `s3://bucket/key`, or a file's path relative to the root module. */
  readonly from: string;
  readonly lineage: string;
  readonly serial: number;
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
  /** Workflow of the run and its number within it: which of two is newer where history can't tell. */
  readonly workflow?: string;
  readonly runNumber?: number;
  /** Address of the site, for whoever comes too late to deploy it. */
  readonly url?: string;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  /** Site bucket the files are in; empty where only infrastructure was deployed. */
  readonly bucket: string;
  /** Object key -> what was published under it, in JavaScript's order of the keys. */
  readonly files: ReadonlyMap<string, PublishedFile>;
  /** What the site was last built from; absent where that could not be known, or an older version wrote the record. */
  readonly fingerprint?: BuildFingerprint;
}

/**
 * What a build was made from, as salted hashes: they tell whether two builds are made from the same, and nothing else.
 * Parts stand for themselves, so that a build can say why it is made.
 */
export interface BuildFingerprint {
  /** Way it was taken: those of another way are never compared. */
  readonly format: number;
  /** Hex. */
  readonly salt: string;
  /** Name of a part -> hex. */
  readonly parts: Readonly<Record<string, string>>;
}

export interface PublishedFile {
  /** Hex SHA-256 of the content. */
  readonly sha256: string;
  /** ETag as S3 answered, without quotes: with the sha256 it recognises KMS and multipart objects as unchanged. */
  readonly etag: string;
  /** What it is served with. Files that have the same may share the object. */
  readonly headers: SiteHeaders;
  /**
   * Object in which the content is kept with that of other files once the site has another under the key:
   * `<release id>/<hash of what it lists>`. Absent: it is not kept in a pack.
   */
  readonly pack?: string;
}

/** What an object of a site is served with. */
export interface SiteHeaders {
  readonly contentType: string;
  readonly cacheControl: string;
  /** These three only where `revive.headers` gave the file one. */
  readonly contentDisposition?: string;
  readonly contentEncoding?: string;
  readonly contentLanguage?: string;
}

export const HEADER_FIELDS = [
  'contentType',
  'cacheControl',
  'contentDisposition',
  'contentEncoding',
  'contentLanguage',
] as const;

/** Whether an object has just the headers that are wanted; undefined: they are not known. */
export const sameHeaders = (found: SiteHeaders | undefined, wanted: SiteHeaders): boolean =>
  found === wanted || (found !== undefined && HEADER_FIELDS.every((field) => found[field] === wanted[field]));

/** Recorded before the first overwrite, so that a run killed half-way owes its invalidation to the next one. */
export interface Intent {
  readonly release: Pick<Release, 'id' | 'commit' | 'runUrl'>;
  /** Paths at the edge that are stale once the overwrites have begun (`/`, `/index.html`, ...), and the new pages. */
  readonly owed: readonly string[];
}

/** What of a run a release remembers. */
export type ReleasingRun = Pick<Run, 'id' | 'attempt' | 'commit' | 'url'> &
  Partial<Pick<Run, 'workflow' | 'runNumber'>>;

/** `<run id>-<attempt>-<first 8 of the commit>`: the same for a run however often it asks. */
export const releaseId = (run: Pick<Run, 'id' | 'attempt' | 'commit'>): string =>
  `${run.id}-${run.attempt}-${run.commit.slice(0, 8)}`;

/** Whose release it is: commit and run, as the record keeps them. */
export const releasedBy = (
  run: ReleasingRun,
): Pick<Release, 'commit' | 'runUrl' | 'workflow' | 'runNumber'> => ({
  commit: run.commit,
  runUrl: run.url,
  ...(run.workflow === undefined ? {} : { workflow: run.workflow }),
  ...(run.runNumber === undefined ? {} : { runNumber: run.runNumber }),
});

/** The release of a run that deployed infrastructure and has no site: it says which commit is live, and no file. */
export const buildInfrastructureRelease = (
  run: ReleasingRun,
  /** Milliseconds since the epoch. */
  now: number,
): Release => ({
  id: releaseId(run),
  ...releasedBy(run),
  publishedAt: new Date(now).toISOString(),
  bucket: '',
  files: new Map(),
});

/**
 * The record once a run has found or made everything live as its commit wants it without publishing a file: the commit
 * that is live is this one, and the site stays the release it is (its id, its files, and since when). Otherwise a
 * commit between the two would pass for newer than what is live. Undefined where the record says so already.
 */
export function withLiveCommit(
  record: ReleaseRecord,
  run: ReleasingRun,
  { now, url }: { readonly now: number; readonly url?: string | undefined },
): ReleaseRecord | undefined {
  const { live } = record;
  if (live?.commit === run.commit) return undefined;
  const made = buildInfrastructureRelease(run, now);
  const site = live === undefined || live.bucket === '' ? {} : siteOf(live);
  const address = url ?? live?.url;
  return { ...record, live: { ...made, ...site, ...(address === undefined ? {} : { url: address }) } };
}

const siteOf = ({ id, publishedAt, bucket, files, fingerprint }: Release) => ({
  ...{ id, publishedAt, bucket, files },
  ...(fingerprint === undefined ? {} : { fingerprint }),
});

/**
 * The record with what the live site was built from this time, where that made the very same site of other sources:
 * otherwise every run from here on would build it again. The same record where there is nothing to note.
 */
export function withFingerprint(
  record: ReleaseRecord,
  fingerprint: BuildFingerprint | undefined,
): ReleaseRecord {
  const { live } = record;
  if (live === undefined || fingerprint === undefined || live.fingerprint === fingerprint) return record;
  return { ...record, live: { ...live, fingerprint } };
}
