import type { StateLocation } from '../context/deployment.ts';
import type { S3Api } from '../platform/aws.ts';
import { ownedBucket } from './wanted-bucket.ts';

/** One version of the state object. */
export interface StateVersion {
  /** Undefined where the bucket has no versioning. */
  readonly versionId?: string | undefined;
  /** The whole state, secrets included. */
  readonly text: string;
  /** ISO 8601, UTC; undefined where nobody asked for it. */
  readonly savedAt?: string | undefined;
}

/** How many versions are looked through: what is further back was not left by a run that was just ended. */
const MOST_VERSIONS = 10;

/** The versions of the state before the current one, newest first, each read when it is asked for. */
export async function* readOlderVersions(
  s3: Pick<S3Api, 'getObject' | 'listObjectVersions'>,
  location: StateLocation,
): AsyncGenerator<StateVersion> {
  const { Versions = [] } = await s3.listObjectVersions({ ...ownedBucket(location), Prefix: location.key });
  const older = Versions.filter(({ Key, IsLatest }) => Key === location.key && IsLatest !== true);
  for (const { VersionId, LastModified } of older.slice(0, MOST_VERSIONS)) {
    const { Body } = await s3.getObject({
      ...ownedBucket(location),
      Key: location.key,
      ...(VersionId === undefined ? {} : { VersionId }),
    });
    yield {
      versionId: VersionId,
      text: (await Body?.transformToString()) ?? '',
      savedAt: LastModified?.toISOString(),
    };
  }
}
