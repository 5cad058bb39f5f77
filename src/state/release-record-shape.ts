import type { RecordedCounts, RecordedDeploy, RecordedState } from '../context/release-history.ts';
import type {
  BuildFingerprint,
  Intent,
  MovedIn,
  Owner,
  Release,
  ReleaseRecord,
  StatePlace,
} from '../context/release.ts';
import { Failure } from '../errors.ts';
import { type Fields, Misshapen, arrayAt, numberAt, objectAt, optional, textAt } from './record-fields.ts';
import { type ReadFiles, readObjects, readRows } from './release-record-files.ts';
import { FORMAT } from './release-record-text.ts';

/** What versions before this one wrote. */
const OLDER_FORMAT = 1;

/**
 * Reads a release record. What it holds decides what is overwritten and deleted, so anything it doesn't understand
 * is refused by name. `source` is where the text came from. Throws STATE_UNREADABLE.
 */
export function parseReleaseRecord(text: string, source: string): ReleaseRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(source, text.trim() === '' ? 'it is empty' : 'it is not JSON', cause);
  }
  try {
    return recordOf(value, source);
  } catch (cause) {
    throw cause instanceof Misshapen ? unreadable(source, cause.message, cause) : cause;
  }
}

const unreadable = (source: string, why: string, cause: unknown): Failure =>
  new Failure({
    code: 'STATE_UNREADABLE',
    reason: `The release record ${source} cannot be read: ${why}.`,
    safe: 'Nothing was planned, built or uploaded; the record and the site are as they were.',
    next: 'Restore its last good version: aws s3api list-object-versions with this bucket and key lists them.',
    cause,
  });

function recordOf(value: unknown, source: string): ReleaseRecord {
  const record = objectAt(value, 'the record');
  if (typeof record.format === 'number' && record.format > FORMAT) {
    throw new Failure({
      code: 'STATE_UNREADABLE',
      reason: `The release record ${source} has format ${record.format}; this version of the action knows format ${FORMAT}.`,
      safe: 'Nothing was planned, built or uploaded; the record and the site are as they were.',
      next: 'Update the action to the version that wrote it, or newer.',
    });
  }
  if (record.format !== FORMAT && record.format !== OLDER_FORMAT)
    throw new Misshapen(`format is ${JSON.stringify(record.format)}, not ${FORMAT}`);
  const readFiles = record.format === FORMAT ? readRows(record) : readObjects();
  return {
    owner: ownerOf(record.owner),
    ...(record.live === undefined ? {} : { live: releaseOf(record.live, 'live', readFiles) }),
    ...(record.intended === undefined ? {} : { intended: intentOf(record.intended) }),
    previous: arrayAt(record.previous, 'previous').map((each, index) =>
      releaseOf(each, `previous[${index}]`, readFiles),
    ),
    ...optional('goingBack', textAt, record, 'the record'),
    ...optional('accepted', acceptedAt, record, 'the record'),
    ...(record.history === undefined
      ? {}
      : {
          history: arrayAt(record.history, 'history').map((each, index) =>
            deployOf(each, `history[${index}]`),
          ),
        }),
    ...optional('movedIn', movedInAt, record, 'the record'),
    ...optional('movedTo', placeAt, record, 'the record'),
  };
}

function movedInAt(value: unknown, path: string): MovedIn {
  const moved = objectAt(value, path);
  return {
    from: textAt(moved.from, `${path}.from`),
    lineage: textAt(moved.lineage, `${path}.lineage`),
    serial: numberAt(moved.serial, `${path}.serial`),
  };
}

function placeAt(value: unknown, path: string): StatePlace {
  const place = objectAt(value, path);
  return {
    bucket: textAt(place.bucket, `${path}.bucket`),
    key: textAt(place.key, `${path}.key`),
    region: textAt(place.region, `${path}.region`),
  };
}

function ownerOf(value: unknown): Owner {
  const owner = objectAt(value, 'owner');
  return {
    repository: textAt(owner.repository, 'owner.repository'),
    terraformDirectory: textAt(owner.terraformDirectory, 'owner.terraformDirectory'),
    project: textAt(owner.project, 'owner.project'),
    environment: textAt(owner.environment, 'owner.environment'),
  };
}

function releaseOf(value: unknown, path: string, readFiles: ReadFiles): Release {
  const release = objectAt(value, path);
  return {
    ...markOf(release, path),
    ...optional('workflow', textAt, release, path),
    ...optional('runNumber', numberAt, release, path),
    ...optional('url', textAt, release, path),
    publishedAt: textAt(release.publishedAt, `${path}.publishedAt`),
    bucket: textAt(release.bucket, `${path}.bucket`),
    files: readFiles(release, path),
    ...optional('fingerprint', fingerprintAt, release, path),
  };
}

function fingerprintAt(value: unknown, path: string): BuildFingerprint {
  const fingerprint = objectAt(value, path);
  const parts = Object.entries(objectAt(fingerprint.parts, `${path}.parts`));
  return {
    format: numberAt(fingerprint.format, `${path}.format`),
    salt: textAt(fingerprint.salt, `${path}.salt`),
    parts: Object.fromEntries(parts.map(([part, sealed]) => [part, textAt(sealed, `${path}.parts.${part}`)])),
  };
}

function deployOf(value: unknown, path: string): RecordedDeploy {
  const deploy = objectAt(value, path);
  return {
    ...markOf(deploy, path),
    command: commandAt(deploy.command, `${path}.command`),
    ...optional('actor', textAt, deploy, path),
    at: textAt(deploy.at, `${path}.at`),
    ...optional('release', textAt, deploy, path),
    ...optional('state', stateAt, deploy, path),
    ...optional('counts', countsAt, deploy, path),
  };
}

function commandAt(value: unknown, path: string): RecordedDeploy['command'] {
  if (value === 'deploy' || value === 'rollback' || value === 'destroy') return value;
  throw new Misshapen(`${path} is none of deploy, rollback, destroy`);
}

function stateAt(value: unknown, path: string): RecordedState {
  const state = objectAt(value, path);
  return {
    lineage: textAt(state.lineage, `${path}.lineage`),
    serial: numberAt(state.serial, `${path}.serial`),
    ...optional('versionId', textAt, state, path),
  };
}

const acceptedAt = (value: unknown, path: string): RecordedState | 'anew' =>
  value === 'anew' ? value : stateAt(value, path);

function countsAt(value: unknown, path: string): RecordedCounts {
  const counts = objectAt(value, path);
  return {
    added: numberAt(counts.added, `${path}.added`),
    changed: numberAt(counts.changed, `${path}.changed`),
    destroyed: numberAt(counts.destroyed, `${path}.destroyed`),
    imported: numberAt(counts.imported, `${path}.imported`),
  };
}

function intentOf(value: unknown): Intent {
  const intent = objectAt(value, 'intended');
  const owed = arrayAt(intent.owed, 'intended.owed');
  return {
    release: markOf(objectAt(intent.release, 'intended.release'), 'intended.release'),
    owed: owed.map((path, index) => textAt(path, `intended.owed[${index}]`)),
  };
}

const markOf = (release: Fields, path: string): Pick<Release, 'id' | 'commit' | 'runUrl'> => ({
  id: textAt(release.id, `${path}.id`),
  commit: textAt(release.commit, `${path}.commit`),
  runUrl: textAt(release.runUrl, `${path}.runUrl`),
});
