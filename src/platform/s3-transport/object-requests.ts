import { hash } from 'node:crypto';
import type { ObjectsApi } from '../aws.ts';
import { documentOf } from './xml-bodies.ts';

/** A request for an object or the listing of its bucket, before it has an address and a signature. */
export interface ObjectRequest {
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly bucket: string;
  /** Not encoded; undefined: the bucket itself. */
  readonly key: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

export type ObjectCall = keyof ObjectsApi;

/** Fields of the SDK's inputs that are sent as a header. */
const HEADERS: ReadonlyMap<string, string> = new Map([
  ['CacheControl', 'cache-control'],
  ['ChecksumAlgorithm', 'x-amz-checksum-algorithm'],
  ['ChecksumMode', 'x-amz-checksum-mode'],
  ['ChecksumSHA256', 'x-amz-checksum-sha256'],
  ['ContentDisposition', 'content-disposition'],
  ['ContentEncoding', 'content-encoding'],
  ['ContentLanguage', 'content-language'],
  ['ContentType', 'content-type'],
  ['CopySource', 'x-amz-copy-source'],
  ['CopySourceIfMatch', 'x-amz-copy-source-if-match'],
  ['ExpectedBucketOwner', 'x-amz-expected-bucket-owner'],
  ['ExpectedSourceBucketOwner', 'x-amz-source-expected-bucket-owner'],
  ['IfMatch', 'if-match'],
  ['IfNoneMatch', 'if-none-match'],
  ['TaggingDirective', 'x-amz-tagging-directive'],
]);

/** Fields that are sent as a parameter. */
const PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['ContinuationToken', 'continuation-token'],
  ['KeyMarker', 'key-marker'],
  ['MaxKeys', 'max-keys'],
  ['PartNumber', 'partNumber'],
  ['Prefix', 'prefix'],
  ['StartAfter', 'start-after'],
  ['UploadId', 'uploadId'],
  ['VersionId', 'versionId'],
  ['VersionIdMarker', 'version-id-marker'],
]);

interface Call extends Pick<ObjectRequest, 'method' | 'query'> {
  /** What it is about: an object, or the bucket as a whole. */
  readonly of: 'bucket' | 'object';
  /** What it sends: the content of an object, or a document. */
  readonly sends?: 'content' | 'document';
}

/** What each call is in HTTP; `x-id` names it to whoever watches, as the SDK does. */
const CALLS: Readonly<Record<ObjectCall, Call>> = {
  abortMultipartUpload: { method: 'DELETE', of: 'object', query: { 'x-id': 'AbortMultipartUpload' } },
  completeMultipartUpload: { method: 'POST', of: 'object', query: {}, sends: 'document' },
  copyObject: { method: 'PUT', of: 'object', query: { 'x-id': 'CopyObject' } },
  createMultipartUpload: { method: 'POST', of: 'object', query: { uploads: '' } },
  deleteObjects: { method: 'POST', of: 'bucket', query: { delete: '' }, sends: 'document' },
  getObject: { method: 'GET', of: 'object', query: { 'x-id': 'GetObject' } },
  headObject: { method: 'HEAD', of: 'object', query: {} },
  listObjectsV2: { method: 'GET', of: 'bucket', query: { 'list-type': '2' } },
  listObjectVersions: { method: 'GET', of: 'bucket', query: { versions: '' } },
  putObject: { method: 'PUT', of: 'object', query: { 'x-id': 'PutObject' }, sends: 'content' },
  uploadPart: { method: 'PUT', of: 'object', query: { 'x-id': 'UploadPart' }, sends: 'content' },
};

/**
 * The request that an input of the SDK means, or undefined where it holds anything that isn't known here: such a call is
 * left to the SDK, so that nothing is ever dropped in silence.
 */
export function objectRequest(call: ObjectCall, input: object): ObjectRequest | undefined {
  const { method, of, query: fixed, sends } = CALLS[call];
  const query: Record<string, string> = { ...fixed };
  const headers: Record<string, string> = {};
  let bucket: string | undefined;
  let key: string | undefined;
  let body: Uint8Array | undefined;
  for (const [field, value] of Object.entries(input) as [string, unknown][]) {
    if (value === undefined) continue;
    const header = HEADERS.get(field);
    const parameter = PARAMETERS.get(field);
    const sent = sends === undefined ? undefined : bodyOf(field, value);
    if (sent !== undefined) body = sent;
    else if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    else if (field === 'Bucket') bucket = String(value);
    else if (field === 'Key') key = String(value);
    else if (header !== undefined) headers[header] = String(value);
    else if (parameter !== undefined) query[parameter] = String(value);
    else return undefined;
  }
  const isWhole = (of === 'bucket') === (key === undefined) && (sends === undefined) === (body === undefined);
  if (bucket === undefined || bucket === '' || key === '' || !isWhole) return undefined;
  if (body !== undefined) {
    // What the SDK says of a body of which nobody says what it is.
    headers['content-type'] ??= sends === 'document' ? 'application/xml' : 'application/octet-stream';
    // S3 takes no list of deletes without a checksum, and anything else the better for one. The SDK takes CRC32 where
    // nobody chose; the signature needs this one anyway.
    if (call !== 'completeMultipartUpload')
      headers['x-amz-checksum-sha256'] ??= hash('sha256', body, 'base64');
  }
  return { method, bucket, key, query, headers, body };
}

/** What a field says is to be sent; undefined: it is another kind of field. */
function bodyOf(field: string, value: unknown): Uint8Array | undefined {
  if (field === 'Body' && value instanceof Uint8Array) return value;
  if (field === 'Body' && typeof value === 'string') return Buffer.from(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const document = documentOf(field, value);
  return document === undefined ? undefined : Buffer.from(document);
}

const EMPTY = hash('sha256', '', 'hex');

/** SHA-256 of what is sent, in hex. A file that is uploaded with its checksum was hashed before. */
export function payloadHash({ headers, body }: Pick<ObjectRequest, 'headers' | 'body'>): string {
  if (body === undefined || body.length === 0) return EMPTY;
  const checksum = headers['x-amz-checksum-sha256'];
  return checksum === undefined
    ? hash('sha256', body, 'hex')
    : Buffer.from(checksum, 'base64').toString('hex');
}
