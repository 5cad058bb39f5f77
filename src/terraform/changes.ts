/** What Terraform does with one resource, in the words of its plan. */
export type ChangeAction = 'create' | 'update' | 'replace' | 'delete' | 'import' | 'read' | 'move' | 'forget';

/** One planned or applied change of a resource; never a value of it. */
export interface ResourceChange {
  readonly address: string;
  /** Resource type: `aws_lambda_function`. */
  readonly type: string;
  readonly action: ChangeAction;
  /** Milliseconds the apply took; absent when only planned. */
  readonly milliseconds?: number;
  /** False when the apply did not reach it or it failed. */
  readonly applied: boolean;
}

export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
  readonly imported: number;
}

export const NO_CHANGES: ChangeCounts = { added: 0, changed: 0, destroyed: 0, imported: 0 };

/** Two applies of one run as one: `later` went on where `earlier` stopped. */
export const together = (
  earlier: { readonly counts: ChangeCounts; readonly changes: readonly ResourceChange[] },
  later: { readonly counts: ChangeCounts; readonly changes: readonly ResourceChange[] },
): { readonly counts: ChangeCounts; readonly changes: readonly ResourceChange[] } => ({
  counts: {
    added: earlier.counts.added + later.counts.added,
    changed: earlier.counts.changed + later.counts.changed,
    destroyed: earlier.counts.destroyed + later.counts.destroyed,
    imported: earlier.counts.imported + later.counts.imported,
  },
  changes: [...earlier.changes.filter(({ applied }) => applied), ...later.changes],
});

/** One root output. A sensitive one has no value here: it never leaves Terraform through us. */
export interface TerraformOutput {
  readonly sensitive: boolean;
  readonly value?: unknown;
}

export type TerraformOutputs = Readonly<Record<string, TerraformOutput>>;

/** What the Terraform stage did. */
export interface TerraformResult {
  /** `partly`: the apply failed after some of the changes were made. */
  readonly outcome: 'unchanged' | 'applied' | 'partly';
  readonly counts: ChangeCounts;
  readonly changes: readonly ResourceChange[];
  readonly outputs: TerraformOutputs;
  /** Version of the Terraform that ran. */
  readonly version: string;
}

/** What a plan is about to do, in a few words: `71 to add, 2 to change`; `nothing to do` when all are zero. */
export function describePlanned({ added, changed, destroyed, imported }: ChangeCounts): string {
  const words = [
    [imported, 'import'],
    [added, 'add'],
    [changed, 'change'],
    [destroyed, 'destroy'],
  ] as const;
  return (
    words
      .filter(([count]) => count > 0)
      .map(([count, verb]) => `${count} to ${verb}`)
      .join(', ') || 'nothing to do'
  );
}
