// The history of contacts with a customer about a repair order.

import { RequestError, httpHandler, oneOf, text } from '../shared/http.mjs';
import { get, putNew, query } from '../shared/tables.mjs';

const CHANNELS = ['phone', 'text', 'email', 'in-person'];

export const handler = httpHandler({
  'GET /repair-orders/{id}/contacts': async ({ path: { id } }) => {
    await existing(id);
    return { body: { contacts: await query('contact-history', { orderId: id }) } };
  },

  'POST /repair-orders/{id}/contacts': async ({ path: { id }, body }) => {
    const contact = {
      orderId: id,
      channel: oneOf(body?.channel, CHANNELS, 'channel'),
      by: text(body, 'by'),
      note: text(body, 'note', 2000),
    };
    await existing(id);
    return { status: 201, body: { contact: await record(contact) } };
  },
});

async function existing(id) {
  if (!(await get('repair-orders', { id }))) throw new RequestError(404, `There is no repair order ${id}.`);
}

/** Two contacts of one order in the same millisecond: the second takes the next, neither is lost. */
async function record(contact) {
  for (let time = Date.now(); ; time += 1) {
    const recorded = { ...contact, contactedAt: new Date(time).toISOString() };
    if (await putNew('contact-history', recorded, 'orderId')) return recorded;
  }
}
