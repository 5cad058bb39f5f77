import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import { judgeLocalState } from './context/local-state.ts';
import { historyOf } from './context/release-history.ts';
import type { ReleaseRecord } from './context/release.ts';
import { Failure } from './errors.ts';
import type { PlanReport } from './report/sections/planned.ts';
import { readAcceptableHead } from './state/accepted-head.ts';
import { findEarlierPlaces } from './state/earlier-place.ts';
import { type BackendOutlook, lookAtBackend } from './state/ensure-backend.ts';
import { placeName } from './state/keys.ts';
import { ambiguous } from './state/move-state.ts';
import { refuseMovedAway, refuseStateOfAnother } from './state/ownership.ts';
import { foreseeRecovery, readPendingRecovery } from './state/recovery.ts';
import { readReleaseRecord, recordName } from './state/release-record.ts';
import { type HeadToAdopt, readHeadToAdopt } from './state/set-aside.ts';
import { parseState } from './state/state-content.ts';
import { type StateCopy, readStateCopy } from './state/state-copy.ts';
import { readStateVersions, stateHistory } from './state/state-history.ts';
import { localStateFound } from './terraform/local-state.ts';
import { ERRORED_STATE, readUnsaved } from './terraform/rescue.ts';
import type { StateToMove } from './terraform/state-to-move.ts';

/** What a deploy would begin from. */
export interface StateToPlan extends HeadToAdopt {
  readonly basis: PlanReport['basis'];
  readonly backend: BackendOutlook;
  readonly record: ReleaseRecord | undefined;
  /** The state to plan against; undefined: none. */
  readonly copy: StateCopy | undefined;
  /** Where a state stands that a deploy would first move in. */
  readonly movedFrom?: string;
}

/**
 * Examines the state as a deploy does, reading only: neither lease nor lock is taken, nothing is repaired or put away.
 *
 * @throws Failure what a deploy would stop with: `STATE_LOST`, `STATE_OF_ANOTHER`, `STATE_RECOVERY_PENDING`, ...
 */
export async function lookAtState(
  context: CommandContext,
  deployment: Deployment,
  local: StateToMove | undefined,
): Promise<StateToPlan> {
  const { platform, inputs, signal } = context;
  const options = { mode: inputs.state.bootstrap, project: inputs.project, abort: signal };
  const backend = await lookAtBackend(platform, deployment.state, options);
  const found = backend.hasBucket
    ? await lookInBucket(context, deployment)
    : ({ ...NOTHING, record: undefined } as const);
  const moved = await lookElsewhere(context, deployment, { found, local });
  return { ...found, ...moved, backend };
}

type Found = Omit<StateToPlan, 'backend'>;

const NOTHING = { basis: 'no state', head: { exists: false }, copy: undefined } as const;

async function lookInBucket(
  { platform, inputs, progress }: CommandContext,
  { state, owner }: Deployment,
): Promise<Found> {
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
  const about = { ...found, record };
  const kept = await foreseeRecovery(platform, state, { pending, head: found.head });
  if (kept !== undefined) return { ...about, basis: 'kept state', copy: { text: kept.text } };
  if (found.lost !== undefined) return { ...about, basis: 'lost state', copy: undefined };
  const copy = found.head.exists ? await readStateCopy(platform, state) : undefined;
  return { ...about, basis: copy === undefined ? 'no state' : 'current state', copy };
}

/** The state that a deploy would move in before it plans, where there is one: see `migrateState`. */
async function lookElsewhere(
  { platform }: CommandContext,
  { state, owner }: Deployment,
  { found, local }: { readonly found: Found; readonly local: StateToMove | undefined },
): Promise<Pick<StateToPlan, 'basis' | 'copy' | 'movedFrom'> | undefined> {
  const { basis, record, copy } = found;
  if (record === undefined && (basis === 'no state' || basis === 'current state')) {
    const { places } = await findEarlierPlaces(platform, state, owner);
    const [place, ...others] = places;
    if (others.length > 0) throw ambiguous(places, state);
    if (place !== undefined) {
      const movedFrom = placeName(place.location);
      return { basis: 'state to move', copy: await readStateCopy(platform, place.location), movedFrom };
    }
  }
  if (local === undefined) return undefined;
  const content = copy === undefined ? undefined : parseState(copy.text);
  const known = typeof content === 'object' ? content : undefined;
  const verdict = basis === 'lost state' ? 'another' : judgeLocalState(local, known, record?.movedIn);
  if (verdict === 'move')
    return { basis: 'state to move', copy: { text: local.text }, movedFrom: local.file };
  // The file is of the past: the bucket has it, or what came of it.
  if (verdict === 'moved already') return undefined;
  throw localStateFound([local], {
    why: `${local.file} is a local Terraform state with ${local.holds}, and not the one that ${placeName(state)} continues: which of them is this environment's can't be told.`,
    next: 'Run the deploy, which stops at this, too, and says how they differ; or remove the file from the repository.',
  });
}

const unsavedHere = (directory: string): Failure =>
  new Failure({
    code: 'STATE_RECOVERY_PENDING',
    reason: `${directory}/${ERRORED_STATE} is a state that a Terraform in this checkout could not save; a plan without it would be wrong.`,
    safe: 'Nothing was planned or applied; the file is as it was.',
    next: 'Run the deploy from this checkout, which saves it first; or plan from a fresh checkout.',
  });
