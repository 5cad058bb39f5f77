import { Failure } from '../errors.ts';
import type { Misfit } from './adoption-fit.ts';
import type { Existing } from './existing.ts';

const UNTOUCHED = 'Nothing was created, imported or changed, and the site was not touched.';

/** The first of them; the details have all. */
const MOST_NAMED = 3;
const inShort = (addresses: readonly string[]): string =>
  addresses.length <= MOST_NAMED + 1
    ? addresses.join(', ')
    : `${addresses.slice(0, MOST_NAMED).join(', ')} and ${addresses.length - MOST_NAMED} more`;

const resources = (count: number): string => `${count} resource${count === 1 ? '' : 's'}`;

const line = ({ address, ids, decision }: Existing): string =>
  `${address}: ${ids.join(', ')}${decision.kind === 'refused' ? ` (can't be adopted: ${decision.why})` : ''}`;

/** What the message can't promise: states that could not be looked into may claim some of it. */
const notLookedInto = (unread: readonly string[]): readonly string[] =>
  unread.length === 0 ? [] : ['', `Not looked into for whether it is theirs: ${unread.join(', ')}`];

/** What the plan would create exists, and nobody asked to adopt it. */
export function alreadyExists(existing: readonly Existing[], unread: readonly string[]): Failure {
  const adoptable = existing.filter(({ decision }) => decision.kind === 'adopt').length;
  return new Failure({
    code: 'ALREADY_EXISTS',
    reason: `${resources(existing.length)} that this plan would create ${existing.length === 1 ? 'exists' : 'exist'} in AWS already: ${inShort(existing.map(({ address }) => address))}.`,
    safe: UNTOUCHED,
    next:
      adoptable === 0
        ? 'See at each why it stands in the way, and give it another name or take it away.'
        : 'If they are of this very deployment, add `adopt-existing: true` to the `with:` block of the step and run again; if not, give them other names.',
    details: [...existing.map(line), ...notLookedInto(unread)],
  });
}

/** Some of what exists can't be adopted, so none of it is. */
export const refusedAdoptions = (refused: readonly Existing[], unread: readonly string[]): Failure =>
  new Failure({
    code: 'ADOPTION_REFUSED',
    reason: `${resources(refused.length)} that this plan would create ${refused.length === 1 ? 'exists' : 'exist'} in AWS and can't be adopted: ${inShort(refused.map(({ address }) => address))}.`,
    safe: UNTOUCHED,
    next: 'See at each why; give it another name, take away what is too many, or import the right one yourself (terraform import ADDRESS ID), then run again.',
    details: [...refused.map(line), ...notLookedInto(unread)],
  });

/** What was to be adopted is not what the configuration means. */
export const unfitAdoptions = (misfits: readonly Misfit[]): Failure =>
  new Failure({
    code: 'ADOPTION_REFUSED',
    reason: `${resources(misfits.length)} that adopt-existing found ${misfits.length === 1 ? 'is' : 'are'} not what the configuration means: ${inShort(misfits.map(({ address }) => address))}.`,
    safe: UNTOUCHED,
    next: 'See at each why; give it another name, or change the configuration to what is there, then run again.',
    details: misfits.map(({ address, id, why }) => `${address}: ${id} (${why})`),
  });

/** Adopting would make again what the lost state knew and nothing can find. */
export function blindAfterLoss(
  blind: readonly string[],
  found: Failure,
  versionId: string | undefined,
): Failure {
  return new Failure({
    code: 'ADOPTION_REFUSED',
    reason:
      `The state was lost (${found.code}), and its last good version has ${resources(blind.length)} that can't be found ` +
      `by looking and would be created a second time: ${inShort(blind)}.`,
    safe: `${UNTOUCHED} The state is as it was found, with all its versions.`,
    next:
      versionId === undefined
        ? found.next
        : `Put the last good version back: run with \`command: rollback\` and \`rollback-to: state:${versionId}\`.`,
    details: [...blind, '', `Found: ${found.reason}`],
  });
}
