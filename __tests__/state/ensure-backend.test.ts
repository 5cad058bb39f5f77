import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureBackend, lookAtBackend } from '../../src/state/ensure-backend.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { emptyAccount, location } from '../fakes/state-backend.ts';

const auto = { mode: 'auto', project: 'shop' } as const;
const changing = (operations: readonly string[]): readonly string[] =>
  operations.filter((name) => /^(put|create|update|tag)/.test(name));

test('creates both from nothing and reports every setting as absent before', async () => {
  const { platform } = emptyAccount();
  const report = await ensureBackend(platform, location, auto);
  assert.equal(report.bucketCreated && report.tableCreated, true);
  assert.deepEqual(
    report.settings.map(({ resource, setting }) => `${resource} ${setting}`),
    [
      ...['versioning', 'encryption', 'ownership', 'public access', 'policy', 'lifecycle', 'tags'].map(
        (name) => `bucket ${name}`,
      ),
      ...['key', 'billing', 'point-in-time recovery', 'deletion protection', 'tags'].map(
        (name) => `table ${name}`,
      ),
    ],
  );
  assert.ok(report.settings.every(({ found, changed }) => found === 'absent' && changed));
});

test('names the owner in every S3 call but CreateBucket, which has no place for it', async () => {
  const { platform, s3 } = emptyAccount();
  await ensureBackend(platform, location, auto);
  const others = s3.calls.filter(({ operation }) => operation !== 'createBucket');
  assert.ok(others.length > 14);
  assert.ok(others.every(({ input }) => input.ExpectedBucketOwner === location.account));
});

test('never asks to create a bucket that is there: us-east-1 would answer 200 and reset its ACL', async () => {
  const { platform, s3 } = emptyAccount();
  await ensureBackend(platform, location, auto);
  await ensureBackend(platform, location, auto);
  assert.equal(s3.calls.filter(({ operation }) => operation === 'createBucket').length, 1);
});

test('tags a new bucket before anything else, so that a killed run leaves one that is known as ours', async () => {
  const { platform, s3 } = emptyAccount();
  await ensureBackend(platform, location, auto);
  const [created, tagged] = changing(s3.calls.map(({ operation }) => operation));
  assert.deepEqual([created, tagged], ['createBucket', 'put tagging']);
});

test('finishes the bucket that a run was killed making, under its own name', async () => {
  const { platform, s3 } = emptyAccount();
  await s3.createBucket({ Bucket: location.bucket });
  const report = await ensureBackend(platform, location, auto);
  assert.equal(report.bucketCreated, false);
  assert.ok(report.settings.filter(({ resource }) => resource === 'bucket').every(({ changed }) => changed));
});

test('waits for the tag of a bucket with a name of its own that another run is making', async () => {
  const { platform, s3 } = emptyAccount();
  const named = { ...location, bucket: 'our-states' };
  await s3.createBucket({ Bucket: 'our-states' });
  let reads = 0;
  s3.before = (operation) => {
    if (operation !== 'get tagging' || (reads += 1) !== 6) return;
    const TagSet = [
      { Key: 'managed-by', Value: 'revive-deploy' },
      { Key: 'project', Value: 'shop' },
    ];
    s3.buckets.get('our-states')?.settings.set('tagging', { TagSet });
  };
  const report = await ensureBackend(platform, named, auto);
  assert.equal(report.settings.find(({ setting }) => setting === 'versioning')?.changed, true);
});

test('refuses an unversioned bucket that nobody tags, and leaves bucket and table alone', async () => {
  const { platform, s3, dynamodb } = emptyAccount();
  await s3.createBucket({ Bucket: 'our-states' });
  s3.calls.length = 0;
  await assert.rejects(ensureBackend(platform, { ...location, bucket: 'our-states' }, auto), {
    code: 'BUCKET_NOT_OURS',
    next: /put-bucket-versioning --bucket our-states/,
  });
  assert.deepEqual(changing(s3.calls.map(({ operation }) => operation)), []);
  assert.deepEqual(changing(dynamodb.calls), []);
});

test('does not take a bare bucket with objects in it for one of its own', async () => {
  const { platform, s3 } = emptyAccount();
  s3.seed(location.bucket, 'photo.jpg', 'not a state');
  await assert.rejects(ensureBackend(platform, location, auto), { code: 'BUCKET_NOT_OURS' });
});

test('leaves a bucket that is managed for another project as it is', async () => {
  const { platform, s3 } = emptyAccount();
  await ensureBackend(platform, location, { mode: 'auto', project: 'first' });
  s3.buckets.get(location.bucket)?.settings.delete('encryption');
  s3.calls.length = 0;
  const report = await ensureBackend(platform, location, auto);
  assert.deepEqual(changing(s3.calls.map(({ operation }) => operation)), []);
  assert.equal(report.settings.find(({ setting }) => setting === 'encryption')?.found, 'absent');
});

test('waits for a table that is still CREATING', async () => {
  const { platform, dynamodb } = emptyAccount();
  dynamodb.creatingFor = 20;
  const report = await ensureBackend(platform, location, auto);
  assert.equal(report.settings.find(({ setting }) => setting === 'point-in-time recovery')?.changed, true);
});

test('gives up on a table that does not become ACTIVE within 120 s, saying what it is', async () => {
  const { platform, dynamodb } = emptyAccount();
  dynamodb.creatingFor = Infinity;
  await assert.rejects(ensureBackend(platform, location, auto), {
    code: 'BACKEND_NOT_CONVERGED',
    reason: /is CREATING and did not become ACTIVE within 120 s/,
  });
  const waited = platform.clock.monotonic();
  assert.ok(waited >= 120_000 && waited < 125_000, `waited ${waited} ms`);
});

test('writes a setting again when another run wrote over it, and reads it back', async () => {
  const { platform, s3 } = emptyAccount();
  let undone = 0;
  s3.after = (operation) => {
    if (operation === 'put lifecycle' && (undone += 1) <= 2) {
      s3.buckets.get(location.bucket)?.settings.delete('lifecycle');
    }
  };
  await ensureBackend(platform, location, auto);
  assert.equal(undone, 3);
  assert.notEqual(s3.buckets.get(location.bucket)?.settings.get('lifecycle'), undefined);
});

test('names a setting that does not stay, after a bounded time', async () => {
  const { platform, s3 } = emptyAccount();
  s3.after = (operation) => {
    if (operation === 'put policy') s3.buckets.get(location.bucket)?.settings.delete('policy');
  };
  await assert.rejects(ensureBackend(platform, location, auto), {
    code: 'BACKEND_NOT_CONVERGED',
    reason: /policy of state bucket .* was absent and did not read back as TLS >= 1.2 only within 60 s/,
  });
  assert.ok(platform.clock.monotonic() < 400_000);
});

test('takes OperationAborted and ResourceInUse for "someone else is at it" and converges', async () => {
  const { platform, s3, dynamodb } = emptyAccount();
  const met = new Map<string, number>();
  const twice = (operation: string, code: string): void => {
    const times = (met.get(operation) ?? 0) + 1;
    met.set(operation, times);
    if (times <= 2) throw new FakeAwsError(code, 409);
  };
  s3.before = (operation) => {
    if (changing([operation]).length > 0) twice(operation, 'OperationAborted');
  };
  dynamodb.before = (operation) => {
    if (changing([operation]).length > 0) twice(operation, 'LimitExceededException');
  };
  const report = await ensureBackend(platform, location, auto);
  assert.equal(report.settings.length, 12);
  assert.equal(met.get('put policy'), 3);
});

test('goes on with the bucket and table that another run makes between its look and its own making', async () => {
  const { platform, s3, dynamodb } = emptyAccount();
  const other = emptyAccount();
  await ensureBackend(other.platform, location, auto);
  s3.before = (operation) => {
    const made = other.s3.buckets.get(location.bucket);
    if (operation === 'createBucket' && made !== undefined) s3.buckets.set(location.bucket, made);
  };
  dynamodb.before = (operation) => {
    const made = other.dynamodb.tables.get(location.lockTable);
    if (operation === 'createTable' && made !== undefined) dynamodb.tables.set(location.lockTable, made);
  };
  const report = await ensureBackend(platform, location, auto);
  assert.deepEqual([report.bucketCreated, report.tableCreated], [false, false]);
  assert.ok(report.settings.every(({ changed, found, wanted }) => !changed && found === wanted));
});

test('finishes a bucket that another run tagged while this one was reading it', async () => {
  const { platform, s3 } = emptyAccount();
  await ensureBackend(platform, location, auto);
  const settings = s3.buckets.get(location.bucket)?.settings;
  const tagging = settings?.get('tagging');
  settings?.delete('tagging');
  settings?.delete('policy');
  // Its first reads meet no tag; they are over when the last of them, the lifecycle, is answered.
  s3.after = (operation) => {
    if (operation === 'get lifecycle') settings?.set('tagging', tagging);
  };
  const report = await ensureBackend(platform, location, auto);
  assert.equal(report.settings.find(({ setting }) => setting === 'policy')?.changed, true);
});

test('recognises the bucket it made when the answer was lost, whatever its name', async () => {
  const { platform, s3 } = emptyAccount();
  let lost = false;
  s3.after = (operation) => {
    if (operation !== 'createBucket' || lost) return;
    lost = true;
    throw new FakeAwsError('InternalError', 500);
  };
  const report = await ensureBackend(platform, { ...location, bucket: 'our-states' }, auto);
  assert.equal(report.settings.filter(({ changed }) => changed).length, 12);
});

test('refuses a name that another account takes between the look and the making', async () => {
  const { platform, s3 } = emptyAccount();
  let taken = false;
  s3.before = (operation) => {
    if (taken && operation !== 'createBucket') throw new FakeAwsError('AccessDenied', 403, 'Access Denied');
    taken ||= operation === 'createBucket';
    if (operation === 'createBucket') throw new FakeAwsError('BucketAlreadyExists', 409);
  };
  await assert.rejects(ensureBackend(platform, location, auto), { code: 'BUCKET_OF_ANOTHER_ACCOUNT' });
});

test('names every missing permission at once, as a statement to paste', async () => {
  const { platform, s3 } = emptyAccount();
  await ensureBackend(platform, location, auto);
  s3.before = (operation) => {
    if (operation === 'get encryption' || operation === 'get lifecycle') {
      throw new FakeAwsError(
        'AccessDenied',
        403,
        'User: arn:aws:sts::1:assumed-role/deploy is not authorized',
      );
    }
  };
  await assert.rejects(ensureBackend(platform, location, auto), (error: Error & { details: string[] }) => {
    assert.match(
      error.message,
      /^ACCESS_DENIED: .*s3:GetEncryptionConfiguration, s3:GetLifecycleConfiguration/,
    );
    assert.deepEqual(JSON.parse(error.details.join('\n')).Statement, [
      {
        Effect: 'Allow',
        Action: ['s3:GetEncryptionConfiguration', 's3:GetLifecycleConfiguration'],
        Resource: `arn:aws:s3:::${location.bucket}`,
      },
    ]);
    return true;
  });
});

test('makes no call at all when bootstrap is never', async () => {
  const { platform, s3, dynamodb } = emptyAccount();
  const report = await ensureBackend(platform, location, { mode: 'never', project: 'shop' });
  assert.deepEqual([report.settings, s3.calls, dynamodb.calls], [[], [], []]);
});

test('ends when aborted, without changing anything more', async () => {
  const { platform, dynamodb, s3 } = emptyAccount();
  const abort = new AbortController();
  dynamodb.before = () => abort.abort(new Error('the run was cancelled'));
  await assert.rejects(
    ensureBackend(platform, location, { ...auto, abort: abort.signal }),
    /run was cancelled/,
  );
  assert.deepEqual(changing(s3.calls.map(({ operation }) => operation)), []);
});

test('is looked at without a change: what is missing, what drifted, and what a deploy would refuse', async () => {
  const { platform, s3, dynamodb } = emptyAccount();
  const names = [`state bucket ${location.bucket}`, `lock table ${location.lockTable}`];
  const first = await lookAtBackend(platform, location, auto);
  assert.deepEqual(first, { missing: names, drifted: [], hasBucket: false });
  await assert.rejects(lookAtBackend(platform, location, { ...auto, mode: 'verify' }), {
    code: 'BACKEND_MISSING',
  });
  assert.deepEqual(changing([...s3.calls.map(({ operation }) => operation), ...dynamodb.calls]), []);

  await ensureBackend(platform, location, auto);
  await s3.putBucketVersioning({
    Bucket: location.bucket,
    ExpectedBucketOwner: location.account,
    VersioningConfiguration: { Status: 'Suspended' },
  });
  s3.calls.length = 0;
  assert.deepEqual(await lookAtBackend(platform, location, auto), {
    missing: [],
    drifted: [`${names[0]}: versioning is Suspended, wanted Enabled`],
    hasBucket: true,
  });
  assert.deepEqual(changing(s3.calls.map(({ operation }) => operation)), []);
});
