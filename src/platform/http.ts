import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Http, HttpResponse } from './platform.ts';

const USER_AGENT = 'revive-deploy';
const SOCKET_TIMEOUT = 30_000;
const MOST_REDIRECTS = 10;

/** HTTP through @actions/http-client, loaded when first needed. */
export const runnerHttp: Http = {
  get: async (url, headers = {}) => readResponse(await open(url, headers)),
  send: async ({ method, url, body, headers = {} }) => {
    const client = await newClient();
    const sent = { 'content-type': 'application/json; charset=utf-8', ...headers };
    return readResponse((await client.request(method, url, JSON.stringify(body), sent)).message);
  },
  download: async (url, file) => {
    const message = await open(url, {});
    const status = message.statusCode ?? 0;
    if (status !== 200) {
      message.resume();
      throw new HttpStatusError(url, status);
    }
    // pipeline rejects when the connection drops before Content-Length bytes came, so a short file never passes.
    await pipeline(message, createWriteStream(file));
  },
};

async function newClient() {
  const { HttpClient } = await import('@actions/http-client');
  return new HttpClient(USER_AGENT, [], { socketTimeout: SOCKET_TIMEOUT, allowRedirects: false });
}

async function readResponse(message: IncomingMessage): Promise<HttpResponse> {
  const names = Object.entries(message.headers);
  const chunks: Buffer[] = [];
  // The client's own readBody waits for ever for the end of an answer that is cut; this rejects.
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return {
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(
      names.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    ),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** Sends a GET and follows redirects, relative ones too, which the client itself refuses as invalid addresses. */
async function open(url: string, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
  const client = await newClient();
  let at = new URL(url);
  let given = headers;
  for (let redirects = 0; ; redirects += 1) {
    const { message } = await client.get(at.href, { ...given });
    const { location } = message.headers;
    const isRedirect = REDIRECTS.has(message.statusCode ?? 0) && location !== undefined;
    if (!isRedirect || redirects === MOST_REDIRECTS) return message;
    message.resume();
    const next = new URL(location, at);
    // What was meant for one host is no other's business, and never to be sent in the clear.
    if (next.host !== at.host || next.protocol !== at.protocol) given = {};
    at = next;
  }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** A download answered with another status than 200. */
export class HttpStatusError extends Error {
  override readonly name = 'HttpStatusError';
  readonly status: number;

  constructor(url: string, status: number) {
    super(`GET ${url} answered ${status}`);
    this.status = status;
  }
}
