import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { startLocalAws, type LocalAws } from '../../local/aws/local-aws.ts';
import type { StateLocation } from '../../src/context/deployment.ts';
import { createPlatform } from '../../src/platform/create-platform.ts';
import { ensureBackend } from '../../src/state/ensure-backend.ts';
import { lookAtTable } from '../../src/state/lock-table.ts';
import { lookAtBucket } from '../../src/state/state-bucket.ts';
import { terraformImports } from '../../src/state/terraform-imports.ts';
import { importBlocks } from '../../src/terraform/import-blocks.ts';

const run = promisify(execFile);
const module = fileURLToPath(new URL('../../terraform/bootstrap', import.meta.url));
const project = 'acme';

describe('terraform/bootstrap and the action', () => {
  let aws: LocalAws;
  let directory: string;

  before(async () => {
    aws = await startLocalAws();
    // The SDK's clients read these, as they do in the action.
    Object.assign(process.env, aws.environment);
    directory = await mkdtemp(path.join(os.tmpdir(), 'parity-'));
  });
  after(async () => {
    await aws?.stop();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  });

  // The other way round, terraform/bootstrap first, is in bootstrap-state.test.ts.
  it('make the same bucket and table: importing what the action made, Terraform changes nothing', async () => {
    const location: StateLocation = {
      bucket: `${project}-terraform-state-${aws.account}`,
      key: 'production/terraform.tfstate',
      region: aws.region,
      lockTable: `${project}-terraform-locks`,
      locking: 'dynamodb',
      account: aws.account,
    };
    const platform = createPlatform();
    const made = await ensureBackend(platform, location, { mode: 'auto', project });
    assert.ok(made.bucketCreated && made.tableCreated);

    const [s3, dynamodb] = await Promise.all([
      platform.aws.s3(aws.region),
      platform.aws.dynamodb(aws.region),
    ]);
    const imports = terraformImports(location, {
      bucket: await lookAtBucket({ s3, location, project }, platform),
      table: await lookAtTable({ dynamodb, location, project }, platform),
    });
    assert.equal(
      imports.length,
      8,
      'every resource of the module is there and known by what it is imported by',
    );

    await cp(module, directory, { recursive: true, filter: (file) => path.basename(file) !== '.terraform' });
    await writeFile(path.join(directory, 'imports.tf'), importBlocks(imports));
    const terraform = async (...args: readonly string[]): Promise<string> =>
      (
        await run('terraform', [...args], {
          cwd: directory,
          env: { ...process.env, TF_VAR_project: project },
        })
      ).stdout;
    await terraform('init', '-input=false');
    const events = (await terraform('plan', '-json', '-input=false')).trim().split('\n');
    const parsed = events.map((line) => JSON.parse(line) as { type: string; changes?: unknown });
    const { changes } = parsed.find(({ type }) => type === 'change_summary') ?? {};
    assert.deepEqual(changes, { add: 0, change: 0, import: 8, remove: 0, operation: 'plan' });
  });
});
