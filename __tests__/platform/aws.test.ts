import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { connectAws } from '../../src/platform/aws.ts';

const calls: { readonly scope: string | undefined; readonly path: string | undefined }[] = [];
let answer: (attempt: number) => number = () => 200;
const server = http.createServer((request, response) => {
  const scope = /Credential=([^,]+)/.exec(request.headers.authorization ?? '')?.[1];
  calls.push({ scope: scope?.replace(/\/\d{8}\//, ' ').replace('/aws4_request', ''), path: request.url });
  response.writeHead(answer(calls.length), { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
});

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  delete process.env['AWS_ENDPOINT_URL'];
  server.close().closeAllConnections();
});

const credentials = async () => ({ accessKeyId: 'AKIAROLE', secretAccessKey: 'x' });

describe('connectAws', () => {
  it('follows AWS_ENDPOINT_URL, signs for the region it is asked for, and for CloudFront in us-east-1', async () => {
    const aws = connectAws(credentials);
    await (await aws.dynamodb('eu-west-1')).describeTable({ TableName: 't' });
    await (await aws.s3('eu-west-2')).headBucket({ Bucket: 'b' });
    await (await aws.cloudfront()).getInvalidation({ DistributionId: 'd', Id: 'i' }).catch(() => undefined);
    await (await aws.sts('eu-west-3')).getCallerIdentity({}).catch(() => undefined);
    assert.deepEqual(
      calls.map(({ scope }) => scope),
      [
        'AKIAROLE eu-west-1/dynamodb',
        'AKIAROLE eu-west-2/s3',
        'AKIAROLE us-east-1/cloudfront',
        'AKIAROLE eu-west-3/sts',
      ],
    );
  });

  it('makes one client for a service in a region, however many ask at once', async () => {
    const aws = connectAws(credentials);
    const [one, two, other] = await Promise.all([
      aws.s3('eu-west-1'),
      aws.s3('eu-west-1'),
      aws.s3('eu-west-2'),
    ]);
    assert.equal(one, two);
    assert.notEqual(one, other);
  });

  it('rides out a service that fails five times', async () => {
    calls.length = 0;
    answer = (attempt) => (attempt < 6 ? 503 : 200);
    await (await connectAws(credentials).dynamodb('eu-west-1')).describeTable({ TableName: 't' });
    assert.equal(calls.length, 6);
    answer = () => 200;
  });
});
