import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encodePath, invalidationPaths } from '../../src/cdn/paths.ts';

const changed = (...stale: readonly string[]): readonly string[] => invalidationPaths(stale, 'changed');
const many = (count: number, path: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => path(index));

/** Letters, where a number's prefix would be another number. */
const letter = (index: number): string => String.fromCharCode(97 + index);

describe('the addresses of a stale file', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    '/index.html': ['/', '/index.html'],
    '/': ['/', '/index.html'],
    '/blog/index.html': ['/blog/', '/blog', '/blog/index.html'],
    '/about.html': ['/about', '/about.html'],
    '/logo.svg': ['/logo.svg'],
    '/a b/ü.css': ['/a%20b/%C3%BC.css'],
  };
  for (const [stale, paths] of Object.entries(cases)) {
    test(`${stale}: ${paths.join(' ')}`, () => assert.deepEqual(changed(stale), paths));
  }

  test('are each named once', () => {
    assert.deepEqual(changed('/index.html', '/', '/index.html'), ['/', '/index.html']);
  });
});

describe('the choice', () => {
  test('all: everything as one path', () => assert.deepEqual(invalidationPaths(['/a'], 'all'), ['/*']));
  test('none: nothing', () => assert.deepEqual(invalidationPaths(['/a'], 'none'), []));
  for (const choice of ['changed', 'all', 'none'] as const) {
    test(`${choice}: nothing where nothing is stale`, () =>
      assert.deepEqual(invalidationPaths([], choice), []));
  }
});

describe('many stale files', () => {
  test('up to eight addresses stay exact', () => {
    const paths = changed('/index.html', '/a.css', ...many(5, (index) => `/img/${index}.png`));
    assert.equal(paths.length, 8);
    assert.ok(paths.every((path) => !path.includes('*')));
  });

  test('become prefixes of the directories they are in', () => {
    assert.deepEqual(
      changed('/index.html', ...many(20, (index) => `/blog/post${letter(index)}/index.html`), '/data/x.json'),
      ['/blog*', '/data*', '/', '/index.html'],
    );
  });

  test('become the longest prefixes that are few enough', () => {
    const stale = ['en', 'de'].flatMap((language) =>
      many(30, (index) => `/docs/${language}/${index % 3}/page${index}.html`),
    );
    assert.deepEqual(changed(...stale), [
      '/docs/de/0*',
      '/docs/de/1*',
      '/docs/de/2*',
      '/docs/en/0*',
      '/docs/en/1*',
      '/docs/en/2*',
    ]);
  });

  test('leave out a prefix that a shorter one covers', () => {
    const stale = [
      ...many(10, (index) => `/docs/page${index}.html`),
      ...many(10, (index) => `/docs/v1/${index}.html`),
    ];
    assert.deepEqual(changed(...stale), ['/docs*']);
  });

  test('are everything where they lie in more than fifteen directories, or more than eight at the root', () => {
    assert.deepEqual(changed(...many(16, (index) => `/d${letter(index)}/a.json`)), ['/*']);
    assert.deepEqual(changed(...many(9, (index) => `/${index}.json`)), ['/*']);
    assert.equal(changed(...many(15, (index) => `/d${letter(index)}/a.json`)).length, 15);
  });

  test('are always covered, within the limits', () => {
    for (let round = 1; round <= 300; round++) {
      const stale = many(round % 40, (index) => {
        const depth = (index * 7 + round) % 4;
        const directories = many(depth, (level) => `d${(index * (level + 3) + round) % (3 + level)}`);
        return `/${[...directories, index % 3 === 0 ? 'index.html' : `f${index} ü.json`].join('/')}`;
      });
      const paths = changed(...stale);
      const wildcards = paths.filter((path) => path.endsWith('*'));
      assert.ok(wildcards.length <= 15 && paths.length - wildcards.length <= 8, paths.join(' '));
      for (const path of stale.map(encodePath)) {
        const hit = paths.some((one) =>
          one.endsWith('*') ? path.startsWith(one.slice(0, -1)) : one === path,
        );
        assert.ok(hit, `${path} is not in ${paths.join(' ')}`);
      }
    }
  });
});

describe('encoding', () => {
  const cases: Readonly<Record<string, string>> = {
    "/a-b_c.d~e!$&'()*+,;=:@/f": "/a-b_c.d~e!$&'()*+,;=:@/f",
    '/a b': '/a%20b',
    '/100%': '/100%25',
    '/a%20b': '/a%2520b',
    '/what?#now': '/what%3F%23now',
    '/[id]/{x}|\\^`"<>': '/%5Bid%5D/%7Bx%7D%7C%5C%5E%60%22%3C%3E',
    '/日本.html': '/%E6%97%A5%E6%9C%AC.html',
    '/😀': '/%F0%9F%98%80',
  };
  for (const [path, encoded] of Object.entries(cases)) {
    test(`${path} is ${encoded}`, () => assert.equal(encodePath(path), encoded));
  }
});
