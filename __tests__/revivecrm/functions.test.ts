import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

import { type LocalAws, startLocalAws } from '../../local/aws/local-aws.ts';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';
import { type FunctionEntry, type TableEntry, load, readFunctions, readTables } from './reference-stack.ts';

type Handler = (event: unknown) => Promise<unknown>;
type Json = Record<string, unknown>;

interface Order extends Json {
  readonly id: string;
  readonly status: string;
  readonly customer: string;
  readonly source: string;
}

const ENVIRONMENT_BEFORE = { ...process.env };
/** When the samples are written: a month's end is among their days. */
const SEEDED = Date.UTC(2026, 1, 27, 15);

const SECRET = 'revivecrm-test-tekmetric';

let aws: LocalAws;
let proxy: RecordingProxy;
let functions: Readonly<Record<string, FunctionEntry>>;
const used = new Map<string, Set<string>>();

before(async () => {
  aws = await startLocalAws();
  proxy = await startRecordingProxy(aws.endpoint);
  functions = await readFunctions();
  Object.assign(process.env, aws.environment, { AWS_ENDPOINT_URL: proxy.endpoint });
  const dynamodb = new DynamoDBClient({ endpoint: aws.endpoint });
  await Promise.all(Object.entries(await readTables()).map(([name, table]) => create(dynamodb, name, table)));
  dynamodb.destroy();
});
after(async () => {
  process.env = ENVIRONMENT_BEFORE;
  await proxy?.stop();
  await aws?.stop();
});

async function create(
  dynamodb: DynamoDBClient,
  name: string,
  { key, indexes = {} }: TableEntry,
): Promise<void> {
  const schema = ([hash, range]: readonly [string, string?]) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' as const }]),
  ];
  const attributes = new Set([...key, ...Object.values(indexes).flat()].filter((part) => part !== undefined));
  const GlobalSecondaryIndexes = Object.entries(indexes).map(([IndexName, index]) => ({
    IndexName,
    KeySchema: schema(index),
    Projection: { ProjectionType: 'ALL' as const },
  }));
  await dynamodb.send(
    new CreateTableCommand({
      TableName: fullName(name),
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: schema(key),
      AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      ...(GlobalSecondaryIndexes.length > 0 && { GlobalSecondaryIndexes }),
    }),
  );
}

const fullName = (table: string): string => `revivecrm-test-${table}`;

/** Runs a function as Lambda does, with the environment that functions.tf gives it, and notes what it uses. */
async function invoke<T>(name: string, event: unknown): Promise<T> {
  const entry = functions[name];
  assert.ok(entry, `functions.tf has no ${name}`);
  for (const variable of Object.keys(process.env)) {
    if (variable.startsWith('TABLE_') || variable === 'TEKMETRIC_SECRET') delete process.env[variable];
  }
  for (const table of Object.keys(entry.tables)) {
    process.env[`TABLE_${table.toUpperCase().replaceAll('-', '_')}`] = fullName(table);
  }
  if (entry.secret) process.env.TEKMETRIC_SECRET = SECRET;
  const { handler } = await load<{ handler: Handler }>(`functions/${name}/index.mjs`);
  proxy.take();
  const answer = await handler(event);
  const noted = used.get(name) ?? new Set();
  for (const { target, body } of proxy.take()) {
    const table = (body.TableName ?? '').replace('revivecrm-test-', '');
    noted.add(target.startsWith('DynamoDB') ? `${table} ${target.split('.')[1]}` : target);
  }
  used.set(name, noted);
  return answer as T;
}

interface Request {
  readonly path?: Json;
  readonly query?: Json;
  readonly body?: unknown;
}

/** A request through the HTTP API, in its payload format 2.0. */
async function call<T = Json>(name: string, routeKey: string, { path, query, body }: Request = {}) {
  const event = {
    version: '2.0',
    routeKey,
    ...(path && { pathParameters: path }),
    ...(query && { queryStringParameters: query }),
    ...(body !== undefined && { body: JSON.stringify(body), isBase64Encoded: false }),
  };
  const answer = await invoke<{ statusCode: number; headers: Json; body: string }>(name, event);
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
  return { status: answer.statusCode, body: JSON.parse(answer.body) as T };
}

const listOrders = async (query?: Json): Promise<readonly Order[]> =>
  (await call<{ orders: Order[] }>('api-ros', 'GET /repair-orders', query && { query })).body.orders;

const NEW_ORDER = { customer: ' Ada Vogt ', vehicle: '2017 Honda CR-V', concern: 'Brakes', totalCents: 4825 };

async function openOrder(order: Json = NEW_ORDER): Promise<Order> {
  const { status, body } = await call<{ order: Order }>('api-ros', 'POST /repair-orders', { body: order });
  assert.equal(status, 201);
  return body.order;
}

const count = async (): Promise<Json> => (await call('api-analytics', 'GET /analytics')).body;

test('an order that was opened is listed as it was given, and is counted at once', async () => {
  const before = await count();
  const order = await openOrder();
  assert.deepEqual(
    { customer: order.customer, status: order.status, source: order.source, total: order.totalCents },
    { customer: 'Ada Vogt', status: 'open', source: 'crm', total: 4825 },
  );
  assert.deepEqual(
    (await listOrders()).find(({ id }) => id === order.id),
    order,
  );
  const after = await count();
  assert.equal(after.fromCache, false);
  assert.equal(after.total, (before.total as number) + 1);
});

test('an order moves on, and is listed under its new status only', async () => {
  const { id } = await openOrder();
  const moved = await call<{ order: Order }>('api-ros', 'PATCH /repair-orders/{id}', {
    path: { id },
    body: { status: 'closed' },
  });
  assert.equal(moved.status, 200);
  assert.equal(moved.body.order.status, 'closed');
  assert.equal(typeof moved.body.order.closedAt, 'string');
  const holds = async (status: string) => (await listOrders({ status })).some((order) => order.id === id);
  assert.deepEqual([await holds('open'), await holds('closed')], [false, true]);
});

test('orders are listed newest first', async () => {
  await openOrder();
  const times = (await listOrders()).map(({ createdAt }) => createdAt as string);
  assert.ok(times.length > 1);
  assert.deepEqual(times, [...times].sort().reverse());
});

test('a list longer than one page of DynamoDB is listed whole', async () => {
  const dynamodb = new DynamoDBClient({ endpoint: aws.endpoint });
  const bulk = 'x'.repeat(150_000);
  for (let index = 0; index < 9; index += 1) {
    const item = {
      id: `bulk-${index}`,
      status: 'open',
      createdAt: '2020-01-01T00:00:00.000Z',
      concern: bulk,
    };
    const Item = Object.fromEntries(Object.entries(item).map(([name, S]) => [name, { S }]));
    await dynamodb.send(
      new PutItemCommand({ TableName: fullName('repair-orders'), Item: { ...Item, totalCents: { N: '0' } } }),
    );
  }
  dynamodb.destroy();
  const bulky = (orders: readonly Order[]) => orders.filter(({ id }) => id.startsWith('bulk-')).length;
  assert.deepEqual([bulky(await listOrders()), bulky(await listOrders({ status: 'open' }))], [9, 9]);
});

for (const [what, body] of Object.entries({
  'without a customer': { ...NEW_ORDER, customer: '  ' },
  'with a fraction of a cent': { ...NEW_ORDER, totalCents: 1.5 },
  'with a negative total': { ...NEW_ORDER, totalCents: -1 },
  'with a concern of 1001 characters': { ...NEW_ORDER, concern: 'x'.repeat(1001) },
  'that is not an object': 'order',
})) {
  test(`an order ${what} is refused with its reason, and nothing is written`, async () => {
    const before = (await listOrders()).length;
    const { status, body: answer } = await call('api-ros', 'POST /repair-orders', { body });
    assert.equal(status, 400);
    assert.match(answer.error as string, /\w+ (is|may) /);
    assert.equal((await listOrders()).length, before);
  });
}

test('a status that does not exist and an order that does not exist are told apart', async () => {
  const { id } = await openOrder();
  const move = (path: Json, body: Json) => call('api-ros', 'PATCH /repair-orders/{id}', { path, body });
  assert.equal((await move({ id }, { status: 'lost' })).status, 400);
  assert.equal((await move({ id: 'nobody' }, { status: 'closed' })).status, 404);
  assert.equal(
    (await listOrders()).some((order) => order.id === 'nobody'),
    false,
  );
});

test('a body in base64 is read, a body that is not JSON is refused', async () => {
  const post = (body: string, isBase64Encoded: boolean) =>
    invoke<{ statusCode: number }>('api-ros', { routeKey: 'POST /repair-orders', body, isBase64Encoded });
  const encoded = Buffer.from(JSON.stringify(NEW_ORDER)).toString('base64');
  assert.equal((await post(encoded, true)).statusCode, 201);
  assert.equal((await post('{"customer"', false)).statusCode, 400);
});

test('an unexpected failure is answered with 500 and tells the caller nothing of it', async (t) => {
  const log = t.mock.method(console, 'error', () => undefined);
  const { handler } = await load<{ handler: Handler }>('functions/api-users/index.mjs');
  for (const table of ['SETTINGS']) process.env[`TABLE_${table}`] = 'no-such-table';
  const answer = (await handler({
    routeKey: 'GET /users/{userId}/settings',
    pathParameters: { userId: 'ada' },
  })) as {
    statusCode: number;
    body: string;
  };
  assert.equal(answer.statusCode, 500);
  assert.doesNotMatch(answer.body, /table|resource/i);
  assert.equal(log.mock.callCount(), 1);
});

test('contacts are kept with their order, newest first, also two in the same millisecond', async (t) => {
  const { id } = await openOrder();
  t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 2, 3, 4, 5) });
  for (const note of ['called', 'called back']) {
    const { status } = await call('api-contact', 'POST /repair-orders/{id}/contacts', {
      path: { id },
      body: { channel: 'phone', by: 'Tom', note },
    });
    assert.equal(status, 201);
  }
  t.mock.timers.reset();
  const { body } = await call<{ contacts: Json[] }>('api-contact', 'GET /repair-orders/{id}/contacts', {
    path: { id },
  });
  assert.deepEqual(
    body.contacts.map(({ note, contactedAt }) => [note, contactedAt]),
    [
      ['called back', '2026-01-02T03:04:05.001Z'],
      ['called', '2026-01-02T03:04:05.000Z'],
    ],
  );
});

test('a contact about an order that does not exist is refused', async () => {
  const path = { id: 'nobody' };
  const body = { channel: 'email', by: 'Tom', note: 'hello' };
  assert.equal((await call('api-contact', 'POST /repair-orders/{id}/contacts', { path, body })).status, 404);
  assert.equal((await call('api-contact', 'GET /repair-orders/{id}/contacts', { path })).status, 404);
});

test('settings are kept for each user, by name', async () => {
  const set = (userId: string, name: string, value: unknown) =>
    call('api-users', 'PUT /users/{userId}/settings/{name}', { path: { userId, name }, body: { value } });
  await set('ada', 'theme', 'dark');
  await set('ada', 'rowsPerPage', 50);
  await set('ada', 'theme', 'light');
  await set('tom', 'theme', 'dark');
  const { body } = await call('api-users', 'GET /users/{userId}/settings', { path: { userId: 'ada' } });
  assert.deepEqual(body, { settings: { rowsPerPage: 50, theme: 'light' } });
  assert.equal((await set('ada', 'theme', { nested: true })).status, 400);
  assert.equal((await set('ada', 'Bad Name', 'x')).status, 400);
});

test('counts come from the cache until an order changes, and are never older than a minute', async (t) => {
  const { id } = await openOrder();
  await count();
  assert.equal((await count()).fromCache, true);
  await call('api-ros', 'PATCH /repair-orders/{id}', { path: { id }, body: { status: 'in-progress' } });
  assert.equal((await count()).fromCache, false);
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 61_000 });
  assert.equal((await count()).fromCache, false);
});

test('until the secret has a value the sync seeds samples, says so, and repeating it changes nothing', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: SEEDED });
  const secrets = new SecretsManagerClient({ endpoint: aws.endpoint });
  await secrets.send(new CreateSecretCommand({ Name: SECRET }));
  secrets.destroy();
  assert.deepEqual(await invoke('sync-tekmetric', {}), { source: 'sample', orders: 5, appointments: 3 });
  const samples = (await listOrders()).filter(({ source }) => source === 'sample');
  assert.equal(samples.length, 5);

  const path = { id: 'sample-1002' };
  await call('api-ros', 'PATCH /repair-orders/{id}', { path, body: { status: 'closed' } });
  assert.deepEqual(await invoke('sync-tekmetric', {}), { source: 'sample', orders: 0, appointments: 0 });
  assert.equal((await listOrders()).find(({ id }) => id === path.id)?.status, 'closed');
});

test('sales are summed by the day of closing, and summing twice gives the same', async () => {
  const first = await invoke<{ days: Json[] }>('batch-sales', {});
  assert.ok(first.days.length > 0);
  assert.deepEqual(await invoke('batch-sales', {}), first);
});

test('the coming seven days and their appointments are rolled up', async () => {
  const event = { time: new Date(SEEDED).toISOString() };
  assert.deepEqual(await invoke('batch-appointments', event), {
    appointments: {
      '2026-02-27': 0,
      '2026-02-28': 1,
      '2026-03-01': 1,
      '2026-03-02': 1,
      '2026-03-03': 0,
      '2026-03-04': 0,
      '2026-03-05': 0,
    },
  });
});

test('with access in the secret the sync brings every page of orders from Tekmetric', async (t) => {
  const secrets = new SecretsManagerClient({ endpoint: aws.endpoint });
  const access = { baseUrl: 'https://tekmetric.invalid', token: 'token-of-the-shop', shop: '7' };
  await secrets.send(new PutSecretValueCommand({ SecretId: SECRET, SecretString: JSON.stringify(access) }));
  secrets.destroy();
  const asked: string[] = [];
  const order = { repairOrderNumber: 12, customerId: 3, vehicleId: 4, createdDate: '2026-05-01T10:00:00Z' };
  const real = globalThis.fetch;
  t.mock.method(globalThis, 'fetch', (url: URL | string, init?: RequestInit) => {
    if (!String(url).startsWith(access.baseUrl)) return real(url, init);
    asked.push(`${new Headers(init?.headers).get('authorization')} ${new URL(url).search}`);
    const id = asked.length;
    const status = { code: id === 1 ? 'POSTED' : 'ESTIMATE' };
    return Promise.resolve(
      Response.json({
        content: [{ ...order, id, totalSales: 900, repairOrderStatus: status }],
        totalPages: 2,
      }),
    );
  });
  assert.deepEqual(await invoke('sync-tekmetric', {}), { source: 'tekmetric', orders: 2 });
  assert.deepEqual(asked, [
    'Bearer token-of-the-shop ?shop=7&page=0&size=100',
    'Bearer token-of-the-shop ?shop=7&page=1&size=100',
  ]);
  const synced = (await listOrders()).filter(({ source }) => source === 'tekmetric');
  assert.deepEqual(synced.map(({ id, status }) => [id, status]).sort(), [
    ['tekmetric-1', 'closed'],
    ['tekmetric-2', 'open'],
  ]);
});

test('a secret that is not the access to Tekmetric is an error that does not show it', async () => {
  const { parseAccess } = await load<{ parseAccess: (value: string) => unknown }>(
    'functions/sync-tekmetric/access.mjs',
  );
  for (const value of ['s3cret', '{"token":"s3cret"}', 'null', '[]']) {
    assert.throws(
      () => parseAccess(value),
      (error: Error) => /Tekmetric secret/.test(error.message) && !error.message.includes('s3cret'),
    );
  }
});

test('every route of functions.tf has its function, and an unknown one is a 404', async () => {
  for (const [name, { routes = [] }] of Object.entries(functions)) {
    for (const route of routes) {
      const answer = await call(name, route, { path: { id: 'nobody', userId: 'nobody', name: 'theme' } });
      assert.doesNotMatch(String(answer.body.error), /^There is no (GET|POST|PUT|PATCH)/, route);
    }
  }
  assert.equal((await call('api-ros', 'DELETE /repair-orders/{id}')).status, 404);
});

// Last: it judges what the tests before it saw.
test('each function is allowed exactly the actions on exactly the tables that it uses', () => {
  for (const [name, entry] of Object.entries(functions)) {
    const allowed = Object.entries(entry.tables).flatMap(([table, actions]) =>
      actions.map((action) => `${table} ${action}`),
    );
    if (entry.secret) allowed.push('secretsmanager.GetSecretValue');
    assert.deepEqual([...(used.get(name) ?? [])].sort(), allowed.sort(), name);
  }
});
