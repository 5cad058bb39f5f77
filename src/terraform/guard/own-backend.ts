import { Failure } from '../../errors.ts';
import type { PlanJson } from '../plan-json.ts';

/** What a bucket and a table are called in their attributes. */
const NAMED_BY: Readonly<Record<string, string>> = { aws_s3_bucket: 'bucket', aws_dynamodb_table: 'name' };

/**
 * Stops where a plan would take the backend that holds its own state: no `allow-destroy` makes that a good idea. A
 * deployment comes to manage it where someone imported it, or once made it with the same configuration.
 *
 * @throws Failure `DESTROY_GUARDED`
 */
export function refuseBackendDestroy(
  plan: PlanJson,
  { bucket, lockTable }: { readonly bucket: string; readonly lockTable: string },
): void {
  const names: Readonly<Record<string, string>> = { aws_s3_bucket: bucket, aws_dynamodb_table: lockTable };
  const own = (plan.resource_changes ?? []).find(
    ({ mode, type, change }) =>
      mode === 'managed' &&
      change.actions.includes('delete') &&
      names[type] !== undefined &&
      change.before?.[NAMED_BY[type] ?? ''] === names[type],
  );
  if (own === undefined) return;
  throw new Failure({
    code: 'DESTROY_GUARDED',
    reason: `The plan would destroy ${own.address} (${names[own.type]}), which holds the state of this very deployment. allow-destroy can't allow that.`,
    safe: 'Nothing was applied, emptied or destroyed.',
    next: `Take it out of the state and leave the bucket or table itself as it is: \`terraform state rm '${own.address}'\`; take its block out as well, then run again.`,
  });
}
