import type { Run } from '../context/run.ts';

/** Which run holds a lock, as the lock itself says. */
export interface LockSignature {
  /** Address of the run attempt. */
  readonly url: string;
  readonly actor: string;
  /** Its first seven characters. */
  readonly commit: string;
}

const SIGNATURE = /^(https?:\/\/\S+\/actions\/runs\/\d+\/attempts\/\d+) by (.+) at ([0-9a-f]{7})$/;

/** What a lock of this run is signed with: `https://github.com/... by ada at 3f9a1c2`. */
export const lockSignature = (run: Pick<Run, 'url' | 'actor' | 'commit'>): string =>
  `${run.url} by ${run.actor} at ${run.commit.slice(0, 7)}`;

/** Whose signature this is; undefined where it is none: a laptop's lock, or another tool's. */
export function parseSignature(info: string): LockSignature | undefined {
  const [, url, actor, commit] = SIGNATURE.exec(info) ?? [];
  return url === undefined || actor === undefined || commit === undefined
    ? undefined
    : { url, actor, commit };
}
