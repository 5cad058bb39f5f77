import { NO_CHANGES, type TerraformOutputs } from '../terraform/changes.ts';
import type { RunReport } from './run-report.ts';
import { whatChanged } from './what-changed.ts';

/** Every output of action.yml; a test holds the two together. */
export const OUTPUT_NAMES = [
  'result',
  'cloudfront-url',
  'changed',
  'resources-added',
  'resources-changed',
  'resources-destroyed',
  'resources-imported',
  'state-bucket',
  'lock-table',
  'state-version-id',
  'release-id',
  'files-uploaded',
  'files-deleted',
  'distribution-id',
  'invalidation-id',
  'terraform-outputs',
  'failure-code',
] as const;
export type OutputName = (typeof OUTPUT_NAMES)[number];

/**
 * The outputs of a run, all of them however it ended: what isn't known is empty, what didn't happen is counted as `0`,
 * and `terraform-outputs` is always a JSON object (`fromJSON('')` would fail the workflow that reads it).
 */
export function toOutputs(report: RunReport): Record<OutputName, string> {
  const { backend, failure, plan, site, state, terraform } = report;
  const counts = terraform?.counts ?? plan?.counts ?? NO_CHANGES;
  const changed = whatChanged(report);
  return {
    result: report.result,
    'cloudfront-url': report.url ?? '',
    changed: String(changed.infrastructure || changed.site || changed.backend || plan?.hasChanges === true),
    'resources-added': String(counts.added),
    'resources-changed': String(counts.changed),
    'resources-destroyed': String(counts.destroyed),
    'resources-imported': String(counts.imported),
    'state-bucket': state?.bucket ?? backend?.bucket ?? '',
    'lock-table': state?.lockTable ?? backend?.table ?? '',
    'state-version-id': report.stateVersionId ?? '',
    'release-id': site?.releaseId ?? '',
    'files-uploaded': String(site?.publication.uploaded ?? 0),
    'files-deleted': String(site?.publication.deleted ?? 0),
    'distribution-id': site?.distributionId ?? '',
    'invalidation-id': site?.invalidation?.id ?? '',
    'terraform-outputs': JSON.stringify(nonSensitive(terraform?.outputs ?? {})),
    'failure-code': failure?.code ?? '',
  };
}

function nonSensitive(outputs: TerraformOutputs): Readonly<Record<string, unknown>> {
  const shown = Object.entries(outputs).filter(([, { sensitive }]) => !sensitive);
  return Object.fromEntries(shown.map(([name, { value }]) => [name, value ?? null]));
}
