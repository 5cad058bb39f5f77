import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { load, readFunctions, repository } from './reference-stack.ts';

const run = promisify(execFile);

interface Built {
  readonly built: readonly string[];
  readonly written: readonly string[];
  readonly removed: readonly string[];
}
type BuildPackages = (where: { functions: string; output: string }) => Built;

let directory: string;
let buildPackages: BuildPackages;

before(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'revivecrm-packages-'));
  ({ buildPackages } = await load<{ buildPackages: BuildPackages }>('build-packages.mjs'));
});
after(() => rm(directory, { recursive: true, force: true }));

async function copyOfSources(name: string): Promise<string> {
  const functions = path.join(directory, name, 'functions');
  await cp(path.join(repository, 'revivecrm/functions'), functions, { recursive: true });
  return functions;
}

async function contents(output: string): Promise<Record<string, string>> {
  const files = (await readdir(output)).sort();
  const read = files.map(async (file) => [file, await readFile(path.join(output, file), 'base64')] as const);
  return Object.fromEntries(await Promise.all(read));
}

async function filesUnder(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** What Python's zipfile, which checks every CRC, makes of an archive. */
const READ_ZIP = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps([
    {"name": i.filename, "mode": i.external_attr >> 16, "date": i.date_time, "text": archive.read(i).decode()}
    for i in archive.infolist()
]))`;

interface ZipEntry {
  readonly name: string;
  readonly mode: number;
  readonly date: readonly number[];
  readonly text: string;
}

test('the same sources give the same bytes, whatever their times, their place and the working directory', async () => {
  const outputs = await Promise.all(
    ['one', 'two'].map(async (name, index) => {
      const functions = await copyOfSources(name);
      const time = new Date(Date.UTC(2001 + index * 20, 5, 7));
      await Promise.all((await filesUnder(functions)).map((file) => utimes(file, time, time)));
      const builder = path.join(directory, name, 'build-packages.mjs');
      await cp(path.join(repository, 'revivecrm/build-packages.mjs'), builder);
      const output = path.join(directory, name, 'out');
      await run(process.execPath, [builder, output], { cwd: index === 0 ? directory : os.tmpdir() });
      return contents(output);
    }),
  );
  assert.equal(Object.keys(outputs[0] ?? {}).length, 7);
  assert.deepEqual(outputs[0], outputs[1]);
});

test('the Node on the PATH and the one that runs the tests build the same bytes', async () => {
  const nodes = [process.execPath, 'node'];
  const built = await Promise.all(
    nodes.map(async (node, index) => {
      const output = path.join(directory, `node-${index}`);
      const environment = { PATH: process.env.PATH };
      await run(node, [path.join(repository, 'revivecrm/build-packages.mjs'), output], { env: environment });
      return contents(output);
    }),
  );
  assert.deepEqual(built[0], built[1]);
});

test('there is one package for each function of functions.tf, and no other', async () => {
  const { built } = buildPackages({
    functions: path.join(repository, 'revivecrm/functions'),
    output: path.join(directory, 'all'),
  });
  assert.deepEqual(built, Object.keys(await readFunctions()).sort());
});

test('an eighth function adds its own package and touches no other; taken away, its package goes', async () => {
  const functions = await copyOfSources('eighth');
  const output = path.join(directory, 'eighth', 'out');
  const first = buildPackages({ functions, output });
  assert.equal(first.written.length, 7);
  const before = await contents(output);

  await mkdir(path.join(functions, 'batch-reminders'));
  await writeFile(
    path.join(functions, 'batch-reminders/index.mjs'),
    'export const handler = async () => ({});\n',
  );
  const second = buildPackages({ functions, output });
  assert.deepEqual(second.written, ['batch-reminders']);
  const { 'batch-reminders.zip': eighth, ...others } = await contents(output);
  assert.ok(eighth);
  assert.deepEqual(others, before);

  await rm(path.join(functions, 'batch-reminders'), { recursive: true });
  const third = buildPackages({ functions, output });
  assert.deepEqual(
    { written: third.written, removed: third.removed },
    { written: [], removed: ['batch-reminders'] },
  );
  assert.deepEqual(await contents(output), before);
});

test('a changed function changes its own package only', async () => {
  const functions = await copyOfSources('changed');
  const output = path.join(directory, 'changed', 'out');
  buildPackages({ functions, output });
  await writeFile(path.join(functions, 'api-ros/index.mjs'), '// changed\n', { flag: 'a' });
  assert.deepEqual(buildPackages({ functions, output }).written, ['api-ros']);
});

test('a package holds the function and what is shared, readable by everybody, and opens elsewhere', async () => {
  const output = path.join(directory, 'opened');
  buildPackages({ functions: path.join(repository, 'revivecrm/functions'), output });
  for (const file of await readdir(output)) {
    const { stdout } = await run('python3', ['-c', READ_ZIP, path.join(output, file)]);
    const entries = JSON.parse(stdout) as readonly ZipEntry[];
    const name = path.basename(file, '.zip');
    assert.ok(entries.some((entry) => entry.name === `${name}/index.mjs`));
    for (const entry of entries) {
      assert.match(entry.name, new RegExp(`^(shared|${name})/[a-z-]+\\.mjs$`));
      assert.equal(entry.mode, 0o100644);
      assert.deepEqual(entry.date, [1980, 1, 1, 0, 0, 0]);
      assert.equal(
        entry.text,
        await readFile(path.join(repository, 'revivecrm/functions', entry.name), 'utf8'),
      );
    }
  }
});

test('bytes outside ASCII and an empty file survive the package', async () => {
  const functions = path.join(directory, 'odd', 'functions');
  const output = path.join(directory, 'odd', 'out');
  await mkdir(path.join(functions, 'shared'), { recursive: true });
  await mkdir(path.join(functions, 'naïve/deep'), { recursive: true });
  await writeFile(path.join(functions, 'naïve/index.mjs'), 'export const handler = () => "größer 🚗";\n');
  await writeFile(path.join(functions, 'naïve/deep/empty.mjs'), '');
  buildPackages({ functions, output });
  const { stdout } = await run('python3', ['-c', READ_ZIP, path.join(output, 'naïve.zip')]);
  assert.deepEqual(
    (JSON.parse(stdout) as readonly ZipEntry[]).map(({ name, text }) => [name, text]),
    [
      ['naïve/deep/empty.mjs', ''],
      ['naïve/index.mjs', 'export const handler = () => "größer 🚗";\n'],
    ],
  );
});

test('a folder without any function is an error, and removes nothing', async () => {
  const functions = path.join(directory, 'none', 'functions');
  const output = path.join(directory, 'none', 'out');
  await mkdir(path.join(functions, 'shared'), { recursive: true });
  await mkdir(output);
  await writeFile(path.join(output, 'api-ros.zip'), 'kept');
  assert.throws(() => buildPackages({ functions, output }), /No function in/);
  assert.deepEqual(await readdir(output), ['api-ros.zip']);
});
