import { Failure } from '../errors.ts';
import type { Locking } from '../inputs/inputs.ts';
import { compareVersions, parseVersion } from './install/constraint.ts';

/** What came with which version of Terraform. */
const SINCE = { 'init -json': '1.9.0', use_lockfile: '1.10.0', 'import blocks': '1.5.0' } as const;

export type Feature = keyof typeof SINCE;

/** Whether a Terraform has a feature. */
export function atLeast(version: string, feature: Feature): boolean {
  const [found, since] = [parseVersion(version), parseVersion(SINCE[feature])];
  return found !== undefined && since !== undefined && compareVersions(found, since) >= 0;
}

/**
 * Refuses a lock file where Terraform doesn't know it: it would go on without any lock.
 *
 * @throws Failure `INVALID_INPUTS`
 */
export function refuseUnknownLocking(version: string, locking: Locking): void {
  if (locking === 'dynamodb' || atLeast(version, 'use_lockfile')) return;
  throw new Failure({
    code: 'INVALID_INPUTS',
    reason: `locking is ${locking}, which needs Terraform ${SINCE.use_lockfile} or newer, and this is ${version}.`,
    safe: 'Terraform was not started; nothing was planned or applied.',
    next: 'Set `locking: dynamodb`, or `terraform-version` to a newer one.',
  });
}

/**
 * Refuses `adopt-existing` where Terraform doesn't know import blocks: it would refuse the file of them.
 *
 * @throws Failure `INVALID_INPUTS`
 */
export function refuseUnknownImports(version: string): void {
  if (atLeast(version, 'import blocks')) return;
  throw new Failure({
    code: 'INVALID_INPUTS',
    reason: `adopt-existing needs Terraform ${SINCE['import blocks']} or newer, which has import blocks, and this is ${version}.`,
    safe: 'Terraform was not started; nothing was planned or applied.',
    next: 'Set `terraform-version` to a newer one, or import what exists by hand (terraform import ADDRESS ID).',
  });
}
