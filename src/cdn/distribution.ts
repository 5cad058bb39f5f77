import { Failure } from '../errors.ts';
import type { DistributionsApi } from '../platform/aws.ts';
import { cdnFailure, errorName } from './cdn-failures.ts';

/** A distribution that a site can be published behind. */
export interface Distribution {
  readonly id: string;
  /** `d111111abcdef8.cloudfront.net` */
  readonly domainName: string;
  /** False while CloudFront carries a change of its configuration to the edges: it serves meanwhile. */
  readonly deployed: boolean;
}

const UNTOUCHED =
  'No page was changed: the site is as it was, but for new files that no page names yet. What Terraform applied stays applied.';

/**
 * Makes sure, before the first change that a visitor could see, that what is published will be seen.
 *
 * @throws {Failure} DISTRIBUTION_NOT_FOUND where it doesn't exist or is disabled, ACCESS_DENIED
 */
export async function checkDistribution(
  cloudfront: Pick<DistributionsApi, 'getDistribution'>,
  { distributionId }: { readonly distributionId: string },
): Promise<Distribution> {
  const { Distribution: found } = await cloudfront
    .getDistribution({ Id: distributionId })
    .catch((error: unknown) => {
      if (errorName(error) === 'NoSuchDistribution') {
        throw unusable(
          `The distribution ${distributionId}, which the Terraform output names, does not exist.`,
          error,
        );
      }
      throw cdnFailure(error, {
        distributionId,
        doing: 'reading the distribution',
        action: 'cloudfront:GetDistribution',
        code: 'PUBLISH_FAILED',
        safe: UNTOUCHED,
        next: 'Deploy again.',
      });
    });
  if (found?.DistributionConfig?.Enabled !== true) {
    throw unusable(`The distribution ${distributionId} is disabled: nobody would see what is published.`);
  }
  return {
    id: distributionId,
    domainName: found.DomainName ?? '',
    // AWS writes `InProgress` and `Deployed`.
    deployed: found.Status?.toLowerCase() === 'deployed',
  };
}

const unusable = (reason: string, cause?: unknown): Failure =>
  new Failure({
    code: 'DISTRIBUTION_NOT_FOUND',
    reason,
    safe: UNTOUCHED,
    next: 'Check distribution-id-output and `enabled` of the distribution in the Terraform configuration, then deploy again.',
    cause,
  });
