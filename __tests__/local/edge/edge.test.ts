import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CloudFrontClient,
  CreateDistributionCommand,
  CreateFunctionCommand,
  CreateInvalidationCommand,
  CreateResponseHeadersPolicyCommand,
  GetInvalidationCommand,
  PublishFunctionCommand,
} from '@aws-sdk/client-cloudfront';

import { startLocalAws, type LocalAws } from '../../../local/aws/local-aws.ts';
import { startEdge, type Edge } from '../../../local/edge/edge.ts';
import { makeCertificates } from '../../../local/edge/certificates.ts';
import { through } from './through-proxy.ts';

let aws: LocalAws;
let edge: Edge;
let s3: S3Client;
let cloudfront: CloudFrontClient;
let site: { readonly id: string; readonly url: string };
/** Moves the cache's clock. */
let skipped = 0;

before(async () => {
  aws = await startLocalAws({ invalidationSeconds: 0.2 });
  edge = await startEdge(aws, { now: () => Date.now() + skipped });
  const client = {
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  s3 = new S3Client(client);
  cloudfront = new CloudFrontClient(client);
  site = await makeSite('site');
});
after(async () => {
  s3?.destroy();
  cloudfront?.destroy();
  await edge?.stop();
  await aws?.stop();
});

async function makeSite(bucket: string): Promise<typeof site> {
  const made = await cloudfront.send(
    new CreateFunctionCommand({
      Name: `${bucket}-pages`,
      FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' },
      FunctionCode: await readFile(new URL('../../../terraform/site-pages.js', import.meta.url)),
    }),
  );
  await cloudfront.send(new PublishFunctionCommand({ Name: `${bucket}-pages`, IfMatch: made.ETag }));
  const { ResponseHeadersPolicy } = await cloudfront.send(
    new CreateResponseHeadersPolicyCommand({
      ResponseHeadersPolicyConfig: {
        Name: bucket,
        SecurityHeadersConfig: { FrameOptions: { Override: true, FrameOption: 'DENY' } },
      },
    }),
  );
  const { Distribution } = await cloudfront.send(
    new CreateDistributionCommand({
      DistributionConfig: {
        CallerReference: bucket,
        Comment: '',
        Enabled: true,
        DefaultRootObject: 'index.html',
        Origins: {
          Quantity: 1,
          Items: [
            {
              Id: 'site',
              DomainName: `${bucket}.s3.us-east-1.amazonaws.com`,
              OriginAccessControlId: 'E1',
              S3OriginConfig: { OriginAccessIdentity: '' },
            },
          ],
        },
        CustomErrorResponses: { Quantity: 1, Items: [{ ErrorCode: 403, ErrorCachingMinTTL: 0 }] },
        DefaultCacheBehavior: {
          TargetOriginId: 'site',
          ViewerProtocolPolicy: 'redirect-to-https',
          CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
          ResponseHeadersPolicyId: ResponseHeadersPolicy?.Id,
          FunctionAssociations: {
            Quantity: 1,
            Items: [
              {
                EventType: 'viewer-request',
                FunctionARN: made.FunctionSummary?.FunctionMetadata?.FunctionARN,
              },
            ],
          },
        },
      },
    }),
  );
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const grant = {
    Effect: 'Allow',
    Principal: { Service: 'cloudfront.amazonaws.com' },
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${bucket}/*`,
    Condition: { StringEquals: { 'AWS:SourceArn': Distribution?.ARN } },
  };
  await s3.send(
    new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify({ Statement: [grant] }) }),
  );
  return { id: Distribution?.Id ?? '', url: `https://${Distribution?.DomainName}` };
}

async function put(key: string, body: string, cacheControl = 'public, max-age=3600'): Promise<void> {
  const type = key.endsWith('.html') ? 'text/html' : 'text/javascript';
  const object = { Bucket: 'site', Key: key, Body: body, ContentType: type, CacheControl: cacheControl };
  await s3.send(new PutObjectCommand(object));
}

test('a page is answered by its URL, with its headers and those of the policy', async () => {
  await put('index.html', 'first', 'public, max-age=0, s-maxage=31536000');
  const { status, headers, body } = await through(edge, `${site.url}/`);
  assert.equal(`${status} ${body}`, '200 first');
  assert.equal(headers['content-type'], 'text/html');
  assert.equal(headers['x-frame-options'], 'DENY');
  assert.equal(headers['x-cache'], 'Miss from cloudfront');
});

test('a page that changed stays stale until it is invalidated', async () => {
  await put('stale.html', 'old');
  const get = async () => (await through(edge, `${site.url}/stale.html`)).body;
  assert.equal(await get(), 'old');
  await put('stale.html', 'new');
  assert.equal(await get(), 'old');

  const invalidate = async (path: string): Promise<void> => {
    const { Invalidation: made } = await cloudfront.send(
      new CreateInvalidationCommand({
        DistributionId: site.id,
        InvalidationBatch: { CallerReference: path, Paths: { Quantity: 1, Items: [path] } },
      }),
    );
    const which = { DistributionId: site.id, Id: made?.Id };
    while ((await cloudfront.send(new GetInvalidationCommand(which))).Invalidation?.Status !== 'Completed') {
      await wait(20);
    }
  };
  await invalidate('/other.html');
  assert.equal(await get(), 'old');
  await invalidate('/stale.html');
  assert.equal(await get(), 'new');
});

test('a page whose time is over is fetched again', async () => {
  await put('timed.html', 'old', 'max-age=60');
  const get = async () => (await through(edge, `${site.url}/timed.html`)).body;
  assert.equal(await get(), 'old');
  await put('timed.html', 'new', 'max-age=60');
  assert.equal(await get(), 'old');
  skipped += 61_000;
  assert.equal(await get(), 'new');
});

test('a path of the application is its page, and a missing asset stays missing', async () => {
  await put('index.html', 'first');
  const page = await through(edge, `${site.url}/customers/42`);
  assert.equal(page.status, 200);
  assert.equal(page.headers['content-type'], 'text/html');
  const missing = await through(edge, `${site.url}/assets/gone-abc123.js`);
  assert.equal(missing.status, 403);
  await put('assets/gone-abc123.js', 'there now');
  assert.equal((await through(edge, `${site.url}/assets/gone-abc123.js`)).body, 'there now');
});

test('what a viewer has already isn’t sent again, and a HEAD has no body', async () => {
  await put('kept.html', 'kept');
  const first = await through(edge, `${site.url}/kept.html`);
  const again = await through(edge, `${site.url}/kept.html`, {
    headers: { 'if-none-match': first.headers.etag ?? '' },
  });
  assert.equal(`${again.status} ${again.body}`, '304 ');
  const head = await through(edge, `${site.url}/kept.html`, { method: 'HEAD' });
  assert.equal(`${head.status} ${head.headers['content-length']} ${head.body}`, '200 4 ');
});

test('without a grant in the bucket policy there is no page', async () => {
  const bare = await makeSite('bare');
  await s3.send(new PutObjectCommand({ Bucket: 'bare', Key: 'index.html', Body: 'secret' }));
  const deny = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::bare/private*',
  };
  await s3.send(
    new PutBucketPolicyCommand({ Bucket: 'bare', Policy: JSON.stringify({ Statement: [deny] }) }),
  );
  const { status, body } = await through(edge, `${bare.url}/`);
  assert.equal(status, 403);
  assert.match(body, /<Code>AccessDenied<\/Code>/);
});

test('a name of CloudFront that no distribution has is refused', async () => {
  assert.equal((await through(edge, 'https://d0000000000000.cloudfront.net/')).status, 403);
});

test('another name is tunnelled to where it leads, its own certificate and all', async () => {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'real-'));
  const { key, certificate, authorityFile } = await makeCertificates(directory, ['localhost']);
  const server = https.createServer({ key, cert: certificate }, (_, response) =>
    response.end('the real one'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
    const { body } = await through({ ...edge, caFile: authorityFile }, url);
    assert.equal(body, 'the real one');
  } finally {
    server.close();
    await rm(directory, { recursive: true });
  }
});

test('a process with the edge’s environment reaches the page as the action does', async () => {
  await put('index.html', 'for the action');
  const other = await makeSite('action');
  await s3.send(new PutObjectCommand({ Bucket: 'action', Key: 'index.html', Body: 'for the action' }));
  const script = `
    const { HttpClient } = await import('@actions/http-client');
    const client = new HttpClient('test');
    console.log(await (await client.get('${other.url}/')).readBody());
    client.dispose();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env.PATH, ...edge.environment },
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  });
  assert.equal(stdout, 'for the action\n');
});
