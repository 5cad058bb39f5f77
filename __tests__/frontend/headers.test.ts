import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isHashedName } from '../../src/frontend/hashed-name.ts';
import { fileRole, headersFor, IMMUTABLE, REVALIDATE } from '../../src/frontend/headers.ts';

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
  ['Nuxt', '_nuxt/DlAUqK2U.js'],
  ['Angular', 'main-5XLTVGJ3.js'],
  ['Angular', 'chunk-ZWNAK3HT.js'],
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
