import type { FoundBefore, IdentityKey, Journal, JournalEntry } from '../context/journal.ts';
import { Failure } from '../errors.ts';

/** The one format this version reads and writes. */
const FORMAT = 1;

/**
 * Reads a journal. What it holds decides what is adopted, so anything it doesn't understand is refused. `source` is
 * where the text came from. Throws STATE_UNREADABLE.
 */
export function parseJournal(text: string, source: string): Journal {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(source, text.trim() === '' ? 'it is empty' : 'it is not JSON', cause);
  }
  if (isRecord(value) && typeof value.format === 'number' && value.format > FORMAT) {
    throw unreadable(source, `its format is ${value.format}, and this version of the action knows ${FORMAT}`);
  }
  if (!isJournal(value)) throw unreadable(source, 'it is not shaped like one');
  return value;
}

const unreadable = (source: string, why: string, cause?: unknown): Failure =>
  new Failure({
    code: 'STATE_UNREADABLE',
    reason: `The journal of planned creates ${source} cannot be read: ${why}.`,
    safe: 'Nothing was planned or applied. What a run that was killed had created is as it was.',
    next: 'Restore its last good version: aws s3api list-object-versions with this bucket and key lists them.',
    cause,
  });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

const isJournal = (value: unknown): value is Journal =>
  isRecord(value) &&
  value.format === FORMAT &&
  isRecord(value.run) &&
  [value.run.id, value.run.commit, value.run.url].every(isText) &&
  (value.state === undefined ||
    (isRecord(value.state) && isText(value.state.lineage) && typeof value.state.serial === 'number')) &&
  Array.isArray(value.entries) &&
  value.entries.every(isEntry);

const isEntry = (value: unknown): value is JournalEntry =>
  isRecord(value) &&
  [value.address, value.type, value.region].every(isText) &&
  isKey(value.key) &&
  isFoundBefore(value.before);

const isKey = (value: unknown): value is IdentityKey =>
  isRecord(value) &&
  Object.values(value).every((part) => isText(part) || (isRecord(part) && isText(part.of)));

const isFoundBefore = (value: unknown): value is FoundBefore =>
  value === 'absent' ||
  value === 'replaced' ||
  (isRecord(value) && Array.isArray(value.alreadyThere) && value.alreadyThere.every(isText));
