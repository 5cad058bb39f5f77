import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EdgeCache, invalidates, secondsToKeep } from '../../../local/edge/cache.ts';
import { applyResponseHeaders } from '../../../local/edge/response-headers.ts';
import { findRoute } from '../../../local/edge/route.ts';

const page = { status: 200, headers: {}, body: Buffer.from('page') };

test('a response is kept until its time is over', () => {
  let now = 0;
  const cache = new EdgeCache(() => now);
  cache.keep('/a', page, 10);
  now = 9_999;
  assert.equal(cache.find('/a')?.age, 9);
  now = 10_000;
  assert.equal(cache.find('/a'), undefined);
});

const patterns: readonly (readonly [pattern: string, path: string, expected: boolean])[] = [
  ['/*', '/index.html', true],
  ['/', '/index.html', false],
  ['/', '/', true],
  ['/images/*', '/images/a/b.png', true],
  ['/images/*', '/images', false],
  ['/images*', '/images-old/a.png', true],
  ['/a%20b.html', '/a b.html', true],
  ['/INDEX.html', '/index.html', false],
  // A star anywhere but at the end is a star.
  ['/a*b', '/axb', false],
];
for (const [pattern, path, expected] of patterns) {
  test(`invalidating ${pattern} ${expected ? 'takes out' : 'leaves'} ${path}`, () => {
    assert.equal(invalidates(pattern, path), expected);
  });
}

test('Cache-Control decides within the policy’s bounds, shared age first', () => {
  const policy = { minimum: 1, fallback: 86_400, maximum: 31_536_000 };
  assert.equal(secondsToKeep('', policy), 86_400);
  assert.equal(secondsToKeep('public, max-age=60', policy), 60);
  assert.equal(secondsToKeep('max-age=0, s-maxage=300', policy), 300);
  assert.equal(secondsToKeep('no-cache', policy), 1);
  assert.equal(secondsToKeep('max-age=99999999', policy), 31_536_000);
  assert.equal(secondsToKeep('max-age=60', { minimum: 0, fallback: 0, maximum: 0 }), 0);
});

test('headers of a policy replace the origin’s only where they override', () => {
  const headers = applyResponseHeaders(
    { 'x-a': 'origin', 'x-b': 'origin', server: 'AmazonS3' },
    {
      Name: 'headers',
      SecurityHeadersConfig: {
        StrictTransportSecurity: { Override: true, AccessControlMaxAgeSec: 60, IncludeSubdomains: true },
      },
      CustomHeadersConfig: {
        Quantity: 2,
        Items: [
          { Header: 'X-A', Value: 'policy', Override: true },
          { Header: 'X-B', Value: 'policy', Override: false },
        ],
      },
      RemoveHeadersConfig: { Quantity: 1, Items: [{ Header: 'Server' }] },
    },
  );
  assert.deepEqual(headers, {
    'x-a': 'policy',
    'x-b': 'origin',
    'strict-transport-security': 'max-age=60; includeSubDomains',
  });
});

const routes = ['GET /a/{id}', 'GET /a/fixed', 'ANY /a/{id}', 'GET /a/{rest+}', 'POST /a/{id}/b'].map(
  (routeKey) => ({
    routeKey,
  }),
);
const routed: readonly (readonly [
  method: string,
  path: string,
  routeKey: string | undefined,
  parameters: object,
])[] = [
  ['GET', '/a/fixed', 'GET /a/fixed', {}],
  ['GET', '/a/1%202', 'GET /a/{id}', { id: '1 2' }],
  ['PUT', '/a/1', 'ANY /a/{id}', { id: '1' }],
  ['GET', '/a/1/2/3', 'GET /a/{rest+}', { rest: '1/2/3' }],
  ['POST', '/a/1/b', 'POST /a/{id}/b', { id: '1' }],
  ['GET', '/other', undefined, {}],
];
for (const [method, path, routeKey, parameters] of routed) {
  test(`${method} ${path} goes to ${routeKey ?? 'no route'}`, () => {
    const found = findRoute(routes, method, path);
    assert.equal(found?.route.routeKey, routeKey);
    assert.deepEqual(found?.parameters ?? {}, parameters);
  });
}
