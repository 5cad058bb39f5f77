import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Http } from './platform.ts';

const USER_AGENT = 'revive-deploy';
const SOCKET_TIMEOUT = 30_000;

/** HTTP through @actions/http-client, loaded when first needed. */
export const runnerHttp: Http = {
  get: async (url, headers = {}) => {
    const client = await connect();
    const response = await client.get(url, { ...headers });
    const body = await response.readBody();
    const names = Object.entries(response.message.headers);
    return {
      status: response.message.statusCode ?? 0,
      headers: Object.fromEntries(
        names.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
      ),
      body,
    };
  },
  download: async (url, file) => {
    const client = await connect();
    const response = await client.get(url);
    const status = response.message.statusCode ?? 0;
    if (status !== 200) {
      response.message.resume();
      throw new HttpStatusError(url, status);
    }
    // pipeline rejects when the connection drops before Content-Length bytes came, so a short file never passes.
    await pipeline(response.message, createWriteStream(file));
  },
};

/** A download answered with another status than 200. */
export class HttpStatusError extends Error {
  override readonly name = 'HttpStatusError';
  readonly status: number;

  constructor(url: string, status: number) {
    super(`GET ${url} answered ${status}`);
    this.status = status;
  }
}

async function connect() {
  const { HttpClient } = await import('@actions/http-client');
  return new HttpClient(USER_AGENT, [], { socketTimeout: SOCKET_TIMEOUT });
}
