import { LineSplitter } from './line-splitter.ts';
import type { CommandOptions, CommandResult, Commands } from './platform.ts';
import { runUntilAborted } from './run-until-aborted.ts';

async function execute(
  executable: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const { getExecOutput } = await import('@actions/exec');
  const [stdout, stderr] = [new LineSplitter(options.onLine), new LineSplitter(options.onLine)];
  const result = await getExecOutput(quoteExecutable(executable), [...args], {
    cwd: options.directory,
    env: definedOnly(options.environment),
    silent: true,
    ignoreReturnCode: true,
    listeners: { stdout: (data) => stdout.write(data), stderr: (data) => stderr.write(data) },
  });
  stdout.end();
  stderr.end();
  return result;
}

/** @actions/exec splits its first argument like a command line; quotes keep a path with spaces whole. */
const quoteExecutable = (executable: string): string => `"${executable}"`;

const definedOnly = (environment: CommandOptions['environment']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

async function stoppable(
  executable: string,
  args: readonly string[],
  { directory, environment, onLine = () => {}, signal = new AbortController().signal }: CommandOptions,
): Promise<CommandResult> {
  const task = { executable, args, directory };
  const end = await runUntilAborted(task, onLine, { environment, signal, interrupt: 'group' });
  // As a shell tells of a command that it could not start, or that a signal ended.
  if (end.error !== undefined) onLine(end.error);
  return { exitCode: end.exitCode ?? (end.error === undefined ? 143 : 127), stdout: '', stderr: '' };
}

/** Runs through @actions/exec, loaded when first needed. */
export const runnerCommands: Commands = {
  run: execute,
  shell: (commandLine, options) => {
    const args = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', commandLine];
    return options.signal === undefined ? execute('bash', args, options) : stoppable('bash', args, options);
  },
  find: async (executable) => {
    const { which } = await import('@actions/io');
    return (await which(executable, false)) || undefined;
  },
};
