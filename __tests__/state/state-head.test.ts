import assert from 'node:assert/strict';
import { test } from 'node:test';
import { md5 } from '../../src/state/digest.ts';
import { readStateHead } from '../../src/state/state-head.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { emptyAccount, location } from '../fakes/state-backend.ts';

const { bucket, key, lockTable } = location;
const owner = {
  repository: 'crm/shop',
  terraformDirectory: 'terraform',
  project: 'shop',
  environment: 'production',
};
const state = JSON.stringify({
  version: 4,
  terraform_version: '1.11.4',
  serial: 7,
  lineage: '9a1c-42',
  outputs: {
    cloudfront_url: { value: 'https://d1.cloudfront.net', type: 'string' },
    api_key: { value: 'hunter2', type: 'string', sensitive: true },
    nothing: { value: null, type: 'dynamic' },
  },
  resources: [],
});

async function backend() {
  const account = emptyAccount();
  await account.s3.createBucket({ Bucket: bucket });
  await account.dynamodb.createTable({ TableName: lockTable } as never);
  return account;
}
const seedDigest = ({ dynamodb }: Awaited<ReturnType<typeof backend>>): void =>
  dynamodb.seed(lockTable, { LockID: { S: `${bucket}/${key}-md5` }, Digest: { S: 'd41d8cd9' } });

test('reads serial, lineage and outputs with one GET, and no value of a sensitive output', async () => {
  const { platform, s3, dynamodb } = await backend();
  const versionId = s3.seed(bucket, key, state);
  [s3.calls.length, dynamodb.calls.length] = [0, 0];
  const head = await readStateHead(platform, location);
  assert.deepEqual(head, {
    exists: true,
    versionId,
    md5: md5(state),
    serial: 7,
    lineage: '9a1c-42',
    outputs: {
      cloudfront_url: { sensitive: false, value: 'https://d1.cloudfront.net' },
      api_key: { sensitive: true },
      nothing: { sensitive: false, value: null },
    },
  });
  assert.deepEqual([s3.calls.map(({ operation }) => operation), dynamodb.calls], [['getObject'], []]);
});

test('nothing at all is a first deploy', async () => {
  const { platform } = await backend();
  assert.deepEqual(await readStateHead(platform, location), { exists: false });
});

test('a record that only says whose the state will be leaves it a first deploy', async () => {
  const { platform } = await backend();
  const head = await readStateHead(platform, location, { owner, previous: [] });
  assert.equal(head.exists, false);
});

test('versions of a neighbour whose key only begins alike leave it a first deploy', async () => {
  const { platform, s3 } = await backend();
  s3.seed(bucket, `${key}.tflock`, '{}');
  s3.seed(bucket, `${key}.tflock`, undefined);
  assert.equal((await readStateHead(platform, location)).exists, false);
});

test('a deleted state is lost, not new: names the last good version and the run that brings it back', async () => {
  const account = await backend();
  const good = account.s3.seed(bucket, key, state);
  account.s3.seed(bucket, key, undefined);
  seedDigest(account);
  await assert.rejects(
    readStateHead(account.platform, location),
    (error: Error & { code: string; next: string; details: readonly string[] }) => {
      assert.equal(error.code, 'STATE_LOST');
      assert.match(error.message, /1 older version.*holds its digest d41d8cd9/);
      assert.ok(error.next.endsWith(`\`command: rollback\` and \`rollback-to: state:${good}\`.`), error.next);
      assert.match(
        error.details[0] ?? '',
        new RegExp(`Last good version: ${good} of 2026-.*, serial \\d+, `),
      );
      return true;
    },
  );
});

test('a digest without a state is a lost state', async () => {
  const account = await backend();
  seedDigest(account);
  await assert.rejects(readStateHead(account.platform, location), {
    code: 'STATE_LOST',
    next: /Restore the state from a backup/,
  });
});

test('a release without a state is a lost state', async () => {
  const { platform } = await backend();
  const live = { id: '1', commit: 'a', runUrl: 'u', publishedAt: 't', bucket: 'site', files: new Map() };
  await assert.rejects(readStateHead(platform, location, { owner, live, previous: [] }), {
    code: 'STATE_LOST',
    reason: /the release record says that it was deployed/,
  });
});

const noStates: readonly (readonly [string, string, RegExp])[] = [
  ['empty', '', /it is empty/],
  ['cut off', state.slice(0, -20), /it is not JSON/],
  ['something else', '"hello"', /it is not a JSON object/],
  ['of an old format', '{"version":3,"serial":1,"lineage":"x"}', /its version is 3, not 4/],
  ['without lineage', '{"version":4,"serial":1}', /no serial and lineage/],
];
for (const [name, content, reason] of noStates) {
  test(`a state that is ${name} stops the deploy and names the last good version`, async () => {
    const { platform, s3 } = await backend();
    const good = s3.seed(bucket, key, state);
    s3.seed(bucket, key, content);
    await assert.rejects(readStateHead(platform, location), {
      code: 'STATE_UNREADABLE',
      reason,
      next: new RegExp(`rollback-to: state:${good}\`\\.$`),
    });
  });
}

test('a message about an unreadable state shows nothing of it', async () => {
  const { platform, s3 } = await backend();
  s3.seed(bucket, key, state.slice(0, -20));
  await assert.rejects(readStateHead(platform, location), (error: object) => {
    assert.ok(!JSON.stringify(error).includes('hunter2'));
    return true;
  });
});

test('refused by AWS is never "no state yet"', async () => {
  const { platform, s3 } = await backend();
  s3.before = () => {
    throw new FakeAwsError('AccessDenied', 403, 'Access Denied');
  };
  await assert.rejects(readStateHead(platform, location), {
    code: 'ACCESS_DENIED',
    reason: /s3:ListBucket, .*s3:GetObject/,
  });
});
