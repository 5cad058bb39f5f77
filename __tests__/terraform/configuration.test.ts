import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';

import { OVERRIDE_FILE, overrideText } from '../../src/terraform/backend-override.ts';
import { readConfiguration } from '../../src/terraform/configuration.ts';

const root = await mkdtemp(path.join(os.tmpdir(), 'configuration-'));
after(() => rm(root, { recursive: true, force: true }));

async function configurationOf(files: Readonly<Record<string, string | Uint8Array>>) {
  const directory = await mkdtemp(path.join(root, 'module-'));
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(directory, name), content);
  return readConfiguration(directory);
}

const S3 = `terraform {
  required_version = ">= 1.5"
  backend "s3" {
    bucket         = "acme-tfstate" # the shared one
    key            = "shop/terraform.tfstate"
    region         = "eu-central-1"
    dynamodb_table = "acme-locks"
    use_lockfile   = true
    encrypt        = true
    kms_key_id     = "alias/state"
    assume_role = {
      role_arn = "arn:aws:iam::123456789012:role/state" // not ours
    }
    endpoints { s3 = "https://s3.example.com" }
  }
}
`;

describe('reading a configuration', () => {
  it('takes bucket, key, region and table of a complete S3 backend, and carries the rest', async () => {
    const { backend, requiredVersions, unreadable } = await configurationOf({ 'main.tf': S3 });
    assert.ok(backend.kind === 's3');
    const { attributes, ...rest } = backend;
    assert.deepEqual(rest, {
      kind: 's3',
      file: 'main.tf',
      line: 3,
      bucket: 'acme-tfstate',
      key: 'shop/terraform.tfstate',
      region: 'eu-central-1',
      lockTable: 'acme-locks',
      useLockfile: true,
      encrypt: true,
      carried: [
        'kms_key_id     = "alias/state"',
        'assume_role = {\n      role_arn = "arn:aws:iam::123456789012:role/state" // not ours\n    }',
        'endpoints { s3 = "https://s3.example.com" }',
      ].join('\n'),
    });
    assert.equal(attributes.get('kms_key_id'), 'alias/state');
    assert.equal(attributes.get('assume_role'), undefined);
    assert.deepEqual(requiredVersions, ['>= 1.5']);
    assert.deepEqual(unreadable, []);
  });

  it('counts placeholders and references as not declared', async () => {
    const { backend } = await configurationOf({
      'main.tf':
        'terraform {\n  backend "s3" {\n    bucket = "REPLACE_ME"\n    key = var.key\n    region = "<region>"\n    dynamodb_table = ""\n  }\n}\n',
    });
    assert.ok(backend.kind === 's3');
    assert.deepEqual([...backend.attributes.keys()], ['bucket', 'key', 'region', 'dynamodb_table']);
    assert.deepEqual(
      [backend.bucket, backend.key, backend.region, backend.lockTable, backend.carried],
      [undefined, undefined, undefined, undefined, ''],
    );
  });

  it('sees no backend in comments, strings and heredocs', async () => {
    const { backend } = await configurationOf({
      'main.tf': `/*
terraform { backend "s3" { bucket = "one" } }
*/
# terraform { backend "gcs" {} }
terraform {
  # backend "s3" {
  #   bucket = "two"
  # }
}
locals {
  text = <<-EOT
    terraform {
      backend "s3" {
    }
  EOT
  other = "terraform { backend \\"local\\" {} }"
}
module "terraform" {
  source  = "./x"
}
`,
    });
    assert.deepEqual(backend, { kind: 'none' });
  });

  it('gathers every required_version of every file', async () => {
    const { requiredVersions } = await configurationOf({
      'a.tf': 'terraform { required_version = ">= 1.5" }\nterraform {\n  required_version = "< 2"\n}\n',
      'b.tf.json': '{"terraform": [{"required_version": "!= 1.6.0"}, {}]}',
      'c.tfvars': 'terraform { required_version = "no" }',
    });
    assert.deepEqual(requiredVersions, ['>= 1.5', '< 2', '!= 1.6.0']);
  });

  it('reads a backend declared in another file, with CRLF and a byte order mark', async () => {
    const { backend } = await configurationOf({
      'backend.tf': `\uFEFF${S3.replaceAll('\n', '\r\n')}`,
      'main.tf': 'terraform {\r\n}\r\n',
    });
    assert.ok(backend.kind === 's3');
    assert.deepEqual([backend.file, backend.line, backend.bucket], ['backend.tf', 3, 'acme-tfstate']);
  });

  it('reads the JSON form, and carries its settings as HCL', async () => {
    const { backend } = await configurationOf({
      'main.tf.json': JSON.stringify(
        {
          terraform: {
            backend: {
              s3: {
                '//': 'a comment',
                bucket: 'acme-tfstate',
                key: '${nope}',
                use_lockfile: 'true',
                profile: 'a "b"',
                assume_role: { role_arn: 'arn', tags: { a: 'b' } },
                allowed_account_ids: ['1', '2'],
                max_retries: 3,
              },
            },
          },
        },
        null,
        2,
      ),
    });
    assert.ok(backend.kind === 's3');
    assert.deepEqual(
      [backend.bucket, backend.key, backend.useLockfile, backend.line],
      ['acme-tfstate', undefined, true, 3],
    );
    assert.equal(
      backend.carried,
      [
        'profile = "a \\"b\\""',
        'assume_role = { "role_arn" = "arn", "tags" = { "a" = "b" } }',
        'allowed_account_ids = ["1", "2"]',
        'max_retries = 3',
      ].join('\n'),
    );
  });

  for (const [source, expected] of [
    ['backend "local" {}', { kind: 'local' }],
    [
      'backend "local" {\n    path = "../x.tfstate"\n    workspace_dir = "w"\n  }',
      { kind: 'local', path: '../x.tfstate', workspaceDirectory: 'w' },
    ],
    ['cloud {}', { kind: 'cloud', name: '', placeholder: true }],
    ['cloud {\n    organization = "your-org"\n  }', { kind: 'cloud', name: '', placeholder: true }],
    ['cloud {\n    organization = "acme"\n  }', { kind: 'cloud', name: 'acme', placeholder: false }],
    ['backend "azurerm" {}', { kind: 'other', name: 'azurerm', placeholder: false }],
    ['backend "gcs" {\n    bucket = "replace-me"\n  }', { kind: 'other', name: 'gcs', placeholder: true }],
    [
      'backend "gcs" {\n    bucket = "acme-state"\n    prefix = "x"\n  }',
      { kind: 'other', name: 'gcs', placeholder: false },
    ],
  ] as const) {
    it(`understands ${JSON.stringify(source)}`, async () => {
      const { backend } = await configurationOf({ 'main.tf': `terraform {\n  ${source}\n}\n` });
      assert.deepEqual(backend, { ...expected, file: 'main.tf', line: 2 });
    });
  }

  it('takes the first of several backends, unless an override file declares one', async () => {
    const several = {
      'a.tf': 'terraform {\n  backend "s3" {\n    bucket = "first-state"\n  }\n}\n',
      'b.tf': 'terraform {\n  backend "s3" {\n    bucket = "second-state"\n  }\n}\n',
    };
    const first = (await configurationOf(several)).backend;
    assert.equal(first.kind === 's3' && first.bucket, 'first-state');
    const overridden = (
      await configurationOf({ ...several, 'a_override.tf': 'terraform {\n  backend "local" {}\n}\n' })
    ).backend;
    assert.deepEqual(overridden, { kind: 'local', file: 'a_override.tf', line: 2 });
  });

  it('leaves out the override this action wrote, but not a file of that name by someone else', async () => {
    const location = {
      bucket: 'acme-state',
      key: 'k',
      region: 'us-east-1',
      lockTable: 'acme-locks',
      locking: 'dynamodb',
      account: '123456789012',
    } as const;
    assert.deepEqual((await configurationOf({ [OVERRIDE_FILE]: overrideText(location) })).backend, {
      kind: 'none',
    });
    const foreign = (await configurationOf({ [OVERRIDE_FILE]: 'terraform {\n  backend "local" {}\n}\n' }))
      .backend;
    assert.equal(foreign.kind, 'local');
  });

  it('names the files that can not be followed and reads the others', async () => {
    const { unreadable, requiredVersions, backend } = await configurationOf({
      'bad.tf': 'terraform {\n  backend "s3" {\n',
      'bad.tf.json': '{',
      'latin1.tf': Uint8Array.from([0x23, 0xe9, 0x0a]),
      'good.tf': 'terraform { required_version = "1.2.3" }\n',
    });
    assert.deepEqual(unreadable, ['bad.tf', 'bad.tf.json', 'latin1.tf']);
    assert.deepEqual(requiredVersions, ['1.2.3']);
    assert.deepEqual(backend, { kind: 'none' });
  });

  it('leaves out what Terraform leaves out: hidden files, leftovers of editors, directories', async () => {
    const directory = await mkdtemp(path.join(root, 'module-'));
    const backend = 'terraform {\n  backend "gcs" {}\n}\n';
    for (const name of ['.hidden.tf', 'main.tf~', '#main.tf', 'main.tf.bak', 'main.tofu']) {
      await writeFile(path.join(directory, name), backend);
    }
    await mkdir(path.join(directory, 'directory.tf'));
    await mkdir(path.join(directory, 'modules'));
    await writeFile(path.join(directory, 'modules', 'main.tf'), backend);
    assert.deepEqual(await readConfiguration(directory), {
      requiredVersions: [],
      backend: { kind: 'none' },
      unreadable: [],
    });
  });
});
