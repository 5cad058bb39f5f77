// Prints what CHANGELOG.md says of a version (`v1.2.0` or `1.2.0`); fails where it says nothing.
import { readFileSync } from 'node:fs';
import process from 'node:process';

const version = (process.argv[2] ?? '').replace(/^v/, '');
const changelog = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8');
const sections = changelog.split(/^## /m);
const notes = sections
  .find((section) => section.startsWith(`[${version}]`))
  ?.replace(/^.*\n/, '')
  .trim();
if (!notes) {
  console.error(`CHANGELOG.md has nothing under "## [${version}]".`);
  process.exit(1);
}
console.log(notes);
