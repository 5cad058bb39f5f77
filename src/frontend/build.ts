import { readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Failure } from '../errors.ts';
import type { Environment, Log, Platform } from '../platform/platform.ts';

/** What to build, and how. */
export interface FrontendBuild {
  /** Absolute path of the frontend. */
  readonly directory: string;
  /** A command line of the user's, run by bash in `directory`. */
  readonly buildCommand: string;
  /** Relative to `directory`; undefined: the first of `dist`, `build`, `out` that the build left. */
  readonly outputDirectory?: string;
  /** The whole environment of the command. */
  readonly environment: Environment;
  /** Absolute path of the checkout: the output must lie in it. */
  readonly workspace: string;
  /** Ends the build when aborted, with its reason. */
  readonly signal?: AbortSignal;
}

/** A built site. */
export interface BuiltSite {
  /** Absolute path of its files. */
  readonly directory: string;
}

/** Where Vite, CRA and Next (export) write to. */
export const USUAL_OUTPUTS = ['dist', 'build', 'out'] as const;

/** Lines of the build's output that a failure repeats. */
const LAST_LINES = 30;

/**
 * Runs the build and finds what it left. Its output goes to the log as text of another program.
 *
 * @throws {Failure} FRONTEND_BUILD_FAILED with the last lines, FRONTEND_OUTPUT_MISSING, or FRONTEND_UNSAFE_FILE where
 *   the output lies outside the checkout.
 */
export async function buildFrontend(
  platform: Pick<Platform, 'commands' | 'log'>,
  build: FrontendBuild,
): Promise<BuiltSite> {
  // A named output is taken whatever was there before.
  const compared = build.outputDirectory === undefined ? USUAL_OUTPUTS : [];
  const before = new Map(compared.map((name) => [name, inventory(path.join(build.directory, name))]));
  await platform.log.group(`Build the frontend: ${oneLine(build.buildCommand)}`, () =>
    runBuild(platform, build),
  );
  const directory =
    build.outputDirectory === undefined
      ? usualOutput(platform.log, build, before)
      : namedOutput(build, build.outputDirectory);
  insideWorkspace(build.workspace, directory);
  return { directory };
}

async function runBuild(
  { commands, log }: Pick<Platform, 'commands' | 'log'>,
  build: FrontendBuild,
): Promise<void> {
  const last: string[] = [];
  let waiting: string[] = [];
  const print = (): void => {
    const lines = waiting;
    waiting = [];
    if (lines.length > 0) log.untrusted(lines);
  };
  const result = await commands.shell(build.buildCommand, {
    directory: build.directory,
    environment: build.environment,
    ...(build.signal === undefined ? {} : { signal: build.signal }),
    onLine: (line) => {
      // Lines that come in one chunk are printed at once: each printing switches the runner's commands off and on.
      if (waiting.push(line) === 1) queueMicrotask(print);
      last.push(stripVTControlCharacters(line));
      if (last.length > LAST_LINES) last.shift();
    },
  });
  print();
  build.signal?.throwIfAborted();
  if (result.exitCode !== 0) throw buildFailed(build, result.exitCode, last);
}

function namedOutput(build: FrontendBuild, name: string): string {
  const directory = path.resolve(build.directory, name);
  if (!hasFile(directory)) {
    throw outputMissing(
      `frontend-output-directory is ${name}, and after the build there is no file in ${directory}.`,
    );
  }
  return directory;
}

/** The first that the build touched: a `dist` that was there before may be another build's, even committed by accident. */
function usualOutput(log: Log, build: FrontendBuild, before: ReadonlyMap<string, string>): string {
  const left = USUAL_OUTPUTS.filter((name) => hasFile(path.join(build.directory, name)));
  const touched = left.filter((name) => {
    const then = before.get(name) ?? '';
    // Where nothing was before (a fresh checkout), what is there needs no second look: of 10,000 files it takes its time.
    return then === '' || inventory(path.join(build.directory, name)) !== then;
  });
  const taken = touched[0] ?? left[0];
  if (taken === undefined) {
    throw outputMissing(
      `After the build there is no file in any of ${USUAL_OUTPUTS.join(', ')} in ${build.directory}.`,
    );
  }
  const directory = path.join(build.directory, taken);
  if (touched.length === 0) {
    log.warning(`The build left ${directory} as it was before; it is published all the same.`);
  } else {
    log.info(`The build wrote ${touched.join(', ')}; ${directory} is published.`);
  }
  return directory;
}

/** Whether there is a file in a directory, however deep; false where there is no directory. */
function hasFile(directory: string): boolean {
  const entries = orNone(() => readdirSync(directory, { withFileTypes: true }));
  return (
    entries.some((entry) => !entry.isDirectory()) ||
    entries.some(({ name }) => hasFile(path.join(directory, name)))
  );
}

/** What lies in a directory, by names, sizes and times; empty: no file, or no directory. */
function inventory(directory: string): string {
  return orNone(() => readdirSync(directory, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      // The inode too: a copy that keeps sizes and times (`cp -p`) is still a new file.
      const found = statSync(file, { throwIfNoEntry: false });
      return `${file} ${found?.size} ${found?.mtimeMs} ${found?.ino}`;
    })
    .sort()
    .join('\n');
}

function orNone(read: () => Dirent[]): readonly Dirent[] {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

function insideWorkspace(workspace: string, directory: string): void {
  const relative = path.relative(realpathSync(workspace), realpathSync(directory));
  if (relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative)) return;
  throw new Failure({
    code: 'FRONTEND_UNSAFE_FILE',
    reason: `The build output ${directory} lies outside the checkout ${workspace}.`,
    safe: 'Nothing was uploaded: the site is as it was.',
    next: 'Let the build write into the repository, and name that directory in frontend-output-directory.',
  });
}

const buildFailed = (build: FrontendBuild, exitCode: number, last: readonly string[]): Failure =>
  new Failure({
    code: 'FRONTEND_BUILD_FAILED',
    reason: `frontend-build-command \`${oneLine(build.buildCommand)}\` ended with ${exitCode}${meaning(exitCode)}.`,
    safe: 'Nothing was uploaded: the site is as it was. What Terraform applied stays applied.',
    next: `Run it in ${build.directory} on your machine, mend what it reports, and deploy again.`,
    details: last,
  });

/** Exit codes of bash that say more than the command could. */
function meaning(exitCode: number): string {
  if (exitCode === 127) return ' (a command was not found: is the tool set up before this step?)';
  if (exitCode === 137) return ' (killed, most often for lack of memory)';
  return '';
}

const outputMissing = (reason: string): Failure =>
  new Failure({
    code: 'FRONTEND_OUTPUT_MISSING',
    reason,
    safe: 'Nothing was uploaded: the site is as it was. What Terraform applied stays applied.',
    next: 'Name the directory the build writes to in frontend-output-directory.',
  });

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ; ');
