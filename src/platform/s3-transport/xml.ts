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
