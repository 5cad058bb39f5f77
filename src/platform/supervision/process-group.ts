import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/**
 * Names this boot of this kernel and its space of process ids: two processes that read the same name see each other's
 * ids. The runner's name can't serve: hosted runners on different machines share theirs. Undefined where it can't be
 * known (no Linux): then nothing about another process is ever concluded.
 */
export function machineName(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return undefined;
  }
}

/** One process, of which only what tells groups apart is read. */
interface ProcessStatus {
  readonly state: string;
  readonly group: number;
}

/**
 * Whether any process of this group still runs: the supervisor that led it, Terraform, its providers. As long as one
 * does, its id is given to no new group. A process that is dead but not yet reaped does nothing any more.
 */
export function isGroupAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
  const processes = readProcesses();
  // Where they can't be listed, what answers to a signal counts as alive.
  if (processes.length === 0) return true;
  return processes.some((each) => each.group === group && !/^[ZX]$/.test(each.state));
}

/** Whether this process runs; one that is dead but not yet reaped does not. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
  const [found] = readProcess(String(pid));
  return found === undefined || !/^[ZX]$/.test(found.state);
}

function readProcesses(): readonly ProcessStatus[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => readProcess(pid));
  } catch {
    return [];
  }
}

function readProcess(pid: string): readonly ProcessStatus[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold spaces and parentheses: what counts comes after the last one.
    const [state = '', , group = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return [{ state, group: Number(group) }];
  } catch {
    return [];
  }
}
