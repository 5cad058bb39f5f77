/** What tells one version of a state from another. */
export interface StateVersionMark {
  readonly lineage: string;
  readonly serial: number;
}

/** What a local state file is, beside the state in the bucket. */
export type LocalStateVerdict =
  /** The bucket has none yet: this is it. */
  | 'move'
  /** The bucket has it, or what came of it. */
  | 'moved already'
  /** Somebody applied with the file after it was moved: it knows what the bucket does not. */
  | 'applied since'
  /** The bucket has another state. */
  | 'another';

/**
 * What to do about a local state file, by what the bucket holds. The record of the move settles it where there is one:
 * the file is the one that was moved, or an older one (a checkout of an earlier commit), or it was applied with since,
 * which raises its serial whatever the bucket's has become. Without the record only a serial beyond the bucket's tells.
 */
export function judgeLocalState(
  local: StateVersionMark,
  head: StateVersionMark | undefined,
  movedIn: StateVersionMark | undefined,
): LocalStateVerdict {
  if (head === undefined) return 'move';
  const moved = [movedIn, head].find((state) => state?.lineage === local.lineage);
  if (moved === undefined) return 'another';
  return local.serial <= moved.serial ? 'moved already' : 'applied since';
}
