import type { Clock } from '../platform.ts';
import type { Credentials } from '../plain/credentials.ts';
import type { Destination } from './destination.ts';
import { keepAliveExchange, whole, type Answer, type Exchange, type OpenAnswer } from './exchange.ts';
import { troubleOf, waitBefore, type Trouble } from './retry.ts';
import { ServiceError } from './service-error.ts';
import type { Signer } from './signature.ts';
import { WIDEST, Window } from './window.ts';
import { textOf } from './xml.ts';

/** What a client is made of; tests put their own in place. */
export interface SenderParts {
  readonly clock: Clock;
  /** Of one request, with those that follow a failure. */
  readonly maxAttempts: number;
  readonly exchange?: Exchange;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

/** How a service is reached: where, and signed by whom. */
export interface Route {
  readonly destination: Destination;
  readonly signer: Signer;
  readonly credentials: Credentials;
}

/** A request before it is signed. */
export interface Outgoing {
  readonly method: string;
  /** Encoded, as it is sent. */
  readonly path: string;
  /** Encoded and sorted, as it is sent; empty: none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  /** SHA-256 of the body, in hex. */
  readonly hash: string;
}

const USER_AGENT = 'revive-deploy';

/** Sends requests, each as often as it takes, and all together no faster than the service bears. */
export class Sender {
  readonly #clock: Clock;
  readonly #maxAttempts: number;
  readonly #exchange: Exchange;
  readonly #random: () => number;
  readonly #window = new Window();
  /** AWS's clock minus ours, in milliseconds. */
  #clockOffset = 0;

  constructor({ clock, maxAttempts, exchange, random }: SenderParts) {
    this.#clock = clock;
    this.#maxAttempts = maxAttempts;
    this.#exchange = exchange ?? keepAliveExchange(WIDEST);
    this.#random = random ?? Math.random;
  }

  /**
   * Sends a request and reads its answer.
   *
   * @throws {ServiceError} what AWS answered last; where it gave no answer, the error of the connection
   */
  send(route: Route, request: Outgoing): Promise<Answer> {
    return this.#untilDone(route, request, async (open) => {
      const answer = await whole(open);
      return isDone(answer) ? { done: answer } : { refused: answer };
    });
  }

  /** As `send`, with the body still to come: once it began, nothing is tried again. */
  open(route: Route, request: Outgoing): Promise<OpenAnswer> {
    return this.#untilDone(route, request, async (open) =>
      isSuccess(open) ? { done: open } : { refused: await whole(open) },
    );
  }

  async #untilDone<T>(
    route: Route,
    request: Outgoing,
    receive: (open: OpenAnswer) => Promise<Received<T>>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const tried = await this.#try(route, request, receive);
      if ('done' in tried) return tried.done;
      const error = 'refused' in tried ? new ServiceError(tried.refused, attempt) : tried.error;
      if (attempt >= this.#maxAttempts) throw error;
      if ('refused' in tried && this.#learnsTheTime(error as ServiceError, tried.refused)) continue;
      const trouble = troubleIn(tried);
      if (trouble === undefined) throw error;
      const retryAfter = 'refused' in tried ? tried.refused.headers['retry-after'] : undefined;
      await this.#clock.sleep(waitBefore(trouble, { attempt, random: this.#random(), retryAfter }));
    }
  }

  async #try<T>(
    route: Route,
    request: Outgoing,
    receive: (open: OpenAnswer) => Promise<Received<T>>,
  ): Promise<Tried<T>> {
    const place = await this.#window.enter();
    let tried: Tried<T>;
    try {
      const signed = await this.#sign(route, request);
      tried = await receive(await this.#exchange(route.destination, signed));
    } catch (error) {
      tried = { error };
    }
    const trouble = troubleIn(tried);
    this.#window.leave(
      place,
      trouble === undefined ? 'went-through' : trouble === 'throttled' ? trouble : 'failed',
    );
    return tried;
  }

  async #sign(
    { destination, signer, credentials }: Route,
    { method, path, query, headers, body, hash }: Outgoing,
  ) {
    // Without it Node sends an empty POST in chunks, which S3 doesn't take.
    const length =
      method === 'PUT' || method === 'POST' ? { 'content-length': String(body?.length ?? 0) } : {};
    const unsigned = {
      method,
      path,
      query,
      headers: {
        host: destination.host,
        ...headers,
        ...length,
        'x-amz-content-sha256': hash,
        'user-agent': USER_AGENT,
      },
    };
    const signed = signer.sign(unsigned, await credentials(), this.#clock.now() + this.#clockOffset);
    return { method, target: query === '' ? path : `${path}?${query}`, headers: signed, body };
  }

  /** A runner whose clock is wrong signs for the wrong time. AWS says what time it is, and the next try signs for that. */
  #learnsTheTime({ name }: ServiceError, { headers }: Answer): boolean {
    const theirs = Date.parse(headers.date ?? '');
    if (!SKEWED.has(name) || Number.isNaN(theirs)) return false;
    const offset = theirs - this.#clock.now();
    // Told so with the time it gave itself, AWS is not waiting for another try.
    if (Math.abs(offset - this.#clockOffset) < SAME_TIME) return false;
    this.#clockOffset = offset;
    return true;
  }
}

type Received<T> = { readonly done: T } | { readonly refused: Answer };

/** What became of one try. */
type Tried<T> = Received<T> | { readonly error: unknown };

/** Why another try may help; undefined: it won't, or isn't needed. */
function troubleIn(tried: Tried<unknown>): Trouble | undefined {
  if ('done' in tried) return undefined;
  if ('error' in tried) return troubleOf({ code: (tried.error as NodeJS.ErrnoException).code ?? '' });
  const { status, body } = tried.refused;
  return troubleOf({ status, code: textOf(body.toString(), 'Code') ?? '' });
}

/** What S3 calls a clock that is wrong, and what CloudFront does, which looks at the signature first. */
const SKEWED: ReadonlySet<string> = new Set([
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/** Two readings of AWS's clock are never further apart within a request. Milliseconds. */
const SAME_TIME = 60_000;

const isSuccess = ({ status }: Pick<Answer, 'status'>): boolean => status >= 200 && status < 300;

/** A copy that fails after it began is answered with 200 and an error, which is the end of what was sent. */
const isDone = ({ status, body }: Answer): boolean =>
  isSuccess({ status }) && !body.subarray(-20).toString().trimEnd().endsWith('</Error>');
