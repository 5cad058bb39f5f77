import {
  CloudFrontClient,
  GetDistributionConfigCommand,
  GetFunctionCommand,
  GetInvalidationCommand,
  GetResponseHeadersPolicyCommand,
  ListDistributionsCommand,
  ListInvalidationsCommand,
  type CacheBehavior,
  type DefaultCacheBehavior,
  type DistributionSummary,
  type ResponseHeadersPolicyConfig,
} from '@aws-sdk/client-cloudfront';

import type { LocalAws } from '../aws/local-aws.ts';
import { EdgeCache, secondsToKeep, type EdgeResponse, type TimeToLive } from './cache.ts';
import { applyResponseHeaders } from './response-headers.ts';
import { isResponse, runViewerRequest, type ViewerRequest } from './viewer-request.ts';

/** A request that reached the edge. */
export interface EdgeRequest {
  readonly host: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Answers for the distributions' own names as CloudFront does. */
export interface Sites {
  answer(request: EdgeRequest): Promise<EdgeResponse>;
  stop(): void;
}

type Behaviour = DefaultCacheBehavior | CacheBehavior;

/** AWS's managed cache policies (CloudFront guide, "Use managed cache policies"), seconds. */
const managedPolicies: Readonly<Record<string, TimeToLive>> = {
  // CachingOptimized
  '658327ea-f89d-4fab-a63d-7e88639e58f6': { minimum: 1, fallback: 86_400, maximum: 31_536_000 },
  // CachingOptimizedForUncompressedObjects
  'b2884449-e4de-46a7-ac36-70bc7f1ddd6d': { minimum: 1, fallback: 86_400, maximum: 31_536_000 },
  // CachingDisabled
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': { minimum: 0, fallback: 0, maximum: 0 },
  // UseOriginCacheControlHeaders
  '83da9c7e-98b4-4e11-a168-04f0df8e2c65': { minimum: 0, fallback: 0, maximum: 31_536_000 },
};

interface DistributionCache {
  readonly cache: EdgeCache;
  /** Invalidations whose paths have been taken out. */
  readonly applied: Set<string>;
}

/** Answers for every distribution of a local AWS, each with a cache of its own. */
export function createSites(aws: LocalAws, now?: () => number): Sites {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const cloudfront = new CloudFrontClient({ endpoint: aws.endpoint, region: aws.region, credentials });
  const caches = new Map<string, DistributionCache>();

  async function answer(request: EdgeRequest): Promise<EdgeResponse> {
    const distribution = await findDistribution(request.host);
    if (distribution === undefined) return refusal(403, `There is no distribution ${request.host}.`);
    if (!distribution.Enabled) return refusal(403, 'The distribution is disabled.');
    if (!['GET', 'HEAD'].includes(request.method))
      return refusal(403, 'This distribution allows GET and HEAD only.');

    const behaviour = behaviourFor(distribution, new URL(request.url, 'https://edge').pathname);
    const asked = await viewerRequest(distribution, behaviour, request);
    if ('status' in asked) return asked;
    // The cache knows a page by the path that the function made of it, and so does an invalidation.
    const path = asked.uri;
    const kept = await cacheOf(distribution);
    const hit = kept.find(path);
    const response = hit?.response ?? (await fromOrigin(distribution, behaviour, path));
    if (hit === undefined) kept.keep(path, response, lifetime(distribution, behaviour, response));
    return forViewer(request, {
      ...response,
      headers: applyResponseHeaders(
        {
          ...response.headers,
          'x-cache': `${hit ? 'Hit' : response.status >= 400 ? 'Error' : 'Miss'} from cloudfront`,
          ...(hit ? { age: String(hit.age) } : {}),
        },
        await headersPolicy(behaviour),
      ),
    });
  }

  async function findDistribution(host: string): Promise<DistributionSummary | undefined> {
    const { DistributionList: list } = await cloudfront.send(new ListDistributionsCommand({}));
    return list?.Items?.find(
      ({ DomainName, Aliases }) => DomainName === host || (Aliases?.Items ?? []).includes(host),
    );
  }

  async function viewerRequest(
    distribution: DistributionSummary,
    behaviour: Behaviour,
    request: EdgeRequest,
  ): Promise<ViewerRequest | EdgeResponse> {
    const { pathname, searchParams } = new URL(request.url, 'https://edge');
    const asked: ViewerRequest = {
      method: request.method,
      uri: pathname,
      querystring: values(Object.fromEntries(searchParams)),
      headers: values(request.headers),
      cookies: {},
    };
    const arn = behaviour.FunctionAssociations?.Items?.find(
      ({ EventType }) => EventType === 'viewer-request',
    )?.FunctionARN;
    if (arn === undefined) return asked;
    const name = arn.slice(arn.lastIndexOf('/') + 1);
    const { FunctionCode } = await cloudfront.send(new GetFunctionCommand({ Name: name, Stage: 'LIVE' }));
    const code = new TextDecoder().decode(FunctionCode);
    const context = { distributionId: distribution.Id ?? '', domainName: request.host };
    try {
      const answered = await runViewerRequest(code, asked, context);
      if (!isResponse(answered)) return answered;
      const { statusCode, headers = {}, body = '' } = answered;
      const data =
        typeof body === 'string'
          ? Buffer.from(body)
          : Buffer.from(body.data, body.encoding === 'base64' ? 'base64' : 'utf8');
      return {
        status: statusCode,
        headers: Object.fromEntries(Object.entries(headers).map(([key, { value }]) => [key, value])),
        body: data,
      };
    } catch (error) {
      return refusal(503, `The CloudFront function ${name} failed: ${String(error)}`);
    }
  }

  /** The cache of a distribution, emptied of what has been invalidated since. An invalidation counts once Completed. */
  async function cacheOf({ Id = '' }: DistributionSummary): Promise<EdgeCache> {
    const known = caches.get(Id) ?? { cache: new EdgeCache(now), applied: new Set<string>() };
    caches.set(Id, known);
    const { InvalidationList: list } = await cloudfront.send(
      new ListInvalidationsCommand({ DistributionId: Id }),
    );
    for (const { Id: invalidation = '', Status } of list?.Items ?? []) {
      if (Status !== 'Completed' || known.applied.has(invalidation)) continue;
      known.applied.add(invalidation);
      const { Invalidation } = await cloudfront.send(
        new GetInvalidationCommand({ DistributionId: Id, Id: invalidation }),
      );
      known.cache.invalidate(Invalidation?.InvalidationBatch?.Paths?.Items ?? []);
    }
    return known.cache;
  }

  async function fromOrigin(
    distribution: DistributionSummary,
    behaviour: Behaviour,
    path: string,
  ): Promise<EdgeResponse> {
    const root = await rootObject(distribution);
    const answered = await originGet(
      distribution,
      behaviour,
      path === '/' && root !== '' ? `/${root}` : path,
    );
    const custom = distribution.CustomErrorResponses?.Items?.find(
      ({ ErrorCode }) => ErrorCode === answered.status,
    );
    if (custom?.ResponsePagePath === undefined || custom.ResponsePagePath === '') return answered;
    const page = await originGet(distribution, behaviour, custom.ResponsePagePath);
    if (page.status !== 200) return answered;
    return { ...page, status: Number(custom.ResponseCode || answered.status) };
  }

  async function originGet(
    distribution: DistributionSummary,
    behaviour: Behaviour,
    path: string,
  ): Promise<EdgeResponse> {
    const origin = distribution.Origins?.Items?.find(({ Id }) => Id === behaviour.TargetOriginId);
    const bucket = /^(.+)\.s3[.-]/.exec(origin?.DomainName ?? '')?.[1];
    if (bucket === undefined)
      return refusal(502, `The local edge only reads S3 origins, not ${origin?.DomainName}.`);
    // Without an access control CloudFront asks as anybody; a private bucket then says no.
    const signed = origin?.OriginAccessControlId ? distribution.ARN : 'arn:aws:cloudfront::anonymous:none';
    const found = await fetch(`${aws.endpoint}/${bucket}${origin?.OriginPath ?? ''}${path}`, {
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=edge/20260101/${aws.region}/s3/aws4_request`,
        'x-local-service-principal': `cloudfront.amazonaws.com ${signed}`,
        'accept-encoding': 'identity',
      },
    });
    const passed = [
      'content-type',
      'cache-control',
      'etag',
      'last-modified',
      'content-encoding',
      'content-disposition',
    ];
    return {
      status: found.status,
      headers: Object.fromEntries(
        passed.flatMap((name) => {
          const value = found.headers.get(name);
          return value === null ? [] : [[name, value]];
        }),
      ),
      body: Buffer.from(await found.arrayBuffer()),
    };
  }

  async function headersPolicy(behaviour: Behaviour): Promise<ResponseHeadersPolicyConfig> {
    const id = behaviour.ResponseHeadersPolicyId;
    if (!id) return { Name: 'none' };
    const { ResponseHeadersPolicy } = await cloudfront.send(new GetResponseHeadersPolicyCommand({ Id: id }));
    return ResponseHeadersPolicy?.ResponseHeadersPolicyConfig ?? { Name: 'none' };
  }

  /** ListDistributions leaves the default root object out. */
  async function rootObject({ Id }: DistributionSummary): Promise<string> {
    const { DistributionConfig } = await cloudfront.send(new GetDistributionConfigCommand({ Id }));
    return DistributionConfig?.DefaultRootObject ?? '';
  }

  return { answer, stop: () => cloudfront.destroy() };
}

function values(plain: Readonly<Record<string, string>>): Record<string, { readonly value: string }> {
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, { value }]));
}

/** The first behaviour whose path pattern fits, else the default one. `*` is any text, `?` any one character. */
function behaviourFor(distribution: DistributionSummary, path: string): Behaviour {
  const fits = (pattern: string): boolean => {
    const escaped = pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^/?${escaped.replace(/^\//, '')}$`).test(path);
  };
  const special = distribution.CacheBehaviors?.Items?.find(({ PathPattern }) => fits(PathPattern ?? ''));
  return (
    special ?? distribution.DefaultCacheBehavior ?? { TargetOriginId: '', ViewerProtocolPolicy: 'allow-all' }
  );
}

/** Seconds that a response is kept. Errors for ErrorCachingMinTTL, 10 s by default. */
function lifetime(distribution: DistributionSummary, behaviour: Behaviour, response: EdgeResponse): number {
  if (response.status >= 400) {
    const rule = distribution.CustomErrorResponses?.Items?.find(
      ({ ErrorCode }) => ErrorCode === response.status,
    );
    return rule?.ErrorCachingMinTTL ?? 10;
  }
  const legacy: TimeToLive = {
    minimum: behaviour.MinTTL ?? 0,
    fallback: behaviour.DefaultTTL ?? 86_400,
    maximum: behaviour.MaxTTL ?? 31_536_000,
  };
  const policy = managedPolicies[behaviour.CachePolicyId ?? ''] ?? legacy;
  return secondsToKeep(response.headers['cache-control'] ?? '', policy);
}

/** What the viewer gets of a response: nothing but its head for HEAD, 304 where it has it already. */
function forViewer({ method, headers }: EdgeRequest, response: EdgeResponse): EdgeResponse {
  const etag = response.headers.etag;
  if (response.status === 200 && etag !== undefined && headers['if-none-match'] === etag) {
    return { ...response, status: 304, body: Buffer.alloc(0) };
  }
  if (method !== 'HEAD') return response;
  const length = { 'content-length': String(response.body.length) };
  return { ...response, headers: { ...response.headers, ...length }, body: Buffer.alloc(0) };
}

function refusal(status: number, why: string): EdgeResponse {
  return {
    status,
    headers: { 'content-type': 'text/html', 'x-cache': 'Error from cloudfront' },
    body: Buffer.from(`<title>ERROR: The request could not be satisfied</title>\n<p>${why}</p>\n`),
  };
}
