import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { S3 } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LocalAws, startLocalAws } from '../../local/aws/local-aws.ts';
import { ensureTerraformOnPath } from '../../local/terraform/ensure-terraform.ts';
import type { StateLocation } from '../../src/context/deployment.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { healLock } from '../../src/state/heal-lock.ts';
import { parseLock } from '../../src/state/lock.ts';
import { keepSigning } from '../../src/state/sign-lock.ts';
import { readStoredLocks } from '../../src/state/stored-lock.ts';
import { fakePlatform } from '../fakes/platform.ts';
import { location as anywhere } from '../fakes/state-backend.ts';

const signature = 'https://github.com/ada/shop/actions/runs/42/attempts/1 by ada at 3f9a1c2';

let aws: LocalAws;
let s3: S3;
let dynamodb: DynamoDB;
let ports: Pick<Platform, 'aws' | 'clock'>;
const directories: string[] = [];
const started: ChildProcess[] = [];

before(async () => {
  await ensureTerraformOnPath();
  aws = await startLocalAws();
  const client = {
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  s3 = new S3({ ...client, forcePathStyle: true });
  dynamodb = new DynamoDB(client);
  ports = {
    clock: systemClock,
    aws: { ...fakePlatform().aws, s3: async () => s3, dynamodb: async () => dynamodb },
  };
  await s3.createBucket({ Bucket: anywhere.bucket });
  await s3.putBucketVersioning({
    Bucket: anywhere.bucket,
    VersioningConfiguration: { Status: 'Enabled' },
  });
  await dynamodb.createTable({
    TableName: anywhere.lockTable,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'LockID', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'LockID', AttributeType: 'S' }],
  });
});
after(async () => {
  for (const { pid } of started) kill(pid);
  s3?.destroy();
  dynamodb?.destroy();
  await aws?.stop();
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

/** Ends a Terraform with its provisioners and providers, as a machine that is lost would. */
function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ESRCH');
  }
}

/** A checkout whose apply holds the lock until its file `go` is there. */
async function checkout(location: StateLocation): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'revive-sign-'));
  directories.push(directory);
  const settings = [
    `bucket = "${location.bucket}"`,
    `key = "${location.key}"`,
    `region = "${location.region}"`,
    ...(location.locking === 'lockfile' ? [] : [`dynamodb_table = "${location.lockTable}"`]),
    ...(location.locking === 'dynamodb' ? [] : ['use_lockfile = true']),
    'encrypt = true',
  ];
  await writeFile(
    path.join(directory, 'main.tf'),
    `terraform {\n  backend "s3" {\n    ${settings.join('\n    ')}\n  }\n}\n` +
      'resource "terraform_data" "slow" {\n  provisioner "local-exec" {\n' +
      '    command = "echo holding; until [ -e go ]; do sleep 0.05; done"\n  }\n}\n',
  );
  return directory;
}

/** A bare Terraform in a process group of its own, and all it printed. */
function terraform(directory: string, ...args: readonly string[]) {
  const child = spawn('terraform', [...args, '-input=false', '-no-color'], {
    cwd: directory,
    detached: true,
    env: {
      PATH: process.env['PATH'],
      HOME: directory,
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_S3_USE_PATH_STYLE: 'true',
      AWS_EC2_METADATA_DISABLED: 'true',
      CHECKPOINT_DISABLE: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let text = '';
  const said = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => void (pattern.test(text) && resolve());
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          look();
        });
      child.once('exit', () => reject(new TypeError(`it ended without ${pattern}:\n${text}`)));
    });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, text }));
  return { child, said, ended };
}

describe('a signed lock', { concurrency: 2 }, () => {
  for (const locking of ['dynamodb', 'lockfile', 'both'] as const) {
    it(`with locking ${locking} tells another Terraform whose it is, lets its own unlock, and is healed after a kill`, async () => {
      const location: StateLocation = {
        ...anywhere,
        account: aws.account,
        region: aws.region,
        key: `${locking}/terraform.tfstate`,
        locking,
      };
      const directory = await checkout(location);
      const init = terraform(directory, 'init');
      init.said(/./).catch(() => undefined);
      assert.equal((await init.ended).code, 0);

      const signing = { location, signature, host: os.hostname(), started: Date.now() };
      const first = terraform(directory, 'apply', '-auto-approve');
      const signed = keepSigning(ports, signing, AbortSignal.timeout(60_000));
      await first.said(/holding/);
      await signed;
      const locks = (await readStoredLocks(ports, location)).map(({ text }) => parseLock(text));
      assert.equal(locks.length, locking === 'both' ? 2 : 1);
      for (const { info, who, operation } of locks) {
        assert.equal(info, signature);
        assert.equal(operation, 'OperationTypeApply');
        assert.ok(who.endsWith(`@${os.hostname()}`));
      }

      const second = terraform(directory, 'plan');
      await second.said(/Lock Info/);
      const { code, text } = await second.ended;
      assert.equal(code, 1);
      assert.match(text, new RegExp(`Info: +${signature.replaceAll(/[.?]/g, '\\$&')}`));

      await writeFile(path.join(directory, 'go'), '');
      assert.equal((await first.ended).code, 0);
      assert.deepEqual(await readStoredLocks(ports, location), []);

      // Again, and this time the machine is lost.
      await rm(path.join(directory, 'go'));
      const third = terraform(directory, 'apply', '-auto-approve', '-replace=terraform_data.slow');
      const again = keepSigning(ports, { ...signing, started: Date.now() }, AbortSignal.timeout(60_000));
      await third.said(/holding/);
      await again;
      kill(third.child.pid);
      await third.ended;
      const asked: string[] = [];
      const live = await healLock(ports, location, {
        prove: async ({ url }) => {
          asked.push(url);
          return { verdict: 'live', why: 'it is in progress' };
        },
      });
      assert.deepEqual(new Set(asked), new Set([signature.split(' ')[0]]));
      assert.deepEqual([live.healed.length, live.kept.length], [0, locks.length]);
      const { healed, kept } = await healLock(ports, location, {
        prove: async () => ({ verdict: 'over', why: 'GitHub says so' }),
      });
      assert.deepEqual([healed.length, kept.length], [locks.length, 0]);
      assert.equal(healed[0]?.whose, signature);
      await writeFile(path.join(directory, 'go'), '');
      const fourth = terraform(directory, 'apply', '-auto-approve');
      fourth.said(/./).catch(() => undefined);
      assert.equal((await fourth.ended).code, 0);
    });
  }
});
