import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { S3Api } from '../../src/platform/aws.ts';
import { md5, readDigest } from '../../src/state/digest.ts';
import { readHeadToAdopt } from '../../src/state/set-aside.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { LeaseTable } from '../fakes/lease-table.ts';
import { fakePlatform } from '../fakes/platform.ts';
import { emptyAccount, location } from '../fakes/state-backend.ts';

const { bucket, key, lockTable } = location;
const stateOf = (serial: number, lineage = 'ours'): string =>
  JSON.stringify({ version: 4, terraform_version: '1.11.4', serial, lineage, outputs: {}, resources: [] });

async function backend(digest?: string) {
  const { s3 } = emptyAccount();
  const table = new LeaseTable();
  await s3.createBucket({ Bucket: bucket });
  const LockID = { S: `${bucket}/${key}-md5` };
  if (digest !== undefined)
    await table.putItem({ TableName: lockTable, Item: { LockID, Digest: { S: digest } } });
  const { aws } = fakePlatform();
  const platform = fakePlatform({
    aws: { ...aws, s3: async () => s3 as unknown as S3Api, dynamodb: async () => table.asClient },
  });
  const read = (adopt: boolean) => readHeadToAdopt(platform, location, { record: undefined, adopt });
  return { s3, table, read, digest: () => readDigest(table.asClient, location) };
}
type Backend = Awaited<ReturnType<typeof backend>>;

/** What may become of a state, and what of it is left to compare with. */
const ROWS: readonly {
  readonly what: string;
  readonly code: string;
  readonly lastGood: number | undefined;
  readonly damage: (account: Backend) => void;
}[] = [
  {
    what: 'deleted',
    code: 'STATE_LOST',
    lastGood: 7,
    damage: ({ s3 }) => s3.seed(bucket, key, undefined),
  },
  {
    what: 'deleted with every version',
    code: 'STATE_LOST',
    lastGood: undefined,
    damage: ({ s3 }) => s3.buckets.get(bucket)?.objects.delete(key),
  },
  {
    what: 'emptied',
    code: 'STATE_UNREADABLE',
    lastGood: 7,
    damage: ({ s3 }) => s3.seed(bucket, key, ''),
  },
  {
    what: 'truncated',
    code: 'STATE_UNREADABLE',
    lastGood: 7,
    damage: ({ s3 }) => s3.seed(bucket, key, stateOf(7).slice(0, 30)),
  },
  {
    what: 'truncated, and nothing else left',
    code: 'STATE_UNREADABLE',
    lastGood: undefined,
    damage: ({ s3 }) => {
      s3.buckets.get(bucket)?.objects.delete(key);
      s3.seed(bucket, key, '{"version"');
    },
  },
  {
    what: 'replaced by that of another',
    code: 'STATE_FOREIGN',
    lastGood: 7,
    damage: ({ s3 }) => s3.seed(bucket, key, stateOf(30, 'theirs')),
  },
  {
    what: 'replaced by an older one of its own',
    code: 'STATE_REGRESSED',
    lastGood: 7,
    damage: ({ s3 }) => s3.seed(bucket, key, stateOf(3)),
  },
  {
    what: 'edited by hand',
    code: 'STATE_DIGEST_MISMATCH',
    lastGood: 7,
    damage: ({ s3 }) => s3.seed(bucket, key, `${stateOf(7)}\n`),
  },
];

describe('a state that is lost', () => {
  for (const { what, code, lastGood, damage } of ROWS) {
    it(`${what}: stops with ${code}; with adopt-existing it is out of the way, and back where nothing came of it`, async () => {
      const account = await backend(md5(stateOf(7)));
      account.s3.seed(bucket, key, stateOf(7));
      damage(account);
      const before = account.s3.content(bucket, key);
      const digest = await account.digest();
      await assert.rejects(account.read(false), { code });
      assert.equal(account.s3.content(bucket, key), before);

      const { head, lost } = await account.read(true);
      assert.deepEqual([head, lost?.found.code], [{ exists: false }, code]);
      const serial =
        lost?.lastGood === undefined
          ? undefined
          : (JSON.parse(lost.lastGood.text) as { serial: number }).serial;
      assert.equal(serial, lastGood);
      // Looking changes nothing yet.
      assert.deepEqual([account.s3.content(bucket, key), await account.digest()], [before, digest]);

      await lost?.setAside();
      assert.deepEqual([account.s3.content(bucket, key), await account.digest()], [undefined, undefined]);
      await lost?.putBack();
      assert.deepEqual([account.s3.content(bucket, key), await account.digest()], [before, digest]);
    });
  }

  it('that a run has saved anew is never put back over', async () => {
    const account = await backend(md5('x'));
    account.s3.seed(bucket, key, 'x');
    const { lost } = await account.read(true);
    await lost?.setAside();
    account.s3.seed(bucket, key, stateOf(1, 'new'));
    await lost?.putBack();
    assert.equal(account.s3.content(bucket, key), stateOf(1, 'new'));
    assert.equal(await account.digest(), undefined);
  });

  it('stays where AWS refuses to delete, which names the actions it takes', async () => {
    const account = await backend();
    account.s3.seed(bucket, key, 'x');
    const { lost } = await account.read(true);
    account.s3.before = (operation) => {
      if (operation === 'deleteObject') throw new FakeAwsError('AccessDenied', 403);
    };
    await assert.rejects(
      lost?.setAside() ?? Promise.resolve(),
      (error: Error & { code: string }) =>
        error.code === 'ACCESS_DENIED' && /s3:DeleteObject/.test(error.message),
    );
    assert.equal(account.s3.content(bucket, key), 'x');
  });

  it('is read as ever where it is whole, or where there never was one', async () => {
    const account = await backend();
    assert.deepEqual(await account.read(true), { head: { exists: false } });
    account.s3.seed(bucket, key, stateOf(7));
    const { head, lost } = await account.read(true);
    assert.deepEqual([head.exists, lost], [true, undefined]);
  });
});
