import type { StateLocation } from '../context/deployment.ts';
import type { Platform } from '../platform/platform.ts';
import { parseLock } from './lock.ts';
import { readStoredLocks, rewriteLock } from './stored-lock.ts';

/** What tells the lock of a Terraform that this process started from everyone else's, and what to sign it with. */
export interface Signing {
  readonly location: StateLocation;
  readonly signature: string;
  /** Name of this host, as Terraform writes it after the `@` of `Who`. */
  readonly host: string;
  /** Milliseconds since the epoch, by the clock that Terraform reads too: when it was started. */
  readonly started: number;
}

/** How often a lock is looked for that is not there yet. */
const LOOK_INTERVAL = 1_000;

/**
 * Signs the lock of a Terraform that runs, as soon as it holds it: with run, actor and commit in its `Info`, so that
 * every Terraform that meets the lock prints them. Looks each second until it is signed or `signal` aborts; no failure
 * of AWS is worth more than the next look, since an unsigned lock works as well.
 */
export async function keepSigning(
  ports: Pick<Platform, 'aws' | 'clock'>,
  signing: Signing,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const signed = await signLock(ports, signing).catch(() => false);
    if (signed) return;
    await ports.clock.sleep(LOOK_INTERVAL, signal).catch(() => {});
  }
}

/**
 * Signs the lock if it is there and ours: each kind of it, with a write that fails if it is no longer as it was read.
 * Terraform's unlock compares only the id, which stays.
 *
 * @returns true once every lock there should be is signed.
 */
export async function signLock(ports: Pick<Platform, 'aws'>, signing: Signing): Promise<boolean> {
  const { location } = signing;
  const found = await readStoredLocks(ports, location);
  const signed = await Promise.all(
    found.map(async (lock) => {
      if (parseLock(lock.text).info === signing.signature) return true;
      const text = sign(lock.text, signing);
      return text !== undefined && (await rewriteLock(ports, location, lock, text));
    }),
  );
  return found.length === (location.locking === 'both' ? 2 : 1) && signed.every(Boolean);
}

/**
 * The lock's JSON with the signature, or undefined where it is not certainly ours: of this host, created since Terraform
 * was started, and saying nothing yet.
 */
export function sign(text: string, { signature, host, started }: Signing): string | undefined {
  const { info, who, created } = parseLock(text);
  const ours = info === '' && who.endsWith(`@${host}`) && Date.parse(created) >= started;
  // Everything else stays as Terraform wrote it, in its order.
  return ours ? JSON.stringify({ ...(JSON.parse(text) as object), Info: signature }) : undefined;
}
