import process from 'node:process';
import { parseArgs } from 'node:util';

/** Numbers from a seed: the same seed gives the same numbers, so that what failed can be run again. */
export interface Random {
  readonly seed: number;
  /** In [0, 1). */
  next(): number;
  /** One of them. */
  pick<T>(from: readonly T[]): T;
  /** So many different ones of them, in their order; all where there are fewer. */
  sample<T>(from: readonly T[], count: number): readonly T[];
}

/** mulberry32, of the public domain: small, and good enough to choose what to test. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    seed,
    next,
    pick: (from) => {
      if (from.length === 0) throw new Error('There is nothing to pick from.');
      return from[below(from.length)]!;
    },
    sample: (from, count) => {
      const left = from.map((_, index) => index);
      while (left.length > Math.max(0, count)) left.splice(below(left.length), 1);
      return left.map((index) => from[index]!);
    },
  };
}

/** A seed that nobody chose. */
export const anySeed = (): number => Math.floor(Math.random() * 1_000_000);

/** What every suite takes on its command line. */
export interface SuiteOptions {
  readonly seed: number;
  /** Deploys that run beside each other, each in a world of its own. */
  readonly lanes: number;
  /** Further options, as whole numbers. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Further options, as text. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Reads a suite's command line: `--seed`, `--lanes`, and the further options that it names with their defaults, a number
 * or a text each.
 */
export function readSuiteOptions(
  args: readonly string[],
  defaults: Readonly<Record<string, number | string>> = {},
): SuiteOptions {
  const names = ['seed', 'lanes', ...Object.keys(defaults)];
  const { values } = parseArgs({
    args: [...args],
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const number = (name: string, otherwise: number): number => {
    const given = values[name];
    if (given === undefined) return otherwise;
    if (/^\d+$/.test(String(given))) return Number(given);
    throw new Error(`--${name} takes a whole number, not "${String(given)}".`);
  };
  const entries = Object.entries(defaults);
  return {
    seed: number('seed', anySeed()),
    lanes: number('lanes', 2),
    numbers: Object.fromEntries(
      entries.flatMap(([name, otherwise]) =>
        typeof otherwise === 'number' ? [[name, number(name, otherwise)]] : [],
      ),
    ),
    texts: Object.fromEntries(
      entries.flatMap(([name, otherwise]) =>
        typeof otherwise === 'string' ? [[name, String(values[name] ?? otherwise)]] : [],
      ),
    ),
  };
}

/**
 * Works through items on so many lanes, each lane with something of its own (a world) that it opens once and closes at
 * the end, and resolves to the results in the order of the items.
 */
export async function inLanes<Item, Lane, Result>(
  items: readonly Item[],
  lanes: number,
  {
    open,
    work,
    close,
  }: {
    readonly open: (lane: number) => Promise<Lane>;
    readonly work: (lane: Lane, item: Item, index: number) => Promise<Result>;
    readonly close: (lane: Lane) => Promise<void>;
  },
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const run = async (number: number): Promise<void> => {
    const lane = await open(number);
    try {
      for (let index = next++; index < items.length; index = next++) {
        results[index] = await work(lane, items[index]!, index);
      }
    } finally {
      await close(lane);
    }
  };
  const count = Math.max(1, Math.min(lanes, items.length));
  const ended = await Promise.allSettled(Array.from({ length: count }, (_, number) => run(number)));
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  return results;
}

/** A table of figures as text: a heading row, then the rows, columns aligned. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map(String));
  const widths = (texts[0] ?? []).map((_, column) =>
    Math.max(...texts.map((row) => row[column]?.length ?? 0)),
  );
  return texts
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Ends a suite: prints its verdict as the last line and sets the exit code. */
export function tellVerdict(failures: readonly string[], figures: string): void {
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  console.log(`${failures.length === 0 ? 'ok' : 'FAILED'}: ${figures}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
