import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import process from 'node:process';
import { CACHE_ARGUMENT } from './bundle.ts';
import type { Environment } from './platform.ts';

/** GitHub's cache of files between runs. Never fails a run: what goes wrong is an answer. */
export interface CacheService {
  /** Restores what was saved from exactly these absolute paths under exactly this key. Stops when `signal` aborts. */
  restore(paths: readonly string[], key: string, signal: AbortSignal): Promise<CacheAnswer>;
  /** Saves the paths. When `signal` aborts it is no longer waited for, and goes on by itself for a minute at most. */
  save(paths: readonly string[], key: string, signal: AbortSignal): Promise<CacheAnswer>;
}

export type CacheAnswer =
  { readonly answer: 'hit' | 'miss' | 'done' } | { readonly answer: 'unavailable'; readonly reason: string };

const EXIT = { done: 0, failed: 1, miss: 3 } as const;
/** How long an upload that nobody waits for may go on, in milliseconds. */
const LONGEST = 60_000;

/**
 * GitHub's cache through @actions/cache in a process of its own. The library can't be stopped: against a failing
 * service it goes on for half a minute, keeps the process alive as long, and at last prints an error that shows as an
 * annotation on a run that is fine. A process can be stopped at any moment, with the `tar` it started.
 *
 * `entry` is the bundle, which must call `runCacheProcess` when its first argument is `CACHE_ARGUMENT`.
 */
export function connectCache(entry: string, environment: Environment): CacheService {
  const start = (operation: Operation, paths: readonly string[], key: string): ChildProcess =>
    spawn(process.execPath, [...process.execArgv, entry, CACHE_ARGUMENT, operation, key, ...paths], {
      detached: true,
      // Nobody may be there to read when an upload ends.
      stdio: ['ignore', operation === 'save' ? 'ignore' : 'pipe', 'ignore'],
      env: { ...environment },
    });
  return {
    restore: async (paths, key, signal) => {
      if (!isConfigured(environment)) return notConfigured;
      const child = start('restore', paths, key);
      let output = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
      const stop = (): void => killGroup(child);
      signal.addEventListener('abort', stop);
      if (signal.aborted) stop();
      const exit = await ended(child);
      signal.removeEventListener('abort', stop);
      if (exit === EXIT.done) return { answer: 'hit' };
      // The library prints why it failed and then answers as if there were nothing.
      const complaint = /^::(?:warning|error)[^:]*::(.*)$/m.exec(output)?.[1];
      if (exit === EXIT.miss && complaint === undefined) return { answer: 'miss' };
      return { answer: 'unavailable', reason: complaint ?? `its process ended with ${exit}` };
    },
    save: async (paths, key, signal) => {
      if (!isConfigured(environment)) return notConfigured;
      const child = start('save', paths, key);
      child.unref();
      const letGo = new Promise<'let go'>((resolve) => {
        if (signal.aborted) resolve('let go');
        else signal.addEventListener('abort', () => resolve('let go'), { once: true });
      });
      const exit = await Promise.race([ended(child), letGo]);
      if (exit === EXIT.done) return { answer: 'done' };
      return {
        answer: 'unavailable',
        reason: exit === 'let go' ? 'not waited for' : `its process ended with ${exit}`,
      };
    },
  };
}

type Operation = 'restore' | 'save';

const notConfigured: CacheAnswer = { answer: 'unavailable', reason: 'this runner has no cache service' };

/** What `isFeatureAvailable()` looks at, without loading the library: a runner without a cache pays nothing. */
const isConfigured = (environment: Environment): boolean =>
  Boolean(environment['ACTIONS_RESULTS_URL'] || environment['ACTIONS_CACHE_URL']);

/** Resolves with the exit code, or what ended it; never rejects. */
const ended = (child: ChildProcess): Promise<number | string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'no exit code'));
  });

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    // The group, not the process: its `tar` would go on writing. Windows has no groups.
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Ended just now.
  }
}

/** The cache's process: does one operation and resolves with the exit code to end with. Arguments as `connectCache` gives them. */
export async function runCacheProcess(args: readonly string[]): Promise<number> {
  const [operation, key = '', ...paths] = args;
  setTimeout(() => process.exit(EXIT.failed), LONGEST).unref();
  const cache = await import('@actions/cache');
  if (!cache.isFeatureAvailable()) return EXIT.failed;
  if (operation === 'save') return (await cache.saveCache([...paths], key)) > 0 ? EXIT.done : EXIT.failed;
  // A service that hangs in the middle is the caller's deadline to notice, not the library's ten minutes.
  return (await cache.restoreCache([...paths], key)) === undefined ? EXIT.miss : EXIT.done;
}
