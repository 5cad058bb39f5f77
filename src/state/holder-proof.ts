import {
  type GithubAccess,
  type Proof,
  githubAccess,
  parseAttemptUrl,
  readAttempt,
} from '../context/run-status.ts';
import type { Platform } from '../platform/platform.ts';
import { isGroupAlive, machineName } from '../platform/supervision/process-group.ts';
import type { HolderProcess } from './lease-item.ts';

/** How to look for the process of a holder: on this machine, by the names it has there. */
export interface ProcessTable {
  /** Name of this machine; undefined where nothing can be concluded about other processes. */
  readonly machine: string | undefined;
  isGroupAlive(pid: number): boolean;
}

/** Whoever holds a lease, or signed a lock, as far as it can be asked about. */
export interface Suspect {
  /** Address of its run attempt. */
  readonly url: string;
  readonly process?: HolderProcess | undefined;
}

/** Finds out whether a holder is over. */
export type Prove = (suspect: Suspect) => Promise<Proof>;

/**
 * Proof that a holder is over: on the same machine, that its supervisor and all that it started are gone; anywhere else,
 * that GitHub calls its run attempt completed. A process that is there outweighs what GitHub says: a supervisor outlives
 * its job if it must, to save a state.
 */
export function prover(
  ports: Pick<Platform, 'http' | 'clock'>,
  { github, processes }: { readonly github: GithubAccess; readonly processes: ProcessTable },
): Prove {
  return async ({ url, process }) => {
    if (process !== undefined && process.machine === processes.machine) {
      return processes.isGroupAlive(process.pid)
        ? { verdict: 'live', why: `its process ${process.pid} runs on this machine` }
        : { verdict: 'over', why: `its process ${process.pid} on this machine is gone` };
    }
    const attempt = parseAttemptUrl(url);
    if (attempt === undefined)
      return { verdict: 'unknown', why: 'it is no run of GitHub Actions that could be asked about' };
    return readAttempt(ports, github, attempt);
  };
}

/** Whether a holder was a process of this machine, and it and all that it started are gone. */
export const isGoneHere = ({ process }: Pick<Suspect, 'process'>): boolean =>
  process !== undefined && process.machine === machineName() && !isGroupAlive(process.pid);

/** The prover of this process: GitHub as the runner set it, and the processes of this machine. */
export const holderProver = (
  platform: Pick<Platform, 'environment' | 'http' | 'clock'>,
  token?: string,
): Prove =>
  prover(platform, {
    github: githubAccess(platform.environment, token),
    processes: { machine: machineName(), isGroupAlive },
  });
