import { randomUUID } from 'node:crypto';
import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import { bundleEntry } from './platform/bundle.ts';
import { requestIdToken } from './platform/oidc.ts';
import type { Environment, Platform } from './platform/platform.ts';
import { TOKEN_FILE, createJobDirectory, jobFile, writeJobFile } from './platform/supervision/job.ts';
import { type Supervised, removeJobDirectory, startSupervisor } from './platform/supervision/supervised.ts';
import { taskEnvironment } from './platform/supervision/task-runner.ts';
import { holderProver, isGoneHere, ownProcess } from './state/holder-proof.ts';
import { type LeaseHolder, describeHolder, freeLease, leaseIdentity, takeLease } from './state/lease.ts';
import { lockSignature } from './state/lock-signature.ts';
import { describeLock, readLock } from './state/lock.ts';
import { freeOwnLock } from './state/own-lock.ts';
import type { SavedSession } from './salvage.ts';
import type { SupervisedLease } from './supervised-lease.ts';
import type { LockWatch } from './terraform/cli.ts';
import { removeGenerated } from './terraform/generated-files.ts';
import { terraformEnvironment } from './terraform-environment.ts';

/** What a deploy holds from taking the lease until it lets it go. */
export interface DeploySession {
  readonly supervised: Supervised;
  /** Private directory of this run: plan files, task output. Absolute. */
  readonly directory: string;
  /** Environment of Terraform. */
  readonly terraformEnvironment: Environment;
  /** Whose lease it was, where it was taken over from a run that is proven over. */
  readonly takenOverFrom: LeaseHolder | undefined;
  /** Milliseconds of lock-timeout that waiting for the lease has left. */
  readonly patience: number;
  /** Says who holds Terraform's state lock while Terraform waits for it. */
  readonly watchLock: LockWatch;
  /** Frees the lease and removes what the run left on this machine. Safe to call again. */
  end(): Promise<void>;
}

/** How often the holder of the state lock is looked up while Terraform waits for it. */
const LOCK_LOOK_INTERVAL = 5_000;

/**
 * Takes the deploy lease, waiting for it if it must, does the work, and whatever becomes of it frees the lease and removes
 * what Terraform was given beside its configuration.
 *
 * @throws Failure `DEPLOY_IN_PROGRESS`, and what the work throws
 */
export async function underLease<T>(
  context: CommandContext,
  deployment: Deployment,
  work: (session: DeploySession) => Promise<T>,
): Promise<T> {
  const session = await context.progress.stage('lease', () => openSession(context, deployment));
  try {
    return await work(session);
  } finally {
    await removeGenerated(context.inputs.terraform.directory);
    await session.end();
  }
}

/** Takes the deploy lease and starts the supervisor that beats it and runs Terraform. */
async function openSession(
  { platform, inputs, run, progress, signal, saveForPost }: CommandContext,
  deployment: Deployment,
): Promise<DeploySession> {
  const { state } = deployment;
  const role = inputs.roleToAssume;
  // Whatever can fail without the lease does so before it is taken.
  const token = role === undefined ? undefined : await requestIdToken(platform);
  const holder = randomUUID();
  const job = createJobDirectory(run.temporaryDirectory, holder);
  if (token !== undefined) writeJobFile(job, TOKEN_FILE, token);
  const dynamodb = await platform.aws.dynamodb(state.region);
  const ports = { dynamodb, clock: platform.clock };
  saveForPost('job-directory', job.path);
  saveForPost(
    'session',
    JSON.stringify({
      lease: leaseIdentity(state, holder),
      location: state,
      ...(role === undefined ? {} : { role }),
    } satisfies SavedSession),
  );
  const { lease, waited, takenOver } = await takeLease(ports, state, run, {
    holder,
    stage: progress.current ?? 'lease',
    patience: inputs.state.lockTimeout,
    onWait: (other, time, position) => platform.log.info(waitingLine(other, time, position)),
    process: ownProcess(process.pid),
    prove: holderProver(platform, inputs.githubToken),
    isGone: isGoneHere,
    signal,
  }).catch((error: unknown) => {
    removeJobDirectory(job);
    throw error;
  });
  const started = platform.clock.now();
  if (takenOver !== undefined) {
    platform.log.info(`Took the lease over from ${describeHolder(takenOver.from)}: ${takenOver.why}.`);
  } else if (waited > 1_000) {
    platform.log.info(`The lease is free after ${Math.round(waited / 1000)} s; going on.`);
  }

  const tokenFile = jobFile(job, TOKEN_FILE);
  const environment = terraformEnvironment(platform, { inputs, run, tokenFile });
  const lock = { location: state, signature: lockSignature(run), since: started };
  const supervised = startSupervisor<SupervisedLease>(
    job,
    { lease: { ...lease, lock }, keepToken: role !== undefined },
    { entry: bundleEntry(), environment },
  );
  progress.onStage((stage) => supervised.setStage(stage));

  const end = async (): Promise<void> => {
    const status = await supervised.release();
    // A supervisor that was killed, or never came up, freed nothing.
    if (status.state !== 'ended') {
      const own = { since: started, hostname: run.hostname, signature: lock.signature };
      await freeOwnLock(platform, state, own);
      await freeLease(dynamodb, lease);
    }
    removeJobDirectory(job);
  };
  let ended: Promise<void> | undefined;
  return {
    supervised,
    directory: job.path,
    terraformEnvironment: taskEnvironment(environment),
    takenOverFrom: takenOver?.from,
    patience: Math.max(0, inputs.state.lockTimeout - waited),
    watchLock: lockWatch(platform, deployment),
    end: () => (ended ??= end()),
  };
}

const waitingLine = (holder: LeaseHolder, waited: number, position: number): string =>
  `Waiting for another deploy (${Math.round(waited / 1000)} s so far` +
  `${position > 1 ? `, number ${position} in the queue` : ''}): ${describeHolder(holder)}`;

function lockWatch(platform: Platform, { state }: Deployment): LockWatch {
  // Kept from one wait to the next: Terraform waits in slices, and the same holder is worth one line.
  let seen = '';
  return async (signal) => {
    while (!signal.aborted) {
      const lock = await readLock(platform, state);
      if (lock !== undefined && lock.id !== seen && !signal.aborted) {
        seen = lock.id;
        platform.log.info(`Waiting for the Terraform state lock, held by ${describeLock(lock)}.`);
      }
      await platform.clock.sleep(LOCK_LOOK_INTERVAL, signal);
    }
  };
}
