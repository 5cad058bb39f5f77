/** The route that answers, with the values of its path parameters. */
export interface FoundRoute<Route> {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Picks a route of an HTTP API as API Gateway does: the full match with the most fixed parts, then a greedy one
 * (`{proxy+}`), then `$default`; a route of the method before one of ANY.
 */
export function findRoute<Route extends { readonly routeKey: string }>(
  routes: readonly Route[],
  method: string,
  path: string,
): FoundRoute<Route> | undefined {
  const candidates = routes.flatMap((route) => {
    const found = match(route.routeKey, method, path);
    return found === undefined ? [] : [{ route, ...found }];
  });
  const [best] = candidates.sort((a, b) => b.rank - a.rank);
  return best === undefined ? undefined : { route: best.route, parameters: best.parameters };
}

function match(
  routeKey: string,
  method: string,
  path: string,
): { readonly rank: number; readonly parameters: Record<string, string> } | undefined {
  if (routeKey === '$default') return { rank: 0, parameters: {} };
  const [wantedMethod = '', pattern = ''] = routeKey.split(' ');
  if (wantedMethod !== method && wantedMethod !== 'ANY') return undefined;
  const parameters: Record<string, string> = {};
  const parts = path.split('/').slice(1);
  const wanted = pattern.split('/').slice(1);
  let rank = wantedMethod === 'ANY' ? 1 : 2;
  for (const [index, part] of wanted.entries()) {
    const name = /^\{([^}+]+)(\+?)\}$/.exec(part);
    const actual = parts[index];
    if (name?.[2] === '+') {
      if (actual === undefined || actual === '') return undefined;
      parameters[name[1] ?? ''] = decodeURIComponent(parts.slice(index).join('/'));
      return { rank, parameters };
    }
    if (actual === undefined || (name === null && actual !== part) || (name !== null && actual === ''))
      return undefined;
    if (name === null) rank += 100;
    else parameters[name[1] ?? ''] = decodeURIComponent(actual);
  }
  // Any full match goes before a greedy one.
  return parts.length === wanted.length ? { rank: rank + 10_000, parameters } : undefined;
}
