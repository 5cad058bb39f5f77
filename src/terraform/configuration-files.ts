import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { isOurOverride } from './backend-override.ts';

/** One file of the root module, as Terraform would read it. */
export interface ConfigurationFile {
  /** File name, without a directory. */
  readonly name: string;
  readonly path: string;
  readonly syntax: 'hcl' | 'json';
  /** Override files are merged over the primary ones, in the order of their names. */
  readonly role: 'primary' | 'override';
  /** With its byte order mark and line ends; undefined where the bytes are not UTF-8, which Terraform refuses too. */
  readonly text: string | undefined;
}

/**
 * The files Terraform reads in a directory: primary ones by name, then override files by name. The override this
 * action generates is left out.
 */
export async function readConfigurationFiles(directory: string): Promise<readonly ConfigurationFile[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isDirectory() && /\.tf(\.json)?$/.test(entry.name))
    // Terraform leaves out hidden files and those editors leave behind (`main.tf~` has another ending anyway).
    .filter((entry) => !entry.name.startsWith('.') && !entry.name.startsWith('#'))
    .map((entry) => entry.name)
    .sort();
  const files = await Promise.all(
    names.map(async (name): Promise<ConfigurationFile> => {
      const file = path.join(directory, name);
      return {
        name,
        path: file,
        syntax: name.endsWith('.json') ? 'json' : 'hcl',
        role: isOverride(name) ? 'override' : 'primary',
        text: decode(await readFile(file)),
      };
    }),
  );
  const read = files.filter((file) => file.text === undefined || !isOurOverride(file.name, file.text));
  return [
    ...read.filter((file) => file.role === 'primary'),
    ...read.filter((file) => file.role === 'override'),
  ];
}

const isOverride = (name: string): boolean => /^(?:.*_)?override$/.test(name.replace(/\.tf(\.json)?$/, ''));

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
