import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ProcessEnd, Terraform } from '../../src/terraform/cli.ts';
import { MemoryLog } from '../fakes/platform.ts';

const fixture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)), 'utf8');

const exitCodes = {
  ...JSON.parse(fixture('exit-codes.json')),
  ...JSON.parse(fixture('exit-codes-faults.json')),
} as Readonly<Record<string, number>>;

/** What a Terraform command printed when it was recorded (see fixtures/record.sh and record-faults.ts). */
export const recordedLines = (name: string): readonly string[] =>
  fixture(`${name}.jsonl`).trimEnd().split('\n');

/** A Terraform that plays what was recorded, or these lines, and remembers what it was asked. */
export interface RecordedTerraform extends Terraform {
  readonly log: MemoryLog;
  readonly asked: (readonly string[])[];
  /** Signals that the watches of the state lock were given. */
  readonly watches: AbortSignal[];
}

export function playing(
  recording: string | readonly string[],
  end: Partial<ProcessEnd> = {},
  onLine: (line: string, watches: readonly AbortSignal[]) => void = () => undefined,
): RecordedTerraform {
  const log = new MemoryLog();
  const asked: (readonly string[])[] = [];
  const watches: AbortSignal[] = [];
  const lines = typeof recording === 'string' ? recordedLines(recording) : recording;
  const exitCode = typeof recording === 'string' ? (exitCodes[recording] ?? 0) : 0;
  return {
    executable: '/bin/terraform',
    version: '1.11.4',
    directory: '/checkout/terraform',
    relativeDirectory: 'terraform',
    log,
    asked,
    watches,
    watchLock: async (signal) => void watches.push(signal),
    run: async (task, handOn) => {
      asked.push(task.args);
      for (const line of lines) {
        handOn(line);
        onLine(line, watches);
      }
      return { exitCode, signal: null, ...end };
    },
  };
}
