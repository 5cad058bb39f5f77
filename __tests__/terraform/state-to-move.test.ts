import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';

import type { DeclaredBackend } from '../../src/terraform/configuration.ts';
import { wouldMigrate } from '../../src/terraform/record-backend.ts';
import { findStateToMove } from '../../src/terraform/state-to-move.ts';

const root = await mkdtemp(path.join(os.tmpdir(), 'state-to-move-'));
after(() => rm(root, { recursive: true, force: true }));

const STATE = JSON.stringify({
  version: 4,
  terraform_version: '1.11.4',
  serial: 9,
  lineage: 'ours',
  outputs: {},
  resources: [{ mode: 'managed', type: 'terraform_data', name: 'x', instances: [{}] }],
});
const at = { file: 'main.tf', line: 3 } as const;

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly backend?: DeclaredBackend;
}

async function checkout({ files }: Case): Promise<string> {
  const directory = path.join(await mkdtemp(path.join(root, 'repository-')), 'terraform');
  await mkdir(directory);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return directory;
}

const find = async (given: Case) =>
  findStateToMove({ backend: given.backend ?? { kind: 'none' } }, await checkout(given), {});

const movable: Readonly<Record<string, Case & { file: string | RegExp }>> = {
  'terraform.tfstate, where no backend is declared': {
    files: { 'terraform.tfstate': STATE },
    file: 'terraform.tfstate',
  },
  'terraform.tfstate of `backend "local" {}`': {
    files: { 'terraform.tfstate': STATE },
    backend: { kind: 'local', ...at },
    file: 'terraform.tfstate',
  },
  'where `backend "local"` says, outside the directory': {
    files: { '../state/shop.json': STATE },
    backend: { kind: 'local', path: '../state/shop.json', ...at },
    file: /\/state\/shop\.json$/,
  },
  'terraform.tfstate that was never moved into the S3 backend which is declared by now': {
    files: { 'terraform.tfstate': STATE },
    backend: { kind: 's3', attributes: new Map(), carried: '', bucket: 'acme', key: 'k', ...at },
    file: 'terraform.tfstate',
  },
};

const ENCRYPTED = JSON.stringify({
  serial: 9,
  lineage: 'ours',
  encrypted_data: 'AAAA',
  encryption_version: 'v0',
});

const stops: Readonly<Record<string, Case & { says: RegExp }>> = {
  'two states': {
    files: { 'terraform.tfstate': STATE, 'prod.tfstate': STATE },
    says: /^2 local Terraform states hold resources \(prod\.tfstate, terraform\.tfstate\)/,
  },
  'that of another workspace': {
    files: { 'terraform.tfstate.d/staging/terraform.tfstate': STATE },
    says: /terraform\.tfstate\.d\/staging\/terraform\.tfstate .* would look for it in terraform\.tfstate/,
  },
  'one that Terraform would not look for': {
    files: { 'terraform.tfstate': STATE },
    backend: { kind: 'local', path: 'prod.tfstate', ...at },
    says: /^terraform\.tfstate .* would look for it in prod\.tfstate/,
  },
  'a Git LFS pointer': {
    files: { 'terraform.tfstate': 'version https://git-lfs.github.com/spec/v1\n' },
    says: /content that cannot be read/,
  },
  'one that OpenTofu encrypted': {
    files: { 'terraform.tfstate': ENCRYPTED },
    says: /content that cannot be read/,
  },
  'one that was cut off': { files: { 'terraform.tfstate': STATE.slice(0, 90) }, says: /cannot be read/ },
  'one of Terraform 0.11': {
    files: { 'terraform.tfstate': '{"version": 3, "modules": [{"resources": {"aws_s3_bucket.x": {}}}]}' },
    says: /1 resource, but not as a state of Terraform 0\.12 or newer/,
  },
  'one without a lineage': {
    files: { 'terraform.tfstate': STATE.replace('"ours"', '""') },
    says: /not as a state of Terraform 0\.12/,
  },
  'one that Terraform could not save, whatever else is there': {
    files: { 'terraform.tfstate': STATE, 'errored.tfstate': STATE },
    says: /^errored\.tfstate is a state with 1 resource that Terraform could not save/,
  },
};

describe('the local state that a deploy can move in', () => {
  for (const [name, { file, ...given }] of Object.entries(movable)) {
    it(`is ${name}`, async () => {
      const found = await find(given);
      assert.equal(found?.text, STATE);
      assert.deepEqual([found?.lineage, found?.serial, found?.holds], ['ours', 9, '1 resource']);
      if (typeof file === 'string') assert.equal(found?.file, file);
      else assert.match(found?.file ?? '', file);
    });
  }
  for (const [name, { says, ...given }] of Object.entries(stops)) {
    it(`is not ${name}, which stops the deploy`, async () => {
      await assert.rejects(find(given), { code: 'LOCAL_STATE_FOUND', reason: says });
    });
  }
  it('is none where nothing is held', async () => {
    const empty = STATE.replace(/"resources":.*/, '"resources":[]}');
    assert.equal(await find({ files: {} }), undefined);
    assert.equal(await find({ files: { 'terraform.tfstate': empty } }), undefined);
  });
});

describe('what init would take for a state to migrate', () => {
  it('is terraform.tfstate with anything in it', async () => {
    assert.equal(await wouldMigrate(await checkout({ files: { 'terraform.tfstate': STATE } })), true);
    assert.equal(await wouldMigrate(await checkout({ files: { 'terraform.tfstate': '' } })), false);
    assert.equal(await wouldMigrate(await checkout({ files: { 'prod.tfstate': STATE } })), false);
    assert.equal(await wouldMigrate(await checkout({ files: { 'terraform.tfstate/x': '' } })), false);
  });
});
