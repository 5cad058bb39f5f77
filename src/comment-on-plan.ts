import type { CommandContext } from './command-context.ts';
import { readPullRequest } from './context/event.ts';
import { writeComment } from './context/pull-request.ts';
import { githubAccess } from './context/run-status.ts';
import { Failure } from './errors.ts';
import { withoutSecrets } from './failure-message.ts';
import { commentMarker, markerOfRun, renderComment } from './report/comment.ts';
import type { RunReport } from './report/run-report.ts';

/**
 * Tells a pull request what its plan found, in the one comment about this environment. A comment that can't be written is
 * a warning: the plan is in the summary all the same. Never throws.
 */
export async function commentOnPlan(
  { platform, inputs, run }: CommandContext,
  report: RunReport,
): Promise<void> {
  const pullRequest = readPullRequest(platform.environment);
  if (!inputs.pullRequestComment || pullRequest === undefined) return;
  const { relativeDirectory: terraformDirectory } = inputs.terraform;
  const marker = commentMarker({ ...inputs, terraformDirectory });
  const text = renderComment(withoutValues(report, valuesOf(platform.environment, inputs)), {
    pullRequest,
    directory: terraformDirectory,
  });
  const said = await writeComment(platform.http, githubAccess(platform.environment, inputs.githubToken), {
    repository: run.repository,
    pullRequest: pullRequest.number,
    marker,
    run: run.id,
    // The runner masks logs and summaries; what goes to GitHub's API it never sees.
    body: `${markerOfRun(marker, run)}\n${platform.log.redact(text)}`,
  });
  const where = `pull request #${pullRequest.number}`;
  if (said.kind === 'refused') {
    platform.log.warning(`The plan is not in a comment on ${where}: ${said.why}.`);
  } else if (said.kind === 'newer') {
    platform.log.info(`A newer run has its plan in the comment on ${where} already: ${said.url}`);
  } else {
    platform.log.info(`The plan is in the comment on ${where}: ${said.url}`);
  }
}

/** Shorter values would blank half the sentence. */
const SHORTEST_VALUE = 4;

/** Every value that was handed to Terraform: a workflow's secrets are among them, and which they are only it knows. */
const valuesOf = (
  environment: CommandContext['platform']['environment'],
  { terraform }: CommandContext['inputs'],
): readonly string[] => {
  const ofJob = Object.entries(environment).filter(([name]) => name.startsWith('TF_VAR_'));
  return [...terraform.variables.values(), ...ofJob.map(([, value = '']) => value)]
    .flatMap((value) => [value, ...value.split(/\r?\n/)])
    .map((value) => value.trim())
    .filter(({ length }) => length >= SHORTEST_VALUE)
    .sort((one, other) => other.length - one.length);
};

/** The report with these values, and what looks like a secret, out of what a failure quotes from other programs. */
function withoutValues(report: RunReport, values: readonly string[]): RunReport {
  if (report.failure === undefined) return report;
  const clean = (text: string): string =>
    withoutSecrets(values.reduce((rest, value) => rest.replaceAll(value, '***'), text));
  const { code, reason, safe, next } = report.failure;
  return {
    ...report,
    failure: new Failure({ code, reason: clean(reason), safe: clean(safe), next: clean(next) }),
  };
}
