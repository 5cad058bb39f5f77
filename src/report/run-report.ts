import type { RecordedDeploy } from '../context/release-history.ts';
import type { Release } from '../context/release.ts';
import type { Run } from '../context/run.ts';
import type { StateLocation } from '../context/deployment.ts';
import type { Failure } from '../errors.ts';
import type { Invalidation } from '../cdn/invalidation.ts';
import type { Publication } from '../frontend/publication.ts';
import type { Command } from '../inputs/inputs.ts';
import type { HealedLock } from '../state/heal-lock.ts';
import type { LeaseHolder } from '../state/lease.ts';
import type { BackendReport } from '../state/settings.ts';
import type { HistoryEntry } from '../state/state-history.ts';
import type { EmptiedBucket } from '../terraform/guard/buckets.ts';
import type { GuardVerdict } from '../terraform/guard/guard.ts';
import type { TerraformResult } from '../terraform/changes.ts';
import type { AdoptedReport } from './sections/adopted.ts';
import type { PlanReport } from './sections/planned.ts';
import type { RestoredReport } from './sections/restored.ts';

export type Result =
  | 'deployed'
  | 'unchanged'
  | 'superseded'
  | 'rolled-back'
  | 'planned'
  | 'bootstrapped'
  | 'unlocked'
  | 'destroyed'
  | 'failed';

/** One stage of the run, in the order it began. Stages may overlap. */
export interface StageRecord {
  readonly name: StageName;
  readonly milliseconds: number;
  readonly outcome: 'done' | 'failed';
  /** A few words on what it did: `7 added`, `from the PATH`. */
  readonly note?: string;
}

export const STAGES = [
  'account',
  'find release',
  'find version',
  'check out',
  'unlock',
  'terraform binary',
  'state backend',
  'lease',
  'examine state',
  'migrate',
  'restore',
  'prepare',
  'init',
  'plan',
  'read plan',
  'look up',
  'journal',
  'guard',
  'empty',
  'apply',
  'build',
  'compare',
  'publish',
  'invalidate',
  'verify',
  'record',
  'prune',
] as const;
export type StageName = (typeof STAGES)[number];

/** What happened to the site. */
export interface SiteReport {
  readonly publication: Publication;
  readonly releaseId: string;
  readonly distributionId: string;
  readonly invalidation?: Invalidation;
  /** True once the URL answered with this release's page; false when nobody asked it to. */
  readonly verified: boolean;
}

/** Locks and a lease whose holders are proven over. */
export interface FreedReport {
  readonly locks: readonly HealedLock[];
  readonly lease?: LeaseHolder | undefined;
}

/** A state that this run moved to where it is from now on. */
export interface MovedReport {
  readonly kind: 'file' | 'place';
  /** A file's path relative to the root module, or `s3://bucket/key`. */
  readonly from: string;
  /** `12 resources`. */
  readonly holds: string;
}

/** Everything a run can tell, complete or as far as it came: outputs, summary and failure message are made from it. */
export interface RunReport {
  readonly command: Command;
  readonly result: Result;
  readonly run: Run;
  readonly project: string;
  readonly environment: string;
  readonly region: string;
  readonly state?: StateLocation;
  readonly stateVersionId?: string | undefined;
  readonly backend?: BackendReport;
  readonly terraform?: TerraformResult;
  /** What a deploy would do, where that was the question. */
  readonly plan?: PlanReport;
  /** What is precious and was planned to go. */
  readonly guard?: GuardVerdict;
  /** What was emptied, so that it can be destroyed. */
  readonly emptied?: readonly EmptiedBucket[];
  /** What existed already and `adopt-existing` imports. */
  readonly adopted?: AdoptedReport;
  readonly site?: SiteReport;
  /** The release of a newer commit that is live already, where that ended the run. */
  readonly supersededBy?: Pick<Release, 'commit' | 'runUrl'>;
  /** What a rollback went back to, and what was live before it. */
  readonly rolledBack?: { readonly to: RecordedDeploy; readonly from: RecordedDeploy | undefined };
  /** The state that was made the state again. */
  readonly restored?: RestoredReport;
  /** What happened to this environment so far, newest first. */
  readonly history?: readonly HistoryEntry[];
  /** What runs that are proven over had left behind, and this one freed. */
  readonly freed?: FreedReport;
  /** The state that this run moved in. */
  readonly moved?: MovedReport;
  /** A local state file in the repository that is not used any more. */
  readonly staleState?: string;
  readonly url?: string;
  readonly stages: readonly StageRecord[];
  /** Wall time of the whole run, in milliseconds. */
  readonly milliseconds: number;
  readonly failure?: Failure;
}
