import { Failure } from '../errors.ts';
import {
  type RecordedDeploy,
  type RecordedState,
  asDeploy,
  historyOf,
  sinceDestroyed,
  wholeReleases,
} from './release-history.ts';
import type { MovedIn, Release, ReleaseRecord } from './release.ts';

/** What a rollback goes back to. */
export interface RollbackTarget {
  readonly deploy: RecordedDeploy;
  /** The site that was live with it, of which every file is kept; undefined: it had none. */
  readonly site: Release | undefined;
  /** The state that was moved in from elsewhere, once: a commit of before may still hold its file. */
  readonly movedIn?: MovedIn;
}

/** What is there, as far as it decides what `previous` means. */
export interface Present {
  readonly record: ReleaseRecord | undefined;
  /** The Terraform state as it is; undefined: there is none, or a run could not save it. */
  readonly state: Pick<RecordedState, 'lineage' | 'serial'> | undefined;
}

/** The value of `rollback-to` that names no release. */
export const PREVIOUS = 'previous';

/**
 * Finds what to go back to: a recorded deploy or release by its id, or `previous`. That is the deploy before the newest
 * one that left something else live; and where a later run changed the state or began to switch the site and never came
 * to its end, the newest one itself: what is to be undone then is that run. A rollback that never came to its end is gone
 * on with. What was destroyed is nothing to go back to: neither its infrastructure nor its files are there any more.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE`
 */
export function findTarget(present: Present, asked: string): RollbackTarget {
  const { record } = present;
  const history = record === undefined ? [] : historyOf(record);
  const [newest] = history;
  if (record === undefined || newest === undefined) {
    throw impossible('Nothing was ever deployed to this environment.', {
      next: 'Check project and environment against the deploy that should be undone.',
    });
  }
  // A rollback that began and never came to its end is what "previous" goes on with: it has changed the state already.
  const wanted = asked === PREVIOUS ? (record.goingBack ?? PREVIOUS) : asked;
  const { deploys, destroy } = sinceDestroyed(history);
  if (destroy === newest) throw isDestroyed(destroy, history);
  const deploy =
    wanted === PREVIOUS ? previousOf(present, { deploys, destroy }) : named(record, { history, wanted });
  return { deploy, site: siteOf(record, deploys, deploy) };
}

/** Whether what is there is not what the newest recorded deploy left. */
export function isUnfinished({ record, state }: Present): boolean {
  if (record === undefined) return false;
  if (record.intended !== undefined) return true;
  const left = historyOf(record)[0]?.state;
  if (left === undefined) return false;
  return state === undefined || state.serial !== left.serial || state.lineage !== left.lineage;
}

function previousOf(
  present: Present,
  { deploys, destroy }: ReturnType<typeof sinceDestroyed>,
): RecordedDeploy {
  const [newest, ...earlier] = deploys as readonly [RecordedDeploy, ...RecordedDeploy[]];
  if (isUnfinished(present)) return newest;
  const found = earlier.find(({ commit, release }) => commit !== newest.commit || release !== newest.release);
  if (found !== undefined) return found;
  const before = destroy === undefined ? '' : `: before it, ${describeDestroy(destroy)}`;
  throw impossible(`There is no deploy before the one that is live (${newest.id})${before}.`, {
    next: 'Revert the commit and push: that deploys what was there before.',
  });
}

function named(
  record: ReleaseRecord,
  { history, wanted }: { readonly history: readonly RecordedDeploy[]; readonly wanted: string },
): RecordedDeploy {
  const { deploys, destroy } = sinceDestroyed(history);
  const found = deploys.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  const release = wholeReleases(record).find(({ id }) => id === wanted);
  if (release !== undefined) return asDeploy(release);
  const gone = history.find(({ id, command }) => id === wanted && command !== 'destroy');
  if (gone !== undefined && destroy !== undefined) {
    throw impossible(`${wanted} is not there any more: after it, ${describeDestroy(destroy)}.`, {
      next: deployInstead(gone),
      history: deploys,
    });
  }
  throw impossible(`No deploy or release ${JSON.stringify(wanted)} is recorded.`, {
    next: 'Name one of those below in rollback-to, or leave it out for the previous one.',
    history: deploys,
  });
}

function isDestroyed(destroy: RecordedDeploy, history: readonly RecordedDeploy[]): Failure {
  const last = history.find(({ command }) => command !== 'destroy');
  return impossible(`Nothing is there to go back from or to: ${describeDestroy(destroy)}.`, {
    next: last === undefined ? 'Deploy again.' : deployInstead(last),
  });
}

/** `the deployment was destroyed at 2026-01-02T... by https://...`. */
const describeDestroy = ({ at, runUrl }: RecordedDeploy): string =>
  `the deployment was destroyed at ${at} by ${runUrl}`;

const deployInstead = ({ commit }: RecordedDeploy): string =>
  `Deploy commit ${commit} instead (run its workflow by hand on a tag or branch of it).`;

function siteOf(
  record: ReleaseRecord,
  history: readonly RecordedDeploy[],
  { id, commit, release }: RecordedDeploy,
): Release | undefined {
  if (release === undefined) return undefined;
  const kept = wholeReleases(record);
  const found = kept.find((each) => each.id === release);
  if (found !== undefined) return found;
  const ids = new Set(kept.map((each) => each.id));
  throw impossible(`The files of ${release}, the site's release of ${id}, are not kept any more.`, {
    next: `Deploy commit ${commit} instead (run its workflow by hand on a tag or branch of it), or name one of those below.`,
    history: history.filter((each) => each.release === undefined || ids.has(each.release)),
  });
}

function impossible(
  reason: string,
  { next, history = [] }: { readonly next: string; readonly history?: readonly RecordedDeploy[] },
): Failure {
  return new Failure({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason,
    safe: 'Nothing was planned, applied or uploaded: infrastructure and site are as they were.',
    next,
    details: history.map(describeDeploy),
  });
}

/** `42-1-3f9a1c2e: commit 3f9a1c2e..., live since 2026-01-01T00:00:00.000Z, https://...`. */
export const describeDeploy = ({ id, commit, at, runUrl }: RecordedDeploy): string =>
  `${id}: commit ${commit}, live since ${at}, ${runUrl}`;
