import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { S3, type S3ClientConfig } from '@aws-sdk/client-s3';
import { destinationOf, findDestination } from '../../../src/platform/s3-transport/destination.ts';

const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };

interface Sent {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the SDK itself sends for an object, caught before it leaves. */
async function sentBySdk(config: S3ClientConfig, bucket: string): Promise<Sent> {
  let sent: Sent | undefined;
  const handle = (request: Sent): never => {
    sent = request;
    throw new Error('caught');
  };
  const client = new S3({ ...config, credentials, maxAttempts: 1, requestHandler: { handle } as never });
  await assert.rejects(client.headObject({ Bucket: bucket, Key: 'key' }), /caught/);
  assert.ok(sent);
  return sent;
}

const configurations: readonly (readonly [name: string, config: S3ClientConfig, bucket?: string])[] = [
  ['a region', { region: 'eu-west-1' }],
  ['the oldest region', { region: 'us-east-1' }],
  ['China', { region: 'cn-north-1' }],
  ['GovCloud', { region: 'us-gov-west-1' }],
  ['a bucket with dots', { region: 'eu-west-1' }, 'www.example.com'],
  ['FIPS', { region: 'us-east-1', useFipsEndpoint: true }],
  ['dual stack', { region: 'eu-west-1', useDualstackEndpoint: true }],
  ['path style', { region: 'eu-west-1', forcePathStyle: true }],
  ['an address as endpoint', { region: 'eu-west-1', endpoint: 'http://127.0.0.1:4566' }],
  ['an IPv6 address as endpoint', { region: 'eu-west-1', endpoint: 'http://[::1]:4566' }],
  [
    'an endpoint with a path',
    { region: 'eu-west-1', endpoint: 'https://example.com/s3/', forcePathStyle: true },
  ],
  ['a name as endpoint', { region: 'eu-west-1', endpoint: 'http://s3.example.com:9000' }],
];

describe('where requests go', () => {
  for (const [name, config, bucket = 'site-bucket'] of configurations)
    it(`is where the SDK sends them: ${name}`, async () => {
      const sent = await sentBySdk(config, bucket);
      const found = await findDestination(new S3({ ...config, credentials }), bucket);
      assert.ok(found);
      const { protocol, hostname, port, host, prefix, scope } = found;
      assert.equal(protocol, sent.protocol);
      assert.equal(hostname, sent.hostname.replace(/^\[|\]$/g, ''));
      assert.equal(port, sent.port ?? (protocol === 'https:' ? 443 : 80));
      assert.equal(`${prefix}/key`, sent.path);
      assert.equal(host, sent.headers['host']);
      const [, region, service] =
        /Credential=AKIA\/\d+\/([^/]+)\/([^/]+)\//.exec(sent.headers['authorization'] ?? '') ?? [];
      assert.deepEqual({ ...scope }, { region, service });
    });

  it('follows the variables of an endpoint', async () => {
    process.env['AWS_ENDPOINT_URL_S3'] = 'http://127.0.0.1:1234';
    try {
      const found = await findDestination(new S3({ region: 'eu-west-1', credentials }), 'b-1');
      assert.equal(found?.host, '127.0.0.1:1234');
      assert.equal(found?.prefix, '/b-1');
    } finally {
      delete process.env['AWS_ENDPOINT_URL_S3'];
    }
  });

  it('is left to the SDK where a plain signature is not enough', async () => {
    const client = new S3({ region: 'us-east-1', credentials });
    assert.equal(await findDestination(client, 'site--use1-az4--x-s3'), undefined);
    assert.equal(await findDestination(client, 'arn:aws:s3::123456789012:accesspoint/a.mrap'), undefined);
    const url = new URL('https://example.com');
    assert.equal(destinationOf({ url }), undefined);
    const properties = { authSchemes: [{ name: 'sigv4', signingRegion: 'eu-west-1' }] };
    assert.equal(destinationOf({ url, properties, headers: { 'x-own': ['1'] } }), undefined);
    assert.ok(destinationOf({ url, properties }));
  });
});
