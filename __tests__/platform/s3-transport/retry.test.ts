import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { troubleOf, waitBefore } from '../../../src/platform/s3-transport/retry.ts';

describe('what is worth another try', () => {
  for (const [outcome, trouble] of [
    [{ status: 503, code: 'SlowDown' }, 'throttled'],
    [{ status: 503, code: '' }, 'throttled'],
    [{ status: 429, code: 'TooManyRequestsException' }, 'throttled'],
    [{ status: 200, code: 'SlowDown' }, 'throttled'],
    [{ status: 200, code: 'InternalError' }, 'transient'],
    [{ status: 500, code: 'InternalError' }, 'transient'],
    [{ status: 502, code: '' }, 'transient'],
    [{ status: 504, code: '' }, 'transient'],
    [{ status: 400, code: 'RequestTimeout' }, 'transient'],
    [{ code: 'ECONNRESET' }, 'transient'],
    [{ code: 'ETIMEDOUT' }, 'transient'],
    [{ code: 'EAI_AGAIN' }, 'transient'],
  ] as const)
    it(`${JSON.stringify(outcome)}: ${trouble}`, () => assert.equal(troubleOf(outcome), trouble));

  for (const outcome of [
    { status: 400, code: 'BadDigest' },
    { status: 400, code: 'ExpiredToken' },
    { status: 301, code: 'PermanentRedirect' },
    { status: 403, code: 'AccessDenied' },
    { status: 404, code: 'NoSuchBucket' },
    { status: 409, code: 'ConditionalRequestConflict' },
    { status: 412, code: 'PreconditionFailed' },
    { status: 501, code: 'NotImplemented' },
    { code: 'CERT_HAS_EXPIRED' },
    { code: '' },
  ])
    it(`${JSON.stringify(outcome)}: not`, () => assert.equal(troubleOf(outcome), undefined));
});

describe('the wait before the next try', () => {
  it('doubles, up to twenty seconds, and is any part of that', () => {
    const longest = (trouble: 'throttled' | 'transient') =>
      [1, 2, 3, 6, 7, 30].map((attempt) => waitBefore(trouble, { attempt, random: 1 }));
    assert.deepEqual(longest('transient'), [100, 200, 400, 3200, 6400, 20_000]);
    assert.deepEqual(longest('throttled'), [500, 1000, 2000, 16_000, 20_000, 20_000]);
    assert.equal(waitBefore('throttled', { attempt: 5, random: 0 }), 0);
    assert.equal(waitBefore('throttled', { attempt: 1, random: 0.5 }), 250);
  });

  it('is at least what S3 asks for, within reason', () => {
    assert.equal(waitBefore('throttled', { attempt: 1, random: 0, retryAfter: '3' }), 3000);
    assert.equal(waitBefore('throttled', { attempt: 1, random: 0, retryAfter: '86400' }), 20_000);
    assert.equal(waitBefore('throttled', { attempt: 1, random: 0.5, retryAfter: 'tomorrow' }), 250);
  });
});
