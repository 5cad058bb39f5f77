import type { CommandContext } from './command-context.ts';
import { resolveAccount, withRole } from './context/credentials.ts';
import {
  type Deployment,
  declaredState,
  refuseContradictions,
  resolveDeployment,
} from './context/deployment.ts';
import { type DeploySession, openSession } from './deploy-session.ts';
import { Failure } from './errors.ts';
import { both } from './platform/both.ts';
import { bundleEntry } from './platform/bundle.ts';
import { connectCache } from './platform/cache.ts';
import { jobFile } from './platform/supervision/job.ts';
import { publishSite } from './publish-site.ts';
import type { Result } from './report/run-report.ts';
import { ensureBackend } from './state/ensure-backend.ts';
import { refuseStateOfAnother } from './state/ownership.ts';
import {
  type StoredRecord,
  readReleaseRecord,
  recordName,
  writeReleaseRecord,
} from './state/release-record.ts';
import { type StateHead, readStateHead, readStateVersion } from './state/state-head.ts';
import { apply } from './terraform/apply.ts';
import { checkRecordedBackend, removeOverride, writeOverride } from './terraform/backend-override.ts';
import { NO_CHANGES, type TerraformResult, describePlanned } from './terraform/changes.ts';
import type { Terraform } from './terraform/cli.ts';
import { type DeclaredBackend, readConfiguration } from './terraform/configuration.ts';
import { refuseUnknownLocking } from './terraform/features.ts';
import { init } from './terraform/init.ts';
import { RELEASES_URL, type TerraformBinary, ensureTerraform } from './terraform/install/install.ts';
import { refuseStateElsewhere } from './terraform/local-state.ts';
import { plan } from './terraform/plan.ts';
import { prepare } from './terraform/prepare.ts';

/** How often a plan is made again because someone without our lease applied between plan and apply. */
const STALE_PLANS = 2;

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

  const platform = withRole(context.platform, inputs.roleToAssume, inputs.region, run);
  const account = await progress.stage(
    'account',
    () =>
      resolveAccount(platform, {
        region: inputs.region,
        role: inputs.roleToAssume,
        allowed: inputs.allowedAccountId,
      }),
    (id) => id,
  );
  const deployment = resolveDeployment(inputs, declared, { account, run });
  progress.found({ state: deployment.state });

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

  const inSession = { ...context, platform };
  const session = await progress.stage('lease', () =>
    openSession(
      platform,
      { inputs, deployment, run },
      {
        progress,
        onDirectory: (job) => context.saveForPost('job-directory', job),
        signal,
      },
    ),
  );
  try {
    return await deployUnderLease(inSession, { deployment, session, binary, backend: configuration.backend });
  } finally {
    await removeOverride(directory);
    await session.end();
  }
}

interface Leased {
  readonly deployment: Deployment;
  readonly session: DeploySession;
  readonly binary: TerraformBinary;
  readonly backend: DeclaredBackend;
}

async function deployUnderLease(context: CommandContext, leased: Leased): Promise<Result> {
  const { inputs, progress } = context;
  const { deployment, session } = leased;
  const { record, head } = await progress.stage('examine state', () => examine(context, deployment));
  const terraform = openTerraform(context, leased);

  await both(runPrepare(context, session), initialise(context, terraform, leased));
  const { result, stored } = await planAndApply(context, terraform, { ...leased, head, record });
  progress.found({ terraform: result });

  if (inputs.frontend === undefined) return result.outcome === 'applied' ? 'deployed' : 'unchanged';
  const published = await publishSite(context, inputs.frontend, {
    deployment,
    lost: session.supervised.lost,
    stored,
    outputs: result.outputs,
  });
  return result.outcome === 'applied' || published.changed ? 'deployed' : 'unchanged';
}

interface Examined {
  readonly record: StoredRecord | undefined;
  readonly head: StateHead;
}

/** Whose state it is, and whether it is whole: before Terraform reads it. */
async function examine({ platform }: CommandContext, deployment: Deployment): Promise<Examined> {
  const { state, owner } = deployment;
  const record = await readReleaseRecord(await platform.aws.s3(state.region), state);
  if (record !== undefined) refuseStateOfAnother(record.record, owner, recordName(state));
  return { record, head: await readStateHead(platform, state, record?.record) };
}

async function runPrepare(
  { platform, inputs, progress }: CommandContext,
  session: DeploySession,
): Promise<void> {
  const { prepareCommand: command, directory } = inputs.terraform;
  if (command === undefined) return;
  await progress.stage('prepare', () =>
    prepare(platform, { command, directory, environment: session.terraformEnvironment }),
  );
}

async function initialise(context: CommandContext, terraform: Terraform, leased: Leased): Promise<void> {
  const { directory } = context.inputs.terraform;
  const { state } = leased.deployment;
  const { backend, session } = leased;
  await context.progress.stage('init', async () => {
    context.saveForPost('terraform-directory', directory);
    await writeOverride(directory, state, backend.kind === 's3' ? backend.carried : '');
    await init(terraform);
    const dataDirectory = session.terraformEnvironment['TF_DATA_DIR'];
    await checkRecordedBackend({ directory, location: state, ...(dataDirectory ? { dataDirectory } : {}) });
  });
}

/** Plans, and applies exactly that plan if there is anything to apply. Resolves to what the site stage needs. */
async function planAndApply(
  context: CommandContext,
  terraform: Terraform,
  { deployment, session, head, record }: Leased & Examined,
): Promise<{ readonly result: TerraformResult; readonly stored: StoredRecord }> {
  const { inputs, progress, platform } = context;
  const { version } = terraform;
  for (let attempt = 1; ; attempt += 1) {
    const planned = await progress.stage(
      'plan',
      () =>
        plan(terraform, {
          variables: inputs.terraform.variables,
          variableFiles: inputs.terraform.variableFiles,
          planFile: jobFile(session.supervised.job, 'plan.tfplan'),
          lockTimeout: session.patience,
        }),
      ({ counts }) => describePlanned(counts),
    );
    // From here on the state is this repository's: whoever else comes along meets STATE_OF_ANOTHER.
    const stored = record ?? (await claim(context, deployment));
    if (!planned.hasChanges) {
      // `plan -json` leaves output values out; the state that was read before the plan has them.
      const outputs = head.exists ? head.outputs : {};
      if (head.exists) progress.found({ stateVersionId: head.versionId });
      return { result: { outcome: 'unchanged', counts: NO_CHANGES, changes: [], outputs, version }, stored };
    }
    // Cancelled between plan and apply: the one moment in which no Terraform is there to be interrupted.
    context.signal.throwIfAborted();
    progress.found({
      terraform: { outcome: 'partly', counts: NO_CHANGES, changes: planned.changes, outputs: {}, version },
    });
    const outcome = await progress.stage('apply', async () => {
      const ended = await apply(terraform, planned, session.patience);
      if (ended.kind === 'failed') {
        const { counts, changes, failure } = ended.partly;
        progress.found({ terraform: { outcome: 'partly', counts, changes, outputs: {}, version } });
        throw failure;
      }
      return ended;
    });
    if (outcome.kind === 'applied') {
      progress.found({ stateVersionId: await readStateVersion(platform, deployment.state) });
      return { result: { outcome: 'applied', ...outcome.applied, version }, stored };
    }
    if (attempt > STALE_PLANS) throw stalePlan(attempt);
    platform.log.info('Someone applied between plan and apply (without the deploy lease); planning again.');
  }
}

async function claim({ platform }: CommandContext, { state, owner }: Deployment): Promise<StoredRecord> {
  const record = { format: 1, owner, previous: [] } as const;
  const etag = await writeReleaseRecord(await platform.aws.s3(state.region), state, record, undefined);
  return { record, etag };
}

const stalePlan = (attempts: number): Failure =>
  new Failure({
    code: 'TERRAFORM_APPLY_FAILED',
    reason: `The saved plan was stale ${attempts} times: someone keeps applying to this state without the deploy lease.`,
    safe: 'Nothing was applied by this run, and the site was not touched.',
    next: 'Find who else applies to this state (its versions tell when), then run the deploy again.',
  });

function openTerraform(
  { platform, inputs, signal, progress }: CommandContext,
  { session, binary }: Leased,
): Terraform {
  return {
    executable: binary.executable,
    version: binary.version,
    directory: inputs.terraform.directory,
    relativeDirectory: inputs.terraform.relativeDirectory,
    run: async (task, onLine) => {
      // A cancel stops init and plan at once, and never an apply: `post` waits for that one.
      if (progress.current === 'apply') return session.supervised.run(task, onLine);
      const end = await session.supervised.run(task, onLine, signal);
      signal.throwIfAborted();
      return end;
    },
    log: platform.log,
    watchLock: session.watchLock,
  };
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
