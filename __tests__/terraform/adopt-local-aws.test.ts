import { IAM } from '@aws-sdk/client-iam';
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

import { type LocalAws, startLocalAws } from '../../local/aws/local-aws.ts';
import { type FaultProxy, startFaultProxy } from '../../local/proxy/fault-proxy.ts';
import { ensureTerraformOnPath } from '../../local/terraform/ensure-terraform.ts';
import type { Journal } from '../../src/context/journal.ts';
import { connectAws } from '../../src/platform/aws.ts';
import { ADOPT_FILE, recoveryOf, removeAdoptions, writeAdoptions } from '../../src/terraform/adopt.ts';
import { apply } from '../../src/terraform/apply.ts';
import type { RunProcess, Terraform } from '../../src/terraform/cli.ts';
import { type ExaminedCreates, examineCreates } from '../../src/terraform/examine-creates.ts';
import { init } from '../../src/terraform/init.ts';
import { type Plan, plan } from '../../src/terraform/plan.ts';
import { showPlan } from '../../src/terraform/plan-json.ts';
import { readPlannedCreates } from '../../src/terraform/planned-creates.ts';
import { MemoryLog } from '../fakes/platform.ts';

const STACK = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  max_retries = 2
}
resource "aws_dynamodb_table" "orders" {
  name         = "shop-orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_iam_role" "shop" {
  name               = "shop"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  depends_on         = [aws_dynamodb_table.orders]
}
resource "aws_s3_bucket" "site" {
  bucket     = "shop-site"
  depends_on = [aws_iam_role.shop]
}
resource "aws_s3_bucket_versioning" "site" {
  bucket = aws_s3_bucket.site.id
  versioning_configuration {
    status = "Enabled"
  }
}
`;

let aws: LocalAws;
let proxy: FaultProxy;
let iam: IAM;
let directory: string;
let terraform: Terraform;
let running: ChildProcess | undefined;
let saved: NodeJS.ProcessEnv;

before(async () => {
  await ensureTerraformOnPath();
  aws = await startLocalAws({ providers: 'dev-overrides' });
  proxy = await startFaultProxy(aws.endpoint);
  saved = { ...process.env };
  Object.assign(process.env, aws.environment);
  iam = new IAM({ maxAttempts: 1 });
  directory = await mkdtemp(path.join(os.tmpdir(), 'revive-adopt-'));
  await writeFile(path.join(directory, 'main.tf'), STACK);
  const run: RunProcess = (task, onLine) =>
    new Promise((resolve) => {
      // A group of its own, so that the provider dies with it.
      const child = spawn(task.executable, task.args, {
        cwd: task.directory,
        env: { ...process.env, AWS_ENDPOINT_URL: proxy.endpoint },
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      running = child;
      createInterface({ input: child.stdout }).on('line', onLine);
      child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
    });
  terraform = {
    executable: 'terraform',
    version: '1.11.4',
    directory,
    relativeDirectory: '.',
    run,
    log: new MemoryLog(),
    watchLock: async () => undefined,
  };
  await init(terraform);
});

after(async () => {
  iam.destroy();
  for (const name of Object.keys(aws.environment)) {
    if (saved[name] === undefined) delete process.env[name];
    else process.env[name] = saved[name];
  }
  await proxy.stop();
  await aws.stop();
  await rm(directory, { recursive: true, force: true });
});

async function planned(journal?: Journal): Promise<{ plan: Plan; examined: ExaminedCreates }> {
  const made = await plan(terraform, {
    variables: new Map(),
    variableFiles: [],
    planFile: path.join(directory, 'plan.tfplan'),
    lockTimeout: 0,
  });
  const creates = readPlannedCreates(await showPlan(terraform, made), aws.region);
  const place = { aws: connectAws(), account: aws.account };
  return { plan: made, examined: await examineCreates(place, creates, { journal }) };
}

const kinds = ({ verdicts }: ExaminedCreates) =>
  Object.fromEntries(verdicts.map(({ create, verdict }) => [create.address, verdict.kind]));

test('after a kill exactly what the killed run created is adopted, and never what someone else had made', async () => {
  const roleOfAnother = {
    RoleName: 'shop',
    AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
  };
  await iam.createRole(roleOfAnother);

  const first = await planned();
  assert.deepEqual(kinds(first.examined), {
    'aws_dynamodb_table.orders': 'create',
    'aws_iam_role.shop': 'taken',
    'aws_s3_bucket.site': 'create',
    'aws_s3_bucket_versioning.site': 'create',
  });
  const run = { id: '1', attempt: 1, commit: 'c', url: 'https://x' };
  const journal: Journal = { format: 1, run, entries: first.examined.entries };
  assert.ok(!journal.entries.some(({ type }) => type === 'aws_iam_role'));

  proxy.inject({
    operation: 'CreateTable',
    times: 1,
    action: { kind: 'after', run: () => void process.kill(-(running?.pid ?? 0), 'SIGKILL') },
  });
  const killed = await apply(terraform, first.plan, 0);
  assert.equal(killed.kind, 'failed');
  // The local backend makes an empty file to lock it.
  const state = await readFile(path.join(directory, 'terraform.tfstate'), 'utf8').catch(() => '');
  assert.equal(state, '', 'the state was saved after all');

  const second = await planned(journal);
  assert.deepEqual(kinds(second.examined), {
    'aws_dynamodb_table.orders': 'adopt',
    'aws_iam_role.shop': 'taken',
    'aws_s3_bucket.site': 'create',
    'aws_s3_bucket_versioning.site': 'create',
  });
  const recovery = recoveryOf(second.examined);
  assert.deepEqual(recovery, {
    imports: [{ address: 'aws_dynamodb_table.orders', id: 'shop-orders' }],
    untaints: [],
  });

  // Its owner takes the role away, so that the deploy can end.
  await iam.deleteRole({ RoleName: 'shop' });
  await writeAdoptions(directory, recovery.imports);
  const third = await planned(journal);
  assert.deepEqual(third.plan.counts, { added: 3, changed: 0, destroyed: 0, imported: 1 });
  // Until the state has the table, it stays in the journal.
  const journaled = third.examined.entries.map(({ address }) => address).sort();
  assert.deepEqual(journaled, Object.keys(kinds(first.examined)).sort());

  const applied = await apply(terraform, third.plan, 0);
  assert.ok(applied.kind === 'applied', JSON.stringify(applied));
  assert.deepEqual(applied.applied.counts, { added: 3, changed: 0, destroyed: 0, imported: 1 });
  await removeAdoptions(directory);
  assert.ok(!(await readdir(directory)).includes(ADOPT_FILE));
  assert.equal(proxy.changing().filter(({ operation }) => operation === 'CreateTable').length, 1);
});
