import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { ReleaseFiles } from '../../src/context/release-files.ts';
import type { PublishedFile } from '../../src/context/release.ts';

const hash = (algorithm: string, content: string): string =>
  createHash(algorithm).update(content).digest('hex');
const file = (content: string, more: Partial<PublishedFile> = {}): PublishedFile => ({
  sha256: hash('sha256', content),
  etag: hash('md5', content),
  headers: { contentType: 'text/plain', cacheControl: 'no-cache' },
  ...more,
});
const numbered = (from: number, to: number, version = ''): [string, PublishedFile][] =>
  Array.from({ length: to - from }, (_, index) => [
    `k${String(from + index).padStart(4, '0')}`,
    file(`${from + index}${version}`),
  ]);

describe('the files of a release', () => {
  it('are found in any order, and nothing else is', () => {
    const entries = numbered(0, 300);
    const files = ReleaseFiles.of([...entries].reverse());
    const expected = new Map(entries);
    assert.deepEqual([...files], entries);
    const keys = [...expected.keys()];
    const orders = [
      keys,
      [...keys].reverse(),
      keys.flatMap((key, index) => [keys[(index * 97) % 300] ?? '', key]),
    ];
    for (const order of orders) {
      for (const key of order) {
        assert.deepEqual(files.get(key), expected.get(key));
        for (const other of [`${key}x`, key.slice(0, -1), '', '\uffff', '__proto__']) {
          assert.equal(files.has(other), false, other);
          assert.equal(files.get(other), undefined);
        }
        assert.equal(files.has(key), true);
      }
    }
  });

  it('are none where there are none', () => {
    const files = ReleaseFiles.of([]);
    assert.deepEqual([files.size, files.has(''), [...files], [...files.values()]], [0, false, [], []]);
  });

  it('can be narrowed, and others put in their place, without touching what they were', () => {
    const files = ReleaseFiles.of(numbered(0, 10));
    const narrowed = files.only((key) => key < 'k0003');
    const changes = new Map([
      ['a', file('before all')],
      ...numbered(1, 2, 'changed'),
      ['k0001a', file('between', { pack: '1-1-x/0', etag: 'opaque' })],
      ['z', file('after all')],
    ] as const);
    const changed = narrowed.with(changes);
    assert.deepEqual(
      [...changed],
      [...new Map([...numbered(0, 3), ...changes])].sort(([one], [other]) => (one < other ? -1 : 1)),
    );
    assert.deepEqual([...narrowed], numbered(0, 3));
    assert.deepEqual([...files], numbered(0, 10));
    assert.equal(files.with(new Map()), files);
  });

  it('differ from those of a newer release in what that has otherwise, and in what only it has', () => {
    const older = ReleaseFiles.of(numbered(0, 10));
    const others = [
      ...numbered(2, 4),
      ['k0004', file('4', { pack: '1-1-x/0' })],
      ['k0005', file('5', { headers: { contentType: 'text/plain', cacheControl: 'x' } })],
      ['k0006', file('6', { etag: 'opaque' })],
      ...numbered(7, 8, 'changed'),
      ...numbered(9, 12),
    ] as const;
    const expected = { has: [0, 1, 4, 5, 6, 7, 8], lacks: ['k0010', 'k0011'] };
    // Held apart, or together.
    assert.deepEqual(older.differenceTo(ReleaseFiles.of(others)), expected);
    assert.deepEqual(older.differenceTo(ReleaseFiles.of(others, older)), expected);
    assert.deepEqual(older.differenceTo(older), { has: [], lacks: [] });
  });

  it('that are the same in two releases are held once', () => {
    const older = ReleaseFiles.of(numbered(0, 10));
    const newer = ReleaseFiles.of([...numbered(0, 9), ...numbered(9, 10, 'changed')], older);
    const numbers = (files: ReleaseFiles) => Array.from({ length: 10 }, (_, place) => files.numberAt(place));
    assert.equal(newer.pool, older.pool);
    assert.deepEqual(numbers(newer).slice(0, 9), numbers(older).slice(0, 9));
    assert.notEqual(numbers(newer)[9], numbers(older)[9]);
    assert.deepEqual([...newer.values()].at(-1), file('9changed'));
  });

  it('are never recorded with a hash that is none', () => {
    assert.throws(() => ReleaseFiles.of([['a', file('a', { sha256: 'ab' })]]), { code: 'INTERNAL' });
  });
});
