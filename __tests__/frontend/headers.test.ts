import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isHashedName } from '../../src/frontend/hashed-name.ts';
import {
  fileRole,
  fromObjectHeaders,
  headersFor,
  IMMUTABLE,
  isUnaskedSourceMap,
  matches,
  REVALIDATE,
  sameHeaders,
  toObjectHeaders,
} from '../../src/frontend/headers.ts';

const HASHED: readonly (readonly [by: string, key: string])[] = [
  ['Vite', 'assets/index-BxT3k9aZ.js'],
  ['Vite, a hyphen in the hash', 'assets/index-B-T3k_aZ.css'],
  ['Vite, a source map', 'assets/index-BxT3k9aZ.js.map'],
  ['Vite, a font', 'assets/inter-latin-400-normal-C38fXH4l.woff2'],
  ['Vite, two capitals but no digit', 'assets/logo-qZbTkYwR.svg'],
  ['Vite, its manifest of polyfills', 'assets/polyfills-legacy-D2fJ8s1Q.js'],
  ['CRA', 'static/js/main.0a1b2c3d.chunk.js'],
  ['CRA 5', 'static/js/787.91bb7ba1.chunk.js'],
  ['CRA, media', 'static/media/logo.6ce24c58023cc2f8fd88fe9d219db6c6.svg'],
  ['CRA, CSS map', 'static/css/main.f855e6bc.css.map'],
  ['Next export', '_next/static/chunks/pages/_app-9f5490f2ae2ddc24.js'],
  ['Next export, build id', '_next/static/Zt4GYXfOGBfTVGBBdZQBn/_buildManifest.js'],
  ['Next export under a base path', 'app/_next/static/css/4f3bd1d1c7e1d3a3.css'],
  ['Astro', '_astro/x.DhG5aQ.css'],
  ['Astro', '_astro/hoisted.BsMQiC0m.js'],
  ['SvelteKit', '_app/immutable/entry/start.CZJ9vHmp.js'],
  ['SvelteKit', '_app/immutable/nodes/0.BsMQiC0m.js'],
  ['Nuxt', '_nuxt/DlAUqK2U.js'],
  ['Nuxt', '_nuxt/entry.Bv7Gk2xT.css'],
  ['Nuxt, an older one', '_nuxt/entry.5d8f3c1a.js'],
  ['Angular', 'main-5XLTVGJ3.js'],
  ['Angular', 'chunk-ZWNAK3HT.js'],
  ['Angular', 'styles-5INURTSO.css'],
  ['Angular, a font', 'media/roboto-latin-2K4XGD5T.woff2'],
  ['Angular, an older one', 'runtime.0a1b2c3d4e5f6a7b.js'],
  ['Next export, a font', '_next/static/media/e4af272ccee01ff0-s.p.woff2'],
  ['Vue CLI', 'js/chunk-vendors.3fbe7c2f.js'],
  ['VitePress', 'assets/guide_index.md.BxT3k9aZ.lean.js'],
  ['Docusaurus', 'assets/js/runtime~main.9b32c1d4.js'],
  ['React Router', 'assets/entry.client-C9kTq3Zp.js'],
  ['webpack, contenthash', 'vendors.3a7bd3e2360a3d29eea4.js'],
  ['Gatsby', 'app-08b7d3f6f0c2e1a4b5c6.js'],
  ['Parcel', 'index.7c0cc0e6.js'],
  ['Hugo', 'css/main.min.2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae.css'],
  ['Workbox', 'workbox-1f2fba42.js'],
];

const PLAIN: readonly string[] = [
  'my-component.js',
  'assets/my-component.js',
  'jquery-3.7.1.min.js',
  'assets/jquery-3.7.1.min.js',
  'app-settings.json',
  'assets/app-settings.json',
  'bootstrap.min.css',
  'assets/bootstrap.bundle.min.js',
  'font-awesome-6.5.1.css',
  'assets/user-UserCard.js',
  'assets/img-IMG_1234.jpg',
  'assets/phone-iPhone15.png',
  'assets/lib-base64js.js',
  'assets/app-v2update.js',
  'assets/Component.js',
  'media/foto-SOMMER24.jpg',
  'media/invoice-ABCD2345.pdf',
  'report-20240131.pdf',
  'report.20240131.csv',
  'menu-cafe2024.pdf',
  'assets/photo-20240131.jpg',
  'android-chrome-192x192.png',
  'apple-touch-icon.png',
  'favicon.ico',
  'robots.txt',
  'logo.svg',
  'BxT3k9aZ',
  'deadbeef.js',
  '_nuxt/builds/latest.json',
  '_payload.json',
  'about/_payload.json',
  '_app/version.json',
  '_app/env.js',
  'ngsw.json',
  '3rdpartylicenses.txt',
  'hashmap.json',
  'registerSW.js',
  'precache-manifest.js',
  'page-data/index/page-data.json',
  '__data.json',
  'index.txt',
  'asset-manifest.json',
  'polyfills.js',
  'styles.css',
  'config-production.json',
  'en-US.json',
];

describe('a hashed name', () => {
  for (const [by, key] of HASHED) test(`${key} (${by})`, () => assert.equal(isHashedName(key), true));
});

describe('not a hashed name', () => {
  for (const key of PLAIN) test(key, () => assert.equal(isHashedName(key), false));
});

test('at most one in eight of the random hashes that Vite writes is taken for a word', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let state = 42;
  const character = (): string => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return alphabet.charAt((state >>> 16) % alphabet.length);
  };
  const total = 5000;
  let missed = 0;
  for (let index = 0; index < total; index++) {
    const name = Array.from({ length: 8 }, character).join('');
    if (!isHashedName(`assets/index-${name}.js`)) missed++;
  }
  assert.ok(missed < total / 8, `${missed} of ${total}`);
});

describe('headers', () => {
  const cases: readonly (readonly [key: string, type: string, cache: string])[] = [
    ['index.html', 'text/html; charset=utf-8', REVALIDATE],
    ['assets/index-BxT3k9aZ.js', 'text/javascript; charset=utf-8', IMMUTABLE],
    ['assets/index-BxT3k9aZ.css', 'text/css; charset=utf-8', IMMUTABLE],
    ['assets/inter-C38fXH4l.woff2', 'font/woff2', IMMUTABLE],
    ['_next/static/x/page.html', 'text/html; charset=utf-8', REVALIDATE],
    ['logo.svg', 'image/svg+xml; charset=utf-8', REVALIDATE],
    ['favicon.ico', 'image/vnd.microsoft.icon', REVALIDATE],
    ['sw.js', 'text/javascript; charset=utf-8', REVALIDATE],
    ['manifest.webmanifest', 'application/manifest+json; charset=utf-8', REVALIDATE],
    ['sitemap.xml', 'application/xml; charset=utf-8', REVALIDATE],
    ['data.json', 'application/json; charset=utf-8', REVALIDATE],
    ['app.wasm', 'application/wasm', REVALIDATE],
    ['LICENSE', 'application/octet-stream', REVALIDATE],
    ['.well-known/apple-app-site-association', 'application/json; charset=utf-8', REVALIDATE],
  ];
  for (const [key, contentType, cacheControl] of cases) {
    test(`${key}: ${contentType}, ${cacheControl}`, () => {
      assert.deepEqual(headersFor(key), { contentType, cacheControl });
    });
  }
});

test('pages, service workers and everything else are told apart by name', () => {
  assert.equal(fileRole('about/index.html'), 'page');
  assert.equal(fileRole('OLD.HTM'), 'page');
  for (const key of [
    'sw.js',
    'service-worker.js',
    'app/serviceWorker.mjs',
    'firebase-messaging-sw.js',
    'ngsw-worker.js',
  ]) {
    assert.equal(fileRole(key), 'service-worker', key);
  }
  for (const key of ['answer.js', 'newsw.js', 'page.html.js', 'index.css'])
    assert.equal(fileRole(key), 'asset', key);
});

describe('a rule of revive.headers', () => {
  const yes: readonly (readonly [pattern: string, key: string])[] = [
    ['/index.html', 'index.html'],
    ['/*', 'deep/down/file.js'],
    ['/*.pdf', 'a.pdf'],
    ['/*.pdf', 'papers/2026/a.pdf'],
    ['/papers/*', 'papers/2026/a.pdf'],
    ['/papers/*/a.pdf', 'papers/2026/a.pdf'],
    ['/**/*.map', 'index.js.map'],
    ['/**/*.map', 'assets/deep/index.js.map'],
    ['/docs/**/index.html', 'docs/index.html'],
    ['/docs/**/index.html', 'docs/a/b/index.html'],
    ['/a b/ü*.css', 'a b/ü%.css'],
    ['/a*a', 'aa'],
  ];
  for (const [pattern, key] of yes)
    test(`${pattern} is for ${key}`, () => assert.equal(matches(pattern, key), true));

  const no: readonly (readonly [pattern: string, key: string])[] = [
    ['/index.html', 'docs/index.html'],
    ['/*.pdf', 'a.pdf.html'],
    ['/papers/*', 'papers.html'],
    ['/docs/**/index.html', 'docs/an-index.html'],
    ['/docs/**/index.html', 'other/docs/index.html'],
    ['/a*a', 'a'],
    ['/a.c', 'abc'],
  ];
  for (const [pattern, key] of no)
    test(`${pattern} is not for ${key}`, () => assert.equal(matches(pattern, key), false));

  test('takes no longer for a pattern of stars than its text is long', () => {
    assert.equal(matches(`/${'*a'.repeat(40)}`, `${'a'.repeat(1000)}b`), false);
  });

  test('changes just the headers it has, the last one that has a header wins', () => {
    const rules = [
      { pattern: '/*.pdf', headers: { cacheControl: 'max-age=60', contentDisposition: 'attachment' } },
      { pattern: '/papers/*', headers: { cacheControl: 'max-age=3600' } },
    ];
    assert.deepEqual(headersFor('papers/a.pdf', rules), {
      contentType: 'application/pdf',
      cacheControl: 'max-age=3600',
      contentDisposition: 'attachment',
    });
    assert.deepEqual(headersFor('index.html', rules), headersFor('index.html'));
  });
});

test('source maps are left out unless a rule for them asks; one for everything does not', () => {
  const asked = [{ pattern: '/assets/*.map', headers: { cacheControl: 'no-store' } }];
  const all = [{ pattern: '/*', headers: { cacheControl: 'no-store' } }];
  for (const key of ['assets/index-BxT3k9aZ.js.map', 'assets/index.css.map', 'assets/lib.mjs.map']) {
    assert.equal(isUnaskedSourceMap(key, []), true, key);
    assert.equal(isUnaskedSourceMap(key, all), true, key);
    assert.equal(isUnaskedSourceMap(key, asked), false, key);
  }
  assert.equal(isUnaskedSourceMap('main.js.map', asked), true);
  for (const key of ['levels/first.map', 'sitemap.xml', 'map.js'])
    assert.equal(isUnaskedSourceMap(key, []), false, key);
});

test('headers come back from S3 as they were written, and one too many is a difference', () => {
  const wanted = {
    contentType: 'text/css',
    cacheControl: 'no-store',
    contentDisposition: 'inline',
    contentEncoding: 'br',
    contentLanguage: 'de',
  };
  assert.deepEqual(fromObjectHeaders(toObjectHeaders(wanted)), wanted);
  const few = { contentType: 'text/css', cacheControl: 'no-store' };
  assert.deepEqual(fromObjectHeaders(toObjectHeaders(few)), few);
  assert.equal(sameHeaders(wanted, few), false);
  assert.equal(sameHeaders(few, wanted), false);
  assert.equal(sameHeaders(undefined, few), false);
  assert.equal(sameHeaders({ ...wanted }, wanted), true);
});
