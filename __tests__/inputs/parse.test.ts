import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { Failure } from '../../src/errors.ts';
import { INPUT_DEFAULTS, type InputName, rawInputs } from '../../src/inputs/definitions.ts';
import type { Inputs } from '../../src/inputs/inputs.ts';
import { type InputContext, parseInputs } from '../../src/inputs/parse.ts';

const workspace = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'revive-inputs-')));
after(() => rmSync(workspace, { recursive: true, force: true }));
for (const directory of ['terraform/environments', 'frontend', 'infra', 'web', 'empty'])
  mkdirSync(path.join(workspace, directory), { recursive: true });
writeFileSync(path.join(workspace, 'terraform', 'production.tfvars'), '');
writeFileSync(path.join(workspace, 'shared.tfvars'), '');

type With = Readonly<Partial<Record<InputName, string>>>;

/** Parses the step's `with:`, given as the runner gives it. */
function parse(given: With = {}, context: Partial<InputContext> = {}): Inputs {
  const variables = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return parseInputs(rawInputs(Object.fromEntries(variables) as Record<string, string>), {
    environment: {},
    repository: 'ada/shop',
    workspace,
    ...context,
  });
}

/** The problems of a `with:`, as lines, whether there is one or many. */
function problems(given: With, context?: Partial<InputContext>): readonly string[] {
  const failure = refusal(given, context);
  assert.equal(failure.code, 'INVALID_INPUTS');
  return linesOf(failure);
}

const linesOf = ({ reason, details }: Failure): readonly string[] =>
  details.length > 0 ? details : [reason.replace(/\.$/, '')];

function refusal(given: With, context?: Partial<InputContext>): Failure {
  try {
    parse(given, context);
  } catch (error) {
    assert.ok(error instanceof Failure, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'nothing was refused' });
}

describe('parseInputs', () => {
  it('reads a step without `with:` as a deploy of terraform and frontend', () => {
    assert.deepEqual(parse(), {
      command: 'deploy',
      project: 'shop',
      environment: 'production',
      region: 'us-east-1',
      terraform: {
        directory: path.join(workspace, 'terraform'),
        relativeDirectory: 'terraform',
        variables: new Map(),
        variableFiles: [],
        adoptExisting: false,
        allowDestroy: [],
      },
      state: { locking: 'dynamodb', lockTimeout: 1_200_000, bootstrap: 'auto' },
      frontend: {
        directory: path.join(workspace, 'frontend'),
        buildCommand: 'npm ci && npm run build',
        environment: new Map(),
        headerRules: [],
        bucketOutput: 'frontend_bucket',
        distributionIdOutput: 'cloudfront_distribution_id',
        urlOutput: 'cloudfront_url',
        invalidation: 'changed',
        waitForLive: true,
      },
      rollbackTo: 'previous',
      cache: true,
      pullRequestComment: true,
    });
  });

  it('reads every input that is given', () => {
    const inputs = parse({
      command: 'bootstrap',
      project: 'store',
      environment: 'Staging.2',
      'aws-region': 'eu-central-1',
      'role-to-assume': 'arn:aws:iam::123456789012:role/path/deploy',
      'allowed-account-id': '123456789012',
      'terraform-directory': './infra/',
      'terraform-version': '~> 1.11, != 1.11.3',
      'terraform-prepare-command': 'make packages',
      'terraform-variables': 'a=1\nb={"c"="d"}',
      'terraform-var-files': '../terraform/production.tfvars\n../shared.tfvars',
      'state-bucket': 'the-bucket',
      'state-key': 'a/b.tfstate',
      'lock-table': 'The_Locks',
      locking: 'both',
      'lock-timeout': '90s',
      bootstrap: 'verify',
      'frontend-directory': 'web',
      'frontend-build-command': 'make site',
      'frontend-output-directory': 'public',
      'frontend-environment': 'VITE_API=api_url',
      'frontend-bucket-output': 'site',
      'distribution-id-output': 'cdn',
      'url-output': 'url',
      invalidation: 'all',
      'wait-for-live': 'False',
      cache: 'false',
      'github-token': ' ghs_x ',
    });
    assert.deepEqual(inputs, {
      command: 'bootstrap',
      project: 'store',
      environment: 'Staging.2',
      region: 'eu-central-1',
      roleToAssume: 'arn:aws:iam::123456789012:role/path/deploy',
      allowedAccountId: '123456789012',
      terraform: {
        directory: path.join(workspace, 'infra'),
        relativeDirectory: 'infra',
        version: '~> 1.11, != 1.11.3',
        prepareCommand: 'make packages',
        variables: new Map([
          ['a', '1'],
          ['b', '{"c"="d"}'],
        ]),
        variableFiles: [
          path.join(workspace, 'terraform', 'production.tfvars'),
          path.join(workspace, 'shared.tfvars'),
        ],
        adoptExisting: false,
        allowDestroy: [],
      },
      state: {
        bucket: 'the-bucket',
        key: 'a/b.tfstate',
        lockTable: 'The_Locks',
        locking: 'both',
        lockTimeout: 90_000,
        bootstrap: 'verify',
      },
      frontend: {
        directory: path.join(workspace, 'web'),
        buildCommand: 'make site',
        outputDirectory: 'public',
        environment: new Map([['VITE_API', 'api_url']]),
        headerRules: [],
        bucketOutput: 'site',
        distributionIdOutput: 'cdn',
        urlOutput: 'url',
        invalidation: 'all',
        waitForLive: false,
      },
      rollbackTo: 'previous',
      cache: false,
      pullRequestComment: true,
      githubToken: 'ghs_x',
    });
  });

  it('takes the region of the step before that of the job', () => {
    const environment = { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' };
    assert.equal(parse({ 'aws-region': 'eu-west-3' }, { environment }).region, 'eu-west-3');
    assert.equal(parse({ 'aws-region': '' }, { environment }).region, 'eu-west-1');
    assert.equal(parse({}, { environment: { ...environment, AWS_REGION: '' } }).region, 'eu-west-2');
    assert.equal(parse().region, 'us-east-1');
  });

  it('takes the repository name as project, and names the input where it can’t be one', () => {
    assert.equal(parse({}, { repository: 'Ada/shop-2' }).project, 'shop-2');
    assert.equal(parse({ project: 'other' }, { repository: 'ada/Shop' }).project, 'other');
    const rule = '(2 to 32 lower-case letters, digits and single hyphens, a letter first)';
    for (const name of ['Shop', 'my_shop', '2nd', 'a', 'x'.repeat(33), 'a--b', 'a-', '.github', '']) {
      assert.deepEqual(problems({}, { repository: `ada/${name}` }), [
        `project: the repository name "${name}" can't be a project name ${rule}: set this input`,
      ]);
    }
    assert.deepEqual(problems({ project: 'Shop' }), [`project: "Shop" is not a project name ${rule}`]);
  });

  it('names a state bucket of at most 63 characters for the longest project', () => {
    const project = 'x'.repeat(32);
    assert.equal(parse({ project }).project, project);
    assert.ok(`${project}-terraform-state-123456789012`.length <= 63);
  });

  it('knows no frontend where the input is empty or the default directory is not there', () => {
    assert.equal(parse({ 'frontend-directory': '' }).frontend, undefined);
    const bare = realpathSync(mkdtempSync(path.join(workspace, 'bare-')));
    mkdirSync(path.join(bare, 'terraform'));
    assert.equal(parse({}, { workspace: bare }).frontend, undefined);
    assert.deepEqual(problems({ 'frontend-directory': 'site' }, { workspace: bare }), [
      `frontend-directory: "site" does not exist in ${bare}`,
    ]);
  });

  it('lets `bootstrap` run before there is any Terraform, but not from a directory somebody named', () => {
    const bare = realpathSync(mkdtempSync(path.join(workspace, 'bare-')));
    const inputs = parse({ command: 'bootstrap' }, { workspace: bare });
    assert.equal(inputs.terraform.directory, path.join(bare, 'terraform'));
    assert.deepEqual(problems({}, { workspace: bare }), [
      `terraform-directory: "terraform" does not exist in ${bare}`,
    ]);
    assert.deepEqual(
      problems({ command: 'bootstrap', 'terraform-directory': 'infra' }, { workspace: bare }),
      [`terraform-directory: "infra" does not exist in ${bare}`],
    );
  });

  it('reads the header rules of the frontend, and refuses what is wrong with them beside the inputs', () => {
    const site = realpathSync(mkdtempSync(path.join(workspace, 'headed-')));
    mkdirSync(path.join(site, 'terraform'));
    mkdirSync(path.join(site, 'frontend'));
    const file = path.join(site, 'frontend', 'revive.headers');
    writeFileSync(file, '/*.pdf\n  Content-Disposition: attachment\n');
    assert.deepEqual(parse({}, { workspace: site }).frontend?.headerRules, [
      { pattern: '/*.pdf', headers: { contentDisposition: 'attachment' } },
    ]);
    writeFileSync(file, 'oops\n  Vary: Origin\n');
    const failure = refusal({}, { workspace: site });
    assert.equal(failure.reason, '2 lines of revive.headers are wrong.');
    assert.match(failure.next, /^Correct revive\.headers;/);
    assert.match(failure.details[1] ?? '', /^frontend\/revive\.headers, line 2: S3 can't store "Vary"/);
    const both = refusal({ cache: 'maybe' }, { workspace: site });
    assert.equal(both.reason, '3 inputs and lines of revive.headers are wrong.');
    // What a rollback publishes was recorded with its headers.
    assert.deepEqual(parse({ command: 'rollback' }, { workspace: site }).frontend?.headerRules, []);
  });

  it('calls the workspace itself "."', () => {
    assert.equal(parse({ 'terraform-directory': '.' }).terraform.relativeDirectory, '.');
  });

  const wrong: readonly (readonly [With, ...string[]])[] = [
    [
      { command: 'deplyo' },
      'command: "deplyo" is none of deploy, plan, bootstrap, rollback, unlock, destroy',
    ],
    [{ command: '' }, 'command: "" is none of deploy, plan, bootstrap, rollback, unlock, destroy'],
    [
      { environment: '' },
      'environment: must not be empty: it is a name of letters, digits, dots, hyphens and underscores',
    ],
    [
      { environment: '../x' },
      'environment: "../x" is not a name of letters, digits, dots, hyphens and underscores',
    ],
    [{ 'aws-region': 'mars' }, 'aws-region: "mars" is not a region such as eu-central-1'],
    [
      { 'role-to-assume': 'arn:aws:iam::1:role/x' },
      'role-to-assume: "arn:aws:iam::1:role/x" is not the ARN of an IAM role',
    ],
    [{ 'allowed-account-id': '12345' }, 'allowed-account-id: "12345" is not an account id of twelve digits'],
    [{ 'terraform-directory': '' }, 'terraform-directory: must not be empty'],
    [{ 'terraform-directory': '..' }, `terraform-directory: ".." is outside the workspace ${workspace}`],
    [
      { 'terraform-version': 'latest' },
      'terraform-version: "latest" is not a version or constraint such as 1.11.4 or ~> 1.11',
    ],
    [{ 'terraform-variables': 'x' }, 'terraform-variables: "x" is not a line name=value'],
    [{ 'terraform-variables': 'x=1\nx=2' }, 'terraform-variables: "x" is given twice'],
    [
      { 'terraform-var-files': 'no.tfvars\nenvironments' },
      'terraform-var-files: "no.tfvars" is not a file in terraform',
      'terraform-var-files: "environments" is not a file in terraform',
    ],
    [
      { 'terraform-var-files': '../../x.tfvars' },
      'terraform-var-files: "../../x.tfvars" is outside the workspace',
    ],
    [{ 'state-bucket': 'No_Bucket' }, 'state-bucket: "No_Bucket" is not a bucket name'],
    [{ 'state-key': '/a' }, 'state-key: "/a" is not an object key such as production/terraform.tfstate'],
    [{ 'lock-table': 'x' }, 'lock-table: "x" is not a DynamoDB table name'],
    [{ locking: 'file' }, 'locking: "file" is none of dynamodb, lockfile, both'],
    [{ 'lock-timeout': '20' }, 'lock-timeout: "20" is not a duration such as 90s, 20m or 1h'],
    [{ 'lock-timeout': '' }, 'lock-timeout: "" is not a duration such as 90s, 20m or 1h'],
    [{ bootstrap: 'always' }, 'bootstrap: "always" is none of auto, verify, never'],
    [{ 'adopt-existing': 'yes' }, 'adopt-existing: "yes" is neither true nor false'],
    [{ 'frontend-directory': 'nope' }, `frontend-directory: "nope" does not exist in ${workspace}`],
    [{ 'frontend-build-command': '' }, 'frontend-build-command: must not be empty where there is a frontend'],
    [{ 'frontend-output-directory': '../x' }, 'frontend-output-directory: "../x" is outside "frontend"'],
    [
      { 'frontend-environment': 'A=b-c d' },
      'frontend-environment: A wants "b-c d", which is not the name of a Terraform output',
    ],
    [
      { 'frontend-environment': 'A' },
      'frontend-environment: "A" is not a line ENV_NAME=terraform_output_name',
    ],
    [
      { 'frontend-directory': '', 'frontend-environment': 'A=b', 'frontend-output-directory': 'x' },
      'frontend-output-directory: is set, but frontend-directory is empty, which means no frontend',
      'frontend-environment: is set, but frontend-directory is empty, which means no frontend',
    ],
    [
      { 'allow-destroy': 'aws_s3_bucket.site\naws_s3_bucket.*' },
      'allow-destroy: "aws_s3_bucket.*" is not the address of one resource, such as aws_s3_bucket.site or module.shop["eu"].aws_sqs_queue.orders[0] (patterns are not taken)',
    ],
    [{ 'url-output': '' }, 'url-output: must not be empty: it is the name of a Terraform output'],
    [{ invalidation: 'some' }, 'invalidation: "some" is none of changed, all, none'],
    [{ 'wait-for-live': '' }, 'wait-for-live: "" is neither true nor false'],
    [{ cache: 'maybe' }, 'cache: "maybe" is neither true nor false'],
    [{ 'pull-request-comment': '?' }, 'pull-request-comment: "?" is neither true nor false'],
    [
      { 'role-to-assume': 'arn:aws:iam::123456789012:role/x', 'allowed-account-id': '210987654321' },
      'role-to-assume: is in account 123456789012, but allowed-account-id is 210987654321',
    ],
    [
      { 'role-to-assume': 'deploy', 'allowed-account-id': '123456789012' },
      'role-to-assume: "deploy" is not the ARN of an IAM role',
    ],
    [
      { 'role-to-assume': 'arn:aws:iam::123456789012:role/x', 'allowed-account-id': '12' },
      'allowed-account-id: "12" is not an account id of twelve digits',
    ],
  ];
  for (const [given, ...expected] of wrong) {
    it(`refuses ${JSON.stringify(given)} with exactly what is wrong`, () => {
      assert.deepEqual(problems(given), expected);
    });
  }

  it('lists the problems of all inputs at once', () => {
    const all = {
      ...(Object.assign({}, ...wrong.map(([given]) => given)) as With),
      'role-to-assume': 'deploy',
    };
    const failure = refusal(all);
    assert.equal(failure.code, 'INVALID_INPUTS');
    assert.equal(failure.reason, `${failure.details.length} inputs are wrong.`);
    const named = new Set(failure.details.map((line) => line.slice(0, line.indexOf(':'))));
    // With frontend-directory empty, the build command and a missing directory are nobody's concern.
    const wanted = new Set(Object.keys(all));
    for (const name of ['frontend-directory', 'frontend-build-command']) wanted.delete(name);
    assert.deepEqual(
      [...wanted].filter((name) => !named.has(name)),
      [],
    );
    assert.match(failure.safe, /Nothing was read from or changed in AWS/);
  });

  it('reads what a rollback goes back to, and asks for no frontend directory: nothing is built', () => {
    assert.equal(parse({ command: 'rollback' }).rollbackTo, 'previous');
    assert.equal(parse({ command: 'rollback', 'rollback-to': '' }).rollbackTo, 'previous');
    assert.equal(parse({ command: 'rollback', 'rollback-to': '42-1-3f9a1c2e' }).rollbackTo, '42-1-3f9a1c2e');
    assert.equal(parse({ command: 'rollback' }).restoreTo, undefined);
    for (const version of [
      'previous',
      '3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY/MTRCxf3vjVBH40Nr8X8gdRQBPUMLUo',
      'null',
    ])
      assert.equal(parse({ command: 'rollback', 'rollback-to': `state:${version}` }).restoreTo, version);
    for (const wrong of ['state:', 'state: v1', 'state:v1;x'])
      assert.match(
        refusal({ command: 'rollback', 'rollback-to': wrong }).reason,
        /^rollback-to: .* is neither/,
      );
    assert.match(refusal({ 'rollback-to': 'state:v1' }).reason, /is only for `command: rollback`/);
    const gone = parse({ command: 'rollback', 'frontend-directory': 'moved' }).frontend;
    assert.equal(gone?.directory, path.join(workspace, 'moved'));
    assert.match(
      refusal({ command: 'rollback', 'rollback-to': 'v1' }).reason,
      /^rollback-to: "v1" is neither/,
    );
    const forgotten = refusal({ 'rollback-to': '42-1-3f9a1c2e' });
    assert.equal(forgotten.code, 'INVALID_INPUTS');
    assert.match(forgotten.reason, /^rollback-to: is only for `command: rollback`, not `deploy`/);
  });

  it('takes a plan, with its comment on the pull request or without', () => {
    assert.equal(parse({ command: 'plan' }).pullRequestComment, true);
    assert.equal(parse({ command: 'plan', 'pull-request-comment': 'false' }).pullRequestComment, false);
  });

  it('answers any text in any input with a value or with lines that name inputs, never with a crash', () => {
    const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    const random = mulberry32(seed);
    const names = Object.keys(INPUT_DEFAULTS) as InputName[];
    for (let round = 0; round < 2_000; round += 1) {
      const given: Partial<Record<InputName, string>> = {};
      for (const name of names) if (random() < 0.2) given[name] = randomText(random);
      const about = `seed ${seed}, round ${round}: ${JSON.stringify(given)}`;
      try {
        parse(given);
      } catch (error) {
        assert.ok(error instanceof Failure, `${about}\n${String((error as Error).stack)}`);
        for (const line of linesOf(error)) {
          assert.ok(names.includes(line.slice(0, line.indexOf(':')) as InputName), `${about}\n${line}`);
          assert.doesNotMatch(line, /[\r\n]|undefined/, about);
        }
      }
    }
  });
});

describe('rawInputs', () => {
  it('knows an input that is set to nothing from one that is not set', () => {
    assert.equal(rawInputs({})('frontend-directory'), 'frontend');
    assert.equal(rawInputs({ 'INPUT_FRONTEND-DIRECTORY': '' })('frontend-directory'), '');
    assert.equal(rawInputs({ 'INPUT_FRONTEND-DIRECTORY': ' web\n' })('frontend-directory'), 'web');
  });
});

/** A small generator of numbers that a seed repeats. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  'a',
  'Z',
  '0',
  '=',
  '\n',
  '\r',
  '\r\n',
  ' ',
  '/',
  '..',
  '.',
  ':',
  '\0',
  '::error::',
  'ü',
  '😀',
  '\u2028',
];
PIECES.push(
  'true',
  'terraform',
  'frontend',
  '-',
  '_',
  '"',
  '$(id)',
  'arn:aws:iam::123456789012:role/x',
  '1h',
  '%0A',
);

function randomText(random: () => number): string {
  const length = Math.floor(random() ** 3 * 40);
  return Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)]).join('');
}
