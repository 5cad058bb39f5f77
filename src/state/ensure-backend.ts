import type { StateLocation } from '../context/deployment.ts';
import { Failure } from '../errors.ts';
import type { Bootstrap } from '../inputs/inputs.ts';
import { both } from '../platform/both.ts';
import type { Platform } from '../platform/platform.ts';
import { asFound, convergeAll, nameOf, type Settings } from './converge.ts';
import { lookAtTable, makeTable } from './lock-table.ts';
import type { Patience } from './patience.ts';
import type { BackendReport, SettingOutcome } from './settings.ts';
import { lookAtBucket, makeBucket } from './state-bucket.ts';
import { BUCKET, WANTED_BUCKET, type BucketTarget } from './wanted-bucket.ts';
import { WANTED_TABLE, type TableTarget } from './wanted-table.ts';
import type { Sighting } from './wanted-setting.ts';

/** How the state backend is to be treated. */
export interface BackendOptions {
  readonly mode: Bootstrap;
  /** Value of the `project` tag. */
  readonly project: string;
  readonly abort?: AbortSignal;
}

/**
 * Gets or creates the state bucket and the lock table and brings every setting to what it should be: found, changed
 * where it differs, read back. Looks at both before it changes either, so that a refusal leaves both as they were.
 * Any number of runs may do this at once; they end in one bucket and one table. What is not ours by tag is used as it
 * is and reported. Throws the backend's failures: BUCKET_*, LOCK_TABLE_WRONG_KEY, BACKEND_*, ACCESS_DENIED.
 */
export async function ensureBackend(
  platform: Platform,
  location: StateLocation,
  options: BackendOptions,
): Promise<BackendReport> {
  const names = { bucket: location.bucket, table: location.lockTable };
  if (options.mode === 'never') return { ...names, bucketCreated: false, tableCreated: false, settings: [] };

  const { project, abort } = options;
  const patience: Patience = { clock: platform.clock, abort };
  const { bucket, table } = await settingsOf(platform, location, project);
  const [bucketSeen, tableSeen] = await both(
    lookAtBucket(bucket.target, patience),
    lookAtTable(table.target, patience),
  );
  abort?.throwIfAborted();

  if (options.mode === 'verify') {
    const settings = allVerified([verify(bucket, bucketSeen), verify(table, tableSeen)]);
    return { ...names, bucketCreated: false, tableCreated: false, settings };
  }
  const [bucketNow, tableNow] = await both(
    bringBucket(bucket, bucketSeen, patience),
    bringTable(table, tableSeen, patience),
  );
  return {
    ...names,
    bucketCreated: bucketNow.created,
    tableCreated: tableNow.created,
    settings: [...bucketNow.outcomes, ...tableNow.outcomes],
  };
}

/** What `ensureBackend` would find, and in the mode `auto` change. */
export interface BackendOutlook {
  /** `state bucket x`, `lock table y`: what would be created. */
  readonly missing: readonly string[];
  /** `state bucket x: versioning is Suspended, wanted Enabled`: what would be changed. */
  readonly drifted: readonly string[];
  /** Whether there can be a state at all. */
  readonly hasBucket: boolean;
}

/**
 * Looks at the state backend and changes nothing. What `ensureBackend` would refuse in this mode is refused here, too;
 * with `never` nothing is looked at.
 */
export async function lookAtBackend(
  platform: Platform,
  location: StateLocation,
  { mode, project, abort }: BackendOptions,
): Promise<BackendOutlook> {
  if (mode === 'never') return { missing: [], drifted: [], hasBucket: true };
  const patience: Patience = { clock: platform.clock, abort };
  const { bucket, table } = await settingsOf(platform, location, project);
  const [bucketSeen, tableSeen] = await both(
    lookAtBucket(bucket.target, patience),
    lookAtTable(table.target, patience),
  );
  const parts = [verify(bucket, bucketSeen), verify(table, tableSeen)];
  if (mode === 'verify') allVerified(parts);
  return {
    missing: parts.flatMap(({ missing }) => missing),
    drifted: parts.flatMap(({ drifted }) => drifted),
    hasBucket: bucketSeen.kind === 'present',
  };
}

/** What bucket and table are to be. */
async function settingsOf(
  { aws }: Pick<Platform, 'aws'>,
  location: StateLocation,
  project: string,
): Promise<{ readonly bucket: Settings<BucketTarget>; readonly table: Settings<TableTarget> }> {
  const [s3, dynamodb] = await Promise.all([aws.s3(location.region), aws.dynamodb(location.region)]);
  return {
    bucket: { resource: 'bucket', target: { s3, location, project }, wanted: WANTED_BUCKET },
    table: { resource: 'table', target: { dynamodb, location, project }, wanted: WANTED_TABLE },
  };
}

interface Brought {
  readonly created: boolean;
  readonly outcomes: readonly SettingOutcome[];
}

async function bringBucket(
  settings: Settings<BucketTarget>,
  seen: Sighting,
  patience: Patience,
): Promise<Brought> {
  const now = seen.kind === 'absent' ? await makeBucket(settings.target, patience) : seen;
  if (now.kind === 'present') return { created: false, outcomes: await bring(settings, now, patience) };
  // The tag first: a bucket that has it is ours to finish, should this run be killed right here.
  await convergeAll({ ...settings, wanted: [BUCKET.tags] }, undefined, patience);
  return { created: true, outcomes: asCreated(await convergeAll(settings, undefined, patience)) };
}

async function bringTable(
  settings: Settings<TableTarget>,
  seen: Sighting,
  patience: Patience,
): Promise<Brought> {
  const now = seen.kind === 'absent' ? await makeTable(settings.target, patience) : seen;
  if (now.kind === 'present') return { created: false, outcomes: await bring(settings, now, patience) };
  return { created: true, outcomes: asCreated(await convergeAll(settings, undefined, patience)) };
}

type Present = Extract<Sighting, { kind: 'present' }>;

/** What is ours is mended; what is not is used as it was found. */
const bring = async <Target extends { readonly location: StateLocation }>(
  settings: Settings<Target>,
  { ours, findings }: Present,
  patience: Patience,
): Promise<readonly SettingOutcome[]> =>
  ours ? convergeAll(settings, findings, patience) : asFound(settings, findings);

/** What this run made had no setting before, even where AWS makes new ones as wanted. */
const asCreated = (outcomes: readonly SettingOutcome[]): readonly SettingOutcome[] =>
  outcomes.map((outcome) => ({ ...outcome, found: 'absent', changed: true }));

interface Verified {
  readonly missing: readonly string[];
  readonly drifted: readonly string[];
  readonly outcomes: readonly SettingOutcome[];
}

function verify<Target extends { readonly location: StateLocation }>(
  settings: Settings<Target>,
  sighting: Sighting,
): Verified {
  const name = nameOf(settings.resource, settings.target.location);
  if (sighting.kind === 'absent') return { missing: [name], drifted: [], outcomes: [] };
  const outcomes = asFound(settings, sighting.findings);
  const drifted = outcomes.flatMap(({ setting, found, wanted }, index) =>
    sighting.ours && sighting.findings[index]?.asWanted === false
      ? [`${name}: ${setting} is ${found}, wanted ${wanted}`]
      : [],
  );
  return { missing: [], drifted, outcomes };
}

/** All outcomes, or the failure that names everything missing, else everything drifted. */
function allVerified(parts: readonly Verified[]): readonly SettingOutcome[] {
  const missing = parts.flatMap((part) => part.missing);
  const drifted = parts.flatMap((part) => part.drifted);
  const safe = 'Nothing was created or changed, and no state was read or written.';
  const remedy = 'Run command: bootstrap (or bootstrap: auto) with a role that may change the state backend';
  if (missing.length > 0) {
    const verb = missing.length === 1 ? 'is' : 'are';
    const reason = `bootstrap is verify, and ${missing.join(' and ')} ${verb} not there.`;
    throw new Failure({ code: 'BACKEND_MISSING', reason, safe, next: `${remedy}.` });
  }
  if (drifted.length > 0) {
    const reason = `bootstrap is verify, and ${drifted.length} of ${parts.flatMap(({ outcomes }) => outcomes).length} settings of the state backend are not as wanted.`;
    throw new Failure({ code: 'BACKEND_DRIFTED', reason, safe, next: `${remedy}.`, details: drifted });
  }
  return parts.flatMap(({ outcomes }) => outcomes);
}
