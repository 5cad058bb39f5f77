import path from 'node:path/posix';

/** A page that names a file the bucket doesn't have. */
export interface BrokenPage {
  /** Key of the page. */
  readonly page: string;
  /** Key of what is missing. */
  readonly missing: string;
  /** Key of the file that names it: the page itself, or a script or style sheet it leads to. */
  readonly namedBy: string;
}

/** What is looked into: by key, with the text of at least pages, scripts and style sheets. */
export type SiteContent = ReadonlyMap<string, { readonly content: Buffer | undefined }>;

/**
 * Every page of a site from which a visitor's browser would ask for something that isn't there: what its HTML names
 * (scripts, style sheets, images, preloads; not links to other pages), and what those scripts and style sheets import,
 * lazily too, any number of steps away.
 *
 * Scripts are searched for `import("./x.js")`, `from "./x.js"` and Vite's list of preloads; a bundler that computes its
 * chunks' names (webpack) keeps them from being seen.
 *
 * What was found in a file is remembered for as long as its content is, so that a check after each change costs little.
 */
export function brokenPages(site: SiteContent): readonly BrokenPage[] {
  return [...site.keys()].filter(isPage).flatMap((page) => brokenFrom(site, page));
}

const isPage = (key: string): boolean => /\.(?:html?|xhtml)$/i.test(key);

function brokenFrom(site: SiteContent, page: string): readonly BrokenPage[] {
  const broken: BrokenPage[] = [];
  const seen = new Set([page]);
  for (const namedBy of seen) {
    const content = site.get(namedBy)?.content;
    if (content === undefined) continue;
    for (const key of references(namedBy, content)) {
      if (!site.has(key)) broken.push({ page, missing: key, namedBy });
      // A page in a frame is checked as a page.
      else if (!isPage(key)) seen.add(key);
    }
  }
  return broken;
}

const remembered = new WeakMap<Buffer, Map<string, readonly string[]>>();

/** The keys of the site's own files that a file names, each once. */
export function references(key: string, content: Buffer): readonly string[] {
  const known = remembered.get(content);
  const found = known?.get(key);
  if (found !== undefined) return found;
  const keys = [...new Set(namesIn(key, content).flatMap((name) => keyOf(name, key)))];
  remembered.set(content, (known ?? new Map<string, readonly string[]>()).set(key, keys));
  return keys;
}

function namesIn(key: string, content: Buffer): readonly string[] {
  if (isPage(key)) return namesInPage(content.toString());
  const extension = path.extname(key);
  if (extension === '.js' || extension === '.mjs') return namesInScript(content.toString());
  return extension === '.css' ? namesInStyles(content.toString()) : [];
}

/** Tags that make a browser fetch something by itself, with the attributes that name it. */
const FETCHING =
  /<(?:link|script|img|source|video|audio|iframe|embed|object|use|image)\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi;
const ATTRIBUTE = /\s(src|href|poster|data|srcset|imagesrcset)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi;
/** Links that only tell, or that only connect. */
const NOT_FETCHED =
  /\srel\s*=\s*["']?(?:canonical|alternate|preconnect|dns-prefetch|next|prev|author|license)\b/i;

function namesInPage(html: string): readonly string[] {
  const visible = html.replace(/<!--[\s\S]*?-->/g, '');
  const named = (visible.match(FETCHING) ?? [])
    .filter((tag) => !(/^<link/i.test(tag) && NOT_FETCHED.test(tag)))
    .flatMap((tag) =>
      [...tag.matchAll(ATTRIBUTE)].flatMap(([, name = '', double, single, bare]) => {
        const value = (double ?? single ?? bare ?? '').replaceAll('&amp;', '&');
        if (!/srcset$/i.test(name)) return [value];
        return value.split(',').map((candidate) => candidate.trim().split(/\s+/)[0] ?? '');
      }),
    );
  const scripts = [...visible.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gi)];
  const styles = [...visible.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/gi)];
  return [
    ...named,
    ...scripts.flatMap(([, text = '']) => namesInScript(text)),
    ...styles.flatMap(([, text = '']) => namesInStyles(text)),
  ];
}

const IMPORT = /\bimport\s*\(\s*(["'`])([^"'`\n]+)\1/g;
const FROM = /\b(?:from|import)\s*(["'])([^"'\n]+)\1/g;
/** `m.f=["assets/About-B1x.js","assets/About-C2y.css"]`: paths below the site's root. */
const VITE_PRELOADS = /\.f\s*=\s*\[((?:\s*"[^"]*"\s*,?)*)\]/g;

function namesInScript(script: string): readonly string[] {
  const imported = [...script.matchAll(IMPORT), ...script.matchAll(FROM)].map(([, , name = '']) => name);
  const preloads = [...script.matchAll(VITE_PRELOADS)].flatMap(([, list = '']) =>
    [...list.matchAll(/"([^"]*)"/g)].map(([, name = '']) => (name.startsWith('.') ? name : `/${name}`)),
  );
  // `import x from "react"` is a bare name: it means nothing to a browser, so it isn't the site's.
  return [...imported.filter((name) => /^\.{0,2}\//.test(name) && !name.includes('${')), ...preloads];
}

const namesInStyles = (css: string): readonly string[] => [
  ...[...css.matchAll(/\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)/gi)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  ),
  ...[...css.matchAll(/@import\s+["']([^"']+)["']/gi)].map(([, name = '']) => name),
];

const ORIGIN = 'http://site.invalid';

/** The key that a name means in a file: none for other hosts, data and the file itself. */
function keyOf(name: string, inFile: string): readonly string[] {
  if (name === '' || name.startsWith('#')) return [];
  const base = `${ORIGIN}/${inFile.split('/').map(encodeURIComponent).join('/')}`;
  const url = URL.canParse(name, base) ? new URL(name, base) : undefined;
  if (url?.origin !== ORIGIN) return [];
  const key = decodeURIComponent(url.pathname.slice(1));
  return [key === '' || key.endsWith('/') ? `${key}index.html` : key];
}
