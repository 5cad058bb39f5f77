import type { CommandContext } from './command-context.ts';
import { resolveAccount, withRole } from './context/credentials.ts';
import { type DeclaredState, type Deployment, resolveDeployment } from './context/deployment.ts';

/**
 * Finds out what is deployed where: whose credentials these are, and every name. The context that comes back talks to
 * AWS in the role that was asked for.
 *
 * @throws Failure `NO_CREDENTIALS`, `ROLE_NOT_ASSUMED`, `WRONG_ACCOUNT`
 */
export async function findDeployment(
  context: CommandContext,
  declared: DeclaredState,
): Promise<{ readonly context: CommandContext; readonly deployment: Deployment }> {
  const { inputs, run, progress } = context;
  const { region, roleToAssume: role, allowedAccountId: allowed } = inputs;
  const platform = withRole(context.platform, role, region, run);
  const account = await progress.stage(
    'account',
    () => resolveAccount(platform, { region, role, allowed }),
    (id) => id,
  );
  const deployment = resolveDeployment(inputs, declared, { account, run });
  progress.found({ state: deployment.state });
  return { context: { ...context, platform }, deployment };
}
