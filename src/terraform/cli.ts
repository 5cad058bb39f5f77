import type { Log } from '../platform/platform.ts';
import { toAnnotation } from './diagnostics.ts';
import { type Diagnostic, type TerraformEvent, parseEvent, parseStateDump } from './events.ts';
import type { Resilience } from './resilient.ts';

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
  /** Absent: whatever fails, fails at once. */
  readonly resilience?: Resilience;
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
  /** The state, where Terraform could neither save it nor write it to a file. It holds secrets: never to be shown. */
  readonly dumpedState?: string;
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

export interface RunOptions {
  /** Shows text that is no event. Default true. */
  readonly showText?: boolean;
  /** Turns the diagnostics into annotations. Default true. */
  readonly annotate?: boolean;
}

/** Runs one `-json` command, shows its events in the log, and turns its diagnostics into annotations. */
export async function runTerraform(
  terraform: Terraform,
  args: readonly string[],
  { showText = true, annotate: annotated = true }: RunOptions = {},
): Promise<CommandOutcome> {
  const events: TerraformEvent[] = [];
  const diagnostics: Diagnostic[] = [];
  const text: string[] = [];
  let dumpedState: string | undefined;
  let waiting: AbortController | undefined;
  const onLine = (line: string): void => {
    const event = parseEvent(line);
    waiting?.abort();
    waiting = undefined;
    if (event === undefined) {
      // A dump of the state that a full disk cut short is no event any more, and still holds its secrets.
      if (line.trim() === '' || line.startsWith(EVENT_START)) return;
      text.push(line);
      if (text.length > KEPT_TEXT) text.shift();
      if (showText) terraform.log.untrusted([line]);
      return;
    }
    if (event.type === 'other') dumpedState = parseStateDump(line) ?? dumpedState;
    if (event.type === 'diagnostic') diagnostics.push(event.diagnostic);
    else if (event.type !== 'other') events.push(event);
    if (event.type === 'state_lock_acquire') {
      waiting = new AbortController();
      terraform.watchLock(waiting.signal).catch(() => {});
    }
    // `apply` of a saved plan tells the plan again, which was shown when it was made.
    const repeated = event.type === 'planned_change' && args[0] === 'apply';
    if (SHOWN.has(event.type) && !repeated) terraform.log.untrusted([event['@message']]);
  };
  try {
    const end = await terraform.run(
      { executable: terraform.executable, args, directory: terraform.directory },
      onLine,
    );
    const outcome = {
      end,
      events,
      diagnostics: distinct(diagnostics),
      text,
      ...(dumpedState === undefined ? {} : { dumpedState }),
    };
    if (annotated) annotate(terraform, outcome);
    return outcome;
  } finally {
    waiting?.abort();
  }
}

/** Shows the diagnostics of a command on file and line. */
export function annotate(
  { log, relativeDirectory }: Pick<Terraform, 'log' | 'relativeDirectory'>,
  { diagnostics }: Pick<CommandOutcome, 'diagnostics'>,
): void {
  for (const diagnostic of diagnostics) log.annotate(toAnnotation(diagnostic, relativeDirectory));
}

/** How every event begins. */
const EVENT_START = '{"@level"';

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
