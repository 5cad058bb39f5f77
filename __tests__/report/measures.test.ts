import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  bar,
  counted,
  formatBytes,
  formatCount,
  formatDuration,
  formatSeconds,
} from '../../src/report/measures.ts';

const table = <T>(what: (value: T) => string, rows: readonly (readonly [T, string])[]): void => {
  for (const [value, text] of rows) assert.equal(what(value), text);
};

describe('measures', () => {
  it('writes durations as people say them', () => {
    table(formatDuration, [
      [0, '0 ms'],
      [840.4, '840 ms'],
      [999.4, '999 ms'],
      [999.6, '1.0 s'],
      [4_210, '4.2 s'],
      [9_949, '9.9 s'],
      [9_950, '10 s'],
      [59_499, '59 s'],
      [59_500, '1 m 00 s'],
      [72_400, '1 m 12 s'],
      [3_599_600, '1 h 00 m'],
      [3_720_000, '1 h 02 m'],
    ]);
  });

  it("doesn't pretend to know more than whole seconds of a resource", () => {
    table(formatSeconds, [
      [0, '< 1 s'],
      [1_000, '1 s'],
      [9_000, '9 s'],
      [192_000, '3 m 12 s'],
    ]);
  });

  it('writes bytes in powers of 1,000', () => {
    table(formatBytes, [
      [0, '0 bytes'],
      [1, '1 byte'],
      [999, '999 bytes'],
      [1_000, '1.0 kB'],
      [412_733, '413 kB'],
      [999_600, '1.0 MB'],
      [13_400_000, '13 MB'],
      [5_400_000_000, '5.4 GB'],
    ]);
  });

  it('groups thousands, and counts one as one', () => {
    assert.equal(formatCount(1234567), '1,234,567');
    assert.equal(counted(1, 'file'), '1 file');
    assert.equal(counted(0, 'file'), '0 files');
    assert.equal(counted(12_345, 'file'), '12,345 files');
  });

  it('draws a bar in half characters, never longer than the whole', () => {
    assert.equal(bar(10, 10, 4), '━━━━');
    assert.equal(bar(20, 10, 4), '━━━━');
    assert.equal(bar(6.2, 10, 4), '━━╸');
    assert.equal(bar(0.1, 10, 4), '');
    assert.equal(bar(0, 0, 4), '');
  });
});
