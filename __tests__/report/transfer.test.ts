import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TransferMeter } from '../../src/report/transfer.ts';
import { FakeClock, MemoryLog } from '../fakes/platform.ts';

const MB = 1_000_000;

/** What is said of a transfer of `files` of a megabyte each, one every `pace` milliseconds. */
function transfer(files: number, pace: number, log = new MemoryLog()): readonly string[] {
  const clock = new FakeClock();
  const meter = new TransferMeter({ doing: 'Uploading', files, bytes: files * MB }, { clock, log });
  for (let file = 0; file < files; file++) {
    clock.advance(pace);
    meter.sent(MB, 1);
  }
  meter.end();
  return log.lines;
}

describe('a transfer', () => {
  it('that ends within seconds is not told of', () => {
    assert.deepEqual(transfer(60, 80), []);
  });

  it('says after some seconds how far it is, how fast, and how long it will take', () => {
    const [first] = transfer(1_000, 100);
    assert.equal(first, 'Uploading: 50 of 1,000 files, 50 MB of 1.0 GB (5 %), 10 MB/s, 1 m 35 s left');
  });

  it('takes few lines of a log, however many files there are', () => {
    const lines = transfer(100_000, 1);
    assert.ok(lines.length >= 8 && lines.length <= 11, lines.join('\n'));
  });

  it('gives a sign of life each minute where it takes hours', () => {
    const lines = transfer(600, 10_000);
    assert.ok(lines.length >= 95 && lines.length <= 101, String(lines.length));
  });

  it('is one line that replaces itself where the log can do that, and goes at the end', () => {
    const shown: string[] = [];
    const log = Object.assign(new MemoryLog(), { status: (line: string) => void shown.push(line) });
    assert.deepEqual(transfer(100, 100, log), []);
    assert.ok(shown.length > 20, String(shown.length));
    assert.match(shown.at(-2) ?? '', /^Uploading: (9\d|100) of 100 files/);
    assert.equal(shown.at(-1), '');
  });

  it('of nothing but empty files has no rate to divide by', () => {
    const clock = new FakeClock();
    const log = new MemoryLog();
    const meter = new TransferMeter({ doing: 'Uploading', files: 2, bytes: 0 }, { clock, log });
    clock.advance(6_000);
    meter.sent(0, 1);
    assert.deepEqual(log.lines, ['Uploading: 1 of 2 files, 0 bytes of 0 bytes (50 %), 0 bytes/s']);
  });
});
