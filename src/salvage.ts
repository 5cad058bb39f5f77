import { withRole } from './context/credentials.ts';
import type { StateLocation } from './context/deployment.ts';
import type { Run } from './context/run.ts';
import { keepUnsaved } from './keep-unsaved.ts';
import type { Platform } from './platform/platform.ts';
import { type LeaseIdentity, freeLease, leaveQueue, readLease } from './state/lease.ts';
import { lockSignature } from './state/lock-signature.ts';
import { freeOwnLock } from './state/own-lock.ts';

/** What main tells `post` of its session before it begins, should it never get to end it. JSON. */
export interface SavedSession {
  readonly lease: LeaseIdentity;
  readonly location: StateLocation;
  readonly role?: string;
}

/**
 * Brings in safety what a main that didn't end left behind, once nothing of it runs any more: a state that Terraform
 * could not save is kept for the next run, the lock of a Terraform that was killed and the lease are freed.
 *
 * @param terraformDirectory undefined: Terraform never got to run
 */
export async function salvage(
  platform: Platform,
  run: Run,
  { lease, location, role }: SavedSession,
  terraformDirectory: string | undefined,
): Promise<void> {
  const ours = withRole(platform, role, location.region, run);
  const place =
    terraformDirectory === undefined
      ? undefined
      : await keepUnsaved(ours, location, { run, directory: terraformDirectory });
  if (place !== undefined) platform.log.warning(keptAt(place));
  const dynamodb = await ours.aws.dynamodb(location.region);
  const holder = (await readLease(dynamodb, location))?.holder;
  if (holder?.holder !== lease.holder) return leaveQueue(dynamodb, lease);
  // The lock first: while the lease is held, no other run of ours takes one.
  const { hostname } = run;
  await freeOwnLock(ours, location, {
    since: Date.parse(holder.since),
    hostname,
    signature: lockSignature(run),
  });
  await freeLease(dynamodb, lease);
}

/** What is said of a state that is kept. */
export const keptAt = (place: string): string =>
  `Terraform could not save the state; it is kept at ${place}, and the next run goes on from it.`;
