/**
 * Waits for both, whatever becomes of either: no work goes on behind a failure, and none is left unobserved. The
 * first's failure comes first.
 */
export async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === 'rejected') throw a.reason;
  if (b.status === 'rejected') throw b.reason;
  return [a.value, b.value];
}
