import { type ResourceIdentity, found, orAbsent, part } from './identity.ts';

/** DynamoDB, by table name. */
export const DYNAMODB: Readonly<Record<string, ResourceIdentity>> = {
  aws_dynamodb_table: {
    assignedBy: 'key',
    key: { name: 'name' },
    find: async ({ aws, region }, key) => {
      const dynamodb = await aws.dynamodb(region);
      const answer = await orAbsent(
        dynamodb.describeTable({ TableName: part(key, 'name') }),
        'ResourceNotFoundException',
        'TableNotFoundException',
      );
      return found(answer?.Table?.TableName);
    },
    isReady: async ({ aws, region }, id) => {
      const { Table } = await (await aws.dynamodb(region)).describeTable({ TableName: id });
      const indexes = Table?.GlobalSecondaryIndexes ?? [];
      return (
        Table?.TableStatus === 'ACTIVE' &&
        indexes.every(({ IndexStatus }) => (IndexStatus ?? 'ACTIVE') === 'ACTIVE')
      );
    },
  },
};
