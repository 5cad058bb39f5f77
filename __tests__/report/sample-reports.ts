import { Failure } from '../../src/errors.ts';
import type { RunReport, StageName, StageRecord } from '../../src/report/run-report.ts';
import type { BackendReport, SettingOutcome } from '../../src/state/settings.ts';
import type { ResourceChange, TerraformResult } from '../../src/terraform/changes.ts';
import type { GuardVerdict } from '../../src/terraform/guard/guard.ts';

const URL = 'https://d3vq7k2m8x1t0z.cloudfront.net';

/** A report of a run that did nothing yet, with whatever a test is about. */
export function sampleReport(overrides: Partial<RunReport> = {}): RunReport {
  return {
    command: 'deploy',
    result: 'unchanged',
    run: {
      repository: 'acme/shop',
      id: '4217',
      attempt: 1,
      workflow: 'deploy',
      job: 'deploy',
      actor: 'ada',
      commit: '3f9a1c2b7d5e4f60718293a4b5c6d7e8f9012345',
      ref: 'refs/heads/main',
      event: 'push',
      url: 'https://github.com/acme/shop/actions/runs/4217/attempts/1',
      host: 'GitHub Actions 3',
      workspace: '/home/runner/work/shop/shop',
      hostname: 'runnervm',
      temporaryDirectory: '/home/runner/work/_temp',
    },
    project: 'shop',
    environment: 'production',
    region: 'us-east-1',
    stages: [],
    milliseconds: 310,
    ...overrides,
  };
}

export const stage = (name: StageName, milliseconds: number, note?: string): StageRecord => ({
  name,
  milliseconds,
  outcome: 'done',
  ...(note === undefined ? {} : { note }),
});

export function change(address: string, overrides: Partial<ResourceChange> = {}): ResourceChange {
  const type = address.replace(/^module\.[^.]+\./, '').split('.')[0] ?? '';
  return { address, type, action: 'create', applied: true, milliseconds: 1_000, ...overrides };
}

export function terraformResult(overrides: Partial<TerraformResult> = {}): TerraformResult {
  return {
    outcome: 'applied',
    counts: { added: 0, changed: 0, destroyed: 0, imported: 0 },
    changes: [],
    outputs: {},
    version: '1.11.4',
    ...overrides,
  };
}

const FUNCTIONS = ['appointments', 'customers', 'estimates', 'messages', 'orders', 'reminders', 'sync'];
const TABLES = ['appointments', 'customers', 'estimates', 'messages', 'orders', 'settings'];
const SCHEDULED = ['reminders', 'sync'];
const BUCKET_PARTS = [
  'bucket',
  'bucket_public_access_block',
  'bucket_ownership_controls',
  'bucket_server_side_encryption_configuration',
  'bucket_policy',
];

/** The addresses of a stack like the reference one: 71 of them. */
export const STACK: readonly string[] = [
  'aws_apigatewayv2_api.this',
  'aws_apigatewayv2_stage.default',
  'aws_cloudwatch_log_group.api',
  'aws_secretsmanager_secret.tekmetric',
  'aws_cloudfront_origin_access_control.site',
  'aws_cloudfront_function.pages',
  'aws_cloudfront_response_headers_policy.site',
  'aws_cloudfront_distribution.site',
  ...TABLES.map((name) => `aws_dynamodb_table.this["${name}"]`),
  ...['packages', 'site'].flatMap((name) => BUCKET_PARTS.map((part) => `aws_s3_${part}.${name}`)),
  ...FUNCTIONS.flatMap((name) => [
    `aws_s3_object.package["${name}"]`,
    `aws_lambda_function.this["${name}"]`,
    `aws_cloudwatch_log_group.function["${name}"]`,
    `aws_iam_role.function["${name}"]`,
    `aws_iam_role_policy.function["${name}"]`,
  ]),
  ...SCHEDULED.flatMap((name) => [
    `aws_scheduler_schedule.function["${name}"]`,
    `aws_iam_role.schedule["${name}"]`,
    `aws_iam_role_policy.schedule["${name}"]`,
  ]),
  ...FUNCTIONS.slice(0, 6).map((name) => `aws_apigatewayv2_route.this["GET /${name}"]`),
];

const TAGS = 'managed-by = revive-deploy, project = shop';
const SETTINGS: readonly (readonly [SettingOutcome['resource'], string, string])[] = [
  ['bucket', 'versioning', 'Enabled'],
  ['bucket', 'encryption', 'AES256, bucket key'],
  ['bucket', 'ownership', 'BucketOwnerEnforced'],
  ['bucket', 'public access', 'all four blocks'],
  ['bucket', 'policy', 'TLS >= 1.2 only'],
  ['bucket', 'lifecycle', 'old versions 90 days and the last 50, unfinished uploads 7 days'],
  ['bucket', 'tags', TAGS],
  ['table', 'key', 'LockID (S, HASH)'],
  ['table', 'billing', 'PAY_PER_REQUEST'],
  ['table', 'point-in-time recovery', 'ENABLED'],
  ['table', 'deletion protection', 'ENABLED'],
  ['table', 'tags', TAGS],
];

/** A backend whose settings were found as `found` says, by name; those not named were as wanted. */
export function backendReport(found: Readonly<Record<string, string>> = {}): BackendReport {
  return {
    bucket: 'shop-terraform-state-123456789012',
    table: 'shop-terraform-locks',
    bucketCreated: false,
    tableCreated: false,
    settings: SETTINGS.map(([resource, setting, wanted]) => ({
      resource,
      setting,
      wanted,
      found: found[setting] ?? wanted,
      changed: found[setting] !== undefined,
    })),
  };
}

export const CREATED_BACKEND: BackendReport = {
  ...backendReport(Object.fromEntries(SETTINGS.map(([, setting]) => [setting, 'absent']))),
  bucketCreated: true,
  tableCreated: true,
};

const STATE: NonNullable<RunReport['state']> = {
  bucket: 'shop-terraform-state-123456789012',
  key: 'production/terraform.tfstate',
  region: 'us-east-1',
  lockTable: 'shop-terraform-locks',
  locking: 'dynamodb',
  account: '123456789012',
};

const SITE: NonNullable<RunReport['site']> = {
  publication: {
    bucket: 'shop-site-123456789012',
    uploaded: 0,
    deleted: 0,
    unchanged: 14,
    bytes: 0,
    stalePaths: [],
  },
  releaseId: '4217-1-3f9a1c2b',
  distributionId: 'E2QWRUHAPOMQZL',
  verified: true,
};

const OUTPUTS: TerraformResult['outputs'] = {
  cloudfront_url: { sensitive: false, value: URL },
  table_names: { sensitive: false, value: { orders: 'shop-orders' } },
  admin_password: { sensitive: true },
};

export const FIRST_DEPLOY: RunReport = sampleReport({
  result: 'deployed',
  state: STATE,
  stateVersionId: 'x7Rk2vQmN0aBcD',
  backend: CREATED_BACKEND,
  terraform: terraformResult({
    counts: { added: 71, changed: 0, destroyed: 0, imported: 0 },
    changes: STACK.map((address, index) =>
      change(address, { milliseconds: (index * 7) % 4 ? ((index * 7) % 4) * 1000 : 0 }),
    ),
    outputs: OUTPUTS,
  }),
  site: {
    ...SITE,
    publication: { ...SITE.publication, uploaded: 14, unchanged: 0, bytes: 412_733 },
    releaseId: '4217-1-3f9a1c2b',
  },
  url: URL,
  stages: [
    stage('account', 412, '123456789012'),
    stage('terraform binary', 96, '1.11.4 from the PATH'),
    stage('state backend', 2_310, 'created'),
    stage('lease', 88),
    stage('examine state', 45, 'first deploy'),
    stage('prepare', 3_120),
    stage('init', 4_410),
    stage('plan', 6_920, '71 to add'),
    stage('apply', 41_300, '71 added'),
    stage('build', 9_840),
    stage('publish', 1_260, '14 files'),
    stage('verify', 530),
    stage('record', 61),
  ],
  milliseconds: 72_400,
});

export const UNCHANGED: RunReport = sampleReport({
  state: STATE,
  stateVersionId: 'x7Rk2vQmN0aBcD',
  backend: backendReport(),
  terraform: terraformResult({ outcome: 'unchanged', outputs: OUTPUTS }),
  site: SITE,
  url: URL,
  stages: [
    stage('account', 398, '123456789012'),
    stage('terraform binary', 92, '1.11.4 from the PATH'),
    stage('state backend', 204, 'as wanted'),
    stage('lease', 84),
    stage('examine state', 51),
    stage('prepare', 870),
    stage('init', 4_180),
    stage('plan', 7_050, 'no changes'),
  ],
  milliseconds: 12_900,
});

export const SMALL_CHANGE: RunReport = sampleReport({
  ...UNCHANGED,
  result: 'deployed',
  backend: backendReport({ versioning: 'Suspended' }),
  terraform: terraformResult({
    counts: { added: 0, changed: 1, destroyed: 0, imported: 0 },
    changes: [change('aws_lambda_function.this["orders"]', { action: 'update', milliseconds: 6_000 })],
    outputs: OUTPUTS,
  }),
  site: {
    ...SITE,
    publication: {
      ...SITE.publication,
      uploaded: 4,
      deleted: 1,
      unchanged: 10,
      bytes: 91_220,
      stalePaths: ['/index.html'],
    },
    invalidation: { id: 'I2J0I21PCUYOIK', distributionId: 'E2QWRUHAPOMQZL', paths: ['/', '/index.html'] },
  },
  stages: [
    ...UNCHANGED.stages.filter(({ name }) => name !== 'plan'),
    stage('plan', 7_050, '1 to change'),
    stage('apply', 9_400, '1 changed'),
    stage('build', 8_730),
    stage('publish', 640, '4 files'),
    stage('invalidate', 21_000),
    stage('verify', 310),
    stage('record', 58),
    stage('prune', 120, '1 deleted'),
  ],
  milliseconds: 53_300,
});

const REACHED = 38;

export const PARTLY_APPLIED: RunReport = sampleReport({
  result: 'failed',
  state: STATE,
  backend: backendReport(),
  terraform: terraformResult({
    outcome: 'partly',
    counts: { added: REACHED, changed: 0, destroyed: 0, imported: 0 },
    changes: STACK.map((address, index) =>
      index < REACHED
        ? change(address)
        : { address, type: change(address).type, action: 'create', applied: false },
    ),
  }),
  stages: [
    ...FIRST_DEPLOY.stages.slice(0, 8),
    { name: 'apply', milliseconds: 17_200, outcome: 'failed', note: '38 of 71 changes made' },
  ],
  milliseconds: 36_100,
  failure: new Failure({
    code: 'TERRAFORM_APPLY_FAILED',
    reason:
      'terraform apply failed: creating Lambda Function (shop-orders): InvalidParameterValueException (terraform/functions.tf:136).',
    safe: '38 of 71 changes were made and are in the state; the others were not made. The site was not touched.',
    next: 'Correct terraform/functions.tf at line 136, then push again.',
    details: [
      'aws_lambda_function.this["orders"]: creating Lambda Function (shop-orders): operation error Lambda: CreateFunction',
      'https response error StatusCode: 400, InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.',
    ],
  }),
});
export const BOOTSTRAPPED: RunReport = sampleReport({
  command: 'bootstrap',
  result: 'bootstrapped',
  state: STATE,
  backend: CREATED_BACKEND,
  stages: [stage('account', 402, '123456789012'), stage('state backend', 2_260, 'created')],
  milliseconds: 2_910,
});

export const WRONG_INPUTS: RunReport = sampleReport({
  result: 'failed',
  milliseconds: 12,
  failure: new Failure({
    code: 'INVALID_INPUTS',
    reason: '5 inputs are wrong.',
    safe: 'Nothing was read from or changed in AWS.',
    next: 'Correct the `with:` block of the step; every problem is listed at once.',
    details: [
      'command: "deplyo" is none of deploy, plan, bootstrap, rollback, unlock, destroy',
      'project: "My Shop" is not lower-case letters, digits and hyphens, 2 to 32 characters',
      'terraform-directory: "infra" is not there',
      'lock-timeout: "soon" is not a duration such as 90s, 20m or 1h',
      'frontend-environment: line 2 "VITE_API_URL" is not a line ENV_NAME=terraform_output_name',
    ],
  }),
});

export const SUPERSEDED = sampleReport({
  result: 'superseded',
  url: URL,
  supersededBy: {
    commit: 'a4f07aa19c2d4b7e8f60718293a4b5c6d7e8f901',
    runUrl: 'https://github.com/acme/shop/actions/runs/4219/attempts/1',
  },
  stages: [stage('account', 210), stage('lease', 4_100), stage('examine state', 90)],
  milliseconds: 4_900,
});

const GUARDED: GuardVerdict = {
  destroys: [
    {
      address: 'aws_dynamodb_table.this["orders"]',
      type: 'aws_dynamodb_table',
      action: 'replace',
      why: "hash_key can't be changed in place",
      what: 'DynamoDB table',
      atStake: 'about 1,240 items',
      at: { file: 'terraform/tables.tf', line: 14 },
      decision: 'refused',
    },
    {
      address: 'aws_s3_bucket.packages',
      type: 'aws_s3_bucket',
      action: 'delete',
      why: 'its block (aws_s3_bucket.packages) is no longer in the configuration',
      what: 'S3 bucket',
      atStake: 'nothing: it is empty',
      decision: 'empty',
    },
  ],
  unused: [],
};

const PLAN: NonNullable<RunReport['plan']> = {
  hasChanges: true,
  counts: { added: 3, changed: 2, destroyed: 2, imported: 0 },
  changes: [
    {
      address: 'aws_cloudwatch_log_group.audit',
      type: 'aws_cloudwatch_log_group',
      action: 'create',
      attributes: [],
    },
    {
      address: 'aws_lambda_function.this["orders"]',
      type: 'aws_lambda_function',
      action: 'update',
      attributes: ['memory_size', 'timeout'],
      at: { file: 'terraform/functions.tf', line: 136 },
    },
    {
      address: 'aws_lambda_function.this["sync"]',
      type: 'aws_lambda_function',
      action: 'update',
      attributes: ['environment'],
      at: { file: 'terraform/functions.tf', line: 141 },
    },
    {
      address: 'aws_dynamodb_table.this["orders"]',
      type: 'aws_dynamodb_table',
      action: 'replace',
      attributes: ['attribute', 'hash_key'],
      why: "hash_key can't be changed in place",
      at: { file: 'terraform/tables.tf', line: 14 },
    },
    {
      address: 'aws_s3_bucket.packages',
      type: 'aws_s3_bucket',
      action: 'delete',
      attributes: [],
      why: 'its block (aws_s3_bucket.packages) is no longer in the configuration',
    },
    {
      address: 'aws_iam_role.function["sync"]',
      type: 'aws_iam_role',
      action: 'move',
      from: 'aws_iam_role.sync',
      attributes: [],
    },
    { address: 'aws_iam_role.audit', type: 'aws_iam_role', action: 'create', attributes: [] },
  ],
  outputs: [
    { name: 'admin_password', action: 'update', sensitive: true },
    { name: 'audit_log', action: 'create', sensitive: false },
  ],
  stops: [],
  basis: 'current state',
  backend: { missing: [], drifted: [], hasBucket: true },
  live: {
    commit: 'a4f07aa19c2d4b7e8f60718293a4b5c6d7e8f901',
    runUrl: 'https://github.com/acme/shop/actions/runs/4201/attempts/1',
    url: URL,
    publishedAt: '2026-11-20T08:15:00.000Z',
  },
};

export const PLANNED: RunReport = sampleReport({
  command: 'plan',
  result: 'planned',
  state: STATE,
  stateVersionId: 'x7Rk2vQmN0aBcD',
  plan: {
    ...PLAN,
    stops: [
      new Failure({
        code: 'DESTROY_GUARDED',
        reason:
          'The plan would replace aws_dynamodb_table.this["orders"] (DynamoDB table): hash_key can\'t be changed in place (terraform/tables.tf:14); at stake: about 1,240 items.',
        safe: 'Nothing was applied, and the site was not touched.',
        next: 'Take the change back, or, if they may go with all that is in them, add the lines under `allow-destroy` above to the `with:` block of the step and run again.',
        details: [
          'replace aws_dynamodb_table.this["orders"] (DynamoDB table): ...',
          '',
          'allow-destroy: |',
          '  aws_dynamodb_table.this["orders"]',
        ],
      }),
    ],
  },
  guard: GUARDED,
  url: URL,
  stages: [
    stage('account', 402, '123456789012'),
    stage('terraform binary', 94, '1.11.4'),
    stage('examine state', 240, 'current state'),
    stage('prepare', 910),
    stage('init', 3_900),
    stage('plan', 7_120, '3 to add, 2 to change, 2 to destroy'),
    stage('read plan', 4_800),
    stage('look up', 210),
    stage('guard', 130),
  ],
  milliseconds: 17_300,
});

export const FIRST_PLAN: RunReport = sampleReport({
  command: 'plan',
  result: 'planned',
  state: STATE,
  plan: {
    hasChanges: true,
    counts: { added: STACK.length, changed: 0, destroyed: 0, imported: 0 },
    changes: STACK.map((address) => ({
      address,
      type: change(address).type,
      action: 'create' as const,
      attributes: [],
    })),
    outputs: [{ name: 'cloudfront_url', action: 'create', sensitive: false }],
    stops: [],
    basis: 'no state',
    backend: {
      missing: ['state bucket shop-terraform-state-123456789012', 'lock table shop-terraform-locks'],
      drifted: [],
      hasBucket: false,
    },
  },
  stages: [stage('account', 402, '123456789012'), stage('plan', 7_120, '71 to add')],
  milliseconds: 12_900,
});
