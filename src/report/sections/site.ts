import { type Block, block, list } from '../blocks.ts';
import { code, join, md, stack, table } from '../markdown.ts';
import { counted, formatBytes, formatCount } from '../measures.ts';
import type { SiteReport } from '../run-report.ts';

/** Few enough to be read in a line. */
const IN_A_LINE = 6;

/** Files, paths and release of the site. */
export function siteSection(site: SiteReport | undefined): readonly Block[] {
  if (site === undefined) return [];
  const { publication, invalidation, releaseId, verified } = site;
  const { uploaded, deleted, unchanged, bytes, bucket } = publication;
  const files = [
    `${counted(uploaded, 'file')} uploaded${uploaded > 0 ? ` (${formatBytes(bytes)})` : ''}`,
    `${formatCount(deleted)} deleted`,
    `${formatCount(unchanged)} unchanged`,
  ];
  const lines = [
    md`${files.join(', ')}, in ${code(bucket)}.`,
    md`Release ${code(releaseId)}, ${verified ? 'seen live at its URL' : 'not looked up at its URL'}.`,
  ];
  const head = stack([
    md`
### Site
    `,
    join(lines, '<br>\n'),
  ]);
  if (invalidation === undefined)
    return [
      block(
        stack([
          head,
          md`
No path invalidated.
          `,
        ]),
      ),
    ];
  const { paths, id } = invalidation;
  const title = md`${counted(paths.length, 'path')} invalidated by ${code(id)}`;
  if (paths.length <= IN_A_LINE) return [block(stack([head, md`${title}: ${join(paths.map(code), ', ')}`]))];
  const rendered = list(paths, (some) =>
    table(
      [{ title: 'Path', align: 'left' }],
      some.map((path) => [code(path)]),
    ),
  );
  return [block(stack([head, md`${title}:`])), ...rendered];
}
