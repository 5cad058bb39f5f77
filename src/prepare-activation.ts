import { checkDistribution } from './cdn/distribution.ts';
import type { CommandContext } from './command-context.ts';
import { wholeReleases } from './context/release-history.ts';
import type { ReleaseRecord } from './context/release.ts';
import type { Kept, Packs } from './frontend/kept-files.ts';
import { packsOf } from './frontend/packs.ts';
import type { PublishPlan } from './frontend/publish-plan.ts';
import { type Written, uploadAdditive } from './frontend/publish.ts';
import type { SiteObject } from './frontend/site-object.ts';
import { keepReplaced, keepUploads } from './keep-replaced.ts';
import { both } from './platform/both.ts';
import type { Place } from './site-place.ts';

interface Preparing extends Place {
  readonly context: { readonly platform: Pick<CommandContext['platform'], 'aws' | 'log'> };
  readonly record: ReleaseRecord;
  readonly plan: PublishPlan;
  readonly listing: readonly SiteObject[];
  /** Id of the release that is published. */
  readonly release: string;
  /** Whether every file of it can be read here, and not only what is uploaded. */
  readonly isWholeHere: boolean;
}

/** What is there once nothing stands in the way of the first overwrite. */
export interface Prepared {
  readonly additive: Written;
  /** What was kept before this run; undefined: nobody looked. */
  readonly kept: Kept | undefined;
  /** In which pack a content is. */
  readonly packs: Packs;
}

/**
 * Everything that has to be done before the first change that a visitor could see: the distribution is looked at, the
 * intent recorded, what nothing names yet uploaded, and kept what is replaced now or some day. Of these none needs
 * another one, so they share one round trip; the first that fails ends the others, and nothing is activated.
 *
 * What a failure leaves behind is what a killed run leaves: files that no page names, and an intent whose paths are
 * invalidated once in vain.
 */
export async function prepareActivation(
  { store, ...preparing }: Preparing,
  recordIntent: () => Promise<void>,
): Promise<Prepared> {
  const { context, names, site, record, plan } = preparing;
  const failed = new AbortController();
  const endingTheOthers = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  };
  const orFailed = (signal: AbortSignal | undefined): AbortSignal =>
    signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]);
  const packs = packsOf(wholeReleases(record));
  const keeping = { ...preparing, store: { ...store, signal: orFailed(store.signal) }, packs };
  const upload = () => uploadAdditive({ ...site, signal: orFailed(site.signal) }, plan);

  const intent = endingTheOthers(recordIntent());
  const additive = endingTheOthers(revivesRecorded(plan, record) ? intent.then(upload) : upload());
  const kept = both(endingTheOthers(keepReplaced(keeping)), endingTheOthers(keepUploads(keeping)));
  // A failure that ends the others comes before theirs: most telling first.
  const [, [, [written, [before, fresh]]]] = await both(
    endingTheOthers(checkVisible(context, names)),
    both(intent, both(additive, kept)),
  );
  return { additive: written, kept: before, packs: new Map([...packs, ...fresh]) };
}

/**
 * Whether a file is added whose key a release is recorded with, though the bucket has it no more. With the same bytes it
 * gets the same ETag back, and only the intent then tells the next run that its headers may be others than recorded.
 */
function revivesRecorded({ additive, bucket }: PublishPlan, { live, previous }: ReleaseRecord): boolean {
  const releases = [...(live === undefined ? [] : [live]), ...previous].filter(
    (release) => release.bucket === bucket,
  );
  return additive.some(({ file }) => releases.some(({ files }) => files.has(file.key)));
}

/** Whether anyone would see what is published. (Where nothing is, nobody asks.) */
async function checkVisible(
  { platform }: Preparing['context'],
  { distributionId }: Place['names'],
): Promise<void> {
  if (distributionId === undefined) return;
  await checkDistribution(await platform.aws.distributions(), { distributionId });
}
