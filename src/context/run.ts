import type { Environment } from '../platform/platform.ts';

/** The run of the workflow this process belongs to, as GitHub's variables tell it. */
export interface Run {
  /** `owner/name`. */
  readonly repository: string;
  readonly id: string;
  readonly attempt: number;
  readonly workflow: string;
  /** Counts the runs of this workflow, whatever branch they are of; absent outside GitHub Actions. */
  readonly runNumber?: number;
  readonly job: string;
  readonly actor: string;
  /** Full commit hash. */
  readonly commit: string;
  readonly ref: string;
  readonly event: string;
  /** Address of this attempt, for people to click. */
  readonly url: string;
  /** Machine the run is on: the runner's name, else the host's. */
  readonly host: string;
  /** The machine's own name, as Terraform writes it into its locks. */
  readonly hostname: string;
  /** Absolute path of the checkout. */
  readonly workspace: string;
  /** Directory for files of this job; the runner empties it. */
  readonly temporaryDirectory: string;
}

/** Reads the run from the environment; outside GitHub Actions the fields say so plainly. */
export function readRun(
  environment: Environment,
  host: string,
  fallback: { cwd: string; temporary: string },
): Run {
  const value = (name: string, otherwise: string): string => environment[name] || otherwise;
  const server = value('GITHUB_SERVER_URL', 'https://github.com');
  const repository = value('GITHUB_REPOSITORY', 'local/local');
  const id = value('GITHUB_RUN_ID', '0');
  const attempt = Number(value('GITHUB_RUN_ATTEMPT', '1'));
  const number = value('GITHUB_RUN_NUMBER', '');
  return {
    repository,
    id,
    attempt,
    workflow: value('GITHUB_WORKFLOW', 'local'),
    ...(/^\d+$/.test(number) ? { runNumber: Number(number) } : {}),
    job: value('GITHUB_JOB', 'local'),
    actor: value('GITHUB_ACTOR', value('USER', 'unknown')),
    commit: value('GITHUB_SHA', '0'.repeat(40)),
    ref: value('GITHUB_REF', ''),
    event: value('GITHUB_EVENT_NAME', ''),
    url: `${server}/${repository}/actions/runs/${id}/attempts/${attempt}`,
    host: value('RUNNER_NAME', host),
    hostname: host,
    workspace: value('GITHUB_WORKSPACE', fallback.cwd),
    temporaryDirectory: value('RUNNER_TEMP', fallback.temporary),
  };
}

/** Events that a person or another system asks for, and not a commit. */
const ASKED_FOR = new Set(['workflow_dispatch', 'repository_dispatch', 'schedule']);

/** Whether somebody asked for just this run: by hand, by a schedule, or by running it again. */
export const isAskedFor = ({ event, attempt }: Pick<Run, 'event' | 'attempt'>): boolean =>
  ASKED_FOR.has(event) || attempt > 1;

/** Who and what a run is, short enough for a log line: `run 42 by ada at 3f9a1c2`. */
export function describeRun(run: Pick<Run, 'id' | 'actor' | 'commit'>): string {
  return `run ${run.id} by ${run.actor} at ${run.commit.slice(0, 7)}`;
}
