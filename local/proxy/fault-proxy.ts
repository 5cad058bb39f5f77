import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { classify, type AwsCall } from './classify.ts';

/** What a rule does to a call it matches. */
export type FaultAction =
  /** Answers itself; the call never reaches AWS. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Resets the connection before the call reaches AWS. */
  | { readonly kind: 'reset' }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Forwards after so many milliseconds. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Forwards, waits for the answer, and drops it: the change is made and nobody is told. */
  | { readonly kind: 'lose-reply' }
  /**
   * Calls back before forwarding, e.g. to kill a process at exactly this call, or to hold it until released. A call whose
   * client is gone by then is not forwarded.
   */
  | { readonly kind: 'before'; readonly run: FaultHook }
  /** Calls back after AWS has answered and before the answer is handed on. */
  | { readonly kind: 'after'; readonly run: FaultHook };

/** Resolves to `drop` where the connection is to be cut instead of going on. */
export type FaultHook = (call: AwsCall) => void | 'drop' | Promise<void | 'drop'>;

/** Which calls are meant; every field given must match. */
export interface CallPattern {
  readonly service?: string;
  /** Name of the operation, or a pattern for it. */
  readonly operation?: string | RegExp;
  readonly method?: string;
  /** Tested on path and query. */
  readonly path?: RegExp;
  readonly body?: RegExp;
  /** Only calls that can change anything in AWS, or only those that can't. */
  readonly changes?: boolean;
}

/** What is done to which calls. */
export interface FaultRule extends CallPattern {
  /** From the Nth matching call on, counted from 1. Default 1. */
  readonly from?: number;
  /** How many matching calls it is for. Default: every one. */
  readonly times?: number;
  /** Or what chooses one for each call, e.g. by chance; undefined leaves the call to the rules after it. */
  readonly action: FaultAction | ((call: AwsCall, body: string) => FaultAction | undefined);
}

/** A recorded call with how it was answered. */
export interface RecordedCall extends AwsCall {
  /** HTTP status handed to the client; 0 while open, or where the client got none. */
  readonly status: number;
  /** Whether it was forwarded to AWS, however it was answered then. */
  readonly reached: boolean;
}

/** A reverse proxy before an AWS endpoint that counts calls and injects faults. */
export interface FaultProxy {
  /** What AWS_ENDPOINT_URL is set to in its stead. */
  readonly endpoint: string;
  /** Every call so far, in order of arrival. */
  readonly calls: readonly RecordedCall[];
  /** Adds a rule; the first one that matches decides. Returns a function that takes it away again. */
  inject(rule: FaultRule): () => void;
  /**
   * Calls back whenever AWS has answered such a call, and holds the answer back meanwhile. Beside the rules: it sees also
   * what a rule strikes.
   */
  watch(watcher: CallPattern & { readonly run: (call: AwsCall) => Promise<void> }): void;
  /** The calls that can have changed something: those that change and reached AWS. */
  changing(): readonly RecordedCall[];
  /** Forgets calls, rules and watchers. */
  clear(): void;
  stop(): Promise<void>;
}

interface ActiveRule {
  readonly rule: FaultRule;
  seen: number;
}

type MutableCall = { -readonly [Key in keyof RecordedCall]: RecordedCall[Key] };

/** Starts a proxy on a free port before `target`, e.g. `http://127.0.0.1:4566`. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const agent = new http.Agent({ keepAlive: true });
  let rules: ActiveRule[] = [];
  let watchers: Parameters<FaultProxy['watch']>[0][] = [];
  let calls: MutableCall[] = [];
  const server = http.createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    // Only the start of a body can be matched on: an upload of gigabytes passes through.
    const body = await readHead(request);
    const facts = {
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: request.headers,
      body: body.toString('latin1'),
    };
    const call: MutableCall = { ...classify(facts), status: 0, reached: false };
    calls.push(call);
    const action = actionFor(call, facts.body);
    if (action?.kind === 'reset') return void request.socket.resetAndDestroy();
    if (action?.kind === 'hang') return;
    if (action?.kind === 'answer') {
      request.resume();
      call.status = action.status;
      response.writeHead(action.status, { 'content-type': 'application/xml', ...action.headers });
      return void response.end(request.method === 'HEAD' ? undefined : (action.body ?? ''));
    }
    if (action?.kind === 'delay') await wait(action.milliseconds);
    if (action?.kind === 'before') {
      const drop = (await action.run(call)) === 'drop';
      if (drop || response.destroyed) return void response.destroy();
    }
    call.reached = true;
    const answer = await forward(request, body);
    for (const watcher of watchers) if (matches(watcher, call, facts.body)) await watcher.run(call);
    if (action?.kind === 'lose-reply') {
      answer.resume();
      return void answer.once('end', () => request.socket.resetAndDestroy());
    }
    if (action?.kind === 'after' && (await action.run(call)) === 'drop') {
      answer.resume();
      return void response.destroy();
    }
    call.status = answer.statusCode ?? 502;
    response.writeHead(call.status, withoutHopByHop(answer.headers));
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  }

  function actionFor(call: AwsCall, body: string): FaultAction | undefined {
    for (const active of rules) {
      if (!matches(active.rule, call, body)) continue;
      active.seen += 1;
      const from = active.rule.from ?? 1;
      if (active.seen < from || active.seen >= from + (active.rule.times ?? Infinity)) continue;
      const { action } = active.rule;
      const chosen = typeof action === 'function' ? action(call, body) : action;
      if (chosen !== undefined) return chosen;
    }
    return undefined;
  }

  function forward(request: http.IncomingMessage, head: Buffer): Promise<http.IncomingMessage> {
    const { hostname, port } = new URL(target);
    return new Promise((resolve, reject) => {
      const outgoing = http.request(
        {
          agent,
          hostname,
          port,
          method: request.method,
          path: request.url,
          headers: withoutHopByHop(request.headers),
        },
        resolve,
      );
      outgoing.on('error', reject);
      // Writing nothing to a GET would give it a chunked body.
      if (head.length > 0) outgoing.write(head);
      request.pipe(outgoing);
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get calls() {
      return calls;
    },
    inject(rule) {
      const active = { rule, seen: 0 };
      rules.push(active);
      return () => void (rules = rules.filter((each) => each !== active));
    },
    watch: (watcher) => void watchers.push(watcher),
    changing: () => calls.filter((call) => call.changes && call.reached),
    clear() {
      rules = [];
      watchers = [];
      calls = [];
    },
    async stop() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const headSize = 65_536;

/** Reads a body's first 64 KiB, or all of a smaller one, and leaves the rest in the stream. */
function readHead(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const done = (): void => {
      request.off('readable', take).off('end', done).off('error', reject);
      resolve(Buffer.concat(chunks));
    };
    const take = (): void => {
      for (let chunk: Buffer | null; size < headSize && (chunk = request.read() as Buffer | null) !== null;) {
        chunks.push(chunk);
        size += chunk.length;
      }
      if (size >= headSize) done();
    };
    request.on('readable', take).once('end', done).once('error', reject);
  });
}

function matches(rule: CallPattern, call: AwsCall, body: string): boolean {
  const operation =
    rule.operation === undefined ||
    (typeof rule.operation === 'string'
      ? rule.operation === call.operation
      : rule.operation.test(call.operation));
  return (
    operation &&
    (rule.service === undefined || rule.service === call.service) &&
    (rule.method === undefined || rule.method === call.method) &&
    (rule.changes === undefined || rule.changes === call.changes) &&
    (rule.path === undefined || rule.path.test(call.path)) &&
    (rule.body === undefined || rule.body.test(body))
  );
}

const hopByHop = new Set(['connection', 'keep-alive', 'expect']);

function withoutHopByHop(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));
}
