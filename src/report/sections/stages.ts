import { type Block, block } from '../blocks.ts';
import { type Column, markup, stack, table } from '../markdown.ts';
import { bar, formatDuration } from '../measures.ts';
import type { RunReport, StageRecord } from '../run-report.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Stage', align: 'left' },
  { title: 'Time', align: 'right' },
  { title: '', align: 'left' },
  { title: '', align: 'left' },
];
const BAR_WIDTH = 24;

/** How long each stage took, and all of it. */
export function stagesSection({
  stages,
  milliseconds,
}: Pick<RunReport, 'stages' | 'milliseconds'>): readonly Block[] {
  if (stages.length === 0) return [];
  const longest = Math.max(...stages.map((stage) => stage.milliseconds));
  const rows = stages.map((stage) => [
    markup`${stage.name}`,
    markup`${formatDuration(stage.milliseconds)}`,
    markup`${bar(stage.milliseconds, longest, BAR_WIDTH)}`,
    markup`${note(stage)}`,
  ]);
  const total = [
    markup`**total**`,
    markup`**${formatDuration(milliseconds)}**`,
    markup``,
    markup`${overlap(stages, milliseconds)}`,
  ];
  return [block(stack([markup`### Time`, table(COLUMNS, [...rows, total])]))];
}

const note = ({ outcome, note: text = '' }: StageRecord): string =>
  outcome === 'failed' ? (text === '' ? 'failed' : `failed: ${text}`) : text;

/** Below a tenth nobody adds up the column and wonders. */
const overlap = (stages: readonly StageRecord[], milliseconds: number): string =>
  stages.reduce((sum, stage) => sum + stage.milliseconds, 0) > milliseconds * 1.1
    ? 'some stages overlap'
    : '';
