import { hash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { classify } from '../proxy/classify.ts';
import { Bucket, type ChangeListener, type StoredObject } from './buckets.ts';
import { LocalCloudFront, type AcceptedInvalidation } from './cloudfront.ts';
import type { Fault, RequestHook, ServedRequest } from './faults.ts';
import { answerS3, type Answer, type S3Call, type S3World } from './operations.ts';
import { errorBody, S3Error } from './s3-error.ts';

/** How a local S3 behaves. */
export interface LocalS3Options {
  readonly buckets?: readonly string[];
  /** Milliseconds before each answer: the round trip to S3. Default 0. */
  readonly latency?: number;
  /** The owner that `x-amz-expected-bucket-owner` must name. Default 123456789012. */
  readonly account?: string;
  /** Default us-east-1. */
  readonly region?: string;
  /** Whether the content of an object is kept, or only its head and digests. Default: every content is. */
  readonly keepsBody?: (bucket: string, key: string) => boolean;
  /** Milliseconds an invalidation stays InProgress. Default 0. */
  readonly invalidationTime?: number;
  /** Milliseconds since the epoch. Default: the system's. */
  readonly now?: () => number;
}

/** A stand-in for S3's objects and CloudFront's invalidations, in this process. */
export interface LocalS3 {
  /** `http://127.0.0.1:41235`; `<bucket>.localhost` as Host is understood as well. */
  readonly endpoint: string;
  readonly account: string;
  readonly region: string;
  /** What a process needs to talk to it and to nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every request that arrived, in order, since the last `forget`. */
  readonly requests: readonly ServedRequest[];
  /** Every invalidation that was accepted, in order. */
  readonly invalidations: readonly AcceptedInvalidation[];
  /** How many requests of each operation arrived since the last `forget`. */
  counts(): Readonly<Record<string, number>>;
  createBucket(name: string): void;
  /** Forgets a bucket with everything in it, without telling of it as changes. */
  removeBucket(name: string): void;
  /** The objects of a bucket by key, as they are at any time. */
  objects(bucket: string): ReadonlyMap<string, StoredObject>;
  /** Puts an object there as somebody else would. */
  seed(
    bucket: string,
    key: string,
    content: string | Buffer,
    headers?: Readonly<Record<string, string>>,
  ): void;
  /** Deletes an object as somebody else would. */
  remove(bucket: string, key: string): void;
  /** Calls back after every single change. Returns a function that ends it. */
  onChange(listener: ChangeListener): () => void;
  /** Calls back when an invalidation is accepted. */
  onInvalidation(listener: (invalidation: AcceptedInvalidation) => void): () => void;
  /**
   * Calls back for every request that has arrived whole, before it does anything; what it resolves to is done to the
   * request. The first hook with a fault decides. What arrived whole has its effect even if its client is gone by then:
   * a hook that kills the client and means the request never to have happened answers `reset`.
   */
  onRequest(hook: RequestHook): () => void;
  /** Forgets the requests, not the objects. */
  forget(): void;
  /** Resolves once every request that arrived has had its effect, or none: to be awaited after killing a client. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

type MutableRequest = { -readonly [Name in keyof ServedRequest]: ServedRequest[Name] };

/** Starts a local S3 on a free port. */
export async function startLocalS3(options: LocalS3Options = {}): Promise<LocalS3> {
  const { latency = 0, account = '123456789012', region = 'us-east-1', now = Date.now } = options;
  const changeListeners = new Set<ChangeListener>();
  const invalidationListeners = new Set<(invalidation: AcceptedInvalidation) => void>();
  const hooks = new Set<RequestHook>();
  let requests: MutableRequest[] = [];
  const pending = new Set<Promise<void>>();

  const world: S3World = {
    buckets: new Map(),
    uploads: new Map(),
    region,
    now,
    keepsBody: options.keepsBody ?? (() => true),
    createBucket: (name) => {
      const changed: ChangeListener = (change, objects) => {
        for (const listener of changeListeners) listener(change, objects);
      };
      world.buckets.set(name, new Bucket(name, changed));
    },
  };
  for (const name of options.buckets ?? []) world.createBucket(name);
  const cloudfront = new LocalCloudFront({
    now,
    invalidationTime: options.invalidationTime ?? 0,
    accepted: (invalidation) => {
      for (const listener of invalidationListeners) listener(invalidation);
    },
  });

  const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const served = serve(request, response)
      .catch((error: unknown) => {
        // A listener or a hook that throws is a test's own mistake: it must not look like S3's.
        process.stderr.write(`local S3: ${String((error as Error).stack ?? error)}\n`);
        response.destroy();
      })
      .finally(() => pending.delete(served));
    pending.add(served);
  });

  async function serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return; // The client went away before all of it was sent: S3 never saw a request.
    }
    const body = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    const { url, isCloudFront, ...named } = nameRequest(request, body);
    const record: MutableRequest = { index: requests.length + 1, ...named, status: 0 };
    requests.push(record);

    let fault: Fault | undefined;
    for (const hook of hooks) fault ??= (await hook(record)) ?? undefined;
    if (latency > 0) await wait(latency);
    if (fault?.kind === 'delay') await wait(fault.milliseconds);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset') return void request.socket.resetAndDestroy();
    if (fault?.kind === 'answer') {
      const { status, code = status === 503 ? 'SlowDown' : 'InternalError' } = fault;
      return send(record, response, { status, body: errorBody({ code, message: code }) });
    }
    const answer = attempt(record, () => {
      if (isCloudFront) return cloudfront.answer(named.method, url.pathname, body.toString());
      const call: S3Call = { ...named, query: url.searchParams, headers: request.headers, body };
      if (call.bucket !== '') checkOwner(call);
      return answerS3(world, named.operation, call);
    });
    if (fault?.kind === 'lose-reply') return void request.socket.resetAndDestroy();
    send(record, response, answer);
  }

  function checkOwner({ headers }: S3Call): void {
    for (const name of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']) {
      if (headers[name] !== undefined && headers[name] !== account)
        throw new S3Error(403, 'AccessDenied', 'Access Denied');
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const bucket = (name: string): Bucket => {
    const found = world.buckets.get(name);
    if (found === undefined) throw new Error(`The local S3 has no bucket ${name}.`);
    return found;
  };
  const listen = <T>(listeners: Set<T>, listener: T): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    endpoint,
    account,
    region,
    environment: environmentFor(endpoint, region),
    invalidations: cloudfront.invalidations,
    get requests() {
      return requests;
    },
    counts: () => countOf(requests),
    createBucket: (name) => world.createBucket(name),
    removeBucket: (name) => void world.buckets.delete(name),
    objects: (name) => bucket(name).objects,
    seed: (name, key, text, headers = {}) => {
      const content = Buffer.from(text);
      const etag = hash('md5', content, 'hex');
      bucket(name).put(key, {
        content,
        size: content.length,
        etag,
        headers,
        checksums: {},
        lastModified: now(),
      });
    },
    remove: (name, key) => bucket(name).delete(key),
    onChange: (listener) => listen(changeListeners, listener),
    onInvalidation: (listener) => listen(invalidationListeners, listener),
    onRequest: (hook) => listen(hooks, hook),
    forget: () => void (requests = []),
    settled: async () => {
      while (pending.size > 0) await Promise.all(pending);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Named extends Pick<ServedRequest, 'operation' | 'method' | 'bucket' | 'key' | 'changes'> {
  readonly url: URL;
  readonly isCloudFront: boolean;
}

/** What a request asks for, whichever way the bucket is named in it. */
function nameRequest({ method = 'GET', url = '/', headers }: http.IncomingMessage, body: Buffer): Named {
  const isCloudFront = url.startsWith('/2020-05-31/');
  // `bucket.localhost:4566` and `bucket.s3.eu-west-1.amazonaws.com`; a literal address never has a bucket before it.
  const host = /^(.+)\.(?:localhost|s3[.-][a-z0-9.-]+)(?::\d+)?$/.exec(headers.host ?? '')?.[1];
  const byPath = host === undefined || isCloudFront ? url : `/${host}${url}`;
  const start = isCloudFront ? '' : body.toString('latin1', 0, 64);
  const { operation, changes } = classify({ method, url: byPath, headers, body: start });
  const parsed = new URL(byPath, 'http://local');
  if (isCloudFront) return { url: parsed, isCloudFront, operation, method, bucket: '', key: '', changes };
  const [path = ''] = byPath.split('?');
  const slash = path.indexOf('/', 1);
  const bucket = decodeURIComponent(slash < 0 ? path.slice(1) : path.slice(1, slash));
  const key = slash < 0 ? '' : decodeURIComponent(path.slice(slash + 1));
  return { url: parsed, isCloudFront, operation, method, bucket, key, changes };
}

function attempt({ method }: ServedRequest, work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return { status: error.status, ...(method === 'HEAD' ? {} : { body: errorBody(error) }) };
  }
}

function send(
  record: MutableRequest,
  response: http.ServerResponse,
  { status, headers, body }: Answer,
): void {
  record.status = status;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const type = typeof body === 'string' ? { 'content-type': 'application/xml' } : {};
  response.writeHead(status, { 'x-amz-request-id': 'local', ...type, ...headers, ...length });
  response.end(record.method === 'HEAD' ? undefined : body);
}

function countOf(requests: readonly ServedRequest[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of requests) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

const environmentFor = (endpoint: string, region: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: os.devNull,
  AWS_SHARED_CREDENTIALS_FILE: os.devNull,
});
