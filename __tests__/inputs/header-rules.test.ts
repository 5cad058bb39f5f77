import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { parseHeaderRules, readHeaderFile } from '../../src/inputs/header-rules.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-headers-'));
after(() => rmSync(directory, { recursive: true, force: true }));

test('a file of header rules is read as Netlify and Cloudflare write theirs', () => {
  const { rules, problems } = parseHeaderRules(`\ufeff# Downloads
/downloads/*
  Content-Disposition: attachment; filename="report.pdf"
  cache-control: public, max-age=3600

/unity/*.wasm.br\r
\tContent-Encoding: br\r
\t# what is inside
\tContent-Type: application/wasm\r
/de/*
  Content-Language: de, en-GB
`);
  assert.deepEqual(problems, []);
  assert.deepEqual(rules, [
    {
      pattern: '/downloads/*',
      headers: {
        contentDisposition: 'attachment; filename="report.pdf"',
        cacheControl: 'public, max-age=3600',
      },
    },
    { pattern: '/unity/*.wasm.br', headers: { contentEncoding: 'br', contentType: 'application/wasm' } },
    { pattern: '/de/*', headers: { contentLanguage: 'de, en-GB' } },
  ]);
});

test('an empty file, or one of comments, has no rules', () => {
  for (const text of ['', '\n\n', '# nothing\n'])
    assert.deepEqual(parseHeaderRules(text), { rules: [], problems: [] });
});

describe('a problem is told with its line', () => {
  const cases: readonly (readonly [text: string, line: number, message: RegExp])[] = [
    ['  Cache-Control: no-store', 1, /has no pattern above it/],
    ['*.pdf\n  Cache-Control: no-store', 1, /"\*\.pdf" is not a pattern: it must begin with \//],
    ['https://shop.example/*\n  Cache-Control: no-store', 1, /must begin with \//],
    ['/docs/\n  Cache-Control: no-store', 1, /names a directory: .*\/docs\/\* or \/docs\/index\.html/],
    ['/:lang/*\n  Cache-Control: no-store', 1, /has a placeholder/],
    ['/**/**/**/**/a\n  Cache-Control: no-store', 1, /more than 3 times/],
    ['/*\nCache-Control: no-store', 2, /indent it below its pattern/],
    ['# one\n/*\n\n/a\n  Cache-Control: no-store', 2, /"\/\*" has no header below it/],
    ['/*\n  Cache-Control', 2, /is not a header, Name: value/],
    ['/*\n  X-Frame-Options: DENY', 2, /S3 can't store "X-Frame-Options".*response headers policy/],
    ['/*\n  Cache-Control: no-store\n  cache-control: no-cache', 3, /there twice/],
    ['/*\n  Cache-Control:', 2, /"" is not a cache-control such as/],
    ['/*\n  Cache-Control: max-age: 60', 2, /is not a cache-control such as public,max-age=3600/],
    ['/*\n  Content-Type: html', 2, /"html" is not a content-type such as text\/html/],
    ['/*\n  Content-Language: deutsch!', 2, /content-language such as en-GB/],
    ['/*\n  Content-Disposition: attachment; filename="bücher.pdf"', 2, /content-disposition such as/],
  ];
  for (const [text, line, message] of cases) {
    test(JSON.stringify(text), () => {
      const { problems } = parseHeaderRules(text);
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.equal(problems[0]?.line, line);
      assert.match(problems[0]?.message ?? '', message);
    });
  }

  test('every one of them, in the order of the lines', () => {
    const { problems } = parseHeaderRules('  A: b\nnope\n  Expires: 0\n/a\n/b\n  Content-Type: x\n');
    assert.deepEqual(
      problems.map(({ line }) => line),
      [1, 2, 3, 4, 6],
    );
  });
});

test('the file is looked for in the frontend and named as the workspace names it', () => {
  const frontend = path.join(directory, 'web');
  mkdirSync(path.join(frontend, 'directory.headers'), { recursive: true });
  assert.deepEqual(readHeaderFile(frontend, directory), { rules: [], problems: [] });
  writeFileSync(path.join(frontend, 'revive.headers'), '/a\n  Vary: Origin\n');
  const { problems } = readHeaderFile(frontend, directory);
  assert.equal(problems[0]?.input, 'web/revive.headers, line 2');
});
