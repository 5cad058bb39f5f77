import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { StateLocation } from '../../src/context/deployment.ts';
import type { Owner, ReleaseRecord } from '../../src/context/release.ts';
import { readRun } from '../../src/context/run.ts';
import type { S3Api } from '../../src/platform/aws.ts';
import { md5, readDigest } from '../../src/state/digest.ts';
import { findEarlierPlaces } from '../../src/state/earlier-place.ts';
import { moveState } from '../../src/state/move-state.ts';
import { recordBytes } from '../../src/state/release-record-text.ts';
import { readReleaseRecord } from '../../src/state/release-record.ts';
import { readAcceptedHead } from '../../src/state/accepted-head.ts';
import { LeaseTable } from '../fakes/lease-table.ts';
import { fakePlatform } from '../fakes/platform.ts';
import { location as old } from '../fakes/state-backend.ts';
import { FakeStateS3 } from '../fakes/state-s3.ts';

const here: StateLocation = { ...old, key: 'live/shop.tfstate' };
const elsewhere: StateLocation = { ...old, bucket: 'web-terraform-state-123456789012' };

const owner: Owner = {
  repository: 'acme/shop',
  terraformDirectory: 'terraform',
  project: 'shop',
  environment: 'production',
};
const record: ReleaseRecord = {
  owner,
  previous: [],
  history: [
    {
      id: '41-1-0000000',
      command: 'deploy',
      commit: '0'.repeat(40),
      runUrl: 'https://github.com/acme/shop/actions/runs/41/attempts/1',
      at: '2026-01-01T00:00:00.000Z',
    },
  ],
};
const textOf = (stored: ReleaseRecord): string => recordBytes(stored).toString();
const stateOf = (serial: number, lineage = 'ours', resources: readonly unknown[] = [{}]): string =>
  JSON.stringify({ version: 4, terraform_version: '1.11.4', serial, lineage, outputs: {}, resources });

const run = readRun(
  {
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '42',
    GITHUB_SHA: '1'.repeat(40),
    GITHUB_ACTOR: 'ada',
  },
  'runner',
  { cwd: '/', temporary: '/tmp' },
);

/** An account in which the environment was deployed at the old place. */
async function account(text = stateOf(7)) {
  const s3 = new FakeStateS3();
  const table = new LeaseTable();
  const platform = fakePlatform({
    aws: {
      ...fakePlatform().aws,
      s3: async () => s3 as unknown as S3Api,
      dynamodb: async () => table.asClient,
    },
  });
  const digestOf = async ({ bucket, key, lockTable: TableName }: StateLocation, of: string) => {
    const LockID = { S: `${bucket}/${key}-md5` };
    await table.putItem({ TableName, Item: { LockID, Digest: { S: md5(of) } } });
  };
  s3.seed(old.bucket, old.key, text);
  s3.seed(old.bucket, 'production/terraform.release.json', textOf(record));
  s3.seed(old.bucket, 'production/terraform.files/abc', '<h1>before</h1>');
  await digestOf(old, text);
  table.calls.length = 0;

  const find = (to: StateLocation) => findEarlierPlaces(platform, to, owner);
  /** As a deploy does it: where nobody has claimed the new place, what there is elsewhere is brought here. */
  const move = async (to: StateLocation): Promise<void> => {
    if ((await readReleaseRecord(s3 as unknown as S3Api, to)) !== undefined) return;
    const { places } = await find(to);
    assert.equal(places.length, 1);
    const head = await readAcceptedHead(platform, to);
    await moveState(platform, places[0]!, {
      to,
      head,
      run,
      lock: {
        operation: 'migrate',
        signature: 'ours',
        actor: 'ada',
        hostname: 'runner',
        milliseconds: 200_000,
      },
      prove: async () => ({ verdict: 'over', why: 'its run is completed' }),
      onWait: () => undefined,
    });
  };
  const recordAt = async (at: StateLocation) => (await readReleaseRecord(s3 as unknown as S3Api, at))?.record;
  return { s3, table, platform, find, move, recordAt, digestOf };
}
type Account = Awaited<ReturnType<typeof account>>;

async function assertMoved({ s3, table, recordAt }: Account, to: StateLocation, text: string): Promise<void> {
  assert.equal(s3.content(to.bucket, to.key), text);
  assert.equal(s3.content(old.bucket, old.key), text, 'the old one is kept');
  assert.equal(await readDigest(table.asClient, to), md5(text));
  const { bucket, key, region } = to;
  assert.deepEqual(await recordAt(old), { ...record, movedTo: { bucket, key, region } });
  const movedIn = { from: `s3://${old.bucket}/${old.key}`, lineage: 'ours', serial: 7 };
  assert.deepEqual(await recordAt(to), { ...record, movedIn });
  const prefix = to.key.replace(/\.tfstate$/, '.files/');
  assert.equal(s3.content(to.bucket, `${prefix}abc`), '<h1>before</h1>');
  assert.deepEqual(
    [...table.items.keys()].filter((id) => !id.endsWith('-md5')),
    [],
    'no lock and no lease is left',
  );
}

describe('the state of an environment whose settings name another place', () => {
  for (const [what, to] of Object.entries({ key: here, bucket: elsewhere })) {
    it(`is moved to another ${what}, with its record and its kept files, and the old one stays`, async () => {
      const shop = await account();
      if (to.bucket !== old.bucket) await shop.s3.createBucket({ Bucket: to.bucket });
      await shop.move(to);
      await assertMoved(shop, to, stateOf(7));
      assert.deepEqual(
        (await shop.find({ ...old, key: 'third.tfstate' })).places.length,
        1,
        'it moves on from there',
      );
    });
  }

  it('is moved by the next run, wherever the one before was ended', async () => {
    const steps = new Set<number>();
    for (let at = 1; ; at += 1) {
      const shop = await account();
      let count = 0;
      let isEnded = false;
      const end = (operation: string): void => {
        if (isEnded) throw new Error('ended');
        if (!/^(putObject|copyObject|putItem|updateItem|deleteItem)$/.test(operation)) return;
        count += 1;
        if (count !== at) return;
        isEnded = true;
        throw new Error('ended');
      };
      const alive = (): void => {
        if (isEnded) throw new Error('ended');
      };
      shop.s3.before = alive;
      shop.table.before = alive;
      shop.s3.after = end;
      shop.table.after = end;
      await shop.move(here).catch(() => undefined);
      shop.s3.before = () => undefined;
      shop.table.before = () => undefined;
      shop.s3.after = () => undefined;
      shop.table.after = () => undefined;
      // A lock that it left is freed by proof before this run gets here.
      for (const id of [`${here.bucket}/${here.key}`]) shop.table.items.delete(id);
      await shop.move(here);
      // The lease that it left where the new record stood already is the old place's: nobody deploys there any more.
      shop.table.items.delete(`${old.bucket}/${old.key}-lease`);
      await assertMoved(shop, here, stateOf(7));
      steps.add(at);
      if (!isEnded) break;
    }
    assert.ok(steps.size > 7, `${steps.size} steps`);
  });

  const refusals: Readonly<Record<string, { damage: (shop: Account) => unknown; says: RegExp }>> = {
    'a run kept a state there that it could not save': {
      damage: ({ s3 }) => s3.seed(old.bucket, `recovery/${old.key}/41-1.tfstate`, stateOf(8)),
      says: /a run kept a state there/,
    },
    'its Terraform lock is held': {
      damage: ({ table }) =>
        table.putItem({
          TableName: old.lockTable,
          Item: { LockID: { S: `${old.bucket}/${old.key}` }, Info: { S: '{"Who":"ada@laptop"}' } },
        }),
      says: /its Terraform lock is held by ada@laptop/,
    },
    'no lock table has its digest': {
      damage: ({ table }) => table.items.clear(),
      says: /no lock table that this run knows of/,
    },
    'another state is at the new place': {
      damage: async ({ s3, digestOf }) => {
        s3.seed(here.bucket, here.key, stateOf(2, 'theirs', [{}, {}]));
        await digestOf(here, stateOf(2, 'theirs', [{}, {}]));
      },
      says: /where another one is \(serial 2 of lineage theirs\)/,
    },
  };
  for (const [what, { damage, says }] of Object.entries(refusals)) {
    it(`stays where it is, unmarked, when ${what}`, async () => {
      const shop = await account();
      await damage(shop);
      await assert.rejects(shop.move(here), { code: 'STATE_MOVED', reason: says });
      assert.deepEqual(await shop.recordAt(old), record);
      assert.equal(await shop.recordAt(here), undefined);
    });
  }

  it('goes on from what somebody moved by hand, under another lineage as Terraform gives it', async () => {
    const shop = await account();
    const byHand = stateOf(1, 'given by Terraform');
    shop.s3.seed(here.bucket, here.key, byHand);
    await shop.digestOf(here, byHand);
    await shop.move(here);
    assert.equal(shop.s3.content(here.bucket, here.key), byHand);
    const { history, accepted } = (await shop.recordAt(here)) ?? {};
    assert.deepEqual(history, record.history);
    assert.deepEqual(accepted, { lineage: 'given by Terraform', serial: 1 });
    assert.deepEqual((await shop.recordAt(old))?.movedTo?.key, here.key);
  });
});

describe('where else the state of an environment is', () => {
  it('is told by records of the same owner only', async () => {
    const shop = await account();
    const of = (change: Partial<Owner>) => textOf({ ...record, owner: { ...owner, ...change } });
    shop.s3.seed(old.bucket, 'staging/terraform.release.json', of({ environment: 'staging' }));
    shop.s3.seed(old.bucket, 'staging/terraform.tfstate', stateOf(1));
    shop.s3.seed(elsewhere.bucket, 'production/terraform.release.json', of({ project: 'web' }));
    shop.s3.seed(elsewhere.bucket, 'broken.release.json', '{');
    // One that only claimed a place: its run ended before there was a state.
    const claim = { owner, previous: [] };
    shop.s3.seed(elsewhere.bucket, 'claimed.release.json', textOf(claim));
    const { places, unread } = await shop.find(here);
    assert.deepEqual(
      places.map(({ location }) => location),
      [old],
    );
    assert.deepEqual(unread, [`s3://${elsewhere.bucket}/broken.release.json (STATE_UNREADABLE)`]);
  });

  it('is not where it was moved away from', async () => {
    const shop = await account();
    await shop.move(here);
    const { places } = await shop.find({ ...old, key: 'third.tfstate' });
    assert.deepEqual(
      places.map(({ location }) => location.key),
      [here.key],
    );
  });
});
