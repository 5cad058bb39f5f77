import type { Locking } from '../inputs/inputs.ts';

/** Where the Terraform state of this deployment lives, and what guards it. */
export interface StateLocation {
  readonly bucket: string;
  readonly key: string;
  /** Region of bucket and table; a declared S3 backend may name another than the deploy's. */
  readonly region: string;
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
}

/** The lock table always stands: it also holds the deploy lease, whatever Terraform's own lock is. */
export const stateBucketName = (project: string, account: string): string =>
  `${project}-terraform-state-${account}`;
export const lockTableName = (project: string): string => `${project}-terraform-locks`;
export const stateKey = (environment: string): string => `${environment}/terraform.tfstate`;
