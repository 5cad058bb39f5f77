import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { StateLocation } from '../context/deployment.ts';
import type { Run } from '../context/run.ts';
import { Failure } from '../errors.ts';
import type { DynamoDbApi } from '../platform/aws.ts';
import type { Clock } from '../platform/platform.ts';
import { errorCode, errorText } from './aws-errors.ts';
import { PERMISSIONS, accessDenied } from './permissions.ts';

/** How often a holder beats; it stands in the item, so that waiters of another version still judge rightly. */
export const BEAT_INTERVAL = 10_000;

/** A beat that fails for this many intervals means the lease may be judged at rest by others: stop before that. */
export const BEATS_UNTIL_LOST = 6;

/** How often a waiter looks. */
const LOOK_INTERVAL = 3_000;

/** Which item of which table is the lease, and who holds it. Plain data: the supervisor is started with it. */
export interface LeaseIdentity {
  readonly table: string;
  readonly region: string;
  /** `LockID` of the item: beside Terraform's own lock of the same state. */
  readonly id: string;
  /** Unique to this process's taking of the lease. */
  readonly holder: string;
}

/** Who holds the lease, as its item tells. */
export interface LeaseHolder {
  readonly holder: string;
  readonly repository: string;
  readonly run: string;
  readonly attempt: number;
  readonly job: string;
  readonly host: string;
  readonly actor: string;
  readonly commit: string;
  readonly url: string;
  readonly stage: string;
  /** ISO 8601, UTC: when it was taken. */
  readonly since: string;
  /** Counts up while the holder is alive. */
  readonly beat: number;
  /** Milliseconds between beats. */
  readonly interval: number;
}

export const leaseId = (state: StateLocation): string => `${state.bucket}/${state.key}-lease`;

/**
 * Takes the lease of this state, waiting for whoever holds it. A conditional write decides: of any number that try at
 * once exactly one gets it.
 *
 * @param options.patience milliseconds to wait in all
 * @throws Failure `DEPLOY_IN_PROGRESS` naming the holder, when it is not free in time.
 */
export async function takeLease(
  ports: { readonly dynamodb: DynamoDbApi; readonly clock: Clock },
  state: StateLocation,
  run: Run,
  options: {
    readonly holder: string;
    readonly stage: string;
    readonly patience: number;
    /** Told whenever the holder or its stage changes. */
    readonly onWait: (holder: LeaseHolder, waited: number) => void;
    readonly signal?: AbortSignal;
  },
): Promise<{ readonly lease: LeaseIdentity; readonly waited: number }> {
  const { dynamodb, clock } = ports;
  const lease = { table: state.lockTable, region: state.region, id: leaseId(state), holder: options.holder };
  const start = clock.monotonic();
  let seen = '';
  for (;;) {
    const item = leaseItem(lease, run, options.stage, clock.now());
    const other = await tryTake(dynamodb, lease, item).catch((error: unknown) => {
      throw notTakeable(error, state);
    });
    const waited = clock.monotonic() - start;
    if (other === undefined) return { lease, waited };
    const shown = `${other.holder} ${other.stage}`;
    if (shown !== seen) options.onWait(other, waited);
    seen = shown;
    if (waited >= options.patience) throw inProgress(lease, other, waited);
    await clock.sleep(Math.min(LOOK_INTERVAL, options.patience - waited), options.signal);
  }
}

/** Writes the item if there is none. Resolves to the holder in the way, or undefined when the lease is ours. */
async function tryTake(
  dynamodb: DynamoDbApi,
  lease: LeaseIdentity,
  item: Record<string, AttributeValue>,
): Promise<LeaseHolder | undefined> {
  try {
    await dynamodb.putItem({
      TableName: lease.table,
      Item: item,
      ConditionExpression: 'attribute_not_exists(LockID)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return undefined;
  } catch (error) {
    const found = conflicting(error);
    // The SDK tries again after a lost reply, and then meets the item it has written itself.
    if (found === undefined || found.holder === lease.holder) {
      if (found === undefined) throw error;
      return undefined;
    }
    return found;
  }
}

function leaseItem(
  lease: LeaseIdentity,
  run: Run,
  stage: string,
  now: number,
): Record<string, AttributeValue> {
  return {
    LockID: { S: lease.id },
    Holder: { S: lease.holder },
    Repository: { S: run.repository },
    Run: { S: run.id },
    Attempt: { N: String(run.attempt) },
    Job: { S: run.job },
    Host: { S: run.host },
    Actor: { S: run.actor },
    Commit: { S: run.commit },
    Url: { S: run.url },
    Stage: { S: stage },
    Since: { S: new Date(now).toISOString() },
    Beat: { N: '0' },
    Interval: { N: String(BEAT_INTERVAL) },
  };
}

function conflicting(error: unknown): LeaseHolder | undefined {
  if ((error as Error).name !== 'ConditionalCheckFailedException') return undefined;
  return readHolder((error as { Item?: Record<string, AttributeValue> }).Item ?? {});
}

/** Reads a lease item; what an older version left out reads as unknown. */
export function readHolder(item: Readonly<Record<string, AttributeValue>>): LeaseHolder {
  const text = (name: string): string => item[name]?.S ?? 'unknown';
  const number = (name: string, otherwise: number): number => Number(item[name]?.N ?? otherwise);
  return {
    holder: text('Holder'),
    repository: text('Repository'),
    run: text('Run'),
    attempt: number('Attempt', 1),
    job: text('Job'),
    host: text('Host'),
    actor: text('Actor'),
    commit: text('Commit'),
    url: text('Url'),
    stage: text('Stage'),
    since: text('Since'),
    beat: number('Beat', 0),
    interval: number('Interval', BEAT_INTERVAL),
  };
}

/**
 * Beats once, showing the stage.
 *
 * @param deadline ends the call, retries included
 * @returns false when the lease is no longer this holder's; rejects when it can't be known.
 */
export async function beat(
  dynamodb: DynamoDbApi,
  lease: LeaseIdentity,
  stage: string,
  deadline: AbortSignal,
): Promise<boolean> {
  try {
    const request: UpdateItemCommandInput = {
      TableName: lease.table,
      Key: { LockID: { S: lease.id } },
      UpdateExpression: 'SET Stage = :stage ADD Beat :one',
      ConditionExpression: 'Holder = :holder',
      ExpressionAttributeValues: {
        ':stage': { S: stage },
        ':one': { N: '1' },
        ':holder': { S: lease.holder },
      },
    };
    await dynamodb.updateItem(request, { abortSignal: deadline });
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

/** Frees the lease if it is still this holder's; another's stays. Safe to call again. */
export async function freeLease(dynamodb: DynamoDbApi, lease: LeaseIdentity): Promise<void> {
  try {
    await dynamodb.deleteItem({
      TableName: lease.table,
      Key: { LockID: { S: lease.id } },
      ConditionExpression: 'Holder = :holder',
      ExpressionAttributeValues: { ':holder': { S: lease.holder } },
    });
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
  }
}

/** One line about a holder: who, doing what, since when, with a link. */
export const describeHolder = (holder: LeaseHolder): string =>
  `run ${holder.run} (attempt ${holder.attempt}) by ${holder.actor} at ${holder.commit.slice(0, 7)}, in stage ` +
  `${holder.stage}, since ${holder.since}: ${holder.url}`;

/** Why the lease can't be taken at all: no permission, or no table (which only `bootstrap: never` lets happen). */
function notTakeable(error: unknown, state: StateLocation): unknown {
  const safe = 'Nothing was planned, applied or published by this run.';
  if (errorCode(error) !== 'ResourceNotFoundException') {
    const request = {
      location: state,
      permissions: PERMISSIONS.lock,
      attempt: 'take the deploy lease',
      safe,
    };
    return accessDenied(error, request) ?? error;
  }
  return new Failure({
    code: 'BACKEND_MISSING',
    reason: `Lock table ${state.lockTable} is not there (${errorText(error)}).`,
    safe,
    next: 'Run with `bootstrap: auto`, or create the table with `bash bootstrap-state.sh`.',
    cause: error,
  });
}

function inProgress(lease: LeaseIdentity, other: LeaseHolder, waited: number): Failure {
  const key = JSON.stringify({ LockID: { S: lease.id } });
  const values = JSON.stringify({ ':holder': { S: other.holder } });
  return new Failure({
    code: 'DEPLOY_IN_PROGRESS',
    reason: `Another deploy held the lease for all of ${Math.round(waited / 1000)} s (lock-timeout): ${describeHolder(other)}.`,
    safe: 'Nothing was planned, applied or published by this run.',
    next: `Run again when ${other.url} has ended, or raise lock-timeout.`,
    details: [
      'Only if that run is certainly over and its beat stands still, free its lease:',
      `aws dynamodb delete-item --region ${lease.region} --table-name ${lease.table} --key '${key}' ` +
        `--condition-expression 'Holder = :holder' --expression-attribute-values '${values}'`,
    ],
  });
}
