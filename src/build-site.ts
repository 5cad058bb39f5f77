import type { CommandContext } from './command-context.ts';
import type { BuildFingerprint, Release } from './context/release.ts';
import { isAskedFor } from './context/run.ts';
import { type KnownInputs, readBuildInputs } from './frontend/build-inputs.ts';
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

/** What a build is prepared from. */
export interface ToPrepare {
  readonly outputs: SiteRequest['outputs'];
  /** What is live, where no run was interrupted since. */
  readonly live: Release | undefined;
}

/** A build that is ready to be made. */
export interface Prepared {
  readonly build: FrontendBuild;
  /** What it reads, taken before it is made: what it writes is none of that. */
  readonly known: KnownInputs;
  /** Of what the live site was built from; undefined: nobody can tell. */
  readonly changed: readonly string[] | undefined;
}

/** Finds out what a build would read. `context.signal` ends the build. */
export async function prepareBuild(
  { platform, inputs, run, signal }: CommandContext,
  frontend: FrontendInputs,
  { outputs, live }: ToPrepare,
): Promise<Prepared> {
  const build: FrontendBuild = {
    ...frontend,
    workspace: run.workspace,
    environment: {
      ...taskEnvironment(platform.environment),
      ...frontendEnvironment(frontend.environment, outputs),
    },
    signal,
  };
  const known = await readBuildInputs(platform, {
    ...build,
    terraformDirectory: inputs.terraform.directory,
    temporaryDirectory: run.temporaryDirectory,
    headerRules: frontend.headerRules,
    live,
  });
  const changed = 'unknown' in known ? undefined : await changedSince(live?.fingerprint, known.inputs);
  return { build, known, changed };
}

/** Whether a build would be of no use, as far as that can be told without the bucket. */
export const isAlreadyLive = ({ changed }: Prepared, run: CommandContext['run']): boolean =>
  // A build may read more than lies in the checkout: an article of a CMS, say. Who asks for it gets it.
  changed?.length === 0 && !isAskedFor(run);

/** Builds the frontend, unless nothing that the build reads has changed since what is live was built. */
export async function buildSite(
  context: CommandContext,
  frontend: FrontendInputs,
  { request, place }: Building,
): Promise<SiteBuild> {
  const live = liveIn({ request, place });
  const { outputs, lost } = request;
  const ahead = await request.ahead?.result(outputs);
  const signal = AbortSignal.any([context.signal, lost]);
  const prepared =
    ahead?.prepared ?? (await prepareBuild({ ...context, signal }, frontend, { outputs, live }));
  const { build, known, changed } = prepared;
  const isSame = live !== undefined && changed?.length === 0;
  const reason = isSame ? await whyAllTheSame(context, { prepared, frontend, place, live }) : undefined;
  if (isSame && reason === undefined) {
    const note = `skipped, nothing it reads has changed since ${live.commit.slice(0, 7)}`;
    return { kind: 'unchanged', live, note };
  }
  const { directory } = ahead?.built ?? (await buildFrontend(context.platform, build));
  const notes = [
    reason ?? ('unknown' in known ? `always made: ${known.unknown}` : describeChange(changed, live)),
    ahead === undefined ? undefined : 'made beside Terraform',
  ];
  const note = notes.filter((each) => each !== undefined).join('; ') || undefined;
  if ('unknown' in known) return { kind: 'built', directory, fingerprint: undefined, note };
  // Of the same inputs the recorded one still holds: nothing is to be written because of another salt.
  const fingerprint = isSame ? live.fingerprint : await takeFingerprint(known.inputs);
  return { kind: 'built', directory, fingerprint, note };
}

/** The release that is live in this bucket, with no run interrupted since it was published. */
function liveIn({ request, place }: Building): Release | undefined {
  const { live, intended } = request.stored.record;
  return intended === undefined && live?.bucket === place.names.bucket ? live : undefined;
}

/** Why a site is built although the build would read what it read before; undefined: there is no reason. */
async function whyAllTheSame(
  { run }: CommandContext,
  {
    prepared,
    frontend: { headerRules },
    place: { site },
    live,
  }: {
    readonly prepared: Prepared;
    readonly frontend: FrontendInputs;
    readonly place: Place;
    readonly live: Release;
  },
): Promise<string | undefined> {
  if (!isAlreadyLive(prepared, run)) return 'this run was asked for';
  const listing = await listSite(site, [...live.files.keys()]);
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
