import type { Examined, Leased } from './apply-configuration.ts';
import type { CommandContext } from './command-context.ts';
import { describeHealed, describeKept, healLock } from './state/heal-lock.ts';
import { holderProver } from './state/holder-proof.ts';
import { placeName } from './state/keys.ts';
import { refuseMovedAway, refuseStateOfAnother } from './state/ownership.ts';
import { readPendingRecovery } from './state/recovery.ts';
import { readReleaseRecord, recordName } from './state/release-record.ts';
import { readHeadToAdopt } from './state/set-aside.ts';

/** Whose state it is, whether it is whole, and who left a lock on it: before Terraform reads it. */
export async function examineState(
  { platform, progress, inputs }: CommandContext,
  leased: Leased,
): Promise<Examined> {
  const { state, owner } = leased.deployment;
  const previous = leased.session.takenOverFrom;
  const s3 = await platform.aws.s3(state.region);
  const [record, pending, { healed, kept }] = await Promise.all([
    readReleaseRecord(s3, state),
    readPendingRecovery(platform, state),
    healLock(platform, state, { prove: holderProver(platform, inputs.githubToken), previous }),
  ]);
  if (healed.length > 0 || previous !== undefined)
    progress.found({ freed: { locks: healed, lease: previous } });
  for (const lock of healed) platform.log.info(`Freed the Terraform state lock ${describeHealed(lock)}.`);
  for (const lock of kept) platform.log.info(describeKept(lock));
  if (record !== undefined) {
    refuseStateOfAnother(record.record, owner, recordName(state));
    refuseMovedAway(record.record, placeName(state));
  }
  // A state that waits for recovery goes first: until it is saved, what is there is not the whole truth.
  const { adoptExisting: adopt } = inputs.terraform;
  const head =
    pending.length > 0
      ? undefined
      : await readHeadToAdopt(platform, state, { record: record?.record, adopt });
  return { record, pending, head };
}
