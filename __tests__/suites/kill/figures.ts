import { table } from '../suite.ts';
import { type Outcome, struckAt } from './lane.ts';
import { pointName, repeatCommand } from './points.ts';

/** Lines of each log that a failure shows. */
const TAIL = 40;

export const isReached = ({ struck }: Outcome): boolean => struck !== undefined;

export const isConverged = (outcome: Outcome): boolean =>
  isReached(outcome) && outcome.findings.problems.length === 0;

/** One line about a point: `ok data/machine/before/17 (s3.PutObject) 7.1 s, healed 1, took over`. */
export function outcomeLine(outcome: Outcome): string {
  const { point, findings, proof, seconds } = outcome;
  const verdict = !isReached(outcome) ? '--' : isConverged(outcome) ? 'ok' : 'FAILED';
  const shown = [
    `${seconds.toFixed(1)} s`,
    ...(proof.healed > 0 ? [`healed ${proof.healed}`] : []),
    ...(proof.takenOver > 0 ? ['took over'] : []),
    ...(proof.adopted > 0 ? [`adopted ${proof.adopted}`] : []),
    ...findings.problems,
  ];
  return `${verdict} ${pointName(point)} (${struckAt(outcome)}) ${shown.join(', ')}`;
}

/** Everything about a point that did not end well, with the command that repeats it. */
export function failureText(outcome: Outcome): string {
  const { point, findings, logs } = outcome;
  return [
    `${pointName(point)} (${struckAt(outcome)}) did not converge:`,
    ...findings.problems.map((problem) => `  - ${problem}`),
    `  again: ${repeatCommand(point)}`,
    ...tail('first run', logs.first),
    ...tail('second run', logs.second),
  ].join('\n');
}

const tail = (title: string, log: string): readonly string[] => [
  `  ${title}, its last lines:`,
  ...log
    .split('\n')
    .slice(-TAIL)
    .map((line) => `    ${line}`),
];

/** The figures, per stack and way. */
export function figuresTable(outcomes: readonly Outcome[]): string {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const name = `${outcome.point.stack} ${outcome.point.way}`;
    groups.set(name, [...(groups.get(name) ?? []), outcome]);
  }
  const rows = [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
  if (groups.size > 1) rows.push(['all', [...outcomes]]);
  return table([HEADING, ...rows.map(([name, group]) => [name, ...figuresOf(group)])]);
}

const HEADING = [
  'stack, way',
  'points',
  'converged',
  'by proof only',
  'healed locks',
  'take-overs',
  'adopted',
  'lost serials',
  'orphans',
  'duplicates',
  'locks left',
  'not reached',
  'seconds a point',
];

function figuresOf(outcomes: readonly Outcome[]): readonly (number | string)[] {
  const reached = outcomes.filter(isReached);
  const sum = (of: (outcome: Outcome) => number): number =>
    reached.reduce((total, outcome) => total + of(outcome), 0);
  const proven = reached.filter(
    (outcome) => isConverged(outcome) && Object.values(outcome.proof).some((count) => count > 0),
  );
  const seconds = reached.length === 0 ? 0 : sum((outcome) => outcome.seconds) / reached.length;
  return [
    reached.length,
    reached.filter(isConverged).length,
    proven.length,
    sum(({ proof }) => proof.healed),
    sum(({ proof }) => proof.takenOver),
    sum(({ proof }) => proof.adopted),
    sum(({ findings }) => findings.lostSerials),
    sum(({ findings }) => findings.orphans),
    sum(({ findings }) => findings.duplicates),
    sum(({ findings }) => findings.locksLeft),
    outcomes.length - reached.length,
    seconds.toFixed(1),
  ];
}
