import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file in one step: whoever reads it meets the old content or the new, and a kill leaves one of them. Its
 * permissions stay, and a symbolic link stays one.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const target = await existing(file);
  // Terraform leaves hidden files out, so that a half-written one is never part of a configuration.
  const temporary = path.join(path.dirname(target.path), `.${path.basename(target.path)}.${randomUUID()}`);
  try {
    await writeFile(temporary, text, target.mode === undefined ? {} : { mode: target.mode });
    await rename(temporary, target.path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function existing(file: string): Promise<{ path: string; mode?: number }> {
  try {
    const real = await realpath(file);
    return { path: real, mode: (await stat(real)).mode & 0o777 };
  } catch (error) {
    if (isMissing(error)) return { path: file };
    throw error;
  }
}

/** Whether an error of node:fs says that there is no such file or directory. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
