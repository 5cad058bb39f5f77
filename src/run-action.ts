import os from 'node:os';
import process from 'node:process';
import type { CommandContext } from './command-context.ts';
import { maskEnvironmentSecrets, maskSecretVariables } from './context/credentials.ts';
import { refuseUntrustedEvent } from './context/event.ts';
import { type Run, readRun } from './context/run.ts';
import { Failure } from './errors.ts';
import { toFailure } from './failure-message.ts';
import { rawInputs } from './inputs/definitions.ts';
import type { Command, Inputs } from './inputs/inputs.ts';
import { parseInputs } from './inputs/parse.ts';
import { createPlatform } from './platform/create-platform.ts';
import type { Platform } from './platform/platform.ts';
import { runnerToolkit } from './platform/toolkit.ts';
import { Progress } from './report/progress.ts';
import type { Result, RunReport } from './report/run-report.ts';
import { writeReport } from './report/write-report.ts';

/** The main phase: reads the inputs, runs the command, reports. The one place that catches. */
export async function runAction(): Promise<void> {
  const platform = createPlatform();
  const run = readRun(platform.environment, os.hostname(), { cwd: process.cwd(), temporary: os.tmpdir() });
  const cancel = new AbortController();
  let progress = new Progress({ ...UNKNOWN, run }, platform);
  let told: Promise<void> | undefined;
  const end = (report: RunReport): Promise<void> =>
    (told ??= writeReport(report, { log: platform.log, toolkit: runnerToolkit }));
  const onSignal = (signal: NodeJS.Signals): void => {
    if (told !== undefined) return;
    cancel.abort(cancelled());
    const inApply = progress.current === 'apply';
    // Terraform is not to be stopped in the middle of an apply: it goes on under its supervisor, and `post` waits for it.
    // SIGTERM is the runner's last word before SIGKILL: what has not stopped by then, such as a build, is left to it.
    if (inApply || signal === 'SIGTERM')
      void end(progress.report('failed', inApply ? cancelledInApply() : cancelled())).finally(() =>
        process.exit(1),
      );
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    runnerToolkit.saveState('phase', 'post');
    maskEnvironmentSecrets(platform);
    refuseUntrustedEvent(platform.environment);
    const inputs = readInputs(platform, run);
    const { command, project, environment, region } = inputs;
    progress = new Progress({ command, project, environment, region, run }, platform);
    const saveForPost = (name: string, value: string): void => runnerToolkit.saveState(name, value);
    const context: CommandContext = { platform, inputs, run, progress, signal: cancel.signal, saveForPost };
    await end(progress.report(await COMMANDS[inputs.command](context)));
  } catch (error) {
    await end(progress.report('failed', toFailure(error)));
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function readInputs(platform: Platform, run: Run): Inputs {
  const { environment, log } = platform;
  const inputs = parseInputs(rawInputs(environment), {
    environment,
    repository: run.repository,
    workspace: run.workspace,
  });
  if (inputs.githubToken !== undefined) log.mask(inputs.githubToken);
  maskSecretVariables(log, inputs.terraform.variables);
  return inputs;
}

/** What a run is called before its inputs are read. */
const UNKNOWN = { command: 'deploy', project: '', environment: '', region: '' } as const;

/** Each command's code is loaded when it is the one to run. */
const COMMANDS: Readonly<Record<Command, (context: CommandContext) => Promise<Result>>> = {
  deploy: async (context) => (await import('./deploy.ts')).deploy(context),
  bootstrap: async (context) => (await import('./bootstrap.ts')).bootstrap(context),
  plan: async (context) => (await import('./plan.ts')).plan(context),
  rollback: async (context) =>
    context.inputs.restoreTo === undefined
      ? (await import('./rollback.ts')).rollback(context)
      : (await import('./restore-state.ts')).restoreState(context),
  unlock: async (context) => (await import('./unlock.ts')).unlock(context),
  destroy: async (context) => (await import('./destroy.ts')).destroy(context),
};

const cancelled = (): Failure =>
  new Failure({
    code: 'CANCELLED',
    reason: 'The run was cancelled.',
    safe: 'Terraform applied nothing after the cancel; a deploy lease that was held is freed.',
    next: 'Run the deploy again when you want it: it goes on from what is there.',
  });

const cancelledInApply = (): Failure =>
  new Failure({
    code: 'CANCELLED',
    reason: 'The run was cancelled while Terraform applied.',
    safe: 'Terraform goes on under its supervisor; the post phase of this step waits for it, so that its state is saved.',
    next: 'Run the deploy again when you want it: it goes on from what is there.',
  });
