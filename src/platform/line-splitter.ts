import { StringDecoder } from 'node:string_decoder';

/** Splits a stream into lines. @actions/exec's own listeners never tell a last line that has no newline. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  #rest = '';

  constructor(onLine: (line: string) => void = () => {}) {
    this.#onLine = onLine;
  }

  write(data: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(data)).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#onLine(line.replace(/\r$/, ''));
  }

  end(): void {
    const last = this.#rest + this.#decoder.end();
    if (last !== '') this.#onLine(last);
  }
}
