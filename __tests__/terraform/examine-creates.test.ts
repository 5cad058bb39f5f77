import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Journal } from '../../src/context/journal.ts';
import type { AwsClients } from '../../src/platform/aws.ts';
import { type Answers, examineCreates } from '../../src/terraform/examine-creates.ts';
import type { PlannedCreate, PlannedCreates } from '../../src/terraform/planned-creates.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { fakePlatform } from '../fakes/platform.ts';

const create = (address: string, key: PlannedCreate['key'] & object): PlannedCreate => ({
  address,
  type: address.split('.')[0] ?? '',
  region: 'eu-west-1',
  key,
  reason: 'new',
  provisioned: false,
});

const bucket = create('aws_s3_bucket.b', { bucket: 'site' });
const versioning = create('aws_s3_bucket_versioning.v', { bucket: { of: bucket.address } });

const planned = (...creates: readonly PlannedCreate[]): PlannedCreates => ({
  creates,
  stateIds: new Map(),
  configured: new Set(creates.map(({ address }) => address)),
  importing: new Set(),
});

const journalOf = (entries: Journal['entries']): Journal => ({
  format: 1,
  run: { id: '7', attempt: 1, commit: 'c', url: 'https://x' },
  entries,
});

/** An S3 that answers `head` for every bucket, and that its versioning is on. */
function withBucket(head: () => unknown): { readonly aws: AwsClients; readonly asked: string[] } {
  const asked: string[] = [];
  const s3 = {
    headBucket: async () => {
      asked.push('headBucket');
      return head();
    },
    getBucketVersioning: async () => {
      asked.push('getBucketVersioning');
      return { Status: 'Enabled' };
    },
  };
  return { aws: { ...fakePlatform().aws, s3: async () => s3 as never }, asked };
}

const account = '123456789012';
const absent = (): never => {
  throw new FakeAwsError('NotFound', 404);
};
const denied = (): never => {
  throw new FakeAwsError('AccessDenied', 403);
};

describe('examining what a plan creates', () => {
  it('journals what is absent, and with it what hangs on it, without asking for that', async () => {
    const { aws, asked } = withBucket(absent);
    const { entries } = await examineCreates({ aws, account }, planned(versioning, bucket));
    assert.deepEqual(entries.map(({ address, before }) => [address, before]).sort(), [
      [bucket.address, 'absent'],
      [versioning.address, 'absent'],
    ]);
    assert.deepEqual(asked, ['headBucket']);
  });

  it('finds what a killed run made together with what hangs on it', async () => {
    const first = await examineCreates({ ...withBucket(absent), account }, planned(versioning, bucket));
    const journal = journalOf(first.entries);
    const next = await examineCreates({ ...withBucket(() => ({})), account }, planned(versioning, bucket), {
      journal,
    });
    assert.deepEqual(
      next.verdicts.map(({ create: { address }, verdict }) => [
        address,
        verdict.kind,
        'id' in verdict && verdict.id,
      ]),
      [
        [bucket.address, 'adopt', 'site'],
        [versioning.address, 'adopt', 'site'],
      ],
    );
    // Until a state has them the proof is kept.
    assert.deepEqual([...next.entries], [...first.entries]);
  });

  it('asks nothing twice about one plan, however often it is examined', async () => {
    const { aws, asked } = withBucket(() => ({}));
    const answers: Answers = new Map();
    const examine = () => examineCreates({ aws, account }, planned(versioning, bucket), { answers });
    const first = await examine();
    assert.deepEqual(await examine(), first);
    assert.deepEqual(asked, ['headBucket', 'getBucketVersioning']);
  });

  it('never takes a refusal for absence: nothing is journaled, and what was refused is said', async () => {
    const { aws } = withBucket(denied);
    const examined = await examineCreates({ aws, account }, planned(versioning, bucket));
    assert.deepEqual(examined.entries, []);
    assert.deepEqual(examined.refused, ['aws_s3_bucket: AccessDenied']);
  });

  it('does not go on where AWS refuses to tell whether a killed run had created something', async () => {
    const journal = journalOf([{ ...bucket, key: { bucket: 'site' }, before: 'absent' }]);
    await assert.rejects(examineCreates({ ...withBucket(denied), account }, planned(bucket), { journal }), {
      code: 'ACCESS_DENIED',
    });
  });

  it('keeps and names what a killed run made and the configuration no longer has', async () => {
    const entry = {
      address: bucket.address,
      type: bucket.type,
      region: bucket.region,
      key: { bucket: 'site' },
      before: 'absent',
    } as const;
    const examined = await examineCreates({ ...withBucket(() => ({})), account }, planned(), {
      journal: journalOf([entry]),
    });
    assert.deepEqual(examined.leftBehind, [{ address: bucket.address, type: bucket.type, id: 'site' }]);
    assert.deepEqual(examined.entries, [entry]);
  });

  it('forgets what the state has got by now', async () => {
    const entry = {
      address: bucket.address,
      type: bucket.type,
      region: bucket.region,
      key: { bucket: 'site' },
      before: 'absent',
    } as const;
    const known = { ...planned(), stateIds: new Map([[bucket.address, { type: bucket.type, id: 'site' }]]) };
    const examined = await examineCreates({ ...withBucket(() => ({})), account }, known, {
      journal: journalOf([entry]),
    });
    assert.deepEqual([examined.entries, examined.leftBehind], [[], []]);
  });

  it('keeps a tainted table that is ready, and not one that is still being created', async () => {
    const table: PlannedCreate = {
      ...create('aws_dynamodb_table.t', { name: 't' }),
      reason: 'tainted',
      replaces: 't',
    };
    const journal = journalOf([{ ...table, key: { name: 't' }, before: 'absent' }]);
    const verdictWhen = async (TableStatus: string) => {
      const dynamodb = { describeTable: async () => ({ Table: { TableName: 't', TableStatus } }) };
      const aws = { ...fakePlatform().aws, dynamodb: async () => dynamodb as never };
      const { verdicts } = await examineCreates({ aws, account }, planned(table), { journal });
      return verdicts[0]?.verdict.kind;
    };
    assert.equal(await verdictWhen('ACTIVE'), 'untaint');
    assert.equal(await verdictWhen('CREATING'), 'create');
  });
});
