import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A stand-in for GitHub's cache service (version 2): three Twirp calls, and an Azure block blob for each entry. */
export interface CacheServer {
  /** What a runner sets so that @actions/cache finds the service. */
  readonly environment: Readonly<Record<string, string>>;
  /** Keys that are whole and can be restored. */
  readonly keys: () => readonly string[];
  /** Names of the Twirp calls and blob methods that were made, in order. */
  readonly calls: string[];
  /** How the service behaves from now on: as it should, answering 500 to all, or never answering. */
  behave(as: 'well' | 'failing' | 'hanging'): void;
  /** Replaces the archive of every entry, as whoever poisons the cache would. */
  poison(archive: (original: Buffer) => Buffer): void;
  close(): Promise<void>;
}

interface Entry {
  readonly key: string;
  readonly version: string;
  readonly blocks: Map<string, Buffer>;
  content: Buffer;
  whole: boolean;
}

/** Starts on a free port of 127.0.0.1. */
export async function startCacheServer(): Promise<CacheServer> {
  const entries: Entry[] = [];
  const calls: string[] = [];
  let behaviour: 'well' | 'failing' | 'hanging' = 'well';
  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const [kind, ...rest] = pathname.slice(1).split('/');
    const name = kind === 'twirp' ? (rest.at(-1) ?? '') : `${request.method} blob`;
    calls.push(name);
    const body = await buffer(request);
    if (behaviour === 'hanging') return;
    if (behaviour === 'failing') {
      response.writeHead(500, { 'content-type': 'application/json' }).end('{"msg":"out of order"}');
    } else if (kind === 'twirp') {
      const answer = call(name, JSON.parse(body.toString()) as Record<string, string>);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    } else {
      serveBlob(entries[Number(rest[0])], { request, response, body, part: searchParams });
    }
  }

  function call(name: string, { key = '', version = '' }: Record<string, string>): Record<string, unknown> {
    const index = entries.findIndex((entry) => entry.key === key && entry.version === version);
    const entry = entries[index];
    switch (name) {
      case 'CreateCacheEntry':
        if (entry !== undefined) return { ok: false, message: 'the entry exists' };
        entries.push({ key, version, blocks: new Map(), content: Buffer.alloc(0), whole: false });
        return { ok: true, signed_upload_url: `${url}blob/${entries.length - 1}?sig=local` };
      case 'FinalizeCacheEntryUpload':
        if (entry !== undefined) entry.whole = true;
        return { ok: entry !== undefined, entry_id: String(index + 1) };
      case 'GetCacheEntryDownloadURL':
        return entry?.whole === true
          ? { ok: true, matched_key: key, signed_download_url: `${url}blob/${index}?sig=local` }
          : { ok: false };
      default:
        return { ok: false, message: `unknown call ${name}` };
    }
  }

  return {
    environment: {
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ACTIONS_RESULTS_URL: url,
      ACTIONS_RUNTIME_TOKEN: 'local',
    },
    keys: () => entries.filter(({ whole }) => whole).map(({ key }) => key),
    calls,
    behave: (as) => (behaviour = as),
    poison: (archive) => entries.forEach((entry) => (entry.content = archive(entry.content))),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface BlobRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly part: URLSearchParams;
}

/** As much of Azure's block blobs as the library uses: put whole or in blocks, head, get with a range. */
function serveBlob(entry: Entry | undefined, { request, response, body, part }: BlobRequest): void {
  if (entry === undefined) {
    response.writeHead(404).end();
  } else if (request.method === 'PUT') {
    const block = part.get('blockid');
    if (part.get('comp') === 'block' && block !== null) entry.blocks.set(block, body);
    else if (part.get('comp') === 'blocklist') entry.content = Buffer.concat(listed(body, entry.blocks));
    else entry.content = body;
    response.writeHead(201, { etag: '"1"', 'last-modified': new Date().toUTCString() }).end();
  } else {
    const range = /bytes=(\d+)-(\d*)/.exec(
      String(request.headers['x-ms-range'] ?? request.headers.range ?? ''),
    );
    const [start, end] = [Number(range?.[1] ?? 0), Number(range?.[2] || entry.content.length - 1)];
    const content = entry.content.subarray(start, end + 1);
    response.writeHead(range === null ? 200 : 206, {
      'content-length': content.length,
      'content-range': `bytes ${start}-${start + content.length - 1}/${entry.content.length}`,
      'content-type': 'application/octet-stream',
      'x-ms-blob-type': 'BlockBlob',
      etag: '"1"',
      'last-modified': new Date().toUTCString(),
    });
    response.end(request.method === 'HEAD' ? undefined : content);
  }
}

const listed = (xml: Buffer, blocks: ReadonlyMap<string, Buffer>): Buffer[] =>
  [...xml.toString().matchAll(/<Latest>([^<]+)<\/Latest>/g)].map(
    (match) => blocks.get(match[1] ?? '') ?? Buffer.alloc(0),
  );
