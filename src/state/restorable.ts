import type { ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import type { StateLocation } from '../context/deployment.ts';
import { type RecordedState, expectedState } from '../context/release-history.ts';
import type { ReleaseRecord } from '../context/release.ts';
import type { DynamoDbApi, S3Api } from '../platform/aws.ts';
import { orAbsent } from './aws-errors.ts';
import { md5, readDigest } from './digest.ts';
import { type RestoreMark, readMark } from './restore-mark.ts';
import { type StateContent, parseState } from './state-content.ts';
import { ownedBucket } from './wanted-bucket.ts';

/** A version of the state object as the listing has it. */
export interface ListedVersion {
  readonly versionId: string;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
}

/** A version that was read. */
export interface ReadVersion extends ListedVersion {
  /** The whole text, secrets included. */
  readonly text: string;
  /** Why it is no state, where it is none. */
  readonly content: StateContent | string;
}

/** A version that can be made the state again. */
export interface StateVersion extends ReadVersion {
  readonly content: StateContent;
}

/** What stands there now. */
export interface CurrentObject {
  readonly text: string;
  /** As S3 spells it, with quotes. */
  readonly etag: string;
  readonly versionId: string | undefined;
  readonly content: StateContent | string;
  readonly mark: RestoreMark | undefined;
}

/** Everything there is of a state: what stands there, and what stood there before. */
export interface FoundVersions {
  /** Undefined: deleted, or never there. */
  readonly current: CurrentObject | undefined;
  readonly digest: string | undefined;
  /** Every version, newest first. */
  readonly listed: readonly ListedVersion[];
  /** The newest of them, and the one that was asked for. */
  readonly read: readonly ReadVersion[];
  /** What the record knows of the state. */
  readonly expected: RecordedState | undefined;
}

/** How many versions are read: enough for every state that somebody would go back to without knowing its id. */
const MOST_READ = 20;

/** Looks at a state and its versions, whatever became of it. */
export async function findVersions(
  { s3, dynamodb }: { readonly s3: S3Api; readonly dynamodb: DynamoDbApi },
  location: StateLocation,
  { asked, record }: { readonly asked: string; readonly record: ReleaseRecord | undefined },
): Promise<FoundVersions> {
  const [current, digest, listed] = await Promise.all([
    readCurrent(s3, location),
    readDigest(dynamodb, location),
    listVersions(s3, location),
  ]);
  const wanted = listed.filter(({ versionId }, index) => index < MOST_READ || versionId === asked);
  const read = await Promise.all(
    wanted.map(async (each): Promise<ReadVersion> => {
      const { Body } = await s3.getObject({
        ...ownedBucket(location),
        Key: location.key,
        VersionId: each.versionId,
      });
      const text = (await Body?.transformToString()) ?? '';
      return { ...each, text, content: parseState(text) };
    }),
  );
  return { current, digest, listed, read, expected: expectedState(record) };
}

async function readCurrent(s3: S3Api, location: StateLocation): Promise<CurrentObject | undefined> {
  const place = { ...ownedBucket(location), Key: location.key };
  const object = await orAbsent(s3.getObject(place), 'NoSuchKey');
  if (object === undefined) return undefined;
  const text = (await object.Body?.transformToString()) ?? '';
  const { ETag: etag = '', VersionId: versionId, Metadata } = object;
  return { text, etag, versionId, content: parseState(text), mark: readMark(Metadata) };
}

async function listVersions(s3: S3Api, location: StateLocation): Promise<readonly ListedVersion[]> {
  const found: ListedVersion[] = [];
  let from: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } | undefined = {};
  while (from !== undefined) {
    const page: ListObjectVersionsCommandOutput = await s3.listObjectVersions({
      ...ownedBucket(location),
      Prefix: location.key,
      ...from,
    });
    for (const { Key, VersionId, LastModified } of page.Versions ?? []) {
      // S3 lists a key before all longer ones.
      if (Key !== location.key) return found;
      if (VersionId !== undefined)
        found.push({ versionId: VersionId, savedAt: LastModified?.toISOString() ?? '' });
    }
    const { IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
    from =
      IsTruncated === true && NextKeyMarker !== undefined
        ? {
            KeyMarker: NextKeyMarker,
            ...(NextVersionIdMarker === undefined ? {} : { VersionIdMarker: NextVersionIdMarker }),
          }
        : undefined;
  }
  return found;
}

/** The versions that are states, newest first. */
export const statesOf = ({ read }: Pick<FoundVersions, 'read'>): readonly StateVersion[] =>
  read.filter((each): each is StateVersion => typeof each.content !== 'string');

/**
 * The lineage that is this environment's, as far as any version of it is left: the record's; that of the version
 * Terraform noted last; that of what stands there; that of the newest version that is a state.
 */
export function acceptedLineage(found: FoundVersions): string | undefined {
  const states = statesOf(found);
  const { expected, current, digest } = found;
  const candidates = [
    expected?.lineage,
    states.find(({ text }) => md5(text) === digest)?.content.lineage,
    typeof current?.content === 'object' ? current.content.lineage : undefined,
    states[0]?.content.lineage,
  ];
  return candidates.find((lineage) => states.some(({ content }) => content.lineage === lineage));
}
