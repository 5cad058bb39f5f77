import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { IAM } from '@aws-sdk/client-iam';

import type { World } from '../../e2e/harness.ts';

/** A resource that can be there twice, by what tells it apart. */
export interface Thing {
  readonly type: string;
  /** What AWS knows it by. */
  readonly id: string;
  /** What a person knows it by: two of one name are one too many. */
  readonly name: string;
}

const same = (type: string, name: string): Thing => ({ type, id: name, name });

/** Everything in the local AWS of the kinds that the stacks and the state backend are made of. */
export async function everythingIn(world: World): Promise<readonly Thing[]> {
  const { endpoint, region } = world.aws;
  const settings = { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const [gateway, logs, iam] = [new ApiGatewayV2(settings), new CloudWatchLogs(settings), new IAM(settings)];
  try {
    const found = await Promise.all([
      buckets(world),
      world.dynamodb
        .listTables()
        .then(({ TableNames = [] }) => TableNames.map((name) => same('aws_dynamodb_table', name))),
      logs
        .describeLogGroups()
        .then(({ logGroups = [] }) =>
          logGroups.map(({ logGroupName = '' }) => same('aws_cloudwatch_log_group', logGroupName)),
        ),
      roles(iam),
      apis(gateway),
    ]);
    return found.flat();
  } finally {
    for (const client of [gateway, logs, iam]) client.destroy();
  }
}

async function buckets({ s3 }: World): Promise<readonly Thing[]> {
  const { Buckets = [] } = await s3.listBuckets();
  const found = await Promise.all(
    Buckets.map(async ({ Name = '' }) => {
      const block = await s3.getPublicAccessBlock({ Bucket: Name }).catch(() => undefined);
      const blocked = block === undefined ? [] : [same('aws_s3_bucket_public_access_block', Name)];
      return [same('aws_s3_bucket', Name), ...blocked];
    }),
  );
  return found.flat();
}

async function roles(iam: IAM): Promise<readonly Thing[]> {
  const { Roles = [] } = await iam.listRoles();
  const found = await Promise.all(
    Roles.map(async ({ RoleName = '' }) => {
      const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName });
      const policies = PolicyNames.map((name) => same('aws_iam_role_policy', `${RoleName}:${name}`));
      return [same('aws_iam_role', RoleName), ...policies];
    }),
  );
  return found.flat();
}

async function apis(gateway: ApiGatewayV2): Promise<readonly Thing[]> {
  const { Items = [] } = await gateway.getApis();
  const found = await Promise.all(
    Items.map(async ({ ApiId = '', Name = '' }) => {
      const { Items: stages = [] } = await gateway.getStages({ ApiId });
      const api: Thing = { type: 'aws_apigatewayv2_api', id: ApiId, name: Name };
      return [api, ...stages.map(({ StageName = '' }) => stage(ApiId, StageName))];
    }),
  );
  return found.flat();
}

const stage = (api: string, name: string): Thing => same('aws_apigatewayv2_stage', `${api}/${name}`);

/** One resource of a state, as Terraform writes it. */
export interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly {
    readonly status?: string;
    readonly attributes: Readonly<Record<string, unknown>>;
  }[];
}

/** What a state says is there, by the same ids. */
export const thingsOf = (resources: readonly StateResource[]): readonly Thing[] =>
  resources
    .filter(({ mode, type }) => mode === 'managed' && type !== 'terraform_data')
    .flatMap(({ type, instances }) =>
      instances.map(({ attributes }) => {
        const text = (name: string): string => String(attributes[name] ?? '');
        if (type === 'aws_apigatewayv2_stage') return stage(text('api_id'), text('name'));
        return { type, id: text('id'), name: text('name') || text('id') };
      }),
    );

const label = ({ type, id }: Thing): string => `${type} ${id}`;

/** Those of `things` that `others` doesn't have. */
export function without(things: readonly Thing[], others: readonly Thing[]): readonly string[] {
  const known = new Set(others.map(label));
  return things.map(label).filter((each) => !known.has(each));
}

/** Those that are there a second time. */
export function duplicatesIn(things: readonly Thing[]): readonly string[] {
  const seen = new Set<string>();
  return things.flatMap((thing) => {
    const name = `${thing.type} ${thing.name}`;
    if (!seen.has(name)) return (seen.add(name), []);
    return [label(thing)];
  });
}

/** The settings of bucket and table, as text that is the same wherever they are the same. */
export async function backendSettings(
  { s3, dynamodb }: World,
  { bucket: Bucket, table: TableName }: { readonly bucket: string; readonly table: string },
): Promise<string> {
  const answers = await Promise.all(
    [
      s3.getBucketVersioning({ Bucket }),
      s3.getBucketEncryption({ Bucket }),
      s3.getPublicAccessBlock({ Bucket }),
      s3.getBucketOwnershipControls({ Bucket }),
      s3.getBucketPolicy({ Bucket }),
      s3.getBucketLifecycleConfiguration({ Bucket }),
      s3.getBucketTagging({ Bucket }),
      dynamodb.describeContinuousBackups({ TableName }),
      dynamodb.describeTable({ TableName }),
    ].map((answer: Promise<object>) =>
      answer.then(
        (found) => JSON.stringify(found, withoutTimes, 1),
        (error: Error) => error.name,
      ),
    ),
  );
  return answers.join('\n');
}

/** What is another in every deploy though nothing is set differently. */
const CHANGING =
  /^(\$metadata|CreationDateTime|TableId|ItemCount|TableSizeBytes|.*RestorableDateTime|.*Time)$/;

const withoutTimes = (key: string, value: unknown): unknown => (CHANGING.test(key) ? undefined : value);
