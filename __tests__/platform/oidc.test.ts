import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../../src/errors.ts';
import { mayRequestIdToken, requestIdToken } from '../../src/platform/oidc.ts';
import type { Http, HttpResponse } from '../../src/platform/platform.ts';
import { MemoryLog, fakeHttp } from '../fakes/platform.ts';

const environment = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://tokens.example/request?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
};
const granted = { body: JSON.stringify({ count: 1, value: 'the-id-token' }) };

async function request(answers: readonly (Partial<HttpResponse> | Error)[]) {
  const log = new MemoryLog();
  const http = fakeHttp(answers);
  const outcome = await requestIdToken({ environment, http, log }).catch((error: unknown) => error);
  return { outcome, log, urls: http.urls };
}

describe('requestIdToken', () => {
  it('asks for STS’s audience with the job’s own token, and masks what it gets', async () => {
    const asked: unknown[] = [];
    const http: Http = {
      ...fakeHttp([]),
      get: async (url, headers) => {
        asked.push(url, headers);
        return { status: 200, headers: {}, ...granted };
      },
    };
    const log = new MemoryLog();
    assert.equal(await requestIdToken({ environment, http, log }), 'the-id-token');
    assert.deepEqual(asked, [
      'https://tokens.example/request?api-version=2.0&audience=sts.amazonaws.com',
      { authorization: 'Bearer request-token' },
    ]);
    assert.deepEqual(log.masked, ['the-id-token']);
    assert.deepEqual(log.lines, []);
  });

  it('asks again when the service fails or can’t be reached', async () => {
    const { outcome, urls } = await request([{ status: 503 }, new Error('socket hang up'), granted]);
    assert.deepEqual([outcome, urls.length], ['the-id-token', 3]);
  });

  for (const [answer, why] of [
    [{ status: 500 }, 'HTTP 500'],
    [new Error('socket hang up'), 'Error: socket hang up'],
    [{ status: 200, body: '<html>' }, 'an answer without a token'],
    [{ status: 200, body: '{}' }, 'an answer without a token'],
    [{ status: 200, body: 'null' }, 'an answer without a token'],
  ] as const) {
    it(`gives up after three tries that end with ${why}`, async () => {
      const { outcome, urls } = await request([answer]);
      assert.equal(urls.length, 3);
      assert.ok(outcome instanceof Failure, String(outcome));
      assert.equal(outcome.code, 'ROLE_NOT_ASSUMED');
      assert.equal(outcome.reason, `GitHub gave no OIDC token: ${why}.`);
    });
  }
});

describe('mayRequestIdToken', () => {
  it('needs both of what `id-token: write` gives a job', () => {
    assert.equal(mayRequestIdToken(environment), true);
    for (const name of Object.keys(environment))
      assert.equal(mayRequestIdToken({ ...environment, [name]: '' }), false);
    assert.equal(mayRequestIdToken({}), false);
  });
});
