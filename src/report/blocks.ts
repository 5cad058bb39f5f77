import { type Markdown, folded, markup, stack } from './markdown.ts';
import { formatCount } from './measures.ts';

/**
 * A piece of the summary. `core` pieces are always there and small by themselves; `list` pieces grow with the
 * deployment and are left out, the last ones first, where a summary would become too large.
 */
export type Block =
  | { readonly kind: 'core'; readonly markdown: Markdown }
  | { readonly kind: 'list'; readonly markdown: Markdown; readonly rows: number };

export const block = (markdown: Markdown): Block => ({ kind: 'core', markdown });

/** Rows shown without a click. */
const OPEN_ROWS = 10;
/** Rows of one folded piece: what is left out for size is left out by whole pieces. */
const PIECE_ROWS = 500;

/** A list of any length: the first rows open, the others folded in pieces, with their number. */
export function list<Row>(
  rows: readonly Row[],
  render: (rows: readonly Row[]) => Markdown,
  pieceRows = PIECE_ROWS,
): readonly Block[] {
  if (rows.length === 0) return [];
  // Nobody wants to click for two rows.
  if (rows.length <= OPEN_ROWS + 2) return [block(render(rows))];
  const open = block(render(rows.slice(0, OPEN_ROWS)));
  const rest = rows.slice(OPEN_ROWS);
  const pieces: Block[] = [];
  for (let start = 0; start < rest.length; start += pieceRows) {
    const piece = rest.slice(start, start + pieceRows);
    const first = OPEN_ROWS + start + 1;
    const title =
      rest.length <= pieceRows
        ? `${formatCount(rest.length)} more`
        : `${formatCount(first)} to ${formatCount(first + piece.length - 1)} of ${formatCount(rows.length)}`;
    pieces.push({ kind: 'list', markdown: folded(title, render(piece)), rows: piece.length });
  }
  return [open, ...pieces];
}

const size = ({ source }: Markdown): number => Buffer.byteLength(source) + 2;

/** Why rows of a summary are left out. */
const SUMMARY_LIMIT = 'because GitHub drops a summary beyond 1 MiB; the job log has them all';

/** All blocks in order within `limit` bytes of UTF-8. Lists are cut between blocks, and a line says by how much. */
export function assemble(blocks: readonly Block[], limit: number, because = SUMMARY_LIMIT): string {
  const note = (rows: number): Markdown =>
    markup`_${formatCount(rows)} more rows are left out here, ${because}._`;
  const fixed = blocks
    .filter(({ kind }) => kind === 'core')
    .reduce((sum, { markdown }) => sum + size(markdown), 0);
  let room = limit - fixed - size(note(Number.MAX_SAFE_INTEGER)) - 1;
  let leftOut = 0;
  const shown: Markdown[] = [];
  let noteAt: number | undefined;
  for (const each of blocks) {
    if (each.kind === 'core') {
      shown.push(each.markdown);
    } else if (noteAt === undefined && size(each.markdown) <= room) {
      room -= size(each.markdown);
      shown.push(each.markdown);
    } else {
      noteAt ??= shown.length;
      leftOut += each.rows;
    }
  }
  if (noteAt !== undefined) shown.splice(noteAt, 0, note(leftOut));
  return `${stack(shown).source}\n`;
}
