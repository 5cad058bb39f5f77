import { Failure } from '../errors.ts';

interface Remedy {
  /** In what Terraform or its provider said. */
  readonly sign: RegExp;
  readonly next: string;
}

const AGAIN = 'then run the destroy again: it goes on from here.';

/**
 * What keeps a resource from being destroyed, and what takes that away. None of it is circumvented: each is a setting by
 * which somebody said that it is to stay.
 */
const REMEDIES: readonly Remedy[] = [
  {
    sign: /prevent_destroy/,
    next: `Take prevent_destroy out of the lifecycle of what is named above and push, ${AGAIN}`,
  },
  {
    sign: /deletion.?protection/i,
    next: `Set deletion_protection_enabled (or deletion_protection) to false on what is named above, deploy that, ${AGAIN}`,
  },
  {
    sign: /final_snapshot|FinalDBSnapshot|FinalSnapshot|final snapshot/i,
    next: `Name a final snapshot (final_snapshot_identifier) or set skip_final_snapshot on what is named above, deploy that, ${AGAIN}`,
  },
  {
    sign: /RepositoryNotEmptyException|force_delete/,
    next: `Delete the images of the repository named above, or set force_delete on it and deploy that, ${AGAIN}`,
  },
  {
    sign: /BucketNotEmpty/,
    next: 'Run the destroy again: something wrote into the bucket after it was looked into, and by now that may be gone as well. If it was empty before, allow-destroy has to name it.',
  },
];

/** A failure of Terraform, where what failed is a destroy: what to change by what was said, and what to run again. */
export function inWordsOfDestroy(error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  const { code, reason, safe, details, cause } = error;
  const about = { code, reason, safe, details, cause };
  if (code !== 'TERRAFORM_PLAN_FAILED' && code !== 'TERRAFORM_APPLY_FAILED') {
    const next = error.next.replace('Run the deploy again', 'Run the destroy again');
    return next === error.next ? error : new Failure({ ...about, next });
  }
  const said = [reason, ...details].join('\n');
  const remedy = REMEDIES.find(({ sign }) => sign.test(said));
  // A state that is nowhere but on this machine comes first.
  const isUnsaved = error.next.startsWith('Before anything else');
  if (remedy !== undefined && !isUnsaved) return new Failure({ ...about, next: remedy.next });
  return new Failure({
    ...about,
    next: error.next.replace(/(run|Run) the deploy again/, '$1 the destroy again'),
  });
}
