import type { CommandOptions, CommandResult, Commands } from './platform.ts';

async function execute(
  executable: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const { getExecOutput } = await import('@actions/exec');
  const onLine = options.onLine;
  const result = await getExecOutput(quoteExecutable(executable), [...args], {
    cwd: options.directory,
    env: definedOnly(options.environment),
    silent: true,
    ignoreReturnCode: true,
    ...(onLine === undefined ? {} : { listeners: { stdline: onLine, errline: onLine } }),
  });
  return result;
}

/** @actions/exec splits its first argument like a command line; quotes keep a path with spaces whole. */
const quoteExecutable = (executable: string): string => `"${executable}"`;

const definedOnly = (environment: CommandOptions['environment']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** Runs through @actions/exec, loaded when first needed. */
export const runnerCommands: Commands = {
  run: execute,
  shell: (commandLine, options) =>
    execute('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', commandLine], options),
  find: async (executable) => {
    const { which } = await import('@actions/io');
    return (await which(executable, false)) || undefined;
  },
};
