import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { S3Api } from '../../src/platform/aws.ts';
import type { Release, ReleaseRecord } from '../../src/context/release.ts';
import { releaseRecordKey } from '../../src/state/keys.ts';
import { refuseStateOfAnother } from '../../src/state/ownership.ts';
import { recordBytes } from '../../src/state/release-record-text.ts';
import { readReleaseRecord, writeReleaseRecord } from '../../src/state/release-record.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { plainRecord } from '../fakes/plain-record.ts';
import { location } from '../fakes/state-backend.ts';
import { FakeStateS3 } from '../fakes/state-s3.ts';

const owner = {
  repository: 'crm/shop',
  terraformDirectory: 'terraform',
  project: 'shop',
  environment: 'production',
};
const file = {
  sha256: 'ab'.repeat(32),
  etag: 'cd'.repeat(16),
  headers: { contentType: 'text/html; charset=utf-8', cacheControl: 'no-cache' },
};
const release: Release = {
  id: '42-1-3f9a1c2e',
  commit: '3f9a1c2e',
  runUrl: 'https://github.com/crm/shop/actions/runs/42',
  publishedAt: '2026-01-01T00:00:00.000Z',
  bucket: 'site',
  files: new Map([['index.html', file]]),
};
const record: ReleaseRecord = {
  owner,
  live: release,
  intended: { release: { id: '43-1-0', commit: '0', runUrl: 'https://x' }, owed: ['/', '/index.html'] },
  previous: [release],
};
const claimed: ReleaseRecord = { owner, previous: [] };
const key = releaseRecordKey(location.key);

/** The record as it is stored, with other fields; undefined takes one away. */
const textWith = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ ...(JSON.parse(recordBytes(record).toString()) as object), ...fields });

async function read(s3: S3Api) {
  const stored = await readReleaseRecord(s3, location);
  return stored === undefined ? undefined : { ...stored, record: plainRecord(stored.record) };
}

async function stateBucket(): Promise<{ readonly fake: FakeStateS3; readonly s3: S3Api }> {
  const fake = new FakeStateS3();
  await fake.createBucket({ Bucket: location.bucket });
  return { fake, s3: fake as unknown as S3Api };
}

test('keeps the record beside the state', () => {
  assert.equal(releaseRecordKey('production/terraform.tfstate'), 'production/terraform.release.json');
  assert.equal(releaseRecordKey('crm/state'), 'crm/state.release.json');
});

test('reads back what it wrote, and nothing where nothing was written', async () => {
  const { s3 } = await stateBucket();
  assert.equal(await readReleaseRecord(s3, location), undefined);
  const etag = await writeReleaseRecord(s3, location, record, undefined);
  assert.deepEqual(await read(s3), { record, etag });
  const next = await writeReleaseRecord(s3, location, claimed, etag);
  assert.deepEqual(await read(s3), { record: claimed, etag: next });
});

test('keeps the headers that revive.headers gave a file', async () => {
  const { s3 } = await stateBucket();
  const rare = { contentDisposition: 'attachment', contentEncoding: 'br', contentLanguage: 'de' };
  const headed = { ...file, headers: { ...file.headers, ...rare } };
  const full = { ...record, live: { ...release, files: new Map([['index.html', headed]]) } };
  const etag = await writeReleaseRecord(s3, location, full, undefined);
  assert.deepEqual(await read(s3), { record: full, etag });
});

test('keeps what the site was built from', async () => {
  const { s3 } = await stateBucket();
  const fingerprint = { format: 1, salt: 'ab', parts: { files: 'cd' } };
  const full = { ...record, live: { ...release, fingerprint } };
  const etag = await writeReleaseRecord(s3, location, full, undefined);
  assert.deepEqual(await read(s3), { record: full, etag });
});

test('keeps which run of which workflow it was, and the address', async () => {
  const { s3 } = await stateBucket();
  const live = { ...release, workflow: 'deploy', runNumber: 17, url: 'https://shop.example' };
  const full = { ...record, live };
  const etag = await writeReleaseRecord(s3, location, full, undefined);
  assert.deepEqual(await read(s3), { record: full, etag });
});

test('keeps what was deployed and rolled back, and says where a memory of it is wrong', async () => {
  const { s3, fake } = await stateBucket();
  const deploy = {
    id: release.id,
    command: 'rollback',
    commit: release.commit,
    runUrl: release.runUrl,
    actor: 'ada',
    at: release.publishedAt,
    release: release.id,
    state: { lineage: 'one', serial: 7, versionId: 'v7' },
    counts: { added: 1, changed: 0, destroyed: 0, imported: 0 },
  } as const;
  const { id, commit, runUrl, at } = deploy;
  const full: ReleaseRecord = {
    ...record,
    goingBack: id,
    history: [{ ...deploy, command: 'destroy' }, deploy, { id, command: 'deploy', commit, runUrl, at }],
  };
  let etag: string | undefined;
  const movedIn = { from: 'terraform.tfstate', lineage: 'ours', serial: 4 };
  const movedTo = { bucket: 'acme', key: 'live.tfstate', region: 'us-east-1' };
  for (const each of [
    full,
    { ...full, accepted: 'anew' },
    { ...full, accepted: deploy.state },
    { ...full, movedIn, movedTo },
  ] as const) {
    etag = await writeReleaseRecord(s3, location, each, etag);
    assert.deepEqual(await read(s3), { record: each, etag });
  }
  fake.seed(location.bucket, key, textWith({ history: [{ ...deploy, command: 'undo' }] }));
  await assert.rejects(readReleaseRecord(s3, location), {
    code: 'STATE_UNREADABLE',
    reason: /history\[0\]\.command is none of deploy, rollback, destroy/,
  });
});

test('of two that claim a state at once, one wins and the other ends with PUBLISH_CONFLICT', async () => {
  const { s3 } = await stateBucket();
  await writeReleaseRecord(s3, location, claimed, undefined);
  const other = { ...claimed, owner: { ...owner, repository: 'crm/other' } };
  await assert.rejects(writeReleaseRecord(s3, location, other, undefined), { code: 'PUBLISH_CONFLICT' });
  assert.equal((await readReleaseRecord(s3, location))?.record.owner.repository, 'crm/shop');
});

test('does not write over a record that changed since it was read', async () => {
  const { s3 } = await stateBucket();
  const stale = await writeReleaseRecord(s3, location, claimed, undefined);
  await writeReleaseRecord(s3, location, record, stale);
  await assert.rejects(writeReleaseRecord(s3, location, { ...claimed, live: release }, stale), {
    code: 'PUBLISH_CONFLICT',
    safe: /wrote nothing over it/,
  });
  assert.deepEqual((await read(s3))?.record, record);
});

test('does not bring back a record that was deleted', async () => {
  const { fake, s3 } = await stateBucket();
  const etag = await writeReleaseRecord(s3, location, claimed, undefined);
  fake.seed(location.bucket, key, undefined);
  await assert.rejects(writeReleaseRecord(s3, location, record, etag), { code: 'PUBLISH_CONFLICT' });
});

test('takes its own write for done when the answer was lost and the repeat met it', async () => {
  const { fake, s3 } = await stateBucket();
  let repeated = false;
  fake.after = (operation) => {
    if (operation !== 'putObject' || repeated) return;
    repeated = true;
    throw new FakeAwsError('PreconditionFailed', 412);
  };
  const etag = await writeReleaseRecord(s3, location, record, undefined);
  assert.deepEqual(await read(s3), { record, etag });
});

test('refused by AWS is never "no record yet"', async () => {
  const { fake, s3 } = await stateBucket();
  fake.before = () => {
    throw new FakeAwsError('AccessDenied', 403, 'Access Denied');
  };
  await assert.rejects(readReleaseRecord(s3, location), {
    code: 'ACCESS_DENIED',
    reason: /s3:GetObject/,
  });
});

test('a missing bucket is BACKEND_MISSING', async () => {
  await assert.rejects(readReleaseRecord(new FakeStateS3() as unknown as S3Api, location), {
    code: 'BACKEND_MISSING',
  });
});

const broken: readonly (readonly [string, string, RegExp])[] = [
  ['empty', '', /it is empty/],
  ['cut off', recordBytes(record).toString().slice(0, 100), /it is not JSON/],
  ['a list', '[]', /the record is not an object/],
  ['without format', '{}', /format is undefined, not 2/],
  ['without owner', textWith({ owner: undefined }), /owner is not an object/],
  ['without a list of releases', textWith({ previous: undefined }), /previous is not a list/],
  [
    'with a file without hash',
    textWith({ live: { ...release, files: [['a"b.js', 1, '=cd', 0]] } }),
    /live\.files\["a\\"b\.js"\]\.sha256 is not a SHA-256/,
  ],
  [
    'with a run number that is none',
    textWith({ live: { ...release, files: [], runNumber: '17' } }),
    /live\.runNumber is not a number/,
  ],
  [
    'with a fingerprint that is none',
    textWith({
      live: { ...release, files: [], fingerprint: { format: 1, salt: 'ab', parts: { files: 1 } } },
    }),
    /live\.fingerprint\.parts\.files is not a text/,
  ],
  ['of a newer format', textWith({ format: 3 }), /has format 3; .* knows format 2/],
];
for (const [name, text, reason] of broken) {
  test(`a record that is ${name} is refused by name`, async () => {
    const { fake, s3 } = await stateBucket();
    fake.seed(location.bucket, key, text);
    await assert.rejects(readReleaseRecord(s3, location), { code: 'STATE_UNREADABLE', reason });
  });
}

test('a newer format says to update the action', async () => {
  const { fake, s3 } = await stateBucket();
  fake.seed(location.bucket, key, JSON.stringify({ format: 7, somethingNew: true }));
  await assert.rejects(readReleaseRecord(s3, location), { next: /Update the action/ });
});

const PLACE = 's3://shop-terraform-state/production/terraform.release.json';

test('a state belongs to whom its record says, whatever the case of the repository', () => {
  refuseStateOfAnother(undefined, owner, PLACE);
  refuseStateOfAnother(claimed, { ...owner, repository: 'CRM/Shop' }, PLACE);
});

for (const [field, value] of Object.entries({
  repository: 'crm/other',
  terraformDirectory: 'infra',
  project: 'store',
  environment: 'staging',
})) {
  test(`a run with another ${field} meets STATE_OF_ANOTHER, naming both`, () => {
    assert.throws(
      () => refuseStateOfAnother(claimed, { ...owner, [field]: value }, PLACE),
      (error: Error & { code: string; details: readonly string[] }) => {
        assert.equal(error.code, 'STATE_OF_ANOTHER');
        const [theirs = '', ours = ''] = error.details;
        assert.equal(error.details.at(-1), `aws s3 rm ${PLACE}`);
        assert.ok(theirs.includes(String(owner[field as keyof typeof owner])));
        assert.ok(ours.includes(value) && !theirs.includes(value));
        return true;
      },
    );
  });
}
