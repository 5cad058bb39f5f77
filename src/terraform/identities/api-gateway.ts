import type { GatewayResponseType, Method } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayApi } from '../../platform/aws.ts';
import {
  type Place,
  type ResolvedKey,
  type ResourceIdentity,
  everyPage,
  orAbsent,
  part,
} from './identity.ts';

/** What API Gateway says of whatever isn't there. */
export const ABSENT = 'NotFoundException';
const API = { id: 'rest_api_id' } as const;

/** What is written into an API again without a word. */
const within = { type: 'aws_api_gateway_rest_api', part: 'api' } as const;

/** What asks for a page of a list. */
export const from = (
  position: string | undefined,
): { readonly limit: number; readonly position?: string } => ({
  limit: 500,
  ...(position === undefined ? {} : { position }),
});

/** The id itself of an import id such as `api/resource`. */
const lastOf = (importId: string): string => importId.split('/').at(-1) ?? importId;

/** A page of a list. */
export interface Page<Item> {
  readonly items?: readonly Item[] | undefined;
  readonly position?: string | undefined;
}

/** Everything of a list; undefined where the API isn't there. */
export const listed = <Item>(ask: (position: string | undefined) => Promise<Page<Item>>) =>
  orAbsent(
    everyPage(ask, ({ items, position }) => ({ items, next: position })),
    ABSENT,
  );

/** A method of a resource and what hangs on it, by `api/resource/METHOD`. */
const onMethod = (
  more: ResourceIdentity['key'],
  isThere: (method: Method, key: ResolvedKey) => boolean,
  id: (key: ResolvedKey) => string = () => '',
): Pick<ResourceIdentity, 'assignedBy' | 'key' | 'find'> => ({
  assignedBy: 'key',
  key: { api: API, resource: { id: 'resource_id' }, method: 'http_method', ...more },
  find: async (place, key) => {
    const gateway = await clientOf(place);
    const [restApiId, httpMethod] = [part(key, 'api'), part(key, 'method')];
    const resourceId = await resourceOf(gateway, restApiId, part(key, 'resource'));
    if (resourceId === undefined) return [];
    const method = await orAbsent(gateway.getMethod({ restApiId, resourceId, httpMethod }), ABSENT);
    const there = method !== undefined && isThere(method, key);
    return there ? [`${restApiId}/${resourceId}/${httpMethod}${id(key)}`] : [];
  },
});

export const clientOf = ({ aws, region }: Place): Promise<ApiGatewayApi> => aws.apiGateway(region);

/** The root resource has the API's own id until that is known; any other is named by its import id or its id. */
async function resourceOf(
  gateway: ApiGatewayApi,
  restApiId: string,
  resource: string,
): Promise<string | undefined> {
  if (resource !== restApiId) return lastOf(resource);
  return (await orAbsent(gateway.getRestApi({ restApiId }), ABSENT))?.rootResourceId;
}

/** What belongs to an API and has a name that others of it may have, too. */
function namedWithin(
  list: (gateway: ApiGatewayApi, page: { readonly restApiId: string }) => Promise<Page<Named>>,
): ResourceIdentity {
  return {
    assignedBy: 'aws',
    key: { api: API, name: 'name' },
    find: async (place, key) => {
      const gateway = await clientOf(place);
      const restApiId = part(key, 'api');
      const all = await listed((position) => list(gateway, { restApiId, ...from(position) }));
      return (all ?? []).flatMap(({ id, name }) =>
        name === part(key, 'name') && id !== undefined ? [`${restApiId}/${id}`] : [],
      );
    },
  };
}

/** Something of which AWS assigns the id and anybody the name. */
export interface Named {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

const STATUS = { status: 'status_code' } as const;
const byStatus = (key: ResolvedKey): string => `/${part(key, 'status')}`;

/** REST APIs. AWS assigns their ids and takes any number of one name; the rest hangs on an API. */
export const API_GATEWAY: Readonly<Record<string, ResourceIdentity>> = {
  aws_api_gateway_rest_api: {
    assignedBy: 'aws',
    key: { name: 'name' },
    find: async (place, key) => {
      const gateway = await clientOf(place);
      const apis = await listed((position) => gateway.getRestApis(from(position)));
      return (apis ?? []).flatMap(({ id, name }) =>
        name === part(key, 'name') && id !== undefined ? [id] : [],
      );
    },
  },
  // A parent has one resource of a path part: the id is AWS's, the identity isn't.
  aws_api_gateway_resource: {
    assignedBy: 'key',
    key: { api: API, parent: { id: 'parent_id' }, path: 'path_part' },
    find: async (place, key) => {
      const gateway = await clientOf(place);
      const restApiId = part(key, 'api');
      const parent = await resourceOf(gateway, restApiId, part(key, 'parent'));
      const resources = await listed((position) => gateway.getResources({ restApiId, ...from(position) }));
      const found = resources?.find(
        ({ parentId, pathPart }) => parentId === parent && pathPart === part(key, 'path'),
      );
      return found?.id === undefined ? [] : [`${restApiId}/${found.id}`];
    },
  },
  aws_api_gateway_method: onMethod({}, () => true),
  aws_api_gateway_integration: {
    ...onMethod({}, ({ methodIntegration }) => methodIntegration !== undefined),
    within,
  },
  aws_api_gateway_method_response: onMethod(
    STATUS,
    ({ methodResponses }, key) => methodResponses?.[part(key, 'status')] !== undefined,
    byStatus,
  ),
  aws_api_gateway_integration_response: {
    ...onMethod(
      STATUS,
      ({ methodIntegration }, key) =>
        methodIntegration?.integrationResponses?.[part(key, 'status')] !== undefined,
      byStatus,
    ),
    within,
  },
  // A snapshot of the API. Earlier ones stay when a stage goes over to the next: only what a stage shows counts.
  aws_api_gateway_deployment: {
    assignedBy: 'aws',
    within,
    key: { api: API },
    find: async (place, key) => {
      const gateway = await clientOf(place);
      const restApiId = part(key, 'api');
      const stages = await orAbsent(gateway.getStages({ restApiId }), ABSENT);
      const shown = new Set((stages?.item ?? []).map(({ deploymentId }) => deploymentId));
      return [...shown].flatMap((id) => (id === undefined ? [] : [`${restApiId}/${id}`]));
    },
  },
  aws_api_gateway_stage: {
    assignedBy: 'key',
    key: { api: API, stage: 'stage_name' },
    find: async (place, key) => {
      const gateway = await clientOf(place);
      const [restApiId, stageName] = [part(key, 'api'), part(key, 'stage')];
      const stage = await orAbsent(gateway.getStage({ restApiId, stageName }), ABSENT);
      return stage === undefined ? [] : [`${restApiId}/${stageName}`];
    },
  },
  aws_api_gateway_authorizer: namedWithin((gateway, page) => gateway.getAuthorizers(page)),
  aws_api_gateway_request_validator: namedWithin((gateway, page) => gateway.getRequestValidators(page)),
  aws_api_gateway_model: {
    assignedBy: 'key',
    key: { api: API, name: 'name' },
    find: async (place, key) => {
      const gateway = await clientOf(place);
      const [restApiId, modelName] = [part(key, 'api'), part(key, 'name')];
      const model = await orAbsent(gateway.getModel({ restApiId, modelName }), ABSENT);
      return model === undefined ? [] : [`${restApiId}/${modelName}`];
    },
  },
  // AWS answers for every type there is, and says of those that nobody wrote that they are its own.
  aws_api_gateway_gateway_response: {
    assignedBy: 'key',
    within,
    key: { api: API, response: 'response_type' },
    find: async (place, key) => {
      const gateway = await clientOf(place);
      const [restApiId, response] = [part(key, 'api'), part(key, 'response')];
      const responseType = response as GatewayResponseType;
      const answer = await orAbsent(gateway.getGatewayResponse({ restApiId, responseType }), ABSENT);
      return answer === undefined || answer.defaultResponse === true ? [] : [`${restApiId}/${response}`];
    },
  },
  aws_api_gateway_rest_api_policy: {
    assignedBy: 'key',
    within,
    key: { api: API },
    find: async (place, key) => {
      const restApiId = part(key, 'api');
      const api = await orAbsent((await clientOf(place)).getRestApi({ restApiId }), ABSENT);
      return api?.policy === undefined || api.policy === '' ? [] : [restApiId];
    },
  },
  aws_api_gateway_method_settings: {
    assignedBy: 'key',
    within,
    key: { api: API, stage: 'stage_name', path: 'method_path' },
    find: async (place, key) => {
      const gateway = await clientOf(place);
      const [restApiId, stageName, path] = [part(key, 'api'), part(key, 'stage'), part(key, 'path')];
      const stage = await orAbsent(gateway.getStage({ restApiId, stageName }), ABSENT);
      return stage?.methodSettings?.[path] === undefined ? [] : [`${restApiId}/${stageName}/${path}`];
    },
  },
};
