// Renders a job summary as GitHub would show it: npm run summary -- FILE.md writes an HTML page beside it, and a PNG
// where there is a browser.
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { renderSummary } from '../local/summary/render-summary.ts';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Usage: npm run summary -- FILE.md ... (the demo leaves them in demo-output/)');
  process.exitCode = 2;
}
for (const file of files) {
  const base = file.replace(/\.md$/, '');
  const written = await renderSummary(await readFile(file, 'utf8'), {
    htmlFile: `${base}.html`,
    pngFile: `${base}.png`,
  });
  console.log(Object.values(written).join('\n'));
}
