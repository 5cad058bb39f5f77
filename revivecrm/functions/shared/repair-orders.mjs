/**
 * A repair order: { id, status, customer, vehicle, concern, totalCents, createdAt, closedAt?, source }.
 * Money is whole cents, times are ISO 8601 in UTC, source says who wrote it: 'crm', 'tekmetric' or 'sample'.
 */

import { remove } from './tables.mjs';

export const STATUSES = ['open', 'in-progress', 'closed'];

/** The cached counts are out of date once an order has changed. */
export async function ordersChanged() {
  await remove('analytics-cache', { metric: 'repair-orders' });
}
