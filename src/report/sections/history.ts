import type { RecordedDeploy } from '../../context/release-history.ts';
import type { HistoryEntry } from '../../state/state-history.ts';
import { type Block, block } from '../blocks.ts';
import { type Column, type Markdown, code, folded, link, markup, table } from '../markdown.ts';
import { counted, formatCount } from '../measures.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Live since', align: 'left' },
  { title: 'Id for rollback-to', align: 'left' },
  { title: 'Commit', align: 'left' },
  { title: 'By', align: 'left' },
  { title: 'Resources', align: 'left' },
  { title: 'State', align: 'left' },
];

/** What was deployed and rolled back before, of use to whoever wants to go back. One deploy alone is no history. */
export function historySection(history: readonly HistoryEntry[] = []): readonly Block[] {
  if (history.length < 2) return [];
  return [
    block(folded(`History: the last ${formatCount(history.length)}`, table(COLUMNS, history.map(row)))),
  ];
}

function row(entry: HistoryEntry): readonly Markdown[] {
  if (entry.kind === 'deploy') return deployRow(entry.deploy);
  const { versions, newest } = entry;
  return [
    markup`${newest.savedAt}`,
    markup``,
    markup``,
    markup`not recorded: by an apply under way, a run that failed, or without this action`,
    markup``,
    markup`${counted(versions, 'version')}, newest ${code(newest.versionId)}`,
  ];
}

function deployRow({
  id,
  command,
  commit,
  runUrl,
  actor,
  at,
  counts,
  state,
}: RecordedDeploy): readonly Markdown[] {
  const who = actor ?? 'run';
  const short = code(commit.slice(0, 7));
  return [
    markup`${at}`,
    // Of a destroy there is nothing to go back to.
    command === 'destroy' ? markup`` : code(id),
    command === 'rollback' ? markup`back to ${short}` : command === 'destroy' ? markup`destroyed` : short,
    link(markup`${who}`, runUrl),
    markup`${counts === undefined ? '' : countsText(counts)}`,
    state === undefined
      ? markup``
      : markup`serial ${state.serial}${state.versionId === undefined ? '' : markup`, ${code(state.versionId)}`}`,
  ];
}

/** `3 added, 1 destroyed`. */
function countsText(counts: NonNullable<RecordedDeploy['counts']>): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return some.map(([what, count]) => `${formatCount(Number(count))} ${what}`).join(', ') || 'none changed';
}
