import { awsEnvironment, stsEndpoint } from './context/credentials.ts';
import type { Run } from './context/run.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Environment, Platform } from './platform/platform.ts';

/** No prompts, no hints to run commands by hand, no call home. */
const TERRAFORM_VARIABLES: Environment = { TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1' };

/**
 * The environment of Terraform, and of what runs it: the job's, with the region and the credentials of this run.
 * `tokenFile`: where a role's sessions get their token from.
 */
export const terraformEnvironment = (
  { environment }: Pick<Platform, 'environment'>,
  {
    inputs: { region, roleToAssume: role },
    run,
    tokenFile,
  }: { readonly inputs: Inputs; readonly run: Run; readonly tokenFile: string },
): Environment => ({
  ...environment,
  ...stsEndpoint(environment),
  ...awsEnvironment(region, role === undefined ? undefined : { arn: role, tokenFile, run }),
  ...TERRAFORM_VARIABLES,
});
