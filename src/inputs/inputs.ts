import type { HeaderRule } from './header-rules.ts';

/** What a run is asked to do. Every other module takes this as plain data; nothing reads an input a second time. */
export interface Inputs {
  readonly command: Command;
  /** Prefix of every name: lower-case letters, digits and hyphens, 2 to 32 characters. */
  readonly project: string;
  readonly environment: string;
  readonly region: string;
  /** ARN of the role to assume by OIDC; undefined: the credentials of the environment. */
  readonly roleToAssume?: string;
  /** Twelve digits; undefined: every account is allowed. */
  readonly allowedAccountId?: string;
  readonly terraform: TerraformInputs;
  readonly state: StateInputs;
  /** Undefined: this repository has no frontend. */
  readonly frontend?: FrontendInputs;
  /** Id of a recorded release or deploy, or `previous`: what `rollback` goes back to. */
  readonly rollbackTo: string;
  /** Version id of the state, or `previous`: what `rollback` restores instead of going back to a release. */
  readonly restoreTo?: string;
  readonly cache: boolean;
  /** Whether `plan` tells what it found in a comment on the pull request it runs for. */
  readonly pullRequestComment: boolean;
  readonly githubToken?: string;
}

export const COMMANDS = ['deploy', 'plan', 'bootstrap', 'rollback', 'unlock', 'destroy'] as const;
export type Command = (typeof COMMANDS)[number];

export const LOCKINGS = ['dynamodb', 'lockfile', 'both'] as const;
/** Which of Terraform's state locks are taken. */
export type Locking = (typeof LOCKINGS)[number];

export const BOOTSTRAPS = ['auto', 'verify', 'never'] as const;
/** `auto` creates and mends the state backend, `verify` only reads it, `never` takes it as it is. */
export type Bootstrap = (typeof BOOTSTRAPS)[number];

export const INVALIDATIONS = ['changed', 'all', 'none'] as const;
export type InvalidationChoice = (typeof INVALIDATIONS)[number];

export interface TerraformInputs {
  /** Absolute path. */
  readonly directory: string;
  /** The same path as the workspace names it, with forward slashes: part of whose state it is. */
  readonly relativeDirectory: string;
  /** A version or constraint, as Terraform writes them; undefined: what the configuration asks for. */
  readonly version?: string;
  readonly prepareCommand?: string;
  /** Values for `-var`; order as given. */
  readonly variables: ReadonlyMap<string, string>;
  /** Absolute paths for `-var-file`; order as given. */
  readonly variableFiles: readonly string[];
  /** Import what a plan would create and AWS has already, instead of stopping. */
  readonly adoptExisting: boolean;
  /** Addresses of what is precious and may be destroyed or replaced: exactly these instances. */
  readonly allowDestroy: readonly string[];
}

export interface StateInputs {
  readonly bucket?: string;
  readonly key?: string;
  readonly lockTable?: string;
  readonly locking: Locking;
  /** Milliseconds: one deadline for lease and lock. */
  readonly lockTimeout: number;
  readonly bootstrap: Bootstrap;
}

export interface FrontendInputs {
  /** Absolute path. */
  readonly directory: string;
  readonly buildCommand: string;
  /** Relative to `directory`; undefined: the first of `dist`, `build`, `out` that the build left. */
  readonly outputDirectory?: string;
  /** Environment variable -> name of the Terraform output it takes its value from. */
  readonly environment: ReadonlyMap<string, string>;
  /** Of `revive.headers`; the last one that matches a file and has a header wins. */
  readonly headerRules: readonly HeaderRule[];
  readonly bucketOutput: string;
  readonly distributionIdOutput: string;
  readonly urlOutput: string;
  readonly invalidation: InvalidationChoice;
  readonly waitForLive: boolean;
}
