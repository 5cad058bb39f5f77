import { checkDistribution } from './cdn/distribution.ts';
import { invalidate, waitForInvalidation } from './cdn/invalidate.ts';
import type { Invalidation } from './cdn/invalidation.ts';
import { invalidationPaths } from './cdn/paths.ts';
import { verifyLive } from './cdn/verify.ts';
import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import type { Release, ReleaseRecord } from './context/release.ts';
import { buildFrontend } from './frontend/build.ts';
import { frontendEnvironment } from './frontend/environment.ts';
import { type LocalFile, readLocalFiles, readRootPage } from './frontend/local-files.ts';
import { type PublishPlan, changesSite, keysToExamine, planPublish } from './frontend/publish-plan.ts';
import {
  type Site,
  type Written,
  activate,
  examineHeaders,
  listSite,
  prune,
  removePages,
  uploadAdditive,
} from './frontend/publish.ts';
import { buildRelease, publicationOf, releaseId } from './frontend/release.ts';
import { previousReleases } from './frontend/retention.ts';
import type { SiteObject } from './frontend/site-object.ts';
import { type SiteOutputs, readSiteOutputs } from './frontend/site-outputs.ts';
import type { FrontendInputs } from './inputs/inputs.ts';
import { taskEnvironment } from './platform/supervision/task-runner.ts';
import { type StoredRecord, writeReleaseRecord } from './state/release-record.ts';
import type { TerraformOutputs } from './terraform/changes.ts';

export interface SiteRequest {
  readonly deployment: Deployment;
  readonly outputs: TerraformOutputs;
  /** The release record as this run last read or wrote it. */
  readonly stored: StoredRecord;
  /** Aborts when the deploy lease is lost. */
  readonly lost: AbortSignal;
}

/** Whether the site was written to, and the release record as it is then. */
export interface PublishedOutcome {
  readonly changed: boolean;
  readonly stored: StoredRecord;
}

/**
 * Builds the frontend and publishes it so that no visitor ever sees a broken page: intent, assets, pages, invalidation,
 * verification, record, and deletes last.
 */
export async function publishSite(
  context: CommandContext,
  frontend: FrontendInputs,
  request: SiteRequest,
): Promise<PublishedOutcome> {
  const { platform, run, progress } = context;
  const { deployment, outputs, lost } = request;
  const names = readSiteOutputs(frontend, outputs);
  if (names.url !== undefined) progress.found({ url: names.url });
  const signal = AbortSignal.any([context.signal, lost]);

  const built = await progress.stage('build', () =>
    buildFrontend(platform, {
      ...frontend,
      workspace: run.workspace,
      environment: {
        ...taskEnvironment(platform.environment),
        ...frontendEnvironment(frontend.environment, outputs),
      },
    }),
  );

  const s3 = await platform.aws.s3(deployment.region);
  const site: Site = { s3, bucket: names.bucket, account: deployment.account, signal };
  const { files, listing } = await readBothSides(context, { site, names, directory: built.directory });
  const { record } = request.stored;
  const state = { bucket: names.bucket, listing, files, record, now: platform.clock.now() };
  const plan = planPublish(state, await examineHeaders(site, keysToExamine(state)));
  const publishing: Publishing = { context, frontend, request, site, names, plan, files, listing };
  return changesSite(plan) ? publishChanges(publishing) : alreadyLive(publishing);
}

interface Publishing {
  readonly context: CommandContext;
  readonly frontend: FrontendInputs;
  readonly request: SiteRequest;
  readonly site: Site;
  readonly names: SiteOutputs;
  readonly plan: PublishPlan;
  readonly files: readonly LocalFile[];
  readonly listing: readonly SiteObject[];
}

/** What is here, what is there, and whether anyone would see it: asked at once. */
async function readBothSides(
  { platform, progress }: CommandContext,
  {
    site,
    names,
    directory,
  }: { readonly site: Site; readonly names: SiteOutputs; readonly directory: string },
): Promise<{ readonly files: readonly LocalFile[]; readonly listing: readonly SiteObject[] }> {
  return progress.stage(
    'compare',
    async () => {
      const { distributionId } = names;
      const [files, listing] = await Promise.all([
        readLocalFiles(directory),
        listSite(site),
        distributionId === undefined
          ? undefined
          : checkDistribution(await platform.aws.cloudfront(), { distributionId }),
      ]);
      return { files, listing };
    },
    ({ files, listing }) => `${files.length} files here, ${listing.length} in the bucket`,
  );
}

/** Nothing differs: no write, no invalidation. */
function alreadyLive({ context, request, names, plan }: Publishing): PublishedOutcome {
  const live = request.stored.record.live;
  context.progress.found({
    site: {
      publication: publicationOf(plan, { written: [], deleted: 0 }),
      releaseId: live?.id ?? releaseId(context.run),
      distributionId: names.distributionId ?? '',
      verified: false,
    },
  });
  return { changed: false, stored: request.stored };
}

async function publishChanges(publishing: Publishing): Promise<PublishedOutcome> {
  const { context, request, site, plan, files, listing } = publishing;
  const { platform, run, progress } = context;
  const { state } = request.deployment;
  const stateS3 = await platform.aws.s3(state.region);
  let { stored } = request;
  const store = async (record: ReleaseRecord): Promise<void> => {
    stored = { record, etag: await writeReleaseRecord(stateS3, state, record, stored.etag) };
  };

  const id = releaseId(run);
  const written = await progress.stage(
    'publish',
    async () => {
      await store({
        ...stored.record,
        intended: { release: { id, commit: run.commit, runUrl: run.url }, owed: plan.owed },
      });
      const additive = await uploadAdditive(site, plan);
      return [additive, await activate(site, plan, additive)];
    },
    (parts) => `${count(parts)} uploaded`,
  );
  report(publishing, { written, deleted: 0, verified: false });

  const invalidation = await invalidateChanged(publishing, id);
  report(publishing, { written, deleted: 0, verified: false, invalidation });
  // Only now: a page must not be gone while the edge still leads to it.
  const removed = await removePages(site, plan);
  const verified = await verify(publishing, readRootPage(files));

  await progress.stage('record', () => {
    const release = buildRelease({
      run,
      plan,
      written,
      now: platform.clock.now(),
      url: publishing.names.url,
    });
    return store(withLive(stored.record, release, listing));
  });
  const deleted = await progress.stage(
    'prune',
    async () => removed + (await prune(site, plan)),
    (number) => `${number} deleted`,
  );
  if (plan.withheld.length > 0) platform.log.warning(withheldLine(plan));
  report(publishing, { written, deleted, verified, invalidation });
  return { changed: true, stored };
}

/** The record once `release` is live: nothing is intended or owed any more. */
function withLive(
  { format, owner, live, previous }: ReleaseRecord,
  release: Release,
  listing: readonly SiteObject[],
) {
  const before = live === undefined ? previous : [live, ...previous];
  return { format, owner, live: release, previous: previousReleases(release, { before, listing }) };
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
      const cloudfront = await platform.aws.cloudfront();
      const accepted = await invalidate(cloudfront, platform.clock, {
        distributionId,
        paths,
        callerReference,
        signal,
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
  { context, names, plan }: Publishing,
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
      releaseId: releaseId(context.run),
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
