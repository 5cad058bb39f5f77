import type { CommandContext } from './command-context.ts';
import type { ReleaseRecord } from './context/release.ts';
import { Failure } from './errors.ts';
import { type Kept, type Packs, keepFiles, listKept, planKeeping } from './frontend/kept-files.ts';
import { planPacks, writePacks } from './frontend/packs.ts';
import { type Passage, letsGo, pruneKept } from './frontend/prune-kept.ts';
import type { PublishPlan } from './frontend/publish-plan.ts';
import type { SiteObject } from './frontend/site-object.ts';
import type { Log } from './platform/platform.ts';
import type { Place } from './site-place.ts';

interface Keeping extends Pick<Place, 'site' | 'store'> {
  readonly context: { readonly platform: Pick<CommandContext['platform'], 'log'> };
  readonly record: ReleaseRecord;
  readonly plan: PublishPlan;
  /** Of the releases that are recorded whole. */
  readonly packs: Packs;
}

/**
 * Keeps what is about to be replaced or deleted, and a rollback would need, where no pack holds it. Resolves to what was
 * kept before; undefined: nobody looked.
 */
export async function keepReplaced({
  context,
  record,
  site,
  store,
  plan,
  packs,
  listing,
}: Keeping & { readonly listing: readonly SiteObject[] }): Promise<Kept | undefined> {
  const keepsakes = planKeeping(plan, { record, listing, packs });
  if (keepsakes.length === 0) return undefined;
  const missing = 'A rollback to the release before this one will not be possible.';
  return unlessRefused(context.platform.log, missing, async () => {
    const there = await listKept(store);
    await keepFiles(store, site, { keepsakes, kept: there });
    return there;
  });
}

/** Keeps what is uploaded for the day that it is replaced. Resolves to where each content is that was not kept before. */
export async function keepUploads({
  context,
  store,
  record,
  plan,
  packs,
  release,
  isWholeHere,
}: Keeping & {
  /** Id of the release that is published. */
  readonly release: string;
  /** Whether every file of it can be read here, and not only what is uploaded. */
  readonly isWholeHere: boolean;
}): Promise<Packs> {
  const planned = planPacks(plan, { record, packs, isWholeHere });
  const missing = 'Once this release is replaced, a rollback to it may not be possible.';
  const written = await unlessRefused(context.platform.log, missing, () =>
    writePacks(store, planned, release),
  );
  return written ?? new Map();
}

const DAY = 24 * 60 * 60_000;

/** Deletes what is kept of releases that nobody can go back to any more, once the release that replaced them is recorded. */
export async function pruneReplaced(
  { log, clock }: Pick<CommandContext['platform'], 'log' | 'clock'>,
  { store, kept, ...passage }: Pick<Place, 'store'> & Passage & { readonly kept: Kept | undefined },
): Promise<void> {
  if (kept === undefined && !letsGo(passage)) return;
  const missing = 'Files that no release needs any more stay in the state bucket.';
  await unlessRefused(log, missing, async () =>
    pruneKept(store, kept ?? (await listKept(store)), { ...passage, orphansUntil: clock.now() - DAY }),
  );
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
