import { Failure } from '../errors.ts';
import type { FrontendInputs } from '../inputs/inputs.ts';
import type { BuildOutput } from './environment.ts';

/** Where the site goes, by Terraform's outputs. */
export interface SiteOutputs {
  readonly bucket: string;
  /** Undefined: no CDN, and nobody asked for an invalidation. */
  readonly distributionId?: string;
  /** Undefined: nobody asked to wait for it. */
  readonly url?: string;
}

/**
 * Reads bucket, distribution and URL from the outputs the inputs name. The distribution is needed unless `invalidation`
 * is `none`, the URL unless `wait-for-live` is false.
 *
 * @throws Failure `OUTPUT_MISSING` naming every one that isn't a text
 */
export function readSiteOutputs(
  frontend: FrontendInputs,
  outputs: Readonly<Record<string, BuildOutput>>,
): SiteOutputs {
  const missing: string[] = [];
  const read = (input: string, name: string, needed: boolean): string | undefined => {
    const value = Object.hasOwn(outputs, name) ? outputs[name]?.value : undefined;
    if (typeof value === 'string' && value !== '') return value;
    if (needed) missing.push(`${name} (input ${input})`);
    return undefined;
  };
  const bucket = read('frontend-bucket-output', frontend.bucketOutput, true);
  const distributionId = read(
    'distribution-id-output',
    frontend.distributionIdOutput,
    frontend.invalidation !== 'none',
  );
  const url = read('url-output', frontend.urlOutput, frontend.waitForLive);
  if (bucket === undefined || missing.length > 0) {
    const there = Object.keys(outputs);
    throw new Failure({
      code: 'OUTPUT_MISSING',
      reason: `The Terraform configuration has no such output with a plain text: ${missing.join(', ')}.`,
      safe: 'What Terraform applied stays applied. Nothing was built or uploaded: the site is as it was.',
      next: 'Add the output, name the right one with the input, or set `frontend-directory: ""` if there is no frontend.',
      details: [
        there.length === 0 ? 'There are no outputs.' : `Outputs that are there: ${there.join(', ')}.`,
      ],
    });
  }
  return {
    bucket,
    ...(distributionId === undefined ? {} : { distributionId }),
    ...(url === undefined ? {} : { url }),
  };
}
