import type { CreateTableCommandInput, TableDescription } from '@aws-sdk/client-dynamodb';
import type { DynamoDbApi } from '../platform/aws.ts';
import { arnOf, type Permission } from './permissions.ts';
import type { StateLocation } from '../context/deployment.ts';
import { describeTags, hasWantedTags, isOurs, wantedTags, type Tag } from './tags.ts';
import { wantedSetting, type WantedSetting } from './wanted-setting.ts';

/** A lock table and how it is reached. */
export interface TableTarget {
  readonly dynamodb: DynamoDbApi;
  readonly location: StateLocation;
  readonly project: string;
}

const named = ({ location }: TableTarget): { TableName: string } => ({ TableName: location.lockTable });
const arn = ({ location }: TableTarget): string => arnOf('table', location);
const needs = (read: string, change: string): { read: Permission; change: Permission } => ({
  read: { action: `dynamodb:${read}`, resource: 'table' },
  change: { action: `dynamodb:${change}`, resource: 'table' },
});

/** Terraform's S3 backend asks for exactly this key. */
const LOCK_ATTRIBUTE = 'LockID';
const KEY_WANTED = `${LOCK_ATTRIBUTE} (S, HASH)`;

/** The table's key for people: `LockID (S, HASH)`. */
function describeKey(table: TableDescription): string {
  const types = new Map(table.AttributeDefinitions?.map((each) => [each.AttributeName, each.AttributeType]));
  const parts = (table.KeySchema ?? []).map(
    ({ AttributeName, KeyType }) => `${AttributeName} (${types.get(AttributeName) ?? '?'}, ${KeyType})`,
  );
  return parts.join(', ') || 'absent';
}

const describeTable = async (target: TableTarget): Promise<TableDescription> =>
  (await target.dynamodb.describeTable(named(target))).Table ?? {};

/** Cannot be changed once the table is made. */
export const lockKey = wantedSetting<TableTarget, TableDescription>({
  name: 'key',
  wanted: () => KEY_WANTED,
  needs: needs('DescribeTable', 'CreateTable'),
  read: describeTable,
  describe: describeKey,
  matches: (found) => describeKey(found) === KEY_WANTED,
});

const billing = wantedSetting<TableTarget, string>({
  name: 'billing',
  wanted: () => 'PAY_PER_REQUEST',
  needs: needs('DescribeTable', 'UpdateTable'),
  // A table that was never switched has no BillingModeSummary: that means provisioned capacity.
  read: async (target) => (await describeTable(target)).BillingModeSummary?.BillingMode ?? 'PROVISIONED',
  describe: (found) => found,
  matches: (found) => found === 'PAY_PER_REQUEST',
  change: async (target) => {
    await target.dynamodb.updateTable({ ...named(target), BillingMode: 'PAY_PER_REQUEST' });
  },
});

const recovery = wantedSetting<TableTarget, string | undefined>({
  name: 'point-in-time recovery',
  wanted: () => 'ENABLED',
  needs: needs('DescribeContinuousBackups', 'UpdateContinuousBackups'),
  read: async (target) => {
    const { ContinuousBackupsDescription } = await target.dynamodb.describeContinuousBackups(named(target));
    return ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  },
  describe: (found) => found ?? 'absent',
  matches: (found) => found === 'ENABLED',
  change: async (target) => {
    await target.dynamodb.updateContinuousBackups({
      ...named(target),
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  },
});

const deletionProtection = wantedSetting<TableTarget, boolean>({
  name: 'deletion protection',
  wanted: () => 'ENABLED',
  needs: needs('DescribeTable', 'UpdateTable'),
  read: async (target) => (await describeTable(target)).DeletionProtectionEnabled === true,
  describe: (found) => (found ? 'ENABLED' : 'DISABLED'),
  matches: (found) => found,
  change: async (target) => {
    await target.dynamodb.updateTable({ ...named(target), DeletionProtectionEnabled: true });
  },
});

/** Every page of them. */
async function readTags(target: TableTarget): Promise<readonly Tag[]> {
  const found: Tag[] = [];
  let token: string | undefined;
  do {
    const page = await target.dynamodb.listTagsOfResource({
      ResourceArn: arn(target),
      ...(token === undefined ? {} : { NextToken: token }),
    });
    found.push(...(page.Tags ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return found;
}

const tags = wantedSetting<TableTarget, readonly Tag[]>({
  name: 'tags',
  wanted: ({ project }) => describeTags(wantedTags(project), project),
  needs: needs('ListTagsOfResource', 'TagResource'),
  read: readTags,
  describe: (found, { project }) => describeTags(found, project),
  matches: (found, { project }) => hasWantedTags(found, project),
  change: async (target) => {
    // TagResource adds; tags of others stay by themselves.
    await target.dynamodb.tagResource({ ResourceArn: arn(target), Tags: [...wantedTags(target.project)] });
  },
});

/** Whether the table is ours to change; never changed itself. */
export const tableIsOurs = wantedSetting<TableTarget, readonly Tag[]>({
  name: 'ours',
  wanted: () => 'tagged as ours',
  needs: tags.needs,
  read: readTags,
  describe: (found) => (found.length === 0 ? 'absent' : 'tagged'),
  matches: (found, { project }) => isOurs(found, project),
});

/** Everything a lock table should be, in the order it is reported. */
export const WANTED_TABLE: readonly WantedSetting<TableTarget>[] = [
  lockKey,
  billing,
  recovery,
  deletionProtection,
  tags,
];

/** A new lock table: all in one call but point-in-time recovery, which AWS takes only once the table is ACTIVE. */
export const newTable = ({ location, project }: TableTarget): CreateTableCommandInput => ({
  TableName: location.lockTable,
  AttributeDefinitions: [{ AttributeName: LOCK_ATTRIBUTE, AttributeType: 'S' }],
  KeySchema: [{ AttributeName: LOCK_ATTRIBUTE, KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
  DeletionProtectionEnabled: true,
  Tags: [...wantedTags(project)],
});
