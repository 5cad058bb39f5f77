import process from 'node:process';
import { benchStart } from './start.ts';

/** Benchmarks by name. Each prints ratios: these hold on a noisy machine, seconds don't. */
const BENCHMARKS: Readonly<Record<string, () => Promise<void>>> = { start: benchStart };

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exit(2);
}
for (const name of names.length === 0 ? Object.keys(BENCHMARKS) : names) await BENCHMARKS[name]?.();
