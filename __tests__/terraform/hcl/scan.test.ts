import { parse } from '@cdktf/hcl2json';
import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';

import { literalValue } from '../../../src/terraform/hcl/literal.ts';
import { lineAt, scanHcl, type HclItem } from '../../../src/terraform/hcl/scan.ts';
import { chance, generateHcl, type Shape } from './generate.ts';

const CASES = Number(process.env['HCL_CASES'] ?? 400);
const SEED = Number(process.env['HCL_SEED'] ?? Math.floor(Math.random() * 2 ** 32));

function shapeOf(text: string, items: readonly HclItem[]): Shape {
  const attributes: Record<string, string | number | boolean | null> = {};
  const blocks: Shape['blocks'][number][] = [];
  for (const item of items) {
    if (item.kind === 'attribute') {
      attributes[item.name] = literalValue(text.slice(item.value.start, item.value.end)) ?? null;
    } else blocks.push({ path: [item.type, ...item.labels], shape: shapeOf(text, item.items) });
  }
  return { attributes, blocks };
}

type Json = Record<string, unknown>;

/** What hcl2json makes of the same file: `{ type: { label: [body, ...] } }`, with templates as `${...}` texts. */
function assertSameAsOracle(shape: Shape, oracle: Json): void {
  const names = new Set([
    ...Object.keys(shape.attributes),
    ...shape.blocks.map((block) => block.path[0] ?? ''),
  ]);
  assert.deepEqual(new Set(Object.keys(oracle)), names);
  for (const [name, literal] of Object.entries(shape.attributes)) {
    if (literal === null) continue;
    // hcl2json writes a string as a template again, so that `${` stays doubled in it.
    const expected = typeof literal === 'string' ? literal.replaceAll(/([$%])\{/g, '$1$1{') : literal;
    assert.equal(oracle[name], expected);
  }
  const seen = new Map<string, number>();
  for (const block of shape.blocks) {
    const bodies = block.path.reduce<unknown>((at, step) => (at as Json)[step], oracle) as Json[];
    const path = JSON.stringify(block.path);
    const index = seen.get(path) ?? 0;
    seen.set(path, index + 1);
    assertSameAsOracle(block.shape, bodies[index] ?? assert.fail(`no body ${index} of ${path}`));
  }
}

describe('scanning HCL', () => {
  it(`finds what hcl2json finds, in ${CASES} generated files (HCL_SEED=${SEED})`, async () => {
    const random = chance(SEED);
    let parsed = 0;
    for (let index = 0; index < CASES; index += 1) {
      const { text, shape } = generateHcl(random);
      const where = `case ${index} of HCL_SEED=${SEED}:\n${text}\n`;
      const items = scanHcl(text);
      assert.ok(items !== undefined, `not scanned, ${where}`);
      const found = shapeOf(text, items);
      assert.deepEqual(found, shape, where);
      let oracle: Json;
      try {
        oracle = (await parse('case.tf', text)) as Json;
      } catch (error) {
        assert.fail(`the generator made what Terraform refuses: ${String(error)}, ${where}`);
      }
      try {
        assertSameAsOracle(found, oracle);
      } catch (error) {
        assert.fail(`${String(error)}, ${where}`);
      }
      parsed += shape.blocks.length + Object.keys(shape.attributes).length;
    }
    assert.ok(parsed > CASES, 'the generated files were nearly empty');
  });

  it('gives the offsets of a block, its inside and its attributes', () => {
    const text =
      '\uFEFF# head\r\nterraform { # open\r\n  backend "s3" {\r\n    bucket = "b" // tail\r\n  }\r\n}\r\n';
    const [block] = scanHcl(text) ?? [];
    assert.ok(block?.kind === 'block');
    assert.equal(text.slice(block.start, block.start + 11), 'terraform {');
    assert.equal(text[block.end - 1], '}');
    const [backend] = block.items;
    assert.ok(backend?.kind === 'block');
    assert.deepEqual(backend.labels, ['s3']);
    assert.equal(text.slice(backend.inner.start, backend.inner.end), '\r\n    bucket = "b" // tail\r\n  ');
    const [bucket] = backend.items;
    assert.ok(bucket?.kind === 'attribute');
    assert.equal(text.slice(bucket.start, bucket.end), 'bucket = "b"');
    assert.equal(lineAt(text, bucket.start), 4);
  });

  for (const text of [
    'terraform {',
    'terraform }',
    'a = "open',
    'a = <<EOT\nnever closed\n',
    'a = [1, 2\n',
    'a = (1]\n',
    'a = "${b"\n',
    '/* open',
    '= 1',
    'a =\n',
    'a "b\n" {}',
    '{"terraform": {}}',
  ]) {
    it(`refuses ${JSON.stringify(text)}, as hcl2json does`, async () => {
      assert.equal(scanHcl(text), undefined);
      await assert.rejects(parse('bad.tf', text));
    });
  }
});
