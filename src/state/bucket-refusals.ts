import type { StateLocation } from '../context/deployment.ts';
import { Failure } from '../errors.ts';
import { errorCode, responseHeader, httpStatus } from './aws-errors.ts';
import { PERMISSIONS, policyDocument } from './permissions.ts';
import { MANAGED_BY } from './tags.ts';

const UNTOUCHED = 'Nothing was created or changed, and no state was read or written.';
const ANOTHER_NAME = 'set state-bucket to a name that is free or yours';

export const bucketOfAnotherAccount = (location: StateLocation, cause: unknown): Failure =>
  new Failure({
    code: 'BUCKET_OF_ANOTHER_ACCOUNT',
    reason: `Bucket ${location.bucket} exists, and S3 does not take account ${location.account} for its owner.`,
    safe: UNTOUCHED,
    next: `Run with credentials of the account that owns it, or ${ANOTHER_NAME}.`,
    details: [
      `If account ${location.account} does own it, the role of this run lacks:`,
      ...policyDocument(
        PERMISSIONS.verify.filter(({ resource }) => resource === 'bucket'),
        location,
      ),
    ],
    cause,
  });

export const bucketInAnotherRegion = (location: StateLocation, actual: string, cause?: unknown): Failure =>
  new Failure({
    code: 'BUCKET_IN_ANOTHER_REGION',
    reason: `State bucket ${location.bucket} is in ${actual}, not in ${location.region} as declared.`,
    safe: UNTOUCHED,
    next: `Declare region ${actual} (in the S3 backend of the configuration, or aws-region), or ${ANOTHER_NAME}.`,
    cause,
  });

/** Codes by which S3 sends a request to another region; HEAD has only the status and the header. */
const REDIRECTS: ReadonlySet<string> = new Set([
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'PermanentRedirect',
  'TemporaryRedirect',
]);

/** The failure for an answer that says "in another region"; undefined for any other. */
export function redirected(error: unknown, location: StateLocation): Failure | undefined {
  const status = httpStatus(error);
  const region = responseHeader(error, 'x-amz-bucket-region');
  const elsewhere = region !== undefined && region !== location.region;
  if (!elsewhere && status !== 301 && status !== 307 && !REDIRECTS.has(errorCode(error))) return undefined;
  // A 403 to a bucket elsewhere carries the header too: the region is known, the owner is not.
  if (status === 403) return undefined;
  return bucketInAnotherRegion(location, region ?? 'another region', error);
}

export const bucketPublic = (location: StateLocation): Failure =>
  new Failure({
    code: 'BUCKET_PUBLIC',
    reason: `The policy of state bucket ${location.bucket} opens it to the public, and a state holds secrets.`,
    safe: UNTOUCHED,
    next: `Remove the public statement: aws s3api get-bucket-policy --bucket ${location.bucket} shows it.`,
  });

export const bucketNotOurs = (location: StateLocation, versioning: string): Failure =>
  new Failure({
    code: 'BUCKET_NOT_OURS',
    reason:
      `State bucket ${location.bucket} keeps no old versions (versioning is ${versioning}), and it has no tag ` +
      `${MANAGED_BY.Key} = ${MANAGED_BY.Value} that lets this action change it.`,
    safe: UNTOUCHED,
    next:
      `Turn it on: aws s3api put-bucket-versioning --bucket ${location.bucket} ` +
      '--versioning-configuration Status=Enabled',
    details: [
      `Or give the bucket the tag ${MANAGED_BY.Key} = ${MANAGED_BY.Value}: then this action brings every setting to what it should be.`,
    ],
  });
