import { readFileSync } from 'node:fs';
import { Failure } from '../errors.ts';
import type { Environment } from '../platform/platform.ts';

/** The parts of a webhook event that tell whose code the run is about to execute. */
interface EventPayload {
  readonly action?: string;
  readonly pull_request?: {
    readonly number?: number;
    readonly head?: { readonly sha?: string; readonly repo?: { readonly full_name?: string } | null };
  };
  readonly workflow_run?: { readonly head_repository?: { readonly full_name?: string } | null };
}

/**
 * Refuses to run where the code or its author is not the repository's own: a fork's pull request (its code would run
 * with this repository's rights) and `pull_request_target` (secrets beside a stranger's checkout), before anything else.
 *
 * @throws Failure `UNTRUSTED_EVENT`
 */
export function refuseUntrustedEvent(environment: Environment): void {
  const event = environment['GITHUB_EVENT_NAME'] ?? '';
  const repository = environment['GITHUB_REPOSITORY'] ?? '';
  const reason = untrusted(event, repository, () => readPayload(environment['GITHUB_EVENT_PATH']));
  if (reason === undefined) return;
  throw new Failure({
    code: 'UNTRUSTED_EVENT',
    reason,
    safe: 'Nothing was run, and nothing was read from or changed in AWS.',
    next: 'Deploy on push or workflow_dispatch of this repository: `on: { push: { branches: [main] } }`.',
  });
}

/**
 * What may start a destroy: a person who may write to the repository, or a clock. Anybody can open an issue or write a
 * comment, and a workflow that filters those in its own `if` is one typo away from a stranger's destroy.
 */
const MAY_DESTROY: ReadonlySet<string> = new Set([
  'workflow_dispatch',
  'repository_dispatch',
  'schedule',
  'push',
  'merge_group',
  'release',
  'deployment',
  'workflow_run',
  // A branch that is gone takes its preview along.
  'delete',
]);

/**
 * Refuses to destroy by an event that nobody would want that of. A pull request destroys when it is closed, as a preview
 * environment is to be: in every other action of it a destroy is a job that was copied without its `if`.
 *
 * @throws Failure `UNTRUSTED_EVENT`
 */
export function refuseDestroyEvent(environment: Environment): void {
  const event = environment['GITHUB_EVENT_NAME'] ?? '';
  if (event === '' || MAY_DESTROY.has(event)) return;
  const { action } = event === 'pull_request' ? readPayload(environment['GITHUB_EVENT_PATH']) : {};
  if (action === 'closed') return;
  throw new Failure({
    code: 'UNTRUSTED_EVENT',
    reason: `The event is ${event}${action === undefined ? '' : ` (${action})`}, which must not destroy anything.`,
    safe: 'Nothing was run, and nothing was read from or changed in AWS.',
    next: 'Destroy on workflow_dispatch: `on: workflow_dispatch`; a preview environment also on `pull_request: { types: [closed] }`.',
  });
}

/** Why a run of this event may not deploy, or undefined. A payload that names no head repository counts as a fork. */
export function untrusted(
  event: string,
  repository: string,
  payload: () => EventPayload,
): string | undefined {
  if (event === 'pull_request_target') {
    return 'The event is pull_request_target, which has the secrets of this repository and may check out the code of another.';
  }
  const head = headRepository(event, payload);
  if (head === 'own' || head?.toLowerCase() === repository.toLowerCase()) return undefined;
  return `The event is ${event} of the fork ${head ?? '(deleted)'}, not of ${repository}.`;
}

/** The pull request that a run is for. */
export interface PullRequest {
  readonly number: number;
  /** Its newest commit. The run's own is usually that merged into the base branch, which nobody has seen. */
  readonly head: string;
}

/** Undefined where the event is none of a pull request. */
export function readPullRequest(environment: Environment): PullRequest | undefined {
  if (environment['GITHUB_EVENT_NAME']?.startsWith('pull_request') !== true) return undefined;
  const { number, head } = readPayload(environment['GITHUB_EVENT_PATH']).pull_request ?? {};
  if (number === undefined || !Number.isSafeInteger(number) || number < 1) return undefined;
  return { number, head: head?.sha ?? environment['GITHUB_SHA'] ?? '' };
}

function headRepository(event: string, payload: () => EventPayload): string | 'own' | undefined {
  if (event.startsWith('pull_request')) return payload().pull_request?.head?.repo?.full_name;
  if (event === 'workflow_run') return payload().workflow_run?.head_repository?.full_name;
  return 'own';
}

function readPayload(file: string | undefined): EventPayload {
  if (file === undefined || file === '') return {};
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as EventPayload | null) ?? {};
  } catch {
    return {};
  }
}
