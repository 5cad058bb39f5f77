import { Failure } from '../errors.ts';
import type { HttpResponse, Platform } from '../platform/platform.ts';
import { printableLine } from '../platform/printable.ts';

/** What must be seen where. */
export interface Verification {
  /** The live URL, with its scheme. */
  readonly url: string;
  /** Text of the published root page; undefined: the site has none, and any page will do. */
  readonly expected: string | undefined;
  /** Milliseconds; default 10 minutes: a new distribution takes some until its name resolves and every edge knows it. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

const MINUTE = 60_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

/** What one fetch saw. */
type Sight =
  { readonly live: true } | { readonly live: false; readonly seen: string; readonly body?: string };

/**
 * Fetches the URL as a visitor does until it answers with exactly the page that was published. Says in the log what it
 * sees instead, each time that changes.
 *
 * @throws {Failure} NOT_LIVE with what came back last
 */
export async function verifyLive(
  { clock, http, log }: Pick<Platform, 'clock' | 'http' | 'log'>,
  { url, expected, timeout = 10 * MINUTE, signal }: Verification,
): Promise<void> {
  const deadline = clock.monotonic() + timeout;
  let said: string | undefined;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const sight = await look(http, { url, expected });
    if (sight.live) return;
    if (sight.seen !== said) log.info(`Not live yet: ${url} ${sight.seen}`);
    said = sight.seen;
    if (clock.monotonic() + pause > deadline) throw notLive({ url, sight, timeout });
    await clock.sleep(pause, signal).catch((error: unknown) => {
      throw stopped(error, { url, signal });
    });
  }
}

async function look(
  http: Platform['http'],
  { url, expected }: Pick<Verification, 'url' | 'expected'>,
): Promise<Sight> {
  let response: HttpResponse;
  try {
    response = await http.get(url);
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message?: string };
    return { live: false, seen: `can't be reached: ${code ?? firstCharacters(message ?? 'unknown error')}` };
  }
  const { status, body } = response;
  if (status !== 200) return { live: false, seen: `answers ${status}`, body };
  if (expected === undefined || withoutMark(body) === withoutMark(expected)) return { live: true };
  return { live: false, seen: 'answers 200 with another page', body };
}

/** Reading as text may take the byte order mark for part of the text or not. */
const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');

/** Enough to recognise a page by, on one line. */
const firstCharacters = (text: string): string => printableLine(text.slice(0, 1000), 160);

function notLive({
  url,
  sight,
  timeout,
}: {
  readonly url: string;
  readonly sight: Extract<Sight, { live: false }>;
  readonly timeout: number;
}): Failure {
  const seconds = Math.round(timeout / 1000);
  return new Failure({
    code: 'NOT_LIVE',
    reason: `${url} ${sight.seen}, ${seconds} s after everything was published.`,
    safe: 'The site is uploaded and no page is broken. Nothing old was deleted.',
    next: 'Open the URL. If it shows the new page by now, deploy again; else check that the distribution has the site bucket as its origin, may read it, and has index.html as its default root object.',
    ...(sight.body === undefined ? {} : { details: [`It began with: ${firstCharacters(sight.body)}`] }),
  });
}

function stopped(error: unknown, { url, signal }: { url: string; signal: AbortSignal | undefined }): unknown {
  if (signal?.aborted !== true) return error;
  if (signal.reason instanceof Failure) return signal.reason;
  return new Failure({
    code: 'CANCELLED',
    reason: `The run was cancelled while it waited for ${url}.`,
    safe: 'The site is uploaded and no page is broken; it is not recorded as live yet.',
    next: 'Deploy again: it goes on where this run stopped.',
    cause: error,
  });
}
