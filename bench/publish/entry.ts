import os from 'node:os';
import process from 'node:process';
import type { Deployment } from '../../src/context/deployment.ts';
import { deployOf } from '../../src/context/release-history.ts';
import { readRun } from '../../src/context/run.ts';
import type { Inputs } from '../../src/inputs/inputs.ts';
import { createPlatform } from '../../src/platform/create-platform.ts';
import { keepHeapSmall } from '../../src/platform/heap.ts';
import { publishSite } from '../../src/publish-site.ts';
import { recordDeploy } from '../../src/record-deploy.ts';
import { Progress } from '../../src/report/progress.ts';
import { readReleaseRecord, writeReleaseRecord } from '../../src/state/release-record.ts';

/**
 * The publish as a deploy does it, in a process of its own, bundled as the action is: everything between Terraform's
 * outputs and the deploy that is recorded, with a build that is done already. What it is to publish comes as JSON in
 * BENCH_PUBLISH.
 */
interface Publish {
  readonly directory: string;
  readonly bucket: string;
  readonly stateBucket: string;
  readonly distributionId: string;
}

keepHeapSmall();
const publish = JSON.parse(process.env['BENCH_PUBLISH'] ?? '{}') as Publish;
const platform = createPlatform();
const run = readRun(platform.environment, os.hostname(), { cwd: publish.directory, temporary: os.tmpdir() });
const region = platform.environment['AWS_REGION'] ?? '';
const frontend = {
  directory: publish.directory,
  headerRules: [],
  buildCommand: 'true',
  outputDirectory: '.',
  environment: new Map(),
  bucketOutput: 'bucket',
  distributionIdOutput: 'distribution',
  urlOutput: 'url',
  invalidation: 'changed',
  // Neither does what it is compared with.
  waitForLive: false,
} as const;
const owner = {
  repository: run.repository,
  terraformDirectory: 'terraform',
  project: 'bench',
  environment: 'production',
};
const deployment: Deployment = {
  project: owner.project,
  environment: owner.environment,
  account: '123456789012',
  region,
  owner,
  state: {
    bucket: publish.stateBucket,
    key: 'production/terraform.tfstate',
    region,
    lockTable: 'locks',
    locking: 'dynamodb',
    account: '123456789012',
  },
};
const inputs: Inputs = {
  command: 'deploy',
  project: owner.project,
  environment: owner.environment,
  region,
  terraform: {
    directory: publish.directory,
    relativeDirectory: owner.terraformDirectory,
    variables: new Map(),
    variableFiles: [],
    adoptExisting: false,
    allowDestroy: [],
  },
  state: { locking: 'dynamodb', lockTimeout: 0, bootstrap: 'never' },
  frontend,
  rollbackTo: 'previous',
  cache: false,
  pullRequestComment: false,
};
const context = {
  platform,
  inputs,
  run,
  progress: new Progress(
    { command: 'deploy', run, project: owner.project, environment: owner.environment, region },
    platform,
  ),
  signal: new AbortController().signal,
  saveForPost: () => undefined,
};

const s3 = await platform.aws.objects(region);
const empty = { owner, previous: [] } as const;
const stored = (await readReleaseRecord(s3, deployment.state)) ?? {
  record: empty,
  etag: await writeReleaseRecord(s3, deployment.state, empty, undefined),
};
const counts = { added: 0, changed: 0, destroyed: 0, imported: 0 };
const deploy = deployOf(run, { command: 'deploy', now: platform.clock.now(), state: undefined, counts });
const outputs = {
  bucket: { sensitive: false, value: publish.bucket },
  distribution: { sensitive: false, value: publish.distributionId },
};
const lost = new AbortController().signal;
// Built beside Terraform; that nothing is built where nothing changed would be no comparison of publishing.
const ahead = {
  result: () =>
    Promise.resolve({
      prepared: {
        build: { ...frontend, environment: {}, workspace: publish.directory },
        known: { unknown: 'the benchmark' },
        changed: undefined,
      },
      built: { directory: publish.directory },
    }),
};
const request = { deployment, lost, stored, outputs, deploy, ahead };
const site = await publishSite(context, frontend, request);
await recordDeploy(context, deployment, { stored: site.stored, deploy });
