import { Failure } from '../errors.ts';
import type { Safety } from './site-failures.ts';

/** As long as a rollback gathers the files of its release: it publishes nothing before it has them all. */
export const UNTOUCHED: Safety =
  'No file of the site was touched by this rollback: visitors see it as it was.';

/** How many of the missing files a failure names. */
const NAMED = 20;

/**
 * The files of a release are not all to be had as they were recorded.
 *
 * @param missing their keys, where `reason` doesn't name them all
 */
export const notRestorable = (reason: string, missing: readonly string[] = []): Failure =>
  new Failure({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason,
    safe: UNTOUCHED,
    next: 'Deploy the commit of that release again (run its workflow by hand on a tag or branch of it): that builds the site.',
    details: [
      ...missing.slice(0, NAMED),
      ...(missing.length > NAMED ? [`and ${missing.length - NAMED} more`] : []),
    ],
  });
