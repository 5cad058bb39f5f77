import { hash } from 'node:crypto';

/** A request for an object or the listing of its bucket, before it has an address and a signature. */
export interface ObjectRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  readonly bucket: string;
  /** Not encoded; undefined: the bucket itself. */
  readonly key: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** The calls that are made for each file, or for each page of a listing. */
export type FastCall = 'copyObject' | 'headObject' | 'listObjectsV2' | 'putObject' | 'uploadPart';

/** Fields of the SDK's inputs that are sent as a header. */
const HEADERS: ReadonlyMap<string, string> = new Map([
  ['CacheControl', 'cache-control'],
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
  ['MaxKeys', 'max-keys'],
  ['PartNumber', 'partNumber'],
  ['Prefix', 'prefix'],
  ['StartAfter', 'start-after'],
  ['UploadId', 'uploadId'],
]);

/** What each call is in HTTP; `x-id` names it to whoever watches, as the SDK does. */
const CALLS: Readonly<
  Record<FastCall, Pick<ObjectRequest, 'method'> & { readonly query: Readonly<Record<string, string>> }>
> = {
  copyObject: { method: 'PUT', query: { 'x-id': 'CopyObject' } },
  headObject: { method: 'HEAD', query: {} },
  listObjectsV2: { method: 'GET', query: { 'list-type': '2' } },
  putObject: { method: 'PUT', query: { 'x-id': 'PutObject' } },
  uploadPart: { method: 'PUT', query: { 'x-id': 'UploadPart' } },
};

/**
 * The request that an input of the SDK means, or undefined where it holds anything that isn't known here: such a call is
 * left to the SDK, so that nothing is ever dropped in silence.
 */
export function objectRequest(call: FastCall, input: object): ObjectRequest | undefined {
  const { method, query: fixed } = CALLS[call];
  const query: Record<string, string> = { ...fixed };
  const headers: Record<string, string> = {};
  let bucket: string | undefined;
  let key: string | undefined;
  let body: Uint8Array | undefined;
  for (const [field, value] of Object.entries(input) as [string, unknown][]) {
    if (value === undefined) continue;
    const header = HEADERS.get(field);
    const parameter = PARAMETERS.get(field);
    if (field === 'Body' && value instanceof Uint8Array) body = value;
    else if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    else if (field === 'Bucket') bucket = String(value);
    else if (field === 'Key') key = String(value);
    else if (header !== undefined) headers[header] = String(value);
    else if (parameter !== undefined) query[parameter] = String(value);
    else return undefined;
  }
  const isWhole =
    bucket !== undefined && bucket !== '' && (call === 'listObjectsV2' ? key === undefined : key);
  if (!isWhole || bucket === undefined) return undefined;
  if ((call === 'putObject' || call === 'uploadPart') && body === undefined) return undefined;
  // What the SDK says of a body of which nobody says what it is.
  if (body !== undefined) headers['content-type'] ??= 'application/octet-stream';
  return { method, bucket, key, query, headers, body };
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
