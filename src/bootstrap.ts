import { existsSync } from 'node:fs';
import type { CommandContext } from './command-context.ts';
import { declaredState, refuseContradictions } from './context/deployment.ts';
import { findDeployment } from './find-deployment.ts';
import type { Result } from './report/run-report.ts';
import { ensureBackend } from './state/ensure-backend.ts';
import { readConfiguration } from './terraform/configuration.ts';
import { declareBackend } from './terraform/declare-backend.ts';

/**
 * Makes the state backend and nothing else. Run by a person it also writes the backend into the configuration, where
 * they and their editor see it; in a workflow the checkout is gone a minute later, so it stays as it is.
 */
export async function bootstrap(context: CommandContext): Promise<Result> {
  const { inputs, progress, signal } = context;
  const directory = inputs.terraform.directory;
  // The first step of a repository may come before its first .tf file.
  const present = existsSync(directory);
  const declared = present ? declaredState((await readConfiguration(directory)).backend) : {};
  refuseContradictions(inputs, declared);

  const { context: found, deployment } = await findDeployment(context, declared);
  const { platform } = found;
  const { state } = deployment;
  await progress.stage('state backend', async () => {
    const { bootstrap: mode } = inputs.state;
    progress.found({
      backend: await ensureBackend(platform, state, { mode, project: inputs.project, abort: signal }),
    });
  });
  if (platform.environment['GITHUB_ACTIONS'] !== 'true' && present) {
    const { file, changed } = await declareBackend(directory, state);
    platform.log.info(
      changed ? `${file} now declares this backend.` : `${file} declares this backend already.`,
    );
  }
  return 'bootstrapped';
}
