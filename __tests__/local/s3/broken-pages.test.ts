import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { brokenPages, references } from '../../../local/s3/broken-pages.ts';

const siteOf = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([key, text]) => [key, { content: Buffer.from(text) }]));

const missing = (files: Readonly<Record<string, string>>): readonly string[] =>
  brokenPages(siteOf(files)).map(({ page, missing, namedBy }) => `${page} ${namedBy} ${missing}`);

describe('brokenPages', () => {
  test('finds nothing in a site that is whole', () => {
    const files = {
      'index.html':
        '<link rel="stylesheet" href="/a.css"><script type=module src=/assets/a.js></script><img srcset="a.png 1x, /b.png 2x">',
      'docs/index.html': '<script src="../assets/a.js?v=1#x"></script>',
      'a.css': '@import "b.css"; p { background: url( "a.png" ) url(data:image/png;base64,xx) }',
      'b.css': 'p { src: url(./b.png) }',
      'assets/a.js': 'import{b}from"./b.js";import("./lazy.js")',
      'assets/b.js': 'import "react"; export const b = 1',
      'assets/lazy.js': '',
      'a.png': '',
      'b.png': '',
    };
    assert.deepEqual(missing(files), []);
  });

  test('names the page, what it misses and who names that, however far away', () => {
    const files = {
      'index.html': '<script src="/assets/a.js"></script>',
      'assets/a.js': 'const l=()=>import("./lazy.js");',
      'assets/lazy.js': "import x from'./deep.js';import(`./other.js`)",
      'assets/other.js': 'import("./lazy.js")',
    };
    assert.deepEqual(missing(files), ['index.html assets/lazy.js assets/deep.js']);
  });

  test("sees Vite's list of preloads, inline scripts and inline styles", () => {
    const files = {
      'a/index.html':
        '<script type="module">import("/assets/in.js")</script><style>p{background:url(x.png)}</style><script src="/v.js"></script>',
      'v.js': 'const d=(i,m=d,e=(m.f||(m.f=["assets/About-1.js","assets/About-2.css"])))=>i.map(i=>e[i])',
    };
    assert.deepEqual(missing(files), [
      'a/index.html a/index.html assets/in.js',
      'a/index.html a/index.html a/x.png',
      'a/index.html v.js assets/About-1.js',
      'a/index.html v.js assets/About-2.css',
    ]);
  });

  test('leaves out links to pages, other hosts and what a browser does not fetch', () => {
    const html = `<a href="/gone/">x</a><link rel="canonical" href="/gone"><script src="https://cdn.example/x.js"></script>
      <img src="//cdn.example/x.png"><img src="data:,x"><!-- <script src="/old.js"></script> --><link rel=preconnect href=/y>`;
    assert.deepEqual(missing({ 'index.html': html }), []);
  });

  test('sees a page break when its asset is deleted, and mend when it is back', () => {
    const site = siteOf({ 'index.html': '<script src="/a.js"></script>', 'a.js': '' });
    assert.deepEqual(brokenPages(site), []);
    const asset = site.get('a.js');
    site.delete('a.js');
    assert.deepEqual(brokenPages(site), [{ page: 'index.html', missing: 'a.js', namedBy: 'index.html' }]);
    if (asset !== undefined) site.set('a.js', asset);
    assert.deepEqual(brokenPages(site), []);
  });

  test('reads names as a browser does: encoded, relative, a directory as its index', () => {
    const html = '<img src="a%20b/%C3%BC.png"><iframe src="frame/"></iframe><img src="/x.png?a=1&amp;b=2">';
    assert.deepEqual(references('docs/index.html', Buffer.from(html)), [
      'docs/a b/ü.png',
      'docs/frame/index.html',
      'x.png',
    ]);
  });
});
