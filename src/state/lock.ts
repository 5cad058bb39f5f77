import type { StateLocation } from '../context/deployment.ts';
import type { Platform } from '../platform/platform.ts';
import { readLockFile, readLockItem } from './stored-lock.ts';

/** Terraform's own lock, as whoever holds it wrote it. */
export interface StateLock {
  readonly id: string;
  /** `OperationTypeApply`, `OperationTypePlan`, ... */
  readonly operation: string;
  /** `user@host`. */
  readonly who: string;
  /** As Terraform writes it: UTC. */
  readonly created: string;
  /** Free text; a signed lock carries run, actor and commit here. */
  readonly info: string;
}

/** Who holds the state lock, by its item or its file; undefined: it is free. */
export async function readLock(
  platform: Pick<Platform, 'aws'>,
  location: StateLocation,
): Promise<StateLock | undefined> {
  const found = (await readLockItem(platform, location)) ?? (await readLockFile(platform, location));
  return found === undefined ? undefined : parseLock(found.text);
}

/** Reads the JSON both kinds of lock hold; what is missing reads as unknown. */
export function parseLock(text: string): StateLock {
  const unknown = 'unknown';
  try {
    const lock = JSON.parse(text) as Record<string, string | undefined>;
    return {
      id: lock['ID'] ?? unknown,
      operation: lock['Operation'] ?? unknown,
      who: lock['Who'] ?? unknown,
      created: lock['Created'] ?? unknown,
      info: lock['Info'] ?? '',
    };
  } catch {
    return { id: unknown, operation: unknown, who: unknown, created: unknown, info: '' };
  }
}

/** One line about a lock: who, for what, since when. */
export const describeLock = (lock: StateLock): string =>
  `${lock.who} for ${lock.operation.replace(/^OperationType/, '').toLowerCase()} since ${lock.created}` +
  (lock.info === '' ? '' : ` (${lock.info})`);
