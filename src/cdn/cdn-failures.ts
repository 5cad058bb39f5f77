import { Failure, type FailureCode } from '../errors.ts';

interface AwsError {
  readonly name?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Name of an error of AWS: `TooManyInvalidationsInProgress`. */
export const errorName = (error: unknown): string => (error as AwsError).name ?? 'an unknown error';

/** The failure that an error of CloudFront is to the user; `code` where it isn't a missing permission. */
export function cdnFailure(
  error: unknown,
  {
    distributionId,
    doing,
    action,
    code,
    safe,
    next,
  }: {
    readonly distributionId: string;
    /** What failed, as a clause: `reading the distribution`. */
    readonly doing: string;
    /** IAM action the call needs. */
    readonly action: string;
    readonly code: FailureCode;
    readonly safe: string;
    readonly next: string;
  },
): Failure {
  const { message = '', $metadata } = error as AwsError;
  const name = errorName(error);
  const said = `${name}${message === '' || message === name ? '' : ` (${message.split('\n', 1)[0]})`}`;
  if ($metadata?.httpStatusCode !== 403) {
    const reason = `${doing.charAt(0).toUpperCase()}${doing.slice(1)} ${distributionId} failed: ${said}.`;
    return new Failure({ code, reason, safe, next, cause: error });
  }
  const statement = {
    Effect: 'Allow',
    Action: action,
    Resource: `arn:aws:cloudfront::*:distribution/${distributionId}`,
  };
  return new Failure({
    code: 'ACCESS_DENIED',
    reason: `AWS refused ${doing} ${distributionId}: ${said}.`,
    safe,
    next: 'Allow the role what the statement below says, then deploy again.',
    details: JSON.stringify(statement, null, 2).split('\n'),
    cause: error,
  });
}
