import { type Leased, withInitialised } from './apply-configuration.ts';
import type { CommandContext } from './command-context.ts';
import { type Deployment, declaredState, refuseContradictions } from './context/deployment.ts';
import { refuseDestroyEvent } from './context/event.ts';
import { type RecordedDeploy, deployOf, destroyed, historyOf } from './context/release-history.ts';
import { underLease } from './deploy-session.ts';
import { examineState } from './examine-state.ts';
import { findDeployment } from './find-deployment.ts';
import { findTerraform } from './find-terraform.ts';
import { listKept } from './frontend/kept-files.ts';
import { pruneKept } from './frontend/prune-kept.ts';
import { unlessRefused } from './keep-replaced.ts';
import { migrateState } from './migrate-state.ts';
import { planAndDestroy } from './plan-and-destroy.ts';
import { both } from './platform/both.ts';
import type { Result } from './report/run-report.ts';
import { keptFilesOf } from './site-place.ts';
import { type MissingWords, requireBackend } from './state/backend-missing.ts';
import { type StoredRecord, writeReleaseRecord } from './state/release-record.ts';
import { stateHistory } from './state/state-history.ts';
import { readConfiguration } from './terraform/configuration.ts';
import { refuseStateElsewhere } from './terraform/local-state.ts';

/** A destroy makes nothing, so neither does it make a backend to find nothing in. */
const MISSING: MissingWords = {
  so: 'there is no state that could tell what to destroy',
  safe: 'Nothing was created, emptied or destroyed.',
  next: 'Check project, aws-region, state-bucket and lock-table against the deploy that should be destroyed.',
};

/**
 * Destroys everything that the state has: shown, guarded (whatever is precious has to be named by `allow-destroy`), its
 * buckets emptied, and applied as it was planned. The state backend stays, with every version of the state, and the next
 * deploy begins from nothing.
 */
export async function destroy(given: CommandContext): Promise<Result> {
  const context = withoutAdoption(given);
  const { inputs, progress } = context;
  const { directory } = inputs.terraform;
  refuseDestroyEvent(context.platform.environment);
  const configuration = await readConfiguration(directory);
  await refuseStateElsewhere(configuration, directory, context.platform.environment);
  const declared = declaredState(configuration.backend);
  refuseContradictions(inputs, declared);

  const { context: found, deployment } = await findDeployment(context, declared);
  const { platform } = found;
  const [binary] = await both(
    findTerraform(found, { ...configuration, locking: deployment.state.locking }),
    progress.stage('state backend', () => requireBackend(platform, deployment.state, MISSING)),
  );
  await underLease(found, deployment, (session) =>
    destroyUnderLease(found, { deployment, session, binary, backend: configuration.backend }),
  );
  return 'destroyed';
}

/** A state that is lost can't tell what to destroy: what would be found by looking may be anybody's. */
const withoutAdoption = (context: CommandContext): CommandContext => {
  const { inputs } = context;
  return { ...context, inputs: { ...inputs, terraform: { ...inputs.terraform, adoptExisting: false } } };
};

async function destroyUnderLease(context: CommandContext, leased: Leased): Promise<void> {
  const { platform, run, progress } = context;
  const found = await progress.stage('examine state', () => examineState(context, leased));
  // Where the place of the state was changed: from an empty one everything would seem to be gone.
  const examined = await migrateState(context, leased, { examined: found, local: undefined });
  const { result, stored, state } = await withInitialised(
    context,
    { leased, examined },
    (terraform, planning) => planAndDestroy(context, terraform, planning),
  );
  progress.found({ terraform: result });
  if (stored === undefined) {
    platform.log.info('There is nothing to destroy, and nothing was ever deployed to this environment.');
    return;
  }
  const { counts } = result;
  const entry = deployOf(run, { command: 'destroy', now: platform.clock.now(), state, counts });
  await recordDestroy(context, leased, { stored, entry });
}

/** Records that nothing is live, and then deletes what was kept for going back to what was. */
async function recordDestroy(
  context: CommandContext,
  { deployment, session }: Leased,
  { stored, entry }: { readonly stored: StoredRecord; readonly entry: RecordedDeploy },
): Promise<void> {
  const { platform, progress, signal } = context;
  const { state }: Pick<Deployment, 'state'> = deployment;
  const record = destroyed(stored.record, entry);
  progress.found({ history: stateHistory(historyOf(record), []) });
  if (record !== stored.record) {
    await progress.stage('record', async () => {
      await writeReleaseRecord(await platform.aws.s3(state.region), state, record, stored.etag);
    });
  }
  await progress.stage(
    'prune',
    async () => {
      const store = await keptFilesOf(platform, state, AbortSignal.any([signal, session.supervised.lost]));
      const stay = 'Files of earlier releases stay in the state bucket.';
      return unlessRefused(platform.log, stay, async () =>
        pruneKept(store, await listKept(store), {
          ...{ before: stored.record, after: record },
          orphansUntil: Number.POSITIVE_INFINITY,
        }),
      );
    },
    (deleted = 0) => `${deleted} kept files deleted`,
  );
}
