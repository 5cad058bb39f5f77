import { randomUUID } from 'node:crypto';
import type { StateLocation } from '../context/deployment.ts';
import { Failure } from '../errors.ts';
import type { Platform } from '../platform/platform.ts';
import { errorText } from './aws-errors.ts';
import { describeLock, readLock } from './lock.ts';
import { type Patience, tryUntil } from './patience.ts';
import { PERMISSIONS, explained } from './permissions.ts';
import { type StoredLock, createLock, deleteLock } from './stored-lock.ts';

type Ports = Pick<Platform, 'aws' | 'clock' | 'log'>;

/** Who takes the lock, for what, and how long they wait for it. */
export interface LockWish {
  /** As Terraform would name it: `migrate`, `restore`. */
  readonly operation: string;
  /** What this run signs its locks with: should it be killed, the next run proves the lock to be left behind. */
  readonly signature: string;
  readonly actor: string;
  /** The machine's own name. */
  readonly hostname: string;
  /** Milliseconds. */
  readonly milliseconds: number;
  readonly abort?: AbortSignal | undefined;
}

/**
 * Does `work` while holding Terraform's own lock on a state: a Terraform that doesn't know of the deploy lease, on a
 * laptop, neither reads nor writes the state in between. A lock that can't be freed afterwards is a warning: it is signed,
 * so that the next run frees it by proof.
 *
 * @throws Failure `STATE_LOCKED` where somebody else holds it for all that time
 */
export async function underStateLock<T>(
  ports: Ports,
  location: StateLocation,
  wish: LockWish,
  work: () => Promise<T>,
): Promise<T> {
  const held: StoredLock[] = [];
  const text = lockText(ports, location, wish);
  const request = {
    location,
    permissions: [...PERMISSIONS.lock, ...(location.locking === 'dynamodb' ? [] : PERMISSIONS.lockfile)],
    attempt: 'lock the state',
    safe: UNWRITTEN,
  };
  try {
    for (const place of placesOf(location)) {
      held.push(await explained(takeLock(ports, location, { place, text, wish }), request));
    }
    return await work();
  } finally {
    for (const lock of held) await free(ports, location, lock);
  }
}

const UNWRITTEN = 'No state was written.';

async function free(ports: Ports, location: StateLocation, lock: StoredLock): Promise<void> {
  try {
    await deleteLock(ports, location, lock);
  } catch (error) {
    ports.log.warning(`The state lock could not be freed (${errorText(error)}); the next run frees it.`);
  }
}

/** In Terraform's order. */
const placesOf = ({ locking }: StateLocation): readonly StoredLock['place'][] => [
  ...(locking === 'dynamodb' ? [] : (['file'] as const)),
  ...(locking === 'lockfile' ? [] : (['item'] as const)),
];

async function takeLock(
  ports: Ports,
  location: StateLocation,
  {
    place,
    text,
    wish,
  }: { readonly place: StoredLock['place']; readonly text: string; readonly wish: LockWish },
): Promise<StoredLock> {
  const patience: Patience = { clock: ports.clock, abort: wish.abort };
  let seen: string | undefined;
  const lock = await tryUntil(wish.milliseconds, patience, async () => {
    const taken = await createLock(ports, location, place, text);
    const holder = taken === undefined ? await readLock(ports, location) : undefined;
    if (holder !== undefined && holder.id !== seen) {
      seen = holder.id;
      ports.log.info(`Waiting for the Terraform state lock, held by ${describeLock(holder)}.`);
    }
    return taken;
  });
  if (lock !== undefined) return lock;
  const other = await readLock(ports, location);
  throw new Failure({
    code: 'STATE_LOCKED',
    reason:
      `The Terraform lock of the state s3://${location.bucket}/${location.key} was not free in ` +
      `${Math.round(wish.milliseconds / 1000)} s${other === undefined ? '' : `: it is held by ${describeLock(other)}`}.`,
    safe: UNWRITTEN,
    next: 'Wait until whoever holds it is done, or raise lock-timeout, then run this again.',
  });
}

/** As Terraform writes it, so that whoever meets it reads it as one of Terraform's. */
const lockText = (
  { clock }: Pick<Platform, 'clock'>,
  { bucket, key }: StateLocation,
  { operation, signature, actor, hostname }: LockWish,
): string =>
  JSON.stringify({
    ID: randomUUID(),
    Operation: operation,
    Info: signature,
    Who: `${actor}@${hostname}`,
    Version: '',
    Created: new Date(clock.now()).toISOString(),
    Path: `${bucket}/${key}`,
  });
