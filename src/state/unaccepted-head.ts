import type { StateLocation } from '../context/deployment.ts';
import { Failure } from '../errors.ts';
import { digestItemId } from './keys.ts';
import { type GoodVersion, describeGood, restoreWith } from './good-version.ts';
import type { StateHead } from './state-head.ts';

/** A state that a deploy must not plan from. */
interface Unaccepted {
  readonly location: StateLocation;
  readonly head: StateHead & { readonly exists: true };
  /** The version to go back to; undefined: none is left. */
  readonly good: GoodVersion | undefined;
}

interface Unexpected extends Unaccepted {
  /** What this environment had, by its record or by its versions. */
  readonly expected: { readonly lineage: string; readonly serial: number };
}

const UNTOUCHED = 'Nothing was planned or changed; every version of the state is as it was.';

const place = ({ location }: Unaccepted): string => `s3://${location.bucket}/${location.key}`;

/** Another lineage: planning would destroy what that state knows, and create again what it doesn't. */
export const foreign = (found: Unexpected): Failure =>
  new Failure({
    code: 'STATE_FOREIGN',
    reason:
      `The state at ${place(found)} is of lineage ${found.head.lineage} (serial ${found.head.serial}), but this environment's ` +
      `was of lineage ${found.expected.lineage} (serial ${found.expected.serial}): someone began a new one, or put another there.`,
    safe: `${UNTOUCHED} A plan from it would create again what it doesn't know.`,
    ...choices(found),
  });

/** An older state: planning would create again what was made since. */
export const regressed = (found: Unexpected): Failure =>
  new Failure({
    code: 'STATE_REGRESSED',
    reason:
      `The state at ${place(found)} has serial ${found.head.serial}, but this environment's had come to serial ` +
      `${found.expected.serial} already (lineage ${found.head.lineage}): someone put an older one there.`,
    safe: `${UNTOUCHED} A plan from it would create again what was made since.`,
    ...choices(found),
  });

/** A digest that is neither of this state nor of one that led to it. */
export const mismatched = (found: Unaccepted & { readonly digest: string }): Failure =>
  new Failure({
    code: 'STATE_DIGEST_MISMATCH',
    reason:
      `The state at ${place(found)} (serial ${found.head.serial}) has the MD5 ${found.head.md5}, but Terraform noted ${found.digest} in ` +
      `${found.location.lockTable}, and that is not of the versions that led to it: someone replaced one of the two by hand.`,
    safe: UNTOUCHED,
    ...choices(found),
  });

/** The good version as the next step, and as the other one how to say that what is there is right. */
function choices({ location, head, good }: Unaccepted): Pick<Failure, 'next' | 'details'> {
  const { versionId } = head;
  const accept = versionId === undefined ? noteDigest(location, head.md5) : restoreWith(versionId);
  if (good === undefined) {
    return {
      next: `If what is there is right, ${accept}; else restore the state from a backup first.`,
      details: ['No other version of it in the bucket is a state of this environment.'],
    };
  }
  return {
    next: `Go on from the version before: ${restoreWith(good.versionId)}.`,
    details: [describeGood(good), `Only if what is there now is right, accept it: ${accept}`],
  };
}

/** Where nothing has versions there is nothing to name but the digest. */
const noteDigest = (location: StateLocation, digest: string): string =>
  `aws dynamodb update-item --table-name ${location.lockTable} --key '{"LockID":{"S":"${digestItemId(location)}"}}' ` +
  `--update-expression 'SET Digest = :md5' --expression-attribute-values '{":md5":{"S":"${digest}"}}'`;
