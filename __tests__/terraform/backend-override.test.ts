import { parse } from '@cdktf/hcl2json';
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';

import type { StateLocation } from '../../src/context/deployment.ts';
import { Failure } from '../../src/errors.ts';
import {
  checkRecordedBackend,
  OVERRIDE_FILE,
  overrideText,
  removeOverride,
  writeOverride,
} from '../../src/terraform/backend-override.ts';

const root = await mkdtemp(path.join(os.tmpdir(), 'override-'));
after(() => rm(root, { recursive: true, force: true }));
const directory = () => mkdtemp(path.join(root, 'module-'));

const LOCATION: StateLocation = {
  bucket: 'acme-terraform-state-123456789012',
  key: 'production/terraform.tfstate',
  region: 'eu-central-1',
  lockTable: 'acme-terraform-locks',
  locking: 'dynamodb',
  account: '123456789012',
};

const failsWith =
  (code: string, ...words: string[]) =>
  (error: unknown) => {
    assert.ok(error instanceof Failure);
    assert.equal(error.code, code);
    for (const word of words) assert.ok(error.reason.includes(word), `${error.reason} does not name ${word}`);
    return true;
  };

describe('the override file', () => {
  it('is one complete S3 backend, laid out as terraform fmt does', () => {
    assert.equal(
      overrideText(LOCATION).split('\n').slice(3).join('\n'),
      `terraform {
  backend "s3" {
    bucket         = "acme-terraform-state-123456789012"
    key            = "production/terraform.tfstate"
    region         = "eu-central-1"
    encrypt        = true
    dynamodb_table = "acme-terraform-locks"
  }
}
`,
    );
  });

  for (const [locking, settings] of [
    ['dynamodb', { dynamodb_table: 'acme-terraform-locks' }],
    ['lockfile', { use_lockfile: true }],
    ['both', { dynamodb_table: 'acme-terraform-locks', use_lockfile: true }],
  ] as const) {
    it(`asks for exactly the locks of ${locking}, and carries what was declared beside the place`, async () => {
      const carried = 'kms_key_id = "alias/x"\nassume_role = {\n      role_arn = "arn"\n    }';
      const { terraform } = (await parse('x.tf', overrideText({ ...LOCATION, locking }, carried))) as {
        terraform: unknown;
      };
      assert.deepEqual(terraform, [
        {
          backend: {
            s3: [
              {
                bucket: LOCATION.bucket,
                key: LOCATION.key,
                region: LOCATION.region,
                encrypt: true,
                ...settings,
                kms_key_id: 'alias/x',
                assume_role: { role_arn: 'arn' },
              },
            ],
          },
        },
      ]);
    });
  }

  it('keeps a key with quotes and template marks in it a plain text', async () => {
    const key = 'a "b" ${c} %{d} \\ e';
    const parsed = (await parse('x.tf', overrideText({ ...LOCATION, key }))) as {
      terraform: [{ backend: { s3: [{ key: string }] } }];
    };
    // hcl2json writes an escaped template mark as it found it.
    assert.equal(parsed.terraform[0].backend.s3[0].key, 'a "b" $${c} %%{d} \\ e');
  });

  it('is written, rewritten and removed, and leaves nothing beside it', async () => {
    const module = await directory();
    await writeOverride(module, LOCATION);
    await writeOverride(module, { ...LOCATION, key: 'other' });
    assert.deepEqual(await readdir(module), [OVERRIDE_FILE]);
    assert.match(await readFile(path.join(module, OVERRIDE_FILE), 'utf8'), /key {12}= "other"/);
    assert.equal(await removeOverride(module), true);
    assert.equal(await removeOverride(module), false);
    assert.deepEqual(await readdir(module), []);
  });

  it("never touches a file of its name that is someone else's", async () => {
    const module = await directory();
    const file = path.join(module, OVERRIDE_FILE);
    await writeFile(file, '# mine\n');
    await assert.rejects(writeOverride(module, LOCATION), failsWith('BACKEND_CONTRADICTED', OVERRIDE_FILE));
    assert.equal(await removeOverride(module), false);
    assert.equal(await readFile(file, 'utf8'), '# mine\n');
  });
});

describe('the backend Terraform recorded', () => {
  const record = async (backend: unknown, dataDirectory = '.terraform') => {
    const module = await directory();
    await mkdir(path.join(module, dataDirectory));
    const file = path.join(module, dataDirectory, 'terraform.tfstate');
    await writeFile(file, typeof backend === 'string' ? backend : JSON.stringify({ version: 3, backend }));
    return module;
  };
  const config = {
    bucket: LOCATION.bucket,
    key: LOCATION.key,
    region: LOCATION.region,
    dynamodb_table: LOCATION.lockTable,
    use_lockfile: null,
    encrypt: true,
  };

  it('passes when it is the one it was given', async () => {
    await checkRecordedBackend({ directory: await record({ type: 's3', config }), location: LOCATION });
    const lockfile = { ...config, dynamodb_table: null, use_lockfile: true };
    const location = { ...LOCATION, locking: 'lockfile' } as const;
    await checkRecordedBackend({ directory: await record({ type: 's3', config: lockfile }), location });
  });

  it('is looked for where TF_DATA_DIR says', async () => {
    const module = await record({ type: 's3', config }, 'data');
    await checkRecordedBackend({ directory: module, dataDirectory: 'data', location: LOCATION });
    await assert.rejects(
      checkRecordedBackend({ directory: module, location: LOCATION }),
      failsWith('BACKEND_CONTRADICTED', 'no backend was recorded'),
    );
  });

  for (const [what, backend, words] of [
    [
      'bucket',
      { type: 's3', config: { ...config, bucket: 'other' } },
      ['bucket is "other"', LOCATION.bucket],
    ],
    ['key', { type: 's3', config: { ...config, key: 'k' } }, ['key is "k"']],
    ['region', { type: 's3', config: { ...config, region: null } }, ['region is not set']],
    ['table', { type: 's3', config: { ...config, dynamodb_table: 'x' } }, ['dynamodb_table is "x"']],
    [
      'missing lock',
      { type: 's3', config: { ...config, dynamodb_table: null } },
      ['dynamodb_table is not set'],
    ],
    [
      'second lock',
      { type: 's3', config: { ...config, use_lockfile: true } },
      ['use_lockfile is set, to true'],
    ],
    ['kind', { type: 'local', config: {} }, ['"local"']],
    ['absence', null, ['"local"']],
    ['broken record', '{', ['not JSON']],
  ] as const) {
    it(`stops the deploy for another ${what}`, async () => {
      const module = await record(backend);
      await assert.rejects(
        checkRecordedBackend({ directory: module, location: LOCATION }),
        failsWith('BACKEND_CONTRADICTED', ...words),
      );
    });
  }
});
