import type {
  Annotation,
  Clock,
  CommandOptions,
  Commands,
  Http,
  HttpResponse,
  Log,
  Platform,
} from '../../src/platform/platform.ts';

/** A clock on which sleeping takes no time: it moves both of its hands at once. */
export class FakeClock implements Clock {
  #now: number;
  #monotonic = 0;

  constructor(now: number | string = '2026-01-01T00:00:00Z') {
    this.#now = typeof now === 'number' ? now : Date.parse(now);
  }

  now = (): number => this.#now;
  monotonic = (): number => this.#monotonic;

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    this.#monotonic += milliseconds;
  }

  sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    this.advance(milliseconds);
  };
}

/** A log that remembers, each kind apart; `lines` is what a person reads, in order. */
export class MemoryLog implements Log {
  readonly lines: string[] = [];
  readonly warnings: string[] = [];
  readonly untrustedLines: string[] = [];
  readonly annotations: Annotation[] = [];
  readonly masked: string[] = [];
  readonly groups: string[] = [];

  info = (line: string): void => void this.lines.push(line);
  debug = (): void => undefined;
  warning = (message: string): void => {
    this.warnings.push(message);
    this.lines.push(message);
  };
  annotate = (annotation: Annotation): void => void this.annotations.push(annotation);
  untrusted = (lines: readonly string[]): void => {
    this.untrustedLines.push(...lines);
    this.lines.push(...lines);
  };
  mask = (value: string): void => void this.masked.push(value);
  redact = (text: string): string => this.masked.reduce((rest, value) => rest.replaceAll(value, '***'), text);
  group = async <T>(title: string, work: () => Promise<T>): Promise<T> => {
    this.groups.push(title);
    return work();
  };
}

/** Answers of the web, one a request; the last one stays. An Error is a network that fails. */
export function fakeHttp(
  answers: readonly (Partial<HttpResponse> | Error)[],
): Http & { readonly urls: string[] } {
  const urls: string[] = [];
  return {
    urls,
    get: async (url) => {
      const answer = answers[Math.min(urls.push(url), answers.length) - 1];
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('nothing answers here');
      return { status: 200, headers: {}, body: '', ...answer };
    },
    send: async () => {
      throw new Error('nothing is to be changed here');
    },
    download: async () => {
      throw new Error('nothing to download here');
    },
  };
}

/** What a faked command does: prints lines, perhaps writes files, ends with an exit code. */
export type FakeCommand = (commandLine: string, options: CommandOptions) => number | Promise<number>;

/** Runs every command line through `command`; what it prints through `options.onLine` is its output. */
export function fakeCommands(command: FakeCommand): Commands {
  const execute = async (commandLine: string, options: CommandOptions) => {
    const said: string[] = [];
    const onLine = (line: string): void => {
      said.push(line);
      options.onLine?.(line);
    };
    const exitCode = await command(commandLine, { ...options, onLine });
    return { exitCode, stdout: said.join('\n'), stderr: '' };
  };
  return {
    run: (executable, args, options) => execute([executable, ...args].join(' '), options),
    shell: execute,
    find: async () => undefined,
  };
}

/** A platform in memory; what a test doesn't give fails when it is used. */
export function fakePlatform(
  overrides: Partial<Platform> = {},
): Platform & { readonly clock: Clock; readonly log: MemoryLog } {
  const unexpected = (what: string) => async (): Promise<never> => {
    throw new Error(`this test has no ${what}`);
  };
  return {
    environment: {},
    clock: new FakeClock(),
    commands: fakeCommands(unexpected('commands')),
    http: fakeHttp([]),
    aws: {
      s3: unexpected('S3'),
      objects: unexpected('S3 for objects'),
      dynamodb: unexpected('DynamoDB'),
      cloudfront: unexpected('CloudFront'),
      distributions: unexpected('CloudFront for a publish'),
      sts: unexpected('STS'),
      apiGateway: unexpected('API Gateway'),
      apiGatewayV2: unexpected('API Gateway v2'),
      cloudWatchLogs: unexpected('CloudWatch Logs'),
      eventBridge: unexpected('EventBridge'),
      iam: unexpected('IAM'),
      lambda: unexpected('Lambda'),
      scheduler: unexpected('EventBridge Scheduler'),
      secretsManager: unexpected('Secrets Manager'),
    },
    ...overrides,
    log: (overrides.log as MemoryLog | undefined) ?? new MemoryLog(),
  };
}
