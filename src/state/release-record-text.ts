import { type FileDifference, ReleaseFiles } from '../context/release-files.ts';
import type { Release, ReleaseRecord, SiteHeaders } from '../context/release.ts';

/** The format that is written: rows instead of objects, and of an earlier release only what it has otherwise. */
export const FORMAT = 2;

/** How much text is gathered before it becomes bytes. Characters. */
const AT_ONCE = 16_384;
/** Of a row, but for its key. Bytes. */
const ROW = 84;

/**
 * A release record as it is stored: JSON, with a line for each file. As bytes, which it is sent as: for a large site a text
 * of it would take as much memory again.
 */
export function recordBytes({ owner, live, previous, ...rest }: ReleaseRecord): Buffer {
  const newest = live === undefined ? undefined : partsOf(live, undefined);
  const older: ReleaseParts[] = [];
  for (const release of previous) older.push(partsOf(release, (older.at(-1) ?? newest)?.files));
  const releases = newest === undefined ? older : [newest, ...older];
  const tables = tablesOf(releases);
  const writer = new Writer(releases);
  writer.add(`{"format":${FORMAT},"owner":${JSON.stringify(owner)}`);
  writer.add(`,\n"headers":${lines(tables.headerSets)}`);
  if (tables.packNames.length > 0) writer.add(`,\n"packs":${lines(tables.packNames)}`);
  if (newest !== undefined) {
    writer.add(',\n"live":');
    writeRelease(writer, newest, tables);
  }
  writer.add(',\n"previous":[');
  for (const [index, parts] of older.entries()) {
    writer.add(index === 0 ? '\n' : ',\n');
    writeRelease(writer, parts, tables);
  }
  writer.add(']');
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined) writer.add(`,\n${JSON.stringify(name)}:${JSON.stringify(value)}`);
  }
  writer.add('}\n');
  return writer.bytes();
}

/** A release, and what of it is written. */
interface ReleaseParts {
  readonly release: Release;
  readonly files: ReleaseFiles;
  /** Undefined: it is written whole. */
  readonly difference: FileDifference | undefined;
}

function partsOf(release: Release, newer: ReleaseFiles | undefined): ReleaseParts {
  const files = ReleaseFiles.of(release.files, newer);
  const difference = newer === undefined ? undefined : files.differenceTo(newer);
  const isShorter =
    difference !== undefined && difference.has.length * 2 + difference.lacks.length < files.size * 2;
  return { release, files, difference: isShorter ? difference : undefined };
}

/** What rows refer to by its place. */
interface Tables {
  readonly headerSets: readonly SiteHeaders[];
  readonly headers: (files: ReleaseFiles, number: number) => number;
  readonly packNames: readonly string[];
  readonly packs: ReadonlyMap<string, number>;
}

function tablesOf(releases: readonly ReleaseParts[]): Tables {
  const headerSets: SiteHeaders[] = [];
  const bySet = new Map<SiteHeaders, number>();
  const byText = new Map<string, number>();
  const packs = new Map<string, number>();
  for (const { files, difference } of releases) {
    for (const place of difference?.has ?? places(files)) {
      const number = files.numberAt(place);
      const set = files.pool.headersOf(number);
      if (!bySet.has(set)) {
        // Sets of two pools may be equal without being the same.
        const text = JSON.stringify(set);
        const known = byText.get(text) ?? headerSets.push(set) - 1;
        byText.set(text, known);
        bySet.set(set, known);
      }
      const pack = files.pool.pack(number);
      if (pack !== undefined && !packs.has(pack)) packs.set(pack, packs.size);
    }
  }
  const headers = (files: ReleaseFiles, number: number) => bySet.get(files.pool.headersOf(number)) ?? 0;
  return { headerSets, headers, packNames: [...packs.keys()], packs };
}

function writeRelease(writer: Writer, { release, files, difference }: ReleaseParts, tables: Tables): void {
  writer.add(JSON.stringify({ ...release, files: undefined }).slice(0, -1));
  if (difference === undefined) {
    writer.add(',"files":[');
    writeRows(writer, { files, tables, which: places(files) });
    writer.add(']}');
    return;
  }
  writer.add(',"difference":{"has":[');
  writeRows(writer, { files, tables, which: difference.has });
  writer.add('],"lacks":[');
  for (const [index, key] of difference.lacks.entries())
    writer.add(`${index === 0 ? '\n' : ',\n'}${JSON.stringify(key)}`);
  writer.add(']}}');
}

function writeRows(
  writer: Writer,
  {
    files,
    tables,
    which,
  }: { readonly files: ReleaseFiles; readonly tables: Tables; readonly which: Iterable<number> },
): void {
  let separator = '\n';
  for (const place of which) {
    const number = files.numberAt(place);
    const { sha256, md5, opaque, pack } = files.pool.spelled(number);
    const etag = md5 === undefined ? JSON.stringify(`=${opaque}`) : `"${md5}"`;
    const last = pack === undefined ? '' : `,${tables.packs.get(pack)}`;
    writer.add(
      `${separator}[${JSON.stringify(files.keyAt(place))},"${sha256}",${etag},${tables.headers(files, number)}${last}]`,
    );
    separator = ',\n';
  }
}

/** The places of all files of a release. */
function* places(files: ReleaseFiles): Generator<number, undefined> {
  for (let place = 0; place < files.size; place += 1) yield place;
}

const lines = (values: readonly unknown[]): string =>
  `[${values.map((each) => `\n${JSON.stringify(each)}`).join()}]`;

/** Bytes of a text that is told piece by piece. */
class Writer {
  private buffer: Buffer;
  private length = 0;
  private text = '';

  /** @param releases what will be written, for a guess of how much that is */
  constructor(releases: readonly ReleaseParts[]) {
    let size = AT_ONCE;
    for (const { files, difference } of releases) {
      for (const place of difference?.has ?? places(files)) size += ROW + files.keyAt(place).length;
      for (const key of difference?.lacks ?? []) size += key.length + 4;
    }
    this.buffer = Buffer.allocUnsafe(size);
  }

  add(text: string): void {
    this.text += text;
    if (this.text.length >= AT_ONCE) this.flush();
  }

  bytes(): Buffer {
    this.flush();
    return this.buffer.subarray(0, this.length);
  }

  private flush(): void {
    const needed = this.length + Buffer.byteLength(this.text);
    if (needed > this.buffer.length) {
      const larger = Buffer.allocUnsafe(needed + (needed >> 2));
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    this.length += this.buffer.write(this.text, this.length);
    this.text = '';
  }
}
