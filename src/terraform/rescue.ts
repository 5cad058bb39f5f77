import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../errors.ts';
import type { Clock } from '../platform/platform.ts';
import type { CommandOutcome, Terraform } from './cli.ts';
import { type PlanMode, lockTimeoutArgument, siteWords } from './plan.ts';
import { isMissing } from './replace-file.ts';
import { isTransient, withRetries } from './transient.ts';

/** Where Terraform writes a state it could not save, in the root module. */
export const ERRORED_STATE = 'errored.tfstate';

export type Rescue =
  /** Terraform saved what it had to save. */
  | { readonly kind: 'nothing' }
  /** The state is where it belongs. */
  | { readonly kind: 'pushed' }
  /** It is kept for the next run. */
  | { readonly kind: 'kept'; readonly place: string }
  /** It could be written nowhere but into this file of this machine. */
  | { readonly kind: 'stranded'; readonly file: string; readonly recovery: string; readonly why: unknown };

export interface RescueRequest {
  readonly clock: Clock;
  /** Milliseconds in which a push may be tried again. */
  readonly patience: number;
  readonly signal: AbortSignal;
  /** Keeps the state for recovery and resolves to where, once it is there. */
  readonly keep: (state: string) => Promise<string>;
  /** Where it keeps it: `s3://bucket/recovery/...`. */
  readonly recovery: string;
  /** The state as Terraform dumped it, where it could not even write `ERRORED_STATE`. */
  readonly dumped?: string | undefined;
  /** Private directory for the dump. Absolute. */
  readonly privateDirectory: string;
}

/**
 * Brings a state that Terraform could not save to where it belongs: pushed again by a new Terraform, which reads fresh
 * credentials, else kept for the next run. Without it the next apply would create everything a second time. The file
 * goes only once its content is safe. Never shows the state: it holds secrets.
 */
export async function rescueState(terraform: Terraform, request: RescueRequest): Promise<Rescue> {
  const found = await findUnsaved(terraform.directory, request);
  if (found === undefined) return { kind: 'nothing' };
  const { log } = terraform;
  log.info('Terraform could not save the state; pushing it again.');
  // Whatever keeps it from being pushed (a cancel, a lost lease), it can still be kept.
  const isPushed = await pushState(terraform, found.file, request).catch((error: unknown) => {
    log.debug(`The state could not be pushed: ${String(error)}`);
    return false;
  });
  if (isPushed) {
    await found.remove();
    log.info('The state is saved.');
    return { kind: 'pushed' };
  }
  try {
    const place = await request.keep(found.state);
    await found.remove();
    log.warning(`The state could not be saved; it is kept at ${place}, and the next run goes on from it.`);
    return { kind: 'kept', place };
  } catch (why) {
    return { kind: 'stranded', file: found.file, recovery: request.recovery, why };
  }
}

/** The failure of an apply whose state was not saved, with what became of the state. */
export function afterRescue(failure: Failure, rescue: Rescue, mode?: PlanMode): Failure {
  const { code, reason, details, cause } = failure;
  const about = { code, reason, details, cause };
  const site = siteWords(mode);
  const again = `Run the ${mode === 'destroy' ? 'destroy' : 'deploy'} again`;
  switch (rescue.kind) {
    case 'nothing':
      return failure;
    case 'pushed':
      return new Failure({
        ...about,
        safe: `The state was saved in a second try, so it knows everything that was made.${site}`,
        next: `${again}: it goes on from there.`,
      });
    case 'kept':
      return new Failure({
        ...about,
        safe: `The state is kept at ${rescue.place} and knows everything that was made.${site}`,
        next: `${again}: it saves the kept state first, and goes on from there.`,
      });
    case 'stranded':
      return new Failure({
        ...about,
        safe: `The state is nowhere but in ${rescue.file} on this machine; it knows what was made.${site}`,
        next: `Before anything else is applied, put it where the next run takes it in: aws s3 cp ${rescue.file} ${rescue.recovery}`,
        cause: rescue.why,
      });
  }
}

interface Unsaved {
  readonly state: string;
  readonly file: string;
  remove(): Promise<void>;
}

async function findUnsaved(
  directory: string,
  { dumped, privateDirectory }: Pick<RescueRequest, 'dumped' | 'privateDirectory'>,
): Promise<Unsaved | undefined> {
  const file = path.join(directory, ERRORED_STATE);
  const state = await readUnsaved(directory);
  if (state !== undefined) return { state, file, remove: () => rm(file, { force: true }) };
  if (dumped === undefined) return undefined;
  const home = await mkdtemp(path.join(privateDirectory, 'rescue-'));
  const copy = path.join(home, ERRORED_STATE);
  await writeFile(copy, dumped, { mode: 0o600 });
  return { state: dumped, file: copy, remove: () => rm(home, { recursive: true, force: true }) };
}

/** The state that an earlier Terraform could not save in this root module; undefined: there is none. */
export async function readUnsaved(directory: string): Promise<string | undefined> {
  const file = path.join(directory, ERRORED_STATE);
  try {
    const state = await readFile(file, 'utf8');
    // Terraform writes it for all to read.
    await chmod(file, 0o600);
    return state;
  } catch (error) {
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'EISDIR') return undefined;
    throw error;
  }
}

/** `state push` prints no events; this much of its errors is never broken over two lines. */
const LOCK_ERROR = /Error (?:acquiring|releasing) the state lock/;

/** Milliseconds to wait for the state lock: it is ours a moment before and after, under the lease. */
const LOCK_TIMEOUT = 20_000;

/**
 * Pushes a state file to the backend. Terraform itself refuses another lineage, and a serial that is not higher. False:
 * it didn't work, and the log says why.
 */
export async function pushState(
  terraform: Terraform,
  file: string,
  { clock, patience, signal }: Pick<RescueRequest, 'clock' | 'patience' | 'signal'>,
): Promise<boolean> {
  const args = ['state', 'push', '-no-color', lockTimeoutArgument(LOCK_TIMEOUT), file];
  const since = clock.now();
  const { outcome } = await withRetries(
    { clock, signal, milliseconds: patience },
    async (): Promise<{ readonly outcome: CommandOutcome; readonly freed: boolean }> => {
      const text: string[] = [];
      const { executable, directory } = terraform;
      const end = await terraform.run({ executable, args, directory }, (line) => void text.push(line));
      const outcome = { end, events: [], diagnostics: [], text };
      // Where the answer to its lock or unlock request was lost, a lock of our own is left, which nobody else would free.
      const isLockLeft = end.exitCode !== 0 && text.some((line) => LOCK_ERROR.test(line));
      const freed = isLockLeft && (await terraform.resilience?.freeOwnLock({ since })) === true;
      return { outcome, freed };
    },
    (tried) => tried.freed || isTransient(tried.outcome),
  );
  if (outcome.end.exitCode === 0) return true;
  // A line that could be of the state is none of the log's business.
  terraform.log.untrusted(outcome.text.filter((line) => !/[{}"]/.test(line)).slice(0, MOST_LINES));
  return false;
}

const MOST_LINES = 12;
