import type { Clock } from '../platform/platform.ts';
import type { TerraformOutputs } from './changes.ts';
import { type CommandOutcome, type Terraform, annotate, runTerraform } from './cli.ts';
import { isLockUnread, isLocked, unreleasedLock } from './failures.ts';
import { TRANSIENT_PATIENCE, isTransient, withRetries } from './transient.ts';

/** What lets a command survive what passes. Only the deploy has it: who holds the lease may touch the lock. */
export interface Resilience {
  readonly clock: Clock;
  /** A cancel: ends a pause between two tries, and no further one begins. */
  readonly signal: AbortSignal;
  /**
   * Frees the state lock if an ended Terraform of this run left it; false: it did not. Never rejects for what AWS says.
   */
  readonly freeOwnLock: (claim: OwnLockClaim) => Promise<boolean>;
  /** Root outputs as the state has them. */
  readonly readOutputs: () => Promise<TerraformOutputs>;
}

/** Which lock a Terraform that has ended may have left. */
export interface OwnLockClaim {
  /** When it was started, in milliseconds since the epoch by the clock of this machine. */
  readonly since: number;
  /** Id of the lock, where Terraform itself said that it held it. */
  readonly id?: string;
}

/** A command that may wait for the state lock. */
export interface LockingCommand {
  /** Its arguments, to wait so many milliseconds for the lock. */
  readonly args: (lockTimeout: number) => readonly string[];
  /** Milliseconds to wait for whoever holds the state lock, in all. */
  readonly lockTimeout: number;
  /** Whether running it again is safe, when it failed with what passes. */
  readonly isRepeatable: (outcome: CommandOutcome) => boolean;
  /** Whether what it said last is shown as annotations here; else that is the caller's. Default: it is. */
  readonly isShown?: (outcome: CommandOutcome) => boolean;
}

/**
 * Terraform waits for the lock in slices of this length. A lock request whose answer was lost leaves Terraform waiting
 * for itself, which can only be told, and mended, once it has ended. Under the lease that is the likeliest lock to meet:
 * so the first slice is short.
 */
const LOCK_SLICE = 60_000;
const FIRST_LOCK_SLICE = 5_000;

/** How often a lock of our own that turned up is freed before it is called held: each takes a lost answer. */
const MOST_FREED = 5;

/**
 * Runs a command that takes the state lock, again if it met what passes, and frees the lock it may have left. What the
 * last try said is shown as annotations, what the others said is not. An interrupted one is never repeated.
 */
export async function runLocking(terraform: Terraform, command: LockingCommand): Promise<CommandOutcome> {
  const { resilience } = terraform;
  if (resilience === undefined) return runTerraform(terraform, command.args(command.lockTimeout));
  const { clock, signal } = resilience;
  // Not of each try: whatever lock one of them left, the next may meet.
  const since = clock.now();
  const limits = { clock, signal, milliseconds: TRANSIENT_PATIENCE };
  const outcome = await withRetries(
    limits,
    () => waitForLock(terraform, { ...resilience, since }, command),
    (result) => {
      const again = !signal.aborted && isTransient(result) && command.isRepeatable(result);
      if (again) terraform.log.info(`Terraform met what may pass, and is run again: ${firstLine(result)}`);
      return again;
    },
  );
  if (command.isShown?.(outcome) ?? true) annotate(terraform, outcome);
  return outcome;
}

async function waitForLock(
  terraform: Terraform,
  { clock, signal, freeOwnLock, since }: Resilience & Pick<OwnLockClaim, 'since'>,
  { args, lockTimeout, isRepeatable }: LockingCommand,
): Promise<CommandOutcome> {
  const start = clock.monotonic();
  for (let freed = 0, slice = FIRST_LOCK_SLICE; ;) {
    const left = Math.max(0, lockTimeout - (clock.monotonic() - start));
    const outcome = await runTerraform(terraform, args(Math.min(left, slice)), { annotate: false });
    const id = unreleasedLock(outcome);
    if (id !== undefined) {
      const isFree = await freeOwnLock({ since, id });
      if (isFree) terraform.log.info(`Terraform could not free its state lock ${id}; it was freed for it.`);
      else terraform.log.warning(stillLocked(id));
      if (!isFree || !isRepeatable(outcome) || signal.aborted) return outcome;
      if ((freed += 1) > MOST_FREED) return outcome;
      continue;
    }
    if (!isLocked(outcome)) return outcome;
    if (freed < MOST_FREED && (await freeOwnLock({ since }))) {
      freed += 1;
      terraform.log.info(
        'Terraform had the state lock without being told so; it was freed, and it tries again.',
      );
    } else if (left <= slice || isLockUnread(outcome)) {
      return outcome;
    } else {
      slice = LOCK_SLICE;
    }
    signal.throwIfAborted();
  }
}

const stillLocked = (id: string): string =>
  `Terraform could not free its state lock ${id}, nor could it be freed for it. If the next run says that it is held: terraform force-unlock -force ${id}`;

const firstLine = ({ diagnostics, text }: CommandOutcome): string => {
  const error = diagnostics.find(({ severity }) => severity === 'error');
  const lines = error === undefined ? [text.at(-1) ?? ''] : `${error.summary}: ${error.detail}`.split('\n');
  return (lines[0] ?? '').slice(0, 300);
};
