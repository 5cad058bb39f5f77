import { KEPT_RELEASES, type Release, type ReleaseRecord, type ReleasingRun, releaseId } from './release.ts';

/**
 * A deploy or rollback that left something else live than there was before it (infrastructure, site, or both), or a
 * destroy, which left nothing.
 */
export interface RecordedDeploy {
  /** `<run id>-<attempt>-<first 8 of the commit>`: what `rollback-to` names. */
  readonly id: string;
  readonly command: 'deploy' | 'rollback' | 'destroy';
  /** Of the configuration and the site; of a rollback, the commit it went back to. */
  readonly commit: string;
  readonly runUrl: string;
  /** Absent in what was taken over from a record of an older version. */
  readonly actor?: string;
  /** When it was live. ISO 8601, UTC. */
  readonly at: string;
  /** Id of the site's release that was live with it; absent where there was no site. */
  readonly release?: string;
  /** The Terraform state it left; absent where that is not known, or there is none. */
  readonly state?: RecordedState;
  readonly counts?: RecordedCounts;
}

export interface RecordedState {
  readonly lineage: string;
  readonly serial: number;
  /** Version of the state object; absent when the bucket has no versioning. */
  readonly versionId?: string;
}

/** What Terraform applied, in resources. */
export interface RecordedCounts {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
  readonly imported: number;
}

/** How many deploys the record remembers. */
export const REMEMBERED_DEPLOYS = 10;

/** Releases of which every file is there, newest first: the live one, and those a rollback can go back to. */
export const wholeReleases = ({ live, previous }: Pick<ReleaseRecord, 'live' | 'previous'>) => [
  ...(live === undefined ? [] : [live]),
  ...previous.slice(0, KEPT_RELEASES),
];

/** The deploys of a record, newest first. Of one that an older version wrote: as far as its releases tell. */
export const historyOf = (record: ReleaseRecord): readonly RecordedDeploy[] =>
  record.history ?? wholeReleases(record).map(asDeploy);

/** What is known of the deploy of a release, where nothing but the release was recorded. */
export const asDeploy = ({ id, commit, runUrl, publishedAt, bucket }: Release): RecordedDeploy => ({
  id,
  command: 'deploy',
  commit,
  runUrl,
  at: publishedAt,
  ...(bucket === '' ? {} : { release: id }),
});

/** What a run notes of itself, but for the site's release that is live with it. */
export const deployOf = (
  run: ReleasingRun & { readonly actor: string },
  {
    command,
    now,
    state,
    counts,
  }: {
    readonly command: RecordedDeploy['command'];
    /** Milliseconds since the epoch. */
    readonly now: number;
    readonly state: RecordedState | undefined;
    readonly counts: RecordedCounts;
  },
): RecordedDeploy => ({
  id: releaseId(run),
  command,
  commit: run.commit,
  runUrl: run.url,
  actor: run.actor,
  at: new Date(now).toISOString(),
  ...(state === undefined ? {} : { state }),
  counts,
});

/** A deploy with the site that is live with it. */
export const withRelease = (deploy: RecordedDeploy, live: Release | undefined): RecordedDeploy =>
  live === undefined || live.bucket === '' ? deploy : { ...deploy, release: live.id };

/**
 * The record with one more deploy, or the same record where the newest one left just this state and this site: a deploy
 * of a commit that changes neither is nothing anyone would want to go back from.
 *
 * So a run that was killed between its apply and its record is made up for by the next one, which finds another state
 * than the record knows.
 */
export function withDeploy(record: ReleaseRecord, deploy: RecordedDeploy): ReleaseRecord {
  const history = historyOf(record);
  const [newest] = history;
  if (newest !== undefined && newest.release === deploy.release && isSameState(newest, deploy)) return record;
  const earlier = history.filter(({ id }) => id !== deploy.id);
  return { ...record, history: [deploy, ...earlier].slice(0, REMEMBERED_DEPLOYS) };
}

/**
 * The state that this environment has as far as its record knows: what is there has this lineage, and no lower serial.
 * Undefined: nothing is known of it.
 */
export function expectedState(record: ReleaseRecord | undefined): RecordedState | undefined {
  if (record === undefined || record.accepted === 'anew') return undefined;
  return record.accepted ?? historyOf(record)[0]?.state;
}

/** The record once a run has come to its end: no rollback is under way any more, and its own state is what counts. */
export function arrived(record: ReleaseRecord): ReleaseRecord {
  if (record.goingBack === undefined && record.accepted === undefined) return record;
  const { owner, live, intended, previous, history, movedIn } = record;
  return {
    owner,
    ...(live === undefined ? {} : { live }),
    ...(intended === undefined ? {} : { intended }),
    previous,
    ...(history === undefined ? {} : { history }),
    ...(movedIn === undefined ? {} : { movedIn }),
  };
}

/**
 * The record before the first thing of a deployment is destroyed: nothing is live from here on, and no commit is too old
 * to be deployed. Its files stay known until they are gone, should this run never come to its end.
 */
export function leaving(record: ReleaseRecord): ReleaseRecord {
  const { live, goingBack, ...rest } = record;
  if (live === undefined) return goingBack === undefined ? record : rest;
  return { ...rest, previous: live.bucket === '' ? rest.previous : [live, ...rest.previous] };
}

/**
 * The record of a deployment that is destroyed: nothing is live, and no release is left to go back to. The same record
 * where it says so already.
 */
export function destroyed(record: ReleaseRecord, destroy: RecordedDeploy): ReleaseRecord {
  const history = historyOf(record);
  const [newest] = history;
  const isKnown = newest?.command === 'destroy' && isSameState(newest, destroy);
  const { live, intended, goingBack, accepted, ...rest } = record;
  const isClean = [live, intended, goingBack, accepted, rest.previous[0]].every((each) => each === undefined);
  if (isKnown && isClean) return record;
  const earlier = history.filter(({ id }) => id !== destroy.id);
  return {
    ...rest,
    previous: [],
    history: isKnown ? history : [destroy, ...earlier].slice(0, REMEMBERED_DEPLOYS),
  };
}

/** The deploys since the deployment was last destroyed, newest first: what is older can't be gone back to. */
export function sinceDestroyed(history: readonly RecordedDeploy[]): {
  readonly deploys: readonly RecordedDeploy[];
  readonly destroy: RecordedDeploy | undefined;
} {
  const at = history.findIndex(({ command }) => command === 'destroy');
  return at < 0
    ? { deploys: history, destroy: undefined }
    : { deploys: history.slice(0, at), destroy: history[at] };
}

const isSameState = ({ state: one }: RecordedDeploy, { state: other }: RecordedDeploy): boolean =>
  one?.serial === other?.serial && one?.lineage === other?.lineage;
