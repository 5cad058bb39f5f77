import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createCommandReader } from '../../local/runner/commands.ts';

const module = new URL('../../src/platform/log.ts', import.meta.url).href;

/** What a script with the log prints, as lines of the process's stdout and as the runner then shows and acts on it. */
async function logged(script: string) {
  const code = `const { runnerLog: log } = await import(${JSON.stringify(module)});\n${script}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
    env: {},
  });
  const lines = stdout.split('\n').slice(0, -1);
  const reader = createCommandReader([]);
  const shown = lines.map((line) => reader.read(line)).filter((line) => line !== undefined);
  return { lines, shown, annotations: reader.annotations, masks: reader.masks };
}

const HOSTILE = [
  '::error::not ours',
  '  ::warning file=a::indented',
  'text ##[error]in the middle',
  '::add-mask::e',
  '::set-output name=result::deployed',
  '::stop-commands::token',
  '::token::',
  '::resume-commands::',
  '',
  '::echo::on',
];

describe('runnerLog', () => {
  it('lets nothing that another program prints act on the runner, however it is written', async () => {
    const { annotations, masks, shown } = await logged(`log.untrusted(${JSON.stringify(HOSTILE)})`);
    assert.deepEqual([annotations, masks], [[], []]);
    assert.deepEqual(
      shown.filter((line) => HOSTILE.includes(line)),
      HOSTILE,
    );
  });

  it('puts one pair around consecutive lines, each time with another token', async () => {
    const { lines } = await logged(`
      log.untrusted(['a', 'b']); log.untrusted([]); log.untrusted(['c']);
      log.info('ours');
      log.untrusted(['d']);
      log.info('ours again');`);
    const tokens = lines.flatMap((line) => /^::stop-commands::(.{16,})$/.exec(line)?.[1] ?? []);
    assert.equal(new Set(tokens).size, 2);
    const [first = '', second = ''] = tokens;
    assert.deepEqual(
      lines.map((line) => line.replace(first, 'ONE').replace(second, 'TWO')),
      [
        '::stop-commands::ONE',
        'a',
        'b',
        'c',
        '::ONE::',
        'ours',
        '::stop-commands::TWO',
        'd',
        '::TWO::',
        'ours again',
      ],
    );
  });

  for (const [what, script, seen] of [
    ['a warning', `log.warning('w')`, { level: 'warning', message: 'w' }],
    ['an annotation', `log.annotate({ severity: 'error', message: 'm' })`, { level: 'error', message: 'm' }],
  ] as const) {
    it(`switches commands on again before ${what} of ours`, async () => {
      const { annotations } = await logged(`log.untrusted(['::error::not ours']); ${script}`);
      assert.deepEqual(
        annotations.map(({ level, message }) => ({ level, message })),
        [seen],
      );
    });
  }

  it('masks what it is told to in the middle of another program’s output', async () => {
    const { masks, shown } = await logged(`
      log.untrusted(['one']);
      log.mask('s3cret-value');
      log.untrusted(['has s3cret-value']);`);
    assert.deepEqual(masks, ['s3cret-value']);
    assert.ok(shown.includes('has ***'));
  });

  it('masks each line of a value, but none so short that it would blank half the log', async () => {
    const { masks } = await logged(`log.mask('first line\\r\\nabc\\n\\n  x \\nlast'); log.mask('');`);
    assert.deepEqual(masks.toSorted(), ['first line', 'last']);
  });

  it('carries an annotation’s place and any character of its text to the runner', async () => {
    const annotation = {
      severity: 'error',
      message: 'first\nsecond 100%: a,b\r%0A::error::x',
      title: 'A, b: c%\n::d',
      file: 'terraform/a,b:c.tf',
      startLine: 3,
      endLine: 5,
    };
    const { annotations, lines } = await logged(`log.annotate(${JSON.stringify(annotation)})`);
    const { severity: level, startLine: line, ...rest } = annotation;
    assert.equal(lines.length, 1);
    assert.deepEqual(annotations, [{ ...rest, level, line }]);
  });

  it('opens and closes a group around work, also around work that fails', async () => {
    const { lines } = await logged(`
      const result = await log.group('a: b', async () => { log.untrusted(['inside']); return 7; });
      log.info(String(result));
      await log.group('fails', () => Promise.reject(new Error('x'))).catch((error) => log.info(error.message));`);
    assert.deepEqual(
      lines.filter((line) => !/stop-commands|^::[0-9a-f-]{36}::$/.test(line)),
      ['::group::a: b', 'inside', '::endgroup::', '7', '::group::fails', '::endgroup::', 'x'],
    );
  });

  it('takes what it masked out of a text that the runner never sees, the longest first', async () => {
    const { shown } = await logged(`
      log.mask('hunter2'); log.mask('first line\\nhunter2-and-more'); log.mask('abc');
      log.info(log.redact('hunter2-and-more, hunter2, first line, abc'));`);
    assert.equal(shown.at(-1), '***, ***, ***, abc');
  });
});

describe('the status line', () => {
  it('is there on a terminal alone, replaces itself, and leaves no trace in what is printed after it', async () => {
    const code = (terminal: boolean): string => `
      process.stdout.isTTY = ${terminal};
      process.stdout.columns = 12;
      const { runnerLog: log } = await import(${JSON.stringify(module)});
      log.status?.('Uploading: 1 of 2');
      log.status?.('Uploading: 2 of 2');
      log.info('done');
      log.status?.('');
      log.untrusted(['theirs']);`;
    const print = async (terminal: boolean): Promise<string> =>
      (
        await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code(terminal)], {
          env: {},
        })
      ).stdout;
    assert.match(
      await print(true),
      // eslint-disable-next-line no-control-regex -- what a terminal is told is what this is about
      /^Uploading: \r\u001b\[2KUploading: \r\u001b\[2Kdone\n::stop-commands::\S+\ntheirs\n$/,
    );
    assert.match(await print(false), /^done\n/);
  });
});
