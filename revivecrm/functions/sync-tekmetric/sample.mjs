/** What a new installation shows until it is connected: fixed ids, so that running again adds nothing. */

const DAY = 86_400_000;

const ORDERS = [
  ['Ada Vogt', '2017 Honda CR-V', 'Grinding noise when braking', 'in-progress', 48_250],
  ['Marcus Bell', '2014 Ford F-150', 'Check engine light, rough idle', 'open', 0],
  ['Inés Prado', '2020 Subaru Outback', '60,000 mile service', 'closed', 61_900],
  ['Tom Okafor', '2011 Toyota Camry', 'Air conditioning blows warm', 'closed', 32_475],
  ['Lena Fischer', '2019 VW Golf', 'Pulls to the right', 'open', 0],
];

export function sampleOrders(now) {
  return ORDERS.map(([customer, vehicle, concern, status, totalCents], index) => {
    const created = new Date(now.getTime() - (index + 1) * DAY);
    return {
      id: `sample-${1001 + index}`,
      status,
      customer,
      vehicle,
      concern,
      totalCents,
      createdAt: created.toISOString(),
      closedAt: status === 'closed' ? new Date(created.getTime() + DAY / 2).toISOString() : null,
      source: 'sample',
    };
  });
}

export function sampleAppointments(now) {
  return ORDERS.slice(0, 3).map(([customer, vehicle], index) => ({
    day: new Date(now.getTime() + (index + 1) * DAY).toISOString().slice(0, 10),
    id: `sample-${2001 + index}`,
    customer,
    vehicle,
    source: 'sample',
  }));
}
