import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import {
  type RecordedDeploy,
  arrived,
  historyOf,
  withDeploy,
  withRelease,
} from './context/release-history.ts';
import { type ReleaseRecord, withLiveCommit } from './context/release.ts';
import { type StoredRecord, writeReleaseRecord } from './state/release-record.ts';
import { stateHistory } from './state/state-history.ts';

/**
 * Records what is live at the end of a run: its commit, also where no file of the site had to change for it, and the
 * deploy, where it left something else than the one before. Publishing a site has recorded both already.
 */
export async function recordDeploy(
  { platform, progress, run }: CommandContext,
  { state }: Pick<Deployment, 'state'>,
  { stored, deploy }: { readonly stored: StoredRecord; readonly deploy: RecordedDeploy },
): Promise<ReleaseRecord> {
  const { url } = progress.report('deployed');
  const live = withLiveCommit(stored.record, run, { now: platform.clock.now(), url }) ?? stored.record;
  const record = withDeploy(arrived(live), withRelease(deploy, live.live));
  progress.found({ history: stateHistory(historyOf(record), []) });
  if (record !== stored.record) {
    await writeReleaseRecord(await platform.aws.s3(state.region), state, record, stored.etag);
  }
  return record;
}
