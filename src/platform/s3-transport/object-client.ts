import type { S3 } from '@aws-sdk/client-s3';
import type { ObjectsApi } from '../aws.ts';
import type { Clock } from '../platform.ts';
import { findDestination, type Destination } from './destination.ts';
import { keepAliveExchange, type Answer, type Exchange } from './exchange.ts';
import { READERS, type ObjectAnswers } from './object-answers.ts';
import { objectRequest, payloadHash, type FastCall, type ObjectRequest } from './object-requests.ts';
import { troubleOf, waitBefore, type Trouble } from './retry.ts';
import { S3Error } from './s3-error.ts';
import { encodeKey, encodeQuery, Signer } from './signature.ts';
import { WIDEST, Window } from './window.ts';
import { textOf } from './xml.ts';

/** What the client is made of; tests put their own in place. */
export interface ObjectClientParts {
  readonly clock: Clock;
  /** Of one request, with those that follow a failure. */
  readonly maxAttempts: number;
  readonly exchange?: Exchange;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

/** How a bucket is reached: where, and signed by whom. */
interface Route {
  readonly destination: Destination;
  readonly signer: Signer;
}

/**
 * S3's calls on objects, for a site of many small files. What is called for each of them is signed and sent from here,
 * with a fraction of the SDK's work for a request; everything else is the SDK's: the rare calls, and inputs, buckets and
 * endpoints that need more than a plain signature. Addresses and credentials are always those of the SDK's client.
 */
export function connectObjects(client: S3, parts: ObjectClientParts): ObjectsApi {
  const sender = new Sender(client, parts);
  const fast =
    <Call extends FastCall>(call: Call, slow: (input: never) => Promise<ObjectAnswers[Call]>) =>
    async (input: object): Promise<ObjectAnswers[Call]> => {
      const request = objectRequest(call, input);
      const route = request === undefined ? undefined : await sender.routeTo(request.bucket);
      if (request === undefined || route === undefined) return slow(input as never);
      return READERS[call](await sender.send(route, request));
    };
  return {
    abortMultipartUpload: client.abortMultipartUpload.bind(client),
    completeMultipartUpload: client.completeMultipartUpload.bind(client),
    copyObject: fast('copyObject', (input) => client.copyObject(input)),
    createMultipartUpload: client.createMultipartUpload.bind(client),
    deleteObjects: client.deleteObjects.bind(client),
    getObject: client.getObject.bind(client),
    headObject: fast('headObject', (input) => client.headObject(input)),
    listObjectsV2: fast('listObjectsV2', (input) => client.listObjectsV2(input)),
    listObjectVersions: client.listObjectVersions.bind(client),
    putObject: fast('putObject', (input) => client.putObject(input)),
    uploadPart: fast('uploadPart', (input) => client.uploadPart(input)),
  };
}

const USER_AGENT = 'revive-deploy';

/** Sends requests, each as often as it takes. */
class Sender {
  readonly #client: S3;
  readonly #clock: Clock;
  readonly #maxAttempts: number;
  readonly #exchange: Exchange;
  readonly #random: () => number;
  readonly #window = new Window();
  readonly #routes = new Map<string, Promise<Route | undefined>>();
  /** AWS's clock minus ours, in milliseconds. */
  #clockOffset = 0;

  constructor(client: S3, { clock, maxAttempts, exchange, random }: ObjectClientParts) {
    this.#client = client;
    this.#clock = clock;
    this.#maxAttempts = maxAttempts;
    this.#exchange = exchange ?? keepAliveExchange(WIDEST);
    this.#random = random ?? Math.random;
  }

  routeTo(bucket: string): Promise<Route | undefined> {
    const known = this.#routes.get(bucket);
    if (known !== undefined) return known;
    const found = findDestination(this.#client, bucket).then((destination) =>
      destination === undefined ? undefined : { destination, signer: new Signer(destination.scope) },
    );
    this.#routes.set(bucket, found);
    return found;
  }

  /**
   * @throws {S3Error} what S3 answered last; where it gave no answer, the error of the connection
   */
  async send(route: Route, request: ObjectRequest): Promise<Answer> {
    const hash = payloadHash(request);
    for (let attempt = 1; ; attempt++) {
      const tried = await this.#try(route, request, hash);
      if ('answer' in tried && isDone(tried.answer)) return tried.answer;
      const error = 'answer' in tried ? new S3Error(tried.answer, attempt) : tried.error;
      if (attempt >= this.#maxAttempts) throw error;
      if ('answer' in tried && this.#learnsTheTime(error as S3Error, tried.answer)) continue;
      if (tried.trouble === undefined) throw error;
      const retryAfter = 'answer' in tried ? tried.answer.headers['retry-after'] : undefined;
      await this.#clock.sleep(waitBefore(tried.trouble, { attempt, random: this.#random(), retryAfter }));
    }
  }

  async #try(route: Route, request: ObjectRequest, hash: string): Promise<Tried> {
    const place = await this.#window.enter();
    let trouble: Trouble | undefined;
    try {
      const credentials = await this.#client.config.credentials();
      const signed = this.#sign(route, request, { hash, credentials });
      const answer = await this.#exchange(route.destination, signed);
      trouble = isDone(answer) ? undefined : troubleOf({ status: answer.status, code: codeOf(answer) });
      return { answer, trouble };
    } catch (error) {
      trouble = troubleOf({ code: (error as NodeJS.ErrnoException).code ?? '' });
      return { error, trouble };
    } finally {
      this.#window.leave(
        place,
        trouble === undefined ? 'went-through' : trouble === 'throttled' ? trouble : 'failed',
      );
    }
  }

  #sign(
    { destination: { host, prefix }, signer }: Route,
    { method, key, query: parameters, headers, body }: ObjectRequest,
    { hash, credentials }: { hash: string; credentials: Parameters<Signer['sign']>[1] },
  ) {
    const path = `${prefix}/${key === undefined ? '' : encodeKey(key)}`;
    const query = encodeQuery(parameters);
    const length = method === 'PUT' ? { 'content-length': String(body?.length ?? 0) } : {};
    const unsigned = {
      method,
      path,
      query,
      headers: { host, ...headers, ...length, 'x-amz-content-sha256': hash, 'user-agent': USER_AGENT },
    };
    const signed = signer.sign(unsigned, credentials, this.#clock.now() + this.#clockOffset);
    return { method, target: query === '' ? path : `${path}?${query}`, headers: signed, body };
  }

  /** A runner whose clock is wrong signs for the wrong time. S3 says what time it is, and the next try signs for that. */
  #learnsTheTime({ name }: S3Error, { headers }: Answer): boolean {
    const theirs = Date.parse(headers.date ?? '');
    if (name !== 'RequestTimeTooSkewed' || Number.isNaN(theirs)) return false;
    const offset = theirs - this.#clock.now();
    // Told so with the time it gave itself, S3 is not waiting for another try.
    if (Math.abs(offset - this.#clockOffset) < SAME_TIME) return false;
    this.#clockOffset = offset;
    return true;
  }
}

/** What became of one try, and whether another helps. */
type Tried = ({ readonly answer: Answer } | { readonly error: unknown }) & {
  readonly trouble: Trouble | undefined;
};

/** Two readings of S3's clock are never further apart within a request. Milliseconds. */
const SAME_TIME = 60_000;

/** A copy that fails after it began is answered with 200 and an error. */
const isDone = ({ status, body }: Answer): boolean =>
  status >= 200 && status < 300 && !(body.length > 0 && body.includes('<Error>'));

const codeOf = ({ body }: Answer): string => textOf(body.toString(), 'Code') ?? '';
