import type { BackendReport, SettingOutcome } from '../../state/settings.ts';
import { type Block, block } from '../blocks.ts';
import { type Column, type Markdown, code, folded, md, stack, table } from '../markdown.ts';
import { counted } from '../measures.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Of', align: 'left' },
  { title: 'Setting', align: 'left' },
  { title: 'Found', align: 'left' },
  { title: 'Wanted', align: 'left' },
];

/** The state backend: what was found and changed, the rest in one line. `open`: it is what the run was about. */
export function backendSection(
  backend: BackendReport | undefined,
  { open }: { open: boolean },
): readonly Block[] {
  if (backend === undefined) return [];
  const { bucket, table: lockTable, settings, bucketCreated, tableCreated } = backend;
  const changed = settings.filter((setting) => setting.changed);
  const kept = settings.filter((setting) => !setting.changed);
  const created = (was: boolean): string => (was ? ' (created)' : '');
  const head = md`### State backend\n\nBucket ${code(bucket)}${created(bucketCreated)}, lock table ${code(lockTable)}${created(tableCreated)}.`;
  const blocks: Markdown[] = [head];
  if (settings.length === 0)
    blocks.push(md`Its settings were not looked at, as ${code('bootstrap: never')} asks.`);
  if (changed.length > 0) {
    // All that a new bucket or table has is "absent" before: no news, unless this is what the run was for.
    const madeNow = bucketCreated && tableCreated;
    const rendered = settingsTable(changed);
    blocks.push(
      madeNow && !open ? folded(`${counted(changed.length, 'setting')}, each read back`, rendered) : rendered,
    );
  }
  if (kept.length > 0) {
    const title = `${changed.length === 0 ? 'All' : 'The other'} ${counted(kept.length, 'setting')} as wanted`;
    blocks.push(folded(title, settingsTable(kept)));
  }
  return [block(stack(blocks))];
}

const settingsTable = (settings: readonly SettingOutcome[]): Markdown =>
  table(
    COLUMNS,
    settings.map(({ resource, setting, found, wanted }) => [
      md`${resource}`,
      md`${setting}`,
      md`${found}`,
      md`${wanted}`,
    ]),
  );
