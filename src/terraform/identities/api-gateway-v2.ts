import { type ResourceIdentity, everyPage, found, orAbsent, part } from './identity.ts';

const page = (
  NextToken: string | undefined,
): { readonly MaxResults: string; readonly NextToken?: string } => ({
  MaxResults: '500',
  ...(NextToken === undefined ? {} : { NextToken }),
});

/** HTTP and WebSocket APIs. AWS assigns their ids and takes any number of one name; the rest hangs on an API. */
export const API_GATEWAY_V2: Readonly<Record<string, ResourceIdentity>> = {
  aws_apigatewayv2_api: {
    assignedBy: 'aws',
    key: { name: 'name', protocol: 'protocol_type' },
    find: async ({ aws, region }, key) => {
      const gateway = await aws.apiGatewayV2(region);
      const apis = await everyPage(
        (token) => gateway.getApis(page(token)),
        ({ Items, NextToken }) => ({ items: Items, next: NextToken }),
      );
      return apis
        .filter(
          ({ Name, ProtocolType }) => Name === part(key, 'name') && ProtocolType === part(key, 'protocol'),
        )
        .flatMap(({ ApiId }) => found(ApiId));
    },
  },
  aws_apigatewayv2_stage: {
    assignedBy: 'key',
    key: { api: { id: 'api_id' }, name: 'name' },
    find: async ({ aws, region }, key) => {
      const gateway = await aws.apiGatewayV2(region);
      const [ApiId, StageName] = [part(key, 'api'), part(key, 'name')];
      const answer = await orAbsent(gateway.getStage({ ApiId, StageName }), 'NotFoundException');
      return answer === undefined ? [] : [`${ApiId}/${StageName}`];
    },
  },
  // An API has one route of a key: the id is AWS's, the identity isn't.
  aws_apigatewayv2_route: {
    assignedBy: 'key',
    key: { api: { id: 'api_id' }, route: 'route_key' },
    find: async ({ aws, region }, key) => {
      const gateway = await aws.apiGatewayV2(region);
      const ApiId = part(key, 'api');
      const routes = await orAbsent(
        everyPage(
          (token) => gateway.getRoutes({ ApiId, ...page(token) }),
          ({ Items, NextToken }) => ({ items: Items, next: NextToken }),
        ),
        'NotFoundException',
      );
      const route = routes?.find(({ RouteKey }) => RouteKey === part(key, 'route'));
      return route?.RouteId === undefined ? [] : [`${ApiId}/${route.RouteId}`];
    },
  },
  aws_apigatewayv2_integration: {
    assignedBy: 'aws',
    within: { type: 'aws_apigatewayv2_api', part: 'api' },
    key: {
      api: { id: 'api_id' },
      type: 'integration_type',
      uri: { id: 'integration_uri', otherwise: '' },
    },
    find: async ({ aws, region }, key) => {
      const gateway = await aws.apiGatewayV2(region);
      const ApiId = part(key, 'api');
      const integrations = await orAbsent(
        everyPage(
          (token) => gateway.getIntegrations({ ApiId, ...page(token) }),
          ({ Items, NextToken }) => ({ items: Items, next: NextToken }),
        ),
        'NotFoundException',
      );
      return (integrations ?? [])
        .filter(
          ({ IntegrationType, IntegrationUri }) =>
            IntegrationType === part(key, 'type') && leadsTo(IntegrationUri ?? '', part(key, 'uri')),
        )
        .flatMap(({ IntegrationId }) => (IntegrationId === undefined ? [] : [`${ApiId}/${IntegrationId}`]));
    },
  },
  aws_apigatewayv2_authorizer: {
    assignedBy: 'aws',
    key: { api: { id: 'api_id' }, name: 'name' },
    find: async ({ aws, region }, key) => {
      const gateway = await aws.apiGatewayV2(region);
      const ApiId = part(key, 'api');
      const authorizers = await orAbsent(
        everyPage(
          (token) => gateway.getAuthorizers({ ApiId, ...page(token) }),
          ({ Items, NextToken }) => ({ items: Items, next: NextToken }),
        ),
        'NotFoundException',
      );
      return (authorizers ?? [])
        .filter(({ Name }) => Name === part(key, 'name'))
        .flatMap(({ AuthorizerId: id }) => (id === undefined ? [] : [`${ApiId}/${id}`]));
    },
  },
  aws_apigatewayv2_domain_name: {
    assignedBy: 'key',
    key: { domain: 'domain_name' },
    find: async ({ aws, region }, key) => {
      const gateway = await aws.apiGatewayV2(region);
      const DomainName = part(key, 'domain');
      return found((await orAbsent(gateway.getDomainName({ DomainName }), 'NotFoundException'))?.DomainName);
    },
  },
  // A domain has one mapping of a path: the id is AWS's, the identity isn't.
  aws_apigatewayv2_api_mapping: {
    assignedBy: 'key',
    key: { domain: { id: 'domain_name' }, path: { attribute: 'api_mapping_key', otherwise: '' } },
    find: async ({ aws, region }, key) => {
      const gateway = await aws.apiGatewayV2(region);
      const DomainName = part(key, 'domain');
      const mappings = await orAbsent(
        everyPage(
          (token) => gateway.getApiMappings({ DomainName, ...page(token) }),
          ({ Items, NextToken }) => ({ items: Items, next: NextToken }),
        ),
        'NotFoundException',
      );
      const mapping = mappings?.find(({ ApiMappingKey = '' }) => ApiMappingKey === part(key, 'path'));
      return mapping?.ApiMappingId === undefined ? [] : [`${mapping.ApiMappingId}/${DomainName}`];
    },
  },
};

/** Whether an integration's URI is this one, or that of the function of this name: `...:function:<name>/invocations`. */
const leadsTo = (uri: string, wanted: string): boolean =>
  uri === wanted || (wanted !== '' && /:function:([^/:]+)/.exec(uri)?.[1] === wanted);
