import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Failure } from '../../src/errors.ts';
import type { S3Api } from '../../src/platform/aws.ts';
import { readAcceptedHead } from '../../src/state/accepted-head.ts';
import { md5 } from '../../src/state/digest.ts';
import { LeaseTable } from '../fakes/lease-table.ts';
import { MemoryLog, fakePlatform } from '../fakes/platform.ts';
import { FakeStateS3 } from '../fakes/state-s3.ts';
import { location } from '../fakes/state-backend.ts';

const { bucket, key } = location;
const version = (serial: number, lineage = '9a1c'): string => JSON.stringify({ version: 4, serial, lineage });

/** A backend whose state went through these versions, and whose digest is this. */
function backend(versions: readonly string[], digest: string | undefined) {
  const s3 = new FakeStateS3();
  const table = new LeaseTable();
  const log = new MemoryLog();
  const LockID = `${bucket}/${key}-md5`;
  void s3.createBucket({ Bucket: bucket });
  for (const each of versions) s3.seed(bucket, key, each);
  if (digest !== undefined) table.items.set(LockID, { LockID: { S: LockID }, Digest: { S: digest } });
  const aws = {
    ...fakePlatform().aws,
    s3: async () => s3 as unknown as S3Api,
    dynamodb: async () => table.asClient,
  };
  const digestNow = () => table.items.get(LockID)?.['Digest']?.S;
  return { s3, log, platform: fakePlatform({ aws, log }), digestNow };
}

describe('a state whose digest', () => {
  it('is its own, or is not there, is read by one GET, and stands there then', async () => {
    for (const digest of [md5(version(2)), undefined]) {
      const { platform, s3, digestNow } = backend([version(1), version(2)], digest);
      s3.calls.length = 0;
      const head = await readAcceptedHead(platform, location);
      assert.ok(head.exists && head.serial === 2);
      assert.deepEqual(
        s3.calls.map(({ operation }) => operation),
        ['getObject'],
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

  it('is of anything else stops the deploy, with both hashes and the command, and stays as it is', async () => {
    const cases: readonly (readonly [string, readonly string[], string])[] = [
      ['of no version', [version(1), version(2)], md5('something')],
      ['of another lineage', [version(1, 'other'), version(2)], md5(version(1, 'other'))],
      ['of a higher serial: an old state was put back', [version(5), version(2)], md5(version(5))],
      ['past one that is no state', [version(1), 'gone', version(2)], md5(version(1))],
    ];
    for (const [name, versions, digest] of cases) {
      const { platform, digestNow } = backend(versions, digest);
      await assert.rejects(
        readAcceptedHead(platform, location),
        (error: Failure) => {
          assert.equal(error.code, 'STATE_DIGEST_MISMATCH');
          assert.ok(error.reason.includes(`MD5 ${md5(version(2))}, but Terraform noted ${digest} `));
          assert.match(error.details[1] ?? '', new RegExp(`aws dynamodb update-item .*${md5(version(2))}`));
          return true;
        },
        name,
      );
      assert.equal(digestNow(), digest);
    }
  });

  it('means nothing where Terraform locks by a file alone', async () => {
    const { platform } = backend([version(2)], 'of long ago');
    assert.ok((await readAcceptedHead(platform, { ...location, locking: 'lockfile' })).exists);
  });
});
