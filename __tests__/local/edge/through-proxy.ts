import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { Socket } from 'node:net';
import tls from 'node:tls';

import type { Edge } from '../../../local/edge/edge.ts';

/** What came back through the edge. */
export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Asks for an https URL through the edge as any client with a proxy does: CONNECT, then TLS checked against its authority. */
export async function through(
  edge: Edge,
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  } = {},
): Promise<Answer> {
  const { hostname, pathname, search, port } = new URL(url);
  const proxy = new URL(edge.proxyUrl);
  const ca = await readFile(edge.caFile, 'utf8');
  const socket = await new Promise<Socket>((resolve, reject) => {
    http
      .request({
        hostname: proxy.hostname,
        port: proxy.port,
        method: 'CONNECT',
        path: `${hostname}:${port || 443}`,
      })
      .on('connect', (_, connected) => resolve(connected))
      .on('error', reject)
      .end();
  });
  // The tunnel is there already; TLS goes through it.
  const secure = tls.connect({ socket, servername: hostname, ca });
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    secure.once('error', reject);
    http
      .request(
        { method, headers, host: hostname, path: pathname + search, createConnection: () => secure },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            socket.destroy();
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString('utf8'),
            });
          });
        },
      )
      .on('error', reject)
      .end(body);
  });
}
