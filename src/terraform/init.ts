import { type CommandOutcome, type Terraform, annotate, runTerraform } from './cli.ts';
import { terraformFailure } from './failures.ts';
import { atLeast } from './features.ts';
import { TRANSIENT_PATIENCE, isTransient, withRetries } from './transient.ts';

/**
 * Initialises the root module against the backend of the generated override. `-reconfigure`: a `.terraform` left over
 * from another backend must neither be migrated from nor asked about.
 *
 * @param backend `recorded`: `.terraform` names this very backend already (`recordBackend`)
 * @throws Failure `TERRAFORM_INIT_FAILED`
 */
export async function init(
  terraform: Terraform,
  backend: 'to configure' | 'recorded' = 'to configure',
): Promise<void> {
  const json = atLeast(terraform.version, 'init -json') ? ['-json'] : [];
  const reconfigure = backend === 'recorded' ? [] : ['-reconfigure'];
  const args = ['init', '-input=false', '-no-color', ...reconfigure, ...json];
  const outcome = await runInit(terraform, args);
  if (outcome.end.exitCode === 0) return;
  throw terraformFailure(terraform, outcome, {
    code: 'TERRAFORM_INIT_FAILED',
    command: 'init',
    safe: 'Nothing was planned or applied, and the site was not touched.',
  });
}

/** A registry or a backend that is down for longer than three tries take is down. */
const TRIES = 3;

async function runInit(terraform: Terraform, args: readonly string[]): Promise<CommandOutcome> {
  const { resilience } = terraform;
  // Its plain text among the events says what we say already: that the backend is configured.
  const once = (): Promise<CommandOutcome> =>
    runTerraform(terraform, args, { showText: false, annotate: false });
  const outcome =
    resilience === undefined
      ? await once()
      : await withRetries(
          { ...resilience, milliseconds: TRANSIENT_PATIENCE, tries: TRIES },
          once,
          isTransient,
        );
  annotate(terraform, outcome);
  return outcome;
}
