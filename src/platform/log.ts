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

/** GitHub's job log, through the runner's own commands on stdout. */
export const runnerLog: Log = {
  info: (line) => core.info(line),
  debug: (line) => core.debug(line),
  warning: (message) => core.warning(message),
  annotate: (annotation) => core[annotation.severity](annotation.message, properties(annotation)),
  untrusted: (lines) => {
    if (lines.length === 0) return;
    // A random token: the program whose output this is can't guess it and switch the commands on again.
    const token = randomUUID();
    core.info([`::stop-commands::${token}`, ...lines, `::${token}::`].join('\n'));
  },
  mask: (value) => {
    for (const line of value.split(/\r?\n/)) if (line.trim().length >= SHORTEST_MASK) core.setSecret(line);
  },
  group: (title, work) => core.group(title, work),
};
