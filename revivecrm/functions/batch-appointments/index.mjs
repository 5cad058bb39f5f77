// Every morning: how many appointments each of the coming seven days has, into the analytics cache.

import { put, query } from '../shared/tables.mjs';

const DAYS = 7;
const KEPT_SECONDS = 2 * 24 * 60 * 60;

/** @param {{ time?: string }} event `time` (ISO 8601) is the day to begin with; today where it isn't given */
export async function handler(event) {
  const start = event?.time ? new Date(event.time) : new Date();
  const days = Array.from({ length: DAYS }, (_, index) =>
    new Date(start.getTime() + index * 86_400_000).toISOString().slice(0, 10),
  );
  const counts = await Promise.all(days.map(async (day) => (await query('appointments', { day })).length));
  const value = Object.fromEntries(days.map((day, index) => [day, counts[index]]));
  await put('analytics-cache', {
    metric: 'appointments',
    value,
    expiresAt: Math.floor(start.getTime() / 1000) + KEPT_SECONDS,
  });
  return { appointments: value };
}
