import { execFile } from 'node:child_process';
import { access, constants, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium as playwright, type Browser } from 'playwright-core';

import { cacheDirectory } from '../aws/environment.ts';
import type { Edge } from '../edge/edge.ts';

const run = promisify(execFile);

/** A Chromium that starts on this machine. */
export interface FoundBrowser {
  readonly executablePath: string;
  /** Arguments it needs here. */
  readonly args: readonly string[];
  /** Variables it needs here, besides those of this process. */
  readonly environment: Readonly<Record<string, string>>;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

// Root, containers and small shared memory: wherever tests run. Everything they open is our own.
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

/**
 * Finds a Chromium: CHROME_PATH, then one on the PATH, then the one that @sparticuz/chromium carries (Linux on x64),
 * unpacked into our cache directory on first use (200 MB, about 3 s). Undefined where none of them starts.
 */
export async function findBrowser(): Promise<FoundBrowser | undefined> {
  const directories = (process.env.PATH ?? '').split(path.delimiter);
  const installed = names.flatMap((name) => directories.map((directory) => path.join(directory, name)));
  for (const executablePath of [process.env.CHROME_PATH ?? '', ...installed]) {
    if (executablePath === '' || !(await isExecutable(executablePath))) continue;
    const found = { executablePath, args, environment: {} };
    if (await starts(found)) return found;
  }
  return carriedBrowser();
}

async function carriedBrowser(): Promise<FoundBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const carrier = carryingPackage();
  if (carrier === undefined) return undefined;
  const { version } = JSON.parse(await readFile(new URL('../package.json', carrier), 'utf8')) as {
    readonly version: string;
  };
  const directory = path.join(cacheDirectory(), `chromium-${version}`);
  const executablePath = path.join(directory, 'chromium');
  if (!(await isExecutable(executablePath))) await unpack(carrier, directory);
  const fonts = (await exists('/etc/fonts/fonts.conf'))
    ? {}
    : { FONTCONFIG_PATH: path.join(directory, 'fonts') };
  // It brings the shared libraries it needs (NSS and the like); those of the machine are tried first.
  for (const libraries of [{}, { LD_LIBRARY_PATH: path.join(directory, 'al2023', 'lib') }]) {
    const found = { executablePath, args, environment: { ...fonts, ...libraries } };
    if (await starts(found)) return found;
  }
  return undefined;
}

function carryingPackage(): string | undefined {
  try {
    return import.meta.resolve('@sparticuz/chromium');
  } catch {
    return undefined; // Not installed.
  }
}

/** The package unpacks into the temporary directory; a process of its own gets ours as such, renamed when complete. */
async function unpack(carrier: string, directory: string): Promise<void> {
  const draft = `${directory}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  const script = `const { default: chromium } = await import(${JSON.stringify(carrier)});
    await chromium.executablePath();`;
  try {
    await run(process.execPath, ['--input-type=module', '-e', script], {
      // The runtime's name makes it unpack its shared libraries too.
      env: { PATH: process.env.PATH, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
    await rename(draft, directory).catch(async (error: unknown) => {
      if (!(await isExecutable(path.join(directory, 'chromium')))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function starts({ executablePath, environment }: FoundBrowser): Promise<boolean> {
  const env = { ...process.env, ...environment };
  return run(executablePath, ['--version'], { env, timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}

function isExecutable(file: string): Promise<boolean> {
  return exists(file, constants.X_OK);
}

function exists(file: string, mode: number = constants.F_OK): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  );
}

/** How a browser is opened. */
export interface BrowserOptions {
  /** The browser, where it has been found already. */
  readonly found?: FoundBrowser;
  /** Reaches https names through this edge, and takes its certificate for good. No other is taken that isn't. */
  readonly edge?: Pick<Edge, 'proxyUrl' | 'keyHash'>;
}

/** Opens a headless Chromium, or resolves with undefined where the machine has none. */
export async function openBrowser(options: BrowserOptions = {}): Promise<Browser | undefined> {
  const found = options.found ?? (await findBrowser());
  if (found === undefined) return undefined;
  const { edge } = options;
  const trust = edge === undefined ? [] : [`--ignore-certificate-errors-spki-list=${edge.keyHash}`];
  return playwright.launch({
    executablePath: found.executablePath,
    args: [...found.args, ...trust],
    env: definedOnly({ ...process.env, ...found.environment }),
    ...(edge === undefined ? {} : { proxy: { server: edge.proxyUrl } }),
  });
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
