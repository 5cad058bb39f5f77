import type { AwsClients } from '../../platform/aws.ts';
import type { Annotation } from '../../platform/platform.ts';
import { Failure } from '../../errors.ts';
import type { Terraform } from '../cli.ts';
import type { DeclaredAt } from '../configuration.ts';
import type { Plan, PlanMode } from '../plan.ts';
import type { PlanJson } from '../plan-json.ts';
import { blockFinder } from './block-location.ts';
import { type Contents, lookInto } from './contents.ts';
import { type PlannedDestroy, plannedDestroys } from './planned-destroys.ts';
import { preciousKind } from './precious.ts';

/** One precious resource that a plan destroys, and whether it may. Nothing of its attributes. */
export interface GuardedDestroy extends Pick<PlannedDestroy, 'address' | 'type' | 'action' | 'why'> {
  /** What it is called: `DynamoDB table`. */
  readonly what: string;
  /** What is in it, or would be lost: `about 1,240 items`. */
  readonly atStake: string;
  /** Where the reason stands, the file from the workspace on; undefined: no longer in the configuration. */
  readonly at?: DeclaredAt;
  /** `allowed`: by its address. `empty`: nothing is in it. */
  readonly decision: 'refused' | 'allowed' | 'empty';
}

/** What the guard found in a plan. */
export interface GuardVerdict {
  /** In the plan's order. */
  readonly destroys: readonly GuardedDestroy[];
  /** Allowed addresses that this plan destroys nothing precious at. Harmless: an apply may have done it already. */
  readonly unused: readonly string[];
}

/** Where the guard looks. */
export interface GuardPorts {
  readonly aws: AwsClients;
}

/** What the guard needs to know besides the plan. */
export interface Guarded extends Pick<Terraform, 'directory' | 'relativeDirectory'> {
  /** What the plan is for. */
  readonly mode?: PlanMode | undefined;
  /** Of a resource whose state tells none. */
  readonly region: string;
  /** Twelve digits: the account that the credentials are of. */
  readonly account: string;
  /** Addresses that may be destroyed or replaced: exactly these. */
  readonly allowed: readonly string[];
}

/** Whether a plan has to be read whole (`showPlan`, 5 s) for the guard: it deletes or replaces what may be precious. */
export const guardConcerns = ({ changes }: Pick<Plan, 'changes'>): boolean =>
  changes.some(
    ({ action, type }) => (action === 'delete' || action === 'replace') && preciousKind(type) !== undefined,
  );

/** Finds every precious resource that a plan destroys, looks into those that can be looked into, and decides on each. */
export async function guardDestroys(
  { aws }: GuardPorts,
  plan: PlanJson,
  { mode, allowed, region, account, ...directories }: Guarded,
): Promise<GuardVerdict> {
  const found = plannedDestroys(plan, mode);
  const finder = blockFinder(plan, directories);
  const destroys = await inTurns(found, async ({ planned, because, before, ...destroy }) => {
    const kind = preciousKind(destroy.type);
    const contents = await lookInto(kind?.look, before, { aws, region, account });
    const at = await finder.locate(planned, because);
    return {
      ...destroy,
      what: kind?.what ?? destroy.type,
      atStake: atStakeIn(contents, kind?.atStake ?? 'what is in it'),
      ...(at === undefined ? {} : { at }),
      decision: decide(destroy.address, contents, allowed),
    };
  });
  const addresses = new Set(found.map(({ address }) => address));
  return { destroys, unused: allowed.filter((address) => !addresses.has(address)) };
}

function decide(address: string, contents: Contents, allowed: readonly string[]): GuardedDestroy['decision'] {
  if (allowed.includes(address)) return 'allowed';
  return contents.kind === 'empty' && contents.mayGo ? 'empty' : 'refused';
}

function atStakeIn(contents: Contents, ofKind: string): string {
  switch (contents.kind) {
    case 'empty':
      return 'nothing: it is empty';
    case 'holds':
      return contents.what;
    case 'unknown':
      return contents.why === undefined ? ofKind : `${ofKind} (not looked into: ${contents.why})`;
  }
}

/** Look-ups at once: a destroy of everything may ask for hundreds. */
const AT_ONCE = 8;

async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE)
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  return results;
}

/**
 * Stops where a precious resource would go that nobody allowed to.
 *
 * @throws Failure `DESTROY_GUARDED` with every one of them, and the lines that would allow them
 */
export function refuseDestroys({ destroys }: GuardVerdict, mode?: PlanMode): void {
  const refused = destroys.filter(({ decision }) => decision === 'refused');
  const [first] = refused;
  if (first === undefined) return;
  const addresses = [...new Set(refused.map(({ address }) => address))];
  throw new Failure({
    code: 'DESTROY_GUARDED',
    reason:
      refused.length === 1
        ? `The plan would ${describeDestroy(first)}.`
        : `The plan would destroy ${refused.length} precious resources that allow-destroy does not name: ${inShort(addresses)}.`,
    safe:
      mode === 'destroy'
        ? 'Nothing was emptied or destroyed: infrastructure and site are as they were.'
        : 'Nothing was applied, and the site was not touched.',
    next:
      `${mode === 'destroy' ? 'If' : 'Take the change back, or, if'} they may go with all that is in them, add the lines under ` +
      '`allow-destroy` above to the `with:` block of the step and run again.',
    details: [
      ...refused.map(describeDestroy),
      '',
      'allow-destroy: |',
      ...addresses.map((address) => `  ${address}`),
    ],
  });
}

/** The first of them; the details have all. */
const inShort = (addresses: readonly string[]): string =>
  addresses.length <= MOST_NAMED + 1
    ? addresses.join(', ')
    : `${addresses.slice(0, MOST_NAMED).join(', ')} and ${addresses.length - MOST_NAMED} more`;

const MOST_NAMED = 3;

/** `replace aws_dynamodb_table.orders (DynamoDB table): hash_key can't ... (infra/main.tf:12); at stake: about 7 items`. */
export function describeDestroy({ action, address, what, why, at, atStake }: GuardedDestroy): string {
  const where = at === undefined ? '' : ` (${at.file}:${at.line})`;
  return `${action} ${address} (${what}): ${why}${where}; at stake: ${atStake}`;
}

/** An annotation on the line that each refused one is because of, where there is one. */
export const guardAnnotations = ({ destroys }: GuardVerdict): readonly Annotation[] =>
  destroys.flatMap((destroy) =>
    destroy.decision !== 'refused' || destroy.at === undefined
      ? []
      : [
          {
            severity: 'error' as const,
            title: `Would ${destroy.action} ${destroy.address}`,
            message: `This plan would ${describeDestroy(destroy)}.`,
            file: destroy.at.file,
            startLine: destroy.at.line,
          },
        ],
  );
