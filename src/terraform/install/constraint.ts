/** A version as Terraform numbers itself. Missing parts are zero; build metadata is dropped. */
export interface Version {
  readonly text: string;
  readonly parts: readonly [number, number, number];
  /** `rc1` of `1.12.0-rc1`; empty for a stable release. */
  readonly prerelease: string;
}

export const OPERATORS = ['=', '!=', '>=', '<=', '~>', '>', '<'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Constraint {
  readonly operator: Operator;
  readonly version: Version;
  /** How many parts were written, 1 to 3: `~> 1.10` and `~> 1.10.0` differ by nothing else. */
  readonly precision: number;
}

const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const CONSTRAINT = /^(=|!=|>=|<=|~>|>|<)?\s*(\S+)$/;

/** Reads `1.11.4`, `v1.11` or `1.12.0-rc1`; undefined where it is no version. */
export function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text.trim());
  if (match === null) return undefined;
  const parts = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)] as const;
  const prerelease = match[4] ?? '';
  return { text: `${parts.join('.')}${prerelease && `-${prerelease}`}`, parts, prerelease };
}

/** Reads Terraform's syntax, `~> 1.10, != 1.10.3`: every one must hold. Undefined where it is malformed. */
export function parseConstraints(text: string): readonly Constraint[] | undefined {
  const constraints: Constraint[] = [];
  for (const item of text.split(',')) {
    const match = CONSTRAINT.exec(item.trim());
    const version = match?.[2] === undefined ? undefined : parseVersion(match[2]);
    if (match?.[2] === undefined || version === undefined) return undefined;
    const precision = match[2].replace(/[-+].*$/, '').split('.').length;
    constraints.push({ operator: (match[1] ?? '=') as Operator, version, precision });
  }
  return constraints;
}

/** Negative, zero or positive, as `a` is older than, the same as or newer than `b` (semver's precedence). */
export function compareVersions(a: Version, b: Version): number {
  for (const index of [0, 1, 2] as const) {
    const difference = a.parts[index] - b.parts[index];
    if (difference !== 0) return difference;
  }
  return comparePrereleases(a.prerelease, b.prerelease);
}

/** Whether every constraint holds, as Terraform itself decides it (`required_version`, hashicorp/go-version). */
export function satisfies(version: Version, constraints: readonly Constraint[]): boolean {
  return constraints.every((constraint) => holds(version, constraint));
}

/** The one version the constraints can mean, where one of them is exact: no list of releases is needed then. */
export function exactVersion(constraints: readonly Constraint[]): Version | undefined {
  return constraints.find(({ operator }) => operator === '=')?.version;
}

function holds(version: Version, { operator, version: bound, precision }: Constraint): boolean {
  const order = compareVersions(version, bound);
  if (operator === '=') return order === 0;
  if (operator === '!=') return order !== 0;
  // A prerelease is never inside a range, unless the range was written with a prerelease of that very version.
  if (version.prerelease !== '' && !(bound.prerelease !== '' && sameParts(version, bound, 3))) return false;
  switch (operator) {
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '~>':
      // `~> 1.10` is >= 1.10 and < 2.0, `~> 1.10.2` is >= 1.10.2 and < 1.11: only the last part written may grow.
      if (bound.prerelease !== '' && version.prerelease === '') return false;
      return order >= 0 && sameParts(version, bound, precision - 1);
  }
}

const sameParts = (a: Version, b: Version, count: number): boolean =>
  a.parts.slice(0, count).every((part, index) => part === b.parts[index]);

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  const left = a.split('.');
  const right = b.split('.');
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [x, y] = [left[index], right[index]];
    if (x === y) continue;
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    const [numberX, numberY] = [/^\d+$/.test(x), /^\d+$/.test(y)];
    if (numberX && numberY) return Number(x) - Number(y);
    if (numberX !== numberY) return numberX ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}
