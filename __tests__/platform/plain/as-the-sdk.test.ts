import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it, mock } from 'node:test';
import { CloudFront } from '@aws-sdk/client-cloudfront';
import { S3 } from '@aws-sdk/client-s3';
import { environmentCredentials, memoised } from '../../../src/platform/plain/credentials.ts';
import { bucketDestination, cloudFrontDestination } from '../../../src/platform/plain/destinations.ts';
import { hasPlainSettings } from '../../../src/platform/plain/settings.ts';
import type { Environment } from '../../../src/platform/platform.ts';
import { findDestination } from '../../../src/platform/s3-transport/destination.ts';

// What is known without the SDK must be what the SDK would say, or nothing: for whatever stands in the environment.

const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };
let home: string;
/** Shared configuration that says something, and that says nothing. */
let files: { readonly says: string; readonly empty: string };
const own = { ...process.env };

before(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'plain-'));
  files = { says: path.join(home, 'says'), empty: path.join(home, 'empty') };
  await writeFile(
    files.says,
    '[default]\nendpoint_url = http://127.0.0.9:9\nuse_fips_endpoint = true\naws_access_key_id = AKIAFILE\naws_secret_access_key = f\n',
  );
  await writeFile(files.empty, '\n \n');
  // It says aloud what it can't parse.
  mock.method(console, 'error', () => undefined);
  mock.method(console, 'warn', () => undefined);
});
after(async () => {
  mock.restoreAll();
  live(own);
  await rm(home, { recursive: true, force: true });
});

/** Makes an environment that of this process, which is where the SDK looks. */
function live(environment: Environment): void {
  for (const name of Object.keys(process.env)) if (environment[name] === undefined) delete process.env[name];
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) process.env[name] = value;
}

const regions = [
  ...['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-2', 'ap-southeast-7', 'sa-east-1'],
  ...['ca-west-1', 'me-central-1', 'af-south-1', 'il-central-1', 'mx-central-1', 'eu-north-9', 'ap-new-12'],
  ...['cn-north-1', 'us-gov-west-1', 'us-iso-east-1', 'us-isob-east-1', 'eu-isoe-west-1', 'eusc-de-east-1'],
  ...[
    'aws-global',
    'fips-us-east-1',
    'us-east-1-fips',
    'mars-north-1',
    'US-EAST-1',
    'us-east',
    'x',
    'us-east-1/',
  ],
];

const buckets = [
  ...['site', 'site-bucket', 'a1b', '123', 'my-terraform-state-123456789012', 'x'.repeat(63), '0-0'],
  ...[
    'www.example.com',
    'a.b',
    'x'.repeat(64),
    'ab',
    'Site',
    'under_score',
    '-site',
    'site-',
    'xn--site',
    'a b',
  ],
  ...[
    'site--use1-az4--x-s3',
    'site--x-s3',
    'site-s3alias',
    'site--ol-s3',
    'a--op-s3',
    '127.0.0.1',
    'a?b',
    'ü',
  ],
  ...[
    'arn:aws:s3:us-east-1:123456789012:accesspoint/a',
    'arn:aws:s3::123456789012:accesspoint/a.mrap',
    'http',
  ],
];

const endpoints = [
  ...[
    'http://127.0.0.1:4566',
    'http://localhost:4566',
    'https://s3.example.com',
    'https://s3.example.com:443/',
  ],
  ...['http://10.0.0.1', 'http://10.0.0.1:80', 'http://minio:9000', 'http://host.docker.internal:9000'],
  ...[
    'https://example.com/s3',
    'https://example.com/s3/',
    'https://example.com?x=1',
    'https://u:p@example.com',
  ],
  ...[
    'http://[::1]:4566',
    'http://127.1:99',
    'HTTP://Example.COM',
    'http://a_b:1',
    'http://x-.y',
    'http://-x.y',
  ],
  ...[
    'ftp://example.com',
    'example.com',
    'localhost:4566',
    'http://',
    'no address',
    'https://example.com/#x',
    ' ',
  ],
  ...[
    'https://bucket.vpce-1.s3.us-east-1.vpce.amazonaws.com',
    'https://s3.us-west-2.amazonaws.com',
    'http://1.2.3',
  ],
];

/** Values that a variable takes in a draw; the first is what it is without one. */
const variables: Readonly<Record<string, readonly (string | undefined)[]>> = {
  AWS_ENDPOINT_URL: [undefined, '', ...endpoints],
  AWS_ENDPOINT_URL_S3: [undefined, undefined, '', ...endpoints],
  AWS_ENDPOINT_URL_CLOUDFRONT: [undefined, undefined, '', ...endpoints],
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: [undefined, '', 'true', 'false', 'TRUE', '1'],
  AWS_USE_FIPS_ENDPOINT: [undefined, '', 'true', 'false', 'yes'],
  AWS_USE_DUALSTACK_ENDPOINT: [undefined, '', 'true', 'false', 'yes'],
  AWS_S3_USE_ARN_REGION: [undefined, 'true', 'false', ''],
  AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS: [undefined, 'true', 'false'],
  AWS_S3_DISABLE_EXPRESS_SESSION_AUTH: [undefined, 'true', 'false'],
  AWS_S3_US_EAST_1_REGIONAL_ENDPOINT: [undefined, 'legacy', 'regional'],
  AWS_AUTH_SCHEME_PREFERENCE: [undefined, 'sigv4a', 'sigv4', ''],
  AWS_SIGV4A_SIGNING_REGION_SET: [undefined, '*', ''],
  AWS_DEFAULTS_MODE: [undefined, 'standard', 'in-region', ''],
  AWS_ACCOUNT_ID_ENDPOINT_MODE: [undefined, 'required', 'disabled'],
  AWS_REGION: [undefined, 'eu-west-3', 'cn-north-1'],
  AWS_PROFILE: [undefined, '', 'default'],
  AWS_CONFIG_FILE: [undefined, '', 'absent', 'empty', 'says'],
  AWS_SHARED_CREDENTIALS_FILE: [undefined, '', 'absent', 'empty', 'says'],
  AWS_ACCESS_KEY_ID: ['AKIAENV', undefined, ''],
  AWS_SECRET_ACCESS_KEY: ['secret', undefined, ''],
  AWS_SESSION_TOKEN: [undefined, '', 'token'],
  AWS_CREDENTIAL_EXPIRATION: [undefined, '', '2030-01-01T00:00:00Z'],
  AWS_CREDENTIAL_SCOPE: [undefined, '', 'us-east-1'],
  AWS_ACCOUNT_ID: [undefined, '123456789012'],
};

const environmentOf = (given: Environment): Environment => {
  const named = (name: 'AWS_CONFIG_FILE' | 'AWS_SHARED_CREDENTIALS_FILE'): Environment => {
    const value = given[name];
    if (value === undefined || value === '') return { [name]: value };
    return { [name]: value === 'absent' ? path.join(home, 'absent') : files[value as 'empty' | 'says'] };
  };
  return {
    HOME: home,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...given,
    ...named('AWS_CONFIG_FILE'),
    ...named('AWS_SHARED_CREDENTIALS_FILE'),
  };
};

/** Numbers that look random and are the same in each run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function draws(seed: number): <T>(from: readonly T[]) => T {
  let state = seed;
  return (from) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)] as (typeof from)[number];
  };
}

/** Each variable with each value by itself, and many draws of a few together. */
function environments(draw: ReturnType<typeof draws>): readonly Environment[] {
  const names = Object.keys(variables);
  const usual = Object.fromEntries(Object.entries(variables).map(([name, [first]]) => [name, first]));
  const single = names.flatMap((name) =>
    (variables[name] ?? []).map((value) => ({ ...usual, [name]: value })),
  );
  const together = Array.from({ length: 400 }, () => ({
    ...usual,
    ...Object.fromEntries(
      [1, 2, 3].map(() => {
        const name = draw(names);
        return [name, draw(variables[name] ?? [])];
      }),
    ),
  }));
  return [...single, ...together].map(environmentOf);
}

describe('a bucket is where the SDK finds it, or left to the SDK', () => {
  /** @returns whether it was known without the SDK */
  const compare = async (environment: Environment, region: string, bucket: string): Promise<boolean> => {
    live(environment);
    const known = (await hasPlainSettings(environment))
      ? bucketDestination(environment, { region, bucket })
      : undefined;
    if (known === undefined) return false;
    assert.deepEqual(known, await findDestination(new S3({ region, credentials }), bucket));
    return true;
  };

  it('in each region, whatever its name', async () => {
    let known = 0;
    for (const region of regions)
      for (const bucket of buckets) known += Number(await compare(environmentOf({}), region, bucket));
    // Seven plain names in a dozen regions.
    assert.ok(known >= 80, `${known}`);
  });

  it('at each endpoint', async () => {
    let known = 0;
    for (const AWS_ENDPOINT_URL of endpoints)
      for (const bucket of buckets)
        known += Number(await compare(environmentOf({ AWS_ENDPOINT_URL }), 'eu-west-1', bucket));
    assert.ok(known >= 60, `${known}`);
  });

  it('whatever else stands in the environment', async () => {
    const draw = draws(20261123);
    let known = 0;
    for (const environment of environments(draw))
      known += Number(await compare(environment, draw(regions.slice(0, 12)), draw(buckets.slice(0, 7))));
    assert.ok(known >= 150, `${known}`);
  });

  it('without the SDK in the cases that count', async () => {
    const plain = async (given: Environment, bucket = 'site-bucket') => {
      const environment = environmentOf(given);
      if (!(await hasPlainSettings(environment))) return undefined;
      const { protocol, host, prefix } =
        bucketDestination(environment, { region: 'eu-west-1', bucket }) ?? {};
      return protocol && `${protocol}//${host}${prefix}`;
    };
    assert.equal(await plain({}), 'https://site-bucket.s3.eu-west-1.amazonaws.com');
    assert.equal(
      await plain({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_CONFIG_FILE: 'empty' }),
      'http://127.0.0.1:4566/site-bucket',
    );
    for (const given of [
      { AWS_PROFILE: 'work' },
      { AWS_USE_FIPS_ENDPOINT: 'true' },
      { AWS_CONFIG_FILE: 'says' },
      { AWS_SHARED_CREDENTIALS_FILE: 'says' },
      { AWS_S3_USE_ARN_REGION: 'true' },
      { HOME: undefined },
    ])
      assert.equal(await plain(given), undefined, JSON.stringify(given));
    assert.equal(await plain({}, 'www.example.com'), undefined);
  });

  it('and a configuration in the home directory counts', async () => {
    const HOME = path.join(home, 'somebody');
    await mkdir(path.join(HOME, '.aws'), { recursive: true });
    assert.equal(await hasPlainSettings({ HOME }), true);
    await writeFile(path.join(HOME, '.aws', 'config'), '[default]\nendpoint_url = http://127.0.0.9:9\n');
    assert.equal(await hasPlainSettings({ HOME }), false);
    assert.equal(await hasPlainSettings({ HOME, AWS_CONFIG_FILE: files.empty }), true);
  });
});

describe('CloudFront is where the SDK finds it, or left to the SDK', () => {
  it('whatever stands in the environment', async () => {
    let known = 0;
    for (const environment of environments(draws(7))) {
      live(environment);
      const ours = (await hasPlainSettings(environment)) ? cloudFrontDestination(environment) : undefined;
      if (ours === undefined) continue;
      known++;
      interface Sent {
        readonly protocol: string;
        readonly hostname: string;
        readonly port?: number;
        readonly path: string;
        readonly headers: Readonly<Record<string, string>>;
      }
      let sent: Sent | undefined;
      const handle = (request: Sent): never => {
        sent = request;
        throw new Error('caught');
      };
      const requestHandler = { handle } as never;
      const client = new CloudFront({ region: 'us-east-1', credentials, maxAttempts: 1, requestHandler });
      await assert.rejects(client.getDistribution({ Id: 'E1' }), /caught/);
      const [, region, service] =
        /Credential=AKIA\/\d+\/([^/]+)\/([^/]+)\//.exec(sent?.headers['authorization'] ?? '') ?? [];
      const { protocol, hostname, host, port, prefix, scope } = ours;
      assert.deepEqual(
        { protocol, hostname, host, port, path: `${prefix}/2020-05-31/distribution/E1`, scope: { ...scope } },
        {
          protocol: sent?.protocol,
          hostname: sent?.hostname,
          host: sent?.headers['host'],
          port: sent?.port ?? (sent?.protocol === 'https:' ? 443 : 80),
          path: sent?.path,
          scope: { region, service },
        },
      );
    }
    assert.ok(known >= 150, `${known}`);
  });
});

describe('credentials are those that the SDK takes, or left to the SDK', () => {
  it('whatever stands in the environment', async () => {
    let known = 0;
    for (const environment of environments(draws(99))) {
      live(environment);
      const ours = (await hasPlainSettings(environment))
        ? await environmentCredentials(environment)?.()
        : undefined;
      if (ours === undefined) continue;
      known++;
      const theirs = await new S3({ region: 'us-east-1' }).config.credentials();
      const { accessKeyId, secretAccessKey, sessionToken, expiration, credentialScope } = theirs;
      assert.deepEqual(
        { sessionToken: undefined, expiration: undefined, credentialScope: undefined, ...ours },
        { accessKeyId, secretAccessKey, sessionToken, expiration, credentialScope },
      );
    }
    assert.ok(known >= 150, `${known}`);
  });

  it('and are asked for anew when the SDK asks: before they expire, and once for all who wait', async () => {
    mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
    try {
      const draw = draws(5);
      const provider = (lifetimes: readonly (number | undefined)[]) => {
        let asked = 0;
        return () => {
          const lifetime = lifetimes[Math.min(asked++, lifetimes.length - 1)];
          const expiration = lifetime === undefined ? {} : { expiration: new Date(Date.now() + lifetime) };
          return Promise.resolve({ accessKeyId: `AKIA${asked}`, secretAccessKey: 'secret', ...expiration });
        };
      };
      let renewed = 0;
      for (let round = 0; round < 60; round++) {
        const lifetimes = [1, 2, 3, 4].map(() => draw([undefined, 300_000, 300_001, 900_000, 3_600_000]));
        const ours = memoised(provider(lifetimes), { now: Date.now });
        const theirs = new S3({ region: 'us-east-1', credentials: provider(lifetimes) }).config.credentials;
        for (let turn = 0; turn < 8; turn++) {
          mock.timers.tick(draw([0, 1, 299_999, 600_000, 600_001, 3_300_000]));
          const [one, again, other] = await Promise.all([ours(), ours(), theirs(), theirs()]).then((all) =>
            [all[0], all[1], all[2]].map(({ accessKeyId }) => accessKeyId),
          );
          assert.equal(one, other);
          assert.equal(again, other);
          renewed += Number(other !== 'AKIA1');
        }
      }
      assert.ok(renewed > 50, `${renewed}`);
    } finally {
      mock.timers.reset();
    }
  });

  it('and a provider that fails is asked again by the next request', async () => {
    let asked = 0;
    const ask = memoised(
      () =>
        asked++ === 0
          ? Promise.reject(new Error('no token'))
          : Promise.resolve({ accessKeyId: 'AKIA', secretAccessKey: 'secret' }),
      { now: () => 0 },
    );
    await assert.rejects(ask(), /no token/);
    assert.equal((await ask()).accessKeyId, 'AKIA');
    assert.equal((await ask()).accessKeyId, 'AKIA');
    assert.equal(asked, 2);
  });
});
