import type { CommandContext } from './command-context.ts';
import { type RecordedState, leaving } from './context/release-history.ts';
import { JournalKeeper } from './journal-keeper.ts';
import {
  MOST_PLANS,
  type Planning,
  STALE_PLANS,
  applyPlan,
  claim,
  guard,
  makePlan,
  recordedState,
  stalePlan,
} from './plan-and-apply.ts';
import { type StoredRecord, writeReleaseRecord } from './state/release-record.ts';
import { readStateHead } from './state/state-head.ts';
import { NO_CHANGES, type TerraformResult, describePlanned } from './terraform/changes.ts';
import type { Terraform } from './terraform/cli.ts';
import { inWordsOfDestroy } from './terraform/destroy-failures.ts';
import {
  type EmptiedBucket,
  type FullBucket,
  bucketsToEmpty,
  emptyBucket,
} from './terraform/guard/buckets.ts';
import { guardConcerns } from './terraform/guard/guard.ts';
import { showPlan } from './terraform/plan-json.ts';
import type { Plan } from './terraform/plan.ts';

export interface Destroyed {
  readonly result: TerraformResult;
  /** The release record as it is now; undefined: there was nothing, and there never had been. */
  readonly stored: StoredRecord | undefined;
  /** The state as it is now; undefined: there is none. */
  readonly state: RecordedState | undefined;
}

/**
 * Plans to destroy everything, and applies exactly that plan once the guard has let it pass and its buckets are empty.
 * What an interrupted deploy created and could not save is taken into the state first: nothing is left behind that no
 * state knows of.
 */
export async function planAndDestroy(
  context: CommandContext,
  terraform: Terraform,
  planning: Planning,
): Promise<Destroyed> {
  const { progress, platform } = context;
  const { deployment, head } = planning;
  const { version } = terraform;
  const journal = await JournalKeeper.open(context, { deployment, head, lost: undefined });
  let stored = planning.record;
  let stale = 0;
  for (let attempt = 1; ; attempt += 1) {
    const planned = await progress.stage(
      'plan',
      () => planDestroy(context, terraform, planning),
      ({ counts }) => describePlanned(counts),
    );
    context.signal.throwIfAborted();
    const isUnsettled = attempt < MOST_PLANS && journal.isUnsettled;
    const shown =
      isUnsettled || guardConcerns(planned)
        ? await progress.stage('read plan', () => showPlan(terraform, planned))
        : undefined;
    if (isUnsettled && shown !== undefined) {
      if (await progress.stage('journal', () => journal.takeIn(terraform, shown))) continue;
    }
    if (!planned.hasChanges) {
      await journal.settle();
      const state = recordedState(context, await readStateHead(platform, deployment.state));
      const nothing = { counts: NO_CHANGES, changes: [], outputs: {}, version };
      return { result: { outcome: 'unchanged', ...nothing }, stored, state };
    }
    const full =
      shown !== undefined && guardConcerns(planned)
        ? bucketsToEmpty(
            shown,
            await guard(context, terraform, { deployment, planned, shown }),
            deployment.region,
          )
        : [];
    // From here on the state is this repository's, and nothing of it is live.
    stored = await noteLeaving(context, planning, stored);
    await emptyAll(context, planning, full);
    context.signal.throwIfAborted();
    const outcome = await applyDestroy(context, terraform, { planned, planning, journal });
    if (outcome.kind === 'applied') {
      await journal.settle();
      const state = recordedState(context, await readStateHead(platform, deployment.state));
      return { result: { outcome: 'applied', ...outcome.applied, outputs: {}, version }, stored, state };
    }
    stale += 1;
    if (stale > STALE_PLANS) throw stalePlan(stale);
    platform.log.info('Someone applied between plan and apply (without the deploy lease); planning again.');
  }
}

const planDestroy = (context: CommandContext, terraform: Terraform, planning: Planning): Promise<Plan> =>
  makePlan(context, terraform, { planning, mode: 'destroy' }).catch((error: unknown) => {
    throw inWordsOfDestroy(error);
  });

const applyDestroy = (
  context: CommandContext,
  terraform: Terraform,
  about: { readonly planned: Plan; readonly planning: Planning; readonly journal: JournalKeeper },
): ReturnType<typeof applyPlan> =>
  applyPlan(context, terraform, { ...about, isRepeatable: false }).catch((error: unknown) => {
    throw inWordsOfDestroy(error);
  });

/** Notes that nothing is live any more, before anything goes: a commit older than what was live may be deployed again. */
async function noteLeaving(
  context: CommandContext,
  { deployment }: Planning,
  stored: StoredRecord | undefined,
): Promise<StoredRecord> {
  if (stored === undefined) return claim(context, deployment);
  const record = leaving(stored.record);
  if (record === stored.record) return stored;
  const { state } = deployment;
  const s3 = await context.platform.aws.s3(state.region);
  return { record, etag: await writeReleaseRecord(s3, state, record, stored.etag) };
}

/** S3 deletes only empty buckets: announced before, counted after. */
async function emptyAll(
  { platform, progress, signal }: CommandContext,
  { deployment: { account }, session }: Planning,
  full: readonly FullBucket[],
): Promise<void> {
  if (full.length === 0) return;
  const stopped = AbortSignal.any([signal, session.supervised.lost]);
  await progress.stage(
    'empty',
    async () => {
      const emptied: EmptiedBucket[] = [];
      for (const each of full) {
        const { address, bucket, region, atStake } = each;
        platform.log.info(`Emptying ${bucket} (${address}) for good: ${atStake}.`);
        const s3 = await platform.aws.s3(region);
        emptied.push(await emptyBucket({ s3, account, log: platform.log, signal: stopped }, each));
        progress.found({ emptied: [...emptied] });
      }
      return emptied;
    },
    (emptied) => emptied.map(describeEmptied).join('; '),
  );
}

const describeEmptied = ({ bucket, versions, deleteMarkers }: EmptiedBucket): string =>
  `${bucket}: ${versions} object versions and ${deleteMarkers} delete markers deleted`;
