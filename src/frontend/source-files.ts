import { createHash, hash } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  openSync,
  readSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Platform } from '../platform/platform.ts';
import type { BuildToKnow, KnownInputs } from './build-inputs.ts';
import { USUAL_OUTPUTS } from './build.ts';
import { isUnaskedSourceMap } from './headers.ts';

/**
 * What no build reads, or what it made itself from all the rest: packages (the lock file stands for them), caches, and
 * git's own files.
 */
const UNREAD = new Set([
  ...[
    'node_modules',
    '.git',
    '.terraform',
    '.npm',
    '.pnpm-store',
    '.cache',
    '.parcel-cache',
    '.turbo',
    '.nx',
  ],
]);
/** Caches within directories that are read. */
const UNREAD_PATH = /(?:^|\/)(?:\.next|\.angular|\.vite|\.yarn)\/cache(?:\/|$)/;

const isUnread = (name: string): boolean =>
  UNREAD_PATH.test(name) || name.split('/').some((part) => UNREAD.has(part));

/** Infrastructure: a frontend learns of it by Terraform's outputs. */
const INFRASTRUCTURE =
  /\.(?:tf|tofu|tfvars|tfstate(?:\.backup)?|tftest\.hcl)(?:\.json)?$|\.terraform\.lock\.hcl$/;

/** More would take longer to read than most builds to make. */
const MOST_FILES = 200_000;

const READ_WHOLE = 8 * 1024 * 1024;
const PIECE = 1024 * 1024;
/** Files read between two turns of the event loop. */
const READS_PER_TURN = 64;

type Sources = { readonly lines: readonly string[] } | Extract<KnownInputs, { readonly unknown: string }>;

type Ports = Pick<Platform, 'commands' | 'environment'>;

/**
 * Every file that a build may read, one a line with its mode and content hash, sorted: of the whole checkout, since a
 * build may reach for `../shared` or a root's package.json. Of the frontend itself also what git ignores (an `.env` that
 * a step before has written, generated sources, an output that is only to be published), and of the directories above
 * it; of terraform-directory only what is committed, since Terraform's preparation writes there.
 */
export async function listSources(ports: Ports, build: BuildToKnow): Promise<Sources> {
  const workspace = realpathSync(build.workspace);
  const within = (file: string): string => path.join(workspace, path.relative(build.workspace, file));
  const directory = within(build.directory);
  const terraform = within(build.terraformDirectory);
  const sources = new SourceList(workspace);
  try {
    const root = await gitRoot(ports, directory, workspace);
    if (root === undefined) await sources.walk(workspace);
    else {
      // Where the frontend lies in it, nothing tells what is prepared for Terraform from what is for the frontend.
      const isPrepared = (file: string): boolean =>
        !isBelow(directory, terraform) && isBelow(file, terraform);
      await addCheckout(sources, ports, { root, isPrepared });
      await sources.walk(directory);
      for (const above of ancestors(directory, workspace).slice(1)) await sources.addFilesOf(above);
      // Other checkouts beside this one, or around it: how much of them is read, nobody knows.
      if (root !== workspace) await sources.walk(workspace, root);
    }
    const { outputDirectory, live } = build;
    for (const name of live === undefined
      ? []
      : outputDirectory === undefined
        ? USUAL_OUTPUTS
        : [outputDirectory]) {
      const output = path.resolve(directory, name);
      if (isJustWhatIsLive(sources.uncommitted(output), build)) sources.forget(output);
    }
  } catch (error) {
    if (error instanceof Unknown) return { unknown: error.message };
    throw error;
  }
  return { lines: sources.lines() };
}

/** Whether an output directory holds the live site and nothing else: an earlier build in this checkout has left it. */
function isJustWhatIsLive(
  output: ReadonlyMap<string, string> | undefined,
  { live, headerRules }: Pick<BuildToKnow, 'live' | 'headerRules'>,
): boolean {
  if (output === undefined || live === undefined) return false;
  const published = [...output].filter(([key]) => !isUnaskedSourceMap(key, headerRules));
  return (
    published.length === live.files.size &&
    published.every(([key, said]) => live.files.has(key) && said.endsWith(` ${live.files.get(key)?.sha256}`))
  );
}

/** Why a list of files can't be complete. */
class Unknown extends Error {
  override readonly name = 'Unknown';
}

/** Top of the git checkout that a directory is in, if it lies in the workspace and git is there to be asked. */
async function gitRoot(ports: Ports, directory: string, workspace: string): Promise<string | undefined> {
  const answered = await git(ports, directory, ['rev-parse', '--show-cdup']);
  if (answered === undefined) return undefined;
  const root = path.resolve(directory, answered.trim());
  return isBelow(root, workspace) ? root : undefined;
}

/** What git prints; undefined: it is not there, or refuses (no checkout, or one of another user). */
async function git(
  { commands, environment }: Ports,
  directory: string,
  args: readonly string[],
): Promise<string | undefined> {
  const options = { directory, environment: { ...environment, GIT_NO_LAZY_FETCH: '1' } };
  const { exitCode, stdout } = await commands
    .run('git', args, options)
    .catch(() => ({ exitCode: 1, stdout: '' }));
  return exitCode === 0 ? stdout : undefined;
}

const SUBMODULE = '160000';
const LINK = '120000';

/** What git sees of a checkout: its index has the hash of what is as committed, the rest is read. */
async function addCheckout(
  sources: SourceList,
  ports: Ports,
  { root, isPrepared }: { readonly root: string; readonly isPrepared: (file: string) => boolean },
): Promise<void> {
  const list = async (...args: readonly string[]): Promise<readonly string[]> => {
    const listed = await git(ports, root, ['ls-files', '-z', ...args]);
    if (listed === undefined) throw new Unknown('git does not list the files of the checkout');
    return listed.split('\0').filter(Boolean);
  };
  const [staged, modified, untracked] = await Promise.all([
    list('--stage'),
    list('--modified'),
    list('--others', '--exclude-standard'),
  ]);
  const changed = new Set(modified);
  for (const line of staged) {
    const [about = '', name = ''] = line.split('\t');
    const [mode = '', object = ''] = about.split(' ');
    const file = path.join(root, name);
    if (mode === SUBMODULE) await sources.walk(file);
    else if (mode === LINK || changed.has(name)) await sources.read(file);
    else sources.add(file, `${mode} ${object}`);
    sources.commit(file);
  }
  for (const name of untracked) {
    const file = path.join(root, name);
    if (isPrepared(file) || isUnread(name)) continue;
    // A checkout within the checkout, which git does not look into.
    if (name.endsWith('/')) await sources.walk(file);
    else await sources.read(file);
  }
}

/** Files with their hashes, each read at most once. */
class SourceList {
  readonly #workspace: string;
  /** Path below the workspace -> mode and hash. */
  readonly #found = new Map<string, string>();
  /** Names of the files that git has. */
  readonly #committed = new Set<string>();
  #read = 0;

  constructor(workspace: string) {
    this.#workspace = workspace;
  }

  /** Name, mode and hash of each file, sorted. */
  lines(): readonly string[] {
    return [...this.#found].map(([name, said]) => `${JSON.stringify(name)} ${said}`).sort();
  }

  add(file: string, said: string): void {
    if (INFRASTRUCTURE.test(file)) return;
    this.#found.set(this.#name(file), said);
    if (this.#found.size > MOST_FILES)
      throw new Unknown(`there are more than ${MOST_FILES} files in the checkout`);
  }

  /** Notes that git has a file, changed here or not. */
  commit(file: string): void {
    this.#committed.add(this.#name(file));
  }

  /** What lies below a directory, by its path there; undefined where git has any of it: then they are sources. */
  uncommitted(directory: string): ReadonlyMap<string, string> | undefined {
    const below = this.#below(directory);
    if (below.some((name) => this.#committed.has(name))) return undefined;
    const start = this.#name(directory).length + 1;
    return new Map(below.map((name) => [name.slice(start), this.#found.get(name) ?? '']));
  }

  forget(directory: string): void {
    for (const name of this.#below(directory)) this.#found.delete(name);
  }

  #below(directory: string): readonly string[] {
    const start = `${this.#name(directory)}/`;
    return [...this.#found.keys()].filter((name) => name.startsWith(start));
  }

  /** Everything below a directory that is not known yet; `but` not, and what lies below it. */
  async walk(directory: string, but?: string): Promise<void> {
    for (const entry of entriesOf(directory)) {
      const file = path.join(directory, entry.name);
      if (isUnread(this.#name(file)) || file === but) continue;
      if (entry.isDirectory()) await this.walk(file, but);
      else await this.read(file);
    }
  }

  /** The files of one directory, without those of the directories in it. */
  async addFilesOf(directory: string): Promise<void> {
    for (const entry of entriesOf(directory)) {
      if (entry.isFile()) await this.read(path.join(directory, entry.name));
    }
  }

  /** Reads a file, unless it is known; of a link also what it leads to. */
  async read(file: string): Promise<void> {
    if (INFRASTRUCTURE.test(file) || this.#found.has(this.#name(file))) return;
    this.add(file, this.#describe(file));
    this.#read += 1;
    if (this.#read % READS_PER_TURN === 0) await setImmediate();
  }

  #describe(file: string): string {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found === undefined) return 'deleted';
    const isExecutable = (found.mode & 0o111) !== 0;
    if (found.isFile()) return `${isExecutable ? 'executable' : 'file'} ${hashFile(file)}`;
    if (!found.isSymbolicLink()) return 'other';
    const target = statSync(file, { throwIfNoEntry: false });
    const link = `link ${JSON.stringify(readlinkSync(file))}`;
    if (target?.isFile() === true) return `${link} ${hashFile(file)}`;
    if (target?.isDirectory() === true && !isBelow(realpathSync(file), this.#workspace))
      throw new Unknown(`${this.#name(file)} leads out of the checkout`);
    return link;
  }

  #name(file: string): string {
    return path.relative(this.#workspace, file).split(path.sep).join('/');
  }
}

function entriesOf(directory: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    // A submodule that was not checked out.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A directory and those above it, up to and with `top`. */
export function ancestors(directory: string, top: string): readonly string[] {
  const above = path.dirname(directory);
  return directory === top || above === directory ? [directory] : [directory, ...ancestors(above, top)];
}

const isBelow = (file: string, directory: string): boolean =>
  file === directory || file.startsWith(directory.endsWith(path.sep) ? directory : directory + path.sep);

/** Hex SHA-256 of a file, in pieces where it is large. */
export function hashFile(file: string): string {
  if (statSync(file).size <= READ_WHOLE) return hash('sha256', readFileSync(file), 'hex');
  const digest = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  const descriptor = openSync(file, 'r');
  try {
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece))
      digest.update(piece.subarray(0, read));
    return digest.digest('hex');
  } finally {
    closeSync(descriptor);
  }
}
