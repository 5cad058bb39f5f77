import type { S3 } from '@aws-sdk/client-s3';
import type { ObjectsApi } from '../aws.ts';
import type { Credentials } from '../plain/credentials.ts';
import { findDestination, type Destination } from './destination.ts';
import { FURTHER_READERS, openedObject, type FurtherAnswers } from './further-answers.ts';
import { READERS, type ObjectAnswers } from './object-answers.ts';
import { objectRequest, payloadHash, type ObjectCall, type ObjectRequest } from './object-requests.ts';
import { Sender, type Outgoing, type Route, type SenderParts } from './sender.ts';
import { encodeKey, encodeQuery, Signer } from './signature.ts';

/** How S3 is reached. */
export interface Reach {
  /** The SDK's client, loaded when first asked for. */
  readonly sdk: () => Promise<S3>;
  /** Where nothing unusual is configured: what the SDK would come to, known without it. */
  readonly plain?:
    | {
        readonly credentials: Credentials;
        /** Undefined: only the SDK knows. */
        readonly destinationOf: (bucket: string) => Destination | undefined;
      }
    | undefined;
}

type Answers = ObjectAnswers & FurtherAnswers;

const ALL_READERS = { ...READERS, ...FURTHER_READERS };

/**
 * S3's calls on objects, for a site of many small files: signed and sent from here, with a fraction of the SDK's work for
 * a request, and without loading it where the bucket is reached in a plain way. Inputs, buckets and endpoints that need
 * more are the SDK's, and so are the address and the credentials then.
 */
export function connectObjects(reach: Reach, parts: SenderParts): ObjectsApi {
  const sender = new Sender(parts);
  const routes = new Map<string, Promise<Route | undefined>>();
  const routeTo = (bucket: string): Promise<Route | undefined> => {
    const route = routes.get(bucket) ?? findRoute(reach, bucket);
    routes.set(bucket, route);
    return route;
  };
  /** The call as it is sent; undefined where the SDK has to make it. */
  const prepare = async (call: ObjectCall, input: object) => {
    const request = objectRequest(call, input);
    const route = request === undefined ? undefined : await routeTo(request.bucket);
    return request === undefined || route === undefined
      ? undefined
      : ([route, outgoing(route.destination, request)] as const);
  };
  const by =
    <Call extends keyof Answers>(call: Call, slow: (client: S3, input: never) => Promise<Answers[Call]>) =>
    async (input: object): Promise<Answers[Call]> => {
      const prepared = await prepare(call, input);
      if (prepared === undefined) return slow(await reach.sdk(), input as never);
      return ALL_READERS[call](await sender.send(...prepared)) as Answers[Call];
    };
  return {
    abortMultipartUpload: by('abortMultipartUpload', (client, input) => client.abortMultipartUpload(input)),
    completeMultipartUpload: by('completeMultipartUpload', (client, input) =>
      client.completeMultipartUpload(input),
    ),
    copyObject: by('copyObject', (client, input) => client.copyObject(input)),
    createMultipartUpload: by('createMultipartUpload', (client, input) =>
      client.createMultipartUpload(input),
    ),
    deleteObjects: by('deleteObjects', (client, input) => client.deleteObjects(input)),
    getObject: async (input: object) => {
      const prepared = await prepare('getObject', input);
      if (prepared === undefined) return (await reach.sdk()).getObject(input as never);
      return openedObject(await sender.open(...prepared));
    },
    headObject: by('headObject', (client, input) => client.headObject(input)),
    listObjectsV2: by('listObjectsV2', (client, input) => client.listObjectsV2(input)),
    listObjectVersions: by('listObjectVersions', (client, input) => client.listObjectVersions(input)),
    putObject: by('putObject', (client, input) => client.putObject(input)),
    uploadPart: by('uploadPart', (client, input) => client.uploadPart(input)),
  };
}

async function findRoute({ sdk, plain }: Reach, bucket: string): Promise<Route | undefined> {
  const known = plain?.destinationOf(bucket);
  if (plain !== undefined && known !== undefined)
    return { destination: known, signer: new Signer(known.scope), credentials: plain.credentials };
  const client = await sdk();
  const destination = await findDestination(client, bucket);
  if (destination === undefined) return undefined;
  return {
    destination,
    signer: new Signer(destination.scope),
    credentials: () => client.config.credentials(),
  };
}

function outgoing({ prefix }: Destination, request: ObjectRequest): Outgoing {
  const { method, key, query, headers, body } = request;
  const path = `${prefix}/${key === undefined ? '' : encodeKey(key)}`;
  return { method, path, query: encodeQuery(query), headers, body, hash: payloadHash(request) };
}
