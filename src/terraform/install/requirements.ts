import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../../errors.ts';
import { exactVersion, parseConstraints, satisfies } from './constraint.ts';
import type { Constraint, Version } from './constraint.ts';

/** One thing that says which Terraform it must be. */
export interface Requirement {
  /** Where it stands, for people: `input terraform-version`, `.terraform-version`, `required_version`. */
  readonly source: string;
  /** As it was written. */
  readonly text: string;
  readonly constraints: readonly Constraint[];
  /** `chosen` by a person for this deploy, or `declared` by the configuration as what it can work with. */
  readonly kind: 'chosen' | 'declared';
}

export interface RequirementSources {
  /** Absolute path of the terraform directory. */
  readonly directory: string;
  /** Absolute path; `.terraform-version` is looked for up to here. */
  readonly repositoryRoot: string;
  /** Input `terraform-version`. */
  readonly version?: string;
  /** `required_version` of the root module, one or several. */
  readonly requiredVersions: readonly string[];
}

/** What tfenv, tenv and asdf's users write where any version is right. */
const ANY = /^latest(-allowed)?$/;
const NOTHING_DONE = 'No Terraform was run or installed.';

/** Who is asked which version it shall be, the first that answers wins; `required_version` must hold beside it. */
const CHOICES: readonly ((sources: RequirementSources) => Promise<Requirement | undefined>)[] = [
  chosenByInput,
  chosenByVersionFile,
];

/** All that must hold at once. Fails where a text is malformed, or where an exact version contradicts another. */
export async function readRequirements(sources: RequirementSources): Promise<readonly Requirement[]> {
  const requirements: Requirement[] = [];
  for (const choose of CHOICES) {
    const chosen = await choose(sources);
    if (chosen === undefined) continue;
    requirements.push(chosen);
    break;
  }
  for (const text of sources.requiredVersions) {
    const constraints = parseConstraints(text);
    // Terraform refuses a malformed one itself, with file and line; nothing said here could be clearer.
    if (constraints === undefined) continue;
    requirements.push({ source: 'required_version', text, constraints, kind: 'declared' });
  }
  const exact = exactRequirement(requirements);
  if (exact !== undefined && !meets(exact, requirements)) throw contradiction(requirements);
  return requirements;
}

/** The one version that can be meant, where a requirement is exact. */
export function exactRequirement(requirements: readonly Requirement[]): Version | undefined {
  for (const { constraints } of requirements) {
    const exact = exactVersion(constraints);
    if (exact !== undefined) return exact;
  }
  return undefined;
}

/**
 * Whether a version is right for all of them. A choice means a prerelease only where it names it; a declaration is
 * held against the prerelease's core version, because that is what Terraform does with `required_version`.
 */
export function meets(version: Version, requirements: readonly Requirement[]): boolean {
  const core: Version = { ...version, prerelease: '', text: version.parts.join('.') };
  return requirements.every(({ kind, constraints }) =>
    satisfies(kind === 'chosen' ? version : core, constraints),
  );
}

/** `1.11.4 (input terraform-version), ~> 1.10 (required_version)`; empty where nothing is required. */
export const describeRequirements = (requirements: readonly Requirement[]): string =>
  requirements.map(({ text, source }) => `${text} (${source})`).join(', ');

// A promise only because it is one of a list of choices, of which another reads a file.
async function chosenByInput({ version }: RequirementSources): Promise<Requirement | undefined> {
  return version === undefined || version.trim() === ''
    ? undefined
    : choice(version.trim(), 'input terraform-version', 'INVALID_INPUTS');
}

async function chosenByVersionFile(sources: RequirementSources): Promise<Requirement | undefined> {
  for (const directory of upTo(sources.directory, sources.repositoryRoot)) {
    const file = path.join(directory, '.terraform-version');
    const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw unreadable(file, error);
    });
    const line = content
      ?.split('\n')
      .map((each) => each.trim())
      .find((each) => each !== '' && !each.startsWith('#'));
    if (line === undefined) continue;
    return choice(line, path.relative(sources.repositoryRoot, file) || file, 'TERRAFORM_NOT_FOUND');
  }
  return undefined;
}

function choice(text: string, source: string, code: 'INVALID_INPUTS' | 'TERRAFORM_NOT_FOUND'): Requirement {
  const constraints = ANY.test(text) ? [] : parseConstraints(text);
  if (constraints !== undefined) return { source, text, constraints, kind: 'chosen' };
  throw new Failure({
    code,
    reason: `${source} says "${text}", which is no Terraform version or constraint.`,
    safe: NOTHING_DONE,
    next: `Write a version (1.11.4), a constraint as in required_version ("~> 1.11") or "latest" in ${source}.`,
  });
}

/** A directory and its parents up to `root`; only the directory itself where it isn't under `root`. */
function upTo(directory: string, root: string): readonly string[] {
  const relative = path.relative(root, directory);
  if (relative.startsWith('..') || path.isAbsolute(relative)) return [directory];
  const steps = relative === '' ? [] : relative.split(path.sep);
  return [...steps.map((_, index) => path.join(root, ...steps.slice(0, steps.length - index))), root];
}

function contradiction(requirements: readonly Requirement[]): Failure {
  return new Failure({
    code: 'TERRAFORM_NOT_FOUND',
    reason: `No Terraform can satisfy all that is asked for: ${describeRequirements(requirements)}.`,
    safe: NOTHING_DONE,
    next: 'Make them agree: change the one that is out of date.',
    details: requirements.map(({ source, text }) => `${source}: ${text}`),
  });
}

function unreadable(file: string, cause: NodeJS.ErrnoException): Failure {
  return new Failure({
    code: 'TERRAFORM_NOT_FOUND',
    reason: `${file} could not be read (${cause.code ?? cause.message}), so the wanted Terraform version is unknown.`,
    safe: NOTHING_DONE,
    next: `Make ${file} readable, or name the version in the input terraform-version.`,
    cause,
  });
}
