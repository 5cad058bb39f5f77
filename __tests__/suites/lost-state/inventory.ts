import { APIGateway } from '@aws-sdk/client-api-gateway';
import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { CloudFront } from '@aws-sdk/client-cloudfront';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { IAM } from '@aws-sdk/client-iam';
import { Lambda } from '@aws-sdk/client-lambda';
import { Scheduler } from '@aws-sdk/client-scheduler';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';

import type { World } from '../../e2e/harness.ts';

/** The kinds that are counted. */
export type Kind =
  | 'functions'
  | 'tables'
  | 'HTTP APIs'
  | 'REST APIs'
  | 'deployments'
  | 'API keys'
  | 'usage plans'
  | 'distributions'
  | 'access controls'
  | 'roles'
  | 'policies'
  | 'log groups'
  | 'schedules'
  | 'secrets'
  | 'event source mappings'
  | 'buckets';

/** What AWS has, by listing it: the ids of each kind, sorted. What AWS assigned is another where it was made again. */
export type Inventory = ReadonlyMap<Kind, readonly string[]>;

/** Lists everything of these kinds, the state backend's own bucket and table left out. */
export async function inventoryOf(world: World): Promise<Inventory> {
  const { endpoint, region } = world.aws;
  const settings = { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const clients = {
    http: new ApiGatewayV2(settings),
    rest: new APIGateway(settings),
    cloudfront: new CloudFront(settings),
    iam: new IAM(settings),
    lambda: new Lambda(settings),
    logs: new CloudWatchLogs(settings),
    scheduler: new Scheduler(settings),
    secrets: new SecretsManager(settings),
  };
  const { http, rest, cloudfront, iam, lambda, logs, scheduler, secrets } = clients;
  try {
    const { items: apis = [] } = await rest.getRestApis({});
    const listed: Readonly<Record<Kind, Promise<readonly (string | undefined)[]>>> = {
      functions: lambda
        .listFunctions({})
        .then(({ Functions = [] }) => Functions.map((each) => each.FunctionArn)),
      tables: world.dynamodb.listTables({}).then(({ TableNames = [] }) => TableNames.filter(isOfStack)),
      'HTTP APIs': http.getApis({}).then(({ Items = [] }) => Items.map(({ ApiId }) => ApiId)),
      'REST APIs': Promise.resolve(apis.map(({ id }) => id)),
      deployments: Promise.all(
        apis.map(({ id = '' }) =>
          rest
            .getDeployments({ restApiId: id })
            .then(({ items = [] }) => items.map((each) => `${id}/${each.id}`)),
        ),
      ).then((all) => all.flat()),
      'API keys': rest.getApiKeys({}).then(({ items = [] }) => items.map(({ id }) => id)),
      'usage plans': rest.getUsagePlans({}).then(({ items = [] }) => items.map(({ id }) => id)),
      distributions: cloudfront
        .listDistributions({})
        .then(({ DistributionList }) => (DistributionList?.Items ?? []).map(({ Id }) => Id)),
      'access controls': cloudfront
        .listOriginAccessControls({})
        .then(({ OriginAccessControlList: list }) => (list?.Items ?? []).map(({ Id }) => Id)),
      roles: iam.listRoles({}).then(({ Roles = [] }) => Roles.map(({ RoleId }) => RoleId)),
      policies: iam
        .listPolicies({ Scope: 'Local' })
        .then(({ Policies = [] }) => Policies.map(({ Arn }) => Arn)),
      'log groups': logs
        .describeLogGroups({})
        .then(({ logGroups = [] }) => logGroups.map(({ logGroupName }) => logGroupName)),
      schedules: scheduler.listSchedules({}).then(({ Schedules = [] }) => Schedules.map(({ Arn }) => Arn)),
      secrets: secrets.listSecrets({}).then(({ SecretList = [] }) => SecretList.map(({ ARN }) => ARN)),
      'event source mappings': lambda
        .listEventSourceMappings({})
        .then(({ EventSourceMappings = [] }) => EventSourceMappings.map(({ UUID }) => UUID)),
      buckets: world.s3
        .listBuckets({})
        .then(({ Buckets = [] }) => Buckets.map(({ Name = '' }) => Name).filter(isOfStack)),
    };
    const kinds = Object.keys(listed) as readonly Kind[];
    const entries = await Promise.all(
      kinds.map(async (kind) => [kind, (await listed[kind]).map(String).sort()] as const),
    );
    return new Map(entries);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

const isOfStack = (name: string): boolean => !/-terraform-(state|locks)/.test(name);

/** What is another than before: `REST APIs: 2 instead of 1`. A deployment that takes another's place is none. */
export const differences = (before: Inventory, now: Inventory): readonly string[] =>
  [...before].flatMap(([kind, then]) => {
    const since = now.get(kind) ?? [];
    if (then.length !== since.length) return [`${kind}: ${since.length} instead of ${then.length}`];
    if (kind === 'deployments') return [];
    const others = since.filter((id) => !then.includes(id));
    return others.length === 0 ? [] : [`${kind}: made again: ${others.join(', ')}`];
  });

/** `7 functions, 6 tables, 1 HTTP API`: of the kinds that there are. */
export const told = (inventory: Inventory): string =>
  [...inventory]
    .filter(([, ids]) => ids.length > 0)
    .map(([kind, { length }]) => `${length} ${length === 1 ? singular(kind) : kind}`)
    .join(', ');

const singular = (kind: Kind): string => (kind === 'policies' ? 'policy' : kind.replace(/s$/, ''));
