// How many repair orders are in which state, and what they come to. Counting reads the whole table, so the answer
// is kept for a minute, and thrown away by whoever changes an order.

import { httpHandler } from '../shared/http.mjs';
import { STATUSES } from '../shared/repair-orders.mjs';
import { get, put, scan } from '../shared/tables.mjs';

const KEPT_SECONDS = 60;

export const handler = httpHandler({
  'GET /analytics': async () => {
    const now = Date.now();
    const kept = await get('analytics-cache', { metric: 'repair-orders' });
    // DynamoDB removes expired items within days, not at once: an item that is there can be too old.
    if (kept && kept.expiresAt * 1000 > now) return { body: { ...kept.value, fromCache: true } };

    const value = { ...count(await scan('repair-orders')), countedAt: new Date(now).toISOString() };
    const expiresAt = Math.floor(now / 1000) + KEPT_SECONDS;
    await put('analytics-cache', { metric: 'repair-orders', value, expiresAt });
    return { body: { ...value, fromCache: false } };
  },
});

/** @param {object[]} orders @returns {{ total: number, byStatus: Record<string, number>, closedCents: number }} */
export function count(orders) {
  const having = (status) => orders.filter((order) => order.status === status);
  return {
    total: orders.length,
    byStatus: Object.fromEntries(STATUSES.map((status) => [status, having(status).length])),
    closedCents: having('closed').reduce((sum, order) => sum + order.totalCents, 0),
  };
}
