import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import {
  isInside,
  quoted,
  readBoolean,
  readChoice,
  readDirectory,
  readDuration,
  readLines,
  readPairs,
} from '../../src/inputs/values.ts';

const workspace = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'revive-values-')));
after(() => rmSync(workspace, { recursive: true, force: true }));

describe('readDuration', () => {
  for (const [text, milliseconds] of [
    ['0s', 0],
    ['90s', 90_000],
    ['20m', 1_200_000],
    ['1h', 3_600_000],
    ['1h30m', 5_400_000],
    ['1h1m1s', 3_661_000],
    ['6h', 21_600_000],
    ['360m', 21_600_000],
  ] as const) {
    it(`reads ${text} as ${milliseconds} ms`, () => {
      assert.deepEqual(readDuration(text), { value: milliseconds });
    });
  }

  for (const text of ['', '20', 'm', '20 m', '1.5h', '-5m', '20min', '5m!', '1d', '20M', '０m', '5\nm']) {
    it(`refuses ${JSON.stringify(text)} and says what a duration looks like`, () => {
      assert.deepEqual(readDuration(text), {
        problem: `${quoted(text)} is not a duration such as 90s, 20m or 1h`,
      });
    });
  }

  for (const text of ['6h1s', '7h', '99999999999999999999h', `${'9'.repeat(400)}s`]) {
    it(`refuses ${text.slice(0, 12)}, longer than a job lives`, () => {
      assert.deepEqual(readDuration(text), { problem: `${quoted(text)} is more than 6h, the life of a job` });
    });
  }
});

describe('readBoolean', () => {
  it('reads the spellings of YAML 1.2, and no others', () => {
    for (const text of ['true', 'True', 'TRUE']) assert.deepEqual(readBoolean(text), { value: true });
    for (const text of ['false', 'False', 'FALSE']) assert.deepEqual(readBoolean(text), { value: false });
    for (const text of ['yes', 'no', '1', '0', 'on', 'tRue', '', ' true', 'true\n']) {
      assert.deepEqual(readBoolean(text), { problem: `${quoted(text)} is neither true nor false` });
    }
  });
});

describe('readChoice', () => {
  it('takes a choice as it is spelt, and lists them all for anything else', () => {
    assert.deepEqual(readChoice('b', ['a', 'b']), { value: 'b' });
    assert.deepEqual(readChoice('B', ['a', 'b']), { problem: '"B" is none of a, b' });
    assert.deepEqual(readChoice('constructor', ['a', 'b']), { problem: '"constructor" is none of a, b' });
  });
});

describe('quoted', () => {
  it('keeps an offending value on one line, and at most 80 characters of it', () => {
    assert.equal(quoted('a\nb'), '"a\\nb"');
    assert.equal(quoted('a\r\nb'), '"a\\r\\nb"');
    assert.equal(quoted('x'.repeat(80)), `"${'x'.repeat(80)}"`);
    assert.equal(quoted('x'.repeat(81)), `"${'x'.repeat(77)}..."`);
  });
});

describe('readLines', () => {
  it('reads lines whatever ends them, trimmed, without the empty ones', () => {
    assert.deepEqual(readLines(' a \r\n\n\tb c\r\n \n'), ['a', 'b c']);
    assert.deepEqual(readLines(''), []);
  });
});

describe('readPairs', () => {
  const rules = { name: /^[A-Za-z_]\w*$/, shape: 'a line name=value' };
  const read = (text: string) => {
    const reading = readPairs(text, rules);
    return 'value' in reading ? [...reading.value] : reading.problem;
  };

  it('splits at the first =, so that a value may hold more of them, be empty, or look like JSON', () => {
    assert.deepEqual(read('a=b=c==\nempty=\n list = ["x=1", "y"] \r\n_u=ü'), [
      ['a', 'b=c=='],
      ['empty', ''],
      ['list', '["x=1", "y"]'],
      ['_u', 'ü'],
    ]);
  });

  it('keeps the order as given', () => {
    assert.deepEqual(read('z=1\na=2\nm=3'), [
      ['z', '1'],
      ['a', '2'],
      ['m', '3'],
    ]);
  });

  it('names every wrong line, not only the first', () => {
    assert.equal(
      read('no value\n=x\n1a=x\na b=x\nok=1\nok=2'),
      '"no value" is not a line name=value; "=x" is not a line name=value; "1a=x" is not a line name=value; ' +
        '"a b=x" is not a line name=value; "ok" is given twice',
    );
  });
});

describe('readDirectory', () => {
  mkdirSync(path.join(workspace, 'a', 'b c'), { recursive: true });
  writeFileSync(path.join(workspace, 'file'), '');

  it('finds a directory of the workspace however its path is written', () => {
    for (const text of ['a', './a', 'a/', 'a/b c/..', path.join(workspace, 'a')]) {
      assert.deepEqual(readDirectory(text, workspace), { value: path.join(workspace, 'a') }, text);
    }
    assert.deepEqual(readDirectory('.', workspace), { value: workspace });
  });

  it('refuses what is outside, absent, or a file', () => {
    const problems = ['..', '/', '../elsewhere', 'a/../..', 'nowhere', 'file', 'file/below', 'a\0b'].map(
      (text) => {
        const reading = readDirectory(text, workspace);
        return 'problem' in reading ? reading.problem : reading;
      },
    );
    assert.deepEqual(problems, [
      `".." is outside the workspace ${workspace}`,
      `"/" is outside the workspace ${workspace}`,
      `"../elsewhere" is outside the workspace ${workspace}`,
      `"a/../.." is outside the workspace ${workspace}`,
      `"nowhere" does not exist in ${workspace}`,
      '"file" is not a directory',
      `"file/below" does not exist in ${workspace}`,
      `"a\0b" does not exist in ${workspace}`,
    ]);
  });
});

describe('isInside', () => {
  it('knows a name that begins with dots from the way out', () => {
    assert.equal(isInside('/w/..a', '/w'), true);
    assert.equal(isInside('/w', '/w'), true);
    assert.equal(isInside('/w/a/b', '/w'), true);
    assert.equal(isInside('/wide', '/w'), false);
    assert.equal(isInside('/', '/w'), false);
  });
});
