import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { type ActionInterface, generatedParts, replaceParts } from './generated-parts.ts';

/** A file with generated parts. */
export interface GeneratedFile {
  /** Path from the root of the project. */
  readonly file: string;
  readonly before: string;
  /** The same text if nothing is to be written. */
  readonly after: string;
}

/** Every file with generated parts, as it is and as action.yml and the code want it. */
export async function generatedFiles(root: string): Promise<readonly GeneratedFile[]> {
  const action = parse(await readFile(path.join(root, 'action.yml'), 'utf8')) as ActionInterface;
  return Promise.all(
    Object.entries(generatedParts(action)).map(async ([file, parts]) => {
      const filepath = path.join(root, file);
      const before = await readFile(filepath, 'utf8');
      const options = { ...(await resolveConfig(filepath)), filepath };
      return { file, before, after: await format(replaceParts(before, parts), options) };
    }),
  );
}
