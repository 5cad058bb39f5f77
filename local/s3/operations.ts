import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { receiveBody } from './bodies.ts';
import type { Bucket, StoredObject } from './buckets.ts';
import { listObjects, listObjectsV2, listObjectVersions } from './listings.ts';
import { noSuchKey, preconditionFailed, S3Error } from './s3-error.ts';
import { elements, elementText, escapeXml, unescapeXml } from './xml.ts';

/** One call, taken apart. */
export interface S3Call {
  readonly bucket: string;
  /** Decoded. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** As sent. */
  readonly body: Buffer;
}

/** What is answered. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** An upload in parts that has begun. */
interface PartialUpload {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sha256: boolean;
  readonly parts: Map<number, { readonly content: Buffer; readonly etag: string }>;
}

/** What the calls work on. */
export interface S3World {
  readonly buckets: Map<string, Bucket>;
  readonly uploads: Map<string, PartialUpload>;
  readonly region: string;
  createBucket(name: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Whether an object's content is kept beside its head. */
  keepsBody(bucket: string, key: string): boolean;
}

type Operation = (world: S3World, call: S3Call) => Answer;

/** S3's answer to a call; throws S3Error. What this stand-in doesn't know it says so, rather than pretend. */
export function answerS3(world: S3World, operation: string, call: S3Call): Answer {
  const known = OPERATIONS[operation];
  if (known === undefined)
    throw new S3Error(501, 'NotImplemented', `The local S3 does not know ${operation}.`);
  return known(world, call);
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateBucket: (world, { bucket }) => {
    if (world.buckets.has(bucket)) throw new S3Error(409, 'BucketAlreadyOwnedByYou');
    world.createBucket(bucket);
    return { status: 200, headers: { location: `/${bucket}` } };
  },
  HeadBucket: (world, call) => {
    bucketOf(world, call);
    return { status: 200, headers: { 'x-amz-bucket-region': world.region } };
  },
  GetBucketLocation: (world, call) => {
    bucketOf(world, call);
    const place = world.region === 'us-east-1' ? '' : world.region;
    return { status: 200, body: document('LocationConstraint', place) };
  },
  ListObjectsV2: (world, call) => ({ status: 200, body: listObjectsV2(bucketOf(world, call), call.query) }),
  ListObjects: (world, call) => ({ status: 200, body: listObjects(bucketOf(world, call), call.query) }),
  ListObjectVersions: (world, call) => ({
    status: 200,
    body: listObjectVersions(bucketOf(world, call), call.query),
  }),
  HeadObject: (world, call) => read(world, call),
  GetObject: (world, call) => {
    const answer = read(world, call);
    if (answer.status === 304) return answer;
    const { content } = bucketOf(world, call).get(call.key) ?? {};
    if (content === undefined)
      throw new S3Error(501, 'NotImplemented', 'The local S3 was told not to keep the content of this key.');
    return { ...answer, body: content };
  },
  PutObject: putObject,
  CopyObject: copyObject,
  DeleteObject: (world, call) => {
    bucketOf(world, call).delete(call.key);
    return { status: 204 };
  },
  DeleteObjects: deleteObjects,
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: (world, call) => {
    uploadOf(world, call);
    world.uploads.delete(call.query.get('uploadId') ?? '');
    return { status: 204 };
  },
};

function bucketOf(world: S3World, { bucket }: Pick<S3Call, 'bucket'>): Bucket {
  const found = world.buckets.get(bucket);
  if (found === undefined) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
  return found;
}

function read(world: S3World, call: S3Call): Answer {
  const object = bucketOf(world, call).get(call.key);
  if (object === undefined) throw noSuchKey();
  const { headers } = call;
  if (headers.range !== undefined) throw new S3Error(501, 'NotImplemented', 'The local S3 knows no ranges.');
  if (headers['if-match'] !== undefined && !names(headers['if-match'], object)) throw preconditionFailed();
  const served = {
    ...object.headers,
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.lastModified).toUTCString(),
    ...(headers['x-amz-checksum-mode'] === 'ENABLED' ? object.checksums : {}),
  };
  if (headers['if-none-match'] !== undefined && names(headers['if-none-match'], object))
    return { status: 304, headers: served };
  return { status: 200, headers: { ...served, 'content-length': String(object.size) } };
}

function putObject(world: S3World, call: S3Call): Answer {
  const bucket = bucketOf(world, call);
  const { content, checksums } = receiveBody(call.headers, call.body);
  checkCondition(bucket, call);
  const etag = hash('md5', content, 'hex');
  store(world, call, { content, etag, headers: headersToKeep(call.headers), checksums });
  return { status: 200, headers: { etag: `"${etag}"`, ...checksums } };
}

/** Of a conditional write; nothing else happens between the check and the write it is for. */
function checkCondition(bucket: Bucket, { key, headers }: S3Call): void {
  const there = bucket.get(key);
  const none = headers['if-none-match'];
  if (none !== undefined && none !== '*')
    throw new S3Error(501, 'NotImplemented', 'If-None-Match takes only *.');
  if (none === '*' && there !== undefined) throw preconditionFailed();
  const match = headers['if-match'];
  if (match === undefined) return;
  if (there === undefined) throw noSuchKey();
  if (!names(match, there)) throw preconditionFailed();
}

const names = (condition: string, { etag }: StoredObject): boolean =>
  condition === '*' || condition.replaceAll('"', '') === etag;

function copyObject(world: S3World, call: S3Call): Answer {
  const bucket = bucketOf(world, call);
  const { headers } = call;
  const [path = ''] = String(headers['x-amz-copy-source']).replace(/^\//, '').split('?');
  const slash = path.indexOf('/');
  const source = bucketOf(world, { bucket: decodeURIComponent(path.slice(0, slash)) }).get(
    decodeURIComponent(path.slice(slash + 1)),
  );
  if (source === undefined) throw noSuchKey();
  const match = headers['x-amz-copy-source-if-match'];
  if (match !== undefined && !names(String(match), source)) throw preconditionFailed();
  checkCondition(bucket, call);
  const kept = headers['x-amz-metadata-directive'] === 'REPLACE' ? headersToKeep(headers) : source.headers;
  // The copy is one piece, whatever the source was made of.
  const etag = source.content === undefined ? source.etag : hash('md5', source.content, 'hex');
  store(world, call, { ...source, etag, headers: kept });
  const modified = new Date(world.now()).toISOString();
  const result = `<LastModified>${modified}</LastModified><ETag>&quot;${etag}&quot;</ETag>`;
  return { status: 200, body: document('CopyObjectResult', result) };
}

function deleteObjects(world: S3World, call: S3Call): Answer {
  const bucket = bucketOf(world, call);
  const { content, checksums } = receiveBody(call.headers, call.body);
  if (call.headers['content-md5'] === undefined && Object.keys(checksums).length === 0)
    throw new S3Error(400, 'InvalidRequest', 'Missing required header for this request: Content-MD5');
  const xml = content.toString();
  const keys = elements(xml, 'Object').map((each) => unescapeXml(elements(each, 'Key')[0] ?? ''));
  if (keys.length === 0 || keys.length > 1000)
    throw new S3Error(400, 'MalformedXML', 'The XML you provided was not well-formed.');
  for (const key of keys) bucket.delete(key);
  const quiet = elementText(xml, 'Quiet') === 'true';
  const deleted = quiet ? [] : keys.map((key) => `<Deleted><Key>${escapeXml(key)}</Key></Deleted>`);
  return { status: 200, body: document('DeleteResult', deleted.join('')) };
}

let serial = 0;

function createMultipartUpload(world: S3World, call: S3Call): Answer {
  bucketOf(world, call);
  const id = `upload-${++serial}`;
  world.uploads.set(id, {
    key: call.key,
    headers: headersToKeep(call.headers),
    sha256: call.headers['x-amz-checksum-algorithm'] === 'SHA256',
    parts: new Map(),
  });
  const named = `<Bucket>${call.bucket}</Bucket><Key>${escapeXml(call.key)}</Key><UploadId>${id}</UploadId>`;
  return { status: 200, body: document('InitiateMultipartUploadResult', named) };
}

function uploadOf(world: S3World, call: S3Call): PartialUpload {
  bucketOf(world, call);
  const found = world.uploads.get(call.query.get('uploadId') ?? '');
  if (found?.key !== call.key) throw new S3Error(404, 'NoSuchUpload', 'The specified upload does not exist.');
  return found;
}

function uploadPart(world: S3World, call: S3Call): Answer {
  const { parts } = uploadOf(world, call);
  const { content, checksums } = receiveBody(call.headers, call.body);
  const etag = hash('md5', content, 'hex');
  parts.set(Number(call.query.get('partNumber')), { content, etag });
  return { status: 200, headers: { etag: `"${etag}"`, ...checksums } };
}

/** S3 takes no part but the last below this. */
const SMALLEST_PART = 5 * 1024 * 1024;

function completeMultipartUpload(world: S3World, call: S3Call): Answer {
  const upload = uploadOf(world, call);
  const numbers: number[] = [];
  const parts = elements(call.body.toString(), 'Part').map((xml) => {
    numbers.push(Number(elementText(xml, 'PartNumber')));
    const part = upload.parts.get(numbers.at(-1) ?? 0);
    if (part?.etag !== (elementText(xml, 'ETag') ?? '').replaceAll('"', ''))
      throw new S3Error(400, 'InvalidPart', 'One or more of the specified parts could not be found.');
    return part;
  });
  if (parts.length === 0) throw new S3Error(400, 'MalformedXML');
  if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0)))
    throw new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
  if (parts.slice(0, -1).some(({ content }) => content.length < SMALLEST_PART))
    throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  checkCondition(bucketOf(world, call), call);
  const ofParts = (algorithm: 'md5' | 'sha256'): Buffer =>
    Buffer.concat(parts.map(({ content }) => hash(algorithm, content, 'buffer')));
  const etag = `${hash('md5', ofParts('md5'), 'hex')}-${parts.length}`;
  const sha256 = `${hash('sha256', ofParts('sha256'), 'base64')}-${parts.length}`;
  world.uploads.delete(call.query.get('uploadId') ?? '');
  store(world, call, {
    content: Buffer.concat(parts.map(({ content }) => content)),
    etag,
    headers: upload.headers,
    checksums: upload.sha256 ? { 'x-amz-checksum-sha256': sha256 } : {},
  });
  const named = `<Bucket>${call.bucket}</Bucket><Key>${escapeXml(call.key)}</Key><ETag>&quot;${etag}&quot;</ETag>`;
  return { status: 200, body: document('CompleteMultipartUploadResult', named) };
}

type Written = Pick<StoredObject, 'content' | 'etag' | 'headers' | 'checksums'> & { readonly size?: number };

function store(world: S3World, call: S3Call, written: Written): void {
  const size = written.content?.length ?? written.size ?? 0;
  const content = world.keepsBody(call.bucket, call.key) ? written.content : undefined;
  bucketOf(world, call).put(call.key, { ...written, content, size, lastModified: world.now() });
}

/** What an object is served with of what it was written with. */
function headersToKeep(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || !(KEPT.has(name) || name.startsWith('x-amz-meta-'))) continue;
    // The frame a body was sent in is no property of the object.
    const own = name === 'content-encoding' ? value.replace(/(?:^|,)\s*aws-chunked\s*(?=,|$)/, '') : value;
    if (own !== '') kept[name] = own;
  }
  return kept;
}

const KEPT = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
]);

const document = (name: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`;
