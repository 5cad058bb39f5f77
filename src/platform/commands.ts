import { StringDecoder } from 'node:string_decoder';
import type { CommandOptions, CommandResult, Commands } from './platform.ts';

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

/** Splits a stream into lines. @actions/exec's own listeners never tell a last line that has no newline. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  #rest = '';

  constructor(onLine: (line: string) => void = () => {}) {
    this.#onLine = onLine;
  }

  write(data: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(data)).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#onLine(line.replace(/\r$/, ''));
  }

  end(): void {
    const last = this.#rest + this.#decoder.end();
    if (last !== '') this.#onLine(last);
  }
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
