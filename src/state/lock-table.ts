import { Failure } from '../errors.ts';
import { isBusy, orAbsent } from './aws-errors.ts';
import { findAll } from './converge.ts';
import { tryUntil, type Patience } from './patience.ts';
import { PERMISSIONS, accessDenied, explained, type Permission } from './permissions.ts';
import { WANTED_TABLE, lockKey, newTable, tableIsOurs, type TableTarget } from './wanted-table.ts';
import type { Sighting } from './wanted-setting.ts';

const UNTOUCHED = 'Nothing was created or changed, and no state was read or written.';
/** How long a table may take from CREATING to ACTIVE. */
const ACTIVE_TIME = 120_000;
/** ListTagsOfResource is eventually consistent: a table that was just made may show no tags yet. */
const TAG_TIME = 10_000;

/** Looks at the table without changing it, waiting while it is being made. Throws when it has another key. */
export async function lookAtTable(target: TableTarget, patience: Patience): Promise<Sighting> {
  const status = await settledStatus(target, patience);
  if (status === 'absent') return { kind: 'absent' };
  const wanted = [lockKey, tableIsOurs, ...WANTED_TABLE];
  const [key, tagged, ...findings] = await findAll({ resource: 'table', target, wanted }, UNTOUCHED);
  if (key?.asWanted !== true) throw wrongKey(target, key?.text ?? 'absent');
  const ours = tagged?.asWanted === true || (status === 'just made' && (await getsOurTag(target, patience)));
  return { kind: 'present', ours, findings };
}

const wrongKey = ({ location, project }: TableTarget, found: string): Failure =>
  new Failure({
    code: 'LOCK_TABLE_WRONG_KEY',
    reason: `Lock table ${location.lockTable} in ${location.region} has the key ${found}; Terraform locks need LockID (S, HASH).`,
    safe: UNTOUCHED,
    next: `Set lock-table to another name, such as ${project}-deploy-locks: the key of a table cannot be changed.`,
  });

const getsOurTag = async (target: TableTarget, patience: Patience): Promise<boolean> =>
  (await tryUntil(TAG_TIME, patience, async () =>
    (await tableIsOurs.find(target)).asWanted ? true : undefined,
  )) ?? false;

/** Waits until the table is usable or gone. `just made`: it was still being made when first seen. */
async function settledStatus(
  target: TableTarget,
  patience: Patience,
): Promise<'absent' | 'usable' | 'just made'> {
  const { location } = target;
  let last: string | undefined;
  let wasCreating = false;
  const settled = await tryUntil(ACTIVE_TIME, patience, async () => {
    last = await explained(tableStatus(target), {
      location,
      permissions: tablePermissions('verify'),
      attempt: `look at lock table ${location.lockTable}`,
      safe: UNTOUCHED,
    });
    if (last === undefined) return 'absent' as const;
    wasCreating ||= last === 'CREATING';
    if (last !== 'ACTIVE' && last !== 'UPDATING') return undefined;
    return wasCreating ? ('just made' as const) : ('usable' as const);
  });
  if (settled !== undefined) return settled;
  throw new Failure({
    code: 'BACKEND_NOT_CONVERGED',
    reason: `Lock table ${location.lockTable} is ${last} and did not become ACTIVE within ${ACTIVE_TIME / 1000} s.`,
    safe: 'No state was read or written.',
    next: `Run again once it is ACTIVE: aws dynamodb describe-table --table-name ${location.lockTable}`,
  });
}

async function tableStatus({ dynamodb, location }: TableTarget): Promise<string | undefined> {
  const found = await orAbsent(
    dynamodb.describeTable({ TableName: location.lockTable }),
    'ResourceNotFoundException',
  );
  return found?.Table?.TableStatus;
}

const tablePermissions = (stage: 'verify' | 'bootstrap'): readonly Permission[] =>
  PERMISSIONS[stage].filter(({ resource }) => resource === 'table');

/** A table that is there now: made by this run, or by another one that was faster. */
export type MadeTable = { readonly kind: 'made' } | Extract<Sighting, { kind: 'present' }>;

/** Makes the table that was not there, and waits until it is ACTIVE. Someone else's making it at once is as good. */
export async function makeTable(target: TableTarget, patience: Patience): Promise<MadeTable> {
  const { location } = target;
  let made = false;
  let obstacle: unknown;
  const result = await tryUntil<MadeTable>(ACTIVE_TIME, patience, async () => {
    if (!made) obstacle = await tryCreate(target);
    made ||= obstacle === undefined;
    const sighting = await lookAtTable(target, patience);
    if (sighting.kind === 'absent') return undefined;
    if (made) return { kind: 'made' };
    // Its maker tagged it with the call that made it; those tags may show a little later.
    return { ...sighting, ours: sighting.ours || (await getsOurTag(target, patience)) };
  });
  if (result !== undefined) return result;
  throw new Failure({
    code: 'BACKEND_NOT_CONVERGED',
    reason: `Lock table ${location.lockTable} was asked for and did not show within ${ACTIVE_TIME / 1000} s.`,
    safe: 'No state was read or written.',
    next: 'Run again.',
    cause: obstacle,
  });
}

/** Undefined: it is made. Otherwise what says that someone else has made it, or that AWS makes too many at once. */
async function tryCreate(target: TableTarget): Promise<unknown> {
  const { dynamodb, location } = target;
  try {
    await dynamodb.createTable(newTable(target));
    return undefined;
  } catch (error) {
    if (isBusy(error)) return error;
    const permissions = [...tablePermissions('verify'), ...tablePermissions('bootstrap')];
    const attempt = `create lock table ${location.lockTable}`;
    throw accessDenied(error, { location, permissions, attempt, safe: UNTOUCHED }) ?? error;
  }
}
