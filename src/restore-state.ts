import { existsSync } from 'node:fs';
import type { CommandContext } from './command-context.ts';
import { declaredState, refuseContradictions } from './context/deployment.ts';
import type { Deployment } from './context/deployment.ts';
import type { ReleaseRecord } from './context/release.ts';
import { type DeploySession, underLease } from './deploy-session.ts';
import { Failure } from './errors.ts';
import { findDeployment } from './find-deployment.ts';
import type { Result } from './report/run-report.ts';
import { describeHealed, describeKept, healLock } from './state/heal-lock.ts';
import { type LockWish, underStateLock } from './state/hold-lock.ts';
import { holderProver } from './state/holder-proof.ts';
import { placeName } from './state/keys.ts';
import { lockSignature } from './state/lock-signature.ts';
import { refuseMovedAway, refuseStateOfAnother } from './state/ownership.ts';
import { PERMISSIONS, type RefusedRequest, explained } from './state/permissions.ts';
import { readPendingRecovery } from './state/recovery.ts';
import { readReleaseRecord, recordName, writeReleaseRecord } from './state/release-record.ts';
import { findVersions } from './state/restorable.ts';
import { type Restoration, decideRestore, describeVersion } from './state/restoration.ts';
import { type Restored, writeRestored } from './state/write-restored.ts';
import { readConfiguration } from './terraform/configuration.ts';
import { type StateDifference, compareStates } from './terraform/state-difference.ts';

/**
 * Makes an earlier version of the state the state again, and nothing else: no Terraform runs, and what AWS has stays as it
 * is. It is written as a new version with its lineage and a higher serial, under the deploy lease and Terraform's own
 * lock, and its digest with it; what stood there stays as a version. For a state that is lost, damaged or not the right
 * one, and for saying that the one that stands there is.
 */
export async function restoreState(context: CommandContext): Promise<Result> {
  const { inputs, progress } = context;
  const { directory } = inputs.terraform;
  const declared = existsSync(directory) ? declaredState((await readConfiguration(directory)).backend) : {};
  refuseContradictions(inputs, declared);
  const { context: found, deployment } = await findDeployment(context, declared);

  // Before the lease is waited for: what can't be restored is told at once.
  const asked = await progress.stage(
    'find version',
    () => choose(found, deployment),
    ({ restoration }) => describeVersion(restoration.chosen),
  );
  await underLease(found, deployment, (session) =>
    restoreUnderLease(found, { deployment, session, asked: asked.restoration }),
  );
  return 'rolled-back';
}

/** Whose state it is, and what is to stand there; refuses before anything is written. */
async function choose(
  { platform, inputs, run }: CommandContext,
  { state, owner }: Deployment,
): Promise<{ readonly restoration: Restoration; readonly record: ReleaseRecord | undefined }> {
  const asked = inputs.restoreTo ?? '';
  const [s3, dynamodb] = await Promise.all([
    platform.aws.s3(state.region),
    platform.aws.dynamodb(state.region),
  ]);
  const record = (await readReleaseRecord(s3, state))?.record;
  refuseStateOfAnother(record, owner, recordName(state));
  refuseMovedAway(record, placeName(state));
  const [pending] = await readPendingRecovery(platform, state);
  if (pending !== undefined) throw recoveryFirst(`s3://${state.bucket}/${pending.key}`);
  const versions = await explained(findVersions({ s3, dynamodb }, state, { asked, record }), request(state));
  return { restoration: decideRestore(versions, { asked, run: run.id, location: state }), record };
}

async function restoreUnderLease(
  context: CommandContext,
  {
    deployment,
    session,
    asked,
  }: { readonly deployment: Deployment; readonly session: DeploySession; readonly asked: Restoration },
): Promise<void> {
  const { platform, progress, run, signal } = context;
  const { state } = deployment;
  await progress.stage('examine state', () => heal(context, deployment, session));
  const stop = AbortSignal.any([signal, session.supervised.lost]);
  const wish: LockWish = {
    operation: 'restore',
    signature: lockSignature(run),
    actor: run.actor,
    hostname: run.hostname,
    milliseconds: session.patience,
    abort: stop,
  };
  const [s3, dynamodb] = await Promise.all([
    platform.aws.s3(state.region),
    platform.aws.dynamodb(state.region),
  ]);
  const { restoration, restored } = await progress.stage('restore', () =>
    explained(
      underStateLock(platform, state, wish, async () => {
        // Again, now that nobody else writes it.
        const now = await choose(context, deployment);
        if (now.restoration.chosen.versionId !== asked.chosen.versionId) throw overtaken(asked);
        stop.throwIfAborted();
        const written = await writeRestored({ s3, dynamodb }, state, now.restoration);
        return { restoration: now.restoration, restored: written };
      }),
      request(state),
    ),
  );
  await progress.stage('record', () => note(context, deployment, restored));
  tell(context, restoration, restored);
}

/** Frees what runs that are proven over left behind, as every deploy does. */
async function heal(
  { platform, inputs, progress }: CommandContext,
  { state }: Deployment,
  { takenOverFrom: previous }: DeploySession,
): Promise<void> {
  const prove = holderProver(platform, inputs.githubToken);
  const { healed, kept } = await healLock(platform, state, { prove, previous });
  if (healed.length > 0 || previous !== undefined)
    progress.found({ freed: { locks: healed, lease: previous } });
  for (const lock of healed) platform.log.info(`Freed the Terraform state lock ${describeHealed(lock)}.`);
  for (const lock of kept) platform.log.info(describeKept(lock));
}

/** Tells the record which state is this environment's now; without a record there is nothing to contradict it. */
async function note(
  { platform }: CommandContext,
  { state }: Deployment,
  { state: accepted }: Restored,
): Promise<void> {
  const s3 = await platform.aws.s3(state.region);
  const stored = await readReleaseRecord(s3, state);
  if (stored !== undefined) await writeReleaseRecord(s3, state, { ...stored.record, accepted }, stored.etag);
}

/** How many addresses of a kind the log names; the summary has them all. */
const MOST_NAMED = 20;

function tell(
  { platform: { log }, progress }: CommandContext,
  { chosen, current, newest }: Restoration,
  { state, changed }: Restored,
): void {
  const difference = compareStates((newest ?? chosen).text, chosen.text);
  const { versionId, savedAt, content } = chosen;
  progress.found({
    stateVersionId: state.versionId,
    restored: {
      from: { versionId, savedAt, serial: content.serial },
      to: state,
      over: current?.versionId,
      changed,
      difference,
    },
  });
  log.info('What AWS has now is not changed by this; a state only says what Terraform knows of it.');
  for (const [kind, words] of Object.entries(WORDS) as [keyof StateDifference, string][]) {
    const addresses = difference[kind];
    if (addresses.length === 0) continue;
    const more = addresses.length > MOST_NAMED ? ` and ${addresses.length - MOST_NAMED} more` : '';
    log.info(`${words}: ${addresses.slice(0, MOST_NAMED).join(', ')}${more}.`);
  }
}

const WORDS: Readonly<Record<keyof StateDifference, string>> = {
  forgotten: 'Not known any more, so a deploy would create it again unless adopt-existing finds it',
  remembered: 'Known again, though a later deploy may have destroyed it, so a deploy may create it',
  replaced: 'Known by the id it had then, which may be gone',
};

const UNTOUCHED = 'Nothing was written: state and digest are as they were.';

const request = (location: Deployment['state']): RefusedRequest => ({
  location,
  permissions: [
    ...PERMISSIONS.state,
    ...PERMISSIONS.lock,
    ...(location.locking === 'dynamodb' ? [] : PERMISSIONS.lockfile),
  ],
  attempt: 'restore the state',
  safe: 'Every version of the state is there; running it again goes on from what was written.',
});

const recoveryFirst = (place: string): Failure =>
  new Failure({
    code: 'STATE_RECOVERY_PENDING',
    reason: `A run could not save its state and kept it at ${place}: it is newer than any version that could be restored.`,
    safe: UNTOUCHED,
    next: 'Run with `command: deploy`: it saves the kept state first. Then restore, if that is still wanted.',
  });

const overtaken = ({ chosen }: Restoration): Failure =>
  new Failure({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `While this run waited, another one saved the state: the version before it is not ${chosen.versionId} any more.`,
    safe: UNTOUCHED,
    next: `See what is there now. To restore it all the same, run again with rollback-to: state:${chosen.versionId}.`,
  });
