import { Failure } from '../errors.ts';

/** What is true of the live site at the moment something fails: the `safe` part of the message. */
export type Safety = string;

/** Before the first upload. */
export const UNTOUCHED: Safety = 'Nothing was uploaded: the site is as it was.';

/** The site bucket and whose it must be. */
export interface BucketName {
  readonly bucket: string;
  /** Account that must own it: ExpectedBucketOwner of every call. */
  readonly account: string;
}

/** An error of AWS as the SDK throws it. */
interface AwsError {
  readonly name?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** HTTP status of an error of AWS; undefined: it isn't one. */
export const statusOf = (error: unknown): number | undefined => (error as AwsError).$metadata?.httpStatusCode;

/**
 * The failure that an error of S3 is to the user.
 *
 * @param doing what failed, as a clause: `listing the site bucket`
 */
export function siteFailure(
  error: unknown,
  {
    site,
    doing,
    safe,
    actions,
  }: {
    readonly site: BucketName;
    readonly doing: string;
    readonly safe: Safety;
    readonly actions: readonly string[];
  },
): Failure {
  if (error instanceof Failure) return error;
  const { name = 'an unknown error', message = '' } = error as AwsError;
  const status = statusOf(error);
  const said = `${name}${message === '' || message === name ? '' : ` (${message.split('\n', 1)[0]})`}`;
  if (status === 403) {
    return new Failure({
      code: 'ACCESS_DENIED',
      reason: `AWS refused ${doing} ${site.bucket}: ${said}. Either the role lacks a permission, or the bucket isn't owned by account ${site.account}.`,
      safe,
      next: 'Allow the role what the statement below says (and the key of the bucket, if it is encrypted with KMS), then deploy again.',
      details: statement(site.bucket, actions),
      cause: error,
    });
  }
  const missing = name === 'NoSuchBucket';
  const elsewhere = name === 'PermanentRedirect' || status === 301;
  return new Failure({
    code: 'PUBLISH_FAILED',
    reason: missing
      ? `The site bucket ${site.bucket}, which the Terraform output names, does not exist.`
      : elsewhere
        ? `The site bucket ${site.bucket} is in another region than aws-region.`
        : `${doing.charAt(0).toUpperCase()}${doing.slice(1)} ${site.bucket} failed: ${said}.`,
    safe,
    next: missing
      ? 'Check frontend-bucket-output: the output must be the name of the bucket.'
      : elsewhere
        ? "Set aws-region to the bucket's region and deploy again."
        : 'Deploy again: it goes on where this run stopped.',
    cause: error,
  });
}

function statement(bucket: string, actions: readonly string[]): readonly string[] {
  return JSON.stringify(
    {
      Effect: 'Allow',
      Action: actions,
      // Listing is a right on the bucket, everything else here on its objects.
      Resource: `arn:aws:s3:::${bucket}${actions.includes('s3:ListBucket') ? '' : '/*'}`,
    },
    null,
    2,
  ).split('\n');
}

/** Somebody else wrote an object between our listing and our write. */
export const conflict = (
  { bucket }: BucketName,
  { key, safe, cause }: { readonly key: string; readonly safe: Safety; readonly cause: unknown },
): Failure =>
  new Failure({
    code: 'PUBLISH_CONFLICT',
    reason: `${key} in ${bucket} was changed by another process after this run had listed the bucket.`,
    safe,
    next: 'Let only this action write to the bucket, and deploy again: it starts from what is there now.',
    cause,
  });

/** Stops with the reason the run was stopped for, if that is a failure in itself (a lost lease, a cancelled run). */
export function stopIfAborted(
  { signal, bucket }: BucketName & { readonly signal?: AbortSignal },
  safe: Safety,
): void {
  if (signal?.aborted !== true) return;
  if (signal.reason instanceof Failure) throw signal.reason;
  throw new Failure({
    code: 'CANCELLED',
    reason: `The run was cancelled while it published to ${bucket}.`,
    safe,
    next: 'Deploy again: it goes on where this run stopped.',
    cause: signal.reason,
  });
}
