import { marked } from 'marked';

/** Markdown as GitHub's flavour of it is rendered, by a renderer that is not ours. */
export const html = (markdown: string): string => marked.parse(markdown, { gfm: true, async: false });

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** What a reader sees of a piece of HTML. */
export const visible = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u00a0', ' ')
    .replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, number: string | undefined, name: string | undefined) =>
      number === undefined ? (NAMED[name ?? ''] ?? '') : String.fromCodePoint(Number(number)),
    )
    .trim();

/** The visible cells of every row of every table, header rows included. */
export const cells = (markup: string): readonly (readonly string[])[] =>
  [...markup.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) => visible(cell)),
  );

/** The names of the elements a piece of HTML is made of. */
export const elements = (markup: string): ReadonlySet<string> =>
  new Set([...markup.matchAll(/<([a-z][\w-]*)/gi)].map(([, name = '']) => name.toLowerCase()));
