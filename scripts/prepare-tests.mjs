import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { installPackages } from './install-packages.mjs';

/** What every test run needs, and must not have, before its first test. */
export async function prepareTests() {
  // Tests build the frontend, and then need no network.
  installPackages(fileURLToPath(new URL('../revivecrm/frontend', import.meta.url)));
  shedEnvironment(process.env);
  await prepareTerraform();
}

/**
 * Takes away what would make a test mean something else on this machine than on another: its AWS account, the workflow
 * that runs it, Terraform's settings. Tests give what they start an environment of their own.
 */
function shedEnvironment(environment) {
  for (const name of Object.keys(environment)) {
    if (/^(ACTIONS|AWS|GITHUB|INPUT|RUNNER|STATE|TF)_/.test(name)) delete environment[name];
  }
}

/** Tests run real Terraform: the machine's, else one that the action's own installer puts into our cache. */
async function prepareTerraform() {
  const { ensureTerraformOnPath } = await import('../local/terraform/ensure-terraform.ts');
  await ensureTerraformOnPath().catch((error) => {
    console.error(`Tests that run Terraform will fail: ${error.message} ${error.next ?? ''}`);
  });
}
