import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

import { createCommandFiles } from './command-files.ts';
import { createCommandReader, type Annotation } from './commands.ts';

/** How long the runner waits after SIGINT and after SIGTERM when a job is cancelled, in milliseconds. */
export interface CancelTimes {
  readonly interrupt: number;
  readonly terminate: number;
}

/** actions/runner, ProcessInvoker: 7.5 s and 2.5 s. */
export const githubCancelTimes: CancelTimes = { interrupt: 7500, terminate: 2500 };

/** How one phase is started. */
export interface PhaseOptions {
  /** Script of the phase. */
  readonly entry: string;
  /** Where its command files go. */
  readonly directory: string;
  readonly workspace: string;
  /** The process's whole environment but for the command files. */
  readonly environment: Readonly<Record<string, string>>;
  readonly masks: readonly string[];
  readonly onLine?: (line: string) => void;
  readonly cancelTimes?: CancelTimes;
}

/** One phase that has ended. */
export interface PhaseRun {
  /** Exit code; null where a signal ended the process. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
  /** Markdown of the job summary; empty where it was larger than 1 MiB. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  /** The log as a person sees it, masked. */
  readonly log: string;
  readonly masks: readonly string[];
  readonly durationMs: number;
}

/** A phase that runs. */
export interface RunningPhase {
  readonly pid: number;
  readonly finished: Promise<PhaseRun>;
  cancel(): void;
  kill(): void;
}

/** Children of an action that keep its pipes open are waited for this long after it has ended, as the runner does. */
const pipesAfterExit = 5000;

/** Starts one phase of an action in a process of its own, on the Node this runs on (24: it strips our types). */
export async function startPhase(options: PhaseOptions): Promise<RunningPhase> {
  const files = await createCommandFiles(options.directory);
  const reader = createCommandReader(options.masks);
  const log: string[] = [];
  const began = performance.now();
  const child = spawn(process.execPath, [options.entry], {
    cwd: options.workspace,
    env: { ...options.environment, ...files.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
      const shown = reader.read(line);
      if (shown === undefined) return;
      log.push(shown);
      options.onLine?.(shown);
    });
  }
  const finished = ended(child).then(async ({ exitCode, signal }): Promise<PhaseRun> => ({
    exitCode,
    signal,
    ...(await files.read()),
    annotations: reader.annotations,
    masks: reader.masks,
    log: log.join('\n'),
    durationMs: performance.now() - began,
  }));
  return {
    pid: child.pid ?? 0,
    finished,
    cancel: () => void cancel(child, options.cancelTimes ?? githubCancelTimes),
    kill: () => void child.kill('SIGKILL'),
  };
}

interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

function ended(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => {
      const timer = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, pipesAfterExit);
      child.once('close', () => {
        clearTimeout(timer);
        resolve({ exitCode, signal });
      });
    });
  });
}

/** The signals go to the entry process only, not to what it started. */
async function cancel(child: ChildProcess, times: CancelTimes): Promise<void> {
  const gone = new AbortController();
  child.once('exit', () => gone.abort());
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  const pause = (milliseconds: number): Promise<void> =>
    wait(milliseconds, undefined, { signal: gone.signal }).catch(() => undefined);
  if (running()) child.kill('SIGINT');
  await pause(times.interrupt);
  if (running()) child.kill('SIGTERM');
  await pause(times.terminate);
  if (running()) child.kill('SIGKILL');
}
