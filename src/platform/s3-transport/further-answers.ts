import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type {
  AbortMultipartUploadCommandOutput,
  CompleteMultipartUploadCommandOutput,
  CreateMultipartUploadCommandOutput,
  DeleteObjectsCommandOutput,
  GetObjectCommandOutput,
  ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import type { Answer, OpenAnswer } from './exchange.ts';
import { READERS } from './object-answers.ts';
import { elements, textOf } from './xml.ts';

/** Answers to the calls that are made a few times around those for each file, as the SDK gives them. */
export interface FurtherAnswers {
  readonly abortMultipartUpload: AbortMultipartUploadCommandOutput;
  readonly completeMultipartUpload: CompleteMultipartUploadCommandOutput;
  readonly createMultipartUpload: CreateMultipartUploadCommandOutput;
  readonly deleteObjects: DeleteObjectsCommandOutput;
  readonly listObjectVersions: ListObjectVersionsCommandOutput;
}

/** Reads the answer to each call, with the fields that this action reads. */
export const FURTHER_READERS: {
  readonly [Call in keyof FurtherAnswers]: (answer: Answer) => FurtherAnswers[Call];
} = {
  abortMultipartUpload: (answer) => metadata(answer),
  createMultipartUpload: (answer) => ({
    ...metadata(answer),
    ...texts(answer.body.toString(), ['UploadId']),
  }),
  completeMultipartUpload: (answer) => ({
    ...metadata(answer),
    ...texts(answer.body.toString(), ['ETag']),
  }),
  deleteObjects: (answer) => {
    const xml = answer.body.toString();
    const all = (name: string) =>
      [...elements(xml, name)].map((each) => texts(each, ['Key', 'VersionId', 'Code', 'Message']));
    const [deleted, errors] = [all('Deleted'), all('Error')];
    return {
      ...metadata(answer),
      ...(deleted.length === 0 ? {} : { Deleted: deleted }),
      ...(errors.length === 0 ? {} : { Errors: errors }),
    };
  },
  listObjectVersions: (answer) => {
    const xml = answer.body.toString();
    const [versions, markers] = ['Version', 'DeleteMarker'].map((name) =>
      [...elements(xml, name)].map(version),
    );
    return {
      ...metadata(answer),
      ...texts(xml.replace(ENTRIES, ''), ['NextKeyMarker', 'NextVersionIdMarker']),
      IsTruncated: textOf(xml.replace(ENTRIES, ''), 'IsTruncated') === 'true',
      ...(versions?.length === 0 ? {} : { Versions: versions }),
      ...(markers?.length === 0 ? {} : { DeleteMarkers: markers }),
    };
  },
};

/** What a page says of objects; the rest of it speaks of the page. */
const ENTRIES = /<(Version|DeleteMarker)>.*?<\/\1>/gs;

function version(xml: string) {
  const size = textOf(xml, 'Size');
  return {
    ...texts(xml, ['Key', 'VersionId', 'ETag']),
    IsLatest: textOf(xml, 'IsLatest') === 'true',
    LastModified: new Date(textOf(xml, 'LastModified') ?? Number.NaN),
    ...(size === undefined ? {} : { Size: Number(size) }),
  };
}

/** Those of the elements that are there. */
const texts = <Name extends string>(xml: string, names: readonly Name[]): { [Field in Name]?: string } =>
  Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(xml, name);
      return text === undefined ? [] : [[name, text]];
    }),
  ) as { [Field in Name]?: string };

/** The answer to a GET, its body yet to be read: once, in one of the ways that the SDK offers. */
export function openedObject({ status, headers, body }: OpenAnswer): GetObjectCommandOutput {
  const read = READERS.headObject({ status, headers, body: Buffer.alloc(0) });
  return { ...read, Body: Object.assign(body, transformations(body)) };
}

const transformations = (body: IncomingMessage) => ({
  transformToByteArray: () => bytesOf(body),
  transformToString: async (encoding?: string) =>
    (await bytesOf(body)).toString(encoding as BufferEncoding | undefined),
  transformToWebStream: () => Readable.toWeb(body) as ReadableStream,
});

async function bytesOf(body: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const metadata = ({ status }: Answer) => ({ $metadata: { httpStatusCode: status } });
