import type { StateLocation } from '../src/context/deployment.ts';
import { FAILURE_CODES } from '../src/errors.ts';
import { type Permission, type PermissionResource, PERMISSIONS, arnOf } from '../src/state/permissions.ts';

/** What action.yml says that others repeat. */
export interface ActionInterface {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** Parts of a file by name: what stands between `begin generated NAME` and `end generated NAME`. */
export type Parts = Readonly<Record<string, string>>;

/** Every file with generated parts, by its path from the root. The one source of each is the code, or action.yml. */
export const generatedParts = (action: ActionInterface): Readonly<Record<string, Parts>> => ({
  'README.md': {
    inputs: inputsTable(action),
    outputs: outputsTable(action),
    'failure codes': failureCodesTable(),
  },
  'SECURITY.md': {
    'deploy policy': json(deployPolicy()),
    'bootstrap policy': json(bootstrapPolicy()),
  },
  'composite/action.yml': {
    inputs: compositeInputs(action),
    outputs: compositeOutputs(action),
    with: forwarded(Object.keys(action.inputs), 8),
  },
  '.github/workflows/deploy-reusable.yml': {
    inputs: workflowInputs(action),
    outputs: workflowOutputs(action),
    'job outputs': jobOutputs(action),
    with: forwarded(workflowInputNames(action), 10),
  },
});

/**
 * Replaces the named parts of a text. Markers are comments of Markdown or YAML; the text around them stays as it is.
 *
 * @throws Error where a part has no markers
 */
export function replaceParts(text: string, parts: Parts): string {
  return Object.entries(parts).reduce((result, [name, part]) => {
    const markers = new RegExp(`(^.*begin generated ${name}\\b.*\\n)[^]*?(^.*end generated ${name}\\b)`, 'm');
    if (!markers.test(result))
      throw new Error(`There is no "begin generated ${name}" ... "end generated ${name}".`);
    return result.replace(markers, (_whole, begin: string, end: string) => `${begin}${part}\n${end}`);
  }, text);
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  ['', ...[head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`), ''].join(
    '\n',
  );

const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

const inputsTable = ({ inputs }: ActionInterface): string =>
  table(
    ['input', 'default', 'meaning'],
    Object.entries(inputs).map(([name, input]) => [code(name), code(input.default ?? ''), input.description]),
  );

const outputsTable = ({ outputs }: ActionInterface): string =>
  table(
    ['output', 'what it holds'],
    Object.entries(outputs).map(([name, { description }]) => [code(name), description]),
  );

const failureCodesTable = (): string =>
  table(
    ['code', 'what happened'],
    Object.entries(FAILURE_CODES).map(([name, text]) => [code(name), text]),
  );

const yaml = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const lines = (depth: number, all: readonly string[]): string =>
  all.map((line) => `${' '.repeat(depth)}${line}`).join('\n');

const compositeInputs = ({ inputs }: ActionInterface): string =>
  lines(
    2,
    Object.entries(inputs).flatMap(([name, input]) => [
      `${name}:`,
      `  description: ${yaml(input.description)}`,
      ...(input.default === undefined ? [] : [`  default: ${yaml(input.default)}`]),
    ]),
  );

const compositeOutputs = ({ outputs }: ActionInterface): string =>
  lines(
    2,
    Object.entries(outputs).flatMap(([name, { description }]) => [
      `${name}:`,
      `  description: ${yaml(description)}`,
      `  value: \${{ steps.deploy.outputs.${name} }}`,
    ]),
  );

/** A called workflow has a token of its own, which the action's default takes. */
const workflowInputNames = ({ inputs }: ActionInterface): readonly string[] =>
  Object.keys(inputs).filter((name) => name !== 'github-token');

const workflowInputs = (action: ActionInterface): string =>
  lines(
    6,
    workflowInputNames(action).flatMap((name) => {
      const { description = '', default: value = '' } = action.inputs[name] ?? {};
      const isSwitch = value === 'true' || value === 'false';
      return [
        `${name}:`,
        `  description: ${yaml(description)}`,
        `  type: ${isSwitch ? 'boolean' : 'string'}`,
        // An empty string is what the action takes for an input that isn't set.
        `  default: ${isSwitch ? value : yaml(value)}`,
      ];
    }),
  );

const workflowOutputs = ({ outputs }: ActionInterface): string =>
  lines(
    6,
    Object.entries(outputs).flatMap(([name, { description }]) => [
      `${name}:`,
      `  description: ${yaml(description)}`,
      `  value: \${{ jobs.deploy.outputs.${name} }}`,
    ]),
  );

const jobOutputs = ({ outputs }: ActionInterface): string =>
  lines(
    6,
    Object.keys(outputs).map((name) => `${name}: \${{ steps.deploy.outputs.${name} }}`),
  );

const forwarded = (names: readonly string[], depth: number): string =>
  lines(
    depth,
    names.map((name) => `${name}: \${{ inputs.${name} }}`),
  );

/** The place that the policies in SECURITY.md are written for. */
const PLACE: StateLocation = {
  account: '123456789012',
  region: 'eu-central-1',
  bucket: 'PROJECT-terraform-state-123456789012',
  key: 'production/terraform.tfstate',
  lockTable: 'PROJECT-terraform-locks',
  locking: 'both',
};

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

/** A bucket of this name in another account gets nothing. */
const OWN_ACCOUNT = { StringEquals: { 'aws:ResourceAccount': PLACE.account } };

/** The actions of some permissions on one resource, sorted, each once. */
const actionsOn = (resource: PermissionResource, permissions: readonly Permission[]): readonly string[] =>
  [...new Set(permissions.filter((each) => each.resource === resource).map(({ action }) => action))].sort();

function deployPolicy(): readonly Statement[] {
  const { verify, state, lock, lockfile, recovery, record, journal, files } = PERMISSIONS;
  const all: readonly Permission[] = [
    ...[...verify, ...state, ...lock, ...lockfile],
    ...[...recovery, ...record, ...journal, ...files],
  ];
  const items = actionsOn('table', [...state, ...lock]);
  const allow = (
    Sid: string,
    resource: PermissionResource,
    Action = actionsOn(resource, all),
  ): Statement => ({
    Sid,
    Effect: 'Allow',
    Action,
    Resource: arnOf(resource, PLACE),
  });
  const site = 'arn:aws:s3:::SITE-BUCKET';
  return [
    { ...allow('StateBucket', 'bucket'), Condition: OWN_ACCOUNT },
    { ...allow('State', 'state'), Condition: OWN_ACCOUNT },
    { ...allow('ReleaseRecord', 'record'), Condition: OWN_ACCOUNT },
    { ...allow('Journal', 'journal'), Condition: OWN_ACCOUNT },
    { ...allow('KeptFiles', 'files'), Condition: OWN_ACCOUNT },
    { ...allow('LockFile', 'lockfile'), Condition: OWN_ACCOUNT },
    { ...allow('Recovery', 'recovery'), Condition: OWN_ACCOUNT },
    allow('LockTable', 'table', actionsOn('table', verify)),
    {
      ...allow('LockAndLease', 'table', items),
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${PLACE.bucket}/${PLACE.key}*`] } },
    },
    { Sid: 'SiteBucket', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: site },
    {
      Sid: 'Site',
      Effect: 'Allow',
      Action: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      Resource: `${site}/*`,
    },
    {
      Sid: 'Edge',
      Effect: 'Allow',
      Action: ['cloudfront:CreateInvalidation', 'cloudfront:GetDistribution', 'cloudfront:GetInvalidation'],
      Resource: `arn:aws:cloudfront::${PLACE.account}:distribution/DISTRIBUTION-ID`,
    },
  ];
}

function bootstrapPolicy(): readonly Statement[] {
  const all: readonly Permission[] = [...PERMISSIONS.verify, ...PERMISSIONS.bootstrap];
  const allow = (Sid: string, resource: PermissionResource): Statement => ({
    Sid,
    Effect: 'Allow',
    Action: actionsOn(resource, all),
    Resource: arnOf(resource, PLACE),
  });
  return [allow('MakeStateBucket', 'bucket'), allow('MakeLockTable', 'table')];
}

const json = (Statement: readonly Statement[]): string =>
  `\n\`\`\`json\n${JSON.stringify({ Version: '2012-10-17', Statement }, undefined, 2)}\n\`\`\`\n`;
