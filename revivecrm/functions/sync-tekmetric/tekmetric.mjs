/** Tekmetric's REST API, as far as repair orders need it: GET /api/v1/repair-orders, paged from 0. */

const PAGE_SIZE = 100;
const TIMEOUT_MS = 10_000;

// What isn't named here, an estimate for one, is not work yet: open.
const STATUS_OF_CODE = {
  WORKINPROGRESS: 'in-progress',
  COMPLETE: 'in-progress',
  POSTED: 'closed',
  ACCRECV: 'closed',
};

/** Every repair order of the shop, in the CRM's shape. */
export async function fetchOrders({ baseUrl, token, shop }, fetch) {
  const orders = [];
  for (let page = 0, pages = 1; page < pages; page += 1) {
    const url = new URL('/api/v1/repair-orders', baseUrl);
    for (const [name, value] of Object.entries({ shop, page, size: PAGE_SIZE })) {
      url.searchParams.set(name, value);
    }
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      signal: globalThis.AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      throw new Error(`Tekmetric answered ${response.status} to page ${page} of the repair orders.`);
    }
    const { content, totalPages } = await response.json();
    orders.push(...content.map(toRepairOrder));
    pages = totalPages;
  }
  return orders;
}

/** Tekmetric's order in the CRM's shape. */
export function toRepairOrder(order) {
  return {
    id: `tekmetric-${order.id}`,
    status: STATUS_OF_CODE[order.repairOrderStatus?.code] ?? 'open',
    customer: `Customer ${order.customerId}`,
    vehicle: `Vehicle ${order.vehicleId}`,
    concern: `Repair order ${order.repairOrderNumber}`,
    totalCents: order.totalSales ?? 0,
    createdAt: new Date(order.createdDate).toISOString(),
    closedAt: order.postedDate ? new Date(order.postedDate).toISOString() : null,
    source: 'tekmetric',
  };
}
