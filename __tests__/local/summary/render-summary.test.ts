import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { findBrowser, type FoundBrowser } from '../../../local/browser/chromium.ts';
import { renderSummary } from '../../../local/summary/render-summary.ts';

let directory: string;
let browser: FoundBrowser | undefined;
before(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'summary-'));
  browser = await findBrowser();
});
after(() => rm(directory, { recursive: true, force: true }));

test('a summary becomes a page in GitHub’s look', async () => {
  const htmlFile = path.join(directory, 'summary.html');
  const written = await renderSummary('# Deployed\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n', { htmlFile });
  assert.deepEqual(written, { htmlFile });
  const page = await readFile(htmlFile, 'utf8');
  assert.match(page, /<article class="markdown-body">\s*<h1>Deployed<\/h1>/);
  assert.match(page, /<td>1<\/td>/);
  assert.match(page, /\.markdown-body table/);
});

test('a browser takes its picture', async (context) => {
  if (browser === undefined) return context.skip('no Chromium here: install one or set CHROME_PATH');
  const files = { htmlFile: path.join(directory, 'p.html'), pngFile: path.join(directory, 'p.png'), browser };
  const written = await renderSummary('# Deployed\n', files);
  const picture = await readFile(written.pngFile ?? '');
  assert.equal(picture.subarray(1, 4).toString(), 'PNG');
  // Width and height stand big-endian in the first chunk; two device pixels for each of CSS.
  assert.equal(picture.readUInt32BE(16), (1012 + 48) * 2);
});
