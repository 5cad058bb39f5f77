import { type Terraform, runTerraform } from './cli.ts';
import { terraformFailure } from './failures.ts';
import { atLeast } from './features.ts';

/**
 * Initialises the root module against the backend of the generated override. `-reconfigure`: a `.terraform` left over
 * from another backend must neither be migrated from nor asked about.
 *
 * @throws Failure `TERRAFORM_INIT_FAILED`
 */
export async function init(terraform: Terraform): Promise<void> {
  const json = atLeast(terraform.version, 'init -json') ? ['-json'] : [];
  const args = ['init', '-input=false', '-no-color', '-reconfigure', ...json];
  // Its plain text among the events says what we say already: that the backend is configured.
  const outcome = await runTerraform(terraform, args, { showText: false });
  if (outcome.end.exitCode === 0) return;
  throw terraformFailure(terraform, outcome, {
    code: 'TERRAFORM_INIT_FAILED',
    command: 'init',
    safe: 'Nothing was planned or applied, and the site was not touched.',
  });
}
