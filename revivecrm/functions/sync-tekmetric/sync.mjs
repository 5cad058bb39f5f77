import { ordersChanged } from '../shared/repair-orders.mjs';
import { put, putNew } from '../shared/tables.mjs';
import { sampleAppointments, sampleOrders } from './sample.mjs';
import { fetchOrders } from './tekmetric.mjs';

/** Tekmetric is the truth for its own orders: each is written as it stands there. */
export async function syncFrom(access, fetch = globalThis.fetch) {
  const orders = await fetchOrders(access, fetch);
  for (const order of orders) await put('repair-orders', order);
  if (orders.length > 0) await ordersChanged();
  return { source: 'tekmetric', orders: orders.length };
}

/** What is already there stays as it is, also where somebody has moved a sample order on. */
export async function seedSample(now = new Date()) {
  const orders = await countNew('repair-orders', sampleOrders(now), 'id');
  const appointments = await countNew('appointments', sampleAppointments(now), 'id');
  if (orders > 0) await ordersChanged();
  return { source: 'sample', orders, appointments };
}

async function countNew(table, items, key) {
  const written = await Promise.all(items.map((item) => putNew(table, item, key)));
  return written.filter(Boolean).length;
}
