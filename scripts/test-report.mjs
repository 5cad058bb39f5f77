import path from 'node:path';

/**
 * Tells a test run from node:test's events: a line a file as it ends, with what its tests say (`t.diagnostic`) and every
 * failure in full below it; at the end
 * every skipped test by name, every failed one again, and the counts on a line of their own.
 */
export class TestReport {
  passed = 0;
  failed = 0;
  #root;
  #selected;
  #skipped = [];
  #failures = [];
  /** What each file printed, and which tests it is in, by nesting. */
  #files = new Map();

  /**
   * @param root paths are told relative to it
   * @param selected tests are selected by name, so that a file may well have none
   */
  constructor(root, { selected }) {
    this.#root = root;
    this.#selected = selected;
  }

  /** Takes one event of `run()`. */
  take({ type, data }) {
    const file = this.#file(data.file);
    switch (type) {
      case 'test:start':
        file.names.length = data.nesting;
        file.names[data.nesting] = data.name;
        break;
      case 'test:stdout':
      case 'test:stderr':
        file.output.push(data.message);
        break;
      case 'test:diagnostic':
        // What a test says of itself, such as its seed and figures.
        if (!OWN_COUNTS.test(data.message)) file.said.push(data.message);
        break;
      case 'test:pass':
        // node:test reports a file without a test as a test that passed.
        if (data.name === data.file) {
          if (!this.#selected) this.#failAsWhole(file, data, 'It has no test.');
        } else if (data.details.type !== 'suite') this.#pass(file, data);
        break;
      case 'test:fail':
        // It could not be loaded, or left something running until its time was up.
        if (data.name === data.file) this.#failAsWhole(file, data, data.details.error);
        // A suite that fails because of its tests tells nothing new; one whose hook failed does.
        else if (data.details.error?.failureType !== 'subtestsFailed') this.#fail(file, data);
        break;
      case 'test:summary':
        if (data.file !== undefined && !(this.#selected && data.counts.tests === 0))
          this.#tellFile(file, data.counts.tests, data.duration_ms);
        break;
    }
  }

  /** Prints the end of the report. */
  tellEnd(milliseconds) {
    if (this.#skipped.length > 0) console.log(`\nSkipped:\n${this.#skipped.join('\n')}`);
    const failed = this.#failures.map(({ file, title }) => `  ✗ ${file.path}: ${title}`);
    if (failed.length > 0) console.log(`\nFailed:\n${failed.join('\n')}`);
    console.log(`\n${this.#files.size} test files in ${(milliseconds / 60_000).toFixed(1)} min`);
    console.log(`${this.passed} passed, ${this.failed} failed, ${this.#skipped.length} skipped`);
  }

  #file(name) {
    const known = this.#files.get(name);
    if (known !== undefined) return known;
    const file = { path: path.relative(this.#root, name ?? ''), names: [], output: [], said: [] };
    if (name !== undefined) this.#files.set(name, file);
    return file;
  }

  #pass(file, data) {
    const { skip } = data;
    if (skip === undefined) {
      this.passed += 1;
      return;
    }
    const reason = typeof skip === 'string' && skip !== '' ? ` (${skip})` : '';
    this.#skipped.push(`  - ${file.path}: ${titleOf(file, data)}${reason}`);
  }

  #fail(file, data, title = titleOf(file, data), error = data.details.error) {
    this.failed += 1;
    this.#failures.push({ file, title, error });
  }

  #failAsWhole(file, data, error) {
    this.#fail(file, data, 'the file as a whole', error);
    this.#tellFile(file, 0, data.details.duration_ms);
  }

  #tellFile(file, tests, milliseconds) {
    const failures = this.#failures.filter((failure) => failure.file === file);
    const seconds = (milliseconds / 1000).toFixed(1).padStart(6);
    console.log(
      `${failures.length === 0 ? '✓' : '✗'} ${seconds} s ${String(tests).padStart(4)}  ${file.path}`,
    );
    for (const said of file.said) console.log(`                  ${said}`);
    if (failures.length === 0) return;
    for (const { title, error } of failures) console.log(`\n    ✗ ${title}\n${indented(textOf(error))}\n`);
    if (file.output.length > 0) console.log(`    It printed:\n${indented(file.output.join('').trimEnd())}\n`);
  }
}

/** What node:test says at the end of a file. */
const OWN_COUNTS = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;

const titleOf = ({ names }, { name, nesting }) => [...names.slice(0, nesting), name].join(' > ');

/** node:test wraps what was thrown; its own frames help nobody. */
function textOf(error) {
  const cause = error?.cause ?? error;
  const text = typeof cause?.stack === 'string' ? cause.stack : String(cause);
  return text.replace(/\n\s+at .*node:(internal|async_hooks).*/g, '');
}

const indented = (text) => text.replace(/^(?=.)/gm, '      ');
