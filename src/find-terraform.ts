import type { CommandContext } from './command-context.ts';
import type { StateLocation } from './context/deployment.ts';
import { bundleEntry } from './platform/bundle.ts';
import { connectCache } from './platform/cache.ts';
import { refuseUnknownImports, refuseUnknownLocking } from './terraform/features.ts';
import {
  RELEASES_URL,
  type TerraformBinary,
  type TerraformRequest,
  ensureTerraform,
} from './terraform/install/install.ts';

/**
 * Finds the Terraform that a configuration asks for, or installs it, and makes sure that it knows what the inputs want of
 * it. What was downloaded is kept for the next run by `post`.
 *
 * @throws Failure `TERRAFORM_NOT_FOUND`, and what installing and `INVALID_INPUTS` name
 */
export async function findTerraform(
  context: CommandContext,
  {
    requiredVersions,
    locking,
  }: { readonly requiredVersions: readonly string[] } & Pick<StateLocation, 'locking'>,
): Promise<TerraformBinary> {
  const { platform, inputs, progress, saveForPost } = context;
  const binary = await progress.stage(
    'terraform binary',
    () => ensureTerraform(platform, terraformRequest(context, requiredVersions)),
    ({ version }) => version,
  );
  refuseUnknownLocking(binary.version, locking);
  if (inputs.terraform.adoptExisting) refuseUnknownImports(binary.version);
  if (binary.toKeep !== undefined) saveForPost('terraform-cache', JSON.stringify(binary.toKeep));
  return binary;
}

/** Which Terraform a command is to run, and where one is looked for. */
function terraformRequest(
  { inputs, run, platform }: CommandContext,
  requiredVersions: readonly string[],
): TerraformRequest {
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
