import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verifyLive } from '../../src/cdn/verify.ts';
import { Failure } from '../../src/errors.ts';
import { FakeClock, fakeHttp, fakePlatform } from '../fakes/platform.ts';

const url = 'https://d1.cloudfront.net';
const expected = '<!doctype html><title>new</title>';
const unresolved = Object.assign(new Error('getaddrinfo ENOTFOUND d1.cloudfront.net'), { code: 'ENOTFOUND' });

const platformWith = (answers: Parameters<typeof fakeHttp>[0]) => {
  const http = fakeHttp(answers);
  return { ...fakePlatform({ http }), http };
};

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof Failure, String(error));
    return error;
  }
  assert.fail('nothing failed');
}

describe('a site is live', () => {
  test('as soon as its URL answers with exactly the published page, asked for as a visitor does', async () => {
    const platform = platformWith([{ body: expected }]);
    await verifyLive(platform, { url, expected });
    assert.deepEqual(platform.http.urls, [url]);
    assert.deepEqual(platform.log.lines, []);
  });

  test('not while another page, an error or nothing answers; each is said once', async () => {
    const platform = platformWith([
      unresolved,
      unresolved,
      { status: 403, body: 'AccessDenied' },
      { body: '<title>old</title>' },
      { body: '<title>old</title>' },
      { body: expected },
    ]);
    await verifyLive(platform, { url, expected });
    assert.deepEqual(platform.log.lines, [
      `Not live yet: ${url} can't be reached: ENOTFOUND`,
      `Not live yet: ${url} answers 403`,
      `Not live yet: ${url} answers 200 with another page`,
    ]);
  });

  test('not when a page only begins or ends like it', async () => {
    for (const body of [`${expected} `, expected.slice(0, -1), '']) {
      const failure = await failureOf(verifyLive(platformWith([{ body }]), { url, expected, timeout: 5000 }));
      assert.equal(failure.code, 'NOT_LIVE');
    }
  });

  test('not when the right page comes with a wrong status', async () => {
    const work = verifyLive(platformWith([{ status: 404, body: expected }]), {
      url,
      expected,
      timeout: 5000,
    });
    assert.equal((await failureOf(work)).code, 'NOT_LIVE');
  });

  test('with or without the byte order mark', async () => {
    await verifyLive(platformWith([{ body: expected }]), { url, expected: `\ufeff${expected}` });
  });

  test('with any page where the site has no root page', async () => {
    await verifyLive(platformWith([{ status: 403 }, { body: 'anything' }]), { url, expected: undefined });
  });
});

describe('a site that does not become live', () => {
  test('fails in time with status and first characters, on one line and not many', async () => {
    const clock = new FakeClock();
    const body = `<Error>\n\n<Code>AccessDenied</Code>${'x'.repeat(5000)}`;
    const platform = fakePlatform({ clock, http: fakeHttp([{ status: 403, body }]) });
    const failure = await failureOf(verifyLive(platform, { url, expected, timeout: 60_000 }));
    assert.equal(failure.code, 'NOT_LIVE');
    assert.match(failure.reason, /^https:\/\/d1\.cloudfront\.net answers 403, 60 s after/);
    assert.match(failure.details[0] ?? '', /^It began with: <Error> <Code>AccessDenied<\/Code>x/);
    assert.ok((failure.details[0] ?? '').length < 200);
    assert.ok(clock.monotonic() <= 60_000);
  });

  test('is left alone when the run is cancelled, or its lease is lost', async () => {
    const platform = platformWith([{ status: 403 }]);
    const cancelled = verifyLive(platform, { url, expected, signal: AbortSignal.abort() });
    assert.equal((await failureOf(cancelled)).code, 'CANCELLED');
    const lost = new Failure({ code: 'LEASE_LOST', reason: '', safe: '', next: '' });
    const signal = AbortSignal.abort(lost);
    assert.equal(await failureOf(verifyLive(platform, { url, expected, signal })), lost);
  });
});
