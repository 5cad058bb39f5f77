import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server saw it. */
export interface Seen {
  readonly method: string | undefined;
  readonly path: string;
  readonly query: readonly string[];
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What the server does with its nth request, from 1: answers, never answers, hangs up, or breaks off an answer. */
export type Behaviour = (nth: number) => Reply | 'silence' | 'hang up' | 'cut' | 'stall';

/** A server that does as it is told, for what is sent to it through the SDK and through ours. */
export class ComparingServer {
  readonly #seen: Seen[] = [];
  #behave: Behaviour = () => ({});
  readonly #server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [path = '', query = ''] = (request.url ?? '').split('?');
      const { method, headers } = request;
      const body = Buffer.concat(chunks).toString();
      this.#seen.push({ method, path, query: query.split('&').sort(), headers, body });
      const reply = this.#behave(this.#seen.length);
      if (reply === 'silence') return;
      if (reply === 'hang up') return void request.socket.destroy();
      if (reply === 'cut' || reply === 'stall') {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('half', () => reply === 'cut' && request.socket.destroy());
        return;
      }
      response.writeHead(reply.status ?? 200, reply.headers);
      response.end(method === 'HEAD' ? undefined : reply.body);
    });
  });

  /** Its address, once it listens. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close().closeAllConnections();
  }

  /** What a call comes to, and the requests it made. */
  async outcomeOf(
    behaviour: Behaviour,
    call: () => Promise<object>,
  ): Promise<{
    readonly end: PromiseSettledResult<Record<string, unknown>>;
    readonly requests: readonly Seen[];
  }> {
    this.#seen.length = 0;
    this.#behave = behaviour;
    const [end] = await Promise.allSettled([call()]);
    return { end: end as PromiseSettledResult<Record<string, unknown>>, requests: [...this.#seen] };
  }
}

/** Headers that say who asks, from where and when; how often; and what the SDK adds for a body it could not hash. */
const OWN =
  /^(?:authorization|amz-sdk-.*|user-agent|x-amz-(?:date|user-agent)|connection|accept|content-length)$/;

/** What of a request is to be the same, whoever made it. */
export const comparable = ({ method, path, query, headers, body }: Seen) => ({
  method,
  path,
  query,
  body,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN.test(name))),
});

/** The value of a call that succeeded. */
export function valueOf(end: PromiseSettledResult<Record<string, unknown>>): Record<string, unknown> {
  if (end.status === 'rejected') throw end.reason;
  return end.value;
}

/** What code above tells errors apart by. */
export function errorOf(end: PromiseSettledResult<object>) {
  if (end.status === 'fulfilled') throw new Error('it succeeded');
  const { name, message, $metadata } = end.reason as Error & {
    readonly $metadata: { readonly httpStatusCode: number };
  };
  return { name, message, status: $metadata.httpStatusCode };
}
