import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const RUNS = 15;
/** The bundle may take this many times an empty script to parse its inputs and exit. */
const MOST = 3.5;

/**
 * Cold start: the bundle parses inputs, finds one wrong and exits, against an empty script on the same Node. The two run
 * in turn, so that what else the machine does meets both; the medians' ratio is what counts.
 */
export async function benchStart(): Promise<void> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-bench-'));
  try {
    const empty = path.join(directory, 'empty.js');
    writeFileSync(empty, '');
    const bundle = fileURLToPath(new URL('../dist/index.js', import.meta.url));
    const environment = bundleEnvironment(directory);
    const times: Record<'empty' | 'bundle', number[]> = { empty: [], bundle: [] };
    for (let run = -1; run < RUNS; run += 1) {
      const one = time(empty, {}, 0);
      const other = time(bundle, environment, 1);
      // The first pair only warms the file cache.
      if (run < 0) continue;
      times.empty.push(one);
      times.bundle.push(other);
    }
    const ratios = times.bundle.map((value, index) => value / (times.empty[index] ?? Number.NaN));
    const result = {
      emptyMs: round(median(times.empty)),
      bundleMs: round(median(times.bundle)),
      ratio: round(median(times.bundle) / median(times.empty)),
      pairedRatios: [Math.min(...ratios), median(ratios), Math.max(...ratios)].map(round),
      most: MOST,
    };
    console.log(`start: the bundle takes ${result.ratio} x an empty script (at most ${MOST})`);
    console.log(JSON.stringify(result));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A runner's variables, with one input that is wrong: everything is parsed, and nothing further is loaded. */
function bundleEnvironment(directory: string): Record<string, string> {
  const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'].map((name) => {
    const file = path.join(directory, name);
    writeFileSync(file, '');
    return [name, file];
  });
  return {
    ...Object.fromEntries(files),
    GITHUB_WORKSPACE: directory,
    GITHUB_REPOSITORY: 'a/b',
    INPUT_COMMAND: 'nonsense',
  };
}

function time(script: string, environment: Record<string, string>, exitCode: number): number {
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [script], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    encoding: 'utf8',
  });
  const taken = performance.now() - start;
  if (status !== exitCode) throw new Error(`${script} ended with ${status}:\n${stdout}`);
  return taken;
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

const round = (value: number): number => Math.round(value * 100) / 100;
