import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { INPUT_DEFAULTS } from '../src/inputs/definitions.ts';
import { OUTPUT_NAMES } from '../src/report/outputs.ts';

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description?: string; readonly default?: unknown }>>;
  readonly outputs: Readonly<Record<string, { readonly description?: string }>>;
  readonly runs: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as ActionFile;

/** Only the runner can give it; the code's own default is for a run outside of it. */
const FROM_THE_RUNNER: Readonly<Record<string, string>> = { 'github-token': '${{ github.token }}' };

describe('action.yml', () => {
  it('declares the inputs the code reads, with the same defaults, in the same order', () => {
    const declared = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']);
    const read = Object.entries(INPUT_DEFAULTS).map(([name, value]) => [
      name,
      FROM_THE_RUNNER[name] ?? value,
    ]);
    assert.deepEqual(declared, read);
  });

  it('declares the outputs the code sets', () => {
    assert.deepEqual(Object.keys(action.outputs), OUTPUT_NAMES);
  });

  it('describes every input and output', () => {
    for (const [name, { description = '' }] of Object.entries({ ...action.inputs, ...action.outputs })) {
      assert.match(description, /^\S.*\.$/, name);
    }
  });

  it('runs the committed bundle on Node 24, with a post phase that always runs', () => {
    assert.equal(action.runs['using'], 'node24');
    assert.equal(action.runs['main'], 'dist/index.js');
    assert.equal(action.runs['post'], 'dist/index.js');
    assert.equal(action.runs['post-if'] ?? 'always()', 'always()');
    for (const phase of ['main', 'post'])
      assert.ok(existsSync(path.join(root, action.runs[phase] ?? '')), phase);
  });
});
