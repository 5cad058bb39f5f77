import type { Cost } from './measure.ts';
import type { ToolName } from './tools.ts';

/** `first`: into an empty bucket; `unchanged`: the same again; `changed`: 1 % of it. */
export const SCENARIOS = ['first', 'unchanged', 'changed'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** One measured run. */
export interface Result extends Cost {
  /** Size of the site. */
  readonly files: number;
  /** How many of them the third scenario changes. */
  readonly changed: number;
  readonly round: number;
  readonly scenario: Scenario;
  readonly tool: ToolName;
  /** Operation -> how many were made. */
  readonly requests: Readonly<Record<string, number>>;
}

/** Paired ratios: of each round, one tool's to the other's. */
export interface Ratio {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** One tool against another, for one size and scenario. */
export interface Comparison {
  readonly files: number;
  readonly scenario: Scenario;
  readonly against: ToolName;
  readonly wall: Ratio;
  readonly cpu: Ratio;
}

/** What is promised of a ratio to `aws s3 sync`. */
const LIMITS: readonly (Pick<Comparison, 'files' | 'scenario'> & {
  readonly wall?: number;
  readonly cpu?: number;
})[] = [
  { files: 200, scenario: 'first', wall: 0.35, cpu: 0.35 },
  { files: 200, scenario: 'unchanged', wall: 0.15, cpu: 0.15 },
  { files: 200, scenario: 'changed', wall: 0.15, cpu: 0.15 },
  { files: 10_000, scenario: 'first', wall: 0.25, cpu: 0.15 },
  { files: 10_000, scenario: 'unchanged', wall: 0.03, cpu: 0.03 },
  { files: 10_000, scenario: 'changed', wall: 0.04, cpu: 0.04 },
  { files: 50_000, scenario: 'unchanged', wall: 0.02, cpu: 0.02 },
];
/** Bytes, whatever the size of the site. */
const MOST_MEMORY = 150 * 1024 * 1024;
/** Requests beyond the changed files and the pages of the listing. */
const MOST_REQUESTS_MORE = 10;

/** Every comparison of a tool, ours unless another is named, that the results allow, in their order. */
export function compare(results: readonly Result[], whose: ToolName = 'ours'): readonly Comparison[] {
  const ours = results.filter(({ tool }) => tool === whose);
  const cases = unique(results.map(({ files, scenario, tool }) => `${files} ${scenario} ${tool}`));
  return cases.flatMap((name): Comparison[] => {
    const theirs = results.filter(({ files, scenario, tool }) => `${files} ${scenario} ${tool}` === name);
    const [one] = theirs;
    if (one === undefined || one.tool === whose) return [];
    const pairs = theirs.flatMap((their) => {
      const own = ours.find(
        ({ files, scenario, round }) =>
          files === their.files && scenario === their.scenario && round === their.round,
      );
      return own === undefined ? [] : [{ own, their }];
    });
    if (pairs.length === 0) return [];
    const ratio = (of: 'wall' | 'cpu'): Ratio => spread(pairs.map(({ own, their }) => own[of] / their[of]));
    return [
      { files: one.files, scenario: one.scenario, against: one.tool, wall: ratio('wall'), cpu: ratio('cpu') },
    ];
  });
}

/** Least, median and most. */
export function spread(values: readonly number[]): Ratio {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [below = Number.NaN, above = Number.NaN] = [
    sorted[Math.ceil(middle) - 1],
    sorted[Math.floor(middle)],
  ];
  return { least: sorted[0] ?? Number.NaN, median: (below + above) / 2, most: sorted.at(-1) ?? Number.NaN };
}

/** The results of one size as text: what each cost, the ratios with their limits, requests by kind. */
export function describe(results: readonly Result[]): string {
  return [
    table(['', 'wall s', 'CPU s', 'memory MB'], costRows(results)),
    table(['ours against', 'wall', 'CPU'], ratioRows(results)),
    table(['', 'requests'], requestRows(results)),
    ...misses(results),
  ].join('\n\n');
}

function costRows(results: readonly Result[]): readonly (readonly string[])[] {
  return byCase(results).map(([name, runs]) => {
    const median = (of: keyof Cost): number => spread(runs.map((run) => run[of])).median;
    return [
      name,
      median('wall').toFixed(2),
      median('cpu').toFixed(2),
      (median('memory') / 1024 ** 2).toFixed(0),
    ];
  });
}

function ratioRows(results: readonly Result[]): readonly (readonly string[])[] {
  return compare(results).map(({ files, scenario, against, wall, cpu }) => {
    const limit = against === 'aws' ? limitOf(files, scenario) : undefined;
    return [`${against}, ${scenario}`, ratioText(wall, limit?.wall), ratioText(cpu, limit?.cpu)];
  });
}

const limitOf = (files: number, scenario: Scenario) =>
  LIMITS.find((limit) => limit.files === files && limit.scenario === scenario);

const ratioText = ({ least, median, most }: Ratio, limit: number | undefined): string =>
  `${median.toFixed(3)} (${least.toFixed(3)}..${most.toFixed(3)})` +
  (limit === undefined ? '' : `, at most ${limit}${median > limit ? ': MISSED' : ''}`);

function requestRows(results: readonly Result[]): readonly (readonly string[])[] {
  return byCase(results).map(([name, runs]) => {
    const counts = Object.entries(runs.at(-1)?.requests ?? {}).map(
      ([operation, count]) => `${count} ${operation}`,
    );
    return [name, counts.join(', ')];
  });
}

/** Sentences about what is promised and wasn't seen, beyond the ratios to aws. */
function misses(results: readonly Result[]): readonly string[] {
  const ours = results.filter(({ tool }) => tool === 'ours');
  const memory = Math.max(0, ...ours.map((run) => run.memory));
  const requests = ours
    .filter(({ scenario }) => scenario === 'changed')
    .map(({ requests: made, changed }) => {
      const all = Object.values(made).reduce((sum, count) => sum + count, 0);
      return all - (made['ListObjectsV2'] ?? 0) - changed;
    });
  const more = Math.max(0, ...requests);
  const slower = compare(results).filter(
    ({ files, against, wall }) => files >= 10_000 && against === 'rclone' && wall.median > 1,
  );
  return [
    ...(memory > MOST_MEMORY
      ? [`MISSED: ours took ${(memory / 1024 ** 2).toFixed(0)} MB, at most 150.`]
      : []),
    ...(more > MOST_REQUESTS_MORE
      ? [
          `MISSED: a change of 1 % made ${more} requests beyond the changed files and the listing, at most ${MOST_REQUESTS_MORE}.`,
        ]
      : []),
    ...slower.map(({ scenario }) => `MISSED: slower than rclone, ${scenario}.`),
  ];
}

function byCase(results: readonly Result[]): readonly (readonly [string, readonly Result[]])[] {
  const names = unique(
    SCENARIOS.flatMap((each) => results.filter(({ scenario }) => scenario === each).map(caseOf)),
  );
  return names.map((name) => [name, results.filter((result) => caseOf(result) === name)]);
}

const caseOf = ({ scenario, tool }: Result): string => `${scenario}, ${tool}`;

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}
