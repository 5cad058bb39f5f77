import type { ChangeAction, ResourceChange, TerraformResult } from '../../terraform/changes.ts';
import { type Block, block, list } from '../blocks.ts';
import { type Column, type Markdown, code, join, markup, table } from '../markdown.ts';
import { formatCount, formatSeconds } from '../measures.ts';
import { ACTION_WORDS, changesMade, resourcesPhrase } from '../what-changed.ts';

/** What deserves a look comes first. */
const ORDER = Object.keys(ACTION_WORDS) as readonly ChangeAction[];

const COLUMNS: readonly Column[] = [
  { title: 'Action', align: 'left' },
  { title: 'Resource', align: 'left' },
  { title: 'Time', align: 'right' },
];

/** What Terraform changed, by action; after a failed apply what it did not reach comes first. */
export function resourcesSection(terraform: TerraformResult | undefined): readonly Block[] {
  if (terraform === undefined || terraform.changes.length === 0) return [];
  const { changes, counts, outcome } = terraform;
  const made = changes.filter(({ applied }) => applied);
  const notMade = changes.filter(({ applied }) => !applied);
  if (notMade.length === 0) {
    return [
      block(markup`### Infrastructure\n\n${capital(resourcesPhrase(counts))}.${types(changes)}`),
      ...rows(made, 'done'),
    ];
  }
  const some = outcome === 'partly' ? `${capital(changesMade(changes))}.` : 'Planned, not applied.';
  return [
    block(markup`### Infrastructure\n\n${some}`),
    block(markup`**Not made: ${formatCount(notMade.length)}**${types(notMade)}`),
    ...rows(notMade, 'planned'),
    ...(made.length === 0
      ? []
      : [block(markup`**Made: ${formatCount(made.length)}**${types(made)}`), ...rows(made, 'done')]),
  ];
}

/** By action, the slowest first: what took the time is what the open rows show. */
function rows(changes: readonly ResourceChange[], tense: 'done' | 'planned'): readonly Block[] {
  const sorted = [...changes].sort(
    (a, b) =>
      ORDER.indexOf(a.action) - ORDER.indexOf(b.action) ||
      (b.milliseconds ?? 0) - (a.milliseconds ?? 0) ||
      compare(a.address, b.address),
  );
  const columns = tense === 'done' ? COLUMNS : COLUMNS.slice(0, 2);
  return list(sorted, (some) =>
    table(
      columns,
      some.map((change) => row(change, tense).slice(0, columns.length)),
    ),
  );
}

const row = (
  { action, address, milliseconds }: ResourceChange,
  tense: 'done' | 'planned',
): readonly Markdown[] => [
  markup`${ACTION_WORDS[action][tense]}`,
  code(address),
  markup`${milliseconds === undefined ? '' : formatSeconds(milliseconds)}`,
];

/** Where there are many: of what types they are, the most frequent first. */
function types(changes: readonly ResourceChange[]): Markdown {
  if (changes.length <= MANY) return markup``;
  const counts = new Map<string, number>();
  for (const { type } of changes) counts.set(type, (counts.get(type) ?? 0) + 1);
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || compare(a, b));
  const named = sorted
    .slice(0, MOST_TYPES)
    .map(([type, count]) => markup`${formatCount(count)}&nbsp;${code(type)}`);
  const others = sorted.slice(MOST_TYPES).reduce((sum, [, count]) => sum + count, 0);
  return markup`\n\n${join([...named, ...(others === 0 ? [] : [markup`${formatCount(others)} of other types`])], ', ')}`;
}

const MANY = 12;
const MOST_TYPES = 8;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
