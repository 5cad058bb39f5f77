import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ZipFile } from 'yazl';

import { startLocalAws, type LocalAws } from '../../../local/aws/local-aws.ts';
import { openBrowser } from '../../../local/browser/chromium.ts';
import { startEdge, type Edge } from '../../../local/edge/edge.ts';
import { through } from './through-proxy.ts';

/** Says what it was asked, counts how often this process was, and can fail, hang and read a table. */
const handler = `
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
let times = 0;
export async function run(event, context) {
  times += 1;
  if (event.rawPath === '/fail') throw new TypeError('on purpose');
  if (event.rawPath === '/hang') await new Promise(() => setInterval(() => undefined, 1000));
  if (event.rawPath === '/tables') return (await new DynamoDBClient({}).send(new ListTablesCommand({}))).TableNames;
  return {
    statusCode: 201,
    headers: { 'X-From': process.env.GREETING, 'content-type': 'application/json' },
    body: JSON.stringify({ event, times, function: context.functionName }),
  };
}`;

let aws: LocalAws;
let edge: Edge;
let api: string;
const origin = 'https://site.example';

before(async () => {
  aws = await startLocalAws();
  edge = await startEdge(aws);
  const role = new URLSearchParams({
    ...{ Action: 'CreateRole', Version: '2010-05-08', RoleName: 'function' },
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    }),
  });
  await call('iam', '/', role);
  await call('lambda', '/2015-03-31/functions', {
    FunctionName: 'echo',
    Runtime: 'nodejs22.x',
    Role: `arn:aws:iam::${aws.account}:role/function`,
    Handler: 'echo/index.run',
    Timeout: 1,
    Code: { ZipFile: (await zip({ 'echo/index.mjs': handler })).toString('base64') },
    Environment: { Variables: { GREETING: 'hello' } },
  });
  const { apiId } = await call('apigateway', '/v2/apis', {
    name: 'api',
    protocolType: 'HTTP',
    corsConfiguration: {
      allowOrigins: [origin],
      allowMethods: ['GET', 'PATCH'],
      allowHeaders: ['content-type'],
      maxAge: 60,
    },
  });
  const { integrationId } = await call('apigateway', `/v2/apis/${apiId}/integrations`, {
    integrationType: 'AWS_PROXY',
    integrationUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:${aws.account}:function:echo/invocations`,
    payloadFormatVersion: '2.0',
  });
  for (const routeKey of ['GET /orders', 'PATCH /orders/{id}', 'GET /fail', 'GET /hang', 'GET /tables']) {
    await call('apigateway', `/v2/apis/${apiId}/routes`, {
      routeKey,
      target: `integrations/${integrationId}`,
    });
  }
  api = `https://${apiId}.execute-api.${aws.region}.amazonaws.com`;
});
after(async () => {
  await edge?.stop();
  await aws?.stop();
});

async function call(service: string, path: string, body: object): Promise<Record<string, string>> {
  const form = body instanceof URLSearchParams;
  const answer = await fetch(`${aws.endpoint}${path}`, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${aws.region}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
    },
    body: form ? body.toString() : JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${service} ${path}: ${text}`);
  return text.startsWith('{') ? (JSON.parse(text) as Record<string, string>) : {};
}

async function zip(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, text] of Object.entries(files)) archive.addBuffer(Buffer.from(text), name);
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Echo {
  readonly event: {
    readonly routeKey: string;
    readonly pathParameters?: object;
    readonly queryStringParameters?: object;
    readonly body?: string;
  };
  readonly times: number;
  readonly function: string;
}

test('a route of the API is answered by its function, really run, with its environment', async () => {
  const answer = await through(edge, `${api}/orders/7%208?a=1&a=2&b=x`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', 'content-length': '9' },
    body: '{"x":"y"}',
  });
  assert.equal(answer.status, 201);
  assert.equal(answer.headers['x-from'], 'hello');
  const { event, function: name } = JSON.parse(answer.body) as Echo;
  assert.equal(name, 'echo');
  assert.equal(event.routeKey, 'PATCH /orders/{id}');
  assert.deepEqual(event.pathParameters, { id: '7 8' });
  assert.deepEqual(event.queryStringParameters, { a: '1,2', b: 'x' });
  assert.equal(event.body, '{"x":"y"}');
});

test('a function stays warm, and reaches the local AWS with the SDK of the runtime', async () => {
  const times = async (): Promise<number> =>
    (JSON.parse((await through(edge, `${api}/orders`)).body) as Echo).times;
  const first = await times();
  assert.equal(await times(), first + 1);
  const tables = await through(edge, `${api}/tables`);
  assert.equal(`${tables.status} ${tables.body}`, '200 []');
});

for (const [what, path] of [
  ['fails', '/fail'],
  ['outlives its timeout', '/hang'],
] as const) {
  test(`a function that ${what} is a 500, and the next call is answered`, async () => {
    const answer = await through(edge, `${api}${path}`);
    assert.equal(`${answer.status} ${answer.body}`, '500 {"message":"Internal Server Error"}');
    assert.equal((await through(edge, `${api}/orders`)).status, 201);
  });
}

test('a path without a route is a 404', async () => {
  assert.equal((await through(edge, `${api}/other`)).status, 404);
});

test('the API answers preflights by its own rules, to allowed origins only', async () => {
  const preflight = (from: string) =>
    through(edge, `${api}/orders/7`, {
      method: 'OPTIONS',
      headers: { origin: from, 'access-control-request-method': 'PATCH' },
    });
  const allowed = await preflight(origin);
  assert.equal(allowed.status, 204);
  assert.equal(allowed.headers['access-control-allow-origin'], origin);
  assert.equal(allowed.headers['access-control-allow-methods'], 'GET,PATCH');
  assert.equal((await preflight('https://other.example')).headers['access-control-allow-origin'], undefined);
});

test('a browser reaches the API through the edge, and CORS is kept', async (context) => {
  const browser = await openBrowser({ edge });
  if (browser === undefined) return context.skip('no Chromium here: install one or set CHROME_PATH');
  try {
    const page = await browser.newPage();
    await page.goto(`${api}/orders`);
    assert.match(await page.innerText('body'), /"routeKey":"GET \/orders"/);
    await page.route(`${origin}/**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>site</p>' }),
    );
    await page.goto(`${origin}/`);
    const status = `(async () => (await fetch('${api}/orders')).status)()`;
    assert.equal(await page.evaluate(status), 201);
    await page.route('https://other.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: 'x' }),
    );
    await page.goto('https://other.example/');
    await assert.rejects(page.evaluate(status), /Failed to fetch/);
  } finally {
    await browser.close();
  }
});
