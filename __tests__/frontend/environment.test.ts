import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/errors.ts';
import { frontendEnvironment } from '../../src/frontend/environment.ts';

const mapping = (entries: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(entries));

test('strings go as they are, numbers and booleans as text, the rest as JSON', () => {
  const outputs = {
    url: { sensitive: false, value: 'https://api.example/x?y="z"' },
    count: { sensitive: false, value: 7 },
    on: { sensitive: false, value: false },
    names: { sensitive: false, value: ['a', 'b'] },
    map: { sensitive: false, value: { a: 1 } },
    empty: { sensitive: false, value: '' },
  };
  const wanted = mapping({
    VITE_URL: 'url',
    N: 'count',
    ON: 'on',
    NAMES: 'names',
    MAP: 'map',
    EMPTY: 'empty',
  });
  assert.deepEqual(frontendEnvironment(wanted, outputs), {
    VITE_URL: 'https://api.example/x?y="z"',
    N: '7',
    ON: 'false',
    NAMES: '["a","b"]',
    MAP: '{"a":1}',
    EMPTY: '',
  });
});

test('every missing, sensitive or null output is named at once, and no value of them', () => {
  const outputs = {
    secret: { sensitive: true, value: 'hunter2' },
    nothing: { sensitive: false, value: null },
    fine: { sensitive: false, value: 'x' },
  };
  const wanted = mapping({ A: 'secret', B: 'nothing', C: 'absent', D: 'fine', E: 'toString' });
  assert.throws(
    () => frontendEnvironment(wanted, outputs),
    (error) => {
      assert.ok(error instanceof Failure);
      assert.equal(error.code, 'OUTPUT_MISSING');
      assert.deepEqual(error.details, [
        'A: the output secret is sensitive',
        'B: the output nothing is null',
        'C: there is no output absent',
        'E: there is no output toString',
      ]);
      assert.ok(!JSON.stringify(error.details).includes('hunter2'));
      return true;
    },
  );
});
