import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../errors.ts';
import type { Environment } from '../platform/platform.ts';
import { readAddresses } from './addresses.ts';
import { INPUT_DEFAULTS, type InputName, type RawInputs } from './definitions.ts';
import { HEADERS_FILE, type HeaderRule, readHeaderFile } from './header-rules.ts';
import {
  BOOTSTRAPS,
  COMMANDS,
  type FrontendInputs,
  INVALIDATIONS,
  type Inputs,
  LOCKINGS,
  type StateInputs,
  type TerraformInputs,
} from './inputs.ts';
import {
  type InputProblem,
  type Reading,
  isInside,
  quoted,
  readBoolean,
  readChoice,
  readDirectory,
  readDuration,
  readLines,
  readPairs,
} from './values.ts';

/** What besides the inputs themselves decides what they mean. */
export interface InputContext {
  readonly environment: Environment;
  /** `owner/name`. */
  readonly repository: string;
  /** Absolute path of the checkout. */
  readonly workspace: string;
}

// `<project>-terraform-state-<account id>` must fit the 63 characters of a bucket name: 63 - 17 - 12 = 34.
const PROJECT = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const PROJECT_LENGTH = { least: 2, most: 32 } as const;
const ENVIRONMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const ACCOUNT = /^\d{12}$/;
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const TABLE = /^[A-Za-z0-9_.-]{3,255}$/;
const STATE_KEY = /^[A-Za-z0-9!_.*'()-]+(\/[A-Za-z0-9!_.*'()-]+)*$/;
const TERRAFORM_IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const ENVIRONMENT_VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const RELEASE = /^\d+-\d+-[0-9a-f]{8}$/;
/** A version id is S3's own and opaque; all of them are of these characters. */
const STATE_VERSION = /^state:(previous|[\w.+/=~-]{1,1024})$/;
const VERSION_CONSTRAINT = /^\s*(=|!=|>=|<=|>|<|~>)?\s*v?\d+(\.\d+){0,2}(-[\w.]+)?\s*$/;

/**
 * Parses every input once. Nothing outside the file system is asked, so this holds before the first call to AWS.
 *
 * @throws Failure `INVALID_INPUTS` with every problem in its details.
 */
export function parseInputs(raw: RawInputs, context: InputContext): Inputs {
  const problems: InputProblem[] = [];
  const complain = (input: InputName, message: string): void => void problems.push({ input, message });

  /** The value of a reading, or the fallback with its problem noted: parsing goes on to find the other problems. */
  const take = <T>(input: InputName, reading: Reading<T>, fallback: T): T => {
    if ('value' in reading) return reading.value;
    complain(input, reading.problem);
    return fallback;
  };
  const matching = (input: InputName, pattern: RegExp, shape: string): string | undefined => {
    const value = raw(input);
    if (value === '') return undefined;
    if (pattern.test(value)) return value;
    complain(input, `${quoted(value)} is not ${shape}`);
    return undefined;
  };
  const required = (input: InputName, pattern: RegExp, shape: string): string => {
    if (raw(input) === '') complain(input, `must not be empty: it is ${shape}`);
    return matching(input, pattern, shape) ?? '';
  };

  const command = take('command', readChoice(raw('command'), COMMANDS), 'deploy');

  const inputs: Inputs = {
    command,
    project: readProject(),
    environment: required(
      'environment',
      ENVIRONMENT,
      'a name of letters, digits, dots, hyphens and underscores',
    ),
    region: readRegion(),
    ...optional('roleToAssume', matching('role-to-assume', ROLE, 'the ARN of an IAM role')),
    ...optional(
      'allowedAccountId',
      matching('allowed-account-id', ACCOUNT, 'an account id of twelve digits'),
    ),
    terraform: readTerraform(),
    state: readState(),
    ...optional('frontend', readFrontend()),
    ...readRollbackTo(),
    cache: take('cache', readBoolean(raw('cache')), true),
    pullRequestComment: take('pull-request-comment', readBoolean(raw('pull-request-comment')), true),
    ...optional('githubToken', raw('github-token') || undefined),
  };

  if (inputs.allowedAccountId !== undefined && inputs.roleToAssume !== undefined) {
    const account = inputs.roleToAssume.split(':')[4];
    if (account !== inputs.allowedAccountId) {
      complain(
        'role-to-assume',
        `is in account ${account}, but allowed-account-id is ${inputs.allowedAccountId}`,
      );
    }
  }
  refuse(problems);
  return inputs;

  function readRollbackTo(): Pick<Inputs, 'rollbackTo' | 'restoreTo'> {
    const previous = INPUT_DEFAULTS['rollback-to'];
    const named = raw('rollback-to') || previous;
    if (named === previous) return { rollbackTo: previous };
    const [, restoreTo] = STATE_VERSION.exec(named) ?? [];
    if (restoreTo === undefined && !RELEASE.test(named)) {
      complain(
        'rollback-to',
        `${quoted(named)} is neither ${previous}, nor a release id such as 42-1-3f9a1c2e, nor state:<version id> of the state`,
      );
    }
    // A workflow that forgot the command would deploy what it was to take back.
    if (command !== 'rollback')
      complain('rollback-to', `is only for \`command: rollback\`, not \`${command}\``);
    return restoreTo === undefined ? { rollbackTo: named } : { rollbackTo: previous, restoreTo };
  }

  function readProject(): string {
    const given = raw('project');
    const name = given || (context.repository.split('/')[1] ?? '');
    const fits =
      PROJECT.test(name) && name.length >= PROJECT_LENGTH.least && name.length <= PROJECT_LENGTH.most;
    if (!fits) {
      const rule = `${PROJECT_LENGTH.least} to ${PROJECT_LENGTH.most} lower-case letters, digits and single hyphens, a letter first`;
      complain(
        'project',
        given === ''
          ? `the repository name ${quoted(name)} can't be a project name (${rule}): set this input`
          : `${quoted(name)} is not a project name (${rule})`,
      );
    }
    return name;
  }

  function readRegion(): string {
    const { AWS_REGION, AWS_DEFAULT_REGION } = context.environment;
    const region = raw('aws-region') || AWS_REGION || AWS_DEFAULT_REGION || 'us-east-1';
    if (!REGION.test(region))
      complain('aws-region', `${quoted(region)} is not a region such as eu-central-1`);
    return region;
  }

  function readTerraform(): TerraformInputs {
    const named = raw('terraform-directory');
    const reading: Reading<string> =
      named === '' ? { problem: 'must not be empty' } : readDirectory(named, context.workspace);
    // `bootstrap` needs no configuration: the first step of a repository that has none yet.
    const directory =
      command === 'bootstrap' && named === INPUT_DEFAULTS['terraform-directory'] && !('value' in reading)
        ? path.resolve(context.workspace, named)
        : take('terraform-directory', reading, context.workspace);
    const version = raw('terraform-version');
    if (version !== '' && !version.split(',').every((part) => VERSION_CONSTRAINT.test(part))) {
      complain(
        'terraform-version',
        `${quoted(version)} is not a version or constraint such as 1.11.4 or ~> 1.11`,
      );
    }
    const variableFiles = readLines(raw('terraform-var-files')).map((line) => {
      const file = path.resolve(directory, line);
      if (!isInside(file, context.workspace))
        complain('terraform-var-files', `${quoted(line)} is outside the workspace`);
      else if (!existsSync(file) || !statSync(file).isFile()) {
        complain(
          'terraform-var-files',
          `${quoted(line)} is not a file in ${path.relative(context.workspace, directory) || '.'}`,
        );
      }
      return file;
    });
    return {
      directory,
      relativeDirectory: path.relative(context.workspace, directory).split(path.sep).join('/') || '.',
      ...optional('version', version || undefined),
      ...optional('prepareCommand', raw('terraform-prepare-command') || undefined),
      variables: take(
        'terraform-variables',
        readPairs(raw('terraform-variables'), { name: TERRAFORM_IDENTIFIER, shape: 'a line name=value' }),
        new Map<string, string>(),
      ),
      variableFiles,
      adoptExisting: take('adopt-existing', readBoolean(raw('adopt-existing')), false),
      allowDestroy: take('allow-destroy', readAddresses(raw('allow-destroy')), []),
    };
  }

  function readState(): StateInputs {
    return {
      ...optional('bucket', matching('state-bucket', BUCKET, 'a bucket name')),
      ...optional(
        'key',
        matching('state-key', STATE_KEY, 'an object key such as production/terraform.tfstate'),
      ),
      ...optional('lockTable', matching('lock-table', TABLE, 'a DynamoDB table name')),
      locking: take('locking', readChoice(raw('locking'), LOCKINGS), 'dynamodb'),
      lockTimeout: take('lock-timeout', readDuration(raw('lock-timeout')), 0),
      bootstrap: take('bootstrap', readChoice(raw('bootstrap'), BOOTSTRAPS), 'auto'),
    };
  }

  function readFrontend(): FrontendInputs | undefined {
    const buildCommand = raw('frontend-build-command');
    const choice = take('invalidation', readChoice(raw('invalidation'), INVALIDATIONS), 'changed');
    const waitForLive = take('wait-for-live', readBoolean(raw('wait-for-live')), true);
    const environment = take(
      'frontend-environment',
      readPairs(raw('frontend-environment'), {
        name: ENVIRONMENT_VARIABLE,
        shape: 'a line ENV_NAME=terraform_output_name',
      }),
      new Map<string, string>(),
    );
    for (const [variable, output] of environment) {
      if (!TERRAFORM_IDENTIFIER.test(output)) {
        complain(
          'frontend-environment',
          `${variable} wants ${quoted(output)}, which is not the name of a Terraform output`,
        );
      }
    }
    const outputName = (input: InputName): string =>
      required(input, TERRAFORM_IDENTIFIER, 'the name of a Terraform output');
    const outputs = {
      bucketOutput: outputName('frontend-bucket-output'),
      distributionIdOutput: outputName('distribution-id-output'),
      urlOutput: outputName('url-output'),
    };

    const named = raw('frontend-directory');
    if (named === '') {
      for (const input of ['frontend-output-directory', 'frontend-environment'] as const) {
        if (raw(input) !== '')
          complain(input, 'is set, but frontend-directory is empty, which means no frontend');
      }
      return undefined;
    }
    // They build nothing: the site may be of a commit that had its frontend elsewhere.
    const isBuilt = command !== 'rollback' && command !== 'destroy';
    const reading = isBuilt
      ? readDirectory(named, context.workspace)
      : { value: path.resolve(context.workspace, named) };
    const missing = !existsSync(path.resolve(context.workspace, named));
    if (missing && named === INPUT_DEFAULTS['frontend-directory'] && isBuilt) return undefined;
    const directory = take('frontend-directory', reading, context.workspace);
    if (buildCommand === '')
      complain('frontend-build-command', 'must not be empty where there is a frontend');
    const outputDirectory = raw('frontend-output-directory');
    if (outputDirectory !== '' && !isInside(path.resolve(directory, outputDirectory), directory)) {
      complain('frontend-output-directory', `${quoted(outputDirectory)} is outside ${quoted(named)}`);
    }
    return {
      directory,
      buildCommand,
      ...optional('outputDirectory', outputDirectory || undefined),
      environment,
      headerRules: isBuilt ? readHeaderRules(directory) : [],
      ...outputs,
      invalidation: choice,
      waitForLive,
    };
  }

  function readHeaderRules(directory: string): readonly HeaderRule[] {
    const { rules, problems: wrong } = readHeaderFile(directory, context.workspace);
    problems.push(...wrong);
    return rules;
  }
}

/** `{ [key]: value }`, or nothing where the value is undefined: what `exactOptionalPropertyTypes` asks for. */
function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}

function refuse(problems: readonly InputProblem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ input, message }) => `${input}: ${message}`);
  const inFile = problems.filter(({ input }) => input.includes(HEADERS_FILE)).length;
  const places = [
    ...(inFile < lines.length ? ['inputs'] : []),
    ...(inFile > 0 ? [`lines of ${HEADERS_FILE}`] : []),
  ].join(' and ');
  const what = lines.length === 1 ? lines[0] : `${lines.length} ${places} are wrong`;
  throw new Failure({
    code: 'INVALID_INPUTS',
    reason: `${what}.`,
    safe: 'Nothing was read from or changed in AWS.',
    next: `Correct ${inFile < lines.length ? 'the `with:` block of the step' : HEADERS_FILE}; every problem is listed at once.`,
    ...(lines.length > 1 ? { details: lines } : {}),
  });
}
