import { createHash } from 'node:crypto';
import type { PullRequest } from '../context/event.ts';
import type { Owner } from '../context/release.ts';
import { type Block, assemble, block } from './blocks.ts';
import { type Markdown, code, join, link, markup, prose, stack } from './markdown.ts';
import type { RunReport } from './run-report.ts';
import { adoptedSection } from './sections/adopted.ts';
import { guardSection } from './sections/guard.ts';
import { historySection } from './sections/history.ts';
import { plannedSection, plannedTitle, stopsSection } from './sections/planned.ts';
import { sentence } from './what-changed.ts';

/** GitHub refuses a comment beyond 65,536 characters; in bytes that is never less. */
export const MAX_COMMENT_BYTES = 64_000;

/** Rows of one folded piece: what is left out for size is left out by whole pieces. */
const PIECE_ROWS = 100;

/**
 * The beginning of every comment about one place: an HTML comment, which nobody sees. Two environments or two root modules
 * of one repository have a comment each.
 */
export function commentMarker(owner: Pick<Owner, 'project' | 'environment' | 'terraformDirectory'>): string {
  const { project, environment, terraformDirectory } = owner;
  const place = JSON.stringify([project, environment, terraformDirectory]);
  return `<!-- revive-deploy:plan ${createHash('sha256').update(place).digest('hex').slice(0, 16)}`;
}

/** The whole marker, with the run: an older run that ends later leaves the comment of a newer one alone. */
export const markerOfRun = (marker: string, run: Pick<RunReport['run'], 'id'>): string =>
  `${marker} run ${run.id} -->`;

/**
 * What a plan found, as a comment on its pull request. Of a plan that failed: its code, reason and next step, without
 * the details, which may quote other programs; the run's page masks secrets in them, and a comment doesn't.
 */
export function renderComment(
  report: RunReport,
  { pullRequest, directory }: { readonly pullRequest: PullRequest; readonly directory: string },
): string {
  const head = block(stack([title(report, directory), markup`**${sentence(report)}**`]));
  const foot = block(footer(report, pullRequest));
  const body = [
    head,
    ...failed(report),
    ...stopsSection(report.plan),
    ...guardSection(report),
    ...adoptedSection(report.adopted),
    ...plannedSection(report, PIECE_ROWS),
    ...historySection(report.history),
    foot,
  ];
  const because = 'because GitHub takes no longer comment; the summary of the run has them';
  const whole = assemble(body, MAX_COMMENT_BYTES, because);
  if (Buffer.byteLength(whole) <= MAX_COMMENT_BYTES) return whole;
  const short = block(markup`All of it is too long for a comment: see the summary of the run.`);
  return assemble([head, short, foot], MAX_COMMENT_BYTES);
}

function title({ project, environment, result, failure, plan }: RunReport, directory: string): Markdown {
  const what =
    result === 'failed' ? markup`plan failed: ${code(failure?.code ?? 'INTERNAL')}` : plannedTitle(plan);
  const where = directory === 'terraform' ? markup`` : markup` (${code(directory)})`;
  return markup`### ${project} / ${environment}${where}: ${what}`;
}

function failed({ failure }: RunReport): readonly Block[] {
  if (failure === undefined) return [];
  return [block(stack([prose(failure.reason), markup`**Next:** ${prose(failure.next)}`]))];
}

function footer({ run, region }: RunReport, { head }: PullRequest): Markdown {
  const repository = run.url.split('/actions/')[0] ?? '';
  const attempt = run.attempt > 1 ? ` (attempt ${run.attempt})` : '';
  const facts = [
    link(code(head.slice(0, 7)), `${repository}/commit/${head}`),
    markup`${region}`,
    link(markup`run ${run.id}${attempt}`, run.url),
    markup`infrastructure only: a deploy also builds and compares the site`,
  ];
  return markup`<sub>${join(facts, ' · ')}</sub>`;
}
