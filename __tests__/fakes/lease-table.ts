import type {
  AttributeValue,
  DeleteItemInput,
  GetItemInput,
  PutItemInput,
  UpdateItemInput,
} from '@aws-sdk/client-dynamodb';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DynamoDbApi } from '../../src/platform/aws.ts';
import { FakeAwsError } from './aws-error.ts';
import { type Expressions, holds, updateItem } from './dynamodb-expressions.ts';

type Item = Record<string, AttributeValue>;
type Operation = 'deleteItem' | 'getItem' | 'putItem' | 'updateItem';
type Answer = Promise<Record<string, unknown> & { readonly $metadata: object }>;

const bearer = { $metadata: {} };

/** A condition that did not hold, with the item in the way where it was asked for. */
class ConditionFailed extends FakeAwsError {
  readonly Item: Item | undefined;

  constructor(item: Item | undefined) {
    super('ConditionalCheckFailedException', 400, 'The conditional request failed');
    this.Item = item;
  }
}

/** The items of a lock table in memory, with conditions and updates as DynamoDB takes them. */
export class LeaseTable implements Pick<DynamoDbApi, Operation> {
  readonly items = new Map<string, Item>();
  readonly calls: Operation[] = [];
  /** Called before a call does anything; throws to make AWS fail. */
  before: (operation: Operation) => void = () => undefined;
  /** Called after a call did what it should; throws to lose the reply. */
  after: (operation: Operation) => void = () => undefined;

  get asClient(): DynamoDbApi {
    return this as unknown as DynamoDbApi;
  }

  getItem({ Key }: GetItemInput): Answer {
    return this.#do('getItem', () => {
      const Item = this.items.get(idOf(Key));
      return Item === undefined ? {} : { Item };
    });
  }

  putItem({ Item = {}, ...request }: PutItemInput): Answer {
    return this.#do('putItem', () => {
      this.#check(this.items.get(idOf(Item)), request);
      this.items.set(idOf(Item), structuredClone(Item));
      return {};
    });
  }

  updateItem({ Key, ReturnValues, ...request }: UpdateItemInput): Answer {
    return this.#do('updateItem', () => {
      const found = this.items.get(idOf(Key));
      this.#check(found, request);
      const item = updateItem(found ?? { ...Key }, request);
      this.items.set(idOf(Key), item);
      return ReturnValues === 'ALL_NEW' ? { Attributes: structuredClone(item) } : {};
    });
  }

  deleteItem({ Key, ...request }: DeleteItemInput): Answer {
    return this.#do('deleteItem', () => {
      this.#check(this.items.get(idOf(Key)), request);
      this.items.delete(idOf(Key));
      return {};
    });
  }

  #check(
    found: Item | undefined,
    request: Expressions & Pick<PutItemInput, 'ReturnValuesOnConditionCheckFailure'>,
  ): void {
    if (holds(found, request)) return;
    const told = request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    throw new ConditionFailed(told && found ? structuredClone(found) : undefined);
  }

  async #do(operation: Operation, work: () => Record<string, unknown>): Answer {
    this.calls.push(operation);
    // Every call takes a turn, as over a network: what was asked at once is answered in between.
    await Promise.resolve();
    this.before(operation);
    const answer = work();
    this.after(operation);
    return { ...bearer, ...answer };
  }
}

const idOf = (key: Item | undefined): string => key?.['LockID']?.S ?? '';

/** The same table behind DynamoDB's own protocol, for processes that are told of it by AWS_ENDPOINT_URL. */
export async function serveLeaseTable(
  table: LeaseTable,
): Promise<{ readonly endpoint: string; readonly stop: () => Promise<void> }> {
  const server = http.createServer((request, response) => {
    void answer(table, request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(table: LeaseTable, request: http.IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const name = String(request.headers['x-amz-target']).split('.')[1] ?? '';
  const operation = `${name.charAt(0).toLowerCase()}${name.slice(1)}` as Operation;
  try {
    const input = JSON.parse(Buffer.concat(chunks).toString()) as never;
    return { status: 200, body: await table[operation](input) };
  } catch (error) {
    const { name: type, message, Item, $metadata } = error as ConditionFailed;
    const body = { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, ...(Item && { Item }) };
    return { status: $metadata?.httpStatusCode ?? 500, body };
  }
}
