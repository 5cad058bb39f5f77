import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  CloudFrontClient,
  CreateDistributionCommand,
  CreateFunctionCommand,
  CreateInvalidationCommand,
  CreateOriginAccessControlCommand,
  CreateResponseHeadersPolicyCommand,
  DeleteDistributionCommand,
  DescribeFunctionCommand,
  GetDistributionConfigCommand,
  GetInvalidationCommand,
  GetResponseHeadersPolicyCommand,
  ListInvalidationsCommand,
  PublishFunctionCommand,
  UpdateDistributionCommand,
  waitUntilInvalidationCompleted,
  type DistributionConfig,
} from '@aws-sdk/client-cloudfront';

import { startLocalAws, type LocalAws } from '../../../local/aws/local-aws.ts';
import { refused } from './refused.ts';

let aws: LocalAws;
let cloudfront: CloudFrontClient;

before(async () => {
  aws = await startLocalAws();
  cloudfront = new CloudFrontClient({
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
after(async () => {
  cloudfront?.destroy();
  await aws?.stop();
});

const cachingOptimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';

function configuration(reference: string, more: Partial<DistributionConfig> = {}): DistributionConfig {
  return {
    CallerReference: reference,
    Comment: 'site',
    Enabled: true,
    Origins: {
      Quantity: 1,
      Items: [
        {
          Id: 'site',
          DomainName: 'site.s3.us-east-1.amazonaws.com',
          OriginAccessControlId: 'E2ACCESS',
          S3OriginConfig: { OriginAccessIdentity: '' },
        },
      ],
    },
    DefaultCacheBehavior: {
      TargetOriginId: 'site',
      ViewerProtocolPolicy: 'redirect-to-https',
      CachePolicyId: cachingOptimized,
    },
    ViewerCertificate: { CloudFrontDefaultCertificate: true },
    ...more,
  };
}

async function createDistribution(reference: string): Promise<{ id: string; etag: string; arn: string }> {
  const made = await cloudfront.send(
    new CreateDistributionCommand({ DistributionConfig: configuration(reference) }),
  );
  return {
    id: made.Distribution?.Id ?? '',
    etag: made.ETag ?? '',
    arn: made.Distribution?.ARN ?? '',
  };
}

test('a distribution is answered as it was given, with the defaults of CloudFront', async () => {
  const { id, arn } = await createDistribution('as-given');
  const { DistributionConfig: found } = await cloudfront.send(new GetDistributionConfigCommand({ Id: id }));
  assert.equal(arn, `arn:aws:cloudfront::${aws.account}:distribution/${id}`);
  assert.equal(found?.Origins?.Items?.[0]?.OriginAccessControlId, 'E2ACCESS');
  assert.equal(found?.DefaultCacheBehavior?.ForwardedValues, undefined);
  assert.equal(found?.DefaultCacheBehavior?.CachePolicyId, cachingOptimized);
  assert.equal(found?.ViewerCertificate?.SSLSupportMethod, 'vip');
  assert.equal(found?.ViewerCertificate?.ACMCertificateArn, undefined);
});

test('an update changes the ETag, and a stale one is refused', async () => {
  const { id, etag } = await createDistribution('update');
  const changed = configuration('update', { Comment: 'changed', Enabled: false });
  const updated = await cloudfront.send(
    new UpdateDistributionCommand({ Id: id, IfMatch: etag, DistributionConfig: changed }),
  );
  assert.notEqual(updated.ETag, etag);
  await assert.rejects(
    cloudfront.send(new UpdateDistributionCommand({ Id: id, IfMatch: etag, DistributionConfig: changed })),
    refused('PreconditionFailed', 412),
  );
  await cloudfront.send(new DeleteDistributionCommand({ Id: id, IfMatch: updated.ETag }));
});

test('a distribution that is enabled is not deleted', async () => {
  const { id, etag } = await createDistribution('enabled');
  await assert.rejects(
    cloudfront.send(new DeleteDistributionCommand({ Id: id, IfMatch: etag })),
    refused('DistributionNotDisabled', 409),
  );
});

test('an invalidation is in progress first and Completed then', async () => {
  const { id } = await createDistribution('invalidation');
  const batch = { CallerReference: 'one', Paths: { Quantity: 2, Items: ['/', '/index.html'] } };
  const { Invalidation: made } = await cloudfront.send(
    new CreateInvalidationCommand({ DistributionId: id, InvalidationBatch: batch }),
  );
  assert.equal(made?.Status, 'InProgress');
  const which = { DistributionId: id, Id: made?.Id };
  await waitUntilInvalidationCompleted({ client: cloudfront, maxWaitTime: 10, minDelay: 1 }, which);
  const { Invalidation: then } = await cloudfront.send(new GetInvalidationCommand(which));
  assert.equal(then?.Status, 'Completed');
  assert.deepEqual(then?.InvalidationBatch?.Paths?.Items, ['/', '/index.html']);
});

test('the same caller reference is the same invalidation, and with other paths refused', async () => {
  const { id } = await createDistribution('idempotent');
  const send = (path: string) =>
    cloudfront.send(
      new CreateInvalidationCommand({
        DistributionId: id,
        InvalidationBatch: { CallerReference: 'same', Paths: { Quantity: 1, Items: [path] } },
      }),
    );
  const first = await send('/*');
  const second = await send('/*');
  assert.equal(second.Invalidation?.Id, first.Invalidation?.Id);
  const { InvalidationList: list } = await cloudfront.send(
    new ListInvalidationsCommand({ DistributionId: id }),
  );
  assert.equal(list?.Quantity, 1);
  await assert.rejects(send('/other'), refused('InvalidationBatchAlreadyExists', 400));
});

test('a function is developed, published and answered by stage', async () => {
  const made = await cloudfront.send(
    new CreateFunctionCommand({
      Name: 'rewrite',
      FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' },
      FunctionCode: new TextEncoder().encode('function handler(event) { return event.request; }'),
    }),
  );
  assert.equal(
    made.FunctionSummary?.FunctionMetadata?.FunctionARN,
    `arn:aws:cloudfront::${aws.account}:function/rewrite`,
  );
  await assert.rejects(
    cloudfront.send(new DescribeFunctionCommand({ Name: 'rewrite', Stage: 'LIVE' })),
    refused('NoSuchFunctionExists', 404),
  );
  await cloudfront.send(new PublishFunctionCommand({ Name: 'rewrite', IfMatch: made.ETag }));
  const live = await cloudfront.send(new DescribeFunctionCommand({ Name: 'rewrite', Stage: 'LIVE' }));
  assert.equal(live.FunctionSummary?.FunctionMetadata?.Stage, 'LIVE');
});

test('a response headers policy is kept as it was given', async () => {
  const given = {
    Name: 'headers',
    SecurityHeadersConfig: {
      ContentTypeOptions: { Override: true },
      StrictTransportSecurity: { Override: true, AccessControlMaxAgeSec: 63072000, IncludeSubdomains: true },
    },
    CustomHeadersConfig: { Quantity: 1, Items: [{ Header: 'x-a', Value: 'b', Override: true }] },
  };
  const made = await cloudfront.send(
    new CreateResponseHeadersPolicyCommand({ ResponseHeadersPolicyConfig: given }),
  );
  const found = await cloudfront.send(
    new GetResponseHeadersPolicyCommand({ Id: made.ResponseHeadersPolicy?.Id }),
  );
  assert.deepEqual(found.ResponseHeadersPolicy?.ResponseHeadersPolicyConfig, given);
});

test('access controls answer their configuration too', async () => {
  const made = await cloudfront.send(
    new CreateOriginAccessControlCommand({
      OriginAccessControlConfig: {
        Name: 'site',
        SigningProtocol: 'sigv4',
        SigningBehavior: 'always',
        OriginAccessControlOriginType: 's3',
      },
    }),
  );
  assert.equal(made.OriginAccessControl?.OriginAccessControlConfig?.SigningBehavior, 'always');
});
