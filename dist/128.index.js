export const id = 128;
export const ids = [128,110];
export const modules = {

/***/ 539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ applyConfiguration)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(6594);
// EXTERNAL MODULE: ./lib/state/state-content.js
var state_content = __webpack_require__(3544);
// EXTERNAL MODULE: ./lib/state/wanted-bucket.js + 2 modules
var wanted_bucket = __webpack_require__(1993);
;// CONCATENATED MODULE: ./lib/state/other-states.js



/** More than this many states in one bucket are not read. */
const MOST_STATES = 200;
const AT_ONCE = 8;
/**
 * Reads the other states that tell what belongs to somebody else: those in the same bucket, and those in this account's
 * other buckets of the same convention (`<project>-terraform-state-<account>`). A state anywhere else is not seen.
 */
async function readOtherStates({ aws }, location) {
    const s3 = await aws.s3(location.region);
    const states = [];
    const unread = [];
    const buckets = await otherBuckets(s3, location).catch((error) => {
        unread.push(`this account's other state buckets (${refusal(error)})`);
        return [];
    });
    for (const bucket of [location.bucket, ...buckets]) {
        try {
            const found = await readBucket(s3, { ...location, bucket }, bucket === location.bucket ? location.key : '');
            states.push(...found.states);
            unread.push(...found.unread);
        }
        catch (error) {
            if ((0,aws_errors/* errorCode */.CA)(error) === 'NoSuchBucket')
                continue;
            unread.push(`s3://${bucket} (${refusal(error)})`);
        }
    }
    return { states, unread };
}
/** AWS won't say, has it no more, or has it in another region. Faults and throttling are something else. */
function refusal(error) {
    const status = (0,aws_errors/* httpStatus */.nG)(error);
    if (status === undefined || status < 300 || status >= 500 || status === 429)
        throw error;
    return (0,aws_errors/* errorCode */.CA)(error);
}
async function otherBuckets(s3, { bucket, account }) {
    const names = [];
    let token;
    do {
        const page = await s3.listBuckets(token === undefined ? {} : { ContinuationToken: token });
        names.push(...(page.Buckets ?? []).flatMap(({ Name }) => (Name === undefined ? [] : [Name])));
        token = page.ContinuationToken;
    } while (token !== undefined);
    return names.filter((name) => name !== bucket && name.endsWith(`-terraform-state-${account}`));
}
async function readBucket(s3, location, ownKey) {
    const keys = (await stateKeys(s3, location)).filter((key) => key !== ownKey);
    const states = [];
    const unread = keys.length > MOST_STATES
        ? [`s3://${location.bucket} (only ${MOST_STATES} of ${keys.length} states)`]
        : [];
    const queue = keys.slice(0, MOST_STATES).values();
    const worker = async () => {
        for (const key of queue) {
            const place = `s3://${location.bucket}/${key}`;
            try {
                const { Body } = await s3.getObject({ ...(0,wanted_bucket/* ownedBucket */.IP)(location), Key: key });
                const text = (await Body?.transformToString()) ?? '';
                const content = (0,state_content/* parseState */.B)(text);
                if (typeof content === 'string')
                    unread.push(`${place} (${content})`);
                else
                    states.push({ place, text });
            }
            catch (error) {
                unread.push(`${place} (${refusal(error)})`);
            }
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return { states, unread };
}
/** Keys of all states in a bucket but those that wait for recovery, which their own environment's state has or gets. */
async function stateKeys(s3, location) {
    const keys = [];
    let token;
    do {
        const page = await s3.listObjectsV2({
            ...(0,wanted_bucket/* ownedBucket */.IP)(location),
            ...(token === undefined ? {} : { ContinuationToken: token }),
        });
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
        token = page.NextContinuationToken;
    } while (token !== undefined);
    return keys.filter((key) => key.endsWith('.tfstate') && !key.startsWith('recovery/'));
}

;// CONCATENATED MODULE: ./lib/terraform/identities/identity.js
/** The identity of a planned resource; undefined where it isn't known yet, or is AWS's to choose. */
function keyOf(identity, after, planned) {
    const parts = [];
    for (const [name, part] of Object.entries(identity.key)) {
        const value = typeof part === 'function' ? part(after) : partOf(part, planned);
        if (value === undefined)
            return undefined;
        parts.push([name, value]);
    }
    return Object.fromEntries(parts);
}
function partOf(part, planned) {
    if (typeof part === 'string')
        return partOf({ attribute: part, otherwise: '' }, planned) || undefined;
    const value = planned('id' in part ? part.id : part.attribute);
    switch (value.kind) {
        case 'known':
            return value.value;
        case 'of':
            return 'id' in part ? { of: value.address } : undefined;
        case 'unset':
            return part.otherwise;
        case 'unknown':
            return undefined;
    }
}
/** The identity with every id filled in; undefined while one of them isn't known. */
function resolveKey(key, idOf) {
    const parts = Object.entries(key).map(([name, part]) => [name, typeof part === 'string' ? part : idOf(part.of)]);
    return parts.every((part) => part[1] !== undefined)
        ? Object.fromEntries(parts)
        : undefined;
}
/** The answer, or undefined where AWS says with exactly one of these codes that there is none. */
async function orAbsent(call, ...codes) {
    try {
        return await call;
    }
    catch (error) {
        if (codes.includes(codeOf(error)))
            return undefined;
        throw error;
    }
}
/** The service's own code of an error (`NoSuchEntity`), or the SDK's name for it. */
const codeOf = (error) => {
    const { Code, name } = error;
    return Code ?? name ?? '';
};
/** Goes through the pages of a list. */
async function everyPage(ask, read) {
    const all = [];
    let token;
    do {
        const { items, next } = read(await ask(token));
        all.push(...(items ?? []));
        token = next === '' ? undefined : next;
    } while (token !== undefined);
    return all;
}
/** `[id]` or nothing. */
const found = (id) => (id === undefined ? [] : [id]);
/** A part that every key of its type has; a key read back from a journal is checked to have it by being looked up. */
const part = (key, name) => key[name] ?? '';

;// CONCATENATED MODULE: ./lib/terraform/identities/api-gateway.js

const ABSENT = 'NotFoundException';
const API = { id: 'rest_api_id' };
/** What is written into an API again without a word. */
const within = { type: 'aws_api_gateway_rest_api', part: 'api' };
const from = (position) => ({
    limit: 500,
    ...(position === undefined ? {} : { position }),
});
/** The id itself of an import id such as `api/resource`. */
const lastOf = (importId) => importId.split('/').at(-1) ?? importId;
/** Everything of a list; undefined where the API isn't there. */
const listed = (ask) => orAbsent(everyPage(ask, ({ items, position }) => ({ items, next: position })), ABSENT);
/** A method of a resource and what hangs on it, by `api/resource/METHOD`. */
const onMethod = (more, isThere, id = () => '') => ({
    assignedBy: 'key',
    key: { api: API, resource: { id: 'resource_id' }, method: 'http_method', ...more },
    find: async (place, key) => {
        const gateway = await clientOf(place);
        const [restApiId, httpMethod] = [part(key, 'api'), part(key, 'method')];
        const resourceId = await resourceOf(gateway, restApiId, part(key, 'resource'));
        if (resourceId === undefined)
            return [];
        const method = await orAbsent(gateway.getMethod({ restApiId, resourceId, httpMethod }), ABSENT);
        const there = method !== undefined && isThere(method, key);
        return there ? [`${restApiId}/${resourceId}/${httpMethod}${id(key)}`] : [];
    },
});
const clientOf = ({ aws, region }) => aws.apiGateway(region);
/** The root resource has the API's own id until that is known; any other is named by its import id or its id. */
async function resourceOf(gateway, restApiId, resource) {
    if (resource !== restApiId)
        return lastOf(resource);
    return (await orAbsent(gateway.getRestApi({ restApiId }), ABSENT))?.rootResourceId;
}
const STATUS = { status: 'status_code' };
const byStatus = (key) => `/${part(key, 'status')}`;
/** REST APIs. AWS assigns their ids and takes any number of one name; the rest hangs on an API. */
const API_GATEWAY = {
    aws_api_gateway_rest_api: {
        assignedBy: 'aws',
        key: { name: 'name' },
        find: async (place, key) => {
            const gateway = await clientOf(place);
            const apis = await listed((position) => gateway.getRestApis(from(position)));
            return (apis ?? []).flatMap(({ id, name }) => name === part(key, 'name') && id !== undefined ? [id] : []);
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
            const found = resources?.find(({ parentId, pathPart }) => parentId === parent && pathPart === part(key, 'path'));
            return found?.id === undefined ? [] : [`${restApiId}/${found.id}`];
        },
    },
    aws_api_gateway_method: onMethod({}, () => true),
    aws_api_gateway_integration: {
        ...onMethod({}, ({ methodIntegration }) => methodIntegration !== undefined),
        within,
    },
    aws_api_gateway_method_response: onMethod(STATUS, ({ methodResponses }, key) => methodResponses?.[part(key, 'status')] !== undefined, byStatus),
    aws_api_gateway_integration_response: {
        ...onMethod(STATUS, ({ methodIntegration }, key) => methodIntegration?.integrationResponses?.[part(key, 'status')] !== undefined, byStatus),
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
    aws_api_gateway_authorizer: {
        assignedBy: 'aws',
        key: { api: API, name: 'name' },
        find: async (place, key) => {
            const gateway = await clientOf(place);
            const restApiId = part(key, 'api');
            const all = await listed((position) => gateway.getAuthorizers({ restApiId, ...from(position) }));
            return (all ?? []).flatMap(({ id, name }) => name === part(key, 'name') && id !== undefined ? [`${restApiId}/${id}`] : []);
        },
    },
};

;// CONCATENATED MODULE: ./lib/terraform/identities/api-gateway-v2.js

const page = (NextToken) => ({
    MaxResults: '500',
    ...(NextToken === undefined ? {} : { NextToken }),
});
/** HTTP and WebSocket APIs. AWS assigns their ids and takes any number of one name; the rest hangs on an API. */
const API_GATEWAY_V2 = {
    aws_apigatewayv2_api: {
        assignedBy: 'aws',
        key: { name: 'name', protocol: 'protocol_type' },
        find: async ({ aws, region }, key) => {
            const gateway = await aws.apiGatewayV2(region);
            const apis = await everyPage((token) => gateway.getApis(page(token)), ({ Items, NextToken }) => ({ items: Items, next: NextToken }));
            return apis
                .filter(({ Name, ProtocolType }) => Name === part(key, 'name') && ProtocolType === part(key, 'protocol'))
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
            const routes = await orAbsent(everyPage((token) => gateway.getRoutes({ ApiId, ...page(token) }), ({ Items, NextToken }) => ({ items: Items, next: NextToken })), 'NotFoundException');
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
            const integrations = await orAbsent(everyPage((token) => gateway.getIntegrations({ ApiId, ...page(token) }), ({ Items, NextToken }) => ({ items: Items, next: NextToken })), 'NotFoundException');
            return (integrations ?? [])
                .filter(({ IntegrationType, IntegrationUri }) => IntegrationType === part(key, 'type') && leadsTo(IntegrationUri ?? '', part(key, 'uri')))
                .flatMap(({ IntegrationId }) => (IntegrationId === undefined ? [] : [`${ApiId}/${IntegrationId}`]));
        },
    },
};
/** Whether an integration's URI is this one, or that of the function of this name: `...:function:<name>/invocations`. */
const leadsTo = (uri, wanted) => uri === wanted || (wanted !== '' && /:function:([^/:]+)/.exec(uri)?.[1] === wanted);

;// CONCATENATED MODULE: ./lib/terraform/identities/cloudfront.js

/** A kind of policy, whose names are unique in an account though AWS assigns the ids. */
const named = (list) => ({
    assignedBy: 'key',
    key: { name: 'name' },
    find: async ({ aws }, key) => {
        const cloudfront = await aws.cloudfront();
        const all = await everyPage((marker) => list(cloudfront, marker), (page) => ({ items: page?.items, next: page?.next }));
        return all.filter(({ name }) => name === part(key, 'name')).flatMap(({ id }) => found(id));
    },
});
const cloudfront_from = (Marker) => Marker === undefined ? {} : { Marker };
/** CloudFront: functions and policies by name, distributions by what they are called (comment) and answer to (aliases). */
const CLOUDFRONT = {
    aws_cloudfront_distribution: {
        assignedBy: 'aws',
        key: {
            comment: ({ comment }) => (typeof comment === 'string' ? comment : ''),
            // One that has neither could be anybody's: no identity.
            aliases: (after) => aliasesOf(after),
        },
        find: async ({ aws }, key) => {
            const cloudfront = await aws.cloudfront();
            const all = await everyPage((marker) => cloudfront.listDistributions(cloudfront_from(marker)), ({ DistributionList }) => ({ items: DistributionList?.Items, next: DistributionList?.NextMarker }));
            return all
                .filter(({ Comment = '', Aliases }) => Comment === part(key, 'comment') && joined(Aliases?.Items ?? []) === part(key, 'aliases'))
                .flatMap(({ Id }) => found(Id));
        },
    },
    aws_cloudfront_function: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws }, key) => {
            const cloudfront = await aws.cloudfront();
            const answer = await orAbsent(cloudfront.describeFunction({ Name: part(key, 'name'), Stage: 'DEVELOPMENT' }), 'NoSuchFunctionExists');
            return found(answer?.FunctionSummary?.Name);
        },
    },
    aws_cloudfront_origin_access_control: named(async (cloudfront, marker) => {
        const { OriginAccessControlList: list } = await cloudfront.listOriginAccessControls(cloudfront_from(marker));
        return {
            items: (list?.Items ?? []).map(({ Name, Id }) => ({ name: Name, id: Id })),
            next: list?.NextMarker,
        };
    }),
    aws_cloudfront_response_headers_policy: named(async (cloudfront, marker) => {
        const { ResponseHeadersPolicyList: list } = await cloudfront.listResponseHeadersPolicies({
            Type: 'custom',
            ...cloudfront_from(marker),
        });
        const items = (list?.Items ?? []).map(({ ResponseHeadersPolicy: policy }) => ({
            name: policy?.ResponseHeadersPolicyConfig?.Name,
            id: policy?.Id,
        }));
        return { items, next: list?.NextMarker };
    }),
    aws_cloudfront_cache_policy: named(async (cloudfront, marker) => {
        const { CachePolicyList: list } = await cloudfront.listCachePolicies({ Type: 'custom', ...cloudfront_from(marker) });
        const items = (list?.Items ?? []).map(({ CachePolicy: policy }) => ({
            name: policy?.CachePolicyConfig?.Name,
            id: policy?.Id,
        }));
        return { items, next: list?.NextMarker };
    }),
    aws_cloudfront_origin_request_policy: named(async (cloudfront, marker) => {
        const { OriginRequestPolicyList: list } = await cloudfront.listOriginRequestPolicies({
            Type: 'custom',
            ...cloudfront_from(marker),
        });
        const items = (list?.Items ?? []).map(({ OriginRequestPolicy: policy }) => ({
            name: policy?.OriginRequestPolicyConfig?.Name,
            id: policy?.Id,
        }));
        return { items, next: list?.NextMarker };
    }),
};
const joined = (aliases) => [...aliases].sort().join(' ');
function aliasesOf({ aliases, comment }) {
    const known = Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [];
    const named = typeof comment === 'string' && comment !== '';
    return named || known.length > 0 ? joined(known) : undefined;
}

;// CONCATENATED MODULE: ./lib/terraform/identities/dynamodb.js

/** DynamoDB, by table name. */
const DYNAMODB = {
    aws_dynamodb_table: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws, region }, key) => {
            const dynamodb = await aws.dynamodb(region);
            const answer = await orAbsent(dynamodb.describeTable({ TableName: part(key, 'name') }), 'ResourceNotFoundException', 'TableNotFoundException');
            return found(answer?.Table?.TableName);
        },
        isReady: async ({ aws, region }, id) => {
            const { Table } = await (await aws.dynamodb(region)).describeTable({ TableName: id });
            const indexes = Table?.GlobalSecondaryIndexes ?? [];
            return (Table?.TableStatus === 'ACTIVE' &&
                indexes.every(({ IndexStatus }) => (IndexStatus ?? 'ACTIVE') === 'ACTIVE'));
        },
    },
};

;// CONCATENATED MODULE: ./lib/terraform/identities/events.js

/** The bus and the rule of `rule` and of `bus/rule`. */
const ruleName = (rule) => rule.split('/').at(-1) ?? rule;
const prefix = (bus) => (bus === 'default' ? '' : `${bus}/`);
const BUS = { id: 'event_bus_name', otherwise: 'default' };
const events_ABSENT = 'ResourceNotFoundException';
/** EventBridge: rules and their targets, schedules and their groups; all by name. */
const EVENTS = {
    aws_cloudwatch_event_rule: {
        assignedBy: 'key',
        key: { name: 'name', bus: BUS },
        find: async ({ aws, region }, key) => {
            const bridge = await aws.eventBridge(region);
            const [Name, EventBusName] = [part(key, 'name'), part(key, 'bus')];
            const answer = await orAbsent(bridge.describeRule({ Name, EventBusName }), events_ABSENT);
            return answer === undefined ? [] : [`${prefix(EventBusName)}${Name}`];
        },
    },
    aws_cloudwatch_event_target: {
        assignedBy: 'key',
        within: { type: 'aws_cloudwatch_event_rule', part: 'rule' },
        key: { rule: { id: 'rule' }, target: 'target_id', bus: BUS },
        find: async ({ aws, region }, key) => {
            const bridge = await aws.eventBridge(region);
            const [Rule, EventBusName, target] = [
                ruleName(part(key, 'rule')),
                part(key, 'bus'),
                part(key, 'target'),
            ];
            const targets = await orAbsent(everyPage((NextToken) => bridge.listTargetsByRule({ Rule, EventBusName, ...(NextToken ? { NextToken } : {}) }), ({ Targets, NextToken }) => ({ items: Targets, next: NextToken })), events_ABSENT);
            return targets?.some(({ Id }) => Id === target) ? [`${prefix(EventBusName)}${Rule}/${target}`] : [];
        },
    },
    aws_scheduler_schedule: {
        assignedBy: 'key',
        key: { name: 'name', group: { id: 'group_name', otherwise: 'default' } },
        find: async ({ aws, region }, key) => {
            const scheduler = await aws.scheduler(region);
            const [Name, GroupName] = [part(key, 'name'), part(key, 'group')];
            const answer = await orAbsent(scheduler.getSchedule({ Name, GroupName }), events_ABSENT);
            return answer === undefined ? [] : [`${GroupName}/${Name}`];
        },
    },
    aws_scheduler_schedule_group: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws, region }, key) => {
            const scheduler = await aws.scheduler(region);
            const answer = await orAbsent(scheduler.getScheduleGroup({ Name: part(key, 'name') }), events_ABSENT);
            return found(answer?.Name);
        },
    },
};

;// CONCATENATED MODULE: ./lib/terraform/identities/iam.js

/** Roles may be configured by name alone; their path is no part of it. */
const iam_ABSENT = 'NoSuchEntity';
const ABSENT_TOO = 'NoSuchEntityException';
/** What hangs on a role is put there again without a word. */
const ROLE = { type: 'aws_iam_role', part: 'role' };
/** IAM: roles and policies by name, what hangs on a role by role and name. */
const IAM = {
    aws_iam_role: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws, region }, key) => {
            const iam = await aws.iam(region);
            const answer = await orAbsent(iam.getRole({ RoleName: part(key, 'name') }), iam_ABSENT, ABSENT_TOO);
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
            const answer = await orAbsent(iam.getRolePolicy({ RoleName, PolicyName }), iam_ABSENT, ABSENT_TOO);
            return answer === undefined ? [] : [`${RoleName}:${PolicyName}`];
        },
    },
    aws_iam_policy: {
        assignedBy: 'key',
        key: { name: 'name', path: { attribute: 'path', otherwise: '/' } },
        find: async (place, key) => {
            const iam = await place.aws.iam(place.region);
            const answer = await orAbsent(iam.getPolicy({ PolicyArn: policyArn(place, part(key, 'path'), part(key, 'name')) }), iam_ABSENT, ABSENT_TOO);
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
            const attached = await orAbsent(everyPage((Marker) => iam.listAttachedRolePolicies({ RoleName, ...(Marker ? { Marker } : {}) }), ({ AttachedPolicies, Marker }) => ({ items: AttachedPolicies, next: Marker })), iam_ABSENT, ABSENT_TOO);
            return attached?.some(({ PolicyArn }) => PolicyArn === policy) ? [`${RoleName}/${policy}`] : [];
        },
    },
};
function policyArn({ region, account }, path, name) {
    const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    return `arn:${partition}:iam::${account}:policy${path}${name}`;
}

;// CONCATENATED MODULE: ./lib/terraform/identities/lambda.js

/** Functions may be configured by name, ARN or partial ARN; a version or alias is no part of the function's name. */
const functionName = (reference) => /:function:([^:]+)/.exec(reference)?.[1] ?? reference;
/** Lambda: functions by name, permissions by statement, event source mappings by function and source. */
const LAMBDA = {
    aws_lambda_function: {
        assignedBy: 'key',
        key: { name: 'function_name' },
        find: async ({ aws, region }, key) => {
            const lambda = await aws.lambda(region);
            const answer = await orAbsent(lambda.getFunctionConfiguration({ FunctionName: part(key, 'name') }), 'ResourceNotFoundException');
            return found(answer?.FunctionName);
        },
        isReady: async ({ aws, region }, id) => {
            const lambda = await aws.lambda(region);
            const { State, LastUpdateStatus } = await lambda.getFunctionConfiguration({ FunctionName: id });
            // Inactive: its resources were reclaimed for lack of use; the next invocation brings them back.
            return ((State === 'Active' || State === 'Inactive') && (LastUpdateStatus ?? 'Successful') === 'Successful');
        },
    },
    aws_lambda_permission: {
        assignedBy: 'key',
        key: {
            function: { id: 'function_name' },
            statement: 'statement_id',
            qualifier: { attribute: 'qualifier', otherwise: '' },
        },
        find: async ({ aws, region }, key) => {
            const lambda = await aws.lambda(region);
            const [name, qualifier] = [functionName(part(key, 'function')), part(key, 'qualifier')];
            const answer = await orAbsent(lambda.getPolicy({ FunctionName: name, ...(qualifier === '' ? {} : { Qualifier: qualifier }) }), 'ResourceNotFoundException');
            const statement = part(key, 'statement');
            const id = `${name}${qualifier === '' ? '' : `:${qualifier}`}/${statement}`;
            return statementsOf(answer?.Policy).includes(statement) ? [id] : [];
        },
    },
    aws_lambda_event_source_mapping: {
        assignedBy: 'aws',
        key: { function: { id: 'function_name' }, source: { id: 'event_source_arn' } },
        find: async ({ aws, region }, key) => {
            const lambda = await aws.lambda(region);
            const [name, source] = [functionName(part(key, 'function')), part(key, 'source')];
            const mappings = await everyPage((Marker) => lambda.listEventSourceMappings({
                ...(source.startsWith('arn:') ? { EventSourceArn: source } : {}),
                ...(Marker ? { Marker } : {}),
            }), ({ EventSourceMappings, NextMarker }) => ({ items: EventSourceMappings, next: NextMarker }));
            return mappings
                .filter(({ FunctionArn = '', EventSourceArn = '', State }) => functionName(FunctionArn) === name && comesFrom(EventSourceArn, source) && State !== 'Deleting')
                .flatMap(({ UUID }) => found(UUID));
        },
    },
};
/** Whether a source is this one, or that of the table, stream or queue of this id: a table's stream has no other name. */
const comesFrom = (arn, source) => arn === source ||
    (!source.startsWith('arn:') && arn.split(/[:/]/).includes(source.split('/').at(-1) ?? source));
/** Statement ids of a resource policy. */
function statementsOf(policy) {
    if (policy === undefined)
        return [];
    const { Statement = [] } = JSON.parse(policy);
    return Statement.flatMap(({ Sid }) => found(Sid));
}

;// CONCATENATED MODULE: ./lib/terraform/identities/s3.js

/** A bucket's settings are overwritten, and AWS gives every new bucket some; its objects are overwritten, too. */
const BUCKET = { type: 'aws_s3_bucket', part: 'bucket' };
/** A setting of a bucket that is a resource of its own, imported by the bucket's name. */
const setting = (isThere) => ({
    assignedBy: 'key',
    within: BUCKET,
    key: { bucket: { id: 'bucket' } },
    find: async (place, key) => {
        const bucket = owned(place, key);
        const there = await orAbsent(isThere(await place.aws.s3(place.region), bucket), 'NoSuchBucket');
        return there === true ? [bucket.Bucket] : [];
    },
});
const owned = ({ account }, key) => ({
    Bucket: part(key, 'bucket'),
    ExpectedBucketOwner: account,
});
/** Whether a call answers; the code says that the bucket has no such setting. */
const answers = async (call, code) => (await orAbsent(call.then(() => true), code)) ?? false;
/** A HEAD has no body: its 404 is all S3 says. */
async function isFound(head) {
    try {
        await head;
        return true;
    }
    catch (error) {
        const { $metadata } = error;
        if ($metadata?.httpStatusCode === 404 || codeOf(error) === 'NotFound')
            return false;
        throw error;
    }
}
/** S3: buckets and their settings by the bucket's name, objects by bucket and key. */
const S3 = {
    aws_s3_bucket: {
        assignedBy: 'key',
        key: { bucket: 'bucket' },
        find: async (place, key) => {
            const s3 = await place.aws.s3(place.region);
            const bucket = owned(place, key);
            return found((await isFound(s3.headBucket(bucket))) ? bucket.Bucket : undefined);
        },
    },
    aws_s3_object: {
        assignedBy: 'key',
        within: BUCKET,
        key: { bucket: { id: 'bucket' }, key: 'key' },
        find: async (place, key) => {
            const s3 = await place.aws.s3(place.region);
            const bucket = owned(place, key);
            const there = await isFound(s3.headObject({ ...bucket, Key: part(key, 'key') }));
            return there ? [`${bucket.Bucket}/${part(key, 'key')}`] : [];
        },
    },
    aws_s3_bucket_policy: setting((s3, bucket) => answers(s3.getBucketPolicy(bucket), 'NoSuchBucketPolicy')),
    aws_s3_bucket_public_access_block: setting((s3, bucket) => answers(s3.getPublicAccessBlock(bucket), 'NoSuchPublicAccessBlockConfiguration')),
    aws_s3_bucket_ownership_controls: setting((s3, bucket) => answers(s3.getBucketOwnershipControls(bucket), 'OwnershipControlsNotFoundError')),
    aws_s3_bucket_server_side_encryption_configuration: setting((s3, bucket) => answers(s3.getBucketEncryption(bucket), 'ServerSideEncryptionConfigurationNotFoundError')),
    aws_s3_bucket_lifecycle_configuration: setting((s3, bucket) => answers(s3.getBucketLifecycleConfiguration(bucket), 'NoSuchLifecycleConfiguration')),
    aws_s3_bucket_cors_configuration: setting((s3, bucket) => answers(s3.getBucketCors(bucket), 'NoSuchCORSConfiguration')),
    aws_s3_bucket_website_configuration: setting((s3, bucket) => answers(s3.getBucketWebsite(bucket), 'NoSuchWebsiteConfiguration')),
    // A bucket that never had versioning answers without a status, and the provider refuses to import that.
    aws_s3_bucket_versioning: setting(async (s3, bucket) => (await s3.getBucketVersioning(bucket)).Status !== undefined),
};

;// CONCATENATED MODULE: ./lib/terraform/identities/secrets-and-logs.js

/** Secrets and log groups, by name. */
const SECRETS_AND_LOGS = {
    // One that is scheduled for deletion keeps its name: it is there.
    aws_secretsmanager_secret: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws, region }, key) => {
            const secrets = await aws.secretsManager(region);
            const answer = await orAbsent(secrets.describeSecret({ SecretId: part(key, 'name') }), 'ResourceNotFoundException');
            return found(answer?.ARN);
        },
        isReady: async ({ aws, region }, id) => {
            const { DeletedDate } = await (await aws.secretsManager(region)).describeSecret({ SecretId: id });
            return DeletedDate === undefined;
        },
    },
    aws_cloudwatch_log_group: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws, region }, key) => {
            const logs = await aws.cloudWatchLogs(region);
            const name = part(key, 'name');
            const groups = await everyPage((nextToken) => logs.describeLogGroups({ logGroupNamePrefix: name, ...(nextToken ? { nextToken } : {}) }), ({ logGroups, nextToken }) => ({ items: logGroups, next: nextToken }));
            return groups.some(({ logGroupName }) => logGroupName === name) ? [name] : [];
        },
    },
};

;// CONCATENATED MODULE: ./lib/terraform/identities/registry.js









/** Every type of resource that can be recognised in AWS before Terraform knows it. */
const IDENTITIES = {
    ...API_GATEWAY,
    ...API_GATEWAY_V2,
    ...CLOUDFRONT,
    ...DYNAMODB,
    ...EVENTS,
    ...IAM,
    ...LAMBDA,
    ...S3,
    ...SECRETS_AND_LOGS,
};

;// CONCATENATED MODULE: ./lib/terraform/adoption-fit.js

/** Types of which a replacement takes nothing away: a deployment of a REST API is a snapshot of it. */
const REPLACEABLE = new Set(['aws_api_gateway_deployment']);
/** Whether an adopted resource of this type may be replaced at once. */
const isReplaceable = (type) => REPLACEABLE.has(type);
/**
 * Compares what was adopted with what the plan makes of it: it may be changed in place, but a plan that destroys or
 * replaces it, gives it away to another project, or turns a distribution to another origin means another one.
 *
 * @param adopted import id by address
 */
function misfitsOf(plan, adopted) {
    return (plan.resource_changes ?? []).flatMap((planned) => {
        const id = planned.deposed === undefined ? adopted.get(planned.address) : undefined;
        const why = id === undefined ? undefined : misfit(planned);
        return id === undefined || why === undefined ? [] : [{ address: planned.address, id, why }];
    });
}
function misfit({ type, change }) {
    if (change.actions.includes('delete') && !isReplaceable(type)) {
        const because = (change.replace_paths ?? []).map((path) => path.join('.')).join(', ');
        return change.actions.includes('create')
            ? `the plan would replace it${because === '' ? '' : `, because of ${because}`}`
            : 'the plan would destroy it';
    }
    return foreignTag(change) ?? foreignOrigin(type, change);
}
/** Tags by which people say whose something is. One that tells of a commit or a date changes with every deploy. */
const OWNING = /^(app|application|env|environment|owner|project|repo|repository|service|stack|stage|team)$/i;
function foreignTag({ before, after }) {
    const [found, wanted] = [textsOf(before?.['tags_all']), textsOf(after?.['tags_all'])];
    const other = Object.keys(found).find((name) => OWNING.test(name) && wanted[name] !== undefined && wanted[name] !== found[name]);
    return other === undefined
        ? undefined
        : `its tag ${other} is ${JSON.stringify(found[other])}, and here it would be ${JSON.stringify(wanted[other])}`;
}
const textsOf = (value) => typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'string'))
    : {};
/** Two distributions may be called the same; one that serves the same site has an origin in common with it. */
function foreignOrigin(type, { before, after }) {
    if (type !== 'aws_cloudfront_distribution')
        return undefined;
    const [found, wanted] = [originsOf(before), originsOf(after)];
    if (found.length === 0 || wanted.length === 0 || wanted.some((each) => found.includes(each)))
        return undefined;
    return `it leads to ${found.join(', ')}, and here it would lead to ${wanted.join(', ')}`;
}
function originsOf(values) {
    const origins = values?.['origin'];
    if (!Array.isArray(origins))
        return [];
    return origins.flatMap(({ domain_name: name }) => typeof name === 'string' ? [name] : []);
}
/** Types that leave nothing in AWS, or nothing that matters, when they are made again. */
const MADE_AGAIN = /^(null_resource|terraform_data|local_(sensitive_)?file|time_\w+|aws_api_gateway_deployment)$/;
/**
 * What the last good version of a lost state knew and this plan would create again without anything telling that it is
 * gone: its type can't be looked up (a `random_id` that other names are made of), or AWS assigns its id and nothing
 * looks like it any more. Adopting the rest would then make duplicates; that version is the better way.
 */
function createdBlindly(verdicts, plan, known) {
    const judged = new Map(verdicts.map(({ create, verdict }) => [create.address, verdict]));
    return (plan.resource_changes ?? [])
        .filter(({ address, mode, type, deposed, change }) => {
        if (mode !== 'managed' || deposed !== undefined || !known.has(address) || MADE_AGAIN.test(type))
            return false;
        if (!change.actions.includes('create') || change.importing !== undefined)
            return false;
        const verdict = judged.get(address);
        if (verdict?.kind !== 'create')
            return verdict === undefined || verdict.kind === 'unknown';
        return IDENTITIES[type]?.assignedBy === 'aws' && typeof verdict.before === 'object';
    })
        .map(({ address }) => address);
}

;// CONCATENATED MODULE: ./lib/terraform/adoption-failures.js

const UNTOUCHED = 'Nothing was created, imported or changed, and the site was not touched.';
/** The first of them; the details have all. */
const MOST_NAMED = 3;
const inShort = (addresses) => addresses.length <= MOST_NAMED + 1
    ? addresses.join(', ')
    : `${addresses.slice(0, MOST_NAMED).join(', ')} and ${addresses.length - MOST_NAMED} more`;
const resources = (count) => `${count} resource${count === 1 ? '' : 's'}`;
const line = ({ address, ids, decision }) => `${address}: ${ids.join(', ')}${decision.kind === 'refused' ? ` (can't be adopted: ${decision.why})` : ''}`;
/** What the message can't promise: states that could not be looked into may claim some of it. */
const notLookedInto = (unread) => unread.length === 0 ? [] : ['', `Not looked into for whether it is theirs: ${unread.join(', ')}`];
/** What the plan would create exists, and nobody asked to adopt it. */
function alreadyExists(existing, unread) {
    const adoptable = existing.filter(({ decision }) => decision.kind === 'adopt').length;
    return new errors/* Failure */.H({
        code: 'ALREADY_EXISTS',
        reason: `${resources(existing.length)} that this plan would create ${existing.length === 1 ? 'exists' : 'exist'} in AWS already: ${inShort(existing.map(({ address }) => address))}.`,
        safe: UNTOUCHED,
        next: adoptable === 0
            ? 'See at each why it stands in the way, and give it another name or take it away.'
            : 'If they are of this very deployment, add `adopt-existing: true` to the `with:` block of the step and run again; if not, give them other names.',
        details: [...existing.map(line), ...notLookedInto(unread)],
    });
}
/** Some of what exists can't be adopted, so none of it is. */
const refusedAdoptions = (refused, unread) => new errors/* Failure */.H({
    code: 'ADOPTION_REFUSED',
    reason: `${resources(refused.length)} that this plan would create ${refused.length === 1 ? 'exists' : 'exist'} in AWS and can't be adopted: ${inShort(refused.map(({ address }) => address))}.`,
    safe: UNTOUCHED,
    next: 'See at each why; give it another name, take away what is too many, or import the right one yourself (terraform import ADDRESS ID), then run again.',
    details: [...refused.map(line), ...notLookedInto(unread)],
});
/** What was to be adopted is not what the configuration means. */
const unfitAdoptions = (misfits) => new errors/* Failure */.H({
    code: 'ADOPTION_REFUSED',
    reason: `${resources(misfits.length)} that adopt-existing found ${misfits.length === 1 ? 'is' : 'are'} not what the configuration means: ${inShort(misfits.map(({ address }) => address))}.`,
    safe: UNTOUCHED,
    next: 'See at each why; give it another name, or change the configuration to what is there, then run again.',
    details: misfits.map(({ address, id, why }) => `${address}: ${id} (${why})`),
});
/** Adopting would make again what the lost state knew and nothing can find. */
function blindAfterLoss(blind, found, { bucket, key }, versionId) {
    return new errors/* Failure */.H({
        code: 'ADOPTION_REFUSED',
        reason: `The state was lost (${found.code}), and its last good version has ${resources(blind.length)} that can't be found ` +
            `by looking and would be created a second time: ${inShort(blind)}.`,
        safe: `${UNTOUCHED} The state is as it was found, with all its versions.`,
        next: versionId === undefined
            ? found.next
            : `Put the last good version back: \`aws s3api copy-object --bucket ${bucket} --key ${key} --copy-source '${bucket}/${key}?versionId=${versionId}'\``,
        details: [...blind, '', `Found: ${found.reason}`],
    });
}

;// CONCATENATED MODULE: ./lib/terraform/claims.js


/** Reads the claims of a state file (format 4). Only managed resources; what it can't understand claims nothing. */
function claimsOfState(text) {
    const { resources } = JSON.parse(text);
    return (resources ?? []).flatMap(({ mode, module, type, name, instances }) => {
        if (mode !== 'managed')
            return [];
        return (instances ?? []).flatMap(({ index_key: index, attributes }) => {
            const at = `${module === undefined ? '' : `${module}.`}${type}.${name}`;
            const address = index === undefined ? at : `${at}[${JSON.stringify(index)}]`;
            return claimOf({ address, type, attributes: attributes ?? {} });
        });
    });
}
/** The claims of the state that a plan was made against. What the plan imports is in it, and in no saved state yet. */
function claimsOfPlan({ prior_state: prior }, importing) {
    return heldIn(prior?.values?.root_module)
        .filter(({ address }) => !importing.has(address))
        .flatMap(claimOf);
}
const heldIn = (module) => [
    ...(module?.resources ?? []).flatMap(({ address, mode, type, values }) => mode === 'managed' ? [{ address, type, attributes: values ?? {} }] : []),
    ...(module?.child_modules ?? []).flatMap(heldIn),
];
function claimOf({ address, type, attributes }) {
    const id = attributes['id'];
    if (typeof id !== 'string')
        return [];
    const identity = IDENTITIES[type];
    const key = identity === undefined
        ? undefined
        : keyOf(identity, attributes, (attribute) => {
            const value = attributes[attribute];
            return typeof value === 'string' && value !== '' ? { kind: 'known', value } : { kind: 'unset' };
        });
    const region = regionOf(attributes);
    return [
        {
            address,
            type,
            id,
            // Nothing is yet to come in a state: every part is a text.
            ...(key === undefined ? {} : { key: comparable(key) }),
            ...(region === undefined ? {} : { region }),
        },
    ];
}
/** A function may be named by its ARN or its name; both mean the same one. */
const comparable = (key) => Object.fromEntries(Object.entries(key).map(([name, value]) => [name, /:function:([^:/]+)/.exec(value)?.[1] ?? value]));
function regionOf({ region, arn }) {
    if (typeof region === 'string' && region !== '')
        return region;
    const told = typeof arn === 'string' ? arn.split(':')[3] : undefined;
    return told === undefined || told === '' ? undefined : told;
}
/** The first claim on what was found. */
function claimantOf(found, claims) {
    const assigned = IDENTITIES[found.type]?.assignedBy === 'aws';
    const wanted = comparable(found.key);
    return claims.find((claim) => {
        if (claim.type !== found.type)
            return false;
        if (claim.region !== undefined && claim.region !== found.region && !isGlobal(found.type))
            return false;
        return assigned ? isId(found.importId, claim.id) : claim.key !== undefined && isSame(wanted, claim.key);
    });
}
/** CloudFront and IAM are one for all regions, whatever region their provider was given. */
const isGlobal = (type) => /^aws_(cloudfront|iam)_/.test(type);
/** Whether an import id (`api/integration`) is that of an id in a state (`integration`). */
const isId = (importId, stateId) => importId === stateId || (stateId !== '' && importId.endsWith(`/${stateId}`));
const isSame = (one, other) => Object.keys(one).length === Object.keys(other).length &&
    Object.entries(one).every(([name, value]) => other[name] === value);

;// CONCATENATED MODULE: ./lib/terraform/existing.js




/**
 * Decides about everything that a plan would create and AWS has: what may be adopted, and why not the rest. What other
 * states claim is never taken. Where AWS assigns ids, theirs is also no reason to stop: another may be made beside it.
 */
function decideExisting(verdicts, { plan, planned, others, assumed }) {
    const own = claimsOfPlan(plan, planned.importing);
    const replaced = planned.creates.flatMap(({ replaces }) => (replaces === undefined ? [] : [replaces]));
    const idOf = (address) => {
        const verdict = verdicts.find(({ create }) => create.address === address)?.verdict;
        if (verdict?.kind === 'taken' && verdict.ids.length === 1)
            return verdict.ids[0];
        return planned.stateIds.get(address)?.id ?? assumed.get(address);
    };
    const decideOne = ({ create, verdict }) => {
        const { address, type, region } = create;
        const identity = IDENTITIES[type];
        const key = create.key === undefined ? undefined : resolveKey(create.key, idOf);
        const all = idsThere(verdict);
        if (identity === undefined || key === undefined || all.length === 0)
            return [];
        const about = { address, type, region, harmless: isOurs(identity, key, own) };
        const found = (importId) => ({ type, region, key, importId });
        if (identity.assignedBy === 'aws') {
            // Its address is taken in the state: this plan makes another one on purpose.
            if (create.reason !== 'new')
                return [];
            const free = all.filter((id) => !replaced.some((gone) => isId(id, gone)) &&
                claimantOf(found(id), own) === undefined &&
                claimedBy(found(id), others) === undefined);
            const [id] = free;
            // Of several snapshots that stages show none is the one: another is made, and the stage goes over to it.
            if (id === undefined || (free.length > 1 && isReplaceable(type)))
                return [];
            const many = free.length > 1 ? `${free.length} look like it, and nothing tells which one it is` : undefined;
            return [decided({ ...about, ids: free }, many, id)];
        }
        const [id = ''] = all;
        const holder = claimantOf(found(id), own);
        if (holder !== undefined) {
            const why = `this state has it as ${holder.address}: where only its address changed, a moved block says so`;
            return [decided({ ...about, ids: all }, why, id)];
        }
        const other = claimedBy(found(id), others);
        if (other !== undefined) {
            return [
                decided({ ...about, ids: all }, `it is ${other.claim.address} of the state ${other.place}`, id),
            ];
        }
        const occupied = create.reason === 'new'
            ? undefined
            : 'the state has something else at this address, which this plan replaces with it';
        return [decided({ ...about, ids: all }, occupied, id)];
    };
    return withoutTwins(verdicts.flatMap(decideOne));
}
const decided = (about, why, id) => ({
    ...about,
    decision: why === undefined ? { kind: 'adopt', id } : { kind: 'refused', why },
});
const idsThere = (verdict) => {
    if (verdict.kind === 'taken')
        return verdict.ids;
    return verdict.kind === 'create' && typeof verdict.before === 'object' ? verdict.before.alreadyThere : [];
};
/** Whether what it is a part of is in the state of this deployment. */
const isOurs = ({ within }, key, own) => within !== undefined &&
    own.some(({ type, id }) => type === within.type && isId(key[within.part] ?? '', id));
function claimedBy(found, others) {
    for (const { place, claims } of others) {
        const claim = claimantOf(found, claims);
        if (claim !== undefined)
            return { place, claim };
    }
    return undefined;
}
/** One thing can't be imported to two addresses. */
function withoutTwins(all) {
    const named = (each) => each.decision.kind === 'adopt' ? `${each.type} ${each.region} ${each.decision.id}` : '';
    return all.map((each) => {
        const twins = all.filter((other) => other !== each && named(other) !== '' && named(other) === named(each));
        if (each.decision.kind === 'refused' || twins.length === 0)
            return each;
        const why = `${twins.map(({ address }) => address).join(', ')} would be the same one`;
        return { ...each, decision: { kind: 'refused', why } };
    });
}

;// CONCATENATED MODULE: ./lib/adopter.js






/**
 * Sees to what a plan would create and AWS has already: stops, or with `adopt-existing` says what is to be imported, and
 * checks once that is planned that it is what the configuration means.
 */
class Adopter {
    #context;
    #deployment;
    #lost;
    #adopted = new Map();
    #others;
    constructor(context, { deployment, lost }) {
        this.#context = context;
        this.#deployment = deployment;
        this.#lost = lost;
    }
    /** Whether a plan has to be looked at again although it creates nothing: what it imports must be what is meant. */
    get hasAdopted() {
        return this.#adopted.size > 0 || this.#lost !== undefined;
    }
    /**
     * What is to be imported before planning again; nothing where the plan may go on.
     *
     * @throws Failure `ALREADY_EXISTS` without `adopt-existing`; `ADOPTION_REFUSED` with it
     */
    async examine(plan) {
        const { platform, inputs, progress } = this.#context;
        this.#refuseMisfits(plan.shown);
        const all = await this.#findAll(plan);
        if (!inputs.terraform.adoptExisting) {
            const concerning = all.filter(({ harmless }) => !harmless);
            if (concerning.length > 0)
                throw alreadyExists(concerning, this.#unread);
            return [];
        }
        const ready = await this.#withoutUnready(all);
        const refused = ready.filter(({ decision, harmless }) => decision.kind === 'refused' && !harmless);
        if (refused.length > 0)
            throw refusedAdoptions(refused, this.#unread);
        const fresh = ready.flatMap(({ address, type, decision }) => decision.kind === 'adopt' ? [{ address, type, id: decision.id }] : []);
        for (const { address, id } of fresh) {
            this.#adopted.set(address, id);
            platform.log.info(`${address} exists already (${id}); importing it.`);
        }
        if (fresh.length === 0)
            this.#refuseBlindness(plan);
        if (this.hasAdopted)
            progress.found({ adopted: this.#report(plan.shown, fresh) });
        return fresh;
    }
    #unread = [];
    /** Everything there is, parents first: what hangs on an API is only looked up once it is known which API. */
    async #findAll(plan) {
        const { shown, planned } = plan;
        const assumed = new Map();
        let examined = plan.examined;
        for (;;) {
            const others = hasCandidates(examined) ? await this.#readOthers() : [];
            const all = decideExisting(examined.verdicts, { plan: shown, planned, others, assumed });
            const parents = all.flatMap(({ address, type, decision }) => decision.kind === 'adopt' && IDENTITIES[type]?.assignedBy === 'aws' && !assumed.has(address)
                ? [[address, decision.id]]
                : []);
            if (parents.length === 0)
                return all;
            for (const [address, id] of parents)
                assumed.set(address, id);
            examined = await plan.examineAgain(assumed);
        }
    }
    async #readOthers() {
        if (this.#others !== undefined)
            return this.#others;
        const { platform } = this.#context;
        const { states, unread } = await readOtherStates(platform, this.#deployment.state);
        this.#unread = unread;
        if (unread.length > 0) {
            platform.log.info(`What these states have is not known, so only tags tell whether something is theirs: ${unread.join(', ')}.`);
        }
        this.#others = states.map(({ place, text }) => ({ place, claims: claimsOfState(text) }));
        return this.#others;
    }
    /** A table still being created, or a secret on its way out, can't be imported. */
    async #withoutUnready(all) {
        const { aws } = this.#context.platform;
        const { account } = this.#deployment;
        const checked = [];
        for (const each of all) {
            const { type, region, decision } = each;
            const identity = IDENTITIES[type];
            const isReady = decision.kind === 'refused' ||
                identity?.isReady === undefined ||
                (await identity.isReady({ aws, account, region }, decision.id));
            const why = 'it is not ready: still being created or changed, or scheduled for deletion';
            checked.push(isReady ? each : { ...each, decision: { kind: 'refused', why } });
        }
        return checked;
    }
    #refuseMisfits(shown) {
        const misfits = misfitsOf(shown, this.#adopted);
        if (misfits.length > 0)
            throw unfitAdoptions(misfits);
    }
    #refuseBlindness({ shown, examined }) {
        const { log } = this.#context.platform;
        if (this.#lost === undefined)
            return;
        const { lastGood, found } = this.#lost;
        if (lastGood !== undefined) {
            const known = new Set(claimsOfState(lastGood.text).map(({ address }) => address));
            const blind = createdBlindly(examined.verdicts, shown, known);
            if (blind.length > 0)
                throw blindAfterLoss(blind, found, this.#deployment.state, lastGood.versionId);
            return;
        }
        const unseen = examined.verdicts.filter(({ verdict }) => verdict.kind === 'unknown');
        if (unseen.length === 0)
            return;
        log.warning('The state was lost with all its versions, and these can not be looked up, so they are created: ' +
            `${unseen.map(({ create }) => create.address).join(', ')}. Look whether AWS has them twice afterwards.`);
    }
    #report(shown, fresh) {
        const types = new Map((shown.resource_changes ?? []).map(({ address, type }) => [address, type]));
        for (const { address, type } of fresh)
            types.set(address, type);
        const replaced = new Set((shown.resource_changes ?? [])
            .filter(({ change }) => change.actions.includes('delete'))
            .map(({ address }) => address));
        return {
            resources: [...this.#adopted].map(([address, id]) => ({
                address,
                id,
                replaced: replaced.has(address) && isReplaceable(types.get(address) ?? ''),
            })),
            ...(this.#lost === undefined ? {} : { lost: this.#lost.found }),
        };
    }
}
const hasCandidates = ({ verdicts }) => verdicts.some(({ verdict }) => verdict.kind === 'taken' ||
    (verdict.kind === 'create' &&
        typeof verdict.before === 'object' &&
        verdict.before.alreadyThere.length > 0));

;// CONCATENATED MODULE: ./lib/state/journal-shape.js

/** The one format this version reads and writes. */
const FORMAT = 1;
/**
 * Reads a journal. What it holds decides what is adopted, so anything it doesn't understand is refused. `source` is
 * where the text came from. Throws STATE_UNREADABLE.
 */
function parseJournal(text, source) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw unreadable(source, text.trim() === '' ? 'it is empty' : 'it is not JSON', cause);
    }
    if (isRecord(value) && typeof value.format === 'number' && value.format > FORMAT) {
        throw unreadable(source, `its format is ${value.format}, and this version of the action knows ${FORMAT}`);
    }
    if (!isJournal(value))
        throw unreadable(source, 'it is not shaped like one');
    return value;
}
const unreadable = (source, why, cause) => new errors/* Failure */.H({
    code: 'STATE_UNREADABLE',
    reason: `The journal of planned creates ${source} cannot be read: ${why}.`,
    safe: 'Nothing was planned or applied. What a run that was killed had created is as it was.',
    next: 'Restore its last good version: aws s3api list-object-versions with this bucket and key lists them.',
    cause,
});
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string';
const isJournal = (value) => isRecord(value) &&
    value.format === FORMAT &&
    isRecord(value.run) &&
    [value.run.id, value.run.commit, value.run.url].every(isText) &&
    (value.state === undefined ||
        (isRecord(value.state) && isText(value.state.lineage) && typeof value.state.serial === 'number')) &&
    Array.isArray(value.entries) &&
    value.entries.every(isEntry);
const isEntry = (value) => isRecord(value) &&
    [value.address, value.type, value.region].every(isText) &&
    isKey(value.key) &&
    isFoundBefore(value.before);
const isKey = (value) => isRecord(value) &&
    Object.values(value).every((part) => isText(part) || (isRecord(part) && isText(part.of)));
const isFoundBefore = (value) => value === 'absent' ||
    value === 'replaced' ||
    (isRecord(value) && Array.isArray(value.alreadyThere) && value.alreadyThere.every(isText));

// EXTERNAL MODULE: ./lib/state/keys.js
var keys = __webpack_require__(325);
// EXTERNAL MODULE: ./lib/state/permissions.js
var permissions = __webpack_require__(433);
// EXTERNAL MODULE: ./lib/state/release-record.js + 1 modules
var release_record = __webpack_require__(5805);
;// CONCATENATED MODULE: ./lib/state/journal.js







const place = (location) => ({
    ...(0,wanted_bucket/* ownedBucket */.IP)(location),
    Key: (0,keys/* journalKey */.dR)(location.key),
});
/** `s3://bucket/key` of the journal, for messages. */
const journalName = (location) => `s3://${location.bucket}/${(0,keys/* journalKey */.dR)(location.key)}`;
/**
 * Reads the journal; undefined where no run ever wrote one. One without entries is of a run that saved its state.
 *
 * @throws Failure `STATE_UNREADABLE` for what it can't understand: planning on would create a second time what is there
 */
async function readJournal(s3, location) {
    const stored = await readText(s3, location);
    if (stored === undefined)
        return undefined;
    return { journal: parseJournal(stored.text, journalName(location)), etag: stored.etag };
}
/**
 * Writes the journal in place of the one with `etag`, or where there is none yet (undefined), and returns its new ETag.
 * It must stand before the apply starts.
 *
 * @throws Failure `LEASE_LOST` when another run wrote it in between: only the holder of the lease does
 */
async function writeJournal(s3, location, journal, etag) {
    const text = `${JSON.stringify(journal)}\n`;
    try {
        const { ETag = '' } = await s3.putObject({
            ...place(location),
            Body: text,
            ContentType: 'application/json',
            ...(etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag }),
        });
        return ETag;
    }
    catch (error) {
        if (!isConflict(error))
            throw explain(error, location, 'write the journal of planned creates');
        // The SDK repeats a call whose answer was lost; the repeat then meets what the first one wrote.
        const stored = await readText(s3, location);
        if (stored?.text === text)
            return stored.etag;
        throw new errors/* Failure */.H({
            code: 'LEASE_LOST',
            reason: `Another run wrote ${journalName(location)} since this one read it, so this run no longer holds the deploy lease alone.`,
            safe: 'Its journal stands; this run applied nothing after that.',
            next: 'See which other run deploys this environment, then run this one again.',
            cause: error,
        });
    }
}
/** 412: the condition fails; 409: another conditional write is under way; NoSuchKey: what If-Match names is gone. */
const isConflict = (error) => (0,aws_errors/* httpStatus */.nG)(error) === 412 || (0,aws_errors/* httpStatus */.nG)(error) === 409 || (0,aws_errors/* errorCode */.CA)(error) === 'NoSuchKey';
/**
 * Keeps of a journal only these entries: none once the state that knows all of them is saved. Emptied rather than
 * deleted: S3 knows no conditional delete everywhere, and a delete that comes late would take the next run's journal.
 */
const settleJournal = (s3, location, { journal, etag }, left = []) => writeJournal(s3, location, { ...journal, entries: left }, etag);
async function readText(s3, location) {
    let answer;
    try {
        answer = await (0,aws_errors/* orAbsent */.Re)(s3.getObject(place(location)), 'NoSuchKey');
    }
    catch (error) {
        throw explain(error, location, 'read the journal of planned creates');
    }
    if (answer === undefined)
        return undefined;
    return { text: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' };
}
function explain(error, location, attempt) {
    const safe = 'Nothing was created, changed or uploaded by this step.';
    if ((0,aws_errors/* errorCode */.CA)(error) === 'NoSuchBucket')
        return (0,release_record/* bucketGone */.e8)(location, error, safe);
    return (0,permissions/* accessDenied */.Ib)(error, { location, permissions: permissions/* PERMISSIONS */.Jj.journal, attempt, safe }) ?? error;
}

;// CONCATENATED MODULE: ./lib/terraform/adoption-decision.js
/** Decides about one planned create from the import ids of all that has its identity. */
function judge(create, assignedBy, ids, evidence) {
    const entry = entryOf(create, evidence);
    if (create.reason === 'tainted')
        return judgeTainted(create, assignedBy, ids, entry);
    if (entry === undefined)
        return judgeUnjournaled(create, assignedBy, ids);
    const fresh = assignedBy === 'key' ? ids : newIds(entry, ids, evidence.inState);
    // What the state still has at this address is there because of it, not because of the run that was killed.
    if (create.reason === 'replaces-itself')
        return judgeUnjournaled(create, assignedBy, ids);
    const [id, ...others] = fresh;
    if (id === undefined)
        return judgeUnjournaled(create, assignedBy, ids);
    // An address that is taken in the state can't be imported to: the old one has to go first.
    const clear = others.length === 0 && !evidence.twin && create.reason === 'new';
    return clear ? { kind: 'adopt', id, entry } : { kind: 'unproven', ids: fresh, entry };
}
function judgeUnjournaled(create, assignedBy, ids) {
    if (assignedBy === 'aws')
        return { kind: 'create', before: { alreadyThere: ids } };
    if (ids.length === 0)
        return { kind: 'create', before: 'absent' };
    return create.reason === 'replaces-itself'
        ? { kind: 'create', before: 'replaced' }
        : { kind: 'taken', ids };
}
function judgeTainted({ replaces = '', provisioned }, assignedBy, ids, entry) {
    const id = assignedBy === 'key' ? ids[0] : ids.find((each) => adoption_decision_isId(each, replaces));
    // Without a journal a person may have tainted it, and with a provisioner its failure may have.
    if (entry !== undefined && id !== undefined && !provisioned)
        return { kind: 'untaint', id, entry };
    if (assignedBy === 'aws')
        return { kind: 'create', before: { alreadyThere: ids } };
    return { kind: 'create', before: id === undefined ? 'absent' : 'replaced' };
}
/** The journal's entry of a planned create: the same address, type, region and identity. */
function entryOf(create, { journal, idOf }) {
    const { key } = create;
    if (key === undefined)
        return undefined;
    return journal?.entries.find((entry) => entry.address === create.address &&
        entry.type === create.type &&
        entry.region === create.region &&
        isSameKey(entry.key, key, idOf));
}
/** Whether two identities are one. An id that was yet to come then may be known now. */
function isSameKey(then, now, idOf) {
    const names = new Set([...Object.keys(then), ...Object.keys(now)]);
    return [...names].every((name) => {
        const [a, b] = [then[name], now[name]];
        if (a === undefined || b === undefined)
            return false;
        if (typeof a === 'object' && typeof b === 'object')
            return a.of === b.of;
        const known = (part) => typeof part === 'string' ? part : idOf(part.of);
        const value = known(a);
        return value !== undefined && value === known(b);
    });
}
/** Of several that look the same, those that neither were there before nor are anywhere in the state. */
function newIds({ before }, ids, inState) {
    const earlier = typeof before === 'string' ? [] : before.alreadyThere;
    return ids.filter((id) => !earlier.includes(id) && ![...inState].some((known) => adoption_decision_isId(id, known)));
}
/** Whether an import id (`api/integration`) is that of an id in the state (`integration`). */
const adoption_decision_isId = (importId, stateId) => importId === stateId || (stateId !== '' && importId.endsWith(`/${stateId}`));
/** Ids that the state has of one type. */
const idsOfType = (stateIds, type) => new Set([...stateIds.values()].filter((each) => each.type === type).map(({ id }) => id));
/**
 * Whether a journal speaks of the state there is. One of another lineage proves nothing about it. A journal that was
 * written before there was any state speaks of the first one.
 */
const isAbout = (journal, state) => journal.state === undefined || state === undefined || journal.state.lineage === state.lineage;
/**
 * What of a journal still matters after an apply that failed though Terraform saved its state: what it didn't complete
 * may be there all the same, created by a call whose answer was lost, or be tainted. What it completed is in the state.
 */
const unsettled = (journal, changes) => {
    const applied = new Set(changes.filter((change) => change.applied).map(({ address }) => address));
    return journal.entries.filter(({ address }) => !applied.has(address));
};

// EXTERNAL MODULE: ./lib/terraform/adopt.js
var adopt = __webpack_require__(2962);
;// CONCATENATED MODULE: ./lib/terraform/examine-creates.js




/** At most so many look-ups at once: IAM's and Lambda's control planes throttle early. */
const examine_creates_AT_ONCE = 8;
/**
 * Looks up everything that a plan creates, in parallel, and decides about each. What hangs on something that is itself
 * yet to be created (a route on its API) isn't there; what hangs on something found is looked up in its turn.
 *
 * @param assumed import id by address of what is taken to be there already, so that what hangs on it is looked up, too
 */
async function examineCreates(place, planned, journal, assumed = new Map()) {
    const judged = new Map();
    const refused = new Set();
    const byAddress = new Map(planned.creates.map((create) => [create.address, create]));
    const twins = twinsAmong(planned.creates);
    const idOf = (address) => {
        const verdict = judged.get(address)?.verdict;
        if (verdict?.kind === 'adopt' || verdict?.kind === 'untaint')
            return verdict.id;
        if (verdict?.kind === 'taken')
            return verdict.ids.length === 1 ? verdict.ids[0] : undefined;
        return planned.stateIds.get(address)?.id ?? assumed.get(address);
    };
    const examine = async (create) => {
        const { type, key, region } = create;
        const identity = IDENTITIES[type];
        if (identity === undefined || key === undefined)
            return { kind: 'unknown' };
        const entry = entryOf(create, { journal, idOf });
        const resolved = resolveKey(key, idOf);
        if (resolved === undefined) {
            const parents = referredTo(create).map((address) => judged.get(address)?.verdict.kind);
            const absent = parents.some((kind) => kind === 'create');
            if (!absent)
                return { kind: 'unknown', ...(entry === undefined ? {} : { entry }) };
            return judge(create, identity.assignedBy, [], { journal, idOf, inState: NONE, twin: false });
        }
        let ids;
        try {
            ids = await identity.find({ ...place, region }, resolved);
        }
        catch (error) {
            if (!isRefusal(error))
                throw error;
            // What a killed run may have created must not be created again unseen. Anything else only goes unjournaled.
            if (entry !== undefined)
                throw notTold(create, error);
            refused.add(`${type}: ${codeOf(error)}`);
            return { kind: 'unknown' };
        }
        const inState = idsOfType(planned.stateIds, type);
        const verdict = judge(create, identity.assignedBy, ids, {
            journal,
            idOf,
            inState,
            twin: twins.has(create),
        });
        if (verdict.kind !== 'untaint' || identity.isReady === undefined)
            return verdict;
        if (await identity.isReady({ ...place, region }, verdict.id))
            return verdict;
        return { kind: 'create', before: identity.assignedBy === 'aws' ? { alreadyThere: ids } : 'replaced' };
    };
    let waiting = [...planned.creates];
    while (waiting.length > 0) {
        const depends = (create) => referredTo(create).some((address) => byAddress.has(address) && !judged.has(address));
        const ready = waiting.filter((create) => !depends(create));
        // Terraform refuses circles; should one stand here all the same, it ends the waiting.
        const wave = ready.length > 0 ? ready : waiting;
        const verdicts = await inParallel(wave, examine_creates_AT_ONCE, examine);
        wave.forEach((create, index) => {
            judged.set(create.address, { create, verdict: verdicts[index] ?? { kind: 'unknown' } });
        });
        waiting = waiting.filter((create) => !judged.has(create.address));
    }
    const verdicts = [...judged.values()];
    const open = (journal?.entries ?? []).filter(({ address }) => !byAddress.has(address) && (!planned.stateIds.has(address) || planned.importing.has(address)));
    return {
        verdicts,
        entries: [...verdicts.flatMap(toEntry), ...open],
        leftBehind: await findLeftBehind(place, open.filter(({ address }) => !planned.configured.has(address)), idOf),
        refused: [...refused].sort(),
    };
}
const notTold = ({ address, type }, cause) => new errors/* Failure */.H({
    code: 'ACCESS_DENIED',
    reason: `An interrupted run may have created ${address}, and AWS refused to tell whether it did (${codeOf(cause)}).`,
    safe: 'Nothing was applied; creating it again could have made a duplicate.',
    next: `Allow the role of this run to read what ${type} is, and run again.`,
    cause,
});
const NONE = new Set();
const referredTo = ({ key = {} }) => Object.values(key).flatMap((part) => (typeof part === 'string' ? [] : [part.of]));
/** Creates that look the same as another: what is found then can't be told apart. */
function twinsAmong(creates) {
    const groups = new Map();
    for (const create of creates) {
        if (create.key === undefined)
            continue;
        const look = JSON.stringify([create.type, create.region, Object.entries(create.key).sort()]);
        groups.set(look, [...(groups.get(look) ?? []), create]);
    }
    return new Set([...groups.values()].filter((group) => group.length > 1).flat());
}
/** The journal's entry of a verdict. What is proven stays so until the state has it; what is taken never gets one. */
function toEntry({ create, verdict }) {
    switch (verdict.kind) {
        case 'create':
            return create.key === undefined
                ? []
                : [
                    {
                        address: create.address,
                        type: create.type,
                        region: create.region,
                        key: create.key,
                        before: verdict.before,
                    },
                ];
        case 'adopt':
        case 'untaint':
        case 'unproven':
            return [verdict.entry];
        case 'unknown':
            return verdict.entry === undefined ? [] : [verdict.entry];
        case 'taken':
            return [];
    }
}
async function findLeftBehind(place, entries, idOf) {
    const found = await inParallel(entries, examine_creates_AT_ONCE, async ({ address, type, region, key, before }) => {
        const resolved = resolveKey(key, idOf);
        const ids = resolved === undefined
            ? []
            : await IDENTITIES[type]?.find({ ...place, region }, resolved).catch((error) => {
                if (isRefusal(error))
                    return [];
                throw error;
            });
        const earlier = typeof before === 'string' ? [] : before.alreadyThere;
        return (ids ?? []).filter((id) => !earlier.includes(id)).map((id) => ({ address, type, id }));
    });
    return found.flat();
}
/** AWS won't say (no permission, or the service isn't there): not the same as "absent", nor a reason to stop. */
function isRefusal(error) {
    const status = error.$metadata
        ?.httpStatusCode;
    return (/^AccessDenied/.test(codeOf(error)) ||
        (status !== undefined && status >= 400 && status < 500 && status !== 429));
}
/** Like Promise.all over a function, with at most so many at once. */
async function inParallel(items, atOnce, work) {
    const results = [];
    const queue = items.entries();
    const worker = async () => {
        for (const [index, item] of queue)
            results[index] = await work(item);
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
    return results;
}

;// CONCATENATED MODULE: ./lib/terraform/plan-references.js
/** Finds the block that a planned resource comes from; undefined where the plan doesn't hold it. */
function configuredAt(plan, planned) {
    const root = plan.configuration?.root_module;
    if (root === undefined)
        return undefined;
    const path = [{ name: '', index: '', module: root }];
    for (const { name, index } of moduleSteps(planned.module_address ?? '')) {
        const module = path.at(-1)?.module.module_calls?.[name]?.module;
        if (module === undefined)
            return undefined;
        path.push({ name, index, module });
    }
    const resource = path
        .at(-1)
        ?.module.resources?.find(({ mode, type, name }) => mode === planned.mode && type === planned.type && name === planned.name);
    return resource === undefined ? undefined : { resource, path };
}
/** `module.api["a"].module.b` -> api["a"], b. A key may hold dots and brackets. */
const moduleSteps = (address) => [...address.matchAll(/(?:^|\.)module\.([^.[]+)(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/g)].map(([, name = '', index = '']) => ({ name, index }));
const isExpression = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/**
 * The address of the one resource that an expression refers to; undefined where it refers to none, to several, or to
 * one whose instance can't be told. Follows what a module is given and what it returns.
 */
function referredAddress(expression, planned, from) {
    if (!isExpression(expression))
        return undefined;
    const references = expression.references ?? [];
    const targets = distinct(references.map(targetOf));
    const [target] = targets;
    if (target === undefined || targets.length > 1)
        return undefined;
    const inner = from.path.at(-1);
    const outer = from.path.slice(0, -1);
    if (inner === undefined)
        return undefined;
    if (target.startsWith('var.')) {
        // What the module is given is written where it is called; an index there is the call's, not the resource's.
        const given = outer.at(-1)?.module.module_calls?.[inner.name]?.expressions?.[target.slice(4)];
        return referredAddress(given, indexOf(inner), { ...from, path: outer });
    }
    if (target.startsWith('module.')) {
        const [, name = '', output = ''] = /^module\.([^.[]+)\.(.+)$/.exec(target) ?? [];
        const module = inner.module.module_calls?.[name]?.module;
        const returned = module?.outputs?.[output]?.expression;
        if (module === undefined)
            return undefined;
        return referredAddress(returned, {}, { ...from, path: [...from.path, { name, index: '', module }] });
    }
    const prefix = from.path
        .slice(1)
        .map(({ name, index }) => `module.${name}${index}.`)
        .join('');
    return instanceOf(`${prefix}${target}`, references, { planned, exists: from.exists });
}
const indexOf = ({ index }) => index === '' ? {} : { index: JSON.parse(index.slice(1, -1)) };
const distinct = (targets) => {
    const found = [...new Set(targets.filter((target) => target !== undefined))];
    // `module.a.id` is listed beside `module.a`, and `x.y[0]` beside `x.y`: the longer one says more.
    return found.filter((each) => !found.some((other) => other.startsWith(each) && /^[.[]/.test(other.slice(each.length))));
};
/** What a reference leads to: `aws_x.y`, `aws_x.y[0]`, `var.name` or `module.m.output`; undefined for each, path, ... */
function targetOf(reference) {
    if (/^(each|count|path|terraform|self)\./.test(reference))
        return undefined;
    const [variable] = /^var\.[^.[]+/.exec(reference) ?? [];
    if (variable !== undefined)
        return variable;
    const [output] = /^module\.[^.[]+\.[^.[]+/.exec(reference) ?? [];
    if (output !== undefined)
        return output;
    if (/^module\./.test(reference))
        return undefined;
    // A local value or a data source may be anything: it leads somewhere, but not to an address.
    if (/^(local|data)\./.test(reference))
        return 'local.unknown';
    return /^[a-z]\w*\.[\w-]+(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/.exec(reference)?.[0];
}
function instanceOf(target, references, { planned, exists, }) {
    if (exists(target))
        return target;
    // `aws_x.y[each.key]`: the instance of the same key. Which one any other index means, the plan doesn't tell.
    const same = references.includes('each.key') || references.includes('count.index');
    if (!same || planned.index === undefined)
        return undefined;
    const address = `${target}[${JSON.stringify(planned.index)}]`;
    return exists(address) ? address : undefined;
}

;// CONCATENATED MODULE: ./lib/terraform/planned-creates.js



/** Reads the planned creates out of a plan. `region`: of a provider that doesn't name one. */
function readPlannedCreates(plan, region) {
    const changes = (plan.resource_changes ?? []).filter(({ mode, deposed }) => mode === 'managed' && deposed === undefined);
    const creating = changes.filter(({ change }) => change.actions.includes('create'));
    const addresses = new Set(changes.map(({ address }) => address));
    const stateIds = new Map();
    collectIds(plan.prior_state?.values?.root_module, stateIds);
    const created = new Set(creating.map(({ address }) => address));
    return {
        creates: creating.flatMap((planned) => plannedCreate(plan, planned, { region, addresses })),
        // What is replaced gets another id; what is imported gets into the state by this plan.
        stateIds: new Map([...stateIds].filter(([address]) => !created.has(address))),
        importing: new Set(changes.filter(({ change }) => change.importing !== undefined).map(({ address }) => address)),
        configured: new Set(changes.filter(({ change }) => change.after !== null).map(({ address }) => address)),
    };
}
function collectIds(module, ids) {
    for (const { address, mode, type, values } of module?.resources ?? []) {
        const id = values?.['id'];
        if (mode === 'managed' && typeof id === 'string')
            ids.set(address, { type, id });
    }
    for (const child of module?.child_modules ?? [])
        collectIds(child, ids);
}
function plannedCreate(plan, planned, { region, addresses }) {
    const { address, type, change } = planned;
    const configured = configuredAt(plan, planned);
    const itsRegion = configured === undefined ? undefined : planned_creates_regionOf(plan, configured.resource, region);
    // Looked for in the wrong account or region everything is absent, which would prove nothing.
    if (configured === undefined || itsRegion === undefined)
        return [];
    const identity = IDENTITIES[type];
    const expressions = configured.resource.expressions ?? {};
    const valueOf = (attribute) => {
        const value = change.after?.[attribute];
        if (typeof value === 'string' && value !== '')
            return { kind: 'known', value };
        if (change.after_unknown?.[attribute] !== true)
            return { kind: 'unset' };
        const expression = expressions[attribute];
        if (!isExpression(expression))
            return { kind: 'unset' };
        const of = referredAddress(expression, planned, {
            path: configured.path,
            exists: (each) => addresses.has(each),
        });
        return of === undefined ? { kind: 'unknown' } : { kind: 'of', address: of };
    };
    const key = identity === undefined ? undefined : keyOf(identity, change.after ?? {}, valueOf);
    const before = change.before;
    const replaces = before?.['id'];
    return [
        {
            address,
            type,
            region: itsRegion,
            ...(key === undefined ? {} : { key }),
            reason: reasonOf(planned, key),
            ...(typeof replaces === 'string' ? { replaces } : {}),
            provisioned: (configured.resource.provisioners ?? []).length > 0,
        },
    ];
}
function reasonOf({ type, change, action_reason }, key) {
    if (change.before === null)
        return 'new';
    if (action_reason === 'replace_because_tainted')
        return 'tainted';
    const identity = IDENTITIES[type];
    const before = change.before;
    const earlier = identity === undefined
        ? undefined
        : keyOf(identity, before, (attribute) => {
            const value = before[attribute];
            return typeof value === 'string' && value !== '' ? { kind: 'known', value } : { kind: 'unset' };
        });
    const same = key !== undefined &&
        earlier !== undefined &&
        Object.entries(key).every(([name, part]) => typeof part === 'string' && part === earlier[name]);
    return same ? 'replaces-itself' : 'replaces-another';
}
/** What makes a provider speak for another account than the credentials of this run. */
const OTHER_ACCOUNT = [
    'access_key',
    'assume_role',
    'assume_role_with_web_identity',
    'endpoints',
    'profile',
    'token',
];
/** Region of a resource's provider; undefined where it can't be told, or where another account may be meant. */
function planned_creates_regionOf(plan, { provider_config_key: name = 'aws' }, region) {
    const providers = plan.configuration?.provider_config ?? {};
    const provider = providers[name] ?? (name === 'aws' ? {} : undefined);
    if (provider === undefined)
        return undefined;
    const expressions = provider.expressions ?? {};
    if (OTHER_ACCOUNT.some((attribute) => expressions[attribute] !== undefined))
        return undefined;
    const expression = expressions['region'];
    if (!isExpression(expression))
        return region;
    if (typeof expression.constant_value === 'string')
        return expression.constant_value;
    const [reference = '', ...others] = expression.references ?? [];
    const variable = /^var\.([^.[]+)$/.exec(reference)?.[1];
    const value = variable === undefined || others.length > 0 || name.includes(':')
        ? undefined
        : plan.variables?.[variable]?.value;
    return typeof value === 'string' && value !== '' ? value : undefined;
}

;// CONCATENATED MODULE: ./lib/journal-keeper.js







/**
 * Keeps the journal of planned creates: written before an apply that creates, settled once the state knows what was
 * made. A run that finds one unsettled adopts exactly what its predecessor created and could not save.
 */
class JournalKeeper {
    #context;
    #deployment;
    #head;
    #imports = new Map();
    #adopter;
    /** Of `#imports`, those that an earlier run of ours is proven to have created. */
    #proven = new Map();
    #stored;
    constructor(context, about, stored) {
        this.#context = context;
        this.#deployment = about.deployment;
        this.#head = about.head;
        this.#adopter = new Adopter(context, about);
        this.#stored = stored;
    }
    /** Reads what an earlier run left. */
    static async open(context, about) {
        const { state } = about.deployment;
        const stored = await readJournal(await context.platform.aws.s3(state.region), state);
        return new JournalKeeper(context, about, stored);
    }
    /** Whether a plan has to be looked at before it is applied: it creates, or an earlier run left something unsettled. */
    concerns({ changes }) {
        const creates = changes.some(({ action }) => action === 'create' || action === 'replace');
        return creates || this.#unsettled() !== undefined || this.#adopter.hasAdopted;
    }
    /**
     * Looks at what a plan creates before it is applied. `plan again`: what an earlier run made, or exists and is to be
     * adopted, was prepared to be imported, or freed of its taint. Else what is to be written before the apply.
     *
     * @throws Failure `CREATES_UNPROVEN` where an earlier run may have created something that can't be told apart;
     * `ALREADY_EXISTS`, `ADOPTION_REFUSED` where something else exists
     */
    async examine(terraform, planned, shown) {
        const { platform } = this.#context;
        const { region, account } = this.#deployment;
        const wanted = readPlannedCreates(shown, region);
        const place = { aws: platform.aws, account };
        const examineAgain = (assumed) => examineCreates(place, wanted, this.#unsettled(), assumed);
        const examined = await examineAgain(new Map());
        if (await this.#recover(terraform, examined))
            return 'plan again';
        refuseUnproven(examined, (0,adopt/* misfits */.gX)([...this.#proven.values()], planned.changes));
        const existing = await this.#adopter.examine({ shown, planned: wanted, examined, examineAgain });
        if (existing.length > 0) {
            for (const each of existing)
                this.#imports.set(each.address, each);
            await (0,adopt/* writeAdoptions */.xs)(terraform.directory, [...this.#imports.values()]);
            return 'plan again';
        }
        this.#warn(examined);
        return examined;
    }
    /**
     * Settles the journal once the state is saved: completely, or after a failed apply all but what that didn't complete.
     */
    async settle(changes) {
        if (this.#stored === undefined || this.#stored.journal.entries.length === 0)
            return;
        const { state } = this.#deployment;
        const { journal } = this.#stored;
        const left = changes === undefined ? [] : unsettled(journal, changes);
        const s3 = await this.#context.platform.aws.s3(state.region);
        const etag = await settleJournal(s3, state, this.#stored, left);
        this.#stored = { journal: { ...journal, entries: left }, etag };
    }
    /** Whether this run's own apply was about to create each of these, looked up and found absent, and didn't complete it. */
    mayHaveCreated(addresses) {
        const left = new Set(this.#stored?.journal.entries.map(({ address }) => address));
        return addresses.length > 0 && addresses.every((address) => left.has(address));
    }
    /** The journal of an earlier run that did not save its state, if it is about the state that is there. */
    #unsettled() {
        const journal = this.#stored?.journal;
        if (journal === undefined || journal.entries.length === 0)
            return undefined;
        return isAbout(journal, this.#head.exists ? this.#head : undefined) ? journal : undefined;
    }
    async #recover(terraform, examined) {
        const { imports, untaints } = (0,adopt/* recoveryOf */.rU)(examined);
        const fresh = imports.filter(({ address }) => !this.#imports.has(address));
        if (fresh.length + untaints.length === 0)
            return false;
        const { platform, run } = this.#context;
        const { log } = platform;
        const by = this.#stored?.journal.run;
        const whose = by?.id === run.id && by.attempt === run.attempt ? 'This run' : 'An earlier run';
        for (const each of fresh) {
            this.#imports.set(each.address, each);
            this.#proven.set(each.address, each);
            log.info(`${whose} created ${each.address} (${each.id}) and could not save that; importing it.`);
        }
        for (const address of untaints)
            log.info(`${address} was interrupted and is ready; it is kept.`);
        await (0,adopt/* writeAdoptions */.xs)(terraform.directory, [...this.#imports.values()]);
        await (0,adopt/* untaint */.Sh)(terraform, untaints, UNTAINT_LOCK_TIMEOUT);
        return true;
    }
    #warn({ refused, leftBehind }) {
        const { log } = this.#context.platform;
        if (refused.length > 0) {
            log.info(`Not journaled, because AWS did not let us look (a killed apply of these would not be recognised): ${refused.join(', ')}.`);
        }
        for (const { address, type, id } of leftBehind) {
            log.warning(`An earlier run created ${address} (${type} ${id}); the configuration no longer has it, and no state knows it. ` +
                'Remove it by hand if nothing needs it.');
        }
    }
    /** Writes the journal: from here on the plan may be applied. */
    async write({ entries }) {
        if (entries.length === 0 && this.#stored === undefined)
            return;
        const { platform, run } = this.#context;
        const { state } = this.#deployment;
        const head = this.#head;
        const journal = {
            format: 1,
            run: { id: run.id, attempt: run.attempt, commit: run.commit, url: run.url },
            ...(head.exists ? { state: { lineage: head.lineage, serial: head.serial } } : {}),
            entries,
        };
        const s3 = await platform.aws.s3(state.region);
        this.#stored = { journal, etag: await writeJournal(s3, state, journal, this.#stored?.etag) };
    }
}
/** Milliseconds: the lock is ours a moment before and after, under the lease. */
const UNTAINT_LOCK_TIMEOUT = 30_000;
function refuseUnproven({ verdicts }, replaced) {
    const unproven = verdicts.flatMap(({ create: { address }, verdict }) => verdict.kind === 'unproven' ? [`${address}: ${verdict.ids.join(', ')}`] : []);
    const misfit = replaced.map(({ address, id }) => `${address}: ${id} (the plan would replace it)`);
    const lines = [...unproven, ...misfit];
    if (lines.length === 0)
        return;
    throw new errors/* Failure */.H({
        code: 'CREATES_UNPROVEN',
        reason: `An earlier run was ended in the middle of its apply and may have created ${lines.length} resources that can't be told apart from others: ${lines.join('; ')}.`,
        safe: 'Nothing was applied by this run; going on might have created them a second time.',
        next: 'Look at each: import it (terraform import ADDRESS ID) if it is ours, remove it otherwise, then run the deploy again.',
        details: lines,
    });
}

// EXTERNAL MODULE: ./lib/platform/supervision/job.js
var supervision_job = __webpack_require__(7548);
// EXTERNAL MODULE: ./lib/state/accepted-head.js
var accepted_head = __webpack_require__(7479);
// EXTERNAL MODULE: ./lib/state/recovery.js
var recovery = __webpack_require__(1930);
// EXTERNAL MODULE: ./lib/state/state-head.js
var state_head = __webpack_require__(1155);
// EXTERNAL MODULE: ./lib/terraform/failures.js
var failures = __webpack_require__(8937);
// EXTERNAL MODULE: ./lib/terraform/plan.js
var terraform_plan = __webpack_require__(8189);
// EXTERNAL MODULE: ./lib/terraform/resilient.js
var resilient = __webpack_require__(6259);
;// CONCATENATED MODULE: ./lib/terraform/apply.js



/** Applies exactly the saved plan. Terraform's own `outputs` event saves a command, i.e. seconds. */
async function apply(terraform, plan, lockTimeout) {
    const outcome = await (0,resilient/* runLocking */.D)(terraform, {
        args: (timeout) => [
            'apply',
            '-input=false',
            '-no-color',
            '-json',
            (0,terraform_plan/* lockTimeoutArgument */.uL)(timeout),
            plan.planFile,
        ],
        lockTimeout,
        // An apply that began is never repeated blindly.
        isRepeatable: failures/* isOnlyNotLocked */.Ot,
        isShown: (ended) => alreadyThere(ended).length === 0,
    });
    if (outcome.end.exitCode === 0) {
        const changes = markApplied(plan.changes, outcome);
        return {
            kind: 'applied',
            applied: { counts: (0,terraform_plan/* readCounts */.ZQ)(outcome.events), changes, outputs: readOutputs(outcome) },
        };
    }
    if (terraform.resilience !== undefined && (0,failures/* isOnlyUnreleased */.h7)(outcome)) {
        return { kind: 'applied', applied: await readApplied(terraform.resilience, plan, outcome) };
    }
    if ((0,failures/* isStalePlan */.LN)(outcome))
        return { kind: 'stale' };
    const changes = markApplied(plan.changes, outcome);
    const failure = (0,failures/* terraformFailure */.Tq)(terraform, outcome, {
        code: 'TERRAFORM_APPLY_FAILED',
        command: 'apply',
        safe: describeDone(changes, outcome),
    });
    const { dumpedState } = outcome;
    const partly = {
        failure,
        counts: countCompleted(changes, outcome),
        changes,
        alreadyThere: alreadyThere(outcome),
        diagnostics: outcome.diagnostics,
    };
    return { kind: 'failed', partly: dumpedState === undefined ? partly : { ...partly, dumpedState } };
}
/** As AWS's services say that a name is taken. */
const TAKEN = /AlreadyExists|already exists|AlreadyOwnedByYou|ResourceInUse|ResourceConflict|ConflictException/;
function alreadyThere({ diagnostics }) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const addresses = errors.flatMap((error) => error.address !== undefined && TAKEN.test(`${error.summary}\n${error.detail}`) ? [error.address] : []);
    return addresses.length === errors.length ? addresses : [];
}
/**
 * An apply after which only the lock would not go: everything was made and is in the state. Terraform then tells
 * neither counts nor outputs.
 */
async function readApplied({ readOutputs: readStateOutputs }, plan, outcome) {
    const changes = markApplied(plan.changes, { events: outcome.events, end: { exitCode: 0, signal: null } });
    return { changes, counts: countCompleted(changes, outcome), outputs: await readStateOutputs() };
}
function readOutputs({ events }) {
    const outputs = events.findLast((event) => event.type === 'outputs')?.outputs ?? {};
    return Object.fromEntries(Object.entries(outputs).map(([name, { sensitive, value }]) => [
        name,
        sensitive ? { sensitive } : { sensitive, value },
    ]));
}
/** Which of the planned changes were completed, and how long each took. */
function markApplied(planned, { events, end }) {
    const completed = new Map();
    for (const event of events) {
        if (event.type !== 'apply_complete')
            continue;
        const { resource, action, elapsed_seconds: seconds = 0 } = event.hook;
        const known = completed.get(resource.addr) ?? { actions: new Set(), seconds: 0 };
        known.actions.add(action);
        completed.set(resource.addr, { ...known, seconds: known.seconds + seconds });
    }
    return planned.map((change) => {
        const done = completed.get(change.address);
        // A replacement is over when both halves are; moves and forgets have no event of their own.
        const halves = change.action === 'replace' ? ['create', 'delete'] : [];
        const applied = end.exitCode === 0 || (done !== undefined && halves.every((half) => done.actions.has(half)));
        return { ...change, applied, ...(done === undefined ? {} : { milliseconds: done.seconds * 1000 }) };
    });
}
const completions = ({ events }, action) => events.flatMap((event) => event.type === 'apply_complete' && event.hook.action === action ? [event.hook.resource.addr] : []);
function describeDone(changes, hooks) {
    const done = changes.filter(({ applied }) => applied).length;
    const deleted = new Set(completions(hooks, 'delete'));
    const created = new Set(completions(hooks, 'create'));
    const half = changes
        .filter(({ action, address }) => action === 'replace' && deleted.has(address) && !created.has(address))
        .map(({ address }) => address);
    const destroyed = half.length === 0 ? '' : `${half.join(', ')} was destroyed and its replacement was not made; `;
    const made = `${done} of ${changes.length} changes were made and are in the state; `;
    return `${made}${destroyed}the others were not made. The site was not touched.`;
}
/** Counted by what was completed, not by what was planned: half a replacement has destroyed something. */
const countCompleted = (changes, hooks) => ({
    added: completions(hooks, 'create').length,
    changed: completions(hooks, 'update').length,
    destroyed: completions(hooks, 'delete').length,
    imported: changes.filter(({ applied, action }) => applied && action === 'import').length,
});

// EXTERNAL MODULE: ./lib/terraform/changes.js
var changes = __webpack_require__(3541);
// EXTERNAL MODULE: ./lib/terraform/cli.js + 1 modules
var cli = __webpack_require__(4140);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/terraform/configuration-files.js
var configuration_files = __webpack_require__(1552);
// EXTERNAL MODULE: ./lib/terraform/hcl/scan.js
var scan = __webpack_require__(7983);
// EXTERNAL MODULE: ./lib/terraform/replace-file.js
var replace_file = __webpack_require__(9795);
;// CONCATENATED MODULE: ./lib/terraform/guard/block-location.js





/** `directory`: of the root module; `relativeDirectory`: the same from the workspace, which found files are named from. */
function blockFinder(plan, { directory, relativeDirectory }) {
    const read = new Map();
    /** `local`: from the root module's directory. */
    const find = async (local, labels, because) => {
        const files = read.get(local) ?? filesIn(external_node_path_.join(directory, local));
        read.set(local, files);
        const found = firstOf(await files, labels, because);
        return found === undefined
            ? undefined
            : { file: external_node_path_.posix.join(relativeDirectory, local, found.file), line: found.line };
    };
    return {
        locate: async (planned, because) => {
            const steps = moduleSteps(planned.module_address ?? '');
            let module = plan.configuration?.root_module;
            let local = '.';
            let call;
            for (const { name } of steps) {
                const called = module?.module_calls?.[name];
                if (called === undefined)
                    return undefined;
                call = { local, name };
                module = called.module;
                const source = called.source ?? '';
                if (!/^\.\.?\//.test(source))
                    return find(call.local, ['module', name], []);
                local = external_node_path_.posix.join(local, source);
            }
            // The module is there and this instance of it isn't: its call says why, not the block in it.
            if (planned.action_reason === 'delete_because_no_module')
                return call === undefined ? undefined : find(call.local, ['module', call.name], because);
            return find(local, ['resource', planned.type, planned.name], because);
        },
    };
}
/** None where a module's directory is gone. */
async function filesIn(directory) {
    try {
        return await (0,configuration_files/* readConfigurationFiles */.O)(directory);
    }
    catch (error) {
        if ((0,replace_file/* isMissing */.b)(error))
            return [];
        throw error;
    }
}
function firstOf(files, labels, because) {
    // What an override file says of an argument is what counts; the block is where its first file has it.
    const found = files.map((file) => ({ file, at: offsetsIn(file, labels, because) }));
    const argument = found.findLast(({ at }) => at?.argument !== undefined);
    const block = argument ?? found.find(({ at }) => at !== undefined);
    if (block?.at === undefined)
        return undefined;
    const { file, at } = block;
    return { file: file.name, line: (0,scan/* lineAt */.m)(file.text ?? '', at.argument ?? at.block) };
}
function offsetsIn({ text, syntax }, labels, because) {
    if (text === undefined)
        return undefined;
    if (syntax === 'json')
        return offsetsInJson(text, labels);
    const [type, ...names] = labels;
    const block = (0,scan/* scanHcl */.J)(text)
        ?.filter((item) => item.kind === 'block')
        .find((each) => each.type === type && each.labels.join('.') === names.join('.'));
    if (block === undefined)
        return undefined;
    const argument = because.map((name) => offsetOf(block.items, name)).find((offset) => offset !== undefined);
    return { block: block.start, argument };
}
/** Of an argument or a nested block, wherever in the block. */
function offsetOf(items, name) {
    for (const item of items) {
        if ((item.kind === 'attribute' ? item.name : item.type) === name)
            return item.start;
        // `dynamic "disk" {}` makes blocks of that name.
        if (item.kind === 'block' && item.type === 'dynamic' && item.labels[0] === name)
            return item.start;
    }
    for (const item of items) {
        const inner = item.kind === 'block' && item.type === 'lifecycle' ? offsetOf(item.items, name) : undefined;
        if (inner !== undefined)
            return inner;
    }
    return undefined;
}
/** JSON.parse knows no positions: each label's first mention after the one before serves for a message. */
function offsetsInJson(text, labels) {
    let offset = 0;
    for (const label of labels) {
        offset = text.indexOf(JSON.stringify(label), offset);
        if (offset < 0)
            return undefined;
    }
    return { block: offset, argument: undefined };
}

;// CONCATENATED MODULE: ./lib/terraform/guard/contents.js

/**
 * An empty bucket may go. (Should something come into it before it is deleted, S3 refuses to delete it, unless it has
 * `force_destroy`.) One answer tells: versions and delete markers hold a bucket, too.
 */
const lookIntoBucket = async ({ aws, region, account }, before) => {
    const s3 = await aws.s3(region);
    const { Versions = [], DeleteMarkers = [], IsTruncated = false, } = await s3.listObjectVersions({ Bucket: contents_text(before, 'bucket'), ExpectedBucketOwner: account });
    if (Versions.length + DeleteMarkers.length === 0 && !IsTruncated)
        return { kind: 'empty', mayGo: true };
    const objects = Versions.filter(({ IsLatest }) => IsLatest).length;
    const earlier = Versions.length - objects;
    const parts = [
        ...(objects > 0 || earlier === 0 ? [counted(objects, 'object')] : []),
        ...(earlier > 0 ? [counted(earlier, 'earlier version')] : []),
        ...(DeleteMarkers.length > 0 ? [counted(DeleteMarkers.length, 'delete marker')] : []),
    ];
    return { kind: 'holds', what: `${IsTruncated ? 'more than ' : ''}${parts.join(', ')}` };
};
/**
 * That a table is empty is said, but is not enough for it to go: nothing would stop what a function writes to it between
 * this look and the end. The Scan counts and returns no item; DescribeTable's own count may be six hours old.
 */
const lookIntoTable = async ({ aws, region }, before) => {
    const dynamodb = await aws.dynamodb(region);
    const TableName = contents_text(before, 'name');
    let refusal;
    try {
        const read = { TableName, Limit: 1, Select: 'COUNT', ConsistentRead: true };
        const { Count, LastEvaluatedKey } = await dynamodb.scan(read);
        if (Count === 0 && LastEvaluatedKey === undefined)
            return { kind: 'empty', mayGo: false };
    }
    catch (error) {
        // A role may describe tables without reading them.
        if (!contents_isRefusal(error))
            throw error;
        refusal = error;
    }
    const { Table } = await dynamodb.describeTable({ TableName });
    const items = Table?.ItemCount ?? 0;
    if (items > 0)
        return { kind: 'holds', what: `about ${counted(items, 'item')}` };
    return refusal === undefined
        ? { kind: 'holds', what: 'at least one item' }
        : { kind: 'unknown', why: codeOf(refusal) };
};
/** A log group that nothing ever logged to has no stream. (How much it stores is told only hours later.) */
const lookIntoLogGroup = async ({ aws, region }, before) => {
    const logs = await aws.cloudWatchLogs(region);
    const { logStreams = [], nextToken } = await logs.describeLogStreams({
        logGroupName: contents_text(before, 'name'),
        orderBy: 'LastEventTime',
        descending: true,
        limit: 1,
    });
    const [newest] = logStreams;
    if (newest === undefined)
        return nextToken === undefined ? { kind: 'empty', mayGo: true } : { kind: 'unknown' };
    const last = newest.lastEventTimestamp;
    const until = last === undefined ? '' : `, the last of ${new Date(last).toISOString().slice(0, 10)}`;
    return { kind: 'holds', what: `log events${until}` };
};
/**
 * Looks into a resource where its type can be looked into. Where AWS refuses, or what should be there isn't found (the
 * account or region may be another than thought), the contents are unknown.
 *
 * @throws what the SDK throws where AWS is in trouble: then the run ends and may be repeated
 */
async function lookInto(look, before, from) {
    if (look === undefined)
        return { kind: 'unknown' };
    const { region, account } = homeOf(before, from);
    // The credentials of this run say nothing about another account.
    if (account !== from.account)
        return { kind: 'unknown', why: `it is in account ${account}` };
    try {
        return await look({ ...from, region }, before);
    }
    catch (error) {
        if (contents_isRefusal(error))
            return { kind: 'unknown', why: codeOf(error) };
        throw error;
    }
}
/**
 * Where a resource is, as its state tells. Its provider would tell, too, but not once its block is deleted. A bucket's
 * ARN names neither region nor account; its state has the region.
 */
function homeOf(before, otherwise) {
    const [, , , region = '', account = ''] = contents_text(before, 'arn').split(':');
    return {
        region: contents_text(before, 'region') || region || otherwise.region,
        account: account || otherwise.account,
    };
}
const contents_text = (attributes, name) => {
    const value = attributes[name];
    return typeof value === 'string' ? value : '';
};
/** AWS won't say, has no such thing, or has it elsewhere (301). Throttling and faults of its own are something else. */
function contents_isRefusal(error) {
    const status = error.$metadata
        ?.httpStatusCode;
    const throttled = status === 429 || /Throttl|ThroughputExceeded|LimitExceeded/.test(codeOf(error));
    return error instanceof Error && status !== undefined && status >= 300 && status < 500 && !throttled;
}
const counted = (count, singular) => `${count.toLocaleString('en-US')} ${singular}${count === 1 ? '' : 's'}`;

;// CONCATENATED MODULE: ./lib/terraform/guard/precious.js

/**
 * What is precious, the commonest first. A type is here if destroying it loses what the configuration can't bring back:
 * data, secrets and keys, people's accounts, or a name that others point to and that AWS assigns anew (a zone's name
 * servers). A list of types and not a pattern of their names: `aws_ecs_cluster` and `aws_route_table` hold nothing.
 *
 * Left out on purpose, because deploys replace them every day and nothing is lost:
 * - what the configuration itself writes: `aws_s3_object`, `aws_secretsmanager_secret_version`, `aws_dynamodb_table_item`,
 *   `aws_kms_alias`, `aws_route53_record`;
 * - members of a cluster, whose volume stays: `aws_rds_cluster_instance`, `aws_docdb_cluster_instance`,
 *   `aws_neptune_cluster_instance`; groups around databases (`aws_rds_global_cluster`), which may not be deleted before
 *   what they hold; replicas of a table that stays;
 * - machines (`aws_instance`, `aws_lightsail_instance`): cattle here, with what must stay on `aws_ebs_volume`;
 * - schemas and indexes that are built from elsewhere: the Glue catalog, Kendra.
 */
const GROUPS = [
    {
        what: 'DynamoDB table',
        atStake: 'its items',
        types: ['aws_dynamodb_table'],
        look: lookIntoTable,
    },
    {
        what: 'S3 bucket',
        atStake: 'its objects and their versions',
        types: ['aws_s3_bucket'],
        look: lookIntoBucket,
    },
    {
        what: 'bucket',
        atStake: 'its objects',
        types: [
            'aws_lightsail_bucket',
            'aws_s3_directory_bucket',
            'aws_s3control_bucket',
            'aws_s3tables_table_bucket',
        ],
    },
    {
        what: 'secret',
        atStake: 'its value and earlier versions',
        types: ['aws_secretsmanager_secret'],
    },
    {
        what: 'secret parameter',
        atStake: 'its value and earlier versions',
        types: ['aws_ssm_parameter'],
        // A plain one is configuration, and the configuration writes it again.
        isPrecious: ({ type }) => type === 'SecureString',
    },
    {
        what: 'table',
        atStake: 'its rows',
        types: [
            'aws_keyspaces_keyspace',
            'aws_keyspaces_table',
            'aws_s3tables_table',
            'aws_simpledb_domain',
            'aws_timestreamwrite_database',
            'aws_timestreamwrite_table',
        ],
    },
    {
        what: 'database',
        atStake: 'its data, and the backups that AWS made of it',
        types: [
            'aws_db_instance',
            'aws_docdb_cluster',
            'aws_docdbelastic_cluster',
            'aws_dsql_cluster',
            'aws_finspace_kx_database',
            'aws_lightsail_database',
            'aws_memorydb_cluster',
            'aws_neptune_cluster',
            'aws_neptunegraph_graph',
            'aws_qldb_ledger',
            'aws_rds_cluster',
            'aws_redshift_cluster',
            'aws_redshiftserverless_namespace',
            'aws_timestreaminfluxdb_db_instance',
        ],
    },
    {
        // Some keep the only copy in one, and where not, what stands behind a cold cache falls over.
        what: 'cache',
        atStake: 'its entries',
        types: [
            'aws_dax_cluster',
            'aws_elasticache_cluster',
            'aws_elasticache_replication_group',
            'aws_elasticache_serverless_cache',
        ],
    },
    {
        what: 'search domain',
        atStake: 'its indexes',
        types: [
            'aws_cloudsearch_domain',
            'aws_elasticsearch_domain',
            'aws_opensearch_domain',
            'aws_opensearchserverless_collection',
        ],
    },
    {
        what: 'user pool',
        atStake: 'the accounts of its users, and their passwords, which nobody can export',
        types: ['aws_cognito_user_pool'],
    },
    {
        what: 'identity pool',
        atStake: 'the identities that its users have',
        types: ['aws_cognito_identity_pool'],
    },
    {
        what: 'directory',
        atStake: 'its accounts',
        types: ['aws_directory_service_directory'],
    },
    {
        what: 'key',
        atStake: 'all that was encrypted with it, which nobody could read any more',
        types: [
            'aws_cloudhsm_v2_cluster',
            'aws_kms_custom_key_store',
            'aws_kms_external_key',
            'aws_kms_key',
            'aws_kms_replica_external_key',
            'aws_kms_replica_key',
        ],
    },
    {
        what: 'certificate authority',
        atStake: 'its private key',
        types: ['aws_acmpca_certificate_authority'],
    },
    {
        // Also one without a retention: it keeps its events for ever.
        what: 'log group',
        atStake: 'its log events',
        types: ['aws_cloudwatch_log_group'],
        // Then Terraform only forgets it.
        isPrecious: ({ skip_destroy }) => skip_destroy !== true,
        look: lookIntoLogGroup,
    },
    {
        what: 'record of events',
        atStake: 'its events',
        types: [
            'aws_cloudtrail_event_data_store',
            'aws_cloudwatch_event_archive',
            'aws_cloudwatch_log_stream',
            'aws_prometheus_workspace',
        ],
    },
    {
        what: 'file system',
        atStake: 'its files',
        types: [
            'aws_efs_file_system',
            'aws_finspace_kx_volume',
            'aws_fsx_file_cache',
            'aws_fsx_lustre_file_system',
            'aws_fsx_ontap_file_system',
            'aws_fsx_ontap_storage_virtual_machine',
            'aws_fsx_ontap_volume',
            'aws_fsx_openzfs_file_system',
            'aws_fsx_openzfs_volume',
            'aws_fsx_windows_file_system',
        ],
    },
    {
        what: 'volume',
        atStake: 'its files',
        types: [
            'aws_ebs_volume',
            'aws_lightsail_disk',
            'aws_storagegateway_cached_iscsi_volume',
            'aws_storagegateway_stored_iscsi_volume',
            'aws_workspaces_workspace',
        ],
    },
    {
        // What is left when all else is lost.
        what: 'backup',
        atStake: 'what was saved in it',
        types: [
            'aws_ami',
            'aws_ami_copy',
            'aws_ami_from_instance',
            'aws_backup_logically_air_gapped_vault',
            'aws_backup_vault',
            'aws_db_cluster_snapshot',
            'aws_db_snapshot',
            'aws_db_snapshot_copy',
            'aws_docdb_cluster_snapshot',
            'aws_ebs_snapshot',
            'aws_ebs_snapshot_copy',
            'aws_ebs_snapshot_import',
            'aws_fsx_backup',
            'aws_fsx_openzfs_snapshot',
            'aws_glacier_vault',
            'aws_memorydb_snapshot',
            'aws_neptune_cluster_snapshot',
            'aws_rds_cluster_snapshot_copy',
            'aws_redshift_cluster_snapshot',
            'aws_redshiftserverless_snapshot',
        ],
    },
    {
        what: 'DNS zone',
        atStake: 'the name servers that its registrar points to; a new zone gets others',
        types: ['aws_route53_zone'],
    },
    {
        // A stream is often the only record of what happened; a queue holds someone's order for up to fourteen days.
        what: 'queue or stream',
        atStake: 'the messages in it',
        types: [
            'aws_kinesis_stream',
            'aws_kinesis_video_stream',
            'aws_mq_broker',
            'aws_msk_cluster',
            'aws_msk_serverless_cluster',
            'aws_sqs_queue',
        ],
    },
    {
        what: 'registry or repository',
        atStake: 'what was pushed to it',
        types: [
            'aws_codeartifact_domain',
            'aws_codeartifact_repository',
            'aws_codecommit_repository',
            'aws_ecr_repository',
            'aws_ecrpublic_repository',
        ],
    },
    {
        what: 'workspace',
        atStake: 'its dashboards',
        types: ['aws_grafana_workspace'],
    },
    {
        what: 'CloudFormation stack',
        atStake: 'whatever its template made, which this plan does not tell',
        types: ['aws_cloudformation_stack', 'aws_serverlessapplicationrepository_cloudformation_stack'],
    },
];
const KINDS = new Map(GROUPS.flatMap(({ types, ...kind }) => types.map((type) => [type, kind])));
/** Every type of resource that can be precious. */
const PRECIOUS_TYPES = [...KINDS.keys()];
/** What a type of resource holds that can't be made again; undefined where that is nothing. */
const preciousKind = (type) => KINDS.get(type);

;// CONCATENATED MODULE: ./lib/terraform/guard/planned-destroys.js


/**
 * The precious resources that a plan deletes or replaces, whatever its configuration says of them: with a block its
 * `prevent_destroy` goes, too. What is moved, or forgotten (`removed` with `destroy = false`), is not destroyed.
 */
function plannedDestroys(plan) {
    return (plan.resource_changes ?? []).flatMap((planned) => {
        const { address, mode, type, change } = planned;
        const { actions, before } = change;
        if (mode !== 'managed' || !actions.includes('delete') || before === null)
            return [];
        const kind = preciousKind(type);
        if (kind === undefined || kind.isPrecious?.(before) === false)
            return [];
        // In either order: with create_before_destroy the old one goes last, and goes all the same.
        const action = actions.includes('create') ? 'replace' : 'delete';
        const because = attributesBehind(planned);
        return [{ address, type, action, why: wordsFor(plan, planned, because), because, before, planned }];
    });
}
/** Names of the arguments that stand behind a planned destroy. */
function attributesBehind({ action_reason: reason, change }) {
    switch (reason) {
        case 'replace_because_cannot_update':
            return [
                ...new Set((change.replace_paths ?? []).map(([name]) => name).filter((name) => typeof name === 'string')),
            ];
        case 'delete_because_each_key':
            return ['for_each'];
        case 'delete_because_count_index':
            return ['count'];
        case 'delete_because_wrong_repetition':
        case 'delete_because_no_module':
            return ['for_each', 'count'];
        case 'replace_by_triggers':
            return ['replace_triggered_by'];
        case undefined:
        default:
            return [];
    }
}
/** Terraform's own reasons: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
function wordsFor(plan, planned, because) {
    const { previous_address: previous, address } = planned;
    const moved = previous === undefined || previous === address ? '' : ` (moved here from ${previous})`;
    return `${planned_destroys_reasonOf(plan, planned, because)}${moved}`;
}
function planned_destroys_reasonOf(plan, planned, because) {
    const { action_reason: reason, deposed, index, module_address: module = '', type, name, change } = planned;
    if (deposed !== undefined)
        return `an earlier replacement left this one behind (object ${deposed})`;
    const instance = index === undefined ? 'this instance' : `[${JSON.stringify(index)}]`;
    switch (reason) {
        case 'replace_because_cannot_update': {
            const named = because.map((attribute) => change.after_unknown?.[attribute] === true ? `${attribute} (known only after the apply)` : attribute);
            return named.length === 0
                ? "Terraform can't change it in place"
                : `${inWords(named)} can't be changed in place`;
        }
        case 'replace_because_tainted':
            return 'it is marked as tainted: an apply of it was not completed';
        case 'replace_by_triggers':
            return 'something in its replace_triggered_by changes';
        case 'replace_by_request':
            return 'its replacement was asked for';
        case 'delete_because_no_resource_config':
            // Terraform says this also of what is in a module that is gone.
            if (!hasModule(plan, module))
                return `${module} is no longer in the configuration`;
            return `${module === '' ? '' : `in ${module} `}its block (${type}.${name}) is no longer in the configuration`;
        case 'delete_because_no_module':
            return `${module} is no longer called`;
        case 'delete_because_each_key':
            return `${instance} is no longer in its for_each`;
        case 'delete_because_count_index':
            return `${instance} is beyond its count`;
        case 'delete_because_wrong_repetition':
            return index === undefined
                ? 'its block now has for_each or count, and no moved block says which instance it is'
                : `its block no longer has an instance ${instance}, and no moved block says what it is now`;
        case 'delete_because_no_move_target':
            return 'a moved block leads to where nothing is configured';
        case undefined:
        default:
            return 'this plan destroys what is configured';
    }
}
function hasModule(plan, address) {
    let module = plan.configuration?.root_module;
    for (const { name } of moduleSteps(address))
        module = module?.module_calls?.[name]?.module;
    return module !== undefined;
}
/** `a`, `a and b`, `a, b and 3 more`. */
function inWords(names) {
    const shown = names.length > planned_destroys_MOST_NAMED + 1 ? names.slice(0, planned_destroys_MOST_NAMED) : names;
    const all = names.length > shown.length ? [...shown, `${names.length - shown.length} more`] : shown;
    return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
const planned_destroys_MOST_NAMED = 4;

;// CONCATENATED MODULE: ./lib/terraform/guard/guard.js





/** Whether a plan has to be read whole (`showPlan`, 5 s) for the guard: it deletes or replaces what may be precious. */
const guardConcerns = ({ changes }) => changes.some(({ action, type }) => (action === 'delete' || action === 'replace') && preciousKind(type) !== undefined);
/** Finds every precious resource that a plan destroys, looks into those that can be looked into, and decides on each. */
async function guardDestroys({ aws }, plan, { allowed, region, account, ...directories }) {
    const found = plannedDestroys(plan);
    const finder = blockFinder(plan, directories);
    const destroys = await inTurns(found, async ({ planned, because, before, ...destroy }) => {
        const kind = preciousKind(destroy.type);
        const contents = await lookInto(kind?.look, before, { aws, region, account });
        const at = await finder.locate(planned, because);
        return {
            ...destroy,
            what: kind?.what ?? destroy.type,
            atStake: atStakeIn(contents, kind?.atStake ?? 'what is in it'),
            ...(at === undefined ? {} : { at }),
            decision: decide(destroy.address, contents, allowed),
        };
    });
    const addresses = new Set(found.map(({ address }) => address));
    return { destroys, unused: allowed.filter((address) => !addresses.has(address)) };
}
function decide(address, contents, allowed) {
    if (allowed.includes(address))
        return 'allowed';
    return contents.kind === 'empty' && contents.mayGo ? 'empty' : 'refused';
}
function atStakeIn(contents, ofKind) {
    switch (contents.kind) {
        case 'empty':
            return 'nothing: it is empty';
        case 'holds':
            return contents.what;
        case 'unknown':
            return contents.why === undefined ? ofKind : `${ofKind} (not looked into: ${contents.why})`;
    }
}
/** Look-ups at once: a destroy of everything may ask for hundreds. */
const guard_AT_ONCE = 8;
async function inTurns(items, work) {
    const results = [];
    for (let start = 0; start < items.length; start += guard_AT_ONCE)
        results.push(...(await Promise.all(items.slice(start, start + guard_AT_ONCE).map(work))));
    return results;
}
/**
 * Stops where a precious resource would go that nobody allowed to.
 *
 * @throws Failure `DESTROY_GUARDED` with every one of them, and the lines that would allow them
 */
function refuseDestroys({ destroys }) {
    const refused = destroys.filter(({ decision }) => decision === 'refused');
    const [first] = refused;
    if (first === undefined)
        return;
    const addresses = [...new Set(refused.map(({ address }) => address))];
    throw new errors/* Failure */.H({
        code: 'DESTROY_GUARDED',
        reason: refused.length === 1
            ? `The plan would ${describeDestroy(first)}.`
            : `The plan would destroy ${refused.length} precious resources that allow-destroy does not name: ${guard_inShort(addresses)}.`,
        safe: 'Nothing was applied, and the site was not touched.',
        next: 'Take the change back, or, if they may go with all that is in them, add the lines under `allow-destroy` ' +
            'above to the `with:` block of the step and run again.',
        details: [
            ...refused.map(describeDestroy),
            '',
            'allow-destroy: |',
            ...addresses.map((address) => `  ${address}`),
        ],
    });
}
/** The first of them; the details have all. */
const guard_inShort = (addresses) => addresses.length <= guard_MOST_NAMED + 1
    ? addresses.join(', ')
    : `${addresses.slice(0, guard_MOST_NAMED).join(', ')} and ${addresses.length - guard_MOST_NAMED} more`;
const guard_MOST_NAMED = 3;
/** `replace aws_dynamodb_table.orders (DynamoDB table): hash_key can't ... (infra/main.tf:12); at stake: about 7 items`. */
function describeDestroy({ action, address, what, why, at, atStake }) {
    const where = at === undefined ? '' : ` (${at.file}:${at.line})`;
    return `${action} ${address} (${what}): ${why}${where}; at stake: ${atStake}`;
}
/** An annotation on the line that each refused one is because of, where there is one. */
const guardAnnotations = ({ destroys }) => destroys.flatMap((destroy) => destroy.decision !== 'refused' || destroy.at === undefined
    ? []
    : [
        {
            severity: 'error',
            title: `Would ${destroy.action} ${destroy.address}`,
            message: `This plan would ${describeDestroy(destroy)}.`,
            file: destroy.at.file,
            startLine: destroy.at.line,
        },
    ]);

;// CONCATENATED MODULE: ./lib/terraform/plan-json.js

/**
 * Reads a saved plan whole: values and configuration, which the events of `plan -json` leave out. It costs as much as a
 * plan of nothing (5 s), so only where something is to be created.
 *
 * @throws Failure `TERRAFORM_PLAN_FAILED`
 */
async function showPlan(terraform, { planFile }) {
    const lines = [];
    // Not through `runTerraform`, which shows what is no event: this line holds secrets.
    const end = await terraform.run({
        executable: terraform.executable,
        args: ['show', '-no-color', '-json', planFile],
        directory: terraform.directory,
    }, (line) => lines.push(line));
    const json = lines.find((line) => line.startsWith('{'));
    const parsed = json === undefined || end.exitCode !== 0 ? undefined : parse(json);
    if (parsed !== undefined)
        return parsed;
    throw new errors/* Failure */.H({
        code: 'TERRAFORM_PLAN_FAILED',
        reason: `The saved plan could not be read: terraform show -json ended with ${end.exitCode ?? end.signal ?? end.error}.`,
        safe: 'Nothing was applied, and the site was not touched.',
        next: 'Run the deploy again.',
    });
}
function parse(json) {
    try {
        return JSON.parse(json);
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./lib/terraform/rescue.js
var terraform_rescue = __webpack_require__(6371);
;// CONCATENATED MODULE: ./lib/plan-and-apply.js














/** How often a plan is made again because someone without our lease applied between plan and apply. */
const STALE_PLANS = 2;
/** How often a plan is made at most, also where what an earlier run left is adopted step by step. */
const MOST_PLANS = 8;
/** Milliseconds in which a state that could not be saved is pushed again before it is kept for the next run. */
const RESCUE_PATIENCE = 30_000;
/** Plans, and applies exactly that plan if there is anything to apply. */
async function planAndApply(context, terraform, planning) {
    const { progress, platform } = context;
    const { deployment, lost } = planning;
    const { version } = terraform;
    let { head } = planning;
    let journal = await JournalKeeper.open(context, { deployment, head, lost });
    let stored = planning.record;
    let stale = 0;
    let earlier;
    for (let attempt = 1;; attempt += 1) {
        const planned = await progress.stage('plan', () => makePlan(context, terraform, planning), ({ counts }) => (0,changes/* describePlanned */.yZ)(counts));
        // From here on the state is this repository's: whoever else comes along meets STATE_OF_ANOTHER.
        stored ??= await claim(context, deployment);
        if (!planned.hasChanges) {
            // Freeing a resource of its taint wrote the state since it was read.
            const now = attempt === 1 ? head : await (0,state_head/* readStateHead */.a)(platform, deployment.state);
            // `plan -json` leaves output values out; the state has them.
            const outputs = now.exists ? now.outputs : {};
            const state = recordedState(context, now);
            await journal.settle();
            const done = earlier ?? { counts: changes/* NO_CHANGES */.eo, changes: [] };
            const outcome = earlier === undefined ? 'unchanged' : 'applied';
            return { result: { outcome, ...done, outputs, version }, stored, state };
        }
        // Cancelled between plan and apply: the one moment in which no Terraform is there to be interrupted.
        context.signal.throwIfAborted();
        const concerned = { journal: journal.concerns(planned), guard: guardConcerns(planned) };
        if (concerned.journal || concerned.guard) {
            const shown = await progress.stage('read plan', () => showPlan(terraform, planned));
            const examined = concerned.journal
                ? await progress.stage('journal', () => journal.examine(terraform, planned, shown))
                : undefined;
            if (examined === 'plan again') {
                // This plan doesn't know of the imports yet: applied, it would create a second time.
                if (attempt >= MOST_PLANS)
                    throw tooManyPlans();
                continue;
            }
            // After the journal: what an interrupted run left tainted is untainted rather than replaced. Before its writing: a
            // journal of what is refused here, and so never begun, would prove too much.
            if (concerned.guard)
                await guard(context, terraform, { deployment, planned, shown });
            if (examined !== undefined)
                await journal.write(examined);
            context.signal.throwIfAborted();
        }
        const isRepeatable = earlier === undefined;
        const outcome = await applyPlan(context, terraform, { planned, planning, journal, isRepeatable });
        if (outcome.kind === 'applied') {
            await journal.settle();
            const state = recordedState(context, await (0,state_head/* readStateHead */.a)(platform, deployment.state));
            const { outputs } = outcome.applied;
            const done = earlier === undefined ? outcome.applied : (0,changes/* together */.bs)(earlier, outcome.applied);
            return { result: { outcome: 'applied', ...done, outputs, version }, stored, state };
        }
        if (outcome.kind === 'made already') {
            earlier = outcome.completed;
            head = await (0,accepted_head/* readAcceptedHead */.w)(platform, deployment.state, stored.record);
            journal = await JournalKeeper.open(context, { deployment, head, lost: undefined });
            platform.log.info('AWS made something in this apply whose answer was lost; looking for it, and planning again.');
            continue;
        }
        stale += 1;
        if (stale > STALE_PLANS)
            throw stalePlan(stale);
        platform.log.info('Someone applied between plan and apply (without the deploy lease); planning again.');
    }
}
/** The state as the release record remembers it; tells the report its version. */
function recordedState({ progress }, head) {
    if (!head.exists)
        return undefined;
    const { lineage, serial, versionId } = head;
    progress.found({ stateVersionId: versionId });
    return { lineage, serial, ...(versionId === undefined ? {} : { versionId }) };
}
/** Stops before anything precious goes that is not allowed to. */
function guard({ platform, inputs, progress }, { directory, relativeDirectory, version }, { deployment, planned, shown, }) {
    return progress.stage('guard', async () => {
        const { region, account } = deployment;
        const { allowDestroy: allowed } = inputs.terraform;
        const about = { directory, relativeDirectory, region, account, allowed };
        const verdict = await guardDestroys(platform, shown, about);
        progress.found({
            guard: verdict,
            terraform: { outcome: 'partly', counts: changes/* NO_CHANGES */.eo, changes: planned.changes, outputs: {}, version },
        });
        for (const annotation of guardAnnotations(verdict))
            platform.log.annotate(annotation);
        refuseDestroys(verdict);
    });
}
const makePlan = ({ inputs }, terraform, { session }) => (0,terraform_plan/* plan */.et)(terraform, {
    variables: inputs.terraform.variables,
    variableFiles: inputs.terraform.variableFiles,
    planFile: (0,supervision_job/* jobFile */._h)(session.supervised.job, 'plan.tfplan'),
    lockTimeout: session.patience,
});
/** Applies a plan; where that fails, makes sure that what was done is not forgotten. */
function applyPlan(context, terraform, { planned, planning, journal, isRepeatable, }) {
    const { progress } = context;
    const { version } = terraform;
    progress.found({
        terraform: { outcome: 'partly', counts: changes/* NO_CHANGES */.eo, changes: planned.changes, outputs: {}, version },
    });
    return progress.stage('apply', async () => {
        const ended = await apply(terraform, planned, planning.session.patience);
        if (ended.kind !== 'failed')
            return ended;
        const { counts, changes, failure, dumpedState, alreadyThere, diagnostics } = ended.partly;
        progress.found({ terraform: { outcome: 'partly', counts, changes, outputs: {}, version } });
        const rescue = await rescueUnsaved(context, terraform, { planning, dumpedState });
        // A Terraform that was killed saved nothing of its last seconds: then the journal stays as it is.
        if (rescue.kind !== 'stranded' && failure.code === 'TERRAFORM_APPLY_FAILED')
            await journal.settle(changes);
        const isSaved = rescue.kind === 'nothing' || rescue.kind === 'pushed';
        if (isRepeatable && isSaved && !context.signal.aborted && journal.mayHaveCreated(alreadyThere))
            return { kind: 'made already', completed: { counts, changes } };
        if (alreadyThere.length > 0)
            (0,cli/* annotate */.f)(terraform, { diagnostics });
        throw (0,terraform_rescue/* afterRescue */.sz)(failure, rescue);
    });
}
/** Makes sure that a state which Terraform could not save is not forgotten. */
const rescueUnsaved = ({ platform, run, signal }, terraform, { planning: { deployment, session }, dumpedState, }) => (0,terraform_rescue/* rescueState */.T5)(terraform, {
    clock: platform.clock,
    patience: RESCUE_PATIENCE,
    signal,
    keep: (state) => (0,recovery/* keepForRecovery */.Ok)(platform, deployment.state, { run, state }),
    recovery: (0,recovery/* recoveryName */.tQ)(deployment.state, run),
    dumped: dumpedState,
    privateDirectory: session.directory,
});
async function claim({ platform }, { state, owner }) {
    const record = { format: 1, owner, previous: [] };
    const etag = await (0,release_record/* writeReleaseRecord */.QH)(await platform.aws.s3(state.region), state, record, undefined);
    return { record, etag };
}
const tooManyPlans = () => new errors/* Failure */.H({
    code: 'CREATES_UNPROVEN',
    reason: `What an earlier run created and could not save was not all found in ${MOST_PLANS} plans: each led to more.`,
    safe: 'Nothing was applied or imported by this run.',
    next: 'Import what is left by hand (terraform import ADDRESS ID), each as the log names it, then run the deploy again.',
});
const stalePlan = (attempts) => new errors/* Failure */.H({
    code: 'TERRAFORM_APPLY_FAILED',
    reason: `The saved plan was stale ${attempts} times: someone keeps applying to this state without the deploy lease.`,
    safe: 'Nothing was applied by this run, and the site was not touched.',
    next: 'Find who else applies to this state (its versions tell when), then run the deploy again.',
});

// EXTERNAL MODULE: ./lib/keep-unsaved.js
var keep_unsaved = __webpack_require__(13);
// EXTERNAL MODULE: ./lib/platform/both.js
var both = __webpack_require__(2160);
// EXTERNAL MODULE: ./lib/state/lock-signature.js
var lock_signature = __webpack_require__(4265);
// EXTERNAL MODULE: ./lib/state/own-lock.js
var own_lock = __webpack_require__(7009);
// EXTERNAL MODULE: ./lib/state/set-aside.js
var set_aside = __webpack_require__(6264);
// EXTERNAL MODULE: ./lib/terraform/backend-override.js
var backend_override = __webpack_require__(9345);
// EXTERNAL MODULE: ./lib/terraform/features.js
var features = __webpack_require__(5469);
// EXTERNAL MODULE: ./lib/terraform/transient.js
var terraform_transient = __webpack_require__(1158);
;// CONCATENATED MODULE: ./lib/terraform/init.js




/**
 * Initialises the root module against the backend of the generated override. `-reconfigure`: a `.terraform` left over
 * from another backend must neither be migrated from nor asked about.
 *
 * @throws Failure `TERRAFORM_INIT_FAILED`
 */
async function init(terraform) {
    const json = (0,features/* atLeast */.jZ)(terraform.version, 'init -json') ? ['-json'] : [];
    const args = ['init', '-input=false', '-no-color', '-reconfigure', ...json];
    const outcome = await runInit(terraform, args);
    if (outcome.end.exitCode === 0)
        return;
    throw (0,failures/* terraformFailure */.Tq)(terraform, outcome, {
        code: 'TERRAFORM_INIT_FAILED',
        command: 'init',
        safe: 'Nothing was planned or applied, and the site was not touched.',
    });
}
/** A registry or a backend that is down for longer than three tries take is down. */
const TRIES = 3;
async function runInit(terraform, args) {
    const { resilience } = terraform;
    // Its plain text among the events says what we say already: that the backend is configured.
    const once = () => (0,cli/* runTerraform */.Y)(terraform, args, { showText: false, annotate: false });
    const outcome = resilience === undefined
        ? await once()
        : await (0,terraform_transient/* withRetries */.LH)({ ...resilience, milliseconds: terraform_transient/* TRANSIENT_PATIENCE */.PV, tries: TRIES }, once, terraform_transient/* isTransient */.dg);
    (0,cli/* annotate */.f)(terraform, outcome);
    return outcome;
}

// EXTERNAL MODULE: ./lib/terraform/local-state.js
var local_state = __webpack_require__(8503);
;// CONCATENATED MODULE: ./lib/terraform/prepare.js

/** Lines of the command's output that a failure repeats. */
const LAST_LINES = 30;
/**
 * Runs the user's `terraform-prepare-command` in the root module's directory: function packages, generated files.
 *
 * @throws Failure `PREPARE_FAILED`
 */
async function prepare(platform, request) {
    const last = [];
    const { exitCode } = await platform.commands.shell(request.command, {
        directory: request.directory,
        environment: request.environment,
        onLine: (line) => {
            platform.log.untrusted([line]);
            last.push(line);
            if (last.length > LAST_LINES)
                last.shift();
        },
    });
    if (exitCode === 0)
        return;
    throw new errors/* Failure */.H({
        code: 'PREPARE_FAILED',
        reason: `terraform-prepare-command "${request.command}" ended with exit code ${exitCode}.`,
        safe: 'Nothing was planned or applied, and the site was not touched.',
        next: `Run it in ${request.directory} on your machine, mend it and push again.`,
        details: last,
    });
}

;// CONCATENATED MODULE: ./lib/apply-configuration.js















/** The Terraform stages in their order: prepare and init, what an earlier run owes, plan, apply. */
async function applyConfiguration(context, leased, examined) {
    const terraform = openTerraform(context, leased);
    const { deployment, session } = leased;
    let lost = examined.head?.lost;
    try {
        await lost?.setAside();
        await (0,both/* both */.W)(runPrepare(context, session), initialise(context, terraform, leased));
        const found = await recover(context, terraform, { leased, examined });
        lost ??= found.lost;
        const { head } = found;
        return await planAndApply(context, terraform, {
            deployment,
            session,
            record: examined.record,
            head,
            lost,
        });
    }
    catch (error) {
        await putBack(context, lost);
        throw error;
    }
}
/** What was put aside to be adopted is as it was found where this run ends before it applies anything. */
async function putBack({ progress, platform }, lost) {
    const began = progress.report('failed').stages.some(({ name }) => name === 'apply');
    if (lost === undefined || began)
        return;
    try {
        await lost.putBack();
    }
    catch (error) {
        // The failure that led here says more; every version of the state is there.
        platform.log.warning(`What was put aside of the state could not be put back: ${String(error)}`);
    }
}
async function runPrepare({ platform, inputs, progress }, session) {
    const { prepareCommand: command, directory } = inputs.terraform;
    if (command === undefined)
        return;
    await progress.stage('prepare', () => prepare(platform, { command, directory, environment: session.terraformEnvironment }));
}
async function initialise(context, terraform, leased) {
    const { directory } = context.inputs.terraform;
    const { state } = leased.deployment;
    const { backend, session } = leased;
    await context.progress.stage('init', async () => {
        context.saveForPost('terraform-directory', directory);
        const dataDirectory = session.terraformEnvironment['TF_DATA_DIR'];
        await (0,local_state/* refuseUnsavedOfAnother */.R3)(directory, state, dataDirectory);
        await (0,backend_override/* writeOverride */.y2)(directory, state, backend.kind === 's3' ? backend.carried : '');
        await init(terraform);
        await (0,backend_override/* checkRecordedBackend */.fZ)({ directory, location: state, ...(dataDirectory ? { dataDirectory } : {}) });
    });
}
/** Saves what earlier runs could not save; resolves to the state as it is then. */
async function recover(context, terraform, { leased, examined }) {
    const { platform, signal, inputs, run } = context;
    const { state } = leased.deployment;
    // What an earlier run left in a checkout that nobody cleaned is kept like the others.
    const { directory } = inputs.terraform;
    const left = (await (0,keep_unsaved/* keepUnsaved */.G)(platform, state, { run, directory })) !== undefined;
    if (examined.head !== undefined && !left)
        return examined.head;
    const record = examined.record?.record;
    const { adoptExisting: adopt } = inputs.terraform;
    const readHead = async () => {
        const found = await (0,set_aside/* readHeadToAdopt */.U)(platform, state, { record, adopt });
        await found.lost?.setAside();
        return found;
    };
    const { job } = leased.session.supervised;
    const pushed = await (0,recovery/* recoverPending */.iH)(platform, state, {
        pending: left ? await (0,recovery/* readPendingRecovery */.$g)(platform, state) : examined.pending,
        readHead: async () => (await readHead()).head,
        push: (text) => {
            (0,supervision_job/* writeJobFile */.XB)(job, 'recovered.tfstate', text);
            const limits = { clock: platform.clock, patience: RESCUE_PATIENCE, signal };
            return (0,terraform_rescue/* pushState */.c8)(terraform, (0,supervision_job/* jobFile */._h)(job, 'recovered.tfstate'), limits);
        },
    });
    if (pushed > 0)
        platform.log.info('Saved the state that an earlier run could not save; going on from there.');
    return readHead();
}
function openTerraform({ platform, inputs, run, signal, progress }, { session, binary, deployment }) {
    return {
        executable: binary.executable,
        version: binary.version,
        directory: inputs.terraform.directory,
        relativeDirectory: inputs.terraform.relativeDirectory,
        run: async (task, onLine) => {
            // A cancel stops init and plan at once, and never what writes the state: `post` waits for an apply.
            if (progress.current === 'apply' || progress.current === 'journal')
                return session.supervised.run(task, onLine);
            const end = await session.supervised.run(task, onLine, signal);
            signal.throwIfAborted();
            return end;
        },
        log: platform.log,
        watchLock: session.watchLock,
        resilience: {
            clock: platform.clock,
            signal,
            freeOwnLock: (claimed) => (0,own_lock/* freeOwnLock */.W)(platform, deployment.state, {
                ...claimed,
                hostname: external_node_os_.hostname(),
                signature: (0,lock_signature/* lockSignature */.m)(run),
            }),
            readOutputs: async () => {
                const head = await (0,state_head/* readStateHead */.a)(platform, deployment.state);
                return head.exists ? head.outputs : {};
            },
        },
    };
}


/***/ }),

/***/ 7931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E_: () => (/* binding */ asDeploy),
/* harmony export */   F9: () => (/* binding */ deployOf),
/* harmony export */   Kb: () => (/* binding */ arrived),
/* harmony export */   WF: () => (/* binding */ wholeReleases),
/* harmony export */   _h: () => (/* binding */ withRelease),
/* harmony export */   iv: () => (/* binding */ withDeploy),
/* harmony export */   om: () => (/* binding */ historyOf)
/* harmony export */ });
/* unused harmony export REMEMBERED_DEPLOYS */
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5298);

/** How many deploys the record remembers. */
const REMEMBERED_DEPLOYS = 10;
/** Releases of which every file is there, newest first: the live one, and those a rollback can go back to. */
const wholeReleases = ({ live, previous }) => [
    ...(live === undefined ? [] : [live]),
    ...previous.slice(0, _release_js__WEBPACK_IMPORTED_MODULE_0__/* .KEPT_RELEASES */ .uA),
];
/** The deploys of a record, newest first. Of one that an older version wrote: as far as its releases tell. */
const historyOf = (record) => record.history ?? wholeReleases(record).map(asDeploy);
/** What is known of the deploy of a release, where nothing but the release was recorded. */
const asDeploy = ({ id, commit, runUrl, publishedAt, bucket }) => ({
    id,
    command: 'deploy',
    commit,
    runUrl,
    at: publishedAt,
    ...(bucket === '' ? {} : { release: id }),
});
/** What a run notes of itself, but for the site's release that is live with it. */
const deployOf = (run, { command, now, state, counts, }) => ({
    id: (0,_release_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseId */ .Bf)(run),
    command,
    commit: run.commit,
    runUrl: run.url,
    actor: run.actor,
    at: new Date(now).toISOString(),
    ...(state === undefined ? {} : { state }),
    counts,
});
/** A deploy with the site that is live with it. */
const withRelease = (deploy, live) => live === undefined || live.bucket === '' ? deploy : { ...deploy, release: live.id };
/**
 * The record with one more deploy, or the same record where the newest one left just this state and this site: a deploy
 * of a commit that changes neither is nothing anyone would want to go back from.
 *
 * So a run that was killed between its apply and its record is made up for by the next one, which finds another state
 * than the record knows.
 */
function withDeploy(record, deploy) {
    const history = historyOf(record);
    const [newest] = history;
    if (newest !== undefined && newest.release === deploy.release && isSameState(newest, deploy))
        return record;
    const earlier = history.filter(({ id }) => id !== deploy.id);
    return { ...record, history: [deploy, ...earlier].slice(0, REMEMBERED_DEPLOYS) };
}
/** The record once a run has come to its end: no rollback is under way any more. */
function arrived(record) {
    if (record.goingBack === undefined)
        return record;
    const { format, owner, live, intended, previous, history } = record;
    return {
        format,
        owner,
        ...(live === undefined ? {} : { live }),
        ...(intended === undefined ? {} : { intended }),
        previous,
        ...(history === undefined ? {} : { history }),
    };
}
const isSameState = ({ state: one }, { state: other }) => one?.serial === other?.serial && one?.lineage === other?.lineage;


/***/ }),

/***/ 5298:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bf: () => (/* binding */ releaseId),
/* harmony export */   RV: () => (/* binding */ releasedBy),
/* harmony export */   oK: () => (/* binding */ withLiveCommit),
/* harmony export */   uA: () => (/* binding */ KEPT_RELEASES)
/* harmony export */ });
/* unused harmony export buildInfrastructureRelease */
/** How many releases before the live one keep their assets. */
const KEPT_RELEASES = 3;
/** `<run id>-<attempt>-<first 8 of the commit>`: the same for a run however often it asks. */
const releaseId = (run) => `${run.id}-${run.attempt}-${run.commit.slice(0, 8)}`;
/** Whose release it is: commit and run, as the record keeps them. */
const releasedBy = (run) => ({
    commit: run.commit,
    runUrl: run.url,
    ...(run.workflow === undefined ? {} : { workflow: run.workflow }),
    ...(run.runNumber === undefined ? {} : { runNumber: run.runNumber }),
});
/** The release of a run that deployed infrastructure and has no site: it says which commit is live, and no file. */
const buildInfrastructureRelease = (run, 
/** Milliseconds since the epoch. */
now) => ({
    id: releaseId(run),
    ...releasedBy(run),
    publishedAt: new Date(now).toISOString(),
    bucket: '',
    files: {},
});
/**
 * The record once a run has found or made everything live as its commit wants it without publishing a file: the commit
 * that is live is this one, and the site stays the release it is (its id, its files, and since when). Otherwise a
 * commit between the two would pass for newer than what is live. Undefined where the record says so already.
 */
function withLiveCommit(record, run, { now, url }) {
    const { live } = record;
    if (live?.commit === run.commit)
        return undefined;
    const made = buildInfrastructureRelease(run, now);
    const site = live === undefined || live.bucket === '' ? {} : siteOf(live);
    const address = url ?? live?.url;
    return { ...record, live: { ...made, ...site, ...(address === undefined ? {} : { url: address }) } };
}
const siteOf = ({ id, publishedAt, bucket, files }) => ({ id, publishedAt, bucket, files });


/***/ }),

/***/ 2289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uc: () => (/* binding */ parseAttemptUrl),
/* harmony export */   Yh: () => (/* binding */ githubAccess),
/* harmony export */   ce: () => (/* binding */ readAttempt)
/* harmony export */ });
/** A run waits for this answer, beating meanwhile for nobody: it must not take as long as a connection may hang. */
const DEADLINE = 10_000;
// Found in places others write to; whatever is not exactly an attempt's address is none.
const ATTEMPT_URL = /^(https?:\/\/[A-Za-z0-9.:-]+)\/([\w.-]+\/[\w.-]+)\/actions\/runs\/([1-9]\d{0,19})\/attempts\/([1-9]\d{0,5})$/;
/** The attempt an address leads to, or undefined where it is no attempt's address. */
function parseAttemptUrl(url) {
    const [, server, repository, id, attempt] = ATTEMPT_URL.exec(url) ?? [];
    if (server === undefined || repository === undefined || id === undefined)
        return undefined;
    return { server, repository, id, attempt: Number(attempt) };
}
/** How this process may ask GitHub, by what the runner set. */
function githubAccess(environment, token) {
    const apiUrl = environment['GITHUB_API_URL']?.replace(/\/+$/, '');
    return {
        serverUrl: (environment['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, ''),
        apiUrl: apiUrl || undefined,
        token,
    };
}
/**
 * Asks GitHub whether a run attempt is over: `GET /repos/{repository}/actions/runs/{id}/attempts/{n}`, which takes
 * `actions: read` in a private repository. Never throws, and the token shows up in no answer.
 */
async function readAttempt({ http, clock }, { serverUrl, apiUrl, token }, attempt) {
    if (apiUrl === undefined)
        return unknown('there is no GITHUB_API_URL here to ask whether its run is over');
    if (attempt.server !== serverUrl)
        return unknown(`its run is on ${attempt.server}, not on ${serverUrl}`);
    if (token === undefined)
        return unknown('there is no github-token to ask whether its run is over');
    const { repository, id } = attempt;
    const url = `${apiUrl}/repos/${repository}/actions/runs/${id}/attempts/${attempt.attempt}`;
    const settled = new AbortController();
    const late = clock.sleep(DEADLINE, settled.signal).then(() => undefined, () => undefined);
    const answer = http
        .get(url, { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' })
        .then(judgeAnswer, () => unknown('GitHub could not be asked whether its run is over'));
    const proof = await Promise.race([answer, late]);
    settled.abort();
    return proof ?? unknown(`GitHub did not say within ${DEADLINE / 1000} s whether its run is over`);
}
function judgeAnswer({ status, body }) {
    if (status !== 200) {
        const hint = status === 401 || status === 403 || status === 404
            ? '; the job needs `permissions: { actions: read }`'
            : '';
        return unknown(`GitHub answered ${status} when asked whether its run is over${hint}`);
    }
    const found = statusOf(body);
    if (found === undefined)
        return unknown('GitHub’s answer about its run could not be read');
    return found === 'completed'
        ? { verdict: 'over', why: 'GitHub says that its run attempt is completed' }
        : { verdict: 'live', why: `GitHub says that its run attempt is ${found.replaceAll('_', ' ')}` };
}
function statusOf(body) {
    try {
        const { status } = JSON.parse(body);
        return typeof status === 'string' && /^[a-z_]{1,30}$/.test(status) ? status : undefined;
    }
    catch {
        return undefined;
    }
}
const unknown = (why) => ({ verdict: 'unknown', why });


/***/ }),

/***/ 7633:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ openSession)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _context_credentials_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7765);
/* harmony import */ var _platform_bundle_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4219);
/* harmony import */ var _platform_oidc_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2318);
/* harmony import */ var _platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7548);
/* harmony import */ var _platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8657);
/* harmony import */ var _platform_supervision_task_runner_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9433);
/* harmony import */ var _state_holder_proof_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1056);
/* harmony import */ var _state_lease_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(389);
/* harmony import */ var _state_lock_signature_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(4265);
/* harmony import */ var _state_lock_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6906);
/* harmony import */ var _state_own_lock_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7009);












/** How often the holder of the state lock is looked up while Terraform waits for it. */
const LOCK_LOOK_INTERVAL = 5_000;
/**
 * Takes the deploy lease and starts the supervisor that beats it and runs Terraform.
 *
 * @throws Failure `DEPLOY_IN_PROGRESS`
 */
async function openSession(platform, { inputs, deployment, run, }, options) {
    const { state } = deployment;
    const role = inputs.roleToAssume;
    // Whatever can fail without the lease does so before it is taken.
    const token = role === undefined ? undefined : await (0,_platform_oidc_js__WEBPACK_IMPORTED_MODULE_3__/* .requestIdToken */ .gj)(platform);
    const holder = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    const job = (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .createJobDirectory */ .Nj)(run.temporaryDirectory, holder);
    if (token !== undefined)
        (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .writeJobFile */ .XB)(job, _platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .TOKEN_FILE */ .r$, token);
    const dynamodb = await platform.aws.dynamodb(state.region);
    const ports = { dynamodb, clock: platform.clock };
    options.saveForPost('job-directory', job.path);
    options.saveForPost('session', JSON.stringify({
        lease: (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .leaseIdentity */ .zQ)(state, holder),
        location: state,
        ...(role === undefined ? {} : { role }),
    }));
    const { lease, waited, takenOver } = await (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .takeLease */ ._e)(ports, state, run, {
        holder,
        stage: options.progress.current ?? 'lease',
        patience: inputs.state.lockTimeout,
        onWait: (other, time, position) => platform.log.info(waitingLine(other, time, position)),
        process: (0,_state_holder_proof_js__WEBPACK_IMPORTED_MODULE_7__/* .ownProcess */ .oz)(process.pid),
        prove: options.prove,
        isGone: _state_holder_proof_js__WEBPACK_IMPORTED_MODULE_7__/* .isGoneHere */ .g3,
        signal: options.signal,
    }).catch((error) => {
        (0,_platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_5__/* .removeJobDirectory */ .HY)(job);
        throw error;
    });
    const started = platform.clock.now();
    if (takenOver !== undefined) {
        platform.log.info(`Took the lease over from ${(0,_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .describeHolder */ .sG)(takenOver.from)}: ${takenOver.why}.`);
    }
    else if (waited > 1_000) {
        platform.log.info(`The lease is free after ${Math.round(waited / 1000)} s; going on.`);
    }
    const aws = (0,_context_credentials_js__WEBPACK_IMPORTED_MODULE_1__/* .awsEnvironment */ .PO)(inputs.region, role === undefined ? undefined : { arn: role, tokenFile: (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .jobFile */ ._h)(job, _platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .TOKEN_FILE */ .r$), run });
    const environment = {
        ...platform.environment,
        ...(0,_context_credentials_js__WEBPACK_IMPORTED_MODULE_1__/* .stsEndpoint */ .bE)(platform.environment),
        ...aws,
        ...TERRAFORM_VARIABLES,
    };
    const lock = { location: state, signature: (0,_state_lock_signature_js__WEBPACK_IMPORTED_MODULE_11__/* .lockSignature */ .m)(run) };
    const supervised = (0,_platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_5__/* .startSupervisor */ .xM)(job, { lease: { ...lease, lock }, keepToken: role !== undefined }, { entry: (0,_platform_bundle_js__WEBPACK_IMPORTED_MODULE_2__/* .bundleEntry */ .xJ)(), environment });
    options.progress.onStage((stage) => supervised.setStage(stage));
    const end = async () => {
        const status = await supervised.release();
        // A supervisor that was killed, or never came up, freed nothing.
        if (status.state !== 'ended') {
            const own = { since: started, hostname: run.hostname, signature: (0,_state_lock_signature_js__WEBPACK_IMPORTED_MODULE_11__/* .lockSignature */ .m)(run) };
            await (0,_state_own_lock_js__WEBPACK_IMPORTED_MODULE_10__/* .freeOwnLock */ .W)(platform, state, own);
            await (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .freeLease */ .hz)(dynamodb, lease);
        }
        (0,_platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_5__/* .removeJobDirectory */ .HY)(job);
    };
    let ended;
    return {
        supervised,
        directory: job.path,
        terraformEnvironment: (0,_platform_supervision_task_runner_js__WEBPACK_IMPORTED_MODULE_6__/* .taskEnvironment */ .r)(environment),
        takenOverFrom: takenOver?.from,
        patience: Math.max(0, inputs.state.lockTimeout - waited),
        watchLock: lockWatch(platform, deployment),
        end: () => (ended ??= end()),
    };
}
/** No prompts, no hints to run commands by hand, no call home. */
const TERRAFORM_VARIABLES = { TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1' };
const waitingLine = (holder, waited, position) => `Waiting for another deploy (${Math.round(waited / 1000)} s so far` +
    `${position > 1 ? `, number ${position} in the queue` : ''}): ${(0,_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .describeHolder */ .sG)(holder)}`;
function lockWatch(platform, { state }) {
    // Kept from one wait to the next: Terraform waits in slices, and the same holder is worth one line.
    let seen = '';
    return async (signal) => {
        while (!signal.aborted) {
            const lock = await (0,_state_lock_js__WEBPACK_IMPORTED_MODULE_9__/* .readLock */ .mF)(platform, state);
            if (lock !== undefined && lock.id !== seen && !signal.aborted) {
                seen = lock.id;
                platform.log.info(`Waiting for the Terraform state lock, held by ${(0,_state_lock_js__WEBPACK_IMPORTED_MODULE_9__/* .describeLock */ .FD)(lock)}.`);
            }
            await platform.clock.sleep(LOCK_LOOK_INTERVAL, signal);
        }
    };
}


/***/ }),

/***/ 9552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ examineState)
/* harmony export */ });
/* harmony import */ var _state_heal_lock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(199);
/* harmony import */ var _state_holder_proof_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1056);
/* harmony import */ var _state_ownership_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(960);
/* harmony import */ var _state_recovery_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1930);
/* harmony import */ var _state_release_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5805);
/* harmony import */ var _state_set_aside_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6264);






/** Whose state it is, whether it is whole, and who left a lock on it: before Terraform reads it. */
async function examineState({ platform, progress, inputs }, leased) {
    const { state, owner } = leased.deployment;
    const previous = leased.session.takenOverFrom;
    const s3 = await platform.aws.s3(state.region);
    const [record, pending, { healed, kept }] = await Promise.all([
        (0,_state_release_record_js__WEBPACK_IMPORTED_MODULE_4__/* .readReleaseRecord */ .d9)(s3, state),
        (0,_state_recovery_js__WEBPACK_IMPORTED_MODULE_3__/* .readPendingRecovery */ .$g)(platform, state),
        (0,_state_heal_lock_js__WEBPACK_IMPORTED_MODULE_0__/* .healLock */ .C4)(platform, state, { prove: (0,_state_holder_proof_js__WEBPACK_IMPORTED_MODULE_1__/* .holderProver */ .l$)(platform, inputs.githubToken), previous }),
    ]);
    if (healed.length > 0 || previous !== undefined)
        progress.found({ freed: { locks: healed, lease: previous } });
    for (const lock of healed)
        platform.log.info(`Freed the Terraform state lock ${(0,_state_heal_lock_js__WEBPACK_IMPORTED_MODULE_0__/* .describeHealed */ .hR)(lock)}.`);
    for (const lock of kept)
        platform.log.info((0,_state_heal_lock_js__WEBPACK_IMPORTED_MODULE_0__/* .describeKept */ .gt)(lock));
    if (record !== undefined)
        (0,_state_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .refuseStateOfAnother */ .q)(record.record, owner, (0,_state_release_record_js__WEBPACK_IMPORTED_MODULE_4__/* .recordName */ .xD)(state));
    // A state that waits for recovery goes first: until it is saved, what is there is not the whole truth.
    const { adoptExisting: adopt } = inputs.terraform;
    const head = pending.length > 0
        ? undefined
        : await (0,_state_set_aside_js__WEBPACK_IMPORTED_MODULE_5__/* .readHeadToAdopt */ .U)(platform, state, { record: record?.record, adopt });
    return { record, pending, head };
}


/***/ }),

/***/ 5602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ findDeployment)
/* harmony export */ });
/* harmony import */ var _context_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7765);
/* harmony import */ var _context_deployment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(168);


/**
 * Finds out what is deployed where: whose credentials these are, and every name. The context that comes back talks to
 * AWS in the role that was asked for.
 *
 * @throws Failure `NO_CREDENTIALS`, `ROLE_NOT_ASSUMED`, `WRONG_ACCOUNT`
 */
async function findDeployment(context, declared) {
    const { inputs, run, progress } = context;
    const { region, roleToAssume: role, allowedAccountId: allowed } = inputs;
    const platform = (0,_context_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .withRole */ .Tl)(context.platform, role, region, run);
    const account = await progress.stage('account', () => (0,_context_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveAccount */ .u1)(platform, { region, role, allowed }), (id) => id);
    const deployment = (0,_context_deployment_js__WEBPACK_IMPORTED_MODULE_1__/* .resolveDeployment */ .MT)(inputs, declared, { account, run });
    progress.found({ state: deployment.state });
    return { context: { ...context, platform }, deployment };
}


/***/ }),

/***/ 4608:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wy: () => (/* binding */ ROOT_INDEX),
  B3: () => (/* binding */ fileRole),
  iY: () => (/* binding */ headersFor),
  t3: () => (/* binding */ isImmutable)
});

// UNUSED EXPORTS: IMMUTABLE, REVALIDATE

// EXTERNAL MODULE: ./node_modules/mime/dist/src/index.js + 3 modules
var src = __webpack_require__(5086);
;// CONCATENATED MODULE: ./lib/frontend/hashed-name.js
/**
 * Directories whose every file a bundler names after its content (or, in Next, after the build).
 * Nuxt keeps one mutable file in its own, `_nuxt/builds/latest.json`; JSON there is left out.
 */
const HASHED_DIRECTORIES = [
    /(?:^|\/)_next\/static\//,
    /(?:^|\/)_astro\//,
    /(?:^|\/)_app\/immutable\//,
    /(?:^|\/)_nuxt\/(?!.*\.json$)/,
];
/** Where bundlers put hashed files beside copied ones (Vite, Rollup, CRA): a weaker sign is enough here. */
const BUNDLE_DIRECTORIES = /(?:^|\/)(?:assets|static\/(?:js|css|media))\//;
/** Lengths at which bundlers cut a hexadecimal hash; 9 or 11 digits are a date or a number with a suffix. */
const HEX_LENGTHS = new Set([8, 10, 12, 16, 20, 24, 32, 40, 64]);
/**
 * Says whether a key's name changes whenever its content does, so that it may be cached for ever.
 *
 * The two mistakes differ: a hashed name taken for a plain one costs a visitor a 304, a plain name taken for a hashed
 * one shows a visitor last year's file. So in doubt a name is plain; one in ten of Vite's random hashes (those that
 * read like a word) is, measured.
 */
function isHashedName(key) {
    if (HASHED_DIRECTORIES.some((directory) => directory.test(key)))
        return true;
    const bundled = BUNDLE_DIRECTORIES.test(key);
    const name = key.slice(key.lastIndexOf('/') + 1);
    // Without the extension, and without the name itself: `jquery` of jquery.min.js can't be the hash of jquery.
    const parts = name.split('.').slice(0, -1);
    return parts.some((part, index) => {
        if (index > 0 && isHash(part, bundled, name))
            return true;
        const afterHyphen = part.slice(part.lastIndexOf('-') + 1);
        if (afterHyphen !== part && isHash(afterHyphen, bundled, name))
            return true;
        // Rollup's hash is base64url: the last eight characters, which may hold a hyphen themselves.
        return part.at(-9) === '-' && isHash(part.slice(-8), bundled, name);
    });
}
function isHash(token, bundled, name) {
    if (/^[0-9a-f]+$/.test(token))
        return isHexHash(token);
    if (token.length !== 8)
        return false;
    // esbuild (Angular) writes base32: `main-5XLTVGJ3.js`.
    if (/^[A-Z2-7]{8}$/.test(token))
        return /[2-7]/.test(token) && /\.(?:m?js|css)(?:\.map)?$/.test(name);
    if (!/^[\w-]{8}$/.test(token))
        return false;
    // A number at the end says nothing: people count (`IMG_1234`, `iPhone15`).
    const turns = classTurns(token.replace(/[_-]?\d+$/, ''));
    return turns >= 3 || (bundled && turns >= 2 && /[A-Z]/.test(token));
}
function isHexHash(token) {
    if (!HEX_LENGTHS.has(token.length) || !/[a-f]/.test(token) || !/[0-9]/.test(token))
        return false;
    // At eight digits, `cafe2024` is still something a person writes.
    return token.length > 8 || classTurns(token) >= 2;
}
/**
 * How often a name turns between lower case, upper case, digits and the rest. The step from a capital to the rest of
 * its word doesn't count: `UserCard` turns once, `BxT3k9aZ` five times, `settings` never.
 */
function classTurns(token) {
    let turns = 0;
    for (let index = 1; index < token.length; index++) {
        const before = characterClass(token.charAt(index - 1));
        const after = characterClass(token.charAt(index));
        if (before !== after && !(before === 'upper' && after === 'lower'))
            turns++;
    }
    return turns;
}
function characterClass(character) {
    if (character >= 'a' && character <= 'z')
        return 'lower';
    if (character >= 'A' && character <= 'Z')
        return 'upper';
    if (character >= '0' && character <= '9')
        return 'digit';
    return 'other';
}

;// CONCATENATED MODULE: ./lib/frontend/headers.js


/** A year: as long as anything may be cached. */
const IMMUTABLE = 'public,max-age=31536000,immutable';
/** Every view asks whether it is still the same; the answer is a 304 as long as it is. */
const REVALIDATE = 'public,max-age=0,must-revalidate';
const PAGE = /\.(?:html?|xhtml)$/i;
const SERVICE_WORKER = /(?:^|[/._-])(?:sw|service-?worker|ngsw-worker)\.m?js$/i;
/** Key of the page that the site's own address answers with. */
const ROOT_INDEX = 'index.html';
/** What part a key plays in the site, by its name. */
function fileRole(key) {
    if (PAGE.test(key))
        return 'page';
    return SERVICE_WORKER.test(key) ? 'service-worker' : 'asset';
}
/** Whether an object never changes under its name: its old versions can't be stale anywhere. */
function isImmutable(key) {
    return fileRole(key) === 'asset' && isHashedName(key);
}
/**
 * Content type and cache header of a key. Nothing is compressed in place: CloudFront compresses, and with Brotli only
 * what reaches it plain.
 */
function headersFor(key) {
    return { contentType: contentType(key), cacheControl: isImmutable(key) ? IMMUTABLE : REVALIDATE };
}
/** Files whose type their name doesn't tell; Apple reads the association only as JSON. */
const NAMED_TYPES = new Map([
    ['.well-known/apple-app-site-association', 'application/json'],
    ['apple-app-site-association', 'application/json'],
]);
const TEXT = /^text\/|\/(?:javascript|json|xml)$|\+(?:json|xml)$/;
function contentType(key) {
    const type = NAMED_TYPES.get(key) ?? src/* default */.A.getType(key) ?? 'application/octet-stream';
    return TEXT.test(type) ? `${type}; charset=utf-8` : type;
}


/***/ }),

/***/ 3240:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ eachInFlight)
/* harmony export */ });
/**
 * Works on every item, `atOnce` at a time. After the first error no further item is begun, and the error is thrown only
 * once everything begun has ended: what writes must not go on behind the back of a caller that gave up (and may have
 * freed the lease by then), which is what `Promise.all` over a limiter does.
 */
async function eachInFlight(items, { atOnce, check }, work) {
    const waiting = items.values();
    let failed;
    const worker = async () => {
        for (const item of waiting) {
            if (failed !== undefined)
                return;
            try {
                check?.();
                await work(item);
            }
            catch (error) {
                failed ??= { error };
                return;
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
    if (failed !== undefined)
        throw failed.error;
}


/***/ }),

/***/ 4388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bh: () => (/* binding */ pruneKept),
/* harmony export */   N9: () => (/* binding */ keepFiles),
/* harmony export */   T5: () => (/* binding */ planKeeping),
/* harmony export */   _I: () => (/* binding */ keptKey),
/* harmony export */   fx: () => (/* binding */ listKept)
/* harmony export */ });
/* harmony import */ var _context_release_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7931);
/* harmony import */ var _in_flight_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3240);
/* harmony import */ var _publish_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1339);
/* harmony import */ var _site_failures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3249);




const AT_ONCE = 32;
const DELETES_AT_ONCE = 1000;
/** S3 copies up to here in one call; a larger file is not kept. */
const MOST_COPIED = 5 * 1024 ** 3;
const DELETING = 'deleting kept files from';
const DELETE_ACTIONS = ['s3:DeleteObjectVersion'];
const UNTOUCHED = 'No file of the site was replaced or deleted: visitors see it as it was.';
/** Key of a kept file. */
const keptKey = ({ prefix }, sha256) => `${prefix}${sha256}`;
/**
 * What a publish replaces or deletes of the releases that a rollback can still go back to afterwards. Only what the
 * listing proves to be the recorded file: what somebody else wrote over it belongs to no release.
 */
function planKeeping(plan, { record, listing, }) {
    const going = new Set([
        ...plan.removedPages,
        ...(0,_publish_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .uploadsOf */ .y8)(plan).flatMap(({ file, replaces }) => (replaces === undefined ? [] : [file.key])),
    ]);
    const releases = (0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_2__/* .wholeReleases */ .WF)(record).filter(({ bucket }) => bucket === plan.bucket);
    const found = listing.flatMap(({ key, etag, size }) => {
        if (!going.has(key) || size > MOST_COPIED)
            return [];
        const sha256 = releases
            .map((release) => recorded(release, key))
            .find((file) => file?.etag === etag)?.sha256;
        return sha256 === undefined ? [] : [{ key, etag, sha256 }];
    });
    return [...new Map(found.map((each) => [each.sha256, each])).values()];
}
const recorded = ({ files }, key) => (Object.hasOwn(files, key) ? files[key] : undefined);
/** Every file that is kept. */
async function listKept(store) {
    const kept = [];
    let next;
    do {
        const page = await attempt(store, 'listing the kept files in', ['s3:ListBucketVersions'], () => store.s3.listObjectVersions({ ...owned(store), Prefix: store.prefix, ...next }));
        for (const { Key = '', Size = 0, VersionId: versionId } of page.Versions ?? [])
            kept.push({ sha256: Key.slice(store.prefix.length), size: Size, versionId });
        const { IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
        next =
            IsTruncated === true && NextKeyMarker !== undefined
                ? { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker }
                : undefined;
    } while (next !== undefined);
    return kept;
}
/**
 * Copies files of the site bucket to where they are kept, within S3. To be called before they are replaced or deleted;
 * the listing says what needs no copy.
 */
async function keepFiles(store, site, { keepsakes, kept }) {
    const there = new Set(kept.map(({ sha256 }) => sha256));
    const missing = keepsakes.filter(({ sha256 }) => !there.has(sha256));
    const check = () => store.signal?.throwIfAborted();
    await (0,_in_flight_js__WEBPACK_IMPORTED_MODULE_3__/* .eachInFlight */ .J)(missing, { atOnce: AT_ONCE, check }, (keepsake) => keep(store, site, keepsake));
}
async function keep(store, site, { key, etag, sha256 }) {
    try {
        await store.s3.copyObject({
            ...owned(store),
            ExpectedSourceBucketOwner: site.account,
            Key: keptKey(store, sha256),
            CopySource: `${site.bucket}/${key.split('/').map(encodeURIComponent).join('/')}`,
            CopySourceIfMatch: `"${etag}"`,
            // Copying the tags of an object takes permissions that nothing else here needs.
            TaggingDirective: 'REPLACE',
        });
    }
    catch (error) {
        // Another process wrote over it, or deleted it, since it was listed: then it is the recorded file no more.
        if ((0,_site_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(error) === 412 || (0,_site_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(error) === 404)
            return;
        throw failure(error, store, 'keeping a file of the site in', ['s3:PutObject', 's3:GetObject']);
    }
}
/**
 * Deletes what no release needs any more that a rollback can go back to. For good, with its version: the bucket's own
 * rules would keep the newest fifty of each key for ever.
 *
 * @returns how many were deleted
 */
async function pruneKept(store, kept, record) {
    const needed = new Set((0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_2__/* .wholeReleases */ .WF)(record).flatMap(({ files }) => Object.values(files).map(({ sha256 }) => sha256)));
    const Objects = kept
        .filter(({ sha256 }) => !needed.has(sha256))
        .map(({ sha256, versionId: VersionId }) => ({
        Key: keptKey(store, sha256),
        ...(VersionId === undefined ? {} : { VersionId }),
    }));
    for (let start = 0; start < Objects.length; start += DELETES_AT_ONCE) {
        const some = Objects.slice(start, start + DELETES_AT_ONCE);
        const { Errors: [first] = [] } = await attempt(store, DELETING, DELETE_ACTIONS, () => store.s3.deleteObjects({ ...owned(store), Delete: { Objects: some, Quiet: true } }));
        // S3 answers 200 to the call as a whole, and refuses each object by itself.
        if (first?.Code !== undefined) {
            const status = first.Code === 'AccessDenied' ? 403 : 500;
            const error = { name: first.Code, message: first.Message ?? '', $metadata: { httpStatusCode: status } };
            throw failure(error, store, DELETING, DELETE_ACTIONS);
        }
    }
    return Objects.length;
}
const owned = ({ bucket, account }) => ({ Bucket: bucket, ExpectedBucketOwner: account });
async function attempt(store, doing, actions, call) {
    try {
        return await call();
    }
    catch (error) {
        throw failure(error, store, doing, actions);
    }
}
const failure = (error, site, doing, actions) => (0,_site_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .siteFailure */ .Uf)(error, { site, doing, safe: UNTOUCHED, actions });


/***/ }),

/***/ 1339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HF: () => (/* binding */ changesSite),
/* harmony export */   N_: () => (/* binding */ planPublish),
/* harmony export */   Py: () => (/* binding */ keysToExamine),
/* harmony export */   y8: () => (/* binding */ uploadsOf)
/* harmony export */ });
/* harmony import */ var _headers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4608);
/* harmony import */ var _retention_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7070);


/** How far the runner's clock and S3's may be apart. */
const CLOCK_SKEW = 15 * 60_000;
/**
 * Keys whose content is already right but whose headers only a HEAD can tell: what a killed run uploaded, or another
 * tool. Without such a case (the usual one) there is none, and the listing is enough.
 */
function keysToExamine(state) {
    const known = knownObjects(state);
    return state.files.flatMap(({ key, ...file }) => {
        const object = known.get(key);
        return object !== undefined && hasContent(object, file) && object.headers === undefined ? [key] : [];
    });
}
/**
 * Decides what a publish does. A file is skipped only if the listing proves its content (the ETag is its MD5, or the
 * record knows this very ETag to be its SHA-256: KMS and multipart objects) and its headers are known to be as wanted.
 *
 * @param examined headers found by HEAD for `keysToExamine`
 */
function planPublish(state, examined) {
    const known = knownObjects(state);
    const uploads = [];
    const unchanged = [];
    for (const file of state.files) {
        const headers = (0,_headers_js__WEBPACK_IMPORTED_MODULE_0__/* .headersFor */ .iY)(file.key);
        const object = known.get(file.key);
        if (object === undefined)
            uploads.push({ file, headers });
        else if (hasContent(object, file) && sameHeaders(object.headers ?? examined.get(file.key), headers)) {
            unchanged.push({ file, headers, etag: object.etag });
        }
        else
            uploads.push({ file, headers, replaces: object.etag });
    }
    const recorded = uploads.length === 0 && isRecorded(state, unchanged);
    return { bucket: state.bucket, ...inOrder(uploads), unchanged, recorded, ...leftOver(state, uploads) };
}
function isRecorded({ bucket, record: { live, intended } }, site) {
    if (live?.bucket !== bucket || intended !== undefined)
        return false;
    if (Object.keys(live.files).length !== site.length)
        return false;
    return site.every(({ file: { key }, headers, etag }) => {
        const recorded = Object.hasOwn(live.files, key) ? live.files[key] : undefined;
        return recorded?.etag === etag && sameHeaders(recorded, headers);
    });
}
/**
 * Whether there is anything to do: to write, to invalidate, or only to record. (A site that a killed run, or another
 * tool, left exactly as wanted is recorded once; until then its files would count as somebody else's.)
 */
function changesSite(plan) {
    const { removedPages, prunable, stalePaths, recorded } = plan;
    return !recorded || uploadsOf(plan).length + removedPages.length + prunable.length + stalePaths.length > 0;
}
/** Every upload of a plan, in the order it is made. */
function uploadsOf({ additive, activations }) {
    const { assets, pages, rootIndex, serviceWorkers } = activations;
    return [...additive, ...assets, ...pages, ...rootIndex, ...serviceWorkers];
}
/** The listing, annotated with what the record knows of exactly these versions. */
function knownObjects(state) {
    const releases = releasesOf(state);
    return new Map(state.listing.map((object) => [object.key, annotate(object, state, releases)]));
}
function annotate(object, { record }, releases) {
    const recorded = newest(releases, object.key);
    if (recorded === undefined || recorded.file.etag !== object.etag)
        return object;
    const { sha256, contentType, cacheControl } = recorded.file;
    // The same bytes with other headers keep their ETag. A run that was killed before it could record itself may have
    // written exactly that, so what is younger than the record is asked for its headers.
    const mayBeRewritten = record.intended !== undefined &&
        !(object.lastModified <= Date.parse(releases[0]?.publishedAt ?? '') - CLOCK_SKEW);
    return mayBeRewritten
        ? { ...object, sha256 }
        : { ...object, sha256, headers: { contentType, cacheControl } };
}
function newest(releases, key) {
    for (const { files } of releases) {
        const file = Object.hasOwn(files, key) ? files[key] : undefined;
        if (file !== undefined)
            return { file };
    }
    return undefined;
}
/** Recorded releases in this bucket, newest first; those in another say nothing about it. */
function releasesOf({ bucket, record }) {
    const all = [...(record.live === undefined ? [] : [record.live]), ...(record.previous ?? [])];
    return all.filter((release) => release.bucket === bucket);
}
const hasContent = (object, file) => object.size === file.size && (object.etag === file.md5 || object.sha256 === file.sha256);
const sameHeaders = (found, wanted) => found?.contentType === wanted.contentType && found.cacheControl === wanted.cacheControl;
function inOrder(uploads) {
    const role = (upload) => (0,_headers_js__WEBPACK_IMPORTED_MODULE_0__/* .fileRole */ .B3)(upload.file.key);
    const isRoot = (upload) => upload.file.key === _headers_js__WEBPACK_IMPORTED_MODULE_0__/* .ROOT_INDEX */ .wy;
    const assets = uploads.filter((upload) => role(upload) === 'asset');
    const pages = uploads.filter((upload) => role(upload) === 'page');
    return {
        additive: assets.filter(({ replaces }) => replaces === undefined),
        activations: {
            assets: assets.filter(({ replaces }) => replaces !== undefined),
            pages: pages.filter((upload) => !isRoot(upload)),
            rootIndex: pages.filter(isRoot),
            serviceWorkers: uploads.filter((upload) => role(upload) === 'service-worker'),
        },
    };
}
function leftOver(state, uploads) {
    const interrupted = state.record.intended;
    const owed = interrupted?.owed ?? [];
    const { gonePages, expired, foreign } = (0,_retention_js__WEBPACK_IMPORTED_MODULE_1__/* .leftOvers */ .Nx)({
        ...state,
        releases: releasesOf(state),
        alsoOurs: new Set(owed.map((path) => path.slice(1))),
    });
    const livePages = state.listing.filter(({ key }) => (0,_headers_js__WEBPACK_IMPORTED_MODULE_0__/* .fileRole */ .B3)(key) === 'page').length;
    const keepPages = moreThanHalf(gonePages, livePages);
    // Old files alone are no reason to write: they go with the next change. Nor do they go before the pages they belong to.
    const changes = uploads.length + gonePages.length > 0 || interrupted !== undefined;
    const due = changes && !keepPages ? expired : [];
    const keepFiles = moreThanHalf(due, state.listing.length);
    const removedPages = keepPages ? [] : gonePages;
    const prunable = keepFiles ? [] : due;
    const overwritten = uploads.filter(({ replaces }) => replaces !== undefined).map(({ file }) => file.key);
    const created = uploads.filter(({ replaces }) => replaces === undefined).map(({ file }) => file.key);
    const stalePaths = paths(owed, [
        ...overwritten,
        ...removedPages,
        ...prunable.filter((key) => !(0,_headers_js__WEBPACK_IMPORTED_MODULE_0__/* .isImmutable */ .t3)(key)),
    ]);
    return {
        removedPages,
        prunable,
        withheld: [...(keepPages ? gonePages : []), ...(keepFiles ? due : [])],
        foreign,
        stalePaths,
        owed: paths(stalePaths, created.filter((key) => (0,_headers_js__WEBPACK_IMPORTED_MODULE_0__/* .fileRole */ .B3)(key) === 'page')),
    };
}
const moreThanHalf = (keys, all) => keys.length * 2 > all;
/** Known paths and those of `keys`, each once. */
const paths = (known, keys) => [...new Set([...known, ...keys.map((key) => `/${key}`)])].sort();


/***/ }),

/***/ 8420:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Yf: () => (/* binding */ activate),
  qf: () => (/* binding */ examineHeaders),
  k_: () => (/* binding */ listSite),
  R3: () => (/* binding */ prune),
  Nf: () => (/* binding */ removePages),
  Yz: () => (/* binding */ uploadAdditive)
});

// EXTERNAL MODULE: ./lib/errors.js
var lib_errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/frontend/in-flight.js
var in_flight = __webpack_require__(3240);
// EXTERNAL MODULE: ./lib/frontend/site-failures.js
var site_failures = __webpack_require__(3249);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./lib/frontend/write-object.js



/** Up to here a file goes in one piece, which makes its ETag its MD5; S3 takes up to 5 GB so, memory doesn't. */
const ONE_PIECE = 100 * 1024 * 1024;
const PART = 16 * 1024 * 1024;
const MOST_PARTS = 10_000;
/** Tries of a write that meets another of the same key. */
const MOST_ATTEMPTS = 4;
/**
 * Writes one file under its condition: over the very object that was listed, or where there is none.
 *
 * A condition that doesn't hold is no conflict when our content stands there: S3 answers 412 to the SDK's second try of
 * a write whose first answer was lost, and another run of the same commit writes the same.
 *
 * @returns the ETag, without quotes
 * @throws {Failure} PUBLISH_CONFLICT, ACCESS_DENIED or PUBLISH_FAILED
 */
async function writeObject(target, upload, safe) {
    for (let attempt = 1;; attempt++) {
        try {
            return await (upload.file.size > ONE_PIECE ? inParts(target, upload) : inOnePiece(target, upload));
        }
        catch (error) {
            if (!isUnmetCondition(error))
                throw notWritten(error, { target, upload, safe });
            const there = await ourObject(target, upload, safe);
            if (there !== undefined)
                return there;
            // 409 says that a write of this key is under way, most often our own first try: it decides nothing yet.
            if ((0,site_failures/* statusOf */.c2)(error) !== 409 || attempt === MOST_ATTEMPTS) {
                throw (0,site_failures/* conflict */.hj)(target, { key: upload.file.key, safe, cause: error });
            }
        }
    }
}
const notWritten = (error, { target, upload, safe }) => (0,site_failures/* siteFailure */.Uf)(error, {
    site: target,
    doing: `writing ${upload.file.key} to`,
    safe,
    actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
});
/** 412: another version than listed, or one where there was none; 404: the listed one is gone; 409: written right now. */
const isUnmetCondition = (error) => {
    const status = (0,site_failures/* statusOf */.c2)(error);
    const { name } = error;
    return status === 412 || (status === 409 && name === 'ConditionalRequestConflict') || name === 'NoSuchKey';
};
const fields = ({ bucket, account }, { file }) => ({
    Bucket: bucket,
    Key: file.key,
    ExpectedBucketOwner: account,
});
const headers = ({ headers: { contentType, cacheControl } }) => ({
    ContentType: contentType,
    CacheControl: cacheControl,
});
const condition = ({ replaces }) => replaces === undefined ? { IfNoneMatch: '*' } : { IfMatch: `"${replaces}"` };
async function inOnePiece(target, upload) {
    const { ETag } = await target.s3.putObject({
        ...fields(target, upload),
        ...headers(upload),
        ...condition(upload),
        Body: await (0,promises_.readFile)(upload.file.path),
        // Of what was hashed, not of what is sent: S3 refuses a file that changed in between (BadDigest).
        ChecksumSHA256: base64(upload.file.sha256),
    });
    return withoutQuotes(ETag);
}
async function inParts(target, upload) {
    const { s3 } = target;
    const begun = await s3.createMultipartUpload({
        ...fields(target, upload),
        ...headers(upload),
        ChecksumAlgorithm: 'SHA256',
    });
    const parts = { ...fields(target, upload), UploadId: begun.UploadId };
    try {
        const Parts = await uploadParts(s3, parts, upload);
        const { ETag } = await s3.completeMultipartUpload({
            ...parts,
            ...condition(upload),
            MultipartUpload: { Parts },
        });
        return withoutQuotes(ETag);
    }
    catch (error) {
        // Parts that are never completed cost as much as an object does, and no listing shows them.
        await s3.abortMultipartUpload(parts).catch(() => undefined);
        throw error;
    }
}
async function uploadParts(s3, parts, { file }) {
    const length = Math.max(PART, Math.ceil(file.size / MOST_PARTS));
    const whole = (0,external_node_crypto_.createHash)('sha256');
    const completed = [];
    const handle = await (0,promises_.open)(file.path);
    try {
        for (let start = 0; start < file.size; start += length) {
            const body = Buffer.allocUnsafe(Math.min(length, file.size - start));
            const { bytesRead } = await handle.read(body, 0, body.length, start);
            const part = body.subarray(0, bytesRead);
            whole.update(part);
            const ChecksumSHA256 = (0,external_node_crypto_.createHash)('sha256').update(part).digest('base64');
            const PartNumber = completed.length + 1;
            const { ETag } = await s3.uploadPart({ ...parts, PartNumber, Body: part, ChecksumSHA256 });
            completed.push({ PartNumber, ETag, ChecksumSHA256 });
        }
    }
    finally {
        await handle.close();
    }
    if (whole.digest('hex') !== file.sha256)
        throw new FileChanged(file.path);
    return completed;
}
/** The check that S3 makes for a file in one piece: of a file in parts it only knows the parts. */
class FileChanged extends Error {
    name = 'FileChanged';
    constructor(file) {
        super(`${file} changed while it was uploaded`);
    }
}
/** ETag of the object that stands there, if it is what we wanted to write. */
async function ourObject(target, upload, safe) {
    let found;
    try {
        found = await target.s3.headObject({ ...fields(target, upload), ChecksumMode: 'ENABLED' });
    }
    catch (error) {
        if ((0,site_failures/* statusOf */.c2)(error) === 404)
            return undefined;
        throw (0,site_failures/* siteFailure */.Uf)(error, {
            site: target,
            doing: `reading ${upload.file.key} of`,
            safe,
            actions: ['s3:GetObject'],
        });
    }
    const etag = withoutQuotes(found.ETag);
    const same = etag === upload.file.md5 || found.ChecksumSHA256 === base64(upload.file.sha256);
    const { contentType, cacheControl } = upload.headers;
    return same && found.ContentType === contentType && found.CacheControl === cacheControl ? etag : undefined;
}
const base64 = (hex) => Buffer.from(hex, 'hex').toString('base64');
/** S3 writes an ETag with quotes; the record and this code don't. */
const withoutQuotes = (etag) => (etag ?? '').replaceAll('"', '');

;// CONCATENATED MODULE: ./lib/frontend/publish.js




/** More gains nothing: the SDK's own work for a request is the limit (measured). */
const REQUESTS_AT_ONCE = 32;
/** Larger files are read whole into memory one by one; smaller ones as many at once as requests are. */
const SMALL = 4 * 1024 * 1024;
const LARGE_AT_ONCE = 2;
/** S3 deletes at most this many in one call. */
const DELETES_AT_ONCE = 1000;
const UNTOUCHED = 'Nothing was uploaded: the site is as it was.';
const ONLY_ADDED = 'Only files that no page names yet were added: visitors see the site as it was. Deploying again goes on from here.';
const PARTLY_SWITCHED = 'Every file that a page names is there, so no page is broken, but some pages may be new and others old. Deploying again goes on from here and invalidates what is owed.';
const OLD_FILES_LEFT = 'The new site is uploaded and no page is broken. Only what it no longer has is left over; the next deploy deletes it.';
/**
 * Every object of the site bucket: the truth that a plan starts from.
 *
 * @throws {Failure} ACCESS_DENIED or PUBLISH_FAILED; nothing was uploaded then
 */
async function listSite(site) {
    const objects = [];
    let token;
    do {
        stopIfAborted(site, UNTOUCHED);
        const page = await listPage(site, token);
        for (const { Key, ETag, Size, LastModified } of page.Contents ?? []) {
            if (Key === undefined)
                continue;
            const lastModified = LastModified?.getTime() ?? 0;
            objects.push({ key: Key, etag: withoutQuotes(ETag), size: Size ?? 0, lastModified });
        }
        token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return objects;
}
async function listPage(site, token) {
    try {
        return await site.s3.listObjectsV2({
            Bucket: site.bucket,
            ExpectedBucketOwner: site.account,
            ...(token === undefined ? {} : { ContinuationToken: token }),
        });
    }
    catch (error) {
        const doing = 'listing the site bucket';
        throw (0,site_failures/* siteFailure */.Uf)(error, { site, doing, safe: UNTOUCHED, actions: ['s3:ListBucket'] });
    }
}
/**
 * The headers of the objects that `keysToExamine` names. One that is gone by now is left out; its write will meet the
 * conflict.
 */
async function examineHeaders(site, keys) {
    const examined = new Map();
    const bound = { atOnce: REQUESTS_AT_ONCE, check: () => stopIfAborted(site, UNTOUCHED) };
    await (0,in_flight/* eachInFlight */.J)(keys, bound, async (key) => {
        try {
            const found = await site.s3.headObject({
                Bucket: site.bucket,
                Key: key,
                ExpectedBucketOwner: site.account,
            });
            examined.set(key, { contentType: found.ContentType ?? '', cacheControl: found.CacheControl ?? '' });
        }
        catch (error) {
            if ((0,site_failures/* statusOf */.c2)(error) === 404)
                return;
            throw (0,site_failures/* siteFailure */.Uf)(error, {
                site,
                doing: `reading ${key} of`,
                safe: UNTOUCHED,
                actions: ['s3:GetObject'],
            });
        }
    });
    return examined;
}
/** Adds the files that nothing live names yet. Stopped at any point, visitors see no difference. */
async function uploadAdditive(site, plan) {
    const written = startWriting();
    await write(site, plan.additive, { written, safe: () => ONLY_ADDED });
    return written;
}
/**
 * Switches the site over: files that pages share, then pages, the root page, service workers; each group ends before
 * the next begins. The intent with the plan's `owed` must be recorded by now.
 *
 * @param additive the result of `uploadAdditive`: without its files the pages would be broken
 */
async function activate(site, plan, additive) {
    const missing = plan.additive.filter(({ file }) => !additive.etags.has(file.key));
    if (missing.length > 0)
        throw notAdded(missing);
    const { assets, pages, rootIndex, serviceWorkers } = plan.activations;
    const written = startWriting();
    const safe = () => (written.begun ? PARTLY_SWITCHED : ONLY_ADDED);
    for (const group of [assets, pages, rootIndex, serviceWorkers])
        await write(site, group, { written, safe });
    return written;
}
/**
 * Deletes the pages that the site no longer has. To be called once the invalidation is accepted, and before the release
 * is recorded: what is recorded as done must not leave a page behind that nobody knows of.
 *
 * @returns how many objects were deleted
 */
const removePages = (site, plan) => deleteAll(site, plan.removedPages);
/**
 * Deletes the other files that nobody needs any more. To be called last, when the release is recorded as live.
 *
 * @returns how many objects were deleted
 */
const prune = (site, plan) => deleteAll(site, plan.prunable);
async function deleteAll(site, all) {
    for (let start = 0; start < all.length; start += DELETES_AT_ONCE) {
        stopIfAborted(site, OLD_FILES_LEFT);
        await deleteKeys(site, all.slice(start, start + DELETES_AT_ONCE));
    }
    return all.length;
}
async function deleteKeys(site, keys) {
    let answer;
    try {
        answer = await site.s3.deleteObjects({
            Bucket: site.bucket,
            ExpectedBucketOwner: site.account,
            Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true },
        });
    }
    catch (error) {
        const doing = 'deleting old files from';
        throw (0,site_failures/* siteFailure */.Uf)(error, { site, doing, safe: OLD_FILES_LEFT, actions: ['s3:DeleteObject'] });
    }
    const errors = answer.Errors ?? [];
    const first = errors[0];
    if (first === undefined)
        return;
    throw new lib_errors/* Failure */.H({
        code: 'PUBLISH_FAILED',
        reason: `S3 did not delete ${errors.length} old files of ${site.bucket}: ${first.Code} ${first.Message ?? ''}.`,
        safe: OLD_FILES_LEFT,
        next: 'Allow the role s3:DeleteObject on the objects of the site bucket.',
        details: errors.map(({ Key, Code }) => `${Key}: ${Code}`),
    });
}
const startWriting = () => ({ etags: new Map(), bytes: 0, begun: false });
async function write(site, uploads, { written, safe }) {
    const check = () => stopIfAborted(site, safe());
    const put = async (upload) => {
        written.begun = true;
        written.etags.set(upload.file.key, await writeObject(site, upload, safe()));
        written.bytes += upload.file.size;
    };
    const isSmall = ({ file }) => file.size <= SMALL;
    await (0,in_flight/* eachInFlight */.J)(uploads.filter(isSmall), { atOnce: REQUESTS_AT_ONCE, check }, put);
    const large = uploads.filter((upload) => !isSmall(upload));
    await (0,in_flight/* eachInFlight */.J)(large, { atOnce: LARGE_AT_ONCE, check }, put);
}
/** Stops with the reason the run was stopped for, if that is a failure in itself (a lost lease, a cancelled run). */
function stopIfAborted({ signal, bucket }, safe) {
    if (signal?.aborted !== true)
        return;
    if (signal.reason instanceof lib_errors/* Failure */.H)
        throw signal.reason;
    throw new lib_errors/* Failure */.H({
        code: 'CANCELLED',
        reason: `The run was cancelled while it published to ${bucket}.`,
        safe,
        next: 'Deploy again: it goes on where this run stopped.',
        cause: signal.reason,
    });
}
const notAdded = (missing) => new lib_errors/* Failure */.H({
    code: 'INTERNAL',
    reason: `Pages were to be switched before ${missing.length} files they may need were there (${missing[0]?.file.key}).`,
    safe: ONLY_ADDED,
    next: 'Deploy again, and report this with the log.',
});


/***/ }),

/***/ 6326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ filesOfRelease),
/* harmony export */   U: () => (/* binding */ fetchFiles)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _headers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4608);
/* harmony import */ var _in_flight_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3240);
/* harmony import */ var _kept_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4388);
/* harmony import */ var _publish_plan_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1339);
/* harmony import */ var _site_failures_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3249);









/** How many of the missing files a failure names. */
const NAMED = 20;
const AT_ONCE = 16;
const UNTOUCHED = 'No file of the site was touched by this rollback: visitors see it as it was.';
/**
 * The files of a recorded release as a build would have left them, each under the path in `directory` to which
 * `fetchFiles` brings it where it is to be uploaded.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where the content of one is nowhere any more
 */
function filesOfRelease(release, { listing, kept }, directory) {
    const there = new Map(listing.map((object) => [object.key, object]));
    const sizes = new Map(kept.map(({ sha256, size }) => [sha256, size]));
    const missing = [];
    const files = Object.entries(release.files).map(([key, { sha256, etag }]) => {
        const object = there.get(key);
        const size = object?.etag === etag ? object.size : sizes.get(sha256);
        if (size === undefined)
            missing.push(key);
        // The ETag it was recorded with recognises it where it stands, whether that is an MD5 or not.
        return { key, path: node_path__WEBPACK_IMPORTED_MODULE_2__.join(directory, sha256), size: size ?? 0, sha256, md5: etag };
    });
    if (missing.length > 0)
        throw gone(release, missing);
    return files;
}
/**
 * Brings the content of what a plan uploads, and of the root page (which the live site is compared with), to where
 * `filesOfRelease` says it is.
 */
async function fetchFiles(sources, plan) {
    const root = plan.unchanged.flatMap(({ file }) => (file.key === _headers_js__WEBPACK_IMPORTED_MODULE_4__/* .ROOT_INDEX */ .wy ? [file] : []));
    const wanted = [...(0,_publish_plan_js__WEBPACK_IMPORTED_MODULE_6__/* .uploadsOf */ .y8)(plan).map(({ file }) => file), ...root];
    // Two keys may have the same content, and so the same path.
    const files = [...new Map(wanted.map((file) => [file.path, file])).values()];
    const kept = new Set(sources.stored.kept.map(({ sha256 }) => sha256));
    const { signal } = sources.kept;
    await (0,_in_flight_js__WEBPACK_IMPORTED_MODULE_8__/* .eachInFlight */ .J)(files, { atOnce: AT_ONCE, check: () => signal?.throwIfAborted() }, (file) => kept.has(file.sha256)
        ? fetch(sources.kept, { Key: (0,_kept_files_js__WEBPACK_IMPORTED_MODULE_5__/* .keptKey */ ._I)(sources.kept, file.sha256) }, file)
        : fetch(sources.site, { Key: file.key, IfMatch: `"${file.md5}"` }, file));
}
async function fetch(source, object, file) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    try {
        const { Body } = await source.s3.getObject({
            Bucket: source.bucket,
            ExpectedBucketOwner: source.account,
            ...object,
        });
        const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file.path, 'w');
        try {
            // In Node the body is a Readable; the type also allows for browsers.
            for await (const chunk of (Body ?? [])) {
                hash.update(chunk);
                await handle.writeFile(chunk);
            }
        }
        finally {
            await handle.close();
        }
    }
    catch (error) {
        const doing = `reading ${object.Key} of`;
        throw (0,_site_failures_js__WEBPACK_IMPORTED_MODULE_7__/* .siteFailure */ .Uf)(error, { site: source, doing, safe: UNTOUCHED, actions: ['s3:GetObject'] });
    }
    if (hash.digest('hex') !== file.sha256)
        throw altered(source, object.Key);
}
const gone = ({ id, bucket }, missing) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `${missing.length} files of release ${id} are neither in ${bucket} nor kept any more (${missing[0]}).`,
    safe: UNTOUCHED,
    next: 'Deploy the commit of that release again (run its workflow by hand on a tag or branch of it): that builds the site.',
    details: [
        ...missing.slice(0, NAMED),
        ...(missing.length > NAMED ? [`and ${missing.length - NAMED} more`] : []),
    ],
});
const altered = ({ bucket }, key) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `${key} in ${bucket} does not hold what was recorded: its SHA-256 is another one.`,
    safe: UNTOUCHED,
    next: 'Deploy the commit of that release again (run its workflow by hand on a tag or branch of it): that builds the site.',
});


/***/ }),

/***/ 7070:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nx: () => (/* binding */ leftOvers),
/* harmony export */   iL: () => (/* binding */ previousReleases)
/* harmony export */ });
/* unused harmony export GRACE */
/* harmony import */ var _context_release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5298);
/* harmony import */ var _headers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4608);


/**
 * How long a file stays after the last release that had it was replaced: a tab opened then still loads what it needs
 * (an application's lazy chunks, above all).
 */
const GRACE = 7 * 24 * 60 * 60_000;
/**
 * Which objects nobody needs any more. What no recorded release ever had is not ours to delete, as
 * `aws s3 sync --delete` would: an application's uploads, a search engine's verification file, the site as another tool
 * left it. It is counted and left alone.
 */
function leftOvers({ listing, files, releases, alsoOurs, now }) {
    const wanted = new Set(files.map(({ key }) => key));
    const kept = keysOf(releases.filter((_, index) => isKept(releases, index, now)));
    const recorded = keysOf(releases);
    const unwanted = listing.filter(({ key }) => !wanted.has(key));
    const ours = unwanted.filter(({ key }) => recorded.has(key) || alsoOurs.has(key));
    const isPage = ({ key }) => (0,_headers_js__WEBPACK_IMPORTED_MODULE_0__/* .fileRole */ .B3)(key) === 'page';
    const isExpired = ({ key, lastModified }) => !kept.has(key) && now - lastModified > GRACE;
    return {
        gonePages: ours.filter(isPage).map(({ key }) => key),
        expired: ours.filter((object) => !isPage(object) && isExpired(object)).map(({ key }) => key),
        foreign: unwanted.length - ours.length,
    };
}
/** The live release and the `KEPT_RELEASES` before it, and any that was still live within the grace period. */
function isKept(releases, index, now) {
    if (index <= _context_release_js__WEBPACK_IMPORTED_MODULE_1__/* .KEPT_RELEASES */ .uA)
        return true;
    // A release was live until the next one was published.
    return !(now - Date.parse(releases[index - 1]?.publishedAt ?? '') > GRACE);
}
/**
 * What the record's `previous` becomes when `release` goes live. The newest `KEPT_RELEASES` stay whole, for rollback.
 * Older ones stay as long as the bucket still holds a file that only they had, with just those files: so the record
 * never forgets an object it will have to delete, however often a run is killed before its deletes, and its size is
 * bounded by the bucket's.
 *
 * @param listing the bucket as it was listed at the beginning of this run
 */
function previousReleases(release, { before, listing }) {
    const present = new Set(listing.map(({ key }) => key));
    const newer = new Set(Object.keys(release.files));
    const previous = [];
    const candidates = before.filter(({ id, bucket }) => id !== release.id && bucket === release.bucket);
    for (const [index, candidate] of candidates.entries()) {
        const own = Object.entries(candidate.files).filter(([key]) => present.has(key) && !newer.has(key));
        if (index < _context_release_js__WEBPACK_IMPORTED_MODULE_1__/* .KEPT_RELEASES */ .uA)
            previous.push(candidate);
        else if (own.length > 0)
            previous.push({ ...candidate, files: Object.fromEntries(own) });
        for (const key of Object.keys(candidate.files))
            newer.add(key);
    }
    return previous;
}
const keysOf = (releases) => new Set(releases.flatMap(({ files }) => Object.keys(files)));


/***/ }),

/***/ 3249:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uf: () => (/* binding */ siteFailure),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   hj: () => (/* binding */ conflict)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** HTTP status of an error of AWS; undefined: it isn't one. */
const statusOf = (error) => error.$metadata?.httpStatusCode;
/**
 * The failure that an error of S3 is to the user.
 *
 * @param doing what failed, as a clause: `listing the site bucket`
 */
function siteFailure(error, { site, doing, safe, actions, }) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H)
        return error;
    const { name = 'an unknown error', message = '' } = error;
    const status = statusOf(error);
    const said = `${name}${message === '' || message === name ? '' : ` (${message.split('\n', 1)[0]})`}`;
    if (status === 403) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
            code: 'ACCESS_DENIED',
            reason: `AWS refused ${doing} ${site.bucket}: ${said}. Either the role lacks a permission, or the bucket isn't owned by account ${site.account}.`,
            safe,
            next: 'Allow the role what the statement below says (and the key of the bucket, if it is encrypted with KMS), then deploy again.',
            details: statement(site.bucket, actions),
            cause: error,
        });
    }
    const missing = name === 'NoSuchBucket';
    const elsewhere = name === 'PermanentRedirect' || status === 301;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'PUBLISH_FAILED',
        reason: missing
            ? `The site bucket ${site.bucket}, which the Terraform output names, does not exist.`
            : elsewhere
                ? `The site bucket ${site.bucket} is in another region than aws-region.`
                : `${doing.charAt(0).toUpperCase()}${doing.slice(1)} ${site.bucket} failed: ${said}.`,
        safe,
        next: missing
            ? 'Check frontend-bucket-output: the output must be the name of the bucket.'
            : elsewhere
                ? "Set aws-region to the bucket's region and deploy again."
                : 'Deploy again: it goes on where this run stopped.',
        cause: error,
    });
}
function statement(bucket, actions) {
    return JSON.stringify({
        Effect: 'Allow',
        Action: actions,
        // Listing is a right on the bucket, everything else here on its objects.
        Resource: `arn:aws:s3:::${bucket}${actions.includes('s3:ListBucket') ? '' : '/*'}`,
    }, null, 2).split('\n');
}
/** Somebody else wrote an object between our listing and our write. */
const conflict = ({ bucket }, { key, safe, cause }) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'PUBLISH_CONFLICT',
    reason: `${key} in ${bucket} was changed by another process after this run had listed the bucket.`,
    safe,
    next: 'Let only this action write to the bucket, and deploy again: it starts from what is there now.',
    cause,
});


/***/ }),

/***/ 2160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ both)
/* harmony export */ });
/**
 * Waits for both, whatever becomes of either: no work goes on behind a failure, and none is left unobserved. The
 * first's failure comes first.
 */
async function both(first, second) {
    const [a, b] = await Promise.allSettled([first, second]);
    if (a.status === 'rejected')
        throw a.reason;
    if (b.status === 'rejected')
        throw b.reason;
    return [a.value, b.value];
}


/***/ }),

/***/ 9772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ machineName),
/* harmony export */   JM: () => (/* binding */ isGroupAlive),
/* harmony export */   jW: () => (/* binding */ isProcessAlive)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/**
 * Names this boot of this kernel and its space of process ids: two processes that read the same name see each other's
 * ids. The runner's name can't serve: hosted runners on different machines share theirs. Undefined where it can't be
 * known (no Linux): then nothing about another process is ever concluded.
 */
function machineName() {
    try {
        const boot = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim();
        return `${boot}/${(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)('/proc/self/ns/pid')}`;
    }
    catch {
        return undefined;
    }
}
/**
 * Whether any process of this group still runs: the supervisor that led it, Terraform, its providers. As long as one
 * does, its id is given to no new group. A process that is dead but not yet reaped does nothing any more.
 */
function isGroupAlive(group) {
    try {
        process.kill(-group, 0);
    }
    catch (error) {
        return error.code !== 'ESRCH';
    }
    const processes = readProcesses();
    // Where they can't be listed, what answers to a signal counts as alive.
    if (processes.length === 0)
        return true;
    return processes.some((each) => each.group === group && !/^[ZX]$/.test(each.state));
}
/** Whether this process runs; one that is dead but not yet reaped does not. */
function isProcessAlive(pid) {
    try {
        process.kill(pid, 0);
    }
    catch (error) {
        return error.code !== 'ESRCH';
    }
    const [found] = readProcess(String(pid));
    return found === undefined || !/^[ZX]$/.test(found.state);
}
function readProcesses() {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc')
            .filter((name) => /^\d+$/.test(name))
            .flatMap((pid) => readProcess(pid));
    }
    catch {
        return [];
    }
}
function readProcess(pid) {
    try {
        const text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        // The name, in parentheses, may hold spaces and parentheses: what counts comes after the last one.
        const [state = '', , group = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
        return [{ state, group: Number(group) }];
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 9433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ taskEnvironment),
/* harmony export */   u: () => (/* binding */ TaskRunner)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7548);



/** Variables that let a process mint tokens of this job, or hold the action's own inputs: no task's business. */
const WITHHELD = /^(INPUT_|STATE_|ACTIONS_)/;
/** The environment of a child: everything the job has, without the runner's own tokens and the action's inputs. */
const taskEnvironment = (environment) => Object.fromEntries(Object.entries(environment).filter(([name]) => !WITHHELD.test(name)));
/** Runs the tasks that appear in a job directory, in the order of their numbers, one at a time. */
class TaskRunner {
    #job;
    #environment;
    #onChange;
    #child;
    #next = 1;
    #interrupted = false;
    /** @param onChange told the process id of the task that runs now, or undefined when none does. */
    constructor(job, environment, onChange) {
        this.#onChange = onChange;
        this.#job = job;
        this.#environment = taskEnvironment(environment);
    }
    get running() {
        return this.#child !== undefined;
    }
    /** Starts the next task if one is waiting and none runs; signals the running one if that is asked for. */
    look() {
        if (this.#child !== undefined) {
            if ((0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .hasJobFile */ ._q)(this.#job, 'interrupt'))
                this.interrupt();
            return;
        }
        const task = (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .readJobJson */ .oA)(this.#job, `tasks/${this.#next}.json`);
        if (task === undefined)
            return;
        const name = `tasks/${this.#next}`;
        this.#next += 1;
        this.#start(name, task);
    }
    /**
     * One SIGINT, ever: a second one makes Terraform exit at once and lose what it has not saved. No task starts after
     * it, whether one ran or not.
     */
    interrupt() {
        if (this.#interrupted)
            return;
        this.#interrupted = true;
        this.#child?.kill('SIGINT');
    }
    #start(name, task) {
        // Asked to stop before it began: it doesn't begin.
        if (this.#interrupted || (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .hasJobFile */ ._q)(this.#job, 'interrupt')) {
            return (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .writeJobJson */ .v7)(this.#job, `${name}.exit.json`, {
                exitCode: null,
                signal: 'SIGINT',
            });
        }
        const log = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)((0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .jobFile */ ._h)(this.#job, `${name}.log`), 'a', 0o600);
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(task.executable, [...task.args], {
            cwd: task.directory,
            env: { ...this.#environment },
            stdio: ['ignore', log, log],
        });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(log);
        this.#child = child;
        this.#onChange(child.pid);
        const ended = (exit) => {
            if (this.#child !== child)
                return;
            this.#child = undefined;
            this.#onChange(undefined);
            (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .writeJobJson */ .v7)(this.#job, `${name}.exit.json`, exit);
        };
        child.once('error', (error) => ended({ exitCode: null, signal: null, error: error.message }));
        child.once('exit', (exitCode, signal) => ended({ exitCode, signal }));
    }
}


/***/ }),

/***/ 2847:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ publishSite),
  Q: () => (/* binding */ republishSite)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/cdn/cdn-failures.js

/** Name of an error of AWS: `TooManyInvalidationsInProgress`. */
const errorName = (error) => error.name ?? 'an unknown error';
/** The failure that an error of CloudFront is to the user; `code` where it isn't a missing permission. */
function cdnFailure(error, { distributionId, doing, action, code, safe, next, }) {
    const { message = '', $metadata } = error;
    const name = errorName(error);
    const said = `${name}${message === '' || message === name ? '' : ` (${message.split('\n', 1)[0]})`}`;
    if ($metadata?.httpStatusCode !== 403) {
        const reason = `${doing.charAt(0).toUpperCase()}${doing.slice(1)} ${distributionId} failed: ${said}.`;
        return new errors/* Failure */.H({ code, reason, safe, next, cause: error });
    }
    const statement = {
        Effect: 'Allow',
        Action: action,
        Resource: `arn:aws:cloudfront::*:distribution/${distributionId}`,
    };
    return new errors/* Failure */.H({
        code: 'ACCESS_DENIED',
        reason: `AWS refused ${doing} ${distributionId}: ${said}.`,
        safe,
        next: 'Allow the role what the statement below says, then deploy again.',
        details: JSON.stringify(statement, null, 2).split('\n'),
        cause: error,
    });
}

;// CONCATENATED MODULE: ./lib/cdn/distribution.js


const UNTOUCHED = 'Nothing was uploaded: the site is as it was. What Terraform applied stays applied.';
/**
 * Makes sure, before the first upload, that what is published will be seen.
 *
 * @throws {Failure} DISTRIBUTION_NOT_FOUND where it doesn't exist or is disabled, ACCESS_DENIED
 */
async function checkDistribution(cloudfront, { distributionId }) {
    const { Distribution: found } = await cloudfront
        .getDistribution({ Id: distributionId })
        .catch((error) => {
        if (errorName(error) === 'NoSuchDistribution') {
            throw unusable(`The distribution ${distributionId}, which the Terraform output names, does not exist.`, error);
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
const unusable = (reason, cause) => new errors/* Failure */.H({
    code: 'DISTRIBUTION_NOT_FOUND',
    reason,
    safe: UNTOUCHED,
    next: 'Check distribution-id-output and `enabled` of the distribution in the Terraform configuration, then deploy again.',
    cause,
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/cdn/invalidate.js



const MINUTE = 60_000;
/** CloudFront carries out so many at once and refuses more; one takes it a minute or two. */
const PATIENCE = 10 * MINUTE;
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 30_000;
const NOT_INVALIDATED = 'The site is uploaded and no page is broken, but the edge may show old pages. The paths that are owed are recorded: the next deploy invalidates them.';
/**
 * Has CloudFront accept an invalidation. It is carried out later: see `waitForInvalidation`.
 *
 * @throws {Failure} INVALIDATION_FAILED, ACCESS_DENIED
 */
async function invalidate(cloudfront, clock, request) {
    const { distributionId, paths } = request;
    const deadline = clock.monotonic() + (request.timeout ?? PATIENCE);
    const batch = {
        CallerReference: stableReference(request),
        Paths: { Quantity: paths.length, Items: [...paths] },
    };
    for (let pause = FIRST_PAUSE;; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
        try {
            const answer = await cloudfront.createInvalidation({
                DistributionId: distributionId,
                InvalidationBatch: batch,
            });
            return { id: answer.Invalidation?.Id ?? '', distributionId, paths };
        }
        catch (error) {
            const busy = errorName(error) === 'TooManyInvalidationsInProgress';
            if (!busy || clock.monotonic() + pause > deadline)
                throw notAccepted(error, { distributionId, busy });
        }
        await pauseOrStop(clock, pause, { signal: request.signal, safe: NOT_INVALIDATED });
    }
}
/**
 * The same for the same release and paths. CloudFront refuses a reference it has seen with other paths
 * (InvalidationBatchAlreadyExists), so the paths are part of it.
 */
function stableReference({ callerReference, paths }) {
    const digest = (0,external_node_crypto_.createHash)('sha256')
        .update([...paths].sort().join('\n'))
        .digest('hex');
    return `${callerReference}-${digest.slice(0, 8)}`;
}
const notAccepted = (error, { distributionId, busy }) => cdnFailure(error, {
    distributionId,
    doing: 'the invalidation of distribution',
    action: 'cloudfront:CreateInvalidation',
    code: 'INVALIDATION_FAILED',
    safe: NOT_INVALIDATED,
    next: busy
        ? 'Wait until the invalidations in progress have ended (`aws cloudfront list-invalidations --distribution-id ' +
            `${distributionId}\`), then deploy again.`
        : 'Deploy again.',
});
const PUBLISHED_NOT_EVERYWHERE = 'The site is uploaded and the invalidation is accepted: CloudFront goes on with it by itself.';
/**
 * Resolves when no edge shows an invalidated page any more.
 *
 * @throws {Failure} NOT_LIVE when it isn't so in time, INVALIDATION_FAILED, ACCESS_DENIED
 */
async function waitForInvalidation(cloudfront, clock, { id, distributionId }, { timeout = 15 * MINUTE, signal } = {}) {
    const deadline = clock.monotonic() + timeout;
    for (let pause = 1_000;; pause = Math.min(pause * 1.5, 15_000)) {
        const status = await statusOf(cloudfront, { id, distributionId });
        // AWS writes `Completed`; some servers that stand in for it `COMPLETED`.
        if (status.toLowerCase() === 'completed')
            return;
        if (clock.monotonic() + pause > deadline)
            throw notCompleted({ id, distributionId, status, timeout });
        await pauseOrStop(clock, pause, { signal, safe: PUBLISHED_NOT_EVERYWHERE });
    }
}
async function statusOf(cloudfront, { id, distributionId }) {
    try {
        const { Invalidation: found } = await cloudfront.getInvalidation({
            DistributionId: distributionId,
            Id: id,
        });
        return found?.Status ?? '';
    }
    catch (error) {
        throw cdnFailure(error, {
            distributionId,
            doing: `reading invalidation ${id} of distribution`,
            action: 'cloudfront:GetInvalidation',
            code: 'INVALIDATION_FAILED',
            safe: PUBLISHED_NOT_EVERYWHERE,
            next: 'Deploy again.',
        });
    }
}
async function pauseOrStop(clock, pause, { signal, safe }) {
    try {
        await clock.sleep(pause, signal);
    }
    catch (error) {
        if (signal?.aborted !== true)
            throw error;
        if (signal.reason instanceof errors/* Failure */.H)
            throw signal.reason;
        throw new errors/* Failure */.H({
            code: 'CANCELLED',
            reason: 'The run was cancelled while it waited for CloudFront.',
            safe,
            next: 'Deploy again: it goes on where this run stopped.',
            cause: error,
        });
    }
}
const notCompleted = (waited) => new errors/* Failure */.H({
    code: 'NOT_LIVE',
    reason: `Invalidation ${waited.id} of distribution ${waited.distributionId} is ${waited.status || 'without a status'} after ${Math.round(waited.timeout / MINUTE)} minutes.`,
    safe: PUBLISHED_NOT_EVERYWHERE,
    next: `Watch it with \`aws cloudfront get-invalidation --distribution-id ${waited.distributionId} --id ${waited.id}\`, then deploy again.`,
});

;// CONCATENATED MODULE: ./lib/cdn/paths.js
/** Beyond this many single paths, prefixes with a wildcard are cheaper to wait for and to pay. */
const MOST_EXACT = 8;
/** CloudFront takes 15 wildcards in progress; a path with one counts as one of the 1,000 free a month. */
const MOST_WILDCARDS = 15;
/** Everything, as one path. */
const ALL_PATHS = ['/*'];
/**
 * The paths to invalidate for the site paths that are stale (`/blog/index.html`, not encoded; as `Intent.owed` keeps
 * them). Nothing stale is nothing to invalidate, whatever the choice. A single path where they are few, else the
 * longest prefixes that are few enough, else everything.
 */
function invalidationPaths(stale, choice) {
    const changed = [...new Set(stale)].sort();
    if (changed.length === 0 || choice === 'none')
        return [];
    if (choice === 'all')
        return ALL_PATHS;
    const exact = unique(changed.flatMap(addresses));
    if (exact.length <= MOST_EXACT)
        return exact;
    const deepest = Math.max(...changed.map((path) => directories(path).length));
    for (let depth = deepest; depth >= 1; depth--) {
        const paths = withPrefixes(changed, depth);
        const wildcards = paths.filter((path) => path.endsWith('*')).length;
        if (wildcards <= MOST_WILDCARDS && paths.length - wildcards <= MOST_EXACT)
            return paths;
    }
    return ALL_PATHS;
}
/** One wildcard for every directory, cut to `depth`, that holds something stale; what lies at the root stays exact. */
function withPrefixes(changed, depth) {
    const paths = changed.flatMap((path) => {
        const within = directories(path).slice(0, depth);
        // `/blog*` rather than `/blog/*`, which would leave `/blog`.
        return within.length === 0 ? addresses(path) : [`${encodePath(`/${within.join('/')}`)}*`];
    });
    return withoutCovered(unique(paths));
}
/** A directory cut short covers the ones below it. */
function withoutCovered(paths) {
    const prefixes = paths.filter((path) => path.endsWith('*')).map((path) => path.slice(0, -1));
    return paths.filter((path) => {
        const bare = path.endsWith('*') ? path.slice(0, -1) : path;
        return !prefixes.some((prefix) => bare.startsWith(prefix) && bare !== prefix);
    });
}
const directories = (path) => path.split('/').slice(1, -1);
/**
 * Every address a file is seen under, encoded. CloudFront caches by the address a viewer asked for, and a function or
 * the default root object makes several lead to one page; its documentation asks for all of them.
 */
function addresses(path) {
    const index = /^(.*)\/(?:index\.html)?$/.exec(path);
    if (index !== null) {
        const directory = encodePath(index[1] ?? '');
        return [`${directory}/`, ...(directory === '' ? [] : [directory]), `${directory}/index.html`];
    }
    const page = /^(.+)\.html$/.exec(path);
    return page === null ? [encodePath(path)] : [encodePath(page[1] ?? ''), encodePath(path)];
}
/**
 * Encodes once, and only what CloudFront asks for: what RFC 1738 calls unsafe and what isn't ASCII. It doesn't match a
 * path in which anything else is encoded. (`~` has been safe since RFC 3986, and no browser encodes it; `?` in a name
 * would begin a query.)
 */
function encodePath(path) {
    return path.replace(/[^\x21-\x7e]|["#%<>?[\\\]^`{|}]/gu, (character) => encodeURIComponent(character));
}
const unique = (paths) => [...new Set(paths)];

// EXTERNAL MODULE: ./lib/platform/printable.js
var printable = __webpack_require__(124);
;// CONCATENATED MODULE: ./lib/cdn/verify.js


const verify_MINUTE = 60_000;
const verify_FIRST_PAUSE = 1_000;
const verify_LONGEST_PAUSE = 15_000;
/**
 * Fetches the URL as a visitor does until it answers with exactly the page that was published. Says in the log what it
 * sees instead, each time that changes.
 *
 * @throws {Failure} NOT_LIVE with what came back last
 */
async function verifyLive({ clock, http, log }, { url, expected, timeout = 10 * verify_MINUTE, signal }) {
    const deadline = clock.monotonic() + timeout;
    let said;
    for (let pause = verify_FIRST_PAUSE;; pause = Math.min(pause * 1.5, verify_LONGEST_PAUSE)) {
        const sight = await look(http, { url, expected });
        if (sight.live)
            return;
        if (sight.seen !== said)
            log.info(`Not live yet: ${url} ${sight.seen}`);
        said = sight.seen;
        if (clock.monotonic() + pause > deadline)
            throw notLive({ url, sight, timeout });
        await clock.sleep(pause, signal).catch((error) => {
            throw stopped(error, { url, signal });
        });
    }
}
async function look(http, { url, expected }) {
    let response;
    try {
        response = await http.get(url);
    }
    catch (error) {
        const { code, message } = error;
        return { live: false, seen: `can't be reached: ${code ?? firstCharacters(message ?? 'unknown error')}` };
    }
    const { status, body } = response;
    if (status !== 200)
        return { live: false, seen: `answers ${status}`, body };
    if (expected === undefined || withoutMark(body) === withoutMark(expected))
        return { live: true };
    return { live: false, seen: 'answers 200 with another page', body };
}
/** Reading as text may take the byte order mark for part of the text or not. */
const withoutMark = (text) => text.replace(/^\ufeff/, '');
/** Enough to recognise a page by, on one line. */
const firstCharacters = (text) => (0,printable/* printableLine */.o)(text.slice(0, 1000), 160);
function notLive({ url, sight, timeout, }) {
    const seconds = Math.round(timeout / 1000);
    return new errors/* Failure */.H({
        code: 'NOT_LIVE',
        reason: `${url} ${sight.seen}, ${seconds} s after everything was published.`,
        safe: 'The site is uploaded and no page is broken. Nothing old was deleted.',
        next: 'Open the URL. If it shows the new page by now, deploy again; else check that the distribution has the site bucket as its origin, may read it, and has index.html as its default root object.',
        ...(sight.body === undefined ? {} : { details: [`It began with: ${firstCharacters(sight.body)}`] }),
    });
}
function stopped(error, { url, signal }) {
    if (signal?.aborted !== true)
        return error;
    if (signal.reason instanceof errors/* Failure */.H)
        return signal.reason;
    return new errors/* Failure */.H({
        code: 'CANCELLED',
        reason: `The run was cancelled while it waited for ${url}.`,
        safe: 'The site is uploaded and no page is broken; it is not recorded as live yet.',
        next: 'Deploy again: it goes on where this run stopped.',
        cause: error,
    });
}

// EXTERNAL MODULE: ./lib/context/release-history.js
var release_history = __webpack_require__(7931);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./lib/frontend/build.js




/** Where Vite, CRA and Next (export) write to. */
const USUAL_OUTPUTS = ['dist', 'build', 'out'];
/** Lines of the build's output that a failure repeats. */
const LAST_LINES = 30;
/**
 * Runs the build and finds what it left. Its output goes to the log as text of another program.
 *
 * @throws {Failure} FRONTEND_BUILD_FAILED with the last lines, FRONTEND_OUTPUT_MISSING, or FRONTEND_UNSAFE_FILE where
 *   the output lies outside the checkout.
 */
async function buildFrontend(platform, build) {
    const before = new Map(USUAL_OUTPUTS.map((name) => [name, inventory(external_node_path_.join(build.directory, name))]));
    await platform.log.group(`Build the frontend: ${oneLine(build.buildCommand)}`, () => runBuild(platform, build));
    const directory = build.outputDirectory === undefined
        ? usualOutput(platform.log, build, before)
        : namedOutput(build, build.outputDirectory);
    insideWorkspace(build.workspace, directory);
    return { directory };
}
async function runBuild({ commands, log }, build) {
    const last = [];
    let waiting = [];
    const print = () => {
        const lines = waiting;
        waiting = [];
        if (lines.length > 0)
            log.untrusted(lines);
    };
    const result = await commands.shell(build.buildCommand, {
        directory: build.directory,
        environment: build.environment,
        onLine: (line) => {
            // Lines that come in one chunk are printed at once: each printing switches the runner's commands off and on.
            if (waiting.push(line) === 1)
                queueMicrotask(print);
            last.push((0,external_node_util_.stripVTControlCharacters)(line));
            if (last.length > LAST_LINES)
                last.shift();
        },
    });
    print();
    if (result.exitCode !== 0)
        throw buildFailed(build, result.exitCode, last);
}
function namedOutput(build, name) {
    const directory = external_node_path_.resolve(build.directory, name);
    if (inventory(directory) === '') {
        throw outputMissing(`frontend-output-directory is ${name}, and after the build there is no file in ${directory}.`);
    }
    return directory;
}
/** The first that the build touched: a `dist` that was there before may be another build's, even committed by accident. */
function usualOutput(log, build, before) {
    const left = USUAL_OUTPUTS.map((name) => ({
        name,
        now: inventory(external_node_path_.join(build.directory, name)),
    })).filter(({ now }) => now !== '');
    const touched = left.filter(({ name, now }) => now !== before.get(name));
    const taken = touched[0] ?? left[0];
    if (taken === undefined) {
        throw outputMissing(`After the build there is no file in any of ${USUAL_OUTPUTS.join(', ')} in ${build.directory}.`);
    }
    const directory = external_node_path_.join(build.directory, taken.name);
    if (touched.length === 0) {
        log.warning(`The build left ${directory} as it was before; it is published all the same.`);
    }
    else {
        log.info(`The build wrote ${touched.map(({ name }) => name).join(', ')}; ${directory} is published.`);
    }
    return directory;
}
/** What lies in a directory, by names, sizes and times; empty: no file, or no directory. */
function inventory(directory) {
    let entries;
    try {
        entries = (0,external_node_fs_.readdirSync)(directory, { recursive: true, withFileTypes: true });
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(error.code ?? ''))
            return '';
        throw error;
    }
    return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) => {
        const file = external_node_path_.join(entry.parentPath, entry.name);
        // The inode too: a copy that keeps sizes and times (`cp -p`) is still a new file.
        const found = (0,external_node_fs_.statSync)(file, { throwIfNoEntry: false });
        return `${file} ${found?.size} ${found?.mtimeMs} ${found?.ino}`;
    })
        .sort()
        .join('\n');
}
function insideWorkspace(workspace, directory) {
    const relative = external_node_path_.relative((0,external_node_fs_.realpathSync)(workspace), (0,external_node_fs_.realpathSync)(directory));
    if (relative.split(external_node_path_.sep)[0] !== '..' && !external_node_path_.isAbsolute(relative))
        return;
    throw new errors/* Failure */.H({
        code: 'FRONTEND_UNSAFE_FILE',
        reason: `The build output ${directory} lies outside the checkout ${workspace}.`,
        safe: 'Nothing was uploaded: the site is as it was.',
        next: 'Let the build write into the repository, and name that directory in frontend-output-directory.',
    });
}
const buildFailed = (build, exitCode, last) => new errors/* Failure */.H({
    code: 'FRONTEND_BUILD_FAILED',
    reason: `frontend-build-command \`${oneLine(build.buildCommand)}\` ended with ${exitCode}${meaning(exitCode)}.`,
    safe: 'Nothing was uploaded: the site is as it was. What Terraform applied stays applied.',
    next: `Run it in ${build.directory} on your machine, mend what it reports, and deploy again.`,
    details: last,
});
/** Exit codes of bash that say more than the command could. */
function meaning(exitCode) {
    if (exitCode === 127)
        return ' (a command was not found: is the tool set up before this step?)';
    if (exitCode === 137)
        return ' (killed, most often for lack of memory)';
    return '';
}
const outputMissing = (reason) => new errors/* Failure */.H({
    code: 'FRONTEND_OUTPUT_MISSING',
    reason,
    safe: 'Nothing was uploaded: the site is as it was. What Terraform applied stays applied.',
    next: 'Name the directory the build writes to in frontend-output-directory.',
});
const oneLine = (text) => text.trim().replace(/\s*\n\s*/g, ' ; ');

;// CONCATENATED MODULE: ./lib/frontend/environment.js

/**
 * The variables that `frontend-environment` asks for: strings as they are, numbers and booleans as text, lists and
 * objects as JSON.
 *
 * @param mapping environment variable -> name of a Terraform output
 * @throws {Failure} OUTPUT_MISSING naming every output that isn't there, has no value or is sensitive
 */
function frontendEnvironment(mapping, outputs) {
    const problems = [];
    const environment = {};
    for (const [variable, name] of mapping) {
        const output = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
        if (output === undefined)
            problems.push(`${variable}: there is no output ${name}`);
        else if (output.sensitive)
            problems.push(`${variable}: the output ${name} is sensitive`);
        else if (output.value === undefined || output.value === null)
            problems.push(`${variable}: the output ${name} is null`);
        else
            environment[variable] = asText(output.value);
    }
    if (problems.length === 0)
        return environment;
    throw new errors/* Failure */.H({
        code: 'OUTPUT_MISSING',
        reason: `frontend-environment names ${problems.length === 1 ? 'an output' : `${problems.length} outputs`} that the frontend can't be built with.`,
        safe: 'What Terraform applied stays applied. Nothing was built or uploaded: the site is as it was.',
        next: 'Add the outputs to the configuration, without `sensitive`: whatever a build uses can be read by every visitor.',
        details: problems,
    });
}
const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

// EXTERNAL MODULE: ./lib/frontend/kept-files.js
var kept_files = __webpack_require__(4388);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./lib/frontend/headers.js + 1 modules
var headers = __webpack_require__(4608);
;// CONCATENATED MODULE: ./lib/frontend/unsafe-files.js
/** Silently left out: what desktops leave behind. */
const IGNORED = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
const DENIED = [
    [/^\.env/i, 'holds environment variables, often secrets'],
    [/^\.git$/, 'holds the whole history of the repository'],
    [/^\.(?:aws|ssh|gnupg|terraform)$/i, 'holds credentials or state'],
    [/^\.(?:npmrc|yarnrc|yarnrc\.yml|netrc|htpasswd|pypirc|git-credentials)$/i, 'may hold credentials'],
    [/\.(?:pem|key|p12|pfx|jks|keystore)$/i, 'may be a private key'],
    [/^id_(?:rsa|dsa|ecdsa|ed25519)/i, 'may be a private key'],
    [/\.tfstate/i, 'holds every value of the infrastructure, secrets too'],
    [/\.tfvars(?:\.json)?$/i, 'holds values of Terraform variables'],
];
/** Whether a file or directory of this name is left out without a word. */
const isIgnored = (name) => IGNORED.has(name);
/** Why a file or directory of this name must not be published, or undefined. */
function whyDenied(name) {
    return DENIED.find(([pattern]) => pattern.test(name))?.[1];
}
/** S3 takes keys up to this many bytes of UTF-8. */
const LONGEST_KEY = 1024;
/** Why a key can't be published under its name, or undefined. */
function whyNotAKey(key) {
    // S3 answers in XML, which can't carry control characters: what was uploaded couldn't be listed again.
    if (/\p{Cc}/u.test(key))
        return 'has a control character in its name';
    // What Node reads from a name that isn't UTF-8; there is no address for it.
    if (key.includes('\ufffd'))
        return 'has a name that is not UTF-8';
    if (Buffer.byteLength(key) > LONGEST_KEY)
        return `has a name longer than ${LONGEST_KEY} bytes`;
    return undefined;
}

;// CONCATENATED MODULE: ./lib/frontend/local-files.js







/** Above this size a file is hashed in pieces, so that memory doesn't grow with it. */
const READ_WHOLE = 8 * 1024 * 1024;
const PIECE = 1024 * 1024;
/** Files hashed between two turns of the event loop, so that a listing beside it goes on. */
const HASHES_PER_TURN = 32;
/**
 * Every file of a built site with its hashes, sorted by key. Symbolic links are followed as far as they stay inside.
 *
 * @throws {Failure} FRONTEND_UNSAFE_FILE naming every file that must not be published or can't be;
 *   FRONTEND_OUTPUT_MISSING where there is no file at all. Nothing was uploaded then.
 */
async function readLocalFiles(directory) {
    const root = realRoot(directory);
    const { found, problems } = walk(root);
    problems.push(...sameWhenNormalised(found));
    if (problems.length > 0)
        throw unsafe(directory, problems);
    if (found.length === 0)
        throw nothingToPublish(directory);
    const files = [];
    for (const { key, file } of found) {
        // Synchronous reads beat promises here: 0.84 s against 1.5 s of CPU for 10,000 files.
        files.push({ key, path: file, ...hashes(file) });
        if (files.length % HASHES_PER_TURN === 0)
            await (0,external_node_timers_promises_.setImmediate)();
    }
    return files.sort((one, other) => (one.key < other.key ? -1 : 1));
}
/** The text a visitor must get at the site's own address, or undefined where the site has no root page. */
function readRootPage(files) {
    const root = files.find(({ key }) => key === headers/* ROOT_INDEX */.wy);
    return root === undefined ? undefined : (0,external_node_fs_.readFileSync)(root.path, 'utf8');
}
function walk(root) {
    const state = { root, found: [], problems: [] };
    enter(state, { directory: root, prefix: '', ancestors: [root] });
    return state;
}
function enter(state, here) {
    for (const entry of (0,external_node_fs_.readdirSync)(here.directory, { withFileTypes: true })) {
        if (isIgnored(entry.name))
            continue;
        const key = here.prefix + entry.name;
        const why = whyDenied(entry.name) ?? whyNotAKey(key);
        if (why === undefined)
            visit(state, here, { entry, key });
        else
            state.problems.push(`${local_files_printable(key)} ${why}`);
    }
}
function visit(state, here, { entry, key }) {
    const target = resolveEntry(external_node_path_.join(here.directory, entry.name), entry);
    if (target === undefined) {
        state.problems.push(`${key} is a link that leads nowhere`);
    }
    else if (!isInside(state.root, target.path)) {
        state.problems.push(`${key} is a link that leaves the site, to ${target.path}`);
    }
    else if (target.kind === 'file') {
        // The link's target has a name as well: `config.txt -> .env` gives away the same secrets.
        const why = entry.isSymbolicLink() ? deniedOnTheWay(state.root, target.path) : undefined;
        if (why === undefined)
            state.found.push({ key, file: target.path });
        else
            state.problems.push(`${key} is a link to a file that ${why}`);
    }
    else if (target.kind === 'other') {
        state.problems.push(`${key} is neither a file nor a directory`);
    }
    else if (here.ancestors.includes(target.path)) {
        state.problems.push(`${key} is a link to a directory it lies in`);
    }
    else {
        enter(state, {
            directory: target.path,
            prefix: `${key}/`,
            ancestors: [...here.ancestors, target.path],
        });
    }
}
function resolveEntry(joined, entry) {
    if (!entry.isSymbolicLink()) {
        const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other';
        return { path: joined, kind };
    }
    try {
        const real = (0,external_node_fs_.realpathSync)(joined);
        const found = (0,external_node_fs_.statSync)(real);
        return { path: real, kind: found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other' };
    }
    catch (error) {
        if (isAbsent(error) || error.code === 'ELOOP')
            return undefined;
        throw error;
    }
}
const deniedOnTheWay = (root, target) => external_node_path_.relative(root, target)
    .split(external_node_path_.sep)
    .map(whyDenied)
    .find((why) => why !== undefined);
/** Whether a real path is the root or below it. */
function isInside(root, target) {
    const relative = external_node_path_.relative(root, target);
    return relative === '' || !(relative.split(external_node_path_.sep)[0] === '..' || external_node_path_.isAbsolute(relative));
}
/** A browser on a Mac and one elsewhere write the same letter differently: which of two files it gets is chance. */
function sameWhenNormalised(found) {
    const seen = new Map();
    const problems = [];
    for (const { key } of found) {
        const normal = key.normalize('NFC');
        const other = seen.get(normal);
        if (other === undefined)
            seen.set(normal, key);
        else
            problems.push(`${key} and another file have names that differ only in how they encode the same letters`);
    }
    return problems;
}
function hashes(file) {
    if ((0,external_node_fs_.statSync)(file).size > READ_WHOLE)
        return hashesInPieces(file);
    const content = (0,external_node_fs_.readFileSync)(file);
    return { size: content.length, sha256: (0,external_node_crypto_.hash)('sha256', content, 'hex'), md5: (0,external_node_crypto_.hash)('md5', content, 'hex') };
}
function hashesInPieces(file) {
    const sha256 = (0,external_node_crypto_.createHash)('sha256');
    const md5 = (0,external_node_crypto_.createHash)('md5');
    const piece = Buffer.allocUnsafe(PIECE);
    const descriptor = (0,external_node_fs_.openSync)(file, 'r');
    try {
        let size = 0;
        for (let read = (0,external_node_fs_.readSync)(descriptor, piece); read > 0; read = (0,external_node_fs_.readSync)(descriptor, piece)) {
            sha256.update(piece.subarray(0, read));
            md5.update(piece.subarray(0, read));
            size += read;
        }
        return { size, sha256: sha256.digest('hex'), md5: md5.digest('hex') };
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function realRoot(directory) {
    try {
        return (0,external_node_fs_.realpathSync)(directory);
    }
    catch (error) {
        if (isAbsent(error))
            throw nothingToPublish(directory);
        throw error;
    }
}
const isAbsent = (error) => ['ENOENT', 'ENOTDIR'].includes(error.code ?? '');
const local_files_printable = (text) => text.replace(/\p{Cc}/gu, '?');
const NOTHING_UPLOADED = 'Nothing was uploaded: the site is as it was.';
const nothingToPublish = (directory) => new errors/* Failure */.H({
    code: 'FRONTEND_OUTPUT_MISSING',
    reason: `There is no file to publish in ${directory}.`,
    safe: `${NOTHING_UPLOADED} An empty directory is never published.`,
    next: 'Check frontend-build-command, and name the directory it writes to in frontend-output-directory.',
});
const unsafe = (directory, problems) => new errors/* Failure */.H({
    code: 'FRONTEND_UNSAFE_FILE',
    reason: `${problems.length === 1 ? 'A file' : `${problems.length} files`} in ${directory} must not be published.`,
    safe: NOTHING_UPLOADED,
    next: 'Keep the named files out of the build output, or rename them, and deploy again.',
    details: [...problems].sort(),
});

// EXTERNAL MODULE: ./lib/frontend/publish-plan.js
var publish_plan = __webpack_require__(1339);
// EXTERNAL MODULE: ./lib/frontend/publish.js + 1 modules
var publish = __webpack_require__(8420);
// EXTERNAL MODULE: ./lib/context/release.js
var context_release = __webpack_require__(5298);
;// CONCATENATED MODULE: ./lib/frontend/release.js




/** The release to record as live once it is verified. */
function buildRelease({ run, plan, written, now, url }) {
    const etags = new Map(written.flatMap(({ etags }) => [...etags]));
    const entries = plan.unchanged.map(({ file, headers, etag }) => [
        file.key,
        { sha256: file.sha256, etag, ...headers },
    ]);
    for (const { file, headers } of (0,publish_plan/* uploadsOf */.y8)(plan)) {
        const etag = etags.get(file.key);
        if (etag === undefined)
            throw notWritten(file.key);
        entries.push([file.key, { sha256: file.sha256, etag, ...headers }]);
    }
    return {
        id: (0,context_release/* releaseId */.Bf)(run),
        ...(0,context_release/* releasedBy */.RV)(run),
        ...(url === undefined ? {} : { url }),
        publishedAt: new Date(now).toISOString(),
        bucket: plan.bucket,
        // By key, so that the same site makes the same record.
        files: Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1))),
    };
}
/** What publishing did, for the report. */
function publicationOf(plan, { written, deleted }) {
    return {
        bucket: plan.bucket,
        uploaded: written.reduce((sum, { etags }) => sum + etags.size, 0),
        deleted,
        unchanged: plan.unchanged.length,
        bytes: written.reduce((sum, { bytes }) => sum + bytes, 0),
        stalePaths: plan.stalePaths,
    };
}
const notWritten = (key) => new errors/* Failure */.H({
    code: 'INTERNAL',
    reason: `A release was to be recorded of which ${key} was never written.`,
    safe: 'The release was not recorded as live; what was live before still is in the record.',
    next: 'Deploy again, and report this with the log.',
});

// EXTERNAL MODULE: ./lib/frontend/retention.js
var retention = __webpack_require__(7070);
// EXTERNAL MODULE: ./lib/platform/both.js
var both = __webpack_require__(2160);
// EXTERNAL MODULE: ./lib/platform/supervision/task-runner.js
var task_runner = __webpack_require__(9433);
// EXTERNAL MODULE: ./lib/site-place.js + 1 modules
var site_place = __webpack_require__(4389);
// EXTERNAL MODULE: ./lib/frontend/restored-files.js
var restored_files = __webpack_require__(6326);
;// CONCATENATED MODULE: ./lib/site-source.js


/** What a build left. */
const builtFiles = (directory) => ({
    files: () => readLocalFiles(directory),
    fetch: () => Promise.resolve(),
});
/** The files of a recorded release: where they stand in the site bucket, or where they are kept. */
function recordedFiles(release, { site, store, kept, directory, }) {
    let listed = [];
    return {
        files: async (listing) => {
            listed = await listing;
            return (0,restored_files/* filesOfRelease */.Q)(release, { listing: listed, kept }, directory);
        },
        fetch: (plan) => (0,restored_files/* fetchFiles */.U)({ kept: store, site, stored: { listing: listed, kept } }, plan),
    };
}

// EXTERNAL MODULE: ./lib/state/release-record.js + 1 modules
var release_record = __webpack_require__(5805);
;// CONCATENATED MODULE: ./lib/publish-site.js





















/**
 * Builds the frontend and publishes it so that no visitor ever sees a broken page: intent, assets, pages, invalidation,
 * verification, record, and deletes last.
 */
async function publishSite(context, frontend, request) {
    const { platform, run, progress } = context;
    const { outputs } = request;
    const place = await (0,site_place/* findPlace */.P)(context, frontend, request);
    const built = await progress.stage('build', () => buildFrontend(platform, {
        ...frontend,
        workspace: run.workspace,
        environment: {
            ...(0,task_runner/* taskEnvironment */.r)(platform.environment),
            ...frontendEnvironment(frontend.environment, outputs),
        },
    }));
    return publishFiles(context, frontend, { request, place, source: builtFiles(built.directory) });
}
/**
 * Publishes the files of a recorded release again, in the same order and without a build: what the site bucket still has
 * stays, the rest comes from where it is kept.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where the content of a file is nowhere any more
 */
async function republishSite(context, frontend, request) {
    const { release } = request;
    const place = await (0,site_place/* findPlace */.P)(context, frontend, request);
    const kept = await (0,kept_files/* listKept */.fx)(place.store);
    const directory = await (0,promises_.mkdtemp)(external_node_path_.join(context.run.temporaryDirectory, 'revive-files-'));
    try {
        const source = recordedFiles(release, { ...place, kept, directory });
        return await publishFiles(context, frontend, { request, place, source, release });
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
async function publishFiles(context, frontend, { request, place, source, release, }) {
    const { site, names } = place;
    const { files, listing } = await readBothSides(context, { site, names, source });
    const { record } = request.stored;
    const state = { bucket: names.bucket, listing, files, record, now: context.platform.clock.now() };
    const plan = (0,publish_plan/* planPublish */.N_)(state, await (0,publish/* examineHeaders */.qf)(site, (0,publish_plan/* keysToExamine */.Py)(state)));
    const publishing = { ...place, context, frontend, request, plan, files, listing, release };
    if (!(0,publish_plan/* changesSite */.HF)(plan))
        return alreadyLive(publishing);
    await source.fetch(plan);
    return publishChanges(publishing);
}
/** What is here, what is there, and whether anyone would see it: asked at once. */
async function readBothSides({ platform, progress }, { site, names, source }) {
    return progress.stage('compare', async () => {
        const { distributionId } = names;
        const listed = (0,publish/* listSite */.k_)(site);
        const [files, listing] = await Promise.all([
            source.files(listed),
            listed,
            distributionId === undefined
                ? undefined
                : checkDistribution(await platform.aws.cloudfront(), { distributionId }),
        ]);
        return { files, listing };
    }, ({ files, listing }) => `${files.length} files here, ${listing.length} in the bucket`);
}
/** Nothing differs: no write, no invalidation. */
function alreadyLive({ context, request, names, plan }) {
    const live = request.stored.record.live;
    context.progress.found({
        site: {
            publication: publicationOf(plan, { written: [], deleted: 0 }),
            releaseId: live?.id ?? (0,context_release/* releaseId */.Bf)(context.run),
            distributionId: names.distributionId ?? '',
            verified: false,
        },
    });
    return { changed: false, stored: request.stored };
}
async function publishChanges(publishing) {
    const { context, request, site, store, plan, files, listing } = publishing;
    const { platform, run, progress } = context;
    const { state } = request.deployment;
    const stateS3 = await platform.aws.s3(state.region);
    let { stored } = request;
    const save = async (record) => {
        stored = { record, etag: await (0,release_record/* writeReleaseRecord */.QH)(stateS3, state, record, stored.etag) };
    };
    const id = (0,context_release/* releaseId */.Bf)(run);
    const { written, kept } = await progress.stage('publish', async () => {
        await save({
            ...stored.record,
            intended: { release: { id, commit: run.commit, runUrl: run.url }, owed: plan.owed },
        });
        const [additive, kept] = await (0,both/* both */.W)((0,publish/* uploadAdditive */.Yz)(site, plan), keepReplaced(publishing));
        return { written: [additive, await (0,publish/* activate */.Yf)(site, plan, additive)], kept };
    }, ({ written: parts }) => `${count(parts)} uploaded`);
    report(publishing, { written, deleted: 0, verified: false });
    const invalidation = await invalidateChanged(publishing, id);
    report(publishing, { written, deleted: 0, verified: false, invalidation });
    // Only now: a page must not be gone while the edge still leads to it.
    const removed = await (0,publish/* removePages */.Nf)(site, plan);
    const verified = await verify(publishing, readRootPage(files));
    await progress.stage('record', () => {
        const { url } = publishing.names;
        const built = buildRelease({ run, plan, written, now: platform.clock.now(), url });
        // A release that is live again is the one it was: it takes no second place among those that are kept.
        const release = publishing.release === undefined ? built : { ...built, id: publishing.release.id };
        return save((0,release_history/* withDeploy */.iv)(withLive(stored.record, release, listing), (0,release_history/* withRelease */._h)(request.deploy, release)));
    });
    const deleted = await progress.stage('prune', async () => {
        const missing = 'Files that no release needs any more stay in the state bucket.';
        await unlessRefused(platform.log, missing, () => (0,kept_files/* pruneKept */.Bh)(store, kept, stored.record));
        return removed + (await (0,publish/* prune */.R3)(site, plan));
    }, (number) => `${number} deleted`);
    if (plan.withheld.length > 0)
        platform.log.warning(withheldLine(plan));
    report(publishing, { written, deleted, verified, invalidation });
    return { changed: true, stored };
}
/** The record once `release` is live: nothing is intended or owed any more. */
function withLive({ format, owner, live, previous, history }, release, listing) {
    const before = live === undefined ? previous : [live, ...previous];
    return {
        format,
        owner,
        live: release,
        previous: (0,retention/* previousReleases */.iL)(release, { before, listing }),
        ...(history === undefined ? {} : { history }),
    };
}
/** Keeps what is about to be replaced or deleted and a rollback would need. Resolves to what was kept before. */
async function keepReplaced({ context, request, site, store, plan, listing, }) {
    const keepsakes = (0,kept_files/* planKeeping */.T5)(plan, { record: request.stored.record, listing });
    if (keepsakes.length === 0)
        return [];
    const missing = 'A rollback to the release before this one will not be possible.';
    const kept = await unlessRefused(context.platform.log, missing, async () => {
        const there = await (0,kept_files/* listKept */.fx)(store);
        await (0,kept_files/* keepFiles */.N9)(store, site, { keepsakes, kept: there });
        return there;
    });
    return kept ?? [];
}
/**
 * What AWS refuses of keeping files is told, and the deploy goes on: a role that was made for an older version of this
 * action lacks the permissions, and what it deploys matters more than going back from it.
 */
async function unlessRefused(log, consequence, work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof errors/* Failure */.H) || error.code !== 'ACCESS_DENIED')
            throw error;
        log.warning(`${consequence} ${error.reason}`);
        log.untrusted(error.details);
        return undefined;
    }
}
async function invalidateChanged({ context, frontend, request, names, plan }, callerReference) {
    const { platform, progress } = context;
    const { distributionId } = names;
    const paths = invalidationPaths(plan.stalePaths, frontend.invalidation);
    if (distributionId === undefined || paths.length === 0)
        return undefined;
    const signal = AbortSignal.any([context.signal, request.lost]);
    return progress.stage('invalidate', async () => {
        const cloudfront = await platform.aws.cloudfront();
        const accepted = await invalidate(cloudfront, platform.clock, {
            distributionId,
            paths,
            callerReference,
            signal,
        });
        if (frontend.waitForLive)
            await waitForInvalidation(cloudfront, platform.clock, accepted, { signal });
        return accepted;
    }, () => paths.join(' '));
}
async function verify({ context, frontend, request, names }, expected) {
    const { url } = names;
    if (!frontend.waitForLive || url === undefined)
        return false;
    const signal = AbortSignal.any([context.signal, request.lost]);
    await context.progress.stage('verify', () => verifyLive(context.platform, { url, expected, signal }), () => url);
    return true;
}
function report({ context, names, plan, release }, done) {
    context.progress.found({
        site: {
            publication: publicationOf(plan, done),
            releaseId: release?.id ?? (0,context_release/* releaseId */.Bf)(context.run),
            distributionId: names.distributionId ?? '',
            verified: done.verified,
            ...(done.invalidation === undefined ? {} : { invalidation: done.invalidation }),
        },
    });
}
const withheldLine = ({ withheld, bucket }) => `${withheld.length} files of ${bucket} are not in this release any more, but that is more than half of what is ` +
    'there, so they were kept. Delete them by hand if they are not needed.';
const count = (written) => written.reduce((sum, { etags }) => sum + etags.size, 0);


/***/ }),

/***/ 4048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ recordDeploy)
/* harmony export */ });
/* harmony import */ var _context_release_history_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7931);
/* harmony import */ var _context_release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5298);
/* harmony import */ var _state_release_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5805);
/* harmony import */ var _state_state_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6493);




/**
 * Records what is live at the end of a run: its commit, also where no file of the site had to change for it, and the
 * deploy, where it left something else than the one before. Publishing a site has recorded both already.
 */
async function recordDeploy({ platform, progress, run }, { state }, { stored, deploy }) {
    const { url } = progress.report('deployed');
    const live = (0,_context_release_js__WEBPACK_IMPORTED_MODULE_2__/* .withLiveCommit */ .oK)(stored.record, run, { now: platform.clock.now(), url }) ?? stored.record;
    const record = (0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .withDeploy */ .iv)((0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .arrived */ .Kb)(live), (0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .withRelease */ ._h)(deploy, live.live));
    progress.found({ history: (0,_state_state_history_js__WEBPACK_IMPORTED_MODULE_1__/* .stateHistory */ .u)((0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .historyOf */ .om)(record), []) });
    if (record !== stored.record) {
        await (0,_state_release_record_js__WEBPACK_IMPORTED_MODULE_0__/* .writeReleaseRecord */ .QH)(await platform.aws.s3(state.region), state, record, stored.etag);
    }
    return record;
}


/***/ }),

/***/ 4389:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ findPlace),
  X: () => (/* binding */ keptFilesOf)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/frontend/site-outputs.js

/**
 * Reads bucket, distribution and URL from the outputs the inputs name. The distribution is needed unless `invalidation`
 * is `none`, the URL unless `wait-for-live` is false.
 *
 * @throws Failure `OUTPUT_MISSING` naming every one that isn't a text
 */
function readSiteOutputs(frontend, outputs) {
    const missing = [];
    const read = (input, name, needed) => {
        const value = Object.hasOwn(outputs, name) ? outputs[name]?.value : undefined;
        if (typeof value === 'string' && value !== '')
            return value;
        if (needed)
            missing.push(`${name} (input ${input})`);
        return undefined;
    };
    const bucket = read('frontend-bucket-output', frontend.bucketOutput, true);
    const distributionId = read('distribution-id-output', frontend.distributionIdOutput, frontend.invalidation !== 'none');
    const url = read('url-output', frontend.urlOutput, frontend.waitForLive);
    if (bucket === undefined || missing.length > 0) {
        const there = Object.keys(outputs);
        throw new errors/* Failure */.H({
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

// EXTERNAL MODULE: ./lib/state/keys.js
var keys = __webpack_require__(325);
;// CONCATENATED MODULE: ./lib/site-place.js


/** Finds the site by what Terraform says of it, and tells the report its address. */
async function findPlace({ platform, progress, signal: cancelled }, frontend, { deployment, outputs, lost }) {
    const names = readSiteOutputs(frontend, outputs);
    if (names.url !== undefined)
        progress.found({ url: names.url });
    const signal = AbortSignal.any([cancelled, lost]);
    const s3 = await platform.aws.s3(deployment.region);
    return {
        names,
        site: { s3, bucket: names.bucket, account: deployment.account, signal },
        store: await keptFilesOf(platform, deployment.state, signal),
    };
}
/** Where the files of an environment's earlier releases are kept. */
const keptFilesOf = async ({ aws }, { bucket, account, region, key }, signal) => ({
    s3: await aws.s3(region),
    bucket,
    account,
    prefix: (0,keys/* keptFilesPrefix */.ER)(key),
    signal,
});


/***/ }),

/***/ 7479:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ readAcceptedHead)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5505);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(325);
/* harmony import */ var _older_versions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9153);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3544);
/* harmony import */ var _state_head_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1155);






/**
 * Reads the state as `readStateHead` does, and makes sure that Terraform will accept it. Terraform writes the state and
 * then its MD5 into the lock table; a run that ended between the two leaves the MD5 of the version before, and every
 * Terraform after it fails with "does not have the expected content". That is repaired where it is proven to be just
 * that: the digest is of an earlier version, and from that one on every version is of the same lineage and a higher
 * serial. One that is not there is noted. Called by who holds the lease.
 *
 * @throws Failure `STATE_LOST`, `STATE_UNREADABLE`; `STATE_DIGEST_MISMATCH` where the digest is of anything else
 */
async function readAcceptedHead(platform, location, record) {
    const dynamodb = await platform.aws.dynamodb(location.region);
    const [head, digest] = await Promise.all([
        (0,_state_head_js__WEBPACK_IMPORTED_MODULE_3__/* .readStateHead */ .a)(platform, location, record),
        (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .readDigest */ .rP)(dynamodb, location),
    ]);
    // Terraform keeps one only where it locks in a table.
    if (!head.exists || digest === head.md5 || location.locking === 'lockfile')
        return head;
    // Terraform reads a state without one, but can't tell then whether S3 gave it the newest.
    if (digest === undefined)
        await (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .replaceDigest */ .lD)(dynamodb, location, { seen: digest, digest: head.md5 });
    else
        await repair(platform, location, { head, digest });
    return head;
}
async function repair({ aws, log }, location, mismatch) {
    const s3 = await aws.s3(location.region);
    const since = await readSince(s3, location, mismatch.digest);
    if (since === undefined || !isOneLine([mismatch.head, ...since]))
        throw mismatched(location, mismatch);
    const dynamodb = await aws.dynamodb(location.region);
    const { head, digest: seen } = mismatch;
    if (await (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .replaceDigest */ .lD)(dynamodb, location, { seen, digest: head.md5 })) {
        log.info(`Repaired the digest of the state in ${location.lockTable}: a run that was ended between the two writes left that of serial ${since.at(-1)?.serial}.`);
    }
}
/** The versions before the current one back to the one that the digest is of; undefined: it is of none of them. */
async function readSince(s3, location, digest) {
    const found = [];
    for await (const { text } of (0,_older_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .readOlderVersions */ .a)(s3, location)) {
        const content = (0,_state_content_js__WEBPACK_IMPORTED_MODULE_4__/* .parseState */ .B)(text);
        if (typeof content === 'string')
            return undefined;
        found.push(content);
        if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .md5 */ .Fx)(text) === digest)
            return found;
    }
    return undefined;
}
/** Whether each version, newest first, continues the one after it. */
const isOneLine = (versions) => versions.every((version, index) => {
    const before = versions[index + 1];
    return before === undefined || (before.lineage === version.lineage && before.serial < version.serial);
});
function mismatched(location, { head, digest }) {
    const state = `s3://${location.bucket}/${location.key}`;
    const item = `--table-name ${location.lockTable} --key '{"LockID":{"S":"${(0,_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .digestItemId */ .TQ)(location)}"}}'`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'STATE_DIGEST_MISMATCH',
        reason: `The state at ${state} (serial ${head.serial}) has the MD5 ${head.md5}, but Terraform noted ${digest} in ` +
            `${location.lockTable}, and that is not of the versions that led to it: someone replaced one of the two by hand.`,
        safe: 'Nothing was planned or changed; every version of the state is as it was.',
        next: `See which of them is right: aws s3api list-object-versions --bucket ${location.bucket} --prefix ${location.key}`,
        details: [
            'If the current version is right, note its MD5:',
            `aws dynamodb update-item ${item} --update-expression 'SET Digest = :md5' --expression-attribute-values '{":md5":{"S":"${head.md5}"}}'`,
        ],
    });
}


/***/ }),

/***/ 5505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fx: () => (/* binding */ md5),
/* harmony export */   Q2: () => (/* binding */ deleteDigest),
/* harmony export */   lD: () => (/* binding */ replaceDigest),
/* harmony export */   rP: () => (/* binding */ readDigest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6594);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(325);



/** The MD5, in hex, that Terraform keeps of the state it wrote last. */
async function readDigest(dynamodb, location) {
    // Without a table there is no digest either; whether there must be one is for ensureBackend to say.
    const found = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(dynamodb.getItem({ ...digestItem(location), ConsistentRead: true }), 'ResourceNotFoundException');
    return found?.Item?.Digest?.S;
}
/**
 * Writes a digest in place of the one that was read, or where none was (undefined).
 *
 * @returns false where that is no longer so: somebody saved the state just now, and its digest with it.
 */
const replaceDigest = (dynamodb, location, { seen, digest }) => unlessChanged(dynamodb.updateItem({
    ...digestItem(location),
    UpdateExpression: 'SET Digest = :md5',
    ConditionExpression: seen === undefined ? 'attribute_not_exists(Digest)' : 'Digest = :seen',
    ExpressionAttributeValues: {
        ':md5': { S: digest },
        ...(seen === undefined ? {} : { ':seen': { S: seen } }),
    },
}));
/** Deletes the digest if it is still the one that was read. False: it is gone already, or of a state saved since. */
const deleteDigest = (dynamodb, location, seen) => unlessChanged(dynamodb.deleteItem({
    ...digestItem(location),
    ConditionExpression: 'Digest = :seen',
    ExpressionAttributeValues: { ':seen': { S: seen } },
}));
async function unlessChanged(write) {
    try {
        await write;
        return true;
    }
    catch (error) {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCode */ .CA)(error) !== 'ConditionalCheckFailedException')
            throw error;
        return false;
    }
}
const digestItem = (location) => ({
    TableName: location.lockTable,
    Key: { LockID: { S: (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .digestItemId */ .TQ)(location) } },
});
/** As Terraform writes a digest. */
const md5 = (text) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update(text).digest('hex');


/***/ }),

/***/ 1056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g3: () => (/* binding */ isGoneHere),
/* harmony export */   l$: () => (/* binding */ holderProver),
/* harmony export */   oz: () => (/* binding */ ownProcess)
/* harmony export */ });
/* unused harmony export prover */
/* harmony import */ var _context_run_status_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2289);
/* harmony import */ var _platform_supervision_process_group_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9772);


/**
 * Proof that a holder is over: on the same machine, that its supervisor and all that it started are gone; anywhere else,
 * that GitHub calls its run attempt completed. A process that is there outweighs what GitHub says: a supervisor outlives
 * its job if it must, to save a state.
 */
function prover(ports, { github, processes }) {
    return async ({ url, process }) => {
        if (process !== undefined && process.machine === processes.machine) {
            return isAliveIn(processes, process)
                ? { verdict: 'live', why: `its process ${process.pid} runs on this machine` }
                : { verdict: 'over', why: `its process ${process.pid} on this machine is gone` };
        }
        const attempt = (0,_context_run_status_js__WEBPACK_IMPORTED_MODULE_1__/* .parseAttemptUrl */ .Uc)(url);
        if (attempt === undefined)
            return { verdict: 'unknown', why: 'it is no run of GitHub Actions that could be asked about' };
        return (0,_context_run_status_js__WEBPACK_IMPORTED_MODULE_1__/* .readAttempt */ .ce)(ports, github, attempt);
    };
}
const isAliveIn = (processes, { pid, role }) => role === 'supervisor' ? processes.isGroupAlive(pid) : processes.isProcessAlive(pid);
const hereTable = () => ({ machine: (0,_platform_supervision_process_group_js__WEBPACK_IMPORTED_MODULE_0__/* .machineName */ .Fm)(), isGroupAlive: _platform_supervision_process_group_js__WEBPACK_IMPORTED_MODULE_0__/* .isGroupAlive */ .JM, isProcessAlive: _platform_supervision_process_group_js__WEBPACK_IMPORTED_MODULE_0__/* .isProcessAlive */ .jW });
/** Whether a holder was a process of this machine, and it and all that it started are gone. */
function isGoneHere({ process }) {
    const here = hereTable();
    return process !== undefined && process.machine === here.machine && !isAliveIn(here, process);
}
/** This process as the one that takes a lease; undefined where other processes could conclude nothing from it. */
function ownProcess(pid) {
    const machine = (0,_platform_supervision_process_group_js__WEBPACK_IMPORTED_MODULE_0__/* .machineName */ .Fm)();
    return machine === undefined ? undefined : { machine, pid, role: 'main' };
}
/** The prover of this process: GitHub as the runner set it, and the processes of this machine. */
const holderProver = (platform, token) => prover(platform, {
    github: (0,_context_run_status_js__WEBPACK_IMPORTED_MODULE_1__/* .githubAccess */ .Yh)(platform.environment, token),
    processes: hereTable(),
});


/***/ }),

/***/ 9153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readOlderVersions)
/* harmony export */ });
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1993);

/** How many versions are looked through: what is further back was not left by a run that was just ended. */
const MOST_VERSIONS = 10;
/** The versions of the state before the current one, newest first, each read when it is asked for. */
async function* readOlderVersions(s3, location) {
    const { Versions = [] } = await s3.listObjectVersions({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_0__/* .ownedBucket */ .IP)(location), Prefix: location.key });
    const older = Versions.filter(({ Key, IsLatest }) => Key === location.key && IsLatest !== true);
    for (const { VersionId } of older.slice(0, MOST_VERSIONS)) {
        const { Body } = await s3.getObject({
            ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_0__/* .ownedBucket */ .IP)(location),
            Key: location.key,
            ...(VersionId === undefined ? {} : { VersionId }),
        });
        yield { versionId: VersionId, text: (await Body?.transformToString()) ?? '' };
    }
}


/***/ }),

/***/ 960:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ refuseStateOfAnother)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** GitHub takes names of owners and repositories as equal whatever their case; directories have one. */
const comparable = (owner) => [
    owner.repository.toLowerCase(),
    owner.terraformDirectory,
    owner.project,
    owner.environment,
];
const describe = (owner) => `${owner.repository}, directory ${owner.terraformDirectory}, project ${owner.project}, environment ${owner.environment}`;
/**
 * Stops a run that would plan another configuration against this state: its plan would destroy what that one made.
 * No record yet means that nobody claimed the state. Throws STATE_OF_ANOTHER.
 */
function refuseStateOfAnother(record, owner, 
/** Where the record is: `s3://bucket/key`. */
place) {
    if (record === undefined)
        return;
    const [theirs, ours] = [comparable(record.owner), comparable(owner)];
    if (theirs.every((part, index) => part === ours[index]))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'STATE_OF_ANOTHER',
        reason: `This state belongs to ${record.owner.repository} (${record.owner.terraformDirectory}), and this run is of ${owner.repository} (${owner.terraformDirectory}).`,
        safe: 'Nothing was planned, changed or uploaded.',
        next: 'Choose another project or environment for this deploy.',
        details: [
            `It belongs to: ${describe(record.owner)}`,
            `This run is of: ${describe(owner)}`,
            'Only if that is this very application, renamed or moved, let go of the claim (the site and the state stay):',
            `aws s3 rm ${place}`,
        ],
    });
}


/***/ }),

/***/ 6264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readHeadToAdopt)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _accepted_head_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7479);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6594);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5505);
/* harmony import */ var _older_versions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9153);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(433);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3544);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1993);








/** What becomes of a state by adoption: gone, no state at all, or not the one that Terraform wrote. */
const LOST = new Set([
    'STATE_LOST',
    'STATE_UNREADABLE',
    'STATE_DIGEST_MISMATCH',
]);
/**
 * Reads the state as `readAcceptedHead` does. With `adopt`, one that is lost, unreadable or replaced is not refused: it
 * can be set aside. Called by who holds the lease.
 *
 * @throws Failure what `readAcceptedHead` throws, without `adopt`; `ACCESS_DENIED`
 */
async function readHeadToAdopt(platform, location, { record, adopt }) {
    try {
        return { head: await (0,_accepted_head_js__WEBPACK_IMPORTED_MODULE_1__/* .readAcceptedHead */ .w)(platform, location, record) };
    }
    catch (error) {
        if (!adopt || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H) || !LOST.has(error.code))
            throw error;
        const lost = await lookAtLost(platform, location, error);
        platform.log.info(`${error.code}: ${error.reason}`);
        platform.log.info('adopt-existing is set, so this run goes on without it: what exists is imported.');
        return { head: { exists: false }, lost };
    }
}
const REQUEST = (location) => ({
    location,
    permissions: [
        ..._permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .PERMISSIONS */ .Jj.state,
        { action: 's3:DeleteObject', resource: 'state' },
        { action: 'dynamodb:UpdateItem', resource: 'table' },
        { action: 'dynamodb:DeleteItem', resource: 'table' },
    ],
    attempt: 'put the lost state aside',
    safe: 'Nothing was planned or applied; every version of the state is there.',
});
async function lookAtLost({ aws }, location, found) {
    const [s3, dynamodb] = await Promise.all([aws.s3(location.region), aws.dynamodb(location.region)]);
    const clients = { s3, dynamodb, location };
    const [digest, current] = await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .explained */ .to)(Promise.all([(0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .readDigest */ .rP)(dynamodb, location), readCurrent(clients)]), REQUEST(location));
    const lastGood = await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .explained */ .to)(findLastGood(clients, { digest, current }), REQUEST(location));
    let removed;
    return {
        found,
        lastGood,
        setAside: async () => {
            if (current !== undefined)
                removed ??= await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .explained */ .to)(remove(clients, current), REQUEST(location));
            // Terraform waits 10 s for the state that this is the digest of, and then refuses to go on.
            if (digest !== undefined)
                await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .explained */ .to)((0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .deleteDigest */ .Q2)(dynamodb, location, digest), REQUEST(location));
        },
        putBack: () => putBack(clients, { removed, digest }),
    };
}
async function readCurrent({ s3, location }) {
    const place = { ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__/* .ownedBucket */ .IP)(location), Key: location.key };
    const object = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orAbsent */ .Re)(s3.getObject(place), 'NoSuchKey');
    if (object === undefined)
        return undefined;
    return { text: (await object.Body?.transformToString()) ?? '', versionId: object.VersionId };
}
/** The version that Terraform noted last; else the current one if it is a state; else the newest that is one. */
async function findLastGood({ s3, location }, { digest, current }) {
    const good = [];
    if (current !== undefined && isState(current.text))
        good.push(current);
    for await (const version of (0,_older_versions_js__WEBPACK_IMPORTED_MODULE_4__/* .readOlderVersions */ .a)(s3, location)) {
        const { text } = version;
        if (!isState(text))
            continue;
        good.push(version);
        if (digest === undefined || (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .md5 */ .Fx)(text) === digest)
            break;
    }
    return good.find(({ text }) => (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .md5 */ .Fx)(text) === digest) ?? good[0];
}
const isState = (text) => typeof (0,_state_content_js__WEBPACK_IMPORTED_MODULE_7__/* .parseState */ .B)(text) !== 'string';
async function remove({ s3, location }, { text, versionId }) {
    const place = { ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__/* .ownedBucket */ .IP)(location), Key: location.key };
    if (versionId === undefined) {
        const copy = { ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__/* .ownedBucket */ .IP)(location), Key: `${location.key}.set-aside-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .md5 */ .Fx)(text)}`, Body: text };
        await s3.putObject({ ...copy, IfNoneMatch: '*' }).catch((error) => {
            // The same text was set aside before.
            if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .httpStatus */ .nG)(error) !== 412)
                throw error;
        });
    }
    const { VersionId: marker } = await s3.deleteObject(place);
    return marker === undefined ? { kind: 'copied', text } : { kind: 'hidden', marker };
}
async function putBack({ s3, dynamodb, location }, { removed, digest }) {
    const place = { ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__/* .ownedBucket */ .IP)(location), Key: location.key };
    const saved = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orAbsent */ .Re)(s3.headObject(place), 'NoSuchKey', 'NotFound');
    if (saved !== undefined)
        return;
    if (removed?.kind === 'hidden')
        await s3.deleteObject({ ...place, VersionId: removed.marker });
    if (removed?.kind === 'copied')
        await s3.putObject({ ...place, Body: removed.text, IfNoneMatch: '*' });
    if (digest !== undefined)
        await (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .replaceDigest */ .lD)(dynamodb, location, { seen: undefined, digest });
}


/***/ }),

/***/ 1155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readStateHead)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6594);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5505);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(433);
/* harmony import */ var _release_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5805);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3544);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1993);







const UNTOUCHED = 'Nothing was planned or changed; every version of the state is as it was.';
/**
 * Reads the state without Terraform. A state that isn't there is a first deploy only when nothing says that there
 * was one: no version of it, no digest, no release in `record`. Throws STATE_LOST when something does, and
 * STATE_UNREADABLE for an object that is no state: planning from either would create everything a second time.
 */
async function readStateHead(platform, location, record) {
    const [s3, dynamodb] = await Promise.all([
        platform.aws.s3(location.region),
        platform.aws.dynamodb(location.region),
    ]);
    try {
        const object = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(s3.getObject({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_5__/* .ownedBucket */ .IP)(location), Key: location.key }), 'NoSuchKey');
        if (object === undefined) {
            await refuseLostState({ s3, dynamodb }, location, record);
            return { exists: false };
        }
        const text = (await object.Body?.transformToString()) ?? '';
        const content = (0,_state_content_js__WEBPACK_IMPORTED_MODULE_6__/* .parseState */ .B)(text);
        if (typeof content === 'string')
            throw unreadable(location, content, await listVersions(s3, location));
        const { VersionId } = object;
        return {
            exists: true,
            ...content,
            md5: (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .md5 */ .Fx)(text),
            ...(VersionId === undefined ? {} : { versionId: VersionId }),
        };
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H)
            throw error;
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCode */ .CA)(error) === 'NoSuchBucket')
            throw (0,_release_record_js__WEBPACK_IMPORTED_MODULE_4__/* .bucketGone */ .e8)(location, error, UNTOUCHED);
        const request = { location, permissions: _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .PERMISSIONS */ .Jj.state, attempt: 'read the state', safe: UNTOUCHED };
        throw (0,_permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .accessDenied */ .Ib)(error, request) ?? error;
    }
}
/** What shows that there was a state: its versions, its digest, a release. */
async function refuseLostState({ s3, dynamodb }, location, record) {
    const [versions, digest] = await Promise.all([listVersions(s3, location), (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readDigest */ .rP)(dynamodb, location)]);
    const evidence = [
        ...(versions.deleteMarker === undefined
            ? []
            : [`a delete marker of ${versions.deletedAt} stands on it (version ${versions.deleteMarker})`]),
        ...(versions.all.length === 0 ? [] : [`${versions.all.length} older versions of it are there`]),
        ...(digest === undefined ? [] : [`table ${location.lockTable} holds its digest ${digest}`]),
        ...(record !== undefined && wasReleased(record) ? ['the release record says that it was deployed'] : []),
    ];
    if (evidence.length > 0)
        throw lost(location, versions, evidence);
}
/** A release or an intent comes after an apply, so a state was there. A record may also only say whose it will be. */
const wasReleased = (record) => record.live !== undefined || record.intended !== undefined || record.previous.length > 0;
/** The versions of the state. S3 lists a key before all longer ones, newest first, so the first page has the newest. */
async function listVersions(s3, location) {
    const page = await s3.listObjectVersions({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_5__/* .ownedBucket */ .IP)(location), Prefix: location.key });
    const marker = page.DeleteMarkers?.find(({ Key, IsLatest }) => Key === location.key && IsLatest === true);
    return {
        all: (page.Versions ?? []).filter(({ Key }) => Key === location.key),
        deleteMarker: marker?.VersionId,
        deletedAt: marker?.LastModified?.toISOString(),
    };
}
/** The newest version that isn't the current one and isn't empty. */
const lastGood = (versions) => versions.all.find(({ IsLatest, Size }) => IsLatest !== true && (Size ?? 0) > 0);
const describeVersion = ({ VersionId, LastModified, Size }) => `Last good version: ${VersionId} of ${LastModified?.toISOString()}, ${Size} bytes.`;
function lost(location, versions, evidence) {
    const good = lastGood(versions);
    const at = `--bucket ${location.bucket} --key ${location.key}`;
    const next = good !== undefined && versions.deleteMarker !== undefined
        ? `Bring it back by removing the delete marker: aws s3api delete-object ${at} --version-id ${versions.deleteMarker}`
        : `Restore the state from a backup to s3://${location.bucket}/${location.key}, or deploy to another environment.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'STATE_LOST',
        reason: `There was a state at s3://${location.bucket}/${location.key} and it is gone: ${evidence.join('; ')}.`,
        safe: UNTOUCHED,
        next,
        details: good === undefined ? ['No good version of it is left in the bucket.'] : [describeVersion(good)],
    });
}
function unreadable(location, why, versions) {
    const good = lastGood(versions);
    const at = `s3://${location.bucket}/${location.key}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'STATE_UNREADABLE',
        reason: `The object at ${at} is no Terraform state: ${why}.`,
        safe: UNTOUCHED,
        next: good === undefined
            ? `Restore the state from a backup to ${at}.`
            : `Put its last good version back: aws s3api copy-object --bucket ${location.bucket} --key ${location.key} ` +
                `--copy-source '${location.bucket}/${location.key}?versionId=${good.VersionId}'`,
        details: good === undefined ? ['No older version of it is in the bucket.'] : [describeVersion(good)],
    });
}


/***/ }),

/***/ 6493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readStateVersions),
/* harmony export */   u: () => (/* binding */ stateHistory)
/* harmony export */ });
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(433);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1993);


const MOST_ENTRIES = 10;
/** The newest versions of the state, newest first (S3 lists them so); none where the bucket has no versioning. */
async function readStateVersions(platform, location) {
    const s3 = await platform.aws.s3(location.region);
    const { Versions = [] } = await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_0__/* .explained */ .to)(s3.listObjectVersions({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .ownedBucket */ .IP)(location), Prefix: location.key }), {
        location,
        permissions: _permissions_js__WEBPACK_IMPORTED_MODULE_0__/* .PERMISSIONS */ .Jj.state,
        attempt: 'list the versions of the state',
        safe: 'The state is as it was; what this run did before stays done.',
    });
    return Versions.flatMap(({ Key, VersionId, LastModified }) => Key !== location.key || VersionId === undefined || LastModified === undefined
        ? []
        : [{ versionId: VersionId, savedAt: LastModified.toISOString() }]);
}
/** What happened to an environment, newest first: its recorded deploys, and between them what nobody recorded. */
function stateHistory(deploys, versions) {
    const recorded = new Set(deploys.map(({ state }) => state?.versionId));
    const others = versions.filter(({ versionId }) => !recorded.has(versionId));
    const entries = [];
    for (const deploy of deploys) {
        // A deploy is recorded after its state was saved.
        entries.push(...unrecorded(others, { after: deploy.at, before: entries.length === 0 ? undefined : last(entries) }));
        entries.push({ kind: 'deploy', deploy });
    }
    entries.push(...unrecorded(others, { after: '', before: last(entries) }));
    return entries.slice(0, MOST_ENTRIES);
}
const last = (entries) => entries.findLast((entry) => entry.kind === 'deploy')?.deploy.at;
function unrecorded(versions, { after, before }) {
    const between = versions.filter(({ savedAt }) => savedAt > after && (before === undefined || savedAt <= before));
    const [newest] = between;
    return newest === undefined ? [] : [{ kind: 'unrecorded', versions: between.length, newest }];
}


/***/ }),

/***/ 9167:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ terraformRequest)
/* harmony export */ });
/* harmony import */ var _platform_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4219);
/* harmony import */ var _platform_cache_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5729);
/* harmony import */ var _terraform_install_install_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(340);



/** Which Terraform a command is to run, and where one is looked for. */
function terraformRequest({ inputs, run, platform }, requiredVersions) {
    const { directory, version } = inputs.terraform;
    const { RUNNER_TOOL_CACHE: toolCacheDirectory, REVIVE_DEPLOY_TERRAFORM_RELEASES_URL: releasesUrl } = platform.environment;
    return {
        directory,
        repositoryRoot: run.workspace,
        requiredVersions,
        cache: inputs.cache,
        temporaryDirectory: run.temporaryDirectory,
        cacheService: (0,_platform_cache_js__WEBPACK_IMPORTED_MODULE_1__/* .connectCache */ .X)((0,_platform_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .bundleEntry */ .xJ)(), platform.environment),
        releasesUrl: releasesUrl || _terraform_install_install_js__WEBPACK_IMPORTED_MODULE_2__/* .RELEASES_URL */ .zZ,
        ...(version === undefined ? {} : { version }),
        ...(toolCacheDirectory ? { toolCacheDirectory } : {}),
    };
}


/***/ }),

/***/ 5469:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jZ: () => (/* binding */ atLeast),
/* harmony export */   vr: () => (/* binding */ refuseUnknownImports),
/* harmony export */   w0: () => (/* binding */ refuseUnknownLocking)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _install_constraint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5101);


/** What came with which version of Terraform. */
const SINCE = { 'init -json': '1.9.0', use_lockfile: '1.10.0', 'import blocks': '1.5.0' };
/** Whether a Terraform has a feature. */
function atLeast(version, feature) {
    const [found, since] = [(0,_install_constraint_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(version), (0,_install_constraint_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(SINCE[feature])];
    return found !== undefined && since !== undefined && (0,_install_constraint_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(found, since) >= 0;
}
/**
 * Refuses a lock file where Terraform doesn't know it: it would go on without any lock.
 *
 * @throws Failure `INVALID_INPUTS`
 */
function refuseUnknownLocking(version, locking) {
    if (locking === 'dynamodb' || atLeast(version, 'use_lockfile'))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
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
function refuseUnknownImports(version) {
    if (atLeast(version, 'import blocks'))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'INVALID_INPUTS',
        reason: `adopt-existing needs Terraform ${SINCE['import blocks']} or newer, which has import blocks, and this is ${version}.`,
        safe: 'Terraform was not started; nothing was planned or applied.',
        next: 'Set `terraform-version` to a newer one, or import what exists by hand (terraform import ADDRESS ID).',
    });
}


/***/ }),

/***/ 3729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JX: () => (/* binding */ restoreTerraform),
/* harmony export */   Rv: () => (/* binding */ cacheEntry),
/* harmony export */   saveTerraformToCache: () => (/* binding */ saveTerraformToCache)
/* harmony export */ });
/* unused harmony export CACHE_PATIENCE */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** What a service that is absent, slow or failing may cost, in milliseconds: once for restoring, once for saving. */
const CACHE_PATIENCE = 2_000;
/** One entry for each version and platform; a release never changes, so the key needs no hash. */
function cacheEntry(temporaryDirectory, { version, os, arch }) {
    const name = `revive-deploy-terraform-${version}-${os}-${arch}`;
    return { key: name, directory: node_path__WEBPACK_IMPORTED_MODULE_1__.join(temporaryDirectory, name) };
}
/** Restores a release into the entry's directory; whatever isn't whole and in time is removed again. */
async function restoreTerraform(platform, cache, entry) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(entry.directory, { recursive: true, force: true });
    const outcome = await inTime(platform, (signal) => cache.restore([entry.directory], entry.key, signal));
    if (outcome.answer === 'hit')
        return 'hit';
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(entry.directory, { recursive: true, force: true });
    if (outcome.answer !== 'unavailable')
        return 'miss';
    platform.log.info(`GitHub's cache was not used: ${outcome.reason}.`);
    return 'unavailable';
}
/**
 * Saves a downloaded release for the next run; for `post`, with the entry that `ensureTerraform` returned. Waits at
 * most two seconds: an upload that takes longer goes on by itself for as long as the job lives.
 */
async function saveTerraformToCache(platform, cache, entry) {
    const outcome = await inTime(platform, (signal) => cache.save([entry.directory], entry.key, signal));
    const kept = outcome.answer !== 'unavailable';
    if (kept)
        platform.log.info(`Kept Terraform for the next run (${entry.key}).`);
    else
        platform.log.info(`Terraform was not kept for the next run: ${outcome.reason}.`);
}
/** Runs `work`, telling it to stop once the patience is over. The answer is then `unavailable`, whatever comes later. */
async function inTime(platform, work) {
    const [patience, answered] = [new AbortController(), new AbortController()];
    const late = { answer: 'unavailable', reason: `no answer within ${CACHE_PATIENCE / 1000} s` };
    const deadline = platform.clock.sleep(CACHE_PATIENCE, answered.signal).then(() => {
        patience.abort();
        return late;
    }, () => late);
    const working = work(patience.signal).catch((error) => ({
        answer: 'unavailable',
        reason: String(error),
    }));
    const outcome = await Promise.race([working, deadline]);
    answered.abort();
    return outcome;
}


/***/ }),

/***/ 5101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   cP: () => (/* binding */ parseConstraints),
/* harmony export */   ib: () => (/* binding */ satisfies),
/* harmony export */   ot: () => (/* binding */ parseVersion),
/* harmony export */   y: () => (/* binding */ exactVersion)
/* harmony export */ });
/* unused harmony export OPERATORS */
const OPERATORS = (/* unused pure expression or super */ null && (['=', '!=', '>=', '<=', '~>', '>', '<']));
const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const CONSTRAINT = /^(=|!=|>=|<=|~>|>|<)?\s*(\S+)$/;
/** Reads `1.11.4`, `v1.11` or `1.12.0-rc1`; undefined where it is no version. */
function parseVersion(text) {
    const match = VERSION.exec(text.trim());
    if (match === null)
        return undefined;
    const parts = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
    const prerelease = match[4] ?? '';
    return { text: `${parts.join('.')}${prerelease && `-${prerelease}`}`, parts, prerelease };
}
/** Reads Terraform's syntax, `~> 1.10, != 1.10.3`: every one must hold. Undefined where it is malformed. */
function parseConstraints(text) {
    const constraints = [];
    for (const item of text.split(',')) {
        const match = CONSTRAINT.exec(item.trim());
        const version = match?.[2] === undefined ? undefined : parseVersion(match[2]);
        if (match?.[2] === undefined || version === undefined)
            return undefined;
        const precision = match[2].replace(/[-+].*$/, '').split('.').length;
        constraints.push({ operator: (match[1] ?? '='), version, precision });
    }
    return constraints;
}
/** Negative, zero or positive, as `a` is older than, the same as or newer than `b` (semver's precedence). */
function compareVersions(a, b) {
    for (const index of [0, 1, 2]) {
        const difference = a.parts[index] - b.parts[index];
        if (difference !== 0)
            return difference;
    }
    return comparePrereleases(a.prerelease, b.prerelease);
}
/** Whether every constraint holds, as Terraform itself decides it (`required_version`, hashicorp/go-version). */
function satisfies(version, constraints) {
    return constraints.every((constraint) => holds(version, constraint));
}
/** The one version the constraints can mean, where one of them is exact: no list of releases is needed then. */
function exactVersion(constraints) {
    return constraints.find(({ operator }) => operator === '=')?.version;
}
function holds(version, { operator, version: bound, precision }) {
    const order = compareVersions(version, bound);
    if (operator === '=')
        return order === 0;
    if (operator === '!=')
        return order !== 0;
    // A prerelease is never inside a range, unless the range was written with a prerelease of that very version.
    if (version.prerelease !== '' && !(bound.prerelease !== '' && sameParts(version, bound, 3)))
        return false;
    switch (operator) {
        case '>':
            return order > 0;
        case '<':
            return order < 0;
        case '>=':
            return order >= 0;
        case '<=':
            return order <= 0;
        case '~>':
            // `~> 1.10` is >= 1.10 and < 2.0, `~> 1.10.2` is >= 1.10.2 and < 1.11: only the last part written may grow.
            if (bound.prerelease !== '' && version.prerelease === '')
                return false;
            return order >= 0 && sameParts(version, bound, precision - 1);
    }
}
const sameParts = (a, b, count) => a.parts.slice(0, count).every((part, index) => part === b.parts[index]);
function comparePrereleases(a, b) {
    if (a === b)
        return 0;
    if (a === '' || b === '')
        return a === '' ? 1 : -1;
    const left = a.split('.');
    const right = b.split('.');
    for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
        const [x, y] = [left[index], right[index]];
        if (x === y)
            continue;
        if (x === undefined || y === undefined)
            return x === undefined ? -1 : 1;
        const [numberX, numberY] = [/^\d+$/.test(x), /^\d+$/.test(y)];
        if (numberX && numberY)
            return Number(x) - Number(y);
        if (numberX !== numberY)
            return numberX ? -1 : 1;
        return x < y ? -1 : 1;
    }
    return 0;
}


/***/ }),

/***/ 340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zZ: () => (/* binding */ RELEASES_URL),
  B8: () => (/* binding */ ensureTerraform)
});

// UNUSED EXPORTS: ensureTerraformSignedBy

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/terraform/install/cache.js
var cache = __webpack_require__(3729);
// EXTERNAL MODULE: ./lib/terraform/install/constraint.js
var constraint = __webpack_require__(5101);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/terraform/install/openpgp-packets.js

const TAG = { signature: 2, publicKey: 6, userId: 13, publicSubkey: 14 };
/** Why bytes were not understood: caught by the verifier, which turns it into a refusal. */
class OpenPgpError extends RangeError {
}
const RSA_ALGORITHMS = [1, 3];
/** SHA-1 and MD5 are left out on purpose: forged collisions are affordable. */
const DIGESTS = { 8: 'sha256', 9: 'sha384', 10: 'sha512' };
/** Takes the ASCII armour off (`-----BEGIN PGP ...`) and checks its CRC-24; binary input is returned as it is. */
function dearmor(input) {
    const text = input.toString('latin1');
    if (!text.trimStart().startsWith('-----BEGIN PGP '))
        return Buffer.from(text, 'latin1');
    const match = /-----BEGIN PGP [A-Z ]+-----\r?\n(?:.+\r?\n)*\r?\n([A-Za-z0-9+/=\s]+?)\n=(\S{4})\r?\n-----END PGP/.exec(text);
    if (match?.[1] === undefined || match[2] === undefined)
        throw new OpenPgpError('malformed ASCII armour');
    const bytes = Buffer.from(match[1], 'base64');
    if (crc24(bytes) !== Buffer.from(match[2], 'base64').readUIntBE(0, 3))
        throw new OpenPgpError('armour checksum');
    return bytes;
}
function crc24(bytes) {
    let crc = 0xb704ce;
    for (const byte of bytes) {
        crc ^= byte << 16;
        for (let bit = 0; bit < 8; bit += 1) {
            crc <<= 1;
            if ((crc & 0x1000000) !== 0)
                crc ^= 0x1864cfb;
        }
    }
    return crc & 0xffffff;
}
/** A position in bytes that never reads beyond their end. */
class Cursor {
    bytes;
    offset = 0;
    constructor(bytes) {
        this.bytes = bytes;
    }
    get ended() {
        return this.offset >= this.bytes.length;
    }
    take(length) {
        if (this.offset + length > this.bytes.length)
            throw new OpenPgpError('truncated');
        this.offset += length;
        return this.bytes.subarray(this.offset - length, this.offset);
    }
    number(length) {
        return this.take(length).readUIntBE(0, length);
    }
    /**
     * A multiprecision integer: two bytes with its length in bits, then the number, here without leading zeros. The
     * length may count leading zero bits though the standard says otherwise: the signer that HashiCorp uses rounds it up.
     */
    integer() {
        const value = this.take(Math.ceil(this.number(2) / 8));
        const start = value.findIndex((byte) => byte !== 0);
        return start < 0 ? Buffer.alloc(0) : value.subarray(start);
    }
    /** The length of a new-format packet or a subpacket; both write it alike up to five bytes. */
    length(partialFrom) {
        const first = this.number(1);
        if (first < 192)
            return first;
        if (first < partialFrom)
            return ((first - 192) << 8) + this.number(1) + 192;
        if (first === 255)
            return this.number(4);
        throw new OpenPgpError('partial lengths are not supported');
    }
}
function readPackets(bytes) {
    const cursor = new Cursor(bytes);
    const packets = [];
    while (!cursor.ended) {
        const header = cursor.number(1);
        if ((header & 0x80) === 0)
            throw new OpenPgpError('not an OpenPGP packet');
        if ((header & 0x40) !== 0) {
            packets.push({ tag: header & 0x3f, body: cursor.take(cursor.length(224)) });
        }
        else {
            const lengthBytes = [1, 2, 4][header & 0x03];
            if (lengthBytes === undefined)
                throw new OpenPgpError('indeterminate lengths are not supported');
            packets.push({ tag: (header & 0x3c) >> 2, body: cursor.take(cursor.number(lengthBytes)) });
        }
    }
    return packets;
}
function readPublicKey(body) {
    const cursor = new Cursor(body);
    if (cursor.number(1) !== 4)
        throw new OpenPgpError('only version 4 keys are supported');
    cursor.take(4);
    if (!RSA_ALGORITHMS.includes(cursor.number(1)))
        throw new OpenPgpError('only RSA keys are supported');
    const [n, e] = [cursor.integer(), cursor.integer()];
    if (!cursor.ended)
        throw new OpenPgpError('bytes after the key');
    const hashed = Buffer.concat([Buffer.from([0x99, body.length >> 8, body.length & 0xff]), body]);
    return {
        fingerprint: (0,external_node_crypto_.createHash)('sha1').update(hashed).digest('hex').toUpperCase(),
        rsa: (0,external_node_crypto_.createPublicKey)({
            key: { kty: 'RSA', n: n.toString('base64url'), e: e.toString('base64url') },
            format: 'jwk',
        }),
        modulusBytes: n.length,
        hashed,
    };
}
function readSignature(body) {
    const cursor = new Cursor(body);
    if (cursor.number(1) !== 4)
        throw new OpenPgpError('only version 4 signatures are supported');
    const type = cursor.number(1);
    if (!RSA_ALGORITHMS.includes(cursor.number(1)))
        throw new OpenPgpError('only RSA signatures are supported');
    const digest = DIGESTS[cursor.number(1)];
    if (digest === undefined)
        throw new OpenPgpError('only SHA-256, SHA-384 and SHA-512 are supported');
    const hashed = cursor.take(cursor.number(2));
    const signedLength = cursor.offset;
    const unhashed = cursor.take(cursor.number(2));
    const digestStart = cursor.take(2);
    const value = cursor.integer();
    if (!cursor.ended)
        throw new OpenPgpError('bytes after the signature');
    const ending = Buffer.from([0x04, 0xff, 0, 0, 0, 0]);
    ending.writeUInt32BE(signedLength, 2);
    return {
        type,
        digest,
        trailer: Buffer.concat([body.subarray(0, signedLength), ending]),
        subpackets: [...readSubpackets(hashed, true), ...readSubpackets(unhashed, false)],
        digestStart,
        value,
    };
}
function readSubpackets(bytes, hashed) {
    const cursor = new Cursor(bytes);
    const subpackets = [];
    while (!cursor.ended) {
        const content = new Cursor(cursor.take(cursor.length(255)));
        const type = content.number(1);
        const body = content.take(content.bytes.length - 1);
        subpackets.push({ type: type & 0x7f, critical: (type & 0x80) !== 0, hashed, body });
    }
    return subpackets;
}

;// CONCATENATED MODULE: ./lib/terraform/install/openpgp-signature.js


const SIGNATURE = {
    binary: 0x00,
    subkeyBinding: 0x18,
    primaryBinding: 0x19,
    keyRevoked: 0x20,
    subkeyRevoked: 0x28,
};
const SUBPACKET = {
    created: 2,
    signatureExpires: 3,
    issuer: 16,
    keyFlags: 27,
    embedded: 32,
    issuerFingerprint: 33,
};
const MAY_SIGN = 0x02;
/**
 * Reads a public key, armoured or binary, that must have the pinned `fingerprint`. A subkey counts when the primary
 * key bound it for signing, it signed back that it belongs there, and the block holds no revocation of it.
 *
 * Expiry is left aside: owners prolong keys by signing them anew, which a copy fixed in a bundle can't see, and a
 * release signed while the key was good stays good. Withdrawing trust is done by revocation, and by a new bundle.
 */
function readSigningKey(block, fingerprint) {
    const [first, ...rest] = readPackets(dearmor(block));
    if (first?.tag !== TAG.publicKey)
        throw new OpenPgpError('the block does not begin with a public key');
    const primary = readPublicKey(first.body);
    if (primary.fingerprint !== fingerprint)
        throw new OpenPgpError(`the key is ${primary.fingerprint}`);
    const signers = [primary];
    let subject = primary;
    const revoked = new Set();
    for (const { tag, body } of rest) {
        if (tag === TAG.publicSubkey)
            subject = readPublicKey(body);
        else if (tag === TAG.userId)
            subject = undefined;
        else if (tag === TAG.signature && subject !== undefined) {
            const signature = readSignature(body);
            if (subject === primary) {
                if (signature.type !== SIGNATURE.keyRevoked)
                    continue;
                if (isMadeBy(primary, signature, [primary.hashed]))
                    throw new OpenPgpError('the key is revoked');
            }
            else if (isMadeBy(primary, signature, [primary.hashed, subject.hashed])) {
                if (signature.type === SIGNATURE.subkeyRevoked)
                    revoked.add(subject.fingerprint);
                if (isSigningBinding(signature, primary, subject))
                    signers.push(subject);
            }
        }
    }
    return { fingerprint, signers: signers.filter((key) => !revoked.has(key.fingerprint)) };
}
/** Whether `signature`, a detached signature of binary data, was made over `data` by one of the key's signers. */
function verifySignature(data, signature, key) {
    try {
        const packets = readPackets(dearmor(signature));
        const [only] = packets;
        if (packets.length !== 1 || only?.tag !== TAG.signature) {
            return refuse('the signature file does not hold exactly one signature');
        }
        const parsed = readSignature(only.body);
        if (parsed.type !== SIGNATURE.binary)
            return refuse(`it is a signature of type ${parsed.type}, not of a file`);
        if (!understood(parsed))
            return refuse('it carries a condition that is not understood');
        const issuer = issuerOf(parsed);
        if (issuer === undefined)
            return refuse('it does not say who made it');
        const signer = key.signers.find(({ fingerprint }) => fingerprint.endsWith(issuer));
        if (signer === undefined)
            return refuse(`it was made by key ${issuer}, not by ${key.fingerprint}`);
        return isMadeBy(signer, parsed, [data])
            ? { genuine: true, signer: signer.fingerprint }
            : refuse(`it was not made over this file by key ${signer.fingerprint}`);
    }
    catch (error) {
        if (error instanceof OpenPgpError)
            return refuse(`it is not a readable OpenPGP signature (${error.message})`);
        throw error;
    }
}
const refuse = (reason) => ({ genuine: false, reason });
/** PKCS #1 v1.5 over the digest of the parts and the signature's own trailer. */
function isMadeBy(key, signature, parts) {
    if (signature.value.length > key.modulusBytes)
        return false;
    const message = Buffer.concat([...parts, signature.trailer]);
    const start = (0,external_node_crypto_.createHash)(signature.digest).update(message).digest().subarray(0, 2);
    if (!start.equals(signature.digestStart))
        return false;
    const padded = Buffer.concat([Buffer.alloc(key.modulusBytes - signature.value.length), signature.value]);
    return (0,external_node_crypto_.verify)(signature.digest, message, key.rsa, padded);
}
/** A subkey that signs must have signed the primary key back, or anyone could claim another's subkey as theirs. */
function isSigningBinding(signature, primary, subkey) {
    if (signature.type !== SIGNATURE.subkeyBinding)
        return false;
    const flags = find(signature, SUBPACKET.keyFlags, true)?.body[0] ?? 0;
    const back = find(signature, SUBPACKET.embedded);
    if ((flags & MAY_SIGN) === 0 || back === undefined)
        return false;
    const embedded = readSignature(back.body);
    return (embedded.type === SIGNATURE.primaryBinding && isMadeBy(subkey, embedded, [primary.hashed, subkey.hashed]));
}
/** The standard's rule: a critical part that a reader doesn't know makes the signature worthless to it. */
const understood = (signature) => signature.subpackets.every(({ critical, type }) => type !== SUBPACKET.signatureExpires &&
    (!critical || [SUBPACKET.created, SUBPACKET.issuer, SUBPACKET.issuerFingerprint].includes(type))) && find(signature, SUBPACKET.created, true)?.body.length === 4;
/** The signer's fingerprint, or its last 16 digits. Only a hint: the key found by it must then verify. */
function issuerOf(signature) {
    const fingerprint = find(signature, SUBPACKET.issuerFingerprint)?.body;
    if (fingerprint?.length === 21 && fingerprint[0] === 4)
        return fingerprint.subarray(1).toString('hex').toUpperCase();
    const keyId = find(signature, SUBPACKET.issuer)?.body;
    return keyId?.length === 8 ? keyId.toString('hex').toUpperCase() : undefined;
}
const find = (signature, type, hashed = false) => signature.subpackets.find((subpacket) => subpacket.type === type && (subpacket.hashed || !hashed));

;// CONCATENATED MODULE: ./lib/terraform/install/hashicorp-key.js

/** Published at https://www.hashicorp.com/security; nothing outside this file can name another. */
const FINGERPRINT = 'C874011F0AB405110D02105534365D9472D7468F';
/** How HashiCorp names the signature made with this key beside each release: the key's last eight digits. */
const KEY_ID = FINGERPRINT.slice(-8);
/**
 * The primary key, its user id and the one live signing subkey (374E C75B 4859 1360 4A83 1CC7 C820 C6D5 CD27 AB87),
 * as HashiCorp prolonged them in February 2026. The encryption subkey and the signing subkey that ended in 2022 are
 * left out: they have no release to vouch for.
 */
const BLOCK = `-----BEGIN PGP PUBLIC KEY BLOCK-----

mQINBGB9+xkBEACabYZOWKmgZsHTdRDiyPJxhbuUiKX65GUWkyRMJKi/1dviVxOX
PG6hBPtF48IFnVgxKpIb7G6NjBousAV+CuLlv5yqFKpOZEGC6sBV+Gx8Vu1CICpl
Zm+HpQPcIzwBpN+Ar4l/exCG/f/MZq/oxGgH+TyRF3XcYDjG8dbJCpHO5nQ5Cy9h
QIp3/Bh09kET6lk+4QlofNgHKVT2epV8iK1cXlbQe2tZtfCUtxk+pxvU0UHXp+AB
0xc3/gIhjZp/dePmCOyQyGPJbp5bpO4UeAJ6frqhexmNlaw9Z897ltZmRLGq1p4a
RnWL8FPkBz9SCSKXS8uNyV5oMNVn4G1obCkc106iWuKBTibffYQzq5TG8FYVJKrh
RwWB6piacEB8hl20IIWSxIM3J9tT7CPSnk5RYYCTRHgA5OOrqZhC7JefudrP8n+M
pxkDgNORDu7GCfAuisrf7dXYjLsxG4tu22DBJJC0c/IpRpXDnOuJN1Q5e/3VUKKW
mypNumuQpP5lc1ZFG64TRzb1HR6oIdHfbrVQfdiQXpvdcFx+Fl57WuUraXRV6qfb
4ZmKHX1JEwM/7tu21QE4F1dz0jroLSricZxfaCTHHWNfvGJoZ30/MZUrpSC0IfB3
iQutxbZrwIlTBt+fGLtm3vDtwMFNWM+Rb1lrOxEQd2eijdxhvBOHtlIcswARAQAB
tERIYXNoaUNvcnAgU2VjdXJpdHkgKGhhc2hpY29ycC5jb20vc2VjdXJpdHkpIDxz
ZWN1cml0eUBoYXNoaWNvcnAuY29tPokCVAQTAQoAPgIbAwULCQgHAgYVCgkICwIE
FgIDAQIeAQIXgBYhBMh0AR8KtAURDQIQVTQ2XZRy10aPBQJplkfQBQkQrOy3AAoJ
EDQ2XZRy10aPw6gP/3GUEMUa6mCRuuSOT9UnziPIvXYd63mcN6A6Jwmwj8JaB2qu
OCijvJkw56UbZK3x1FZIbe0hA6VUAwNSNmSIxVJkilgwIYYFO0tnL79XhIeP7jYF
ydXLZ4rTi1FDl8lltAujTNARdY8UGg4hGlcM9OrEeXEFLWugJNiChL15FVoxZqIS
jeduaEqyxGfJnyVwy8z3pZfgODeFr7xs2NkUIMSfuRg24VcL4aW8Frt3jW8P45y3
o/5fsi6Aw2tZ0wD9NSgkVc8VD1NRV9eSZ95Bv+Awf9IXa+Cn5OCjc8Jc+XF+nLfB
oPswOO7E8dLiuBUw6/GzSLMbVs8qf8BNXB92dOe1VccVTqjCxK2sEpVaHh7e+co8
d8lDGBIWMGh7NS6XlGORpFb/T6gxjjOYUV3SKd4QDebUUG8kMkb5juLljOoq+YOP
vgNLDZLZteFpmH+zB9DpOY1YtHZB/OD+DtzLMaSl6VPF2Ln0j5aQGwNDt7sheyAe
sXbu0qn2H5FxojSfvhT0kUDKZ0mgg5y3Oflg49MiAOhjLGY0JocFpBeMILw27fbw
fpIBP7siQWFTFJ1O+l2NQiWAwC2x5fX2EakyCBJmrkPV2hr4nEogNqg9/RDskIUq
cpcOOd/0BntiXMyUCCH2AoCt5acaTQ0WU6CAosZPojOYhtGGgOgeQSdflpMSuQIN
BGCAXCYBEADW6RNrZVGNXvHVBqSiOWaxl1XOiEoiHPt50Aijt25yXbG+0kHIFSoR
+1g6Lh20JTCChgfQkGGjzQvEuG1HTw07YhsvLc0pkjNMfu6gJqFox/ogc53mz69O
xXauzUQ/TZ27GDVpUBu+EhDKt1s3OtA6Bjz/csop/Um7gT0+ivHyvJ/jGdnPEZv8
tNuSE/Uo+hn/Q9hg8SbveZzo3C+U4KcabCESEFl8Gq6aRi9vAfa65oxD5jKaIz7c
y+pwb0lizqlW7H9tQlr3dBfdIcdzgR55hTFC5/XrcwJ6/nHVH/xGskEasnfCQX8R
YKMuy0UADJy72TkZbYaCx+XXIcVB8GTOmJVoAhrTSSVLAZspfCnjwnSxisDn3Zzs
Yrq3cV6sU8b+QlIX7VAjurE+5cZiVlaxgCjyhKqlGgmonnReWOBacCgL/UvuwMmM
p5TTLmiLXLT7uxeGojEyoCk4sMrqrU1jevHyGlDJH9Taux15GILDwnYFfAvPF9WC
id4UZ4Ouwjcaxfys3LxNiZIlUsXNKwS3mhiMRL4TRsbs4k4QE+LIMOsauIvcvm8/
frydvQ/kUwIhVTH80XGOH909bYtJvY3fudK7ShIwm7ZFTduBJUG473E/Fn3VkhTm
BX6+PjOC50HR/HybwaRCzfDruMe3TAcE/tSP5CUOb9C7+P+hPzQcDwARAQABiQRy
BBgBCgAmAhsCFiEEyHQBHwq0BRENAhBVNDZdlHLXRo8FAmmWSAoFCRCqi+QCQMF0
IAQZAQoAHRYhBDdOx1tIWRNgSoMcx8ggxtXNJ6uHBQJggFwmAAoJEMggxtXNJ6uH
RfAP/2CGdSyg0K7U66Vygl0dugxrMm8O3/Oe211BKdQsFUSWAznOTRTK/zvMUHO4
LJAlYvdtZ6xDa4XHl9FYQ8MR9ZV0OuOlAZvU4IJDLPVCU09X/UzX/GEoZL0R5esv
wPAXopMaRHCfXJeI/gEaB94UhAeYlwpcRn0eSuk1vyZx7GRE6/hog8DCf4hoT40d
W20gGe58xcvJ+mRYlC0lr16WH08wuUcee6+dgu+4Cg6SG6+zt9cMyl8VnTUL5BK/
V3MebnYZJK0RFDNnnXDhzStgOd5gOeIL+xBPXHd0/ld/rDM74SFExpuS+hNsyo+x
MQ/HJavak21MFinul9COwfGEmlAXTGMY30Lf3Pt/eAkbwgmGc966VSoRmOFEXJVl
Dr+yJR6ru+7j50z8lAv6Lsop7sun1Qysbo0swf6W1qgPf6VWbx91NTFLkw0+gD8j
xwrU5ZMkeSuntX9dpjuZS29CflXXIRPlvhuiDPicwTpYuIUx37vHveAH5gnowZg2
47x780Urrsx8duTX8CI9MAnqzm4dFAiRlwE8bvLk+l9wekiXA9gIMZiVNqNlduXI
qvAG21Wdgq8qyeXKy/XWCVKDQOmEbFAltfNam8E3KEw0fl199x+93d5ckDGcPzUY
PbNkCuIwngC/ZN96pDafF3Z12fSNfhZUe0C8td8KAszYa96GCRA0Nl2UctdGj1gK
D/4jOGhEGTg88VyuPVjeK+zkwrTIZSvHdUHfTt/+rTLSNb/RQiBCUQuEZvafj6Fr
ntS7bAEhccGqH894T3St5K0AXWkvsLd6K+cbIQdlnFA2zb6geJUCk6qx5NgWpRc3
i0DS7CheGwl+Bwu7+n9pNjNjiHV+rYDgqbQXG0dtGysB0/3qIRgEDHFO0HJu/dct
e4oXrQIqrZrpOwe8WxqFqdU918JpSUcc8coiFp9YtwpgqQNxGVZ+rhgnTGdZzk1f
/Yhhimh+2B0ReaFvk3UzVBj3HQ9C6+Ot3MyDEhSgdhjr9e25Tm9S5YfhwtWmghRw
9RKPyLMSXSxm/Uc0mK1NucAp8TQBwKqKzNpCk5IdrBSWRUbjOoOFyzyCsY6gS285
GCpSIzI39hTf+3gdwYPlE6fj+F2TZzdhx62DPnzBzBHnByYTVdJ649bx0FFp4Q+5
TbIWtxu/AQkRDxmWNQfE+6GgeshlrhXWsh6+PGDzt+2raG6zUT913sdz7Ctw4fLj
msKOTdTz3Xa9pr8lxfI/JuukSgt9o/n3GirhTB3zE1w/I/Xt6k7oASiP3zQSuHtB
/CYKYHDtOCWwjo7JPEGtb/FkreKNxsk/p20jnlrB8WZxxswdr2Vri9NmFeyMDVX7
qF3WqT+8aCV9GtS1GCHx/5nGBdDwoxEsXqpI3IUqPb6FDg==
=bov7
-----END PGP PUBLIC KEY BLOCK-----
`;
/** HashiCorp's release signing key. */
const hashicorpKey = () => readSigningKey(BLOCK, FINGERPRINT);

;// CONCATENATED MODULE: ./lib/terraform/install/on-path.js



/**
 * The Terraform that a command line would start in `directory`, and its version; undefined where there is none or it
 * doesn't answer. Costs one process, about 100 ms.
 */
async function findOnPath(platform, directory) {
    const executable = (await unwrapped(platform.environment)) ?? (await platform.commands.find('terraform'));
    if (executable === undefined)
        return undefined;
    const environment = probeEnvironment(platform.environment);
    try {
        // In the terraform directory: the shims of tfenv, tenv and asdf choose by the files they find there.
        const { stdout } = await platform.commands.run(executable, ['version', '-json'], {
            directory,
            environment,
        });
        const version = (0,constraint/* parseVersion */.ot)(readVersion(stdout) ?? '');
        if (version !== undefined)
            return { executable, version };
        platform.log.info(`${executable} did not tell its version, so it is not used.`);
    }
    catch (error) {
        platform.log.info(`${executable} could not be started (${String(error)}), so it is not used.`);
    }
    return undefined;
}
/**
 * hashicorp/setup-terraform puts a Node script named `terraform` before the real one, which prints debug commands and
 * buffers the output; it keeps the real one beside it as `terraform-bin`.
 */
async function unwrapped(environment) {
    const directory = environment['TERRAFORM_CLI_PATH'];
    if (!directory)
        return undefined;
    const executable = external_node_path_.join(directory, 'terraform-bin');
    return (0,promises_.access)(executable, promises_.constants.X_OK).then(() => executable, () => undefined);
}
/** TF_CLI_ARGS would be added to `version` too, and a check for news costs a request to HashiCorp. */
function probeEnvironment(environment) {
    const kept = Object.entries(environment).filter(([name]) => !/^TF_(CLI_ARGS|LOG)/.test(name));
    return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1' };
}
/** Warnings about the CLI configuration may stand around the JSON. */
function readVersion(stdout) {
    const json = stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1);
    try {
        const { terraform_version: version } = JSON.parse(json);
        return typeof version === 'string' ? version : undefined;
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./lib/platform/http.js
var http = __webpack_require__(1267);
;// CONCATENATED MODULE: ./lib/terraform/install/requirements.js




/** What tfenv, tenv and asdf's users write where any version is right. */
const ANY = /^latest(-allowed)?$/;
const NOTHING_DONE = 'No Terraform was run or installed.';
/** Who is asked which version it shall be, the first that answers wins; `required_version` must hold beside it. */
const CHOICES = [
    chosenByInput,
    chosenByVersionFile,
];
/** All that must hold at once. Fails where a text is malformed, or where an exact version contradicts another. */
async function readRequirements(sources) {
    const requirements = [];
    for (const choose of CHOICES) {
        const chosen = await choose(sources);
        if (chosen === undefined)
            continue;
        requirements.push(chosen);
        break;
    }
    for (const text of sources.requiredVersions) {
        const constraints = (0,constraint/* parseConstraints */.cP)(text);
        // Terraform refuses a malformed one itself, with file and line; nothing said here could be clearer.
        if (constraints === undefined)
            continue;
        requirements.push({ source: 'required_version', text, constraints, kind: 'declared' });
    }
    const exact = exactRequirement(requirements);
    if (exact !== undefined && !meets(exact, requirements))
        throw contradiction(requirements);
    return requirements;
}
/** The one version that can be meant, where a requirement is exact. */
function exactRequirement(requirements) {
    for (const { constraints } of requirements) {
        const exact = (0,constraint/* exactVersion */.y)(constraints);
        if (exact !== undefined)
            return exact;
    }
    return undefined;
}
/**
 * Whether a version is right for all of them. A choice means a prerelease only where it names it; a declaration is
 * held against the prerelease's core version, because that is what Terraform does with `required_version`.
 */
function meets(version, requirements) {
    const core = { ...version, prerelease: '', text: version.parts.join('.') };
    return requirements.every(({ kind, constraints }) => (0,constraint/* satisfies */.ib)(kind === 'chosen' ? version : core, constraints));
}
/** `1.11.4 (input terraform-version), ~> 1.10 (required_version)`; empty where nothing is required. */
const describeRequirements = (requirements) => requirements.map(({ text, source }) => `${text} (${source})`).join(', ');
// A promise only because it is one of a list of choices, of which another reads a file.
async function chosenByInput({ version }) {
    return version === undefined || version.trim() === ''
        ? undefined
        : choice(version.trim(), 'input terraform-version', 'INVALID_INPUTS');
}
async function chosenByVersionFile(sources) {
    for (const directory of upTo(sources.directory, sources.repositoryRoot)) {
        const file = external_node_path_.join(directory, '.terraform-version');
        const content = await (0,promises_.readFile)(file, 'utf8').catch((error) => {
            if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
                return undefined;
            throw unreadable(file, error);
        });
        const line = content
            ?.split('\n')
            .map((each) => each.trim())
            .find((each) => each !== '' && !each.startsWith('#'));
        if (line === undefined)
            continue;
        return choice(line, external_node_path_.relative(sources.repositoryRoot, file) || file, 'TERRAFORM_NOT_FOUND');
    }
    return undefined;
}
function choice(text, source, code) {
    const constraints = ANY.test(text) ? [] : (0,constraint/* parseConstraints */.cP)(text);
    if (constraints !== undefined)
        return { source, text, constraints, kind: 'chosen' };
    throw new errors/* Failure */.H({
        code,
        reason: `${source} says "${text}", which is no Terraform version or constraint.`,
        safe: NOTHING_DONE,
        next: `Write a version (1.11.4), a constraint as in required_version ("~> 1.11") or "latest" in ${source}.`,
    });
}
/** A directory and its parents up to `root`; only the directory itself where it isn't under `root`. */
function upTo(directory, root) {
    const relative = external_node_path_.relative(root, directory);
    if (relative.startsWith('..') || external_node_path_.isAbsolute(relative))
        return [directory];
    const steps = relative === '' ? [] : relative.split(external_node_path_.sep);
    return [...steps.map((_, index) => external_node_path_.join(root, ...steps.slice(0, steps.length - index))), root];
}
function contradiction(requirements) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `No Terraform can satisfy all that is asked for: ${describeRequirements(requirements)}.`,
        safe: NOTHING_DONE,
        next: 'Make them agree: change the one that is out of date.',
        details: requirements.map(({ source, text }) => `${source}: ${text}`),
    });
}
function unreadable(file, cause) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `${file} could not be read (${cause.code ?? cause.message}), so the wanted Terraform version is unknown.`,
        safe: NOTHING_DONE,
        next: `Make ${file} readable, or name the version in the input terraform-version.`,
        cause,
    });
}

;// CONCATENATED MODULE: ./lib/terraform/install/release.js









/** The three files of a release in one directory: what is downloaded, verified, and kept in the cache. */
const RELEASE_FILES = {
    archive: 'terraform.zip',
    checksums: 'SHA256SUMS',
    signature: 'SHA256SUMS.sig',
};
const archiveName = ({ version, os, arch }) => `terraform_${version}_${os}_${arch}.zip`;
const TRIES = 3;
const FIRST_PAUSE = 1_000;
const NOTHING_INSTALLED = 'Nothing was installed, and nothing in AWS was changed by this step.';
/** The newest stable release that meets the requirements and has a build for this machine, from the index. */
async function newestRelease(platform, releasesUrl, wanted) {
    const url = `${releasesUrl}/terraform/index.json`;
    const versions = readIndex((await getText(platform, url)) ?? '', wanted.machine);
    if (versions === undefined)
        throw downloadFailed(url, 'it is not a list of Terraform releases');
    const fitting = versions
        .filter((version) => version.prerelease === '' && meets(version, wanted.requirements))
        .sort(constraint/* compareVersions */.Zy);
    const newest = fitting.at(-1);
    if (newest !== undefined)
        return newest;
    const { os, arch } = wanted.machine;
    throw new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `None of the ${versions.length} Terraform releases for ${os}_${arch} satisfies ${describeRequirements(wanted.requirements)}.`,
        safe: NOTHING_INSTALLED,
        next: 'Change the version that is asked for, or put a fitting Terraform on the PATH.',
        details: wanted.requirements.map(({ source, text }) => `${source}: ${text}`),
    });
}
function readIndex(text, { os, arch }) {
    let index;
    try {
        index = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    if (typeof index?.versions !== 'object' || index.versions === null)
        return undefined;
    return Object.entries(index.versions).flatMap(([name, { builds }]) => {
        const version = (0,constraint/* parseVersion */.ot)(name);
        const built = builds?.some((build) => build.os === os && build.arch === arch) ?? false;
        return version === undefined || !built ? [] : [version];
    });
}
/** Downloads a release into `directory`. The archive comes only once the list of checksums has proved genuine. */
async function downloadRelease(platform, source, directory) {
    const { build, key } = source;
    const base = `${source.releasesUrl}/terraform/${build.version}`;
    const list = `${base}/terraform_${build.version}_SHA256SUMS`;
    const file = (name) => external_node_path_.join(directory, RELEASE_FILES[name]);
    if (!(await getFile(platform, list, file('checksums'))))
        throw unknownVersion(build, list);
    // Releases carry one signature for each key they were ever signed with; mirrors often keep only the plain one.
    const signed = (await getFile(platform, `${list}.${KEY_ID}.sig`, file('signature'))) ||
        (await getFile(platform, `${list}.sig`, file('signature')));
    if (!signed)
        throw notAuthentic(build, `its list of checksums has no signature at ${list}.${KEY_ID}.sig`);
    await readChecksum(directory, build, key);
    const archive = `${base}/${archiveName(build)}`;
    if (!(await getFile(platform, archive, file('archive'))))
        throw downloadFailed(archive, 'the server has no such file');
}
/** The archive of a release in `directory`, once its signature and checksum hold. Fails with TERRAFORM_NOT_AUTHENTIC. */
async function readAuthenticArchive(directory, build, key) {
    const expected = await readChecksum(directory, build, key);
    const archive = await (0,promises_.readFile)(external_node_path_.join(directory, RELEASE_FILES.archive));
    const actual = (0,external_node_crypto_.createHash)('sha256').update(archive).digest('hex');
    if (actual === expected)
        return archive;
    throw notAuthentic(build, `${archiveName(build)} has SHA-256 ${actual}, the signed list says ${expected}`);
}
async function readChecksum(directory, build, key) {
    const checksums = await (0,promises_.readFile)(external_node_path_.join(directory, RELEASE_FILES.checksums));
    const signature = await (0,promises_.readFile)(external_node_path_.join(directory, RELEASE_FILES.signature));
    const verdict = verifySignature(checksums, signature, key);
    if (!verdict.genuine) {
        throw notAuthentic(build, `the signature of its checksums by key ${key.fingerprint} does not hold: ${verdict.reason}`);
    }
    for (const line of checksums.toString('utf8').split('\n')) {
        const [checksum, name] = line.trim().split(/\s+\*?/);
        if (name === archiveName(build) && /^[0-9a-f]{64}$/.test(checksum ?? ''))
            return checksum ?? '';
    }
    // The name holds the version, so a genuine list of another release, replayed, ends here too.
    throw new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `Terraform ${build.version} has no build for ${build.os}_${build.arch}: its signed list has no ${archiveName(build)}.`,
        safe: NOTHING_INSTALLED,
        next: 'Ask for a version that has a build for this runner, or use another runner.',
    });
}
/** GET of a text with retries; undefined where the server has no such file. */
async function getText(platform, url) {
    let body;
    const found = await withRetries(platform, url, async () => {
        const response = await platform.http.get(url);
        if (response.status !== 200)
            throw new http/* HttpStatusError */.F(url, response.status);
        body = response.body;
    });
    return found ? body : undefined;
}
const getFile = (platform, url, file) => withRetries(platform, url, () => platform.http.download(url, file));
/** True once `attempt` ended well, false where the server has no such file; fails after three tries. */
async function withRetries(platform, url, attempt) {
    for (let tries = 1;; tries += 1) {
        try {
            await attempt();
            return true;
        }
        catch (error) {
            const status = error instanceof http/* HttpStatusError */.F ? error.status : undefined;
            // Mirrors in object stores answer 403 for what isn't there.
            if (status === 404 || status === 403)
                return false;
            const reason = status === undefined ? messageOf(error) : `it answered ${status}`;
            if (!isTransient(status) || tries === TRIES)
                throw downloadFailed(url, reason, { tries, cause: error });
            // Full jitter: runners that failed together must not come back together.
            const pause = Math.round(FIRST_PAUSE * 2 ** (tries - 1) * (0.5 + Math.random() / 2));
            platform.log.info(`${url}: ${reason}; trying again in ${pause} ms (${tries} of ${TRIES} tries).`);
            await platform.clock.sleep(pause);
        }
    }
}
const isTransient = (status) => status === undefined || status === 408 || status === 425 || status === 429 || status >= 500;
const messageOf = (error) => (error instanceof Error ? error.message : String(error));
function downloadFailed(url, reason, after) {
    const tries = after === undefined || after.tries === 1 ? '' : ` after ${after.tries} tries`;
    return new errors/* Failure */.H({
        code: 'TERRAFORM_DOWNLOAD_FAILED',
        reason: `${url} could not be downloaded${tries}: ${reason}.`,
        safe: NOTHING_INSTALLED,
        next: 'Run it again; if the runner cannot reach that host, set REVIVE_DEPLOY_TERRAFORM_RELEASES_URL to a mirror or put Terraform on the PATH.',
        cause: after?.cause,
    });
}
function notAuthentic(build, reason) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_AUTHENTIC',
        reason: `The downloaded Terraform ${build.version} is not used: ${reason}.`,
        safe: `${NOTHING_INSTALLED} The downloaded files were removed.`,
        next: 'Look at what stands between the runner and releases.hashicorp.com (proxy, mirror); run it again once that is known.',
    });
}
function unknownVersion({ version }, url) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `There is no Terraform ${version}: ${url} does not exist.`,
        safe: NOTHING_INSTALLED,
        next: 'Ask for a version that was released.',
    });
}

;// CONCATENATED MODULE: ./lib/terraform/install/tool-cache.js




const TOOL = 'terraform';
const EXECUTABLE_MODE = 0o755;
/** Each further try means that yet another run put something else there meanwhile. */
const tool_cache_TRIES = 5;
const none = () => [];
/** Every version that is there and whole. */
async function toolCacheVersions({ root, arch }) {
    const names = await (0,promises_.readdir)(external_node_path_.join(root, TOOL)).catch(none);
    const found = await Promise.all(names.map(async (name) => {
        const files = await (0,promises_.readdir)(external_node_path_.join(root, TOOL, name)).catch(none);
        return files.includes(arch) && files.includes(`${arch}.complete`) ? (0,constraint/* parseVersion */.ot)(name) : undefined;
    }));
    return found.filter((version) => version !== undefined);
}
const toolCacheExecutable = ({ root, arch, executableName }, version) => external_node_path_.join(root, TOOL, version, arch, executableName);
/**
 * Puts the executable in place with one rename, so that whoever looks sees all of it or nothing. Two runs at once end
 * with one of two equal files. Rejects with the file system's error.
 */
async function addToToolCache(cache, version, executable) {
    const parent = external_node_path_.join(cache.root, TOOL, version);
    const target = external_node_path_.join(parent, cache.arch);
    const staging = external_node_path_.join(parent, `.${cache.arch}-${(0,external_node_crypto_.randomUUID)()}`);
    try {
        await (0,promises_.mkdir)(staging, { recursive: true });
        const file = external_node_path_.join(staging, cache.executableName);
        await (0,promises_.writeFile)(file, executable);
        // Not the mode of writeFile: the umask would cut it, and another user of a shared runner may run it later.
        await (0,promises_.chmod)(file, EXECUTABLE_MODE);
        await moveInto(staging, target, { name: cache.executableName, content: executable });
        await (0,promises_.writeFile)(`${target}.complete`, '');
        return external_node_path_.join(target, cache.executableName);
    }
    finally {
        await (0,promises_.rm)(staging, { recursive: true, force: true });
    }
}
async function moveInto(staging, target, wanted) {
    for (let tries = 1;; tries += 1) {
        try {
            await (0,promises_.rename)(staging, target);
            return;
        }
        catch (error) {
            const { code } = error;
            if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM')
                throw error;
            const present = await (0,promises_.readFile)(external_node_path_.join(target, wanted.name)).catch(() => undefined);
            // Another run was faster; a directory that is in use must not be swapped away.
            if (present?.equals(wanted.content) === true)
                return;
            if (tries === tool_cache_TRIES)
                throw error;
            // Left half-made by a tool that copies in place, or tampered with: moved aside, because deleting takes time.
            await (0,promises_.rename)(target, `${staging}.old`).catch(ignoreMissing);
            await (0,promises_.rm)(`${staging}.old`, { recursive: true, force: true });
        }
    }
}
/** Another run moved it aside first. */
function ignoreMissing(error) {
    if (error.code !== 'ENOENT')
        throw error;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./lib/terraform/install/zip-entry.js


const inflate = (0,external_node_util_.promisify)(external_node_zlib_.inflateRaw);
const END = { signature: 0x06054b50, size: 22, maxComment: 0xffff, entries: 10, directoryOffset: 16 };
const CENTRAL = { signature: 0x02014b50, size: 46 };
const LOCAL = { signature: 0x04034b50, size: 30 };
const STORED = 0;
const DEFLATED = 8;
/**
 * The content of one entry of a zip archive; undefined when the archive has no such entry or is not read by this
 * (encrypted, larger than 4 GiB). Only called on bytes whose checksum holds. Reading the one entry we want from memory
 * needs no `unzip` on the machine, and no other entry can write anywhere.
 */
async function readZipEntry(archive, name) {
    const end = findEnd(archive);
    if (end === undefined)
        return undefined;
    let offset = archive.readUInt32LE(end + END.directoryOffset);
    for (let left = archive.readUInt16LE(end + END.entries); left > 0; left -= 1) {
        if (offset + CENTRAL.size > end || archive.readUInt32LE(offset) !== CENTRAL.signature)
            return undefined;
        const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => archive.readUInt16LE(offset + at));
        const nameEnd = offset + CENTRAL.size + (nameLength ?? 0);
        if (archive.toString('utf8', offset + CENTRAL.size, nameEnd) === name)
            return readContent(archive, offset);
        offset = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
    }
    return undefined;
}
/** The directory's end record stands last, before a comment of unknown length. */
function findEnd(archive) {
    const last = archive.length - END.size;
    for (let offset = last; offset >= 0 && offset >= last - END.maxComment; offset -= 1) {
        if (archive.readUInt32LE(offset) === END.signature)
            return offset;
    }
    return undefined;
}
async function readContent(archive, central) {
    const encrypted = (archive.readUInt16LE(central + 8) & 1) !== 0;
    const method = archive.readUInt16LE(central + 10);
    const compressed = archive.readUInt32LE(central + 20);
    const size = archive.readUInt32LE(central + 24);
    const local = archive.readUInt32LE(central + 42);
    if (encrypted || local + LOCAL.size > archive.length || archive.readUInt32LE(local) !== LOCAL.signature)
        return undefined;
    const start = local + LOCAL.size + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + compressed);
    if (bytes.length !== compressed)
        return undefined;
    if (method === STORED)
        return bytes;
    if (method !== DEFLATED)
        return undefined;
    const content = await inflate(bytes, { maxOutputLength: Math.max(size, 1) });
    return content.length === size ? content : undefined;
}

;// CONCATENATED MODULE: ./lib/terraform/install/install.js












const RELEASES_URL = 'https://releases.hashicorp.com';
/**
 * The Terraform to use: the first of PATH, tool cache, GitHub's cache and download that has a version meeting the
 * input `terraform-version` (else `.terraform-version`) and every `required_version`.
 *
 * Fails with INVALID_INPUTS, TERRAFORM_NOT_FOUND, TERRAFORM_DOWNLOAD_FAILED or TERRAFORM_NOT_AUTHENTIC; nothing is
 * left installed then.
 */
const ensureTerraform = (platform, request) => ensureTerraformSignedBy(hashicorpKey(), platform, request);
/** The same for releases signed by another key: for tests alone, so that no input or variable can name one. */
async function ensureTerraformSignedBy(key, platform, request) {
    const requirements = await readRequirements(request);
    const found = (await onPath(platform, request, requirements)) ??
        (await inToolCache(toolCache(request.toolCacheDirectory ?? temporaryToolCache(request)), requirements)) ??
        (await install(platform, request, { key, requirements }));
    const wanted = requirements.length === 0 ? '' : `; asked for ${describeRequirements(requirements)}`;
    platform.log.info(`Terraform ${found.version} from ${SOURCE_NAMES[found.source]}${wanted}.`);
    return found;
}
const SOURCE_NAMES = {
    path: 'the PATH',
    'tool-cache': 'the tool cache',
    cache: "GitHub's cache",
    download: 'a download, signature verified',
};
async function onPath(platform, { directory }, requirements) {
    const found = await findOnPath(platform, directory);
    if (found === undefined)
        return undefined;
    const { executable, version } = found;
    if (meets(version, requirements))
        return { executable, version: version.text, source: 'path' };
    platform.log.info(`Terraform ${version.text} on the PATH is not ${describeRequirements(requirements)}.`);
    return undefined;
}
async function inToolCache(cache, requirements) {
    const exact = exactRequirement(requirements);
    // A prerelease is taken only where it is named.
    const allowed = (version) => version.prerelease === '' || (exact !== undefined && (0,constraint/* compareVersions */.Zy)(version, exact) === 0);
    const versions = await toolCacheVersions(cache);
    const newest = versions
        .filter((version) => allowed(version) && meets(version, requirements))
        .sort(constraint/* compareVersions */.Zy)
        .at(-1);
    return newest === undefined
        ? undefined
        : { executable: toolCacheExecutable(cache, newest.text), version: newest.text, source: 'tool-cache' };
}
async function install(platform, request, { key, requirements }) {
    const machine = releaseMachine();
    const version = exactRequirement(requirements) ??
        (await newestRelease(platform, request.releasesUrl, { requirements, machine }));
    const build = { ...machine, version: version.text };
    const { archive, ...origin } = await obtain(platform, request, { key, build });
    const name = executableName();
    const executable = await readZipEntry(archive, name);
    if (executable === undefined)
        throw noExecutable(build, name);
    return { executable: await place(request, version.text, executable), version: version.text, ...origin };
}
/** The release's verified archive, from GitHub's cache or a download. Only its memory is used from here on. */
async function obtain(platform, request, { key, build }) {
    const entry = (0,cache/* cacheEntry */.Rv)(request.temporaryDirectory, build);
    const service = request.cache ? request.cacheService : undefined;
    let restored = 'unavailable';
    if (service !== undefined) {
        restored = await (0,cache/* restoreTerraform */.JX)(platform, service, entry);
        const archive = restored === 'hit' ? await readRestored(platform, entry, { key, build }) : undefined;
        if (archive !== undefined)
            return { archive, source: 'cache' };
    }
    await (0,promises_.mkdir)(request.temporaryDirectory, { recursive: true });
    const directory = await (0,promises_.mkdtemp)(external_node_path_.join(request.temporaryDirectory, 'terraform-download-'));
    try {
        await downloadRelease(platform, { releasesUrl: request.releasesUrl, build, key }, directory);
        const archive = await readAuthenticArchive(directory, build, key);
        if (restored !== 'miss')
            return { archive, source: 'download' };
        await (0,promises_.rename)(directory, entry.directory);
        return { archive, source: 'download', toKeep: entry };
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
/** What the cache held, if it is genuine; a poisoned or damaged entry costs a download, never trust. */
async function readRestored(platform, { directory, key: name }, { key, build }) {
    try {
        return await readAuthenticArchive(directory, build, key);
    }
    catch (error) {
        platform.log.warning(`The Terraform in GitHub's cache (${name}) is not used, delete that entry: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
/** Installs into the runner's tool cache, or under the temporary directory where that may not be written. */
async function place(request, version, executable) {
    const fallback = temporaryToolCache(request);
    try {
        return await addToToolCache(toolCache(request.toolCacheDirectory ?? fallback), version, executable);
    }
    catch (error) {
        if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code ?? ''))
            throw notWritten(error);
    }
    return addToToolCache(toolCache(fallback), version, executable).catch((error) => {
        throw notWritten(error);
    });
}
const temporaryToolCache = ({ temporaryDirectory }) => external_node_path_.join(temporaryDirectory, 'revive-deploy-tools');
const toolCache = (root) => ({ root, arch: external_node_os_.arch(), executableName: executableName() });
const executableName = () => (external_node_os_.platform() === 'win32' ? 'terraform.exe' : 'terraform');
const RELEASE_OS = { win32: 'windows', sunos: 'solaris' };
const RELEASE_ARCH = { x64: 'amd64', ia32: '386' };
/** This machine in the names of the releases. */
function releaseMachine() {
    const [platform, arch] = [external_node_os_.platform(), external_node_os_.arch()];
    return { os: RELEASE_OS[platform] ?? platform, arch: RELEASE_ARCH[arch] ?? arch };
}
function noExecutable({ version }, name) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `The genuine archive of Terraform ${version} holds no ${name} that can be read.`,
        safe: 'Nothing was installed, and nothing in AWS was changed by this step.',
        next: 'Ask for another version of Terraform, or put one on the PATH.',
    });
}
function notWritten(cause) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_DOWNLOAD_FAILED',
        reason: `Terraform was downloaded and is genuine, but could not be written: ${String(cause)}.`,
        safe: 'Nothing was installed, and nothing in AWS was changed by this step.',
        next: 'Give the runner at least 200 MB of free disk in RUNNER_TOOL_CACHE and run it again.',
        cause,
    });
}


/***/ }),

/***/ 8503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R3: () => (/* binding */ refuseUnsavedOfAnother),
/* harmony export */   gC: () => (/* binding */ refuseStateElsewhere)
/* harmony export */ });
/* unused harmony exports localStates, whatStateHolds */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _backend_override_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9345);
/* harmony import */ var _replace_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9795);
/* harmony import */ var _rescue_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6371);






/**
 * Stops a deploy whose state is somewhere else than where the deploy would look for it: planning there would create
 * everything a second time. Reads files only.
 *
 * `environment` is that of Terraform: TF_WORKSPACE, TF_DATA_DIR and TF_CLOUD_ORGANIZATION count.
 *
 * @throws Failure STATE_ELSEWHERE, LOCAL_STATE_FOUND
 */
async function refuseStateElsewhere(configuration, directory, environment) {
    const { backend } = configuration;
    if (backend.kind === 'cloud' || backend.kind === 'other') {
        const organization = backend.kind === 'cloud' ? backend.name || environment['TF_CLOUD_ORGANIZATION'] : undefined;
        if (!backend.placeholder || organization) {
            const what = backend.kind === 'cloud'
                ? `HCP Terraform (organization "${organization}")`
                : `backend "${backend.name}"`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
                code: 'STATE_ELSEWHERE',
                reason: `${backend.file}:${backend.line} keeps the state in ${what}; this action keeps it in S3.`,
                safe: 'Terraform was not started; nothing was changed.',
                next: `Move the state once: run \`terraform state pull > state.json\`, remove that block, run \`bash bootstrap-state.sh\`, then \`terraform init\` and \`terraform state push state.json\`.`,
            });
        }
    }
    const workspace = await selectedWorkspace(directory, environment);
    if (workspace !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
            code: 'STATE_ELSEWHERE',
            reason: `The Terraform workspace "${workspace.name}" is selected by ${workspace.by}; this action keeps one state per environment, in the default workspace.`,
            safe: 'Terraform was not started; nothing was changed.',
            next: `Remove ${workspace.by} and name the environment with the input \`environment\`, or name the state's key with \`state-key\`.`,
        });
    }
    // What a Terraform with an S3 backend could not save is for `refuseUnsavedOfAnother`, once the place is known.
    const backendOfUnsaved = recordedKind(await contentOf(recordIn(directory, environment['TF_DATA_DIR'])));
    const found = (await localStates(configuration, directory)).filter(({ file }) => file !== _rescue_js__WEBPACK_IMPORTED_MODULE_5__/* .ERRORED_STATE */ .mb || backendOfUnsaved !== 's3');
    const [first] = found;
    if (first === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
        code: 'LOCAL_STATE_FOUND',
        reason: `${first.file} is a local Terraform state with ${first.holds}; deploying from an empty remote state would create all of it again.`,
        safe: 'Terraform was not started; nothing was changed.',
        next: `Move it into the bucket once: run \`bash bootstrap-state.sh\`, then \`terraform -chdir=${directory} init -migrate-state\`, commit the updated configuration, remove the file and run again.`,
        details: found.map(({ file, holds }) => `${file}: ${holds}`),
    });
}
/**
 * Stops a deploy in a checkout where an earlier Terraform left a state that it could not save to another place than this
 * one, e.g. that of another environment. Terraform's record of its backend tells, until the next init: so before that.
 *
 * @throws Failure LOCAL_STATE_FOUND
 */
async function refuseUnsavedOfAnother(directory, location, dataDirectory) {
    const holds = whatStateHolds(await contentOf(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, _rescue_js__WEBPACK_IMPORTED_MODULE_5__/* .ERRORED_STATE */ .mb)));
    if (holds === undefined)
        return;
    const differences = (0,_backend_override_js__WEBPACK_IMPORTED_MODULE_3__/* .compareRecorded */ .mc)(await contentOf(recordIn(directory, dataDirectory)), location);
    if (differences.length === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
        code: 'LOCAL_STATE_FOUND',
        reason: `${_rescue_js__WEBPACK_IMPORTED_MODULE_5__/* .ERRORED_STATE */ .mb} is a state with ${holds} that Terraform could not save, and not to s3://${location.bucket}/${location.key}: ${differences.join('; ')}.`,
        safe: 'Terraform was not started; nothing was changed.',
        next: `Deploy to the place it belongs to from this checkout, which saves it there; or push it by hand: terraform -chdir=${directory} state push ${_rescue_js__WEBPACK_IMPORTED_MODULE_5__/* .ERRORED_STATE */ .mb}`,
        details: differences,
    });
}
/** Where Terraform records the backend it was initialised with; `dataDirectory` is TF_DATA_DIR. */
const recordIn = (directory, dataDirectory) => node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, dataDirectory || '.terraform', 'terraform.tfstate');
function recordedKind(text) {
    try {
        return JSON.parse(text)?.backend?.type;
    }
    catch {
        return undefined;
    }
}
/** Local states with something in them: `*.tfstate`, those of workspaces, and where `backend "local"` says. */
async function localStates(configuration, directory) {
    const { backend } = configuration;
    const workspaces = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, (backend.kind === 'local' ? backend.workspaceDirectory : undefined) ?? 'terraform.tfstate.d');
    const files = new Set([
        ...(backend.kind === 'local' && backend.path !== undefined
            ? [node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, backend.path)]
            : []),
        ...(await entries(directory))
            .filter((name) => name.endsWith('.tfstate'))
            .map((name) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name)),
        ...(await entries(workspaces)).map((name) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(workspaces, name, 'terraform.tfstate')),
    ]);
    const states = await Promise.all([...files].map(async (file) => {
        const holds = whatStateHolds(await contentOf(file));
        const relative = node_path__WEBPACK_IMPORTED_MODULE_1__.relative(directory, file);
        return { file: relative.startsWith('..') ? file : relative, holds };
    }));
    return states.filter((state) => state.holds !== undefined);
}
/**
 * What a state's text holds, in words; undefined: nothing that could be lost. Terraform leaves an empty file, or a
 * state without resources, behind when it moves a state away. A text that is no state (encrypted, a Git LFS pointer,
 * cut off) holds what can't be seen, so it counts.
 */
function whatStateHolds(text) {
    if (text.trim() === '')
        return undefined;
    let state;
    try {
        state = JSON.parse(text);
    }
    catch {
        return 'content that cannot be read';
    }
    if (typeof state !== 'object' || state === null)
        return 'content that cannot be read';
    const modern = Array.isArray(state.resources) ? state.resources.length : 0;
    // Until Terraform 0.11 resources were an object in each module.
    const modules = Array.isArray(state.modules)
        ? state.modules
        : [];
    const old = modules.reduce((sum, module) => sum + Object.keys(module?.resources ?? {}).length, 0);
    const count = modern + old;
    return count === 0 ? undefined : `${count} ${count === 1 ? 'resource' : 'resources'}`;
}
async function selectedWorkspace(directory, environment) {
    const named = environment['TF_WORKSPACE'];
    // TF_WORKSPACE wins over the file, also when it says `default`.
    if (named)
        return named === 'default' ? undefined : { name: named, by: 'the variable TF_WORKSPACE' };
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, environment['TF_DATA_DIR'] || '.terraform', 'environment');
    const selected = (await contentOf(file)).trim();
    return selected === '' || selected === 'default' ? undefined : { name: selected, by: `the file ${file}` };
}
/** Names in a directory, sorted; none where there is no such directory. */
async function entries(directory) {
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory)).sort();
    }
    catch (error) {
        if ((0,_replace_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissing */ .b)(error))
            return [];
        throw error;
    }
}
const isDirectory = (error) => error instanceof Error && 'code' in error && error.code === 'EISDIR';
/** A file's text; empty where there is none. */
async function contentOf(file) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8');
    }
    catch (error) {
        if ((0,_replace_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissing */ .b)(error) || isDirectory(error))
            return '';
        throw error;
    }
}


/***/ })

};
