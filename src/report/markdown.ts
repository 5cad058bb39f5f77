import { printableLine, printableLines } from '../platform/printable.ts';

/**
 * Markdown as GitHub renders it. Only this module makes it out of text, so whatever a resource, a branch or an error
 * is called, it can't become markup: not a table cell, not a link, not a tag.
 */
export class Markdown {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/**
 * Markdown with values in it: strings are escaped, Markdown goes in as it is. (Not called `md`: Prettier takes that tag
 * for a document of its own and reformats it.)
 */
export const markup = (
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Markdown)[]
): Markdown =>
  new Markdown(
    parts
      .map((part, index) => {
        const value = values[index];
        if (value === undefined) return part;
        return part + (value instanceof Markdown ? value.source : escape(String(value)));
      })
      .join(''),
  );

export const join = (pieces: readonly Markdown[], separator: string): Markdown =>
  new Markdown(pieces.map(({ source }) => source).join(separator));

/** Blocks (paragraphs, tables, headings) one under the other. */
export const stack = (blocks: readonly Markdown[]): Markdown => join(blocks, '\n\n');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escape = (text: string): string => escapeLine(printableLine(text));

function escapeLine(line: string): string {
  return (
    line
      // An underscore inside a word is none of Markdown's business.
      .replace(/[\\`*[\]|~#$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
      .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
      // GitHub makes links of these by itself.
      .replace(/:(?=\/\/)/g, '&#58;')
      .replace(/(?<=\bwww)\./gi, '&#46;')
      // A list, a rule or a heading, were it at the start of a line.
      .replace(/^[-+=]/, '\\$&')
      .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
  );
}

/** What a code span can hold as it is: no backtick, no pipe (tables), no backslash, nothing to trim. */
const PLAIN_CODE = /^(?! )[^`|\\]+(?<! )$/;

/** Code in a line or table cell. Rare characters are written as entities, which are never markup. */
export function code(text: string): Markdown {
  const line = printableLine(text);
  if (PLAIN_CODE.test(line)) return new Markdown(`\`${line}\``);
  const entities = line.replace(/[^\w .,:/="-]|_/gu, (character) => `&#${character.codePointAt(0)};`);
  return new Markdown(`<code>${entities}</code>`);
}

/** A link, where the address is one of the web; else only its label. */
export function link(label: Markdown, address: string): Markdown {
  const target = webAddress(address);
  return target === undefined ? label : new Markdown(`[${label.source}](${encodeTarget(target)})`);
}

/** A web address that is its own label; else only its text. */
export function addressLink(address: string): Markdown {
  const target = webAddress(address);
  if (target === undefined) return markup`${address}`;
  return link(new Markdown(escapeLine(target.replace(/\/$/, '')).replaceAll('&#58;//', '://')), target);
}

/** The address made canonical, without a password; undefined where it isn't http or https. */
export function webAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  url.username = '';
  url.password = '';
  return url.href.length > LONGEST_ADDRESS ? undefined : url.href;
}

/** No browser is sure to take more. */
const LONGEST_ADDRESS = 2_000;

const encodeTarget = (href: string): string =>
  href
    .replace(
      /[()<>|`\\\s]/g,
      (character) => `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .replaceAll('&', '&amp;');

/** Web addresses, and `code` between backticks, inside a sentence. */
const PROSE = /`([^`\n]+)`|(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}])/g;

/** A sentence as our own messages are written: backticks mark code, web addresses become links, the rest is text. */
export function prose(text: string): Markdown {
  const line = printableLine(text, 2_000);
  const pieces: Markdown[] = [];
  let end = 0;
  for (const match of line.matchAll(PROSE)) {
    const [whole, marked, address] = match;
    pieces.push(new Markdown(escapeLine(line.slice(end, match.index))));
    if (marked !== undefined) pieces.push(code(marked));
    if (address !== undefined) pieces.push(addressLink(address));
    end = match.index + whole.length;
  }
  return join([...pieces, new Markdown(escapeLine(line.slice(end)))], '');
}

/** Lines as they are, in a fence longer than any in them; at most `most` of them. */
export function fence(lines: readonly string[], { language = 'text', most = 200 } = {}): Markdown {
  const all = lines.flatMap((line) => printableLines(line)).map((line) => clip(line, 1_000));
  const shown =
    all.length > most ? [...all.slice(0, most), `… ${all.length - most} more lines in the log`] : all;
  const longest = Math.max(
    2,
    ...shown.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)),
  );
  const marks = '`'.repeat(longest + 1);
  return new Markdown([`${marks}${language}`, ...shown, marks].join('\n'));
}

const clip = (line: string, longest: number): string =>
  line.length > longest ? `${line.slice(0, longest - 1)}…` : line;

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export function table(columns: readonly Column[], rows: readonly (readonly Markdown[])[]): Markdown {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return new Markdown(
    [
      line(columns.map(({ title }) => title)),
      line(columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))),
      ...rows.map((row) =>
        line(row.map(({ source }, index) => (columns[index]?.align === 'right' ? unbroken(source) : source))),
      ),
    ].join('\n'),
  );
}

/** What is right-aligned is measured: its unit would otherwise get a line of its own in a narrow table. */
const unbroken = (source: string): string => source.replaceAll(' ', '\u00a0');

/** A block that is folded until it is clicked. The blank lines let GitHub read Markdown inside the element. */
export const folded = (title: string, body: Markdown): Markdown =>
  new Markdown(`<details>\n<summary>${escapeTags(title)}</summary>\n\n${body.source}\n\n</details>`);

const escapeTags = (text: string): string =>
  printableLine(text).replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
