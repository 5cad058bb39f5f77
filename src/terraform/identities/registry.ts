import { API_GATEWAY } from './api-gateway.ts';
import { API_GATEWAY_ACCESS } from './api-gateway-access.ts';
import { API_GATEWAY_V2 } from './api-gateway-v2.ts';
import { CLOUDFRONT } from './cloudfront.ts';
import { DYNAMODB } from './dynamodb.ts';
import { EVENTS } from './events.ts';
import { IAM } from './iam.ts';
import type { ResourceIdentity } from './identity.ts';
import { LAMBDA } from './lambda.ts';
import { S3 } from './s3.ts';
import { SECRETS_AND_LOGS } from './secrets-and-logs.ts';

/** Every type of resource that can be recognised in AWS before Terraform knows it. */
export const IDENTITIES: Readonly<Record<string, ResourceIdentity>> = {
  ...API_GATEWAY,
  ...API_GATEWAY_ACCESS,
  ...API_GATEWAY_V2,
  ...CLOUDFRONT,
  ...DYNAMODB,
  ...EVENTS,
  ...IAM,
  ...LAMBDA,
  ...S3,
  ...SECRETS_AND_LOGS,
};
