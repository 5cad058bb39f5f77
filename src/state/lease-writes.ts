import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Run } from '../context/run.ts';
import type { DynamoDbApi } from '../platform/aws.ts';
import {
  HOLDER_ATTRIBUTES,
  type HolderProcess,
  type Item,
  type LeaseHolder,
  type LeaseIdentity,
  type Waiter,
  processAttributes,
  waiterAttribute,
} from './lease-item.ts';

/**
 * What a conditional write came to: the item after it if it was written, the item in the way if not. No item means
 * that there is none.
 */
export interface WriteOutcome {
  readonly written: boolean;
  readonly item: Item | undefined;
}

const NONE: AttributeValue = { N: '0' };
const ONE: AttributeValue = { N: '1' };

const keyOf = (lease: LeaseIdentity) => ({ TableName: lease.table, Key: { LockID: { S: lease.id } } });

/** Absent -> held, with nobody waiting. */
export function writeNew(dynamodb: DynamoDbApi, lease: LeaseIdentity, holder: Item): Promise<WriteOutcome> {
  return conditionally(async () => {
    const Item = { LockID: { S: lease.id }, ...holder, Waiters: { M: {} }, Orders: NONE };
    await dynamodb.putItem({
      TableName: lease.table,
      Item,
      ConditionExpression: 'attribute_not_exists(LockID)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return Item;
  });
}

/**
 * Joins the queue at its end. The order is given out by the same write that takes it, so nobody gets it twice.
 *
 * @param orders the highest order given out, as it was read; undefined where there is no queue yet
 */
export function writeWaiter(
  dynamodb: DynamoDbApi,
  lease: LeaseIdentity,
  { run, orders }: { readonly run: Run; readonly orders: number | undefined },
): Promise<WriteOutcome> {
  const next = (orders ?? 0) + 1;
  const waiter = waiterAttribute(run, next);
  if (orders === undefined) {
    return update(dynamodb, lease, {
      UpdateExpression: 'SET Waiters = :waiters, Orders = :next',
      ConditionExpression: 'attribute_exists(LockID) AND attribute_not_exists(Orders)',
      ExpressionAttributeValues: {
        ':waiters': { M: { [lease.holder]: waiter } },
        ':next': { N: String(next) },
      },
    });
  }
  return update(dynamodb, lease, {
    UpdateExpression: 'SET Waiters.#me = :waiter, Orders = :next',
    ConditionExpression: 'Orders = :orders AND attribute_not_exists(Waiters.#me)',
    ExpressionAttributeNames: { '#me': lease.holder },
    ExpressionAttributeValues: {
      ':waiter': waiter,
      ':orders': { N: String(orders) },
      ':next': { N: String(next) },
    },
  });
}

/** A waiter beats, and sees the item by the same call. Not written: it is no longer in the queue. */
export const writeWaiterBeat = (dynamodb: DynamoDbApi, lease: LeaseIdentity): Promise<WriteOutcome> =>
  update(dynamodb, lease, {
    UpdateExpression: 'SET Waiters.#me.Beat = Waiters.#me.Beat + :one',
    ConditionExpression: 'attribute_exists(Waiters.#me)',
    ExpressionAttributeNames: { '#me': lease.holder },
    ExpressionAttributeValues: { ':one': ONE },
  });

/**
 * The first in the queue becomes the holder, and those before it, who vanished, leave: all by one write, that fails if
 * any of them has beaten since.
 *
 * @param from whom it takes the lease: undefined takes a free one; a holder, only if it has not beaten since
 */
export function writeTaken(
  dynamodb: DynamoDbApi,
  lease: LeaseIdentity,
  {
    holder,
    from,
    vanished,
  }: { readonly holder: Item; readonly from: LeaseHolder | undefined; readonly vanished: readonly Waiter[] },
): Promise<WriteOutcome> {
  const attributes = Object.entries(holder);
  const left = HOLDER_ATTRIBUTES.filter((name) => !(name in holder));
  const conditions = [
    'attribute_exists(Waiters.#me)',
    ...(from === undefined
      ? ['attribute_not_exists(#Holder)']
      : ['#Holder = :heldBy', beatAsSeen('#Beat', ':heldAt', from.beat)]),
    ...vanished.map((_, index) => `Waiters.#v${index}.#Beat = :v${index}`),
  ];
  const removed = [
    ...left.map((name) => `#${name}`),
    'Waiters.#me',
    ...vanished.map((_, index) => `Waiters.#v${index}`),
  ];
  return update(dynamodb, lease, {
    UpdateExpression:
      `SET ${attributes.map(([name]) => `#${name} = :${name}`).join(', ')} ` + `REMOVE ${removed.join(', ')}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: {
      ...aliases(HOLDER_ATTRIBUTES),
      '#me': lease.holder,
      ...Object.fromEntries(vanished.map((waiter, index) => [`#v${index}`, waiter.holder])),
    },
    ExpressionAttributeValues: {
      ...Object.fromEntries(attributes.map(([name, value]) => [`:${name}`, value])),
      ...Object.fromEntries(vanished.map(({ beat }, index) => [`:v${index}`, { N: String(beat) }])),
      ...(from === undefined ? {} : { ':heldBy': { S: from.holder }, ':heldAt': { N: String(from.beat) } }),
    },
  });
}

/** A holder of a version, or a hand, that wrote no beat reads as beat 0. */
const beatAsSeen = (path: string, value: string, beat: number): string =>
  beat === 0 ? `(${path} = ${value} OR attribute_not_exists(${path}))` : `${path} = ${value}`;

/** The holder beats, showing its stage and, where it is known, its process. Not written: it holds the lease no more. */
export function writeHolderBeat(
  dynamodb: DynamoDbApi,
  lease: LeaseIdentity,
  {
    stage,
    process,
    now,
    deadline,
  }: {
    readonly stage: string;
    readonly process?: HolderProcess | undefined;
    readonly now: number;
    readonly deadline: AbortSignal;
  },
): Promise<WriteOutcome> {
  const shown = Object.entries({
    Stage: { S: stage },
    BeatAt: { S: new Date(now).toISOString() },
    ...processAttributes(process),
  });
  const request: Update = {
    UpdateExpression: `SET ${shown.map(([name]) => `#${name} = :${name}`).join(', ')} ADD Beat :one`,
    ConditionExpression: 'Holder = :holder',
    ExpressionAttributeNames: aliases(shown.map(([name]) => name)),
    ExpressionAttributeValues: {
      ...Object.fromEntries(shown.map(([name, value]) => [`:${name}`, value])),
      ':one': ONE,
      ':holder': { S: lease.holder },
    },
  };
  return update(dynamodb, lease, request, deadline);
}

/** Held -> absent, if nobody waits. */
export const deleteHeld = (dynamodb: DynamoDbApi, lease: LeaseIdentity): Promise<WriteOutcome> =>
  remove(dynamodb, lease, {
    ConditionExpression: 'Holder = :holder AND (attribute_not_exists(Waiters) OR size(Waiters) = :none)',
    ExpressionAttributeValues: { ':holder': { S: lease.holder }, ':none': NONE },
  });

/** Held -> free with a queue. */
export const writeFreed = (dynamodb: DynamoDbApi, lease: LeaseIdentity): Promise<WriteOutcome> =>
  update(dynamodb, lease, {
    UpdateExpression: `REMOVE ${HOLDER_ATTRIBUTES.map((name) => `#${name}`).join(', ')}`,
    ConditionExpression: '#Holder = :holder AND size(Waiters) > :none',
    ExpressionAttributeNames: aliases(HOLDER_ATTRIBUTES),
    ExpressionAttributeValues: { ':holder': { S: lease.holder }, ':none': NONE },
  });

/** A waiter leaves a queue that somebody else is in, or whose lease is held. */
export const writeLeft = (dynamodb: DynamoDbApi, lease: LeaseIdentity): Promise<WriteOutcome> =>
  update(dynamodb, lease, {
    UpdateExpression: 'REMOVE Waiters.#me',
    ConditionExpression:
      'attribute_exists(Waiters.#me) AND (attribute_exists(Holder) OR size(Waiters) > :one)',
    ExpressionAttributeNames: { '#me': lease.holder },
    ExpressionAttributeValues: { ':one': ONE },
  });

/** Free with a queue of this one alone -> absent. */
export const deleteQueue = (dynamodb: DynamoDbApi, lease: LeaseIdentity): Promise<WriteOutcome> =>
  remove(dynamodb, lease, {
    ConditionExpression:
      'attribute_exists(Waiters.#me) AND attribute_not_exists(Holder) AND size(Waiters) = :one',
    ExpressionAttributeNames: { '#me': lease.holder },
    ExpressionAttributeValues: { ':one': ONE },
  });

type Update = Omit<UpdateItemCommandInput, 'TableName' | 'Key'>;

const update = (
  dynamodb: DynamoDbApi,
  lease: LeaseIdentity,
  request: Update,
  deadline?: AbortSignal,
): Promise<WriteOutcome> =>
  conditionally(async () => {
    const input: UpdateItemCommandInput = {
      ...keyOf(lease),
      ...request,
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    };
    const options = deadline === undefined ? {} : { abortSignal: deadline };
    return (await dynamodb.updateItem(input, options)).Attributes;
  });

const remove = (
  dynamodb: DynamoDbApi,
  lease: LeaseIdentity,
  request: Omit<Update, 'UpdateExpression'>,
): Promise<WriteOutcome> =>
  conditionally(async () => {
    await dynamodb.deleteItem({
      ...keyOf(lease),
      ...request,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return undefined;
  });

async function conditionally(write: () => Promise<Item | undefined>): Promise<WriteOutcome> {
  try {
    return { written: true, item: await write() };
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    return { written: false, item: (error as { Item?: Item }).Item };
  }
}

/** Every name aliased: `Commit`, `Interval` and more are words of DynamoDB's own. */
const aliases = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [`#${name}`, name]));
