import type { StateLocation } from '../context/deployment.ts';
import { backendKind } from './backend-declarations.ts';
import { backendLines, type BackendSetting } from './backend-override.ts';
import { OWN_SETTINGS } from './configuration.ts';
import type { HclAttribute, HclBlock, HclItem, Span } from './hcl/scan.ts';

/** A new `backend "s3"` at the end of a `terraform` block. Every byte outside the insertion stays. */
export function insertBackend(text: string, terraform: HclBlock, location: StateLocation): string {
  const eol = lineEnding(text);
  const outer = indentAt(text, terraform.start);
  const inner = text.slice(terraform.inner.start, terraform.inner.end);
  if (!inner.includes('\n')) {
    // `terraform {}` and `terraform { required_version = "..." }`: a block in it needs lines of its own.
    const indent = outer + unitOf(outer);
    const kept = inner.trim() === '' ? [] : [indent + inner.trim(), ''];
    const lines = ['', ...kept, ...indented(backendLines(location, unitOf(outer)), indent), outer];
    return splice(text, [{ ...terraform.inner, text: lines.join(eol) }]);
  }
  const first = terraform.items[0];
  const indent =
    first !== undefined && startsItsLine(text, first) ? indentAt(text, first.start) : outer + unitOf(outer);
  const unit =
    indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : unitOf(outer);
  const at = lineStart(text, terraform.inner.end);
  const before = text.slice(terraform.inner.start, at);
  const gap = before.trim() === '' || /\n[ \t\r]*\n$/.test(before) ? [] : [''];
  const block = [...gap, ...indented(backendLines(location, unit), indent)]
    .map((line) => line + eol)
    .join('');
  return splice(text, [{ start: at, end: at, text: block }]);
}

/**
 * A whole `terraform` block where a file has none: before the first block or attribute, below a comment that heads
 * the file, above a comment that belongs to what follows it.
 */
export function addTerraformBlock(text: string, items: readonly HclItem[], location: StateLocation): string {
  const eol = lineEnding(text);
  const block = ['terraform {', ...indented(backendLines(location), '  '), '}', ''].join(eol);
  const head = text.startsWith('\uFEFF') ? 1 : 0;
  const first = items[0];
  if (first === undefined) {
    const body = text.slice(head);
    const gap = body.trim() === '' ? '' : body.endsWith('\n') ? eol : eol + eol;
    return text + gap + block;
  }
  // The last blank line above the first item ends whatever heads the file.
  const above = text.slice(head, first.start);
  const blank = above.trim() === '' ? -1 : above.search(/\n[ \t]*\r?\n(?!.*\n[ \t]*\r?\n)/s);
  const at = blank < 0 ? head : head + blank + (/^\n[ \t]*\r?\n/.exec(above.slice(blank))?.[0].length ?? 0);
  return splice(text, [{ start: at, end: at, text: block + eol }]);
}

/** What becomes of a backend block's settings. */
export interface BackendChange {
  /** Written: an attribute that is there gets another value, one that isn't gets a line. */
  readonly set: readonly BackendSetting[];
  /** Names of attributes taken out. */
  readonly remove: readonly string[];
}

/**
 * Changes a backend block. In an S3 block whatever the change doesn't name stays byte for byte; of another kind of
 * backend, which becomes an S3 one, the comments stay.
 */
export function rewriteBackend(text: string, block: HclBlock, change: BackendChange): string {
  const isS3 = backendKind(block) === 's3';
  const attributes = block.items.filter((item) => item.kind === 'attribute');
  const present = isS3
    ? new Map(attributes.map((item) => [item.name, item]))
    : new Map<string, HclAttribute>();
  const missing = change.set.filter(([name]) => !present.has(name));
  const removed = isS3 ? attributes.filter((item) => change.remove.includes(item.name)) : block.items;
  const edits = change.set.flatMap(([name, value]) => {
    const attribute = present.get(name);
    return attribute === undefined ? [] : [{ ...attribute.value, text: value }];
  });
  if (!isS3) edits.push(renamed(text, block));
  const inner = text.slice(block.inner.start, block.inner.end);
  if (inner.includes('\n')) {
    edits.push(...removed.map((item) => ({ ...removal(text, item), text: '' })));
    if (missing.length > 0) edits.push(addition(text, block, missing));
    return splice(text, edits);
  }
  // One line: laid out anew, with what is kept of it on a line of its own.
  const eol = lineEnding(text);
  const outer = indentAt(text, block.start);
  const indent = outer + unitOf(outer);
  const local = [
    ...edits.filter((edit) => edit.start >= block.inner.start),
    ...removed.map((item) => ({ ...item, text: '' })),
  ];
  const kept = splice(
    inner,
    local.map((edit) => shift(edit, -block.inner.start)),
  ).trim();
  const lines = [
    '',
    ...(kept === '' ? [] : [indent + kept]),
    ...aligned(missing).map((line) => indent + line),
    outer,
  ];
  return splice(text, [
    ...edits.filter((edit) => edit.start < block.inner.start),
    { ...block.inner, text: lines.join(eol) },
  ]);
}

interface Edit extends Span {
  readonly text: string;
}

/** `backend "local"` or `cloud` becomes `backend "s3"`; what stands before the brace beside it stays. */
function renamed(text: string, block: HclBlock): Edit {
  const header = text.slice(block.start, block.inner.start - 1);
  const named = header.replace(
    /^cloud|^(backend\s*)("[^"]*"|[^\s"{]+)/,
    (_all, backend = 'backend ') => `${backend}"s3"`,
  );
  return { start: block.start, end: block.inner.start - 1, text: named };
}

/** New settings go below the last of their kind that is there, else first in the block; aligned with their neighbour. */
function addition(text: string, block: HclBlock, missing: readonly BackendSetting[]): Edit {
  const outer = indentAt(text, block.start);
  const neighbour = block.items.findLast((item) => item.kind === 'attribute' && OWN_SETTINGS.has(item.name));
  const kept = backendKind(block) === 's3' ? neighbour : undefined;
  const at = nextLine(text, kept?.end ?? block.inner.start);
  const beside = kept ?? block.items[0];
  const indent =
    beside !== undefined && startsItsLine(text, beside)
      ? indentAt(text, beside.start)
      : outer + unitOf(outer);
  const column = kept === undefined ? 0 : text.slice(kept.start).indexOf('=') - 1;
  const lines = aligned(missing, column).map((line) => indent + line + lineEnding(text));
  return { start: at, end: at, text: lines.join('') };
}

function aligned(settings: readonly BackendSetting[], atLeast = 0): readonly string[] {
  const width = Math.max(atLeast, ...settings.map(([name]) => name.length));
  return settings.map(([name, value]) => `${name.padEnd(width)} = ${value}`);
}

/** The lines an item fills alone, with their end; beside a comment only the item and the blanks after it. */
function removal(text: string, item: HclItem): Span {
  const start = lineStart(text, item.start);
  const end = nextLine(text, item.end);
  const alone = startsItsLine(text, item) && text.slice(item.end, end).trim() === '';
  if (alone) return { start, end };
  const blanks = /^[ \t]*/.exec(text.slice(item.end))?.[0].length ?? 0;
  return { start: item.start, end: item.end + blanks };
}

/** Carries edits out; they don't overlap. */
function splice(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
}

const shift = (edit: Edit, by: number): Edit => ({ ...edit, start: edit.start + by, end: edit.end + by });

/** As the file's first line ends. */
const lineEnding = (text: string): string => (/^[^\n]*\r\n/.test(text) ? '\r\n' : '\n');

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

const nextLine = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
};

const indentAt = (text: string, offset: number): string =>
  /^\uFEFF?([ \t]*)/.exec(text.slice(lineStart(text, offset), offset))?.[1] ?? '';

const startsItsLine = (text: string, item: HclItem): boolean =>
  text.slice(lineStart(text, item.start), item.start).replace('\uFEFF', '').trim() === '';

/** One step of indentation, as the surroundings do it. */
const unitOf = (indent: string): string => (indent.startsWith('\t') ? '\t' : '  ');

const indented = (lines: readonly string[], indent: string): readonly string[] =>
  lines.map((line) => indent + line);
