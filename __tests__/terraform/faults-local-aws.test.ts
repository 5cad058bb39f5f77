import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { S3 } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { ensureTerraformOnPath } from '../../local/terraform/ensure-terraform.ts';
import { type LocalAws, startLocalAws } from '../../local/aws/local-aws.ts';
import { type FaultProxy, startFaultProxy } from '../../local/proxy/fault-proxy.ts';
import type { StateLocation } from '../../src/context/deployment.ts';
import type { AwsClients } from '../../src/platform/aws.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { freeOwnLock } from '../../src/state/own-lock.ts';
import { keepForRecovery } from '../../src/state/recovery.ts';
import { readStateHead } from '../../src/state/state-head.ts';
import { type ApplyOutcome, apply } from '../../src/terraform/apply.ts';
import type { RunProcess, Terraform } from '../../src/terraform/cli.ts';
import { init } from '../../src/terraform/init.ts';
import { plan } from '../../src/terraform/plan.ts';
import { ERRORED_STATE, rescueState } from '../../src/terraform/rescue.ts';
import { MemoryLog, fakePlatform } from '../fakes/platform.ts';

/** Of Terraform's own SDK for one call: by default 5, which take it 10 s. */
const TRIES = 2;

const CONFIGURATION = (lock: string) => `terraform {
  backend "s3" {
    bucket                     = "faults"
    key                        = "production/terraform.tfstate"
    region                     = "us-east-1"
    use_path_style             = true
    skip_requesting_account_id = true
    max_retries                = ${TRIES}
    ${lock}
  }
}

resource "terraform_data" "shop" {
  input = "open"
}

output "url" {
  value = "https://shop.example"
}

output "token" {
  value     = "hunter2-canary"
  sensitive = true
}
`;

const location: StateLocation = {
  bucket: 'faults',
  key: 'production/terraform.tfstate',
  region: 'us-east-1',
  lockTable: 'faults',
  locking: 'dynamodb',
  account: '123456789012',
};
const run = { id: '42', attempt: 1 };

const LOCK = /"LockID":\s*\{"S":\s*"faults\/production\/terraform\.tfstate"\}/;
const STATE = /^\/faults\/production\/terraform\.tfstate(\?|$)/;
const INTERNAL = {
  kind: 'answer',
  status: 500,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"Internal server error"}',
} as const;
const THROTTLED = {
  ...INTERNAL,
  status: 400,
  body: '{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"Too much."}',
} as const;
const SLOW_DOWN = {
  kind: 'answer',
  status: 503,
  body: '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
} as const;

/** Real Terraform on an S3 backend of the local AWS, behind a proxy that fails chosen calls. */
describe('Terraform whose backend fails', () => {
  let aws: LocalAws;
  let proxy: FaultProxy;
  let home: string;
  let s3: S3;
  let dynamodb: DynamoDB;

  before(async () => {
    await ensureTerraformOnPath();
    aws = await startLocalAws();
    proxy = await startFaultProxy(aws.endpoint);
    const client = {
      endpoint: proxy.endpoint,
      region: aws.region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    };
    s3 = new S3({ ...client, forcePathStyle: true });
    dynamodb = new DynamoDB(client);
  });
  after(async () => {
    s3?.destroy();
    dynamodb?.destroy();
    await proxy?.stop();
    await aws?.stop();
  });
  beforeEach(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'faults-'));
    await aws.reset();
    proxy.clear();
    await s3.createBucket({ Bucket: 'faults' });
    await s3.putBucketVersioning({ Bucket: 'faults', VersioningConfiguration: { Status: 'Enabled' } });
    await dynamodb.createTable({
      TableName: 'faults',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'LockID', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'LockID', AttributeType: 'S' }],
    });
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const platform = (log = new MemoryLog()) =>
    fakePlatform({
      log,
      aws: { s3: async () => s3, dynamodb: async () => dynamodb } as unknown as AwsClients,
    });

  /** A checkout of its own, as on a fresh runner. */
  async function checkout(name: string, locking: StateLocation['locking'] = 'dynamodb') {
    const directory = path.join(home, name);
    await mkdir(directory);
    const lock = locking === 'lockfile' ? 'use_lockfile = true' : 'dynamodb_table = "faults"';
    await writeFile(path.join(directory, 'main.tf'), CONFIGURATION(lock));
    const log = new MemoryLog();
    const ports = platform(log);
    const place = { ...location, locking };
    const terraform: Terraform = {
      executable: 'terraform',
      version: '1.11.4',
      directory,
      relativeDirectory: 'terraform',
      run: runner({
        ...aws.environment,
        AWS_ENDPOINT_URL: proxy.endpoint,
        TF_IN_AUTOMATION: '1',
      }),
      log,
      watchLock: async () => {},
      resilience: {
        clock: systemClock,
        signal: new AbortController().signal,
        freeOwnLock: (claim) => freeOwnLock(ports, place, { ...claim, hostname: os.hostname() }),
        readOutputs: async () => {
          const head = await readStateHead(ports, place);
          return head.exists ? head.outputs : {};
        },
      },
    };
    return { directory, log, terraform, ports, place };
  }
  type Checkout = Awaited<ReturnType<typeof checkout>>;

  const planIn = ({ terraform, directory }: Checkout, lockTimeout = 60_000) =>
    plan(terraform, {
      variables: new Map(),
      variableFiles: [],
      planFile: path.join(directory, 'plan.tfplan'),
      lockTimeout,
    });
  const rescueIn = ({ terraform, directory, ports, place }: Checkout, patience: number, dumped?: string) =>
    rescueState(terraform, {
      clock: systemClock,
      patience,
      signal: new AbortController().signal,
      keep: (state) => keepForRecovery(ports, place, { run, state }),
      privateDirectory: directory,
      recovery: 's3://acme/recovery/x.tfstate',
      dumped,
    });
  const locks = async (): Promise<readonly string[]> => {
    const { Items = [] } = await dynamodb.scan({ TableName: 'faults' });
    return Items.map((item) => item['LockID']?.S ?? '').filter((id) => !id.endsWith('-md5'));
  };
  const shown = ({ log }: Checkout): string => JSON.stringify([log.lines, log.annotations]);
  const unsavedOf = (outcome: ApplyOutcome) =>
    outcome.kind === 'failed' ? outcome.partly : assert.fail(outcome.kind);

  it('frees its own lock file, too', async () => {
    const place = await checkout('one', 'lockfile');
    await init(place.terraform);
    proxy.inject({ operation: 'PutObject', path: /\.tflock/, times: 1, action: { kind: 'lose-reply' } });
    assert.equal((await planIn(place, 0)).hasChanges, true);
  });

  it('leaves the lock of another machine alone, however new it is', async () => {
    const place = await checkout('one');
    await init(place.terraform);
    const Info = JSON.stringify({
      ID: 'theirs',
      Operation: 'OperationTypeApply',
      Info: '',
      Who: 'ada@elsewhere',
      Version: '1.11.4',
      Created: '2999-01-01T00:00:00Z',
    });
    await dynamodb.putItem({
      TableName: 'faults',
      Item: { LockID: { S: `${location.bucket}/${location.key}` }, Info: { S: Info } },
    });
    await assert.rejects(planIn(place, 0), { code: 'STATE_LOCKED', reason: /ada@elsewhere/ });
    assert.equal((await locks()).length, 1);
  });

  it('goes on when a throttled lock table lets it', async () => {
    const place = await checkout('one');
    await init(place.terraform);
    // More than the tries of Terraform's own SDK.
    proxy.inject({ operation: 'PutItem', body: LOCK, times: TRIES + 1, action: THROTTLED });
    assert.equal((await planIn(place)).hasChanges, true);
    assert.match(place.log.lines.join('\n'), /is run again: Error acquiring the state lock/);
    assert.deepEqual(
      place.log.annotations.filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  it('reports an apply as applied whose lock would not go, with its outputs, and frees the lock', async () => {
    const place = await checkout('one');
    await init(place.terraform);
    const planned = await planIn(place);
    proxy.inject({ operation: 'DeleteItem', body: LOCK, times: TRIES, action: INTERNAL });
    const outcome = await apply(place.terraform, planned, 0);
    assert.equal(outcome.kind, 'applied');
    if (outcome.kind !== 'applied') return;
    assert.deepEqual(outcome.applied.counts, { added: 1, changed: 0, destroyed: 0, imported: 0 });
    assert.ok(outcome.applied.changes.every(({ applied }) => applied));
    assert.deepEqual(outcome.applied.outputs, {
      token: { sensitive: true },
      url: { sensitive: false, value: 'https://shop.example' },
    });
    assert.deepEqual(await locks(), []);
  });

  async function initialised(name: string): Promise<Checkout> {
    const place = await checkout(name);
    await init(place.terraform);
    return place;
  }

  it('saves a state that Terraform could not even write to the disk, and shows none of it', async () => {
    const place = await initialised('one');
    const planned = await planIn(place);
    // Stands for a full disk: nothing can be written under that name.
    await mkdir(path.join(place.directory, ERRORED_STATE));
    proxy.inject({ operation: 'PutObject', path: STATE, times: TRIES, action: SLOW_DOWN });
    const { dumpedState } = unsavedOf(await apply(place.terraform, planned, 0));
    assert.match(dumpedState ?? '', /hunter2-canary/);
    assert.deepEqual(await rescueIn(place, 60_000, dumpedState), { kind: 'pushed' });
    assert.equal((await planIn(await initialised('two'))).hasChanges, false);
    assert.doesNotMatch(shown(place), /hunter2/);
    assert.ok(!(await readdir(place.directory)).some((name) => name.startsWith('rescue-')));
  });
});

/** Terraform in a child process, its output line by line. */
function runner(environment: Readonly<Record<string, string>>): RunProcess {
  return ({ executable, args, directory }, onLine) =>
    new Promise((resolve) => {
      const child = spawn(executable, [...args], {
        cwd: directory,
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      createInterface({ input: child.stdout }).on('line', onLine);
      createInterface({ input: child.stderr }).on('line', onLine);
      child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
    });
}
