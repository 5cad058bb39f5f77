import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordedState } from '../../src/context/release-history.ts';
import type { ReleaseRecord } from '../../src/context/release.ts';
import type { Failure } from '../../src/errors.ts';
import type { S3Api } from '../../src/platform/aws.ts';
import { readAcceptableHead, readAcceptedHead } from '../../src/state/accepted-head.ts';
import { md5 } from '../../src/state/digest.ts';
import { markMetadata } from '../../src/state/restore-mark.ts';
import { LeaseTable } from '../fakes/lease-table.ts';
import { MemoryLog, fakePlatform } from '../fakes/platform.ts';
import { FakeStateS3 } from '../fakes/state-s3.ts';
import { location } from '../fakes/state-backend.ts';

const { bucket, key } = location;
const version = (serial: number, lineage = '9a1c', more: object = {}): string =>
  JSON.stringify({ version: 4, serial, lineage, ...more });

/** A backend whose state went through these versions, and whose digest is this. */
function backend(versions: readonly string[], digest: string | undefined) {
  const s3 = new FakeStateS3();
  const table = new LeaseTable();
  const log = new MemoryLog();
  const LockID = `${bucket}/${key}-md5`;
  void s3.createBucket({ Bucket: bucket });
  const ids = versions.map((each) => s3.seed(bucket, key, each));
  s3.calls.length = 0;
  if (digest !== undefined) table.items.set(LockID, { LockID: { S: LockID }, Digest: { S: digest } });
  const aws = {
    ...fakePlatform().aws,
    s3: async () => s3 as unknown as S3Api,
    dynamodb: async () => table.asClient,
  };
  const digestNow = () => table.items.get(LockID)?.['Digest']?.S;
  const operations = () => s3.calls.map(({ operation }) => operation);
  return { s3, ids, log, platform: fakePlatform({ aws, log }), digestNow, operations };
}

/** A record of a deploy that left this state. */
function recordOf(state: RecordedState, more: Partial<ReleaseRecord> = {}): ReleaseRecord {
  const owner = {
    repository: 'ada/shop',
    terraformDirectory: 'terraform',
    project: 'shop',
    environment: 'production',
  };
  const at = '2026-01-01T00:00:00.000Z';
  const deploy = {
    id: '1-1-3f9a1c2e',
    command: 'deploy',
    commit: '3f9a1c2e',
    runUrl: 'u',
    at,
    state,
  } as const;
  return { owner, previous: [], history: [deploy], ...more };
}

describe('a state whose digest', () => {
  it('is its own is read by one GET', async () => {
    const { platform, operations } = backend([version(1), version(2)], md5(version(2)));
    const head = await readAcceptedHead(platform, location);
    assert.ok(head.exists && head.serial === 2);
    assert.deepEqual(operations(), ['getObject']);
  });

  it('is not there gets it: by one GET where it is the version of the record, else after a look at the one before', async () => {
    for (const isRecorded of [true, false]) {
      const { platform, ids, operations, digestNow } = backend([version(1), version(2)], undefined);
      const versionId = isRecorded ? (ids[1] ?? '') : 'another';
      const record = recordOf({ lineage: '9a1c', serial: 2, versionId });
      const head = await readAcceptedHead(platform, location, record);
      assert.ok(head.exists && head.serial === 2);
      assert.deepEqual(
        operations(),
        isRecorded ? ['getObject'] : ['getObject', 'listObjectVersions', 'getObject'],
      );
      assert.equal(digestNow(), md5(version(2)));
    }
  });

  it('was left behind by a run that ended between the two writes is repaired, and the log says so', async () => {
    for (const behind of [2, 1]) {
      const { platform, log, digestNow } = backend(
        [version(1), version(2), version(3)],
        md5(version(behind)),
      );
      const head = await readAcceptedHead(platform, location);
      assert.ok(head.exists && head.serial === 3);
      assert.equal(digestNow(), md5(version(3)));
      assert.match(log.lines.join(), new RegExp(`Repaired the digest .* left that of serial ${behind}\\.`));
    }
  });

  it('was to be replaced by a restore that ended before it did is repaired, whatever lies between', async () => {
    const { platform, s3, log, digestNow } = backend([version(1), 'gone'], md5(version(1)));
    const restored = (replaces: string) =>
      s3.putObject({
        Bucket: bucket,
        Key: key,
        ExpectedBucketOwner: location.account,
        Body: version(2),
        Metadata: markMetadata({ from: 'v1', run: '7', replaces }),
      });
    await restored(md5('another'));
    await assert.rejects(readAcceptedHead(platform, location), { code: 'STATE_DIGEST_MISMATCH' });
    await restored(md5(version(1)));
    assert.ok((await readAcceptedHead(platform, location)).exists);
    assert.equal(digestNow(), md5(version(2)));
    assert.match(log.lines.join(), /a restore of version v1 was ended before it wrote it/);
  });

  it('is of anything else stops the deploy, each with its code and the version to go on from, and stays as it is', async () => {
    const cases: readonly (readonly [string, string, readonly string[], string, number | undefined])[] = [
      ['of no version', 'STATE_DIGEST_MISMATCH', [version(1), version(2)], md5('something'), undefined],
      ['of another lineage', 'STATE_FOREIGN', [version(1, 'other'), version(2)], md5(version(1, 'other')), 0],
      ['of a higher serial', 'STATE_REGRESSED', [version(5), version(2)], md5(version(5)), 0],
      [
        'past one that is no state',
        'STATE_DIGEST_MISMATCH',
        [version(1), 'gone', version(2)],
        md5(version(1)),
        0,
      ],
      [
        'of the same before it was edited',
        'STATE_DIGEST_MISMATCH',
        [version(1), version(2), version(2, '9a1c', { outputs: {} })],
        md5(version(2)),
        1,
      ],
    ];
    for (const [name, code, versions, digest, good] of cases) {
      const { platform, digestNow, ids } = backend(versions, digest);
      await assert.rejects(
        readAcceptedHead(platform, location),
        (error: Failure) => {
          assert.equal(error.code, code);
          const accept = `rollback-to: state:${ids.at(-1)}\``;
          if (good === undefined) assert.ok(error.next.includes(accept), error.next);
          else {
            assert.ok(error.next.includes(`rollback-to: state:${ids[good]}\``), error.next);
            assert.ok(error.details[1]?.includes(accept), error.details.join());
          }
          if (code === 'STATE_DIGEST_MISMATCH')
            assert.ok(error.reason.includes(`Terraform noted ${digest} `));
          return true;
        },
        name,
      );
      assert.equal(digestNow(), digest);
    }
  });

  it('means nothing where Terraform locks by a file alone', async () => {
    const { platform, digestNow } = backend([version(2)], 'of long ago');
    assert.ok((await readAcceptedHead(platform, { ...location, locking: 'lockfile' })).exists);
    assert.equal(digestNow(), 'of long ago');
  });
});

describe('a state that its digest does not give away', () => {
  /** What stands there instead of the recorded serial 5, with the digest that Terraform would note. */
  const accept = (text: string, record: ReleaseRecord) => {
    const account = backend([version(5), text], md5(text));
    return readAcceptedHead(account.platform, location, record);
  };
  const known = recordOf({ lineage: '9a1c', serial: 5 });

  it('is refused by the record: another lineage, a lower serial; both told, and the version to go on from', async () => {
    await assert.rejects(accept(version(9, 'other'), known), {
      code: 'STATE_FOREIGN',
      reason: /of lineage other \(serial 9\).* was of lineage 9a1c \(serial 5\)/,
      next: /rollback-to: state:v1`/,
    });
    await assert.rejects(accept(version(4), known), {
      code: 'STATE_REGRESSED',
      reason: /has serial 4, but .* come to serial 5 already/,
      next: /rollback-to: state:v1`/,
    });
  });

  it('is right where it follows what the record knows, or what a restore or an adoption put in its place', async () => {
    for (const [text, record] of [
      [version(5), known],
      [version(6), known],
      [version(4), recordOf({ lineage: '9a1c', serial: 5 }, { accepted: { lineage: '9a1c', serial: 4 } })],
      [version(1, 'other'), recordOf({ lineage: '9a1c', serial: 5 }, { accepted: 'anew' })],
      [version(1, 'other'), { ...known, history: [] }],
    ] as const)
      assert.ok((await accept(text, record)).exists, text);
  });

  it('is refused by the version before where nothing else could tell: no table, or its digest is gone', async () => {
    for (const [locking, digest] of [
      ['lockfile', undefined],
      ['dynamodb', undefined],
    ] as const) {
      for (const older of [version(5), version(3), version(5, '9a1c', { outputs: {} })]) {
        const { platform, digestNow } = backend([version(4), version(5), older], digest);
        const read = readAcceptedHead(platform, { ...location, locking });
        // The same state again is no older one.
        if (older === version(5)) assert.ok((await read).exists);
        else {
          await assert.rejects(read, { code: 'STATE_REGRESSED', next: /rollback-to: state:v2`/ });
          assert.equal(digestNow(), undefined);
        }
      }
    }
  });

  it('is not refused for another lineage where no record knows one: nobody can tell which is right', async () => {
    const { platform } = backend([version(5), version(1, 'other')], undefined);
    assert.ok((await readAcceptedHead(platform, { ...location, locking: 'lockfile' })).exists);
  });

  it('is left as it is by who only looks, and stops them where it would stop a deploy', async () => {
    for (const digest of [md5(version(1)), undefined]) {
      const { platform, digestNow } = backend([version(1), version(2)], digest);
      const head = await readAcceptableHead(platform, location);
      assert.ok(head.exists && head.serial === 2);
      assert.equal(digestNow(), digest);
    }
    const { platform } = backend([version(1), version(2)], 'of something else');
    await assert.rejects(readAcceptableHead(platform, location), { code: 'STATE_DIGEST_MISMATCH' });
  });
});
