import { appendFile } from 'node:fs/promises';
import process from 'node:process';
import { appendEntry } from './runner-commands.ts';

/** What a step hands to the runner besides its log: outputs, the summary, state for `post`, and whether it failed. */
export interface Toolkit {
  setOutput(name: string, value: string): void;
  /** Appends to the job summary of this phase. Rejects where the runner offers none. */
  writeSummary(markdown: string): Promise<void>;
  /** Keeps a value for the `post` phase; it is readable there by `getState` and nowhere else. */
  saveState(name: string, value: string): void;
  /** What `saveState` kept, else an empty string. */
  getState(name: string): string;
  /** Makes this process end with exit code 1, once it has finished by itself. */
  setFailed(): void;
}

/** The real one. Outside a runner, where there are no files to write to, nothing is written. */
export const runnerToolkit: Toolkit = {
  setOutput: (name, value) => appendEntry('GITHUB_OUTPUT', name, value),
  writeSummary: async (markdown) => {
    const file = process.env['GITHUB_STEP_SUMMARY'];
    if (file) await appendFile(file, markdown, 'utf8');
  },
  saveState: (name, value) => appendEntry('GITHUB_STATE', name, value),
  getState: (name) => process.env[`STATE_${name}`] ?? '',
  setFailed: () => {
    process.exitCode = 1;
  },
};
