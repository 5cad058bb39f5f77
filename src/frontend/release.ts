import { ReleaseFiles } from '../context/release-files.ts';
import {
  type BuildFingerprint,
  type PublishedFile,
  type Release,
  type ReleasingRun,
  releaseId,
  releasedBy,
} from '../context/release.ts';
import { Failure } from '../errors.ts';
import type { Packs } from './kept-files.ts';
import type { Publication } from './publication.ts';
import { type PublishPlan, type Unchanged, type Upload, uploadsOf } from './publish-plan.ts';
import type { Written } from './publish.ts';

export { releaseId };

/** What a carried-out plan made of the site. */
export interface PublishedSite {
  readonly run: ReleasingRun;
  readonly plan: PublishPlan;
  /** What `uploadAdditive` and `activate` wrote. */
  readonly written: readonly Written[];
  /** In which pack a content is. */
  readonly packs?: Packs | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Address of the site, where the deploy knows it. */
  readonly url?: string | undefined;
  /** What it was built from, where that is known. */
  readonly fingerprint?: BuildFingerprint | undefined;
  /** What was live before: most of its files are files of this release, too. */
  readonly before?: Release | undefined;
}

/** The release to record as live once it is verified. */
export function buildRelease({
  run,
  plan,
  written,
  packs,
  now,
  url,
  fingerprint,
  before,
}: PublishedSite): Release {
  // By key, so that the same site makes the same record.
  const files = [...plan.unchanged, ...uploadsOf(plan)].sort(byKey);
  return {
    id: releaseId(run),
    ...releasedBy(run),
    ...(url === undefined ? {} : { url }),
    publishedAt: new Date(now).toISOString(),
    bucket: plan.bucket,
    files: ReleaseFiles.inOrder(published(files, { written, packs }), {
      count: files.length,
      like: before?.files,
    }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

const byKey = ({ file: one }: Upload, { file: other }: Upload): number => (one.key < other.key ? -1 : 1);

/** One after the other, so that those of a large site are never all there at once. */
function* published(
  files: readonly (Unchanged | Upload)[],
  { written, packs = new Map() }: Pick<PublishedSite, 'written' | 'packs'>,
): Generator<readonly [string, PublishedFile]> {
  for (const each of files) {
    const { key, sha256 } = each.file;
    const { headers } = each;
    const etag = 'etag' in each ? each.etag : etagOf(written, key);
    const pack = packs.get(sha256);
    yield [key, { sha256, etag, headers, ...(pack === undefined ? {} : { pack }) }];
  }
}

function etagOf(written: readonly Written[], key: string): string {
  for (const { etags } of written) {
    const etag = etags.get(key);
    if (etag !== undefined) return etag;
  }
  throw notWritten(key);
}

/** What publishing did, for the report. */
export function publicationOf(
  plan: PublishPlan,
  { written, deleted }: { readonly written: readonly Written[]; readonly deleted: number },
): Publication {
  return {
    bucket: plan.bucket,
    uploaded: written.reduce((sum, { etags }) => sum + etags.size, 0),
    deleted,
    unchanged: plan.unchanged.length,
    bytes: written.reduce((sum, { bytes }) => sum + bytes, 0),
    stalePaths: plan.stalePaths,
  };
}

/** What is said of a live site that is not even built again. */
export const untouched = ({ bucket, files }: Release): Publication => ({
  bucket,
  uploaded: 0,
  deleted: 0,
  unchanged: files.size,
  bytes: 0,
  stalePaths: [],
});

const notWritten = (key: string): Failure =>
  new Failure({
    code: 'INTERNAL',
    reason: `A release was to be recorded of which ${key} was never written.`,
    safe: 'The release was not recorded as live; what was live before still is in the record.',
    next: 'Deploy again, and report this with the log.',
  });
