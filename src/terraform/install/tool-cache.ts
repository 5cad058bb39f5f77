import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseVersion } from './constraint.ts';
import type { Version } from './constraint.ts';

/**
 * The runner's tool cache in the layout of @actions/tool-cache, so that both find each other's tools:
 * `terraform/<version>/<arch>/terraform`, whole once `terraform/<version>/<arch>.complete` is there.
 */
export interface ToolCache {
  /** Absolute path: RUNNER_TOOL_CACHE. */
  readonly root: string;
  /** As Node names it: `x64`, `arm64`. */
  readonly arch: string;
  /** `terraform`, or `terraform.exe`. */
  readonly executableName: string;
}

const TOOL = 'terraform';
const EXECUTABLE_MODE = 0o755;
/** Each further try means that yet another run put something else there meanwhile. */
const TRIES = 5;

const none = (): readonly string[] => [];

/** Every version that is there and whole. */
export async function toolCacheVersions({ root, arch }: ToolCache): Promise<readonly Version[]> {
  const names = await readdir(path.join(root, TOOL)).catch(none);
  const found = await Promise.all(
    names.map(async (name) => {
      const files = await readdir(path.join(root, TOOL, name)).catch(none);
      return files.includes(arch) && files.includes(`${arch}.complete`) ? parseVersion(name) : undefined;
    }),
  );
  return found.filter((version) => version !== undefined);
}

export const toolCacheExecutable = ({ root, arch, executableName }: ToolCache, version: string): string =>
  path.join(root, TOOL, version, arch, executableName);

/**
 * Puts the executable in place with one rename, so that whoever looks sees all of it or nothing. Two runs at once end
 * with one of two equal files. Rejects with the file system's error.
 */
export async function addToToolCache(cache: ToolCache, version: string, executable: Buffer): Promise<string> {
  const parent = path.join(cache.root, TOOL, version);
  const target = path.join(parent, cache.arch);
  const staging = path.join(parent, `.${cache.arch}-${randomUUID()}`);
  try {
    await mkdir(staging, { recursive: true });
    const file = path.join(staging, cache.executableName);
    await writeFile(file, executable);
    // Not the mode of writeFile: the umask would cut it, and another user of a shared runner may run it later.
    await chmod(file, EXECUTABLE_MODE);
    await moveInto(staging, target, { name: cache.executableName, content: executable });
    await writeFile(`${target}.complete`, '');
    return path.join(target, cache.executableName);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function moveInto(
  staging: string,
  target: string,
  wanted: { readonly name: string; readonly content: Buffer },
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await rename(staging, target);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM') throw error;
      const present = await readFile(path.join(target, wanted.name)).catch(() => undefined);
      // Another run was faster; a directory that is in use must not be swapped away.
      if (present?.equals(wanted.content) === true) return;
      if (tries === TRIES) throw error;
      // Left half-made by a tool that copies in place, or tampered with: moved aside, because deleting takes time.
      await rename(target, `${staging}.old`).catch(ignoreMissing);
      await rm(`${staging}.old`, { recursive: true, force: true });
    }
  }
}

/** Another run moved it aside first. */
function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
