import { createHash } from 'node:crypto';

/** How many pages of the whole suite's site change from one version to the next, besides the entry. */
export const PAGES = 60;

/** Everything of a version's site: key -> content. */
export type SiteFiles = Readonly<Record<string, string>>;

/** A name as a bundler gives it: it changes with the content. */
const hashed = (name: string, content: string): string =>
  `assets/${name}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}.js`;

/**
 * The site of one version. Every page of it differs from that of any other version and names a script of its own, one
 * that all share and that loads another lazily, and a style sheet whose name never changes. One page is this version's
 * alone: the next one removes it.
 */
export function siteOf(version: number, pages: number): SiteFiles {
  const lazy = `export default 'lazy ${version}';\n`;
  const app = `import('./${hashed('lazy', lazy).slice('assets/'.length)}');\n`;
  const shared = { [hashed('lazy', lazy)]: lazy, [hashed('app', app)]: app };
  const page = (title: string): SiteFiles => {
    const own = `document.title = ${JSON.stringify(`${title} ${version}`)};\n`;
    const script = hashed('page', own);
    const head = [script, hashed('app', app)].map((name) => `<script type="module" src="/${name}"></script>`);
    return {
      [script]: own,
      [title === '' ? 'index.html' : `${title}/index.html`]:
        `<!doctype html><link rel="stylesheet" href="/style.css">${head.join('')}<p>${title} ${version}\n`,
    };
  };
  const titles = Array.from({ length: pages }, (_, index) => `page-${index}`);
  return Object.assign(
    { 'style.css': `body { --version: ${version} }\n`, ...shared },
    ...['', ...titles, `only-${version}`].map(page),
  ) as SiteFiles;
}

/** The pages among files, by key. */
export const pagesOf = (files: SiteFiles): readonly string[] =>
  Object.keys(files).filter((key) => key.endsWith('.html'));

/** A commit of a straight history. */
export const commitOf = (version: number): string =>
  createHash('sha1').update(`version ${version}`).digest('hex');
