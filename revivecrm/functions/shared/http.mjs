/** The HTTP API's side of a function: payload format 2.0 in, a response out. */

/** Thrown by a route for what the caller got wrong; becomes an answer with this status. */
export class RequestError extends Error {
  /** @param {number} status 4xx @param {string} message shown to the caller */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * A Lambda handler that gives each request to its route.
 *
 * @param {Record<string, (request: { path: object, query: object, body: unknown }) => Promise<{ status?: number,
 *   body: unknown }>>} routes by "METHOD /path" as in functions.tf
 */
export function httpHandler(routes) {
  return async (event) => {
    try {
      const route = routes[event.routeKey];
      if (!route) throw new RequestError(404, `There is no ${event.routeKey}.`);
      const { status = 200, body } = await route({
        path: event.pathParameters ?? {},
        query: event.queryStringParameters ?? {},
        body: parseBody(event),
      });
      return response(status, body);
    } catch (error) {
      if (error instanceof RequestError) return response(error.status, { error: error.message });
      // The reason is for the log; a stranger learns only that it wasn't the request.
      console.error(error);
      return response(500, { error: 'Something went wrong on our side.' });
    }
  };
}

/** A piece of text from a request's body: trimmed, there, and not too long. */
export function text(body, name, longest = 200) {
  const value = typeof body?.[name] === 'string' ? body[name].trim() : '';
  if (value === '') throw new RequestError(400, `${name} is missing.`);
  if (value.length > longest) throw new RequestError(400, `${name} may have ${longest} characters.`);
  return value;
}

/** One of the values allowed. */
export function oneOf(value, allowed, name) {
  if (!allowed.includes(value)) throw new RequestError(400, `${name} is one of: ${allowed.join(', ')}.`);
  return value;
}

function parseBody({ body, isBase64Encoded }) {
  if (!body) return undefined;
  try {
    return JSON.parse(isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body);
  } catch {
    throw new RequestError(400, 'The body is not JSON.');
  }
}

function response(statusCode, body) {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}
