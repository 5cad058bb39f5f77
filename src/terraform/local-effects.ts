import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../platform/platform.ts';
import { readConfigurationFiles } from './configuration-files.ts';

/** What lets an apply write files of this machine, or run commands on it. */
const LOCAL_EFFECTS = /\blocal-exec\b|\blocal_(?:sensitive_)?file\b/;

/**
 * Whether an apply may change what lies in the checkout, as far as the texts of the root module and of all its modules
 * tell: a provisioner, a file. In doubt it may.
 */
export async function mayWriteHere(directory: string, environment: Environment): Promise<boolean> {
  try {
    const data = path.resolve(directory, environment['TF_DATA_DIR'] || '.terraform');
    const modules = await moduleDirectories(data);
    const texts = await Promise.all(
      ['', ...modules].map(async (each) => readConfigurationFiles(path.resolve(directory, each))),
    );
    return texts.flat().some(({ text }) => text === undefined || LOCAL_EFFECTS.test(text));
  } catch {
    return true;
  }
}

/** Where `init` has put the modules, relative to the root module. It writes no list where there is none. */
async function moduleDirectories(data: string): Promise<readonly string[]> {
  let text;
  try {
    text = await readFile(path.join(data, 'modules', 'modules.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const { Modules } = JSON.parse(text) as { readonly Modules: readonly { readonly Dir: string }[] };
  return Modules.map(({ Dir }) => Dir);
}
