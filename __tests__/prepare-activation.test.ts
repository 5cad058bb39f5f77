import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { ReleaseRecord } from '../src/context/release.ts';
import { Failure } from '../src/errors.ts';
import { prepareActivation } from '../src/prepare-activation.ts';
import type { DistributionsApi } from '../src/platform/aws.ts';
import { FakeCloudFront } from './fakes/cloudfront.ts';
import { fakePlatform } from './fakes/platform.ts';
import { FakeS3 } from './fakes/s3.ts';
import { ACCOUNT, BUCKET, filesOf, planSite, site, type Tree } from './frontend/site-world.ts';

const STATE = 'state';
const DISTRIBUTION = 'E1';

const owner = {
  repository: 'example/shop',
  terraformDirectory: 'terraform',
  project: 'shop',
  environment: 'production',
};
const EMPTY: ReleaseRecord = { owner, previous: [] };

/** A site about to go from one tree, which nobody recorded, to another. */
async function about(to: Tree, { from = {}, enabled = true, record = EMPTY } = {}) {
  const s3 = new FakeS3({ buckets: [BUCKET, STATE], account: ACCOUNT });
  for (const [key, content] of Object.entries(from)) s3.seed(BUCKET, key, content as string);
  const cloudfront = new FakeCloudFront({ [DISTRIBUTION]: { enabled } });
  const platform = fakePlatform();
  const distributions = async (): Promise<DistributionsApi> => cloudfront as unknown as DistributionsApi;
  const place = { s3, bucket: BUCKET, account: ACCOUNT };
  const plan = await planSite({ site: place, record, now: Date.now() }, await filesOf(to));
  s3.changes.length = 0;
  const preparing = {
    context: { platform: { log: platform.log, aws: { ...platform.aws, distributions } } },
    names: { bucket: BUCKET, distributionId: DISTRIBUTION },
    site: place,
    store: { s3, bucket: STATE, account: ACCOUNT, prefix: 'production/terraform.files/' },
    ...{ record, plan, listing: [], release: '1-1-a', isWholeHere: true },
  };
  const keys = () => s3.changes.flatMap(({ bucket, key }) => (bucket === BUCKET ? [key] : []));
  return { s3, cloudfront, plan, preparing, keys };
}

/** A promise and what settles it. */
function open<T = void>() {
  let settle: { resolve: (value: T) => void; reject: (error: unknown) => void } | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...(settle as NonNullable<typeof settle>) };
}

/** Long enough for everything in memory that waits for nothing. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await setImmediate();
}

describe('preparing the activation of a site', () => {
  const before = site('v1');
  const after = site('v2');
  const added = Object.keys(after)
    .filter((key) => key.startsWith('assets/') && !(key in before))
    .sort();

  test('uploads what no page names while CloudFront and the record have yet to answer', async () => {
    const { preparing, cloudfront, keys } = await about(after, { from: before });
    const [answer, intent] = [open(), open()];
    const { getDistribution } = FakeCloudFront.prototype;
    cloudfront.getDistribution = async (input) => {
      await answer.promise;
      return getDistribution.call(cloudfront, input);
    };
    let prepared = false;
    const work = prepareActivation(preparing, () => intent.promise).then((made) => {
      prepared = true;
      return made;
    });
    await turns();
    assert.deepEqual(keys().sort(), added);
    answer.resolve();
    await turns();
    assert.equal(prepared, false, 'the intent is not recorded yet');
    intent.resolve();
    assert.deepEqual([...(await work).additive.etags.keys()].sort(), added);
  });

  test('stops for a disabled distribution with every page as it was, and begins nothing further', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`assets/a-${index}.js`, `${index}`]),
    );
    const { preparing, keys } = await about({ ...after, ...many }, { from: before, enabled: false });
    await assert.rejects(
      prepareActivation(preparing, () => Promise.resolve()),
      { code: 'DISTRIBUTION_NOT_FOUND', safe: /No page was changed.*new files that no page names yet/ },
    );
    const there = keys();
    assert.ok(there.length < 300, `${there.length} files were uploaded`);
    assert.ok(there.every((key) => key.startsWith('assets/')));
    await turns();
    assert.equal(keys().length, there.length, 'nothing goes on behind the failure');
  });

  test('says what another process did to the record, whatever else ends because of it', async () => {
    const { preparing, keys } = await about(after, { from: before });
    const conflict = new Failure({ code: 'PUBLISH_CONFLICT', reason: 'r', safe: 's', next: 'n' });
    await assert.rejects(
      prepareActivation(preparing, () => Promise.reject(conflict)),
      conflict,
    );
    assert.ok(keys().every((key) => added.includes(key)));
  });

  test('waits for the intent with a file that a release is recorded with and the bucket lost', async () => {
    const [lost = ''] = added;
    const headers = { contentType: 'text/javascript', cacheControl: 'no-store' };
    const live = {
      ...{ id: '1-1-a', commit: 'a', runUrl: '', publishedAt: '', bucket: BUCKET },
      files: new Map([[lost, { sha256: 'a'.repeat(64), etag: 'b', headers }]]),
    };
    const { preparing, keys } = await about(after, { from: before, record: { ...EMPTY, live } });
    const intent = open();
    const work = prepareActivation(preparing, () => intent.promise);
    await turns();
    assert.deepEqual(keys(), []);
    intent.resolve();
    await work;
    assert.deepEqual(keys().sort(), added);
  });

  test('asks no CloudFront where there is no distribution', async () => {
    const { preparing, cloudfront } = await about(after);
    cloudfront.before = () => assert.fail('CloudFront was asked');
    await prepareActivation({ ...preparing, names: { bucket: BUCKET } }, () => Promise.resolve());
  });
});
