import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { AwsClients } from '../../../src/platform/aws.ts';
import { IDENTITIES } from '../../../src/terraform/identities/registry.ts';
import { FakeAwsError } from '../../fakes/aws-error.ts';
import { fakePlatform } from '../../fakes/platform.ts';

type Service = keyof AwsClients;

/** Looks one thing up where these calls of one service are answered so, and no other is. */
async function find(
  type: string,
  key: Readonly<Record<string, string>>,
  service: Service,
  answers: Readonly<Record<string, unknown>>,
): Promise<readonly string[] | undefined> {
  const client = Object.fromEntries(
    Object.entries(answers).map(([call, answer]) => [
      call,
      async () => {
        if (answer instanceof Error) throw answer;
        return answer;
      },
    ]),
  );
  const aws = { ...fakePlatform().aws, [service]: async () => client as never };
  return IDENTITIES[type]?.find({ aws, region: 'eu-west-1', account: '123456789012' }, key);
}

const absent = new FakeAwsError('NotFoundException', 404);
const without = new FakeAwsError('ReplicationConfigurationNotFoundError', 404);
const api = { api: 'a1' };
const bucket = { bucket: 'site' };

/** What is looked up, what AWS answers, and what it is imported by: nothing where it isn't there. */
const CASES: readonly (readonly [what: string, found: Parameters<typeof find>, ids: readonly string[]])[] = [
  [
    "the account's role for the logs of its APIs, where it is this one",
    [
      'aws_api_gateway_account',
      { role: 'logs' },
      'apiGateway',
      { getAccount: { cloudwatchRoleArn: 'arn:aws:iam::123456789012:role/service/logs' } },
    ],
    ['api-gateway-account'],
  ],
  [
    "not one that is another project's",
    [
      'aws_api_gateway_account',
      { role: 'arn:aws:iam::123456789012:role/logs' },
      'apiGateway',
      { getAccount: { cloudwatchRoleArn: 'arn:aws:iam::123456789012:role/theirs' } },
    ],
    [],
  ],
  [
    'a response that somebody wrote',
    [
      'aws_api_gateway_gateway_response',
      { ...api, response: 'ACCESS_DENIED' },
      'apiGateway',
      { getGatewayResponse: {} },
    ],
    ['a1/ACCESS_DENIED'],
  ],
  [
    "not AWS's own response",
    [
      'aws_api_gateway_gateway_response',
      { ...api, response: 'ACCESS_DENIED' },
      'apiGateway',
      { getGatewayResponse: { defaultResponse: true } },
    ],
    [],
  ],
  [
    'every usage plan of a name',
    [
      'aws_api_gateway_usage_plan',
      { name: 'partners' },
      'apiGateway',
      {
        getUsagePlans: {
          items: [
            { id: 'p1', name: 'partners' },
            { id: 'p2', name: 'x' },
            { id: 'p3', name: 'partners' },
          ],
        },
      },
    ],
    ['p1', 'p3'],
  ],
  [
    'a key of a usage plan',
    [
      'aws_api_gateway_usage_plan_key',
      { plan: 'p1', key: 'k1' },
      'apiGateway',
      { getUsagePlanKey: { id: 'k1' } },
    ],
    ['p1/k1'],
  ],
  [
    'not a key that the plan does not have',
    ['aws_api_gateway_usage_plan_key', { plan: 'p1', key: 'k1' }, 'apiGateway', { getUsagePlanKey: absent }],
    [],
  ],
  [
    'a domain of REST APIs',
    [
      'aws_api_gateway_domain_name',
      { domain: 'api.example.com' },
      'apiGateway',
      { getDomainName: { domainName: 'api.example.com' } },
    ],
    ['api.example.com'],
  ],
  [
    'what a domain leads to from its root',
    [
      'aws_api_gateway_base_path_mapping',
      { domain: 'api.example.com', path: '' },
      'apiGateway',
      { getBasePathMapping: { basePath: '(none)' } },
    ],
    ['api.example.com/'],
  ],
  [
    'the settings of a stage, of this path alone',
    [
      'aws_api_gateway_method_settings',
      { ...api, stage: 'live', path: '*/*' },
      'apiGateway',
      { getStage: { methodSettings: { '*/*': { metricsEnabled: true } } } },
    ],
    ['a1/live/*/*'],
  ],
  [
    "not another path's",
    [
      'aws_api_gateway_method_settings',
      { ...api, stage: 'live', path: 'orders/GET' },
      'apiGateway',
      { getStage: { methodSettings: { '*/*': { metricsEnabled: true } } } },
    ],
    [],
  ],
  [
    'what a domain of HTTP APIs leads to',
    [
      'aws_apigatewayv2_api_mapping',
      { domain: 'api.example.com', path: 'v1' },
      'apiGatewayV2',
      { getApiMappings: { Items: [{ ApiMappingId: 'm0' }, { ApiMappingId: 'm1', ApiMappingKey: 'v1' }] } },
    ],
    ['m1/api.example.com'],
  ],
  [
    'an alias of a function that is named by its ARN',
    [
      'aws_lambda_alias',
      { function: 'arn:aws:lambda:eu-west-1:123456789012:function:shop', name: 'live' },
      'lambda',
      { getAlias: { Name: 'live' } },
    ],
    ['shop/live'],
  ],
  [
    'the URL of an alias',
    [
      'aws_lambda_function_url',
      { function: 'shop', qualifier: 'live' },
      'lambda',
      { getFunctionUrlConfig: {} },
    ],
    ['shop/live'],
  ],
  [
    'the settings of a function under the name that the configuration gives it',
    [
      'aws_lambda_function_event_invoke_config',
      { function: 'arn:aws:lambda:eu-west-1:123456789012:function:shop', qualifier: '' },
      'lambda',
      { getFunctionEventInvokeConfig: {} },
    ],
    ['arn:aws:lambda:eu-west-1:123456789012:function:shop'],
  ],
  [
    'of the versions of a secret the current one',
    [
      'aws_secretsmanager_secret_version',
      { secret: 'token' },
      'secretsManager',
      { describeSecret: { ARN: 'arn:s', VersionIdsToStages: { v1: ['AWSPREVIOUS'], v2: ['AWSCURRENT'] } } },
    ],
    ['arn:s|v2'],
  ],
  [
    'no version of a secret that has no value',
    [
      'aws_secretsmanager_secret_version',
      { secret: 'token' },
      'secretsManager',
      { describeSecret: { ARN: 'arn:s' } },
    ],
    [],
  ],
  [
    'logging that is on',
    ['aws_s3_bucket_logging', bucket, 's3', { getBucketLogging: { LoggingEnabled: {} } }],
    ['site'],
  ],
  ['not logging that was never set', ['aws_s3_bucket_logging', bucket, 's3', { getBucketLogging: {} }], []],
  [
    'notifications of a function',
    [
      'aws_s3_bucket_notification',
      bucket,
      's3',
      { getBucketNotificationConfiguration: { LambdaFunctionConfigurations: [{}] } },
    ],
    ['site'],
  ],
  [
    'not notifications of nobody',
    ['aws_s3_bucket_notification', bucket, 's3', { getBucketNotificationConfiguration: {} }],
    [],
  ],
  [
    'not a replication that AWS says is not there',
    ['aws_s3_bucket_replication_configuration', bucket, 's3', { getBucketReplication: without }],
    [],
  ],
  [
    "a bucket's canned grants",
    ['aws_s3_bucket_acl', { ...bucket, acl: 'private' }, 's3', { getBucketAcl: {} }],
    ['site,private'],
  ],
  [
    'an access identity by its comment',
    [
      'aws_cloudfront_origin_access_identity',
      { comment: 'site' },
      'cloudfront',
      {
        listCloudFrontOriginAccessIdentities: {
          CloudFrontOriginAccessIdentityList: { Items: [{ Id: 'E1', Comment: 'site' }] },
        },
      },
    ],
    ['E1'],
  ],
  [
    'a bus of events',
    ['aws_cloudwatch_event_bus', { name: 'orders' }, 'eventBridge', { describeEventBus: { Name: 'orders' } }],
    ['orders'],
  ],
];

describe('looking up in AWS finds', () => {
  for (const [what, looked, ids] of CASES) {
    it(what, async () => assert.deepEqual(await find(...looked), ids));
  }

  it('nothing where AWS refuses to tell: that is an error', async () => {
    const denied = new FakeAwsError('AccessDeniedException', 403);
    await assert.rejects(
      find('aws_api_gateway_usage_plan', { name: 'x' }, 'apiGateway', { getUsagePlans: denied }),
    );
    await assert.rejects(find('aws_s3_bucket_logging', bucket, 's3', { getBucketLogging: denied }));
  });
});
