import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { inputEnvironment, readActionFile } from './action-file.ts';
import type { CommandFileContents } from './command-files.ts';
import { githubContext, githubEnvironment, type GithubContext } from './github-context.ts';
import { killJobProcesses, loseJobProcesses } from './job-processes.ts';
import { startPhase, type CancelTimes, type PhaseRun, type RunningPhase } from './phase.ts';

/** How an action is run. */
export interface ActionOptions {
  /** Directory that holds action.yml. */
  readonly actionDirectory: string;
  /** `with:` of the step. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** GITHUB_WORKSPACE, and where the process starts. */
  readonly workspace: string;
  /** Variables of the job besides those of the runner. Nothing of this machine's environment but PATH and HOME is there. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly github?: Partial<GithubContext>;
  /** Values masked from the start, as the job's secrets are. */
  readonly secrets?: readonly string[];
  /** Called with every line of the log, masked. */
  readonly onLine?: (line: string) => void;
  /** How long a cancelled phase gets. Default: GitHub's 7.5 s and 2.5 s. */
  readonly cancelTimes?: CancelTimes;
  /** Called when a phase has started, with its process id. */
  readonly onPhase?: (phase: 'main' | 'post', pid: number) => void;
}

/** A step that has ended: its main phase, and its post phase where the action has one. */
export interface ActionRun extends PhaseRun {
  readonly post?: PhaseRun;
  /** Processes that were still there at the end of the job and were killed, as the runner kills them. */
  readonly orphans: readonly number[];
}

/** A step that runs. */
export interface RunningAction {
  /** Resolves when main and post have ended; never rejects because of what the action did. */
  readonly finished: Promise<ActionRun>;
  /** Cancels the job as GitHub does: SIGINT to the entry process, SIGTERM, SIGKILL; then post runs. */
  cancel(): void;
  /**
   * The machine is lost: kills the entry process and everything it ever started, detached or not, at one stroke; no post
   * runs. Resolves once all of it is gone.
   */
  kill(): Promise<void>;
}

/** Runs an action as GitHub's runner runs a step, main and then post, and waits for both. */
export async function runAction(options: ActionOptions): Promise<ActionRun> {
  return (await startAction(options)).finished;
}

/** Starts an action as GitHub's runner starts a step. Resolves once its main phase's process is there. */
export async function startAction(options: ActionOptions): Promise<RunningAction> {
  const action = await readActionFile(options.actionDirectory);
  const home = await mkdtemp(path.join(os.tmpdir(), 'revive-runner-'));
  const github = await githubContext(options.github ?? {}, home);
  const directories = { temp: path.join(home, 'temp'), tools: path.join(home, 'tools') };
  await Promise.all(Object.values(directories).map((directory) => mkdir(directory, { recursive: true })));

  const trackingId = `github_${randomUUID()}`;
  const shared = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? os.homedir(),
    ...githubEnvironment(github),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: options.workspace,
    GITHUB_ACTION_PATH: options.actionDirectory,
    RUNNER_TEMP: directories.temp,
    RUNNER_TOOL_CACHE: directories.tools,
    RUNNER_TRACKING_ID: trackingId,
    ...runnerEnvironment(),
    ...options.environment,
    ...inputEnvironment(action, options.inputs ?? {}, expressionValues(github)),
  };
  let killed = false;
  let current: RunningPhase | undefined;

  const start = async (phase: 'main' | 'post', entry: string, earlier?: PhaseRun): Promise<RunningPhase> => {
    const running = await startPhase({
      entry,
      directory: path.join(home, `files-${phase}`),
      workspace: options.workspace,
      environment: {
        ...shared,
        ...earlier?.env,
        ...pathOf(shared.PATH, earlier),
        ...stateVariables(earlier),
      },
      masks: [...(options.secrets ?? []), github.token, ...(earlier?.masks ?? [])],
      ...(options.onLine === undefined ? {} : { onLine: options.onLine }),
      ...(options.cancelTimes === undefined ? {} : { cancelTimes: options.cancelTimes }),
    });
    current = running;
    options.onPhase?.(phase, running.pid);
    return running;
  };

  const main = await start('main', action.main);
  const finish = async (): Promise<ActionRun> => {
    try {
      const run = await main.finished;
      const post =
        action.post === undefined || killed
          ? {}
          : { post: await (await start('post', action.post, run)).finished };
      return { ...run, ...post, orphans: await killJobProcesses(trackingId) };
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  };
  return {
    finished: finish(),
    cancel: () => current?.cancel(),
    kill: async () => {
      killed = true;
      await loseJobProcesses(trackingId, shared.RUNNER_TEMP);
      // Where processes can't be looked for, this one is known all the same.
      current?.kill();
    },
  };
}

/** What `${{ github.x }}` in an input's default can name. */
function expressionValues(github: GithubContext): Record<string, string> {
  return Object.fromEntries(
    Object.entries(github).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function runnerEnvironment(): Record<string, string> {
  const systems: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
  return {
    RUNNER_OS: systems[process.platform] ?? process.platform,
    RUNNER_ARCH: process.arch.toUpperCase(),
    RUNNER_NAME: 'local runner',
    RUNNER_ENVIRONMENT: 'self-hosted',
  };
}

function stateVariables(main: CommandFileContents | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(main?.state ?? {}).map(([name, value]) => [`STATE_${name}`, value]),
  );
}

/** What main added to GITHUB_PATH comes first for post. */
function pathOf(before: string, main: CommandFileContents | undefined): { readonly PATH: string } {
  return { PATH: [...[...(main?.paths ?? [])].reverse(), before].join(path.delimiter) };
}
