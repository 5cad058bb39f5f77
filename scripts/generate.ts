// Writes what README, SECURITY, the composite action and the reusable workflow repeat of action.yml and the code.
// With --check nothing is written: it fails unless every file is as it would be written.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { generatedFiles } from './generated-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = await generatedFiles(root);
const outdated = files.filter(({ before, after }) => before !== after);
const named = outdated.map(({ file }) => file).join(', ');

if (outdated.length === 0) {
  console.log(`${files.map(({ file }) => file).join(', ')}: as action.yml and the code say.`);
} else if (process.argv.includes('--check')) {
  console.error(`Not as action.yml and the code say: ${named}. Run: npm run generate`);
  process.exitCode = 1;
} else {
  for (const { file, after } of outdated) await writeFile(path.join(root, file), after);
  console.log(`Wrote ${named}.`);
}
