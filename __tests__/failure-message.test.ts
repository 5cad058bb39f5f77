import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../src/errors.ts';
import { failureMessage, toFailure, withoutSecrets } from '../src/failure-message.ts';

const locked = new Failure({
  code: 'STATE_LOCKED',
  reason: 'The Terraform state is locked by ada.',
  safe: 'Nothing was changed.',
  next: 'Wait for the holder to end, then run again.',
  details: ['Only if the holder is gone:\nterraform force-unlock 42'],
});

describe('failureMessage', () => {
  it('says code and reason, details, what is safe, and what to do next, in this order', () => {
    assert.deepEqual(failureMessage(locked), [
      'STATE_LOCKED: The Terraform state is locked by ada.',
      '  Only if the holder is gone:',
      '  terraform force-unlock 42',
      'Safe: Nothing was changed.',
      'Next: Wait for the holder to end, then run again.',
    ]);
  });

  it('shows no colours and no characters that hide or reorder text', () => {
    const evil = new Failure({
      ...locked,
      reason: '\u001b[31mred\u001b[0m \u202egnirts\u202c \u0007bell',
      details: [],
    });
    assert.equal(failureMessage(evil)[0], 'STATE_LOCKED: red �gnirts� �bell');
  });
});

describe('toFailure', () => {
  it('leaves a failure as it is', () => {
    assert.equal(toFailure(locked), locked);
  });

  it('calls an aborted wait CANCELLED', async () => {
    const aborted = await delay(60_000, undefined, { signal: AbortSignal.abort() }).catch(
      (error: unknown) => error,
    );
    assert.equal(toFailure(aborted).code, 'CANCELLED');
    assert.equal(toFailure(AbortSignal.abort().reason).code, 'CANCELLED');
  });

  it('tells the failure a wait was aborted with', async () => {
    const signal = AbortSignal.abort(new Failure({ ...locked, code: 'LEASE_LOST' }));
    const aborted = await delay(60_000, undefined, { signal }).catch((error: unknown) => error);
    assert.equal(toFailure(aborted).code, 'LEASE_LOST');
  });

  it('calls anything else INTERNAL, with its stack and those of its causes', () => {
    const failure = toFailure(new TypeError('x is undefined', { cause: new RangeError('too far') }));
    assert.equal(failure.code, 'INTERNAL');
    assert.equal(failure.reason, 'TypeError: x is undefined');
    const details = failure.details.join('\n');
    assert.match(details, /TypeError: x is undefined\n\s+at .*failure-message\.test\.ts/);
    assert.match(details, /caused by RangeError: too far\n\s+at /);
  });

  it('copes with what is no error at all, and with a cause that leads back to itself', () => {
    assert.match(toFailure('just text').reason, /^string thrown: just text$/);
    assert.match(toFailure(undefined).reason, /undefined/);
    const loop = new Error('round');
    loop.cause = loop;
    assert.equal(toFailure(loop).reason, 'Error: round');
    assert.equal(toFailure(Object.create(null)).code, 'INTERNAL');
  });

  it('carries no secret of an unforeseen error', () => {
    const secret = 'wJalrXUtnFEMI1K7MDENG2bPxRfiCYEXAMPLEKEY';
    const error = new Error(`request failed {"SecretAccessKey":"${secret}"}`, {
      cause: new Error(`key ${secret}`),
    });
    const failure = toFailure(error);
    assert.ok(!`${failure.reason}\n${failure.details.join('\n')}`.includes(secret));
  });
});

describe('withoutSecrets', () => {
  const canary = 'Zx9Qw8Er7Ty6Ui5';
  for (const [what, text] of [
    ['an access key id', 'the key AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
    ['a session key id', 'ASIAIOSFODNN7EXAMPLE;', 'ASIAIOSFODNN7EXAMPLE'],
    [
      'a secret access key by its shape',
      'got wJalrXUtnFEMI1K7MDENG2bPxRfiCYEXAMPLEKEY!',
      'wJalrXUtnFEMI1K7MDENG2bPxRfiCYEXAMPLEKEY',
    ],
    ['a session token by its shape', `token is ${'IQoJb3JpZ2luX2Vj'.repeat(12)}`, 'IQoJb3JpZ2luX2VjIQoJ'],
    [
      'a JSON web token',
      'jwt eyJhbGciOiJSUzI1NiIsI.eyJzdWIiOiJyZXBvOm8vciJ9.c2lnbmF0dXJl',
      'eyJzdWIiOiJyZXBvOm8vciJ9',
    ],
    ['a GitHub token', 'x ghs_16C7e42F292c6912E7710c838347Ae178B4a y', 'ghs_16C7e42F292c'],
    ['a password in an address', `GET https://ada:${canary}@example.com/x`, canary],
    ['an authorization header', `authorization: Bearer ${canary}`, canary],
    ['a signed query', `https://b.s3.amazonaws.com/k?X-Amz-Signature=${canary}&x=1`, canary],
    ['a field named as one', `{"client_secret": "${canary}"}`, canary],
    ['a variable named as one', `DB_PASSWORD=${canary} npm start`, canary],
  ].map(([what, text, secret]) => [what ?? '', [text ?? '', secret ?? ''] as const] as const)) {
    it(`hides ${what}`, () => {
      const [whole, secret] = text;
      assert.ok(whole.includes(secret));
      assert.ok(!withoutSecrets(whole).includes(secret), withoutSecrets(whole));
      assert.match(withoutSecrets(whole), /\*\*\*/);
    });
  }

  it('keeps what helps to find the defect: paths, commits, accounts, buckets, web addresses', () => {
    for (const text of [
      'at run (file:///home/runner/work/_actions/acme/revive-deploy/v1/dist/index.js:5120:33)',
      'commit 3f9a1c2b7d5e4f60718293a4b5c6d7e8f9012345',
      'arn:aws:iam::123456789012:role/deploy on shop-terraform-state-123456789012',
      'https://d111111abcdef8.cloudfront.net/index.html?x=1',
      'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    ]) {
      assert.equal(withoutSecrets(text), text);
    }
  });
});

describe('an SDK error that outlasted its retries', () => {
  const sdkError = (name: string, fields: object): Error =>
    Object.assign(new Error('no'), { name, ...fields });
  const rows: readonly (readonly [string, Error, RegExp])[] = [
    [
      'a 503',
      sdkError('SlowDown', { $metadata: { httpStatusCode: 503, attempts: 6 } }),
      /HTTP 503 SlowDown after 6/,
    ],
    [
      'a refused connection',
      sdkError('Error', { $metadata: { attempts: 6 }, code: 'ECONNREFUSED' }),
      /ECONNREFUSED/,
    ],
    ['a time-out', sdkError('TimeoutError', { $metadata: { attempts: 2 } }), /TimeoutError after 2 attempts/],
  ];
  for (const [what, error, reason] of rows) {
    it(`is AWS_UNAVAILABLE, naming ${what}`, () => {
      const failure = toFailure(error);
      assert.equal(failure.code, 'AWS_UNAVAILABLE');
      assert.match(failure.reason, reason);
    });
  }

  it('stays a defect of ours where AWS answered that the request was wrong', () => {
    const failure = toFailure(
      sdkError('ValidationException', { $metadata: { httpStatusCode: 400, attempts: 1 } }),
    );
    assert.equal(failure.code, 'INTERNAL');
  });
});
