import { existsSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { CommandContext } from './command-context.ts';
import { type StateLocation, declaredState, refuseContradictions } from './context/deployment.ts';
import { Failure } from './errors.ts';
import { findDeployment } from './find-deployment.ts';
import type { Result } from './report/run-report.ts';
import { type MissingWords, backendMissing } from './state/backend-missing.ts';
import { type KeptLock, describeKept, forceUnlockCommand, healLock } from './state/heal-lock.ts';
import { type Prove, holderProver, isGoneHere, ownProcess } from './state/holder-proof.ts';
import {
  BEATS_UNTIL_LOST,
  BEAT_INTERVAL,
  type Lease,
  type LeaseHolder,
  type TakenLease,
  describeHolder,
  freeLease,
  readLease,
  takeLease,
} from './state/lease.ts';
import { describeLock, parseLock } from './state/lock.ts';
import { PERMISSIONS, explained } from './state/permissions.ts';
import { readStoredLocks } from './state/stored-lock.ts';
import { readConfiguration } from './terraform/configuration.ts';

/** As long as it takes to see that a beat stands still, and some more. */
const PATIENCE = (BEATS_UNTIL_LOST + 2) * BEAT_INTERVAL;

const UNTOUCHED = 'Nothing was freed or changed.';

/** Nothing was ever deployed under this name, or the name is wrong. */
const MISSING: MissingWords = {
  so: 'nothing can be locked there',
  safe: UNTOUCHED,
  next: 'Check project, aws-region and lock-table against the deploy that should be unlocked.',
};

/**
 * Frees what a deploy that is over left behind: the lease and Terraform's lock, by the rule every deploy follows itself.
 * Shows both first. A holder that is at work, or that nothing proves to be over, is refused.
 */
export async function unlock(context: CommandContext): Promise<Result> {
  const { inputs, progress } = context;
  const directory = inputs.terraform.directory;
  const declared = existsSync(directory) ? declaredState((await readConfiguration(directory)).backend) : {};
  refuseContradictions(inputs, declared);
  const { context: found, deployment } = await findDeployment(context, declared);
  const { state } = deployment;
  await progress.stage('unlock', () =>
    explained(free(found, state), {
      location: state,
      permissions: [...PERMISSIONS.lock, ...(state.locking === 'dynamodb' ? [] : PERMISSIONS.lockfile)],
      attempt: 'look at the deploy lease and the state lock',
      safe: UNTOUCHED,
    }),
  );
  return 'unlocked';
}

async function free(context: CommandContext, state: StateLocation): Promise<void> {
  const { platform, inputs, progress } = context;
  const dynamodb = await platform.aws.dynamodb(state.region);
  const [lease, locks] = await Promise.all([
    readLease(dynamodb, state),
    readStoredLocks(platform, state),
  ]).catch((error: unknown) => {
    throw backendMissing(error, state, MISSING) ?? error;
  });
  show(
    context,
    lease,
    locks.map(({ text }) => text),
  );
  if (lease === undefined && locks.length === 0) return progress.found({ freed: { locks: [] } });

  const prove = holderProver(platform, inputs.githubToken);
  const { holder } = lease ?? {};
  if (holder !== undefined) await refuseLive(holder, prove);
  const taken = await take(context, { state, seen: holder, prove });
  try {
    const previous = taken.takenOver?.from;
    const { healed, kept } = await healLock(platform, state, { prove, previous });
    progress.found({ freed: { locks: healed, lease: previous } });
    const [first] = kept;
    if (first !== undefined) throw refused(first, inputs.terraform.relativeDirectory);
  } finally {
    await freeLease(dynamodb, taken.lease);
  }
}

function show(
  { platform: { log } }: CommandContext,
  lease: Lease | undefined,
  locks: readonly string[],
): void {
  log.info(
    lease?.holder === undefined
      ? `Deploy lease: free${lease === undefined ? '' : `, ${lease.waiters.length} waiting`}.`
      : `Deploy lease: held by ${describeHolder(lease.holder)}; ${lease.waiters.length} waiting.`,
  );
  if (locks.length === 0) log.info('Terraform state lock: free.');
  for (const text of locks) {
    const lock = parseLock(text);
    log.info(`Terraform state lock: id ${lock.id}, held by ${describeLock(lock)}.`);
  }
}

async function refuseLive(holder: LeaseHolder, prove: Prove): Promise<void> {
  const proof = await prove(holder);
  if (proof.verdict === 'live') throw holderLive(holder, proof.why);
}

/** Takes the lease: nobody else then heals, and no deploy begins, while this looks at the lock. */
async function take(
  { platform, run, signal }: CommandContext,
  {
    state,
    seen,
    prove,
  }: { readonly state: StateLocation; readonly seen: LeaseHolder | undefined; readonly prove: Prove },
): Promise<TakenLease> {
  const dynamodb = await platform.aws.dynamodb(state.region);
  try {
    return await takeLease({ dynamodb, clock: platform.clock }, state, run, {
      holder: randomUUID(),
      stage: 'unlock',
      patience: PATIENCE,
      prove,
      process: ownProcess(process.pid),
      isGone: isGoneHere,
      signal,
      onWait: () =>
        platform.log.info(`Watching its beat for ${(BEATS_UNTIL_LOST * BEAT_INTERVAL) / 1000} s.`),
    });
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'DEPLOY_IN_PROGRESS') throw error;
    const now = (await readLease(dynamodb, state))?.holder;
    if (now !== undefined && (now.holder !== seen?.holder || now.beat !== seen.beat))
      throw holderLive(now, 'its beat counts up');
    throw new Failure({
      code: 'LOCK_NOT_PROVEN',
      reason: error.reason,
      safe: UNTOUCHED,
      next: 'Run unlock again when that run has ended; if it certainly has, free its lease with the command below.',
      details: error.details,
      cause: error,
    });
  }
}

const holderLive = (holder: LeaseHolder, why: string): Failure =>
  new Failure({
    code: 'LOCK_HOLDER_LIVE',
    reason: `The deploy lease is held by ${describeHolder(holder)}; it is at work: ${why}.`,
    safe: UNTOUCHED,
    next: `Wait for ${holder.url}, or cancel it there: it then frees its lock and lease itself.`,
  });

function refused(kept: KeptLock, directory: string): Failure {
  const live = kept.judgement.verdict === 'live: wait';
  return new Failure({
    code: live ? 'LOCK_HOLDER_LIVE' : 'LOCK_NOT_PROVEN',
    reason: describeKept(kept),
    safe: 'The lock stays as it is; no state was read or written.',
    next: live
      ? 'Wait until it has ended.'
      : 'Ask whoever holds it. Only if it certainly ended, free the lock with the command below.',
    ...(live ? {} : { details: [forceUnlockCommand(kept.lock, directory)] }),
  });
}
