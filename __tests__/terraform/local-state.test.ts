import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';

import { Failure } from '../../src/errors.ts';
import type { DeclaredBackend } from '../../src/terraform/configuration.ts';
import { refuseStateElsewhere, refuseUnsavedOfAnother } from '../../src/terraform/local-state.ts';

const root = await mkdtemp(path.join(os.tmpdir(), 'local-state-'));
after(() => rm(root, { recursive: true, force: true }));

const RESOURCE = { mode: 'managed', type: 'terraform_data', name: 'x', instances: [{}] };
const state = (resources: unknown[]) =>
  JSON.stringify({ version: 4, serial: 9, lineage: 'l', outputs: {}, resources });
const at = { file: 'main.tf', line: 3 } as const;

interface Case {
  readonly files?: Readonly<Record<string, string>>;
  readonly backend?: DeclaredBackend;
  readonly environment?: Readonly<Record<string, string>>;
}

async function examine({ files = {}, backend = { kind: 'none' }, environment = {} }: Case): Promise<void> {
  const directory = path.join(await mkdtemp(path.join(root, 'repository-')), 'terraform');
  await mkdir(directory);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await refuseStateElsewhere({ backend }, directory, environment);
}

const stops: Readonly<Record<string, Case & { code: string; names: string }>> = {
  'a terraform.tfstate with resources': {
    files: { 'terraform.tfstate': state([RESOURCE, RESOURCE]) },
    code: 'LOCAL_STATE_FOUND',
    names: 'terraform.tfstate is a local Terraform state with 2 resources',
  },
  'a state under another name': {
    files: { 'prod.tfstate': state([RESOURCE]) },
    code: 'LOCAL_STATE_FOUND',
    names: 'prod.tfstate is a local Terraform state with 1 resource;',
  },
  'an errored.tfstate that was never pushed': {
    files: { 'errored.tfstate': state([RESOURCE]) },
    code: 'LOCAL_STATE_FOUND',
    names: 'errored.tfstate',
  },
  'the state of a local workspace': {
    files: { 'terraform.tfstate.d/staging/terraform.tfstate': state([RESOURCE]) },
    code: 'LOCAL_STATE_FOUND',
    names: 'terraform.tfstate.d/staging/terraform.tfstate',
  },
  'the path of backend "local", outside the directory': {
    files: { '../state/shop.json': state([RESOURCE]) },
    backend: { kind: 'local', path: '../state/shop.json', ...at },
    code: 'LOCAL_STATE_FOUND',
    names: path.join('state', 'shop.json'),
  },
  'the workspaces of backend "local"': {
    files: { 'spaces/a/terraform.tfstate': state([RESOURCE]) },
    backend: { kind: 'local', workspaceDirectory: 'spaces', ...at },
    code: 'LOCAL_STATE_FOUND',
    names: 'spaces/a/terraform.tfstate',
  },
  'a state beside a complete S3 backend, which init would ask to copy': {
    files: { 'terraform.tfstate': state([RESOURCE]) },
    backend: { kind: 's3', attributes: new Map(), carried: '', bucket: 'acme', key: 'k', ...at },
    code: 'LOCAL_STATE_FOUND',
    names: 'terraform.tfstate',
  },
  'a state that is encrypted or a Git LFS pointer': {
    files: { 'terraform.tfstate': 'version https://git-lfs.github.com/spec/v1\n' },
    code: 'LOCAL_STATE_FOUND',
    names: 'content that cannot be read',
  },
  'a state of Terraform 0.11': {
    files: { 'terraform.tfstate': '{"version": 3, "modules": [{"resources": {"aws_s3_bucket.x": {}}}]}' },
    code: 'LOCAL_STATE_FOUND',
    names: '1 resource',
  },
  'HCP Terraform': {
    backend: { kind: 'cloud', name: 'acme', placeholder: false, ...at },
    code: 'STATE_ELSEWHERE',
    names: 'main.tf:3 keeps the state in HCP Terraform (organization "acme")',
  },
  'an empty cloud block whose organization the environment names': {
    backend: { kind: 'cloud', name: '', placeholder: true, ...at },
    environment: { TF_CLOUD_ORGANIZATION: 'acme' },
    code: 'STATE_ELSEWHERE',
    names: 'organization "acme"',
  },
  'another kind of backend': {
    backend: { kind: 'other', name: 'azurerm', placeholder: false, ...at },
    code: 'STATE_ELSEWHERE',
    names: 'backend "azurerm"',
  },
  'a workspace in TF_WORKSPACE': {
    environment: { TF_WORKSPACE: 'staging' },
    code: 'STATE_ELSEWHERE',
    names: 'TF_WORKSPACE',
  },
  'a workspace selected in .terraform': {
    files: { '.terraform/environment': 'staging' },
    code: 'STATE_ELSEWHERE',
    names: '"staging"',
  },
  'a workspace selected in TF_DATA_DIR': {
    files: { 'data/environment': 'staging' },
    environment: { TF_DATA_DIR: 'data' },
    code: 'STATE_ELSEWHERE',
    names: '"staging"',
  },
};

const passes: Readonly<Record<string, Case>> = {
  'an empty directory': {},
  'an errored.tfstate of a Terraform whose backend was S3: its place is checked before the next init': {
    files: {
      'errored.tfstate': state([RESOURCE]),
      '.terraform/terraform.tfstate': JSON.stringify({ backend: { type: 's3', config: {} } }),
    },
  },
  'a state without resources, whatever its serial': { files: { 'terraform.tfstate': state([]) } },
  'the empty file a migration leaves': {
    files: { 'terraform.tfstate': '', 'terraform.tfstate.backup': state([RESOURCE]) },
  },
  'the record of the backend in .terraform': { files: { '.terraform/terraform.tfstate': state([RESOURCE]) } },
  'a directory that is named like a state': { files: { 'x.tfstate/readme': '' } },
  'a local backend without a state': { backend: { kind: 'local', path: 'nowhere/x.tfstate', ...at } },
  'a placeholder of another backend': { backend: { kind: 'other', name: 'gcs', placeholder: true, ...at } },
  'an empty cloud block': { backend: { kind: 'cloud', name: '', placeholder: true, ...at } },
  'the default workspace': {
    files: { '.terraform/environment': 'staging' },
    environment: { TF_WORKSPACE: 'default' },
  },
};

describe('state that is elsewhere', () => {
  for (const [name, { code, names, ...given }] of Object.entries(stops)) {
    it(`stops the deploy: ${name}`, async () => {
      await assert.rejects(examine(given), (error) => {
        assert.ok(error instanceof Failure);
        assert.equal(error.code, code);
        assert.ok(error.reason.includes(names), error.reason);
        assert.match(error.safe, /not started/);
        return true;
      });
    });
  }
  for (const [name, given] of Object.entries(passes)) {
    it(`lets the deploy go on: ${name}`, () => examine(given));
  }
});

describe('a state that an earlier Terraform here could not save', () => {
  const location = {
    bucket: 'acme',
    key: 'production/terraform.tfstate',
    region: 'us-east-1',
    lockTable: 'locks',
    locking: 'dynamodb',
    account: '123456789012',
  } as const;
  const { bucket, region } = location;
  const recorded = (key: string): string =>
    JSON.stringify({ backend: { type: 's3', config: { bucket, key, region, dynamodb_table: 'locks' } } });
  async function checkout(files: Readonly<Record<string, string>>): Promise<string> {
    const directory = await mkdtemp(path.join(root, 'unsaved-'));
    await mkdir(path.join(directory, '.terraform'));
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(directory, name), text);
    return directory;
  }
  const unsaved = { 'errored.tfstate': state([RESOURCE]) };

  it('goes on to be saved where it belongs to this place', async () => {
    await refuseUnsavedOfAnother(
      await checkout({ ...unsaved, '.terraform/terraform.tfstate': recorded(location.key) }),
      location,
    );
    await refuseUnsavedOfAnother(await checkout({ 'errored.tfstate': state([]) }), location);
    await refuseUnsavedOfAnother(await checkout({}), location);
  });

  it('stops the deploy where it belongs to another environment, or nothing tells whose it is', async () => {
    for (const files of [
      { ...unsaved, '.terraform/terraform.tfstate': recorded('staging/terraform.tfstate') },
      unsaved,
    ]) {
      await assert.rejects(refuseUnsavedOfAnother(await checkout(files), location), {
        code: 'LOCAL_STATE_FOUND',
        reason: /errored\.tfstate is a state with 1 resource that Terraform could not save/,
      });
    }
  });
});
