import { type Place, type ResourceIdentity, everyPage, found, orAbsent, part } from './identity.ts';

/** Roles may be configured by name alone; their path is no part of it. */
const ABSENT = 'NoSuchEntity';
const ABSENT_TOO = 'NoSuchEntityException';

/** What hangs on a role is put there again without a word. */
const ROLE = { type: 'aws_iam_role', part: 'role' } as const;

/** IAM: roles and policies by name, what hangs on a role by role and name. */
export const IAM: Readonly<Record<string, ResourceIdentity>> = {
  aws_iam_role: {
    assignedBy: 'key',
    key: { name: 'name' },
    find: async ({ aws, region }, key) => {
      const iam = await aws.iam(region);
      const answer = await orAbsent(iam.getRole({ RoleName: part(key, 'name') }), ABSENT, ABSENT_TOO);
      return found(answer?.Role?.RoleName);
    },
  },
  aws_iam_role_policy: {
    assignedBy: 'key',
    within: ROLE,
    key: { role: { id: 'role' }, name: 'name' },
    find: async ({ aws, region }, key) => {
      const iam = await aws.iam(region);
      const [RoleName, PolicyName] = [part(key, 'role'), part(key, 'name')];
      const answer = await orAbsent(iam.getRolePolicy({ RoleName, PolicyName }), ABSENT, ABSENT_TOO);
      return answer === undefined ? [] : [`${RoleName}:${PolicyName}`];
    },
  },
  aws_iam_policy: {
    assignedBy: 'key',
    key: { name: 'name', path: { attribute: 'path', otherwise: '/' } },
    find: async (place, key) => {
      const iam = await place.aws.iam(place.region);
      const answer = await orAbsent(
        iam.getPolicy({ PolicyArn: policyArn(place, part(key, 'path'), part(key, 'name')) }),
        ABSENT,
        ABSENT_TOO,
      );
      return found(answer?.Policy?.Arn);
    },
  },
  aws_iam_role_policy_attachment: {
    assignedBy: 'key',
    within: ROLE,
    key: { role: { id: 'role' }, policy: { id: 'policy_arn' } },
    find: async ({ aws, region }, key) => {
      const iam = await aws.iam(region);
      const [RoleName, policy] = [part(key, 'role'), part(key, 'policy')];
      const attached = await orAbsent(
        everyPage(
          (Marker) => iam.listAttachedRolePolicies({ RoleName, ...(Marker ? { Marker } : {}) }),
          ({ AttachedPolicies, Marker }) => ({ items: AttachedPolicies, next: Marker }),
        ),
        ABSENT,
        ABSENT_TOO,
      );
      return attached?.some(({ PolicyArn }) => PolicyArn === policy) ? [`${RoleName}/${policy}`] : [];
    },
  },
};

function policyArn({ region, account }: Place, path: string, name: string): string {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:iam::${account}:policy${path}${name}`;
}
