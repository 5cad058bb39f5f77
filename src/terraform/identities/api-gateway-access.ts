import { ABSENT, type Named, type Page, clientOf, from, listed } from './api-gateway.ts';
import { type Place, type ResourceIdentity, found, orAbsent, part } from './identity.ts';

/** The role of `arn:aws:iam::123456789012:role/path/name`; a role that is yet to be imported is named by its name. */
const roleName = (role: string): string => role.split('/').at(-1) ?? role;

/** Usage plans and API keys: AWS assigns their ids and takes any number of one name. */
const named = (
  list: (place: Place, position: string | undefined) => Promise<Page<Named>>,
): ResourceIdentity => ({
  assignedBy: 'aws',
  key: { name: 'name' },
  find: async (place, key) =>
    ((await listed((position) => list(place, position))) ?? []).flatMap(({ id, name }) =>
      name === part(key, 'name') ? found(id) : [],
    ),
});

/** As AWS calls the base path of a mapping that has none. */
const NO_BASE_PATH = '(none)';

/** What leads to REST APIs and who may use them: domain names, usage plans and their keys, the account's own setting. */
export const API_GATEWAY_ACCESS: Readonly<Record<string, ResourceIdentity>> = {
  // Every account has one, and it may be another project's. Only one that has this very role already is known to be ours.
  aws_api_gateway_account: {
    assignedBy: 'key',
    key: { role: { id: 'cloudwatch_role_arn' } },
    find: async (place, key) => {
      const { cloudwatchRoleArn: role } = await (await clientOf(place)).getAccount({});
      return role !== undefined && roleName(role) === roleName(part(key, 'role'))
        ? ['api-gateway-account']
        : [];
    },
  },
  aws_api_gateway_usage_plan: named(async (place, position) =>
    (await clientOf(place)).getUsagePlans(from(position)),
  ),
  aws_api_gateway_api_key: named(async (place, position) =>
    (await clientOf(place)).getApiKeys({ ...from(position), includeValues: false }),
  ),
  aws_api_gateway_usage_plan_key: {
    assignedBy: 'key',
    key: { plan: { id: 'usage_plan_id' }, key: { id: 'key_id' } },
    find: async (place, key) => {
      const [usagePlanId, keyId] = [part(key, 'plan'), part(key, 'key')];
      const gateway = await clientOf(place);
      const answer = await orAbsent(gateway.getUsagePlanKey({ usagePlanId, keyId }), ABSENT);
      return answer === undefined ? [] : [`${usagePlanId}/${keyId}`];
    },
  },
  aws_api_gateway_domain_name: {
    assignedBy: 'key',
    key: { domain: 'domain_name' },
    find: async (place, key) => {
      const gateway = await clientOf(place);
      const answer = await orAbsent(gateway.getDomainName({ domainName: part(key, 'domain') }), ABSENT);
      return found(answer?.domainName);
    },
  },
  aws_api_gateway_base_path_mapping: {
    assignedBy: 'key',
    key: { domain: { id: 'domain_name' }, path: { attribute: 'base_path', otherwise: '' } },
    find: async (place, key) => {
      const [domainName, path] = [part(key, 'domain'), part(key, 'path')];
      const gateway = await clientOf(place);
      const basePath = path === '' ? NO_BASE_PATH : path;
      const answer = await orAbsent(gateway.getBasePathMapping({ domainName, basePath }), ABSENT);
      return answer === undefined ? [] : [`${domainName}/${path}`];
    },
  },
};
