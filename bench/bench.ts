import process from 'node:process';
import { benchPublish } from './publish.ts';
import { benchStart } from './start.ts';

/** Benchmarks by name. Each prints ratios: these hold on a noisy machine, seconds don't. */
const BENCHMARKS: Readonly<Record<string, (options: readonly string[]) => Promise<void>>> = {
  start: benchStart,
  publish: benchPublish,
};

// Names first, then the options of the one that is named.
const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith('-'));
const names = firstOption < 0 ? args : args.slice(0, firstOption);
const options = args.slice(names.length);
const unknown = names.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exit(2);
}
for (const name of names.length === 0 ? Object.keys(BENCHMARKS) : names) await BENCHMARKS[name]?.(options);
