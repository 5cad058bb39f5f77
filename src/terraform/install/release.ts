import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../../errors.ts';
import { HttpStatusError } from '../../platform/http.ts';
import type { HttpResponse, Platform } from '../../platform/platform.ts';
import { compareVersions, parseVersion } from './constraint.ts';
import type { Version } from './constraint.ts';
import { KEY_ID } from './hashicorp-key.ts';
import { verifySignature } from './openpgp-signature.ts';
import type { SigningKey } from './openpgp-signature.ts';
import { describeRequirements, meets } from './requirements.ts';
import type { Requirement } from './requirements.ts';

/** A build of Terraform, in the names that releases.hashicorp.com uses. */
export interface Build {
  readonly version: string;
  /** `linux`, `darwin`, `windows`. */
  readonly os: string;
  /** `amd64`, `arm64`, `386`, `arm`. */
  readonly arch: string;
}

/** The three files of a release in one directory: what is downloaded, verified, and kept in the cache. */
export const RELEASE_FILES = {
  archive: 'terraform.zip',
  checksums: 'SHA256SUMS',
  signature: 'SHA256SUMS.sig',
} as const;

export const archiveName = ({ version, os, arch }: Build): string => `terraform_${version}_${os}_${arch}.zip`;

const TRIES = 3;
const FIRST_PAUSE = 1_000;
const NOTHING_INSTALLED = 'Nothing was installed, and nothing in AWS was changed by this step.';

/** The newest stable release that meets the requirements and has a build for this machine, from the index. */
export async function newestRelease(
  platform: Platform,
  releasesUrl: string,
  wanted: { readonly requirements: readonly Requirement[]; readonly machine: Omit<Build, 'version'> },
): Promise<Version> {
  const url = `${releasesUrl}/terraform/index.json`;
  const versions = readIndex((await getText(platform, url)) ?? '', wanted.machine);
  if (versions === undefined) throw downloadFailed(url, 'it is not a list of Terraform releases');
  const fitting = versions
    .filter((version) => version.prerelease === '' && meets(version, wanted.requirements))
    .sort(compareVersions);
  const newest = fitting.at(-1);
  if (newest !== undefined) return newest;
  const { os, arch } = wanted.machine;
  throw new Failure({
    code: 'TERRAFORM_NOT_FOUND',
    reason: `None of the ${versions.length} Terraform releases for ${os}_${arch} satisfies ${describeRequirements(wanted.requirements)}.`,
    safe: NOTHING_INSTALLED,
    next: 'Change the version that is asked for, or put a fitting Terraform on the PATH.',
    details: wanted.requirements.map(({ source, text }) => `${source}: ${text}`),
  });
}

function readIndex(text: string, { os, arch }: Omit<Build, 'version'>): Version[] | undefined {
  let index: { versions?: Record<string, { builds?: { os?: string; arch?: string }[] }> };
  try {
    index = JSON.parse(text) as typeof index;
  } catch {
    return undefined;
  }
  if (typeof index?.versions !== 'object' || index.versions === null) return undefined;
  return Object.entries(index.versions).flatMap(([name, { builds }]) => {
    const version = parseVersion(name);
    const built = builds?.some((build) => build.os === os && build.arch === arch) ?? false;
    return version === undefined || !built ? [] : [version];
  });
}

/** Downloads a release into `directory`. The archive comes only once the list of checksums has proved genuine. */
export async function downloadRelease(
  platform: Platform,
  source: { readonly releasesUrl: string; readonly build: Build; readonly key: SigningKey },
  directory: string,
): Promise<void> {
  const { build, key } = source;
  const base = `${source.releasesUrl}/terraform/${build.version}`;
  const list = `${base}/terraform_${build.version}_SHA256SUMS`;
  const file = (name: keyof typeof RELEASE_FILES): string => path.join(directory, RELEASE_FILES[name]);
  if (!(await getFile(platform, list, file('checksums')))) throw unknownVersion(build, list);
  // Releases carry one signature for each key they were ever signed with; mirrors often keep only the plain one.
  const signed =
    (await getFile(platform, `${list}.${KEY_ID}.sig`, file('signature'))) ||
    (await getFile(platform, `${list}.sig`, file('signature')));
  if (!signed) throw notAuthentic(build, `its list of checksums has no signature at ${list}.${KEY_ID}.sig`);
  await readChecksum(directory, build, key);
  const archive = `${base}/${archiveName(build)}`;
  if (!(await getFile(platform, archive, file('archive'))))
    throw downloadFailed(archive, 'the server has no such file');
}

/** The archive of a release in `directory`, once its signature and checksum hold. Fails with TERRAFORM_NOT_AUTHENTIC. */
export async function readAuthenticArchive(
  directory: string,
  build: Build,
  key: SigningKey,
): Promise<Buffer> {
  const expected = await readChecksum(directory, build, key);
  const archive = await readFile(path.join(directory, RELEASE_FILES.archive));
  const actual = createHash('sha256').update(archive).digest('hex');
  if (actual === expected) return archive;
  throw notAuthentic(build, `${archiveName(build)} has SHA-256 ${actual}, the signed list says ${expected}`);
}

async function readChecksum(directory: string, build: Build, key: SigningKey): Promise<string> {
  const checksums = await readFile(path.join(directory, RELEASE_FILES.checksums));
  const signature = await readFile(path.join(directory, RELEASE_FILES.signature));
  const verdict = verifySignature(checksums, signature, key);
  if (!verdict.genuine) {
    throw notAuthentic(
      build,
      `the signature of its checksums by key ${key.fingerprint} does not hold: ${verdict.reason}`,
    );
  }
  for (const line of checksums.toString('utf8').split('\n')) {
    const [checksum, name] = line.trim().split(/\s+\*?/);
    if (name === archiveName(build) && /^[0-9a-f]{64}$/.test(checksum ?? '')) return checksum ?? '';
  }
  // The name holds the version, so a genuine list of another release, replayed, ends here too.
  throw new Failure({
    code: 'TERRAFORM_NOT_FOUND',
    reason: `Terraform ${build.version} has no build for ${build.os}_${build.arch}: its signed list has no ${archiveName(build)}.`,
    safe: NOTHING_INSTALLED,
    next: 'Ask for a version that has a build for this runner, or use another runner.',
  });
}

/** GET of a text with retries; undefined where the server has no such file. */
async function getText(platform: Platform, url: string): Promise<string | undefined> {
  let body: string | undefined;
  const found = await withRetries(platform, url, async () => {
    const response: HttpResponse = await platform.http.get(url);
    if (response.status !== 200) throw new HttpStatusError(url, response.status);
    body = response.body;
  });
  return found ? body : undefined;
}

const getFile = (platform: Platform, url: string, file: string): Promise<boolean> =>
  withRetries(platform, url, () => platform.http.download(url, file));

/** True once `attempt` ended well, false where the server has no such file; fails after three tries. */
async function withRetries(platform: Platform, url: string, attempt: () => Promise<void>): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      await attempt();
      return true;
    } catch (error) {
      const status = error instanceof HttpStatusError ? error.status : undefined;
      // Mirrors in object stores answer 403 for what isn't there.
      if (status === 404 || status === 403) return false;
      const reason = status === undefined ? messageOf(error) : `it answered ${status}`;
      if (!isTransient(status) || tries === TRIES) throw downloadFailed(url, reason, { tries, cause: error });
      // Full jitter: runners that failed together must not come back together.
      const pause = Math.round(FIRST_PAUSE * 2 ** (tries - 1) * (0.5 + Math.random() / 2));
      platform.log.info(`${url}: ${reason}; trying again in ${pause} ms (${tries} of ${TRIES} tries).`);
      await platform.clock.sleep(pause);
    }
  }
}

const isTransient = (status: number | undefined): boolean =>
  status === undefined || status === 408 || status === 425 || status === 429 || status >= 500;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function downloadFailed(url: string, reason: string, after?: { tries: number; cause: unknown }): Failure {
  const tries = after === undefined || after.tries === 1 ? '' : ` after ${after.tries} tries`;
  return new Failure({
    code: 'TERRAFORM_DOWNLOAD_FAILED',
    reason: `${url} could not be downloaded${tries}: ${reason}.`,
    safe: NOTHING_INSTALLED,
    next: 'Run it again; if the runner cannot reach that host, set REVIVE_DEPLOY_TERRAFORM_RELEASES_URL to a mirror or put Terraform on the PATH.',
    cause: after?.cause,
  });
}

function notAuthentic(build: Build, reason: string): Failure {
  return new Failure({
    code: 'TERRAFORM_NOT_AUTHENTIC',
    reason: `The downloaded Terraform ${build.version} is not used: ${reason}.`,
    safe: `${NOTHING_INSTALLED} The downloaded files were removed.`,
    next: 'Look at what stands between the runner and releases.hashicorp.com (proxy, mirror); run it again once that is known.',
  });
}

function unknownVersion({ version }: Build, url: string): Failure {
  return new Failure({
    code: 'TERRAFORM_NOT_FOUND',
    reason: `There is no Terraform ${version}: ${url} does not exist.`,
    safe: NOTHING_INSTALLED,
    next: 'Ask for a version that was released.',
  });
}
