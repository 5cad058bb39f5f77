import process from 'node:process';
import * as core from '@actions/core';

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

/** The real one: files the runner names, each value between random delimiters (CVE-2022-35954). */
export const runnerToolkit: Toolkit = {
  setOutput: (name, value) => core.setOutput(name, value),
  writeSummary: async (markdown) => {
    await core.summary.addRaw(markdown).write();
  },
  saveState: (name, value) => core.saveState(name, value),
  getState: (name) => core.getState(name),
  setFailed: () => {
    process.exitCode = core.ExitCode.Failure;
  },
};
