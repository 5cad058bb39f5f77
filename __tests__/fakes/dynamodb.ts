import type {
  AttributeValue,
  CreateTableInput,
  DescribeTableInput,
  GetItemInput,
  ListTagsOfResourceInput,
  PutItemInput,
  TableDescription,
  Tag,
  TagResourceInput,
  UpdateContinuousBackupsInput,
  UpdateTableInput,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDbApi } from '../../src/platform/aws.ts';
import { FakeAwsError } from './aws-error.ts';

type Operation =
  | 'createTable'
  | 'describeContinuousBackups'
  | 'describeTable'
  | 'getItem'
  | 'listTagsOfResource'
  | 'putItem'
  | 'tagResource'
  | 'updateContinuousBackups'
  | 'updateTable';

interface Table {
  readonly description: TableDescription;
  tags: readonly Tag[];
  recovery: 'ENABLED' | 'DISABLED';
  /** How often it is still CREATING when described. */
  creatingFor: number;
  readonly items: Map<string, Record<string, AttributeValue>>;
}

const bearer = { $metadata: {} };

/** DynamoDB's lock tables in memory: keys, settings and items as far as a state backend uses them. */
export class FakeDynamoDb implements Pick<DynamoDbApi, Operation> {
  readonly calls: Operation[] = [];
  readonly tables = new Map<string, Table>();
  /** How often a new table is described as CREATING. */
  creatingFor = 0;
  before: (operation: Operation) => void = () => undefined;

  /** Puts an item there as Terraform would. */
  seed(table: string, item: Record<string, AttributeValue>): void {
    this.#table(table).items.set(item.LockID?.S ?? '', item);
  }

  async createTable(input: CreateTableInput) {
    this.#called('createTable');
    const name = input.TableName ?? '';
    if (this.tables.has(name)) throw new FakeAwsError('ResourceInUseException', 400);
    const description: TableDescription = {
      TableName: name,
      TableArn: arnOf(name),
      KeySchema: input.KeySchema,
      AttributeDefinitions: input.AttributeDefinitions,
      BillingModeSummary: { BillingMode: input.BillingMode },
      DeletionProtectionEnabled: input.DeletionProtectionEnabled,
    };
    const { creatingFor } = this;
    const tags = input.Tags ?? [];
    this.tables.set(name, { description, tags, recovery: 'DISABLED', creatingFor, items: new Map() });
    return { ...bearer, TableDescription: description };
  }

  async describeTable({ TableName }: DescribeTableInput) {
    this.#called('describeTable');
    const table = this.#table(TableName);
    const TableStatus = table.creatingFor > 0 ? ('CREATING' as const) : ('ACTIVE' as const);
    table.creatingFor = Math.max(0, table.creatingFor - 1);
    return { ...bearer, Table: { ...table.description, TableStatus } };
  }

  async updateTable({ TableName, BillingMode, DeletionProtectionEnabled }: UpdateTableInput) {
    this.#called('updateTable');
    const { description } = this.#table(TableName);
    if (BillingMode !== undefined) description.BillingModeSummary = { BillingMode };
    if (DeletionProtectionEnabled !== undefined) {
      description.DeletionProtectionEnabled = DeletionProtectionEnabled;
    }
    return { ...bearer, TableDescription: description };
  }

  async describeContinuousBackups({ TableName }: DescribeTableInput) {
    this.#called('describeContinuousBackups');
    const { recovery } = this.#table(TableName);
    const PointInTimeRecoveryDescription = { PointInTimeRecoveryStatus: recovery };
    const ContinuousBackupsDescription = {
      ContinuousBackupsStatus: 'ENABLED' as const,
      PointInTimeRecoveryDescription,
    };
    return { ...bearer, ContinuousBackupsDescription };
  }

  async updateContinuousBackups({ TableName }: UpdateContinuousBackupsInput) {
    this.#called('updateContinuousBackups');
    const table = this.#table(TableName);
    // AWS takes this only once the table is ACTIVE and its backups are set up.
    if (table.creatingFor > 0) throw new FakeAwsError('ContinuousBackupsUnavailableException', 400);
    table.recovery = 'ENABLED';
    return bearer;
  }

  async listTagsOfResource({ ResourceArn }: ListTagsOfResourceInput) {
    this.#called('listTagsOfResource');
    return { ...bearer, Tags: [...this.#table(nameOf(ResourceArn)).tags] };
  }

  async tagResource({ ResourceArn, Tags = [] }: TagResourceInput) {
    this.#called('tagResource');
    const table = this.#table(nameOf(ResourceArn));
    const kept = table.tags.filter(({ Key }) => !Tags.some((tag) => tag.Key === Key));
    table.tags = [...kept, ...Tags];
    return bearer;
  }

  async getItem({ TableName, Key }: GetItemInput) {
    this.#called('getItem');
    const Item = this.#table(TableName).items.get(Key?.LockID?.S ?? '');
    return { ...bearer, ...(Item === undefined ? {} : { Item }) };
  }

  async putItem({ TableName, Item = {} }: PutItemInput) {
    this.#called('putItem');
    this.seed(TableName ?? '', Item);
    return bearer;
  }

  #called(operation: Operation): void {
    this.calls.push(operation);
    this.before(operation);
  }

  #table(name = ''): Table {
    const table = this.tables.get(name);
    if (table === undefined) throw new FakeAwsError('ResourceNotFoundException', 400);
    return table;
  }
}

const arnOf = (name: string): string => `arn:aws:dynamodb:us-east-1:123456789012:table/${name}`;
const nameOf = (arn = ''): string => arn.slice(arn.lastIndexOf('/') + 1);
