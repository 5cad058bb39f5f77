import { type Block, block, list } from '../blocks.ts';
import { type Markdown, code, join, markup, table } from '../markdown.ts';
import { counted, formatBytes, formatCount } from '../measures.ts';
import type { SiteReport } from '../run-report.ts';

/** Few enough to be read in a line. */
const IN_A_LINE = 6;

/** Files, paths and release of the site. */
export function siteSection(site: SiteReport | undefined): readonly Block[] {
  if (site === undefined) return [];
  const { publication, invalidation, releaseId, verified } = site;
  const seen = verified ? 'seen live at its URL' : 'not looked up at its URL';
  const head = markup`### Site\n\n${files(publication)}<br>\nRelease ${code(releaseId)}, ${seen}.`;
  if (invalidation === undefined) return [block(markup`${head}<br>\nNo path was invalidated.`)];
  const { paths, id } = invalidation;
  const title = markup`${head}<br>\n${counted(paths.length, 'path')} invalidated by ${code(id)}:`;
  if (paths.length <= IN_A_LINE) return [block(markup`${title} ${join(paths.map(code), ', ')}`)];
  const column = { title: 'Path', align: 'left' } as const;
  const rows = list(paths, (some) =>
    table(
      [column],
      some.map((path) => [code(path)]),
    ),
  );
  return [block(title), ...rows];
}

function files({ bucket, uploaded, deleted, unchanged, bytes }: SiteReport['publication']): Markdown {
  if (uploaded + deleted === 0)
    return markup`${counted(unchanged, 'file')} in ${code(bucket)}, all as they were.`;
  const parts = [
    ...(uploaded > 0 ? [`${counted(uploaded, 'file')} uploaded (${formatBytes(bytes)})`] : []),
    ...(deleted > 0 ? [`${counted(deleted, 'file')} deleted`] : []),
    ...(unchanged > 0 ? [`${formatCount(unchanged)} unchanged`] : []),
  ];
  return markup`${parts.join(', ')}, in ${code(bucket)}.`;
}
