import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { marked } from 'marked';

import { openBrowser, type FoundBrowser } from '../browser/chromium.ts';

/** Where a rendered summary goes. */
export interface SummaryFiles {
  readonly htmlFile: string;
  readonly pngFile?: string;
  /** The browser that takes the picture, where it has been found already. */
  readonly browser?: FoundBrowser;
}

/** What was written. `pngFile` is absent where none was asked for or the machine has no browser. */
export interface RenderedSummary {
  readonly htmlFile: string;
  readonly pngFile?: string;
}

/** Width of the summary on GitHub's page of a run, in CSS pixels. */
const width = 1012;

/** The HTML page of a job summary's markdown: GitHub's flavour and GitHub's light stylesheet, all in one file. */
export async function summaryPage(markdown: string): Promise<string> {
  const stylesheet = fileURLToPath(import.meta.resolve('github-markdown-css/github-markdown-light.css'));
  const body = await marked.parse(markdown, { gfm: true });
  // GitHub strips scripts from a summary; the policy keeps them from running here.
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data: https:">
<meta name="viewport" content="width=device-width">
<title>Job summary</title>
<style>
${await readFile(stylesheet, 'utf8')}
body { margin: 0; background: #f6f8fa; }
.markdown-body { box-sizing: border-box; width: ${width}px; max-width: 100%; margin: 24px auto; padding: 24px 32px; border: 1px solid #d1d9e0; border-radius: 6px; }
</style>
</head>
<body>
<article class="markdown-body">
${body}</article>
</body>
</html>
`;
}

/** Writes a job summary as an HTML page and, where a picture is asked for and there is a browser, as a PNG. */
export async function renderSummary(markdown: string, files: SummaryFiles): Promise<RenderedSummary> {
  const { htmlFile, pngFile } = files;
  await writeFile(htmlFile, await summaryPage(markdown));
  if (pngFile === undefined) return { htmlFile };
  const browser = await openBrowser(files.browser === undefined ? {} : { found: files.browser });
  if (browser === undefined) return { htmlFile };
  try {
    const page = await browser.newPage({
      viewport: { width: width + 48, height: 400 },
      deviceScaleFactor: 2,
    });
    await page.goto(pathToFileURL(htmlFile).href);
    await page.screenshot({ path: pngFile, fullPage: true });
    return { htmlFile, pngFile };
  } finally {
    await browser.close();
  }
}
