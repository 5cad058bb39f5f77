import type { Examined, Leased } from './apply-configuration.ts';
import type { CommandContext } from './command-context.ts';
import { type LocalStateVerdict, judgeLocalState } from './context/local-state.ts';
import type { MovedIn, ReleaseRecord } from './context/release.ts';
import type { Failure } from './errors.ts';
import { md5 } from './state/digest.ts';
import { type EarlierPlace, findEarlierPlaces } from './state/earlier-place.ts';
import type { LockWish } from './state/hold-lock.ts';
import { holderProver } from './state/holder-proof.ts';
import { readJournal } from './state/journal.ts';
import { placeName } from './state/keys.ts';
import { describeHolder } from './state/lease.ts';
import { lockSignature } from './state/lock-signature.ts';
import { ambiguous, moveState, notMovable } from './state/move-state.ts';
import { readOtherStates } from './state/other-states.ts';
import { placeState } from './state/place-state.ts';
import { type StoredRecord, writeReleaseRecord } from './state/release-record.ts';
import { parseState } from './state/state-content.ts';
import { localStateFound, whatStateHolds } from './terraform/local-state.ts';
import type { StateToMove } from './terraform/state-to-move.ts';

/**
 * Brings the state to where this run looks for it, once: from the place in S3 where this environment had it until now,
 * or from a local file. After the examination and before any plan; nothing else is changed. What it was moved from stays
 * as it is.
 *
 * @param local the local state file of the root module, if there is one
 * @throws Failure `STATE_MOVED`, `LOCAL_STATE_FOUND`, `STATE_LOCKED`, `DEPLOY_IN_PROGRESS`
 */
export async function migrateState(
  context: CommandContext,
  leased: Leased,
  { examined, local }: { readonly examined: Examined; readonly local: StateToMove | undefined },
): Promise<Examined> {
  const found = await fromEarlierPlace(context, leased, examined);
  return local === undefined ? found : fromFile(context, leased, { examined: found, local });
}

/** Only where nobody has claimed the new place: from the first plan on it is an environment's own. */
async function fromEarlierPlace(
  context: CommandContext,
  leased: Leased,
  examined: Examined,
): Promise<Examined> {
  const { head, record, pending } = examined;
  if (record !== undefined || head === undefined || pending.length > 0 || head.lost !== undefined)
    return examined;
  const { platform, progress } = context;
  const { state, owner } = leased.deployment;
  const { places, unread } = await findEarlierPlaces(platform, state, owner);
  if (unread.length > 0) platform.log.debug(`Not looked into for an earlier state: ${unread.join(', ')}.`);
  const [place, ...others] = places;
  if (place === undefined) return examined;
  if (others.length > 0) throw ambiguous(places, state);
  return progress.stage('migrate', async () => {
    const begun = await readJournal(await platform.aws.s3(state.region), state);
    if (begun !== undefined && begun.journal.entries.length > 0) {
      const why = `the run ${begun.journal.run.url} has begun to create it a second time, without a state`;
      throw notMovable(place.location, state, why);
    }
    return moveHere(context, leased, { place, head: head.head });
  });
}

async function moveHere(
  context: CommandContext,
  leased: Leased,
  { place, head }: { readonly place: EarlierPlace; readonly head: NonNullable<Examined['head']>['head'] },
): Promise<Examined> {
  const { platform, progress, inputs, run } = context;
  const { state } = leased.deployment;
  const moved = await moveState(platform, place, {
    to: state,
    head,
    run,
    lock: lockWish(context, leased),
    prove: holderProver(platform, inputs.githubToken),
    onWait: (holder) =>
      platform.log.info(`Waiting for the deploy at ${placeName(place.location)}: ${describeHolder(holder)}`),
  });
  const from = placeName(place.location);
  const holds = whatStateHolds(moved.text) ?? 'no resources';
  platform.log.info(
    `Moved the state with ${holds} from ${from} to ${placeName(state)} (lineage ${moved.head.lineage}, serial ${moved.head.serial}). The old one is as it was; nobody deploys from it any more.`,
  );
  progress.found({ moved: { kind: 'place', from, holds } });
  return { record: moved.stored, pending: [], head: { head: moved.head } };
}

interface FromFile {
  readonly examined: Examined;
  readonly local: StateToMove;
}

async function fromFile(context: CommandContext, leased: Leased, request: FromFile): Promise<Examined> {
  const { examined, local } = request;
  const record = examined.record?.record;
  const verdict = judgeLocalState(local, known(examined), record?.movedIn);
  switch (verdict) {
    case 'move':
      return context.progress.stage('migrate', () => moveIn(context, leased, request));
    case 'moved already':
      warnOfStale(context, leased, local);
      return { ...examined, record: await recorded(context, leased, request) };
    case 'applied since':
    case 'another':
      throw refused(leased, request, verdict);
  }
}

/** The newest state that is known of; a kept one is saved before anything is planned. */
function known({ head, pending }: Examined) {
  if (pending.length > 0) return pending.at(-1);
  return head?.head.exists === true ? head.head : undefined;
}

async function moveIn(
  context: CommandContext,
  leased: Leased,
  { examined, local }: FromFile,
): Promise<Examined> {
  const { platform, progress } = context;
  const { state } = leased.deployment;
  if (examined.head?.lost !== undefined) throw remoteLost(leased, local);
  const s3 = await platform.aws.s3(state.region);
  const begun = await readJournal(s3, state);
  if (begun !== undefined && begun.journal.entries.length > 0)
    throw begunWithout(local, begun.journal.run.url);
  const { states } = await readOtherStates(platform, state);
  const twin = states.find(({ text }) => lineageOf(text) === local.lineage);
  if (twin !== undefined) throw ofAnother(leased, local, twin.place);

  const record = examined.record?.record;
  const head = await placeState(
    platform,
    state,
    { text: local.text, from: local.file, record },
    lockWish(context, leased),
  );
  platform.log.info(
    `Moved the state of ${local.holds} from ${local.file} to ${placeName(state)}: lineage ${head.lineage}, serial ${head.serial}, read back and the same to the last byte.`,
  );
  progress.found({ moved: { kind: 'file', from: local.file, holds: local.holds } });
  warnOfStale(context, leased, local);
  const stored = await write(context, leased, { examined, movedIn: movedInOf(local) });
  return { record: stored, pending: [], head: { head } };
}

const movedInOf = ({ file, lineage, serial }: StateToMove): MovedIn => ({ from: file, lineage, serial });

/** Notes a move that was ended before it could be noted: the bucket has just what the file has. */
async function recorded(
  context: CommandContext,
  leased: Leased,
  { examined, local }: FromFile,
): Promise<StoredRecord | undefined> {
  const head = examined.head?.head;
  const isSame = head?.exists === true && head.md5 === md5(local.text);
  if (!isSame || examined.record?.record.movedIn !== undefined) return examined.record;
  return write(context, leased, { examined, movedIn: movedInOf(local) });
}

async function write(
  { platform }: CommandContext,
  { deployment: { state, owner } }: Leased,
  { examined, movedIn }: { readonly examined: Examined; readonly movedIn: MovedIn },
): Promise<StoredRecord> {
  const before: ReleaseRecord = examined.record?.record ?? { owner, previous: [] };
  const record = { ...before, movedIn };
  const s3 = await platform.aws.s3(state.region);
  return { record, etag: await writeReleaseRecord(s3, state, record, examined.record?.etag) };
}

function lockWish({ run, signal }: CommandContext, { session }: Leased): LockWish {
  const { actor, hostname } = run;
  return {
    operation: 'migrate',
    signature: lockSignature(run),
    actor,
    hostname,
    milliseconds: session.patience,
    abort: signal,
  };
}

function lineageOf(text: string): string | undefined {
  const content = parseState(text);
  return typeof content === 'string' ? undefined : content.lineage;
}

/** Once a run: what is in the repository is of no use any more, and anyone who can read it reads its secrets. */
function warnOfStale(
  { platform, inputs, progress }: CommandContext,
  { deployment: { state } }: Leased,
  { file }: StateToMove,
): void {
  const shown =
    inputs.terraform.relativeDirectory === '.' ? file : `${inputs.terraform.relativeDirectory}/${file}`;
  platform.log.warning(
    `${shown} is as it was and not used any more: the state is at ${placeName(state)}. ` +
      'Remove it from the repository: it holds secrets, and who applies with it works on a state of the past.',
  );
  progress.found({ staleState: shown });
}

const SEE = (leased: Leased): string =>
  `Compare both: terraform state list -state=FILE, and the versions of ${placeName(leased.deployment.state)}`;

function refused(
  leased: Leased,
  { examined, local }: FromFile,
  verdict: Extract<LocalStateVerdict, 'applied since' | 'another'>,
): Failure {
  const there = known(examined);
  const both = `${local.file} (serial ${local.serial} of lineage ${local.lineage}) and ${placeName(leased.deployment.state)} (serial ${there?.serial} of lineage ${there?.lineage})`;
  return verdict === 'applied since'
    ? localStateFound([local], {
        why: `${local.file} was moved into the bucket and has been applied with since: ${both}. What it knows of, the next deploy would create a second time.`,
        next: `Import what only the file knows of into the bucket's state (terraform import ADDRESS ID), then remove the file from the repository and run again.`,
        details: [SEE(leased)],
      })
    : localStateFound([local], {
        why: `There are two states: ${both}. Which of them is this environment's can't be told.`,
        next: `If the bucket's is the one, remove ${local.file} from the repository and run again; else deploy the file's to an environment or state-key of its own.`,
        details: [SEE(leased)],
      });
}

const remoteLost = ({ deployment: { state } }: Leased, local: StateToMove): Failure =>
  localStateFound([local], {
    why: `The state at ${placeName(state)} is lost, and ${local.file} is a local one with ${local.holds}: whether it is the same can't be told.`,
    next: `If it is, put it back: aws s3 cp ${local.file} ${placeName(state)}; if not, remove the file. Then run again.`,
  });

const begunWithout = (local: StateToMove, url: string): Failure =>
  localStateFound([local], {
    why: `${local.file} is a local Terraform state with ${local.holds}, and the run ${url} has begun to create without it.`,
    next: `Run again with the file out of the way, which finishes that run; or look at what it made, and import it into the file's state.`,
  });

const ofAnother = (
  { deployment: { state, environment } }: Leased,
  local: StateToMove,
  place: string,
): Failure =>
  localStateFound([local], {
    why: `${local.file} was moved to ${place} already, which is not this environment's (${environment}, ${placeName(state)}): two environments would manage the same resources.`,
    next: `Remove ${local.file} from the repository and run again.`,
  });
