import { Failure } from '../errors.ts';
import { errorText, isCredentialProblem, isDenied } from './aws-errors.ts';
import { journalKey, keptFilesPrefix, lockfileKey, releaseRecordKey } from './keys.ts';
import type { StateLocation } from '../context/deployment.ts';

/** What of the state backend an action is allowed on; each is one ARN of a policy statement. */
export type PermissionResource =
  'bucket' | 'state' | 'lockfile' | 'record' | 'journal' | 'recovery' | 'files' | 'table';

export interface Permission {
  /** `s3:GetObject`. */
  readonly action: string;
  readonly resource: PermissionResource;
}

const on = (resource: PermissionResource, ...actions: readonly string[]): readonly Permission[] =>
  actions.map((action) => ({ action, resource }));

/**
 * The IAM actions each stage needs on the state backend: the one list for error messages and documentation. KMS is
 * not in it: only a bucket encrypted with the user's own key needs it, and that key's policy is theirs.
 */
export const PERMISSIONS = {
  /** Reading every setting: what a deploy role with `bootstrap: verify` needs. */
  verify: [
    ...on(
      'bucket',
      's3:ListBucket',
      's3:ListBucketVersions',
      's3:GetBucketLocation',
      's3:GetBucketTagging',
      's3:GetBucketVersioning',
      's3:GetEncryptionConfiguration',
      's3:GetBucketOwnershipControls',
      's3:GetBucketPublicAccessBlock',
      's3:GetBucketPolicy',
      's3:GetBucketPolicyStatus',
      's3:GetLifecycleConfiguration',
    ),
    ...on(
      'table',
      'dynamodb:DescribeTable',
      'dynamodb:DescribeContinuousBackups',
      'dynamodb:ListTagsOfResource',
    ),
  ],
  /** Creating and mending, beyond `verify`. */
  bootstrap: [
    ...on(
      'bucket',
      's3:CreateBucket',
      's3:PutBucketTagging',
      's3:PutBucketVersioning',
      's3:PutEncryptionConfiguration',
      's3:PutBucketOwnershipControls',
      's3:PutBucketPublicAccessBlock',
      's3:PutBucketPolicy',
      's3:PutLifecycleConfiguration',
    ),
    ...on(
      'table',
      'dynamodb:CreateTable',
      'dynamodb:TagResource',
      'dynamodb:UpdateTable',
      'dynamodb:UpdateContinuousBackups',
    ),
  ],
  /** Terraform and this action reading and writing the state. Without ListBucket S3 answers 403 for "not there". */
  state: [
    ...on('bucket', 's3:ListBucket', 's3:ListBucketVersions'),
    ...on('state', 's3:GetObject', 's3:GetObjectVersion', 's3:PutObject'),
    ...on('table', 'dynamodb:GetItem'),
  ],
  lock: on('table', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'),
  lockfile: on('lockfile', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'),
  recovery: on('recovery', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'),
  record: [...on('bucket', 's3:ListBucket'), ...on('record', 's3:GetObject', 's3:PutObject')],
  /** Keeping files of earlier releases, for rollback. */
  files: [
    ...on('bucket', 's3:ListBucketVersions'),
    ...on('files', 's3:GetObject', 's3:PutObject', 's3:DeleteObjectVersion'),
  ],
  journal: [...on('bucket', 's3:ListBucket'), ...on('journal', 's3:GetObject', 's3:PutObject')],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

/** `arn:aws`, `arn:aws-cn` or `arn:aws-us-gov`: a region's name tells its partition. */
function arnPrefix(region: string): string {
  if (region.startsWith('cn-')) return 'arn:aws-cn';
  return region.startsWith('us-gov-') ? 'arn:aws-us-gov' : 'arn:aws';
}

/** ARN of one part of the state backend. */
export function arnOf(resource: PermissionResource, location: StateLocation): string {
  const prefix = arnPrefix(location.region);
  const bucket = `${prefix}:s3:::${location.bucket}`;
  switch (resource) {
    case 'bucket':
      return bucket;
    case 'state':
      return `${bucket}/${location.key}`;
    case 'lockfile':
      return `${bucket}/${lockfileKey(location.key)}`;
    case 'record':
      return `${bucket}/${releaseRecordKey(location.key)}`;
    case 'journal':
      return `${bucket}/${journalKey(location.key)}`;
    case 'files':
      return `${bucket}/${keptFilesPrefix(location.key)}*`;
    case 'recovery':
      return `${bucket}/recovery/*`;
    case 'table':
      return `${prefix}:dynamodb:${location.region}:${location.account}:table/${location.lockTable}`;
  }
}

/** A policy document allowing exactly these permissions, one statement a resource, as lines of JSON to paste. */
export function policyDocument(
  permissions: readonly Permission[],
  location: StateLocation,
): readonly string[] {
  const resources = [...new Set(permissions.map(({ resource }) => resource))];
  const statements = resources.map((resource) => ({
    Effect: 'Allow',
    Action: [
      ...new Set(permissions.filter((each) => each.resource === resource).map(({ action }) => action)),
    ],
    Resource: arnOf(resource, location),
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2).split('\n');
}

/** What was asked of AWS when it refused. */
export interface RefusedRequest {
  readonly location: StateLocation;
  /** What the refused call needs. */
  readonly permissions: readonly Permission[];
  /** What was attempted, continuing "AWS refused to": `read the state`. */
  readonly attempt: string;
  /** What was done and what not. */
  readonly safe: string;
}

/** The failure for a refusal by AWS (permission or credentials); undefined when the error is something else. */
export function accessDenied(error: unknown, request: RefusedRequest): Failure | undefined {
  if (isCredentialProblem(error)) {
    return new Failure({
      code: 'NO_CREDENTIALS',
      reason: `AWS refused to ${request.attempt} because of the credentials: ${errorText(error)}.`,
      safe: request.safe,
      next: 'Renew the credentials (role-to-assume, or the step that sets them) and run again.',
      cause: error,
    });
  }
  if (!isDenied(error)) return undefined;
  const actions = [...new Set(request.permissions.map(({ action }) => action))];
  return new Failure({
    code: 'ACCESS_DENIED',
    reason: `AWS refused to ${request.attempt} (${errorText(error)}); it takes ${actions.join(', ')}.`,
    safe: request.safe,
    next: 'Allow the role of this run what the policy below says, and run again.',
    details: policyDocument(request.permissions, request.location),
    cause: error,
  });
}

/** Runs a call and turns a refusal by AWS into its failure. */
export async function explained<T>(call: Promise<T>, request: RefusedRequest): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw accessDenied(error, request) ?? error;
  }
}
