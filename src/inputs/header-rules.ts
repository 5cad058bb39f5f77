import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type InputProblem, quoted } from './values.ts';

/** File in frontend-directory that says which files of the site are served with other headers than the usual ones. */
export const HEADERS_FILE = 'revive.headers';

/**
 * What S3 stores with an object, and CloudFront hands on. Any other header is CloudFront's to add, by a response headers
 * policy.
 */
const STORED = {
  'cache-control': 'cacheControl',
  'content-disposition': 'contentDisposition',
  'content-encoding': 'contentEncoding',
  'content-language': 'contentLanguage',
  'content-type': 'contentType',
} as const;

/** A header that S3 stores, by the name this code has for it. */
export type StoredHeader = (typeof STORED)[keyof typeof STORED];

/** What the files that a pattern matches are served with. */
export interface HeaderRule {
  /** Begins with a slash; `*` stands for any characters, slashes too, and a directory `**` for none or several. */
  readonly pattern: string;
  readonly headers: Readonly<Partial<Record<StoredHeader, string>>>;
}

/** Printable ASCII: S3 takes more, and gives it back encoded. */
const VALUE = /^[\x20-\x7e]+$/;

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const PARAMETER = `${TOKEN}=(?:${TOKEN}|"[^"]*")`;
const shape = (text: string): RegExp => new RegExp(`^${text}$`);
const listOf = (item: string): RegExp => shape(`${item}(?: *, *${item})*`);

/** What a value looks like, and an example of it for whoever wrote another. */
const SHAPES: Readonly<Record<StoredHeader, readonly [pattern: RegExp, example: string]>> = {
  cacheControl: [listOf(`${TOKEN}(?:=(?:${TOKEN}|"[^"]*"))?`), 'public,max-age=3600'],
  contentDisposition: [shape(`${TOKEN}(?: *; *${PARAMETER})*`), 'attachment; filename="report.pdf"'],
  contentEncoding: [listOf(TOKEN), 'br'],
  contentLanguage: [listOf('[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*'), 'en-GB'],
  contentType: [shape(`${TOKEN}/${TOKEN}(?: *; *${PARAMETER})*`), 'text/html; charset=utf-8'],
};

/** More of them would be slow to match, and nobody could read it. */
const MOST_DIRECTORY_WILDCARDS = 3;

/** The header rules of a frontend; none where it has no such file. `workspace` is what problems name the file from. */
export function readHeaderFile(
  directory: string,
  workspace: string,
): { readonly rules: readonly HeaderRule[]; readonly problems: readonly InputProblem[] } {
  const file = path.join(directory, HEADERS_FILE);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return { rules: [], problems: [] };
  const { rules, problems } = parseHeaderRules(readFileSync(file, 'utf8'));
  const name = path.relative(workspace, file).split(path.sep).join('/');
  return {
    rules,
    problems: problems.map(({ line, message }) => ({ input: `${name}, line ${line}`, message })),
  };
}

/** What is wrong with a line; the first is 1. */
interface LineProblem {
  readonly line: number;
  readonly message: string;
}

/**
 * Parses header rules as Netlify and Cloudflare write them: a pattern at the beginning of a line, below it indented lines
 * `Name: value`. Lines that begin with `#` are comments. Where several rules match, the last one that has a header wins.
 */
export function parseHeaderRules(text: string): {
  readonly rules: readonly HeaderRule[];
  readonly problems: readonly LineProblem[];
} {
  const rules: {
    readonly pattern: string;
    readonly line: number;
    readonly headers: HeaderRule['headers'];
  }[] = [];
  const problems: LineProblem[] = [];
  let headers: Partial<Record<StoredHeader, string>> | undefined;
  for (const [index, written] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    const said = written.trim();
    if (said === '' || said.startsWith('#')) continue;
    const complain = (message: string): void => void problems.push({ line, message });
    if (/^[\w-]+\s*:\s/.test(written)) {
      complain(`${quoted(said)} is a header at the beginning of its line: indent it below its pattern`);
    } else if (!/^\s/.test(written)) {
      const wrong = whyNotAPattern(said);
      if (wrong !== undefined) complain(`${quoted(said)} ${wrong}`);
      headers = {};
      rules.push({ pattern: said, line, headers });
    } else {
      const header = readHeader(said);
      if ('problem' in header) complain(header.problem);
      else if (headers === undefined) complain(`${quoted(said)} has no pattern above it, such as /*.pdf`);
      else if (headers[header.field] !== undefined)
        complain(`${quoted(said)} is there twice for one pattern`);
      else headers[header.field] = header.value;
    }
  }
  const wrong = new Set(problems.map(({ line }) => line));
  for (const [index, { pattern, line, headers: own }] of rules.entries()) {
    const next = rules[index + 1]?.line ?? Infinity;
    // A pattern whose only header is wrong is complained of already.
    const isBlamed = [...wrong].some((each) => each >= line && each < next);
    if (Object.keys(own).length === 0 && !isBlamed)
      problems.push({
        line,
        message: `${quoted(pattern)} has no header below it (an indented line Name: value)`,
      });
  }
  return {
    rules: rules.map(({ pattern, headers: own }) => ({ pattern, headers: own })),
    problems: problems.sort((one, other) => one.line - other.line),
  };
}

function whyNotAPattern(text: string): string | undefined {
  if (!text.startsWith('/')) return 'is not a pattern: it must begin with /, as in /downloads/*';
  if (text.endsWith('/')) return `names a directory: name its files, as in ${text}* or ${text}index.html`;
  if (/\/:\w/.test(text)) return 'has a placeholder, which there are none of here: write * for it';
  if (text.split('**').length - 1 > MOST_DIRECTORY_WILDCARDS)
    return `has more than ${MOST_DIRECTORY_WILDCARDS} times **`;
  return undefined;
}

function readHeader(
  text: string,
): { readonly field: StoredHeader; readonly value: string } | { readonly problem: string } {
  const at = text.indexOf(':');
  if (at < 1) return { problem: `${quoted(text)} is not a header, Name: value` };
  const name = text.slice(0, at).trim();
  const value = text.slice(at + 1).trim();
  const known = name.toLowerCase();
  if (!Object.hasOwn(STORED, known)) {
    return {
      problem:
        `S3 can't store ${quoted(name)}, only ${Object.keys(STORED).join(', ')}; ` +
        'a response headers policy of the CloudFront distribution can add it',
    };
  }
  const field = STORED[known as keyof typeof STORED];
  const [pattern, example] = SHAPES[field];
  if (!VALUE.test(value) || !pattern.test(value))
    return { problem: `${quoted(value)} is not a ${known} such as ${example}` };
  return { field, value };
}
