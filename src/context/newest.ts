import type { Relation } from './history.ts';

/** What of a commit's run counts when history can't tell which of two is newer. */
export interface Numbered {
  readonly commit: string;
  readonly workflow?: string;
  /** Counts the runs of one workflow; running one again doesn't change it. */
  readonly runNumber?: number;
  /** 1 unless it was run again. */
  readonly attempt?: number;
  /** Why it runs, in GitHub's words: `push`, `workflow_dispatch`, ... */
  readonly event?: string;
}

/**
 * Whether a run may deploy its commit over what is live: not when the live commit already contains it. Where history
 * doesn't say, the number of the run within the same workflow does; and where nothing does, the deploy goes on, because
 * a deploy that silently never happens is the worse mistake. `live` is what was deployed and verified last: a newer
 * deploy that failed supersedes nothing.
 *
 * Whoever presses "Run workflow" on an older branch or tag means that one: it goes on, unless what is live came of a
 * later run. "Re-run" of an old run repeats what someone wanted then; it is the usual accident, and superseded.
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
      return isChosen(own, live) ? 'go on' : 'superseded';
    case 'same':
    case 'newer':
    case 'diverged':
      return 'go on';
    case 'unknown':
      return order(own, live) === 'earlier' ? 'superseded' : 'go on';
  }
}

/** Started by hand, when what is live was known already: its older commit is then what was asked for. */
function isChosen(own: Numbered, live: Numbered): boolean {
  if (own.event !== 'workflow_dispatch') return false;
  const place = order(own, live);
  return place === 'later' || (place === 'unknown' && own.attempt === 1);
}

/** When a run was started beside another one. Numbers of different workflows have nothing to do with each other. */
function order(one: Numbered, other: Numbered): 'earlier' | 'later' | 'unknown' {
  const comparable = one.workflow !== undefined && one.workflow === other.workflow;
  if (!comparable || one.runNumber === undefined || other.runNumber === undefined) return 'unknown';
  if (one.runNumber === other.runNumber) return 'unknown';
  return one.runNumber < other.runNumber ? 'earlier' : 'later';
}
