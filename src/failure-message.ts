import { Failure } from './errors.ts';
import { printableLines } from './platform/printable.ts';

/**
 * A failure as lines of the job log: code and reason, details, what is safe, what to do next. Details may quote other
 * programs, so print the lines with `Log.untrusted`.
 */
export function failureMessage({ code, reason, details, safe, next }: Failure): string[] {
  return [
    ...printableLines(`${code}: ${reason}`),
    ...details.flatMap((detail) => printableLines(detail)).map((line) => `  ${line}`.trimEnd()),
    ...printableLines(`Safe: ${safe}`),
    ...printableLines(`Next: ${next}`),
  ];
}

/**
 * Whatever was thrown, as a failure. A cancel is `CANCELLED`, or the failure it was aborted with; anything else nobody
 * foresaw is `INTERNAL`, with its stack in the details and without what looks like a secret.
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (isAbort(error)) return error.cause instanceof Failure ? error.cause : cancelled(error);
  const trouble = awsTrouble(error);
  if (trouble !== undefined) return awsUnavailable(trouble, error);
  return new Failure({
    code: 'INTERNAL',
    reason: withoutSecrets(printableLines(describe(error))[0] ?? 'an unknown error'),
    safe: 'What was done before stays as it is; nothing was undone.',
    next: 'Run it again; if it fails in the same way, report this log.',
    details: withoutSecrets(stacks(error)).split('\n'),
    cause: error,
  });
}

/** What AWS or the way to it answered, if the SDK gave up on that: a 5xx, throttling, or no answer at all. */
function awsTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { $metadata, code } = error as {
    $metadata?: { httpStatusCode?: number; attempts?: number };
    code?: string;
  };
  const attempts = $metadata?.attempts === undefined ? '' : ` after ${$metadata.attempts} attempts`;
  const status = $metadata?.httpStatusCode;
  if (status !== undefined && (status >= 500 || status === 429))
    return `HTTP ${status} ${error.name}${attempts}`;
  const network = code !== undefined && NETWORK_CODES.has(code);
  return $metadata !== undefined && (network || error.name === 'TimeoutError')
    ? `${code ?? error.name}${attempts}`
    : undefined;
}

const NETWORK_CODES: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

const awsUnavailable = (trouble: string, cause: unknown): Failure =>
  new Failure({
    code: 'AWS_UNAVAILABLE',
    reason: `AWS did not answer as it should: ${trouble}.`,
    safe: 'What was done before stays as it is; the state is untouched by this.',
    next: 'Run it again; https://health.aws.amazon.com tells whether AWS is in trouble.',
    cause,
  });

const cancelled = (cause: unknown): Failure =>
  new Failure({
    code: 'CANCELLED',
    reason: 'The run was cancelled.',
    safe: 'What was finished before the cancel stays as it is; nothing was undone.',
    next: 'Run it again when you are ready: it goes on from what is there.',
    cause,
  });

/** Aborted waits and requests reject with this name; Node's own also carry what they were aborted with as the cause. */
const isAbort = (error: unknown): error is Error => error instanceof Error && error.name === 'AbortError';

function describe(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  // String() of an object calls its own code, which may throw in turn.
  const text = typeof error === 'object' ? Object.prototype.toString.call(error) : String(error);
  return `${typeof error} thrown: ${text}`;
}

/** How many causes behind an error are worth a stack. */
const DEEPEST_CAUSE = 5;

function stacks(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return describe(error);
  const own = error.stack ?? describe(error);
  const cause =
    error.cause === undefined || depth >= DEEPEST_CAUSE
      ? ''
      : `\ncaused by ${stacks(error.cause, depth + 1)}`;
  return `${own}${cause}`;
}

const SECRETS: readonly (readonly [RegExp, string])[] = [
  // AWS access key ids, JSON web tokens, GitHub tokens, passwords in addresses.
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '***'],
  [/\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g, '***'],
  [/\b(?:gh[pousr]_|github_pat_)\w{20,}/g, '***'],
  [/(?<=:\/\/)[^\s/@]+@/g, '***@'],
  // `name=value` and `"name": "value"` where the name says what it is, as in headers, queries and requests.
  [
    /((?:[\w-]*(?:secret|password|token|signature|credential|api_?key)[\w-]*|authorization)["']?\s*[=:]\s*["']?)(?:(?:Bearer|Basic|token)\s+)?[^\s"'&,;)]+/gi,
    '$1***',
  ],
];
/** Secret access keys (40 characters) and session tokens (some hundred) have no mark but their shape. */
const KEY_SHAPED = /(?<![\w/+=-])[A-Za-z0-9+/]{40}(?![\w/+=-])|[A-Za-z0-9+/=]{120,}/g;

/**
 * The text with everything that looks like a credential replaced by `***`. The runner masks what it was told to; this
 * is for what an unforeseen error may carry that nobody could tell it.
 */
export function withoutSecrets(text: string): string {
  const named = SECRETS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
  return named.replace(KEY_SHAPED, (match) =>
    /[a-z]/.test(match) && /[A-Z]/.test(match) && /\d/.test(match) ? '***' : match,
  );
}
