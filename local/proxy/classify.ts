/** One AWS call, as its HTTP request shows it. */
export interface AwsCall {
  /** Endpoint prefix of the service: `s3`, `dynamodb`, `sts`; from the request's signature. */
  readonly service: string;
  /** `PutItem`, `CreateBucket`, `AssumeRole`; `GET /path` where a REST service gives no name. */
  readonly operation: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  /** Whether it can change anything in AWS. */
  readonly changes: boolean;
}

/** What `classify` needs of a request. */
export interface RequestFacts {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Names the AWS call that a request makes. */
export function classify(request: RequestFacts): AwsCall {
  const service = serviceOf(request);
  const operation = operationOf(service, request);
  return {
    service,
    operation,
    method: request.method,
    path: request.url,
    changes: changes(service, request.method, operation),
  };
}

function header(request: RequestFacts, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
}

/** `Credential=AKID/20260101/us-east-1/s3/aws4_request` names the service; unsigned calls are STS's or S3's. */
function serviceOf(request: RequestFacts): string {
  const signed = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(header(request, 'authorization'));
  if (signed?.[1] !== undefined) return signed[1];
  return /(^|&)Action=AssumeRole/.test(request.body) ? 'sts' : 's3';
}

function operationOf(service: string, request: RequestFacts): string {
  const target = header(request, 'x-amz-target');
  if (target !== '') return target.slice(target.lastIndexOf('.') + 1);
  const action = /(?:^|&)Action=([A-Za-z]+)/.exec(request.body)?.[1];
  if (action !== undefined) return action;
  if (service === 's3') return s3Operation(request);
  const name = restNames.find(
    (rule) => rule.service === service && rule.method === request.method && rule.path.test(pathOf(request)),
  );
  return name?.operation ?? `${request.method} ${pathOf(request)}`;
}

function pathOf(request: RequestFacts): string {
  return request.url.split('?')[0] ?? '';
}

/** The names of the REST services' calls that our own code makes; others keep method and path. */
const restNames: readonly {
  readonly service: string;
  readonly method: string;
  readonly path: RegExp;
  readonly operation: string;
}[] = [
  {
    service: 'cloudfront',
    method: 'POST',
    path: /\/distribution\/[^/]+\/invalidation$/,
    operation: 'CreateInvalidation',
  },
  {
    service: 'cloudfront',
    method: 'GET',
    path: /\/distribution\/[^/]+\/invalidation\/[^/]+$/,
    operation: 'GetInvalidation',
  },
  {
    service: 'cloudfront',
    method: 'GET',
    path: /\/distribution\/[^/]+\/invalidation$/,
    operation: 'ListInvalidations',
  },
  {
    service: 'cloudfront',
    method: 'GET',
    path: /\/distribution\/[^/]+\/config$/,
    operation: 'GetDistributionConfig',
  },
  {
    service: 'cloudfront',
    method: 'PUT',
    path: /\/distribution\/[^/]+\/config$/,
    operation: 'UpdateDistribution',
  },
  { service: 'cloudfront', method: 'GET', path: /\/distribution\/[^/]+$/, operation: 'GetDistribution' },
  { service: 'cloudfront', method: 'GET', path: /\/distribution$/, operation: 'ListDistributions' },
  { service: 'cloudfront', method: 'POST', path: /\/distribution$/, operation: 'CreateDistribution' },
  { service: 'lambda', method: 'POST', path: /\/functions$/, operation: 'CreateFunction' },
  { service: 'lambda', method: 'PUT', path: /\/functions\/[^/]+\/code$/, operation: 'UpdateFunctionCode' },
  {
    service: 'lambda',
    method: 'PUT',
    path: /\/functions\/[^/]+\/configuration$/,
    operation: 'UpdateFunctionConfiguration',
  },
];

/** Query parameter of a bucket's setting -> the noun of its operation. */
const bucketSettings: Readonly<Record<string, string>> = {
  versioning: 'BucketVersioning',
  encryption: 'BucketEncryption',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  publicAccessBlock: 'PublicAccessBlock',
  ownershipControls: 'BucketOwnershipControls',
  lifecycle: 'BucketLifecycleConfiguration',
  tagging: 'BucketTagging',
  location: 'BucketLocation',
  acl: 'BucketAcl',
  cors: 'BucketCors',
  logging: 'BucketLogging',
  notification: 'BucketNotificationConfiguration',
  replication: 'BucketReplication',
  website: 'BucketWebsite',
  accelerate: 'BucketAccelerateConfiguration',
  requestPayment: 'BucketRequestPayment',
  'object-lock': 'ObjectLockConfiguration',
};

const verbs: Readonly<Record<string, string>> = {
  GET: 'Get',
  PUT: 'Put',
  DELETE: 'Delete',
  HEAD: 'Head',
  POST: 'Post',
};

/** S3's operations have no name on the wire; method, query and whether there is a key say which one it is. */
function s3Operation({ method, url, headers }: RequestFacts): string {
  const { pathname, searchParams } = new URL(url, 'http://local');
  const [, bucket = '', ...rest] = pathname.split('/');
  const verb = verbs[method] ?? method;
  if (bucket === '') return 'ListBuckets';
  if (rest.join('/') === '') {
    const setting = Object.keys(bucketSettings).find((name) => searchParams.has(name));
    if (setting !== undefined) return `${verb}${bucketSettings[setting]}`;
    if (method === 'GET' && searchParams.has('versions')) return 'ListObjectVersions';
    if (method === 'GET' && searchParams.has('uploads')) return 'ListMultipartUploads';
    if (method === 'GET') return searchParams.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
    if (method === 'POST' && searchParams.has('delete')) return 'DeleteObjects';
    return method === 'PUT' ? 'CreateBucket' : `${verb}Bucket`;
  }
  if (searchParams.has('uploadId')) {
    if (method === 'PUT') return 'UploadPart';
    if (method === 'POST') return 'CompleteMultipartUpload';
    return method === 'DELETE' ? 'AbortMultipartUpload' : 'ListParts';
  }
  if (method === 'POST' && searchParams.has('uploads')) return 'CreateMultipartUpload';
  if (searchParams.has('tagging')) return `${verb}ObjectTagging`;
  if (searchParams.has('acl')) return `${verb}ObjectAcl`;
  return method === 'PUT' && headers['x-amz-copy-source'] !== undefined ? 'CopyObject' : `${verb}Object`;
}

const reading =
  /^(Get|List|Head|Describe|BatchGet|Query|Scan|TransactGet|Lookup|Search|Simulate|Preview|Validate)/;

function changes(service: string, method: string, operation: string): boolean {
  // Getting credentials changes nothing that anyone keeps.
  if (service === 'sts') return false;
  if (method === 'GET' || method === 'HEAD') return false;
  return !reading.test(operation);
}
