import { randomUUID } from 'node:crypto';
import type { StateLocation } from '../context/deployment.ts';
import type { StateVersionMark } from '../context/local-state.ts';
import type { ReleaseRecord } from '../context/release.ts';
import type { Run } from '../context/run.ts';
import { Failure } from '../errors.ts';
import type { Platform } from '../platform/platform.ts';
import { readAcceptedHead } from './accepted-head.ts';
import { md5 } from './digest.ts';
import type { EarlierPlace } from './earlier-place.ts';
import type { LockWish } from './hold-lock.ts';
import { isGoneHere, ownProcess, type Prove } from './holder-proof.ts';
import { readJournal } from './journal.ts';
import { keptFilesPrefix, placeName } from './keys.ts';
import { type LeaseHolder, freeLease, takeLease } from './lease.ts';
import { describeLock, parseLock } from './lock.ts';
import { placeState } from './place-state.ts';
import { knowledge, readPendingRecovery } from './recovery.ts';
import { type StoredRecord, readReleaseRecord, recordName, writeReleaseRecord } from './release-record.ts';
import type { StateHead } from './state-head.ts';
import { readStoredLocks } from './stored-lock.ts';
import { ownedBucket } from './wanted-bucket.ts';

type Ports = Pick<Platform, 'aws' | 'clock' | 'log'>;

export interface MoveRequest {
  readonly to: StateLocation;
  /** What is at the new place: nothing, or what a move left that was ended half-way. */
  readonly head: StateHead;
  readonly run: Run;
  readonly lock: LockWish;
  /** Finds out whether another run is over. */
  readonly prove: Prove;
  readonly onWait: (holder: LeaseHolder, waited: number, position: number) => void;
}

export interface MovedState {
  readonly head: StateHead & { readonly exists: true };
  readonly stored: StoredRecord;
  /** The whole state, secrets included. */
  readonly text: string;
}

/**
 * Moves the state of an environment from where it was to where this run looks, with what is known of its releases. Both
 * leases are held: a deploy with the old settings is over, or waits and then meets `STATE_MOVED`. The old state stays,
 * as it is.
 *
 * In this order, each step one write, so that a run that is ended in between is gone on with by the next: the old place
 * is marked as left, and from there on nobody deploys from it; the state is placed; the files kept for rollback follow;
 * the record makes the new place an environment's.
 *
 * @throws Failure `STATE_MOVED` where it can't be moved safely; `DEPLOY_IN_PROGRESS`, `STATE_LOCKED`, and what reading
 * the old state throws
 */
export async function moveState(
  ports: Ports,
  { location: from, isTableKnown }: EarlierPlace,
  request: MoveRequest,
): Promise<MovedState> {
  const { to, run } = request;
  if (!isTableKnown) {
    throw notMovable(
      from,
      to,
      `no lock table that this run knows of has its digest, so that nothing would keep others out`,
    );
  }
  const dynamodb = await ports.aws.dynamodb(from.region);
  const { lease } = await takeLease({ dynamodb, clock: ports.clock }, from, run, {
    holder: randomUUID(),
    stage: 'migrate',
    patience: request.lock.milliseconds,
    onWait: request.onWait,
    process: ownProcess(process.pid),
    prove: request.prove,
    isGone: isGoneHere,
    ...(request.lock.abort === undefined ? {} : { signal: request.lock.abort }),
  });
  try {
    return await moveUnderLeases(ports, from, request);
  } finally {
    await freeLease(dynamodb, lease);
  }
}

async function moveUnderLeases(ports: Ports, from: StateLocation, request: MoveRequest): Promise<MovedState> {
  const { to, head, lock } = request;
  const s3 = await ports.aws.s3(from.region);
  const stored = await readReleaseRecord(s3, from);
  const text = await readWhole(ports, from, stored?.record);
  if (stored === undefined || text === undefined) throw notMovable(from, to, 'it was removed just now');
  const hindrances = await hindrancesAt(ports, from);
  if (hindrances.length > 0) throw notMovable(from, to, hindrances.join('; '));
  if (head.exists && !(await isContinued(ports, to, { head, text })))
    throw twoStates(from, to, { head, text });

  const { bucket, key, region } = to;
  if (stored.record.movedTo === undefined) {
    await writeReleaseRecord(s3, from, { ...stored.record, movedTo: { bucket, key, region } }, stored.etag);
  }
  const placed = head.exists
    ? head
    : await placeState(ports, to, { text, from: placeName(from), record: undefined }, lock);
  await copyKept(ports, from, to);
  const record = recordAt(stored.record, { from, text, placed });
  const etag = await writeReleaseRecord(await ports.aws.s3(to.region), to, record, undefined);
  return { head: placed, stored: { record, etag }, text };
}

/** What is known of the releases, at the new place, and that its state is this environment's from now on. */
function recordAt(
  { owner, live, intended, previous, history, goingBack, accepted }: ReleaseRecord,
  {
    from,
    text,
    placed,
  }: {
    readonly from: StateLocation;
    readonly text: string;
    readonly placed: StateHead & { readonly exists: true };
  },
): ReleaseRecord {
  const old = markOf(text);
  // Moved by hand it may have another lineage than the one that the history names.
  const { lineage, serial } = placed;
  const now = lineage === old.lineage ? accepted : { lineage, serial };
  return {
    owner,
    previous,
    ...(live === undefined ? {} : { live }),
    ...(intended === undefined ? {} : { intended }),
    ...(history === undefined ? {} : { history }),
    ...(goingBack === undefined ? {} : { goingBack }),
    ...(now === undefined ? {} : { accepted: now }),
    movedIn: { from: placeName(from), ...old },
  };
}

/** Of a text that is known to be a state. */
function markOf(text: string): StateVersionMark {
  const { lineage, serial } = JSON.parse(text) as StateVersionMark;
  return { lineage, serial };
}

/** The state as Terraform would accept it, whole; undefined: there is none. */
async function readWhole(
  ports: Ports,
  location: StateLocation,
  record: ReleaseRecord | undefined,
): Promise<string | undefined> {
  const head = await readAcceptedHead(ports, location, record);
  if (!head.exists) return undefined;
  const text = await readText(ports, location);
  return text !== undefined && md5(text) === head.md5 ? text : undefined;
}

async function readText(
  { aws }: Pick<Platform, 'aws'>,
  location: StateLocation,
): Promise<string | undefined> {
  const s3 = await aws.s3(location.region);
  const { Body } = await s3.getObject({ ...ownedBucket(location), Key: location.key });
  return Body?.transformToString();
}

/** What has to be finished at the old place, with its settings, before the state can leave it. */
async function hindrancesAt(ports: Ports, from: StateLocation): Promise<readonly string[]> {
  const s3 = await ports.aws.s3(from.region);
  const [locks, pending, journal] = await Promise.all([
    readStoredLocks(ports, { ...from, locking: 'both' }),
    readPendingRecovery(ports, from),
    readJournal(s3, from),
  ]);
  return [
    ...locks.map(({ text }) => `its Terraform lock is held by ${describeLock(parseLock(text))}`),
    ...(pending.length > 0 ? ['a run kept a state there that it could not save'] : []),
    ...(journal !== undefined && journal.journal.entries.length > 0
      ? [`the run ${journal.journal.run.url} was ended there in the middle of an apply`]
      : []),
  ];
}

/** Whether the state at the new place is the old one, or goes on from it: a move that was ended half-way, or by hand. */
async function isContinued(
  ports: Ports,
  to: StateLocation,
  { head, text }: { readonly head: StateHead & { readonly exists: true }; readonly text: string },
): Promise<boolean> {
  const old = markOf(text);
  if (head.lineage === old.lineage) return head.serial > old.serial || head.md5 === md5(text);
  // Terraform gives a state another lineage when it is the one to move it.
  const now = await readText(ports, to);
  return now !== undefined && knowledge(now) === knowledge(text);
}

/** Files of earlier releases, for rollback; each by its content, so that copying once more changes nothing. */
async function copyKept({ aws, log }: Ports, from: StateLocation, to: StateLocation): Promise<void> {
  const s3 = await aws.s3(to.region);
  const [prefix, target] = [keptFilesPrefix(from.key), keptFilesPrefix(to.key)];
  try {
    let token: string | undefined;
    do {
      const page = await s3.listObjectsV2({
        ...ownedBucket(from),
        Prefix: prefix,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      for (const { Key = '' } of page.Contents ?? []) {
        await s3.copyObject({
          ...ownedBucket(to),
          ExpectedSourceBucketOwner: from.account,
          Key: `${target}${Key.slice(prefix.length)}`,
          CopySource: `${from.bucket}/${Key.split('/').map(encodeURIComponent).join('/')}`,
        });
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
  } catch (error) {
    // The state is what matters; what is missing a rollback tells before it changes anything.
    log.warning(`Files of earlier releases could not be copied from ${placeName(from)}: ${String(error)}`);
  }
}

/** What it would lead to, whatever keeps the state from being moved. */
const LEADS_TO = 'deploying without it would create everything a second time';

export const notMovable = (from: StateLocation, to: StateLocation, why: string): Failure =>
  new Failure({
    code: 'STATE_MOVED',
    reason: `The state of this environment is at ${placeName(from)} and this run looks at ${placeName(to)}, where none is; ${LEADS_TO}, and it can't be moved: ${why}.`,
    safe: 'Nothing was planned or changed, and the state is as it was.',
    next: `Deploy once with the settings as they were (state-bucket: ${from.bucket}, state-key: ${from.key}), so that it is whole; then change them and run again.`,
  });

/** More than one place that could be the one. */
export const ambiguous = (places: readonly EarlierPlace[], to: StateLocation): Failure =>
  new Failure({
    code: 'STATE_MOVED',
    reason: `The state of this environment is at ${places.length} places (${places.map(({ location }) => placeName(location)).join(', ')}) and this run looks at ${placeName(to)}, where none is; ${LEADS_TO}.`,
    safe: 'Nothing was planned or changed, and every state is as it was.',
    next: 'Decide which of them is the one, and deploy with the settings that name it.',
    details: places.map(({ location }) => placeName(location)),
  });

function twoStates(
  from: StateLocation,
  to: StateLocation,
  { head, text }: { readonly head: StateHead & { readonly exists: true }; readonly text: string },
): Failure {
  const old = markOf(text);
  return new Failure({
    code: 'STATE_MOVED',
    reason:
      `This environment has been deployed from the state at ${placeName(from)} (serial ${old.serial} of lineage ${old.lineage}), ` +
      `and this run looks at ${placeName(to)}, where another one is (serial ${head.serial} of lineage ${head.lineage}): planning from it could create or destroy what the other knows of.`,
    safe: 'Nothing was planned or changed, and both states are as they were.',
    next: `Decide which of them is the one: for the former, deploy with state-bucket: ${from.bucket} and state-key: ${from.key}.`,
    details: [
      'For the latter, let go of the former (its state and the site stay):',
      `aws s3 rm ${recordName(from)}`,
    ],
  });
}
