import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

/** One wrong input, in the words its user needs: the input's name, the value, and what would be right. */
export interface InputProblem {
  readonly input: string;
  readonly message: string;
}

/** The result of reading one input: a value, or what is wrong with it. Never both. */
export type Reading<T> = { readonly value: T } | { readonly problem: string };

const shown = (value: string): string => (value.length > 80 ? `${value.slice(0, 77)}...` : value);

/** Quotes an offending value for a message, shortened to 80 characters. */
export const quoted = (value: string): string =>
  `"${shown(value).replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;

export function readChoice<T extends string>(value: string, choices: readonly T[]): Reading<T> {
  const found = choices.find((choice) => choice === value);
  return found === undefined
    ? { problem: `${quoted(value)} is none of ${choices.join(', ')}` }
    : { value: found };
}

/** YAML 1.2's booleans, the ones `core.getBooleanInput` accepts. */
export function readBoolean(value: string): Reading<boolean> {
  if (/^(true|True|TRUE)$/.test(value)) return { value: true };
  if (/^(false|False|FALSE)$/.test(value)) return { value: false };
  return { problem: `${quoted(value)} is neither true nor false` };
}

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;
const MAX_DURATION = 6 * UNITS.h;

/** A duration such as `90s`, `20m` or `1h30m`, in milliseconds; at most six hours, the life of a hosted job. */
export function readDuration(value: string): Reading<number> {
  const parts = [...value.matchAll(/(\d+)([hms])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== value) {
    return { problem: `${quoted(value)} is not a duration such as 90s, 20m or 1h` };
  }
  const total = parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS],
    0,
  );
  return total > MAX_DURATION
    ? { problem: `${quoted(value)} is more than 6h, the life of a job` }
    : { value: total };
}

/** The non-empty lines of a multi-line input, trimmed. */
export const readLines = (value: string): readonly string[] =>
  value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Lines `name=value`; the value may hold further `=` and may be empty. */
export function readPairs(
  value: string,
  rules: { readonly name: RegExp; readonly shape: string },
): Reading<ReadonlyMap<string, string>> {
  const pairs = new Map<string, string>();
  const wrong: string[] = [];
  for (const line of readLines(value)) {
    const at = line.indexOf('=');
    const name = line.slice(0, Math.max(at, 0)).trim();
    if (at < 1 || !rules.name.test(name)) wrong.push(`${quoted(line)} is not ${rules.shape}`);
    else if (pairs.has(name)) wrong.push(`${quoted(name)} is given twice`);
    else pairs.set(name, line.slice(at + 1).trim());
  }
  return wrong.length > 0 ? { problem: wrong.join('; ') } : { value: pairs };
}

/** A directory inside the workspace, as an absolute path. */
export function readDirectory(value: string, workspace: string): Reading<string> {
  const absolute = path.resolve(workspace, value);
  if (!isInside(absolute, workspace))
    return { problem: `${quoted(value)} is outside the workspace ${workspace}` };
  if (!existsSync(absolute)) return { problem: `${quoted(value)} does not exist in ${workspace}` };
  if (!statSync(absolute).isDirectory()) return { problem: `${quoted(value)} is not a directory` };
  return { value: absolute };
}

/** Whether `candidate` is `directory` or below it; both absolute. */
export function isInside(candidate: string, directory: string): boolean {
  const relative = path.relative(directory, candidate);
  return (
    relative === '' ||
    (!relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative))
  );
}
