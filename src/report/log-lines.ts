import { printableLine } from '../platform/printable.ts';
import { describePlanned } from '../terraform/changes.ts';
import { counted, formatBytes, formatCount, formatDuration } from './measures.ts';
import type { RunReport } from './run-report.ts';
import { sentence } from './what-changed.ts';

/** The last lines of the job log: what came of the run, where it is live, and how long it took. */
export function closingLines(report: RunReport): readonly string[] {
  const { command, milliseconds, plan, result, run, site, state, stateVersionId, terraform, url } = report;
  const known: readonly (readonly [string, string | undefined])[] = [
    [result, sentence(report)],
    // Of a run that failed nobody knows what the address shows.
    ['live', result === 'failed' ? undefined : url],
    ['infrastructure', terraform && resources(terraform.counts)],
    ['plan', plan && describePlanned(plan.counts)],
    ['site', site && files(site.publication)],
    ['release', site?.releaseId],
    [
      'state',
      state && `s3://${state.bucket}/${state.key}${stateVersionId ? ` version ${stateVersionId}` : ''}`,
    ],
    ['took', `${formatDuration(milliseconds)} (${command}, run ${run.id})`],
  ];
  const lines = known.flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]));
  const width = Math.max(...lines.map(({ name }) => name.length));
  return lines.map(({ name, text }) => `${name.padEnd(width)}  ${printableLine(text, 2_000)}`);
}

type Counts = NonNullable<RunReport['terraform']>['counts'];
type Publication = NonNullable<RunReport['site']>['publication'];

const resources = ({ added, changed, destroyed, imported }: Counts): string =>
  `${formatCount(added)} added, ${formatCount(changed)} changed, ${formatCount(destroyed)} destroyed, ${formatCount(imported)} imported`;

const files = ({ uploaded, deleted, unchanged, bytes }: Publication): string =>
  `${counted(uploaded, 'file')} uploaded${uploaded > 0 ? ` (${formatBytes(bytes)})` : ''}, ${formatCount(deleted)} deleted, ${formatCount(unchanged)} unchanged`;
