import { randomUUID } from 'node:crypto';
import process from 'node:process';
import type { Annotation, Log } from './platform.ts';
import { issueCommand, printLine } from './runner-commands.ts';

/** Masking shorter values would blank half the log (a region, `true`), which helps nobody. */
const SHORTEST_MASK = 4;

/**
 * Text of another program is printed between `stop-commands` and its token. Both lines show in the log, so one pair
 * goes around as many lines as come until something of ours is printed, not around each.
 */
class CommandPause {
  #token: string | undefined;

  begin(): void {
    if (this.#token !== undefined) return;
    // Random: the program whose output this is can't guess it and switch the commands on again.
    this.#token = randomUUID();
    printLine(`::stop-commands::${this.#token}`);
  }

  end(): void {
    if (this.#token === undefined) return;
    printLine(`::${this.#token}::`);
    this.#token = undefined;
  }
}

const pause = new CommandPause();

/** What the runner was told to mask, line by line, as it masks: the longest first, since one may hold another. */
const masked = new Set<string>();

const redact = (text: string): string =>
  [...masked].sort((a, b) => b.length - a.length).reduce((rest, each) => rest.replaceAll(each, '***'), text);

/** A line at the bottom of a terminal, which whatever is printed takes the place of. */
class StatusLine {
  #isShown = false;

  show(line: string): void {
    this.clear();
    // Broken by the terminal, it could not be taken back.
    process.stdout.write(line.slice(0, process.stdout.columns - 1));
    this.#isShown = line !== '';
  }

  clear(): void {
    if (this.#isShown) process.stdout.write('\r\u001b[2K');
    this.#isShown = false;
  }
}

const statusLine = new StatusLine();

/** Prints something of ours, with command processing on. */
const ours = (print: () => void): void => {
  statusLine.clear();
  pause.end();
  print();
};

/** GitHub's job log, through the runner's own commands on stdout. */
export const runnerLog: Log = {
  info: (line) => ours(() => printLine(line)),
  debug: (line) => ours(() => issueCommand('debug', {}, line)),
  warning: (message) => ours(() => issueCommand('warning', {}, message)),
  annotate: (annotation) => ours(() => issueAnnotation(annotation)),
  untrusted: (lines) => {
    if (lines.length === 0) return;
    statusLine.clear();
    pause.begin();
    for (const line of lines) printLine(line);
  },
  mask: (value) =>
    ours(() => {
      for (const line of value.split(/\r?\n/)) {
        if (line.trim().length < SHORTEST_MASK) continue;
        issueCommand('add-mask', {}, line);
        masked.add(line.trim());
      }
    }),
  redact,
  group: async (title, work) => {
    ours(() => issueCommand('group', {}, title));
    try {
      return await work();
    } finally {
      ours(() => issueCommand('endgroup', {}, ''));
    }
  },
  ...(process.stdout.isTTY ? { status: (line: string) => statusLine.show(line) } : {}),
};

const issueAnnotation = ({ severity, message, title, file, startLine, endLine }: Annotation): void =>
  issueCommand(severity, { title, file, line: startLine, endLine }, message);
