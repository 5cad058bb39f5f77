import os from 'node:os';
import { readRun } from './context/run.ts';
import { connectAws } from './platform/aws.ts';
import { systemClock } from './platform/clock.ts';
import { runnerHttp } from './platform/http.ts';
import { runnerLog } from './platform/log.ts';
import { mayRequestIdToken, requestIdToken } from './platform/oidc.ts';
import type { Environment } from './platform/platform.ts';
import {
  type Job,
  type JobDirectory,
  type SupervisorStatus,
  TOKEN_FILE,
  hasJobFile,
  isAlive,
  readJobFile,
  readJobJson,
  watchJob,
  writeJobFile,
  writeJobJson,
} from './platform/supervision/job.ts';
import { machineName } from './platform/supervision/process-group.ts';
import { TaskRunner } from './platform/supervision/task-runner.ts';
import { BEATS_UNTIL_LOST, BEAT_INTERVAL, beat, freeLease } from './state/lease.ts';
import { freeOwnLock } from './state/own-lock.ts';
import { keepSigning } from './state/sign-lock.ts';
import type { SupervisedLease } from './supervised-lease.ts';

/** An OIDC token lives some minutes; Terraform reads the file whenever its role session runs out. */
const TOKEN_INTERVAL = 2 * 60_000;

/**
 * The process that owns Terraform and the beat of the lease. It ends when main lets it go or is dead, and no task runs:
 * the lease is then freed. One truth of being alive: while this process lives the lease beats, and when the machine dies
 * both stop.
 */
export async function supervise(directory: string, environment: Environment): Promise<void> {
  const job: JobDirectory = { path: directory };
  const { lease, mainPid, keepToken } = readJobJson<Job<SupervisedLease>>(job, 'job.json')!;
  const aws = connectAws();
  const dynamodb = await aws.dynamodb(lease.region);
  const machine = machineName();
  // It leads the process group of all that it starts.
  const self =
    machine === undefined ? undefined : ({ machine, pid: process.pid, role: 'supervisor' } as const);
  let status: SupervisorStatus = { pid: process.pid, state: 'running', beats: 0 };
  const report = (change: Partial<SupervisorStatus>): void => {
    status = { ...status, ...change };
    writeJobJson(job, 'status.json', status);
  };
  let signing: AbortController | undefined;
  const tasks = new TaskRunner(job, environment, (task) => {
    report({ task });
    signing?.abort();
    if (task !== undefined) signing = startSigning();
  });
  const done = new AbortController();

  await Promise.all([
    watchJob(job, () => {
      // First: what is asked for without the lease must not start.
      if (status.lost !== undefined) tasks.interrupt();
      tasks.look();
      const letGo = hasJobFile(job, 'release') || !isAlive(mainPid);
      return letGo && !tasks.running;
    }).finally(() => done.abort()),
    keepBeating(),
    keepToken && mayRequestIdToken(environment) ? keepTokenFresh(job, environment, done.signal) : undefined,
  ]);
  if (status.lost === undefined) {
    // A main that was killed keeps and frees nothing of its own, and while the lease is ours no other run of ours has a
    // lock. The file that lets go tells nothing of it: `post` may have written that in its stead.
    if (!isAlive(mainPid)) {
      await keepStateOfMain();
      await freeLockOfMain();
    }
    await freeLease(dynamodb, lease);
  }
  report({ state: 'ended' });

  /**
   * Keeps a state that Terraform could not save: whoever takes the lease next looks for it at once, and would plan without
   * what it knows. Where that fails, this process ends with the lease held, and `post` tries both again.
   */
  async function keepStateOfMain(): Promise<void> {
    const { lock } = lease;
    if (lock === undefined || tasks.directory === undefined) return;
    const { keepUnsaved } = await import('./keep-unsaved.ts');
    const run = readRun(environment, os.hostname(), { cwd: tasks.directory, temporary: os.tmpdir() });
    const place = await keepUnsaved({ aws }, lock.location, { run, directory: tasks.directory });
    if (place !== undefined) writeJobFile(job, 'kept', place);
  }

  /** Frees the lock under which main was moving a state; every other one is a Terraform's, which has freed it. */
  async function freeLockOfMain(): Promise<void> {
    const { lock } = lease;
    if (lock === undefined) return;
    const own = { since: lock.since, hostname: os.hostname(), signature: lock.signature };
    await freeOwnLock({ aws, log: runnerLog }, lock.location, own);
  }

  /** Looks for the lock of the task that has just started, until it is signed or the task has ended. */
  function startSigning(): AbortController {
    const ended = new AbortController();
    // A moment earlier than Terraform: its lock is never older.
    const started = Date.now() - 1_000;
    const { lock } = lease;
    if (lock !== undefined) {
      const ours = { ...lock, host: os.hostname(), started };
      void keepSigning({ aws, clock: systemClock }, ours, ended.signal).catch(() => {});
    }
    return ended;
  }

  async function keepBeating(): Promise<void> {
    let stage = '';
    let held = systemClock.monotonic();
    let beaten = -Infinity;
    while (!done.signal.aborted) {
      const current = readJobFile(job, 'stage') ?? stage;
      if (current !== stage || systemClock.monotonic() - beaten >= BEAT_INTERVAL) {
        stage = current;
        beaten = systemClock.monotonic();
        const outcome = await tryBeat(stage);
        if (outcome === false) return report({ lost: 'another run holds the lease' });
        const silent = systemClock.monotonic() - held;
        if (outcome === true) {
          held = beaten;
          // Main waits for the first of these, and nothing runs before: until the lease shows this process, main's death
          // alone would let another take it over.
          report({ beats: status.beats + 1 });
        } else if (silent >= BEATS_UNTIL_LOST * BEAT_INTERVAL) {
          const seconds = Math.round(silent / 1000);
          return report({ lost: `it could not be renewed for ${seconds} s: ${outcome.message}` });
        }
      }
      await stageChanged(stage, BEAT_INTERVAL - (systemClock.monotonic() - beaten));
    }
  }

  /** A connection that hangs must not outlast the time in which a beat is due: others judge the lease by it. */
  function tryBeat(stage: string): Promise<boolean | Error> {
    const deadline = AbortSignal.timeout(BEAT_INTERVAL);
    const ports = { dynamodb, clock: systemClock };
    return beat(ports, lease, { stage, deadline, process: self }).catch((error: unknown) => error as Error);
  }

  /** Resolves when main shows another stage, after `milliseconds`, or when this process is done. */
  async function stageChanged(stage: string, milliseconds: number): Promise<void> {
    const waiting = AbortSignal.any([done.signal, AbortSignal.timeout(Math.max(0, Math.ceil(milliseconds)))]);
    await watchJob(job, () => (readJobFile(job, 'stage') ?? stage) !== stage, waiting).catch(() => {});
  }
}

async function keepTokenFresh(
  job: JobDirectory,
  environment: Environment,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await systemClock.sleep(TOKEN_INTERVAL, signal).catch(() => {});
    if (signal.aborted) return;
    // The old token may still serve; a failure here is only one if Terraform then can't renew its session.
    await requestIdToken({ environment, http: runnerHttp, log: runnerLog }).then(
      (token) => writeJobFile(job, TOKEN_FILE, token),
      () => {},
    );
  }
}
