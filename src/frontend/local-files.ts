import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { Failure } from '../errors.ts';
import { ROOT_INDEX } from './headers.ts';
import { isIgnored, whyDenied, whyNotAKey } from './unsafe-files.ts';

/** A file of the built site. */
export interface LocalFile {
  /** Object key: path below the site's root, with forward slashes, not encoded. */
  readonly key: string;
  /** Absolute, with every symbolic link resolved. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  /** Hex: what S3 gives as ETag of an object uploaded in one piece without KMS. */
  readonly md5: string;
}

/** A file of the built site that was not read yet: with key and path as of `LocalFile`. */
export type FoundFile = Pick<LocalFile, 'key' | 'path'>;

export interface FindOptions {
  /** What is no part of the site, by its key. */
  readonly isLeftOut?: (key: string) => boolean;
  /** Keys that most files have, in order: equal ones are held once, and those of a large site take megabytes. */
  readonly like?: readonly string[];
}

/**
 * Every file of a built site, sorted by key. Symbolic links are followed as far as they stay inside. What `isLeftOut` says
 * of a key is left out, unread.
 *
 * @throws {Failure} FRONTEND_UNSAFE_FILE naming every file that must not be published or can't be;
 *   FRONTEND_OUTPUT_MISSING where there is no file at all. Nothing was uploaded then.
 */
export function findLocalFiles(
  directory: string,
  { isLeftOut = () => false, like = [] }: FindOptions = {},
): readonly FoundFile[] {
  const root = realRoot(directory);
  const { found: all, problems } = walk(root);
  const found = all.filter(({ key }) => !isLeftOut(key));
  problems.push(...sameWhenNormalised(found));
  if (problems.length > 0) throw unsafe(directory, problems);
  if (found.length === 0) throw nothingToPublish(directory);
  found.sort((one, other) => (one.key < other.key ? -1 : 1));
  takeKeys(found, like);
  return found;
}

/** Gives each file not an equal key, but the very text that is there already. Both in order. */
function takeKeys(found: readonly WalkedFile[], keys: readonly string[]): void {
  let place = 0;
  for (const file of found) {
    let key = keys[place];
    while (key !== undefined && key < file.key) key = keys[++place];
    if (key === file.key) file.key = key;
  }
}

/** The text a visitor must get at the site's own address, or undefined where the site has no root page. */
export function readRootPage(files: readonly LocalFile[]): string | undefined {
  const root = files.find(({ key }) => key === ROOT_INDEX);
  return root === undefined ? undefined : readFileSync(root.path, 'utf8');
}

interface WalkedFile extends FoundFile {
  key: string;
}

interface Walk {
  readonly root: string;
  readonly found: WalkedFile[];
  readonly problems: string[];
}

function walk(root: string): Walk {
  const state: Walk = { root, found: [], problems: [] };
  enter(state, { directory: root, prefix: '', ancestors: [root] });
  return state;
}

interface Directory {
  /** Real path. */
  readonly directory: string;
  /** Key of the directory with a slash at its end; empty for the root. */
  readonly prefix: string;
  /** Real paths from the root to here: a link to one of them would never end. */
  readonly ancestors: readonly string[];
}

/** A file of a directory. Its path is made when it is asked for: of a large site, paths would take more than all else. */
class FileIn implements WalkedFile {
  key: string;
  readonly #parent: Directory;

  constructor(parent: Directory, key: string) {
    this.#parent = parent;
    this.key = key;
  }

  get path(): string {
    const { directory, prefix } = this.#parent;
    return `${directory}${path.sep}${this.key.slice(prefix.length)}`;
  }
}

function enter(state: Walk, here: Directory): void {
  for (const entry of readdirSync(here.directory, { withFileTypes: true })) {
    if (isIgnored(entry.name)) continue;
    const key = here.prefix + entry.name;
    const why = whyDenied(entry.name) ?? whyNotAKey(key);
    if (why === undefined) visit(state, here, { entry, key });
    else state.problems.push(`${printable(key)} ${why}`);
  }
}

function visit(state: Walk, here: Directory, { entry, key }: { entry: Dirent; key: string }): void {
  // As `path.join` would, whose price is that of the rest of the walk.
  const joined = `${here.directory}${path.sep}${entry.name}`;
  if (entry.isFile()) state.found.push(new FileIn(here, key));
  else if (entry.isDirectory()) enter(state, below(here, { key, directory: joined }));
  else if (entry.isSymbolicLink()) visitLink(state, here, { key, link: joined });
  else state.problems.push(`${key} is neither a file nor a directory`);
}

function visitLink(state: Walk, here: Directory, { key, link }: { key: string; link: string }): void {
  const target = follow(link);
  if (target === undefined) {
    state.problems.push(`${key} is a link that leads nowhere`);
  } else if (!isInside(state.root, target.path)) {
    state.problems.push(`${key} is a link that leaves the site, to ${target.path}`);
  } else if (target.kind === 'file') {
    // The link's target has a name as well: `config.txt -> .env` gives away the same secrets.
    const why = deniedOnTheWay(state.root, target.path);
    if (why === undefined) state.found.push({ key, path: target.path });
    else state.problems.push(`${key} is a link to a file that ${why}`);
  } else if (target.kind === 'other') {
    state.problems.push(`${key} is neither a file nor a directory`);
  } else if (here.ancestors.includes(target.path)) {
    state.problems.push(`${key} is a link to a directory it lies in`);
  } else {
    enter(state, below(here, { key, directory: target.path }));
  }
}

const below = ({ ancestors }: Directory, { key, directory }: { key: string; directory: string }) => ({
  directory,
  prefix: `${key}/`,
  ancestors: [...ancestors, directory],
});

/** Where a link leads in the end, and to what; undefined: nowhere. */
function follow(
  link: string,
): { readonly path: string; readonly kind: 'file' | 'directory' | 'other' } | undefined {
  try {
    const real = realpathSync(link);
    const found = statSync(real);
    return { path: real, kind: found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other' };
  } catch (error) {
    if (isAbsent(error) || (error as NodeJS.ErrnoException).code === 'ELOOP') return undefined;
    throw error;
  }
}

const deniedOnTheWay = (root: string, target: string): string | undefined =>
  path
    .relative(root, target)
    .split(path.sep)
    .map(whyDenied)
    .find((why) => why !== undefined);

/** Whether a real path is the root or below it. */
function isInside(root: string, target: string): boolean {
  const relative = path.relative(root, target);
  return relative === '' || !(relative.split(path.sep)[0] === '..' || path.isAbsolute(relative));
}

/** A browser on a Mac and one elsewhere write the same letter differently: which of two files it gets is chance. */
function sameWhenNormalised(found: readonly FoundFile[]): readonly string[] {
  // Two names of ASCII alone never meet.
  if (found.every(({ key }) => ASCII.test(key))) return [];
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const { key } of found) {
    const normal = key.normalize('NFC');
    if (seen.has(normal))
      problems.push(
        `${key} and another file have names that differ only in how they encode the same letters`,
      );
    seen.add(normal);
  }
  return problems;
}

const ASCII = /^[ -~]*$/;

function realRoot(directory: string): string {
  try {
    return realpathSync(directory);
  } catch (error) {
    if (isAbsent(error)) throw nothingToPublish(directory);
    throw error;
  }
}

const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

const printable = (text: string): string => text.replace(/\p{Cc}/gu, '?');

const NOTHING_UPLOADED = 'Nothing was uploaded: the site is as it was.';

const nothingToPublish = (directory: string): Failure =>
  new Failure({
    code: 'FRONTEND_OUTPUT_MISSING',
    reason: `There is no file to publish in ${directory}.`,
    safe: `${NOTHING_UPLOADED} An empty directory is never published.`,
    next: 'Check frontend-build-command, and name the directory it writes to in frontend-output-directory.',
  });

const unsafe = (directory: string, problems: readonly string[]): Failure =>
  new Failure({
    code: 'FRONTEND_UNSAFE_FILE',
    reason: `${problems.length === 1 ? 'A file' : `${problems.length} files`} in ${directory} must not be published.`,
    safe: NOTHING_UPLOADED,
    next: 'Keep the named files out of the build output, or rename them, and deploy again.',
    details: [...problems].sort(),
  });
