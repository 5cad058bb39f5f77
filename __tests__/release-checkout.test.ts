import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import type { CommandContext } from '../src/command-context.ts';
import type { Deployment } from '../src/context/deployment.ts';
import type { RollbackTarget } from '../src/context/rollback-target.ts';
import { createPlatform } from '../src/platform/create-platform.ts';
import { openRelease } from '../src/release-checkout.ts';

const run = promisify(execFile);
const STATE = { version: 4, serial: 3, lineage: 'of-the-file', resources: [{ type: 'a', name: 'b' }] };

describe('a release whose commit still holds the state file that was moved into the bucket', () => {
  let root: string;
  let commit: string;

  before(async () => {
    root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'release-checkout-')));
    const terraform = path.join(root, 'checkout', 'terraform');
    await mkdir(terraform, { recursive: true });
    await mkdir(path.join(root, 'temporary'));
    await writeFile(path.join(terraform, 'main.tf'), 'resource "terraform_data" "one" {}\n');
    await writeFile(path.join(terraform, 'terraform.tfstate'), JSON.stringify(STATE));
    const git = (...args: readonly string[]) =>
      run('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@example.com', ...args], {
        cwd: path.join(root, 'checkout'),
      });
    await git('init', '-q', '-b', 'main');
    await git('add', '-f', '.');
    await git('commit', '-q', '-m', 'With its state');
    commit = (await git('rev-parse', 'HEAD')).stdout.trim();
  });
  after(() => rm(root, { recursive: true, force: true }));

  const open = (movedIn?: RollbackTarget['movedIn']) => {
    const workspace = path.join(root, 'checkout');
    const context = {
      platform: createPlatform(),
      inputs: {
        terraform: {
          directory: path.join(workspace, 'terraform'),
          relativeDirectory: 'terraform',
          variableFiles: [],
        },
      },
      run: { workspace, temporaryDirectory: path.join(root, 'temporary') },
    } as unknown as CommandContext;
    const target = { deploy: { commit }, ...(movedIn === undefined ? {} : { movedIn }) } as RollbackTarget;
    return openRelease(context, { target, deployment: { state: {} } as Deployment });
  };

  it('is gone back to: the bucket has what came of the file', async () => {
    const release = await open({ from: 'terraform.tfstate', lineage: 'of-the-file', serial: 3 });
    assert.notEqual(release.terraform.directory, path.join(root, 'checkout', 'terraform'));
    await release.close();
  });

  it('is refused where no move is recorded, or that of an older file', async () => {
    await assert.rejects(open(), { code: 'LOCAL_STATE_FOUND' });
    const older = { from: 'terraform.tfstate', lineage: 'of-the-file', serial: 2 };
    await assert.rejects(open(older), { code: 'LOCAL_STATE_FOUND' });
  });
});
