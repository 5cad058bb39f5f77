import { Failure } from '../errors.ts';
import type { Inputs, Locking } from '../inputs/inputs.ts';
import type { Owner } from './release.ts';
import type { Run } from './run.ts';

/** Where the Terraform state of this deployment lives, and what guards it. */
export interface StateLocation {
  readonly bucket: string;
  readonly key: string;
  /** Region of bucket and table; a declared S3 backend may name another than the deploy's. */
  readonly region: string;
  /** Always there: it holds the deploy lease too, whatever Terraform's own lock is. */
  readonly lockTable: string;
  readonly locking: Locking;
  /** Account that must own bucket and table: ExpectedBucketOwner of every call. */
  readonly account: string;
}

/** What is deployed where: names resolved once, before anything in AWS is changed. */
export interface Deployment {
  readonly project: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly state: StateLocation;
  readonly owner: Owner;
}

/** What an S3 backend in the configuration names; placeholders count as not named. */
export interface DeclaredState {
  readonly bucket?: string;
  readonly key?: string;
  readonly region?: string;
  readonly lockTable?: string;
  readonly useLockfile?: boolean;
}

/** What a backend declaration says about the place of an S3 state; any other kind of backend says nothing. */
export const declaredState = (backend: { readonly kind: string } & DeclaredState): DeclaredState =>
  backend.kind === 's3' ? backend : {};

export const stateBucketName = (project: string, account: string): string =>
  `${project}-terraform-state-${account}`;
export const lockTableName = (project: string): string => `${project}-terraform-locks`;
export const stateKey = (environment: string): string => `${environment}/terraform.tfstate`;

/**
 * A declared S3 backend is never overridden with another place: it supplies the defaults, and an input that names
 * another place contradicts it.
 *
 * @throws Failure `INVALID_INPUTS` with every contradiction
 */
export function refuseContradictions(inputs: Pick<Inputs, 'state'>, declared: DeclaredState): void {
  const pairs = [
    ['state-bucket', inputs.state.bucket, declared.bucket],
    ['state-key', inputs.state.key, declared.key],
    ['lock-table', inputs.state.lockTable, declared.lockTable],
  ] as const;
  const lines = pairs
    .filter(([, given, found]) => given !== undefined && found !== undefined && given !== found)
    .map(
      ([input, given, found]) =>
        `${input}: "${given}" contradicts "${found}" in the configuration's S3 backend`,
    );
  if (lines.length === 0) return;
  throw new Failure({
    code: 'INVALID_INPUTS',
    reason:
      lines.length === 1
        ? `${lines[0]}.`
        : `${lines.length} inputs contradict the configuration's S3 backend.`,
    safe: 'Nothing was read from or changed in AWS.',
    next: 'Leave the input out, or change the backend block: the state can only be in one place.',
    ...(lines.length > 1 ? { details: lines } : {}),
  });
}

/** Resolves every name: input, else declared backend, else the convention. */
export function resolveDeployment(
  inputs: Inputs,
  declared: DeclaredState,
  { account, run }: { readonly account: string; readonly run: Run },
): Deployment {
  const { project, environment, region } = inputs;
  return {
    project,
    environment,
    account,
    region,
    state: {
      bucket: inputs.state.bucket ?? declared.bucket ?? stateBucketName(project, account),
      key: inputs.state.key ?? declared.key ?? stateKey(environment),
      region: declared.region ?? region,
      lockTable: inputs.state.lockTable ?? declared.lockTable ?? lockTableName(project),
      locking: resolveLocking(inputs.state.locking, declared),
      account,
    },
    owner: {
      repository: run.repository,
      terraformDirectory: inputs.terraform.relativeDirectory,
      project,
      environment,
    },
  };
}

/** A lock file that the configuration declares is taken too: laptops that run it bare must meet our lock. */
function resolveLocking(asked: Locking, declared: DeclaredState): Locking {
  return asked === 'dynamodb' && declared.useLockfile === true ? 'both' : asked;
}
