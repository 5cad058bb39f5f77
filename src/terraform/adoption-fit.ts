import type { Judged } from './examine-creates.ts';
import { IDENTITIES } from './identities/registry.ts';
import type { PlanJson, PlannedResource } from './plan-json.ts';

/** An adopted resource that the configuration turns out not to mean, once both were compared. */
export interface Misfit {
  readonly address: string;
  readonly id: string;
  readonly why: string;
}

/** Types of which a replacement takes nothing away: a deployment of a REST API is a snapshot of it. */
const REPLACEABLE: ReadonlySet<string> = new Set(['aws_api_gateway_deployment']);

/** Whether an adopted resource of this type may be replaced at once. */
export const isReplaceable = (type: string): boolean => REPLACEABLE.has(type);

/**
 * Compares what was adopted with what the plan makes of it: it may be changed in place, but a plan that destroys or
 * replaces it, gives it away to another project, or turns a distribution to another origin means another one.
 *
 * @param adopted import id by address
 */
export function misfitsOf(plan: PlanJson, adopted: ReadonlyMap<string, string>): readonly Misfit[] {
  return (plan.resource_changes ?? []).flatMap((planned): readonly Misfit[] => {
    const id = planned.deposed === undefined ? adopted.get(planned.address) : undefined;
    const why = id === undefined ? undefined : misfit(planned);
    return id === undefined || why === undefined ? [] : [{ address: planned.address, id, why }];
  });
}

function misfit({ type, change }: PlannedResource): string | undefined {
  if (change.actions.includes('delete') && !isReplaceable(type)) {
    const because = (change.replace_paths ?? []).map((path) => path.join('.')).join(', ');
    return change.actions.includes('create')
      ? `the plan would replace it${because === '' ? '' : `, because of ${because}`}`
      : 'the plan would destroy it';
  }
  return foreignTag(change) ?? foreignOrigin(type, change);
}

/** Tags by which people say whose something is. One that tells of a commit or a date changes with every deploy. */
const OWNING = /^(app|application|env|environment|owner|project|repo|repository|service|stack|stage|team)$/i;

function foreignTag({ before, after }: PlannedResource['change']): string | undefined {
  const [found, wanted] = [textsOf(before?.['tags_all']), textsOf(after?.['tags_all'])];
  const other = Object.keys(found).find(
    (name) => OWNING.test(name) && wanted[name] !== undefined && wanted[name] !== found[name],
  );
  return other === undefined
    ? undefined
    : `its tag ${other} is ${JSON.stringify(found[other])}, and here it would be ${JSON.stringify(wanted[other])}`;
}

const textsOf = (value: unknown): Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {};

/** Two distributions may be called the same; one that serves the same site has an origin in common with it. */
function foreignOrigin(type: string, { before, after }: PlannedResource['change']): string | undefined {
  if (type !== 'aws_cloudfront_distribution') return undefined;
  const [found, wanted] = [originsOf(before), originsOf(after)];
  if (found.length === 0 || wanted.length === 0 || wanted.some((each) => found.includes(each)))
    return undefined;
  return `it leads to ${found.join(', ')}, and here it would lead to ${wanted.join(', ')}`;
}

function originsOf(values: Readonly<Record<string, unknown>> | null): readonly string[] {
  const origins = values?.['origin'];
  if (!Array.isArray(origins)) return [];
  return origins.flatMap(({ domain_name: name }: { readonly domain_name?: unknown }) =>
    typeof name === 'string' ? [name] : [],
  );
}

/**
 * Types that leave nothing in AWS, or nothing that matters, when they are made again: a layer is published as a further
 * version (none can be imported: what it was made from would force its replacement), and the account's setting of API
 * Gateway is written over.
 */
const MADE_AGAIN =
  /^(null_resource|terraform_data|local_(sensitive_)?file|time_\w+|aws_api_gateway_(account|deployment)|aws_lambda_layer_version)$/;

/**
 * What the last good version of a lost state knew and this plan would create again without anything telling that it is
 * gone: its type can't be looked up (a `random_id` that other names are made of), or AWS assigns its id and nothing
 * looks like it any more. Adopting the rest would then make duplicates; that version is the better way.
 */
export function createdBlindly(
  verdicts: readonly Judged[],
  plan: PlanJson,
  known: ReadonlySet<string>,
): readonly string[] {
  const judged = new Map(verdicts.map(({ create, verdict }) => [create.address, verdict]));
  return (plan.resource_changes ?? [])
    .filter(({ address, mode, type, deposed, change }) => {
      if (mode !== 'managed' || deposed !== undefined || !known.has(address) || MADE_AGAIN.test(type))
        return false;
      if (!change.actions.includes('create') || change.importing !== undefined) return false;
      const verdict = judged.get(address);
      if (verdict?.kind !== 'create') return verdict === undefined || verdict.kind === 'unknown';
      return IDENTITIES[type]?.assignedBy === 'aws' && typeof verdict.before === 'object';
    })
    .map(({ address }) => address);
}

/** What the last good version of a lost state knew and is made again on purpose, beside what AWS has of it. */
export const madeAgain = (plan: PlanJson, known: ReadonlySet<string>): readonly string[] =>
  (plan.resource_changes ?? [])
    .filter(
      ({ address, mode, type, change }) =>
        mode === 'managed' &&
        known.has(address) &&
        type.startsWith('aws_') &&
        MADE_AGAIN.test(type) &&
        change.actions.includes('create') &&
        change.importing === undefined,
    )
    .map(({ address }) => address);
