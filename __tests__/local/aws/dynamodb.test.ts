import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { DynamoDB } from '@aws-sdk/client-dynamodb';

import { type LocalAws, startLocalAws } from '../../../local/aws/local-aws.ts';

const CLIENTS = 24;
const ROUNDS = 40;

describe('conditional writes of DynamoDB, many at once', () => {
  let aws: LocalAws;
  let clients: readonly DynamoDB[] = [];
  const TableName = 'locks';
  before(async () => {
    aws = await startLocalAws();
    const { endpoint, region } = aws;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    clients = Array.from({ length: CLIENTS }, () => new DynamoDB({ endpoint, region, credentials }));
    await clients[0]?.createTable({
      TableName,
      KeySchema: [{ AttributeName: 'LockID', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'LockID', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
  });
  after(async () => {
    for (const client of clients) client.destroy();
    await aws?.stop();
  });

  /** How many are told that they won, in each round. */
  async function winners(
    write: (client: DynamoDB, round: number, index: number) => Promise<unknown>,
  ): Promise<readonly number[]> {
    const won: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const told = await Promise.all(
        clients.map((client, index) =>
          write(client, round, index).then(
            () => true,
            (error: unknown) => {
              assert.equal((error as Error).name, 'ConditionalCheckFailedException');
              return false;
            },
          ),
        ),
      );
      won.push(told.filter(Boolean).length);
    }
    return won;
  }

  const one = Array.from({ length: ROUNDS }, () => 1);
  const key = (round: number) => ({ LockID: { S: `state ${round}` } });

  it('grant one creation', async () => {
    const found = await winners((client, round, index) =>
      client.putItem({
        TableName,
        Item: { ...key(round), Holder: { S: String(index) }, Waiters: { M: {} }, Orders: { N: '0' } },
        ConditionExpression: 'attribute_not_exists(LockID)',
      }),
    );
    assert.deepEqual(found, one);
  });

  it('grant one change of what was read, and answer with what it made', async () => {
    const found = await winners(async (client, round, index) => {
      const { Attributes } = await client.updateItem({
        TableName,
        Key: key(round),
        UpdateExpression: 'SET Waiters.#me = :waiter, Orders = :next',
        ConditionExpression: 'Orders = :orders AND attribute_not_exists(Waiters.#me)',
        ExpressionAttributeNames: { '#me': `client-${index}` },
        ExpressionAttributeValues: {
          ':waiter': { M: { Url: { S: 'https://github.com/example/site/actions/runs/1' } } },
          ':orders': { N: '0' },
          ':next': { N: '1' },
        },
        ReturnValues: 'ALL_NEW',
      });
      assert.deepEqual(Object.keys(Attributes?.['Waiters']?.M ?? {}), [`client-${index}`]);
    });
    assert.deepEqual(found, one);
  });
});
