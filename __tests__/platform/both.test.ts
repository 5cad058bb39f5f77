import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { both } from '../../src/platform/both.ts';

describe('both', () => {
  it('gives both results, in the order they were asked for', async () => {
    const late = new Promise<string>((resolve) => setImmediate(() => resolve('late')));
    assert.deepEqual(await both(late, Promise.resolve('early')), ['late', 'early']);
  });

  it('lets the other end before it fails', async () => {
    let ended = false;
    const other = new Promise<void>((resolve) =>
      setImmediate(() => {
        ended = true;
        resolve();
      }),
    );
    await assert.rejects(both(Promise.reject(new RangeError('at once')), other), { message: 'at once' });
    assert.equal(ended, true);
  });

  it('fails with the first’s failure where both fail, whichever came sooner', async () => {
    const late = new Promise<never>((_, reject) => setImmediate(() => reject(new RangeError('first'))));
    await assert.rejects(both(late, Promise.reject(new RangeError('second'))), { message: 'first' });
    await assert.rejects(both(Promise.resolve(1), Promise.reject(new RangeError('second'))), {
      message: 'second',
    });
  });
});
