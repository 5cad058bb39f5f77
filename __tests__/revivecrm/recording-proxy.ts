import { type IncomingMessage, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call to DynamoDB or Secrets Manager, as the client named it. */
export interface RecordedCall {
  /** `DynamoDB_20120810.Query` */
  readonly target: string;
  readonly body: { readonly TableName?: string };
}

/** Stands between an SDK and the local AWS and remembers what was asked. */
export interface RecordingProxy {
  readonly endpoint: string;
  /** The calls since the last time it was asked. */
  take(): readonly RecordedCall[];
  stop(): Promise<void>;
}

export async function startRecordingProxy(upstream: string): Promise<RecordingProxy> {
  let calls: RecordedCall[] = [];
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      const target = incoming.headers['x-amz-target'];
      if (typeof target === 'string') {
        calls.push({ target, body: JSON.parse(body.toString('utf8')) as RecordedCall['body'] });
      }
      const forwarded = request(
        new URL(incoming.url ?? '/', upstream),
        { method: incoming.method, headers: incoming.headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      forwarded.on('error', () => outgoing.destroy());
      forwarded.end(body);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
