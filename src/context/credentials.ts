import { Failure } from '../errors.ts';
import { type CredentialsSource, connectAws } from '../platform/aws.ts';
import { mayRequestIdToken, requestIdToken } from '../platform/oidc.ts';
import type { Environment, Log, Platform } from '../platform/platform.ts';
import type { Run } from './run.ts';

/** Seconds a session of the role lasts; the SDK asks for a new one by itself before it ends. */
const SESSION_SECONDS = 3600;

const AWS_SECRETS = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/;
const SECRET_NAME = /secret|password|passwd|token|credential|private_?key|api_?key/i;

/**
 * Masks the credentials and the Terraform variables with a secret's name that came with the environment: a step before
 * ours may have set them without.
 */
export function maskEnvironmentSecrets(platform: Pick<Platform, 'environment' | 'log'>): void {
  for (const [name, value] of Object.entries(platform.environment)) {
    const secret = AWS_SECRETS.test(name) || (name.startsWith('TF_VAR_') && SECRET_NAME.test(name));
    if (secret && value !== undefined) platform.log.mask(value);
  }
}

/** Masks the values of `terraform-variables` whose name is a secret's. Others stay readable: a region is no secret. */
export function maskSecretVariables(log: Log, variables: ReadonlyMap<string, string>): void {
  for (const [name, value] of variables) if (SECRET_NAME.test(name)) log.mask(value);
}

/**
 * The platform with AWS clients that use the role, each session from a fresh OIDC token; without a role, the platform as
 * it is.
 *
 * @throws Failure `ROLE_NOT_ASSUMED` when the job may not ask for OIDC tokens.
 */
export function withRole(platform: Platform, role: string | undefined, region: string, run: Run): Platform {
  if (role === undefined) return platform;
  if (!mayRequestIdToken(platform.environment)) {
    throw new Failure({
      code: 'ROLE_NOT_ASSUMED',
      reason: `${role} can't be assumed: this job may not request an OIDC token.`,
      safe: 'Nothing was read from or changed in AWS.',
      next: 'Give the job `permissions: { id-token: write, contents: read }`.',
    });
  }
  const source = assumeByOidc(platform, { role, region, run });
  return { ...platform, aws: connectAws(source, platform.environment) };
}

function assumeByOidc(
  platform: Platform,
  { role, region, run }: { readonly role: string; readonly region: string; readonly run: Run },
): CredentialsSource {
  return async () => {
    const sts = await platform.aws.sts(region);
    const { Credentials } = await sts.assumeRoleWithWebIdentity({
      RoleArn: role,
      RoleSessionName: sessionName(run),
      WebIdentityToken: await requestIdToken(platform),
      DurationSeconds: SESSION_SECONDS,
    });
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = Credentials ?? {};
    for (const secret of [AccessKeyId, SecretAccessKey, SessionToken]) platform.log.mask(secret);
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      ...(Expiration === undefined ? {} : { expiration: Expiration }),
    };
  };
}

/** Session name, shown in CloudTrail: which run of which repository it was. At most 64 of `[\w+=,.@-]`. */
export const sessionName = (run: Pick<Run, 'repository' | 'id'>): string =>
  `revive-deploy-${run.id}-${run.repository.replace(/[^\w+=,.@-]/g, '-')}`.slice(0, 64);

/**
 * What Terraform, and the supervisor that runs it, need in their environment: the region, and for a role the file its
 * sessions are made from, instead of any other credentials. Undefined takes a variable away.
 */
export function awsEnvironment(
  region: string,
  role: { readonly arn: string; readonly tokenFile: string; readonly run: Run } | undefined,
): Environment {
  const regions = { AWS_REGION: region, AWS_DEFAULT_REGION: region };
  if (role === undefined) return regions;
  return {
    ...regions,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_ROLE_ARN: role.arn,
    AWS_ROLE_SESSION_NAME: sessionName(role.run),
    AWS_WEB_IDENTITY_TOKEN_FILE: role.tokenFile,
  };
}

/**
 * AWS_ENDPOINT_URL for STS by its own name: Terraform's S3 backend takes it for every call but the one that makes a role
 * session from a token, for which it heeds AWS_ENDPOINT_URL_STS alone (measured with 1.11.4).
 */
export function stsEndpoint({ AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_STS: sts }: Environment): Environment {
  return all && !sts ? { AWS_ENDPOINT_URL_STS: all } : {};
}

/**
 * Asks AWS whose credentials these are.
 *
 * @throws Failure `NO_CREDENTIALS`, `ROLE_NOT_ASSUMED`, or `WRONG_ACCOUNT` when `allowed` names another account.
 */
export async function resolveAccount(
  platform: Platform,
  {
    region,
    role,
    allowed,
  }: { readonly region: string; readonly role: string | undefined; readonly allowed: string | undefined },
): Promise<string> {
  let account: string;
  try {
    const sts = await platform.aws.sts(region);
    account = (await sts.getCallerIdentity({})).Account ?? '';
  } catch (cause) {
    throw role === undefined ? noCredentials(cause) : roleRefused(role, cause);
  }
  if (allowed !== undefined && account !== allowed) {
    throw new Failure({
      code: 'WRONG_ACCOUNT',
      reason: `The credentials belong to account ${account}, and allowed-account-id is ${allowed}.`,
      safe: 'Nothing was changed in AWS; only whose credentials they are was asked.',
      next: `Give credentials or a role-to-assume of account ${allowed}.`,
    });
  }
  return account;
}

function noCredentials(cause: unknown): Failure {
  return new Failure({
    code: 'NO_CREDENTIALS',
    reason: `AWS could not be asked whose credentials these are: ${message(cause)}.`,
    safe: 'Nothing was read from or changed in AWS.',
    next: 'Set role-to-assume (with `permissions: id-token: write`), or provide AWS credentials in the environment.',
    cause,
  });
}

function roleRefused(role: string, cause: unknown): Failure {
  return new Failure({
    code: 'ROLE_NOT_ASSUMED',
    reason: `${role} could not be assumed: ${message(cause)}.`,
    safe: 'Nothing was read from or changed in AWS.',
    next: "Compare the role's trust policy with this run: aud must be sts.amazonaws.com, and sub that of this repository and environment.",
    cause,
  });
}

const message = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '').replaceAll('\n', ' ');
