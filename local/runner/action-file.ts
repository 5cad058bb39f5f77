import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';

/** What the runner takes from an action.yml. */
export interface ActionFile {
  /** `node24`. */
  readonly using: string;
  /** Entry of the main phase, absolute. */
  readonly main: string;
  /** Entry of the post phase, absolute. */
  readonly post?: string;
  /** Inputs and their defaults, expressions unresolved. */
  readonly inputs: Readonly<Record<string, string>>;
}

interface Document {
  readonly runs?: { readonly using?: string; readonly main?: string; readonly post?: string };
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown } | null>>;
}

/** Reads action.yml (or action.yaml) of a directory. Throws where it isn't a JavaScript action. */
export async function readActionFile(directory: string): Promise<ActionFile> {
  const text = await readFile(path.join(directory, 'action.yml'), 'utf8').catch(() =>
    readFile(path.join(directory, 'action.yaml'), 'utf8'),
  );
  const { runs, inputs } = parse(text) as Document;
  if (runs?.using === undefined || !runs.using.startsWith('node') || runs.main === undefined) {
    throw new Error(`${directory} holds no JavaScript action: runs.using is ${runs?.using}.`);
  }
  const defaults = Object.entries(inputs ?? {}).map(([name, input]) => [name, String(input?.default ?? '')]);
  return {
    using: runs.using,
    main: path.resolve(directory, runs.main),
    ...(runs.post === undefined ? {} : { post: path.resolve(directory, runs.post) }),
    inputs: Object.fromEntries(defaults) as Record<string, string>,
  };
}

/** The variable of an input: upper case, spaces become `_`, hyphens stay. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** INPUT_ variables of a step: what was given, else the defaults, with `${{ github.x }}` resolved. */
export function inputEnvironment(
  action: ActionFile,
  given: Readonly<Record<string, string>>,
  github: Readonly<Record<string, string>>,
): Record<string, string> {
  const all = { ...action.inputs, ...given };
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [
      inputVariable(name),
      resolveExpressions(value, github).trim(),
    ]),
  );
}

function resolveExpressions(value: string, github: Readonly<Record<string, string>>): string {
  return value.replaceAll(/\$\{\{\s*github\.([a-z_]+)\s*\}\}/g, (_, name: string) => github[name] ?? '');
}
