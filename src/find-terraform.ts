import type { CommandContext } from './command-context.ts';
import { bundleEntry } from './platform/bundle.ts';
import { connectCache } from './platform/cache.ts';
import { RELEASES_URL, type TerraformRequest } from './terraform/install/install.ts';

/** Which Terraform a command is to run, and where one is looked for. */
export function terraformRequest(
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
