import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import os from 'node:os';
import process from 'node:process';

/**
 * The runner's own protocol: commands on stdout, and files it names. Written here because @actions/core brings its HTTP
 * client and undici along (1 MB that every start has to parse: 4.1 times the CPU time of an empty script, against 1.9
 * without it), and this action needs five lines of it. Format:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function issueCommand(
  command: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): void {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
  const text = given.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  printLine(`::${command}${text === '' ? '' : ` ${text}`}::${escapeMessage(message)}`);
}

export const printLine = (line: string): void => void process.stdout.write(line + os.EOL);

/** What ends a command or starts a new one, as the runner unescapes it. */
const escapeMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Files of the runner that take `name=value` entries. */
export type CommandFile = 'GITHUB_OUTPUT' | 'GITHUB_STATE';

/**
 * Appends an entry between random delimiters, so that no value can end its own entry and begin another
 * (CVE-2022-35954). Outside a runner, where there is no such file, it does nothing.
 */
export function appendEntry(file: CommandFile, name: string, value: string): void {
  const target = process.env[file];
  if (!target) return;
  const delimiter = `ghadelimiter_${randomUUID()}`;
  appendFileSync(target, [`${name}<<${delimiter}`, value, delimiter, ''].join(os.EOL), 'utf8');
}
