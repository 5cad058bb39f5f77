import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';

import { createFunctions, type Functions } from '../aws/functions.ts';
import type { LocalAws } from '../aws/local-aws.ts';
import { createApis } from './api.ts';
import { makeCertificates } from './certificates.ts';
import { createSites, type EdgeRequest } from './site.ts';
import type { EdgeResponse } from './cache.ts';

/** A running edge: a forward proxy that answers for the local AWS's own https names. */
export interface Edge {
  /** `http://127.0.0.1:43125`. */
  readonly proxyUrl: string;
  /** Our authority alone, PEM. */
  readonly caFile: string;
  /** Hash of its certificate's key, for a browser. */
  readonly keyHash: string;
  /** What a process needs to reach sites and APIs by their URLs. */
  readonly environment: Readonly<Record<string, string>>;
  /** The functions, for what invokes them otherwise than through an API, such as a schedule. */
  readonly functions: Pick<Functions, 'invoke'>;
  stop(): Promise<void>;
}

/** How an edge is started. */
export interface EdgeOptions {
  /** Clock of the cache, in milliseconds; for tests. */
  readonly now?: () => number;
}

/**
 * Starts the edge of a local AWS. `<id>.cloudfront.net` is answered out of the site bucket, with a cache that
 * invalidations empty; `<api id>.execute-api.<region>.amazonaws.com` by the functions of the API, really run;
 * every other name is tunnelled to where it leads.
 */
export async function startEdge(aws: LocalAws, options: EdgeOptions = {}): Promise<Edge> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'revive-edge-'));
  const { key, certificate, keyHash, authorityFile, bundleFile } = await makeCertificates(directory, [
    '*.cloudfront.net',
    `*.execute-api.${aws.region}.amazonaws.com`,
  ]);
  const functions = createFunctions(aws, path.join(directory, 'functions'));
  const sites = createSites(aws, options.now);
  const apis = createApis(aws, functions);

  const answer = (request: EdgeRequest): Promise<EdgeResponse> =>
    isApi(request.host) ? apis.answer(request) : sites.answer(request);
  const inside = https.createServer({ key, cert: certificate }, (request, response) => {
    void respond(request, response, answer);
  });
  const proxy = http.createServer((request, response) => forwardPlain(request, response));
  const open = new Set<Duplex>();
  proxy.on('connection', (socket: Duplex) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  proxy.on('connect', (request: http.IncomingMessage, socket: Duplex, head: Buffer) => {
    const { hostname, port } = new URL(`tunnel://${request.url}`);
    socket.on('error', () => socket.destroy());
    if (isOurs(hostname)) {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) socket.unshift(head);
      inside.emit('connection', socket);
    } else {
      tunnel(socket, head, { hostname, port: Number(port || 443) });
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    proxyUrl,
    caFile: authorityFile,
    keyHash,
    environment: {
      HTTPS_PROXY: proxyUrl,
      https_proxy: proxyUrl,
      NO_PROXY: '127.0.0.1,localhost',
      no_proxy: '127.0.0.1,localhost',
      NODE_EXTRA_CA_CERTS: bundleFile,
    },
    functions,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
      sites.stop();
      await functions.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function isApi(host: string): boolean {
  return /^[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
}

function isOurs(host: string): boolean {
  return isApi(host) || host.endsWith('.cloudfront.net');
}

async function respond(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  answer: (request: EdgeRequest) => Promise<EdgeResponse>,
): Promise<void> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    );
    const {
      status,
      headers: answered,
      body,
    } = await answer({
      host: (request.headers.host ?? '').split(':')[0] ?? '',
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: Object.fromEntries(headers),
      body: Buffer.concat(chunks),
    });
    response.writeHead(status, answered);
    response.end(body);
  } catch (error) {
    response.writeHead(502, { 'content-type': 'text/plain' });
    response.end(`The local edge failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
}

/** A browser asks for http names in absolute form. Ours answer as `redirect-to-https` does, others are fetched. */
function forwardPlain(request: http.IncomingMessage, response: http.ServerResponse): void {
  const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined;
  if (url === undefined) return void response.writeHead(400).end();
  if (isOurs(url.hostname)) {
    return void response
      .writeHead(301, { location: `https://${url.host}${url.pathname}${url.search}` })
      .end();
  }
  const outgoing = http.request(url, { method: request.method, headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  request.pipe(outgoing);
}

function tunnel(
  socket: Duplex,
  head: Buffer,
  to: { readonly hostname: string; readonly port: number },
): void {
  const upstream = net.connect(to.port, to.hostname, () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.write(head);
    upstream.pipe(socket);
    socket.pipe(upstream);
  });
  upstream.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
  socket.once('close', () => upstream.destroy());
}
