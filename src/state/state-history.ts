import type { StateLocation } from '../context/deployment.ts';
import type { RecordedDeploy } from '../context/release-history.ts';
import type { Platform } from '../platform/platform.ts';
import { PERMISSIONS, explained } from './permissions.ts';
import { ownedBucket } from './wanted-bucket.ts';

/** A version of the state object. */
export interface StateVersion {
  readonly versionId: string;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
}

/** One line of an environment's history. */
export type HistoryEntry =
  | { readonly kind: 'deploy'; readonly deploy: RecordedDeploy }
  /**
   * Versions of the state that no recorded deploy ended with: saved during an apply, by a run that failed, or by
   * somebody who ran Terraform without this action.
   */
  | { readonly kind: 'unrecorded'; readonly versions: number; readonly newest: StateVersion };

const MOST_ENTRIES = 10;

/** The newest versions of the state, newest first (S3 lists them so); none where the bucket has no versioning. */
export async function readStateVersions(
  platform: Pick<Platform, 'aws'>,
  location: StateLocation,
): Promise<readonly StateVersion[]> {
  const s3 = await platform.aws.s3(location.region);
  const { Versions = [] } = await explained(
    s3.listObjectVersions({ ...ownedBucket(location), Prefix: location.key }),
    {
      location,
      permissions: PERMISSIONS.state,
      attempt: 'list the versions of the state',
      safe: 'The state is as it was; what this run did before stays done.',
    },
  );
  return Versions.flatMap(({ Key, VersionId, LastModified }) =>
    Key !== location.key || VersionId === undefined || LastModified === undefined
      ? []
      : [{ versionId: VersionId, savedAt: LastModified.toISOString() }],
  );
}

/** What happened to an environment, newest first: its recorded deploys, and between them what nobody recorded. */
export function stateHistory(
  deploys: readonly RecordedDeploy[],
  versions: readonly StateVersion[],
): readonly HistoryEntry[] {
  const recorded = new Set(deploys.map(({ state }) => state?.versionId));
  const others = versions.filter(({ versionId }) => !recorded.has(versionId));
  const entries: HistoryEntry[] = [];
  for (const deploy of deploys) {
    // A deploy is recorded after its state was saved.
    entries.push(
      ...unrecorded(others, { after: deploy.at, before: entries.length === 0 ? undefined : last(entries) }),
    );
    entries.push({ kind: 'deploy', deploy });
  }
  entries.push(...unrecorded(others, { after: '', before: last(entries) }));
  return entries.slice(0, MOST_ENTRIES);
}

const last = (entries: readonly HistoryEntry[]): string | undefined =>
  entries.findLast((entry) => entry.kind === 'deploy')?.deploy.at;

function unrecorded(
  versions: readonly StateVersion[],
  { after, before }: { readonly after: string; readonly before: string | undefined },
): readonly HistoryEntry[] {
  const between = versions.filter(
    ({ savedAt }) => savedAt > after && (before === undefined || savedAt <= before),
  );
  const [newest] = between;
  return newest === undefined ? [] : [{ kind: 'unrecorded', versions: between.length, newest }];
}
