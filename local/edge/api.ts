import { randomUUID } from 'node:crypto';

import { callMoto } from '../aws/call-moto.ts';
import type { Functions } from '../aws/functions.ts';
import type { LocalAws } from '../aws/local-aws.ts';
import type { EdgeResponse } from './cache.ts';
import { findRoute } from './route.ts';
import type { EdgeRequest } from './site.ts';

/** Answers for the HTTP APIs' own names as API Gateway does. */
export interface Apis {
  answer(request: EdgeRequest): Promise<EdgeResponse>;
}

interface Cors {
  readonly allowOrigins?: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly allowCredentials?: boolean;
  readonly maxAge?: number;
}

interface Api {
  readonly corsConfiguration?: Cors;
}

interface Route {
  readonly routeKey: string;
  readonly target?: string;
}

interface Integration {
  readonly integrationId: string;
  readonly integrationUri?: string;
}

interface ProxyResult {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** Answers for every HTTP API of a local AWS: its CORS rules, its routes, its functions really run. */
export function createApis(aws: LocalAws, functions: Functions): Apis {
  async function answer(request: EdgeRequest): Promise<EdgeResponse> {
    const [id = '', , region = aws.region] = request.host.split('.');
    const place = { endpoint: aws.endpoint, region };
    const get = <Document>(path: string): Promise<Document> => callMoto<Document>(place, 'apigateway', path);
    const api = await get<Api>(`/v2/apis/${id}`).catch(() => undefined);
    if (api === undefined) return message(403, 'Forbidden');

    const origin = request.headers.origin;
    const cors = origin === undefined ? {} : corsHeaders(api.corsConfiguration ?? {}, origin);
    const asked = request.headers['access-control-request-method'];
    // With CORS configured API Gateway answers preflights itself, whatever the routes are.
    if (request.method === 'OPTIONS' && asked !== undefined && api.corsConfiguration !== undefined) {
      return {
        status: 204,
        headers: { ...cors, ...preflightHeaders(api.corsConfiguration, cors) },
        body: Buffer.alloc(0),
      };
    }
    const { items: routes } = await get<{ readonly items: readonly Route[] }>(`/v2/apis/${id}/routes`);
    const found = findRoute(routes, request.method, new URL(request.url, 'https://api').pathname);
    if (found === undefined) return withHeaders(message(404, 'Not Found'), cors);
    const { items: integrations } = await get<{ readonly items: readonly Integration[] }>(
      `/v2/apis/${id}/integrations`,
    );
    const target = found.route.target?.replace(/^integrations\//, '');
    const uri = integrations.find(({ integrationId }) => integrationId === target)?.integrationUri;
    if (uri === undefined) return withHeaders(message(500, 'Internal Server Error'), cors);
    const event = proxyEvent(request, { id, routeKey: found.route.routeKey, parameters: found.parameters });
    const ended = await functions.invoke(uri, event);
    if ('error' in ended) {
      process.stderr.write(`${uri}: ${ended.error.errorType}: ${ended.error.errorMessage}\n`);
      return withHeaders(message(500, 'Internal Server Error'), cors);
    }
    return withHeaders(fromResult(ended.payload), cors);
  }
  return { answer };
}

/** An event of payload format 2.0 (API Gateway guide, "Create AWS Lambda proxy integrations for HTTP APIs"). */
function proxyEvent(
  request: EdgeRequest,
  {
    id,
    routeKey,
    parameters,
  }: {
    readonly id: string;
    readonly routeKey: string;
    readonly parameters: Readonly<Record<string, string>>;
  },
): object {
  const { pathname, search, searchParams } = new URL(request.url, 'https://api');
  const query = [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name).join(',')]);
  const text = /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded))/.test(
    request.headers['content-type'] ?? 'text/',
  );
  const now = new Date();
  return {
    version: '2.0',
    routeKey,
    rawPath: decodeURI(pathname),
    rawQueryString: search.slice(1),
    headers: request.headers,
    ...(query.length > 0 ? { queryStringParameters: Object.fromEntries(query) } : {}),
    ...(Object.keys(parameters).length > 0 ? { pathParameters: parameters } : {}),
    requestContext: {
      accountId: '123456789012',
      apiId: id,
      domainName: request.host,
      domainPrefix: id,
      http: {
        method: request.method,
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(request.body.length > 0 ? { body: request.body.toString(text ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}

/** A result with a statusCode is taken as it is; anything else is the body of a 200 in JSON. */
function fromResult(payload: unknown): EdgeResponse {
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) {
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(payload)),
    };
  }
  const { statusCode = 200, headers = {}, cookies = [], body = '', isBase64Encoded } = payload as ProxyResult;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status: statusCode,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...(Object.fromEntries(named) as Record<string, string>),
      ...(cookies.length > 0 ? { 'set-cookie': cookies.join(', ') } : {}),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

function corsHeaders(cors: Cors, origin: string): Record<string, string> {
  const allowed = (cors.allowOrigins ?? []).some(
    (pattern) =>
      pattern === '*' ||
      pattern === origin ||
      (pattern.endsWith('*') && origin.startsWith(pattern.slice(0, -1))),
  );
  if (!allowed) return {};
  return {
    'access-control-allow-origin': (cors.allowOrigins ?? []).includes('*') ? '*' : origin,
    vary: 'Origin',
    ...(cors.allowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.exposeHeaders?.length ? { 'access-control-expose-headers': cors.exposeHeaders.join(',') } : {}),
  };
}

function preflightHeaders(cors: Cors, allowed: Record<string, string>): Record<string, string> {
  if (allowed['access-control-allow-origin'] === undefined) return {};
  return {
    'access-control-allow-methods': (cors.allowMethods ?? []).join(','),
    'access-control-allow-headers': (cors.allowHeaders ?? []).join(','),
    'access-control-max-age': String(cors.maxAge ?? 0),
  };
}

function message(status: number, text: string): EdgeResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message: text })),
  };
}

function withHeaders(response: EdgeResponse, headers: Readonly<Record<string, string>>): EdgeResponse {
  return { ...response, headers: { ...response.headers, ...headers } };
}
