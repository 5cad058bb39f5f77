import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { mayWriteHere } from '../../src/terraform/local-effects.ts';

const base = mkdtempSync(path.join(os.tmpdir(), 'revive-effects-'));
after(() => rmSync(base, { recursive: true, force: true }));
let made = 0;

function configuration(files: Readonly<Record<string, string>>): string {
  const root = path.join(base, String(++made), 'terraform');
  mkdirSync(root, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

const modules = JSON.stringify({
  Modules: [
    { Key: '', Source: '', Dir: '.' },
    { Key: 'site', Source: '../modules/site', Dir: '../modules/site' },
  ],
});

describe('an apply may write in the checkout', () => {
  const cases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'where a provisioner runs a command': {
      'main.tf': 'resource "terraform_data" "a" {\n  provisioner "local-exec" { command = "date" }\n}',
    },
    'where a resource is a file': { 'main.tf': 'resource "local_file" "a" {}' },
    'where a secret is a file': { 'main.tf.json': '{"resource":{"local_sensitive_file":{}}}' },
    'where a module of it does': {
      'main.tf': 'module "site" { source = "../modules/site" }',
      '.terraform/modules/modules.json': modules,
      '../modules/site/main.tf': 'resource "local_file" "a" {}',
    },
    'where nobody can tell: a module that is not there': {
      'main.tf': '',
      '.terraform/modules/modules.json': modules,
    },
    'where nobody can tell: a list of modules that is none': {
      'main.tf': '',
      '.terraform/modules/modules.json': '{',
    },
  };
  for (const [when, files] of Object.entries(cases))
    it(when, async () => assert.equal(await mayWriteHere(configuration(files), {}), true));
});

describe('an apply does not write in the checkout', () => {
  it('where it only makes things in AWS, its modules too', async () => {
    const files = {
      'main.tf': 'resource "aws_s3_bucket" "a" {}\ndata "archive_file" "b" {}',
      'data/modules/modules.json': modules,
      '../modules/site/main.tf': 'locals { file = "local" }',
    };
    assert.equal(await mayWriteHere(configuration(files), { TF_DATA_DIR: 'data' }), false);
    assert.equal(await mayWriteHere(configuration({ 'main.tf': '' }), {}), false);
  });
});
