import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../platform.ts';

/** Variables by which the SDK reaches AWS in another way than the plain one, whatever they say. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'AWS_AUTH_SCHEME_PREFERENCE',
  'AWS_DEFAULTS_MODE',
  'AWS_PROFILE',
  'AWS_SIGV4A_SIGNING_REGION_SET',
]);

/** Switches that are off where nobody turned them on. */
const SWITCHES = ['AWS_USE_DUALSTACK_ENDPOINT', 'AWS_USE_FIPS_ENDPOINT'] as const;

/**
 * Whether the environment says how AWS is reached and by whom in the few words that are understood here without the SDK:
 * no profile, no shared configuration, nothing but the standard endpoints or the variables that replace them. The SDK
 * knows them all, and takes longer to load than a small site takes to publish.
 */
export async function hasPlainSettings(environment: Environment): Promise<boolean> {
  return hasPlainVariables(environment) && (await sharedFilesAreEmpty(environment));
}

/** The part of `hasPlainSettings` that needs no look at a file. An empty variable is one, too: some the SDK refuses. */
function hasPlainVariables(environment: Environment): boolean {
  const given = Object.keys(environment).filter((name) => environment[name] !== undefined);
  return (
    !given.some((name) => name.startsWith('AWS_S3_') || ELSEWHERE.has(name)) &&
    SWITCHES.every((name) => [undefined, 'false'].includes(environment[name])) &&
    [undefined, 'false', 'true'].includes(environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'])
  );
}

/** Endpoint that the environment names for a service; undefined: the service's own. As the SDK reads it. */
export function configuredEndpoint(
  environment: Environment,
  service: 'CLOUDFRONT' | 'S3',
): string | undefined {
  if (environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return undefined;
  return environment[`AWS_ENDPOINT_URL_${service}`] || environment['AWS_ENDPOINT_URL'] || undefined;
}

/** What the SDK would read besides the environment: absent on a runner, and then it can't matter. */
async function sharedFilesAreEmpty(environment: Environment): Promise<boolean> {
  const { HOME: home, AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = environment;
  const inHome = (name: string): string | undefined =>
    home === undefined || home === '' ? undefined : path.join(home, '.aws', name);
  const files = [AWS_CONFIG_FILE || inHome('config'), AWS_SHARED_CREDENTIALS_FILE || inHome('credentials')];
  return (await Promise.all(files.map(isAbsentOrEmpty))).every(Boolean);
}

async function isAbsentOrEmpty(file: string | undefined): Promise<boolean> {
  // Where the home directory is has more answers than HOME: they are the SDK's to find.
  if (file === undefined) return false;
  try {
    return (await readFile(file, 'utf8')).trim() === '';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
