import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Journal } from '../../src/context/journal.ts';
import type { S3Api } from '../../src/platform/aws.ts';
import { readJournal, settleJournal, writeJournal } from '../../src/state/journal.ts';
import { journalKey } from '../../src/state/keys.ts';
import { ownedBucket } from '../../src/state/wanted-bucket.ts';
import { location } from '../fakes/state-backend.ts';
import { FakeStateS3 } from '../fakes/state-s3.ts';

const journal: Journal = {
  format: 1,
  run: { id: '42', attempt: 1, commit: '3f9a1c2e', url: 'https://github.com/crm/shop/actions/runs/42' },
  state: { lineage: 'l', serial: 3 },
  entries: [
    {
      address: 'aws_s3_bucket.a',
      type: 'aws_s3_bucket',
      region: 'us-east-1',
      key: { bucket: 'a' },
      before: 'absent',
    },
    {
      address: 'aws_apigatewayv2_integration.f',
      type: 'aws_apigatewayv2_integration',
      region: 'us-east-1',
      key: { api: { of: 'aws_apigatewayv2_api.this' }, type: 'AWS_PROXY' },
      before: { alreadyThere: ['a/b'] },
    },
  ],
};

async function stateBucket(): Promise<S3Api> {
  const fake = new FakeStateS3();
  await fake.createBucket({ Bucket: location.bucket });
  return fake as unknown as S3Api;
}

test('keeps the journal beside the state', () => {
  assert.equal(journalKey('production/terraform.tfstate'), 'production/terraform.journal.json');
});

test('reads back what it wrote, nothing where nothing was written, and no entries once settled', async () => {
  const s3 = await stateBucket();
  assert.equal(await readJournal(s3, location), undefined);
  const etag = await writeJournal(s3, location, journal, undefined);
  assert.deepEqual(await readJournal(s3, location), { journal, etag });
  await settleJournal(s3, location, { journal, etag });
  assert.deepEqual((await readJournal(s3, location))?.journal.entries, []);
});

test('never writes over the journal of another run, and knows its own where the answer was lost', async () => {
  const s3 = await stateBucket();
  const etag = await writeJournal(s3, location, journal, undefined);
  assert.equal(await writeJournal(s3, location, journal, undefined), etag);
  const other = { ...journal, entries: [] };
  await assert.rejects(writeJournal(s3, location, other, undefined), { code: 'LEASE_LOST' });
  await assert.rejects(writeJournal(s3, location, other, '"0"'), { code: 'LEASE_LOST' });
  assert.deepEqual((await readJournal(s3, location))?.journal, journal);
});

test('refuses a journal it does not understand: it decides what is adopted', async () => {
  for (const text of [
    '',
    'x',
    '[]',
    '{"format":2}',
    JSON.stringify({ ...journal, entries: [{ ...journal.entries[0], before: 'maybe' }] }),
    JSON.stringify({ ...journal, entries: [{ ...journal.entries[0], key: { bucket: 1 } }] }),
  ]) {
    const s3 = await stateBucket();
    await s3.putObject({ ...ownedBucket(location), Key: journalKey(location.key), Body: text });
    await assert.rejects(readJournal(s3, location), { code: 'STATE_UNREADABLE' }, text);
  }
});
