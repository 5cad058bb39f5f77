/**
 * S3's answers are flat XML without attributes below the root: a scan for its tags reads a page of a listing in a tenth of
 * the time that a parser takes, and listings are most of what a deploy without changes reads.
 */

/** What is inside each `<name>`, in order, still as XML. */
export function* elements(xml: string, name: string): Generator<string> {
  const opening = `<${name}>`;
  const closing = `</${name}>`;
  for (let start = xml.indexOf(opening); start !== -1; start = xml.indexOf(opening, start)) {
    start += opening.length;
    const end = xml.indexOf(closing, start);
    if (end === -1) return;
    yield xml.slice(start, end);
    start = end + closing.length;
  }
}

/** Text of the first `<name>`, or undefined where there is none. */
export function textOf(xml: string, name: string): string | undefined {
  const opening = `<${name}>`;
  const found = xml.indexOf(opening);
  if (found === -1) return xml.includes(`<${name}/>`) ? '' : undefined;
  const start = found + opening.length;
  const end = xml.indexOf(`</${name}>`, start);
  return end === -1 ? undefined : unescape(xml.slice(start, end));
}

/** As `textOf`, of an ETag. S3 writes its quotes as entities, and a page of a listing has a thousand of them. */
export function etagOf(xml: string): string | undefined {
  const found = ETAG.exec(xml);
  return found === null ? textOf(xml, 'ETag') : `"${found[1]}"`;
}

const ETAG = /<ETag>&quot;([\w-]*)&quot;<\/ETag>/;

const TAG = /<(\/?)([^\s<>/?!]+)[^<>]*?(\/?)>/g;

/** Text of the element that the names lead to from the root: for documents in which a name has several meanings. */
export function textAt(xml: string, names: readonly string[]): string | undefined {
  const wanted = names.join('>');
  const open: string[] = [];
  let start: number | undefined;
  for (const { 0: tag, 1: closes, 2: name = '', 3: isEmpty, index } of xml.matchAll(TAG)) {
    if (closes === '/') {
      if (start !== undefined && open.join('>') === wanted) return unescape(xml.slice(start, index));
      open.pop();
    } else {
      open.push(name);
      if (open.join('>') === wanted) {
        if (isEmpty === '/') return '';
        start = index + tag.length;
      }
      if (isEmpty === '/') open.pop();
    }
  }
  return undefined;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves the five entities that XML has by itself, and characters by number. */
const unescape = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
        (whole, hex?: string, decimal?: string, name?: string) => {
          if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
          if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
          return NAMED[name ?? ''] ?? whole;
        },
      )
    : text;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#x0D;',
  '\n': '&#x0A;',
  '\u0085': '&#x85;',
  '\u2028': '&#x2028;',
};

/** An element with text in it. A reader would turn the ends of lines into others, so those are written by number. */
export const element = (name: string, text: string): string =>
  `<${name}>${text.replace(/[&<>"'\r\n\u0085\u2028]/g, (character) => REFERENCES[character] ?? character)}</${name}>`;
