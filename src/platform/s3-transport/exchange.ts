import http from 'node:http';
import https from 'node:https';
import type { Destination } from './destination.ts';

/** An answer, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<http.IncomingHttpHeaders>;
  readonly body: Buffer;
}

/** An answer whose body is yet to come; it keeps its connection until it was read. */
export interface OpenAnswer {
  readonly status: number;
  readonly headers: Readonly<http.IncomingHttpHeaders>;
  readonly body: http.IncomingMessage;
}

/** A signed request. */
export interface Signed {
  readonly method: string;
  /** Path and query as they are sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** Sends one request, until its answer begins. Rejects where none does; the error has Node's `code`. */
export type Exchange = (destination: Destination, request: Signed) => Promise<OpenAnswer>;

/** Reads an answer to its end. Rejects where it is cut: Node reports that as ECONNRESET, and never as an end. */
export function whole({ status, headers, body }: OpenAnswer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    body.on('data', (chunk: Buffer) => chunks.push(chunk));
    body.once('error', reject);
    body.once('end', () => {
      const [first = NOTHING, ...more] = chunks;
      resolve({ status, headers, body: more.length === 0 ? first : Buffer.concat(chunks) });
    });
  });
}

/** How long the connection and each part of an answer may take. Milliseconds. */
export interface Patience {
  readonly connect: number;
  /** Nothing sent and nothing received for so long. */
  readonly idle: number;
}

const PATIENCE: Patience = { connect: 10_000, idle: 120_000 };

/** Exchanges over connections that are kept: as many as there are requests in flight. */
export function keepAliveExchange(connections: number, patience = PATIENCE): Exchange {
  const options: http.AgentOptions = {
    keepAlive: true,
    maxSockets: connections,
    maxFreeSockets: connections,
    timeout: patience.idle,
  };
  const agents = new Map<Destination['protocol'], http.Agent>();
  const agentFor = (protocol: Destination['protocol']): http.Agent => {
    const agent =
      agents.get(protocol) ?? (protocol === 'https:' ? new https.Agent(options) : new http.Agent(options));
    agents.set(protocol, agent);
    return agent;
  };
  return ({ protocol, hostname, port }, { method, target, headers, body }) =>
    new Promise((resolve, reject) => {
      const request = (protocol === 'https:' ? https : http).request({
        agent: agentFor(protocol),
        host: hostname,
        port,
        method,
        path: target,
        // As a list Node writes them as they are, without looking at each: a fifth of a request's cost.
        headers: asList(headers),
      });
      const giveUp = (after: number): void => {
        request.destroy(new NoAnswer(`${method} ${hostname}`, after));
      };
      request.once('socket', (socket) => {
        if (!socket.connecting) return;
        const timer = setTimeout(() => giveUp(patience.connect), patience.connect);
        const ended = (): void => clearTimeout(timer);
        socket.once('connect', ended).once('close', ended);
      });
      request.once('timeout', () => giveUp(patience.idle));
      request.on('error', reject);
      request.once('response', (response) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response });
      });
      request.end(body);
    });
}

function asList(headers: Readonly<Record<string, string>>): string[] {
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] ?? '');
  return list;
}

const NOTHING = Buffer.alloc(0);

/** Nothing came for too long: as the SDK names it, with the code that Node gives a connection that timed out. */
export class NoAnswer extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ETIMEDOUT';

  constructor(doing: string, milliseconds: number) {
    super(`${doing}: no answer within ${milliseconds / 1000} s`);
  }
}
