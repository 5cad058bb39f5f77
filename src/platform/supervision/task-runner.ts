import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Environment } from '../platform.ts';
import {
  type JobDirectory,
  type Task,
  type TaskExit,
  hasJobFile,
  jobFile,
  readJobJson,
  writeJobJson,
} from './job.ts';

/** Variables that let a process mint tokens of this job, or hold the action's own inputs: no task's business. */
const WITHHELD = /^(INPUT_|STATE_|ACTIONS_)/;

/** The environment of a child: everything the job has, without the runner's own tokens and the action's inputs. */
export const taskEnvironment = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !WITHHELD.test(name)));

/** Runs the tasks that appear in a job directory, in the order of their numbers, one at a time. */
export class TaskRunner {
  readonly #job: JobDirectory;
  readonly #environment: Environment;
  readonly #onChange: (pid: number | undefined) => void;
  #child: ChildProcess | undefined;
  #directory: string | undefined;
  #next = 1;
  #interrupted = false;

  /** @param onChange told the process id of the task that runs now, or undefined when none does. */
  constructor(job: JobDirectory, environment: Environment, onChange: (pid: number | undefined) => void) {
    this.#onChange = onChange;
    this.#job = job;
    this.#environment = taskEnvironment(environment);
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  /** Where the last task ran, or runs; undefined: none ever did. */
  get directory(): string | undefined {
    return this.#directory;
  }

  /** Starts the next task if one is waiting and none runs; signals the running one if that is asked for. */
  look(): void {
    if (this.#child !== undefined) {
      if (hasJobFile(this.#job, 'interrupt')) this.interrupt();
      return;
    }
    const task = readJobJson<Task>(this.#job, `tasks/${this.#next}.json`);
    if (task === undefined) return;
    const name = `tasks/${this.#next}`;
    this.#next += 1;
    this.#start(name, task);
  }

  /**
   * One SIGINT, ever: a second one makes Terraform exit at once and lose what it has not saved. No task starts after
   * it, whether one ran or not.
   */
  interrupt(): void {
    if (this.#interrupted) return;
    this.#interrupted = true;
    this.#child?.kill('SIGINT');
  }

  #start(name: string, task: Task): void {
    // Asked to stop before it began: it doesn't begin.
    if (this.#interrupted || hasJobFile(this.#job, 'interrupt')) {
      return writeJobJson(this.#job, `${name}.exit.json`, {
        exitCode: null,
        signal: 'SIGINT',
      } satisfies TaskExit);
    }
    const log = openSync(jobFile(this.#job, `${name}.log`), 'a', 0o600);
    const child = spawn(task.executable, [...task.args], {
      cwd: task.directory,
      env: { ...this.#environment },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#child = child;
    this.#directory = task.directory;
    this.#onChange(child.pid);
    const ended = (exit: TaskExit): void => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#onChange(undefined);
      writeJobJson(this.#job, `${name}.exit.json`, exit);
    };
    child.once('error', (error) => ended({ exitCode: null, signal: null, error: error.message }));
    child.once('exit', (exitCode, signal) => ended({ exitCode, signal }));
  }
}
