// What `npm test` runs: every test file on Node 24, the heavy ones (real Terraform, start to end) last.
//
//   npm test                      everything
//   npm test -- PATHS...          these files, or the test files below these folders
//   npm test -- --only PATTERN    only tests with such a name (a regular expression), in PATHS where there are any
//
// The last line is `N passed, N failed, N skipped`; the exit code is 0 where something passed and nothing failed.
import { existsSync, globSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { performance } from 'node:perf_hooks';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { prepareTests } from './prepare-tests.mjs';
import { TestReport } from './test-report.mjs';

/** A file that takes longer than this hangs. */
const FILE_TIMEOUT = 15 * 60_000;

/** What takes longest, begun first: begun last, one of them would run alone at the end. */
const LONGEST = [
  'suites/lost-state',
  'e2e/seed-story',
  'suites/kill',
  'suites/publish',
  'suites/faults',
  'suites/contention',
  'e2e/destroy',
];
/** What waits most of its time, for clocks rather than for a processor: runs one by one beside the others. */
const IDLE = ['e2e/bootstrap-state'];

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });

const files = testFiles(positionals);
await prepareTests();

const report = new TestReport(root, { selected: values.only !== undefined });
const started = performance.now();
try {
  const isHeavy = (file) => ['e2e', 'suites'].some((name) => file.startsWith(inTests(name) + path.sep));
  const [quick, slow] = [false, true].map((is) => files.filter((file) => isHeavy(file) === is));
  const isIdle = (file) => rankIn(IDLE, file) < IDLE.length;
  const [heavy, idle] = [false, true].map((is) => slow.filter((file) => isIdle(file) === is));
  const cores = os.availableParallelism();
  await runFiles(quick, Math.max(2, cores));
  await Promise.all([
    // Each of these keeps a Terraform, its provider and a local AWS busy, and waits for them much of its time.
    runFiles(
      heavy.toSorted((one, other) => rankIn(LONGEST, one) - rankIn(LONGEST, other)),
      Math.max(3, Math.floor(cores / 2)),
    ),
    runFiles(idle, 1),
  ]);
} catch (error) {
  // Left alone, node:test takes it for an error of a test and says nothing.
  console.error(error);
  report.failed += 1;
}
report.tellEnd(performance.now() - started);
process.exitCode = report.failed === 0 && report.passed > 0 ? 0 : 1;

/** Absolute paths of the test files that were asked for, in a stable order. */
function testFiles(asked) {
  const below = (directory) =>
    globSync('**/*.test.ts', { cwd: directory }).map((name) => path.join(directory, name));
  const named = asked.length === 0 ? [path.join(root, '__tests__')] : asked.map((name) => path.resolve(name));
  const missing = named.filter((name) => !existsSync(name));
  const found = named
    .filter(existsSync)
    .flatMap((name) => (statSync(name).isDirectory() ? below(name) : [name]));
  if (missing.length === 0 && found.length > 0) return [...new Set(found)].sort();
  console.error(
    missing.length > 0 ? `There is no ${missing.join(', ')}.` : `No test file in ${asked.join(', ')}.`,
  );
  process.exit(1);
}

function inTests(name) {
  return path.join(root, '__tests__', name);
}

/** Where a test file stands in a list; behind its end where it isn't in it. */
function rankIn(names, file) {
  const rank = names.findIndex((name) => inTests(`${name}.test.ts`) === file);
  return rank === -1 ? names.length : rank;
}

async function runFiles(some, concurrency) {
  if (some.length === 0) return;
  const only = values.only === undefined ? {} : { testNamePatterns: [new RegExp(values.only)] };
  for await (const event of run({ files: some, concurrency, timeout: FILE_TIMEOUT, ...only }))
    report.take(event);
}
