import { type Examined, type Leased, applyConfiguration } from './apply-configuration.ts';
import type { CommandContext } from './command-context.ts';
import { declaredState, refuseContradictions } from './context/deployment.ts';
import { deployOf, historyOf, wholeReleases } from './context/release-history.ts';
import type { Release, ReleaseRecord } from './context/release.ts';
import { type RollbackTarget, describeDeploy, findTarget } from './context/rollback-target.ts';
import { underLease } from './deploy-session.ts';
import { Failure } from './errors.ts';
import { examineState } from './examine-state.ts';
import { findDeployment } from './find-deployment.ts';
import { findTerraform } from './find-terraform.ts';
import { listKept } from './frontend/kept-files.ts';
import { listSite } from './frontend/listing.ts';
import { packsOf } from './frontend/packs.ts';
import { locateFiles } from './frontend/restored-files.ts';
import { republishSite } from './publish-site.ts';
import { recordDeploy } from './record-deploy.ts';
import { openRelease } from './release-checkout.ts';
import type { Result } from './report/run-report.ts';
import { keptFilesOf } from './site-place.ts';
import { refuseStateOfAnother } from './state/ownership.ts';
import { readPendingRecovery } from './state/recovery.ts';
import {
  type StoredRecord,
  readReleaseRecord,
  recordName,
  writeReleaseRecord,
} from './state/release-record.ts';
import { type StateHead, readStateHead } from './state/state-head.ts';
import { readStateVersions, stateHistory } from './state/state-history.ts';
import { readConfiguration } from './terraform/configuration.ts';

/**
 * Makes a recorded release live again: the configuration of its commit planned, guarded and applied as a deploy would,
 * and its site published from the files that are kept, without a build. The state is never set back: Terraform changes
 * what the newer commit changed. What was live before stays recorded, so that a rollback can be rolled back.
 */
export async function rollback(context: CommandContext): Promise<Result> {
  const { inputs, progress } = context;
  const configuration = await readConfiguration(inputs.terraform.directory);
  const declared = declaredState(configuration.backend);
  refuseContradictions(inputs, declared);
  const { context: found, deployment } = await findDeployment(context, declared);

  // Before the lease is waited for: a rollback that can't be is told at once, and what it undoes is what was live when
  // it was asked for, not what another deploy has made live by its turn.
  const asked = await progress.stage(
    'find release',
    () => findRelease(found, deployment),
    ({ deploy }) => describeDeploy(deploy),
  );
  const release = await progress.stage('check out', () => openRelease(found, { target: asked, deployment }));
  try {
    const there: CommandContext = { ...found, inputs: { ...inputs, terraform: release.terraform } };
    const { requiredVersions, backend } = release;
    const { locking } = deployment.state;
    const binary = await findTerraform({ ...there, run: release.run }, { requiredVersions, locking });
    return await underLease(there, deployment, (session) =>
      rollBackUnderLease(there, { leased: { deployment, session, binary, backend }, asked }),
    );
  } finally {
    await release.close();
  }
}

type Deployment = Leased['deployment'];

/** What to go back to, by what is there now. */
async function findRelease(
  { platform, inputs }: CommandContext,
  { state, owner }: Deployment,
): Promise<RollbackTarget> {
  const s3 = await platform.aws.s3(state.region);
  const stored = await readReleaseRecord(s3, state);
  if (stored !== undefined) refuseStateOfAnother(stored.record, owner, recordName(state));
  // What the lease will show as well: a state that waits to be saved is of a run that did not end.
  const isPending = (await readPendingRecovery(platform, state)).length > 0;
  const head = isPending ? undefined : await readStateHead(platform, state, stored?.record);
  return findTarget({ record: stored?.record, state: existing(head) }, inputs.rollbackTo);
}

async function rollBackUnderLease(
  context: CommandContext,
  { leased, asked }: { readonly leased: Leased; readonly asked: RollbackTarget },
): Promise<Result> {
  const { platform, inputs, progress } = context;
  const { deployment, session } = leased;
  const examined = await progress.stage('examine state', () => examineState(context, leased));
  const { deploy: target, site } = sameTarget(examined, { inputs, asked });
  const record = examined.record?.record;
  const from = record === undefined ? undefined : historyOf(record)[0];
  progress.found({ rolledBack: { to: target, from } });
  const versions = await readStateVersions(platform, deployment.state);
  if (site !== undefined && record !== undefined) {
    await progress.stage('compare', () => refuseUnlessKept(context, deployment, { release: site, record }));
  }
  const noted = await noteGoingBack(context, deployment, { stored: examined.record, to: target.id });

  const { result, stored, state } = await applyConfiguration(context, leased, { ...examined, record: noted });
  progress.found({ terraform: result });
  // From here on this is the deploy of the release's commit, made by this run.
  const releasing: CommandContext = { ...context, run: { ...context.run, commit: target.commit } };
  const { counts, outputs } = result;
  const now = platform.clock.now();
  const deploy = deployOf(releasing.run, { command: 'rollback', now, state, counts });
  const { lost } = session.supervised;
  const published =
    inputs.frontend === undefined || site === undefined
      ? { stored }
      : await republishSite(releasing, inputs.frontend, {
          ...{ deployment, lost, stored, outputs, deploy },
          release: site,
        });
  const written = await recordDeploy(releasing, deployment, { stored: published.stored, deploy });
  progress.found({ history: stateHistory(historyOf(written), versions) });
  return 'rolled-back';
}

/** Before anything is applied: infrastructure of one release with the site of another helps nobody. */
async function refuseUnlessKept(
  { platform, signal }: CommandContext,
  { region, account, state }: Deployment,
  { release, record }: { readonly release: Release; readonly record: ReleaseRecord },
): Promise<void> {
  const s3 = await platform.aws.objects(region);
  const [listing, kept] = await Promise.all([
    listSite({ s3, bucket: release.bucket, account, signal }, [...release.files.keys()]),
    listKept(await keptFilesOf(platform, state, signal)),
  ]);
  locateFiles(release, { listing, kept, packs: packsOf(wholeReleases(record)) });
}

/** Notes where to, so that a rollback that is run again goes on, and doesn't take back what it did itself. */
async function noteGoingBack(
  { platform }: CommandContext,
  { state }: Deployment,
  { stored, to }: { readonly stored: StoredRecord | undefined; readonly to: string },
): Promise<StoredRecord | undefined> {
  if (stored === undefined || stored.record.goingBack === to) return stored;
  const record = { ...stored.record, goingBack: to };
  const etag = await writeReleaseRecord(await platform.aws.s3(state.region), state, record, stored.etag);
  return { record, etag };
}

const existing = (head: StateHead | undefined) => (head?.exists === true ? head : undefined);

/** The target by what is live now that the lease is held: it must be the one that was asked for. */
function sameTarget(
  { record, head }: Examined,
  { inputs, asked }: { readonly inputs: CommandContext['inputs']; readonly asked: RollbackTarget },
): RollbackTarget {
  const now = findTarget({ record: record?.record, state: existing(head?.head) }, inputs.rollbackTo);
  if (now.deploy.id === asked.deploy.id) return now;
  throw new Failure({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `While this rollback waited, another run changed what is live: the release before it is not ${asked.deploy.id} any more, but ${now.deploy.id}.`,
    safe: 'Nothing was planned, applied or uploaded by this run.',
    next: `See what is live. To go back all the same, run the rollback again, or with rollback-to: ${asked.deploy.id}.`,
  });
}
