/** Tekmetric's REST API, as far as repair orders need it: GET /api/v1/repair-orders, paged from 0. */

const PAGE_SIZE = 100;
const TIMEOUT_MS = 10_000;

/** Every repair order of the shop, in the CRM's shape. */
export async function fetchOrders({ baseUrl, token, shop }, fetch) {
  const orders = [];
  for (let page = 0, pages = 1; page < pages; page += 1) {
    const url = new URL('/api/v1/repair-orders', baseUrl);
    url.search = new URLSearchParams({ shop, page: String(page), size: String(PAGE_SIZE) }).toString();
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`Tekmetric answered ${response.status} to page ${page} of the repair orders.`);
    const { content, totalPages } = await response.json();
    orders.push(...content.map(toRepairOrder));
    pages = totalPages;
  }
  return orders;
}

/** Tekmetric's order in the CRM's shape. Its status code 'ESTIMATE' is not yet work, 'POSTED' is paid for. */
export function toRepairOrder(order) {
  const code = order.repairOrderStatus?.code;
  const status = { POSTED: 'closed', ACCRECV: 'closed', WORKINPROGRESS: 'in-progress', COMPLETE: 'in-progress' };
  return {
    id: `tekmetric-${order.id}`,
    status: status[code] ?? 'open',
    customer: `Customer ${order.customerId}`,
    vehicle: `Vehicle ${order.vehicleId}`,
    concern: `Repair order ${order.repairOrderNumber}`,
    totalCents: order.totalSales ?? 0,
    createdAt: new Date(order.createdDate).toISOString(),
    closedAt: order.postedDate ? new Date(order.postedDate).toISOString() : null,
    source: 'tekmetric',
  };
}
