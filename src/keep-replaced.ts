import type { CommandContext } from './command-context.ts';
import type { ReleaseRecord } from './context/release.ts';
import { Failure } from './errors.ts';
import { type KeptFile, keepFiles, listKept, planKeeping } from './frontend/kept-files.ts';
import type { PublishPlan } from './frontend/publish-plan.ts';
import type { SiteObject } from './frontend/site-object.ts';
import type { Log } from './platform/platform.ts';
import type { Place } from './site-place.ts';

interface Replacing extends Pick<Place, 'site' | 'store'> {
  readonly context: { readonly platform: Pick<CommandContext['platform'], 'log'> };
  readonly record: ReleaseRecord;
  readonly plan: PublishPlan;
  readonly listing: readonly SiteObject[];
}

/** Keeps what is about to be replaced or deleted and a rollback would need. Resolves to what was kept before. */
export async function keepReplaced({
  context,
  record,
  site,
  store,
  plan,
  listing,
}: Replacing): Promise<readonly KeptFile[]> {
  const keepsakes = planKeeping(plan, { record, listing });
  if (keepsakes.length === 0) return [];
  const missing = 'A rollback to the release before this one will not be possible.';
  const kept = await unlessRefused(context.platform.log, missing, async () => {
    const there = await listKept(store);
    await keepFiles(store, site, { keepsakes, kept: there });
    return there;
  });
  return kept ?? [];
}

/**
 * What AWS refuses of keeping files is told, and the deploy goes on: a role that was made for an older version of this
 * action lacks the permissions, and what it deploys matters more than going back from it.
 */
export async function unlessRefused<T>(
  log: Log,
  consequence: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'ACCESS_DENIED') throw error;
    log.warning(`${consequence} ${error.reason}`);
    log.untrusted(error.details);
    return undefined;
  }
}
