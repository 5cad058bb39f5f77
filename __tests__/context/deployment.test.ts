import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type DeclaredState,
  declaredState,
  refuseContradictions,
  resolveDeployment,
} from '../../src/context/deployment.ts';
import { readRun } from '../../src/context/run.ts';
import { Failure } from '../../src/errors.ts';
import type { Inputs, StateInputs } from '../../src/inputs/inputs.ts';

const run = readRun({ GITHUB_REPOSITORY: 'ada/shop' }, 'host', { cwd: '/w', temporary: '/t' });

const inputs = (state: Partial<StateInputs> = {}): Inputs => ({
  command: 'deploy',
  project: 'store',
  environment: 'staging',
  region: 'eu-central-1',
  terraform: {
    directory: '/w/infra',
    relativeDirectory: 'infra',
    variables: new Map(),
    variableFiles: [],
    adoptExisting: false,
    allowDestroy: [],
  },
  state: { locking: 'dynamodb', lockTimeout: 0, bootstrap: 'auto', ...state },
  rollbackTo: 'previous',
  cache: true,
  pullRequestComment: true,
});

const resolve = (state: Partial<StateInputs> = {}, declared: DeclaredState = {}) =>
  resolveDeployment(inputs(state), declared, { account: '123456789012', run });

const declared = { bucket: 'their-bucket', key: 'their/key', region: 'us-west-2', lockTable: 'their-locks' };

describe('resolveDeployment', () => {
  it('names everything by project, environment and account where nobody said otherwise', () => {
    assert.deepEqual(resolve(), {
      project: 'store',
      environment: 'staging',
      account: '123456789012',
      region: 'eu-central-1',
      state: {
        bucket: 'store-terraform-state-123456789012',
        key: 'staging/terraform.tfstate',
        region: 'eu-central-1',
        lockTable: 'store-terraform-locks',
        locking: 'dynamodb',
        account: '123456789012',
      },
      owner: {
        repository: 'ada/shop',
        terraformDirectory: 'infra',
        project: 'store',
        environment: 'staging',
      },
    });
  });

  it('takes a declared backend’s names, and its region for the state alone', () => {
    const { state, region } = resolve({}, declared);
    assert.deepEqual(state, { ...declared, locking: 'dynamodb', account: '123456789012' });
    assert.equal(region, 'eu-central-1');
  });

  it('lets an input fill what a declared backend leaves open', () => {
    const { state } = resolve({ lockTable: 'locks', key: 'k' }, { bucket: 'their-bucket' });
    assert.deepEqual([state.bucket, state.key, state.lockTable], ['their-bucket', 'k', 'locks']);
  });

  for (const [asked, useLockfile, taken] of [
    ['dynamodb', undefined, 'dynamodb'],
    ['dynamodb', false, 'dynamodb'],
    ['dynamodb', true, 'both'],
    ['lockfile', true, 'lockfile'],
    ['lockfile', false, 'lockfile'],
    ['both', undefined, 'both'],
  ] as const) {
    it(`with locking ${asked} and use_lockfile ${useLockfile} takes ${taken}, so that a bare Terraform meets our lock`, () => {
      const found = resolve({ locking: asked }, useLockfile === undefined ? {} : { useLockfile });
      assert.equal(found.state.locking, taken);
    });
  }
});

describe('declaredState', () => {
  it('learns the place of the state from an S3 backend alone', () => {
    const s3 = { kind: 's3', ...declared };
    assert.equal(declaredState(s3), s3);
    assert.deepEqual(declaredState({ kind: 'local', ...{ path: 'x', key: 'k' } }), {});
  });
});

describe('refuseContradictions', () => {
  const refusal = (state: Partial<StateInputs>, found: DeclaredState): Failure | undefined => {
    try {
      refuseContradictions(inputs(state), found);
      return undefined;
    } catch (error) {
      assert.ok(error instanceof Failure && error.code === 'INVALID_INPUTS', String(error));
      return error;
    }
  };

  it('lets the same name stand in both places, and each name in one', () => {
    assert.equal(
      refusal({ bucket: 'their-bucket', key: 'their/key', lockTable: 'their-locks' }, declared),
      undefined,
    );
    assert.equal(refusal({ bucket: 'ours' }, { key: 'their/key' }), undefined);
    assert.equal(refusal({}, declared), undefined);
  });

  it('names the one contradiction', () => {
    assert.equal(
      refusal({ key: 'ours' }, declared)?.reason,
      `state-key: "ours" contradicts "their/key" in the configuration's S3 backend.`,
    );
  });

  it('names every contradiction', () => {
    assert.deepEqual(refusal({ bucket: 'a', key: 'b', lockTable: 'c' }, declared)?.details, [
      `state-bucket: "a" contradicts "their-bucket" in the configuration's S3 backend`,
      `state-key: "b" contradicts "their/key" in the configuration's S3 backend`,
      `lock-table: "c" contradicts "their-locks" in the configuration's S3 backend`,
    ]);
  });
});
