import type { CommandContext } from './command-context.ts';
import type { BuildFingerprint, Release } from './context/release.ts';
import { isAskedFor } from './context/run.ts';
import { readBuildInputs } from './frontend/build-inputs.ts';
import { type FrontendBuild, buildFrontend } from './frontend/build.ts';
import { frontendEnvironment } from './frontend/environment.ts';
import { changedSince, takeFingerprint } from './frontend/fingerprint.ts';
import { headersFor } from './frontend/headers.ts';
import { listSite } from './frontend/listing.ts';
import { standsAsRecorded } from './frontend/publish-plan.ts';
import type { FrontendInputs } from './inputs/inputs.ts';
import { taskEnvironment } from './platform/supervision/task-runner.ts';
import type { Place, SiteRequest } from './site-place.ts';

/** The frontend as a deploy goes on with it. */
export type SiteBuild =
  /** A build would be made from what the live site was made from, and the bucket has all of it. */
  | { readonly kind: 'unchanged'; readonly live: Release; readonly note: string }
  | {
      readonly kind: 'built';
      /** Absolute path of the built files. */
      readonly directory: string;
      readonly fingerprint: BuildFingerprint | undefined;
      readonly note: string | undefined;
    };

interface Building {
  readonly request: SiteRequest;
  readonly place: Place;
}

/** Builds the frontend, unless nothing that the build reads has changed since what is live was built. */
export async function buildSite(
  context: CommandContext,
  frontend: FrontendInputs,
  building: Building,
): Promise<SiteBuild> {
  const { platform, inputs, run } = context;
  const build: FrontendBuild = {
    ...frontend,
    workspace: run.workspace,
    environment: {
      ...taskEnvironment(platform.environment),
      ...frontendEnvironment(frontend.environment, building.request.outputs),
    },
  };
  // Before the build: what it writes is none of what it reads.
  const known = await readBuildInputs(platform, {
    ...build,
    terraformDirectory: inputs.terraform.directory,
    temporaryDirectory: run.temporaryDirectory,
  });
  const live = liveIn(building);
  const changed = 'unknown' in known ? undefined : await changedSince(live?.fingerprint, known.inputs);
  const isSame = live !== undefined && changed?.length === 0;
  const reason = isSame ? await whyAllTheSame(context, frontend, { ...building, live }) : undefined;
  if (isSame && reason === undefined) {
    const note = `skipped, nothing it reads has changed since ${live.commit.slice(0, 7)}`;
    return { kind: 'unchanged', live, note };
  }
  const { directory } = await buildFrontend(platform, build);
  if ('unknown' in known)
    return { kind: 'built', directory, fingerprint: undefined, note: `always made: ${known.unknown}` };
  // Of the same inputs the recorded one still holds: nothing is to be written because of another salt.
  const fingerprint = isSame ? live.fingerprint : await takeFingerprint(known.inputs);
  return { kind: 'built', directory, fingerprint, note: reason ?? describeChange(changed, live) };
}

/** The release that is live in this bucket, with no run interrupted since it was published. */
function liveIn({ request, place }: Building): Release | undefined {
  const { live, intended } = request.stored.record;
  return intended === undefined && live?.bucket === place.names.bucket ? live : undefined;
}

/** Why a site is built although the build would read what it read before; undefined: there is no reason. */
async function whyAllTheSame(
  { run }: CommandContext,
  { headerRules }: FrontendInputs,
  { place: { site }, live }: Building & { readonly live: Release },
): Promise<string | undefined> {
  // A build may read more than lies in the checkout: an article of a CMS, say. Who asks for it gets it.
  if (isAskedFor(run)) return 'this run was asked for';
  const listing = await listSite(site, Object.keys(live.files));
  const stands = standsAsRecorded(live, listing, (key) => headersFor(key, headerRules));
  return stands ? undefined : 'the bucket does not have the live site as it was published';
}

function describeChange(
  changed: readonly string[] | undefined,
  live: Release | undefined,
): string | undefined {
  if (changed === undefined || live === undefined || changed.length === 0) return undefined;
  return `its ${changed.join(' and ')} changed since ${live.commit.slice(0, 7)}`;
}
