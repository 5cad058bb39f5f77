import path from 'node:path';
import { Failure, type FailureCode } from '../errors.ts';
import type { CommandOutcome, Terraform } from './cli.ts';
import { explain, firstError } from './diagnostics.ts';
import type { Diagnostic } from './events.ts';

/** The summary of Terraform's diagnostic when the state lock was not free in time. */
const LOCK_SUMMARY = 'Error acquiring the state lock';

/**
 * Whether somebody holds the state lock. Terraform has the same summary for a lock it was not allowed to take, or whose
 * table is not there: then nobody's lock is named, and waiting would help nobody.
 */
export const isLocked = (outcome: CommandOutcome): boolean =>
  outcome.diagnostics.some(({ summary, detail }) => summary === LOCK_SUMMARY && HELD.test(detail));

const HELD = /^Lock Info:|ConditionalCheckFailed|PreconditionFailed/m;

/**
 * Whether the state lock was refused because of one that Terraform could not read a moment later: its holder freed it in
 * between, or the read failed. Terraform then gives up at once, whatever its -lock-timeout.
 */
export const isLockUnread = (outcome: CommandOutcome): boolean =>
  isLocked(outcome) && !outcome.diagnostics.some(({ detail }) => /^Lock Info:/m.test(detail));

/** The summary of Terraform's diagnostic when its state lock would not go. */
const UNLOCK_SUMMARY = 'Error releasing the state lock';

/** Whether taking the state lock is all that failed: then nothing was read, planned or applied. */
export const isOnlyNotLocked = (outcome: CommandOutcome): boolean => everyErrorIs(outcome, LOCK_SUMMARY);

/** Whether freeing the state lock is all that failed: then everything else was done. */
export const isOnlyUnreleased = (outcome: CommandOutcome): boolean =>
  outcome.end.signal === null && everyErrorIs(outcome, UNLOCK_SUMMARY);

/** Id of the lock that Terraform held and could not free; it prints the one it holds, not the one that is there. */
export const unreleasedLock = ({ diagnostics }: CommandOutcome): string | undefined =>
  diagnostics
    .filter(({ summary }) => summary === UNLOCK_SUMMARY)
    .map(({ detail }) => lockField(detail, 'ID'))
    .find((id) => id !== '');

function everyErrorIs({ diagnostics }: CommandOutcome, wanted: string): boolean {
  const errors = diagnostics.filter(isError);
  return errors.length > 0 && errors.every(({ summary }) => summary === wanted);
}

/** A field of the lock in a diagnostic's `Lock Info:`; empty where it has none. */
const lockField = (detail: string, name: string): string =>
  new RegExp(`^[ \\t]*${name}:(.*)$`, 'm').exec(detail)?.[1]?.trim() ?? '';

export const isStalePlan = (outcome: CommandOutcome): boolean =>
  outcome.diagnostics.some(({ summary }) => summary === 'Saved plan is stale');

/** The failure of a Terraform command, out of its diagnostics and how it ended. */
export function terraformFailure(
  terraform: Terraform,
  outcome: CommandOutcome,
  about: { readonly code: FailureCode; readonly command: 'init' | 'plan' | 'apply'; readonly safe: string },
): Failure {
  const { end, diagnostics, text } = outcome;
  if (isLocked(outcome)) return locked(outcome, about.safe);
  if (end.signal !== null) {
    return new Failure({
      code: 'TERRAFORM_INTERRUPTED',
      reason: `terraform ${about.command} was ended by ${end.signal}.`,
      safe: about.safe,
      next: 'Run the deploy again.',
    });
  }
  const error = firstError(diagnostics);
  const range = error?.range;
  const file = range === undefined ? '' : path.posix.join(terraform.relativeDirectory, range.filename);
  const where = range === undefined ? '' : ` (${file}:${range.start.line})`;
  const what =
    error === undefined ? (end.error ?? text.at(-1) ?? `exit code ${end.exitCode}`) : error.summary;
  return new Failure({
    code: about.code,
    reason: `terraform ${about.command} failed: ${what.replace(/\.$/, '').replaceAll('\n', ' ')}${where}.`,
    safe: about.safe,
    next:
      range === undefined
        ? 'Correct what Terraform names below, then run the deploy again.'
        : `Correct ${file} at line ${range.start.line}, then push again.`,
    details:
      error === undefined ? text : diagnostics.filter(isError).flatMap((each) => explain(each).split('\n')),
  });
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

function locked(outcome: CommandOutcome, safe: string): Failure {
  const detail = firstError(outcome.diagnostics)?.detail ?? '';
  const field = (name: string): string => lockField(detail, name);
  const signature = field('Info');
  return new Failure({
    code: 'STATE_LOCKED',
    reason:
      `The Terraform state is locked by ${field('Who') || 'an unknown holder'} since ${field('Created') || 'an unknown time'} ` +
      `for ${field('Operation') || 'an unknown operation'}${signature === '' ? '' : ` (${signature})`}, lock id ${field('ID') || 'unknown'}.`,
    safe,
    next: 'Wait for the holder to end, or raise lock-timeout, then run again.',
    details: [
      'Only if that holder is certainly gone, free its lock in the initialised terraform-directory:',
      `terraform force-unlock -force ${field('ID') || '<lock id>'}`,
    ],
  });
}
