import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { Environment, Platform } from '../../platform/platform.ts';
import { parseVersion } from './constraint.ts';
import type { Version } from './constraint.ts';

export interface FoundTerraform {
  /** Absolute path. */
  readonly executable: string;
  readonly version: Version;
}

/**
 * The Terraform that a command line would start in `directory`, and its version; undefined where there is none or it
 * doesn't answer. Costs one process, about 100 ms.
 */
export async function findOnPath(platform: Platform, directory: string): Promise<FoundTerraform | undefined> {
  const executable = (await unwrapped(platform.environment)) ?? (await platform.commands.find('terraform'));
  if (executable === undefined) return undefined;
  const environment = probeEnvironment(platform.environment);
  try {
    // In the terraform directory: the shims of tfenv, tenv and asdf choose by the files they find there.
    const { stdout } = await platform.commands.run(executable, ['version', '-json'], {
      directory,
      environment,
    });
    const version = parseVersion(readVersion(stdout) ?? '');
    if (version !== undefined) return { executable, version };
    platform.log.info(`${executable} did not tell its version, so it is not used.`);
  } catch (error) {
    platform.log.info(`${executable} could not be started (${String(error)}), so it is not used.`);
  }
  return undefined;
}

/**
 * hashicorp/setup-terraform puts a Node script named `terraform` before the real one, which prints debug commands and
 * buffers the output; it keeps the real one beside it as `terraform-bin`.
 */
async function unwrapped(environment: Environment): Promise<string | undefined> {
  const directory = environment['TERRAFORM_CLI_PATH'];
  if (!directory) return undefined;
  const executable = path.join(directory, 'terraform-bin');
  return access(executable, constants.X_OK).then(
    () => executable,
    () => undefined,
  );
}

/** TF_CLI_ARGS would be added to `version` too, and a check for news costs a request to HashiCorp. */
function probeEnvironment(environment: Environment): Environment {
  const kept = Object.entries(environment).filter(([name]) => !/^TF_(CLI_ARGS|LOG)/.test(name));
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1' };
}

/** Warnings about the CLI configuration may stand around the JSON. */
function readVersion(stdout: string): string | undefined {
  const json = stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1);
  try {
    const { terraform_version: version } = JSON.parse(json) as { terraform_version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
