/** What a backend's setting can be: Terraform allows no references there. */
export type Literal = string | number | boolean;

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs;
const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** The value of an expression that is one literal; undefined for a template, a reference or anything composed. */
export function literalValue(expression: string): Literal | undefined {
  if (expression === 'true') return true;
  if (expression === 'false') return false;
  if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(expression)) return Number(expression);
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(expression)?.[1];
  return quoted === undefined || hasTemplate(quoted) ? undefined : unescape(quoted);
}

/** Whether the text between a string's quotes holds `${` or `%{` that is not escaped by doubling. */
const hasTemplate = (quoted: string): boolean => /[$%]\{/.test(quoted.replaceAll(/\$\$\{|%%\{/g, ''));

function unescape(quoted: string): string {
  return quoted
    .replaceAll(/\$\$\{|%%\{/g, (doubled) => doubled.slice(1))
    .replaceAll(ESCAPE, (all, short?: string, long?: string, simple?: string) => {
      const code = short ?? long;
      if (code !== undefined) return codePoint(Number.parseInt(code, 16)) ?? all;
      return SIMPLE[simple ?? ''] ?? all;
    });
}

const codePoint = (code: number): string | undefined =>
  code <= 0x10ffff ? String.fromCodePoint(code) : undefined;

/** A string as HCL writes it: `${` can't become a template, nor a quote end it. */
export function quote(value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(/([$%])\{/g, '$1$1{');
  return `"${escaped}"`;
}
