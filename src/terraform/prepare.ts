import { Failure } from '../errors.ts';
import type { Environment, Platform } from '../platform/platform.ts';

/** Lines of the command's output that a failure repeats. */
const LAST_LINES = 30;

/**
 * Runs the user's `terraform-prepare-command` in the root module's directory: function packages, generated files.
 *
 * @throws Failure `PREPARE_FAILED`
 */
export async function prepare(
  platform: Pick<Platform, 'commands' | 'log'>,
  request: { readonly command: string; readonly directory: string; readonly environment: Environment },
): Promise<void> {
  const last: string[] = [];
  const { exitCode } = await platform.commands.shell(request.command, {
    directory: request.directory,
    environment: request.environment,
    onLine: (line) => {
      platform.log.untrusted([line]);
      last.push(line);
      if (last.length > LAST_LINES) last.shift();
    },
  });
  if (exitCode === 0) return;
  throw new Failure({
    code: 'PREPARE_FAILED',
    reason: `terraform-prepare-command "${request.command}" ended with exit code ${exitCode}.`,
    safe: 'Nothing was planned or applied, and the site was not touched.',
    next: `Run it in ${request.directory} on your machine, mend it and push again.`,
    details: last,
  });
}
