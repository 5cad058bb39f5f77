import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import { historyOf } from './context/release-history.ts';
import type { ReleaseRecord } from './context/release.ts';
import { Failure } from './errors.ts';
import type { PlanReport } from './report/sections/planned.ts';
import { readAcceptableHead } from './state/accepted-head.ts';
import { type BackendOutlook, lookAtBackend } from './state/ensure-backend.ts';
import { placeName } from './state/keys.ts';
import { refuseMovedAway, refuseStateOfAnother } from './state/ownership.ts';
import { foreseeRecovery, readPendingRecovery } from './state/recovery.ts';
import { readReleaseRecord, recordName } from './state/release-record.ts';
import { type HeadToAdopt, readHeadToAdopt } from './state/set-aside.ts';
import { type StateCopy, readStateCopy } from './state/state-copy.ts';
import { readStateVersions, stateHistory } from './state/state-history.ts';
import { ERRORED_STATE, readUnsaved } from './terraform/rescue.ts';

/** What a deploy would begin from. */
export interface StateToPlan extends HeadToAdopt {
  readonly basis: PlanReport['basis'];
  readonly backend: BackendOutlook;
  readonly record: ReleaseRecord | undefined;
  /** The state to plan against; undefined: none. */
  readonly copy: StateCopy | undefined;
}

/**
 * Examines the state as a deploy does, reading only: neither lease nor lock is taken, nothing is repaired or put away.
 *
 * @throws Failure what a deploy would stop with: `STATE_LOST`, `STATE_OF_ANOTHER`, `STATE_RECOVERY_PENDING`, ...
 */
export async function lookAtState(
  { platform, inputs, progress, signal }: CommandContext,
  { state, owner }: Deployment,
): Promise<StateToPlan> {
  const options = { mode: inputs.state.bootstrap, project: inputs.project, abort: signal };
  const backend = await lookAtBackend(platform, state, options);
  if (!backend.hasBucket) {
    return { basis: 'no state', backend, record: undefined, head: { exists: false }, copy: undefined };
  }
  const [stored, pending, versions, unsaved] = await Promise.all([
    readReleaseRecord(await platform.aws.s3(state.region), state),
    readPendingRecovery(platform, state),
    readStateVersions(platform, state),
    readUnsaved(inputs.terraform.directory),
  ]);
  const record = stored?.record;
  if (record !== undefined) {
    refuseStateOfAnother(record, owner, recordName(state));
    refuseMovedAway(record, placeName(state));
  }
  if (unsaved !== undefined) throw unsavedHere(inputs.terraform.relativeDirectory);
  const { adoptExisting: adopt } = inputs.terraform;
  const found = await readHeadToAdopt(platform, state, { record, adopt, read: readAcceptableHead });
  progress.found({ history: stateHistory(record === undefined ? [] : historyOf(record), versions) });
  const about = { ...found, backend, record };
  const kept = await foreseeRecovery(platform, state, { pending, head: found.head });
  if (kept !== undefined) return { ...about, basis: 'kept state', copy: { text: kept.text } };
  if (found.lost !== undefined) return { ...about, basis: 'lost state', copy: undefined };
  const copy = found.head.exists ? await readStateCopy(platform, state) : undefined;
  return { ...about, basis: copy === undefined ? 'no state' : 'current state', copy };
}

const unsavedHere = (directory: string): Failure =>
  new Failure({
    code: 'STATE_RECOVERY_PENDING',
    reason: `${directory}/${ERRORED_STATE} is a state that a Terraform in this checkout could not save; a plan without it would be wrong.`,
    safe: 'Nothing was planned or applied; the file is as it was.',
    next: 'Run the deploy from this checkout, which saves it first; or plan from a fresh checkout.',
  });
