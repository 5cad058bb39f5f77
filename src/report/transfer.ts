import type { Clock, Log } from '../platform/platform.ts';
import { formatBytes, formatCount, formatDuration } from './measures.ts';

/** What is to be transferred. */
export interface Transfer {
  /** What is done with it, as the line begins: `Uploading`. */
  readonly doing: string;
  readonly files: number;
  readonly bytes: number;
}

/** Work that ends before is done when somebody would look: nothing is said of it. */
const QUIET = 5_000;
/** A log gets a line no sooner than this after another, and only for a tenth more of the whole, ... */
const PAUSE = 10_000;
const SHARE = 0.1;
/** ... but one at least this often. */
const SIGN_OF_LIFE = 60_000;
/** Milliseconds after which a line that replaces itself does so. */
const REFRESH = 200;

/**
 * Tells how far a long transfer is: a terminal by one line that replaces itself, a log by a few lines. Speaks when
 * something is transferred, so that a transfer that hangs is seen to hang.
 */
export class TransferMeter {
  readonly #transfer: Transfer;
  readonly #ports: { readonly clock: Clock; readonly log: Log };
  readonly #began: number;
  #files = 0;
  #bytes = 0;
  #told: { readonly at: number; readonly share: number } | undefined;

  constructor(transfer: Transfer, ports: { readonly clock: Clock; readonly log: Log }) {
    this.#transfer = transfer;
    this.#ports = ports;
    this.#began = ports.clock.monotonic();
  }

  /** So much more is there: bytes, and the files that are complete by it. */
  readonly sent = (bytes: number, files: number): void => {
    this.#bytes += bytes;
    this.#files += files;
    const { clock, log } = this.#ports;
    const now = clock.monotonic();
    if (now - this.#began < QUIET || !this.#isDue(now, log.status === undefined)) return;
    this.#told = { at: now, share: this.#share() };
    (log.status ?? log.info)(this.#line(now));
  };

  /** The transfer is over: what replaced itself goes. */
  end(): void {
    this.#ports.log.status?.('');
  }

  #isDue(now: number, isLog: boolean): boolean {
    if (this.#told === undefined) return true;
    const pause = now - this.#told.at;
    if (!isLog) return pause >= REFRESH;
    return pause >= SIGN_OF_LIFE || (pause >= PAUSE && this.#share() - this.#told.share >= SHARE);
  }

  /** Of the bytes; where there are none, of the files. */
  #share(): number {
    const { bytes, files } = this.#transfer;
    if (bytes > 0) return this.#bytes / bytes;
    return files > 0 ? this.#files / files : 1;
  }

  #line(now: number): string {
    const { doing, files, bytes } = this.#transfer;
    const time = now - this.#began;
    const rate = (this.#bytes / time) * 1000;
    const left = rate > 0 ? `, ${formatDuration(((bytes - this.#bytes) / rate) * 1000)} left` : '';
    return (
      `${doing}: ${formatCount(this.#files)} of ${formatCount(files)} files, ` +
      `${formatBytes(this.#bytes)} of ${formatBytes(bytes)} (${Math.floor(this.#share() * 100)} %), ` +
      `${formatBytes(Math.round(rate))}/s${left}`
    );
  }
}
