import { createHash } from 'node:crypto';
import { Failure } from '../errors.ts';
import type { DistributionsApi } from '../platform/aws.ts';
import type { Clock } from '../platform/platform.ts';
import { cdnFailure, errorName } from './cdn-failures.ts';
import type { Invalidation } from './invalidation.ts';

const MINUTE = 60_000;

/** CloudFront carries out so many at once and refuses more; one takes it a minute or two. */
const PATIENCE = 10 * MINUTE;
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 30_000;

/** What is to be invalidated. */
export interface InvalidationRequest {
  readonly distributionId: string;
  /** As `invalidationPaths` gives them; at least one. */
  readonly paths: readonly string[];
  /** Release id: asking again for the same doesn't create a second invalidation. */
  readonly callerReference: string;
  /** Milliseconds to wait for earlier invalidations to end; default 10 minutes. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** Called once, with a line for the log, where earlier ones have to be waited for. */
  readonly onWait?: (line: string) => void;
}

const NOT_INVALIDATED =
  'The site is uploaded and no page is broken, but the edge may show old pages. The paths that are owed are recorded: the next deploy invalidates them.';

/**
 * Has CloudFront accept an invalidation. It is carried out later: see `waitForInvalidation`.
 *
 * @throws {Failure} INVALIDATION_FAILED, ACCESS_DENIED
 */
export async function invalidate(
  cloudfront: Pick<DistributionsApi, 'createInvalidation'>,
  clock: Clock,
  request: InvalidationRequest,
): Promise<Invalidation> {
  const { distributionId, paths } = request;
  const timeout = request.timeout ?? PATIENCE;
  const deadline = clock.monotonic() + timeout;
  const batch = {
    CallerReference: stableReference(request),
    Paths: { Quantity: paths.length, Items: [...paths] },
  };
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      const answer = await cloudfront.createInvalidation({
        DistributionId: distributionId,
        InvalidationBatch: batch,
      });
      return { id: answer.Invalidation?.Id ?? '', distributionId, paths };
    } catch (error) {
      const busy = errorName(error) === 'TooManyInvalidationsInProgress';
      if (!busy || clock.monotonic() + pause > deadline) throw notAccepted(error, { distributionId, busy });
      if (pause === FIRST_PAUSE) request.onWait?.(waitingLine(error, timeout));
    }
    await pauseOrStop(clock, pause, { signal: request.signal, safe: NOT_INVALIDATED });
  }
}

const waitingLine = (error: unknown, timeout: number): string =>
  `CloudFront takes no further invalidation until earlier ones have ended (${errorName(error)}): ` +
  `asking again for up to ${Math.round(timeout / MINUTE)} minutes.`;

/**
 * The same for the same release and paths. CloudFront refuses a reference it has seen with other paths
 * (InvalidationBatchAlreadyExists), so the paths are part of it.
 */
function stableReference({ callerReference, paths }: InvalidationRequest): string {
  const digest = createHash('sha256')
    .update([...paths].sort().join('\n'))
    .digest('hex');
  return `${callerReference}-${digest.slice(0, 8)}`;
}

const notAccepted = (
  error: unknown,
  { distributionId, busy }: { distributionId: string; busy: boolean },
): Failure =>
  cdnFailure(error, {
    distributionId,
    doing: 'the invalidation of distribution',
    action: 'cloudfront:CreateInvalidation',
    code: 'INVALIDATION_FAILED',
    safe: NOT_INVALIDATED,
    next: busy
      ? 'Wait until the invalidations in progress have ended (`aws cloudfront list-invalidations --distribution-id ' +
        `${distributionId}\`), then deploy again.`
      : 'Deploy again.',
  });

const PUBLISHED_NOT_EVERYWHERE =
  'The site is uploaded and the invalidation is accepted: CloudFront goes on with it by itself.';

/** How long to wait for an invalidation. */
export interface InvalidationWait {
  /** Milliseconds; default 15 minutes. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/**
 * Resolves when no edge shows an invalidated page any more.
 *
 * @throws {Failure} NOT_LIVE when it isn't so in time, INVALIDATION_FAILED, ACCESS_DENIED
 */
export async function waitForInvalidation(
  cloudfront: Pick<DistributionsApi, 'getInvalidation'>,
  clock: Clock,
  { id, distributionId }: Invalidation,
  { timeout = 15 * MINUTE, signal }: InvalidationWait = {},
): Promise<void> {
  const deadline = clock.monotonic() + timeout;
  for (let pause = 1_000; ; pause = Math.min(pause * 1.5, 15_000)) {
    const status = await statusOf(cloudfront, { id, distributionId });
    // AWS writes `Completed`; some servers that stand in for it `COMPLETED`.
    if (status.toLowerCase() === 'completed') return;
    if (clock.monotonic() + pause > deadline) throw notCompleted({ id, distributionId, status, timeout });
    await pauseOrStop(clock, pause, { signal, safe: PUBLISHED_NOT_EVERYWHERE });
  }
}

async function statusOf(
  cloudfront: Pick<DistributionsApi, 'getInvalidation'>,
  { id, distributionId }: Pick<Invalidation, 'id' | 'distributionId'>,
): Promise<string> {
  try {
    const { Invalidation: found } = await cloudfront.getInvalidation({
      DistributionId: distributionId,
      Id: id,
    });
    return found?.Status ?? '';
  } catch (error) {
    throw cdnFailure(error, {
      distributionId,
      doing: `reading invalidation ${id} of distribution`,
      action: 'cloudfront:GetInvalidation',
      code: 'INVALIDATION_FAILED',
      safe: PUBLISHED_NOT_EVERYWHERE,
      next: 'Deploy again.',
    });
  }
}

async function pauseOrStop(
  clock: Clock,
  pause: number,
  { signal, safe }: { readonly signal: AbortSignal | undefined; readonly safe: string },
): Promise<void> {
  try {
    await clock.sleep(pause, signal);
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    if (signal.reason instanceof Failure) throw signal.reason;
    throw new Failure({
      code: 'CANCELLED',
      reason: 'The run was cancelled while it waited for CloudFront.',
      safe,
      next: 'Deploy again: it goes on where this run stopped.',
      cause: error,
    });
  }
}

const notCompleted = (waited: {
  readonly id: string;
  readonly distributionId: string;
  readonly status: string;
  readonly timeout: number;
}): Failure =>
  new Failure({
    code: 'NOT_LIVE',
    reason: `Invalidation ${waited.id} of distribution ${waited.distributionId} is ${waited.status || 'without a status'} after ${Math.round(waited.timeout / MINUTE)} minutes.`,
    safe: PUBLISHED_NOT_EVERYWHERE,
    next: `Watch it with \`aws cloudfront get-invalidation --distribution-id ${waited.distributionId} --id ${waited.id}\`, then deploy again.`,
  });
