import type { BackendReport, SettingOutcome } from '../../state/settings.ts';
import { type Block, block } from '../blocks.ts';
import { type Column, type Markdown, code, folded, markup, stack, table } from '../markdown.ts';
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
  const asWanted = settings.filter((setting) => !setting.changed && setting.found === setting.wanted);
  const left = settings.filter((setting) => !setting.changed && setting.found !== setting.wanted);
  const created = (was: boolean): Markdown => (was ? markup` (created)` : markup``);
  const head = markup`### State backend\n\nBucket ${code(bucket)}${created(bucketCreated)}, lock table ${code(lockTable)}${created(tableCreated)}.`;
  const blocks: Markdown[] = [head];
  if (settings.length === 0)
    blocks.push(markup`Its settings were not looked at, as ${code('bootstrap: never')} asks.`);
  if (changed.length > 0) {
    // All that a new bucket or table has is "absent" before: no news, unless this is what the run was for.
    const madeNow = bucketCreated && tableCreated;
    const rendered = settingsTable(changed);
    blocks.push(
      madeNow && !open ? folded(`${counted(changed.length, 'setting')}, each read back`, rendered) : rendered,
    );
  }
  // Of a bucket or table that isn't ours by tag, or the user's own choice where it is no weaker (a KMS key).
  if (left.length > 0)
    blocks.push(markup`${counted(left.length, 'setting')} left as found:`, settingsTable(left));
  if (asWanted.length > 0) {
    const which = asWanted.length === settings.length ? 'All' : 'The other';
    blocks.push(folded(`${which} ${counted(asWanted.length, 'setting')} as wanted`, settingsTable(asWanted)));
  }
  return [block(stack(blocks))];
}

const settingsTable = (settings: readonly SettingOutcome[]): Markdown =>
  table(
    COLUMNS,
    settings.map(({ resource, setting, found, wanted }) => [
      markup`${resource}`,
      markup`${setting}`,
      markup`${found}`,
      markup`${wanted}`,
    ]),
  );
