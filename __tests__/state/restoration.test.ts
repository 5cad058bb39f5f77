import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordedState } from '../../src/context/release-history.ts';
import type { ReleaseRecord } from '../../src/context/release.ts';
import type { Failure } from '../../src/errors.ts';
import type { S3Api } from '../../src/platform/aws.ts';
import { readAcceptedHead } from '../../src/state/accepted-head.ts';
import { md5, readDigest } from '../../src/state/digest.ts';
import { findVersions } from '../../src/state/restorable.ts';
import { decideRestore } from '../../src/state/restoration.ts';
import { writeRestored } from '../../src/state/write-restored.ts';
import { LeaseTable } from '../fakes/lease-table.ts';
import { fakePlatform } from '../fakes/platform.ts';
import { FakeStateS3 } from '../fakes/state-s3.ts';
import { location } from '../fakes/state-backend.ts';

const { bucket, key, lockTable } = location;
const stateOf = (serial: number, says = 'a', lineage = 'ours'): string =>
  `{"version":4,"serial":${serial},"lineage":"${lineage}","outputs":{"o":{"value":"${says}"}}}\n`;

/** A backend whose state went through these versions (undefined: it was deleted). Ids are v1, v2, ... */
async function backend(
  versions: readonly (string | undefined)[],
  { digest, expected }: { readonly digest?: string; readonly expected?: RecordedState } = {},
) {
  const fake = new FakeStateS3();
  const s3 = fake as unknown as S3Api;
  const table = new LeaseTable();
  const dynamodb = table.asClient;
  await fake.createBucket({ Bucket: bucket });
  for (const each of versions) fake.seed(bucket, key, each);
  if (digest !== undefined) {
    const LockID = { S: `${bucket}/${key}-md5` };
    await table.putItem({ TableName: lockTable, Item: { LockID, Digest: { S: digest } } });
  }
  const owner = { repository: 'a/b', terraformDirectory: 't', project: 'p', environment: 'e' };
  const record: ReleaseRecord | undefined =
    expected === undefined ? undefined : { owner, previous: [], accepted: expected };
  const decide = async (asked: string, run = '7') =>
    decideRestore(await findVersions({ s3, dynamodb }, location, { asked, record }), {
      asked,
      run,
      location,
    });
  const restore = async (asked: string, run?: string) =>
    writeRestored({ s3, dynamodb }, location, await decide(asked, run));
  const platform = fakePlatform({
    aws: { ...fakePlatform().aws, s3: async () => s3, dynamodb: async () => dynamodb },
  });
  return {
    fake,
    table,
    decide,
    restore,
    head: () => readAcceptedHead(platform, location),
    content: () => fake.content(bucket, key),
    digest: () => readDigest(dynamodb, location),
  };
}

describe('which version a restore takes', () => {
  it('previous is the newest one before that is a state of this lineage and says something else', async () => {
    const rows: readonly (readonly [string, readonly (string | undefined)[], string])[] = [
      ['damaged', [stateOf(1), stateOf(2, 'b'), '{"vers'], 'v2'],
      ['deleted', [stateOf(1), stateOf(2, 'b'), undefined], 'v2'],
      ['emptied twice', [stateOf(1), '', ''], 'v1'],
      ['whole', [stateOf(1), stateOf(2, 'b')], 'v1'],
      ['whole, saved twice', [stateOf(1), stateOf(2, 'b'), stateOf(3, 'b')], 'v1'],
    ];
    for (const [what, versions, chosen] of rows) {
      const { decide } = await backend(versions);
      assert.equal((await decide('previous')).chosen.versionId, chosen, what);
    }
  });

  it("is of this environment's lineage: by the record, else by the digest, else by what stands there", async () => {
    const versions = [stateOf(5), stateOf(9, 'x', 'theirs'), stateOf(10, 'y', 'theirs')];
    const ours = { lineage: 'ours', serial: 5 };
    for (const [known, chosen] of [
      [{ expected: ours, digest: md5(versions[2] ?? '') }, 'v1'],
      [{ digest: md5(versions[0] ?? '') }, 'v1'],
      [{ digest: md5(versions[2] ?? '') }, 'v2'],
      [{}, 'v2'],
      [{ expected: { lineage: 'gone', serial: 1 } }, 'v2'],
    ] as const) {
      const { decide } = await backend(versions, known);
      assert.equal((await decide('previous')).chosen.versionId, chosen, JSON.stringify(known));
    }
  });

  it('by its id is any of them, what stands there included; of another lineage only that', async () => {
    const { decide } = await backend([stateOf(5), stateOf(9, 'x', 'theirs'), stateOf(3, 'y', 'theirs')], {
      expected: { lineage: 'ours', serial: 5 },
    });
    const accepted = await decide('v3');
    assert.deepEqual([accepted.lineage, accepted.serial, accepted.newest?.versionId], ['theirs', 10, 'v1']);
    await assert.rejects(decide('v2'), {
      code: 'ROLLBACK_IMPOSSIBLE',
      reason: /v2 is of lineage theirs, but .* of lineage ours/,
    });
  });

  it('is refused with the versions there are where it is none, or no state', async () => {
    const { decide } = await backend([stateOf(5), 'broken']);
    for (const [asked, reason] of [
      ['v9', /has no version v9/],
      ['v2', /v2 .* is no Terraform state: it is not JSON/],
    ] as const) {
      await assert.rejects(decide(asked), (error: Failure) => {
        assert.equal(error.code, 'ROLLBACK_IMPOSSIBLE');
        assert.match(error.reason, reason);
        assert.match(error.details.join('\n'), /^state:v1: serial 5 of lineage ours, saved 2026-/);
        return true;
      });
    }
    const nothing = await backend(['broken']);
    await assert.rejects(nothing.decide('previous'), {
      code: 'ROLLBACK_IMPOSSIBLE',
      next: /from a backup|adopt-existing/,
    });
  });

  it('gets a serial above every one of its lineage, those the record knows included', async () => {
    const { decide } = await backend([stateOf(12), stateOf(5, 'b'), stateOf(90, 'x', 'theirs'), '{'], {
      expected: { lineage: 'ours', serial: 20 },
    });
    assert.equal((await decide('v2')).serial, 21);
  });
});

describe('a restore', () => {
  it('writes a new version and its digest; what stood there stays, and Terraform and a deploy take it', async () => {
    for (const damage of ['{"vers', '', undefined, stateOf(1), stateOf(9, 'x', 'theirs')]) {
      const account = await backend([stateOf(4, 'b'), damage], { digest: md5(stateOf(4, 'b')) });
      const { state, changed } = await account.restore('v1');
      assert.ok(changed);
      assert.deepEqual(state, { lineage: 'ours', serial: 5, versionId: 'v3' });
      assert.equal(account.content(), stateOf(5, 'b'));
      assert.equal(await account.digest(), md5(stateOf(5, 'b')));
      assert.equal(account.fake.buckets.get(bucket)?.objects.get(key)?.[1]?.content, damage);
      const head = await account.head();
      assert.ok(head.exists && head.serial === 5);
    }
  });

  it('ended between its two writes is finished by the same command, or by the next deploy', async () => {
    for (const asked of ['previous', 'v1']) {
      const account = await backend([stateOf(3), stateOf(4, 'b')], { digest: md5(stateOf(4, 'b')) });
      const cut = (): void => {
        account.table.before = (operation) => {
          if (operation === 'updateItem') throw new TypeError('killed');
        };
      };
      cut();
      await assert.rejects(account.restore(asked), /killed/);
      account.table.before = () => undefined;
      assert.equal(await account.digest(), md5(stateOf(4, 'b')));
      // Another run: the one that was ended is over.
      const { state, changed } = await account.restore(asked, '8');
      assert.deepEqual([state.versionId, state.serial, changed], ['v3', 5, true]);
      assert.equal(account.content(), stateOf(5));
      assert.equal(await account.digest(), md5(stateOf(5)));
    }
    const account = await backend([stateOf(3), 'broken'], { digest: md5(stateOf(3)) });
    account.table.before = (operation) => {
      if (operation === 'updateItem') throw new TypeError('killed');
    };
    await assert.rejects(account.restore('previous'), /killed/);
    account.table.before = () => undefined;
    const head = await account.head();
    assert.ok(head.exists && head.serial === 4);
    assert.equal(await account.digest(), md5(stateOf(4)));
  });

  it('run again by the same run changes nothing; by another, previous is what it replaced', async () => {
    const account = await backend([stateOf(3), stateOf(4, 'b')], { digest: md5(stateOf(4, 'b')) });
    await account.restore('previous');
    assert.equal((await account.restore('previous')).changed, false);
    assert.equal(account.content(), stateOf(5));
    await account.restore('previous', '8');
    assert.equal(account.content(), stateOf(6, 'b'));
  });

  it('writes over nobody: a state saved meanwhile stands, with its digest', async () => {
    const account = await backend([stateOf(3), 'broken'], { digest: md5(stateOf(3)) });
    account.fake.before = (operation) => {
      if (operation !== 'putObject') return;
      account.fake.before = () => undefined;
      account.fake.seed(bucket, key, stateOf(9, 'new'));
    };
    await assert.rejects(account.restore('previous'), {
      code: 'ROLLBACK_IMPOSSIBLE',
      reason: /Somebody wrote/,
    });
    assert.equal(account.content(), stateOf(9, 'new'));
    assert.equal(await account.digest(), md5(stateOf(3)));
  });

  it('takes its own write for its own where the answer was lost and the SDK asks again', async () => {
    const account = await backend([stateOf(3), 'broken'], { digest: md5(stateOf(3)) });
    account.fake.before = (operation) => {
      if (operation !== 'putObject') return;
      account.fake.before = () => undefined;
      account.fake.seed(bucket, key, stateOf(4));
    };
    assert.equal((await account.restore('previous')).state.serial, 4);
    assert.equal(await account.digest(), md5(stateOf(4)));
  });
});
