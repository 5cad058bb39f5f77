import type { Relation } from './history.ts';

/** What of a commit's run counts when history can't tell which of two is newer. */
export interface Numbered {
  readonly commit: string;
  readonly workflow?: string;
  /** Counts the runs of one workflow. */
  readonly runNumber?: number;
}

/**
 * Whether a run may deploy its commit over what is live: not when the live commit already contains it. Where history
 * doesn't say, the number of the run within the same workflow does; and where nothing does, the deploy goes on, because
 * a deploy that silently never happens is the worse mistake. `live` is what was deployed and verified last: a newer
 * deploy that failed supersedes nothing.
 */
export function decideNewest({
  relation,
  live,
  own,
}: {
  /** How the own commit stands to the live one. */
  readonly relation: Relation;
  readonly live: Numbered;
  readonly own: Numbered;
}): 'go on' | 'superseded' {
  // A run of the live commit repeats it, however its run is numbered.
  if (live.commit === own.commit) return 'go on';
  switch (relation) {
    case 'older':
      return 'superseded';
    case 'same':
    case 'newer':
    case 'diverged':
      return 'go on';
    case 'unknown':
      return isEarlierRun(own, live) ? 'superseded' : 'go on';
  }
}

/** Numbers of different workflows have nothing to do with each other. */
const isEarlierRun = (one: Numbered, other: Numbered): boolean =>
  one.workflow !== undefined &&
  one.workflow === other.workflow &&
  one.runNumber !== undefined &&
  other.runNumber !== undefined &&
  one.runNumber < other.runNumber;
