import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const host = 'registry.terraform.io';

/** A filesystem mirror of providers and what it holds. */
export interface ProviderMirror {
  /** The directory that holds `registry.terraform.io`. */
  readonly directory: string;
  readonly providers: readonly Provider[];
}

/** One provider of a mirror. */
export interface Provider {
  /** `registry.terraform.io/hashicorp/aws`. */
  readonly source: string;
  /** Directory of an unpacked provider for this platform; absent where the mirror only holds archives. */
  readonly unpacked?: string;
}

/** How a CLI configuration takes providers from a mirror: `dev_overrides` skips the checksum of 700 MB (2 s a command). */
export type MirrorUse = 'mirror' | 'dev-overrides';

/**
 * Finds a filesystem mirror: the places Terraform itself looks in, then directories under /opt, /usr and
 * /usr/local, at most two levels deep. Undefined where the machine has none; Terraform then asks the registry.
 */
export async function findMirror(
  roots: readonly string[] = searchRoots(),
): Promise<ProviderMirror | undefined> {
  for (const root of roots) {
    for (const directory of [root, ...(await directoriesBelow(root, 2))]) {
      const providers = await providersOf(directory);
      if (providers.length > 0) return { directory, providers };
    }
  }
  return undefined;
}

function searchRoots(): readonly string[] {
  const data = process.env.XDG_DATA_HOME || path.join(os.homedir(), '.local', 'share');
  return [
    path.join(os.homedir(), '.terraform.d', 'plugins'),
    path.join(data, 'terraform', 'plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
    '/opt',
    '/usr/local',
    '/usr',
  ];
}

async function directoriesBelow(root: string, depth: number): Promise<readonly string[]> {
  if (depth === 0) return [];
  const children = await listDirectories(root);
  const below = await Promise.all(children.map((child) => directoriesBelow(child, depth - 1)));
  return [...children, ...below.flat()];
}

async function listDirectories(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(directory, entry.name))
    .sort();
}

async function providersOf(directory: string): Promise<readonly Provider[]> {
  const namespaces = await listDirectories(path.join(directory, host));
  const types = (await Promise.all(namespaces.map(listDirectories))).flat();
  return Promise.all(
    types.map(async (type) => {
      const source = path.relative(directory, type).split(path.sep).join('/');
      const unpacked = await unpackedVersion(type);
      return unpacked === undefined ? { source } : { source, unpacked };
    }),
  );
}

/** The newest version unpacked for this platform. */
async function unpackedVersion(type: string): Promise<string | undefined> {
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const versions = [...(await listDirectories(type))].sort((a, b) =>
    path.basename(b).localeCompare(path.basename(a), 'en', { numeric: true }),
  );
  for (const version of versions) {
    const candidate = path.join(version, platform);
    if (
      await stat(candidate).then(
        (found) => found.isDirectory(),
        () => false,
      )
    )
      return candidate;
  }
  return undefined;
}

/** The CLI configuration that takes what a mirror holds from there, and everything else from the registry. */
export function cliConfiguration(mirror: ProviderMirror, use: MirrorUse = 'mirror'): string {
  const sources = JSON.stringify(mirror.providers.map(({ source }) => source));
  const overrides = mirror.providers.flatMap(({ source, unpacked }) =>
    unpacked === undefined ? [] : [`    ${JSON.stringify(source)} = ${JSON.stringify(unpacked)}`],
  );
  return [
    'provider_installation {',
    ...(use === 'dev-overrides' ? ['  dev_overrides {', ...overrides, '  }'] : []),
    '  filesystem_mirror {',
    `    path    = ${JSON.stringify(mirror.directory)}`,
    `    include = ${sources}`,
    '  }',
    '  direct {',
    `    exclude = ${sources}`,
    '  }',
    '}',
    '',
  ].join('\n');
}

/**
 * Writes a CLI configuration for the machine's mirror into `directory` and returns its path, for
 * TF_CLI_CONFIG_FILE. Undefined where there is no mirror. Its text is the same whoever writes it, and it is put in
 * place by a rename: those that start at once don't meet half a file.
 */
export async function writeCliConfiguration(
  directory: string,
  use: MirrorUse = 'mirror',
): Promise<string | undefined> {
  const mirror = await findMirror();
  if (mirror === undefined) return undefined;
  const file = path.join(directory, `terraform-${use}.tfrc`);
  const draft = `${file}.${randomUUID()}`;
  await mkdir(directory, { recursive: true });
  await writeFile(draft, cliConfiguration(mirror, use));
  await rename(draft, file);
  return file;
}
