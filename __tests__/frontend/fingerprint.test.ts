import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BuildInputs, changedSince, takeFingerprint } from '../../src/frontend/fingerprint.ts';

const inputs: BuildInputs = {
  files: 'a 1',
  environment: 'KEY=42',
  command: 'npm run build',
  tools: 'node 24',
};

test('a fingerprint knows what it was taken of, and names what has changed', async () => {
  const taken = await takeFingerprint(inputs);
  assert.deepEqual(await changedSince(taken, inputs), []);
  assert.deepEqual(await changedSince(taken, { ...inputs, environment: 'KEY=43' }), ['environment']);
  assert.deepEqual(await changedSince(taken, { ...inputs, files: 'a 2', tools: 'node 26' }), [
    'files',
    'tools',
  ]);
});

test('there is nothing to say of a build without one, or with one of another version', async () => {
  const taken = await takeFingerprint(inputs);
  assert.equal(await changedSince(undefined, inputs), undefined);
  assert.equal(await changedSince({ ...taken, format: taken.format + 1 }, inputs), undefined);
  // A part that this version knows and the record does not has changed.
  assert.deepEqual(await changedSince({ ...taken, parts: {} }, inputs), [
    'files',
    'environment',
    'command',
    'tools',
  ]);
});

test('holds no value, and is another one each time, so that equal values can not be found by comparing', async () => {
  const [one, other] = [await takeFingerprint(inputs), await takeFingerprint(inputs)];
  assert.doesNotMatch(JSON.stringify(one), /KEY|npm/);
  assert.notEqual(one.parts['environment'], other.parts['environment']);
  const same = await takeFingerprint({ ...inputs, tools: inputs.command });
  assert.notEqual(same.parts['tools'], same.parts['command']);
});
