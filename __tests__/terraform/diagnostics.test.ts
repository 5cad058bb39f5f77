import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explain, firstError, toAnnotation } from '../../src/terraform/diagnostics.ts';
import type { Diagnostic } from '../../src/terraform/events.ts';

const at = (filename: string): Diagnostic => ({
  severity: 'error',
  summary: 'Wrong',
  detail: '',
  range: { filename, start: { line: 3 }, end: { line: 7 } },
});

describe('toAnnotation', () => {
  for (const [directory, filename, file] of [
    ['terraform', 'main.tf', 'terraform/main.tf'],
    ['.', 'main.tf', 'main.tf'],
    ['infra/production', '../modules/site/main.tf', 'infra/modules/site/main.tf'],
    ['terraform', '.terraform/modules/vpc/main.tf', 'terraform/.terraform/modules/vpc/main.tf'],
  ] as const) {
    it(`names ${filename} of ${directory} as GitHub does: ${file}`, () => {
      const annotation = toAnnotation(at(filename), directory);
      assert.deepEqual([annotation.file, annotation.startLine, annotation.endLine], [file, 3, 7]);
    });
  }

  it('has no place where Terraform names none', () => {
    const annotation = toAnnotation({ severity: 'warning', summary: 'a', detail: 'b' }, 'terraform');
    assert.deepEqual(annotation, { severity: 'warning', title: 'a', message: 'a\nb' });
  });

  it('stays short enough for GitHub to show it whole', () => {
    const { message } = toAnnotation({ severity: 'error', summary: 'a', detail: 'x'.repeat(9_000) }, '.');
    assert.equal(message.length, 1_500);
    assert.ok(message.endsWith('...'));
  });
});

describe('explain', () => {
  it('begins with the resource where there is one', () => {
    const diagnostic = {
      severity: 'error',
      summary: 'creating bucket',
      detail: 'no',
      address: 'aws_s3_bucket.a',
    } as const;
    assert.equal(explain(diagnostic), 'aws_s3_bucket.a: creating bucket\nno');
    assert.equal(explain({ severity: 'error', summary: 'only this', detail: '' }), 'only this');
  });
});

describe('firstError', () => {
  it('passes over warnings', () => {
    assert.equal(firstError([{ ...at('a'), severity: 'warning' }]), undefined);
    assert.equal(firstError([{ ...at('a'), severity: 'warning' }, at('b')])?.range?.filename, 'b');
  });
});
