import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CloudFront } from '@aws-sdk/client-cloudfront';
import {
  type DeleteMarkerEntry,
  type ObjectVersion,
  S3,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { startLocalAws, type LocalAws } from '../../local/aws/local-aws.ts';
import { checkDistribution } from '../../src/cdn/distribution.ts';
import { waitForInvalidation } from '../../src/cdn/invalidate.ts';
import type { RecordedReleases } from '../../src/frontend/publish-plan.ts';
import { listSite } from '../../src/frontend/listing.ts';
import { connectAws, type DistributionsApi, type ObjectsApi } from '../../src/platform/aws.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { deploySite, filesOf, planSite, site, type Place, type Tree } from './site-world.ts';

const BUCKET = 'published-site';

let aws: LocalAws;
let s3: S3;
let cloudfront: CloudFront;
let objects: ObjectsApi;
let distributions: DistributionsApi;
let place: Place & { record: RecordedReleases };

before(async () => {
  aws = await startLocalAws();
  const client = {
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  s3 = new S3({ ...client, forcePathStyle: true });
  cloudfront = new CloudFront(client);
  await s3.createBucket({ Bucket: BUCKET });
  const clients = connectAws(undefined, aws.environment);
  [objects, distributions] = await Promise.all([clients.objects(aws.region), clients.distributions()]);
  place = {
    // As a deploy does: its own requests, to where the SDK's clients would send them.
    site: {
      s3: objects,
      bucket: BUCKET,
      account: aws.account,
    },
    cloudfront: distributions,
    distributionId: await createDistribution(),
    clock: systemClock,
    intent: 'first',
    record: { previous: [] },
    save: (record) => {
      place.record = record;
    },
  };
});
after(async () => {
  s3?.destroy();
  cloudfront?.destroy();
  await aws?.stop();
});

async function createDistribution(): Promise<string> {
  const made = await cloudfront.createDistribution({
    DistributionConfig: {
      CallerReference: 'site',
      Comment: 'site',
      Enabled: true,
      Origins: {
        Quantity: 1,
        Items: [
          { Id: 's', DomainName: `${BUCKET}.s3.amazonaws.com`, S3OriginConfig: { OriginAccessIdentity: '' } },
        ],
      },
      DefaultCacheBehavior: {
        TargetOriginId: 's',
        ViewerProtocolPolicy: 'redirect-to-https',
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      },
    },
  });
  return made.Distribution?.Id ?? '';
}

async function contentsOf(tree: Tree): Promise<Tree> {
  const entries = Object.keys(tree).map(async (key) => {
    const found = await s3.getObject({ Bucket: BUCKET, Key: key });
    return [key, await found.Body?.transformToString()];
  });
  return Object.fromEntries(await Promise.all(entries)) as Tree;
}

test('a site goes up, changes, loses a page and is invalidated', async () => {
  const { distributionId } = place;
  assert.equal((await checkDistribution(distributions, { distributionId })).id, distributionId);
  const odd = { 'a b/ü+%.txt': 'odd', 'empty.txt': '' };

  const first = { ...site('v1', 4), ...odd };
  await deploySite(place, await filesOf(first), 'run1');
  assert.deepEqual(await contentsOf(first), first);
  const page = await s3.headObject({ Bucket: BUCKET, Key: 'index.html' });
  assert.equal(page.ContentType, 'text/html; charset=utf-8');
  assert.equal(page.CacheControl, 'public,max-age=0,must-revalidate');

  const again = await deploySite(place, await filesOf(first), 'run2');
  assert.equal(again.unchanged.length, Object.keys(first).length);
  assert.equal(place.record.live?.commit, 'run1'.padEnd(40, '0'));

  const second = { ...site('v2', 3), ...odd };
  const plan = await deploySite(place, await filesOf(second), 'run3');
  assert.deepEqual(plan.removedPages, ['page3/index.html']);
  assert.deepEqual(await contentsOf(second), second);
  const keys = (await listSite(place.site)).map(({ key }) => key);
  assert.ok(!keys.includes('page3/index.html'));
  for (const key of Object.keys(first).filter((one) => one.startsWith('assets/')))
    assert.ok(keys.includes(key), key);

  const { InvalidationList } = await cloudfront.listInvalidations({ DistributionId: distributionId });
  const [made, ...more] = InvalidationList?.Items ?? [];
  assert.deepEqual(more, []);
  await waitForInvalidation(distributions, systemClock, { id: made?.Id ?? '', distributionId, paths: [] });
});

test('what was uploaded but never recorded is recognised by its headers, and not uploaded again', async () => {
  const files = await filesOf({ ...site('v2', 3), 'a b/ü+%.txt': 'odd', 'empty.txt': '' });
  const plan = await planSite({ site: place.site, record: {}, now: systemClock.now() }, files);
  assert.equal(plan.unchanged.length, files.length);
});

test('a write by somebody else after the listing is a conflict, and theirs stays', async () => {
  const files = await filesOf(site('v3', 3));
  const { save } = place;
  const contested: Place = {
    ...place,
    save: (record) => {
      save(record);
    },
    site: {
      ...place.site,
      s3: {
        ...place.site.s3,
        putObject: async (input: PutObjectCommandInput) => {
          if (input.Key === 'index.html')
            await s3.putObject({ Bucket: BUCKET, Key: 'index.html', Body: 'theirs' });
          return place.site.s3.putObject(input);
        },
      },
    },
  };
  await assert.rejects(deploySite(contested, files, 'run4'), { code: 'PUBLISH_CONFLICT' });
  assert.deepEqual(await contentsOf({ 'index.html': '' }), { 'index.html': 'theirs' });
});

test('what a bucket holds and has held is told as the SDK tells it, and deleted the same', async () => {
  const ours = objects;
  const kept = { Bucket: 'kept-files', ExpectedBucketOwner: aws.account };
  await s3.createBucket(kept);
  await s3.putBucketVersioning({ ...kept, VersioningConfiguration: { Status: 'Enabled' } });
  for (const [key, text] of [
    ['a&b', 'one'],
    ['a&b', 'two'],
    ['ü/<c>', 'three'],
    ['ü/<c>', 'four'],
    ['z', 'five'],
  ] as const)
    await ours.putObject({ ...kept, Key: key, Body: text });
  await s3.deleteObject({ ...kept, Key: 'z' });

  const versionsBy = async (client: ObjectsApi): Promise<readonly unknown[]> => {
    const pages: unknown[] = [];
    for (let next = {}, more = true; more;) {
      const page = await client.listObjectVersions({ ...kept, MaxKeys: 2, ...next });
      const fields = ({ Key, VersionId, IsLatest, LastModified }: ObjectVersion | DeleteMarkerEntry) => ({
        ...{ Key, VersionId, IsLatest, LastModified },
      });
      const { Versions = [], DeleteMarkers = [] } = page;
      pages.push(
        Versions.map((each) => ({ ...fields(each), ETag: each.ETag, Size: each.Size })),
        DeleteMarkers.map(fields),
      );
      more = page.IsTruncated === true;
      next = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
    return pages;
  };
  const listed = await versionsBy(ours);
  assert.deepEqual(listed, await versionsBy(s3));
  assert.ok(listed.length > 2);

  const { Versions = [] } = await ours.listObjectVersions({ ...kept, Prefix: 'ü' });
  const texts = await Promise.all(
    Versions.map(async ({ VersionId }) => {
      const { Body } = await ours.getObject({ ...kept, Key: 'ü/<c>', VersionId });
      return Body?.transformToString();
    }),
  );
  assert.deepEqual(texts.sort(), ['four', 'three']);
  await assert.rejects(ours.getObject({ ...kept, Key: 'z' }), { name: 'NoSuchKey' });
  await assert.rejects(ours.getObject({ ...kept, Key: 'a&b', IfMatch: '"other"' }), {
    name: 'PreconditionFailed',
  });

  const Objects = Versions.map(({ Key = '', VersionId }) => ({ Key, VersionId }));
  const { Errors } = await ours.deleteObjects({ ...kept, Delete: { Objects, Quiet: true } });
  assert.equal(Errors, undefined);
  const left = await s3.listObjectVersions(kept);
  assert.deepEqual(
    left.Versions?.map(({ Key }) => Key),
    ['a&b', 'a&b', 'z'],
  );
});
