import {
  type BuildFingerprint,
  type PublishedFile,
  type Release,
  type ReleasingRun,
  releaseId,
  releasedBy,
} from '../context/release.ts';
import { Failure } from '../errors.ts';
import type { Publication } from './publication.ts';
import { uploadsOf, type PublishPlan } from './publish-plan.ts';
import type { Written } from './publish.ts';

export { releaseId };

/** What a carried-out plan made of the site. */
export interface PublishedSite {
  readonly run: ReleasingRun;
  readonly plan: PublishPlan;
  /** What `uploadAdditive` and `activate` wrote. */
  readonly written: readonly Written[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Address of the site, where the deploy knows it. */
  readonly url?: string | undefined;
  /** What it was built from, where that is known. */
  readonly fingerprint?: BuildFingerprint | undefined;
}

/** The release to record as live once it is verified. */
export function buildRelease({ run, plan, written, now, url, fingerprint }: PublishedSite): Release {
  const etags = new Map(written.flatMap(({ etags }) => [...etags]));
  const entries: [string, PublishedFile][] = plan.unchanged.map(({ file, headers, etag }) => [
    file.key,
    { sha256: file.sha256, etag, headers },
  ]);
  for (const { file, headers } of uploadsOf(plan)) {
    const etag = etags.get(file.key);
    if (etag === undefined) throw notWritten(file.key);
    entries.push([file.key, { sha256: file.sha256, etag, headers }]);
  }
  return {
    id: releaseId(run),
    ...releasedBy(run),
    ...(url === undefined ? {} : { url }),
    publishedAt: new Date(now).toISOString(),
    bucket: plan.bucket,
    // By key, so that the same site makes the same record.
    files: new Map(entries.sort(([one], [other]) => (one < other ? -1 : 1))),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
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
