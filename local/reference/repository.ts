import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Root of this project: where action.yml is. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** A checkout of the reference application in a directory of its own, with a history. */
export interface ReferenceRepository {
  /** Absolute path of the checkout. */
  readonly directory: string;
  /** Commits what changed and resolves to the new commit's hash. */
  commit(message: string): Promise<string>;
  /** Gives a function another timeout: one number in one map. */
  setTimeout(functionName: string, seconds: number): Promise<void>;
  /** Adds a function: one entry in one map, and its source. */
  addFunction(functionName: string): Promise<void>;
  /** Replaces text in a file; fails when it isn't there. */
  edit(file: string, from: string, to: string): Promise<void>;
  remove(): Promise<void>;
}

/** Inputs that deploy the reference application; `project` and the rest are the caller's. */
export const referenceInputs: Readonly<Record<string, string>> = {
  project: 'revivecrm',
  'terraform-prepare-command': 'node ../revivecrm/build-packages.mjs',
  'frontend-directory': 'revivecrm/frontend',
  'frontend-environment': 'VITE_API_URL=api_url',
};

const notCopied = /(^|\/)(node_modules|\.terraform|packages|dist|bootstrap)$|_override\.tf$|\.tfstate/;

/**
 * Copies the reference application out of this project into a new git repository.
 *
 * @param options.installed link the frontend's installed packages, so that its build needs no network
 */
export async function createReferenceRepository(
  options: { readonly installed?: boolean } = {},
): Promise<ReferenceRepository> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'revive-reference-'));
  const filter = (source: string): boolean => !notCopied.test(source);
  await Promise.all(
    ['terraform', 'revivecrm'].map((name) =>
      cp(path.join(projectRoot, name), path.join(directory, name), { recursive: true, filter }),
    ),
  );
  if (options.installed === true) {
    const modules = path.join('revivecrm', 'frontend', 'node_modules');
    await symlink(path.join(projectRoot, modules), path.join(directory, modules));
  }
  const git = async (...args: readonly string[]): Promise<string> =>
    (
      await run('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
        cwd: directory,
      })
    ).stdout;
  await git('init', '--quiet', '--initial-branch=main');

  const edit = async (file: string, from: string, to: string): Promise<void> => {
    const target = path.join(directory, file);
    const text = await readFile(target, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}`);
    await writeFile(target, text.replace(from, to));
  };
  return {
    directory,
    edit,
    commit: async (message) => {
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', `--message=${message}`);
      return (await git('rev-parse', 'HEAD')).trim();
    },
    setTimeout: async (functionName, seconds) => {
      const file = path.join(directory, 'terraform', 'functions.tf');
      const text = await readFile(file, 'utf8');
      const entry = new RegExp(`(\\n    ${functionName} = \\{[^}]*?timeout\\s*= )\\d+`);
      if (!entry.test(text)) throw new Error(`functions.tf has no function ${functionName}`);
      await writeFile(file, text.replace(entry, `$1${seconds}`));
    },
    addFunction: async (functionName) => {
      await edit('terraform/functions.tf', '  functions = {\n', `  functions = {\n${entryOf(functionName)}`);
      const source = path.join(directory, 'revivecrm', 'functions', functionName);
      await mkdir(source, { recursive: true });
      await writeFile(path.join(source, 'index.mjs'), sourceOf(functionName));
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

const entryOf = (name: string): string => `    ${name} = {
      description = "Tells that it is there"
      timeout     = 5
      routes      = ["GET /${name}"]
      tables      = {}
    }
`;

const sourceOf = (name: string): string => `export const handler = async () => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ function: '${name}' }),
});
`;
