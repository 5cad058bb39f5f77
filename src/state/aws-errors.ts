/** What an error of the AWS SDK tells, read without loading the SDK. */
interface ServiceError {
  readonly name?: string;
  readonly Code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
}

const asServiceError = (error: unknown): ServiceError =>
  typeof error === 'object' && error !== null ? (error as ServiceError) : {};

/** The service's own code (`NoSuchBucket`); for an answer without a body (HEAD) whatever the SDK makes of the status. */
export const errorCode = (error: unknown): string =>
  asServiceError(error).Code ?? asServiceError(error).name ?? '';

/** HTTP status of the answer; undefined when there was none. */
export const httpStatus = (error: unknown): number | undefined =>
  asServiceError(error).$metadata?.httpStatusCode;

/** The service's sentence on one line. */
export const errorText = (error: unknown): string =>
  (asServiceError(error).message || errorCode(error) || String(error)).replaceAll(/\s+/g, ' ').trim();

/** A header of the answer, by its lower-case name: HEAD tells a bucket's region nowhere else. */
export const responseHeader = (error: unknown, name: string): string | undefined =>
  asServiceError(error).$response?.headers?.[name];

const DENIED_CODES: ReadonlySet<string> = new Set(['AccessDenied', 'AccessDeniedException']);
/** Names the SDK gives a 403 without a body. */
const BODILESS_CODES: ReadonlySet<string> = new Set(['', '403', 'Forbidden', 'Unknown', 'UnknownError']);

/** AWS knows who asks and says no. Never the same as "absent". */
export function isDenied(error: unknown): boolean {
  const code = errorCode(error);
  return DENIED_CODES.has(code) || (httpStatus(error) === 403 && BODILESS_CODES.has(code));
}

const CREDENTIAL_CODES: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'InvalidToken',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
  'UnrecognizedClientException',
]);

/** AWS does not accept the credentials themselves: expired, unknown, or there are none. */
export const isCredentialProblem = (error: unknown): boolean => CREDENTIAL_CODES.has(errorCode(error));

/**
 * Answers that mean "not now": someone else is creating or changing the same thing, or what was just made does not
 * show everywhere yet. Throttling and 5xx come here only after the SDK's own retries.
 */
const BUSY_CODES: ReadonlySet<string> = new Set([
  'BucketAlreadyOwnedByYou',
  'ConditionalRequestConflict',
  'ContinuousBackupsUnavailableException',
  'LimitExceededException',
  'NoSuchBucket',
  'OperationAborted',
  'ProvisionedThroughputExceededException',
  'ResourceInUseException',
  'ResourceNotFoundException',
  'SlowDown',
  'TableNotFoundException',
  'ThrottlingException',
]);

export function isBusy(error: unknown): boolean {
  const status = httpStatus(error);
  return BUSY_CODES.has(errorCode(error)) || status === 429 || (status !== undefined && status >= 500);
}

/** The answer, or undefined where AWS says with exactly one of these codes that there is none. */
export async function orAbsent<T>(call: Promise<T>, ...codes: readonly string[]): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (codes.includes(errorCode(error))) return undefined;
    throw error;
  }
}
