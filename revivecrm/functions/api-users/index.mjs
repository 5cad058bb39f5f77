// Each user's settings.

import { RequestError, httpHandler } from '../shared/http.mjs';
import { put, query } from '../shared/tables.mjs';

const NAME = /^[a-z][a-zA-Z0-9.-]{0,63}$/;

export const handler = httpHandler({
  'GET /users/{userId}/settings': async ({ path: { userId } }) => {
    const stored = await query('settings', { userId });
    return { body: { settings: Object.fromEntries(stored.map(({ name, value }) => [name, value]).sort()) } };
  },

  'PUT /users/{userId}/settings/{name}': async ({ path: { userId, name }, body }) => {
    if (!NAME.test(name)) throw new RequestError(400, `A setting's name is like ${NAME.source}.`);
    const value = body?.value;
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new RequestError(400, 'value is a string, a number or a boolean.');
    }
    await put('settings', { userId, name, value, changedAt: new Date().toISOString() });
    return { body: { name, value } };
  },
});
