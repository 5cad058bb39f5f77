import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const names = ['output', 'state', 'env', 'path', 'step_summary'] as const;

/** The files through which a phase talks to the runner: fresh and empty for every phase. */
export interface CommandFiles {
  /** GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV, GITHUB_PATH, GITHUB_STEP_SUMMARY. */
  readonly environment: Readonly<Record<string, string>>;
  read(): Promise<CommandFileContents>;
}

/** What a phase wrote into its command files. */
export interface CommandFileContents {
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
  readonly summary: string;
}

/** Makes the five files in a directory of their own. */
export async function createCommandFiles(directory: string): Promise<CommandFiles> {
  await mkdir(directory, { recursive: true });
  const file = (name: (typeof names)[number]): string => path.join(directory, name);
  await Promise.all(names.map((name) => writeFile(file(name), '')));
  const contents = (name: (typeof names)[number]): Promise<string> => readFile(file(name), 'utf8');
  return {
    environment: Object.fromEntries(names.map((name) => [`GITHUB_${name.toUpperCase()}`, file(name)])),
    read: async () => ({
      outputs: parseKeyValues(await contents('output')),
      state: parseKeyValues(await contents('state')),
      env: parseKeyValues(await contents('env')),
      paths: (await contents('path')).split(/\r?\n/).filter((line) => line !== ''),
      summary: summaryOf(await contents('step_summary')),
    }),
  };
}

/** The runner drops a summary of more than 1 MiB as a whole. */
function summaryOf(markdown: string): string {
  return Buffer.byteLength(markdown) > 1 << 20 ? '' : markdown;
}

/**
 * Parses `name=value` lines and the form of several lines, `name<<DELIMITER`, as the runner does
 * (FileCommandManager): whichever of `=` and `<<` comes first decides; an unclosed delimiter and a line without
 * either are errors.
 */
export function parseKeyValues(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      found[line.slice(0, equals)] = line.slice(equals + 1);
    } else if (heredoc > 0) {
      const delimiter = line.slice(heredoc + 2);
      const end = lines.indexOf(delimiter, index + 1);
      if (delimiter === '' || end < 0)
        throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      found[line.slice(0, heredoc)] = lines.slice(index + 1, end).join('\n');
      index = end;
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return found;
}
