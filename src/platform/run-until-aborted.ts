import { spawn } from 'node:child_process';
import { LineSplitter } from './line-splitter.ts';
import type { Environment } from './platform.ts';
import type { Task, TaskExit } from './supervision/job.ts';

/** Milliseconds that an interrupted program has to end by itself. */
const GRACE = 5_000;

/**
 * Runs a program that holds and saves nothing, handing on what it prints line by line. An abort interrupts it, and kills
 * it with all that it started where it doesn't end soon. It has no input; of both its outputs the lines come mixed.
 * `interrupt: 'group'` interrupts all that it started at once: a shell would first wait for what it runs.
 *
 * Never for what writes a state: that must outlive this process (see the supervisor).
 */
export function runUntilAborted(
  task: Task,
  onLine: (line: string) => void,
  {
    environment,
    signal,
    interrupt: whom = 'leader',
  }: {
    readonly environment: Environment;
    readonly signal: AbortSignal;
    readonly interrupt?: 'leader' | 'group';
  },
): Promise<TaskExit> {
  if (signal.aborted) return Promise.resolve({ exitCode: null, signal: 'SIGINT' });
  return new Promise((resolve) => {
    // The leader of a group of its own: a Ctrl-C in a terminal reaches it through the abort alone, once.
    const child = spawn(task.executable, [...task.args], {
      cwd: task.directory,
      env: { ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const outputs = [child.stdout, child.stderr].map((stream) => {
      const lines = new LineSplitter(onLine);
      stream.on('data', (data: Buffer) => lines.write(data));
      return lines;
    });
    let killing: NodeJS.Timeout | undefined;
    const interrupt = (): void => {
      if (whom === 'leader') child.kill('SIGINT');
      else signalGroup(child.pid, 'SIGTERM');
      killing = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE);
    };
    signal.addEventListener('abort', interrupt, { once: true });
    const end = (exit: TaskExit): void => {
      signal.removeEventListener('abort', interrupt);
      clearTimeout(killing);
      for (const lines of outputs) lines.end();
      resolve(exit);
    };
    child.once('error', (error) => end({ exitCode: null, signal: null, error: error.message }));
    child.once('close', (exitCode, ended) => end({ exitCode, signal: ended }));
  });
}

function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (leader !== undefined) process.kill(-leader, signal);
  } catch {
    // It ended in this moment.
  }
}
