/** The API's address from Terraform's output api_url, built in. */
const API_URL = (import.meta.env.VITE_API_URL ?? '').replace(/\/$/, '');

const TIMEOUT_MS = 15_000;

/** What went wrong, in words for the person at the screen. */
export class ApiError extends Error {}

/** Counts and sums: { total, byStatus, closedCents, countedAt, fromCache }. */
export const getAnalytics = (signal) => request('GET', '/analytics', { signal });

/** Repair orders, newest first; of one status where it is given. */
export async function getOrders({ status, signal } = {}) {
  const query = status ? `?status=${encodeURIComponent(status)}` : '';
  return (await request('GET', `/repair-orders${query}`, { signal })).orders;
}

export const createOrder = async (order) => (await request('POST', '/repair-orders', { body: order })).order;

export const moveOrder = async (id, status) =>
  (await request('PATCH', `/repair-orders/${encodeURIComponent(id)}`, { body: { status } })).order;

async function request(method, path, { body, signal } = {}) {
  if (API_URL === '') {
    throw new ApiError('This page was built without VITE_API_URL: it knows no API to ask.');
  }
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  let response;
  try {
    response = await fetch(`${API_URL}${path}`, {
      method,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(
      timeout.aborted ? `The API didn't answer within ${TIMEOUT_MS / 1000} s.` : "The API can't be reached.",
    );
  }
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw new ApiError(answer?.error ?? `The API answered with status ${response.status}.`);
  if (answer === undefined) throw new ApiError('The API answered with something that is not JSON.');
  return answer;
}
