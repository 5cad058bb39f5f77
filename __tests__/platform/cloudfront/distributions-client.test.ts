import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CloudFront } from '@aws-sdk/client-cloudfront';
import type { DistributionsApi } from '../../../src/platform/aws.ts';
import { connectDistributions } from '../../../src/platform/cloudfront/distributions-client.ts';
import { destinationOf } from '../../../src/platform/s3-transport/destination.ts';
import { FakeClock } from '../../fakes/platform.ts';
import { ComparingServer, type Reply, comparable, errorOf, valueOf } from '../s3-transport/comparison.ts';

const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'token' };
const server = new ComparingServer();
let endpoint: string;
let client: CloudFront;

before(async () => {
  endpoint = await server.start();
  client = new CloudFront({ region: 'us-east-1', endpoint, credentials, maxAttempts: 1 });
});
after(() => {
  client.destroy();
  server.stop();
});

function connect(clock = new FakeClock(Date.now())): DistributionsApi {
  const scheme = { name: 'sigv4', signingRegion: 'us-east-1', signingName: 'cloudfront' };
  const destination = destinationOf({ url: new URL(endpoint), properties: { authSchemes: [scheme] } });
  assert.ok(destination);
  return connectDistributions(
    { destination, credentials: () => Promise.resolve(credentials) },
    { clock, maxAttempts: 8, random: () => 1 },
  );
}

const paths = ['/', '/index.html', '/blog*', '/a&b/<"\'>', '/%C3%BC/%20', '/ü\n'];

const calls: Readonly<Record<string, (cloudfront: DistributionsApi) => Promise<object>>> = {
  getDistribution: (cloudfront) => cloudfront.getDistribution({ Id: 'E2QWRUHAPOMQZL' }),
  'getDistribution, of what is no id': (cloudfront) =>
    cloudfront.getDistribution({ Id: 'https://d.cloudfront.net/ü?a=b' }),
  createInvalidation: (cloudfront) =>
    cloudfront.createInvalidation({
      DistributionId: 'E2QWRUHAPOMQZL',
      InvalidationBatch: {
        CallerReference: 'run-1&2',
        Paths: { Quantity: paths.length, Items: paths },
      },
    }),
  getInvalidation: (cloudfront) =>
    cloudfront.getInvalidation({ DistributionId: 'E2QWRUHAPOMQZL', Id: 'I2J0I21PCUYOIK' }),
};

describe('a request', () => {
  for (const [name, call] of Object.entries(calls))
    it(`is the one the SDK makes: ${name}`, async () => {
      const answer = () => ({ body: '<Any/>' });
      const ours = await server.outcomeOf(answer, () => call(connect()));
      const theirs = await server.outcomeOf(answer, () => call(client));
      const [one, other] = [ours.requests[0], theirs.requests[0]];
      assert.ok(one && other);
      assert.deepEqual(comparable(one), comparable(other));
      assert.equal(one.headers['content-length'], other.headers['content-length']);
      assert.match(
        one.headers['authorization'] ?? '',
        /^AWS4-HMAC-SHA256 Credential=AKIA\/\d{8}\/us-east-1\/cloudfront\//,
      );
    });
});

const NAMESPACE = 'xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"';

/** As CloudFront answers: words of the same names in many places, before and after those that are meant. */
const distribution = (enabled: boolean): string => `<?xml version="1.0"?>
<Distribution ${NAMESPACE}><Id>E2QWRUHAPOMQZL</Id><ARN>arn:aws:cloudfront::123456789012:distribution/E2QWRUHAPOMQZL</ARN><Status>InProgress</Status><LastModifiedTime>2026-01-02T03:04:05.678Z</LastModifiedTime><InProgressInvalidationBatches>0</InProgressInvalidationBatches><ActiveTrustedSigners><Enabled>${!enabled}</Enabled><Quantity>0</Quantity></ActiveTrustedSigners><DistributionConfig><CallerReference>x</CallerReference><Aliases><Quantity>0</Quantity></Aliases><Origins><Quantity>1</Quantity><Items><Origin><Id>Status</Id><DomainName>site.s3.eu-west-1.amazonaws.com</DomainName><OriginPath/><OriginShield><Enabled>${!enabled}</Enabled></OriginShield></Origin></Items></Origins><DefaultCacheBehavior><TrustedSigners><Enabled>${!enabled}</Enabled><Quantity>0</Quantity></TrustedSigners></DefaultCacheBehavior><Comment>&lt;Enabled&gt;${!enabled}&lt;/Enabled&gt;</Comment><Logging><Enabled>${!enabled}</Enabled></Logging><Enabled>${enabled}</Enabled></DistributionConfig><DomainName>d111&amp;.cloudfront.net</DomainName></Distribution>`;

const invalidation = (status: string): string =>
  `<?xml version="1.0"?>\n<Invalidation ${NAMESPACE}><Id>I2J0I21PCUYOIK</Id><Status>${status}</Status><CreateTime>2026-01-02T03:04:05.678Z</CreateTime><InvalidationBatch><Paths><Quantity>1</Quantity><Items><Path>/*</Path></Items></Paths><CallerReference>x</CallerReference></InvalidationBatch></Invalidation>`;

const answers: readonly (readonly [name: string, call: string, reply: Reply])[] = [
  ['a distribution that is enabled', 'getDistribution', { body: distribution(true) }],
  ['a distribution that is disabled', 'getDistribution', { body: distribution(false) }],
  [
    'an invalidation that is accepted',
    'createInvalidation',
    { status: 201, body: invalidation('InProgress') },
  ],
  ['an invalidation that is done', 'getInvalidation', { body: invalidation('Completed') }],
];

type Found = Awaited<ReturnType<DistributionsApi['getDistribution']>> &
  Awaited<ReturnType<DistributionsApi['getInvalidation']>>;

describe('an answer', () => {
  for (const [name, call, reply] of answers)
    it(`says what it says through the SDK: ${name}`, async () => {
      const [ours, theirs] = [
        await server.outcomeOf(
          () => reply,
          () => calls[call]!(connect()),
        ),
        await server.outcomeOf(
          () => reply,
          () => calls[call]!(client),
        ),
      ].map(({ end }) => {
        const { Distribution: found, Invalidation: made } = valueOf(end) as unknown as Found;
        return {
          distribution: found && [found.Status, found.DomainName, found.DistributionConfig?.Enabled],
          invalidation: made && [made.Id, made.Status],
        };
      });
      assert.deepEqual(ours, theirs);
      assert.ok(
        ours?.distribution?.every((field) => field !== undefined) ?? ours?.invalidation?.every(Boolean),
      );
    });

  for (const [status, code, call] of [
    [400, 'TooManyInvalidationsInProgress', 'createInvalidation'],
    [400, 'InvalidationBatchAlreadyExists', 'createInvalidation'],
    [400, 'InvalidArgument', 'createInvalidation'],
    [403, 'AccessDenied', 'createInvalidation'],
    [404, 'NoSuchDistribution', 'getDistribution'],
    [403, 'AccessDenied', 'getDistribution'],
    [403, 'ExpiredToken', 'getDistribution'],
    [404, 'NoSuchInvalidation', 'getInvalidation'],
  ] as const)
    it(`is the SDK's error, and final: ${status} ${code}`, async () => {
      const reply = {
        status,
        body: `<?xml version="1.0"?>\n<ErrorResponse ${NAMESPACE}><Error><Type>Sender</Type><Code>${code}</Code><Message>Because &amp; so</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
      };
      const ours = await server.outcomeOf(
        () => reply,
        () => calls[call]!(connect()),
      );
      const theirs = await server.outcomeOf(
        () => reply,
        () => calls[call]!(client),
      );
      assert.equal(ours.requests.length, 1);
      assert.deepEqual(errorOf(ours.end), errorOf(theirs.end));
    });
});

describe('a request that fails', () => {
  const throttled = {
    status: 400,
    body: '<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>',
  };
  for (const [name, reply] of [
    ['throttled', throttled],
    ['503', { status: 503 }],
    ['a connection that is reset', 'hang up'],
    ['an answer that is cut', 'cut'],
  ] as const)
    it(`is made again: ${name}`, async () => {
      const clock = new FakeClock(Date.now());
      const { end, requests } = await server.outcomeOf(
        (nth) => (nth < 4 ? reply : { status: 201, body: invalidation('InProgress') }),
        () => calls['createInvalidation']!(connect(clock)),
      );
      assert.equal(end.status, 'fulfilled');
      assert.equal(new Set(requests.map(({ body }) => body)).size, 1);
      assert.equal(requests.length, 4);
      assert.ok(clock.monotonic() > 0);
    });

  it('is given up after eight tries, with what CloudFront said last', async () => {
    const { end, requests } = await server.outcomeOf(
      () => throttled,
      () => calls['createInvalidation']!(connect()),
    );
    assert.equal(requests.length, 8);
    assert.deepEqual(errorOf(end), { name: 'Throttling', message: 'Rate exceeded', status: 400 });
  });
});
