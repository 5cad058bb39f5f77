import process from 'node:process';
import type { APIGateway } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import type { CloudFront } from '@aws-sdk/client-cloudfront';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import type { EventBridge } from '@aws-sdk/client-eventbridge';
import type { IAM } from '@aws-sdk/client-iam';
import type { Lambda } from '@aws-sdk/client-lambda';
import type { S3 } from '@aws-sdk/client-s3';
import type { Scheduler } from '@aws-sdk/client-scheduler';
import type { SecretsManager } from '@aws-sdk/client-secrets-manager';
import type { STS } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { systemClock } from './clock.ts';
import { environmentCredentials, memoised, type Credentials } from './plain/credentials.ts';
import { hasPlainSettings } from './plain/settings.ts';
import type { Environment } from './platform.ts';

/** The calls of S3 this action makes: satisfied by the SDK's aggregated client and by a plain in-memory class. */
export type S3Api = Pick<
  S3,
  | 'abortMultipartUpload'
  | 'completeMultipartUpload'
  | 'copyObject'
  | 'createBucket'
  | 'createMultipartUpload'
  | 'deleteObject'
  | 'deleteObjects'
  | 'getBucketAccelerateConfiguration'
  | 'getBucketAcl'
  | 'getBucketCors'
  | 'getBucketEncryption'
  | 'getBucketLifecycleConfiguration'
  | 'getBucketLocation'
  | 'getBucketLogging'
  | 'getBucketNotificationConfiguration'
  | 'getBucketOwnershipControls'
  | 'getBucketPolicy'
  | 'getBucketPolicyStatus'
  | 'getBucketReplication'
  | 'getBucketTagging'
  | 'getBucketVersioning'
  | 'getBucketWebsite'
  | 'getObject'
  | 'getObjectLockConfiguration'
  | 'getPublicAccessBlock'
  | 'headBucket'
  | 'headObject'
  | 'listBuckets'
  | 'listObjectsV2'
  | 'listObjectVersions'
  | 'putBucketEncryption'
  | 'putBucketLifecycleConfiguration'
  | 'putBucketOwnershipControls'
  | 'putBucketPolicy'
  | 'putBucketTagging'
  | 'putBucketVersioning'
  | 'putObject'
  | 'putPublicAccessBlock'
  | 'uploadPart'
>;

/** The calls of S3 that publishing makes: for each file of a site, for each page of its listing, and around them. */
export type ObjectsApi = Pick<
  S3Api,
  | 'abortMultipartUpload'
  | 'completeMultipartUpload'
  | 'copyObject'
  | 'createMultipartUpload'
  | 'deleteObjects'
  | 'getObject'
  | 'headObject'
  | 'listObjectsV2'
  | 'listObjectVersions'
  | 'putObject'
  | 'uploadPart'
>;

export type DynamoDbApi = Pick<
  DynamoDB,
  | 'createTable'
  | 'deleteItem'
  | 'describeContinuousBackups'
  | 'describeTable'
  | 'getItem'
  | 'listTagsOfResource'
  | 'putItem'
  | 'scan'
  | 'tagResource'
  | 'updateContinuousBackups'
  | 'updateItem'
  | 'updateTable'
>;

export type CloudFrontApi = Pick<
  CloudFront,
  | 'createInvalidation'
  | 'describeFunction'
  | 'getDistribution'
  | 'getInvalidation'
  | 'listCachePolicies'
  | 'listCloudFrontOriginAccessIdentities'
  | 'listDistributions'
  | 'listOriginAccessControls'
  | 'listOriginRequestPolicies'
  | 'listResponseHeadersPolicies'
>;

/** The calls of CloudFront that publishing makes, with the fields of their answers that it reads. */
export interface DistributionsApi {
  getDistribution(input: { readonly Id: string }): Promise<{
    readonly Distribution?: DistributionAnswer | undefined;
  }>;
  createInvalidation(input: {
    readonly DistributionId: string;
    readonly InvalidationBatch: {
      readonly CallerReference: string;
      readonly Paths: { readonly Quantity: number; readonly Items: string[] };
    };
  }): Promise<{ readonly Invalidation?: InvalidationAnswer | undefined }>;
  getInvalidation(input: { readonly DistributionId: string; readonly Id: string }): Promise<{
    readonly Invalidation?: InvalidationAnswer | undefined;
  }>;
}

export interface DistributionAnswer {
  readonly Status?: string | undefined;
  readonly DomainName?: string | undefined;
  readonly DistributionConfig?: { readonly Enabled?: boolean | undefined } | undefined;
}

export interface InvalidationAnswer {
  readonly Id?: string | undefined;
  readonly Status?: string | undefined;
}

export type StsApi = Pick<STS, 'assumeRoleWithWebIdentity' | 'getCallerIdentity'>;

// The following are only looked into: what a plan would create or destroy, whether it is there, what is in it.

export type ApiGatewayApi = Pick<
  APIGateway,
  | 'getAccount'
  | 'getApiKeys'
  | 'getAuthorizers'
  | 'getBasePathMapping'
  | 'getDomainName'
  | 'getGatewayResponse'
  | 'getMethod'
  | 'getModel'
  | 'getRequestValidators'
  | 'getResources'
  | 'getRestApi'
  | 'getRestApis'
  | 'getStage'
  | 'getStages'
  | 'getUsagePlanKey'
  | 'getUsagePlans'
>;

export type ApiGatewayV2Api = Pick<
  ApiGatewayV2,
  | 'getApiMappings'
  | 'getApis'
  | 'getAuthorizers'
  | 'getDomainName'
  | 'getIntegrations'
  | 'getRoutes'
  | 'getStage'
>;

export type CloudWatchLogsApi = Pick<CloudWatchLogs, 'describeLogGroups' | 'describeLogStreams'>;

export type EventBridgeApi = Pick<EventBridge, 'describeEventBus' | 'describeRule' | 'listTargetsByRule'>;

export type IamApi = Pick<IAM, 'getPolicy' | 'getRole' | 'getRolePolicy' | 'listAttachedRolePolicies'>;

export type LambdaApi = Pick<
  Lambda,
  | 'getAlias'
  | 'getFunctionConfiguration'
  | 'getFunctionEventInvokeConfig'
  | 'getFunctionUrlConfig'
  | 'getPolicy'
  | 'listEventSourceMappings'
>;

export type SchedulerApi = Pick<Scheduler, 'getSchedule' | 'getScheduleGroup'>;

export type SecretsManagerApi = Pick<SecretsManager, 'describeSecret'>;

/** Clients by region. Each service's SDK is loaded when first asked for: a run that ends early never pays for it. */
export interface AwsClients {
  s3(region: string): Promise<S3Api>;
  /** S3 for many small files: the same calls and credentials, at a fraction of the work for a request. */
  objects(region: string): Promise<ObjectsApi>;
  dynamodb(region: string): Promise<DynamoDbApi>;
  cloudfront(): Promise<CloudFrontApi>;
  /** CloudFront for a publish. */
  distributions(): Promise<DistributionsApi>;
  sts(region: string): Promise<StsApi>;
  apiGateway(region: string): Promise<ApiGatewayApi>;
  apiGatewayV2(region: string): Promise<ApiGatewayV2Api>;
  cloudWatchLogs(region: string): Promise<CloudWatchLogsApi>;
  eventBridge(region: string): Promise<EventBridgeApi>;
  /** One for all regions of a partition, reached through the region given. */
  iam(region: string): Promise<IamApi>;
  lambda(region: string): Promise<LambdaApi>;
  scheduler(region: string): Promise<SchedulerApi>;
  secretsManager(region: string): Promise<SecretsManagerApi>;
}

/** Where the clients' credentials come from; undefined leaves it to the SDK's default chain. */
export type CredentialsSource = AwsCredentialIdentityProvider | undefined;

/**
 * Eight tries with the SDK's own jittered back-off ride out a throttled table or a restarting endpoint. With six, one of a
 * hundred deploys in which every fifth call fails did not get through.
 */
const MAX_ATTEMPTS = 8;

/**
 * Connects to AWS. Endpoints and regions follow the standard variables (AWS_ENDPOINT_URL and its per-service forms).
 *
 * @param environment what the SDK reads from the process by itself, for what is done without it
 */
export function connectAws(source?: CredentialsSource, environment: Environment = process.env): AwsClients {
  // Each of the SDK's clients would ask for a session of its own.
  const credentials = source && memoised(source, systemClock);
  const common = (region: string) => ({
    region,
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: {
      connectionTimeout: 10_000,
      requestTimeout: 120_000,
      httpAgent: { keepAlive: true, maxSockets: 64 },
      httpsAgent: { keepAlive: true, maxSockets: 64 },
    },
    ...(credentials === undefined ? {} : { credentials }),
  });
  const clients = new Map<string, Promise<unknown>>();
  const once = <T>(name: string, connect: () => Promise<T>): Promise<T> => {
    const known = clients.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const made = connect();
    clients.set(name, made);
    return made;
  };
  const s3 = (region: string): Promise<S3> =>
    once(`s3 ${region}`, async () => new (await import('@aws-sdk/client-s3')).S3(common(region)));
  const sending = { clock: systemClock, maxAttempts: MAX_ATTEMPTS };
  /** Undefined where it takes the SDK to know by whom AWS is reached, or how. */
  const plainCredentials = (): Promise<Credentials | undefined> =>
    once('plain', async () =>
      (await hasPlainSettings(environment))
        ? (credentials ?? environmentCredentials(environment))
        : undefined,
    );
  // CloudFront is one global service whose API lives in us-east-1.
  const cloudfront = (): Promise<CloudFront> =>
    once(
      'cloudfront',
      async () => new (await import('@aws-sdk/client-cloudfront')).CloudFront(common('us-east-1')),
    );
  return {
    s3,
    objects: (region) =>
      once(`objects ${region}`, async () => {
        const { connectObjects } = await import('./s3-transport/object-client.ts');
        const { bucketDestination } = await import('./plain/destinations.ts');
        const known = await plainCredentials();
        const destinationOf = (bucket: string) => bucketDestination(environment, { region, bucket });
        const plain = known && { credentials: known, destinationOf };
        return connectObjects({ sdk: () => s3(region), plain }, sending);
      }),
    dynamodb: (region) =>
      once(
        `dynamodb ${region}`,
        async () => new (await import('@aws-sdk/client-dynamodb')).DynamoDB(common(region)),
      ),
    cloudfront,
    distributions: () =>
      once('distributions', async () => {
        const { cloudFrontDestination } = await import('./plain/destinations.ts');
        const known = await plainCredentials();
        const destination = known && cloudFrontDestination(environment);
        if (known === undefined || destination === undefined) return cloudfront();
        const { connectDistributions } = await import('./cloudfront/distributions-client.ts');
        return connectDistributions({ destination, credentials: known }, sending);
      }),
    sts: (region) =>
      once(`sts ${region}`, async () => new (await import('@aws-sdk/client-sts')).STS(common(region))),
    apiGateway: (region) =>
      once(
        `apiGateway ${region}`,
        async () => new (await import('@aws-sdk/client-api-gateway')).APIGateway(common(region)),
      ),
    apiGatewayV2: (region) =>
      once(
        `apiGatewayV2 ${region}`,
        async () => new (await import('@aws-sdk/client-apigatewayv2')).ApiGatewayV2(common(region)),
      ),
    cloudWatchLogs: (region) =>
      once(
        `cloudWatchLogs ${region}`,
        async () => new (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogs(common(region)),
      ),
    eventBridge: (region) =>
      once(
        `eventBridge ${region}`,
        async () => new (await import('@aws-sdk/client-eventbridge')).EventBridge(common(region)),
      ),
    iam: (region) =>
      once(`iam ${region}`, async () => new (await import('@aws-sdk/client-iam')).IAM(common(region))),
    lambda: (region) =>
      once(
        `lambda ${region}`,
        async () => new (await import('@aws-sdk/client-lambda')).Lambda(common(region)),
      ),
    scheduler: (region) =>
      once(
        `scheduler ${region}`,
        async () => new (await import('@aws-sdk/client-scheduler')).Scheduler(common(region)),
      ),
    secretsManager: (region) =>
      once(
        `secretsManager ${region}`,
        async () => new (await import('@aws-sdk/client-secrets-manager')).SecretsManager(common(region)),
      ),
  };
}
