import type { StateLocation } from './context/deployment.ts';
import type { LeaseIdentity } from './state/lease.ts';

/** The lease a supervisor holds, and what it signs Terraform's lock with; without the latter the lock stays unsigned. */
export interface SupervisedLease extends LeaseIdentity {
  readonly lock?: SupervisedLock;
}

export interface SupervisedLock {
  readonly location: StateLocation;
  readonly signature: string;
  /** When the lease was taken, in milliseconds since the epoch by the clock of this machine: no lock of ours is older. */
  readonly since: number;
}
