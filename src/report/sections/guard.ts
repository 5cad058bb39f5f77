import type { Failure } from '../../errors.ts';
import type { GuardVerdict, GuardedDestroy } from '../../terraform/guard/guard.ts';
import { type Block, block, list } from '../blocks.ts';
import { type Column, type Markdown, code, markup, prose, stack, table } from '../markdown.ts';
import { counted } from '../measures.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Planned', align: 'left' },
  { title: 'Resource', align: 'left' },
  { title: 'Why', align: 'left' },
  { title: 'At stake', align: 'left' },
  { title: 'May go', align: 'left' },
];

/** What a report needs to have for this section. */
export interface Guarding {
  readonly guard?: GuardVerdict | undefined;
  readonly failure?: Failure | undefined;
}

/**
 * The precious resources that a plan destroys, and whether they may go. Of a run that the guard stopped the failure says
 * all of it already.
 */
export function guardSection({ guard, failure }: Guarding): readonly Block[] {
  if (failure?.code === 'DESTROY_GUARDED') return [];
  const { destroys = [], unused = [] } = guard ?? {};
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
  MAY_GO[decision],
];

const MAY_GO: Readonly<Record<GuardedDestroy['decision'], Markdown>> = {
  refused: markup`**no**: ${code('allow-destroy')} does not name it`,
  allowed: markup`by ${code('allow-destroy')}`,
  empty: markup`it is empty`,
};

/** An allowance that stays behind would also let go whatever comes to have that address. */
const unusedNote = (unused: readonly string[]): Markdown =>
  stack([
    markup`${code('allow-destroy')} also names ${counted(unused.length, 'address', 'addresses')} at which this plan destroys nothing precious; it can be taken out again:`,
    table(
      [{ title: 'Not destroyed', align: 'left' }],
      unused.map((address) => [code(address)]),
    ),
  ]);
