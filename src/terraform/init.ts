import { type Terraform, runTerraform } from './cli.ts';
import { terraformFailure } from './failures.ts';

/**
 * Initialises the root module against the backend of the generated override. `-reconfigure`: a `.terraform` left over
 * from another backend must neither be migrated from nor asked about.
 *
 * @throws Failure `TERRAFORM_INIT_FAILED`
 */
export async function init(terraform: Terraform): Promise<void> {
  const outcome = await runTerraform(terraform, [
    'init',
    '-input=false',
    '-no-color',
    '-reconfigure',
    '-json',
  ]);
  if (outcome.end.exitCode === 0) return;
  throw terraformFailure(terraform, outcome, {
    code: 'TERRAFORM_INIT_FAILED',
    command: 'init',
    safe: 'Nothing was planned or applied, and the site was not touched.',
  });
}
