import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The Moto that our patches were written against; they reach into its internals, so it is pinned. */
export const motoVersion = '5.2.1';

/** Where what is set up once for every run is kept: `$XDG_CACHE_HOME/revive-deploy`. */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  return path.join(environment.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'revive-deploy');
}

/**
 * A Python that imports Moto and Flask: the machine's own if it has the pinned minor version, else a virtual
 * environment in our cache directory, made on first use (about 30 s with a package index at hand).
 * Throws one paragraph that says what is missing.
 */
export async function findPython(): Promise<string> {
  if (await importsMoto('python3')) return 'python3';
  const directory = path.join(cacheDirectory(), `moto-${motoVersion}`);
  const python = path.join(directory, 'bin', 'python');
  if (await importsMoto(python)) return python;
  await makeEnvironment(directory);
  if (await importsMoto(python)) return python;
  throw new Error(
    `The local AWS needs Moto ${motoVersion}; ${directory} was made for it but doesn't import it. Remove that directory and try again.`,
  );
}

async function importsMoto(python: string): Promise<boolean> {
  const minor = motoVersion.split('.').slice(0, 2).join('.');
  // Looks the modules up without running them: 0.2 s instead of 1.
  const script = `
import importlib.metadata, importlib.util
assert importlib.metadata.version('moto').startswith('${minor}.')
assert all(importlib.util.find_spec(name) for name in ('flask', 'flask_cors'))`;
  return run(python, ['-c', script]).then(
    () => true,
    () => false,
  );
}

/** Made beside its place and renamed into it, so that two that start at once don't install into each other. */
async function makeEnvironment(directory: string): Promise<void> {
  const draft = `${directory}.${process.pid}`;
  await mkdir(path.dirname(directory), { recursive: true });
  try {
    await attempt(
      ['python3', '-m', 'venv', draft],
      'python3 with its venv module (Debian: apt-get install python3-venv)',
    );
    await attempt(
      [path.join(draft, 'bin', 'python'), '-m', 'pip', 'install', '-q', `moto[server]==${motoVersion}`],
      `a package index that serves moto ${motoVersion}`,
    );
    if (await exists(path.join(directory, 'bin', 'python'))) return;
    await rm(directory, { recursive: true, force: true });
    await rename(draft, directory);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function attempt(command: readonly string[], needed: string): Promise<void> {
  const [file = '', ...args] = command;
  await run(file, args, { maxBuffer: 16 << 20 }).catch((error: Error & { stderr?: string }) => {
    const said = (error.stderr || error.message).trim().split('\n').slice(-3).join(' ');
    throw new Error(
      `The local AWS needs Moto ${motoVersion}, which this machine's python3 doesn't import, and it couldn't be set up: ` +
        `${needed} is missing. \`${command.join(' ')}\` said: ${said}`,
    );
  });
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
