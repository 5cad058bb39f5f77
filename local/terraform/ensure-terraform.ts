import path from 'node:path';
import process from 'node:process';
import { createPlatform } from '../../src/platform/create-platform.ts';
import { RELEASES_URL, ensureTerraform } from '../../src/terraform/install/install.ts';
import { cacheDirectory } from '../aws/environment.ts';
import { projectRoot } from '../reference/repository.ts';

/** What the reference stack asks for. */
const REQUIRED = '>= 1.10';

/**
 * Makes sure that this process and what it starts find a Terraform on their PATH: the machine's own if it will do, else
 * one installed by the action's own installer, verified, into this project's cache. Fails, saying what it could not do.
 */
export async function ensureTerraformOnPath(): Promise<void> {
  const { executable, source } = await ensureTerraform(createPlatform(), {
    directory: path.join(projectRoot, 'terraform'),
    repositoryRoot: projectRoot,
    requiredVersions: [REQUIRED],
    cache: false,
    toolCacheDirectory: path.join(cacheDirectory(), 'tools'),
    temporaryDirectory: cacheDirectory(),
    releasesUrl: RELEASES_URL,
  });
  if (source === 'path') return;
  process.env['PATH'] = [path.dirname(executable), process.env['PATH']].join(path.delimiter);
}
