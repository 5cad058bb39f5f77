import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe as suite, test } from 'node:test';
import { drawRatios } from '../../bench/publish/chart.ts';
import { measure } from '../../bench/publish/measure.ts';
import { compare, describe, spread, type Result } from '../../bench/publish/ratios.ts';
import { asJustBuilt, writeSites } from '../../bench/publish/sites.ts';
import { findTools } from '../../bench/publish/tools.ts';
import { brokenPages } from '../../local/s3/broken-pages.ts';
import { isHashedName } from '../../src/frontend/hashed-name.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-bench-test-'));
after(() => rmSync(directory, { recursive: true, force: true }));

const result = (more: Partial<Result>): Result => ({
  files: 200,
  changed: 2,
  round: 1,
  scenario: 'first',
  tool: 'ours',
  wall: 1,
  cpu: 1,
  memory: 1024 ** 2,
  requests: {},
  ...more,
});

suite('the sites of the benchmark', () => {
  const read = (root: string): ReadonlyMap<string, { readonly content: Buffer }> =>
    new Map(
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .map((file) => [path.relative(root, file), { content: readFileSync(file) }]),
    );

  test('have as many files as asked for, are whole, and differ in 1 %', () => {
    const site = writeSites(path.join(directory, 'site'), 400);
    const [first, second] = [read(site.first), read(site.second)];
    assert.deepEqual([first.size, second.size], [400, 400]);
    assert.deepEqual([...brokenPages(first), ...brokenPages(second)], []);
    const differing = [...second].filter(
      ([key, { content }]) => first.get(key)?.content.equals(content) !== true,
    );
    assert.deepEqual([differing.length, site.changed], [4, 4]);
    assert.ok([...first.keys()].filter((key) => key.startsWith('assets/')).every(isHashedName));
  });

  test('are new to every tool, and what they were', () => {
    const { first } = writeSites(path.join(directory, 'built'), 20);
    const built = read(first);
    const files = [...built.keys()].map((key) => path.join(first, key));
    for (const file of files) utimesSync(file, 0, 0);
    const before = Date.now();
    asJustBuilt(first, [...built.keys()]);
    assert.deepEqual(read(first), built);
    assert.ok(files.every((file) => statSync(file).mtime.getTime() >= before));
  });
});

suite('the tools of the benchmark', () => {
  const found = process.env.PATH;
  after(() => (process.env.PATH = found));

  test('are those that run: one that is not installed, or fails, is named', () => {
    const programs = mkdtempSync(path.join(directory, 'path-'));
    const install = (name: string, script: string): void =>
      writeFileSync(path.join(programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    install('aws', 'echo aws-cli/2.31.0 Python/3.13.7 Linux/6.8');
    install('s3cmd', 'echo "ModuleNotFoundError: No module named dateutil"; exit 1');
    process.env.PATH = programs;
    const { tools, missing } = findTools(['ours', 'aws', 'rclone', 's3cmd'], 'bundle.js');
    assert.deepEqual(
      tools.map(({ version }) => version),
      [`Node ${process.versions.node}`, 'aws-cli/2.31.0'],
    );
    assert.deepEqual(missing, ['rclone', 's3cmd']);
  });
});

suite('the ratios of the benchmark', () => {
  test('are of runs of the same round', () => {
    const rounds = [
      [1, 2, 4],
      [2, 1, 10],
      [3, 9, 10],
    ] as const;
    const results = rounds.flatMap(([round, own, their]) => [
      result({ round, wall: own }),
      result({ round, wall: their, tool: 'aws' }),
    ]);
    const [comparison, ...more] = compare(results);
    assert.deepEqual(more, []);
    assert.deepEqual(comparison?.wall, { least: 0.1, median: 0.5, most: 0.9 });
    assert.equal(spread([1, 2, 3, 4]).median, 2.5);
  });

  test('say what is promised and was missed', () => {
    const text = describe([
      result({ wall: 4, cpu: 1, memory: 200 * 1024 ** 2 }),
      result({ wall: 10, cpu: 10, tool: 'aws' }),
      result({ scenario: 'changed', wall: 1, cpu: 1, requests: { ListObjectsV2: 12, PutObject: 13 } }),
    ]);
    assert.match(
      text,
      /aws, first +\| 0\.400 \(0\.400\.\.0\.400\), at most 0\.35: MISSED \| 0\.100 .* at most 0\.35 /,
    );
    assert.match(text, /MISSED: ours took 200 MB, at most 150\./);
    assert.match(
      text,
      /MISSED: a change of 1 % made 11 requests beyond the changed files and the listing, at most 10\./,
    );
  });

  test('are drawn with a bar for each tool that was there', () => {
    const results = [
      result({ wall: 0.2 }),
      result({ wall: 1, tool: 'aws' }),
      result({ wall: 0.4, tool: 'rclone' }),
    ];
    const svg = drawRatios(results, { rounds: 1, latency: 30 });
    assert.match(svg, /200 files, first upload/);
    assert.match(svg, />0\.20</);
    // Of the 250 that aws takes, rclone takes 0.4.
    assert.match(svg, /width="100\.0" height="9"/);
    assert.ok(!drawRatios(results.slice(0, 2), { rounds: 1, latency: 30 }).includes('rclone'));
  });
});

test('what a command costs is all of its processes, and its failure is told', async () => {
  const scratch = path.join(directory, 'cost.json');
  const run = (script: string) =>
    measure(
      { file: '/bin/sh', args: ['-c', script], environment: { PATH: process.env.PATH ?? '' } },
      scratch,
    );
  const spin = `${process.execPath} -e "const end=Date.now()+300;while(Date.now()<end);"`;
  const cost = await run(`${spin}; ${spin}`);
  assert.ok(cost.wall > 0.6 && cost.cpu > 0.2 && cost.memory > 10e6, JSON.stringify(cost));
  await assert.rejects(run('echo why >&2; exit 3'), /ended with 3:\nwhy/);
});
