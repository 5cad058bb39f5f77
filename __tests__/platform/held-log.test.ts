import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HeldLog } from '../../src/platform/held-log.ts';
import { MemoryLog } from '../fakes/platform.ts';

/** A log that shows where its groups end as well. */
class GroupingLog extends MemoryLog {
  override group = async <T>(title: string, work: () => Promise<T>): Promise<T> => {
    this.lines.push(`begin ${title}`);
    try {
      return await work();
    } finally {
      this.lines.push('end');
    }
  };
}

describe('a held log', () => {
  it('tells nothing but masks until it is released, and then all of it in its order', async () => {
    const log = new GroupingLog();
    const held = new HeldLog(log);
    held.info('before');
    const result = await held.group('build', async () => {
      held.untrusted(['one', 'two']);
      return 7;
    });
    held.warning('after');
    held.mask('secret');
    assert.equal(result, 7);
    assert.deepEqual([log.lines, log.masked], [[], ['secret']]);
    await held.release();
    assert.deepEqual(log.lines, ['before', 'begin build', 'one', 'two', 'end', 'after']);
    held.info('at once');
    assert.equal(log.lines.at(-1), 'at once');
  });

  it('released within a group goes on with it at once', async () => {
    const log = new GroupingLog();
    const held = new HeldLog(log);
    await held.group('build', async () => {
      held.untrusted(['one']);
      await held.release();
      held.untrusted(['two']);
      assert.deepEqual(log.lines, ['begin build', 'one', 'two']);
    });
    assert.equal(log.lines.at(-1), 'end');
  });

  it('ends a group whose work fails', async () => {
    const log = new GroupingLog();
    const held = new HeldLog(log);
    await assert.rejects(
      held.group('build', () => Promise.reject(new Error('failed'))),
      /failed/,
    );
    await held.release();
    assert.deepEqual(log.lines, ['begin build', 'end']);
  });
});
