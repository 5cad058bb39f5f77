import { existsSync, mkdirSync, readFileSync, renameSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isProcessAlive } from './process-group.ts';

/**
 * The directory through which main, post and the supervisor talk: files only, so that any of them may die and the others
 * still know. Every file is written aside and renamed, so a reader sees all of it or nothing.
 *
 *     job.json            main -> supervisor: what to beat, whom to watch
 *     stage               main -> supervisor: the stage to show in the lease
 *     tasks/<n>.json      main -> supervisor: run this
 *     tasks/<n>.log       the task's output, as it comes
 *     tasks/<n>.exit.json supervisor -> main: how it ended
 *     interrupt           main or post -> supervisor: signal the running task, once
 *     release             main or post -> supervisor: end when no task runs
 *     kept                supervisor -> post: where it has kept a state that Terraform could not save
 *     status.json         supervisor -> all
 */
export interface JobDirectory {
  readonly path: string;
}

/** What a supervisor is started with. */
export interface Job<Lease> {
  readonly lease: Lease;
  readonly mainPid: number;
  /** Whether to keep a fresh OIDC token in `TOKEN_FILE`, for the role sessions of Terraform and of the beat. */
  readonly keepToken: boolean;
}

export interface Task {
  readonly executable: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly directory: string;
}

export interface TaskExit {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Why it could not even be started. */
  readonly error?: string;
}

export interface SupervisorStatus {
  readonly pid: number;
  /** `ended`: no task runs any more, and the lease is freed if it was still held. */
  readonly state: 'running' | 'ended';
  readonly beats: number;
  /** Process id of the running task. It outlives a supervisor that is killed, and holds what the lease is for. */
  readonly task?: number | undefined;
  /** Why the lease was lost, once it was. */
  readonly lost?: string;
}

/** Name of the OIDC token's file. */
export const TOKEN_FILE = 'web-identity-token';

/** Readable by this user alone: task arguments and plans may hold secrets. */
const PRIVATE = { directory: 0o700, file: 0o600 } as const;

export function createJobDirectory(temporaryDirectory: string, id: string): JobDirectory {
  const directory = path.join(temporaryDirectory, `revive-deploy-${id}`);
  mkdirSync(path.join(directory, 'tasks'), { recursive: true, mode: PRIVATE.directory });
  return { path: directory };
}

export const jobFile = (job: JobDirectory, ...name: readonly string[]): string =>
  path.join(job.path, ...name);

export function writeJobFile(job: JobDirectory, name: string, content: string): void {
  const file = jobFile(job, name);
  writeFileSync(`${file}.new`, content, { mode: PRIVATE.file });
  renameSync(`${file}.new`, file);
}

export const writeJobJson = (job: JobDirectory, name: string, value: unknown): void =>
  writeJobFile(job, name, JSON.stringify(value));

export const hasJobFile = (job: JobDirectory, name: string): boolean => existsSync(jobFile(job, name));

/** Content of a file, or undefined where there is none. */
export function readJobFile(job: JobDirectory, name: string): string | undefined {
  try {
    return readFileSync(jobFile(job, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function readJobJson<T>(job: JobDirectory, name: string): T | undefined {
  const text = readJobFile(job, name);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

/** File systems and containers exist whose watches never fire; a look every so often makes up for them. */
const LOOK_INTERVAL = 500;

/**
 * Calls `look` at once, whenever something in the job directory changes, and every half second, until it returns true.
 * Rejects with what `look` throws, or with the signal's reason.
 */
export function watchJob(job: JobDirectory, look: () => boolean, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearInterval(timer);
      for (const watcher of watchers) watcher.close();
      signal?.removeEventListener('abort', aborted);
      settle();
    };
    const aborted = (): void => end(() => reject(signal?.reason as Error));
    const glance = (): void => {
      try {
        if (look()) end(resolve);
      } catch (error) {
        end(() => reject(error as Error));
      }
    };
    const watchers = [job.path, jobFile(job, 'tasks')].map((directory) =>
      watch(directory, glance).on('error', () => {}),
    );
    const timer = setInterval(glance, LOOK_INTERVAL);
    signal?.addEventListener('abort', aborted);
    if (signal?.aborted) aborted();
    else glance();
  });
}

/**
 * Whether a process of this machine is alive (one of another user counts). In a container job nobody reaps what its parent
 * left behind: a Terraform that outlived its supervisor is not to be waited for once it has ended.
 */
export const isAlive = (pid: number): boolean =>
  // To kill(2) these are groups, and -1 everybody: a process not known yet would pass for alive for ever.
  pid > 0 && isProcessAlive(pid);
