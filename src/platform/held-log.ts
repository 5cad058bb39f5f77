import type { Log } from './platform.ts';

/**
 * A log that keeps what it is told until it is released: of work that goes on beside other work, whose lines would come
 * between. Only masks are told at once.
 */
export class HeldLog implements Log {
  readonly #log: Log;
  /** Undefined once released. */
  #held: (() => void | Promise<void>)[] | undefined = [];

  constructor(log: Log) {
    this.#log = log;
  }

  info = (line: string): void => this.#tell(() => this.#log.info(line));
  debug = (line: string): void => this.#tell(() => this.#log.debug(line));
  warning = (message: string): void => this.#tell(() => this.#log.warning(message));
  annotate: Log['annotate'] = (annotation) => this.#tell(() => this.#log.annotate(annotation));
  untrusted = (lines: readonly string[]): void => this.#tell(() => this.#log.untrusted(lines));
  mask = (value: string): void => this.#log.mask(value);
  redact = (text: string): string => this.#log.redact(text);

  group = async <T>(title: string, work: () => Promise<T>): Promise<T> => {
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    let shown: Promise<void> | undefined;
    this.#tell(() => void (shown = this.#log.group(title, () => ended)));
    const close = async (): Promise<void> => {
      end();
      await shown;
    };
    try {
      return await work();
    } finally {
      if (this.#held === undefined) await close();
      else this.#held.push(close);
    }
  };

  /** Tells all that was kept, and from here on everything at once. */
  async release(): Promise<void> {
    // What comes while a group is being closed is kept behind it.
    for (let next = this.#held?.shift(); next !== undefined; next = this.#held?.shift()) await next();
    this.#held = undefined;
  }

  #tell(print: () => void): void {
    if (this.#held === undefined) print();
    else this.#held.push(print);
  }
}
