import {
  type GithubAccess,
  type Proof,
  githubAccess,
  parseAttemptUrl,
  readAttempt,
} from '../context/run-status.ts';
import type { Platform } from '../platform/platform.ts';
import { isGroupAlive, isProcessAlive, machineName } from '../platform/supervision/process-group.ts';
import type { HolderProcess } from './lease-item.ts';

/** How to look for the process of a holder: on this machine, by the names it has there. */
export interface ProcessTable {
  /** Name of this machine; undefined where nothing can be concluded about other processes. */
  readonly machine: string | undefined;
  isGroupAlive(pid: number): boolean;
  isProcessAlive(pid: number): boolean;
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
      return isAliveIn(processes, process)
        ? { verdict: 'live', why: `its process ${process.pid} runs on this machine` }
        : { verdict: 'over', why: `its process ${process.pid} on this machine is gone` };
    }
    const attempt = parseAttemptUrl(url);
    if (attempt === undefined)
      return { verdict: 'unknown', why: 'it is no run of GitHub Actions that could be asked about' };
    return readAttempt(ports, github, attempt);
  };
}

const isAliveIn = (processes: ProcessTable, { pid, role }: HolderProcess): boolean =>
  role === 'supervisor' ? processes.isGroupAlive(pid) : processes.isProcessAlive(pid);

const hereTable = (): ProcessTable => ({ machine: machineName(), isGroupAlive, isProcessAlive });

/** Whether a holder was a process of this machine, and it and all that it started are gone. */
export function isGoneHere({ process }: Pick<Suspect, 'process'>): boolean {
  const here = hereTable();
  return process !== undefined && process.machine === here.machine && !isAliveIn(here, process);
}

/** This process as the one that takes a lease; undefined where other processes could conclude nothing from it. */
export function ownProcess(pid: number): HolderProcess | undefined {
  const machine = machineName();
  return machine === undefined ? undefined : { machine, pid, role: 'main' };
}

/** The prover of this process: GitHub as the runner set it, and the processes of this machine. */
export const holderProver = (
  platform: Pick<Platform, 'environment' | 'http' | 'clock'>,
  token?: string,
): Prove =>
  prover(platform, {
    github: githubAccess(platform.environment, token),
    processes: hereTable(),
  });
