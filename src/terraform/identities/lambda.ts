import { type ResourceIdentity, everyPage, found, orAbsent, part } from './identity.ts';

/** Functions may be configured by name, ARN or partial ARN; a version or alias is no part of the function's name. */
const functionName = (reference: string): string => /:function:([^:]+)/.exec(reference)?.[1] ?? reference;

/** Lambda: functions by name, permissions by statement, event source mappings by function and source. */
export const LAMBDA: Readonly<Record<string, ResourceIdentity>> = {
  aws_lambda_function: {
    assignedBy: 'key',
    key: { name: 'function_name' },
    find: async ({ aws, region }, key) => {
      const lambda = await aws.lambda(region);
      const answer = await orAbsent(
        lambda.getFunctionConfiguration({ FunctionName: part(key, 'name') }),
        'ResourceNotFoundException',
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
      const answer = await orAbsent(
        lambda.getPolicy({ FunctionName: name, ...(qualifier === '' ? {} : { Qualifier: qualifier }) }),
        'ResourceNotFoundException',
      );
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
