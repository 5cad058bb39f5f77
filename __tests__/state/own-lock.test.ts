import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StateLock } from '../../src/state/lock.ts';
import { isOwnLock } from '../../src/state/own-lock.ts';

const since = Date.parse('2026-11-22T10:00:00Z');
const own = { since, hostname: 'vm-7' };
const lock = (overrides: Partial<StateLock> = {}): StateLock => ({
  id: '9db590f1',
  operation: 'OperationTypeApply',
  who: 'runner@vm-7',
  created: '2026-11-22T10:00:00.131415161Z',
  info: '',
  ...overrides,
});

describe('isOwnLock', () => {
  it('knows the lock that Terraform on this machine took after it was started', () => {
    assert.equal(isOwnLock(lock(), own), true);
  });

  for (const [what, other] of Object.entries({
    'of another machine': lock({ who: 'ada@laptop' }),
    'of a machine whose name ends alike': lock({ who: 'ada@my-vm-7' }),
    'of before the start': lock({ created: '2026-11-22T09:59:59.999999999Z' }),
    'without a time': lock({ created: 'unknown' }),
    'of nobody known': lock({ who: 'unknown' }),
    'that another run signed': lock({
      info: 'https://github.com/acme/shop/actions/runs/1/attempts/1 by ada at 3f9a1c2',
    }),
  })) {
    it(`leaves a lock ${what} alone`, () => assert.equal(isOwnLock(other, own), false));
  }

  it('knows its own signature', () => {
    assert.equal(isOwnLock(lock({ info: 'ours' }), { ...own, signature: 'ours' }), true);
    assert.equal(isOwnLock(lock({ info: 'theirs' }), { ...own, signature: 'ours' }), false);
  });

  it('takes Terraform’s word for the id it held, and for no other', () => {
    assert.equal(isOwnLock(lock({ info: 'signed' }), { ...own, id: '9db590f1' }), true);
    assert.equal(isOwnLock(lock(), { ...own, id: 'another' }), false);
  });
});
