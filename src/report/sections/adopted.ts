import type { Failure } from '../../errors.ts';
import { type Block, block, list } from '../blocks.ts';
import { type Column, code, markup, prose, stack, table } from '../markdown.ts';
import { counted } from '../measures.ts';

/** What was adopted, or was about to be where the run failed. */
export interface AdoptedReport {
  readonly resources: readonly {
    readonly address: string;
    readonly id: string;
    /** A REST API's deployment is a snapshot: imported, and replaced by a new one at once. */
    readonly replaced: boolean;
  }[];
  /** What was found of the state, where it was lost. */
  readonly lost?: Failure;
}

const COLUMNS: readonly Column[] = [
  { title: 'Resource', align: 'left' },
  { title: 'What exists', align: 'left' },
];

/** What a plan would have created and AWS had already. */
export function adoptedSection(adopted: AdoptedReport | undefined): readonly Block[] {
  if (adopted === undefined || adopted.resources.length + (adopted.lost === undefined ? 0 : 1) === 0)
    return [];
  const { resources, lost } = adopted;
  const head = markup`### Adopted\n\n${counted(resources.length, 'resource')} existed already, so ${code('adopt-existing')} planned to import rather than create:`;
  const because =
    lost === undefined
      ? head
      : stack([head, markup`The state was not to be used (${code(lost.code)}): ${prose(lost.reason)}`]);
  return [
    block(because),
    ...list(resources, (some) =>
      table(
        COLUMNS,
        some.map(({ address, id, replaced }) => [
          code(address),
          replaced ? markup`${code(id)}, replaced by a new snapshot` : code(id),
        ]),
      ),
    ),
  ];
}
