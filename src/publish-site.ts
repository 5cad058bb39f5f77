import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildSite } from './build-site.ts';
import { invalidate, waitForInvalidation } from './cdn/invalidate.ts';
import type { Invalidation } from './cdn/invalidation.ts';
import { invalidationPaths } from './cdn/paths.ts';
import { verifyLive } from './cdn/verify.ts';
import type { CommandContext } from './command-context.ts';
import { wholeReleases, withDeploy, withRelease } from './context/release-history.ts';
import type { BuildFingerprint, Release, ReleaseRecord } from './context/release.ts';
import { listKept } from './frontend/kept-files.ts';
import { listSite } from './frontend/listing.ts';
import { type LocalFile, readRootPage } from './frontend/local-files.ts';
import { packsOf } from './frontend/packs.ts';
import {
  type PublishPlan,
  changesSite,
  keysToExamine,
  planPublish,
  uploadsOf,
} from './frontend/publish-plan.ts';
import { type Site, type Written, activate, examineHeaders, prune, removePages } from './frontend/publish.ts';
import type { Publication } from './frontend/publication.ts';
import { buildRelease, publicationOf, releaseId, untouched } from './frontend/release.ts';
import { previousReleases } from './frontend/retention.ts';
import type { SiteObject } from './frontend/site-object.ts';
import type { FrontendInputs } from './inputs/inputs.ts';
import { pruneReplaced } from './keep-replaced.ts';
import { both } from './platform/both.ts';
import { prepareActivation } from './prepare-activation.ts';
import { TransferMeter } from './report/transfer.ts';
import { type Place, type SiteRequest, findPlace } from './site-place.ts';
import { type SiteSource, builtFiles, recordedFiles } from './site-source.ts';
import { type StoredRecord, writeReleaseRecord } from './state/release-record.ts';

/** Whether the site was written to, and the release record as it is then. */
export interface PublishedOutcome {
  readonly changed: boolean;
  readonly stored: StoredRecord;
  /** What the site was built from, where the record is yet to be told. */
  readonly fingerprint?: BuildFingerprint | undefined;
}

/**
 * Builds the frontend, unless it would only become what is live, and publishes it so that no visitor ever sees a broken page: intent, assets, pages, invalidation,
 * verification, record, and deletes last.
 */
export async function publishSite(
  context: CommandContext,
  frontend: FrontendInputs,
  request: SiteRequest,
): Promise<PublishedOutcome> {
  const place = await findPlace(context, frontend, request);
  const site = await context.progress.stage(
    'build',
    () => buildSite(context, frontend, { request, place }),
    ({ note }) => note,
  );
  if (site.kind === 'unchanged') {
    reportUntouched(context, { ...place, live: site.live, publication: untouched(site.live) });
    return { changed: false, stored: request.stored };
  }
  const { directory, fingerprint } = site;
  const { log } = context.platform;
  const { live } = request.stored.record;
  const source = builtFiles(directory, { rules: frontend.headerRules, log, live });
  return publishFiles(context, frontend, { request, place, source, fingerprint });
}

/**
 * Publishes the files of a recorded release again, in the same order and without a build: what the site bucket still has
 * stays, the rest comes from where it is kept.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where the content of a file is nowhere any more
 */
export async function republishSite(
  context: CommandContext,
  frontend: FrontendInputs,
  request: SiteRequest & { readonly release: Release },
): Promise<PublishedOutcome> {
  const { release } = request;
  const place = await findPlace(context, frontend, request);
  const kept = await listKept(place.store);
  const directory = await mkdtemp(path.join(context.run.temporaryDirectory, 'revive-files-'));
  try {
    const packs = packsOf(wholeReleases(request.stored.record));
    const source = recordedFiles(release, { ...place, kept, packs, directory });
    const { fingerprint } = release;
    return await publishFiles(context, frontend, { request, place, source, release, fingerprint });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

interface Publishing extends Place {
  readonly context: CommandContext;
  readonly frontend: FrontendInputs;
  readonly request: SiteRequest;
  readonly plan: PublishPlan;
  readonly files: readonly LocalFile[];
  readonly listing: readonly SiteObject[];
  /** The recorded release that is published again; undefined: a new one. */
  readonly release?: Release | undefined;
  /** What the site was built from; undefined: that is not known. */
  readonly fingerprint: BuildFingerprint | undefined;
}

async function publishFiles(
  context: CommandContext,
  frontend: FrontendInputs,
  {
    request,
    place,
    source,
    release,
    fingerprint,
  }: Pick<Publishing, 'request' | 'release' | 'fingerprint'> & {
    readonly place: Place;
    readonly source: SiteSource;
  },
): Promise<PublishedOutcome> {
  const { site, names } = place;
  const { files, listing } = await readBothSides(context, { site, source });
  const { record } = request.stored;
  const { headersOf } = source;
  const now = context.platform.clock.now();
  const state = { bucket: names.bucket, listing, files, record, now, headersOf };
  const plan = planPublish(state, await examineHeaders(site, keysToExamine(state)));
  const publishing: Publishing = {
    ...place,
    ...{ context, frontend, request, plan, files, listing, release, fingerprint },
  };
  if (!changesSite(plan)) {
    const publication = publicationOf(plan, { written: [], deleted: 0 });
    reportUntouched(context, { ...place, live: record.live, publication });
    return { changed: false, stored: request.stored, fingerprint };
  }
  await source.fetch(plan);
  return publishChanges(publishing);
}

/** What is here and what is there, asked at once. */
async function readBothSides(
  { progress }: CommandContext,
  { site, source }: Pick<Place, 'site'> & { readonly source: SiteSource },
): Promise<{ readonly files: readonly LocalFile[]; readonly listing: readonly SiteObject[] }> {
  return progress.stage(
    'compare',
    async () => {
      const listed = listSite(site, source.keys());
      const [files, listing] = await Promise.all([source.files(listed), listed]);
      return { files, listing };
    },
    ({ files, listing }) => `${files.length} files here, ${listing.length} in the bucket`,
  );
}

/** Nothing differs: no write, no invalidation. */
function reportUntouched(
  { progress, run }: CommandContext,
  {
    names,
    live,
    publication,
  }: Pick<Place, 'names'> & { readonly live: Release | undefined; readonly publication: Publication },
): void {
  progress.found({
    site: {
      publication,
      releaseId: live?.id ?? releaseId(run),
      distributionId: names.distributionId ?? '',
      verified: false,
    },
  });
}

async function publishChanges(publishing: Publishing): Promise<PublishedOutcome> {
  const { context, request, site, store, plan, files, listing } = publishing;
  const { platform, run, progress } = context;
  const { state } = request.deployment;
  const stateS3 = await platform.aws.objects(state.region);
  let { stored } = request;
  const save = async (record: ReleaseRecord): Promise<void> => {
    stored = { record, etag: await writeReleaseRecord(stateS3, state, record, stored.etag) };
  };

  const id = releaseId(run);
  const { written, kept, packs } = await progress.stage(
    'publish',
    () =>
      metered(publishing, async (watched) => {
        const { record } = stored;
        const intended = { release: { id, commit: run.commit, runUrl: run.url }, owed: plan.owed };
        const preparing = {
          ...publishing,
          site: watched,
          record,
          release: id,
          isWholeHere: publishing.release === undefined,
        };
        const { additive, ...keeping } = await prepareActivation(preparing, () =>
          save({ ...record, intended }),
        );
        return { written: [additive, await activate(watched, plan, additive)], ...keeping };
      }),
    ({ written: parts }) => `${count(parts)} uploaded`,
  );
  report(publishing, { written, deleted: 0, verified: false });

  const invalidation = await invalidateChanged(publishing, id);
  report(publishing, { written, deleted: 0, verified: false, invalidation });
  // Only now: a page must not be gone while the edge still leads to it.
  const removed = await removePages(site, plan);
  const verified = await verify(publishing, readRootPage(files));

  await progress.stage('record', () => {
    const { url } = publishing.names;
    const { fingerprint } = publishing;
    const now = platform.clock.now();
    const before = stored.record.live;
    const built = buildRelease({ run, plan, written, packs, now, url, fingerprint, before });
    // A release that is live again is the one it was: it takes no second place among those that are kept.
    const release = publishing.release === undefined ? built : { ...built, id: publishing.release.id };
    return save(withDeploy(withLive(stored.record, release, listing), withRelease(request.deploy, release)));
  });
  const deleted = await progress.stage(
    'prune',
    async () => {
      const passage = { before: request.stored.record, after: stored.record };
      const [pruned] = await both(prune(site, plan), pruneReplaced(platform, { store, kept, ...passage }));
      return removed + pruned;
    },
    (number) => `${number} deleted`,
  );
  if (plan.withheld.length > 0) platform.log.warning(withheldLine(plan));
  report(publishing, { written, deleted, verified, invalidation });
  return { changed: true, stored };
}

/** Uploads to a site with an eye on how far that is, for whoever waits. */
async function metered<T>(
  { context, site, plan }: Publishing,
  upload: (site: Site) => Promise<T>,
): Promise<T> {
  const files = uploadsOf(plan).map(({ file }) => file);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const meter = new TransferMeter({ doing: 'Uploading', files: files.length, bytes }, context.platform);
  try {
    return await upload({ ...site, onSent: meter.sent });
  } finally {
    meter.end();
  }
}

/** The record once `release` is live: nothing is intended or owed any more. */
function withLive(
  { owner, live, previous, history, movedIn }: ReleaseRecord,
  release: Release,
  listing: readonly SiteObject[],
): ReleaseRecord {
  const before = live === undefined ? previous : [live, ...previous];
  return {
    owner,
    live: release,
    previous: previousReleases(release, { before, listing }),
    ...(history === undefined ? {} : { history }),
    ...(movedIn === undefined ? {} : { movedIn }),
  };
}

async function invalidateChanged(
  { context, frontend, request, names, plan }: Publishing,
  callerReference: string,
): Promise<Invalidation | undefined> {
  const { platform, progress } = context;
  const { distributionId } = names;
  const paths = invalidationPaths(plan.stalePaths, frontend.invalidation);
  if (distributionId === undefined || paths.length === 0) return undefined;
  const signal = AbortSignal.any([context.signal, request.lost]);
  return progress.stage(
    'invalidate',
    async () => {
      const cloudfront = await platform.aws.distributions();
      const accepted = await invalidate(cloudfront, platform.clock, {
        distributionId,
        paths,
        callerReference,
        signal,
        onWait: (line) => platform.log.info(line),
      });
      if (frontend.waitForLive) await waitForInvalidation(cloudfront, platform.clock, accepted, { signal });
      return accepted;
    },
    () => paths.join(' '),
  );
}

async function verify(
  { context, frontend, request, names }: Publishing,
  expected: string | undefined,
): Promise<boolean> {
  const { url } = names;
  if (!frontend.waitForLive || url === undefined) return false;
  const signal = AbortSignal.any([context.signal, request.lost]);
  await context.progress.stage(
    'verify',
    () => verifyLive(context.platform, { url, expected, signal }),
    () => url,
  );
  return true;
}

function report(
  { context, names, plan, release }: Publishing,
  done: {
    readonly written: readonly Written[];
    readonly deleted: number;
    readonly verified: boolean;
    readonly invalidation?: Invalidation | undefined;
  },
): void {
  context.progress.found({
    site: {
      publication: publicationOf(plan, done),
      releaseId: release?.id ?? releaseId(context.run),
      distributionId: names.distributionId ?? '',
      verified: done.verified,
      ...(done.invalidation === undefined ? {} : { invalidation: done.invalidation }),
    },
  });
}

const withheldLine = ({ withheld, bucket }: PublishPlan): string =>
  `${withheld.length} files of ${bucket} are not in this release any more, but that is more than half of what is ` +
  'there, so they were kept. Delete them by hand if they are not needed.';

const count = (written: readonly Written[]): number =>
  written.reduce((sum, { etags }) => sum + etags.size, 0);
