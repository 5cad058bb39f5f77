import type { CloudFrontApi } from '../../platform/aws.ts';
import { type Attributes, type ResourceIdentity, everyPage, found, orAbsent, part } from './identity.ts';

/** A kind of policy, whose names are unique in an account though AWS assigns the ids. */
const named = (
  list: (cloudfront: CloudFrontApi, Marker: string | undefined) => Promise<Page | undefined>,
): ResourceIdentity => ({
  assignedBy: 'key',
  key: { name: 'name' },
  find: async ({ aws }, key) => {
    const cloudfront = await aws.cloudfront();
    const all = await everyPage(
      (marker) => list(cloudfront, marker),
      (page) => ({ items: page?.items, next: page?.next }),
    );
    return all.filter(({ name }) => name === part(key, 'name')).flatMap(({ id }) => found(id));
  },
});

interface Page {
  readonly items: readonly { readonly name: string | undefined; readonly id: string | undefined }[];
  readonly next: string | undefined;
}

const from = (Marker: string | undefined): { readonly Marker?: string } =>
  Marker === undefined ? {} : { Marker };

/** CloudFront: functions and policies by name, distributions by what they are called (comment) and answer to (aliases). */
export const CLOUDFRONT: Readonly<Record<string, ResourceIdentity>> = {
  aws_cloudfront_distribution: {
    assignedBy: 'aws',
    key: {
      comment: ({ comment }) => (typeof comment === 'string' ? comment : ''),
      // One that has neither could be anybody's: no identity.
      aliases: (after) => aliasesOf(after),
    },
    find: async ({ aws }, key) => {
      const cloudfront = await aws.cloudfront();
      const all = await everyPage(
        (marker) => cloudfront.listDistributions(from(marker)),
        ({ DistributionList }) => ({ items: DistributionList?.Items, next: DistributionList?.NextMarker }),
      );
      return all
        .filter(
          ({ Comment = '', Aliases }) =>
            Comment === part(key, 'comment') && joined(Aliases?.Items ?? []) === part(key, 'aliases'),
        )
        .flatMap(({ Id }) => found(Id));
    },
  },
  aws_cloudfront_function: {
    assignedBy: 'key',
    key: { name: 'name' },
    find: async ({ aws }, key) => {
      const cloudfront = await aws.cloudfront();
      const answer = await orAbsent(
        cloudfront.describeFunction({ Name: part(key, 'name'), Stage: 'DEVELOPMENT' }),
        'NoSuchFunctionExists',
      );
      return found(answer?.FunctionSummary?.Name);
    },
  },
  // The forerunner of access controls. It has no name, but what it is called.
  aws_cloudfront_origin_access_identity: {
    assignedBy: 'aws',
    key: { comment: 'comment' },
    find: async ({ aws }, key) => {
      const cloudfront = await aws.cloudfront();
      const all = await everyPage(
        (marker) => cloudfront.listCloudFrontOriginAccessIdentities(from(marker)),
        ({ CloudFrontOriginAccessIdentityList: list }) => ({ items: list?.Items, next: list?.NextMarker }),
      );
      return all.filter(({ Comment }) => Comment === part(key, 'comment')).flatMap(({ Id }) => found(Id));
    },
  },
  aws_cloudfront_origin_access_control: named(async (cloudfront, marker) => {
    const { OriginAccessControlList: list } = await cloudfront.listOriginAccessControls(from(marker));
    return {
      items: (list?.Items ?? []).map(({ Name, Id }) => ({ name: Name, id: Id })),
      next: list?.NextMarker,
    };
  }),
  aws_cloudfront_response_headers_policy: named(async (cloudfront, marker) => {
    const { ResponseHeadersPolicyList: list } = await cloudfront.listResponseHeadersPolicies({
      Type: 'custom',
      ...from(marker),
    });
    const items = (list?.Items ?? []).map(({ ResponseHeadersPolicy: policy }) => ({
      name: policy?.ResponseHeadersPolicyConfig?.Name,
      id: policy?.Id,
    }));
    return { items, next: list?.NextMarker };
  }),
  aws_cloudfront_cache_policy: named(async (cloudfront, marker) => {
    const { CachePolicyList: list } = await cloudfront.listCachePolicies({ Type: 'custom', ...from(marker) });
    const items = (list?.Items ?? []).map(({ CachePolicy: policy }) => ({
      name: policy?.CachePolicyConfig?.Name,
      id: policy?.Id,
    }));
    return { items, next: list?.NextMarker };
  }),
  aws_cloudfront_origin_request_policy: named(async (cloudfront, marker) => {
    const { OriginRequestPolicyList: list } = await cloudfront.listOriginRequestPolicies({
      Type: 'custom',
      ...from(marker),
    });
    const items = (list?.Items ?? []).map(({ OriginRequestPolicy: policy }) => ({
      name: policy?.OriginRequestPolicyConfig?.Name,
      id: policy?.Id,
    }));
    return { items, next: list?.NextMarker };
  }),
};

const joined = (aliases: readonly string[]): string => [...aliases].sort().join(' ');

function aliasesOf({ aliases, comment }: Attributes): string | undefined {
  const known = Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [];
  const named = typeof comment === 'string' && comment !== '';
  return named || known.length > 0 ? joined(known) : undefined;
}
