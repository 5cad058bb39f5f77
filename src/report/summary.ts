import { type Block, assemble, block } from './blocks.ts';
import { type Markdown, addressLink, code, join, link, markup, stack, webAddress } from './markdown.ts';
import { formatDuration } from './measures.ts';
import type { RunReport } from './run-report.ts';
import { adoptedSection } from './sections/adopted.ts';
import { backendSection } from './sections/backend.ts';
import { failureSection } from './sections/failure.ts';
import { guardSection } from './sections/guard.ts';
import { historySection } from './sections/history.ts';
import { plannedSection, plannedTitle, stopsSection } from './sections/planned.ts';
import { resourcesSection } from './sections/resources.ts';
import { restoredSection } from './sections/restored.ts';
import { siteSection } from './sections/site.ts';
import { stagesSection } from './sections/stages.ts';
import { freedPhrases, sentence } from './what-changed.ts';

/** GitHub drops a summary beyond 1 MiB whole; this leaves room for what another step or `post` adds. */
export const MAX_SUMMARY_BYTES = 900 * 1024;

/** The job summary, as GitHub's Markdown: the URL, what the run did in one sentence, then the details. */
export function renderSummary(report: RunReport): string {
  return assemble(
    [
      block(head(report)),
      ...failureSection(report),
      ...stopsSection(report.plan),
      ...restoredSection(report.restored),
      ...guardSection(report),
      ...adoptedSection(report.adopted),
      ...plannedSection(report),
      ...resourcesSection(report.terraform),
      ...siteSection(report.site),
      ...backendSection(report.backend, { open: report.result === 'bootstrapped' }),
      ...historySection(report.history),
      ...stagesSection(report),
    ] satisfies readonly Block[],
    MAX_SUMMARY_BYTES,
  );
}

function head(report: RunReport): Markdown {
  // What is live is not what a plan is about.
  const url = report.result === 'planned' ? undefined : report.url;
  const address = url === undefined ? undefined : webAddress(url);
  const notes = [...newer(report), ...freed(report), ...moved(report)];
  const paragraphs = [markup`**${sentence(report)}**`, ...notes, facts(report)];
  if (address === undefined) return stack([markup`## ${title(report)}`, ...paragraphs]);
  const heading = markup`## ${addressLink(address)}`;
  // An address alone says that all went well, and that this commit is what is there.
  const isOwn = report.result !== 'failed' && report.result !== 'superseded';
  return stack(isOwn ? [heading, ...paragraphs] : [heading, markup`### ${title(report)}`, ...paragraphs]);
}

/** What a run that is over had left behind; of an unlock the sentence says it already. */
function freed(report: RunReport): readonly Markdown[] {
  if (report.result === 'unlocked') return [];
  return freedPhrases(report).map((phrase) => markup`Freed ${phrase}.`);
}

/** Where the state came from, and which file is of no use any more. */
function moved({ moved: from, staleState, state }: RunReport): readonly Markdown[] {
  const to = state === undefined ? markup`the bucket` : code(`s3://${state.bucket}/${state.key}`);
  const left = from?.kind === 'place' ? ' The old one is as it was; nobody deploys from it any more.' : '';
  return [
    ...(from === undefined
      ? []
      : [markup`Moved the state with ${from.holds} from ${code(from.from)} to ${to}.${left}`]),
    ...(staleState === undefined
      ? []
      : [
          markup`${code(staleState)} is as it was and not used any more: remove it from the repository. It holds secrets, and who applies with it works on a state of the past.`,
        ]),
  ];
}

/** Which run deployed the newer commit that ended this one. */
function newer({ supersededBy }: RunReport): readonly Markdown[] {
  if (supersededBy === undefined) return [];
  return [link(markup`The run that deployed ${code(supersededBy.commit.slice(0, 7))}`, supersededBy.runUrl)];
}

function title({ result, command, failure, plan, restored }: RunReport): Markdown {
  switch (result) {
    case 'failed':
      return markup`${command.charAt(0).toUpperCase()}${command.slice(1)} failed: ${code(failure?.code ?? 'INTERNAL')}`;
    case 'planned':
      return markup`Plan: ${plannedTitle(plan)}`;
    case 'bootstrapped':
      return markup`State backend ready`;
    case 'deployed':
      return markup`Deployed`;
    case 'unchanged':
      return markup`Unchanged`;
    case 'rolled-back':
      return restored === undefined ? markup`Rolled back` : markup`State restored`;
    case 'superseded':
      return markup`Superseded`;
    case 'unlocked':
      return markup`Unlocked`;
    case 'destroyed':
      return markup`Destroyed`;
  }
}

/** Who, what, where: `shop / production / us-east-1 · commit 3f9a1c2 by ada · run 42 · 1 m 12 s`. */
function facts({ run, project, environment, region, milliseconds }: RunReport): Markdown {
  const repository = run.url.split('/actions/')[0] ?? '';
  const attempt = run.attempt > 1 ? ` (attempt ${run.attempt})` : '';
  const commit = link(code(run.commit.slice(0, 7)), `${repository}/commit/${run.commit}`);
  return join(
    [
      markup`${[project, environment, region].filter(Boolean).join(' / ')}`,
      markup`commit ${commit} by ${run.actor}`,
      link(markup`run ${run.id}${attempt}`, run.url),
      markup`${formatDuration(milliseconds)}`,
    ],
    ' · ',
  );
}
