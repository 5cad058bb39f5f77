import type { Failure } from '../errors.ts';
import type { Clock, Log } from '../platform/platform.ts';
import type { Result, RunReport, StageName, StageRecord } from './run-report.ts';

/** What is known of a run before it begins. */
export type Beginning = Pick<RunReport, 'command' | 'run' | 'project' | 'environment' | 'region'>;

/** What stages find out on the way. */
export type Findings = Omit<RunReport, keyof Beginning | 'result' | 'stages' | 'milliseconds' | 'failure'>;

/** Collects what a run does while it does it, so that a report can be made wherever it ends. */
export class Progress {
  /** The stage that began last. */
  current: StageName | undefined;
  readonly #beginning: Beginning;
  readonly #ports: { readonly clock: Clock; readonly log: Log };
  readonly #started: number;
  readonly #stages: StageRecord[] = [];
  readonly #listeners: ((stage: StageName) => void)[] = [];
  #findings: Findings = {};

  constructor(beginning: Beginning, ports: { readonly clock: Clock; readonly log: Log }) {
    this.#beginning = beginning;
    this.#ports = ports;
    this.#started = ports.clock.monotonic();
  }

  /** Tells `listener` of every stage that begins: the lease shows it to whoever waits. */
  onStage(listener: (stage: StageName) => void): void {
    this.#listeners.push(listener);
  }

  /** Runs one stage, timing it. `note` puts what it did into a few words. */
  async stage<T>(
    name: StageName,
    work: () => Promise<T>,
    note?: (result: T) => string | undefined,
  ): Promise<T> {
    const start = this.#ports.clock.monotonic();
    this.current = name;
    for (const listener of this.#listeners) listener(name);
    const record = (outcome: StageRecord['outcome'], words?: string): void => {
      const milliseconds = this.#ports.clock.monotonic() - start;
      this.#stages.push({ name, milliseconds, outcome, ...(words === undefined ? {} : { note: words }) });
      const took = `${(milliseconds / 1000).toFixed(1)} s`;
      this.#ports.log.info(
        `${outcome === 'done' ? '✓' : '✗'} ${name} (${took})${words === undefined ? '' : `: ${words}`}`,
      );
    };
    try {
      const result = await work();
      record('done', note?.(result));
      return result;
    } catch (error) {
      record('failed');
      throw error;
    }
  }

  /** Notes something for the report; later findings of the same name win. */
  found(findings: Findings): void {
    this.#findings = { ...this.#findings, ...findings };
  }

  report(result: Result, failure?: Failure): RunReport {
    return {
      ...this.#beginning,
      ...this.#findings,
      result,
      stages: [...this.#stages],
      milliseconds: this.#ports.clock.monotonic() - this.#started,
      ...(failure === undefined ? {} : { failure }),
    };
  }
}
