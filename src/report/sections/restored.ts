import type { RecordedState } from '../../context/release-history.ts';
import type { StateDifference } from '../../terraform/state-difference.ts';
import { type Block, block, list } from '../blocks.ts';
import { type Column, type Markdown, code, markup, stack, table } from '../markdown.ts';
import { counted } from '../measures.ts';

/** Which version of the state was made the state again. */
export interface RestoredReport {
  readonly from: { readonly versionId: string; readonly savedAt: string; readonly serial: number };
  /** What stands there now. */
  readonly to: RecordedState;
  /** Version id of what stood there; undefined: it was deleted, or nothing has versions. */
  readonly over: string | undefined;
  /** False where an earlier run had written all of it. */
  readonly changed: boolean;
  /** Against the newest state there was, by which AWS is as it is. */
  readonly difference: StateDifference;
}

const COLUMNS: readonly Column[] = [
  { title: 'Resource', align: 'left' },
  { title: 'What a deploy would do', align: 'left' },
];

const WHAT: Readonly<Record<keyof StateDifference, string>> = {
  forgotten: 'not known any more: created again, unless adopt-existing finds it',
  remembered: 'known again: created, if a later deploy destroyed it',
  replaced: 'known by the id it had then: looked for, created if it is gone',
};

/** The restore: from where, what it can't undo, and what to do next. */
export function restoredSection(restored: RestoredReport | undefined): readonly Block[] {
  if (restored === undefined) return [];
  const { from, to, over, difference } = restored;
  const { forgotten, remembered, replaced } = difference;
  const rows = (['forgotten', 'replaced', 'remembered'] as const).flatMap((kind) =>
    difference[kind].map((address) => ({ address, kind })),
  );
  const version = to.versionId === undefined ? markup`` : markup` as version ${code(to.versionId)}`;
  const paragraphs: readonly Markdown[] = [
    markup`### State restored`,
    markup`Version ${code(from.versionId)} (serial ${from.serial}, saved ${from.savedAt}) is the state again${version}: same lineage, serial ${to.serial}.`,
    over === undefined
      ? markup`No object stood in its place.`
      : markup`What stood there stays as version ${code(over)}.`,
    markup`**Not undone:** what AWS has now stays as it is, and so does the site; the state only says what Terraform knows. `,
    rows.length === 0
      ? markup`It knows the same resources as the newest state there was.`
      : markup`Against the newest state there was, ${counted(forgotten.length, 'resource')} not known any more, ${String(remembered.length)} known again, ${String(replaced.length)} known by another id:`,
  ];
  return [
    block(stack(paragraphs)),
    ...list(rows, (some) =>
      table(
        COLUMNS,
        some.map(({ address, kind }) => [code(address), markup`${WHAT[kind]}`]),
      ),
    ),
    block(
      markup`**Next:** ${code('command: plan')} shows what a deploy would change now${forgotten.length > 0 ? markup` (with ${code('adopt-existing: true')} what exists is imported rather than created)` : ''}; then deploy.`,
    ),
  ];
}
