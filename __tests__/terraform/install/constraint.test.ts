import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  OPERATORS,
  compareVersions,
  exactVersion,
  parseConstraints,
  parseVersion,
  satisfies,
} from '../../../src/terraform/install/constraint.ts';
import type { Version } from '../../../src/terraform/install/constraint.ts';

const version = (text: string): Version => {
  const parsed = parseVersion(text);
  assert.ok(parsed, text);
  return parsed;
};
const holds = (constraint: string, of: string): boolean => {
  const parsed = parseConstraints(constraint);
  assert.ok(parsed, constraint);
  return satisfies(version(of), parsed);
};

describe('a version constraint', () => {
  const table: readonly [constraint: string, within: readonly string[], outside: readonly string[]][] = [
    ['1.11.4', ['1.11.4'], ['1.11.3', '1.11.5', '1.11.4-rc1']],
    ['= 1.11', ['1.11.0'], ['1.11.1']],
    ['~> 1.10', ['1.10.0', '1.10.9', '1.99.0'], ['1.9.9', '2.0.0', '1.11.0-rc1']],
    ['~> 1.10.2', ['1.10.2', '1.10.99'], ['1.10.1', '1.11.0', '2.10.2']],
    ['~> 1.10.0', ['1.10.0', '1.10.5'], ['1.11.0']],
    ['>= 1.10, < 1.12', ['1.10.0', '1.11.4'], ['1.9.8', '1.12.0', '1.12.0-alpha']],
    ['>=1.10,!=1.10.3', ['1.10.2', '1.10.4'], ['1.10.3', '1.9.0']],
    ['> 1.10', ['1.10.1', '2.0.0'], ['1.10.0']],
    ['<= 1.10', ['1.10.0', '0.15.5'], ['1.10.1']],
    ['1.12.0-rc1', ['1.12.0-rc1'], ['1.12.0', '1.12.0-rc2']],
    ['>= 1.12.0-rc1', ['1.12.0-rc1', '1.12.0-rc2', '1.12.0'], ['1.12.0-beta1', '1.13.0-rc1']],
  ];
  for (const [constraint, within, outside] of table) {
    it(`${constraint} means what Terraform means by it`, () => {
      assert.deepEqual(
        [...within, ...outside].filter((candidate) => holds(constraint, candidate)),
        [...within],
      );
    });
  }

  it('is refused where it is malformed, rather than read as something else', () => {
    for (const text of [
      '',
      'newest',
      '1.2.3.4',
      '>> 1',
      '~ 1.2',
      '1.x',
      '>= 1.0,',
      '^1.2',
      '>= 1.2 < 2',
      '1..2',
    ]) {
      assert.equal(parseConstraints(text), undefined, text);
    }
  });

  it('names the one version it can mean only where it is exact', () => {
    assert.equal(exactVersion(parseConstraints('v1.11.4') ?? [])?.text, '1.11.4');
    assert.equal(exactVersion(parseConstraints('>= 1, = 1.5') ?? [])?.text, '1.5.0');
    assert.equal(exactVersion(parseConstraints('~> 1.5.0') ?? []), undefined);
  });

  it('orders versions by semver precedence, each strictly after the one before', () => {
    const ascending =
      '0.9.9 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.1 1.2.0 1.10.0 2.0.0'
        .split(' ')
        .map(version);
    for (const [i, a] of ascending.entries()) {
      for (const [j, b] of ascending.entries()) {
        assert.equal(Math.sign(compareVersions(a, b)), Math.sign(i - j), `${a.text} ${b.text}`);
      }
    }
  });
});

const probe = spawnSync('terraform', ['version', '-json'], { encoding: 'utf8' });
const real =
  probe.status === 0 ? (JSON.parse(probe.stdout) as { terraform_version: string }).terraform_version : '';

/** Which of the constraints the installed Terraform refuses: one file each, one `init`, diagnostics by file. */
function refusedByTerraform(constraints: readonly string[]): ReadonlySet<string> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'constraint-'));
  try {
    for (const [index, constraint] of constraints.entries()) {
      const block = `terraform {\n  required_version = ${JSON.stringify(constraint)}\n}\n`;
      writeFileSync(path.join(directory, `c${index}.tf`), block);
    }
    const { stdout } = spawnSync('terraform', ['init', '-backend=false', '-json'], {
      cwd: directory,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      env: { ...process.env, CHECKPOINT_DISABLE: '1' },
    });
    const files = [...stdout.matchAll(/"filename":"c(\d+)\.tf"/g)].map((match) => Number(match[1]));
    return new Set(files.map((index) => constraints[index] ?? ''));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

describe('the real Terraform as the oracle', { skip: real === '' && 'no terraform on the PATH' }, () => {
  it('refuses exactly the constraints that we say it does not satisfy', () => {
    const [major, minor, patch] = version(real).parts;
    const bounds = [
      ...[
        [major],
        [major, minor],
        [major, minor, patch],
        [major, minor - 1],
        [major, minor + 1],
        [major + 1],
        [0],
      ],
      ...[
        [0, 15],
        [major, minor, patch + 1],
        [major, minor, 0],
        [major, 0, patch],
        [major, 0],
        [major - 1, minor],
      ],
    ].map((parts) => parts.join('.'));
    const single = bounds.flatMap((bound) => OPERATORS.map((operator) => `${operator} ${bound}`));
    const paired = single.map((one, index) => `${one}, ${single[(index * 7 + 3) % single.length]}`);
    const all = [...new Set([...single, ...paired, `v${major}`, `>=0.1,<${major + 1}`])];
    const refused = refusedByTerraform(all);
    assert.ok(refused.size > 20 && refused.size < all.length, `${refused.size} of ${all.length}`);
    assert.deepEqual(
      all.filter((constraint) => holds(constraint, real) === refused.has(constraint)),
      [],
    );
  });

  it('calls the same texts malformed', () => {
    const malformed = ['^1.2', '>= 1.0,', '~ 1.2', '>> 1', 'newest', '>= 1.2 < 2', '1..2', ''];
    assert.deepEqual([...refusedByTerraform(malformed)].sort(), [...malformed].sort());
    assert.deepEqual(
      malformed.filter((text) => parseConstraints(text) !== undefined),
      [],
    );
  });
});
