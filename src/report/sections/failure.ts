import type { Failure } from '../../errors.ts';
import { type Block, block } from '../blocks.ts';
import { type Markdown, fence, markup, prose } from '../markdown.ts';
import { counted, formatCount } from '../measures.ts';
import type { RunReport } from '../run-report.ts';
import { changesMade, emptiedPhrases, whatChanged } from '../what-changed.ts';

/** Reason, details, what was done, what wasn't, what is safe, what to do next. */
export function failureSection(report: RunReport): readonly Block[] {
  const { failure } = report;
  if (failure === undefined) return [];
  return [
    block(prose(failure.reason)),
    ...(failure.details.length === 0 ? [] : [block(fence(failure.details))]),
    block(markup`**Done:** ${done(report)}`),
    block(markup`**Not done:** ${notDone(report)}`),
    block(markup`**Safe:** ${prose(failure.safe)}`),
    block(markup`**Next:** ${prose(failure.next)}`),
    ...commands(failure),
  ];
}

function done(report: RunReport): Markdown {
  const { stages, terraform, site, backend } = report;
  const names = stages.filter(({ outcome }) => outcome === 'done').map(({ name }) => name);
  const changed = whatChanged(report);
  const settings = backend?.settings.filter((setting) => setting.changed).length ?? 0;
  const { uploaded = 0, deleted = 0 } = site?.publication ?? {};
  const facts = [
    ...(changed.backend ? [`${counted(settings, 'setting')} of the state backend changed`] : []),
    ...emptiedPhrases(report),
    ...(changed.infrastructure ? [changesMade(terraform?.changes ?? [])] : []),
    ...(changed.site ? [`${counted(uploaded, 'file')} uploaded and ${formatCount(deleted)} deleted`] : []),
    ...(names.length > 0 ? [`finished: ${names.join(', ')}`] : []),
  ];
  return facts.length === 0 ? markup`nothing.` : markup`${facts.join('; ')}.`;
}

function notDone({ stages, terraform }: RunReport): Markdown {
  const failed = stages.find(({ outcome }) => outcome === 'failed');
  const last = stages.at(-1);
  if (last === undefined) return markup`everything: the run ended before its first stage.`;
  const missing = terraform?.changes.filter(({ applied }) => !applied).length ?? 0;
  const listed = missing === 0 ? '' : `; ${counted(missing, 'planned change')}, listed below`;
  return failed === undefined
    ? markup`everything after ${last.name}${listed}.`
    : markup`${failed.name}, and everything that comes after it${listed}.`;
}

/** What can be pasted into a terminal: the commands among what a failure puts between backticks. */
const COMMAND = /^(?:aws|bash|gh|git|npm|npx|terraform) \S/;

function commands({ next }: Failure): readonly Block[] {
  const marked = [...next.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
  const found = marked.filter((text) => COMMAND.test(text));
  return found.length === 0 ? [] : [block(fence(found, { language: 'bash' }))];
}
