import { parse } from '@cdktf/hcl2json';
import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';

import type { StateLocation } from '../../src/context/deployment.ts';
import { Failure } from '../../src/errors.ts';
import { readConfiguration } from '../../src/terraform/configuration.ts';
import { declareBackend } from '../../src/terraform/declare-backend.ts';

const root = await mkdtemp(path.join(os.tmpdir(), 'declare-'));
after(() => rm(root, { recursive: true, force: true }));

const LOCATION: StateLocation = {
  bucket: 'acme-state',
  key: 'prod/terraform.tfstate',
  region: 'us-east-1',
  lockTable: 'acme-locks',
  locking: 'dynamodb',
  account: '123456789012',
};

type Files = Readonly<Record<string, string>>;

async function moduleOf(files: Files): Promise<string> {
  const directory = await mkdtemp(path.join(root, 'module-'));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(directory, name), text);
  return directory;
}

async function filesOf(directory: string): Promise<Files> {
  const names = (await readdir(directory)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(directory, name), 'utf8')])),
  ) as Files;
}

/** The settings at the given indentation, as they are laid out where nothing else sets a column. */
const settings = (indent: string) =>
  [
    'bucket         = "acme-state"',
    'key            = "prod/terraform.tfstate"',
    'region         = "us-east-1"',
    'encrypt        = true',
    'dynamodb_table = "acme-locks"',
  ]
    .map((line) => `${indent}${line}\n`)
    .join('');

interface Row {
  readonly name: string;
  readonly before: Files;
  /** Files that differ afterwards. */
  readonly after: Files;
  readonly file?: string;
  readonly location?: Partial<StateLocation>;
}

const TABLE: readonly Row[] = [
  {
    name: 'adds it to the terraform block of main.tf, below what is there',
    before: {
      'main.tf': '# Shop\n\nterraform {\n  required_version = ">= 1.5" # newest\n}\n\nresource "a" "b" {}\n',
    },
    after: {
      'main.tf': `# Shop\n\nterraform {\n  required_version = ">= 1.5" # newest\n\n  backend "s3" {\n${settings('    ')}  }\n}\n\nresource "a" "b" {}\n`,
    },
  },
  {
    name: 'leaves a commented-out backend as it is and adds a real one',
    before: {
      'main.tf':
        'terraform {\n  # backend "s3" {\n  #   bucket = "old"\n  # }\n  /* backend "local" {} */\n}\n',
    },
    after: {
      'main.tf': `terraform {\n  # backend "s3" {\n  #   bucket = "old"\n  # }\n  /* backend "local" {} */\n\n  backend "s3" {\n${settings('    ')}  }\n}\n`,
    },
  },
  {
    name: 'fills an empty terraform block',
    before: { 'main.tf': 'terraform {\n}\n' },
    after: { 'main.tf': `terraform {\n  backend "s3" {\n${settings('    ')}  }\n}\n` },
  },
  {
    name: 'opens a one-line terraform block',
    before: { 'main.tf': 'terraform {} # here\nlocals { a = 1 }\n' },
    after: {
      'main.tf': `terraform {\n  backend "s3" {\n${settings('    ')}  }\n} # here\nlocals { a = 1 }\n`,
    },
  },
  {
    name: 'opens a one-line terraform block with a setting in it',
    before: { 'main.tf': 'terraform { required_version = ">= 1.5" }' },
    after: {
      'main.tf': `terraform {\n  required_version = ">= 1.5"\n\n  backend "s3" {\n${settings('    ')}  }\n}`,
    },
  },
  {
    name: 'prefers main.tf over the file that comes first',
    before: { 'a.tf': 'terraform {\n}\n', 'main.tf': 'terraform {\n}\n' },
    after: { 'main.tf': `terraform {\n  backend "s3" {\n${settings('    ')}  }\n}\n` },
  },
  {
    name: 'uses the terraform block of another file where main.tf has none',
    before: { 'main.tf': 'locals {}\n', 'versions.tf': 'terraform {\n\trequired_version = "1.11.4"\n\n}\n' },
    after: {
      'versions.tf': `terraform {\n\trequired_version = "1.11.4"\n\n\tbackend "s3" {\n${settings('\t\t')}\t}\n}\n`,
    },
    file: 'versions.tf',
  },
  {
    name: 'uses the first of several terraform blocks',
    before: { 'main.tf': 'terraform {\n}\nterraform {\n}\n' },
    after: { 'main.tf': `terraform {\n  backend "s3" {\n${settings('    ')}  }\n}\nterraform {\n}\n` },
  },
  {
    name: 'writes a terraform block below the head of a file without one',
    before: { 'main.tf': '# Copyright\n# All rights reserved\n\n# The bucket.\nresource "a" "b" {}\n' },
    after: {
      'main.tf': `# Copyright\n# All rights reserved\n\nterraform {\n  backend "s3" {\n${settings('    ')}  }\n}\n\n# The bucket.\nresource "a" "b" {}\n`,
    },
  },
  {
    name: 'writes a terraform block above a comment that belongs to the first block',
    before: { 'main.tf': '\uFEFF# The bucket.\nresource "a" "b" {}' },
    after: {
      'main.tf': `\uFEFFterraform {\n  backend "s3" {\n${settings('    ')}  }\n}\n\n# The bucket.\nresource "a" "b" {}`,
    },
  },
  {
    name: 'appends to a file of comments without a last line end',
    before: { 'main.tf': '# to come' },
    after: { 'main.tf': `# to come\n\nterraform {\n  backend "s3" {\n${settings('    ')}  }\n}\n` },
  },
  {
    name: 'fills an empty main.tf',
    before: { 'main.tf': '' },
    after: { 'main.tf': `terraform {\n  backend "s3" {\n${settings('    ')}  }\n}\n` },
  },
  {
    name: 'writes backend.tf where there is no main.tf and no terraform block',
    before: { 'network.tf': 'locals {}\n' },
    after: { 'backend.tf': `terraform {\n  backend "s3" {\n${settings('    ')}  }\n}\n` },
    file: 'backend.tf',
  },
  {
    name: 'replaces placeholders, keeping order, comments and unknown settings',
    before: {
      'main.tf': `terraform {
  backend "s3" {
    # where it is
    key    = "prod/terraform.tfstate"
    bucket = "REPLACE_ME" # fill in
    profile = "state"   // ours
    region = "us-east-1"
  }
}
`,
    },
    after: {
      'main.tf': `terraform {
  backend "s3" {
    # where it is
    key    = "prod/terraform.tfstate"
    bucket = "acme-state" # fill in
    profile = "state"   // ours
    region = "us-east-1"
    encrypt        = true
    dynamodb_table = "acme-locks"
  }
}
`,
    },
  },
  {
    name: 'aligns what it adds with what is there',
    before: {
      'main.tf':
        'terraform {\n    backend "s3" {\n        bucket                      = "<bucket>"\n        skip_credentials_validation = true\n    }\n}\n',
    },
    after: {
      'main.tf': `terraform {\n    backend "s3" {\n        bucket                      = "acme-state"\n        key                         = "prod/terraform.tfstate"\n        region                      = "us-east-1"\n        encrypt                     = true\n        dynamodb_table              = "acme-locks"\n        skip_credentials_validation = true\n    }\n}\n`,
    },
  },
  {
    name: 'fills an empty S3 block on one line',
    before: { 'main.tf': 'terraform {\n  backend "s3" {}\n}\n' },
    after: { 'main.tf': `terraform {\n  backend "s3" {\n${settings('    ')}  }\n}\n` },
  },
  {
    name: 'opens an S3 block with one setting on one line',
    before: { 'main.tf': 'terraform {\n  backend "s3" { profile = "p" } # x\n}\n' },
    after: { 'main.tf': `terraform {\n  backend "s3" {\n    profile = "p"\n${settings('    ')}  } # x\n}\n` },
  },
  {
    name: 'replaces the one setting of an S3 block on one line',
    before: { 'main.tf': 'terraform {\n  backend "s3" { bucket = "todo" }\n}\n' },
    after: {
      'main.tf': `terraform {\n  backend "s3" {\n    bucket = "acme-state"\n${settings('    ').replace(/.*\n/, '')}  }\n}\n`,
    },
  },
  {
    name: 'turns a local backend into the S3 one and keeps its comments',
    before: {
      'main.tf':
        'terraform {\n  # local for now\n  backend "local" { # for now\n    # somewhere\n    path = "x.tfstate" # there\n    workspace_dir = "w"\n  }\n}\n',
    },
    after: {
      'main.tf': `terraform {\n  # local for now\n  backend "s3" { # for now\n${settings('    ')}    # somewhere\n    # there\n  }\n}\n`,
    },
  },
  {
    name: 'turns a local backend on one line into the S3 one',
    before: { 'main.tf': 'terraform {\n  backend  local { path = "x" }\n}\n' },
    after: { 'main.tf': `terraform {\n  backend  "s3" {\n${settings('    ')}  }\n}\n` },
  },
  {
    name: 'turns an empty cloud block into the S3 backend',
    before: { 'main.tf': 'terraform {\n  cloud {\n    workspaces {\n      name = "x"\n    }\n  }\n}\n' },
    after: { 'main.tf': `terraform {\n  backend "s3" {\n${settings('    ')}  }\n}\n` },
  },
  {
    name: 'turns a placeholder of another backend into the S3 one',
    before: { 'main.tf': 'terraform {\n  backend "gcs" {\n    bucket = "your-bucket"\n  }\n}\n' },
    after: { 'main.tf': `terraform {\n  backend "s3" {\n${settings('    ')}  }\n}\n` },
  },
  {
    name: 'changes the backend in the file that declares it, with CRLF and a byte order mark',
    before: {
      'backend.tf': '\uFEFF// state\r\nterraform {\r\n  backend "s3" {\r\n    bucket = ""\r\n  }\r\n}',
      'main.tf': 'terraform {\r\n}\r\n',
    },
    after: {
      'backend.tf':
        '\uFEFF// state\r\nterraform {\r\n  backend "s3" {\r\n    bucket = "acme-state"\r\n    key            = "prod/terraform.tfstate"\r\n    region         = "us-east-1"\r\n    encrypt        = true\r\n    dynamodb_table = "acme-locks"\r\n  }\r\n}',
    },
    file: 'backend.tf',
  },
  {
    name: 'adds to a file with CRLF in CRLF',
    before: { 'main.tf': 'terraform {\r\n  required_version = "1"\r\n}\r\n' },
    after: {
      'main.tf':
        `terraform {\n  required_version = "1"\n\n  backend "s3" {\n${settings('    ')}  }\n}\n`.replaceAll(
          '\n',
          '\r\n',
        ),
    },
  },
  {
    name: 'changes the override file that wins over main.tf',
    before: {
      'main.tf': 'terraform {\n  backend "s3" {\n    bucket = "acme-state"\n  }\n}\n',
      'dev_override.tf': 'terraform {\n  backend "local" {\n  }\n}\n',
    },
    after: { 'dev_override.tf': `terraform {\n  backend "s3" {\n${settings('    ')}  }\n}\n` },
    file: 'dev_override.tf',
  },
  {
    name: 'adds only the lock to a complete declaration, so that a laptop meets a deploy',
    before: {
      'main.tf':
        'terraform {\n  backend "s3" {\n    region  = "us-east-1"\n    bucket  = "acme-state"\n    key     = "prod/terraform.tfstate"\n    encrypt = false\n  }\n}\n',
    },
    after: {
      'main.tf':
        'terraform {\n  backend "s3" {\n    region  = "us-east-1"\n    bucket  = "acme-state"\n    key     = "prod/terraform.tfstate"\n    encrypt = false\n    dynamodb_table = "acme-locks"\n  }\n}\n',
    },
  },
  {
    name: 'locks with a file where that is the choice, and takes out a table that is a placeholder',
    before: {
      'main.tf':
        'terraform {\n  backend "s3" {\n    bucket         = "acme-state"\n    key            = "prod/terraform.tfstate"\n    region         = "us-east-1"\n    dynamodb_table = "your-table"\n    use_lockfile   = false\n  }\n}\n',
    },
    after: {
      'main.tf':
        'terraform {\n  backend "s3" {\n    bucket         = "acme-state"\n    key            = "prod/terraform.tfstate"\n    region         = "us-east-1"\n    use_lockfile   = true\n  }\n}\n',
    },
    location: { locking: 'lockfile' },
  },
  {
    name: 'leaves a complete declaration alone, with a second lock and other settings',
    before: {
      'main.tf':
        'terraform {\n  backend "s3" {\n    use_lockfile = "true"\n    dynamodb_table="acme-locks"\n    bucket = "acme-state" /* x */\n    key = "prod/terraform.tfstate"\n    region = "us-east-1"\n    kms_key_id = "k"\n  }\n}\n',
    },
    after: {},
  },
  {
    name: 'leaves a complete declaration in JSON alone',
    before: {
      'main.tf.json':
        '{"terraform":{"backend":{"s3":{"bucket":"acme-state","key":"prod/terraform.tfstate","region":"us-east-1","dynamodb_table":"acme-locks"}}}}',
    },
    after: {},
    file: 'main.tf.json',
  },
];

describe('declaring the backend in place', () => {
  for (const { name, before, after: changes, file = 'main.tf', location = {} } of TABLE) {
    it(name, async () => {
      const directory = await moduleOf(before);
      const where = { ...LOCATION, ...location };
      const changed = Object.keys(changes).length > 0;
      assert.deepEqual(await declareBackend(directory, where), { file, changed });
      const written = await filesOf(directory);
      assert.deepEqual(written, { ...before, ...changes });
      if (file.endsWith('.tf')) await parse(file, written[file] ?? '');
      const { backend } = await readConfiguration(directory);
      assert.ok(backend.kind === 's3');
      assert.deepEqual([backend.bucket, backend.key, backend.file], [where.bucket, where.key, file]);

      assert.deepEqual(await declareBackend(directory, where), { file, changed: false });
      assert.deepEqual(await filesOf(directory), written);
    });
  }

  const s3 = (lines: string) => ({ 'main.tf': `terraform {\n  backend "s3" {\n${lines}  }\n}\n` });
  for (const [name, files, code, words] of [
    [
      'another bucket',
      s3('    bucket = "other-state"\n'),
      'STATE_ELSEWHERE',
      ['main.tf:2', 'bucket "other-state"', 'acme-state'],
    ],
    ['another key', s3('    bucket = "acme-state"\n    key = "x"\n'), 'STATE_ELSEWHERE', ['key "x"']],
    ['another region', s3('    region = "eu-west-1"\n'), 'STATE_ELSEWHERE', ['region "eu-west-1"']],
    [
      'another table',
      s3('    dynamodb_table = "other-locks"\n'),
      'STATE_ELSEWHERE',
      ['dynamodb_table "other-locks"'],
    ],
    [
      'HCP Terraform',
      { 'main.tf': 'terraform {\n  cloud {\n    organization = "acme"\n  }\n}\n' },
      'STATE_ELSEWHERE',
      ['HCP Terraform'],
    ],
    [
      'another kind',
      { 'main.tf': 'terraform {\n  backend "azurerm" {}\n}\n' },
      'STATE_ELSEWHERE',
      ['azurerm'],
    ],
    [
      'a placeholder in JSON',
      { 'main.tf.json': '{"terraform":{"backend":{"s3":{"bucket":"todo"}}}}' },
      'STATE_ELSEWHERE',
      ['main.tf.json:1', 'JSON'],
    ],
    ['a file that is not HCL', { 'main.tf': 'terraform {\n' }, 'TERRAFORM_INIT_FAILED', ['main.tf']],
  ] as const) {
    it(`refuses and writes nothing: ${name}`, async () => {
      const directory = await moduleOf(files);
      await assert.rejects(declareBackend(directory, LOCATION), (error) => {
        assert.ok(error instanceof Failure);
        assert.equal(error.code, code);
        for (const word of words)
          assert.ok(error.reason.includes(word), `${error.reason} does not name ${word}`);
        return true;
      });
      assert.deepEqual(await filesOf(directory), files);
    });
  }

  it('keeps permissions and symbolic links', async () => {
    const shared = await moduleOf({ 'shared.tf': 'terraform {}\n' });
    const directory = await moduleOf({});
    const target = path.join(shared, 'shared.tf');
    await chmod(target, 0o640);
    await symlink(target, path.join(directory, 'main.tf'));
    await declareBackend(directory, LOCATION);
    assert.equal((await stat(target)).mode & 0o777, 0o640);
    assert.match(await readFile(target, 'utf8'), /acme-state/);
    assert.deepEqual(await readdir(shared), ['shared.tf']);
  });
});
