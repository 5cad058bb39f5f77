import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import type { StateLocation } from '../context/deployment.ts';
import type { Journal } from '../context/journal.ts';
import { Failure } from '../errors.ts';
import type { S3Api } from '../platform/aws.ts';
import { errorCode, httpStatus, orAbsent } from './aws-errors.ts';
import { parseJournal } from './journal-shape.ts';
import { journalKey } from './keys.ts';
import { PERMISSIONS, accessDenied } from './permissions.ts';
import { bucketGone } from './release-record.ts';
import { ownedBucket } from './wanted-bucket.ts';

type JournalApi = Pick<S3Api, 'getObject' | 'putObject'>;

/** A journal and the ETag to hand back with its successor, as S3 spells it (with quotes). */
export interface StoredJournal {
  readonly journal: Journal;
  readonly etag: string;
}

const place = (location: StateLocation): { Bucket: string; ExpectedBucketOwner: string; Key: string } => ({
  ...ownedBucket(location),
  Key: journalKey(location.key),
});

/** `s3://bucket/key` of the journal, for messages. */
export const journalName = (location: StateLocation): string =>
  `s3://${location.bucket}/${journalKey(location.key)}`;

/**
 * Reads the journal; undefined where no run ever wrote one. One without entries is of a run that saved its state.
 *
 * @throws Failure `STATE_UNREADABLE` for what it can't understand: planning on would create a second time what is there
 */
export async function readJournal(
  s3: JournalApi,
  location: StateLocation,
): Promise<StoredJournal | undefined> {
  const stored = await readText(s3, location);
  if (stored === undefined) return undefined;
  return { journal: parseJournal(stored.text, journalName(location)), etag: stored.etag };
}

/**
 * Writes the journal in place of the one with `etag`, or where there is none yet (undefined), and returns its new ETag.
 * It must stand before the apply starts.
 *
 * @throws Failure `LEASE_LOST` when another run wrote it in between: only the holder of the lease does
 */
export async function writeJournal(
  s3: JournalApi,
  location: StateLocation,
  journal: Journal,
  etag: string | undefined,
): Promise<string> {
  const text = `${JSON.stringify(journal)}\n`;
  try {
    const { ETag = '' } = await s3.putObject({
      ...place(location),
      Body: text,
      ContentType: 'application/json',
      ...(etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag }),
    });
    return ETag;
  } catch (error) {
    if (!isConflict(error)) throw explain(error, location, 'write the journal of planned creates');
    // The SDK repeats a call whose answer was lost; the repeat then meets what the first one wrote.
    const stored = await readText(s3, location);
    if (stored?.text === text) return stored.etag;
    throw new Failure({
      code: 'LEASE_LOST',
      reason: `Another run wrote ${journalName(location)} since this one read it, so this run no longer holds the deploy lease alone.`,
      safe: 'Its journal stands; this run applied nothing after that.',
      next: 'See which other run deploys this environment, then run this one again.',
      cause: error,
    });
  }
}

/** 412: the condition fails; 409: another conditional write is under way; NoSuchKey: what If-Match names is gone. */
const isConflict = (error: unknown): boolean =>
  httpStatus(error) === 412 || httpStatus(error) === 409 || errorCode(error) === 'NoSuchKey';

/**
 * Keeps of a journal only these entries: none once the state that knows all of them is saved. Emptied rather than
 * deleted: S3 knows no conditional delete everywhere, and a delete that comes late would take the next run's journal.
 */
export const settleJournal = (
  s3: JournalApi,
  location: StateLocation,
  { journal, etag }: StoredJournal,
  left: Journal['entries'] = [],
): Promise<string> => writeJournal(s3, location, { ...journal, entries: left }, etag);

async function readText(
  s3: JournalApi,
  location: StateLocation,
): Promise<{ readonly text: string; readonly etag: string } | undefined> {
  let answer: GetObjectCommandOutput | undefined;
  try {
    answer = await orAbsent(s3.getObject(place(location)), 'NoSuchKey');
  } catch (error) {
    throw explain(error, location, 'read the journal of planned creates');
  }
  if (answer === undefined) return undefined;
  return { text: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' };
}

function explain(error: unknown, location: StateLocation, attempt: string): unknown {
  const safe = 'Nothing was created, changed or uploaded by this step.';
  if (errorCode(error) === 'NoSuchBucket') return bucketGone(location, error, safe);
  return accessDenied(error, { location, permissions: PERMISSIONS.journal, attempt, safe }) ?? error;
}
