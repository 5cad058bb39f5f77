import type { StateLocation } from '../context/deployment.ts';
import type { Proof } from '../context/run-status.ts';
import type { Platform } from '../platform/platform.ts';
import type { Prove } from './holder-proof.ts';
import { BEATS_UNTIL_LOST, type LeaseHolder, type Predecessor, successionOf } from './lease-item.ts';
import { type StateLock, describeLock, parseLock } from './lock.ts';
import { parseSignature } from './lock-signature.ts';
import { type StoredLock, deleteLock, readStoredLocks } from './stored-lock.ts';

/** What may be done about a lock that is in the way. */
export interface Judgement {
  readonly verdict: 'free it' | 'live: wait' | 'foreign' | 'unprovable';
  /** A clause: why. */
  readonly why: string;
}

/** A lock that was left behind and has been freed: for the summary. */
export interface HealedLock {
  readonly id: string;
  readonly place: StoredLock['place'];
  /** `https://github.com/... by ada at 3f9a1c2`. */
  readonly whose: string;
  /** How old it was, in milliseconds, by clocks that need not agree: for people, never for a decision. */
  readonly ageMs: number;
  /** What proved that its holder is over. */
  readonly why: string;
}

/** A lock that stays, and why. */
export interface KeptLock {
  readonly place: StoredLock['place'];
  readonly lock: StateLock;
  readonly ageMs: number;
  readonly judgement: Judgement;
}

export interface Healing {
  readonly healed: readonly HealedLock[];
  readonly kept: readonly KeptLock[];
}

/**
 * Decides about one lock. Freeing one takes both: the lease of its state is ours, so that its holder's is at rest; and
 * proof that the holder is over. Its age decides nothing.
 *
 * @param lease `ours`: held by this process; `another`: somebody else's
 * @param proof whether the run that signed the lock, or is otherwise known to have taken it, is over
 */
export function judgeLock({
  lease,
  proof,
}: {
  readonly lease: 'ours' | 'another';
  /** `nobody`: no run is known to have taken it. */
  readonly proof: Proof | 'nobody';
}): Judgement {
  if (proof === 'nobody')
    return { verdict: 'foreign', why: 'no deploy has signed it: a laptop or another tool took it' };
  if (proof.verdict === 'live') return { verdict: 'live: wait', why: proof.why };
  if (lease === 'another') return { verdict: 'live: wait', why: 'another run holds the deploy lease' };
  return { verdict: proof.verdict === 'over' ? 'free it' : 'unprovable', why: proof.why };
}

/**
 * Frees every lock of this state whose holder is proven over, each on its exact content. Called by who holds the lease.
 *
 * @param previous whose lease it was before, where it was taken over: its process may prove what GitHub can't, and a lock
 * that it had no time to sign is known by its machine
 */
export async function healLock(
  ports: Pick<Platform, 'aws' | 'clock'>,
  location: StateLocation,
  { prove, previous }: { readonly prove: Prove; readonly previous?: LeaseHolder | undefined },
): Promise<Healing> {
  const before = previous === undefined ? [] : successionOf(previous);
  const healed: HealedLock[] = [];
  const kept: KeptLock[] = [];
  for (const stored of await readStoredLocks(ports, location)) {
    const lock = parseLock(stored.text);
    const { whose, proof } = await suspect(lock, before, prove);
    const judgement = judgeLock({ lease: 'ours', proof });
    const ageMs = Math.max(0, ports.clock.now() - Date.parse(lock.created)) || 0;
    if (judgement.verdict !== 'free it') {
      kept.push({ place: stored.place, lock, ageMs, judgement });
    } else if (await deleteLock(ports, location, stored)) {
      healed.push({ id: lock.id, place: stored.place, whose, ageMs, why: judgement.why });
    }
    // Else it was let go, or is another's by now: whoever wants the lock next sees for itself.
  }
  return { healed, kept };
}

/** Who took a lock, as far as it can be known, and whether it is over. */
async function suspect(
  lock: StateLock,
  before: readonly Predecessor[],
  prove: Prove,
): Promise<{ readonly whose: string; readonly proof: Proof | 'nobody' }> {
  const signature = parseSignature(lock.info);
  if (signature !== undefined) {
    const { url } = signature;
    const holder = before.find((one) => one.url === url && Date.parse(lock.created) >= Date.parse(one.since));
    return { whose: lock.info, proof: await prove({ url, process: holder?.process }) };
  }
  const taker = before.find((one) => isUnsignedLockOf(lock, one));
  if (taker === undefined) return { whose: lock.info, proof: 'nobody' };
  // Proven when its lease was taken over, by this run or by one of those between.
  const why = `it was taken on ${taker.hostname} under the lease that was taken over`;
  return { whose: `${taker.url}, unsigned`, proof: { verdict: 'over', why } };
}

/**
 * Whether a holder that is over took a lock and was lost before it could sign it: nobody else signed it, it was made on
 * its machine, after it took the lease and not later than it could have beaten on. All three times are of one clock,
 * that machine's.
 */
function isUnsignedLockOf(lock: StateLock, { hostname, since, beatAt, interval }: Predecessor): boolean {
  const created = Date.parse(lock.created);
  return (
    lock.info === '' &&
    lock.who.endsWith(`@${hostname}`) &&
    created >= Date.parse(since) &&
    created <= Date.parse(beatAt) + BEATS_UNTIL_LOST * interval
  );
}

/** A few words about a lock that was freed: `left by https://... by ada at 3f9a1c2 (12 min old, id ...)`. */
export const describeHealed = ({ whose, ageMs, id }: HealedLock): string =>
  `left by ${whose} (${age(ageMs)} old, id ${id})`;

/** One sentence about a lock that stays. */
export const describeKept = ({ lock, ageMs, judgement }: KeptLock): string =>
  `The Terraform state lock ${lock.id} is held by ${describeLock(lock)}, ${age(ageMs)} old: ${judgement.why}.`;

/** The command that frees a lock on its owner's word, for who knows that nobody holds it. */
export const forceUnlockCommand = (lock: StateLock, directory: string): string =>
  // Others wrote the id, and somebody will paste this into a shell.
  `terraform -chdir=${directory} force-unlock -force ${/^[\w-]+$/.test(lock.id) ? lock.id : 'ID'}`;

/** `12 min`; people need no more. */
function age(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return `${Math.floor(milliseconds / 1_000)} s`;
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1_440)} days`;
}
