import type { AwsClients } from './aws.ts';

/** Environment variables as they were when the action started. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Clock {
  /** Milliseconds since the epoch: for people to read. */
  now(): number;
  /** Milliseconds on a clock that never jumps: for durations and deadlines. */
  monotonic(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** An annotation on a file, shown by GitHub beside the line. Paths are relative to the workspace, lines start at 1. */
export interface Annotation {
  readonly severity: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly startLine?: number;
  readonly endLine?: number;
}

/** The job log. Lines of ours may be commands to the runner; lines of others never are. */
export interface Log {
  info(line: string): void;
  debug(line: string): void;
  warning(message: string): void;
  annotate(annotation: Annotation): void;
  /** Prints text that came from another program, with the runner's command processing switched off around it. */
  untrusted(lines: readonly string[]): void;
  /** Never show `value` again, in this log or a later one. Each line of it is masked. */
  mask(value: string): void;
  /** Text with everything masked so far taken out: for what is shown where the runner doesn't mask. */
  redact(text: string): string;
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** Shows a line that the next one takes the place of; an empty one ends it. Only there where the log is a terminal. */
  readonly status?: (line: string) => void;
}

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Absolute working directory. */
  readonly directory: string;
  /** The whole environment of the child; nothing is inherited. */
  readonly environment: Environment;
  /** Called with every line of stdout and stderr as it comes. */
  readonly onLine?: (line: string) => void;
  /**
   * Ends the command, with all it started, when aborted. For `shell`, which then hands its output to `onLine` alone.
   */
  readonly signal?: AbortSignal;
}

/** Short commands that hold no lock: git, version probes, builds. Never Terraform's plan or apply (see supervisor). */
export interface Commands {
  /** Runs an executable with an argument array, without a shell. Rejects only when it can't be started. */
  run(executable: string, args: readonly string[], options: CommandOptions): Promise<CommandResult>;
  /**
   * Runs a command line the user wrote (`npm ci && npm run build`) with
   * `bash --noprofile --norc -e -o pipefail -c`, as the runner runs a `run:` step.
   */
  shell(commandLine: string, options: CommandOptions): Promise<CommandResult>;
  /** Absolute path of an executable on the PATH, or undefined. */
  find(executable: string): Promise<string | undefined>;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** A request that changes something: its body is sent as JSON. */
export interface HttpChange {
  readonly method: 'POST' | 'PATCH';
  readonly url: string;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** HTTP through @actions/http-client, which honours HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS. */
export interface Http {
  /** One GET; follows redirects. Rejects on network errors, resolves for every status. */
  get(url: string, headers?: Readonly<Record<string, string>>): Promise<HttpResponse>;
  /** Follows no redirect, is never repeated. Rejects on network errors, resolves for every status. */
  send(change: HttpChange): Promise<HttpResponse>;
  /** Streams a GET's body into a file. Rejects unless the status is 200. */
  download(url: string, file: string): Promise<void>;
}

/** Every side effect of the action in one bundle: built once for real, in memory for tests. */
export interface Platform {
  readonly environment: Environment;
  readonly log: Log;
  readonly clock: Clock;
  readonly commands: Commands;
  readonly http: Http;
  readonly aws: AwsClients;
}
