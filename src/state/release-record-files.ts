import { FilePool } from '../context/file-pool.ts';
import { MergedFiles, ReleaseFiles } from '../context/release-files.ts';
import type { PublishedFile, SiteHeaders } from '../context/release.ts';
import { type Fields, Misshapen, arrayAt, objectAt, optional, textAt } from './record-fields.ts';

/** Reads the files of the releases of one record: to be called for one release after the other, the newest first. */
export type ReadFiles = (release: Fields, path: string) => ReleaseFiles;

/** Base64url of just as many bytes as it is to have: the bits that are left over are 0. */
const SHA256 = /^[\w-]{42}[AEIMQUYcgkosw048]$/;
const MD5 = /^[\w-]{21}[AQgw]$/;
const HEX_SHA256 = /^[0-9a-f]{64}$/;

/** Format 1: an object of objects, each file anew in each release. */
export function readObjects(): ReadFiles {
  let newer: ReleaseFiles | undefined;
  return (release, path) => {
    const files = Object.entries(objectAt(release.files, `${path}.files`));
    newer = ReleaseFiles.of(
      files.map(([key, file]) => [key, fileOf(file, `${path}.files[${JSON.stringify(key)}]`)] as const),
      newer,
    );
    return newer;
  };
}

function fileOf(value: unknown, path: string): PublishedFile {
  const file = objectAt(value, path);
  const sha256 = textAt(file.sha256, `${path}.sha256`);
  if (!HEX_SHA256.test(sha256)) throw new Misshapen(`${path}.sha256 is not a SHA-256`);
  return {
    sha256,
    etag: textAt(file.etag, `${path}.etag`),
    headers: headersOf(file, path),
    ...optional('pack', textAt, file, path),
  };
}

const headersOf = (fields: Fields, path: string): SiteHeaders => ({
  contentType: textAt(fields.contentType, `${path}.contentType`),
  cacheControl: textAt(fields.cacheControl, `${path}.cacheControl`),
  ...optional('contentDisposition', textAt, fields, path),
  ...optional('contentEncoding', textAt, fields, path),
  ...optional('contentLanguage', textAt, fields, path),
});

/**
 * Format 2: rows of `[key, SHA-256, ETag, place in headers, place in packs]`, in order of their keys. A release is whole
 * (`files`), or says what it has otherwise than the next newer one (`difference`).
 */
export function readRows(record: Fields): ReadFiles {
  const tables: Tables = {
    headers: arrayAt(record.headers, 'headers').map((each, place) =>
      headersOf(objectAt(each, `headers[${place}]`), `headers[${place}]`),
    ),
    packs: arrayAt(record.packs ?? [], 'packs').map((each, place) => textAt(each, `packs[${place}]`)),
  };
  let newer: ReleaseFiles | undefined;
  return (release, path) => {
    newer =
      release.difference === undefined
        ? whole(arrayAt(release.files, `${path}.files`), { tables, newer, path: `${path}.files` })
        : changed(release, { tables, newer, path });
    return newer;
  };
}

interface Tables {
  readonly headers: readonly SiteHeaders[];
  readonly packs: readonly string[];
}

interface Reading {
  readonly tables: Tables;
  readonly newer: ReleaseFiles | undefined;
  readonly path: string;
}

function whole(rows: readonly unknown[], { tables, newer, path }: Reading): ReleaseFiles {
  const pool = newer?.pool ?? new FilePool(rows.length);
  const files = new MergedFiles(rows.length);
  eachRow(rows, { tables, pool, path }, (key, number) => files.push(key, number));
  return files.of(pool);
}

/** The newer release's files without those that this one lacks, and with those that it has otherwise. */
function changed(release: Fields, { tables, newer, path }: Reading): ReleaseFiles {
  const at = `${path}.difference`;
  if (release.files !== undefined) throw new Misshapen(`${path} has both files and a difference`);
  if (newer === undefined) throw new Misshapen(`${at} has no newer release that it could be to`);
  const difference = objectAt(release.difference, at);
  const rows = arrayAt(difference.has, `${at}.has`);
  const lacks = keysAt(difference.lacks, { newer, path: `${at}.lacks` });
  const files = new MergedFiles(newer.size + rows.length);
  let there = 0;
  let lacking = 0;
  const upTo = (key: string | undefined): void => {
    for (; there < newer.size && (key === undefined || newer.keyAt(there) < key); there += 1) {
      if (lacks[lacking] === newer.keyAt(there)) lacking += 1;
      else files.push(newer.keyAt(there), newer.numberAt(there));
    }
  };
  eachRow(rows, { tables, pool: newer.pool, path: `${at}.has` }, (key, number) => {
    upTo(key);
    if (lacks[lacking] === key) throw new Misshapen(`${at} both has and lacks ${JSON.stringify(key)}`);
    const isThere = there < newer.size && newer.keyAt(there) === key;
    files.push(isThere ? newer.keyAt(there) : key, number);
    if (isThere) there += 1;
  });
  upTo(undefined);
  return files.of(newer.pool);
}

function keysAt(
  value: unknown,
  { newer, path }: { readonly newer: ReleaseFiles; readonly path: string },
): readonly string[] {
  const keys = arrayAt(value, path).map((key, place) => textAt(key, `${path}[${place}]`));
  for (const [place, key] of keys.entries()) {
    const at = `${path}[${place}]`;
    if (place > 0 && !((keys[place - 1] ?? '') < key)) throw unordered(at, key);
    if (!newer.has(key))
      throw new Misshapen(`${at} (${JSON.stringify(key)}) is no file of the newer release`);
  }
  return keys;
}

function eachRow(
  rows: readonly unknown[],
  { tables, pool, path }: { readonly tables: Tables; readonly pool: FilePool; readonly path: string },
  take: (key: string, number: number) => void,
): void {
  let before: string | undefined;
  for (const [place, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length < 4 || row.length > 5)
      throw new Misshapen(`${path}[${place}] is not a row of 4 or 5`);
    const [key, sha256, etag, headers, pack] = row as readonly unknown[];
    if (typeof key !== 'string') throw new Misshapen(`${path}[${place}][0] is not a text`);
    if (before !== undefined && !(before < key)) throw unordered(`${path}[${place}]`, key);
    before = key;
    if (typeof sha256 !== 'string' || !SHA256.test(sha256))
      throw wrong(path, key, 'sha256 is not a SHA-256 in base64url');
    if (typeof etag !== 'string') throw wrong(path, key, 'etag is not a text');
    const isMd5 = MD5.test(etag);
    if (!isMd5 && !etag.startsWith('='))
      throw wrong(path, key, 'etag is neither an MD5 in base64url nor =text');
    const set = typeof headers === 'number' ? tables.headers[headers] : undefined;
    if (set === undefined) throw wrong(path, key, 'headers is no place in headers');
    const packName = typeof pack === 'number' ? tables.packs[pack] : undefined;
    if (row.length === 5 && packName === undefined) throw wrong(path, key, 'pack is no place in packs');
    const md5 = isMd5 ? etag : undefined;
    const opaque = isMd5 ? undefined : etag.slice(1);
    take(key, pool.addSpelled({ sha256, md5, opaque, headers: set, pack: packName }));
  }
}

const wrong = (path: string, key: string, what: string): Misshapen =>
  new Misshapen(`${path}[${JSON.stringify(key)}].${what}`);

const unordered = (path: string, key: string): Misshapen =>
  new Misshapen(`${path} (${JSON.stringify(key)}) is not after the key before it`);
