import { CloudFront } from '@aws-sdk/client-cloudfront';
import { createHash } from 'node:crypto';

import type { RecordedCall } from '../../../local/proxy/fault-proxy.ts';
import type { World } from '../../e2e/harness.ts';

export type StackName = 'data' | 'aws';

/** A small stack that is deployed from nothing. */
export interface Stack {
  readonly name: StackName;
  /** Addresses of its resources: each is to be in the state exactly once at the end. */
  readonly addresses: readonly string[];
  /** The checkout. */
  readonly files: Readonly<Record<string, string>>;
  /** What its site is to hold. */
  readonly site: Readonly<Record<string, string>>;
  /** Whether its points count only the calls that can change something: what happens between them is up to the provider. */
  readonly changesOnly: boolean;
  /** Which of the counted calls of an undisturbed deploy are points, counted from 1. */
  points(calls: readonly RecordedCall[]): readonly number[];
  /** Makes what is there before the first deploy, and resolves to the inputs that name it. */
  prepare(world: World): Promise<Prepared>;
}

export interface Prepared {
  readonly inputs: Readonly<Record<string, string>>;
  /** Buckets that are there before the first deploy. */
  readonly buckets: readonly string[];
}

/** A name as a bundler gives it: it changes with the content. */
const hashed = (name: string, extension: string, content: string): string =>
  `assets/${name}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}.${extension}`;

const SCRIPT = 'document.title = "Open orders";\n';
const STYLE = 'body { font-family: sans-serif }\n';
const script = hashed('app', 'js', SCRIPT);
const style = hashed('app', 'css', STYLE);
const head = `<link rel="stylesheet" href="/${style}"><script src="/${script}"></script>`;

const SITE: Readonly<Record<string, string>> = {
  'index.html': `<!doctype html><title>Orders</title>${head}\n`,
  'about/index.html': `<!doctype html><title>About</title>${head}\n`,
  [script]: SCRIPT,
  [style]: STYLE,
};

/** A site's files where `SITE_INPUTS` has them found. */
const inCheckout = (site: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(site).map(([name, content]) => [`web/public/${name}`, content]));

const siteFiles = inCheckout(SITE);

/** The site is there as it is: what a build would make is in the checkout. */
const SITE_INPUTS = {
  'frontend-directory': 'web',
  'frontend-build-command': 'true',
  'frontend-output-directory': 'public',
};

export const SITE_BUCKET = 'kill-site';

/** Nothing of it is in AWS but its state; its site goes to a bucket and a distribution that are there. */
const data: Stack = {
  name: 'data',
  addresses: ['one', 'two', 'three', 'four'].map((name) => `terraform_data.${name}`),
  files: {
    ...siteFiles,
    'terraform/main.tf': `variable "distribution_id" { type = string }
variable "domain" { type = string }

resource "terraform_data" "one" {}

resource "terraform_data" "two" {
  input = terraform_data.one.id
}

resource "terraform_data" "three" {
  input = terraform_data.two.output
}

resource "terraform_data" "four" {}

output "frontend_bucket" { value = "${SITE_BUCKET}" }
output "cloudfront_distribution_id" { value = var.distribution_id }
output "cloudfront_url" { value = "https://\${var.domain}" }
output "chain" { value = terraform_data.three.output }
`,
  },
  site: SITE,
  changesOnly: false,
  points: (calls) => calls.map((_, index) => index + 1),
  prepare: async (world) => {
    await world.s3.createBucket({ Bucket: SITE_BUCKET });
    return {
      inputs: siteInputs(await createDistribution(world)),
      buckets: [SITE_BUCKET],
    };
  },
};

/** A site of which the stack makes nothing: from one version to the next the site alone changes. */
const SITE_STACK = `variable "distribution_id" { type = string }
variable "domain" { type = string }

output "frontend_bucket" { value = "${SITE_BUCKET}" }
output "cloudfront_distribution_id" { value = var.distribution_id }
output "cloudfront_url" { value = "https://\${var.domain}" }
`;

/** The checkout of a version of a site that is deployed with `SITE_STACK`: its files as a build leaves them. */
export const siteCheckout = (site: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  'terraform/main.tf': SITE_STACK,
  ...inCheckout(site),
});

/** The inputs with which such a checkout is deployed behind a distribution. */
export const siteInputs = ({ id, domain }: Distribution): Readonly<Record<string, string>> => ({
  ...SITE_INPUTS,
  'terraform-variables': `distribution_id=${id}\ndomain=${domain}`,
});

export interface Distribution {
  readonly id: string;
  readonly domain: string;
}

/**
 * In front of the site's bucket, which nobody else may read.
 *
 * @param keptAtEdge seconds for which the edge keeps whatever it has; undefined: as long as the object's headers say
 */
export async function createDistribution(
  { aws, s3 }: World,
  { keptAtEdge }: { readonly keptAtEdge?: number } = {},
): Promise<Distribution> {
  const { endpoint, region } = aws;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const cloudfront = new CloudFront({ endpoint, region, credentials });
  try {
    const { OriginAccessControl } = await cloudfront.createOriginAccessControl({
      OriginAccessControlConfig: {
        Name: 'site',
        OriginAccessControlOriginType: 's3',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    });
    const { Distribution } = await cloudfront.createDistribution({
      DistributionConfig: {
        CallerReference: 'site',
        Comment: 'site',
        Enabled: true,
        DefaultRootObject: 'index.html',
        Origins: {
          Quantity: 1,
          Items: [
            {
              Id: 'site',
              DomainName: `${SITE_BUCKET}.s3.amazonaws.com`,
              S3OriginConfig: { OriginAccessIdentity: '' },
              OriginAccessControlId: OriginAccessControl?.Id,
            },
          ],
        },
        DefaultCacheBehavior: {
          TargetOriginId: 'site',
          ViewerProtocolPolicy: 'redirect-to-https',
          ...(keptAtEdge === undefined
            ? { CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' }
            : {
                ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
                ...{ MinTTL: keptAtEdge, DefaultTTL: keptAtEdge, MaxTTL: keptAtEdge },
              }),
        },
      },
    });
    const policy = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${SITE_BUCKET}/*`,
          Condition: { StringEquals: { 'AWS:SourceArn': Distribution?.ARN } },
        },
      ],
    };
    await s3.putBucketPolicy({ Bucket: SITE_BUCKET, Policy: JSON.stringify(policy) });
    return { id: Distribution?.Id ?? '', domain: Distribution?.DomainName ?? '' };
  } finally {
    cloudfront.destroy();
  }
}

/** Real resources; AWS assigns the API's id and takes any number of its name, so that it shows every duplicate. */
const aws: Stack = {
  name: 'aws',
  addresses: [
    'aws_apigatewayv2_api.orders',
    'aws_apigatewayv2_stage.live',
    'aws_cloudwatch_log_group.orders',
    'aws_dynamodb_table.orders',
    'aws_iam_role.orders',
    'aws_iam_role_policy.orders',
    'aws_s3_bucket.site',
    'aws_s3_bucket_public_access_block.site',
  ],
  files: {
    ...siteFiles,
    'terraform/main.tf': `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  max_retries = 2
}

resource "aws_s3_bucket" "site" {
  bucket = "${SITE_BUCKET}"
}

resource "aws_s3_bucket_public_access_block" "site" {
  bucket                  = aws_s3_bucket.site.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_dynamodb_table" "orders" {
  name         = "kill-orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_iam_role" "orders" {
  name = "kill-orders"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "orders" {
  name = "table"
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = aws_dynamodb_table.orders.arn }]
  })
}

resource "aws_cloudwatch_log_group" "orders" {
  name = "/kill/orders"
}

resource "aws_apigatewayv2_api" "orders" {
  name          = "kill-orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.orders.id
  name   = "live"
}

output "frontend_bucket" { value = aws_s3_bucket.site.bucket }
`,
  },
  site: SITE,
  changesOnly: true,
  points: (calls) => {
    const journal = calls.flatMap(({ path }, index) => (path.includes('.journal.json') ? [index] : []));
    const [first, last] = [journal[0], journal.at(-1)];
    if (first === undefined || last === undefined || first === last)
      throw new Error('The deploy wrote no journal: where its apply begins and ends is not known.');
    return calls.flatMap((_, index) => (index >= first && index <= last ? [index + 1] : []));
  },
  prepare: () =>
    Promise.resolve({
      inputs: { ...SITE_INPUTS, invalidation: 'none', 'wait-for-live': 'false' },
      buckets: [],
    }),
};

export const STACKS: Readonly<Record<StackName, Stack>> = { data, aws };

/** The calls that a stack's points count, of all that a deploy made. */
export const countedBy = (stack: Stack, calls: readonly RecordedCall[]): readonly RecordedCall[] =>
  stack.changesOnly ? calls.filter(({ changes }) => changes) : calls;
