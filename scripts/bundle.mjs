// Bundles src/ into dist/: tsc -> lib/ -> ncc -> dist/. With --check nothing is written: it fails unless the
// committed dist/ is byte for byte what the sources build.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const out = mkdtempSync(path.join(root, '.dist-'));
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const run = (command, args) =>
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });

rmSync(path.join(root, 'lib'), { recursive: true, force: true });
run(bin('tsc'), ['-p', 'tsconfig.build.json']);
run(bin('ncc'), ['build', 'lib/main.js', '--out', out, '--license', 'licenses.txt', '--quiet']);
rmSync(path.join(root, 'lib'), { recursive: true, force: true });

if (check) compare();
else replace();

/** A test that starts the bundle meanwhile finds the old one or the new one, never half of it. */
function replace() {
  const committed = path.join(root, 'dist');
  rmSync(`${out}-old`, { recursive: true, force: true });
  try {
    renameSync(committed, `${out}-old`);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  renameSync(out, committed);
  rmSync(`${out}-old`, { recursive: true, force: true });
}

function compare() {
  const files = (directory) =>
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
      .sort();
  const committed = path.join(root, 'dist');
  const names = new Set([...files(out), ...files(committed)]);
  const same = (name) => {
    try {
      return readFileSync(path.join(out, name)).equals(readFileSync(path.join(committed, name)));
    } catch {
      return false;
    }
  };
  const different = [...names].filter((name) => !same(name));
  rmSync(out, { recursive: true, force: true });
  if (different.length > 0) {
    console.error(`dist/ is not what the sources build (${different.join(', ')}). Run: npm run build`);
    process.exit(1);
  }
  console.log('dist/ is exactly what the sources build.');
}
