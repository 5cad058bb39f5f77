import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import {
  type RecordedDeploy,
  arrived,
  historyOf,
  withDeploy,
  withRelease,
} from './context/release-history.ts';
import {
  type BuildFingerprint,
  type ReleaseRecord,
  withFingerprint,
  withLiveCommit,
} from './context/release.ts';
import { type StoredRecord, writeReleaseRecord } from './state/release-record.ts';
import { stateHistory } from './state/state-history.ts';

/**
 * Records what is live at the end of a run: its commit, also where no file of the site had to change for it, and the
 * deploy, where it left something else than the one before. Publishing a site has recorded both already.
 */
export async function recordDeploy(
  { platform, progress, run }: CommandContext,
  { state }: Pick<Deployment, 'state'>,
  {
    stored,
    deploy,
    fingerprint,
  }: {
    readonly stored: StoredRecord;
    readonly deploy: RecordedDeploy;
    /** What the live site was built from this time, where a build left it as it was. */
    readonly fingerprint?: BuildFingerprint | undefined;
  },
): Promise<ReleaseRecord> {
  const { url } = progress.report('deployed');
  const moved = withLiveCommit(stored.record, run, { now: platform.clock.now(), url });
  // Only with another commit: a run of the live one that changes nothing writes nothing.
  const live = moved === undefined ? stored.record : withFingerprint(moved, fingerprint);
  const record = withDeploy(arrived(live), withRelease(deploy, live.live));
  progress.found({ history: stateHistory(historyOf(record), []) });
  if (record !== stored.record) {
    await writeReleaseRecord(await platform.aws.objects(state.region), state, record, stored.etag);
  }
  return record;
}
