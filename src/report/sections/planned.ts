import type { Release } from '../../context/release.ts';
import type { Failure } from '../../errors.ts';
import type { BackendOutlook } from '../../state/ensure-backend.ts';
import { type ChangeAction, type ChangeCounts, describePlanned } from '../../terraform/changes.ts';
import type { PlannedDetail, PlannedOutput } from '../../terraform/planned-changes.ts';
import { type Block, block, list } from '../blocks.ts';
import {
  type Column,
  type Markdown,
  addressLink,
  code,
  fence,
  join,
  link,
  markup,
  prose,
  stack,
  table,
} from '../markdown.ts';
import { counted } from '../measures.ts';
import type { RunReport } from '../run-report.ts';
import { ACTION_WORDS } from '../what-changed.ts';

/** What a deploy would do, as a plan found it. */
export interface PlanReport {
  /** Whether there is anything to apply, an output included. */
  readonly hasChanges: boolean;
  readonly counts: ChangeCounts;
  readonly changes: readonly PlannedDetail[];
  readonly outputs: readonly PlannedOutput[];
  /** What a deploy would stop at before it applies, as the failures it would stop with. */
  readonly stops: readonly Failure[];
  /** What was planned against: no state, the current one, one that a run could not save, one elsewhere, or a lost one. */
  readonly basis: 'no state' | 'current state' | 'kept state' | 'lost state' | 'state to move';
  /** Where the state to move stands. */
  readonly movedFrom?: string;
  readonly backend: BackendOutlook;
  /** The release that is live now, where one is. */
  readonly live?: Pick<Release, 'commit' | 'runUrl' | 'url' | 'publishedAt'> | undefined;
}

/** What of a report this is about. */
type Planned = Pick<RunReport, 'plan' | 'run'>;

/** `3 to add, 1 to change`; also where only outputs or addresses change. */
export function plannedTitle(plan: PlanReport | undefined): string {
  if (plan?.hasChanges !== true) return 'no changes';
  const { added, changed, destroyed, imported } = plan.counts;
  return added + changed + destroyed + imported === 0
    ? 'no resource to change'
    : describePlanned(plan.counts);
}

/** Lines of a failure that are shown: the lists of a whole account would bury the rest. */
const MOST_LINES = 40;

/** What the deploy would stop at: the same words, and the lines to add, before anyone has merged anything. */
export function stopsSection(plan: PlanReport | undefined): readonly Block[] {
  return (plan?.stops ?? []).map(({ code: name, reason, details, next }) => {
    // The table of the guard has the rest.
    const lines = name === 'DESTROY_GUARDED' ? details.slice(details.indexOf('allow-destroy: |')) : details;
    const language = name === 'DESTROY_GUARDED' ? 'yaml' : 'text';
    return block(
      stack([
        markup`### The deploy would stop here: ${code(name)}`,
        prose(reason),
        ...(lines.length === 0 ? [] : [fence(lines, { language, most: MOST_LINES })]),
        markup`**To go on:** ${prose(next)}`,
      ]),
    );
  });
}

const COLUMNS: readonly Column[] = [
  { title: 'Action', align: 'left' },
  { title: 'Resource', align: 'left' },
  { title: 'What and why', align: 'left' },
];

/** What deserves a look comes first. */
const ORDER = Object.keys(ACTION_WORDS) as readonly ChangeAction[];

/** Every change by action, then the outputs, then what it was planned against. */
export function plannedSection({ plan, run }: Planned, pieceRows?: number): readonly Block[] {
  if (plan === undefined) return [];
  const sorted = [...plan.changes].sort(
    (one, other) =>
      ORDER.indexOf(one.action) - ORDER.indexOf(other.action) || (one.address < other.address ? -1 : 1),
  );
  const cells = sorted.map((change) => row(change, run));
  // Of what is only created there is nothing more to say.
  const columns = cells.every(([, , what]) => what?.source === '') ? COLUMNS.slice(0, 2) : COLUMNS;
  const render = (some: readonly (readonly Markdown[])[]): Markdown =>
    table(
      columns,
      some.map((each) => each.slice(0, columns.length)),
    );
  const rows = list(cells, render, pieceRows);
  const head = sorted.length === 0 ? [] : [block(markup`### Infrastructure`), ...rows];
  return [...head, ...outputs(plan.outputs), block(stack(surroundings(plan)))];
}

function row(
  { address, action, attributes, why, at, from }: PlannedDetail,
  run: Planned['run'],
): readonly Markdown[] {
  const moved = from === undefined ? [] : [markup`moved from ${code(from)}`];
  const changed = attributes.length === 0 ? [] : [join(shortened(attributes), ', ')];
  // Of a replacement the reason names the arguments that matter; the others change along with them.
  const what = why === undefined ? changed : [prose(why)];
  const place = at === undefined ? [] : [link(code(`${at.file}:${at.line}`), sourceAddress(run, at))];
  return [
    markup`${ACTION_WORDS[action].planned}`,
    code(address),
    join([...what, ...moved, ...place], '<br>'),
  ];
}

/** Names in one cell. */
const MOST_NAMES = 8;

const shortened = (names: readonly string[]): readonly Markdown[] => [
  ...names.slice(0, MOST_NAMES).map((name) => code(name)),
  ...(names.length > MOST_NAMES ? [markup`${names.length - MOST_NAMES} more`] : []),
];

/** The line on GitHub, in the commit that was planned. */
const sourceAddress = ({ url, commit }: Planned['run'], at: NonNullable<PlannedDetail['at']>): string =>
  `${url.split('/actions/')[0]}/blob/${commit}/${at.file.split('/').map(encodeURIComponent).join('/')}#L${at.line}`;

const OUTPUT_WORDS: Readonly<Record<PlannedOutput['action'], string>> = {
  create: 'new',
  update: 'changes',
  delete: 'goes',
};

function outputs(changed: readonly PlannedOutput[]): readonly Block[] {
  if (changed.length === 0) return [];
  const columns: readonly Column[] = [
    { title: 'Output', align: 'left' },
    { title: '', align: 'left' },
  ];
  const rows = list(changed, (some) =>
    table(
      columns,
      some.map(({ name, action, sensitive }) => [
        code(name),
        markup`${`${OUTPUT_WORDS[action]}${sensitive ? ' (sensitive)' : ''}`}`,
      ]),
    ),
  );
  return [block(markup`### Outputs`), ...rows];
}

/** What is live, what this was planned against, and what a deploy does besides. */
function surroundings({ live, basis, backend, stops, movedFrom }: PlanReport): readonly Markdown[] {
  const { missing, drifted } = backend;
  const tasks = [
    ...(missing.length > 0 ? [`creates ${missing.join(' and ')}`] : []),
    ...(drifted.length > 0 ? [`brings ${counted(drifted.length, 'setting')} of the state backend back`] : []),
    ...(basis === 'kept state' ? ['first saves the state that a run could not save'] : []),
    ...(movedFrom === undefined ? [] : [`first moves the state from \`${movedFrom}\` into the bucket`]),
    ...(basis === 'lost state' ? ['goes on without the state, which is lost, and imports what exists'] : []),
  ];
  const deploys = stops.length > 0 ? 'A deploy' : 'The deploy';
  return [
    ...(tasks.length === 0 ? [] : [markup`${deploys} also ${prose(tasks.join('; '))}.`]),
    ...(drifted.length === 0 ? [] : [fence(drifted)]),
    live === undefined
      ? markup`**Live now:** nothing of this environment is recorded as live.`
      : liveNow(live),
  ];
}

function liveNow({ commit, runUrl, url, publishedAt }: NonNullable<PlanReport['live']>): Markdown {
  const facts = [
    ...(url === undefined ? [] : [addressLink(url)]),
    markup`commit ${code(commit.slice(0, 7))}`,
    markup`since ${publishedAt}`,
    link(markup`its run`, runUrl),
  ];
  return markup`**Live now:** ${join(facts, ' · ')}`;
}
