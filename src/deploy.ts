import { type Examined, type Leased, applyConfiguration } from './apply-configuration.ts';
import type { CommandContext } from './command-context.ts';
import { declaredState, refuseContradictions } from './context/deployment.ts';
import { relate } from './context/history.ts';
import { decideNewest } from './context/newest.ts';
import { type Release, withLiveCommit } from './context/release.ts';
import { githubAccess } from './context/run-status.ts';
import { openSession } from './deploy-session.ts';
import { findDeployment } from './find-deployment.ts';
import { both } from './platform/both.ts';
import { bundleEntry } from './platform/bundle.ts';
import { connectCache } from './platform/cache.ts';
import { publishSite } from './publish-site.ts';
import type { Result } from './report/run-report.ts';
import { readAcceptedHead } from './state/accepted-head.ts';
import { ensureBackend } from './state/ensure-backend.ts';
import { describeHealed, describeKept, healLock } from './state/heal-lock.ts';
import { holderProver } from './state/holder-proof.ts';
import { refuseStateOfAnother } from './state/ownership.ts';
import { readPendingRecovery } from './state/recovery.ts';
import { readReleaseRecord, recordName, writeReleaseRecord } from './state/release-record.ts';
import { removeAdoptions } from './terraform/adopt.ts';
import { removeOverride } from './terraform/backend-override.ts';
import { readConfiguration } from './terraform/configuration.ts';
import { refuseUnknownLocking } from './terraform/features.ts';
import { RELEASES_URL, ensureTerraform } from './terraform/install/install.ts';
import { refuseStateElsewhere } from './terraform/local-state.ts';

/**
 * Push to main, get a live URL: from whatever is there, nothing included, to a running site. The order of the stages is
 * decided here and nowhere else.
 */
export async function deploy(context: CommandContext): Promise<Result> {
  const { inputs, run, progress, signal } = context;
  const directory = inputs.terraform.directory;

  // Everything that can be refused by looking at files is, before AWS is asked anything.
  const configuration = await readConfiguration(directory);
  await refuseStateElsewhere(configuration, directory, context.platform.environment);
  const declared = declaredState(configuration.backend);
  refuseContradictions(inputs, declared);

  const { context: found, deployment } = await findDeployment(context, declared);
  const { platform } = found;

  // Neither needs the other; the binary may have to be downloaded, the backend to be made.
  const [binary] = await both(
    progress.stage(
      'terraform binary',
      () => ensureTerraform(platform, terraformRequest(context, configuration.requiredVersions)),
      ({ version }) => version,
    ),
    progress.stage('state backend', async () => {
      const backend = await ensureBackend(platform, deployment.state, {
        mode: inputs.state.bootstrap,
        project: inputs.project,
        abort: signal,
      });
      progress.found({ backend });
      return backend;
    }),
  );
  refuseUnknownLocking(binary.version, deployment.state.locking);
  if (binary.toKeep !== undefined) context.saveForPost('terraform-cache', JSON.stringify(binary.toKeep));

  const session = await progress.stage('lease', () =>
    openSession(
      platform,
      { inputs, deployment, run },
      {
        progress,
        prove: holderProver(platform, inputs.githubToken),
        saveForPost: context.saveForPost,
        signal,
      },
    ),
  );
  try {
    return await deployUnderLease(found, { deployment, session, binary, backend: configuration.backend });
  } finally {
    await Promise.all([removeOverride(directory), removeAdoptions(directory)]);
    await session.end();
  }
}

async function deployUnderLease(context: CommandContext, leased: Leased): Promise<Result> {
  const { platform, inputs, run, progress } = context;
  const { deployment, session } = leased;
  const examined = await progress.stage('examine state', () => examine(context, leased));
  const live = examined.record?.record.live;
  if (live !== undefined && (await isSuperseded(context, live))) {
    const { commit, runUrl, url } = live;
    progress.found({ supersededBy: { commit, runUrl }, ...(url === undefined ? {} : { url }) });
    return 'superseded';
  }

  const { result, stored } = await applyConfiguration(context, leased, examined);
  progress.found({ terraform: result });
  const { lost } = session.supervised;
  const site =
    inputs.frontend === undefined
      ? { changed: false, stored }
      : await publishSite(context, inputs.frontend, { deployment, lost, stored, outputs: result.outputs });

  // What is live is this commit now, also where no file of the site had to change for it.
  const { url } = progress.report('deployed');
  const record = withLiveCommit(site.stored.record, run, { now: platform.clock.now(), url });
  if (record !== undefined) {
    const s3 = await platform.aws.s3(deployment.state.region);
    await writeReleaseRecord(s3, deployment.state, record, site.stored.etag);
  }
  return result.outcome === 'applied' || site.changed ? 'deployed' : 'unchanged';
}

/** Whose state it is, whether it is whole, and who left a lock on it: before Terraform reads it. */
async function examine({ platform, progress, inputs }: CommandContext, leased: Leased): Promise<Examined> {
  const { state, owner } = leased.deployment;
  const previous = leased.session.takenOverFrom;
  const s3 = await platform.aws.s3(state.region);
  const [record, pending, { healed, kept }] = await Promise.all([
    readReleaseRecord(s3, state),
    readPendingRecovery(platform, state),
    healLock(platform, state, { prove: holderProver(platform, inputs.githubToken), previous }),
  ]);
  if (healed.length > 0 || previous !== undefined)
    progress.found({ freed: { locks: healed, lease: previous } });
  for (const lock of healed) platform.log.info(`Freed the Terraform state lock ${describeHealed(lock)}.`);
  for (const lock of kept) platform.log.info(describeKept(lock));
  if (record !== undefined) refuseStateOfAnother(record.record, owner, recordName(state));
  // A state that waits for recovery goes first: until it is saved, what is there is not the whole truth.
  const head = pending.length > 0 ? undefined : await readAcceptedHead(platform, state, record?.record);
  return { record, pending, head };
}

/** Whether a newer commit is live already: then this run has nothing to bring. */
async function isSuperseded({ platform, inputs, run }: CommandContext, live: Release): Promise<boolean> {
  const { apiUrl } = githubAccess(platform.environment, inputs.githubToken);
  const relation = await relate(platform, {
    live: live.commit,
    own: run.commit,
    workspace: run.workspace,
    repository: run.repository,
    apiUrl,
    token: inputs.githubToken,
  });
  const verdict = decideNewest({ relation, live, own: run });
  if (relation === 'older' && verdict === 'go on') {
    platform.log.info(
      `${run.commit.slice(0, 7)} is older than the live ${live.commit.slice(0, 7)}; it was started by hand, so it is deployed.`,
    );
  }
  return verdict === 'superseded';
}

function terraformRequest({ inputs, run, platform }: CommandContext, requiredVersions: readonly string[]) {
  const { directory, version } = inputs.terraform;
  const { RUNNER_TOOL_CACHE: toolCacheDirectory, REVIVE_DEPLOY_TERRAFORM_RELEASES_URL: releasesUrl } =
    platform.environment;
  return {
    directory,
    repositoryRoot: run.workspace,
    requiredVersions,
    cache: inputs.cache,
    temporaryDirectory: run.temporaryDirectory,
    cacheService: connectCache(bundleEntry(), platform.environment),
    releasesUrl: releasesUrl || RELEASES_URL,
    ...(version === undefined ? {} : { version }),
    ...(toolCacheDirectory ? { toolCacheDirectory } : {}),
  };
}
