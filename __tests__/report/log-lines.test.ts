import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closingLines } from '../../src/report/log-lines.ts';
import {
  BOOTSTRAPPED,
  FIRST_DEPLOY,
  PARTLY_APPLIED,
  SMALL_CHANGE,
  UNCHANGED,
  WRONG_INPUTS,
} from './sample-reports.ts';

describe('closingLines', () => {
  it('ends the log with result, URL, counts, release, state and duration', () => {
    assert.deepEqual(closingLines(SMALL_CHANGE), [
      'deployed        1 resource changed in place; 4 files uploaded, 1 deleted, 2 paths invalidated.',
      'live            https://d3vq7k2m8x1t0z.cloudfront.net',
      'infrastructure  0 added, 1 changed, 0 destroyed, 0 imported',
      'site            4 files uploaded (91 kB), 1 deleted, 10 unchanged',
      'release         4217-1-3f9a1c2b',
      'state           s3://shop-terraform-state-123456789012/production/terraform.tfstate version x7Rk2vQmN0aBcD',
      'took            53 s (deploy, run 4217)',
    ]);
  });

  it('says no more than it knows', () => {
    assert.deepEqual(closingLines(WRONG_INPUTS), [
      'failed  Nothing was started.',
      'took    12 ms (deploy, run 4217)',
    ]);
  });

  it('is two to eight lines, each one line', () => {
    for (const report of [
      FIRST_DEPLOY,
      UNCHANGED,
      PARTLY_APPLIED,
      BOOTSTRAPPED,
      { ...UNCHANGED, url: 'a\n::error::b' },
    ]) {
      const lines = closingLines(report);
      assert.ok(lines.length >= 2 && lines.length <= 8);
      assert.ok(lines.every((line) => !line.includes('\n')));
    }
  });
});
