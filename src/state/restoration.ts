import type { StateLocation } from '../context/deployment.ts';
import { Failure } from '../errors.ts';
import { md5 } from './digest.ts';
import {
  type CurrentObject,
  type FoundVersions,
  type StateVersion,
  acceptedLineage,
  statesOf,
} from './restorable.ts';
import type { RestoreMark } from './restore-mark.ts';
import { saySame, withSerial } from './state-serial.ts';

/** What a restore puts there, decided before anything is written. */
export interface Restoration {
  /** The version that is made the state again. */
  readonly chosen: StateVersion;
  /** `finish`: a restore that was ended has written the state already, and perhaps not its digest. */
  readonly kind: 'write' | 'finish';
  /** What stands there afterwards: the chosen version with a serial above every other one of its lineage. */
  readonly text: string;
  readonly serial: number;
  readonly lineage: string;
  /** What stands there now; undefined: nothing. */
  readonly current: CurrentObject | undefined;
  readonly digest: string | undefined;
  readonly mark: RestoreMark;
  /** The newest state that this environment had: what AWS has now was made by it. */
  readonly newest: StateVersion | undefined;
}

/** The value of `rollback-to` after `state:` that names no version. */
export const PREVIOUS_STATE = 'previous';

/**
 * Decides what a restore puts there. A version is named by its id, or as `previous`: the newest one before what stands
 * there that is a state of this environment's lineage and says something else. Another lineage is only taken where it
 * stands there already (to accept it), or where no version of the environment's own is left. A restore that was ended,
 * or is run again by the same run, is finished and not followed by another.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE`
 */
export function decideRestore(
  found: FoundVersions,
  {
    asked,
    run,
    location,
  }: { readonly asked: string; readonly run: string; readonly location: StateLocation },
): Restoration {
  const { current, digest, expected } = found;
  const states = statesOf(found);
  const lineage = acceptedLineage(found);
  const ofLineage = states.filter(({ content }) => content.lineage === lineage);
  const newest = ofLineage.toSorted((one, other) => other.content.serial - one.content.serial)[0];
  const begun = begunBy(found, run);
  const chosen =
    asked === PREVIOUS_STATE
      ? (begun ?? previousOf(found, ofLineage, location))
      : namedVersion(found, { asked, lineage, location });
  const { serial: own, lineage: kept } = chosen.content;
  const common = { chosen, lineage: kept, current, digest, newest };
  const mark = { from: chosen.versionId, run, ...(digest === undefined ? {} : { replaces: digest }) };
  if (typeof current?.content === 'object' && current.mark?.from === chosen.versionId) {
    if (saySame(current.text, chosen.text))
      return { ...common, kind: 'finish', text: current.text, serial: current.content.serial, mark };
  }
  const serials = [own, expected, ...states.map(({ content }) => content)].flatMap((each) =>
    typeof each === 'number' ? [each] : each?.lineage === kept ? [each.serial] : [],
  );
  const serial = Math.max(...serials) + 1;
  const text = withSerial(chosen.text, serial);
  if (text === undefined || !Number.isSafeInteger(serial)) {
    throw impossible(found, {
      reason: `The serial of version ${chosen.versionId} can't be raised above ${serial - 1}.`,
      location,
    });
  }
  return { ...common, kind: 'write', text, serial, mark };
}

/** The version that a restore has put there already, if that restore was ended, or is of this very run. */
function begunBy({ current, digest, read }: FoundVersions, run: string): StateVersion | undefined {
  const mark = current?.mark;
  if (mark === undefined || current === undefined) return undefined;
  const isDone = digest === undefined || digest === md5(current.text);
  if (isDone && mark.run !== run) return undefined;
  return statesOf({ read }).find(({ versionId }) => versionId === mark.from);
}

function previousOf(
  found: FoundVersions,
  ofLineage: readonly StateVersion[],
  location: StateLocation,
): StateVersion {
  const { current } = found;
  const earlier = ofLineage.find(
    ({ versionId, text }) =>
      versionId !== current?.versionId && (current === undefined || !saysSame(current, text)),
  );
  if (earlier !== undefined) return earlier;
  throw impossible(found, {
    reason: `No version of the state at ${nameOf(location)} before the one that stands there is another state of this environment.`,
    location,
  });
}

const saysSame = ({ content, text }: CurrentObject, other: string): boolean =>
  typeof content === 'object' && saySame(text, other);

function namedVersion(
  found: FoundVersions,
  {
    asked,
    lineage,
    location,
  }: { readonly asked: string; readonly lineage: string | undefined; readonly location: StateLocation },
): StateVersion {
  const version = found.read.find(({ versionId }) => versionId === asked);
  const refuse = (reason: string): Failure => impossible(found, { reason, location });
  if (version === undefined) throw refuse(`The state at ${nameOf(location)} has no version ${asked}.`);
  const { content } = version;
  if (typeof content === 'string')
    throw refuse(`Version ${asked} of ${nameOf(location)} is no Terraform state: ${content}.`);
  if (content.lineage !== lineage && found.current?.versionId !== asked) {
    throw refuse(
      `Version ${asked} is of lineage ${content.lineage}, but this environment's state is of lineage ${lineage}: it is another state.`,
    );
  }
  return { ...version, content };
}

const nameOf = ({ bucket, key }: StateLocation): string => `s3://${bucket}/${key}`;

/** How many versions a failure names. */
const MOST_NAMED = 10;

function impossible(
  found: FoundVersions,
  { reason, location }: { readonly reason: string; readonly location: StateLocation },
): Failure {
  const states = statesOf(found);
  return new Failure({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason,
    safe: 'Nothing was written: state and digest are as they were.',
    next:
      states.length === 0
        ? `Restore the state from a backup to ${nameOf(location)}, or deploy with \`adopt-existing: true\`.`
        : 'Name one of the versions below in rollback-to.',
    details: states.slice(0, MOST_NAMED).map(describeVersion),
  });
}

/** `state:<version id>: serial 7 of lineage ..., saved 2026-01-01T00:00:00.000Z`. */
export const describeVersion = ({ versionId, content, savedAt }: StateVersion): string =>
  `state:${versionId}: serial ${content.serial} of lineage ${content.lineage}, saved ${savedAt}`;
