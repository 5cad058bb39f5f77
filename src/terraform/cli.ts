import type { Log } from '../platform/platform.ts';
import { toAnnotation } from './diagnostics.ts';
import { type Diagnostic, type TerraformEvent, parseEvent } from './events.ts';

/** How a program ended: null exit code when a signal or the system ended it. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly error?: string;
}

/** Runs Terraform in a process that outlives this one (see the supervisor), handing on its output line by line. */
export type RunProcess = (
  task: { readonly executable: string; readonly args: readonly string[]; readonly directory: string },
  onLine: (line: string) => void,
) => Promise<ProcessEnd>;

/** One Terraform on one root module. */
export interface Terraform {
  readonly executable: string;
  readonly version: string;
  /** Absolute path of the root module. */
  readonly directory: string;
  /** The same, relative to the workspace, with forward slashes: what annotations name. */
  readonly relativeDirectory: string;
  readonly run: RunProcess;
  readonly log: Log;
  /** Says who holds the state lock, once Terraform says that it waits for it. */
  readonly watchLock: LockWatch;
}

/** Watches the state lock until `signal` aborts, printing who holds it. */
export type LockWatch = (signal: AbortSignal) => Promise<void>;

/** What one Terraform command said and how it ended. */
export interface CommandOutcome {
  readonly end: ProcessEnd;
  readonly events: readonly TerraformEvent[];
  /** Each once, though Terraform repeats it for every instance of a resource. */
  readonly diagnostics: readonly Diagnostic[];
  /** Output that was no event; the last lines only. */
  readonly text: readonly string[];
}

const KEPT_TEXT = 40;

/** Events shown in the log as they come. The refresh of every resource is noise. */
const SHOWN: ReadonlySet<TerraformEvent['type']> = new Set<TerraformEvent['type']>([
  'planned_change',
  'resource_drift',
  'change_summary',
  'apply_start',
  'apply_progress',
  'apply_complete',
  'apply_errored',
]);

/** Runs one `-json` command, shows its events in the log, and turns its diagnostics into annotations. */
export async function runTerraform(
  terraform: Terraform,
  args: readonly string[],
  options: { readonly showText: boolean } = { showText: true },
): Promise<CommandOutcome> {
  const events: TerraformEvent[] = [];
  const diagnostics: Diagnostic[] = [];
  const text: string[] = [];
  let waiting: AbortController | undefined;
  const onLine = (line: string): void => {
    const event = parseEvent(line);
    waiting?.abort();
    waiting = undefined;
    if (event === undefined) {
      if (line.trim() === '') return;
      text.push(line);
      if (text.length > KEPT_TEXT) text.shift();
      if (options.showText) terraform.log.untrusted([line]);
      return;
    }
    if (event.type === 'diagnostic') diagnostics.push(event.diagnostic);
    else if (event.type !== 'other') events.push(event);
    if (event.type === 'state_lock_acquire') {
      waiting = new AbortController();
      terraform.watchLock(waiting.signal).catch(() => {});
    }
    if (SHOWN.has(event.type)) terraform.log.untrusted([event['@message']]);
  };
  try {
    const end = await terraform.run(
      { executable: terraform.executable, args, directory: terraform.directory },
      onLine,
    );
    const told = distinct(diagnostics);
    for (const diagnostic of told) {
      terraform.log.annotate(toAnnotation(diagnostic, terraform.relativeDirectory));
    }
    return { end, events, diagnostics: told, text };
  } finally {
    waiting?.abort();
  }
}

/** Warnings that our own override provokes are nothing the user could mend. */
const OURS = /^Deprecated Parameter$/;

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((diagnostic) => {
    const key = JSON.stringify([
      diagnostic.summary,
      diagnostic.detail,
      diagnostic.range?.filename,
      diagnostic.range?.start.line,
    ]);
    const ours = OURS.test(diagnostic.summary) && diagnostic.detail.includes('dynamodb_table');
    if (ours || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
