import type { StateLocation } from '../context/deployment.ts';
import type { Platform } from '../platform/platform.ts';
import { orAbsent } from './aws-errors.ts';
import { PERMISSIONS, explained } from './permissions.ts';
import { ownedBucket } from './wanted-bucket.ts';

/** The whole current state, secrets included: only ever to be written into a private file. */
export interface StateCopy {
  readonly text: string;
  /** Absent when the bucket has no versioning. */
  readonly versionId?: string | undefined;
}

/** Reads the current state whole, for a plan that never writes it back; undefined where there is none. */
export async function readStateCopy(
  { aws }: Pick<Platform, 'aws'>,
  location: StateLocation,
): Promise<StateCopy | undefined> {
  const s3 = await aws.s3(location.region);
  const object = await explained(
    orAbsent(s3.getObject({ ...ownedBucket(location), Key: location.key }), 'NoSuchKey'),
    {
      location,
      permissions: PERMISSIONS.state,
      attempt: 'read the state',
      safe: 'Nothing was planned or changed; the state is as it was.',
    },
  );
  if (object === undefined) return undefined;
  return { text: (await object.Body?.transformToString()) ?? '', versionId: object.VersionId };
}
