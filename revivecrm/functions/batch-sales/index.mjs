// Every morning: the closed repair orders, summed by the day on which they were closed. The sums are written anew
// each time, so running twice, or after a missed day, ends in the same table.

import { put, query } from '../shared/tables.mjs';

export async function handler() {
  const days = salesByDay(await query('repair-orders', { status: 'closed' }, 'by-status'));
  await Promise.all(days.map((sales) => put('sales-tracking', sales)));
  return { days };
}

/** @returns {{ day: string, orders: number, totalCents: number }[]} in the order of the days */
export function salesByDay(orders) {
  const days = new Map();
  for (const { closedAt, createdAt, totalCents } of orders) {
    const day = (closedAt ?? createdAt).slice(0, 10);
    const sales = days.get(day) ?? { day, orders: 0, totalCents: 0 };
    days.set(day, { day, orders: sales.orders + 1, totalCents: sales.totalCents + totalCents });
  }
  return [...days.values()].sort((a, b) => a.day.localeCompare(b.day));
}
