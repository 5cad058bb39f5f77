/**
 * The application's tables, by their short names. Their full names come from the environment (TABLE_REPAIR_ORDERS,
 * ...), which holds only the tables that the function's role may use.
 */

import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

import { fromItem, toItem } from './attributes.mjs';

let client;

/** One client for the life of the execution environment: its connection outlives the invocation. */
function dynamodb() {
  client ??= new DynamoDBClient({});
  return client;
}

function fullName(table) {
  const variable = `TABLE_${table.toUpperCase().replaceAll('-', '_')}`;
  const name = process.env[variable];
  if (!name)
    throw new Error(`${variable} isn't set: functions.tf gives this function no access to ${table}.`);
  return name;
}

/** @returns {Promise<object | undefined>} */
export async function get(table, key) {
  const { Item } = await dynamodb().send(
    new GetItemCommand({ TableName: fullName(table), Key: toItem(key) }),
  );
  return Item && fromItem(Item);
}

/** Writes the whole item. */
export async function put(table, item) {
  await dynamodb().send(new PutItemCommand({ TableName: fullName(table), Item: toItem(item) }));
}

/** Writes the item unless its key is taken. @returns {Promise<boolean>} whether it was written */
export async function putNew(table, item, keyAttribute) {
  const answer = await unlessConditionFails(
    new PutItemCommand({
      TableName: fullName(table),
      Item: toItem(item),
      ConditionExpression: 'attribute_not_exists(#key)',
      ExpressionAttributeNames: { '#key': keyAttribute },
    }),
  );
  return answer !== undefined;
}

/** Sets attributes of an item that exists. @returns {Promise<object | undefined>} it, or undefined if it doesn't */
export async function update(table, key, changes) {
  const names = Object.keys(changes);
  const answer = await unlessConditionFails(
    new UpdateItemCommand({
      TableName: fullName(table),
      Key: toItem(key),
      ConditionExpression: 'attribute_exists(#key)',
      UpdateExpression: `SET ${names.map((_, index) => `#n${index} = :v${index}`).join(', ')}`,
      ExpressionAttributeNames: {
        '#key': Object.keys(key)[0],
        ...Object.fromEntries(names.map((name, index) => [`#n${index}`, name])),
      },
      ExpressionAttributeValues: toItem(
        Object.fromEntries(names.map((name, index) => [`:v${index}`, changes[name]])),
      ),
      ReturnValues: 'ALL_NEW',
    }),
  );
  return answer ? fromItem(answer.Attributes) : undefined;
}

export async function remove(table, key) {
  await dynamodb().send(new DeleteItemCommand({ TableName: fullName(table), Key: toItem(key) }));
}

/**
 * Every item whose attributes equal `where` (the partition key of the table or of `index`), in the order of the
 * sort key, newest first.
 */
export async function query(table, where, index) {
  const [[name, value]] = Object.entries(where);
  return everyPage(QueryCommand, {
    TableName: fullName(table),
    ...(index && { IndexName: index }),
    KeyConditionExpression: '#key = :value',
    ExpressionAttributeNames: { '#key': name },
    ExpressionAttributeValues: toItem({ ':value': value }),
    ScanIndexForward: false,
  });
}

/** Every item of the table. For small tables and for what has to see everything anyway. */
export async function scan(table) {
  return everyPage(ScanCommand, { TableName: fullName(table) });
}

async function everyPage(Command, input) {
  const items = [];
  let ExclusiveStartKey;
  do {
    const page = await dynamodb().send(new Command({ ...input, ExclusiveStartKey }));
    items.push(...(page.Items ?? []).map(fromItem));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}

/** The answer, or undefined where the command's condition didn't hold. */
async function unlessConditionFails(command) {
  try {
    return await dynamodb().send(command);
  } catch (error) {
    if (error.name === 'ConditionalCheckFailedException') return undefined;
    throw error;
  }
}
