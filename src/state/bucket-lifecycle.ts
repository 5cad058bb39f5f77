import type { LifecycleRule } from '@aws-sdk/client-s3';

/** Old states stay for this long, and the newest this many for ever. */
const OLD_VERSION_DAYS = 90;
const OLD_VERSIONS_KEPT = 50;
const UPLOAD_DAYS = 7;

/** The rules that bound what a state bucket costs, without ever touching a current object. */
export const LIFECYCLE_RULES: readonly LifecycleRule[] = [
  {
    ID: 'expire-noncurrent-state-versions',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    NoncurrentVersionExpiration: {
      NoncurrentDays: OLD_VERSION_DAYS,
      NewerNoncurrentVersions: OLD_VERSIONS_KEPT,
    },
  },
  {
    ID: 'abort-incomplete-uploads',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: UPLOAD_DAYS },
  },
];

export const LIFECYCLE_WANTED = `old versions: newest ${OLD_VERSIONS_KEPT}, others ${OLD_VERSION_DAYS} days; unfinished uploads: ${UPLOAD_DAYS} days`;

/** What a rule does to what, without the spellings S3 takes as equal (`Filter: {}`, `{Prefix: ''}`, `Prefix: ''`). */
function effect(rule: LifecycleRule): string {
  const { ID, Status, Filter, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload, ...others } = rule;
  const { Prefix, ...more } = { ...others, ...Filter };
  const further = Object.entries(more).filter(([, value]) => value !== undefined);
  return JSON.stringify([
    ID,
    Status,
    Prefix ?? '',
    NoncurrentVersionExpiration?.NoncurrentDays,
    NoncurrentVersionExpiration?.NewerNoncurrentVersions,
    AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    further,
  ]);
}

const missingRules = (rules: readonly LifecycleRule[]): readonly LifecycleRule[] =>
  LIFECYCLE_RULES.filter((wanted) => !rules.some((rule) => effect(rule) === effect(wanted)));

export const hasLifecycleRules = (rules: readonly LifecycleRule[]): boolean =>
  missingRules(rules).length === 0;

/** The wanted rules over those already there; rules of other ids stay. */
export function withLifecycleRules(rules: readonly LifecycleRule[]): LifecycleRule[] {
  const others = rules.filter(({ ID }) => !LIFECYCLE_RULES.some((wanted) => wanted.ID === ID));
  return [...others, ...LIFECYCLE_RULES];
}

export function describeLifecycle(rules: readonly LifecycleRule[]): string {
  if (rules.length === 0) return 'absent';
  const missing = missingRules(rules);
  return missing.length === 0 ? LIFECYCLE_WANTED : `without ${missing.map(({ ID }) => ID).join(', ')}`;
}
