import type { Bucket, StoredObject } from './buckets.ts';
import { S3Error } from './s3-error.ts';
import { escapeXml } from './xml.ts';

const MOST_KEYS = 1000;

interface Wanted {
  readonly prefix: string;
  readonly delimiter: string;
  /** Only what comes after this key. */
  readonly after: string;
  readonly maxKeys: number;
}

interface Page {
  readonly entries: readonly (readonly [string, StoredObject])[];
  readonly commonPrefixes: readonly string[];
  /** The last key or common prefix of the page, where there is more. */
  readonly next: string | undefined;
}

/** One page of `GET /?list-type=2`. */
export function listObjectsV2(bucket: Bucket, query: URLSearchParams): string {
  const token = query.get('continuation-token');
  const wanted = wantedOf(query, token === null ? (query.get('start-after') ?? '') : keyOfToken(token));
  const { entries, commonPrefixes, next } = pageOf(bucket, wanted);
  const encode = encoderOf(query);
  const optional = (name: string, value: string | null | undefined): string =>
    value === null || value === undefined ? '' : `<${name}>${value}</${name}>`;
  return document('ListBucketResult', [
    head(bucket, query, wanted),
    optional('StartAfter', query.has('start-after') ? encode(query.get('start-after') ?? '') : null),
    optional('ContinuationToken', token),
    optional('NextContinuationToken', next === undefined ? null : tokenOf(next)),
    `<KeyCount>${entries.length + commonPrefixes.length}</KeyCount><IsTruncated>${next !== undefined}</IsTruncated>`,
    ...entries.map(([key, object]) => `<Contents>${entry(encode(key), object)}</Contents>`),
    ...commonPrefixes.map((prefix) => `<CommonPrefixes><Prefix>${encode(prefix)}</Prefix></CommonPrefixes>`),
  ]);
}

/** One page of `GET /`, the older listing that s3cmd and others still make. */
export function listObjects(bucket: Bucket, query: URLSearchParams): string {
  const wanted = wantedOf(query, query.get('marker') ?? '');
  const { entries, commonPrefixes, next } = pageOf(bucket, wanted);
  const encode = encoderOf(query);
  const owner = '<Owner><ID>local</ID></Owner>';
  return document('ListBucketResult', [
    head(bucket, query, wanted),
    `<Marker>${encode(query.get('marker') ?? '')}</Marker><IsTruncated>${next !== undefined}</IsTruncated>`,
    // Only with a delimiter; without one the last key itself is the marker.
    next === undefined || wanted.delimiter === '' ? '' : `<NextMarker>${encode(next)}</NextMarker>`,
    ...entries.map(([key, object]) => `<Contents>${entry(encode(key), object)}${owner}</Contents>`),
    ...commonPrefixes.map((prefix) => `<CommonPrefixes><Prefix>${encode(prefix)}</Prefix></CommonPrefixes>`),
  ]);
}

/** One page of `GET /?versions` of a bucket that keeps none: each object is its only version, `null`. */
export function listObjectVersions(bucket: Bucket, query: URLSearchParams): string {
  const wanted = wantedOf(query, query.get('key-marker') ?? '');
  const { entries, next } = pageOf(bucket, wanted);
  const encode = encoderOf(query);
  return document('ListVersionsResult', [
    head(bucket, query, wanted),
    `<KeyMarker>${encode(query.get('key-marker') ?? '')}</KeyMarker><IsTruncated>${next !== undefined}</IsTruncated>`,
    next === undefined
      ? ''
      : `<NextKeyMarker>${encode(next)}</NextKeyMarker><NextVersionIdMarker>null</NextVersionIdMarker>`,
    ...entries.map(
      ([key, object]) =>
        `<Version>${entry(encode(key), object)}<VersionId>null</VersionId><IsLatest>true</IsLatest></Version>`,
    ),
  ]);
}

function wantedOf(query: URLSearchParams, after: string): Wanted {
  const asked = Number(query.get('max-keys') ?? MOST_KEYS);
  if (!Number.isInteger(asked) || asked < 0)
    throw new S3Error(400, 'InvalidArgument', 'Provided max-keys not an integer or within integer range');
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    after,
    maxKeys: Math.min(asked, MOST_KEYS),
  };
}

function pageOf(bucket: Bucket, { prefix, delimiter, after, maxKeys }: Wanted): Page {
  const entries: [string, StoredObject][] = [];
  const commonPrefixes: string[] = [];
  let last = '';
  for (const key of bucket.keysAfter(after)) {
    if (!key.startsWith(prefix)) {
      if (entries.length + commonPrefixes.length > 0) break;
      continue;
    }
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
    // What a page ended with names everything below it.
    if (common !== undefined && (common === commonPrefixes.at(-1) || common === after)) continue;
    if (entries.length + commonPrefixes.length === maxKeys) {
      return { entries, commonPrefixes, next: maxKeys === 0 ? undefined : last };
    }
    last = common ?? key;
    const object = bucket.get(key);
    if (common !== undefined) commonPrefixes.push(common);
    else if (object !== undefined) entries.push([key, object]);
  }
  return { entries, commonPrefixes, next: undefined };
}

function head({ name }: Bucket, query: URLSearchParams, { prefix, delimiter, maxKeys }: Wanted): string {
  const encode = encoderOf(query);
  const encoding = query.get('encoding-type') === 'url' ? '<EncodingType>url</EncodingType>' : '';
  const cut = delimiter === '' ? '' : `<Delimiter>${encode(delimiter)}</Delimiter>`;
  return `<Name>${name}</Name><Prefix>${encode(prefix)}</Prefix>${cut}<MaxKeys>${maxKeys}</MaxKeys>${encoding}`;
}

function entry(key: string, { etag, size, lastModified }: StoredObject): string {
  const modified = `${new Date(lastModified).toISOString().slice(0, 19)}.000Z`;
  return `<Key>${key}</Key><LastModified>${modified}</LastModified><ETag>&quot;${etag}&quot;</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass>`;
}

const encoderOf = (query: URLSearchParams): ((text: string) => string) =>
  query.get('encoding-type') === 'url' ? encodeKey : escapeXml;

/** As S3 does with `encoding-type=url`: a form's encoding, with the slash left as it is. */
const encodeKey = (key: string): string =>
  encodeURIComponent(key)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/')
    .replace(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

const tokenOf = (key: string): string => `after-${Buffer.from(key).toString('base64url')}`;

function keyOfToken(token: string): string {
  if (!token.startsWith('after-'))
    throw new S3Error(400, 'InvalidArgument', 'The continuation token provided is incorrect');
  return Buffer.from(token.slice('after-'.length), 'base64url').toString();
}

const document = (name: string, parts: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join('')}</${name}>`;
