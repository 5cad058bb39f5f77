import { randomUUID } from 'node:crypto';
import * as core from '@actions/core';
import type { Annotation, Log } from './platform.ts';

/** Masking shorter values would blank half the log (a region, `true`), which helps nobody. */
const SHORTEST_MASK = 4;

const properties = ({ title, file, startLine, endLine }: Annotation): core.AnnotationProperties => ({
  ...(title === undefined ? {} : { title }),
  ...(file === undefined ? {} : { file }),
  ...(startLine === undefined ? {} : { startLine }),
  ...(endLine === undefined ? {} : { endLine }),
});

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
    core.info(`::stop-commands::${this.#token}`);
  }

  end(): void {
    if (this.#token === undefined) return;
    core.info(`::${this.#token}::`);
    this.#token = undefined;
  }
}

const pause = new CommandPause();

/** Prints something of ours, with command processing on. */
const ours = (print: () => void): void => {
  pause.end();
  print();
};

/** GitHub's job log, through the runner's own commands on stdout. */
export const runnerLog: Log = {
  info: (line) => ours(() => core.info(line)),
  debug: (line) => ours(() => core.debug(line)),
  warning: (message) => ours(() => core.warning(message)),
  annotate: (annotation) => ours(() => core[annotation.severity](annotation.message, properties(annotation))),
  untrusted: (lines) => {
    if (lines.length === 0) return;
    pause.begin();
    core.info(lines.join('\n'));
  },
  mask: (value) =>
    ours(() => {
      for (const line of value.split(/\r?\n/)) if (line.trim().length >= SHORTEST_MASK) core.setSecret(line);
    }),
  group: async (title, work) => {
    ours(() => core.startGroup(title));
    try {
      return await work();
    } finally {
      ours(() => core.endGroup());
    }
  },
};
