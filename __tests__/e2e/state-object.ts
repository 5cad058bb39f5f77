import { type World, placeOf } from './harness.ts';

/** The state of a project, and what can be done to it behind Terraform's back. */
export interface StateObject {
  /** Puts something in its place, as another version. */
  readonly put: (text: string) => Promise<unknown>;
  readonly text: () => Promise<string>;
  /** Leaves a delete marker. */
  readonly remove: () => Promise<unknown>;
  readonly removeVersions: () => Promise<void>;
  /** Digest, release record and journal, too: nothing says any more that there was a state. */
  readonly removeTraces: () => Promise<void>;
  /** Makes the digest that Terraform noted another one; undefined takes it away. */
  readonly setDigest: (digest: string | undefined) => Promise<unknown>;
  readonly digest: () => Promise<string | undefined>;
}

export function stateObject({ s3, dynamodb, aws }: World, project: string): StateObject {
  const { bucket: Bucket, key: Key, table: TableName } = placeOf(project, aws.account);
  const beside = ['.release.json', '.journal.json'].map((suffix) => Key.replace('.tfstate', suffix));
  const item = { TableName, Key: { LockID: { S: `${Bucket}/${Key}-md5` } } };
  const removeVersions = async (keys: readonly string[]): Promise<void> => {
    const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket });
    const all = [...Versions, ...DeleteMarkers].filter((each) => keys.includes(each.Key ?? ''));
    for (const { Key: key, VersionId } of all) await s3.deleteObject({ Bucket, Key: key, VersionId });
  };
  return {
    put: (text) => s3.putObject({ Bucket, Key, Body: text, ContentLength: Buffer.byteLength(text) }),
    text: async () => (await (await s3.getObject({ Bucket, Key })).Body?.transformToString()) ?? '',
    remove: () => s3.deleteObject({ Bucket, Key }),
    removeVersions: () => removeVersions([Key]),
    removeTraces: async () => {
      await removeVersions([Key, ...beside]);
      await dynamodb.deleteItem(item);
    },
    setDigest: (digest) =>
      digest === undefined
        ? dynamodb.deleteItem(item)
        : dynamodb.putItem({ TableName, Item: { ...item.Key, Digest: { S: digest } } }),
    digest: async () => (await dynamodb.getItem({ ...item, ConsistentRead: true })).Item?.['Digest']?.S,
  };
}

/** A state of something else altogether. */
export const ofAnother = JSON.stringify({
  version: 4,
  terraform_version: '1.11.4',
  serial: 99,
  lineage: '00000000-0000-4000-8000-000000000000',
  outputs: {},
  resources: [],
});

/** The same state as it would stand with other fields: an older serial, an edited output. */
export const withFields = (text: string, fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ ...(JSON.parse(text) as object), ...fields });

/** Something that happens to a state. */
export interface Loss {
  readonly what: string;
  /** What a deploy stops with. */
  readonly code: string;
  readonly inflict: (at: StateObject) => Promise<unknown>;
}

/** In the order in which one can follow the other. */
export const LOSSES: readonly Loss[] = [
  { what: 'replaced', code: 'STATE_FOREIGN', inflict: ({ put }) => put(ofAnother) },
  { what: 'truncated', code: 'STATE_UNREADABLE', inflict: ({ put }) => put('{"version": 4, "ser') },
  { what: 'emptied', code: 'STATE_UNREADABLE', inflict: ({ put }) => put('') },
  { what: 'deleted', code: 'STATE_LOST', inflict: ({ remove }) => remove() },
  {
    what: 'deleted with every version',
    code: 'STATE_LOST',
    inflict: ({ removeVersions }) => removeVersions(),
  },
];
