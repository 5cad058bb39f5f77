import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';

import { findBrowser, openBrowser } from '../../local/browser/chromium.ts';
import { through } from '../local/edge/through-proxy.ts';
import {
  type Distribution,
  SITE_BUCKET,
  createDistribution,
  siteCheckout,
  siteInputs,
} from '../suites/kill/stacks.ts';
import { type World, assertWell, startWorld } from './harness.ts';

/** Seconds for which the edge keeps whatever it has, whatever its headers say: only an invalidation refreshes a page. */
const A_YEAR = 31_536_000;

/** A name as a bundler gives it: it changes with the content. */
const hashed = (name: string, content: string): string =>
  `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}.js`;

/** What the site's script loads when its button is pressed. Each is pressed once: the edge keeps what it has had. */
const PARTS = ['Report', 'Prices', 'Help'] as const;
type Part = (typeof PARTS)[number];

/** The files of a version: no name is in two versions but the page's. */
function siteOf(version: number): {
  readonly files: Readonly<Record<string, string>>;
  /** Names of the parts within `assets`. */
  readonly parts: Readonly<Record<Part, string>>;
} {
  const contents = PARTS.map((part) => `export const text = '${part} of ${version}';\n`);
  const names = contents.map((content) => hashed('part', content));
  const app = `document.querySelector('h1').textContent = 'Version ${version}';
const load = { ${PARTS.map((part, index) => `${part}: () => import('./${names[index]}')`).join(', ')} };
for (const button of document.querySelectorAll('button'))
  button.onclick = async () => {
    const { text } = await load[button.textContent]();
    document.querySelector('output').textContent = text;
  };
`;
  const script = hashed('app', app);
  const page = `<!doctype html><title>${version}</title><link rel="icon" href="data:,">
<h1></h1>${PARTS.map((part) => `<button>${part}</button>`).join('')}<output></output>
<script type="module" src="/assets/${script}"></script>
`;
  return {
    files: {
      'index.html': page,
      [`assets/${script}`]: app,
      ...Object.fromEntries(names.map((name, index) => [`assets/${name}`, contents[index] ?? ''])),
    },
    parts: Object.fromEntries(PARTS.map((part, index) => [part, names[index]])) as Record<Part, string>,
  };
}

/** A tab of the browser, with everything that went wrong in it. */
interface Tab {
  readonly page: Page;
  readonly problems: readonly string[];
}

describe('a tab that was opened before a deploy', () => {
  let world: World;
  let site: Distribution;
  let browser: Browser | undefined;
  /** Opened while the first version was live, and never loaded again. */
  let first: Tab;

  before(async () => {
    world = await startWorld({ edge: true });
    await world.s3.createBucket({ Bucket: SITE_BUCKET });
    site = await createDistribution(world, { keptAtEdge: A_YEAR });
    const found = await findBrowser();
    if (found !== undefined && world.edge !== undefined)
      browser = await openBrowser({ found, edge: world.edge });
  });
  after(async () => {
    await browser?.close();
    await world?.stop();
  });

  const url = () => `https://${site.domain}/`;

  /** What the edge has at the URL. */
  const atEdge = async () => {
    assert.ok(world.edge);
    const { body, headers } = await through(world.edge, url());
    return { body, from: String(headers['x-cache']) };
  };

  /** A push of a version: its checkout has nothing of any other. */
  async function deploy(version: number): Promise<void> {
    const { files } = siteOf(version);
    const run = await world.run(await world.checkout(siteCheckout(files)), {
      inputs: siteInputs(site),
      github: { sha: String(version).repeat(40), run_number: String(version) },
    });
    assertWell(run, { result: 'deployed', 'files-uploaded': '5', 'cloudfront-url': url().slice(0, -1) });
  }

  /** A new tab of somebody else, with nothing in its cache. */
  async function open(): Promise<Tab> {
    assert.ok(browser);
    const context = await browser.newContext();
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('requestfailed', (request) => problems.push(`${request.url()} failed`));
    page.on('response', (response) => {
      if (response.status() >= 400) problems.push(`${response.url()} answered ${response.status()}`);
    });
    await page.goto(url());
    return { page, problems };
  }

  const shows = ({ page }: Tab, text: string): Promise<void> =>
    page.getByText(text, { exact: true }).waitFor({ timeout: 10_000 });

  /** Presses the button of a part, and sees that it comes without anything going wrong. */
  async function loads(tab: Tab, part: Part, version: number): Promise<void> {
    const broke = tab.page.waitForEvent('pageerror');
    const came = Promise.all([
      tab.page.getByRole('button', { name: part }).click(),
      shows(tab, `${part} of ${version}`),
    ]);
    await Promise.race([came, broke]);
    assert.deepEqual(tab.problems, []);
    await came;
  }

  const NO_BROWSER = 'no Chromium starts on this machine: set CHROME_PATH to one';

  it('is shown the version that is live, which the edge keeps for a year', async (test) => {
    await deploy(1);
    if (browser === undefined) return test.skip(NO_BROWSER);
    first = await open();
    await shows(first, 'Version 1');
    const { body, from } = await atEdge();
    assert.match(body, /<title>1</);
    assert.match(from, /^Hit/);
  });

  it('loads a part that it has not had when another version is live; who comes then sees that one', async (test) => {
    await deploy(2);
    assert.match((await atEdge()).body, /<title>2</, 'the new version is live when the action says so');
    if (browser === undefined) return test.skip(NO_BROWSER);
    const fresh = await open();
    await shows(fresh, 'Version 2');
    await loads(fresh, 'Report', 2);
    await loads(first, 'Report', 1);
  });

  it('loads a part as well after a third version, from whichever it was opened', async (test) => {
    const second = browser && (await open());
    await deploy(3);
    if (second === undefined) return test.skip(NO_BROWSER);
    await shows(await open(), 'Version 3');
    await loads(second, 'Prices', 2);
    await loads(first, 'Prices', 1);
  });

  it('would be broken if what only an earlier version had were deleted', async (test) => {
    if (browser === undefined) return test.skip(NO_BROWSER);
    await world.s3.deleteObject({ Bucket: SITE_BUCKET, Key: `assets/${siteOf(1).parts.Help}` });
    await assert.rejects(loads(first, 'Help', 1), ({ message }: Error) =>
      /Failed to fetch dynamically imported module/.test(message),
    );
  });
});
