import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { startLocalAws, type LocalAws } from '../../local/aws/local-aws.ts';
import { runAction } from '../../local/runner/run-action.ts';
import type { StateLocation } from '../../src/context/deployment.ts';
import { createPlatform } from '../../src/platform/create-platform.ts';
import { BOOTSTRAP_STATE_KEY } from '../../src/state/bootstrap-state.ts';
import { ensureBackend } from '../../src/state/ensure-backend.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = '# Shop\nterraform {\n  required_version = ">= 1.5"\n}\n\nresource "terraform_data" "shop" {}\n';

describe('bootstrap-state.sh', () => {
  let aws: LocalAws;
  let directory: string;
  let clone: string;
  let repository: string;
  let location: StateLocation;

  before(async () => {
    aws = await startLocalAws({ providers: 'dev-overrides' });
    // The SDK's clients read these, as they do in the action.
    Object.assign(process.env, aws.environment);
    directory = await mkdtemp(path.join(os.tmpdir(), 'bootstrap-state-'));
    // A fresh clone of what the script uses, so that whatever it left behind would show.
    clone = path.join(directory, 'revive-deploy');
    for (const part of ['bootstrap-state.sh', 'dist', 'terraform/bootstrap']) {
      await cp(path.join(root, part), path.join(clone, part), {
        recursive: true,
        filter: (file) => path.basename(file) !== '.terraform',
      });
    }
    repository = path.join(directory, 'shop');
    await mkdir(path.join(repository, 'terraform'), { recursive: true });
    await writeFile(path.join(repository, 'terraform', 'main.tf'), MAIN);
    location = {
      bucket: `acme-terraform-state-${aws.account}`,
      key: 'production/terraform.tfstate',
      region: aws.region,
      lockTable: 'acme-terraform-locks',
      locking: 'dynamodb',
      account: aws.account,
    };
  });
  after(async () => {
    await aws?.stop();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  });

  const bootstrapState = async (): Promise<string> => {
    const temporary = path.join(directory, 'tmp');
    await mkdir(temporary, { recursive: true });
    const environment = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TMPDIR: temporary,
      ...aws.environment,
    };
    const script = path.join(clone, 'bootstrap-state.sh');
    const { stdout } = await run('bash', [script, '--project', 'acme'], {
      cwd: repository,
      env: environment,
    });
    assert.deepEqual(await readdir(temporary), [], 'a working copy was left behind');
    return stdout;
  };
  const filesOf = async (where: string): Promise<readonly string[]> =>
    (await readdir(where, { recursive: true })).sort();
  const stateVersions = async (): Promise<readonly (string | undefined)[]> => {
    const s3 = await createPlatform().aws.s3(aws.region);
    const { Versions = [] } = await s3.listObjectVersions({ Bucket: location.bucket });
    return Versions.map(({ Key, VersionId }) => `${Key} ${VersionId}`);
  };
  const mainTf = () => readFile(path.join(repository, 'terraform', 'main.tf'), 'utf8');

  it('makes the backend the action wants, keeps its own state in it, and declares it; again it changes nothing', async () => {
    const before = await filesOf(clone);
    const first = await bootstrapState();
    assert.match(first, /Plan: 8 to add, 0 to change, 0 to destroy/);
    assert.match(first, /terraform\/main\.tf now declares this backend/);

    const platform = createPlatform();
    const found = await ensureBackend(platform, location, { mode: 'auto', project: 'acme' });
    assert.equal(found.bucketCreated || found.tableCreated, false);
    assert.deepEqual(
      found.settings.filter(({ changed }) => changed),
      [],
    );
    assert.equal(found.settings.length, 12);

    const versions = await stateVersions();
    assert.equal(versions.length, 1);
    assert.match(versions[0] ?? '', new RegExp(`^${BOOTSTRAP_STATE_KEY} `));
    const declared = await mainTf();
    assert.equal(
      declared,
      MAIN.replace(
        '"\n}',
        `"

  backend "s3" {
    bucket         = "${location.bucket}"
    key            = "production/terraform.tfstate"
    region         = "${location.region}"
    encrypt        = true
    dynamodb_table = "acme-terraform-locks"
  }
}`,
      ),
    );

    const second = await bootstrapState();
    assert.match(second, /terraform\/bootstrap: nothing to change\./);
    assert.match(second, /terraform\/main\.tf declares this backend already/);
    assert.deepEqual(await stateVersions(), versions);
    assert.equal(await mainTf(), declared);
    assert.deepEqual(await filesOf(clone), before);
    assert.deepEqual(await filesOf(repository), ['terraform', 'terraform/main.tf']);

    // Then a deploy into that backend, and the script once more: neither changes a setting of it.
    const deployed = await runAction({
      actionDirectory: root,
      inputs: { project: 'acme', 'frontend-directory': '' },
      workspace: repository,
      environment: aws.environment,
    });
    assert.equal(deployed.exitCode, 0, deployed.log);
    assert.equal(deployed.outputs['resources-added'], '1');
    assert.match(deployed.summary, /All 12 settings as wanted/);
    const afterDeploy = await stateVersions();
    assert.match(await bootstrapState(), /terraform\/bootstrap: nothing to change\./);
    assert.deepEqual(await stateVersions(), afterDeploy);
    assert.equal(await mainTf(), declared);
  });

  it('after the action: imports what it made, changes nothing of it, and has nothing to do the next time', async () => {
    await aws.reset();
    const platform = createPlatform();
    await ensureBackend(platform, location, { mode: 'auto', project: 'acme' });

    assert.match(await bootstrapState(), /Plan: 8 to import, 0 to add, 0 to change, 0 to destroy/);
    const found = await ensureBackend(platform, location, { mode: 'auto', project: 'acme' });
    assert.deepEqual(
      found.settings.filter(({ changed }) => changed),
      [],
    );

    const versions = await stateVersions();
    assert.equal(versions.length, 1);
    assert.match(await bootstrapState(), /terraform\/bootstrap: nothing to change\./);
    assert.deepEqual(await stateVersions(), versions);
  });
});
