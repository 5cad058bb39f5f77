import type { AwsClients } from '../../platform/aws.ts';
import { type Attributes, type Place, codeOf } from '../identities/identity.ts';

/** What is in a resource that is to be destroyed. */
export type Contents =
  /** `mayGo`: empty is enough for it to go without being asked for. */
  | { readonly kind: 'empty'; readonly mayGo: boolean }
  | { readonly kind: 'holds'; readonly what: string }
  /** Nobody looked, or AWS did not answer: never the same as empty. `why`: `AccessDenied`. */
  | { readonly kind: 'unknown'; readonly why?: string };

/** Looks into one resource by its attributes in the state. Rejects with what AWS answers. */
export type Look = (place: Place, before: Attributes) => Promise<Contents>;

/**
 * An empty bucket may go. (Should something come into it before it is deleted, S3 refuses to delete it, unless it has
 * `force_destroy`.) One answer tells: versions and delete markers hold a bucket, too.
 */
export const lookIntoBucket: Look = async ({ aws, region, account }, before) => {
  const s3 = await aws.s3(region);
  const {
    Versions = [],
    DeleteMarkers = [],
    IsTruncated = false,
  } = await s3.listObjectVersions({ Bucket: text(before, 'bucket'), ExpectedBucketOwner: account });
  if (Versions.length + DeleteMarkers.length === 0 && !IsTruncated) return { kind: 'empty', mayGo: true };
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
export const lookIntoTable: Look = async ({ aws, region }, before) => {
  const dynamodb = await aws.dynamodb(region);
  const TableName = text(before, 'name');
  let refusal: Error | undefined;
  try {
    const read = { TableName, Limit: 1, Select: 'COUNT', ConsistentRead: true } as const;
    const { Count, LastEvaluatedKey } = await dynamodb.scan(read);
    if (Count === 0 && LastEvaluatedKey === undefined) return { kind: 'empty', mayGo: false };
  } catch (error) {
    // A role may describe tables without reading them.
    if (!isRefusal(error)) throw error;
    refusal = error;
  }
  const { Table } = await dynamodb.describeTable({ TableName });
  const items = Table?.ItemCount ?? 0;
  if (items > 0) return { kind: 'holds', what: `about ${counted(items, 'item')}` };
  return refusal === undefined
    ? { kind: 'holds', what: 'at least one item' }
    : { kind: 'unknown', why: codeOf(refusal) };
};

/** A log group that nothing ever logged to has no stream. (How much it stores is told only hours later.) */
export const lookIntoLogGroup: Look = async ({ aws, region }, before) => {
  const logs = await aws.cloudWatchLogs(region);
  const { logStreams = [], nextToken } = await logs.describeLogStreams({
    logGroupName: text(before, 'name'),
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
export async function lookInto(
  look: Look | undefined,
  before: Attributes,
  from: { readonly aws: AwsClients; readonly account: string; readonly region: string },
): Promise<Contents> {
  if (look === undefined) return { kind: 'unknown' };
  const { region, account } = homeOf(before, from);
  // The credentials of this run say nothing about another account.
  if (account !== from.account) return { kind: 'unknown', why: `it is in account ${account}` };
  try {
    return await look({ ...from, region }, before);
  } catch (error) {
    if (isRefusal(error)) return { kind: 'unknown', why: codeOf(error) };
    throw error;
  }
}

/**
 * Where a resource is, as its state tells. Its provider would tell, too, but not once its block is deleted. A bucket's
 * ARN names neither region nor account; its state has the region.
 */
function homeOf(
  before: Attributes,
  otherwise: { readonly region: string; readonly account: string },
): { readonly region: string; readonly account: string } {
  const [, , , region = '', account = ''] = text(before, 'arn').split(':');
  return {
    region: text(before, 'region') || region || otherwise.region,
    account: account || otherwise.account,
  };
}

const text = (attributes: Attributes, name: string): string => {
  const value = attributes[name];
  return typeof value === 'string' ? value : '';
};

/** AWS won't say, has no such thing, or has it elsewhere (301). Throttling and faults of its own are something else. */
function isRefusal(error: unknown): error is Error {
  const status = (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata
    ?.httpStatusCode;
  const throttled = status === 429 || /Throttl|ThroughputExceeded|LimitExceeded/.test(codeOf(error));
  return error instanceof Error && status !== undefined && status >= 300 && status < 500 && !throttled;
}

const counted = (count: number, singular: string): string =>
  `${count.toLocaleString('en-US')} ${singular}${count === 1 ? '' : 's'}`;
