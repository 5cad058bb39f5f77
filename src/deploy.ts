import { type Leased, applyConfiguration } from './apply-configuration.ts';
import { BuildAhead } from './build-ahead.ts';
import type { CommandContext } from './command-context.ts';
import { declaredState, refuseContradictions } from './context/deployment.ts';
import { relate } from './context/history.ts';
import { decideNewest } from './context/newest.ts';
import { deployOf } from './context/release-history.ts';
import type { Release } from './context/release.ts';
import { githubAccess } from './context/run-status.ts';
import { underLease } from './deploy-session.ts';
import { examineState } from './examine-state.ts';
import { findDeployment } from './find-deployment.ts';
import { findTerraform } from './find-terraform.ts';
import { migrateState } from './migrate-state.ts';
import { both } from './platform/both.ts';
import { publishSite } from './publish-site.ts';
import { recordDeploy } from './record-deploy.ts';
import type { Result } from './report/run-report.ts';
import { ensureBackend } from './state/ensure-backend.ts';
import { readConfiguration } from './terraform/configuration.ts';
import { type StateToMove, findStateToMove } from './terraform/state-to-move.ts';

/**
 * Push to main, get a live URL: from whatever is there, nothing included, to a running site. The order of the stages is
 * decided here and nowhere else.
 */
export async function deploy(context: CommandContext): Promise<Result> {
  const { inputs, progress, signal } = context;
  const directory = inputs.terraform.directory;

  // Everything that can be refused by looking at files is, before AWS is asked anything.
  const configuration = await readConfiguration(directory);
  const local = await findStateToMove(configuration, directory, context.platform.environment);
  const declared = declaredState(configuration.backend);
  refuseContradictions(inputs, declared);

  const { context: found, deployment } = await findDeployment(context, declared);
  const { platform } = found;

  // Neither needs the other; the binary may have to be downloaded, the backend to be made.
  const [binary] = await both(
    findTerraform(found, { ...configuration, locking: deployment.state.locking }),
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
  return underLease(found, deployment, (session) =>
    deployUnderLease(found, { deployment, session, binary, backend: configuration.backend }, local),
  );
}

async function deployUnderLease(
  context: CommandContext,
  leased: Leased,
  local: StateToMove | undefined,
): Promise<Result> {
  const { platform, inputs, run, progress } = context;
  const { deployment, session } = leased;
  const found = await progress.stage('examine state', () => examineState(context, leased));
  const examined = await migrateState(context, leased, { examined: found, local });
  const live = examined.record?.record.live;
  if (live !== undefined && (await isSuperseded(context, live))) {
    const { commit, runUrl, url } = live;
    progress.found({ supersededBy: { commit, runUrl }, ...(url === undefined ? {} : { url }) });
    return 'superseded';
  }

  const { frontend } = inputs;
  const { lost } = session.supervised;
  const { terraformEnvironment } = session;
  const ahead = frontend && new BuildAhead(context, frontend, { terraformEnvironment, lost });
  try {
    const { result, stored, state } = await applyConfiguration(context, leased, examined, (known) =>
      ahead?.begin(known),
    );
    progress.found({ terraform: result });
    const { counts, outputs } = result;
    const deploy = deployOf(run, { command: 'deploy', now: platform.clock.now(), state, counts });
    const site =
      frontend === undefined
        ? { changed: false, stored, fingerprint: undefined }
        : await publishSite(context, frontend, { deployment, lost, stored, outputs, deploy, ahead });
    await recordDeploy(context, deployment, { ...site, deploy });
    return result.outcome === 'applied' || site.changed ? 'deployed' : 'unchanged';
  } finally {
    await ahead?.stop();
  }
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
