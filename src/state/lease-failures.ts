import type { StateLocation } from '../context/deployment.ts';
import { Failure } from '../errors.ts';
import { errorCode, errorText } from './aws-errors.ts';
import {
  BEATS_UNTIL_LOST,
  type Lease,
  type LeaseHolder,
  type LeaseIdentity,
  describeHolder,
} from './lease-item.ts';
import { PERMISSIONS, accessDenied } from './permissions.ts';

/** Why the lease can't be taken at all: no permission, or no table (which only `bootstrap: never` lets happen). */
export function notTakeable(error: unknown, state: StateLocation): unknown {
  const safe = 'Nothing was planned, applied or published by this run.';
  if (errorCode(error) !== 'ResourceNotFoundException') {
    const request = {
      location: state,
      permissions: PERMISSIONS.lock,
      attempt: 'take the deploy lease',
      safe,
    };
    return accessDenied(error, request) ?? error;
  }
  return new Failure({
    code: 'BACKEND_MISSING',
    reason: `Lock table ${state.lockTable} is not there (${errorText(error)}).`,
    safe,
    next: 'Run with `bootstrap: auto`, or create the table with `bash bootstrap-state.sh`.',
    cause: error,
  });
}

/**
 * The holder did not free the lease in time.
 *
 * @param why where its beat stood still: why it was not taken over from all the same
 */
export function inProgress(
  lease: LeaseIdentity,
  other: LeaseHolder,
  { waited, why }: { readonly waited: number; readonly why: string | undefined },
): Failure {
  const key = JSON.stringify({ LockID: { S: lease.id } });
  const values = JSON.stringify({ ':holder': { S: other.holder } });
  const unproven =
    why === undefined
      ? ''
      : ` Its beat stood still for more than ${(BEATS_UNTIL_LOST * other.interval) / 1000} s, but it was not taken over from: ${why}.`;
  return new Failure({
    code: 'DEPLOY_IN_PROGRESS',
    reason:
      `Another deploy held the lease for all of ${Math.round(waited / 1000)} s (lock-timeout): ` +
      `${describeHolder(other)}.${unproven}`,
    safe: 'Nothing was planned, applied or published by this run.',
    next: `Run again when ${other.url} has ended, or raise lock-timeout.`,
    details: [
      'Only if that run is certainly over and its beat stands still, free its lease:',
      `aws dynamodb delete-item --region ${lease.region} --table-name ${lease.table} --key '${key}' ` +
        `--condition-expression 'Holder = :holder' --expression-attribute-values '${values}'`,
    ],
  });
}

/** The lease is free, and the deploys that came first have not taken it yet. */
export const queueInTheWay = ({ waiters }: Lease, waited: number): Failure =>
  new Failure({
    code: 'DEPLOY_IN_PROGRESS',
    reason:
      `${waiters.length} other deploy${waiters.length === 1 ? ' was' : 's were'} before this one for all of ` +
      `${Math.round(waited / 1000)} s (lock-timeout), the first by ${waiters[0]?.actor}: ${waiters[0]?.url}.`,
    safe: 'Nothing was planned, applied or published by this run.',
    next: 'Run again later, or raise lock-timeout.',
  });
