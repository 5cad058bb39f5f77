import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { HttpStatusError, runnerHttp } from '../../src/platform/http.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-http-'));
const requests: http.IncomingMessage[] = [];
const sent: string[] = [];
const server = http.createServer((request, response) => {
  requests.push(request);
  let body = '';
  request.on('data', (chunk) => (body += chunk)).on('end', () => sent.push(body));
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  if (pathname === '/redirect') return void response.writeHead(302, { location: '/final?x=1' }).end();
  if (pathname === '/elsewhere') {
    return void response
      .writeHead(301, { location: `http://localhost:${request.socket.localPort}/final` })
      .end();
  }
  if (pathname === '/round') return void response.writeHead(307, { location: '/round' }).end();
  if (pathname === '/teapot') return void response.writeHead(418).end('short and stout');
  if (pathname === '/dropped') {
    response.writeHead(200, { 'content-length': 1_000_000 });
    return void response.write('x'.repeat(100_000), () => response.destroy());
  }
  if (pathname === '/reset') return void request.socket.resetAndDestroy();
  response.writeHead(200, { 'content-type': 'text/plain', 'x-many': ['a', 'b'] });
  response.end('x'.repeat(200_000));
});
let base = '';

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.close().closeAllConnections();
  rmSync(directory, { recursive: true, force: true });
});

describe('runnerHttp.get', () => {
  it('gives status, headers and body, and sends the headers it is given', async () => {
    const { status, headers, body } = await runnerHttp.get(`${base}/`, { authorization: 'Bearer x' });
    assert.deepEqual([status, headers['content-type'], headers['x-many']], [200, 'text/plain', 'a, b']);
    assert.equal(body.length, 200_000);
    assert.equal(requests.at(-1)?.headers.authorization, 'Bearer x');
    assert.equal(requests.at(-1)?.headers['user-agent'], 'revive-deploy');
  });

  it('follows a redirect within the site with its headers, to another host without them', async () => {
    assert.equal((await runnerHttp.get(`${base}/redirect`, { authorization: 'Bearer x' })).status, 200);
    assert.equal(requests.at(-1)?.url, '/final?x=1');
    assert.equal(requests.at(-1)?.headers.authorization, 'Bearer x');
    assert.equal((await runnerHttp.get(`${base}/elsewhere`, { authorization: 'Bearer x' })).status, 200);
    assert.match(requests.at(-1)?.headers.host ?? '', /^localhost:/);
    assert.equal(requests.at(-1)?.headers.authorization, undefined);
  });

  it('gives up a redirect that goes round, with its status', async () => {
    assert.equal((await runnerHttp.get(`${base}/round`)).status, 307);
  });

  it('resolves for a status that is no success', async () => {
    const { status, body } = await runnerHttp.get(`${base}/teapot`);
    assert.deepEqual([status, body], [418, 'short and stout']);
  });

  it('rejects where nothing answers, or the answer is cut', async () => {
    await assert.rejects(runnerHttp.get(`${base}/reset`));
    await assert.rejects(runnerHttp.get(`${base}/dropped`));
  });
});

describe('runnerHttp.send', () => {
  const send = (path: string) =>
    runnerHttp.send({
      method: 'PATCH',
      url: `${base}${path}`,
      body: { text: 'ü' },
      headers: { authorization: 'Bearer x' },
    });

  it('sends its body as JSON with the headers it is given, once, whatever is answered', async () => {
    const before = requests.length;
    assert.deepEqual((await send('/teapot')).status, 418);
    assert.deepEqual([requests.length - before, requests.at(-1)?.method], [1, 'PATCH']);
    assert.equal(requests.at(-1)?.headers.authorization, 'Bearer x');
    assert.match(requests.at(-1)?.headers['content-type'] ?? '', /^application\/json; charset=utf-8$/);
    assert.equal(sent.at(-1), '{"text":"ü"}');
  });

  it('follows no redirect, and rejects where nothing answers', async () => {
    assert.equal((await send('/elsewhere')).status, 301);
    await assert.rejects(send('/reset'));
  });
});

describe('runnerHttp.download', () => {
  const file = path.join(directory, 'file');

  it('streams the whole body into the file', async () => {
    await runnerHttp.download(`${base}/redirect`, file);
    assert.equal(readFileSync(file, 'utf8'), 'x'.repeat(200_000));
  });

  it('rejects any status but 200, telling it', async () => {
    await assert.rejects(runnerHttp.download(`${base}/teapot`, file), (error) => {
      assert.ok(error instanceof HttpStatusError);
      assert.deepEqual([error.status, error.message], [418, `GET ${base}/teapot answered 418`]);
      return true;
    });
  });

  it('rejects a download whose connection drops: half a file is no file', { timeout: 20_000 }, async () => {
    await assert.rejects(runnerHttp.download(`${base}/dropped`, file));
  });

  it('rejects where nothing answers', async () => {
    await assert.rejects(runnerHttp.download(`${base}/reset`, file));
  });
});
