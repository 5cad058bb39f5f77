import type { Owner, ReleaseRecord } from '../context/release.ts';
import { Failure } from '../errors.ts';

/** GitHub takes names of owners and repositories as equal whatever their case; directories have one. */
const comparable = (owner: Owner): readonly string[] => [
  owner.repository.toLowerCase(),
  owner.terraformDirectory,
  owner.project,
  owner.environment,
];

/**
 * Stops a run that would go on from what was left where the state was moved away from: two states of one environment
 * would go different ways.
 *
 * @throws Failure STATE_MOVED
 */
export function refuseMovedAway(record: Pick<ReleaseRecord, 'movedTo'> | undefined, place: string): void {
  if (record?.movedTo === undefined) return;
  const { bucket, key, region } = record.movedTo;
  throw new Failure({
    code: 'STATE_MOVED',
    reason: `The state of this environment was moved from ${place} to s3://${bucket}/${key} (${region}); what is left here is a copy of the past.`,
    safe: 'Nothing was planned, changed or uploaded.',
    next: `Deploy with the settings that name the new place: state-bucket: ${bucket}, state-key: ${key}, or the backend block that says the same.`,
    details: ['To move it once more, name a place where no state ever was: the next deploy moves it there.'],
  });
}

/** Whether both are the same application of the same repository. */
export function isSameOwner(one: Owner, other: Owner): boolean {
  const theirs = comparable(other);
  return comparable(one).every((part, index) => part === theirs[index]);
}

const describe = (owner: Owner): string =>
  `${owner.repository}, directory ${owner.terraformDirectory}, project ${owner.project}, environment ${owner.environment}`;

/**
 * Stops a run that would plan another configuration against this state: its plan would destroy what that one made.
 * No record yet means that nobody claimed the state. Throws STATE_OF_ANOTHER.
 */
export function refuseStateOfAnother(
  record: Pick<ReleaseRecord, 'owner'> | undefined,
  owner: Owner,
  /** Where the record is: `s3://bucket/key`. */
  place: string,
): void {
  if (record === undefined) return;
  if (isSameOwner(record.owner, owner)) return;
  throw new Failure({
    code: 'STATE_OF_ANOTHER',
    reason: `This state belongs to ${record.owner.repository} (${record.owner.terraformDirectory}), and this run is of ${owner.repository} (${owner.terraformDirectory}).`,
    safe: 'Nothing was planned, changed or uploaded.',
    next: 'Choose another project or environment for this deploy.',
    details: [
      `It belongs to: ${describe(record.owner)}`,
      `This run is of: ${describe(owner)}`,
      'Only if that is this very application, renamed or moved, let go of the claim (the site and the state stay):',
      `aws s3 rm ${place}`,
    ],
  });
}
