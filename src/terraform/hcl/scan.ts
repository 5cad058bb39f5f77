/**
 * A scanner for HCL native syntax: blocks and attributes with their offsets, so that a file can be edited in place
 * with every other byte kept. It does not evaluate expressions; it only finds where each one ends.
 *
 * It is more lenient than Terraform (it accepts two attributes on a line, say): whatever Terraform refuses,
 * Terraform reports better than this could. Own code because @cdktf/hcl2json knows no positions and neither it nor
 * tree-sitter survives bundling; the tests hold it against hcl2json.
 */

/** Half-open range of UTF-16 offsets into the scanned text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `name = expression`. The span runs from the name to the last character of the expression. */
export interface HclAttribute extends Span {
  readonly kind: 'attribute';
  readonly name: string;
  /** The expression alone: no comment after it, no line end. */
  readonly value: Span;
}

/** `type "label" {` ... `}`. The span includes the closing brace. */
export interface HclBlock extends Span {
  readonly kind: 'block';
  readonly type: string;
  /** Labels as they read, without quotes. */
  readonly labels: readonly string[];
  /** Between the braces. */
  readonly inner: Span;
  readonly items: readonly HclItem[];
}

export type HclItem = HclAttribute | HclBlock;

/** Scans a file's text. Undefined: this is not HCL that could be followed to its end. */
export function scanHcl(text: string): readonly HclItem[] | undefined {
  try {
    const scanner = new Scanner(text);
    const items = scanner.body();
    scanner.expectEnd();
    return items;
  } catch (error) {
    if (error instanceof NotHcl) return undefined;
    throw error;
  }
}

/** Never leaves this file. */
class NotHcl extends Error {
  override readonly name = 'NotHcl';
}

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** The marker must be followed by the line's end at once: `<<EOT ` is not a heredoc. */
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const BYTE_ORDER_MARK = '\uFEFF';

class Scanner {
  private readonly text: string;
  private at: number;

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  }

  expectEnd(): void {
    if (this.at < this.text.length) throw new NotHcl();
  }

  /** Items up to a `}` that is not theirs, or the end of the text. */
  body(): HclItem[] {
    const items: HclItem[] = [];
    for (;;) {
      this.skipBlank('across lines');
      if (this.at >= this.text.length || this.text[this.at] === '}') return items;
      items.push(this.item());
    }
  }

  private item(): HclItem {
    const start = this.at;
    const name = this.match(IDENTIFIER)?.[0];
    if (name === undefined) throw new NotHcl();
    this.skipBlank('within the line');
    if (this.text[this.at] === '=' && this.text[this.at + 1] !== '=') {
      this.at += 1;
      const value = this.expression();
      return { kind: 'attribute', name, start, end: value.end, value };
    }
    const labels: string[] = [];
    while (this.text[this.at] !== '{') {
      labels.push(this.label());
      this.skipBlank('within the line');
    }
    this.at += 1;
    const innerStart = this.at;
    const items = this.body();
    if (this.text[this.at] !== '}') throw new NotHcl();
    const inner = { start: innerStart, end: this.at };
    this.at += 1;
    return { kind: 'block', type: name, labels, start, end: this.at, inner, items };
  }

  private label(): string {
    const identifier = this.match(IDENTIFIER)?.[0];
    if (identifier !== undefined) return identifier;
    const start = this.at;
    if (this.text[start] !== '"') throw new NotHcl();
    this.quoted();
    return this.text.slice(start + 1, this.at - 1);
  }

  /** Up to the line's end, or the `}` of a one-line block; comments after the last token stay outside the span. */
  private expression(): Span {
    this.skipBlank('within the line');
    const start = this.at;
    let end = start;
    for (;;) {
      this.skipBlank('within the line');
      const character = this.text[this.at];
      if (character === undefined || character === '\n' || character === '\r' || character === '}') break;
      this.token();
      end = this.at;
    }
    if (end === start) throw new NotHcl();
    return { start, end };
  }

  /** One string, heredoc, bracketed group with all that is in it, or a single character of anything else. */
  private token(): void {
    const character = this.text[this.at] ?? '';
    const closing = CLOSING[character];
    if (closing !== undefined) this.group(closing);
    else if (character === '"') this.quoted();
    else if (character === ')' || character === ']' || character === '}') throw new NotHcl();
    else {
      const heredoc = this.match(HEREDOC)?.[1];
      if (heredoc === undefined) this.at += 1;
      else this.heredoc(heredoc);
    }
  }

  /** From an opening bracket, or from the `${` of a template, past its closing one. */
  private group(closing: string): void {
    this.at += 1;
    for (;;) {
      this.skipBlank('across lines');
      if (this.at >= this.text.length) throw new NotHcl();
      if (this.text[this.at] === closing) break;
      this.token();
    }
    this.at += 1;
  }

  private quoted(): void {
    this.at += 1;
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined || character === '\n') throw new NotHcl();
      if (character === '"') break;
      if (character === '\\') this.at += 2;
      else if (!this.template()) this.at += 1;
    }
    this.at += 1;
  }

  /** The text after `<<EOT` up to the end of the line that closes it; that line's own end belongs to who comes next. */
  private heredoc(marker: string): void {
    for (;;) {
      if (this.at >= this.text.length) throw new NotHcl();
      const lineEnd = this.lineEnd();
      // Terraform trims the closing line whether or not the heredoc is an indented one (<<-).
      if (this.text.slice(this.at, lineEnd).trim() === marker) {
        this.at = this.text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
        return;
      }
      // A template may span lines, and a line inside it can't close the heredoc.
      while (this.at < this.text.length && this.text[this.at] !== '\n') {
        if (!this.template()) this.at += 1;
      }
      this.at += 1;
    }
  }

  /** Passes `${...}`, `%{...}` or their escapes `$${`, `%%{` if one is here; false: nothing was passed. */
  private template(): boolean {
    const here = this.text.slice(this.at, this.at + 3);
    if (here === '$${' || here === '%%{') {
      this.at += 3;
      return true;
    }
    if (!here.startsWith('${') && !here.startsWith('%{')) return false;
    this.at += 1;
    this.group('}');
    return true;
  }

  /** Whitespace and comments. A comment to the line's end leaves that end in place: it closes an expression. */
  private skipBlank(reach: 'within the line' | 'across lines'): void {
    for (;;) {
      const character = this.text[this.at];
      const next = this.text[this.at + 1];
      if (character === ' ' || character === '\t') this.at += 1;
      else if (reach === 'across lines' && (character === '\n' || character === '\r')) this.at += 1;
      else if (character === '#' || (character === '/' && next === '/')) {
        const end = this.lineEnd();
        this.at = this.text[end - 1] === '\r' ? end - 1 : end;
      } else if (character === '/' && next === '*') {
        const end = this.text.indexOf('*/', this.at + 2);
        if (end < 0) throw new NotHcl();
        this.at = end + 2;
      } else return;
    }
  }

  /** Offset of the next `\n`, or of the end of the text. */
  private lineEnd(): number {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? this.text.length : end;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found !== undefined) this.at = pattern.lastIndex;
    return found;
  }
}

/** Line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
