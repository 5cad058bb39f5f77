// Repair orders: list them, open one, move one on.

import { randomUUID } from 'node:crypto';

import { RequestError, httpHandler, oneOf, text } from '../shared/http.mjs';
import { STATUSES, ordersChanged } from '../shared/repair-orders.mjs';
import { put, query, scan, update } from '../shared/tables.mjs';

export const handler = httpHandler({
  'GET /repair-orders': async ({ query: { status } }) => {
    const orders =
      status === undefined
        ? await scan('repair-orders')
        : await query('repair-orders', { status: oneOf(status, STATUSES, 'status') }, 'by-status');
    orders.sort((a, b) => b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id));
    return { body: { orders } };
  },

  'POST /repair-orders': async ({ body }) => {
    const order = {
      id: randomUUID(),
      status: 'open',
      customer: text(body, 'customer'),
      vehicle: text(body, 'vehicle'),
      concern: text(body, 'concern', 1000),
      totalCents: cents(body?.totalCents ?? 0),
      createdAt: new Date().toISOString(),
      source: 'crm',
    };
    await put('repair-orders', order);
    await ordersChanged();
    return { status: 201, body: { order } };
  },

  'PATCH /repair-orders/{id}': async ({ path: { id }, body }) => {
    const status = oneOf(body?.status, STATUSES, 'status');
    const order = await update(
      'repair-orders',
      { id },
      {
        status,
        closedAt: status === 'closed' ? new Date().toISOString() : null,
      },
    );
    if (!order) throw new RequestError(404, `There is no repair order ${id}.`);
    await ordersChanged();
    return { body: { order } };
  },
});

function cents(value) {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RequestError(400, 'totalCents is a whole number of cents, 0 or more.');
  }
  return value;
}
