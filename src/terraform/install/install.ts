import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Failure } from '../../errors.ts';
import type { CacheService } from '../../platform/cache.ts';
import type { Platform } from '../../platform/platform.ts';
import { cacheEntry, restoreTerraform } from './cache.ts';
import type { CacheEntry, Restored } from './cache.ts';
import { compareVersions } from './constraint.ts';
import type { Version } from './constraint.ts';
import { hashicorpKey } from './hashicorp-key.ts';
import { findOnPath } from './on-path.ts';
import type { SigningKey } from './openpgp-signature.ts';
import { downloadRelease, newestRelease, readAuthenticArchive } from './release.ts';
import type { Build } from './release.ts';
import { describeRequirements, exactRequirement, meets, readRequirements } from './requirements.ts';
import type { Requirement, RequirementSources } from './requirements.ts';
import { addToToolCache, toolCacheExecutable, toolCacheVersions } from './tool-cache.ts';
import type { ToolCache } from './tool-cache.ts';
import { readZipEntry } from './zip-entry.ts';

export const RELEASES_URL = 'https://releases.hashicorp.com';

export interface TerraformRequest extends RequirementSources {
  /** Whether a download may come from, and go to, GitHub's cache. */
  readonly cache: boolean;
  /** GitHub's cache; undefined: there is none. */
  readonly cacheService?: CacheService;
  /** RUNNER_TOOL_CACHE; undefined: a directory under `temporaryDirectory`. */
  readonly toolCacheDirectory?: string;
  readonly temporaryDirectory: string;
  /** Where releases are downloaded from, without a slash at the end: `RELEASES_URL` or a mirror of it. */
  readonly releasesUrl: string;
}

export interface TerraformBinary {
  /** Absolute path. */
  readonly executable: string;
  /** `1.11.4`. */
  readonly version: string;
  readonly source: 'path' | 'tool-cache' | 'cache' | 'download';
  /** What `saveTerraformToCache` can keep for the next run; set after a download that GitHub's cache didn't have. */
  readonly toKeep?: CacheEntry;
}

/**
 * The Terraform to use: the first of PATH, tool cache, GitHub's cache and download that has a version meeting the
 * input `terraform-version` (else `.terraform-version`) and every `required_version`.
 *
 * Fails with INVALID_INPUTS, TERRAFORM_NOT_FOUND, TERRAFORM_DOWNLOAD_FAILED or TERRAFORM_NOT_AUTHENTIC; nothing is
 * left installed then.
 */
export const ensureTerraform = (platform: Platform, request: TerraformRequest): Promise<TerraformBinary> =>
  ensureTerraformSignedBy(hashicorpKey(), platform, request);

/** The same for releases signed by another key: for tests alone, so that no input or variable can name one. */
export async function ensureTerraformSignedBy(
  key: SigningKey,
  platform: Platform,
  request: TerraformRequest,
): Promise<TerraformBinary> {
  const requirements = await readRequirements(request);
  const found =
    (await onPath(platform, request, requirements)) ??
    (await inToolCache(toolCache(request.toolCacheDirectory ?? temporaryToolCache(request)), requirements)) ??
    (await install(platform, request, { key, requirements }));
  const wanted = requirements.length === 0 ? '' : `; asked for ${describeRequirements(requirements)}`;
  platform.log.info(`Terraform ${found.version} from ${SOURCE_NAMES[found.source]}${wanted}.`);
  return found;
}

const SOURCE_NAMES: Readonly<Record<TerraformBinary['source'], string>> = {
  path: 'the PATH',
  'tool-cache': 'the tool cache',
  cache: "GitHub's cache",
  download: 'a download, signature verified',
};

async function onPath(
  platform: Platform,
  { directory }: TerraformRequest,
  requirements: readonly Requirement[],
): Promise<TerraformBinary | undefined> {
  const found = await findOnPath(platform, directory);
  if (found === undefined) return undefined;
  const { executable, version } = found;
  if (meets(version, requirements)) return { executable, version: version.text, source: 'path' };
  platform.log.info(`Terraform ${version.text} on the PATH is not ${describeRequirements(requirements)}.`);
  return undefined;
}

async function inToolCache(
  cache: ToolCache,
  requirements: readonly Requirement[],
): Promise<TerraformBinary | undefined> {
  const exact = exactRequirement(requirements);
  // A prerelease is taken only where it is named.
  const allowed = (version: Version): boolean =>
    version.prerelease === '' || (exact !== undefined && compareVersions(version, exact) === 0);
  const versions = await toolCacheVersions(cache);
  const newest = versions
    .filter((version) => allowed(version) && meets(version, requirements))
    .sort(compareVersions)
    .at(-1);
  return newest === undefined
    ? undefined
    : { executable: toolCacheExecutable(cache, newest.text), version: newest.text, source: 'tool-cache' };
}

interface Wanted {
  readonly key: SigningKey;
  readonly requirements: readonly Requirement[];
}

async function install(
  platform: Platform,
  request: TerraformRequest,
  { key, requirements }: Wanted,
): Promise<TerraformBinary> {
  const machine = releaseMachine();
  const version =
    exactRequirement(requirements) ??
    (await newestRelease(platform, request.releasesUrl, { requirements, machine }));
  const build: Build = { ...machine, version: version.text };
  const { archive, ...origin } = await obtain(platform, request, { key, build });
  const name = executableName();
  const executable = await readZipEntry(archive, name);
  if (executable === undefined) throw noExecutable(build, name);
  return { executable: await place(request, version.text, executable), version: version.text, ...origin };
}

type Obtained = Pick<TerraformBinary, 'source' | 'toKeep'> & { readonly archive: Buffer };

/** The release's verified archive, from GitHub's cache or a download. Only its memory is used from here on. */
async function obtain(
  platform: Platform,
  request: TerraformRequest,
  { key, build }: { readonly key: SigningKey; readonly build: Build },
): Promise<Obtained> {
  const entry = cacheEntry(request.temporaryDirectory, build);
  const service = request.cache ? request.cacheService : undefined;
  let restored: Restored = 'unavailable';
  if (service !== undefined) {
    restored = await restoreTerraform(platform, service, entry);
    const archive = restored === 'hit' ? await readRestored(platform, entry, { key, build }) : undefined;
    if (archive !== undefined) return { archive, source: 'cache' };
  }
  await mkdir(request.temporaryDirectory, { recursive: true });
  const directory = await mkdtemp(path.join(request.temporaryDirectory, 'terraform-download-'));
  try {
    await downloadRelease(platform, { releasesUrl: request.releasesUrl, build, key }, directory);
    const archive = await readAuthenticArchive(directory, build, key);
    if (restored !== 'miss') return { archive, source: 'download' };
    await rename(directory, entry.directory);
    return { archive, source: 'download', toKeep: entry };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** What the cache held, if it is genuine; a poisoned or damaged entry costs a download, never trust. */
async function readRestored(
  platform: Platform,
  { directory, key: name }: CacheEntry,
  { key, build }: { readonly key: SigningKey; readonly build: Build },
): Promise<Buffer | undefined> {
  try {
    return await readAuthenticArchive(directory, build, key);
  } catch (error) {
    platform.log.warning(
      `The Terraform in GitHub's cache (${name}) is not used, delete that entry: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Installs into the runner's tool cache, or under the temporary directory where that may not be written. */
async function place(request: TerraformRequest, version: string, executable: Buffer): Promise<string> {
  const fallback = temporaryToolCache(request);
  try {
    return await addToToolCache(toolCache(request.toolCacheDirectory ?? fallback), version, executable);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw notWritten(error);
  }
  return addToToolCache(toolCache(fallback), version, executable).catch((error: unknown) => {
    throw notWritten(error);
  });
}

const temporaryToolCache = ({ temporaryDirectory }: TerraformRequest): string =>
  path.join(temporaryDirectory, 'revive-deploy-tools');

const toolCache = (root: string): ToolCache => ({ root, arch: os.arch(), executableName: executableName() });

const executableName = (): string => (os.platform() === 'win32' ? 'terraform.exe' : 'terraform');

const RELEASE_OS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const RELEASE_ARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/** This machine in the names of the releases. */
function releaseMachine(): Omit<Build, 'version'> {
  const [platform, arch] = [os.platform(), os.arch()];
  return { os: RELEASE_OS[platform] ?? platform, arch: RELEASE_ARCH[arch] ?? arch };
}

function noExecutable({ version }: Build, name: string): Failure {
  return new Failure({
    code: 'TERRAFORM_NOT_FOUND',
    reason: `The genuine archive of Terraform ${version} holds no ${name} that can be read.`,
    safe: 'Nothing was installed, and nothing in AWS was changed by this step.',
    next: 'Ask for another version of Terraform, or put one on the PATH.',
  });
}

function notWritten(cause: unknown): Failure {
  return new Failure({
    code: 'TERRAFORM_DOWNLOAD_FAILED',
    reason: `Terraform was downloaded and is genuine, but could not be written: ${String(cause)}.`,
    safe: 'Nothing was installed, and nothing in AWS was changed by this step.',
    next: 'Give the runner at least 200 MB of free disk in RUNNER_TOOL_CACHE and run it again.',
    cause,
  });
}
