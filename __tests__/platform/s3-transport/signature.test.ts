import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { S3 } from '@aws-sdk/client-s3';
import { randomFrom } from '../../../local/s3/faults.ts';
import {
  encodeKey,
  encodeQuery,
  encodeUri,
  Signer,
  type Unsigned,
} from '../../../src/platform/s3-transport/signature.ts';

/** What of the SDK's signer is used here; it takes a plain object for its HttpRequest. */
interface TheirSigner {
  sign(
    request: object,
    options: { readonly signingDate: Date },
  ): Promise<{ readonly headers: Readonly<Record<string, string>> }>;
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The SDK's own signer, made by its client as it makes it for itself. */
async function theirSigner(region: string, credentials: Credentials): Promise<TheirSigner> {
  const client = new S3({ region, credentials });
  const scheme = { name: 'sigv4', signingName: 's3', signingRegion: region, properties: {} };
  return (await client.config.signer(scheme as never)) as unknown as TheirSigner;
}

const PIECES = [
  'a',
  'Z',
  '0',
  '-',
  '_',
  '.',
  '~',
  ' ',
  '+',
  '%',
  '/',
  '//',
  '..',
  '?',
  '#',
  '&',
  '=',
  ':',
  ';',
  ',',
].concat([
  '@',
  '$',
  '!',
  "'",
  '(',
  ')',
  '*',
  '"',
  '<',
  '>',
  '|',
  '\\',
  '^',
  '`',
  '{',
  '}',
  '[',
  ']',
  'ü',
  'é',
  '日本',
  '😀',
  '\u00a0',
]);

describe('a signature', () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);

  it(`is the SDK's, whatever the key, the parameters, the headers and the credentials (SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    const below = (bound: number): number => Math.floor(random() * bound);
    const text = (longest: number): string =>
      Array.from({ length: 1 + below(longest) }, () => PIECES[below(PIECES.length)]).join('');
    for (let round = 0; round < 400; round++) {
      const region = ['eu-west-1', 'us-east-1', 'cn-north-1', 'us-gov-west-1'][below(4)] ?? '';
      const credentials: Credentials = {
        accessKeyId: `AKIA${below(1e9)}`,
        secretAccessKey: text(40),
        ...(random() < 0.5 ? { sessionToken: text(200) } : {}),
      };
      const query = Object.fromEntries(Array.from({ length: below(5) }, () => [text(6), text(12)]));
      const padded = ['  one\t two  ', 'one  two', ' x', 'x ', 'plain', 'a\r\n b'][below(6)] ?? '';
      const key = text(30);
      const unsigned: Unsigned = {
        method: ['GET', 'PUT', 'HEAD'][below(3)] ?? '',
        path: `/${encodeKey(key)}`,
        query: encodeQuery(query),
        headers: {
          host: `bucket.s3.${region}.amazonaws.com`,
          'x-amz-content-sha256': 'ab'.repeat(32),
          'cache-control': 'public,max-age=0',
          'content-type': padded,
          'user-agent': 'revive-deploy',
          'content-length': String(below(1e6)),
          ...(random() < 0.5 ? { 'if-match': `"${below(1e9)}"` } : { 'if-none-match': '*' }),
        },
      };
      const now = Date.UTC(2026, below(12), 1 + below(28), below(24), below(60), below(60), below(1000));
      const ours = new Signer({ region, service: 's3' }).sign(unsigned, credentials, now);
      const theirs = await (
        await theirSigner(region, credentials)
      ).sign({ ...unsigned, query, hostname: unsigned.headers['host'] }, { signingDate: new Date(now) });
      const shown = JSON.stringify({ key, query, region });
      assert.equal(ours['authorization'], theirs.headers['authorization'], shown);
      assert.equal(ours['x-amz-date'], theirs.headers['x-amz-date']);
      assert.equal(ours['x-amz-security-token'], theirs.headers['x-amz-security-token']);
    }
  });

  it('follows credentials that are renewed and days that end, with one signer', async () => {
    const signer = new Signer({ region: 'eu-west-1', service: 's3' });
    const unsigned: Unsigned = {
      method: 'GET',
      path: '/',
      query: '',
      headers: { host: 'h', 'x-amz-content-sha256': 'x' },
    };
    const signed: (string | undefined)[] = [];
    for (const secretAccessKey of ['one', 'two', 'one'])
      for (const now of [Date.UTC(2026, 0, 1, 23, 59, 59, 999), Date.UTC(2026, 0, 2)]) {
        const credentials = { accessKeyId: 'AKIA', secretAccessKey };
        const { authorization } = signer.sign(unsigned, credentials, now);
        const fresh = new Signer({ region: 'eu-west-1', service: 's3' }).sign(unsigned, credentials, now);
        assert.equal(authorization, fresh['authorization']);
        signed.push(authorization);
      }
    assert.equal(new Set(signed).size, 4);
  });
});

describe('an encoded key', () => {
  it('keeps its slashes, every one of them, and loses nothing', () => {
    assert.equal(encodeKey("/a//b c+d%2F~é!'()*.js"), '/a//b%20c%2Bd%252F~%C3%A9%21%27%28%29%2A.js');
  });

  it('has in a query what would end a value', () => {
    assert.equal(encodeQuery({ b: '1&2=3', a: 'x/y+z' }), 'a=x%2Fy%2Bz&b=1%262%3D3');
    assert.equal(encodeUri(' '), '%20');
  });
});
