/** How many calls are in flight at once, and what ends them early. */
export interface Bound {
  readonly atOnce: number;
  /** Called before each item; throws to stop. */
  readonly check?: () => void;
}

/**
 * Works on every item, `atOnce` at a time. After the first error no further item is begun, and the error is thrown only
 * once everything begun has ended: what writes must not go on behind the back of a caller that gave up (and may have
 * freed the lease by then), which is what `Promise.all` over a limiter does.
 */
export async function eachInFlight<T>(
  items: readonly T[],
  { atOnce, check }: Bound,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  let failed: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      if (failed !== undefined) return;
      try {
        check?.();
        await work(item);
      } catch (error) {
        failed ??= { error };
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  if (failed !== undefined) throw (failed as { readonly error: unknown }).error;
}
