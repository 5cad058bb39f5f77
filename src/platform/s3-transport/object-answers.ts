import type {
  CopyObjectCommandOutput,
  HeadObjectCommandOutput,
  ListObjectsV2CommandOutput,
  PutObjectCommandOutput,
  UploadPartCommandOutput,
} from '@aws-sdk/client-s3';
import type { Answer } from './exchange.ts';
import { elements, etagOf, textOf } from './xml.ts';

/** Answers as the SDK gives them, with the fields that this action reads. */
export interface ObjectAnswers {
  readonly copyObject: CopyObjectCommandOutput;
  readonly headObject: HeadObjectCommandOutput;
  readonly listObjectsV2: ListObjectsV2CommandOutput;
  readonly putObject: PutObjectCommandOutput;
  readonly uploadPart: UploadPartCommandOutput;
}

/** What an object is served with and recognised by, in the answer to a HEAD. */
const OBJECT_HEADERS: readonly (readonly [field: keyof HeadObjectCommandOutput, header: string])[] = [
  ['CacheControl', 'cache-control'],
  ['ChecksumSHA256', 'x-amz-checksum-sha256'],
  ['ContentDisposition', 'content-disposition'],
  ['ContentEncoding', 'content-encoding'],
  ['ContentLanguage', 'content-language'],
  ['ContentType', 'content-type'],
  ['ETag', 'etag'],
  ['VersionId', 'x-amz-version-id'],
];

/** Reads the answer to each call. */
export const READERS: { readonly [Call in keyof ObjectAnswers]: (answer: Answer) => ObjectAnswers[Call] } = {
  putObject: (answer) => ({ ...metadata(answer), ...etag(header(answer, 'etag')) }),
  uploadPart: (answer) => ({ ...metadata(answer), ...etag(header(answer, 'etag')) }),
  copyObject: (answer) => ({
    ...metadata(answer),
    CopyObjectResult: etag(textOf(answer.body.toString(), 'ETag')),
  }),
  headObject: (answer) => {
    const lastModified = header(answer, 'last-modified');
    return {
      ...metadata(answer),
      ...Object.fromEntries(
        OBJECT_HEADERS.flatMap(([field, name]) => {
          const value = header(answer, name);
          return value === undefined ? [] : [[field, value]];
        }),
      ),
      ContentLength: Number(header(answer, 'content-length')),
      ...(lastModified === undefined ? {} : { LastModified: new Date(lastModified) }),
    };
  },
  listObjectsV2: (answer) => {
    const xml = answer.body.toString();
    // What precedes the objects or follows them speaks of the page.
    const page =
      xml.slice(0, at(xml.indexOf('<Contents>'), xml)) + xml.slice(xml.lastIndexOf('</Contents>') + 1);
    return {
      ...metadata(answer),
      IsTruncated: textOf(page, 'IsTruncated') === 'true',
      NextContinuationToken: textOf(page, 'NextContinuationToken'),
      Contents: [...elements(xml, 'Contents')].map((object) => ({
        Key: detached(textOf(object, 'Key') ?? ''),
        ETag: etagOf(object),
        Size: Number(textOf(object, 'Size')),
        LastModified: new Date(textOf(object, 'LastModified') ?? Number.NaN),
      })),
    };
  },
};

const at = (index: number, text: string): number => (index === -1 ? text.length : index);

const header = ({ headers }: Answer, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};

const metadata = ({ status }: Answer) => ({ $metadata: { httpStatusCode: status } });

const etag = (value: string | undefined): { ETag?: string } => (value === undefined ? {} : { ETag: value });

/** A copy of its own: a part of a string keeps the whole of it in memory, here a page of a listing for each key. */
const detached = (text: string): string => Buffer.from(text).toString();
