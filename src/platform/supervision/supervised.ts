import { spawn } from 'node:child_process';
import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { Failure } from '../../errors.ts';
import { SUPERVISE_ARGUMENT } from '../bundle.ts';
import type { Environment } from '../platform.ts';
import {
  type Job,
  type JobDirectory,
  type SupervisorStatus,
  type Task,
  type TaskExit,
  hasJobFile,
  isAlive,
  jobFile,
  readJobFile,
  readJobJson,
  watchJob,
  writeJobFile,
  writeJobJson,
} from './job.ts';

/** How long a supervisor may take to say that it runs: it has to beat once, and says so itself when it gives up. */
const START_TIMEOUT = 90_000;

/** The running supervisor, as main and post see it. */
export interface Supervised {
  readonly job: JobDirectory;
  /** Aborts with a Failure `LEASE_LOST` when the lease is lost: whatever writes must stop. */
  readonly lost: AbortSignal;
  /** Runs a program to its end, handing on its output line by line. */
  run(task: Task, onLine: (line: string) => void, signal?: AbortSignal): Promise<TaskExit>;
  /** Shows the stage in the lease. */
  setStage(stage: string): void;
  /** Lets the supervisor go, and waits until no task runs. Unless its status is then `ended`, the lease isn't freed. */
  release(): Promise<SupervisorStatus>;
}

/**
 * Starts the supervisor: a process of its own session that owns Terraform and the beat of the lease, and outlives this
 * one if it must. Returns at once; what is asked of it waits until it is up.
 */
export function startSupervisor<Lease>(
  job: JobDirectory,
  content: Omit<Job<Lease>, 'mainPid'>,
  bundle: { readonly entry: string; readonly environment: Environment },
): Supervised {
  writeJobJson(job, 'job.json', { ...content, mainPid: process.pid } satisfies Job<Lease>);
  const log = openSync(jobFile(job, 'supervisor.log'), 'a', 0o600);
  // No pipe to this process: a child whose stdio is a pipe dies with the reader, and Terraform with it.
  const child = spawn(process.execPath, [...process.execArgv, bundle.entry, SUPERVISE_ARGUMENT, job.path], {
    detached: true,
    stdio: ['ignore', log, log],
    // The runner kills, at the end of a job, whatever carries its tracking id; this may have a state to save.
    env: { ...bundle.environment, RUNNER_TRACKING_ID: undefined },
  });
  closeSync(log);
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `it ended with ${code ?? signal}`));
  child.unref();
  const started = watchJob(
    job,
    () => {
      if (hasJobFile(job, 'status.json')) return true;
      if (ended !== undefined) throw notStarted(job, ended);
      return false;
    },
    AbortSignal.timeout(START_TIMEOUT),
  );
  // Whoever asks something of it is told; nobody may, if the run ends before.
  started.catch(() => {});
  return connectSupervised(job, started);
}

const notStarted = (job: JobDirectory, why: string): Failure =>
  new Failure({
    code: 'INTERNAL',
    reason: `The supervisor of Terraform and the lease did not start: ${why}.`,
    safe: 'Terraform was not started; nothing was planned or applied.',
    next: 'Run the deploy again.',
    details: lastWords(job),
  });

function connectSupervised(job: JobDirectory, started: Promise<void>): Supervised {
  let tasks = 0;
  const lost = new AbortController();
  const released = new AbortController();
  watchJob(
    job,
    () => {
      const reason = readStatus(job).lost;
      if (reason !== undefined) lost.abort(leaseLost(reason));
      return reason !== undefined;
    },
    released.signal,
  ).catch(() => {});
  return {
    job,
    lost: lost.signal,
    setStage: (stage) => writeJobFile(job, 'stage', stage),
    run: async (task, onLine, signal) => {
      await started;
      lost.signal.throwIfAborted();
      tasks += 1;
      const name = `tasks/${tasks}`;
      const interrupt = (): void => requestInterrupt(job);
      // Before the task is there: it must not even start.
      if (signal?.aborted) interrupt();
      writeJobJson(job, `${name}.json`, task);
      const tail = tailLines(jobFile(job, `${name}.log`), onLine);
      let exit: TaskExit | undefined;
      signal?.addEventListener('abort', interrupt, { once: true });
      try {
        await watchJob(job, () => {
          exit = readJobJson<TaskExit>(job, `${name}.exit.json`);
          tail.read();
          if (exit === undefined) requireAlive(job);
          return exit !== undefined;
        });
      } finally {
        signal?.removeEventListener('abort', interrupt);
        tail.end();
      }
      lost.signal.throwIfAborted();
      return exit as unknown as TaskExit;
    },
    release: async () => {
      released.abort();
      writeJobFile(job, 'release', '');
      const up = await started.then(
        () => true,
        () => false,
      );
      if (up) await waitUntilEnded(job);
      return readStatus(job);
    },
  };
}

const leaseLost = (reason: string): Failure =>
  new Failure({
    code: 'LEASE_LOST',
    reason: `The deploy lease was lost: ${reason}.`,
    safe: 'Terraform was asked once to stop and saved its state; nothing was written to the site after that.',
    next: 'Run the deploy again: it goes on from what is there.',
  });

/** Asks the supervisor to signal its task. However often it is asked, the task gets one signal. */
export const requestInterrupt = (job: JobDirectory): void => writeJobFile(job, 'interrupt', '');

/** Resolves when the supervisor has ended, or it and the task it ran are gone. */
export const waitUntilEnded = (job: JobDirectory, signal?: AbortSignal): Promise<void> =>
  watchJob(job, () => !atWork(job), signal);

/** Whether the supervisor, or a task that outlived it, still runs. */
export function atWork(job: JobDirectory): boolean {
  const { state, pid, task } = readStatus(job);
  return state !== 'ended' && (isAlive(pid) || (task !== undefined && isAlive(task)));
}

export function readStatus(job: JobDirectory): SupervisorStatus {
  return readJobJson<SupervisorStatus>(job, 'status.json') ?? { pid: -1, state: 'running', beats: 0 };
}

export const removeJobDirectory = (job: JobDirectory): void =>
  rmSync(job.path, { recursive: true, force: true });

function requireAlive(job: JobDirectory): void {
  const status = readStatus(job);
  if (status.state !== 'ended' && isAlive(status.pid)) return;
  throw new Failure({
    code: 'TERRAFORM_INTERRUPTED',
    reason: 'The supervisor of Terraform is gone; it was killed from outside.',
    safe: 'Terraform was waited for: what it saved is in the state, and its lock and the lease are freed.',
    next: 'Run the deploy again.',
    details: lastWords(job),
  });
}

/** The end of what the supervisor printed: nothing, unless it met a defect. */
const lastWords = (job: JobDirectory): readonly string[] =>
  (readJobFile(job, 'supervisor.log') ?? '').trim().split('\n').slice(-20);

/** Reads a growing file, line by line; a line is handed on once its newline is there. */
function tailLines(file: string, onLine: (line: string) => void): { read(): void; end(): void } {
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(64 * 1024);
  let descriptor: number | undefined;
  let rest = '';
  const read = (): void => {
    try {
      descriptor ??= openSync(file, 'r');
    } catch {
      return;
    }
    for (let count; (count = readSync(descriptor, buffer)) > 0;) {
      const lines = (rest + decoder.write(buffer.subarray(0, count))).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    }
  };
  return {
    read,
    end: () => {
      read();
      if (rest !== '') onLine(rest);
      rest = '';
      if (descriptor !== undefined) closeSync(descriptor);
    },
  };
}
