import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type {
  AbortMultipartUploadRequest,
  CompleteMultipartUploadRequest,
  CopyObjectRequest,
  CreateMultipartUploadRequest,
  DeleteObjectsRequest,
  GetObjectCommandOutput,
  GetObjectRequest,
  HeadObjectRequest,
  ListObjectVersionsRequest,
  ListObjectsV2Request,
  PutObjectCommandInput,
  UploadPartCommandInput,
} from '@aws-sdk/client-s3';
import type { KeptFiles } from '../../src/frontend/kept-files.ts';
import type { SiteS3 } from '../../src/frontend/write-object.ts';
import { FakeAwsError } from './aws-error.ts';

/** An object as it stands in a bucket. */
export interface StoredObject {
  readonly content: Buffer;
  /** Without quotes. */
  readonly etag: string;
  readonly contentType: string | undefined;
  readonly cacheControl: string | undefined;
  readonly contentDisposition: string | undefined;
  readonly checksum: string | undefined;
  readonly lastModified: number;
}

/** One change of a bucket, as it just happened. */
export interface Change {
  readonly bucket: string;
  readonly key: string;
  readonly kind: 'created' | 'overwritten' | 'deleted';
}

/** What a site's files are read, written and kept with. */
type FileS3 = SiteS3 & KeptFiles['s3'];

/** Runs before a call does its work, or after it did: throwing after is a lost reply. */
export type Interceptor = (operation: keyof FileS3, key: string | undefined) => void | Promise<void>;

/** How a FakeS3 behaves. */
export interface FakeS3Options {
  readonly buckets: readonly string[];
  readonly account?: string;
  readonly now?: () => number;
  /** Keys a page of a listing. */
  readonly pageSize?: number;
  /** ETags that are not MD5s, as with KMS. */
  readonly opaqueEtags?: boolean;
}

interface PartialUpload {
  readonly input: CreateMultipartUploadRequest;
  readonly parts: Map<number, Buffer>;
}

const bearer = { $metadata: {} };

/** S3's objects in memory: conditions, owners, pages, parts and checksums as S3 has them. */
export class FakeS3 implements FileS3 {
  readonly changes: Change[] = [];
  readonly uploads = new Map<string, PartialUpload>();
  /** How often each operation was called. */
  readonly calls = new Map<keyof FileS3, number>();
  before: Interceptor = () => undefined;
  after: Interceptor = () => undefined;
  onChange: (change: Change) => void = () => undefined;
  readonly #buckets: Map<string, Map<string, StoredObject>>;
  readonly #options: FakeS3Options;
  #serial = 0;

  constructor(options: FakeS3Options) {
    this.#options = options;
    this.#buckets = new Map(options.buckets.map((name) => [name, new Map()]));
  }

  /** The objects of a bucket by key. */
  objects(bucket: string): ReadonlyMap<string, StoredObject> {
    return this.#bucket({ Bucket: bucket });
  }

  /** Puts an object there as somebody else would. */
  seed(bucket: string, key: string, content: string, more: Partial<StoredObject> = {}): void {
    this.#store({ Bucket: bucket, Key: key }, Buffer.from(content), more);
  }

  putObject(input: PutObjectCommandInput) {
    return this.#call(
      'putObject',
      input.Key,
      () => {
        const content = Buffer.from(input.Body as Buffer | string);
        checkSum(content, input.ChecksumSHA256);
        this.#checkCondition(input);
        return { ETag: `"${this.#store(input, content, { checksum: input.ChecksumSHA256 }).etag}"` };
      },
      input,
    );
  }

  getObject(input: GetObjectRequest) {
    return this.#call(
      'getObject',
      input.Key,
      () => {
        const found = this.#bucket(input).get(input.Key ?? '');
        if (found === undefined) throw new FakeAwsError('NoSuchKey', 404);
        this.#checkCondition(input);
        const { content, etag } = found;
        // A Readable is all that is read of the SDK's body.
        return {
          ETag: `"${etag}"`,
          Body: Readable.from([content]) as NonNullable<GetObjectCommandOutput['Body']>,
        };
      },
      input,
    );
  }

  copyObject(input: CopyObjectRequest) {
    return this.#call(
      'copyObject',
      input.Key,
      () => {
        const [, bucket = '', key = ''] = /^([^/]+)\/(.*)$/.exec(input.CopySource ?? '') ?? [];
        const found = this.#bucket({ Bucket: bucket }).get(decodeURIComponent(key));
        if (found === undefined) throw new FakeAwsError('NoSuchKey', 404);
        if (input.CopySourceIfMatch !== `"${found.etag}"`) throw new FakeAwsError('PreconditionFailed', 412);
        return { CopyObjectResult: { ETag: `"${this.#store(input, found.content, {}).etag}"` } };
      },
      input,
    );
  }

  listObjectVersions(input: ListObjectVersionsRequest) {
    return this.#call(
      'listObjectVersions',
      undefined,
      () => {
        const all = [...this.#bucket(input)]
          .filter(([key]) => key.startsWith(input.Prefix ?? '') && key > (input.KeyMarker ?? ''))
          .sort(([one], [other]) => (one < other ? -1 : 1));
        const page = all.slice(0, this.#options.pageSize ?? 1000);
        const IsTruncated = page.length < all.length;
        return {
          Versions: page.map(([Key, { content, lastModified }]) => ({
            Key,
            Size: content.length,
            VersionId: 'null',
            LastModified: new Date(lastModified),
          })),
          IsTruncated,
          ...(IsTruncated ? { NextKeyMarker: page.at(-1)?.[0], NextVersionIdMarker: 'null' } : {}),
        };
      },
      input,
    );
  }

  headObject(input: HeadObjectRequest) {
    return this.#call(
      'headObject',
      input.Key,
      () => {
        const found = this.#bucket(input).get(input.Key ?? '');
        // The answer to a HEAD has no body, so the SDK only knows its status.
        if (found === undefined) throw new FakeAwsError('NotFound', 404);
        return {
          ETag: `"${found.etag}"`,
          ContentLength: found.content.length,
          ContentType: found.contentType,
          CacheControl: found.cacheControl,
          ContentDisposition: found.contentDisposition,
          LastModified: new Date(found.lastModified),
          ...(input.ChecksumMode === 'ENABLED' ? { ChecksumSHA256: found.checksum } : {}),
        };
      },
      input,
    );
  }

  listObjectsV2(input: ListObjectsV2Request) {
    return this.#call(
      'listObjectsV2',
      undefined,
      () => {
        const after = input.ContinuationToken ?? input.StartAfter ?? '';
        const all = [...this.#bucket(input)]
          .filter(([key]) => Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0)
          .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
        const page = all.slice(0, this.#options.pageSize ?? 1000);
        const IsTruncated = page.length < all.length;
        return {
          Contents: page.map(([Key, { etag, content, lastModified }]) => ({
            Key,
            ETag: `"${etag}"`,
            Size: content.length,
            LastModified: new Date(lastModified),
          })),
          IsTruncated,
          ...(IsTruncated ? { NextContinuationToken: page.at(-1)?.[0] } : {}),
        };
      },
      input,
    );
  }

  deleteObjects(input: DeleteObjectsRequest) {
    return this.#call(
      'deleteObjects',
      undefined,
      () => {
        const bucket = this.#bucket(input);
        for (const { Key = '' } of input.Delete?.Objects ?? []) {
          if (bucket.delete(Key)) this.#changed({ bucket: input.Bucket ?? '', key: Key, kind: 'deleted' });
        }
        return {};
      },
      input,
    );
  }

  createMultipartUpload(input: CreateMultipartUploadRequest) {
    return this.#call(
      'createMultipartUpload',
      input.Key,
      () => {
        const UploadId = `upload-${++this.#serial}`;
        this.uploads.set(UploadId, { input, parts: new Map() });
        return { UploadId };
      },
      input,
    );
  }

  uploadPart(input: UploadPartCommandInput) {
    return this.#call(
      'uploadPart',
      input.Key,
      () => {
        const content = Buffer.from(input.Body as Buffer);
        checkSum(content, input.ChecksumSHA256);
        this.#upload(input.UploadId).parts.set(input.PartNumber ?? 0, content);
        return { ETag: `"${md5(content)}"` };
      },
      input,
    );
  }

  completeMultipartUpload(input: CompleteMultipartUploadRequest) {
    return this.#call(
      'completeMultipartUpload',
      input.Key,
      () => {
        const { input: begun, parts } = this.#upload(input.UploadId);
        this.#checkCondition(input);
        const named = (input.MultipartUpload?.Parts ?? []).map(({ PartNumber = 0 }) => parts.get(PartNumber));
        const content = named.map((part) => part ?? Buffer.alloc(0));
        const etag = `${md5(Buffer.concat(content.map((part) => Buffer.from(md5(part), 'hex'))))}-${content.length}`;
        this.uploads.delete(input.UploadId ?? '');
        return { ETag: `"${this.#store(begun, Buffer.concat(content), { etag }).etag}"` };
      },
      input,
    );
  }

  abortMultipartUpload(input: AbortMultipartUploadRequest) {
    return this.#call(
      'abortMultipartUpload',
      input.Key,
      () => {
        this.uploads.delete(input.UploadId ?? '');
        return {};
      },
      input,
    );
  }

  async #call<T>(
    operation: keyof FileS3,
    key: string | undefined,
    work: () => T,
    {
      ExpectedBucketOwner,
      Bucket,
    }: { ExpectedBucketOwner?: string | undefined; Bucket?: string | undefined },
  ): Promise<T & typeof bearer> {
    this.calls.set(operation, (this.calls.get(operation) ?? 0) + 1);
    await this.before(operation, key);
    this.#bucket({ Bucket });
    const owner = this.#options.account;
    if (owner !== undefined && ExpectedBucketOwner !== owner) throw new FakeAwsError('AccessDenied', 403);
    const answer = work();
    await this.after(operation, key);
    return { ...bearer, ...answer };
  }

  #bucket({ Bucket = '' }: { readonly Bucket?: string | undefined }): Map<string, StoredObject> {
    const found = this.#buckets.get(Bucket);
    if (found === undefined) throw new FakeAwsError('NoSuchBucket', 404);
    return found;
  }

  #upload(id: string | undefined): PartialUpload {
    const found = this.uploads.get(id ?? '');
    if (found === undefined) throw new FakeAwsError('NoSuchUpload', 404);
    return found;
  }

  #checkCondition(input: {
    readonly Bucket?: string | undefined;
    readonly Key?: string | undefined;
    readonly IfMatch?: string | undefined;
    readonly IfNoneMatch?: string | undefined;
  }): void {
    const there = this.#bucket(input).get(input.Key ?? '');
    if (input.IfNoneMatch === '*' && there !== undefined) throw new FakeAwsError('PreconditionFailed', 412);
    if (input.IfMatch === undefined) return;
    if (there === undefined) throw new FakeAwsError('NoSuchKey', 404);
    if (input.IfMatch !== `"${there.etag}"`) throw new FakeAwsError('PreconditionFailed', 412);
  }

  #store(
    input: Pick<
      PutObjectCommandInput,
      'Bucket' | 'Key' | 'ContentType' | 'CacheControl' | 'ContentDisposition'
    >,
    content: Buffer,
    more: Partial<StoredObject>,
  ): StoredObject {
    const bucket = this.#bucket(input);
    const key = input.Key ?? '';
    const kind = bucket.has(key) ? 'overwritten' : 'created';
    const stored: StoredObject = {
      content,
      etag: this.#options.opaqueEtags === true ? md5(Buffer.from(`kms ${++this.#serial}`)) : md5(content),
      contentType: input.ContentType,
      cacheControl: input.CacheControl,
      contentDisposition: input.ContentDisposition,
      checksum: undefined,
      lastModified: this.#options.now?.() ?? 0,
      ...more,
    };
    bucket.set(key, stored);
    this.#changed({ bucket: input.Bucket ?? '', key, kind });
    return stored;
  }

  #changed(change: Change): void {
    this.changes.push(change);
    this.onChange(change);
  }
}

const md5 = (content: Buffer): string => createHash('md5').update(content).digest('hex');

function checkSum(content: Buffer, wanted: string | undefined): void {
  const found = createHash('sha256').update(content).digest('base64');
  if (wanted !== undefined && wanted !== found) throw new FakeAwsError('BadDigest', 400);
}
