import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';

/** What one run of a command cost. */
export interface Cost {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of user and system time, of every process it started. */
  readonly cpu: number;
  /** Bytes: the largest of its processes. */
  readonly memory: number;
}

/** A command to measure. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

// Node knows what it itself used, not what its children did; wait4 says it to the microsecond.
const WRAPPER = `
import json, resource, subprocess, sys, time
start = time.monotonic()
code = subprocess.call(sys.argv[2:])
wall = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], 'w') as file:
    json.dump({'wall': wall, 'cpu': used.ru_utime + used.ru_stime, 'memory': used.ru_maxrss * 1024}, file)
sys.exit(code)`;

/**
 * Runs a command and says what it cost. Throws with the last it said when it fails.
 *
 * @param scratch a file that may be written
 */
export async function measure({ file, args, environment }: Command, scratch: string): Promise<Cost> {
  const child = spawn('python3', ['-S', '-c', WRAPPER, scratch, file, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${String(code)}:\n${said}`);
  const cost = JSON.parse(await readFile(scratch, 'utf8')) as Cost;
  await rm(scratch);
  return cost;
}
