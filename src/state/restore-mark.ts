/**
 * What a restore notes with the state it writes, as metadata of that version: gone with the next state that Terraform
 * writes. It proves whose the state is while its digest is still to be written.
 */
export interface RestoreMark {
  /** Version id of what was restored. */
  readonly from: string;
  /** Id of the run that restored it. */
  readonly run: string;
  /** The digest that the restore found and replaces next; undefined: there was none. */
  readonly replaces?: string;
}

const FROM = 'restored-from';
const RUN = 'restored-by-run';
const REPLACES = 'replaces-digest';

/** The mark as metadata of an object. */
export const markMetadata = ({ from, run, replaces }: RestoreMark): Record<string, string> => ({
  [FROM]: from,
  [RUN]: run,
  ...(replaces === undefined ? {} : { [REPLACES]: replaces }),
});

/** The mark of a version; undefined: no restore wrote it. */
export function readMark(metadata: Readonly<Record<string, string>> | undefined): RestoreMark | undefined {
  const { [FROM]: from, [RUN]: run, [REPLACES]: replaces } = metadata ?? {};
  if (from === undefined || run === undefined) return undefined;
  return { from, run, ...(replaces === undefined ? {} : { replaces }) };
}
