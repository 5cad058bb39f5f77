import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDistribution } from '../../src/cdn/distribution.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { FakeCloudFront } from '../fakes/cloudfront.ts';

const cloudfront = new FakeCloudFront({
  EREADY: {},
  EBUSY: { Status: 'InProgress' },
  EOFF: { enabled: false },
});

test('a distribution that is enabled may be published behind', async () => {
  assert.deepEqual(await checkDistribution(cloudfront, { distributionId: 'EREADY' }), {
    id: 'EREADY',
    domainName: 'eready.cloudfront.net',
    deployed: true,
  });
});

test('one whose configuration is on its way to the edges may too', async () => {
  assert.equal((await checkDistribution(cloudfront, { distributionId: 'EBUSY' })).deployed, false);
});

test('a disabled or absent one fails, and says that visitors see the site as it was', async () => {
  for (const distributionId of ['EOFF', 'EABSENT']) {
    await assert.rejects(checkDistribution(cloudfront, { distributionId }), (error) => {
      const { code, reason, safe } = error as { code: string; reason: string; safe: string };
      assert.equal(code, 'DISTRIBUTION_NOT_FOUND');
      assert.ok(reason.includes(distributionId));
      assert.match(safe, /^No page was changed/);
      return true;
    });
  }
});

test('a missing permission is never taken for a missing distribution', async () => {
  const denied = new FakeCloudFront({});
  denied.before = () => {
    throw new FakeAwsError('AccessDenied', 403);
  };
  await assert.rejects(checkDistribution(denied, { distributionId: 'E1' }), { code: 'ACCESS_DENIED' });
});
