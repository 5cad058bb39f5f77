import { type ResourceIdentity, everyPage, found, orAbsent, part } from './identity.ts';

/** Functions may be configured by name, ARN or partial ARN; a version or alias is no part of the function's name. */
const functionName = (reference: string): string => /:function:([^:]+)/.exec(reference)?.[1] ?? reference;

/** `:live` of an alias or a version; nothing where the function itself is meant. */
const qualified = (separator: string, qualifier: string): string =>
  qualifier === '' ? '' : `${separator}${qualifier}`;

const FUNCTION = { id: 'function_name' } as const;
const QUALIFIER = { attribute: 'qualifier', otherwise: '' } as const;
const ABSENT = 'ResourceNotFoundException';

/**
 * Lambda: functions by name, what hangs on them by function and name, permissions by statement, event source mappings
 * by function and source. Versions of layers have no identity: each publication is another one.
 */
export const LAMBDA: Readonly<Record<string, ResourceIdentity>> = {
  aws_lambda_function: {
    assignedBy: 'key',
    key: { name: 'function_name' },
    find: async ({ aws, region }, key) => {
      const lambda = await aws.lambda(region);
      const answer = await orAbsent(
        lambda.getFunctionConfiguration({ FunctionName: part(key, 'name') }),
        ABSENT,
      );
      return found(answer?.FunctionName);
    },
    isReady: async ({ aws, region }, id) => {
      const lambda = await aws.lambda(region);
      const { State, LastUpdateStatus } = await lambda.getFunctionConfiguration({ FunctionName: id });
      // Inactive: its resources were reclaimed for lack of use; the next invocation brings them back.
      return (
        (State === 'Active' || State === 'Inactive') && (LastUpdateStatus ?? 'Successful') === 'Successful'
      );
    },
  },
  aws_lambda_alias: {
    assignedBy: 'key',
    key: { function: FUNCTION, name: 'name' },
    find: async ({ aws, region }, key) => {
      const lambda = await aws.lambda(region);
      const [FunctionName, Name] = [functionName(part(key, 'function')), part(key, 'name')];
      const answer = await orAbsent(lambda.getAlias({ FunctionName, Name }), ABSENT);
      return answer === undefined ? [] : [`${FunctionName}/${Name}`];
    },
  },
  // This one and the next are imported under the name that the configuration gives the function: another spelling of it
  // would be replaced.
  aws_lambda_function_url: {
    assignedBy: 'key',
    key: { function: FUNCTION, qualifier: QUALIFIER },
    find: async ({ aws, region }, key) => {
      const lambda = await aws.lambda(region);
      const [name, qualifier] = [part(key, 'function'), part(key, 'qualifier')];
      const answer = await orAbsent(lambda.getFunctionUrlConfig(named(name, qualifier)), ABSENT);
      return answer === undefined ? [] : [`${name}${qualified('/', qualifier)}`];
    },
  },
  // Putting it again overwrites it.
  aws_lambda_function_event_invoke_config: {
    assignedBy: 'key',
    within: { type: 'aws_lambda_function', part: 'function' },
    key: { function: FUNCTION, qualifier: QUALIFIER },
    find: async ({ aws, region }, key) => {
      const lambda = await aws.lambda(region);
      const [name, qualifier] = [part(key, 'function'), part(key, 'qualifier')];
      const answer = await orAbsent(lambda.getFunctionEventInvokeConfig(named(name, qualifier)), ABSENT);
      return answer === undefined ? [] : [`${name}${qualified(':', qualifier)}`];
    },
  },
  aws_lambda_permission: {
    assignedBy: 'key',
    key: { function: FUNCTION, statement: 'statement_id', qualifier: QUALIFIER },
    find: async ({ aws, region }, key) => {
      const lambda = await aws.lambda(region);
      const [name, qualifier] = [functionName(part(key, 'function')), part(key, 'qualifier')];
      const answer = await orAbsent(lambda.getPolicy(named(name, qualifier)), ABSENT);
      const statement = part(key, 'statement');
      const id = `${name}${qualified(':', qualifier)}/${statement}`;
      return statementsOf(answer?.Policy).includes(statement) ? [id] : [];
    },
  },
  aws_lambda_event_source_mapping: {
    assignedBy: 'aws',
    key: { function: FUNCTION, source: { id: 'event_source_arn' } },
    find: async ({ aws, region }, key) => {
      const lambda = await aws.lambda(region);
      const [name, source] = [functionName(part(key, 'function')), part(key, 'source')];
      const mappings = await everyPage(
        (Marker) =>
          lambda.listEventSourceMappings({
            ...(source.startsWith('arn:') ? { EventSourceArn: source } : {}),
            ...(Marker ? { Marker } : {}),
          }),
        ({ EventSourceMappings, NextMarker }) => ({ items: EventSourceMappings, next: NextMarker }),
      );
      return mappings
        .filter(
          ({ FunctionArn = '', EventSourceArn = '', State }) =>
            functionName(FunctionArn) === name && comesFrom(EventSourceArn, source) && State !== 'Deleting',
        )
        .flatMap(({ UUID }) => found(UUID));
    },
  },
};

/** A function, or what an alias or a version of it is asked by. */
const named = (
  FunctionName: string,
  qualifier: string,
): { readonly FunctionName: string; readonly Qualifier?: string } => ({
  FunctionName,
  ...(qualifier === '' ? {} : { Qualifier: qualifier }),
});

/** Whether a source is this one, or that of the table, stream or queue of this id: a table's stream has no other name. */
const comesFrom = (arn: string, source: string): boolean =>
  arn === source ||
  (!source.startsWith('arn:') && arn.split(/[:/]/).includes(source.split('/').at(-1) ?? source));

/** Statement ids of a resource policy. */
function statementsOf(policy: string | undefined): readonly string[] {
  if (policy === undefined) return [];
  const { Statement = [] } = JSON.parse(policy) as {
    readonly Statement?: readonly { readonly Sid?: string }[];
  };
  return Statement.flatMap(({ Sid }) => found(Sid));
}
