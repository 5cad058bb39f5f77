import path from 'node:path';

import type { StateLocation } from '../context/deployment.ts';
import { Failure } from '../errors.ts';
import { backendBlocks, declarationOf, declarationsIn, terraformBlocks } from './backend-declarations.ts';
import { addTerraformBlock, insertBackend, rewriteBackend, type BackendChange } from './backend-edits.ts';
import { backendLines, backendSettings } from './backend-override.ts';
import { readConfigurationFiles, type ConfigurationFile } from './configuration-files.ts';
import { describeBackend, type DeclaredBackend, type DeclaredS3 } from './configuration.ts';
import { scanHcl, type HclBlock, type HclItem } from './hcl/scan.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Writes the S3 backend of `location` into the configuration itself, for people who run Terraform by hand: in the
 * backend block that is there (a placeholder, `local`, an incomplete one), else in the `terraform` block of main.tf,
 * else as a new block. Comments, layout, line ends and every other byte stay; a second call changes nothing.
 *
 * `file` is the one that declares the backend now, relative to the directory.
 *
 * @throws Failure STATE_ELSEWHERE if a complete declaration names another place, or one that can't be edited here;
 *   TERRAFORM_INIT_FAILED if a file can't be followed. Nothing is written then.
 */
export async function declareBackend(
  directory: string,
  location: StateLocation,
): Promise<{ readonly file: string; readonly changed: boolean }> {
  const files = (await readConfigurationFiles(directory)).map((file) => scanned(file, directory));
  const declaring = files.filter((file) => file.backends.length > 0);
  // As in readConfiguration: the last override that declares one, else the first primary file.
  const counting = declaring.findLast((file) => file.role === 'override') ?? declaring[0];
  const edited = counting === undefined ? addBackend(files, location) : changeBackend(counting, location);
  const { file, text } = edited;
  if (text === file.text) return { file: file.name, changed: false };
  confirm(file, text, location);
  await replaceFile(path.join(directory, file.name), text);
  return { file: file.name, changed: true };
}

interface Scanned extends Pick<ConfigurationFile, 'name' | 'role' | 'syntax'> {
  readonly text: string;
  readonly items: readonly HclItem[];
  /** What the backends of the file mean, and their blocks (none in JSON). */
  readonly backends: readonly { readonly means: DeclaredBackend; readonly block: HclBlock | undefined }[];
}

function scanned(file: ConfigurationFile, directory: string): Scanned {
  const { name, role, syntax, text } = file;
  const declared = declarationsIn(file);
  if (declared === undefined || text === undefined) {
    throw new Failure({
      code: 'TERRAFORM_INIT_FAILED',
      reason: `${path.join(directory, name)} is not ${syntax === 'json' ? 'JSON' : 'HCL'} that Terraform could read.`,
      safe: 'No file was changed.',
      next: `Run \`terraform -chdir=${directory} validate\`, which shows the line.`,
    });
  }
  if (syntax === 'json') {
    return {
      name,
      role,
      syntax,
      text,
      items: [],
      backends: declared.backends.map((one) => ({ means: describeBackend(one), block: undefined })),
    };
  }
  const items = scanHcl(text) ?? [];
  const blocks = terraformBlocks(items).flatMap(backendBlocks);
  return {
    name,
    role,
    syntax,
    text,
    items,
    backends: blocks.map((block) => ({ means: describeBackend(declarationOf(name, text, block)), block })),
  };
}

interface Edited {
  readonly file: Pick<Scanned, 'name' | 'text' | 'role'>;
  readonly text: string;
}

/** Where people look for it: a `terraform` block of main.tf, else of another file, else main.tf itself. */
function addBackend(files: readonly Scanned[], location: StateLocation): Edited {
  const primary = files.filter((file) => file.role === 'primary' && file.syntax === 'hcl');
  const main = primary.find((file) => file.name === 'main.tf');
  for (const file of main === undefined ? primary : [main, ...primary]) {
    const [terraform] = terraformBlocks(file.items);
    if (terraform !== undefined) return { file, text: insertBackend(file.text, terraform, location) };
  }
  const file = main ?? { name: 'backend.tf', role: 'primary', text: '', items: [] };
  return { file, text: addTerraformBlock(file.text, file.items, location) };
}

function changeBackend(file: Scanned, location: StateLocation): Edited {
  const [first] = file.backends;
  const means = first?.means ?? { kind: 'none' };
  if (means.kind === 'cloud' || means.kind === 'other') {
    if (!means.placeholder)
      throw elsewhere(
        file,
        means,
        `keeps the state in ${means.kind === 'cloud' ? 'HCP Terraform' : `backend "${means.name}"`}`,
      );
  }
  if (means.kind === 's3') {
    const differences = contradictions(means, location);
    if (differences.length > 0)
      throw elsewhere(file, means, `declares another place: ${differences.join(', ')}`);
    const { set, remove } = changeFor(means, location);
    if (set.length === 0 && remove.length === 0) return { file, text: file.text };
  }
  if (first?.block === undefined) {
    throw elsewhere(
      file,
      means,
      'declares its backend in JSON, which is not edited in place',
      backendLines(location),
    );
  }
  return { file, text: rewriteBackend(file.text, first.block, changeFor(means, location)) };
}

/** Settings in which a declaration names something else than the place. */
function contradictions(declared: DeclaredS3, location: StateLocation): readonly string[] {
  const pairs = [
    ['bucket', declared.bucket, location.bucket],
    ['key', declared.key, location.key],
    ['region', declared.region, location.region],
    ['dynamodb_table', declared.lockTable, location.lockTable],
  ] as const;
  return pairs
    .filter(([, found, wanted]) => found !== undefined && found !== wanted)
    .map(([name, found, wanted]) => `${name} "${found}" instead of "${wanted}"`);
}

/**
 * What makes a declaration the backend of `location`. What people chose beyond it stays: an `encrypt`, or a second
 * lock. A missing lock is added also to a complete declaration: a laptop must meet the lock that a deploy takes.
 */
function changeFor(declared: DeclaredBackend, location: StateLocation): BackendChange {
  const settings = backendSettings(location);
  if (declared.kind !== 's3') return { set: settings, remove: [] };
  const complete = declared.bucket !== undefined && declared.key !== undefined;
  const right: Readonly<Record<string, boolean>> = {
    bucket: declared.bucket !== undefined,
    key: declared.key !== undefined,
    region: declared.region !== undefined,
    encrypt: complete || declared.encrypt !== undefined,
    dynamodb_table: declared.lockTable !== undefined,
    use_lockfile: declared.useLockfile === true,
  };
  const unusable = location.locking === 'lockfile' && declared.lockTable === undefined;
  return {
    set: settings.filter(([name]) => right[name] !== true),
    // Terraform would lock with a table that isn't there.
    remove: unusable && declared.attributes.has('dynamodb_table') ? ['dynamodb_table'] : [],
  };
}

function elsewhere(
  file: Scanned,
  means: DeclaredBackend,
  what: string,
  details: readonly string[] = [],
): Failure {
  const at = means.kind === 'none' ? file.name : `${file.name}:${means.line}`;
  return new Failure({
    code: 'STATE_ELSEWHERE',
    reason: `${at} ${what}.`,
    safe: 'No file was changed.',
    next:
      details.length > 0
        ? `Write that backend into ${file.name} yourself.`
        : `Correct ${file.name} by hand, or name that place with state-bucket, state-key and lock-table.`,
    details,
  });
}

/** An edit that would not read back as meant must never reach the disk. */
function confirm(file: Pick<Scanned, 'name' | 'role'>, text: string, location: StateLocation): void {
  const found = declarationsIn({ ...file, path: file.name, syntax: 'hcl', text })?.backends[0];
  const means = describeBackend(found);
  if (means.kind === 's3' && contradictions(means, location).length === 0) {
    const { set, remove } = changeFor(means, location);
    if (set.length === 0 && remove.length === 0) return;
  }
  throw new Failure({
    code: 'INTERNAL',
    reason: `The backend written into ${file.name} would not read back as ${location.bucket}/${location.key}.`,
    safe: 'No file was changed.',
    next: 'Write the backend block shown below yourself, and report this with the file.',
    details: backendLines(location),
  });
}
