import type { GuardVerdict, GuardedDestroy } from '../../terraform/guard/guard.ts';
import { type Block, block, list } from '../blocks.ts';
import { type Column, type Markdown, code, markup, prose, stack, table } from '../markdown.ts';
import { counted } from '../measures.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Planned', align: 'left' },
  { title: 'Resource', align: 'left' },
  { title: 'Why', align: 'left' },
  { title: 'At stake', align: 'left' },
  { title: 'Let go', align: 'left' },
];

/**
 * What is precious and was let go, and why it could. Of a run that refused anything, nothing went: then the failure says
 * it all.
 */
export function guardSection(verdict: GuardVerdict | undefined): readonly Block[] {
  const { destroys = [], unused = [] } = verdict ?? {};
  if (destroys.some(({ decision }) => decision === 'refused')) return [];
  const notes = unused.length === 0 ? [] : [block(unusedNote(unused))];
  if (destroys.length === 0) return notes;
  const head = markup`### Precious resources\n\nThe plan destroys ${counted(destroys.length, 'resource')} that the destroy guard knows as precious:`;
  return [block(head), ...list(destroys, (some) => table(COLUMNS, some.map(row))), ...notes];
}

const row = ({ action, address, what, why, at, atStake, decision }: GuardedDestroy): readonly Markdown[] => [
  markup`${action}`,
  markup`${code(address)}<br>${what}`,
  at === undefined ? prose(why) : markup`${prose(why)}<br>${code(`${at.file}:${at.line}`)}`,
  markup`${atStake}`,
  decision === 'empty' ? markup`it is empty` : markup`by ${code('allow-destroy')}`,
];

/** An allowance that stays behind would also let go whatever comes to have that address. */
const unusedNote = (unused: readonly string[]): Markdown =>
  stack([
    markup`${code('allow-destroy')} also names ${counted(unused.length, 'address', 'addresses')} at which this plan destroys nothing precious; it can be taken out again:`,
    table(
      [{ title: 'Not destroyed', align: 'left' }],
      unused.map((address) => [code(address)]),
    ),
  ]);
