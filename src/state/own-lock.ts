import type { StateLocation } from '../context/deployment.ts';
import type { Platform } from '../platform/platform.ts';
import { errorText } from './aws-errors.ts';
import { type StateLock, describeLock, parseLock } from './lock.ts';
import { deleteLock, readStoredLocks } from './stored-lock.ts';

/** What a Terraform of this run that has ended may have left. Only to be claimed while holding the deploy lease. */
export interface OwnLock {
  /** When it was started, in milliseconds since the epoch by the clock of this machine. */
  readonly since: number;
  /** Name of this machine, as Terraform writes it behind the `@` of its lock's holder. */
  readonly hostname: string;
  /** Id of the lock, where Terraform itself said that it held it. */
  readonly id?: string;
  /** What this run signs its locks with. */
  readonly signature?: string;
}

/**
 * Whether a lock was taken by a Terraform of this run, of which none runs any more. Terraform's own word for its id
 * settles it. Otherwise it was taken on this machine after our Terraform was started, and nobody else signed it: our
 * lease keeps every other run of ours out, and a bare Terraform elsewhere has another machine's name.
 */
export function isOwnLock(lock: StateLock, { since, hostname, id, signature = '' }: OwnLock): boolean {
  if (id !== undefined) return lock.id === id;
  const isSignedByOthers = lock.info !== '' && lock.info !== signature;
  return !isSignedByOthers && lock.who.endsWith(`@${hostname}`) && Date.parse(lock.created) >= since;
}

/**
 * Frees the state lock if a Terraform of this run left it: the answer to its lock request was lost, or its unlock
 * failed. Each kind of lock goes only if it is still exactly what was read, and the lock of another stays. False:
 * nothing of ours was there to free, or AWS would not, which the log says.
 */
export async function freeOwnLock(
  ports: Pick<Platform, 'aws' | 'log'>,
  location: StateLocation,
  own: OwnLock,
): Promise<boolean> {
  let freed = false;
  try {
    for (const stored of await readStoredLocks(ports, location)) {
      const lock = parseLock(stored.text);
      if (!isOwnLock(lock, own) || !(await deleteLock(ports, location, stored))) continue;
      freed = true;
      ports.log.info(`Freed a state lock of this run: ${describeLock(lock)}.`);
    }
  } catch (error) {
    ports.log.warning(`The state lock could not be looked at or freed: ${errorText(error)}`);
  }
  return freed;
}
