import { hash, createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { CompletedPart, PutObjectRequest } from '@aws-sdk/client-s3';
import type { Failure } from '../errors.ts';
import type { ObjectsApi } from '../platform/aws.ts';
import { fromObjectHeaders, sameHeaders, toObjectHeaders } from './headers.ts';
import { eachInFlight } from './in-flight.ts';
import type { Upload } from './publish-plan.ts';
import { conflict, siteFailure, statusOf, type BucketName, type Safety } from './site-failures.ts';

/** The calls of S3 that publishing makes. */
export type SiteS3 = Pick<
  ObjectsApi,
  | 'abortMultipartUpload'
  | 'completeMultipartUpload'
  | 'createMultipartUpload'
  | 'deleteObjects'
  | 'getObject'
  | 'headObject'
  | 'listObjectsV2'
  | 'putObject'
  | 'uploadPart'
>;

/** Up to here a file goes in one piece, which makes its ETag its MD5; S3 takes up to 5 GB so, memory doesn't. */
export const ONE_PIECE = 32 * 1024 * 1024;
const PART = 8 * 1024 * 1024;
const MOST_PARTS = 10_000;
const PARTS_AT_ONCE = 4;

/** Up to here reading a file costs less than leaving it to another thread. */
const READ_HERE = 256 * 1024;

/** Tries of a write that meets another of the same key. */
const MOST_ATTEMPTS = 4;

interface Target extends BucketName {
  readonly s3: SiteS3;
  /** As of `Site`. */
  readonly onSent?: (bytes: number, files: number) => void;
}

/** Fields every write of an object has. */
interface Fields {
  readonly Bucket: string;
  readonly Key: string;
  readonly ExpectedBucketOwner: string;
}

/**
 * Writes one file under its condition: over the very object that was listed, or where there is none.
 *
 * A condition that doesn't hold is no conflict when our content stands there: S3 answers 412 to the SDK's second try of
 * a write whose first answer was lost, and another run of the same commit writes the same.
 *
 * @param check called before each part of a large file; throws to stop
 * @returns the ETag, without quotes
 * @throws {Failure} PUBLISH_CONFLICT, ACCESS_DENIED or PUBLISH_FAILED
 */
export async function writeObject(
  target: Target,
  upload: Upload,
  { safe, check }: { readonly safe: Safety; readonly check: () => void },
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await (upload.file.size > ONE_PIECE
        ? inParts(target, upload, check)
        : inOnePiece(target, upload));
    } catch (error) {
      if (!isUnmetCondition(error)) throw notWritten(error, { target, upload, safe });
      const there = await ourObject(target, upload, safe);
      if (there !== undefined) return there;
      // 409 says that a write of this key is under way, most often our own first try: it decides nothing yet.
      if (statusOf(error) !== 409 || attempt === MOST_ATTEMPTS) {
        throw conflict(target, { key: upload.file.key, safe, cause: error });
      }
    }
  }
}

const notWritten = (
  error: unknown,
  { target, upload, safe }: { readonly target: Target; readonly upload: Upload; readonly safe: Safety },
): Failure =>
  siteFailure(error, {
    site: target,
    doing: `writing ${upload.file.key} to`,
    safe,
    actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
  });

/** 412: another version than listed, or one where there was none; 404: the listed one is gone; 409: written right now. */
const isUnmetCondition = (error: unknown): boolean => {
  const status = statusOf(error);
  const { name } = error as { readonly name?: string };
  return status === 412 || (status === 409 && name === 'ConditionalRequestConflict') || name === 'NoSuchKey';
};

const fields = ({ bucket, account }: BucketName, { file }: Upload): Fields => ({
  Bucket: bucket,
  Key: file.key,
  ExpectedBucketOwner: account,
});

const condition = ({ replaces }: Upload): Pick<PutObjectRequest, 'IfMatch' | 'IfNoneMatch'> =>
  replaces === undefined ? { IfNoneMatch: '*' } : { IfMatch: `"${replaces}"` };

async function inOnePiece(target: Target, upload: Upload): Promise<string> {
  const { ETag } = await target.s3.putObject({
    ...fields(target, upload),
    ...toObjectHeaders(upload.headers),
    ...condition(upload),
    Body: upload.file.size <= READ_HERE ? readFileSync(upload.file.path) : await readFile(upload.file.path),
    // Of what was hashed, not of what is sent: S3 refuses a file that changed in between (BadDigest).
    ChecksumSHA256: base64(upload.file.sha256),
  });
  return withoutQuotes(ETag);
}

/** Bytes of a written file that nobody was told of yet: of one in parts, each part has told its own. */
export const bytesToTell = ({ size }: Pick<Upload['file'], 'size'>): number => (size > ONE_PIECE ? 0 : size);

/** Bytes of a file that are in memory at once while it is written. */
export const bytesInMemory = ({ file: { size } }: Pick<Upload, 'file'>): number =>
  size > ONE_PIECE ? PARTS_AT_ONCE * partLength(size) : size;

const partLength = (size: number): number => Math.max(PART, Math.ceil(size / MOST_PARTS));

async function inParts(target: Target, upload: Upload, check: () => void): Promise<string> {
  const { s3 } = target;
  const begun = await s3.createMultipartUpload({
    ...fields(target, upload),
    ...toObjectHeaders(upload.headers),
    ChecksumAlgorithm: 'SHA256',
  });
  const parts = { ...fields(target, upload), UploadId: begun.UploadId };
  try {
    const Parts = await uploadParts(target, parts, { upload, check });
    const { ETag } = await s3.completeMultipartUpload({
      ...parts,
      ...condition(upload),
      MultipartUpload: { Parts },
    });
    return withoutQuotes(ETag);
  } catch (error) {
    // Parts that are never completed cost as much as an object does, and no listing shows them.
    await s3.abortMultipartUpload(parts).catch(() => undefined);
    throw error;
  }
}

async function uploadParts(
  { s3, onSent }: Target,
  parts: Fields & { readonly UploadId: string | undefined },
  { upload: { file }, check }: { readonly upload: Upload; readonly check: () => void },
): Promise<CompletedPart[]> {
  const length = partLength(file.size);
  const whole = createHash('sha256');
  const completed: CompletedPart[] = [];
  const numbers = Array.from({ length: Math.ceil(file.size / length) }, (_, index) => index + 1);
  const descriptor = openSync(file.path, 'r');
  try {
    await eachInFlight(numbers, { atOnce: PARTS_AT_ONCE, check }, async (PartNumber) => {
      const Body = readPart(descriptor, { start: (PartNumber - 1) * length, length });
      // Parts are begun in order, and nothing is awaited before here.
      whole.update(Body);
      const ChecksumSHA256 = hash('sha256', Body, 'base64');
      const { ETag } = await s3.uploadPart({ ...parts, PartNumber, Body, ChecksumSHA256 });
      onSent?.(Body.length, 0);
      completed[PartNumber - 1] = { PartNumber, ETag, ChecksumSHA256 };
    });
  } finally {
    closeSync(descriptor);
  }
  if (whole.digest('hex') !== file.sha256) throw new FileChanged(file.path);
  return completed;
}

function readPart(
  descriptor: number,
  { start, length }: { readonly start: number; readonly length: number },
): Buffer {
  const part = Buffer.allocUnsafeSlow(length);
  return part.subarray(0, readSync(descriptor, part, 0, length, start));
}

/** The check that S3 makes for a file in one piece: of a file in parts it only knows the parts. */
class FileChanged extends Error {
  override readonly name = 'FileChanged';

  constructor(file: string) {
    super(`${file} changed while it was uploaded`);
  }
}

/** ETag of the object that stands there, if it is what we wanted to write. */
async function ourObject(target: Target, upload: Upload, safe: Safety): Promise<string | undefined> {
  let found;
  try {
    found = await target.s3.headObject({ ...fields(target, upload), ChecksumMode: 'ENABLED' });
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw siteFailure(error, {
      site: target,
      doing: `reading ${upload.file.key} of`,
      safe,
      actions: ['s3:GetObject'],
    });
  }
  const etag = withoutQuotes(found.ETag);
  const same = etag === upload.file.md5 || found.ChecksumSHA256 === base64(upload.file.sha256);
  return same && sameHeaders(fromObjectHeaders(found), upload.headers) ? etag : undefined;
}

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

/** S3 writes an ETag with quotes; the record and this code don't. */
export const withoutQuotes = (etag: string | undefined): string => (etag ?? '').replaceAll('"', '');
