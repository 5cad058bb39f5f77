import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startLocalS3, type LocalS3 } from '../local/s3/local-s3.ts';
import { drawRatios } from './publish/chart.ts';
import { measure } from './publish/measure.ts';
import { compare, describe, SCENARIOS, type Result, type Scenario } from './publish/ratios.ts';
import { asJustBuilt, writeSites, type BenchSite } from './publish/sites.ts';
import { bundleEntry, findTools, TOOLS, type Tool, type ToolName } from './publish/tools.ts';

const USAGE = `npm run bench -- publish [options]
  --files 200,10000      sizes of the site (default 200)
  --rounds 5             each round runs everything once, in turn
  --latency 30           milliseconds a request takes
  --scenarios first,unchanged,changed
  --tools ours,aws,rclone,s3cmd   those that are installed are compared
  --json FILE            every figure
  --svg FILE             the ratios as a picture`;

interface Options {
  readonly files: readonly number[];
  readonly rounds: number;
  readonly latency: number;
  readonly scenarios: readonly Scenario[];
  readonly tools: readonly ToolName[];
  readonly json: string | undefined;
  readonly svg: string | undefined;
}

/**
 * Publishes the same site to the same local S3 with the same latency: ours (what a deploy does between Terraform's outputs
 * and the recorded release, in a process of its own), `aws s3 sync --delete` and an invalidation of everything, rclone,
 * s3cmd. They run in turn, so that what else the machine does meets all of them; ratios are of runs of the same round.
 */
export async function benchPublish(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-bench-'));
  const bundle = bundleEntry();
  const local = await startLocalS3({
    latency: options.latency,
    // Ten thousand contents are of no use here, the release record is.
    keepsBody: (bucket) => bucket.startsWith('state'),
  });
  try {
    const { tools, missing } = findTools(options.tools, bundle.file);
    const versions = tools.map(({ name, version }) => (name === 'ours' ? `ours on ${version}` : version));
    console.log(
      `publish: ${versions.join(', ')}; ${options.latency} ms a request, ${options.rounds} rounds in turn` +
        (missing.length > 0 ? `; not installed or broken: ${missing.join(', ')}` : ''),
    );
    const results: Result[] = [];
    for (const files of options.files) {
      const site = writeSites(path.join(directory, String(files)), files);
      console.log(
        `\n${files} files, ${(site.bytes / 1e6).toFixed(1)} MB, ${site.changed} of them changed in the third run`,
      );
      results.push(...(await runRounds(options, { site, tools, local, directory })));
      console.log(describe(results.filter((result) => result.files === files)));
    }
    const comparisons = compare(results);
    if (options.json !== undefined)
      writeFileSync(
        options.json,
        `${JSON.stringify({ options, versions, comparisons, results }, null, 1)}\n`,
      );
    if (options.svg !== undefined) writeFileSync(options.svg, drawRatios(results, options));
  } finally {
    await local.stop();
    bundle.remove();
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Bench {
  readonly site: BenchSite;
  readonly tools: readonly Tool[];
  readonly local: LocalS3;
  /** For files of ours. */
  readonly directory: string;
}

let runs = 0;

async function runRounds({ rounds, scenarios }: Options, bench: Bench): Promise<readonly Result[]> {
  const { site, tools, local } = bench;
  const results: Result[] = [];
  const trees = {
    first: { directory: site.first, keys: filesIn(site.first) },
    unchanged: { directory: site.first, keys: filesIn(site.first) },
    changed: { directory: site.second, keys: filesIn(site.second) },
  } as const;
  for (let round = 1; round <= rounds; round++) {
    const suffix = `${site.files}-${round}`;
    for (const { name } of tools) local.createBucket(`${name}-${suffix}`);
    local.createBucket(`state-${suffix}`);
    for (const scenario of SCENARIOS) {
      const wanted = scenarios.includes(scenario);
      if (!wanted && scenario !== 'first') continue;
      // Whoever goes first meets a colder machine, so each does in its turn.
      const turn = tools.map((_, index) => tools[(index + round) % tools.length]);
      for (const tool of turn) {
        if (tool === undefined) continue;
        const bucket = `${tool.name}-${suffix}`;
        if (!wanted && tool.name !== 'ours') {
          // What it would have uploaded, without taking the time.
          for (const key of trees.first.keys)
            local.seed(bucket, key, readFileSync(path.join(site.first, key)));
          continue;
        }
        asJustBuilt(trees[scenario].directory, trees[scenario].keys);
        local.forget();
        const cost = await measure(
          tool.command({
            directory: trees[scenario].directory,
            bucket,
            stateBucket: `state-${suffix}`,
            distributionId: `E${tool.name.toUpperCase()}`,
            run: ++runs,
            endpoint: local.endpoint,
            environment: { PATH: process.env['PATH'] ?? '', HOME: bench.directory, ...local.environment },
          }),
          path.join(bench.directory, 'cost.json'),
        );
        expectSite(local, bucket, trees[scenario].keys);
        if (wanted)
          results.push({
            files: site.files,
            changed: site.changed,
            round,
            scenario,
            tool: tool.name,
            ...cost,
            requests: local.counts(),
          });
      }
    }
    for (const { name } of tools) local.removeBucket(`${name}-${suffix}`);
    local.removeBucket(`state-${suffix}`);
  }
  return results;
}

/** What was measured must have been done. */
function expectSite(local: LocalS3, bucket: string, keys: readonly string[]): void {
  const objects = local.objects(bucket);
  const missing = keys.filter((key) => !objects.has(key));
  if (missing.length > 0) throw new Error(`${bucket} misses ${missing.length} files, e.g. ${missing[0]}.`);
}

const filesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)));

function parseOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        files: { type: 'string', default: '200' },
        rounds: { type: 'string', default: '5' },
        latency: { type: 'string', default: '30' },
        scenarios: { type: 'string', default: SCENARIOS.join(',') },
        tools: { type: 'string', default: TOOLS.join(',') },
        json: { type: 'string' },
        svg: { type: 'string' },
      },
    });
    return {
      files: values.files.split(',').map((each) => wholeNumber('files', each, 20)),
      rounds: wholeNumber('rounds', values.rounds, 1),
      latency: wholeNumber('latency', values.latency, 0),
      scenarios: values.scenarios.split(',').map((each) => oneOf('scenarios', each, SCENARIOS)),
      tools: values.tools.split(',').map((each) => oneOf('tools', each, TOOLS)),
      json: values.json,
      svg: values.svg,
    };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least)
    throw new Error(`--${name} takes whole numbers from ${least}, not "${text}".`);
  return number;
}

function oneOf<T extends string>(name: string, text: string, known: readonly T[]): T {
  const found = known.find((each) => each === text);
  if (found === undefined) throw new Error(`--${name} takes ${known.join(', ')}, not "${text}".`);
  return found;
}
