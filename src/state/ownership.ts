import type { Owner, ReleaseRecord } from '../context/release.ts';
import { Failure } from '../errors.ts';

/** GitHub takes names of owners and repositories as equal whatever their case; directories have one. */
const comparable = (owner: Owner): readonly string[] => [
  owner.repository.toLowerCase(),
  owner.terraformDirectory,
  owner.project,
  owner.environment,
];

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
  const [theirs, ours] = [comparable(record.owner), comparable(owner)];
  if (theirs.every((part, index) => part === ours[index])) return;
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
